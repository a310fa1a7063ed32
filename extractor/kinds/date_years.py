"""Years and what is counted in them: the makers of partial dates from patterns with a year, quarter, season, decade or century."""

from __future__ import annotations

import re
from typing import Any, Final

from ..grammar import Expression
from ..text.match import Reading, Slots
from ..text.normalize import fold
from ..text.scan import Token
from .date_parts import (
    CLAUSE_END,
    DIGIT_NEXT,
    FUNCTION,
    NOT_A_NOUN,
    OFFSETS,
    Interval,
    Made,
    Maker,
    Part,
    apply_year,
    era_of,
    hijri,
    is_hijri_year,
    ordinal_of,
    value_of,
)
from .date_relative import lies_ahead
from .figures import race_behind
from .nouns import countable, fits, noun_after


def year(reading: Reading, slots: Slots) -> Made:
    y, era = value_of(slots.get("y")), era_of(slots)
    short = slots.get("sh")
    if short is not None:
        return _short_year(reading, slots, short)
    if y is None:
        return None
    if era == "bce":
        return Part("year", 1 - y)
    if era == "hijri" or (era is None and is_hijri_year(y) and y >= 1390):
        return hijri(y)
    token = slots.get("e")
    if "yw" not in slots and token is not None and token.text == "م" and not 1900 <= y <= 2100:
        glued = token.lead == slots.get("y").end  # type: ignore[union-attr]
        if y % 100 == 0 and (race_behind(reading, slots.end) or reading.database.among("race", reading.word_before(slots.start))):
            return None  # "ذهبيات في 1500م و5000 متر"
        return Part("year", y) if glued and 1500 <= y < 1900 else None  # "(1890م وما قبل)"
    return Part("year", y)


def _short_year(reading: Reading, slots: Slots, token: Token) -> Made:
    """ "العام 70", "عام 67": a year of two digits, whose century the text leaves open, or one of the first centuries."""
    number = token.number
    assert number is not None
    head = slots.get("yw")
    assert head is not None
    if not number.digits:  # "عام أربعة وعشرين"
        told = (
            isinstance(number.value, int)
            and number.scaled == 1
            and 13 <= number.value <= 99
            and reading.database.among("one-year", head.text)
        )
        return Part("unknown") if told and not token.clitics and not token.definite and _counts_nothing(reading, token) else None
    if number.plain and len(number.text) == 4 and 2100 < (number.value or 0) < 3000 and not token.clitics:
        return (
            Part("year", value_of(token)) if reading.database.among("one-year", head.text) or head.definite else None
        )  # "بحلول العام 2300"
    if (
        not number.plain
        or len(number.text) not in (2, 3)
        or token.clitics
        or not (CLAUSE_END(reading.norm, token.end) or "e" in slots or _goes_on(reading, head, token) or _late(reading, head, token))
    ):
        return None
    if (len(number.text) == 2 and "e" not in slots) or head.has("time_unit_dual"):
        return Part("unknown")
    return Part("year", value_of(token))


def _late(reading: Reading, head: Token, token: Token) -> bool:
    """Whether two figures behind عام are a year although the clause goes on: "مونديال أمريكا عام 94 من خلال"."""
    number = token.number
    assert number is not None
    late = isinstance(number.value, int) and 30 <= number.value <= 99 and len(number.text) == 2
    return late and reading.database.among("one-year", head.text) and reading.after(token.end, "stop") and not head.definite


def _goes_on(reading: Reading, head: Token, token: Token) -> bool:
    """Whether a definite year of two figures is followed by a preposition and no number: "من العام 92 إلى اليوم"."""
    value, word = value_of(token), reading.word_after(token.end)
    known = reading.database.lexicon.words.get(word)
    if known is None and isinstance(value, int) and value >= 30 and len(word) > 1 and word[0] in "وف" and not word.endswith("ا"):
        return not reading.database.nominal(word)  # "تأسس عام 63 فهو"
    if not head.definite or not isinstance(value, int) or value < 40 or known is None:
        return False
    follow = reading.tokens[reading.index(token) + 1] if reading.index(token) + 1 < len(reading.tokens) else None
    percent = follow is not None and (follow.has("percent") or follow.has("unit") or follow.has("currency"))
    return not percent and not FUNCTION.isdisjoint(known.senses)


