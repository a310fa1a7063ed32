"""Relative dates: the makers of partial dates that lean on another one ("أمس", "الأسبوع المقبل", "قبل ثلاثة أعوام")."""

from __future__ import annotations

import re
from typing import Final

from ..grammar import Expression
from ..lexicon import Lexicon
from ..text.match import Reading, Slots
from .date_parts import DIGIT_NEXT, NOT_A_NOUN, OFFSETS, Made, Maker, Part, apply_year, is_plural, point_from, to_feast, value_of
from .nouns import behind_word, noun_after


def relative_unit(reading: Reading, slots: Slots) -> Made:
    token = slots.get("u")
    assert token is not None
    pointer, phase = slots.get("p"), slots.get("ph")
    definite = token.has_article
    if phase is not None and not definite:
        return None
    if not definite and pointer is not None and "tw" not in slots:
        return None
    if pointer is None and slots.last + 1 < len(reading.tokens) and reading.follows(slots.last + 1):
        after = reading.tokens[slots.last + 1]
        year_next = after.number is not None and isinstance(after.number.value, int) and after.number.scaled == 1
        if after.has("pointer") or (year_next and 1000 <= after.number.value <= 2199):  # type: ignore[union-attr,operator]
            return None
    way = str(pointer.value("pointer")) if pointer is not None else "this"
    if pointer is not None and token.has("time_unit") and is_plural(token):
        return None  # "الأشهر المقبلة": no telling how many
    if token.has("month_word") and "tw" in slots and reading.after(slots.end, "cue_holy_month"):
        part = Part("unknown")  # "هذا الشهر الفضيل"
        part.hijri = (0, 9, 0)
        return part
    if token.has("week_word"):
        part = Part("week")
    elif token.has("month_word"):
        part = Part("month")
    elif token.has("decade_word"):
        part = Part("decade")
    elif token.has("school_year"):
        if " " not in token.text:
            return None
        part = Part("year")
    elif token.has("year_word"):
        if token.has("cue_plural_years"):
            return None
        part = Part("year")
    else:
        return None
    if token.has("cue_general") and pointer is not None and pointer.has("cue_former") and reading.word_before(token.lead).startswith("ال"):
        return []  # "الأمين العام السابق"
    point_from(part, way)
    if phase is not None:
        if phase.has_article:
            return None  # "الطلاب العشرة الأوائل هذا الأسبوع"
        part.pointer = "phase"
    return part


def day_of_this_month(reading: Reading, slots: Slots) -> Made:
    d = value_of(slots.get("d"))
    pointer = slots.get("p")
    part = Part("month")
    part.d = d
    told = str(pointer.value("pointer")) if pointer is not None else "this"
    listed = slots.get("l")
    if listed is not None:  # "في 23 و27 من الشهر نفسه"
        first = Part("month")
        first.d = value_of(listed)
        point_from(first, told)
        point_from(part, told)
        if first.d >= part.d or "u" not in slots:
            return None
        i, k, head = slots.index("l"), slots.index("d"), slots.get("d")
        assert head is not None
        return [(first, listed.start, listed.end, i, i), (part, head.start, slots.end, k, slots.last)]
    if "sm" in slots:
        part.offset, part.pointer = 0, "same"  # "31 من نفس الشهر"
        return part
    point_from(part, told)
    if "u" not in slots and pointer is not None and not pointer.has("cue_current"):
        return None
    return part


def relative_day(reading: Reading, slots: Slots) -> Made:
    token, weekday = slots.get("rd"), slots.get("wd")
    assert token is not None
    after = reading.tokens[slots.last + 1] if slots.last + 1 < len(reading.tokens) else None
    left = reading.tokens[slots.first - 1] if slots.first and not reading.before(slots.first).strip(" ") else None
    since = left is not None and left.has("date_modifier")
    if (
        token.has("cue_the_day")
        and weekday is None
        and since
        and after is not None
        and after.has("pointer")
        and reading.follows(slots.last + 1)
    ):
        return []  # "اعتبارا من اليوم التالي لنشره"
    if token.has("cue_the_day") and weekday is None and left is not None and left.place and not left.clitics:
        if reading.norm[left.lead - 1 : left.lead] + reading.norm[token.end : token.end + 1] == '""':
            return []  # صحيفة "الإمارات اليوم"
    if token.has("cue_the_day") and weekday is None and not since:
        if token.clitics in ("ب", "ل", "ك") or reading.ahead(token.lead, "cue_not_today_before"):
            return None if after is not None and after.has("pointer") else []
        if after is not None and reading.follows(slots.last + 1):
            if after.has("pointer") or (after.number is not None and after.number.ordinal):
                return None
        if reading.after(slots.end, "cue_not_today_after") or reading.after(slots.end + 2, "cue_not_today_after"):
            return []  # "يأتي اليوم "الذي …"
    if since and after is not None and after.number is not None and after.number.ordinal and reading.follows(slots.last + 1):
        return []  # "منذ اليوم الأول"
    if token.has("cue_bare_tomorrow") and weekday is None:
        before_day = left is not None and (left.has("day_word") or left.has("date_modifier"))
        before_day = before_day or reading.database.lexicon.has(reading.word_before(token.lead), "cue_event")
        if not before_day:
            return []
    if token.clitics[-1:] == "ل" and token.value("relative_day") == -1:
        return []  # لامس "touched"
    part = Part("day")
    part.offset = int(token.value("relative_day"))
    if weekday is not None:
        part.weekday = int(weekday.value("weekday"))
    return part


