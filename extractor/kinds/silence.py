"""False positives: the patterns of kind "none", which win silence."""

from __future__ import annotations

import re
from typing import Final

from ..grammar import Expression, Rule
from ..text.match import Draft, Reading, Slots
from ..text.scan import Token
from .figures import PART_OF_WHOLE
from .nouns import DIGIT_AFTER, fits, noun_after

_ASPECT: Final = re.compile(r"\d\d?[.,]\d ?: ?\d\d?(?![\d.,])").match
_NUMBER_NEXT: Final = re.compile(r"[ )]{0,3}[%٪]").match


def _subject(reading: Reading, head: Token, token: Token) -> bool:
    """Whether a body is the subject of a count rather than one with a number: "حققت المنطقة 12 هدفا", "أكملت المنطقة 12/13 هدفا"."""
    if not head.has("agent") or not head.has_article or token.number is None:
        return False
    return PART_OF_WHOLE(reading.database).match(reading.norm, token.end) is not None or fits(reading, token.end, token.number.value)


def nothing(reading: Reading, rule: Rule, slots: Slots) -> list[Draft] | None:
    """A false positive wins unless its number has a unit of its own: "الطريق 12" but "الخط 19,7 كم"."""
    tokens = reading.tokens
    numbers = [t for t in tokens[slots.first : slots.last + 1] if t.number is not None]
    if rule.id == "none.clock" and numbers and not numbers[-1].number.digits and numbers[-1].text.endswith("ه"):  # type: ignore[union-attr]
        counted = not numbers[-1].number.ordinal and numbers[-1].number.value != 1  # type: ignore[union-attr]
        if counted and noun_after(reading, slots.end) is not None:
            return None  # "الساعة ثلاثة خيارات"
    if rule.id == "none.clock-rank" and numbers and numbers[0].number is not None and numbers[0].number.ordinal:
        previous_word = reading.word_before(numbers[0].lead)
        at_last = not previous_word.endswith(("ه", "ات")) and tokens[slots.last].has("clock_after")  # "المنتخب المصري الخامسة مساء"
        at_last = at_last and slots.last > slots.first and reading.norm.endswith("ه", 0, numbers[0].end)
        if previous_word.startswith(("ال", "لل", "بال", "وال")) and previous_word != "الي" and not at_last:
            return None if not reading.tokens[slots.first - 1].has("hour_word") else []  # "المرة الثانية صباح الأحد"
        if not reading.norm.endswith(("ه", "اولي"), 0, numbers[0].end):
            return None  # "مات الثاني صباح الأحد"
        last = tokens[slots.last]
        if slots.last > slots.first and not last.has("clock_after") and (
            not numbers[0].definite or (not last.has("time_unit") and noun_after(reading, last.end) is not None)
        ):  # fmt: skip
            return None  # "التاسعة ونصف السكان"
    if rule.id == "none.street-number":
        street = numbers[-1]
        tens = street.number is not None and not street.number.digits and street.number.value in range(20, 100, 10)
        alone = tens and street.definite and not street.clitics and noun_after(reading, slots.end) is None
        return [] if alone else None  # "شارع الستين", but "حرب الثلاثين عاما"
    if rule.id == "none.military-rank":
        return [] if numbers and numbers[-1].number.value == 1 and not numbers[-1].definite else None  # type: ignore[union-attr]
    if rule.id == "none.score":
        small = all((t.number.plain or not t.number.digits) and t.number.value is not None and t.number.value < 40 for t in numbers)  # type: ignore[union-attr]
        small = small or _ASPECT(reading.norm, numbers[0].start) is not None  # "18.5:9"
        even = reading.norm[numbers[0].end : numbers[-1].start] in (":", " : ")  # "غالاكسي 9: 4 غيغابايت"
        if reading.norm[numbers[0].end : numbers[-1].start].strip(" ") == "/":  # "1 / صفر"
            even = any(t.number.value == 0 and not t.number.digits for t in numbers)  # type: ignore[union-attr]
        if reading.database.among("against", reading.norm[numbers[0].end : numbers[-1].start].strip(" ")):  # "15 مقابل 8"
            even = reading.says("score_word") and noun_after(reading, slots.end) is None and not _NUMBER_NEXT(reading.norm, slots.end)
        return [] if small and even else None
    if rule.id == "none.score-in-words":
        if tokens[slots.last].text.startswith("مرت"):
            return None  # "وتعادل مرتين"
        return None if any(t.number is not None and ((t.number.value or 0) >= 20 or t.number.scaled > 1) for t in numbers) else []
    if rule.id == "none.hours":
        hours = tokens[slots.first].definite and tokens[slots.first].value("time_unit") == "TH"
        day = all(t.number.digits and t.number.plain and (t.number.value or t.number.high or 25) <= 24 for t in numbers)  # type: ignore[union-attr]
        return [] if hours and day and noun_after(reading, slots.end) is None else None  # "بين الساعتين 14 و15"
    if rule.id == "none.round":
        return [] if numbers[-1].definite else None  # "دوري الـ16"
    told = numbers[-1].number if numbers and tokens[slots.first].has("contact_word") else None
    if told is not None and fits(reading, numbers[-1].end, told.value, surely=True):
        return None  # "في مركز الاتصال 12 موظفا"
    if not numbers or rule.id not in ("none.labelled-number", "none.list-number"):
        return []
    last = numbers[-1]
    first = tokens[slots.first]
    if first.has("count_word") and (reading.ahead(first.lead, "cue_was") or reading.ahead(first.lead, "cue_reaches")):
        return None  # "بعد أن كان العدد 91"
    body = first.has_article and not first.has("round_word") and last.definite
    if body and not last.number.digits and not last.number.ordinal and (last.number.value or 20) < 20:  # type: ignore[union-attr]
        return None  # "أعضاء الفرقة الأربعة", but "دور الثمانية"
    if last.number is not None and last.number.scaled > 1:
        numbered = tokens[slots.last - 1].has("number_word") and tokens[slots.last - 1].has_article is False
        return [] if numbered and noun_after(reading, slots.end) is None else None  # "البراءة رقم 10 ملايين"
    if last.number is not None and last.number.value == 1 and not last.number.digits and not last.definite:
        head = tokens[slots.first]
        return [] if slots.last - slots.first > 1 or head.has("number_word") or head.has("time_unit") else None  # "مستشفى واحد"
    if rule.id == "none.list-number":
        value = last.number.value if last.number is not None else None
        goes_on = _NUMBER_NEXT(reading.norm, slots.end) or (
            slots.last + 1 < len(tokens) and tokens[slots.last + 1].number is not None
            and not reading.norm[slots.end : tokens[slots.last + 1].lead].strip(" )")
        )  # fmt: skip
        return None if goes_on or value is None or value > 200 else []
    few = last.number.value if last.number is not None and not (last.number.digits or last.number.ordinal) else None
    plain = first.has("label") and not (first.has_article or last.definite or last.clitics)
    if plain and few is not None and 3 <= few <= 10 and fits(reading, last.end, few, surely=True):
        return None  # "في قضية أربع شقق"
    if last.number is not None and last.number.plain and last.number.low is not None and last.number.low >= 1900:
        return None
    if last.number is not None and last.number.digits and last.number.plain and (last.number.value or 0) >= 1000:
        if fits(reading, last.end, last.number.value, surely=True):
            return None  # "وإصدار 1700 رخصة تجارية"
    if last.number is not None and last.number.value is None and first.has("label") and not last.clitics:
        if fits(reading, last.end, last.number.high, surely=True):
            return None  # "وينتج المصنع من 25 إلى 30 قطعة"
    if last.number is not None and last.number.digits and not last.definite and _subject(reading, tokens[slots.first], last):
        return None  # "حققت المنطقة 12 هدفا"
    index = slots.last + 1
    if index < len(tokens) and not reading.norm[last.end : tokens[index].lead].strip(" "):
        after = tokens[index]
        if after.has("milestone") and not after.clitics and DIGIT_AFTER(reading.norm, after.end):
            return [Draft("none", slots.start, tokens[index + 1].end, slots.first, index + 1, rule.id, {})]  # "الطريق رقم 95 كلم 4"
        dated = (after.has("cue_the_word_day") or after.has("year_word")) and DIGIT_AFTER(
            reading.norm, after.end
        )  # "الطريق رقم 5 يوم 12 مايو"
        weekday = after.has("cue_the_word_day") and reading.after(after.end, "weekday")  # "بدور الثمانية يوم السبت"
        if (
            not after.clitics
            and not dated
            and not weekday
            and any(after.has(s) for s in ("unit", "currency", "subunit", "percent", "time_unit", "month"))
        ):
            return [] if after.has("era") else None
    if reading.norm[last.end : last.end + 2].strip(" ").startswith("%"):
        return None
    if (
        first.has("time_unit")
        and not first.has("label")
        and last.number is not None
        and (not last.number.digits or last.definite or reading.word_after(last.end)[:2] == "ال")
    ):
        return None  # "الدقائق العشر الأخيرة"
    if first.has("numbered_name") and last.number is not None and (last.definite or not last.number.plain):
        return None  # "دول مجلس التعاون الخليجي الست"
    if first.has("year_head") and last.number is not None and isinstance(last.number.value, int) and 1900 <= last.number.value <= 2050:
        return None  # "نسخة 1998"
    if first.has("cue_numero"):
        phrase = noun_after(reading, slots.end)
        if phrase is not None and not phrase[0].startswith("ال"):
            return None
    end = slots.end
    while (more := _MORE_LABELLED(reading.database).match(reading.norm, end)) is not None:
        phrase = noun_after(reading, more.end())
        if phrase is not None and not phrase[0].startswith("ال"):
            break
        end = more.end()  # "الفصول 6 و22 و35 و36 المتعلقة"
    return [Draft("none", slots.start, end, slots.first, slots.last, rule.id, {})] if end > slots.end else []


_MORE_LABELLED: Final = Expression(r"(?: ?(?:[،,]|و)+ ?و?\d{1,4}+(?:[-/]\d{1,4})?+| (?:{section})(?: \d{1,3}+)?)(?!\d|[.,]\d| ?%)")
