"""Figures that count nothing: versions, models, minutes, list numbers, phone numbers, scores, ranks without a word for it."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from ..grammar import Expression
from ..text.match import Reading
from ..text.normalize import fold
from ..text.numbers import Number
from ..text.scan import Token
from .bounds import CLAUSE_MARK
from .nouns import countable, fits, is_singular, letter_as_written, no_noun_after, noun_after

_GLUED_NAME: Final = re.compile(r"[^\W\d_]-?$|[#@_/]$").search


def no_quantity(reading: Reading, token: Token, number: Number, index: int) -> bool:
    """Whether a figure counts nothing: stuck to a name, a minute, a formation, one of a list, a version, a phone number, a result."""
    norm, database = reading.norm, reading.database
    if (
        number.value is None
        and isinstance(number.low, int)
        and 30 <= number.low <= 99
        and 1990 <= (number.high or 0) <= 2035
        and number.plain
    ):
        return noun_after(reading, token.end) is None  # "بين 94 و2018"
    if number.value == 0 and number.plain and database.among("against", reading.word_before(token.lead)):
        return noun_after(reading, token.end) is None  # "بـ4 مقابل 0"
    if number.value is None and number.plain and "-" in norm[token.start : token.end] and not token.clitics:
        if _STEPS(norm, max(0, token.lead - 30), token.lead) and noun_after(reading, token.end) is None:
            return True  # "الخطوات 30-49"
    if number.value is None and number.low == 0 and "-" in norm[token.start : token.end]:
        return True  # "أندرلخت 0-1 روستوف"
    apart = _among_words(norm, token)
    if not apart and _touched(reading, token, number, index):
        return True
    if number.plain and len(number.text) == 5 and number.text[:2] in ("19", "20") and index and reading.tokens[index - 1].has("month"):
        if reading.follows(index) and noun_after(reading, token.end) is None:
            return True  # "في حزيران 20165", a slip
    if number.plain and number.value is not None and number.value < 200 and _beaten(reading, token):
        return True  # "فاز على النجم الساحلي 67 مقابل 56"
    behind = reading.word_after(token.end)
    if database.opens("side-by-side", behind) and _PIXELS(database).match(norm, token.end):
        return True  # "1125 في 2436 بكسل"
    if number.plain and len(number.text) in (3, 4) and _of_a_screen(reading, token):
        return True  # "بدقة 1440 في 2960"
    around = norm[max(0, token.lead - 8) : token.end + 8]
    if "-" in around and _FORMATION(norm, max(0, token.lead - 8), token.end + 8):
        return True  # "4-4-2", "4-2-3-1"
    if (
        ("/" in around and _in_fraction(reading, token))
        or _phone_number(reading, index)
        or _part_of_name(reading, token, number, index, apart)
    ):
        return True
    if number.plain and isinstance(number.value, int) and _list_or_minute(reading, token, index, number.value, apart):
        return True
    if database.opens("gmt", behind) and _GMT(database).match(norm, token.end):
        return True  # "(13,00 الى 21,00 ت غ)"
    if "." in number.text and _CLOCK(number.text) and reading.near(index, "hour_word", 8, token.start - 50):
        return True  # "الساعة الواحدة بعد الزوال (13.00)"
    if _in_minutes(reading, token, number) or _minute_of_two(reading, token, number) or _numbered_again(reading, token, number):
        return True
    if ":" in around and (_LAP(norm, token.start) or _LAP(norm, max(0, token.start - 5), token.end)):
        return True  # "1.16:173 دقيقة"
    if database.opens("plus", behind) and _SUMMED(database).match(norm, token.end):
        return True  # "حوار 5 زائد 5"
    if database.closes("plus", reading.word_before(token.lead)) and _SUMMED_BEFORE(database).search(
        norm, max(0, token.lead - 10), token.lead
    ):
        return True
    if "." in number.text and number.scaled == 1 and database.among("grade-of", reading.word_before(token.lead)):
        phrase = noun_after(reading, token.end)
        if phrase is not None and not database.nominal(fold(phrase[0].split()[0])):
            return True  # "بمعدل 12.87 مريم ميلاد"
    if number.plain and len(number.text) < 4 and database.among("english-street", reading.word_before(token.lead)):
        return not fits(reading, token.end, number.value)  # "في داونينغ ستريت 10"
    if number.text.replace(",", ".") in _CALIBRES and _WEAPON(database).search(norm, max(0, token.lead - 40), token.lead):
        return noun_after(reading, token.end) is None  # "قناصات 12.7"
    return _milestone(reading, token, index) or (
        not apart and (_in_listed_brackets(reading, token) or _point_of_list(reading, token, number))
    )


def _among_words(norm: str, token: Token) -> bool:
    """Whether a bare figure stands between two words of Arabic letters, with a space on either side: what touches it tells nothing."""
    before, behind = norm[token.lead - 2 : token.lead], norm[token.end : token.end + 2]
    if len(before) < 2 or len(behind) < 2 or before[1] != " " or behind[0] != " " or token.clitics or token.definite:
        return False
    first, second = before[0], behind[1]
    return first.isalpha() and second.isalpha() and not first.isascii() and not second.isascii()


def _touched(reading: Reading, token: Token, number: Number, index: int) -> bool:
    """Whether what touches a figure, or a proclitic or article, tells that it counts nothing."""
    norm = reading.norm
    before = norm[max(0, token.lead - 2) : token.lead]
    if not token.clitics and not token.definite and _GLUED_NAME(before) and not before.endswith(" "):
        if not (before[-1:] == "/" and (before[:1].isdigit() or not no_noun_after(reading, token.end))) and not before[-1:].isalpha():
            return True
    around_it = norm[max(0, token.lead - 1) : token.end + 1]
    if index and reading.tokens[index - 1].end == token.start and reading.tokens[index - 1].has("letter_name"):
        return True  # "لفرانس24"
    if index and reading.tokens[index - 1].end == token.start and reading.tokens[index - 1].place and number.plain and len(number.text) < 3:
        return True  # "إعلان جنيف1"
    glued = norm[token.start - 1 : token.start] if token.start else ""
    if (
        (glued.isascii() and glued.isalpha())
        or glued == "*"
        or (norm[token.start - 2 : token.start].rstrip(" ")[-1:] == "." and _INITIALS(norm, max(0, token.start - 9), token.start))
    ):
        return True  # "CA61", "*195*", "إم.آي.6"
    if glued == "." and norm[token.end : token.end + 1] == '"' and norm[token.start - 2 : token.start - 1].isalpha():
        return True  # محطة "كنال.7"
    if token.definite and letter_as_written(reading, token.lead + len(token.clitics)) in "أإ":
        return True  # "إليوشن آي إل 76"
    if ":" in norm[token.end : token.end + 2] and _MINUTE_BEFORE(before):
        return True  # "ق22: راموس يتدخل"
    if norm[token.end : token.end + 1] in _MINUTE_MARKS:
        return True  # "63' محمد"
    if number.plain and ("(" in around_it or ")" in around_it) and _SHOOTOUT(norm, max(0, token.lead - 12), token.end + 12):
        return True  # "ريال مدريد 1(5)-1(3) أتلتيكو"
    if glued.isalpha() and "#" in norm[max(0, token.start - 60) : token.start] and _ends_hashtag(reading, token.start):
        return True  # "#درع_الخليج_المشترك1"
    if glued.isalpha() and number.plain and _IN_TURN(norm, max(0, token.start - 5), token.start):
        return True  # "فيروس إتش1إن1"
    if glued.isalpha() and not token.clitics and not token.definite and not (index and reading.tokens[index - 1].end == token.start):
        phrase = noun_after(reading, token.end)
        if phrase is None or not (_glued_word(reading, token) or reading.database.nominal(fold(phrase[0].split()[0]))):
            return True  # فرانس24, "شركة ليفل39 فاينتك"
    if norm[token.end : token.end + 1].isascii() and norm[token.end : token.end + 1].isalpha():
        return True
    if number.plain and token.clitics == "و" and _OF_LAW(reading.database).match(norm, token.end) and reading.says("document_type"):
        if _ARTICLES(reading.database).search(norm, max(0, token.lead - 120), token.lead):
            return True  # "الفصول 60 من المجلة الجزائية و123 من مجلة المرافعات"
    if norm[token.end : token.end + 1].isalpha() and _joined_name(reading, token.end):
        return True  # "آيفون 6إس"
    if _TIMES(norm, token.end) or (glued in _TIMES_SIGNS and norm[token.start - 2 : token.start - 1].isdigit()):
        return True  # "سباق 4 × 100 متر"
    if index and reading.tokens[index - 1].special == "junk" and norm[reading.tokens[index - 1].end : token.start] == "-":
        return True  # "cap-180-300"
    if _ZERO_MINUTES(norm, token.end) and reading.near(index, "hour_word", 9, token.start - 60):
        return True  # "الساعة 13،00 (19،00 تغ)"
    if (_TRANSPONDER(norm, token.end) and number.plain) or _COORDINATE(norm, max(0, token.lead - 6), token.lead):
        return True  # "10756 V 2480", "N12 46.558"
    if _SECTION(norm, max(0, token.lead - 3), token.lead) and _ONE_PLACE(number.text) and noun_after(reading, token.end) is None:
        return True  # "… التعاون. 4.2 أعلن البلدان"
    if _by_country_code(norm, token, number) or (number.plain and len(number.text) == 4 and _ASTEROID(norm, token.end)):
        return True
    around = norm[max(0, token.lead - 8) : token.end + 8]
    if "+" in around and (_PLUS(norm, token.end) or _PLUS_BEFORE(norm, max(0, token.lead - 4), token.lead)):
        return True  # "(216+)", "مجموعة 5+1"
    return (
        number.text.count(".") == 1
        and norm[token.lead - 1 : token.lead] + norm[token.end : token.end + 1] == "()"
        and reading.near(index, "document_type", 2, token.lead - 20)
    )  # "القانون الجديد (103.13)"


_ASTEROID: Final = re.compile(r" [A-Z]{1,2}\d{1,3}(?!\d)").match  # "(2015 BZ509)"


def _ends_hashtag(reading: Reading, offset: int) -> bool:
    """Whether a hashtag, whose words are joined by underscores, goes on at an offset."""
    a, b = reading.view.origin(reading.norm.rindex("#", 0, offset), offset)
    return _HASHTAG(reading.view.text, a, b) is not None


_HASHTAG: Final = re.compile(r"#[^\W_]+_\w+").fullmatch
_GMT: Final = Expression(r" (?:{gmt})(?![^\W\d_])")
_STEPS: Final = re.compile(r"(?<![^\W\d_])[وفب]?(?:ال|لل)[^\W\d_]{3,}ات $").search
_CODE_AFTER: Final = re.compile(r"\((?:\+[1-9]\d{1,2}|[1-9]\d{1,2}\+)\)").match
_AREA_AFTER: Final = re.compile(r" ?\(\d{1,3}\) ?\d{3}").match
_CODE_BEFORE: Final = re.compile(r"\(\+[1-9]\d{1,2} ?\) $").search
_CODE: Final = re.compile(r"[1-9]\d{1,2}").fullmatch  # of a country, for telephones


def _by_country_code(norm: str, token: Token, number: Number) -> bool:
    """Whether a figure is a country's code for telephones, or the number beside one: "(+216 ) 71 123", "70.103.700(216+)"."""
    if norm[token.start - 2 : token.start] == "(+" and number.plain and _CODE(number.text):
        if norm[token.end : token.end + 2].lstrip(" ")[:1] == ")":
            return True
    if norm[token.end : token.end + 1] == "(" and _CODE_AFTER(norm, token.end):
        return True
    if norm[token.start - 1 : token.start] == "+" and number.plain and _CODE(number.text) and _AREA_AFTER(norm, token.end):
        return True  # "+971 (4) 305 0332"
    return norm[token.lead - 2 : token.lead] == ") " and _CODE_BEFORE(norm, max(0, token.lead - 9), token.lead) is not None