def fiscal_year(reading: Reading, slots: Slots) -> Made:
    token, y = slots.get("sy"), value_of(slots.get("y"))
    year_token = slots.get("y")
    assert token is not None and year_token is not None
    if is_hijri_year(y) and isinstance(y, int) and y >= 1390 and CLAUSE_END(reading.norm, year_token.end):
        return hijri(y)  # "في موسم 1410"
    if not isinstance(y, int) or not 1900 <= y <= 2100 or not (NOT_A_NOUN.match(reading.norm, year_token.end) or " " in token.text):
        return None
    part = Part("year", y)
    if " " in token.text:
        return part
    return [(part, year_token.start, slots.end, slots.index("y"), slots.last)]


def hijri_year(reading: Reading, slots: Slots) -> Made:
    y, y2, several = value_of(slots.get("hy")), value_of(slots.get("hy2")), slots.get("hr")
    if several is not None and several.number is not None:  # "465-540 هـ"
        first, last = several.number.low, several.number.high
        if not isinstance(first, int) or not isinstance(last, int) or not 1 <= first < last < 1500:
            return None
        left, right = hijri(first), hijri(last)
        return None if left is None or right is None else Interval(left, right)
    era = slots.get("e")
    spelled = era is not None and era.word is not None and "spelled" in era.word.senses["era"].features
    if ("yw" in slots or (spelled and y2 is None)) and isinstance(y, int) and 1 <= y < 1200:
        return hijri(y)  # "حوالي 35 هجرية"
    if not is_hijri_year(y):
        return None
    if y2 is not None:
        if not is_hijri_year(y2) or y2 <= y:
            return None
        left, right = hijri(y), hijri(y2)
        return None if left is None or right is None else Interval(left, right)
    return hijri(y)


def years_of_era(reading: Reading, slots: Slots) -> Made:
    """ "323-337 ميلاديا": two years with their era behind them, which is no unit of length."""
    several, era = slots.get("gr"), slots.get("e")
    assert several is not None and several.number is not None and era is not None
    first, last = several.number.low, several.number.high
    if not isinstance(first, int) or not isinstance(last, int) or not 1 <= first < last <= 2100:
        return None
    if era.text == "م" and first < 1000:
        return None  # "3-5 م"
    return Interval(Part("year", first), Part("year", last))


def year_bce(reading: Reading, slots: Slots) -> Made:
    token = slots.get("by")
    if token is not None and token.number is not None and token.number.value is None:  # "1279-1213 قبل الميلاد"
        return _before_christ(token.number.high, token.number.low)
    y, later = value_of(token), slots.get("by2")
    if later is not None:
        return _before_christ(y, value_of(later))
    return Part("year", 1 - y) if isinstance(y, int) and 1 <= y <= 9999 else None


def _before_christ(earlier: Any, later: Any) -> Made:
    if not isinstance(earlier, int) or not isinstance(later, int) or not 1 <= later < earlier <= 9999:
        return None
    return Interval(Part("year", 1 - earlier), Part("year", 1 - later))


def decade_of_years(reading: Reading, slots: Slots) -> Made:
    """ "سنوات الـ2010", "سنوات الألفين": a decade told by its first year."""
    token = slots.get("dn")
    y = value_of(token)
    if token is None or not token.definite or not isinstance(y, int) or y % 10 or not 1900 <= y <= 2090:
        return None
    return Part("decade", y)


def _year_in_words(reading: Reading, slots: Slots, token: Token) -> bool:
    """Whether a number in words that counts nothing is a year: "في ألفين وستة", and one more of them behind it."""
    if token.definite or not slots.first or noun_after(reading, token.end) is not None:
        return False
    if token.clitics == "و":
        last = reading.drafts[-1] if reading.drafts else None
        return last is not None and last.rule == "date.year-bare" and token.lead - last.end < 80
    ahead = reading.tokens[slots.first - 1]
    return not token.clitics and (ahead.has("cue_in") or ahead.has("event_head")) and reading.follows(slots.first)


_DIGIT_IN: Final = re.compile(r"\d (?:في|فى) $").search  # "2960 في 1440 بكسل"


