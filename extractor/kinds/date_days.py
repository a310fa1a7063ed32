"""Days and months: the makers of partial dates from patterns with a day or a month."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from ..grammar import Expression
from ..text.match import Draft, Reading, Slots
from ..text.scan import Token
from .date_parts import (
    _LAST,
    Interval,
    Made,
    Maker,
    Part,
    apply_year,
    day_part,
    era_of,
    hijri,
    hijri_years,
    is_hijri_year,
    is_plural,
    ordinal_of,
    point_from,
    read_numeric,
    to_day,
    value_of,
)
from .date_years import WARS
from .nouns import no_noun_after, noun_after


def _same_month(slots: Slots) -> int | None:
    """The month of $month; None where its two names disagree."""
    first, second = slots.get("m"), slots.get("m2")
    assert first is not None
    month = first.value("month")
    if second is not None and second.value("month") != month:
        if first.has("levantine_month") == second.has("levantine_month"):
            return None
        month = (second if first.has("levantine_month") else first).value("month")  # "أكتوبر/تشرين الثاني": a slip in the second name
    return int(month)


def _month_of_day(slots: Slots) -> int | None:
    """The month of $month behind a day: the first where its two names disagree, since the second is a slip: "15 تموز/ أيار"."""
    month, first = _same_month(slots), slots.get("m")
    return int(first.value("month")) if month is None and first is not None and slots.get("m2") is not None else month


def _feminine_first(token: Token | None) -> bool:
    """Whether a day's number is "الأولى", the first of something feminine: "الجرعة الأولى من يناير"."""
    return token is not None and token.word is not None and token.word.form == "اولي"


def day_month_year(reading: Reading, slots: Slots) -> Made:
    if _feminine_first(slots.get("d")):
        return None
    month, d, y = _month_of_day(slots), value_of(slots.get("d")), value_of(slots.get("y"))
    if month is None or d is None:
        return None
    year_token = slots.get("y")
    if year_token is not None and "yw" not in slots and slots.get("e") is None and not year_token.number.digits:  # type: ignore[union-attr]
        return None
    return day_part(y, month, d)


def day_month(reading: Reading, slots: Slots) -> Made:
    if _feminine_first(slots.get("d")):
        return None
    month, d = _month_of_day(slots), value_of(slots.get("d"))
    if month is None or d is None:
        return None
    part = day_part(None, month, d)
    if part is not None:
        apply_year(part, slots)
        if part.y is None and part.years is None and part.pointer is None:
            if _of_event(reading, slots) or reading.after(slots.end, "cue_yearly"):
                part.pointer = "every"  # "ثورة 25 يناير", "3 مايو يوما لحرية الصحافة"
    return part


def day_slash_month(reading: Reading, slots: Slots) -> Made:
    """A day and a month in figures behind a word of time: "يوم 14/5", "مساء الجمعة 22/8", "يومي 12 و13/8"."""
    word, day, month = slots.get("w"), slots.get("d"), slots.get("m")
    d, m = value_of(day), value_of(month)
    if word is None or day is None or month is None or not isinstance(d, int) or not isinstance(m, int) or not 1 <= m <= 12:
        return None
    sure = word.value("time_unit") == "D"
    if not sure and ((word.has("time_unit") and not word.has("day_word")) or not _written_tight(reading, day, month)):
        return None
    if not sure:
        phrase = noun_after(reading, month.end)
        loose = not any(word.has(sense) for sense in ("weekday", "clock_after", "issued_word", "day_word", "festive"))
        if loose and d <= m and (phrase is not None or reading.after(month.end, "cue_of")):
            return None  # "في 3/4 المساحة", "في 7/10 مقاطعات"
    last, listed, own = day_part(None, m, d), slots.get("l"), slots.get("lm")
    if listed is None or last is None:
        return last
    first = day_part(None, int(value_of(own) or m), value_of(listed))
    if first is None:
        return None
    if reading.norm[listed.end : day.lead].strip(" ") == "-":
        return Interval(first, last) if value_of(listed) < d else None
    if own is not None and (reading.norm[own.end : day.lead].strip(" ") == "-" or word.has("between")):
        return Interval(first, last)
    k = slots.index("lm" if own is not None else "l")
    return [
        (first, listed.start, (own or listed).end, slots.index("l"), k),
        (last, day.start, month.end, slots.index("d"), slots.index("m")),
    ]