# Of machine guns and rifles, in millimetres.
_CALIBRES: Final = frozenset({"12.7", "14.5", "7.62", "5.56", "5.45", "105", "107", "120", "122", "130", "152", "155"})
_WEAPON: Final = Expression(r"(?:{weapon})[^.،\d]{0,25}$")
_IN_TURN: Final = re.compile(r"\d[^\W\d_]{1,3}$").search
_SHOOTOUT: Final = re.compile(r"\d ?\(\d{1,2}\) ?- ?\d ?\(\d{1,2}\)").search
_SUMMED: Final = Expression(r" (?:{plus}) ?\d")
_SUMMED_BEFORE: Final = Expression(r"\d (?:{plus}) ?$")
_RESOLUTION: Final = Expression(r"(?<![^\W\d_])(?:{resolution-of})(?: [^\W\d_]+)? (\d{3,4} (?:{side-by-side}) )?$")
_SIDE: Final = Expression(r" (?:{side-by-side}) \d{3,4}(?!\d)")
_PIXELS: Final = Expression(r" (?:{side-by-side}) \d{3,4} (?:{pixel})")


def _of_a_screen(reading: Reading, token: Token) -> bool:
    """Whether a figure is one of two that tell how sharp a screen is: "بدقة 1440 في 2960"."""
    found = _RESOLUTION(reading.database).search(reading.norm, max(0, token.lead - 35), token.lead)
    return found is not None and (found[1] is not None or _SIDE(reading.database).match(reading.norm, token.end) is not None)


_INITIALS: Final = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]{1,2}\. ?){2,}$").search
_ZERO_MINUTES: Final = re.compile(r" ?[،,] ?[0-5]0(?![\d.,])").match
_MINUTES: Final = Expression(r"\((?:\d{1,3}(?: (?:{by-penalty}))? ?[و،,]+ ?)+\d{1,3}\)")


def _in_minutes(reading: Reading, token: Token, number: Number) -> bool:
    """Whether a figure is one of the minutes behind a scorer's name: "منير الحدادي (51 و73)"."""
    if not number.plain or not isinstance(number.value, int) or not 1 <= number.value <= 120:
        return False
    opened = reading.norm.rfind("(", max(0, token.start - 30), token.start)
    found = _MINUTES(reading.database).match(reading.norm, opened) if opened >= 0 else None
    return found is not None and found.end() > token.end and (reading.says("football_word") or reading.says("score_word"))


_MINUTES_AHEAD: Final = Expression(r"(?<![^\W\d_])[وفب]?(?:{minutes}) \d{1,3}(?: [^\W\d_]+){0,4} $")


def _minute_of_two(reading: Reading, token: Token, number: Number) -> bool:
    """Whether a small figure is the second of two minutes: "في الدقيقتين 65 من ركلة جزاء و70"."""
    if not number.plain or not isinstance(number.value, int) or not 0 <= number.value <= 120 or token.clitics != "و" or token.definite:
        return False
    ahead = _MINUTES_AHEAD(reading.database).search(reading.norm, max(0, token.lead - 60), token.lead)
    return ahead is not None and noun_after(reading, token.end) is None