def year_bare(reading: Reading, slots: Slots) -> Made:
    """A bare four-digit number: a year where it stands like one."""
    token = slots.get("y")
    assert token is not None and token.number is not None
    y = token.number.value
    if isinstance(y, int) and not token.number.digits and 2001 <= y <= 2035 and _year_in_words(reading, slots, token):
        return Part("year", y)
    if isinstance(y, int) and not token.number.digits and 1900 <= y <= 2100 and not token.definite and not token.clitics and slots.first:
        ahead = reading.tokens[slots.first - 1]
        if ahead.has("cup_head") and reading.follows(slots.first):
            return Part("year", y) if noun_after(reading, token.end) is None else None  # "مونديال ألفين وثمانية عشر"
        told = ahead.has("phase") and reading.follows(slots.first)
        if told:
            return Part("year", y) if NOT_A_NOUN.match(reading.norm, token.end) else None  # "نهاية ألفين وسبعة عشر"
        since = ahead.value("date_modifier") == "since" and reading.follows(slots.first)
        return Part("year", y) if since and noun_after(reading, token.end) is None else None  # "منذ ألفين وثلاثة عشر"
    if isinstance(y, int) and 2100 < y <= 2200 and token.number.digits and not token.clitics and not token.definite and slots.first:
        till = reading.tokens[slots.first - 1].value("date_modifier") in ("until", "by") and reading.follows(slots.first)
        return Part("year", y) if till and CLAUSE_END(reading.norm, token.end) else None  # "حتى 2117، لبناء"
    if not isinstance(y, int) or not 1000 <= y <= 2100 or not token.number.digits:
        return None
    if token.definite:
        timed = not token.clitics and any(reading.ahead(token.lead, sense) for sense in ("date_context", "cue_year"))
        return Part("year", y) if timed and 1990 <= y <= 2035 and _counts_nothing(reading, token) else None  # "خلال الـ2017"
    back = (
        y < 1900
        and not token.clitics
        and _GOES_BACK(reading.database).search(reading.norm, max(0, token.lead - 45), token.lead) is not None
    )  # "يعود إلى 1789"
    nothing = _counts_nothing(reading, token)
    if y < 1800 and slots.first and reading.tokens[slots.first - 1].value("date_modifier") == "since" and reading.follows(slots.first):
        return Part("year", y) if not token.clitics and CLAUSE_END(reading.norm, token.end) else None  # "منذ 1723."
    if y < 1800 and not back and not (
        slots.first and reading.tokens[slots.first - 1].has("cue_in") and reading.follows(slots.first) and (CLAUSE_END(reading.norm, token.end) or (nothing and y % 100 and not _DIGIT_IN(reading.norm, max(0, token.lead - 8), token.lead)))
    ):  # fmt: skip
        return None
    norm, index = reading.norm, slots.first
    if norm[token.end : token.end + 1] in "/+_" and norm[token.end : token.end + 1]:
        return None
    if norm[token.start - 1 : token.start] in ("/", "-", "+", "#", "_", "$") and token.start:
        return None
    before = reading.tokens[index - 1] if index else None
    gap = reading.before(index)
    since = before is not None and not gap.strip(" ") and before.value("date_modifier") == "since"
    if since and 1900 <= y <= 2035:
        unit = reading.tokens[index + 1] if index + 1 < len(reading.tokens) else None
        if unit is None or not unit.has("time_unit") or not reading.follows(index + 1):
            return Part("year", y)  # "منذ 2015 عمليات عسكرية"
    if 1990 <= y <= 2035 and not token.clitics and _IN_THE_FIRST(reading.database).search(norm, max(0, token.lead - 12), token.lead):
        return Part("year", y)  # "في أول 2017 تطبيق القانون"
    if 1900 <= y <= 2050 and _STOPPED(reading.database).search(norm, max(0, token.lead - 12), token.lead):
        return Part("year", y)  # "عام .1994"
    context = back or (before is not None and not gap.strip(' (') and (
        before.has("date_context") or before.has("date_modifier") or before.has("connector") or before.place is not None
    ))  # fmt: skip
    listed = bool(reading.drafts) and reading.drafts[-1].kind == "date" and reading.drafts[-1].last == index - 1 and (
        token.clitics == "و" or gap.strip() in ("،", ",", "/")
    )  # fmt: skip
    ends = NOT_A_NOUN.match(norm, token.end) is not None
    word = reading.word_after(token.end)
    known = reading.database.lexicon.words.get(word)
    function = known is not None and not FUNCTION.isdisjoint(known.senses)
    of_them = known is not None and "cue_of_them" in known.senses
    joined = word[:1] in ("و", "ف") and reading.database.lexicon.words.get(word) is None
    joined = joined and (word[1:3] == "ال" or not reading.database.nominal(word))  # "2000 وحدة سكنية"
    joined = joined or (
        word[:1] in ("ب", "ل") and index + 1 < len(reading.tokens) and bool(reading.tokens[index + 1].place)
    )  # "في 1886 بشيكاغو"
    verb = word[:1] in "يتس" and len(word) > 3 and not word.endswith(("ا", "ه"))
    lexicon = reading.database.lexicon
    surely = joined and (word[1:3] == "ال" or word[1:] in lexicon.words or word[1:2] in "يتس")
    if listed:
        plural = word.endswith(("ين", "ون", "ات", "ان"))  # no tamyiz of a number above ten
        if 1900 <= y <= 2035 and y != 2000 and not fits(reading, token.end, y, surely=True):
            return Part("year", y)  # "أعوام 2004 و2008 و2011 حل وصيفا"
        return Part("year", y) if ends or function or joined or verb or plural or nothing or word[:1] in ("ب", "ل") else None
    if before is not None and not gap.strip(" (") and (before.has("year_head") or before.has("cue_year")) and (
        1900 <= y <= 2050 or (y >= 1800 and before.has("year_head") and nothing)
    ):  # fmt: skip
        plural = word.endswith(("ات", "ين", "ون")) and not function and word[0] not in "بلوف"
        plural = plural and not (token.number.digits and 11 <= y % 100 <= 99)  # which asks for a singular: "فرض في 2014 عقوبات"
        return None if before.has("cue_year") and not before.has("year_head") and plural and not word.startswith("ال") else Part("year", y)
    crowd = not y % 100 and noun_after(reading, token.end) is not None  # "شارك في ماراثون دبي 2000 عداء"
    if before is not None and before.place is not None and index > 1 and reading.tokens[index - 2].has("year_head") and not crowd:
        return Part("year", y)  # "نهائيات روسيا 2018 حاسمة"
    if 1900 <= y <= 2050 and not token.clitics and not crowd and (_headed(reading, token) or _held_at(reading, token)):
        return Part("year", y)  # "الانتخابات الرئاسية الفرنسية 2017 حدثا"
    if 1990 <= y <= 2035 and not crowd and before is not None and before.place is not None and not token.clitics and _GAMES(reading.database).search(
        norm, max(0, before.lead - 40), before.lead
    ):  # fmt: skip
        return Part("year", y)  # "للأولمبياد الخاص أبوظبي 2019 جزءا من"
    if context:
        if before is not None and before.has("modifier") and not before.has("date_modifier"):
            return None
        if ends or function or joined or verb or (nothing and y % 100) or (1990 <= y <= 2035 and reading.database.among("reporting", word)):
            return Part("year", y)  # "إلى 2018 مشيرا إلى أنه"
        if 1990 <= y <= 2035 and before is not None and before.place is not None and word.startswith("ال") and not word.endswith("ا"):
            return Part("year", y)  # "عمليات سيناء 2018 الجارية"
        return Part("year", y) if 1900 <= y <= 2050 and not word.endswith("ا") and before is not None and before.has("cue_year") else None
    if norm[token.start - 1 : token.start] == "(" and norm[token.end : token.end + 1] == ")":
        return Part("year", y) if 1900 <= y <= 2100 else None
    if token.clitics in ("ل", "ب", "ول") and (ends or function) and 1900 <= y <= 2100 and token.clitics != "ب":
        return Part("year", y)
    if 1900 <= y <= 2035 and (ends or (function and not of_them) or surely or word.startswith(("ال", "بال", "لل"))):
        quantity = (
            before is not None
            and not gap.strip(" (")
            and before.word is not None
            and not _TAKES_NUMBER.isdisjoint(before.word.senses)
            and not (token.clitics == "ب" and before.has("currency"))  # "ضخ 70 مليار ريال بـ2017"
        )
        if DIGIT_NEXT(norm, token.end):
            return None
        return None if quantity or norm[token.end : token.end + 2].strip(" ").startswith("%") else Part("year", y)
    if 1900 <= y <= 2035 and nothing and not token.clitics and y % 100 and _SENTENCE_BEGINS(norm, max(0, token.lead - 3), token.lead):
        return Part("year", y)  # "… المجرية. 1929 سميت الإمبراطورية"
    recent = 1990 <= y <= 2050 and y != 2000 and nothing
    if not recent or not (_behind_noun(reading, index) or _next_year(reading, token) or _no_amount(reading, token, before)):
        return None
    return Part("year", y)