def day_dash_month(reading: Reading, slots: Slots) -> Made:
    """A day and a month with a hyphen, as Vietnamese texts write them: "يوم 2-9", "قبل 20-11"."""
    both = slots.get("r")
    if both is not None:
        number = both.number
        if number is None or not number.plain or both.clitics or reading.norm[both.start : both.end].count("-") != 1:
            return None
        d, m, end = number.low, number.high, both.end
    else:
        day, month = slots.get("d"), slots.get("m")
        if day is None or month is None or reading.norm[day.end : month.start] != "-" or day.clitics:
            return None
        d, m, end = _figure(day), _figure(month), month.end
    if not isinstance(d, int) or not isinstance(m, int) or not 1 <= m <= 12 or not 1 <= d <= 31:
        return None
    counted = d <= m and noun_after(reading, end) is not None  # "يوم 3-4 ضيوف", but "بعد ظهر 27-12 جائزتها"
    if reading.norm[end : end + 1] in ("/", "-", ".", "%") or counted or reading.after(end, "month"):
        return None
    if not reading.fact("Vietnamese places", _in_vietnam):
        return None
    return day_part(None, m, d)


def _figure(token: Token) -> int | None:
    """A token's whole number, also that of figures that make no range ("20-11")."""
    return int(token.text) if token.text.isdigit() and len(token.text) < 3 else None


def _in_vietnam(reading: Reading) -> bool:
    return any(t.place is not None and t.place[0].country == "VN" and not t.place[0].common for t in reading.tokens)


def day_of_month_number(reading: Reading, slots: Slots) -> Made:
    """A day, a month and a year told by their numbers: "يوم 03 شهر 11 سنة 2025"."""
    d, m, y = value_of(slots.get("d")), value_of(slots.get("m")), value_of(slots.get("y"))
    if not isinstance(d, int) or not isinstance(m, int) or not isinstance(y, int) or not 1 <= m <= 12 or not 1900 <= y <= 2100:
        return None
    return day_part(y, m, d)


def _written_tight(reading: Reading, left: Token, right: Token) -> bool:
    """Whether two figures stand around one slash, with no further one beside them."""
    norm = reading.norm
    if left.number is None or right.number is None or not left.number.plain or not right.number.plain or right.clitics:
        return False
    return (
        norm[left.end : right.start] == "/"
        and norm[left.start - 1 : left.start] not in ("/", "-")
        and norm[right.end : right.end + 1] not in ("/", "%", ".", "-")
    )


def day_to_numeric(reading: Reading, slots: Slots) -> Made:
    """Days that share the month and year of a date in figures: "من 12 إلى 14/8/2025", "5-6/8/2025", "يومي 24 و25/8/2025"."""
    token, first, listed = slots.get("nd"), slots.get("d1"), slots.get("l")
    assert token is not None
    last = read_numeric(token.text, None)
    head = first or listed
    if last is None or last.unit != "day" or head is None or head.number is None or not head.number.plain:
        return None
    if first is not None and "fr" not in slots and reading.norm[first.end : token.start] != "-":
        return None
    day = day_part(last.y, last.m, value_of(head)) if last.m is not None else None
    if day is None or value_of(head) >= (last.d or 0):
        return None
    if first is not None:
        return Interval(day, last)
    k = slots.index("l")
    return [(day, head.start, head.end, k, k), (last, token.start, token.end, slots.index("nd"), slots.index("nd"))]


def month_slash_year(reading: Reading, slots: Slots) -> Made:
    """A month and a year in figures behind a word of time: "في 6/2024"."""
    month, y = slots.get("mn"), slots.get("y")
    assert month is not None and y is not None
    dashed = reading.norm[month.end : y.start] == "-" and month.text.startswith("0")  # "06-2024"
    if not (dashed or ("w" in slots and _written_tight(reading, month, y))) or not 1900 <= value_of(y) <= 2100 or month.clitics:
        return None
    return Part("month", value_of(y), value_of(month))