def _numbered_again(reading: Reading, token: Token, number: Number) -> bool:
    """Whether a small figure ends a name that stands with another figure close by: "أغني 1 وأغني 2"."""
    norm = reading.norm
    if not number.plain or not isinstance(number.value, int) or not 0 <= number.value <= 20 or token.definite or token.clitics:
        return False
    name = reading.word_before(token.lead)
    if len(name) < 3 or norm[token.lead - 1 : token.lead] != " ":
        return False
    name = name.removeprefix("و")
    if reading.database.lexicon.has(name, "stop") or reading.database.lexicon.has(name, "modifier"):
        return False
    window = norm[max(0, token.lead - 60) : token.end + 60].replace(f"{name} {number.text} ", " ")  # itself, and its like
    at = window.find(f"{name} ")
    while at >= 0:
        behind = at + len(name) + 1
        figure = _SMALL_FIGURE(window, behind)
        if figure is not None and figure[0] != number.text:
            if at == 0 or not window[at - 1].isalpha() or (window[at - 1] == "و" and not window[max(0, at - 2) : at - 1].isalpha()):
                return no_noun_after(reading, token.end)
        at = window.find(f"{name} ", behind)
    return False


_SMALL_FIGURE: Final = re.compile(r"\d{1,2}(?![\d.,/])").match
_COORDINATE: Final = re.compile(r"(?<![A-Za-z])[NSEW] ?\d{1,3} $").search
_LAP: Final = re.compile(r"\d{1,2}[.:]\d\d:\d{3}(?!\d)").match
_TRANSPONDER: Final = re.compile(r" [VH] \d").match
_SECTION: Final = re.compile(r"[.:\n] {0,2}$").search
_ONE_PLACE: Final = re.compile(r"\d\.\d").fullmatch


def _milestone(reading: Reading, token: Token, index: int) -> bool:
    """Whether a figure behind كلم tells a place on a road: "بطريق السلطنية كلم 8 بصفاقس", "الطريق الوطنية كلم 10 حادث مرور"."""
    before = reading.tokens[index - 1] if index else None
    if before is None or token.clitics:
        return False
    if reading.norm[before.end : token.lead] in ("،", ",") and index > 1 and reading.tokens[index - 2].has("milestone"):
        return before.number is not None  # "كلم 10،5"
    if not before.has("milestone") or not reading.follows(index):
        return False
    counted = index > 1 and reading.tokens[index - 2].number is not None and reading.follows(index - 1)
    if counted or no_noun_after(reading, token.end):
        return not counted
    value, phrase = token.number.value if token.number is not None else None, noun_after(reading, token.end)
    one = phrase is not None and (value or 99) <= 10 and is_singular(reading.database, fold(phrase[0].split()[0]))
    road = any(reading.database.among("road", t.text) and token.lead - t.end < 40 for t in reading.tokens[max(0, index - 6) : index - 1])
    return road and (one or not fits(reading, token.end, value))


def _in_listed_brackets(reading: Reading, token: Token) -> bool:
    """Whether a figure in brackets belongs to the name before it, as in a list of such: "جامعة قطر (349) جامعة الإمارات (390)"."""
    norm = reading.norm
    if norm[token.lead - 1 : token.lead] + norm[token.end : token.end + 1] != "()":
        return False
    if _LISTED_LABEL(norm, max(0, token.lead - 110), token.lead):
        return True  # the last of them
    again = reading.word_after(token.end + 1)
    repeated = len(again) > 2 and again in norm[max(0, token.lead - 50) : token.lead].split()
    return repeated and not reading.database.lexicon.has(again, "count_word")


_POINT: Final = re.compile(r"(?<!و)(?<!و )\((\d{1,2})\) ?(?=[^\W\d_])")


def _point_of_list(reading: Reading, token: Token, number: Number) -> bool:
    """Whether a figure in brackets is a list's: "يجب: (1) إنشاء … (2) نقل …"."""
    norm = reading.norm
    if not number.plain or token.clitics or norm[token.lead - 1 : token.lead] + norm[token.end : token.end + 1] != "()":
        return False
    points: frozenset[int] = reading.fact("points of lists", _points)
    return 1 in points and 2 in points and number.value in points and _is_point(reading, _POINT.match(norm, token.lead - 1))


def _is_point(reading: Reading, found: re.Match[str] | None) -> bool:
    """Whether a figure in brackets may be a list's: not "عدد (3) سيارات"."""
    return found is not None and not reading.database.among("number-of", reading.word_before(found.start()))


def _points(reading: Reading) -> frozenset[int]:
    found = {int(m[1]) for m in _POINT.finditer(reading.norm) if _is_point(reading, m)}
    return frozenset(n for n in found if n == 1 or n - 1 in found)


def goes_on(reading: Reading, token: Token, number: Number, index: int) -> bool:
    """Whether a bare figure goes on with those of a name before it: "باريس 1 و2 و3", "المروج من 1 إلى 6"."""
    value = number.value if number.value is not None else number.low
    if not number.plain or not isinstance(value, int) or not 1 <= value < 30 or not index or token.definite:
        return False
    before = reading.tokens[index - 1]
    if number.value is None:
        head = reading.tokens[index - 2] if index > 1 else None
        return value == 1 and before.has("from") and reading.follows(index) and head is not None and _a_name(reading, head, index - 1)
    previous = before.number
    if token.clitics != "و" or previous is None or not previous.plain or previous.value is None or not 1 <= value - previous.value <= 2:
        return False
    if reading.norm[before.end : token.lead] != " " or (reading.drafts and reading.drafts[-1].end >= before.end):
        return False
    return no_noun_after(reading, token.end)


def _a_name(reading: Reading, head: Token, index: int) -> bool:
    return head.place is not None and head.number is None and reading.follows(index)


def labelled(reading: Reading, token: Token, index: int) -> bool:
    """Whether a label stands before a figure with an adjective between: "الطريق الفرعية 814 الرابطة بين"."""
    while token.clitics == "و" and index > 1 and (before := reading.tokens[index - 1]).number is not None and reading.follows(index, "و"):
        if not before.number.plain:
            break
        index, token = index - 1, before  # "الطريق المحلية 843 و848"
    for label in reading.tokens[max(0, index - 2) : index]:
        if label.has("label") and _ADJECTIVE_BETWEEN(reading.norm, label.end, token.lead):
            return True
    return False


_METRES_NEXT: Final = Expression(r"\d{3,5} ?(?:{metre})(?![^\W\d_])")


def race_behind(reading: Reading, offset: int) -> bool:
    """Whether a further length in metres stands close behind an offset, as in a list of races: "1500م و5000 متر"."""
    return _METRES_NEXT(reading.database).search(reading.norm, offset, offset + 40) is not None


def on_a_road(reading: Reading, token: Token, index: int) -> bool:
    """Whether a figure behind a road's adjective may be the road's own: "الطريق الجهوية 191 مستوى منطقة شيبة"."""
    return labelled(reading, token, index) and any(
        reading.database.among("road", t.text) for t in reading.tokens[max(0, index - 2) : index]
    )


_OVER: Final = re.compile(r" ?/ ?\d+(?:[.,]\d{3})*").match
_RATING: Final = re.compile(r"\d\.\d{1,2} ?/ ?(?:5|10)(?![\d.,])").match
_RATED: Final = re.compile(r"\d\.\d{1,2} ?/ ?(?:5|10)$").search
_UNDER: Final = re.compile(r"\d ?/ ?$").search


def _in_fraction(reading: Reading, token: Token) -> bool:
    """Whether the number stands in a fraction or score written with a slash and no noun behind it."""
    norm = reading.norm
    if _RATING(norm, token.start) or _RATED(norm, max(0, token.start - 6), token.end):
        return True  # "4.5/5 نجوم"
    after = _OVER(norm, token.end)
    if after and token.number is not None and after[0].lstrip("/ ") == token.number.text:
        return True  # "24/24 ساعة"
    if after:
        k = reading.token_at(after.end())
        scale = reading.tokens[k - 1] if k else None
        if scale is not None and scale.end > after.end() and scale.number is not None and scale.number.scaled >= 1000:
            return False  # "4.2/9.8 مليار دونغ"
        return noun_after(reading, after.end()) is None
    before = _UNDER(norm, max(0, token.start - 4), token.start)
    if before is None or (token.number is not None and token.number.scaled >= 1000):
        return False
    index = reading.index(token)
    of_label = index > 1 and reading.tokens[index - 2].has("label") and reading.tokens[index - 1].number is not None
    return of_label or noun_after(reading, token.end) is None