_GAMES: Final = Expression(r"(?<![^\W\d_])[وفب]?(?:ال|لل)?(?:{games})(?: ال[^\W\d_]+){0,2} $")
_SENTENCE_BEGINS: Final = re.compile(r"(?:^|[.\n]) {0,2}$").search
_IN_THE_FIRST: Final = Expression(r"(?<![^\W\d_])(?:{in-the-first}) $")
_STOPPED: Final = Expression(r"(?<![^\W\d_])(?:{one-year}) ?[.،,] ?$")
_DEFINITES: Final = re.compile(r"(?<![^\W\d_])[وفبل]?ا?(ل[^\W\d_]{2,}) (?:ال[^\W\d_]{2,}(?:ه|ي) ){1,3}$").search


def _held_at(reading: Reading, token: Token) -> bool:
    """Whether a name nobody knows stands between a year's head and the year: "مونديال أتالانتا 1996"."""
    name = reading.word_before(token.lead)
    if len(name) < 4 or name[0] in "يتنس" or countable(reading, name) or reading.norm[token.lead - 1 : token.lead] != " ":
        return False
    return reading.ahead(reading.norm.rindex(name, 0, token.lead), "year_head")


def _headed(reading: Reading, token: Token) -> bool:
    """Whether a year's head stands before its adjectives: "الانتخابات الرئاسية الفرنسية 2017", "ماراثون الرياض الدولي 2018"."""
    found = _DEFINITES(reading.norm, max(0, token.lead - 70), token.lead)
    if found is None:
        return False
    if reading.database.lexicon.has("ا" + found[1], "year_head"):
        return True
    index = reading.index(token)
    for k in range(index - 1, max(0, index - 4), -1):
        if reading.tokens[k].place is not None and reading.tokens[k - 1].has("year_head") and reading.follows(k):
            return _ATTRIBUTES(reading.norm, reading.tokens[k].end, token.lead) is not None
    return False