def _of_event(reading: Reading, slots: Slots) -> str:
    """What a date names that it follows ("ثورة" is a revolt, "أحداث" an event), empty where nothing."""
    if slots.first == 0 or reading.before(slots.first).strip(" "):
        return ""
    return str(reading.tokens[slots.first - 1].value("event_name") or "")


def day_list(reading: Reading, slots: Slots) -> Made:
    month = _same_month(slots)
    if month is None:
        return None
    return _listed(reading, slots, "d", lambda token: day_part(None, month, value_of(token)))


def days_by_comma(reading: Reading, slots: Slots) -> Made:
    """Two days that a comma without a space joins like a decimal, and a third: "أيام 10،11 و12 مارس"."""
    word, pair, head, month = slots.get("w"), slots.get("n"), slots.get("d"), _same_month(slots)
    found = _TWO_DAYS(reading.norm, pair.start, pair.end) if pair is not None else None
    if word is None or found is None or head is None or month is None or word.value("time_unit") not in ("D", None):
        return None
    index, out = slots.index("n"), []
    for number in (1, 2, 0):
        part = day_part(None, month, int(found[number]) if number else value_of(head))
        if part is None:
            return None
        apply_year(part, slots)
        if number:
            out.append((part, *found.span(number), index, index))
        else:
            out.append((part, head.start, slots.end, slots.index("d"), slots.last))
    return out if abs(int(found[1]) - int(found[2])) == 1 else None


_TWO_DAYS: Final = re.compile(r"(\d{1,2})[،,.](\d{1,2})").fullmatch


def _listed(reading: Reading, slots: Slots, name: str, make: Callable[[Token], Part | None]) -> Made:
    """A part for each token of a list and for the one that ends it, which takes the rest of the match; None where one makes none."""
    out = []
    head = slots.get(name)
    if head is None:
        return None
    for token in [*slots.all("l"), head]:
        part = make(token)
        if part is None:
            return None
        apply_year(part, slots)
        index = reading.index(token)
        whole = token is head
        out.append((part, token.start, slots.end if whole else token.end, index, slots.last if whole else index))
    return out


def day_range(reading: Reading, slots: Slots) -> Made:
    token = slots.get("r")
    assert token is not None and token.number is not None
    return _days(slots, token.number.low, token.number.high)


def day_to_day(reading: Reading, slots: Slots) -> Made:
    span, pointer = slots.get("r"), slots.get("p")
    low, high = value_of(slots.get("d1")), value_of(slots.get("d"))
    if span is not None:
        assert span.number is not None
        low, high = span.number.low, span.number.high
    if pointer is None:
        return _days(slots, low, high)
    if not isinstance(low, int) or not isinstance(high, int) or low >= high:
        return None
    ends = [Part("month"), Part("month")]  # "22 وحتى 26 الشهر المقبل"
    for end, day in zip(ends, (low, high), strict=True):
        end.d = day
        point_from(end, str(pointer.value("pointer")))
    return Interval(*ends)


def _days(slots: Slots, low: Any, high: Any) -> Made:
    """The interval of two days that share the month of $month; None where they aren't two days of it in order."""
    month = _same_month(slots)
    if month is None or not isinstance(low, int) or not isinstance(high, int) or low >= high:
        return None
    first, last = day_part(None, month, low), day_part(None, month, high)
    if first is None or last is None:
        return None
    apply_year(first, slots)
    apply_year(last, slots)
    return Interval(first, last)


def _two_months(reading: Reading, slots: Slots) -> Made:
    """ "أبريل-يونيو 2020": two months, an interval where a dash stands between them."""
    first, second = slots.get("m"), slots.get("m2")
    assert first is not None and second is not None
    between = reading.norm[first.end : second.start].strip(" ")
    left, right = Part("month", None, int(first.value("month"))), Part("month", None, int(second.value("month")))
    for part in (left, right):
        apply_year(part, slots)
    if between == "-":
        return Interval(left, right)
    if not between:
        return None
    i, k = slots.index("m"), slots.index("m2")
    return [(left, first.start, first.end, i, i), (right, second.start, slots.end, k, slots.last)]