_LIST_DASH: Final = re.compile(r' ?- ?"?[^\W\d_]').match


def _list_or_minute(reading: Reading, token: Token, index: int, value: int, apart: bool) -> bool:
    """Whether a number is a list's ("1- نادي") or the minute of a goal ("ميدو (14)"); `apart` is what `_among_words` says."""
    norm = reading.norm
    opened = norm.rfind("(", max(0, token.start - 60), token.start)
    if not apart and _of_a_list(reading, token, value, opened):
        return True
    if (
        value <= 120
        and opened >= 0
        and norm[token.end : token.end + 1] != "/"
        and norm.find(")", opened, token.start) < 0
        and noun_after(reading, token.end) is None
    ):
        football = reading.says("football_word")
        for other in reading.tokens[max(0, index - 12) : index + 8] if football else ():
            if other.has("football_word") and abs(other.start - token.start) < 200:
                return True
        before = reading.word_before(opened)
        if norm[token.end : token.end + 1] == ")" and opened == token.start - 1 and before:
            if (
                (not before.startswith("ال") or before.endswith("ي"))
                and football
                and not (index and reading.tokens[index - 1].place)
                and _beside_minute(norm, opened, token.end)
            ):
                return True  # "صالح العمري (85) وعبد الفتاح عسيري (109)"
            known = reading.database.lexicon.words.get(before)
            named = known is None or known.senses.keys() <= {"not_future"}
            if football and reading.norm[opened - 1 : opened] == " " and before.startswith("ال") and value > 30:
                return reading.database.among("scored", before) or not reading.database.nominal(before.removeprefix("ال"))
            named = named and not before.startswith("ال") and not before.endswith(("ات", "ين"))
            if reading.says("sport_word"):
                return named  # "حجازي (19)", "غيريرو (55)"
            return named and not reading.database.nominal(before) and football
    return False


def _of_a_list(reading: Reading, token: Token, value: int, opened: int) -> bool:
    """Whether a mark behind a figure makes it a list's: "1- نادي", "2. انقر"; `opened` is where a bracket opens before it, negative where none does."""
    norm = reading.norm
    if (
        value <= 60
        and not token.clitics
        and _LIST_DOT(norm, token.end)
        and (value <= 30 or value in _list_numbers(reading))
        and (
            value in _list_numbers(reading)
            or reading.line_start(token.lead)
            or (value < 10 and _BEGINS_POINT(norm, max(0, token.lead - 3), token.end + 3))
        )
    ):
        return True
    if (
        value <= 100
        and not token.clitics
        and ":" in norm[token.end : token.end + 2]
        and _LIST_COLON(norm, token.end)
        and not norm[max(0, token.lead - 2) : token.lead].strip(' .:"\n-')
    ):
        return True  # "لأول مرة. 9: لعب"
    if (
        value <= 400
        and _LIST_DASH(norm, token.end)
        and (value <= 50 or value in reading.fact("dashes", _behind_dashes))
        and (norm[token.lead - 1 : token.lead] != "-" or norm[token.end : token.end + 1] == "-")
    ):
        return True
    if value <= 50 and norm[token.end : token.end + 1] == ")" and not token.clitics:
        if opened < 0 or norm.find(")", opened, token.start) >= 0:
            before = norm[max(0, token.lead - 3) : token.lead].rstrip(" ")[-1:]
            if before in ("", ".", "\n", ":", "؛") or value in reading.fact("brackets", _before_brackets):
                return True  # "… من جديد. 2) انقر"
    return False


def _beside_minute(norm: str, opened: int, closed: int) -> bool:
    """Whether another figure alone in brackets that may be a minute stands behind a word close by."""
    return bool(_BRACKETED_MINUTE(norm, closed + 1, closed + 60) or _BRACKETED_MINUTE(norm, max(0, opened - 90), opened))


_BRACKETED_MINUTE: Final = re.compile(r"[^\W\d_] \((?:[1-9]\d?|1[01]\d|120)\)").search


def _before_brackets(reading: Reading) -> frozenset[int]:
    """Figures before a closing bracket that make a list from one on: "1) الزهراء 14 نقطة 2) قرطاج 13"."""
    found = frozenset(int(m[1]) for m in _LIST_BRACKET.finditer(reading.norm))
    return found if {1, 2, 3} <= found else frozenset()


_LIST_BRACKET: Final = re.compile(r"(?<![\d.,/(])(?<!\( )(\d{1,2})\) ?(?=[^\W\d_])")


def _behind_dashes(reading: Reading) -> frozenset[int]:
    """Figures of two or three places with a dash and a name behind, where there are several: "133- اليمن 159- الكويت"."""
    found = [int(m[1]) for m in _RANK_DASH.finditer(reading.norm)]
    return frozenset(found) if len(found) > 2 else frozenset()


_RANK_DASH: Final = re.compile(r"(?<![\d.,/-])(\d{2,3}) ?- (?=[^\W\d_])")
_BEGINS_POINT: Final = re.compile(r"(?<=[^\W\d_])\. \d\. (?!و)").search
_LIST_COLON: Final = re.compile(r" ?: ?[^\W\d_]").match
_LIST_DOT: Final = re.compile(r" ?(?:\. {0,2}|/ )[^\W\d_]").match
_LIST_NUMBER: Final = re.compile(r"(?<![\d.,/])(\d{1,2}) ?(?:\. {0,2}|/ )(?=[^\W\d_])")


def _list_numbers(reading: Reading) -> frozenset[int]:
    """Numbers followed by a dot that make a list: each has its neighbour in the text ("1. … 2. …"), or comes again and again."""
    numbers: frozenset[int] = reading.fact("list numbers", _numbers_of_lists)
    return numbers


def _numbers_of_lists(reading: Reading) -> frozenset[int]:
    found = Counter(int(m[1]) for m in _LIST_NUMBER.finditer(reading.norm))
    return frozenset(n for n in found if n - 1 in found or n + 1 in found or found[n] > 3)


_LATIN_WORD: Final = re.compile(r"[A-Za-z] $").search
_LATIN_BEFORE: Final = re.compile(r"[A-Za-z]\)? ?$").search
LATIN_AFTER: Final = re.compile(r" [A-Z]").match
_NAME_DASH_APART: Final = re.compile(r"[^\W\d_] ?- $").search
_NAME_DASH: Final = re.compile(r"[^\W\d_]- ?$").search


def _modelled(reading: Reading, token: Token, number: Number) -> bool:
    """Whether a figure ends the name of a make, with or without a dash: "طراز بايبر - 23 أباتشي", "نوع بركان 1", "طائرة أنطونوف 26"."""
    if number.plain and number.scaled == 1 and reading.says("craft_head") and _crafted(reading, token):
        return not fits(reading, token.end, number.value)
    if reading.says("model_name") and number.scaled == 1 and _behind_model(reading, token):
        return not fits(reading, token.end, number.value)
    if not reading.says("model_head") and not reading.says("exercise_head"):
        return False
    found = _MODEL(reading.norm, max(0, token.lead - 40), token.lead)
    has = reading.database.lexicon.has
    heads = found[1].split()[-2:] if found is not None else []
    if any(has(word, "model_head") for word in heads):
        return not fits(reading, token.end, number.value)
    found = _EXERCISE(reading.norm, max(0, token.lead - 60), token.lead)
    if found is None or not any(has(word, "exercise_head") for word in found[0].split()):
        return False
    return number.plain and no_noun_after(reading, token.end)