_ATTRIBUTES: Final = re.compile(r" (?:ال[^\W\d_]{2,}(?:ه|ي) ){1,2}").fullmatch


def _counts_nothing(reading: Reading, token: Token) -> bool:
    """Whether neither a noun nor a part of the counted follows a figure: "نهائي 2014 بنفس النتيجة", "2014 شهدت"."""
    if reading.after(token.end, "cue_of") or reading.after(token.end, "cue_of_them"):
        return False
    phrase = noun_after(reading, token.end)
    if phrase is None:
        return True
    head = fold(phrase[0].split()[0])
    y = value_of(token)
    if (
        isinstance(y, int)
        and 11 <= y % 100 <= 99
        and not head.endswith(("ا", "ه", "ي"))
        and reading.word_before(token.lead).startswith("ال")
    ):
        return True  # "برنامج التحول الوطني 2020 تمويل القطاع": no accusative, as a counted noun would be
    if head[0] == "ب" and head not in reading.database.nominals and reading.database.nominal(head[1:]):
        return True  # "كأس الملك 2013 بنتيجة 1-1"
    return not countable(reading, head) and not countable(reading, head.removesuffix("ا"))


def _behind_noun(reading: Reading, index: int) -> bool:
    """Whether a figure stands directly behind a noun or a place that takes no number: "خسارة 2010", "اعتداءات باريس 2015"."""
    token, before = reading.tokens[index], reading.tokens[index - 1] if index else None
    word = reading.word_before(token.lead)
    if token.clitics or not word or reading.norm[token.lead - 1 : token.lead] != " ":
        return False
    near = before is not None and reading.follows(index)
    if near and before.place is not None:  # type: ignore[union-attr]
        return True
    if near and before.word is not None and not _TAKES_NUMBER.isdisjoint(before.word.senses):  # type: ignore[union-attr]
        return False
    nominal = reading.database.nominal
    return len(word) > 2 and (nominal(word.removeprefix("ال")) or (word[0] in "بلو" and nominal(word[1:].removeprefix("ال"))))


def _no_amount(reading: Reading, token: Token, before: Token | None) -> bool:
    """Whether nothing that takes a number stands before a figure like a year: "ضخ 70 مليار ريال بـ2017", "أولمبياد 2016 وكذلك 2020"."""
    if (
        token.clitics not in ("", "ب", "ل")
        or DIGIT_NEXT(reading.norm, token.end)
        or reading.norm[token.lead - 1 : token.lead] not in (" ", "\n")
    ):
        return False
    if token.number.value > 2035 or _LATIN_END(reading.norm, max(0, token.lead - 2), token.lead):  # type: ignore[union-attr, operator]
        return False  # "Bladerunner 2049"
    word = reading.word_before(token.lead)
    if word and not token.clitics and not word.startswith(("ال", "لل")) and not reading.database.among("too", word):
        return False  # "أصيب 2014 بجروح"
    near = before is not None and not token.clitics and not reading.norm[before.end : token.lead].strip(" ")
    return not (near and before is not None and before.word is not None and not _TAKES_NUMBER.isdisjoint(before.word.senses))


_LATIN_END: Final = re.compile(r"[A-Za-z] $").search


