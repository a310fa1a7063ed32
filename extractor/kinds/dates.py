"""Dates: from matched words to EDTF values, in steps that can each be turned off.

1. a pattern's slots make a partial date (`Part`): what the text says, no more;
2. what stands around it is read in: phase ("أوائل"), شهر, since and until;
3. neighbours join into intervals ("من بداية عام 2020 إلى يونيو 2024");
4. `anchor` fills what is missing from the document's date and marks it ``anchored``;
5. `finish` writes EDTF, first and last day.

No clock is read (law 2): without a document date a relative expression has no value.
"""

from __future__ import annotations

from typing import Final

from ..grammar import Rule
from ..text.match import Builder, Draft, Reading, Slots
from ..text.scan import Token
from . import date_days, date_relative, date_years
from .date_days import days_before_another, days_of_a_list
from .date_parts import DIGIT_NEXT, Interval, Made, Part
from .date_relative import lies_ahead


def date_(reading: Reading, rule: Rule, slots: Slots) -> list[Draft] | None:
    """Build a date, or several for a list that shares its month."""
    name = rule.id.partition(".")[2].replace("-", "_")
    maker = _MAKERS.get(name)
    if maker is None:
        return None
    if "y" in slots and "p" in slots and reading.norm[slots.end : slots.end + 1] == "/" and DIGIT_NEXT(reading.norm, slots.end + 1):
        slots.cut("y")  # "النصف الأول من العام الحالي 2017/2018"
    made: Made = maker(reading, slots)
    if made is None or isinstance(made, list):
        for item in made or ():
            _look_ahead(reading, slots, item[0])
        return made if made is None else [_as_draft(rule, slots, *item) for item in made]
    _look_ahead(reading, slots, made)
    draft = _as_draft(rule, slots, made, slots.start, slots.end, slots.first, slots.last)
    bound = slots.get("md")
    if bound is not None:  # "قبل أكثر من قرن", "قبل نحو عام"
        draft.fields["modifier"] = {"more_than": "before", "at_least": "before", "approximate": "approximate"}.get(
            str(bound.value("modifier"))
        )
    return [draft]


def _look_ahead(reading: Reading, slots: Slots, part: Part) -> None:
    """Mark a date without year that its clause puts into the future."""
    for piece in (part.left, part.right) if isinstance(part, Interval) else (part,):
        if piece.y is None and piece.unit in ("day", "month") and piece.offset is None and piece.weekday is None and piece.pointer is None:
            if lies_ahead(reading, slots):
                piece.pointer = "future"


def _as_draft(rule: Rule, slots: Slots, part: Part, start: int, end: int, first: int, last: int) -> Draft:
    return Draft("date", start, end, first, last, rule.id, {"_part": part})


_MAKERS: Final = {**date_days.MAKERS, **date_years.MAKERS, **date_relative.MAKERS}


def _left(reading: Reading, draft: Draft) -> Token | None:
    """The token directly before a draft."""
    index = draft.first - 1
    if index < 0:
        return None
    token = reading.tokens[index]
    between = reading.norm[token.end : reading.tokens[draft.first].lead]
    return token if not between.strip(" ") else None


def surround(reading: Reading) -> None:
    """Read in what stands around each date: phase, شهر, since and until; and days that leave their month to the one before."""
    if len(reading.drafts) > 1:
        days_of_a_list(reading)
        days_before_another(reading)
    for draft in reading.drafts:
        if draft.kind != "date":
            continue
        part = draft.fields["_part"]
        if part.unit == "month" or (part.unit == "hijri" and part.hijri and not part.hijri[2]):
            left = _left(reading, draft)
            if left is not None and left.has("cue_month"):
                draft.start, draft.first = left.start, draft.first - 1
        if part.unit == "decade":
            left = _left(reading, draft)
            if left is not None and (left.has("decade_word") or left.has("cue_decade_years")):
                draft.start, draft.first = left.start, draft.first - 1
        if part.pointer == "phase":
            part.pointer = None
            draft.fields["modifier"] = reading.tokens[draft.first].value("phase")
        else:
            left = _left(reading, draft)
            if left is not None and left.has("phase") and not left.has_article and not reading.tokens[draft.first].clitics:
                draft.start, draft.first = left.start, draft.first - 1
                draft.fields["modifier"] = left.value("phase")
        left = _left(reading, draft)
        if left is not None and left.has("day_word") and draft.first > 1:
            beyond = reading.tokens[draft.first - 2]
            if beyond.value("date_modifier") in ("since", "until") and not reading.before(draft.first - 1).strip(" "):
                left = beyond  # "منذ مساء الثلاثاء"
        if left is not None and left.value("date_modifier") == "before" and reading.ahead(left.lead, "from"):
            continue  # "من قبل عام 2015": earlier
        if left is not None and left.has("date_modifier") and draft.fields.get("modifier") is None:
            draft.fields["modifier"] = left.value("date_modifier")
        elif left is not None and left.has("modifier") and not left.has("modifier_after") and left.value("modifier") == "approximate":
            draft.fields.setdefault("modifier", "approximate")