def _behind_model(reading: Reading, token: Token) -> bool:
    """Whether the word before a figure is the name of a make or of its model: "فيفا 18", "أوفيس 365"."""
    index = reading.index(token)
    return index > 0 and reading.tokens[index - 1].has("model_name") and reading.follows(index)


_EXERCISE: Final = re.compile(r"(?:(?<![^\W\d_])[^\W\d_]+ ){2,5}(?:- )?$").search
_MODEL: Final = re.compile(r'((?:(?<![^\W\d_])[^\W\d_]+ ){1,2})"?[^\W\d_]+"? ?-? ?$').search


# Airliners by their numbers alone.
_AIRLINERS: Final = frozenset({"707", "727", "737", "747", "757", "767", "777", "787", "319", "320", "321", "330", "340", "350", "380"})


def _crafted(reading: Reading, token: Token) -> bool:
    """Whether a word nobody knows stands before a figure, and a word for a craft before that."""
    make = reading.word_before(token.lead)
    if token.number is not None and len(token.number.text) == 3 and reading.database.among("craft-number", make):
        return token.number.text in _AIRLINERS  # "محركات طائرات 787"
    if len(make) < 4 or countable(reading, make) or make.startswith("ال") or make[0] in "يت":
        return False
    return reading.ahead(reading.norm.rindex(make, 0, token.lead), "craft_head")


def _titled(reading: Reading, token: Token, index: int) -> bool:
    """Whether a number ends a name of a word nobody knows, behind a label: "طراز بيل 412"."""
    tokens = reading.tokens
    if not (index and tokens[index - 1].has("label")) and not (index > 1 and tokens[index - 2].has("label")):
        return False
    norm, word = reading.norm, reading.word_before(token.lead)
    if not word or word in reading.database.lexicon.words or reading.database.nominal(word.removeprefix("ال")):
        return False
    if word[0] in "وفبل" and reading.database.nominal(word[1:]):
        return False  # "قطعة بحضور 1.500 شخص"
    if word.endswith("وا") or (token.number is not None and fits(reading, token.end, token.number.value)):
        return False  # "في المصنع وأعدوا 270 ألف وجبة"
    start = norm.rindex(word, 0, token.lead)
    if norm[start - 1 : start] == "-":
        start = norm.rfind(" ", max(0, start - 15), start) + 1 or start  # "طراز هوكر-سيديلي 125"
    opened = norm.rfind('"', max(0, start - 30), start)
    return reading.ahead(start if opened != start - 1 else opened, "label")


# Senses of words that make a figure behind them a quantity.
_QUANTIFIES: Final = frozenset({"modifier", "modifier_verb", "cue_reaches", "change", "count_word", "score_word"})
_TELLS: Final = _QUANTIFIES | {"stop", "num", "scale", "connector", "from", "between"}
_TELLS_HOW_MANY: Final = _QUANTIFIES | {"currency", "unit", "rate_word", "percent", "number_word"}
_QUOTED: Final = re.compile(r'"[ (]?((?:[^\W\d_]+ ){0,6}[^\W\d_]*)(?:- ?)?\(?$').search


def _dashed(reading: Reading, token: Token, number: Number) -> bool:
    """Whether a dash joins a figure to a name that is no noun: "فوستوك - 2018", "تيانقونغ- 1"."""
    if "-" not in reading.norm[max(0, token.lead - 2) : token.lead]:
        return False
    found = _DASHED(reading.norm, max(0, token.lead - 30), token.lead)
    if found is None or not number.plain or not isinstance(number.value, int) or not (number.value < 100 or 1990 <= number.value <= 2035):
        return False
    return len(found[1]) > 3 and not countable(reading, found[1].removeprefix("ال")) and not fits(reading, token.end, number.value)


_DASHED: Final = re.compile(r"(?<![^\W\d_])([^\W\d_]+) ?- ?$").search


def _quoted(reading: Reading, token: Token) -> bool:
    """Whether a bare figure ends what is between quotation marks: a name ("بيكسل 2"), or a label ("66")."""
    norm = reading.norm
    if norm[token.end : token.end + 1] != '"' and norm[token.end : token.end + 2] not in (' "', ')"'):
        return False
    found = _QUOTED(norm, max(0, token.lead - 70), token.lead)
    if found is None:
        return False
    words = found[1].split()
    if len(words) > 2 and norm[token.end : token.end + 1] != '"':
        return False
    if words == ["في"] or (words and norm[token.lead - 1 : token.lead] == "-"):
        return True  # an engine: "في 6"; "أي -50"
    if not words:
        behind, most = norm.index('"', token.end) + 1, token.number.value or token.number.high if token.number is not None else None
        return reading.word_before(norm.rindex('"', 0, token.lead)) != "ال" and not fits(reading, behind, most)
    lexicon = reading.database.lexicon.words
    if len(words) <= 5 and all(len(w) <= 3 for w in words) and norm[found.start() : found.start() + 1] == '"':
        return True  # "كي 2", "آي أكس 3"
    return not any(w in lexicon and not _TELLS.isdisjoint(lexicon[w].senses) for w in words)


def _bracketed_name(reading: Reading, token: Token) -> bool:
    """Whether a figure ends a name of words nobody knows in brackets: "(سبوتنك 1)", "(إيل 20)"."""
    if reading.says("football_word") or reading.says("score_word"):
        return False
    found = _BRACKETED(reading.norm, max(0, token.lead - 40), token.lead)
    return found is not None and not any(countable(reading, w.removeprefix("ال")) for w in found[1].split())


def _lettered(reading: Reading, token: Token) -> bool:
    """Whether a figure ends a name of letters, spelled one by one in brackets: "(اس تي اس 95)"."""
    found = _LETTERS_BRACKETED(reading.norm, max(0, token.lead - 20), token.lead)
    return found is not None and not any(reading.database.lexicon.has(word, "stop") for word in found[1].split())


_LETTERS_BRACKETED: Final = re.compile(r"\(((?:[^\W\d_]{1,3} ){2,4})$").search
_BRACKETED: Final = re.compile(r"\( ?[#']?((?:[^\W\d_]{3,} ){1,2})$").search
_BRACKET_CLOSES: Final = re.compile(r" ?\.?\)").match


_LETTER_I: Final = Expression(r"\w و?(?:{letter-i}) $")
_SHORT_MAKE: Final = re.compile(r"\([^\W\d_]{2} - ?$").search
MODEL_LETTER: Final = re.compile(r"(?<![^\W\d_])و?[اجحدرزسشصطعقمني] $").search


def _part_of_name(reading: Reading, token: Token, number: Number, index: int, apart: bool) -> bool:
    """Whether the number is part of a name: a version, a model, a page number; `apart` is what `_among_words` says."""
    norm = reading.norm
    if number.text.endswith(".0") or (not apart and _written_into_name(reading, token, number)):
        return True
    if token.clitics or token.definite:
        return False
    if _titled(reading, token, index) or _modelled(reading, token, number):
        return True
    before = reading.tokens[index - 1] if index else None
    if (
        before is not None
        and before.has("letter_name")
        and number.scaled == 1
        and (not before.clitics or len(before.text) > 2 or (before.clitics == "و" and letter_as_written(reading, before.start) in "أإآ"))
        and (not before.definite or before.text.startswith("ال"))
        and not norm[before.end : token.lead].strip(' -"')
    ):
        return True
    if number.plain and before is not None and before.has("cue_in") and index > 1 and reading.tokens[index - 2].has("letter_name"):
        if (
            norm[reading.tokens[index - 2].end : before.lead] == " " == norm[before.end : token.lead]
            and norm[token.end : token.end + 1] == '"'
        ):
            return True  # "إل جي في 30"
    if (
        number.plain
        and number.scaled == 1
        and reading.database.closes("letter-i", reading.word_before(token.lead).removeprefix("و"))
        and _LETTER_I(reading.database).search(norm, max(0, token.lead - 12), token.lead)
        and noun_after(reading, token.end) is None
    ):
        if not reading.after(token.end, "cue_of") and not reading.after(token.end, "cue_of_them"):
            return True  # "إيرباص أي 321"
    if norm[token.lead - 1 : token.lead] == " " and not norm[max(0, token.lead - 3) : max(0, token.lead - 2)].strip(' (\n"و'):
        if MODEL_LETTER(norm, max(0, token.lead - 4), token.lead):
            return True  # "أ 320"
    behind = reading.tokens[index + 1] if index + 1 < len(reading.tokens) else None
    if behind is not None and behind.has("letter_name") and not behind.clitics and norm[token.end : behind.lead] == " ":
        return True  # "كيبلر 1625 بي"
    return not apart and _beside_latin_or_rim(reading, token, number, before)