def _next_year(reading: Reading, token: Token) -> bool:
    """Whether a figure joined by و stands in the clause of another year: "كأس العالم 2018 ستنظم في روسيا، و2022 ستحتضنها قطر"."""
    last = next((draft for draft in reversed(reading.drafts) if draft.kind == "date"), None)
    if last is None or token.clitics != "و" or token.lead - last.end > 60:
        return False
    part = last.fields["_part"]
    return part.unit == "year" and part.y is not None and 0 < abs(part.y - token.number.value) <= 20  # type: ignore[union-attr]


_TAKES_NUMBER: Final = frozenset(
    {"modifier", "modifier_verb", "change", "count_word", "number_word", "label", "between", "currency", "unit", "cue_reaches", "event_noun"}
)  # fmt: skip
_GOES_BACK: Final = Expression(r"(?<![^\W\d_])[وف]?(?:{goes-back})(?: [^\W\d_]+){0,3} الي $")
WARS: Final = frozenset({1948, 1956, 1967, 1973})


def short_year(reading: Reading, slots: Slots) -> Made:
    """ "حدود 67", "عرب الـ48": the years of the wars over Palestine, of two figures or words."""
    token = slots.get("sh")
    assert token is not None and token.number is not None
    value = token.number.value
    if not isinstance(value, int) or token.number.scaled > 1:
        return None
    cup = reading.tokens[slots.first].has("cup_head")
    told = (
        token.number.plain if token.number.digits else not token.clitics and not token.definite and noun_after(reading, token.end) is None
    )
    if value + 1900 not in WARS and not (cup and told and 30 <= value <= 98 and value % 2 == 0):
        return None
    if reading.after(token.end, "time_unit") or fits(reading, token.end, value):
        return None  # "حرب 48 ساعة"
    return [(Part("year", 1900 + value), token.start, token.end, slots.index("sh"), slots.index("sh"))]


def years(reading: Reading, slots: Slots) -> Made:
    span: Token | None = slots.get("yr")
    if span is not None:
        assert span.number is not None
        low, high = span.number.low, span.number.high
    elif (short := slots.get("sh")) is not None:  # "موسم 12/2011"
        full, two = value_of(slots.get("y") or slots.get("y2")), value_of(short)
        if short.number is None or len(short.number.text) != 2 or not isinstance(full, int) or not 1900 <= full <= 2100:
            return None
        low = full if two == (full + 1) % 100 else full - 1 if two == (full - 1) % 100 else None
        high = low + 1 if low is not None else None
    else:
        low, high = value_of(slots.get("y")), value_of(slots.get("y2"))
        second = slots.get("y2")
        if second is not None and isinstance(low, int) and isinstance(high, int) and 10 <= high <= 99:
            if len(second.number.text) != 2:  # type: ignore[union-attr]
                return None
            high += low - low % 100
        joined = second is not None and second.clitics == "و"
        if second is not None and not joined and isinstance(low, int) and isinstance(high, int) and low == high + 1 and high > 1900:
            if reading.norm[slots.get("y").end : second.start].strip(" ") == "/":  # type: ignore[union-attr]
                low, high = high, low  # "2018/2017", written from right to left
        if joined:
            before = reading.tokens[slots.first - 1] if slots.first else None
            between = before is not None and before.has("between") and not reading.before(slots.first).strip(" ")
            if not between:
                if "yw" not in slots:
                    return None
                head = slots.get("y")
                assert head is not None and second is not None
                i, k = slots.index("y"), slots.index("y2")
                return [
                    (Part("year", low), slots.start, head.end, slots.first, i),
                    (Part("year", high), second.start, second.end, k, k),
                ]
        if span is None and not joined and (not isinstance(low, int) or not isinstance(high, int) or not 0 < high - low <= 60):
            return None
    if not isinstance(low, int) or not isinstance(high, int) or not low < high:
        return None
    head, second = slots.get("yw"), slots.get("y2")
    of_two = head is not None and second is not None and reading.database.among("two-years", head.text)
    if of_two and 30 <= low <= 99 and high <= 99:
        low, high = low + 1900, high + 1900  # "بين عامي 95 و96"
    if low < 1000 and not (of_two and second is not None and _counts_nothing(reading, second)):
        return None  # "بين يومي 16 و19"
    if (
        "yw" not in slots
        and not 1800 <= low <= high <= 2100
        and not (_lived(reading, slots, low, high) or _of_the_past(reading, slots, low, high))
    ):
        if not (is_hijri_year(low) and is_hijri_year(high)):
            return None
    if era_of(slots) == "hijri" and high <= 1500:
        left, right = hijri(low), hijri(high)
        return None if left is None or right is None else Interval(left, right)
    after = reading.word_after(slots.end)
    if after and after.endswith("ا") and not after.endswith("وا") and "yw" not in slots and len(after) > 3 and after[0] != "و":
        follow = reading.tokens[slots.last + 1] if slots.last + 1 < len(reading.tokens) else None
        place = follow is not None and bool(follow.place) and reading.follows(slots.last + 1, follow.clitics)
        joins = reading.after(slots.end, "stop") or reading.after(slots.end, "no_noun") or reading.database.among("according-to", after)
        counted = low < 1900 or 11 <= high % 100 <= 99  # which asks for the accusative; not "من 1998 إلى 2000 حربا"
        if counted and not place and not joins:
            return None
    part = Part("years", low)
    part.n = high
    return part