def join(reading: Reading) -> None:
    """Join neighbouring dates into intervals: من … إلى …, بين … و …, … - …, … حتى الآن."""
    out: list[Draft] = []
    tokens, norm = reading.tokens, reading.norm
    for draft in reading.drafts:
        last = out[-1] if out else None
        if last is not None and last.kind == draft.kind == "date" and _joins(reading, last, draft):
            left, right = last.fields["_part"], draft.fields["_part"]
            if right.offset == 0 and right.unit == "day" and right.weekday is None and tokens[draft.first].has("now"):
                right = Part("now")  # "حتى اليوم"
            if isinstance(left, Interval) or isinstance(right, Interval):
                out.append(draft)
                continue
            if right.y is None and left.y is not None and right.unit in ("day", "month") and right.offset is None and right.weekday is None:
                right.y = left.y + 1 if left.m and right.m and right.m < left.m else left.y
            if left.y is None and right.y is not None and left.unit in ("day", "month") and left.offset is None and left.weekday is None:
                left.y = right.y - 1 if left.m and right.m and left.m > right.m else right.y
            last.fields["_part"] = Interval(left, right)
            last.end, last.last, last.rule = draft.end, draft.last, "date.interval"
            if last.fields.get("modifier") in ("start", "mid", "end", "since", "until"):
                last.fields["modifier"] = None
            continue
        out.append(draft)
    for draft in out:
        if draft.kind != "date":
            continue
        part = draft.fields["_part"]
        k = draft.last + 1
        hour = k + 2 < len(tokens) and tokens[k + 2].number is not None and reading.follows(k + 2)  # "إلى غاية الساعة السابعة"
        if k + 1 < len(tokens) and tokens[k].value("connector") == "to" and tokens[k + 1].has("now") and not hour:
            if not norm[draft.end : tokens[k].lead].strip(" ") and not norm[tokens[k].end : tokens[k + 1].lead].strip(" "):
                if not isinstance(part, Interval) and part.unit != "unknown":
                    draft.fields["_part"] = Interval(part, Part("now"))
                    draft.end, draft.last, draft.rule = tokens[k + 1].end, k + 1, "date.interval-open"
                    draft.fields["modifier"] = None
        if isinstance(draft.fields["_part"], Interval) or part.unit == "years":
            for _ in range(2):
                left = _left(reading, draft)
                if left is not None and left.has("period_word"):
                    draft.start, draft.first = left.start, draft.first - 1
                    after = _left(reading, draft)
                    if after is not None and after.has("phase"):
                        draft.start, draft.first = after.start, draft.first - 1
                        draft.fields["modifier"] = after.value("phase")
                    break
                if left is not None and (left.has("from") or left.has("between")):
                    index = draft.first - 2
                    if index >= 0 and tokens[index].has("period_word") and not norm[tokens[index].end : left.lead].strip(" "):
                        draft.start, draft.first = tokens[index].start, index
                break
    within = {k: d.last for d in out if d.rule == "date.interval-open" for k in range(d.first + 1, d.last + 1)}
    reading.drafts[:] = [d for d in out if d.last > within.get(d.first, -1) or d.rule == "date.interval-open"]


_DAY_OR_MONTH: Final = frozenset({"day", "month"})


def _joins(reading: Reading, left: Draft, right: Draft) -> bool:
    tokens = reading.tokens
    a, b = left.fields["_part"], right.fields["_part"]
    if a.unit == "unknown" or b.unit == "unknown" or (a.hijri is None) != (b.hijri is None):
        return False
    if a.y is not None and b.y is not None and a.y > b.y and a.unit in _DAY_OR_MONTH and b.unit in _DAY_OR_MONTH:
        return False  # "من نوفمبر 2019 إلى 24 يونيو 2018": moved from one to the other
    between = right.first - left.last
    text = reading.norm[left.end : right.start].strip(" ")
    if 2 < between < 6:  # "وحتى مساء الاثنين التاسع من يوليو"
        middles = tokens[left.last + 1 : right.first]
        if middles[0].value("connector") == "to" and all(t.has("day_word") or t.has("weekday") for t in middles[1:]):
            return len(text.split()) == sum(len(t.text.split()) for t in middles)
        return False
    if between == 2:
        middle = tokens[left.last + 1]
        if text[:1] in ("،", ",") and a.unit == "year" and b.unit == "day":
            return False  # "يقام منذ 2006، حتى الأول من مارس"
        if middle.value("connector") == "to" and text.lstrip("،, ") in (middle.text, middle.clitics + middle.text):
            began = left.first > 0 and tokens[left.first - 1].has("from") and a.y is not None and b.y is not None
            return a.unit != "day" or b.unit in ("day", "month") or a.offset is not None or began
        return False
    if between == 1:
        if text in ("-", "–"):
            return a.unit == b.unit and a.unit in ("day", "month", "year")
        if text == "و":
            index = left.first - 1
            return index >= 0 and tokens[index].has("between") and not reading.norm[tokens[index].end : left.start].strip(" ")
    return False


BUILDERS: Final[dict[str, Builder]] = {"date": date_}