def month_year(reading: Reading, slots: Slots) -> Made:
    head = slots.get("m")
    if head is not None and head.has("month_slip") and len(head.text) < 6 and "m2" not in slots:
        return None
    month = _same_month(slots)
    if month is None:
        return _two_months(reading, slots)
    year_token = slots.get("y")
    if year_token is not None and "yw" not in slots and not year_token.number.digits:  # type: ignore[union-attr]
        return None
    part = Part("month", None, month)
    apply_year(part, slots)
    return part


def year_month(reading: Reading, slots: Slots) -> Made:
    """A year and its month behind it, as chronicles have them: "2014 أغسطس/ آب: تحطم طائرة"."""
    number, y = _same_month(slots), value_of(slots.get("y"))
    year_token = slots.get("y")
    assert year_token is not None and year_token.number is not None
    if number is None or not year_token.number.digits or year_token.clitics or year_token.definite or not 1900 <= y <= 2100:
        return None
    if not reading.norm[slots.end : slots.end + 2].lstrip(" ").startswith(":") or reading.word_before(year_token.lead):
        return None
    return Part("month", y, number)


def month(reading: Reading, slots: Slots) -> Made:
    number = _same_month(slots)
    if number is None:
        return _two_months(reading, slots)
    token = slots.get("m")
    assert token is not None
    if _of_event(reading, slots) == "revolt":
        return []  # "حرب أكتوبر"
    if token.has("month_slip") and len(token.text) < 6 and not reading.ahead(token.lead, "month_word"):
        return []  # a short slip may be a name: "نيشان", "فراير"
    if token.has("weak_month") and token.clitics[-1:] in ("ب", "ك"):
        return []  # باب (door), كمارس
    if token.has("weak_month") and "m2" not in slots:
        index = slots.first
        before = reading.tokens[index - 1] if index else None
        near = before is not None and not reading.before(index).strip(" ") and (
            before.has("date_context") or before.has("month_word") or before.has("phase")
        )  # fmt: skip
        if not near and token.clitics not in ("ل",):
            return []
        if (
            near
            and before is not None
            and before.has("cue_loose")
            and token.has("cue_month_homograph")
            and not _month_to_month(reading, index)
        ):
            return []
        following = reading.tokens[index + 1 : index + 4]
        if before is not None and before.has("between") and not any(t.has("month") and t.start - token.end < 20 for t in following):
            return []  # "اجتماع بين ماي ووزرائها"
    return Part("month", None, number)


def month_of_war(reading: Reading, slots: Slots) -> Made:
    """ "أكتوبر 73", "يونيو/حزيران 67": a month of a war over Palestine, its year of two figures; "أحداث سبتمبر 11": a day behind its month."""
    number, d = _same_month(slots), slots.get("sh")
    if number is None or d is None or d.number is None or not d.number.plain or not d.number.digits or d.clitics or d.definite:
        return None
    value = d.number.value
    if not isinstance(value, int) or not _of_event(reading, slots) or not no_noun_after(reading, d.end):
        return None
    if value + 1900 in WARS:
        return Part("month", 1900 + value, number)
    part = day_part(None, number, value) if 1 <= value <= 31 else None
    if part is not None:
        part.pointer = "every"
    return part


def _month_to_month(reading: Reading, index: int) -> bool:
    """Whether a month's name is one end of a stretch of months: "من يناير إلى مارس", "من جوان إلى نهاية شهر مارس"."""
    tokens = reading.tokens
    if index > 1 and tokens[index - 1].has("connector") and tokens[index - 2].has("month") and reading.follows(index - 1):
        return True
    follow = tokens[index + 1] if index + 1 < len(tokens) else None
    if follow is None or not follow.has("connector") or not reading.follows(index + 1):
        return False
    return any(k < len(tokens) and tokens[k].has("month") and tokens[k].start - follow.end < 20 for k in range(index + 2, index + 5))