def weekday(reading: Reading, slots: Slots) -> Made:
    token = slots.get("wd")
    assert token is not None
    if not token.has_article:
        return []
    pointer = slots.get("p")
    after = reading.tokens[slots.last + 1] if slots.last + 1 < len(reading.tokens) else None
    if after is not None and pointer is None and not reading.before(slots.last + 1).strip(" ،,()"):
        if (
            after.has("corresponding")
            or after.special == "numeric_date"
            or (after.has("cue_in") and reading.follows(slots.last + 1) and _date_ahead(reading, slots.last + 2))
            or (after.number is not None and (_date_ahead(reading, slots.last + 1) or reading.after(after.end, "cue_of_it")))
        ):
            return []
    if reading.ahead(token.lead, "cue_determiner") or (pointer is None and _set_of_days(reading, slots.first)):
        return []
    if token.value("weekday") == 1 and slots.first and reading.tokens[slots.first - 1].has("between") and reading.follows(slots.first):
        if not (after is not None and after.has("weekday")):
            return []  # "بين الاثنين": between the two
    part = Part("day")
    part.weekday = int(token.value("weekday"))
    if "ww" in slots:
        if slots.get("ww").text[:2] != "ال" and "tw" not in slots:  # type: ignore[union-attr]
            return None
        part.offset, part.pointer = OFFSETS[str(pointer.value("pointer")) if pointer is not None else "this"], "of_week"
        return part if part.offset is not None else None
    part.pointer = str(pointer.value("pointer")) if pointer is not None else None
    if part.pointer is None and (lies_ahead(reading, slots) or _present(reading, slots.start)):
        part.pointer = "future"
    return part


def _set_of_days(reading: Reading, index: int) -> bool:
    """Whether a weekday is one of "أيام السبت والأحد": they come back."""
    tokens = reading.tokens
    for _ in range(6):
        if not index or tokens[index].clitics != "و" or not tokens[index - 1].has("weekday") or reading.before(index).strip(" ،,"):
            break
        index -= 1
    return reading.ahead(tokens[index].lead, "cue_days")


_WILL: Final = re.compile(r"(?<![^\W\d_])[وف]?(س[يتن][^\W\d_]{3,})").finditer
_WILL_BE: Final = Expression(r"(?: (?!ان)[^\W\d_]+){0,4} (?:{relative}) س[يتن][^\W\d_]{3,}")


def lies_ahead(reading: Reading, slots: Slots) -> bool:
    """Whether the clause tells of what is to come: a verb with س, or a word that announces."""
    norm = reading.norm
    low = max(0, slots.start - 140)
    start = max(low, norm.rfind(".", low, slots.start) + 1, norm.rfind("\n", low, slots.start) + 1)
    lexicon, will, near = reading.database.lexicon, None, max(start, slots.start - 90)
    for match in _WILL(norm, near, slots.start) if norm.find("س", near, slots.start) >= 0 else ():
        word = match[1].removesuffix("ها").removesuffix("هم")
        name = word.endswith("ا") and not word.endswith("وا")
        if not lexicon.has(match[1], "not_future") and not name and not reading.database.nominal(word):
            will = match  # no "سياساتها", no "سترزودا"
    if _WILL_BE(reading.database).match(norm, slots.end) or _by_then(reading, slots.first):
        return True  # "قمة الجمعة التي ستعقد"
    if _EFFECTIVE(reading.database).search(norm, max(0, slots.start - 25), slots.start):
        return True  # "ابتداء من 1 يوليو"
    due = _DUE(reading.database).search(norm, start, slots.start) if _before_due(reading, slots.start) else None
    if due is not None and not lexicon.has(reading.word_before(due.start()), "cue_was"):
        return True  # "وجه بإنهائها قبل 19 ديسمبر"
    if will is not None:
        said = _tells(norm[will.end() : slots.start].split(), lexicon)
        return not said and not lexicon.has(reading.word_before(will.start()), "speech_verb")
    for k in range(slots.first - 1, max(-1, slots.first - 16), -1):
        other = reading.tokens[k]
        if other.start < start:
            break
        if not other.has("future") and (other.start < slots.start - 90 or k < slots.first - 9):
            continue  # only what says it plainly carries so far
        if other.has("future") or other.has("cue_imperfect"):
            return not _tells(norm[other.end : slots.start].split(), lexicon)
    return False