def _written_into_name(reading: Reading, token: Token, number: Number) -> bool:
    """Whether dashes, quotation marks, brackets or Latin letters make a figure part of a name."""
    norm = reading.norm
    head = norm[max(0, token.lead - 4) : token.lead]
    if number.text.count(".") == 1 and _LATIN_BEFORE(head):
        return True
    if number.plain and number.scaled == 1 and _LATIN_WORD(head) and not token.clitics and not fits(reading, token.end, number.value):
        return True  # "نظام التشغيل iOS 12"
    if token.clitics in ("ب", "ك"):
        quoted = norm[token.lead - 1 : token.lead] == '"'
        if reading.database.among("vitamin", reading.word_before(token.lead - 1 if quoted else token.lead)):
            return True  # "فيتامين ب 12"
    if token.clitics or token.definite:
        return False
    after = norm[token.end : token.end + 4]
    if after[:1] == "_" or head[-1:] == "_":
        return True  # "AFED_2018"
    if after.lstrip(" ")[:1] in ('"', ")") and _NAME_DASH_APART(head):
        return True  # مناورات "تبوك - 4", "(صياد - 2 )"
    if _dashed(reading, token, number) or (
        number.plain and _SHORT_MAKE(norm, max(0, token.lead - 8), token.lead) and no_noun_after(reading, token.end)
    ):
        return True  # "سو – 57"
    if _NAME_DASH(head) and not head.endswith(("  ", "- ")) | (head[-3:-2] == " "):
        return True
    if _quoted(reading, token):
        return True
    if not number.plain or head[-1:] != " " or not _BRACKET_CLOSES(norm, token.end):
        return False
    return _bracketed_name(reading, token) or _lettered(reading, token)


def _beside_latin_or_rim(reading: Reading, token: Token, number: Number, before: Token | None) -> bool:
    """Whether a figure goes with the Latin letters before it, or is a page's number alone at the rim of a line."""
    norm = reading.norm
    head = norm[max(0, token.lead - 4) : token.lead]
    after = norm[token.end : token.end + 4]
    latin_after = after.lstrip(" ")[:1]
    if _LATIN_BEFORE(head) and ((latin_after.isascii() and latin_after.isalpha()) or noun_after(reading, token.end) is None):
        return not (before is not None and before.has("currency"))
    if number.plain and len(number.text) <= 4:
        if reading.line_start(token.lead) and (after[:2] == "  " or (after[:1] == "\n" and not reading.line_start(token.lead, " \n"))):
            return after[:2] == "  "
        if head.endswith("  ") and (not after.strip(" ") or after.lstrip(" ").startswith("\n")):
            return True
    return False


def _phone_number(reading: Reading, index: int) -> bool:
    """Whether a digit run is a phone or serial number: long and unmarked, or one of several in a row."""
    tokens = reading.tokens
    token = tokens[index]
    number = token.number
    assert number is not None
    if not number.digits:
        return False
    if token.lead and reading.norm[token.lead - 1] == '"' and number.scaled == 1 and _LETTERS_QUOTED(reading.norm, token.end):
        return True  # "1 أم دي بي", in quotation marks
    if (
        token.lead
        and reading.norm[token.lead - 1] in '"('
        and number.scaled == 1
        and (name := _NAME_CLOSED(reading.norm, token.end)) is not None
    ):
        closes = name[0][-1] == ('"' if reading.norm[token.lead - 1] == '"' else ")")
        lone = name[0][1:-1] if name[0].count(" ") == 1 and name[0][-1] == '"' and 11 <= (number.value or 0) % 100 <= 99 else ""
        unknown = lone[-1:] not in ("", "ا", "ه", "ي") and lone not in reading.database.lexicon.words
        if closes and unknown and number.plain and not is_singular(reading.database, lone):
            return True  # "30 روك": no accusative
        if closes and not any(countable(reading, word) or word.startswith("ال") for word in name[0][1:-1].split()):
            return True  # "30 روك" in quotation marks, "(38 نورث)"
    if number.plain and len(number.text) == 3 and reading.says("emergency_word") and _emergency(reading, index):
        return True  # "هاتف الطوارئ (112)"
    word = reading.word_before(token.lead)
    if not word or word == "الرقم" or reading.database.closes("call-at", word) or reading.database.closes("call-at", word[1:]):
        if _CALL(reading.database).search(reading.norm, max(0, token.lead - 30), token.lead) and no_noun_after(reading, token.end):
            return True  # "للاستفسار الاتصال على 940", "الرقم الأخضر: 80.101.313"
    if (
        number.plain
        and reading.says("emergency_word")
        and _HOTLINES(reading.database).search(reading.norm, max(0, token.lead - 40), token.lead)
    ):
        return no_noun_after(reading, token.end)  # "أرقام النجدة: 14 و1021"
    if number.plain and len(number.text) >= 7 and not number.text.endswith("000"):
        behind = tokens[index + 1] if index + 1 < len(tokens) and reading.follows(index + 1) else None
        place = behind is not None and behind.place is not None and not reading.norm.startswith("يا", behind.end - 2)  # no "3456789 سوريا"
        return noun_after(reading, token.end) is None or place
    for a, b in ((index - 1, index), (index, index + 1)):
        if a < 0 or b >= len(tokens):
            continue
        other = tokens[a if b == index else b]
        if other.special == "junk" or (other.number is not None and other.number.digits):
            between = reading.norm[tokens[a].end : tokens[b].start]
            if between == ". " and min(len(other.text), len(number.text)) > 8 and noun_after(reading, tokens[b].end) is None:
                return True  # "71.960.448. 71.963.512"
            if between == " و " and min(len(other.text), len(number.text)) > 8 and not other.text.endswith("000"):
                return noun_after(reading, tokens[b].end) is None  # "71.960.448 و 71.963.512"
            if between in (".", "-") or (between in (" ", " - ", ") ") and no_noun_after(reading, tokens[b].end)):
                if other.special not in ("junk", "number") or not other.text[:1].isdigit():
                    continue
                return True
    return False


_CALL: Final = Expression(r"(?<![^\W\d_])[وفبل]?(?:{call-at})(?: الرقم)? ?:? ?$")
_HOTLINES: Final = Expression(r"(?<![^\W\d_])[وفب]?(?:{hotlines}) [^\W\d_]+ ?: ?(?:\d{2,5} ?[،و]* ?)*$")


def _begins_item(reading: Reading, token: Token) -> bool:
    """Whether a token begins a sentence or an item of a list."""
    return reading.norm[max(0, token.lead - 3) : token.lead].rstrip(" ")[-1:] in (".", ":", "،", "-", "\n", "")