def month_list(reading: Reading, slots: Slots) -> Made:
    if _same_month(slots) is None:
        return None
    return _listed(reading, slots, "m", lambda token: Part("month", None, int(token.value("month"))))


def every_year(reading: Reading, slots: Slots) -> Made:
    number, d = _same_month(slots), value_of(slots.get("d"))
    part = day_part(None, number, d) if number is not None and d is not None else None
    if part is None:
        return None
    part.pointer = "every"
    head = slots.get("m2") or slots.get("m")
    assert head is not None
    index = slots.index("m2") if "m2" in slots else slots.index("m")
    return [(part, slots.start, head.end, slots.first, index)]


def month_of_year(reading: Reading, slots: Slots) -> Made:
    """ "الشهر الثالث من عام 2015", "الشهر الأول من العام الجاري"."""
    token, n = slots.get("mw"), ordinal_of(slots, 12)
    assert token is not None
    if n is None or not token.has_article or is_plural(token) or not {"y", "p", "tw", "sm"} & slots.names():
        return None
    follow = reading.tokens[slots.last + 1] if slots.last + 1 < len(reading.tokens) and reading.follows(slots.last + 1) else None
    if follow is not None and follow.has("era"):
        return None  # "الشهر الثالث من العام الهجري"
    part = Part("month", None, n)
    apply_year(part, slots)
    return part


def month_number(reading: Reading, slots: Slots) -> Made:
    token = slots.get("mn")
    assert token is not None and token.number is not None
    if not token.number.digits or token.definite:
        return None
    part = Part("month", None, value_of(token))
    apply_year(part, slots)
    word, listed = slots.get("w"), slots.get("l")
    if listed is None:
        return part
    if word is None or not word.text.endswith("ي") or listed.number is None or not listed.number.plain or token.clitics != "و":
        return None
    first = Part("month", None, value_of(listed))  # "شهري 7 و8"
    apply_year(first, slots)
    k, n = slots.index("l"), slots.index("mn")
    return [(first, listed.start, listed.end, k, k), (part, token.start, slots.end, n, slots.last)]


def day_of_it(reading: Reading, slots: Slots) -> Made:
    """ "السبت 5 مايو والأحد 6 منه": a day of the month named before."""
    token, several = slots.get("d") or slots.get("r"), slots.get("r") or slots.get("d1")
    assert token is not None and token.number is not None
    earlier = next((d for d in reversed(reading.drafts[-4:]) if d.kind == "date"), None)
    if several is not None and earlier is not None:
        return _days_of_it(reading, slots, earlier)
    if (
        not (token.number.digits or (token.number.ordinal and token.definite and _in_or_until(reading, token)))
        or earlier is None
        or slots.start - earlier.end > (300 if reading.ahead(token.lead, "cue_in") else 60)
        or earlier.fields["_part"].unit not in ("day", "month")
    ):
        return None
    part = Part("month")
    part.d, part.offset, part.pointer = value_of(token), 0, "same"
    return [(part, token.start, token.end, slots.index("d"), slots.index("d"))]


def _days_of_it(reading: Reading, slots: Slots, earlier: Draft) -> Made:
    """ "من 14 إلى 16 سبتمبر، والإياب من 21 إلى 23 منه": days of the month that an interval before ends in."""
    part = earlier.fields["_part"]
    if not isinstance(part, Interval):
        return None
    named = part.right
    if named.unit not in ("day", "month") or named.m is None or named.hijri is not None or slots.start - earlier.end > 300:
        return None
    r = slots.get("r")
    low, high = (
        (r.number.low, r.number.high) if r is not None and r.number is not None else (value_of(slots.get("d1")), value_of(slots.get("d")))
    )
    if not isinstance(low, int) or not isinstance(high, int) or not low < high:
        return None
    first, last = day_part(named.y, named.m, low), day_part(named.y, named.m, high)
    return Interval(first, last) if first is not None and last is not None else None


def _in_or_until(reading: Reading, token: Token) -> bool:
    return reading.ahead(token.lead, "cue_in") or reading.ahead(token.lead, "connector")