def _before_due(reading: Reading, offset: int) -> bool:
    """Whether the word before an offset can end what `_DUE` finds: few dates have such a one."""
    word, database = reading.word_before(offset), reading.database
    if not word or reading.norm[offset - 1] != " ":
        return False
    return database.among("the-day", word) or any(form.endswith(word) for form in database.lists["before-date"])


_DUE: Final = Expression(
    r"(?<![^\W\d_])(?<!تم )(?<!جري )[وفبل]?(?:ال)?(?:{finishing})(?:ها|ه|هم|هما)?(?: [^\W\d_]+){0,6} (?:{before-date})(?: (?:{the-day}))? $"
)
_EFFECTIVE: Final = Expression(r"(?<![^\W\d_])[وف]?(?:{effective})(?: (?:{the-day}))? $")
_FIRST_WORD: Final = re.compile(r"\W*(?:كما |و|ف)?([يت][^\W\d_]{3,})(?= )").match
_COMING: Final = Expression(r"(?<![^\W\d_])(?:{coming})(?![^\W\d_])")


def _present(reading: Reading, offset: int) -> bool:
    """Whether a sentence that opens with a verb in the imperfect leads up to an offset ("يتوقف الوزير الجمعة"), or names what is coming."""
    norm, lexicon = reading.norm, reading.database.lexicon
    low = max(0, offset - 91)
    start = max(norm.rfind("\n", low, offset), norm.rfind(". ", low, offset)) + 1
    if offset - start > 90 or (low and not start):
        return _COMING(reading.database).search(norm, max(start, offset - 35), offset) is not None
    if _COMING(reading.database).search(norm, max(start, offset - 35), offset) is not None:
        return True
    found = _FIRST_WORD(norm, start)
    if found is None or found.end() > offset:
        return False
    verb, nominal = found[1], reading.database.nominal
    if nominal(verb) or lexicon.has(verb, "telling_verb") or (verb in lexicon.words and not lexicon.has(verb, "cue_imperfect")):
        return False
    if verb[0] == "ت" and (len(verb) < 5 or verb.endswith("ت") or verb[2] == "ا"):
        return False  # "توصلت", "تعرض", "تبادل" are past
    words = norm[found.end() : offset].split()
    past = any(word.endswith("ت") and len(word) > 3 and not nominal(word) for word in words)
    return not past and not _tells(words, lexicon) and not lexicon.has(words[-1] if words else "", "date_modifier")


def _by_then(reading: Reading, index: int) -> bool:
    """Whether بحلول stands right before a date, with or without يوم."""
    lead = reading.tokens[index].lead
    word = reading.word_before(lead)
    if reading.database.lexicon.has(word, "day_word") and word:
        lead = reading.norm.rindex(word, 0, lead)
        return reading.database.lexicon.has(word, "cue_the_word_day") and reading.ahead(lead, "cue_by_then")
    return reading.database.lexicon.has(word, "cue_by_then")


def _tells(words: list[str], lexicon: Lexicon) -> bool:
    """Whether words between a cue of the future and a date turn to what was: "التأكيد الذي أعلنته", "بعد تنديد"."""
    for i, word in enumerate(words):
        if (
            lexicon.has(word.removeprefix("و"), "cue_was")
            or lexicon.has(word, "speech_verb")
            or lexicon.has(word.removesuffix("ها").removesuffix("ه"), "speech_verb")
        ):
            return True
        if lexicon.has(word, "cue_afterwards") and i + 1 < len(words) and not lexicon.has(words[i + 1], "day_word"):
            return True
    return False


def _date_ahead(reading: Reading, index: int) -> bool:
    """Whether a number token begins a date: a month follows it."""
    for k in range(index + 1, min(index + 4, len(reading.tokens))):
        token = reading.tokens[k]
        if token.has("month") or token.has("hijri_month"):
            return True
    return False


_FROM_NOW: Final = Expression(r" (?:{from-now}|من (?:{of-means}))(?![^\W\d_])")
_UNIT: Final = {"Y": "year", "M": "month", "W": "week", "D": "day", "10Y": "year", "100Y": "year"}