_OF_LAW: Final = Expression(r" من (?:ال)?(?:{law})(?![^\W\d_])")
_ARTICLES: Final = Expression(r"(?<![^\W\d_])[وفبل]?(?:{articles}) ")
_AGAINST_AFTER: Final = Expression(r" (?:{against}) \d{1,3}(?![\d.,%])(?! [^\W\d_]+ا(?![^\W\d_]))")
_AGAINST_BEFORE: Final = Expression(r"\d (?:{against}) $")
_BEAT: Final = Expression(r"(?<![^\W\d_])[وف]?(?:{beats})(?![^\W\d_])[^.\d]{0,80}(?:\d{1,3} (?:{against}) )?$")


def _beaten(reading: Reading, token: Token) -> bool:
    """Whether a figure is one of a match's result told by a verb of winning: "فاز على النجم الساحلي 67 مقابل 56"."""
    norm, database = reading.norm, reading.database
    if not (reading.says("sport_word") or reading.says("football_word") or reading.says("score_word")):
        return False
    pair = _AGAINST_AFTER(database).match(norm, token.end) or (
        _AGAINST_BEFORE(database).search(norm, max(0, token.lead - 14), token.lead) and noun_after(reading, token.end) is None
    )
    return bool(pair) and _BEAT(database).search(norm, max(0, token.lead - 110), token.lead) is not None


def _emergency(reading: Reading, index: int) -> bool:
    """Whether three figures stand close behind a word for emergencies, and count nothing."""
    token = reading.tokens[index]
    within = 30 if reading.norm[token.lead - 1 : token.lead] == "(" else 12
    service = reading.word_after(token.end).startswith("ال") and _begins_item(reading, token)
    if token.text[0] == "1" and (service or reading.database.among("service", reading.word_after(token.end))):
        return True  # "193 الحرس الوطني. 197 الشرطة الوطنية."
    return reading.near(index, "emergency_word", 3, token.start - within) and no_noun_after(reading, token.end)


_LETTERS_QUOTED: Final = re.compile(r'(?: [^\W\d_]{2}){1,4}"').match
_NAME_CLOSED: Final = re.compile(r'(?: [^\W\d_]{3,}){1,4}[")]').match
_PLUS: Final = re.compile(r" ?\+(?:\)| ?\d)").match
_PLUS_BEFORE: Final = re.compile(r"\d ?\+ ?$").search


def _joined_name(reading: Reading, offset: int) -> bool:
    """Whether the word stuck to a number's end is neither a noun nor a word of its own ("300قتيل", "20من")."""
    word = reading.word_after(offset)
    return not countable(reading, word) or reading.database.lexicon.has(word, "letter_name")  # "دايناتاك 8000أكس"


_HYPHEN_PAIR: Final = re.compile(r"(?<![\d.,/-])(\d{1,3}) ?- ?(\d{1,3})(?![\d.,/%-])")


def lists_results(reading: Reading) -> bool:
    """Whether the text lists results of matches: two pairs of figures with a hyphen at least, one of them falling."""
    return bool(reading.fact("results", _has_results))


def _has_results(reading: Reading) -> bool:
    pairs = [(int(m[1]), int(m[2])) for m in _HYPHEN_PAIR.finditer(reading.norm)]
    return len(pairs) > 1 and any(a > b for a, b in pairs)


def name_not_number(reading: Reading, token: Token) -> bool:
    """Whether a number word is rather a foreign name: "ألستون", whose hamza no article has, or "روجر ستون"."""
    if token.definite and token.word is not None:
        if letter_as_written(reading, token.lead + len(token.clitics)) in "أإآ":
            return True
    name = reading.word_before(token.lead)
    if reading.database.among("west", token.text) and token.clitics == "و" and reading.norm[token.lead - 1 : token.lead] == '"':
        return not reading.database.nominal(reading.word_after(token.end))  # صحيفة "وست فرانس"
    if reading.database.among("west", token.text) and token.clitics == "و" and name and not countable(reading, name.removeprefix("ال")):
        behind = reading.word_after(token.end)
        return bool(behind) and not countable(reading, behind)  # "ساوث وست إيرلاينز"
    phrase = noun_after(reading, token.end)
    if name and not token.clitics and not token.definite and (phrase is None or phrase[0].startswith("ال")):
        servant = _SERVANT(reading.database).search(reading.norm, max(0, token.lead - 40), token.lead)
        if reading.database.among("kunya", name) or servant is not None:
            return True  # "قاعدة أبو ستة", "محمد عبدالله ستين"
    if reading.database.among("sixty-or-name", token.text):
        unknown = bool(name) and not countable(reading, name)
        if unknown and reading.norm[token.end : token.end + 1] == '"':
            return True  # "سنجنزانا ستين", in quotation marks
        governs = reading.word_after(token.end).startswith("ال") and not name.startswith("ال") and not token.clitics
        if unknown and governs and not reading.ahead(token.lead, "stop"):
            return True  # "آرون ستين المحلل في المركز"
        if reading.database.among("name-link", name):
            return True  # "فان ستين"
    if reading.database.among("monastery", name):
        return True  # "دير خمسين"
    if not reading.database.among("stone", token.text) or token.clitics or token.definite:
        return False
    if phrase is None and not reading.after(token.end, "cue_of") and not reading.after(token.end, "cue_of_them"):
        return True  # "حصلت إيما ستون على", "وقال ستون"
    return bool(name) and not countable(reading, name.removeprefix("ال")) and (phrase is None or not _accusative(reading, phrase[0]))


_SERVANT: Final = Expression(r"(?<![^\W\d_])(?:{servant-of})(?:[^\W\d_]{2,}| [^\W\d_]+) $")


def _accusative(reading: Reading, phrase: str) -> bool:
    """Whether a phrase begins with a noun as sixty asks for it: "ستون رجلا", but "ستون بدا كأنه"."""
    head = fold(phrase.split()[0])
    return head.endswith("ه") or (head.endswith("ا") and len(head) > 3 and countable(reading, head))


_ADJECTIVE_BETWEEN: Final = re.compile(r" {1,2}ال[^\W\d_]{2,} {1,2}").fullmatch


_INTERNATIONAL: Final = re.compile(r" ال[^\W\d_]{2,}ي ").fullmatch