def day_alone(reading: Reading, slots: Slots) -> Made:
    """ "المقرر إقامته يوم 19": a day whose month stands elsewhere, that of the date before it where one is close."""
    head, out = slots.get("w"), []
    assert head is not None
    if head.definite:
        return None
    for name in ("d1", "d"):
        token = slots.get(name)
        if token is None:
            continue
        if token.number is None or not token.number.digits or not token.number.plain or token.definite:
            return None
        if not no_noun_after(reading, token.end) or reading.norm[token.end : token.end + 1] in ("/", "-", "%", ":"):
            return None
        if name == "d" and _dated(reading, slots.index(name)):
            return None  # "يوم 19 من شهر مايو"
        part = _day_beside(reading, token) or Part("month")
        if part.unit == "month":
            part.d, part.offset, part.pointer = value_of(token), 0, "same"
        out.append((part, token.start, token.end, slots.index(name), slots.index(name)))
    return out


def _dated(reading: Reading, index: int) -> bool:
    """Whether a month or what stands for one follows a number, or a unit of its own."""
    for k in range(index + 1, min(index + 4, len(reading.tokens))):
        token = reading.tokens[k]
        if reading.before(k).strip(" /-,()"):
            return False
        if any(token.has(s) for s in _OF_A_DATE) or token.special == "numeric_date":
            return True
        if token.number is not None and not token.number.ordinal:
            return True
    return False


_OF_A_DATE: Final = ("month", "hijri_month", "month_word", "pointer", "this_word", "unit", "currency", "percent", "time_unit")


def _day_beside(reading: Reading, token: Token) -> Part | None:
    """The day that figures are in the month of the day named before them in the sentence; None where there is none."""
    earlier = next((d for d in reversed(reading.drafts[-3:]) if d.kind == "date"), None)
    return _in_its_month(reading, earlier, token) if earlier is not None else None


def _in_its_month(reading: Reading, earlier: Draft, token: Token) -> Part | None:
    """The day that figures are in the month of an earlier day of the same sentence."""
    between = reading.norm[earlier.end : token.lead]
    if len(between) > 90 or ". " in between or "\n" in between:
        return None
    part = earlier.fields["_part"]
    if isinstance(part, Interval) or part.unit != "day" or part.m is None or part.weekday is not None:
        return None
    return day_part(part.y, part.m, int(value_of(token)))


def days_before_another(reading: Reading) -> None:
    """Read bare figures before a day of that month as days of it, too: "في 8 و9 منه", "26 و27 و28 من الشهر ذاته"."""
    drafts = reading.drafts
    for k in range(len(drafts) - 2, -1, -1):
        draft, later = drafts[k], drafts[k + 1]
        if draft.kind != "count" or later.kind != "date" or draft.fields.get("noun") is not None or draft.first != draft.last:
            continue
        number, part = reading.tokens[draft.first].number, later.fields["_part"]
        if number is None or not number.plain or not isinstance(number.value, int) or isinstance(part, Interval):
            continue
        joined = later.first == draft.last + 1 and reading.tokens[later.first].clitics == "و" and reading.follows(later.first, "و")
        if joined and part.unit == "month" and part.d is not None and 1 <= number.value < part.d:
            draft.kind, draft.fields, draft.rule = "date", {"_part": part.on(number.value)}, later.rule


def days_of_a_list(reading: Reading) -> None:
    """Read bare figures behind في as days of the month named before: "روسيا في 19 يونيو، والسعودية في 25"."""
    earlier: Draft | None = None
    for draft in reading.drafts:
        if draft.kind == "date":
            earlier = draft
            continue
        if draft.kind != "count" or earlier is None or draft.fields.get("noun") is not None or draft.first != draft.last:
            continue
        token = reading.tokens[draft.first]
        number = token.number
        if number is None or not number.plain or token.clitics or token.definite or draft.fields.get("modifier") != "exact":
            continue
        value, after = number.value, reading.norm[token.end : token.end + 2]
        if not isinstance(value, int) or not 1 <= value <= 31 or not reading.ahead(token.lead, "cue_in"):
            continue
        if after.strip(' .،؛)"\n')[:1] not in ("", "و") or (after[:1] == "." and after[1:2].isdigit()):
            continue
        part = _in_its_month(reading, earlier, token)
        before = earlier.fields["_part"]
        if part is not None and (before.d or 0) < value:
            draft.kind, draft.fields, draft.rule = "date", {"_part": part}, "date.day-alone"
            earlier = draft