def ago(reading: Reading, slots: Slots) -> Made:
    token = slots.get("t") or slots.get("t1")
    assert token is not None
    code = str(token.value("time_unit"))
    n = value_of(slots.get("n"))
    behind = slots.get("nb")  # "قبل سنوات أربع"
    if behind is not None:
        n = value_of(behind)
        if token.definite or behind.number is None or behind.number.digits or behind.clitics or not isinstance(n, int) or not 3 <= n <= 10:
            return None
        if not token.has("cue_plural_unit") or behind.number.ordinal or noun_after(reading, slots.end) is not None:
            return None
    if n is None:
        if token.definite:
            return None
        n = 2
    one = slots.get("one")
    if one is not None and (value_of(one) != 1 or one.number is None or one.number.digits):
        return None
    follow = reading.tokens[slots.last + 1] if slots.last + 1 < len(reading.tokens) else None
    if follow is not None and "f" not in slots and follow.clitics == "و" and follow.number is not None:
        if follow.number.fraction is not None and not reading.before(slots.last + 1).strip(" "):
            return None  # "قبل شهر ونصف"
    if reading.after(slots.end, "cue_only"):
        if reading.after(behind_word(reading, slots.end), "cue_of"):
            return None  # "قبل ستة أسابيع فقط من"
    if "t1" in slots and DIGIT_NEXT(reading.norm, slots.end):
        return None  # "قبل عام 1975"
    if "t1" in slots and token.has("cue_plural_unit"):
        return None  # "قبل أيام": no telling when
    if reading.after(slots.end, "cue_onto"):
        following = reading.word_after(behind_word(reading, slots.end))
        starts = reading.database.lexicon.has(following, "cue_start")
        if (following.startswith("ال") or starts) and not _governed(reading, slots):
            return None  # "قبل أسبوعين على الانتخابات"
    if "t1" in slots and one is not None:
        n = 1
    elif "t1" in slots:
        word = reading.word_after(slots.end)
        known = word in reading.database.lexicon.words
        verb = len(word) > 4 and not known and not word.startswith("ال") and not reading.database.nominal(word)
        if token.definite or (not verb and not NOT_A_NOUN.match(reading.norm, slots.end) and not _function(reading, slots.end)):
            return None
        n = 1
    unit = _UNIT.get(code)
    half_ = slots.get("f")
    if half_ is not None:
        if code != "Y" or not isinstance(n, int) or half_.number is None or half_.number.fraction != (1, 2):
            return None
        if follow is not None and follow.has("time_unit") and reading.follows(slots.last + 1):
            return None  # "قبل عام ونصف عام"
        unit, n = "month", 12 * n + 6
    if unit is None or not isinstance(n, int):
        return None
    if reading.after(slots.end, "cue_of") and not _FROM_NOW(reading.database).match(reading.norm, slots.end):
        what = reading.word_after(behind_word(reading, slots.end)).removeprefix("ال")
        managed = _MANAGED(reading.database).search(reading.norm, max(0, slots.start - 70), slots.start)
        if managed is None or reading.database.among("event-ahead", what):
            return None  # "قبل يومين من السيطرة"; but "تمكنت القوات قبل يومين من السيطرة"
    part = Part(unit)
    part.offset = -n * (int(code[:-1]) if code[0].isdigit() else 1)
    return part


_MANAGED: Final = Expression(r"(?<![^\W\d_])[وف]?(?:{managed})(?: (?!من )[^\W\d_]+){0,5} $")


def _governed(reading: Reading, slots: Slots) -> bool:
    """Whether a verb or participle right before may govern the على that follows: "شنه قبل ثلاثة أيام على"."""
    word = reading.word_before(slots.start)
    return word.endswith(("ه", "ها", "وا", "ت")) or word.startswith(("ال", "ي", "ت"))


def _function(reading: Reading, offset: int) -> bool:
    """Whether a function word or a joined word follows an offset."""
    word = reading.word_after(offset)
    lexicon = reading.database.lexicon
    return lexicon.has(word, "stop") or lexicon.has(word, "date_context") or word[:1] in ("و", "ف")


def holiday(reading: Reading, slots: Slots) -> Made:
    """ "عيد الفطر 2024", "ثاني أيام عيد الأضحى الماضي"; a feast without year or pointer names an occasion."""
    token, rank = slots.get("ho"), value_of(slots.get("o"))
    assert token is not None
    if "y" not in slots and "p" not in slots and "yw" not in slots and "tw" not in slots:
        return None if rank else []
    part = Part("feast")
    part.feast = (token.word.senses["holiday"], (rank or 1) - 1)  # type: ignore[union-attr]
    apply_year(part, slots)
    if part.y is not None:
        return part if to_feast(part, part.y) else None
    return part


# Pattern, by its id behind the dot → what makes its date.
MAKERS: Final[dict[str, Maker]] = {
    "relative_unit": relative_unit,
    "day_of_this_month": day_of_this_month,
    "relative_day": relative_day,
    "weekday": weekday,
    "ago": ago,
    "holiday": holiday,
}