def tells_which(reading: Reading, index: int, number: Number) -> bool:
    """Whether a bare number behind a definite noun tells which one it is: "المنطقة 51", "الأمر 520", "أجندة التنمية المستدامة 2030"."""
    tokens = reading.tokens
    token, before = tokens[index], tokens[index - 1] if index else None
    value = number.value if number.plain and isinstance(number.value, int) else None
    if (
        before is not None
        and before.definite
        and before.has("place_type")
        and before.text.endswith("ه")
        and PART_OF_WHOLE(reading.database).match(reading.norm, token.end) is None
    ):
        if reading.norm[before.end : token.lead] == " ":
            return True
    if before is not None and before.has("place_type") and not before.has_article and not before.clitics.endswith("ك"):
        if (
            value is not None
            and value < 1000
            and (before.text.endswith("ه") or reading.database.among("numbered-place", before.text))
            and reading.norm[before.end : token.lead] == " "
            and PART_OF_WHOLE(reading.database).match(reading.norm, token.end) is None
        ):
            return True  # "قرية 3"
    channel = index > 1 and value is not None and value < 100 and reading.database.among("channel", reading.tokens[index - 2].text)
    if before is not None and before.place is not None and channel and reading.follows(index - 1) and reading.follows(index):
        return True  # "قناة روسيا 24"
    if before is not None and before.place is not None and not before.has("stop") and value is not None and value < 10:
        part = reading.after(token.end, "cue_of") or reading.after(token.end, "cue_of_them")
        part = part and not _COURT(reading.database).search(reading.norm, max(0, before.lead - 40), before.lead)
        if reading.norm[before.end : token.lead] == " " and not part:
            return True  # "قناة روسيا 1", "بصفاقس 2"
        if reading.norm[before.end : token.lead].strip(" ") == "(" and _COURT(reading.database).search(
            reading.norm, max(0, before.lead - 40), before.lead
        ):  # fmt: skip
            return True  # "بالمحكمة الابتدائية بسوسة(2)"
    if before is not None and before.has_article and before.has("document_type") and reading.norm[before.end : token.lead] == " ":
        return number.plain and not before.text.endswith(("ات", "ين"))  # "الأمر 520"
    if value is None:
        return False
    if before is not None and before.place is not None and len(number.text) == 2:
        if (
            reading.database.among("world-cup", f"{before.text.removeprefix('ال')} {number.text}")
            and reading.norm[before.end : token.lead] == " "
        ):
            return no_noun_after(reading, token.end)  # "في إيطاليا 90"
    start = max(0, token.lead - 40)
    if value < 100 and _ends_title(reading, token) and reading.database.mentions("titled", reading.norm[start : token.lead]):
        if _TITLED(reading.database).search(reading.norm, start, token.lead):
            return no_noun_after(reading, token.end)  # "برنامج صحوة 3"
    if (
        value < 1000
        and reading.database.among("told-apart", reading.word_before(token.lead))
        and reading.norm[token.lead - 1 : token.lead] == " "
    ):
        return no_noun_after(reading, token.end) and not reading.after(token.end, "cue_of")  # "وفي الموقع 2"
    last = reading.word_before(token.lead)
    if (
        value < 200
        and reading.database.among("compass", last)
        and _SOUTHERN(reading.database).search(reading.norm, max(0, token.lead - 40), token.lead)
    ):
        return no_noun_after(reading, token.end)  # "فارس الجنوبي 11"
    if value < 200 and _on_a_mountain(reading, token, index):
        return True  # "جبل البحوث 47"
    if before is not None and before.place is not None and len(number.text) == 2 and reading.ahead(before.lead, "cup_head"):
        return True  # "مونديال فرنسا 98"
    if value < 10:
        for t in tokens[max(0, index - 2) : index]:
            if t.place is not None and _INTERNATIONAL(reading.norm[t.end : token.lead]):
                return True  # "مطار كوالا لمبور الدولي 2"
    if value <= 200 and one_of_its_kind(reading, index):
        return True
    if not 1990 <= value <= 2150:
        return False
    counted = any(t.has("number_word") or t.has("modifier") for t in tokens[max(0, index - 4) : index])
    return not counted and reading.word_before(token.lead).startswith("ال")


def bare_label(reading: Reading, token: Token, number: Number, index: int, phrase: str) -> bool:
    """Whether a figure directly behind a definite head that is numbered tells which one, for what follows is in no case that it asks for."""
    if token.clitics or token.definite or not isinstance(number.value, int) or not 1 <= number.value <= 99 or not index:
        return False
    word = reading.word_before(token.lead)
    if reading.norm[token.lead - 1 : token.lead] != " " or not reading.database.among("numbered-head", word):
        return False
    head = fold(phrase.split()[0])
    if phrase.startswith("ال"):
        return True  # "في المقاطعة 5 الطريق مقطوع"
    return is_singular(reading.database, head) if number.value <= 10 else not head.endswith(("ا", "ه", "ي"))


_TITLED: Final = Expression(r"(?<![^\W\d_])[وفبل]?(?:{titled}) (?:[^\W\d_]+ ){1,2}$")


def _ends_title(reading: Reading, token: Token) -> bool:
    """Whether the word before a figure may end a title: a word that tells no number and governs nothing."""
    known = reading.database.lexicon.words.get(reading.word_before(token.lead))
    return known is None or _TELLS.isdisjoint(known.senses)


def _on_a_mountain(reading: Reading, token: Token, index: int) -> bool:
    """Whether a head noun of a place rules the definite word before a figure: "جبل البحوث 47"."""
    word = reading.word_before(token.lead)
    if not word.startswith("ال") or reading.norm[token.lead - 1 : token.lead] != " " or word.endswith(("ين", "ات", "ون")):
        return False
    start = reading.norm.rindex(word, 0, token.lead)
    for head in reading.tokens[max(0, index - 2) : index]:
        if head.end == start - 1 and head.has("place_type") and not head.has_article:
            return no_noun_after(reading, token.end)
    return False


_SOUTHERN: Final = Expression(r"(?<![^\W\d_])(?!ال|و|ب|ل)[^\W\d_]{3,} (?:{compass}) $")
_DEFINITE_SINGULAR: Final = re.compile(
    r"(?:(?<![^\W\d_])[وفبك]?ال[^\W\d_]{2,} (?=ال[^\W\d_]{2,}ي $)|(?=[وفبكل]?ا?ل[^\W\d_]{2,}ه (?:\( ?)?$))([^\W\d_]+) (?:\( ?)?$"
).search


def one_of_its_kind(reading: Reading, index: int) -> bool:
    """Whether a figure alone behind a definite singular tells which one it is: "المعهد الثانوي 2", "القناة 13", "المباراة 12"."""
    token = reading.tokens[index]
    if reading.norm[max(0, token.lead - 3) : token.lead].rstrip(" (")[-1:] not in ("ه", "ي"):
        return False
    found = _DEFINITE_SINGULAR(reading.norm, max(0, token.lead - 40), token.lead)
    if found is None or reading.after(token.end, "cue_of") or reading.after(token.end, "cue_of_them"):
        return False
    if reading.norm[token.end : token.end + 1] in ("/", "-", "%", "+"):
        return False
    governor = reading.word_before(reading.norm.rindex(found[1], 0, token.lead))
    if found[1].startswith("ال") and found[1].endswith("ه") and governor.startswith(("ال", "بال", "وال", "لل")) and governor[-1] != "ه":
        return False  # "الجهات المشاركة (32)"
    word = found[1].removeprefix("لل").removeprefix("و").removeprefix("ب").removeprefix("ف").removeprefix("ك").removeprefix("ال")
    if not reading.database.nominal(word) or (word[0] == "ا" and len(word) == 5 and word.endswith("ه")):
        return False  # "الأجهزة": a plural
    for k in range(index - 1, max(-1, index - 8), -1):
        other = reading.tokens[k]
        if token.start - other.end > 60 or CLAUSE_MARK(reading.norm, other.end, token.start):
            break
        if other.word is not None and not _TELLS_HOW_MANY.isdisjoint(other.word.senses):
            return False
    return reading.tokens[index - 1].number is None if index else True


_COURT: Final = Expression(r"(?:{court})[^.،\n]{0,25}$")
_MINUTE_BEFORE: Final = re.compile(r"(?:^|[^\W\d_]| |\n)[دق]$").search
_MINUTE_MARKS: Final = frozenset({"'", "\u2019", "\u2032", "`", "\u00b4"})
_LISTED_LABEL: Final = re.compile(r"(?<![^\W\d_])([^\W\d_]{3,}) [^()\n]{1,40}\(\d+\) \1 [^()\n]{1,40}\($").search
_TIMES_SIGNS: Final = frozenset("×xX")
_TIMES: Final = re.compile(r" ?[×xX*] ?\d").match
_FORMATION: Final = re.compile(r"(?<![\d-])\d(?:-\d){2,3}(?![\d-])").search


def _glued_word(reading: Reading, token: Token) -> bool:
    """Whether a number stuck to a word is a number all the same: the word is an ordinary one ("عن300 منزل")."""
    word = reading.word_before(token.start)
    return reading.database.lexicon.words.get(word) is not None or reading.database.nominal(word)


_CLOCK: Final = re.compile(r"(?:[01]?\d|2[0-4])\.[0-5]\d$").match
PART_OF_WHOLE: Final = Expression(r"/\d{1,4}(?:[.,]\d{3})*| (?:{out-of}) \d")