def numeric(reading: Reading, slots: Slots) -> Made:
    token = slots.get("nd")
    assert token is not None
    part = read_numeric(token.text, era_of(slots))
    return part if part is not None else []


def hijri_date(reading: Reading, slots: Slots) -> Made:
    y = value_of(slots.get("hy"))
    told = era_of(slots) == "hijri" and isinstance(y, int) and 1 <= y <= 1500  # "صفر 487ه"
    if not told and not is_hijri_year(y):
        return None
    month_token = slots.get("hm")
    assert month_token is not None
    return hijri(y, int(month_token.value("hijri_month")), value_of(slots.get("d")) or 0)


def hijri_range(reading: Reading, slots: Slots) -> Made:
    """Days of one Hijri year: "من 25 رمضان إلى 6 شوال 1446هـ", "يومي 8 و9 ذي الحجة 1446هـ"."""
    y, span, listed, month = value_of(slots.get("hy")), slots.get("r"), slots.get("l"), slots.get("hm")
    assert month is not None
    if not is_hijri_year(y):
        return None
    m = int(month.value("hijri_month"))
    m1 = int(slots.get("h1").value("hijri_month")) if "h1" in slots else m  # type: ignore[union-attr]
    low: Any = span.number.low if span is not None and span.number is not None else value_of(listed or slots.get("d1"))
    high: Any = span.number.high if span is not None and span.number is not None else value_of(slots.get("d"))
    first, last = hijri(y, m1, low or 0), hijri(y, m, high or 0)
    if first is None or last is None or not low or not high or (m1, low) >= (m, high):
        return None
    if listed is None:
        return Interval(first, last)
    head = slots.get("d")
    assert head is not None
    k = slots.index("l")
    return [(first, listed.start, listed.end, k, k), (last, head.start, slots.end, slots.index("d"), slots.last)]


def hijri_no_year(reading: Reading, slots: Slots) -> Made:
    month_token = slots.get("hm")
    assert month_token is not None
    d, pointer = value_of(slots.get("d")), slots.get("p")
    if month_token.has("num") or (d is None and pointer is None) or (d or 0) > 30:
        return None
    part = Part("unknown")
    part.hijri = (0, int(month_token.value("hijri_month")), d or 0)
    if pointer is not None:
        part.pointer = str(pointer.value("pointer"))
    return part


def first_months(reading: Reading, slots: Slots) -> Made:
    token = slots.get("mw")
    assert token is not None
    quarters = token.has("quarters_word")
    if not quarters and not token.has("month_word") and token.value("time_unit") != "M":
        return None
    if not {"y", "yw", "p", "tw"} & slots.names() and _OF_A_LIFE(reading.database).match(reading.norm, slots.end):
        return None  # "في الأشهر الستة الأولى من حياته"
    n = value_of(slots.get("n"))
    if n is None:
        n = 2
    if not isinstance(n, int) or not 1 <= n <= (4 if quarters else 12):
        return None
    if quarters:
        n *= 3  # "الأرباع الثلاثة الأولى من 2017"
    part = Part("months")
    if "la" in slots:
        part.m, part.n = 13 - n, 12
    else:
        rank = value_of(slots.get("o")) or 1
        if rank != 1:
            return None
        part.m, part.n = 1, n
    apply_year(part, slots)
    if part.y is None and part.years is None:
        part.years = 0
    return part


_OF_A_LIFE: Final = Expression(r" (?:من|في|ل) ?(?:{of-a-life})(?![^\W\d_])")