def _of_the_past(reading: Reading, slots: Slots, low: int, high: int) -> bool:
    """Whether two figures behind بين that are not round are years long past: "عهدته الرئاسية بين 1789 و1797"."""
    if not 1400 <= low < high <= 2035 or high - low > 500 or not (low % 50 or high % 50) or not slots.first:
        return False
    if not reading.tokens[slots.first - 1].has("between") or not reading.follows(slots.first):
        return False
    return noun_after(reading, slots.end) is None or not countable(reading, fold(noun_after(reading, slots.end)[0].split()[0]))  # type: ignore[index]


def _lived(reading: Reading, slots: Slots, low: int, high: int) -> bool:
    """Whether two years alone in brackets are those of a life or a reign: "الملكة آن (1533-1536)"."""
    bracketed = reading.norm[slots.start - 1 : slots.start] == "(" and reading.norm[slots.end : slots.end + 1] == ")"
    between = slots.first > 0 and reading.tokens[slots.first - 1].has("between") and reading.follows(slots.first)
    if not 1000 <= low < high <= 2100 or "-" not in reading.norm[slots.start : slots.end]:
        return False
    return between or (bracketed and high - low <= 700)


def quarter(reading: Reading, slots: Slots) -> Made:
    last, way = slots.get("o"), slots.get("qp")
    n = 4 if last is not None and last.has("last_word") else ordinal_of(slots, 4)
    token = slots.get("q")
    assert token is not None
    if way is not None and n is None:
        if token.has("cue_section") or not token.has_article:
            return None
        part = Part("quarter")
        if way.value("pointer") == "same":
            named = (d.fields["_part"] for d in reversed(reading.drafts) if d.kind == "date")
            part.n = next((p.n for p in named if p.unit == "quarter"), None)
            if part.n is None or not ("y" in slots or "yw" in slots):
                return None
            apply_year(part, slots)
        else:
            part.offset = OFFSETS[str(way.value("pointer"))]
        return part
    if n is None or not token.has_article:
        return None
    if token.has("cue_section") and "y" not in slots and "yw" not in slots:
        return None
    part = Part("quarter")
    part.n = n
    apply_year(part, slots)
    if part.y is None and part.years is None:
        part.years = 0
        if part.pointer is None and not lies_ahead(reading, slots):
            part.pointer = "recent"
    second = slots.get("o2")
    if second is None:
        return part
    if value_of(second) not in (2, 3, 4) or value_of(second) <= n or not second.definite:
        return None
    later = Part("quarter")  # "الربعين الأول والثاني من عام 2024"
    later.n, later.y, later.years, later.pointer = value_of(second), part.y, part.years, part.pointer
    head, k = slots.get("o"), slots.index("o")
    assert head is not None
    return [(part, slots.start, head.end, slots.first, k), (later, second.start, slots.end, slots.index("o2"), slots.last)]


def half(reading: Reading, slots: Slots) -> Made:
    n = ordinal_of(slots, 2)
    token = slots.get("h")
    assert token is not None
    if n is None or not token.has_article or ("y" not in slots and "yw" not in slots):
        return None
    part = Part("half")
    part.n = n
    apply_year(part, slots)
    return part


def season(reading: Reading, slots: Slots) -> Made:
    token = slots.get("s")
    assert token is not None
    part = Part("season")
    part.n = int(token.value("season"))
    span: Token | None = slots.get("yr")
    if span is not None:
        assert span.number is not None
        if part.n != 24 or not isinstance(span.number.low, int) or span.number.high != span.number.low + 1:
            return None
        part.y = span.number.low  # "شتاء 2018-2019" is named for the year in which it begins
        return part
    if "y" in slots or "yw" in slots:
        apply_year(part, slots)
        return part
    pointer = slots.get("p")
    part.pointer = str(pointer.value("pointer")) if pointer is not None else "this"
    return part