def hijri_month_in_year(reading: Reading, slots: Slots) -> Made:
    """ "شهر رمضان لعام 2017": the Hijri month that begins in a Gregorian year, where just one does."""
    month_token, y = slots.get("hm"), value_of(slots.get("y"))
    assert month_token is not None
    if not isinstance(y, int) or not 1925 <= y <= 2076 or month_token.has("num"):
        return None
    number = int(month_token.value("hijri_month"))
    if "yw" not in slots and "mw" not in slots and number != 9:
        return None
    found = [p for p in (hijri(h, number) for h in hijri_years(y)) if p is not None and p.y == y]
    return found[0] if len(found) == 1 else None


def same_month(reading: Reading, slots: Slots) -> Made:
    """ "الشهر نفسه من العام الماضي": the month named before, in another year."""
    named = (d.fields["_part"] for d in reversed(reading.drafts) if d.kind == "date")
    month_ = next((p.m for p in named if p.m is not None and p.unit in ("day", "month")), None)
    if month_ is None:
        return None
    part = Part("month", None, month_)
    apply_year(part, slots)
    return part


def part_of_month(reading: Reading, slots: Slots) -> Made:
    """ "الأسبوع الأول من مايو", "النصف الثاني من الشهر المقبل", "الأيام العشرة الأولى من يونيو 2024"."""
    token, rank, count = slots.get("hw"), slots.get("o"), value_of(slots.get("n"))
    assert token is not None and rank is not None
    number = slots.get("n")
    first = number is not None and (slots.index("o") < slots.index("n") or number.definite)  # "أول 10 أيام", "العشرة أيام الأولى"
    if not token.has_article and not first:
        return None
    n = value_of(rank)
    if rank.has("last_word"):
        n = -1
    elif rank.has("first_pair"):
        n = 1
    if not isinstance(n, int):
        return None
    named = slots.get("m")
    month_ = _same_month(slots) if named is not None else None
    if named is not None and month_ is None:
        return None
    if token.has("half_word"):
        bounds = {1: (1, 15), 2: (16, _LAST), -1: (16, _LAST)}.get(n)
    elif token.number is not None and token.number.fraction == (1, 3):
        bounds = {1: (1, 10), 2: (11, 20), 3: (21, _LAST), -1: (21, _LAST)}.get(n)
    elif token.has("week_word") and count is None:
        bounds = {1: (1, 7), 2: (8, 14), 3: (15, 21), 4: (22, 28), -1: (_LAST - 6, _LAST)}.get(n)
    elif token.has("time_unit") and token.value("time_unit") == "D" and isinstance(count, int) and count < 28:
        bounds = {1: (1, count), -1: (_LAST - count + 1, _LAST)}.get(n)
    else:
        return None
    if bounds is None:
        return None
    ends = [Part("month", None, month_), Part("month", None, month_)]
    pointer = slots.get("p")
    for end, day in zip(ends, bounds, strict=True):
        if named is not None:
            apply_year(end, slots)
        else:
            point_from(end, str(pointer.value("pointer")) if pointer is not None else "this")
        end.d = day
        if named is not None:
            assert month_ is not None
            to_day(end)
    return Interval(*ends)


# Pattern, by its id behind the dot → what makes its date.
MAKERS: Final[dict[str, Maker]] = {
    "day_month_year": day_month_year,
    "day_month": day_month,
    "day_slash_month": day_slash_month,
    "day_list": day_list,
    "days_by_comma": days_by_comma,
    "day_range": day_range,
    "day_to_numeric": day_to_numeric,
    "month_slash_year": month_slash_year,
    "month_year": month_year,
    "year_month": year_month,
    "month_of_war": month_of_war,
    "month": month,
    "day_to_day": day_to_day,
    "month_list": month_list,
    "every_year": every_year,
    "month_of_year": month_of_year,
    "month_number": month_number,
    "day_dash_month": day_dash_month,
    "day_of_month_number": day_of_month_number,
    "numeric": numeric,
    "hijri": hijri_date,
    "hijri_range": hijri_range,
    "hijri_no_year": hijri_no_year,
    "first_months": first_months,
    "part_of_month": part_of_month,
    "day_of_it": day_of_it,
    "day_alone": day_alone,
    "same_month": same_month,
    "hijri_month_in_year": hijri_month_in_year,
}