def decade(reading: Reading, slots: Slots) -> Made:
    token = slots.get("dc")
    assert token is not None
    tens = int(token.value("decade"))
    n = value_of(slots.get("o"))
    pointer = slots.get("p")
    if n is not None:
        return Part("decade", (n - 1) * 100 + tens) if isinstance(n, int) and 1 <= n <= 21 else None
    if pointer is not None and pointer.value("pointer") == "this":
        return Part("decade", 2000 + tens)
    second = slots.get("dd")
    if second is not None:
        k = slots.index("dd")
        return [
            (Part("decade", 1900 + tens), slots.start, token.end, slots.first, slots.first),
            (Part("decade", 1900 + int(second.value("decade"))), second.start, slots.end, k, slots.last),
        ]
    if pointer is None:
        if not token.text.startswith("ال") or tens <= 30 or _age_near(reading, slots):
            return []
    return Part("decade", 1900 + tens)


def _age_near(reading: Reading, slots: Slots) -> bool:
    """Whether a decade is rather somebody's age: "رجل في الأربعينيات", "الأربعينيات من عمره"."""
    for k in (*range(max(0, slots.first - 4), slots.first), slots.last + 1, slots.last + 2):
        if k < len(reading.tokens) and reading.tokens[k].has("cue_age"):
            other = reading.tokens[k]
            if -30 < other.start - slots.end < 12 or 0 <= slots.start - other.end < 30:
                return True
    return False


def century(reading: Reading, slots: Slots) -> Made:
    n = value_of(slots.get("o")) or value_of(slots.get("n"))
    if n is None:
        part = Part("century")
        pointer = slots.get("p")
        part.offset = OFFSETS[str(pointer.value("pointer")) if pointer else "this"]
        return part
    if not isinstance(n, int) or not 1 <= n <= 30:
        return None
    era = era_of(slots)
    if era in ("hijri", "bce"):
        return Part("unknown")
    return Part("century", (n - 1) * 100)


def centuries(reading: Reading, slots: Slots) -> Made:
    """ "القرنين السابع عشر والثامن عشر": several centuries behind one word for them."""
    out = []
    listed = [*slots.all("l"), slots.get("o")]
    for token in listed:
        n = value_of(token)
        if token is None or not token.definite or not isinstance(n, int) or not 1 <= n <= 21 or era_of(slots) in ("hijri", "bce"):
            return None
        index = reading.index(token)
        start, last = (slots.start, index) if token is listed[0] else (token.start, index)
        out.append((Part("century", (n - 1) * 100), start, token.end, slots.first if token is listed[0] else index, last))
    return out


_PARTS: Final = {"half_word": 50, "quarter_word": 25, "decade_word": 10}


def part_of_century(reading: Reading, slots: Slots) -> Made:
    """ "النصف الأول من القرن العشرين", "العقد الأخير من القرن الماضي"."""
    token, rank = slots.get("hw"), slots.get("o")
    assert token is not None and rank is not None
    length = next(years for sense, years in _PARTS.items() if token.has(sense))
    n = 100 // length if rank.has("last_word") else value_of(rank)
    century_number, pointer = value_of(slots.get("co")), slots.get("p")
    if not isinstance(n, int) or not 1 <= n <= 100 // length or not token.has_article:
        return None
    if isinstance(century_number, int) and 1 <= century_number <= 30:
        first = (century_number - 1) * 100
    elif pointer is not None or "tw" in slots:
        way = OFFSETS[str(pointer.value("pointer"))] if pointer is not None else 0
        if not -1 <= way <= 0:
            return None
        first = 2000 + 100 * way
    else:
        return None
    first += (n - 1) * length
    if length == 10:
        return Part("decade", first)
    part = Part("years", first)
    part.n = first + length - 1
    return part


# Pattern, by its id behind the dot → what makes its date.
MAKERS: Final[dict[str, Maker]] = {
    "year": year,
    "hijri_year": hijri_year,
    "year_bce": year_bce,
    "years_of_era": years_of_era,
    "fiscal_year": fiscal_year,
    "year_bare": year_bare,
    "short_year": short_year,
    "years": years,
    "quarter": quarter,
    "half": half,
    "season": season,
    "decade": decade,
    "decade_of_years": decade_of_years,
    "century": century,
    "centuries": centuries,
    "part_of_century": part_of_century,
}
