"""Quantities: from a number and its neighbours to counts, percentages, money, measures, durations and ordinals.

In come the slots of a matched pattern; out come drafts. Numbers arrive parsed
(law 4); here their unit, modifier, sign and noun are read, and what only a
neighbour says: a unit left out, a currency told by an adjective elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from decimal import Decimal
from functools import cache
from typing import Any

from ..patterns import Database, Rule
from ..text.match import Cover, Draft, Reading, Slots
from ..text.normalize import fold
from ..text.numbers import Exact, Number, changes
from ..text.scan import Token

_SIGNED = re.compile(r"(?:^|[\s(\"،:])([-+])$").search
_MARKS = re.compile(r"[،.,;:\n()]")
_CLAUSE_MARK, _CLAUSE_MARKS = _MARKS.search, _MARKS.finditer
_GLUED_NAME = re.compile(r"[^\W\d_]-?$|[#@_/]$").search


def _whole(value: Exact) -> Exact:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else value
    return value


def _scaled(number: Number, factor: Decimal | int = 1, negative: bool = False) -> dict[str, Any]:
    """value, or low and high, times a factor."""
    if negative:
        factor = -factor
    if number.value is None:
        assert number.low is not None and number.high is not None
        return {"value": None, "low": _whole(number.low * factor), "high": _whole(number.high * factor)}
    return {"value": _whole(number.value * factor)}


def _negative(reading: Reading, start: int) -> bool:
    """Whether a minus sign or ناقص stands before an offset."""
    found = _SIGNED(reading.norm, max(0, start - 3), start)
    if found:
        return found[1] == "-"
    return reading.ahead(start, "cue_minus")


def _modifier(reading: Reading, first: int, last: int, end: int, number: Number | None) -> str:
    """The modifier before or after a quantity."""
    if number is not None and number.vague:
        return "multiples"
    tokens = reading.tokens
    if first > 0:
        before = tokens[first - 1]
        gap = reading.norm[before.end : tokens[first].lead]
        glued = tokens[first].clitics or tokens[first].special == "number"  # "ما لا يقل عن300"
        closes = before.has("modifier_after") and tokens[first].clitics.startswith("و")  # "49% كحد أقصى و30% كحد أدنى"
        if (
            before.has("modifier")
            and not closes
            and not before.definite
            and len(gap.removesuffix("-").strip(' ("')) == 0
            and (gap or glued)
        ):
            value = before.value("modifier")
            if before.text in ("اقصاها", "اقصاه") and reading.ahead(before.lead, "cue_was"):
                return "exact"  # "كان أقصاها 232 مم": what was measured
            if value in _NEGATED and (_negated(reading, before.lead, value) or _negated_verb(reading, before.lead)):
                return _NEGATED[value]
            return str(value)
        elif before.has("between") and first > 1 and tokens[first - 2].value("modifier") == "approximate" and reading.follows(first - 1):
            return "approximate"  # "تقريبا بين 70 و80 مليون يورو"
        elif before.has("count_word") and first > 1 and tokens[first - 2].has("modifier"):
            if tokens[first].lead - tokens[first - 2].end < 30:  # "يتجاوز عددهم 900"
                value = str(tokens[first - 2].value("modifier"))
                return _NEGATED[value] if value in _NEGATED and _negated(reading, tokens[first - 2].lead, value) else value
        ahead = _told_before(reading, first)
        if ahead:
            return ahead
    behind = last + 1
    while behind < len(tokens) and tokens[behind].lead < end:
        behind += 1  # the noun's own words
    for k in (behind, behind + 1, behind + 2):
        if k >= len(tokens):
            break
        after = tokens[k]
        between = reading.norm[end : after.lead]
        if len(between) > (40 if k < behind + 2 else 20) or _CLAUSE_MARK(between.removeprefix("، ")) or between.startswith("، اي "):
            break
        if k == behind + 2 and not tokens[behind].has("cue_in"):
            break  # only "مرتين في السنة على الأقل"
        if after.has("cue_limit") and _limits_next(reading, k):
            break  # "راتب ستة أشهر بحد أقصى قدره 25000 ريال"
        if after.has("cue_or_more"):
            than = tokens[k + 1] if k + 1 < len(tokens) and reading.follows(k + 1) else None
            if than is None or not (than.number is not None or than.has("cue_times")):
                return str(after.value("cue_or_more"))
            break
        if after.has("modifier_after"):
            than = tokens[k + 2] if k + 2 < len(tokens) and tokens[k + 1].has("cue_of") and reading.follows(k + 1) else None
            if than is not None and reading.follows(k + 2) and (than.number is not None or than.has("cue_times")):
                break  # "2.2 مليون برميل، أو أكثر من ضعفي المستوى"
            return str(after.value("modifier_after"))
        if after.number is not None:
            break
    return "exact"


def _limits_next(reading: Reading, k: int) -> bool:
    """Whether the limit at a token has an amount of its own behind it."""
    tokens = reading.tokens
    for j in range(k + 1, min(k + 4, len(tokens))):
        between = reading.norm[tokens[k].end : tokens[j].lead]
        if len(between) > 30 or _CLAUSE_MARK(between):
            return False
        number = tokens[j].number
        if number is not None:
            return not tokens[j].clitics.startswith("و") and not number.ordinal
    return False


def _told_before(reading: Reading, first: int) -> str:
    """The modifier of a verb that stands before its subject, or of a limit told before its amount.

    "يتجاوز عددهم 900", "لا يقل طولها عن 5 أمتار"; "بحد أقصى قدره 500 دولار".
    """
    tokens = reading.tokens
    lead, clitics = tokens[first].lead, tokens[first].clitics
    start, clause = max(0, lead - 70), None
    for k in range(first - 1, max(-1, first - 9), -1):
        token = tokens[k]
        if token.end < start or token.number is not None:
            return ""
        word = token.word
        if word is None or ("modifier_verb" not in word.senses and "cue_limit" not in word.senses):
            continue
        if clause is None:
            clause = reading.norm[start:lead]
            for mark in _CLAUSE_MARKS(clause):
                start = lead - len(clause) + mark.end()
            if token.end < start:
                return ""
        between = reading.norm[token.end : lead]
        words = between.split()
        if "cue_limit" in word.senses:
            near = len(words) <= 3 and len(between) <= 30 and first - k <= 3
            return str(word.value("cue_limit")) if near and not clitics.startswith("و") else ""
        if token.definite or clitics.endswith("ب"):
            continue  # "تتخطى المتوسط بـ34%"
        has = reading.database.lexicon.has
        if any(has(w, "cue_by") for w in words) or (words and not _subject_only(words, reading)):
            return ""  # "زادت بنسبة 5%" rose by that much
        entry = word.senses["modifier_verb"]
        if entry.features.get("than") and not (words and has(words[-1], "cue_than") and _measured(words, reading)):
            return ""  # "زاد 5%", "القارب الذي يقل 120 شابا"
        value = str(entry.value)
        return _NEGATED[value] if value in _NEGATED and _negated(reading, token.lead, value) else value
    return ""


def _measured(words: list[str], reading: Reading) -> bool:
    """Whether the subject of "يزيد … على" is what has the amount, not who raises it: "زادت بكين الرسوم الجمركية على 128 منتجا"."""
    has = reading.database.lexicon.has
    return (
        len(words) <= 3 or not has(words[-1], "cue_loose_on") or any(has(words[0], s) for s in ("rate_word", "count_word", "cue_dimension"))
    )


def _subject_only(words: list[str], reading: Reading) -> bool:
    """Whether words between a verb and its number are a subject: no clause of their own, no preposition at their end but على or عن."""
    has = reading.database.lexicon.has
    if len(words) > 8 or (len(words) > 3 and has(words[-1], "stop") and not has(words[-1], "cue_than")):
        return False
    joints = ("cue_in", "cue_of", "between", "this_word", "cue_inside")
    return not any(has(w, "stop") and not w.startswith("في") and not any(has(w, joint) for joint in joints) for w in words[:-1])


_NEGATED = {"more_than": "at_most", "less_than": "at_least"}


def _negated(reading: Reading, offset: int, value: str) -> bool:
    """Whether a negation stands directly before an offset; إلا before "less than" is an exception, no negation."""
    if reading.ahead(offset, "cue_negation"):
        return not (value == "less_than" and reading.ahead(offset, "cue_except"))
    if not reading.ahead(offset, "cue_that"):
        return False
    that = reading.norm.rindex(reading.word_before(offset), 0, offset)
    return (
        reading.ahead(that, "cue_without") or reading.ahead(that, "cue_negation") or _negated_verb(reading, that)
    )  # "لا يجوز أن يزيد على"


_VERB_BEFORE = re.compile(r"(?<![^\W\d_])([^\W\d_]+) ((?:[يتنا][^\W\d_]{2,}) (?:(?:الي|علي|في|سوي|عن) )?)$").search


def _negated_verb(reading: Reading, offset: int) -> bool:
    """Whether the verb before an offset is negated: "لا يتطلب أكثر من", "لم يحصل على أكثر من"."""
    found = _VERB_BEFORE(reading.norm, max(0, offset - 40), offset)
    has = reading.database.lexicon.has
    return found is not None and has(found[1], "cue_negation") and not has(found[2].strip(), "cue_still")


_WORDS = re.compile(r" {0,2}([^\W\d_]+)")


_WILL_DO = re.compile(r"س[يتن][^\W\d_]+ون").fullmatch


def noun_after(reading: Reading, offset: int, limit: int = 4, *, construct: bool = False, parallel: bool = True) -> tuple[str, int] | None:
    """The noun phrase that follows an offset: head first, up to a preposition, verb, relative word or punctuation.

    Args:
        reading: with the text.
        offset: in the folded text.
        limit: how many words it may have.
        construct: whether an indefinite head may govern a definite noun ("سكان العالم"); a counted one doesn't.
        parallel: whether a second noun may follow ("48 قرية ونجعا"); behind three to ten it is a thing of its own, unless it
            shows the plural ("5 وكالات ووحدات").

    Returns:
        The phrase as written in the original and its end in the folded text, or None.
    """
    words, nominal = reading.database.lexicon.words, reading.database.nominal
    position, end, start = offset, -1, -1
    head, listed, defined = "", False, False
    for count in range(limit):
        found = _WORDS.match(reading.norm, position)
        if found is None:
            break
        word = found[1]
        known = words.get(word)
        if known is not None and not _NOT_COUNTED.isdisjoint(known.senses):
            if "others" in known.senses:  # "وأصيب 15 آخرون", "4 بحارة آخرين"
                start, end = (found.start(1) if count == 0 else start), found.end(1)
            break
        if count == 0:
            if word == "ن" and _DIGIT_BEFORE(reading.norm, offset):
                start, end = found.span(1)  # points in a table: "31 ن"
                break
            if len(word) < 2 or (word[0] in "وف" and words.get(word[1:]) is not None and known is None and not nominal(word)):
                break
            if known is not None and ("month" in known.senses or "percent" in known.senses):
                break
            if known is not None and "year_word" in known.senses and _DIGIT_AFTER(reading.norm, found.end(1)):
                break  # "23 ألفا عام 1975"
            if word[0] == "ب" and known is not None and "place_type" in known.senses:
                break  # "حي 7 بمدينة كا ماو"
            if known is None and (
                _no_head(word, reading.database)
                or _WILL_DO(word)
                or _joined_place(reading, word, found.start(1))
                or (word[0] in "يتن" and word[-1] == "ي" and _written(reading, found.end(1) - 1) == "ى")  # "يسعى"
            ):
                break
            start, head = found.start(1), word
            defined = word.startswith("ال") and _has_article(reading, start)
        else:
            definite = word.startswith("ال") and _has_article(reading, found.start(1))
            if known is not None and (
                not _ENDS_DEFINITE.isdisjoint(known.senses) if definite else not known.senses.keys() <= _goes_with(head, word)
            ):
                break
            if word == "غير" and known is None:  # "المهاجرين غير الشرعيين"
                position = found.end(1)
                continue
            if construct and count == 1 and not definite and not defined and _proper(reading, found):
                end = found.end(1)
                break  # "صادرات إيران", "طائرات لوفتهانزا"
            if word[0] == "و" and (following := words.get(word[1:])) is not None and "stop" in following.senses:
                break
            if definite != defined:
                if not (construct and definite):
                    break  # "لاعبين التضامن", "المهاجرين بحرا"
                head, defined = word, definite
            if known is not None and known.duals and not (word.endswith(("ين", "ون")) and not head.endswith(("ا", "ه"))):
                break
            if reading.after(found.end(1), "cue_to_them"):
                break  # "لاعبا سبق لهم", "مقاطعة صدر لها"
            if not definite and known is None and word[-1] in "هان" and _AGREES(f"{head} {word}"):
                end = position = found.end(1)  # "نقطة كاملة", "طفلا مجندا"
                continue
            noun_like = _MASDAR(word) is not None  # "توقيف"
            if word.endswith("يه") and word[0] not in "فبلك":
                noun_like = word[0] != "و" or nominal(word[1:])  # "سينمائية", "عربية وأجنبية"
            if not definite and known is None and word[0] in _JOINED_OR_VERB and (listed or not (noun_like or nominal(word))):
                if (parallel or word.endswith("ات")) and word[0] == "و" and _parallel(reading, head, found):
                    end, position, listed = found.end(1), found.end(1), True
                    continue  # "48 قرية ونجوعا وحيا"
                break  # "جنود بتهمة", "القتلى ومئات", "أصدقاء يقضي"
            if known is None and (_WILL_DO(word) or (not reading.view.plain and _passive(reading, found))):
                break  # "شخص سيرون", "أفيال رُسم عليها"
            if not definite and word.endswith("ا") and not head.endswith("ا"):
                break  # "نسمة نموا", "مناسبات غالبا"
            if not definite and not _adjective(word) and (count > 1 or not (known is not None or nominal(word))):
                break
        end = found.end(1)
        position = end
    if start < 0:
        return None
    a, b = reading.view.origin(start, end)
    return reading.view.text[a:b], end


def _goes_with(head: str, word: str) -> frozenset[str]:
    """With what senses a word may go on an indefinite noun phrase."""
    if word.endswith(("ين", "ون")) and not head.endswith(("ا", "ه")):
        return _PLAIN | {"noun_an"}  # "أربعة جنود إسرائيليين"
    if head in ("حاله", "حالات"):
        return _PLAIN | {"event_noun"}  # "حالة وفاة"
    return _PLAIN if word in ("سجل", "وسجل") else _PLAIN | {"football_word"}  # "ملعب كرة قدم"


_MASDAR = re.compile(r"ت[^\W\d_]{2}ي[^\W\d_]").fullmatch
_AGREES = re.compile(r"[^ ]+ه [^\W\d_]ا[^\W\d_]{2}ه|[^ ]+ا م[^\W\d_]{3,5}(?<!ي)ا|[^ ]+ين مت[^\W\d_]{3}ين").fullmatch


def _written(reading: Reading, offset: int) -> str:
    """The letter at an offset as the text writes it, before folding."""
    return reading.view.text[reading.view.origin(offset, offset + 1)[0]]


def _has_article(reading: Reading, start: int) -> bool:
    """Whether the ال in which a folded word begins is the article: not that of "ألبوم", "إلكتروني"."""
    return _written(reading, start) not in "أإآ"


_NOT_COUNTED = frozenset({"stop", "modifier_after", "no_noun"})


def _proper(reading: Reading, found: re.Match[str]) -> bool:
    """Whether a word behind an indefinite noun is a name: a place, or a word nobody knows that is no verb and has no proclitic."""
    word = found[1]
    index = reading.token_at(found.start(1))
    token = reading.tokens[index] if index < len(reading.tokens) else None
    if token is not None and token.lead == found.start(1):
        return token.place is not None and not token.place[0].common
    return len(word) > 4 and word[0] not in _JOINED_OR_VERB + "ا" and not reading.database.nominal(word) and not _adjective(word)


def _passive(reading: Reading, found: re.Match[str]) -> bool:
    """Whether a vowel sign shows a verb in the passive: رُسم, دُمرت."""
    start, _ = reading.view.origin(*found.span(1))
    return len(found[1]) in (3, 4) and reading.view.text[start + 1 : start + 2] == "\u064f" and not found[1].endswith(("ه", "ي", "ا"))


def _joined_place(reading: Reading, word: str, offset: int) -> bool:
    """Whether a word is a place behind a proclitic: "أولمبياد 2016 و2020 لطوكيو"."""
    if word[0] not in "بل":
        return False
    index = reading.token_at(offset)
    token = reading.tokens[index] if index < len(reading.tokens) else None
    return token is not None and token.lead == offset and bool(token.clitics) and token.place is not None


_DIGIT_BEFORE = re.compile(r"(?<=\d)").match
_DIGIT_AFTER = re.compile(r" {0,2}\d").match
# Senses with which a word may go on a noun phrase.
_PLAIN = frozenset({
    "place", "noun", "word", "currency_adjective", "gold_word", "noun_feminine", "noun_in_alif", "sea_word", "agent", "event_head",
    "whole_word", "plural_head", "place_context", "not_future", "document_break", "letter_name", "exercise_head",
})  # fmt: skip
# Senses of a definite word that ends a noun phrase: what tells when, which one or how many.
_ENDS_DEFINITE = frozenset({
    "stop", "pointer", "weekday", "relative_day", "month", "hijri_month", "time_unit", "year_word", "month_word", "week_word", "decade",
    "decade_word", "century_word", "ord", "num", "scale", "vague", "modifier_after", "issued_word", "corresponding", "last_word",
    "first_pair", "now", "day_word", "holiday", "document_break", "fraction", "school_year", "period_word", "percent", "future", "reaching",
})  # fmt: skip
_PARALLEL = (_PLAIN - {"document_break", "not_future"}) | {"noun_an", "place_type", "name_head", "street_word"}
# First letters that may be a proclitic or a verb's prefix.
_JOINED_OR_VERB = "وفبلكيتنس"


def _parallel(reading: Reading, head: str, found: re.Match[str]) -> bool:
    """Whether "و…" is one more noun of the same count: indefinite, in the case of the first, with nothing of its own behind."""
    body, database = found[1][1:], reading.database
    if body.startswith(("ا", "ت")) and len(body) > 4 and not body.endswith("ات"):
        return False  # "شخص وإصابة"
    known = database.lexicon.words.get(body) or database.lexicon.words.get(body.removesuffix("ا"))
    if known is not None and not known.senses.keys() <= _PARALLEL:
        return False
    if known is not None and known.duals and not (body.endswith("ين") and not body.endswith("تين")):
        return False
    if (
        (known is None and not database.nominal(body))
        or body.endswith(("ان", "تين"))
        or (body.endswith("ين") and head.endswith(("ه", "ا")))
    ):
        return False  # "شاحنة ومستودعين"
    if (body.endswith("ا") and not head.endswith(("ا", "ه"))) or (head.endswith("ا") and not body.endswith(("ا", "ه"))):
        return False
    follow = reading.word_after(found.end(1))
    if follow.startswith("ال") or database.lexicon.has(follow, "num"):
        return False
    if (
        follow.endswith("ا")
        and follow[0] != "و"
        and body.endswith("ا")
        and follow not in database.lexicon.words
        and database.nominal(follow)
    ):
        return False  # "مقعدا ومسرحا تجريبيا"
    return not reading.norm[found.end(1) : found.end(1) + 2].strip(" ")[:1].isdigit()


_DERIVED_VERB = re.compile(r"(?:است[^\W\d_]{3}|ان[^\W\d_]{3}|ا[^\W\d_]ت[^\W\d_]{2})").fullmatch


def _no_head(word: str, database: Database) -> bool:
    """Whether an unknown word is no counted noun: it begins with a proclitic and goes on with the sentence, or is a verb."""
    if word.endswith("وا") and len(word) > 4:
        return True
    if word.endswith("ت") and len(word) > 3 and not word.endswith("ات") and not database.nominal(word):
        return True  # "صدرت"
    if _DERIVED_VERB(word) and not database.nominal(word):
        return True  # "5200 انتفع بها"
    if word.startswith(("وال", "فال", "بال", "كال", "لل", "لت", "لي")) and len(word) > 4:
        return not database.nominal(word)
    known = database.lexicon.words
    if word[0] == "و":
        return len(word) > 3 and word + "ين" not in known and word[:-1] + "تين" not in known and not database.nominal(word)
    if word[0] in "بلكفيت" and not database.nominal(word):
        if word[0] == "ي":
            return True  # the few nouns with this letter are known
        if word[0] == "ت":
            return not _adjective(word) or word.endswith(("ون", "ان"))
        return (word[0] == "ل" and len(word) > 4 and not word.endswith(("ا", "ات", "ه"))) or database.nominal(word[1:])
    return False


def _adjective(word: str) -> bool:
    """Whether a folded word may be an adjective that continues a noun phrase: nisba, or an ending of agreement."""
    return len(word) > 3 and word.endswith(("يه", "يا", "ي", "ين", "ون", "ات", "ه"))


_OVER = re.compile(r" ?/ ?\d+(?:[.,]\d{3})*").match
_UNDER = re.compile(r"\d ?/ ?$").search


def _slash(reading: Reading, token: Token) -> bool:
    """Whether the number stands in a fraction or score written with a slash and no noun behind it."""
    norm = reading.norm
    after = _OVER(norm, token.end)
    if after:
        return noun_after(reading, after.end()) is None
    before = _UNDER(norm, max(0, token.start - 4), token.start)
    return before is not None and noun_after(reading, token.end) is None


_LIST_DASH = re.compile(r" ?- ?[^\W\d_]").match


def _list_or_minute(reading: Reading, token: Token, index: int, value: int) -> bool:
    """Whether a small number is a list's ("1- نادي") or the minute of a goal ("ميدو (14)")."""
    norm = reading.norm
    if (
        value <= 30
        and not token.clitics
        and _LIST_DOT(norm, token.end)
        and (value in _list_numbers(reading) or reading.line_start(token.lead))
    ):
        return True
    if (
        value <= 100
        and not token.clitics
        and ":" in norm[token.end : token.end + 2]
        and _LIST_COLON(norm, token.end)
        and not norm[max(0, token.lead - 2) : token.lead].strip(' ."\n-')
    ):
        return True  # "لأول مرة. 9: لعب"
    if value <= 50 and _LIST_DASH(norm, token.end) and (norm[token.lead - 1 : token.lead] != "-" or norm[token.end : token.end + 1] == "-"):
        return True
    opened = norm.rfind("(", max(0, token.start - 60), token.start)
    if value <= 50 and norm[token.end : token.end + 1] == ")" and not token.clitics:
        if opened < 0 or norm.find(")", opened, token.start) >= 0:
            before = norm[max(0, token.lead - 3) : token.lead].rstrip(" ")[-1:]
            if before in ("", ".", "\n", ":", "؛"):
                return True  # "… من جديد. 2) انقر"
    if (
        value <= 120
        and opened >= 0
        and norm[token.end : token.end + 1] != "/"
        and norm.find(")", opened, token.start) < 0
        and noun_after(reading, token.end) is None
    ):
        for k in range(max(0, index - 12), min(len(reading.tokens), index + 8)):
            other = reading.tokens[k]
            if other.has("football_word") and abs(other.start - token.start) < 200:
                return True
        before = reading.word_before(opened)
        if (
            norm[token.end : token.end + 1] == ")"
            and opened == token.start - 1
            and before
            and not reading.database.nominal(before.removeprefix("ال"))
        ):
            return before not in reading.database.lexicon.words and reading.says("football_word")  # "غيريرو (55)"
    return False


_LIST_COLON = re.compile(r" ?: ?[^\W\d_]").match
_LIST_DOT = re.compile(r"\. {0,2}[^\W\d_]").match
_LIST_NUMBER = re.compile(r"(?<![\d.,])(\d{1,2})\. {0,2}(?=[^\W\d_])")


def _list_numbers(reading: Reading) -> frozenset[int]:
    """Numbers followed by a dot that make a list: each has its neighbour in the text ("1. … 2. …"), or comes again and again."""
    numbers: frozenset[int] = reading.fact("list numbers", _numbers_of_lists)
    return numbers


def _numbers_of_lists(reading: Reading) -> frozenset[int]:
    found = Counter(int(m[1]) for m in _LIST_NUMBER.finditer(reading.norm))
    return frozenset(n for n in found if n - 1 in found or n + 1 in found or found[n] > 3)


_LATIN_BEFORE = re.compile(r"[A-Za-z]\)? ?$").search
_LATIN_AFTER = re.compile(r" [A-Z]").match
_NAME_DASH_APART = re.compile(r"[^\W\d_] ?- $").search
_NAME_DASH = re.compile(r"[^\W\d_]- ?$").search


def _modelled(reading: Reading, token: Token, number: Number) -> bool:
    """Whether a figure ends the name of a make, with or without a dash: "طراز بايبر - 23 أباتشي", "نوع بركان 1"."""
    if not reading.says("model_head") and not reading.says("exercise_head"):
        return False
    found = _MODEL(reading.norm, max(0, token.lead - 40), token.lead)
    has = reading.database.lexicon.has
    heads = found[1].split()[-2:] if found is not None else []
    if any(has(word, "model_head") for word in heads):
        return not _fits(reading, token.end, number.value)
    found = _EXERCISE(reading.norm, max(0, token.lead - 60), token.lead)
    if found is None or not any(has(word, "exercise_head") for word in found[0].split()):
        return False
    return number.plain and no_noun_after(reading, token.end)


_EXERCISE = re.compile(r"(?:(?<![^\W\d_])[^\W\d_]+ ){2,5}(?:- )?$").search
_MODEL = re.compile(r'((?:(?<![^\W\d_])[^\W\d_]+ ){1,2})"?[^\W\d_]+"? ?-? ?$').search


def _titled(reading: Reading, token: Token, index: int) -> bool:
    """Whether a number ends a name of a word nobody knows, behind a label: "طراز بيل 412"."""
    norm, word = reading.norm, reading.word_before(token.lead)
    if not any(t.has("label") for t in reading.tokens[max(0, index - 2) : index]):
        return False
    if not word or word in reading.database.lexicon.words or reading.database.nominal(word.removeprefix("ال")):
        return False
    start = norm.rindex(word, 0, token.lead)
    opened = norm.rfind('"', max(0, start - 30), start)
    return reading.ahead(start if opened != start - 1 else opened, "label")


# Senses of words that make a figure behind them a quantity.
_QUANTIFIES = frozenset({"modifier", "modifier_verb", "cue_reaches", "change", "count_word", "score_word"})
_TELLS = _QUANTIFIES | {"stop", "num", "scale", "connector", "from", "between"}
_TELLS_HOW_MANY = _QUANTIFIES | {"currency", "unit", "rate_word", "percent", "number_word"}
_QUOTED = re.compile(r'"[ (]?((?:[^\W\d_]+ ){0,6}[^\W\d_]*)(?:- ?)?\(?$').search


def _dashed(reading: Reading, token: Token, number: Number) -> bool:
    """Whether a dash joins a figure to a name that is no noun: "فوستوك - 2018", "تيانقونغ- 1"."""
    if "-" not in reading.norm[max(0, token.lead - 2) : token.lead]:
        return False
    found = _DASHED(reading.norm, max(0, token.lead - 30), token.lead)
    if found is None or not number.plain or not isinstance(number.value, int) or not (number.value < 100 or 1990 <= number.value <= 2035):
        return False
    return len(found[1]) > 3 and not _countable(reading, found[1].removeprefix("ال")) and not _fits(reading, token.end, number.value)


_DASHED = re.compile(r"(?<![^\W\d_])([^\W\d_]+) ?- ?$").search


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
        return reading.word_before(norm.rindex('"', 0, token.lead)) != "ال" and not _fits(reading, behind, most)
    lexicon = reading.database.lexicon.words
    return not any(w in lexicon and not _TELLS.isdisjoint(lexicon[w].senses) for w in words)


_MODEL_LETTER = re.compile(r"(?<![^\W\d_])و?[اجحدرزسشصطعقمني] $").search


def _named(reading: Reading, token: Token, number: Number, index: int) -> bool:
    """Whether the number is part of a name: a version, a model, a page number."""
    norm = reading.norm
    head = norm[max(0, token.lead - 4) : token.lead]
    after = norm[token.end : token.end + 4]
    if number.text.endswith(".0") or (number.text.count(".") == 1 and _LATIN_BEFORE(head)):
        return True
    if token.clitics in ("ب", "ك") and norm.endswith("فيتامين ", 0, token.lead):
        return True  # "فيتامين ب 12"
    if token.clitics or token.definite:
        return False
    if after[:1] == "_" or head[-1:] == "_":
        return True  # "AFED_2018"
    if after[:1] == '"' and _NAME_DASH_APART(head):
        return True  # مناورات "تبوك - 4"
    if _dashed(reading, token, number):
        return True
    if _NAME_DASH(head) and not head.endswith(("  ", "- ")) | (head[-3:-2] == " "):
        return True
    if _titled(reading, token, index) or _quoted(reading, token) or _modelled(reading, token, number):
        return True
    before = reading.tokens[index - 1] if index else None
    if (
        before is not None
        and before.has("letter_name")
        and (not before.clitics or len(before.text) > 2 or (before.clitics == "و" and _written(reading, before.start) in "أإآ"))
        and (not before.definite or before.text.startswith("ال"))
        and not norm[before.end : token.lead].strip(" -")
    ):
        return True
    if head[-1:] == " " and not head[-3:-2].strip(' (\n"و') and _MODEL_LETTER(norm, max(0, token.lead - 4), token.lead):
        return True  # "أ 320"
    behind = reading.tokens[index + 1] if index + 1 < len(reading.tokens) else None
    if (
        behind is not None
        and behind.has("letter_name")
        and not behind.clitics
        and norm[token.end : behind.lead] == " "
        and not token.clitics
    ):
        return True  # "كيبلر 1625 بي"
    latin_after = after.lstrip(" ")[:1]
    if _LATIN_BEFORE(head) and ((latin_after.isascii() and latin_after.isalpha()) or noun_after(reading, token.end) is None):
        return not (before is not None and before.has("currency"))
    if number.plain and len(number.text) <= 4:  # a page number alone at the rim of a line
        if reading.line_start(token.lead) and (after[:2] == "  " or (after[:1] == "\n" and not reading.line_start(token.lead, " \n"))):
            return after[:2] == "  "
        if head.endswith("  ") and (not after.strip(" ") or after.lstrip(" ").startswith("\n")):
            return True
    return False


def _phone(reading: Reading, index: int) -> bool:
    """Whether a digit run is a phone or serial number: long and unmarked, or one of several in a row."""
    tokens = reading.tokens
    token = tokens[index]
    number = token.number
    assert number is not None
    if not number.digits:
        return False
    if token.lead and reading.norm[token.lead - 1] == '"' and (short := _ONE_WORD_QUOTED(reading.norm, token.end)) is not None:
        if not _countable(reading, short[1]) and not short[1].startswith("ال"):
            return True  # "30 روك", in quotation marks
    if number.plain and len(number.text) >= 7 and not number.text.endswith("000"):
        return noun_after(reading, token.end) is None
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


_ONE_WORD_QUOTED = re.compile(r' ([^\W\d_]+)"').match


def no_noun_after(reading: Reading, offset: int) -> bool:
    """Whether no indefinite noun follows, which a figure could count."""
    phrase = noun_after(reading, offset)
    return phrase is None or fold(phrase[0]).startswith("ال")


def _original(reading: Reading, token: Token) -> str:
    return _as_written(reading, token.start, token.end)


def _as_written(reading: Reading, start: int, end: int) -> str:
    """A stretch of the folded text as the text writes it."""
    a, b = reading.view.origin(start, end)
    return reading.view.text[a:b]


def _draft(kind: str, slots: Slots, rule: Rule, fields: dict[str, Any]) -> Draft:
    return Draft(kind, slots.start, slots.end, slots.first, slots.last, rule.id, fields)


def _twice(slots: Slots, start: bool = True) -> Number | bool | None:
    """The number of a pattern that writes it in digits and in words; False where the two disagree."""
    second = slots.get("n2")
    number = slots.get("n")
    if second is None or number is None or number.number is None or second.number is None:
        return None
    a, b = number.number, second.number
    if b.value is not None and (a.value == b.value or a.other == b.value):
        return b
    return False


_ALL_DAY = re.compile(r"(?:24/24|7/7)(?![\d/])").match
_SHARE = re.compile(r"/(\d{1,2})(?![\d/.,])").match


def _digit_share(reading: Reading, token: Token, index: int, rule: Rule) -> Draft | None:
    """A fraction in figures: "2/3 الأصوات", "3/4 من المندوبين"; None for what has been reached of a target ("2/3 قرى")."""
    if _ALL_DAY(reading.norm, token.start):
        return Draft("none", token.start, token.end, index, index, rule.id, {})  # "24/24 ساعة"
    found = _SHARE(reading.norm, token.end)
    top = token.number.value if token.number is not None else None
    if (
        found is None
        or not isinstance(top, int)
        or not 0 < top < int(found[1]) <= 10
        or reading.norm[token.start - 1 : token.start] in ("/", "(")
    ):
        return None
    bottom, end = int(found[1]), found.end()
    phrase = noun_after(reading, end, construct=True)
    of = phrase[0] if phrase is not None else _of(reading, end)
    words = fold(of).split() if of is not None else []
    owned = (
        bool(words)
        and phrase is not None
        and len(words[0]) > 3
        and words[0].endswith(("ه", "ها", "هم"))
        and not (of or "").split()[0].endswith("ة")
    )
    if of is None or not (words[0].startswith("ال") or words[-1].startswith("ال") or owned):
        return None
    fields = {"value": _whole(round(Decimal(top) * 100 / bottom, 4)), "fraction": f"{top}/{bottom}", "of": of,
              "modifier": _modifier(reading, index, index, end, None)}  # fmt: skip
    return Draft("percentage", token.start, end, index, index + 1, rule.id, fields)


def _bare_percent(reading: Reading, index: int, number: Number) -> Token | None:
    """The word for a hundred behind a figure that has lost its في or ب: "1,6 المئة", "31 مئة من الأصوات"; None where it is none."""
    after = reading.tokens[index + 1] if index + 1 < len(reading.tokens) else None
    if after is None or after.number is None or after.number.digits or after.number.value != 100 or after.number.ordinal:
        return None
    if not reading.follows(index + 1) or (number.value is not None and number.value > 100):
        return None
    return after if after.definite or reading.after(after.end, "cue_of") else None


_PLUS = re.compile(r" ?\+(?:\)| ?\d)").match


def _countable(reading: Reading, word: str) -> bool:
    return word in reading.database.lexicon.words or reading.database.nominal(word)


def _joined_name(reading: Reading, offset: int) -> bool:
    """Whether the word stuck to a number's end is neither a noun nor a word of its own ("300قتيل", "20من")."""
    return not _countable(reading, reading.word_after(offset))


def count(reading: Reading, rule: Rule, slots: Slots) -> list[Draft] | None:
    """Build a count."""
    token = slots.get("n")
    if token is None:  # a dual noun
        noun = slots.get("w")
        assert noun is not None
        second = slots.get("o")
        if second is not None and (second.number is None or second.number.value != 2 or second.definite):
            return None
        if noun.definite or noun.clitics[-1:] == "ك" or _own_letter(reading, noun):
            return []  # "كمصنعين": as manufacturers
        named = reading.tokens[slots.first - 1] if slots.first and not noun.clitics and reading.follows(slots.first) else None
        if named is not None and named.has("place_type") and named.text.endswith("ه") and not named.definite:
            return []  # "بلدة جسرين"
        written = _original(reading, noun)
        if _TANWIN.search(written) or _PARTICIPLE.match(written):
            return []
        if noun.has("noun_an") and noun.text.endswith("ين") and second is None and not _FATHA.search(written):
            return []
        previous = reading.tokens[slots.first - 1] if slots.first else None
        if second is not None and previous is not None and reading.follows(slots.first) and _is_dual(previous) and not previous.definite:
            if previous.text[-2:] == noun.text[-2:]:  # "معتقلين أمريكيين اثنين"
                whole: dict[str, Any] = {"value": 2, "noun": _as_written(reading, previous.start, noun.end), "modifier": "exact"}
                return [Draft("count", previous.start, slots.end, slots.first - 1, slots.last, rule.id, whole)]
        pair = _DUAL_BEFORE(reading.norm, max(0, noun.lead - 25), noun.lead) if noun.has("currency_adjective") else None
        if second is None and pair is not None and pair[1][-2:] == noun.text[-2:] and not pair[1].startswith("ال"):
            if reading.database.nominal(pair[1][:-2]):
                return []  # the last of "أسطولان بحريان روسيان"
        if previous is not None and reading.follows(slots.first) and (previous.number is not None or _is_dual(previous)):
            partitive = previous.has_article and (
                second is not None or reading.ahead(previous.lead, "between") or reading.ahead(previous.lead, "cue_of")
            )
            if not partitive:  # "من بين المختطفين عضوان"
                return []  # the adjective of another dual, or a noun that has its number already
        end = noun.end
        adjective = _WORDS.match(reading.norm, end)
        while adjective is not None and adjective[1].endswith(("ين", "ان")) and not adjective[1].startswith("ال"):
            if reading.database.lexicon.has(adjective[1], "num") or not (
                reading.database.nominal(adjective[1].removesuffix("ين").removesuffix("ان").removesuffix("ت"))
                or (adjective[1][0] == "م" and len(adjective[1]) > 5 and adjective[1][-2:] == noun.text[-2:])
            ):
                break  # "متهمين اثنين", "رغيفين يباعان"
            end = adjective.end()
            adjective = _WORDS.match(reading.norm, end)
        a, b = reading.view.origin(noun.start, end)
        fields: dict[str, Any] = {"value": 2, "noun": reading.view.text[a:b]}
        half = reading.tokens[slots.last + 1] if slots.last + 1 < len(reading.tokens) else None
        if half is not None and half.number is not None and half.number.fraction is not None and reading.follows(slots.last + 1, "و"):
            phrase = noun_after(reading, half.end)
            if not half.definite and (phrase is None or fold(phrase[0]).removeprefix("ال")[:3] == noun.text[:3]):
                top, bottom = half.number.fraction  # "موسمين ونصف"
                fields["value"] = _whole(2 + Decimal(top) / bottom)
                slots.end, slots.last = half.end, slots.last + 1
        upper = _or_three(reading, slots) if second is None and fields["value"] == 2 else None
        if upper is not None:
            fields.update(value=None, low=2, high=reading.tokens[upper].number.value)  # type: ignore[union-attr]
            slots.end, slots.last = reading.tokens[upper].end, upper
        fields["modifier"] = _modifier(reading, slots.first, slots.last, slots.end, None)
        return [_draft("count", slots, rule, fields)]
    number = token.number
    assert number is not None
    twice = _twice(slots)
    if twice is False:
        return None
    if isinstance(twice, Number):
        if twice.digits and number.digits:
            return None  # "5 5"
        number = twice
    index = slots.index("n")
    if number.value == 1 and not number.digits and number.scaled == 1:
        return _one(reading, rule, slots, token, index)
    if _in_title(reading, token.lead):
        return []  # فيلم "ثلاثة وجوه"
    if _age_in_tens(reading, token, number):
        return [_draft("duration", slots, rule, {"value": f"P{number.value}Y", "modifier": "exact", "_unit": "Y"})]
    last = reading.drafts[-1] if reading.drafts else None
    if token.definite and token.clitics == "و" and last is not None and last.kind == "ordinal" and token.lead - last.end < 14:
        if isinstance(number.value, int) and number.value <= 500 and noun_after(reading, token.end) is None:
            return [_draft("ordinal", slots, rule, {"value": number.value})]  # "للمرة الرابعة تواليا والـ13"
    if number.value == 5 and token.text == "خمس" and not token.definite and reading.word_after(token.end) in _WHOLES:
        return _fifth(reading, rule, slots)
    if _anniversary(reading, token, number) or _seeded(reading, token, number):
        return [_draft("ordinal", slots, rule, {"value": int(number.value or 0)})]
    if number.value == 5 and token.text in ("خمس", "الخمس") and token.definite and reading.ahead(token.lead, "cue_by"):
        if noun_after(reading, slots.end) is None and not token.clitics:
            return _fifth(reading, rule, slots)  # "ارتفع بنسبة الخمس"
    if number.plain and reading.norm[token.end : token.end + 1] == "/" and (share := _digit_share(reading, token, index, rule)) is not None:
        return [share]
    if number.digits and number.scaled == 1 and (hundred := _bare_percent(reading, index, number)) is not None:
        slots.end, slots.last = hundred.end, index + 1
        return percentage(reading, rule, slots)
    if number.value == 0 and not number.digits and noun_after(reading, slots.end) is None:
        return []
    if number.value is None and number.low == 0 and number.digits and "-" in reading.norm[token.start : token.end]:
        return []  # "أندرلخت 0-1 روستوف"
    if not number.digits and _name_not_number(reading, token):
        return []
    if not number.digits and number.value == 2000 and token.text in _TWO_THOUSAND:
        follow = reading.word_after(slots.end)
        alone = noun_after(reading, slots.end) is None and not reading.after(slots.end, "connector")
        if alone or (not follow.startswith("ال") and not follow.endswith("ه") and not _countable(reading, follow)):
            return []  # "ألفي ديس", "والدة ألفي إن"
    if not number.digits and token.word is not None:
        if number.value == 2 and not token.definite:
            dual = _DUAL_BEFORE(reading.norm, max(0, token.lead - 25), token.lead)
            if dual is not None and not token.clitics and reading.database.nominal(dual[1]):
                a, b = reading.view.origin(dual.start(1), dual.end(1))
                return [Draft("count", dual.start(1), slots.end, slots.first, slots.last, rule.id,
                              {"value": 2, "noun": reading.view.text[a:b], "modifier": "exact"})]  # fmt: skip
        if token.has("scale") and number.scaled == number.value and not token.definite:
            follows = noun_after(reading, slots.end)
            if follows is not None and follows[0].startswith("ال") and number.value == 1000:
                return []  # "ألّف الكتاب"
        if token.has("cue_needs_noun"):
            follows = noun_after(reading, slots.end)
            none = follows is None or follows[0].startswith("ال") or reading.after(slots.end, "few")  # "تسع الجميع"
            paired = follows is not None and follows[0].startswith("ال")  # "مبارياته الست الأخيرة"
            if reading.ahead(token.lead, "cue_negation") and not token.clitics:
                return []  # "الكلمات لا تسع"
            if (
                none
                and not _one_in(reading, index)
                and not (token.definite and (paired or reading.word_before(token.lead).startswith("ال")))
            ):
                return []
        if token.has("cue_negation_with_l") and token.clitics[-1:] == "ل" and not token.definite:
            return []  # لست
    around = ""
    if number.digits:
        before = reading.norm[max(0, token.lead - 2) : token.lead]
        if not token.clitics and not token.definite and _GLUED_NAME(before) and not before.endswith(" "):
            if (
                not (before[-1:] == "/" and (before[:1].isdigit() or noun_after(reading, token.end) is not None))
                and not before[-1:].isalpha()
            ):
                return []
        if index and reading.tokens[index - 1].end == token.start and reading.tokens[index - 1].has("letter_name"):
            return []  # "لفرانس24"
        glued = reading.norm[token.start - 1 : token.start] if token.start else ""
        if glued.isascii() and glued.isalpha():
            return []  # "CA61"
        if ":" in reading.norm[token.end : token.end + 2] and _MINUTE_BEFORE(before):
            return []  # "ق22: راموس يتدخل"
        if reading.norm[token.end : token.end + 1] in _MINUTE_MARKS:
            return []  # "63' محمد"
        if glued.isalpha() and not token.clitics and not token.definite and not (index and reading.tokens[index - 1].end == token.start):
            phrase = noun_after(reading, token.end)
            if phrase is None or not (_glued_word(reading, token) or reading.database.nominal(fold(phrase[0].split()[0]))):
                return []  # فرانس24, "شركة ليفل39 فاينتك"
        if reading.norm[token.end : token.end + 1].isascii() and reading.norm[token.end : token.end + 1].isalpha():
            return []
        if reading.norm[token.end : token.end + 1].isalpha() and _joined_name(reading, token.end):
            return []  # "آيفون 6إس"
        around = reading.norm[max(0, token.lead - 8) : token.end + 8]
        if "-" in around and _FORMATION(reading.norm, max(0, token.lead - 8), token.end + 8):
            return []  # "4-4-2", "4-2-3-1"
        if ("/" in around and _slash(reading, token)) or _phone(reading, index) or _named(reading, token, number, index):
            return []
        if number.plain and isinstance(number.value, int) and _list_or_minute(reading, token, index, number.value):
            return []
        if _CLOCK(number.text) and any(
            t.has("hour_word") and token.start - t.end < 50 for t in reading.tokens[max(0, index - 8) : index]
        ):  # fmt: skip
            return []  # "الساعة الواحدة بعد الزوال (13.00)"
        if "+" in around and (_PLUS(reading.norm, token.end) or re.search(r"\d ?\+ ?$", reading.norm[max(0, token.lead - 4) : token.lead])):
            return []  # "(216+)", "مجموعة 5+1"
    if (
        not number.digits
        and number.scaled == 1
        and number.value is not None
        and number.value < 10
        and _DIGIT_AFTER(reading.norm, slots.end)
    ):
        return []  # "القاعة التي تسع 450 شخصا"
    few = number.scaled == 1 and number.value is not None and 3 <= number.value <= 10
    phrase = noun_after(reading, slots.end, parallel=not few)
    if (
        phrase is None
        and number.digits
        and number.value is not None
        and reading.norm[slots.end : slots.end + 1] == ")"
        and reading.norm[token.lead - 1 : token.lead] == "("
    ):
        phrase = noun_after(reading, slots.end + 1) if _fits(reading, slots.end + 1, number.value) else None  # "(30) عنصرا"
        again = reading.word_after(slots.end + 1)
        if _LISTED_LABEL(reading.norm, max(0, token.lead - 110), token.lead):
            return []  # the last of them
        repeated = len(again) > 2 and again in reading.norm[max(0, token.lead - 50) : token.lead].split()
        if repeated and not reading.database.lexicon.has(again, "count_word"):
            return []  # "جامعة قطر (349) جامعة الإمارات (390)"
    if phrase is None and number.digits and reading.norm[slots.end : slots.end + 1] == '"' == reading.norm[token.lead - 1 : token.lead]:
        phrase = noun_after(reading, slots.end + 1) if _fits(reading, slots.end + 1, number.value) else None  # "\"12\" لاعبا"
    if phrase is not None and number.value is None and "-" in around and not _fits(reading, slots.end, number.high) and _results(reading):
        phrase = None
    if phrase is not None and number.value == 2 and not number.digits and fold(phrase[0]).startswith("ال"):
        phrase = None  # "وغادر اثنان المستشفى"
    if phrase is not None and token.definite and not number.digits and (phrase[0].startswith("ال") or number.vague):
        phrase = None  # "حضر الاثنان الاجتماعين"
    if number.value is None and number.high is not None and number.high < 20 and "-" in reading.norm[token.start : token.end]:
        if phrase is None or phrase[0].startswith("ال") or not _countable(reading, fold(phrase[0].split()[0])):
            return []  # a bare "2-4" is a score
    if phrase is None and number.value is None and number.plain and number.high is not None and 20 <= number.high < 200:
        bracketed = reading.norm[token.lead - 1 : token.lead] == "(" and reading.norm[token.end : token.end + 1] == ")"
        if bracketed and "-" in reading.norm[token.start : token.end] and (reading.says("score_word") or reading.says("football_word")):
            return []  # "خسارته (108-116)"
    if phrase is None and number.other is not None and number.value is not None and 70_000 <= number.value <= 130_000:
        if number.scaled == 1 and reading.says("dollar_index"):
            number.value, number.other = number.other, number.value  # "مؤشر الدولار إلى 88.585"
    if phrase is None and number.other is not None and number.value is not None and number.value >= 1000 > number.other:
        if number.scaled == 1 and _rate(reading, index):
            number.value, number.other = number.other, number.value  # "هوت الليرة إلى 5.015"
    if phrase is None and number.value is None and number.plain and "-" in around and _results(reading) and number.high is not None:
        if number.high < 200 and not token.clitics and not token.definite:
            return []  # "الحمامات 28-31 نسر طبلبة"
    if phrase is None and number.digits and number.scaled == 1 and number.value is not None and number.value <= 60:
        if reading.says("heat_word") and _TEMPERATURE(
            reading.norm, max(0, token.lead - 60), token.lead
        ):  # "درجة الحرارة هذا الأسبوع إلى 40.5"
            heat = {
                "value": number.value,
                "unit": "Cel",
                "_number": number,
                "modifier": _modifier(reading, slots.first, slots.last, slots.end, number),
            }
            return [_draft("measure", slots, rule, heat)]
    negative = number.digits and _negative(reading, slots.start)
    if negative and _LATIN_AFTER(reading.norm, token.end):
        return []  # "-1 PD"
    fields = _scaled(number, 1, negative)
    earlier = _noun_before(reading, token) if token.definite and not number.vague else None
    if earlier is not None and not (
        number.digits and phrase is not None and phrase[0].rstrip("\u064b").endswith(("ا", "ة")) and not phrase[0].startswith("ال")
    ):
        phrase = None  # "الدول الخمس إحضار المواد", "مبارياته الـ11 الأخيرة"
    elsewhere = _noun_elsewhere(reading, slots.end) if not phrase and not earlier else None
    fields["noun"] = phrase[0] if phrase else earlier or (elsewhere[0] if elsewhere else None)
    end = phrase[1] if phrase else elsewhere[1] if elsewhere else slots.end
    fields["modifier"] = _modifier(reading, slots.first, slots.last, end, number)
    fields["_number"] = number
    if phrase is None and negative and number.scaled == 1 and number.value is not None:
        model = reading.word_before(slots.start - 1)
        if model and not model.startswith("ال") and model not in reading.database.lexicon.words and not reading.database.nominal(model):
            return []  # "أليوشين -76"
    if number.digits and number.scaled == 1 and (phrase is None or phrase[0].startswith("ال")) and not token.clitics and not token.definite:
        if phrase is None and _IN_A_ROW(reading.norm, token.end) and isinstance(number.value, int) and 1 < number.value <= 200:
            if _one_of_its_kind(reading, index):  # "للمباراة 12 على التوالي"
                return [_draft("ordinal", slots, rule, {"value": number.value})]
        if phrase is None and _which_one(reading, index, number):
            return []
        for label in reading.tokens[max(0, index - 2) : index]:
            if label.has("label") and _ADJECTIVE_BETWEEN(reading.norm, label.end, token.lead):
                return []  # "الطريق الفرعية 814 الرابطة بين"
    if fields["modifier"] == "exact" and number.digits and _SIGNED(reading.norm, max(0, slots.start - 3), slots.start):
        slots.start -= 1
    return [_draft("count", slots, rule, fields)]


_TEMPERATURE = re.compile(r"درج(?:ه|ات) (?:ال)?حراره[^.،\d\n]{0,40} (?:الي|عند|نحو|حوالي) $").search
_HYPHEN_PAIR = re.compile(r"(?<![\d.,/-])(\d{1,3}) ?- ?(\d{1,3})(?![\d.,/%-])")


def _results(reading: Reading) -> bool:
    """Whether the text lists results of matches: two pairs of figures with a hyphen at least, one of them falling."""
    return bool(reading.fact("results", _has_results))


def _has_results(reading: Reading) -> bool:
    pairs = [(int(m[1]), int(m[2])) for m in _HYPHEN_PAIR.finditer(reading.norm)]
    return len(pairs) > 1 and any(a > b for a, b in pairs)


def _or_three(reading: Reading, slots: Slots) -> int | None:
    """The index of ثلاثة or أربعة behind a dual and أو: "شخصين أو ثلاثة"."""
    k = slots.last + 2
    if k >= len(reading.tokens) or reading.tokens[k - 1].value("connector") != "or" or not reading.follows(k - 1) or not reading.follows(k):
        return None
    number = reading.tokens[k].number
    if number is None or number.digits or number.ordinal or number.value not in (3, 4) or reading.tokens[k].definite:
        return None
    return k if noun_after(reading, reading.tokens[k].end) is None else None


def _name_not_number(reading: Reading, token: Token) -> bool:
    """Whether a number word is rather a foreign name: "ألستون", whose hamza no article has, or "روجر ستون"."""
    if token.definite and token.word is not None:
        if _written(reading, token.lead) in "أإآ":
            return True
    name = reading.word_before(token.lead)
    if token.text == "ستين" and name in ("دير", "فان", "فون", "دن"):
        return True
    if token.text != "ستون" or token.clitics or token.definite:
        return False
    phrase = noun_after(reading, token.end)
    return (
        bool(name)
        and not _countable(reading, name.removeprefix("ال"))
        and (phrase is None or not phrase[0].rstrip("\u064b").endswith(("ا", "ة")))
    )


_TWO_THOUSAND = frozenset({"الفا", "الفي"})  # in the construct: a noun has to follow
_ADJECTIVE_BETWEEN = re.compile(r" {1,2}ال[^\W\d_]{2,} {1,2}").fullmatch


def _which_one(reading: Reading, index: int, number: Number) -> bool:
    """Whether a bare number behind a definite noun tells which one it is: "المنطقة 51", "الأمر 520", "أجندة التنمية المستدامة 2030"."""
    tokens = reading.tokens
    token, before = tokens[index], tokens[index - 1] if index else None
    if (
        before is not None
        and before.definite
        and before.has("place_type")
        and before.text.endswith("ه")
        and not _PART(reading.norm, token.end)
    ):
        if reading.norm[before.end : token.lead] == " ":
            return True
    if before is not None and before.has("place_type") and not before.has_article and number.plain and not before.clitics.endswith("ك"):
        small = isinstance(number.value, int) and number.value < 100
        if (
            small
            and (before.text.endswith("ه") or before.text == "حي")
            and reading.norm[before.end : token.lead] == " "
            and not _PART(reading.norm, token.end)
        ):
            return True  # "قرية 3"
    if before is not None and before.place is not None and number.plain and isinstance(number.value, int) and number.value < 10:
        part = reading.after(token.end, "cue_of") or reading.after(token.end, "cue_of_them")
        part = part and not _COURT(reading.norm, max(0, before.lead - 40), before.lead)
        if reading.norm[before.end : token.lead] == " " and not part:
            return True  # "قناة روسيا 1", "بصفاقس 2"
    if before is not None and before.has_article and before.has("document_type") and reading.norm[before.end : token.lead] == " ":
        return number.plain and not before.text.endswith(("ات", "ين"))  # "الأمر 520"
    if number.plain and isinstance(number.value, int) and number.value <= 200 and _one_of_its_kind(reading, index):
        return True
    if not number.plain or not isinstance(number.value, int) or not 1990 <= number.value <= 2050:
        return False
    counted = any(t.has("number_word") or t.has("modifier") for t in tokens[max(0, index - 4) : index])
    return not counted and reading.word_before(token.lead).startswith("ال")


_DEFINITE_SINGULAR = re.compile(
    r"(?:(?<![^\W\d_])[وفبك]?ال[^\W\d_]{2,} (?=ال[^\W\d_]{2,}ي $)|(?=[وفبكل]?ا?ل[^\W\d_]{2,}ه (?:\( ?)?$))([^\W\d_]+) (?:\( ?)?$"
).search
_IN_A_ROW = re.compile(r" علي التوالي").match


def _one_of_its_kind(reading: Reading, index: int) -> bool:
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
        if token.start - other.end > 60 or _CLAUSE_MARK(reading.norm, other.end, token.start):
            break
        if other.word is not None and not _TELLS_HOW_MANY.isdisjoint(other.word.senses):
            return False
    return reading.tokens[index - 1].number is None if index else True


_COURT = re.compile(r"(?:محكمه|نيابه|ابتدائيه|عموميه|تحقيق|قطب|دائره)[^.،\n]{0,20}$").search
_MINUTE_BEFORE = re.compile(r"(?:^|[^\W\d_]| |\n)[دق]$").search
_MINUTE_MARKS = frozenset({"'", "\u2019", "\u2032", "`", "\u00b4"})
_LISTED_LABEL = re.compile(r"(?<![^\W\d_])([^\W\d_]{3,}) [^()\n]{1,40}\(\d+\) \1 [^()\n]{1,40}\($").search
_FORMATION = re.compile(r"(?<![\d-])\d(?:-\d){2,3}(?![\d-])").search


def _rate(reading: Reading, index: int) -> bool:
    """Whether a bare number may be a rate of exchange: its clause names a currency before it."""
    start = reading.tokens[index].start
    for k in range(index - 1, max(-1, index - 14), -1):
        token = reading.tokens[k]
        if start - token.end > 90 or ". " in reading.norm[token.end : start] or "\n" in reading.norm[token.end : start]:
            return False
        if token.has("currency") and token.word is not None and token.definite:
            return True
    return False


def _glued_word(reading: Reading, token: Token) -> bool:
    """Whether a number stuck to a word is a number all the same: the word is an ordinary one ("عن300 منزل")."""
    word = reading.word_before(token.start)
    return reading.database.lexicon.words.get(word) is not None or reading.database.nominal(word)


_DUAL_BEFORE = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,}(?:ين|ان)) $").search
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4])\.[0-5]\d$").match
_TANWIN = re.compile("[\u064b-\u064d]")
_PARTICIPLE = re.compile("م.\u064e?.\u0651[\u064e\u0650]?.\u0650?ين$")  # "مركّزين" may be a plural, and is no dual of مركز
_FATHA = re.compile("\u064e\u064a\u0652?\u0646")


def _own_letter(reading: Reading, token: Token) -> bool:
    """Whether what was split off a word is rather its first letter: "كبيران", "وطنين", "وطن واحد"."""
    return bool(token.clitics) and not token.definite and reading.database.nominal(token.clitics + token.text)


def _is_dual(token: Token) -> bool:
    return token.word is not None and (bool(token.word.duals) or "noun_dual" in token.word.senses)


_DEFINITE_BEFORE = re.compile(r"(?<![^\W\d_])[وفبك]{0,2}(ال[^\W\d_]{2,}) {1,2}$")


def _noun_elsewhere(reading: Reading, end: int) -> tuple[str, int] | None:
    """The noun behind a partitive من ("86 من العمال", "المئات من سكان المدينة"), and its end."""
    if not reading.after(end, "cue_of"):
        return None
    offset = reading.norm.index(reading.word_after(end), end) + len(reading.word_after(end))
    known = reading.database.lexicon.words.get(reading.word_after(offset))
    if known is not None and not known.senses.keys() <= _PLAIN | {"place_context", "noun_an", "football_word", "count_word"}:
        return None
    phrase = noun_after(reading, offset, 2)
    if phrase is None:
        return None
    if not phrase[0].startswith("ال") and not _OWNED(fold(phrase[0])):  # "22 من أفرادها", "16 من عناصر الشرطة"
        phrase = noun_after(reading, offset, 4, construct=True)
        words = fold(phrase[0]).split() if phrase is not None else []
        if phrase is None or not any(w.startswith("ال") for w in words[1:]):
            return None
        if not (_countable(reading, words[0]) or (words[0].endswith("ي") and _countable(reading, words[0] + "ن"))):
            return None
        return phrase  # "المئات من سكان الموصل"
    inside = reading.tokens[reading.token_at(offset) : reading.token_at(phrase[1])]
    place = next((t.place for t in inside if t.place), None)
    return None if place is not None and not place[0].common else phrase  # "9691 من البرازيل"


_OWNED = re.compile(
    r"(?!منازل|بيوت|ديار|اراضي|بلاد|بلدان|قراه|مدنه|وظائف|اعمال)[^\W\d_]{3,}(?:ها|هم|هن|هما|نا|ائه|يه|ابه|اده|اله)"
).fullmatch
_OWNED_BEFORE = re.compile(r"(?<![^\W\d_])([^\W\d_]{3,}?)(ه|ها|هم|هن|هما|نا) {1,2}$").search


def _noun_before(reading: Reading, token: Token) -> str | None:
    """The definite noun right before a definite numeral, with its adjective: "النشطاء الإماراتيين الخمسة"."""
    found = _DEFINITE_BEFORE.search(reading.norm, max(0, token.lead - 30), token.lead)
    if found is None and not token.clitics:
        owned = _OWNED_BEFORE(reading.norm, max(0, token.lead - 30), token.lead)  # "مبارياته الأربع"
        if owned is None or reading.database.lexicon.has(owned[0].strip(), "stop"):
            return None
        joined = owned[1][0] == "و" and owned[1] not in reading.database.nominals and reading.database.nominal(owned[1][1:])  # "وأطفاله"
        if not reading.database.nominal(owned[1][joined:]):
            return None
        noun = _as_written(reading, owned.start(1) + joined, owned.end(2))
        return None if noun.endswith("ة") else noun
    if found is None or token.clitics or not reading.database.nominal(found[1][2:]):
        return None
    start, end = found.span(1)
    governor = reading.word_before(found.start())
    has = reading.database.lexicon.has
    if governor.startswith(("بال", "وال", "فال", "كال")):
        governor = governor[1:]
    if governor.startswith("ال") and found[1].endswith("ه") and reading.database.nominal(governor[2:]):
        return _as_written(reading, reading.norm.rindex(governor, 0, found.start()), end)  # "الكتل البرلمانية الثلاث"
    if has(governor, "stop") or has(governor, "cue_that"):
        governor = ""
    if (
        found[1].endswith("ه") or governor.endswith("ات") or has(governor, "plural_head")
    ):  # a singular: what is counted governs it ("أفراد العائلة الثلاثة")
        if not governor and has(found[1][2:], "plural_head"):
            return _as_written(reading, start, end)
        if not governor or governor.startswith("ال") or not reading.database.nominal(governor):
            return None
        return _as_written(reading, reading.norm.rindex(governor, 0, found.start()), end)
    if found[1].endswith("ي") and _written(reading, end - 1) not in "ئى":
        return None
    first = _DEFINITE_BEFORE.search(reading.norm, max(0, start - 30), start) if _adjective(found[1]) else None
    if first is not None and found.start() == start and _has_article(reading, first.start(1)) and reading.database.nominal(first[1][2:]):
        start = first.start(1)
    return _as_written(reading, start, end)


_NO_NOUN = frozenset({"stop", "modifier", "num", "cue_except", "cue_negation"})


def _one(reading: Reading, rule: Rule, slots: Slots, token: Token, index: int) -> list[Draft]:
    """ "خلية حزبية واحدة": the noun stands before, and the span covers the phrase."""
    alone = [_draft("count", slots, rule, {"value": 1, "noun": None, "modifier": "exact"})]
    ratio = _one_in(reading, index)
    if token.definite or token.clitics not in ("", "و"):
        return []
    last = _last_one(reading, token)
    if token.clitics or last:
        return alone if ratio or last else []
    if not ratio and _one_of(reading, token):
        return []
    words: list[tuple[int, str]] = []
    position = token.lead
    for _ in range(3):
        found = re.compile(r"([^\W\d_]+) {1,2}$").search(reading.norm, max(0, position - 30), position)
        if found is None:
            break
        words.append((found.start(1), found[1]))
        position = found.start(1)
    if not words:
        return alone if ratio else []
    accusative = token.text.endswith("ا")
    feminine = token.text.endswith("ه") or reading.norm[token.end - 1] == "ه"
    lexicon, nominal = reading.database.lexicon.words, reading.database.nominal
    partitive = _one_of_several(reading, token)
    lexicon_has = reading.database.lexicon.has

    def noun(word: str) -> bool:
        known = lexicon.get(word)
        if known is not None and not _NO_NOUN.isdisjoint(known.senses):
            return False
        if known is None and word.startswith(("وال", "بال", "فال", "لل", "ي", "است", "وا", "وي")):
            if not (word[0] == "و" and word[1:3] != "ال" and _countable(reading, word[1:])):
                return False  # a verb, or a definite noun; no "وأسرة واحدة"
        if known is None and word[0] == "و" and (rest := lexicon.get(word[1:])) is not None and "stop" in rest.senses:
            return False  # "وهذه واحدة من"
        if known is None and partitive and not nominal(word) and not (word[0] in "وفبلك" and nominal(word[1:])):
            return False  # "جاء واحد"
        bare = word[1:] if word[0] == "و" and known is None else word
        if lexicon_has(bare, "noun_feminine" if feminine else "noun_in_alif"):
            return True
        if accusative != (word.endswith("ا") and not word.endswith("يا")) and not feminine:
            return False
        if known is None and not accusative and not feminine and len(word) > 5 and not nominal(word) and not nominal(word[1:]):
            return False  # "رودريغيز واحد المسؤولين"
        return len(word) > 2 and not word.startswith("ال") and word.endswith("ه") == feminine

    start, word = words[0]
    if word.endswith("يا") and accusative and len(words) > 1 and noun(words[1][1]):
        start, word = words[1]  # "فريقا سياسيا واحدا"
    elif not noun(word) or (ratio and not nominal(word) and word not in lexicon):
        return alone if ratio else []  # "واحد من كل خمسة أطفال"
    adjective = word.endswith(("يه", "ي", "يا")) or (word[0] == "م" and accusative)  # "سؤالا محرجا واحدا"
    if len(words) > 1 and adjective and noun(words[1][1]) and not words[1][1].endswith("ان"):
        if word[0] != "م" or word.endswith("يا") or _countable(reading, words[1][1].removesuffix("ا")):
            start, word = words[1]
    known = lexicon.get(word)
    if known is not None and known.value("scale") is not None:  # "من مليار واحد إلى 40 مليارا"
        modifier = _modifier(reading, index, index, token.end, None)
        return [Draft("count", start, token.end, index, index, rule.id, {"value": known.value("scale"), "modifier": modifier})]
    own = nominal(word) or word + "ين" in lexicon or word[:-1] + "تين" in lexicon  # "وظيفة", "ولد"
    joined = not own and (len(word) > 4 or nominal(word[1:]))
    letters = word[0] if word[0] == "و" and known is None and joined else ""
    if word[0] in "بلكف" and known is None and not reading.database.nominal(word) and reading.database.nominal(word[1:]):
        letters = word[0]  # "بعمود فقري واحد"
    start += len(letters)
    a, b = reading.view.origin(start, token.lead - 1)
    modifier = _modifier(reading, index, index, token.end, None)
    if modifier == "exact" and not letters:
        modifier = _bound_before(reading, start)  # "أكثر من شخصية واحدة"
    fields = {"value": 1, "noun": reading.view.text[a:b].rstrip(), "modifier": modifier}
    return [Draft("count", start, token.end, index, index, rule.id, fields)]


def _bound_before(reading: Reading, offset: int) -> str:
    """The modifier that ends right before an offset."""
    index = reading.token_at(offset) - 1
    token = reading.tokens[index] if 0 <= index < len(reading.tokens) else None
    if token is None or not token.has("modifier") or token.definite or reading.norm[token.end : offset].strip(" "):
        return "exact"
    value = str(token.value("modifier"))
    negated = value in _NEGATED and (_negated(reading, token.lead, value) or _negated_verb(reading, token.lead))
    return _NEGATED[value] if negated else value


_ACCUSATIVE_BEFORE = re.compile(r"(?<![^\W\d_])(?!ال)([^\W\d_]{2,})ا $").search
_ONE_IN = re.compile(r" من (?:اصل|كل|بين كل)(?: كل)? ").match


def _one_in(reading: Reading, index: int) -> bool:
    """Whether واحد at a token is one of a number: "واحد من كل خمسة", "واحدة من أصل كل عشرة"."""
    found = _ONE_IN(reading.norm, reading.tokens[index].end)
    if found is None:
        return False
    k = reading.token_at(found.end())
    return k < len(reading.tokens) and reading.tokens[k].lead == found.end() and reading.tokens[k].number is not None


def _last_one(reading: Reading, token: Token) -> bool:
    """Whether واحد is one of the things counted last: a part of them ("3 في فرنسا وواحدة في سويسرا"), or one apart ("7 تسديدات، واحدة فقط")."""
    last = reading.drafts[-1] if reading.drafts else None
    if last is None or last.kind != "count":
        return False
    if not token.clitics:  # "إلا 7 تسديدات، واحدة فقط"
        listed = reading.norm[max(0, token.lead - 4) : token.lead].rstrip(" ")[-1:] in ("،", ",")
        return (
            listed and token.start - last.end < 40 and (reading.after(token.end, "cue_only_of") or reading.after(token.end, "cue_of_them"))
        )
    if token.clitics != "و" or last.fields.get("noun") is not None:
        return False
    return token.start - last.end < 30 and reading.after(token.end, "cue_in") and reading.after(last.end, "cue_in")


def _one_of_several(reading: Reading, token: Token) -> bool:
    """Whether من and a plural, or a word that stands for several, follow: "واحد من المدونين", "واحد من كل أربعة"."""
    if not reading.after(token.end, "cue_of"):
        return False
    of = reading.word_after(token.end)
    several = reading.word_after(reading.norm.index(of, token.end) + len(of))
    known = reading.database.lexicon.words.get(several)
    if known is not None and not _DETERMINES.isdisjoint(known.senses):
        return True
    return several.endswith(("ين", "ات", "هم", "ها"))


_DETERMINES = frozenset({"stop", "cue_determiner"})
_OF_SOME = re.compile(r" من(?:ه|ا|ك|هم|ها|هن|كم|نا)?(?: (?:ا[^\W\d_ل][^\W\d_]{2}(?![^\W\d_])|\d)|(?=ه|ا|ك))").match


def _one_of(reading: Reading, token: Token) -> bool:
    """Whether واحد is rather a pronoun: "واحد منهم", "واحد من أهم", "واحد من 20"."""
    found = _OF_SOME(reading.norm, token.end)
    if found is not None:
        return True
    index = reading.index(token)
    after = reading.tokens[index + 2] if index + 2 < len(reading.tokens) else None
    noun = _ACCUSATIVE_BEFORE(reading.norm, max(0, token.lead - 20), token.lead)
    if noun is not None and token.text.endswith("ا") and reading.database.nominal(noun[1]) and not noun[1].endswith("ه"):
        return False  # "طلبا واحدا من اثنين"
    return (
        after is not None
        and after.number is not None
        and reading.tokens[index + 1].has("from")
        and not reading.before(index + 2).strip(" ")
    )


def percentage(reading: Reading, rule: Rule, slots: Slots) -> list[Draft] | None:
    """Build a percentage."""
    token = slots.get("n")
    sign = slots.get("p")
    one = slots.get("one")
    if one is not None and (one.number is None or one.number.value != 1 or one.number.digits):
        return None
    twice = _twice(slots)
    if twice is False:
        return None
    if token is None:
        fields: dict[str, Any] = {"value": 2 if one is None else 1, "point": True}
        number = None
    else:
        number = token.number
        assert number is not None
        fields = {}
        if number.fraction is not None and sign is None:
            return _share(reading, rule, slots, token, number)
        value = sign.value("percent") if sign is not None else "percent"
        if rule.id == "percentage.bare-points":
            window = range(max(0, slots.first - 12), slots.first)
            if not any(
                reading.tokens[k].has("rate_word") and slots.start - reading.tokens[k].end < 120
                and not _CLAUSE_COMMA(reading.norm, reading.tokens[k].end, slots.start) for k in window
            ) or reading.ahead(slots.start, "cue_than") or (number.value or 0) > 10:  # fmt: skip
                last = reading.drafts[-1] if reading.drafts else None
                if last is None or last.kind != "percentage" or slots.start - last.end > 30 or (number.value or 0) > 30:
                    return None  # but "إلى 37 بالمئة منخفضة 5.4 نقطة"
                if _CLAUSE_COMMA(reading.norm, last.end, slots.start):
                    return None
            value = "point"
        if number.fraction is not None:
            top, bottom = number.fraction
            fields["value"] = _whole(round(Decimal(top) / bottom, 4))
        else:
            large, small = number.value, number.other
            if large is not None and small is not None and large >= 1000 > small:
                number.value, number.other = number.other, number.value  # "99,613%"
            fields.update(_scaled(number, 1, _negative(reading, slots.start)))
        if value == "point":
            fields["point"] = True
        elif value == "per_mille":
            fields = {k: _whole(Decimal(v) / 10) if v is not None else None for k, v in fields.items()}
        elif value == "basis_point":
            fields = {**{k: _whole(Decimal(v) / 100) if v is not None else None for k, v in fields.items()}, "point": True}
    if reading.norm[slots.end : slots.end + 1] == "%":
        slots.end += 1
    fields["modifier"] = _modifier(reading, slots.first, slots.last, slots.end, number)
    fields["of"] = _of(reading, slots.end)
    fields["_number"] = number
    if fields["value"] is not None and fields["value"] < 0 and reading.norm[slots.start - 1] == "-":
        slots.start -= 1
    return [_draft("percentage", slots, rule, fields)]


_CLAUSE_COMMA = re.compile(r"[،؛.](?!\d)").search


def _of(reading: Reading, offset: int) -> str | None:
    """What a percentage is a share of: the phrase behind من."""
    if reading.after(offset, "cue_only_of"):  # "14 في المئة فقط من القوة العاملة"
        offset = _behind(reading, offset)
    if not reading.after(offset, "cue_of"):
        return None
    offset = _behind(reading, offset)
    if reading.after(offset, "this_word"):  # "75 بالمئة من هذا النمو"
        start, offset = offset, _behind(reading, offset)
        phrase = noun_after(reading, offset, 4, construct=True)
        if phrase is None or not fold(phrase[0]).startswith("ال"):
            return None
        a, b = reading.view.origin(start, phrase[1])
        return reading.view.text[a:b].lstrip()
    phrase = noun_after(reading, offset, 5, construct=True)
    return phrase[0] if phrase else None


def _behind(reading: Reading, offset: int) -> int:
    """The offset behind the word that follows an offset."""
    word = reading.word_after(offset)
    return reading.norm.index(word, offset) + len(word)


def _share(reading: Reading, rule: Rule, slots: Slots, token: Token, number: Number) -> list[Draft]:
    """A bare fraction: "نصف السكان"."""
    top, bottom = number.fraction or (1, 2)
    if token.definite and token.word is not None and token.word.senses.get("fraction", None) is not None:
        if token.word.senses["fraction"].features.get("plural"):
            return []  # "الأثمان": prices
    text = _original(reading, token)
    suffixed = bool(re.search(r"(?:هم|ها|هن)$", text))
    phrase = noun_after(reading, slots.end, construct=True)
    if phrase is None and not suffixed:
        return []
    if phrase is not None and not suffixed and not phrase[0].startswith("ال"):
        if reading.after(slots.end, "cue_not_a_share"):
            return []
    value = _whole(round(Decimal(top) * 100 / bottom, 4))
    fields = {"value": value, "fraction": f"{top}/{bottom}", "of": phrase[0] if phrase else None,
              "modifier": _modifier(reading, slots.first, slots.last, slots.end, None)}  # fmt: skip
    return [_draft("percentage", slots, rule, fields)]


def money(reading: Reading, rule: Rule, slots: Slots) -> list[Draft] | None:
    """Build an amount of money."""
    token, coin, sub = slots.get("n"), slots.get("c"), slots.get("s")
    adjective = slots.get("a")
    one = slots.get("one")
    if coin is None and sub is None:
        return None  # a pattern may leave it open
    if one is not None:
        assert coin is not None
        if coin.definite or one.number is None or one.number.value != 1 or one.number.digits or one.definite or one.clitics:
            return None
    number = token.number if token is not None else None
    if rule.id == "money.bracketed-scale":
        assert token is not None and number is not None
        scale, second = slots.get("sc"), slots.get("n2")
        if scale is None or scale.number is None or scale.number.digits or scale.number.value != scale.number.scaled or scale.definite:
            return None
        if (second is not None and second.number is not None and second.number.value != number.value) or number.scaled != 1:
            return None
        if number.value is None or scale.clitics:
            return None
        times = scale.number.scaled
        number = Number(number.value * times)  # "خمسة وثمانون (85) ألف دينار"
        number.scaled = times
    if rule.id == "money.symbol-first":
        assert coin is not None
        if coin.text[:1].isalpha() and not coin.text.isascii():
            return None
    if rule.id == "money.symbol-first" and coin is not None and coin.value("currency") == "RON" and number is not None:
        if number.value in _OCTANE:
            return []  # "RON95"
    if rule.id == "money.dual" and reading.ahead(slots.start, "vietnamese_name"):
        return []  # "فان دونجين"
    twice = _twice(slots) if rule.id != "money.bracketed-scale" else None
    if twice is False:
        return None
    if isinstance(twice, Number):
        number = twice
    fields: dict[str, Any]
    if coin is not None:
        entry = coin.word.senses["currency"]  # type: ignore[union-attr]
        code = str(entry.value or "") or None
        noun = entry.features.get("ambiguous")
        if adjective is not None and noun:
            code = adjective.word.senses["currency_adjective"].features.get(noun) or code  # type: ignore[union-attr]
            noun = None if code else noun
        elif code:
            noun = None
    else:
        assert sub is not None
        entry = sub.word.senses["subunit"]  # type: ignore[union-attr]
        code = str(entry.value or "") or None
        noun = entry.features.get("of")
        if adjective is not None and noun:
            code = adjective.word.senses["currency_adjective"].features.get(noun) or code  # type: ignore[union-attr]
        if code:
            noun = None
    ratio = Decimal(str(entry.features.get("ratio", 1)))
    if number is None:
        amount: Exact = 1 if one is not None else 2 if coin is None or "currency" in coin.word.duals else 1  # type: ignore[union-attr]
        half, small = slots.get("f"), slots.get("m")
        if half is not None and half.number is not None and half.number.value is not None:
            amount = amount + Decimal(half.number.value)
        amount = amount * ratio
        if small is not None and small.number is not None and small.number.value is not None and sub is not None:
            share = Decimal(str(sub.word.senses["subunit"].features.get("ratio", "0.01")))  # type: ignore[union-attr]
            amount = amount + small.number.value * share
        fields = {"value": _whole(amount)}
    else:
        if number.others is not None and number.value is None and entry.features.get("grouped"):
            (number.low, number.high), number.others = number.others, None  # "من 1.000 إلى 1.200 مليار دونج"
        if number.scaled > 1 and number.other is not None and number.value is not None and number.other > number.value:
            if entry.features.get("grouped"):  # "44.691 مليار دونج": no decimal mark before a scale word
                number.value, number.other = number.other, number.value
        if (number.scaled == 1 and number.other is not None and noun == "dinar") or code in _THREE_DECIMALS:
            if number.other is not None and number.scaled == 1 and _thousandths(reading):
                number.value, number.other = number.other, number.value  # "13,736 دينارا" beside "338 مليما"
        fields = _scaled(number, ratio if ratio != 1 else 1, number.digits and _negative(reading, slots.start))
        half, small = slots.get("f"), slots.get("m")
        if half is not None and half.number is not None and half.number.value is not None and fields["value"] is not None:
            fields["value"] = _whole(fields["value"] + Decimal(half.number.value) * number.scaled)
        if small is not None and small.number is not None and fields["value"] is not None:
            part = slots.get("s")
            assert part is not None and small.number.value is not None
            share = Decimal(str(part.word.senses["subunit"].features.get("ratio", "0.01")))  # type: ignore[union-attr]
            fields["value"] = _whole(fields["value"] + small.number.value * share)
    fields["currency"] = code
    fields["_noun"] = noun
    fields["_number"] = number
    fields["_grouped"] = bool(entry.features.get("grouped"))
    fields["modifier"] = _modifier(reading, slots.first, slots.last, slots.end, number)
    if fields.get("value") is not None and fields["value"] < 0 and reading.norm[slots.start - 1] == "-":
        slots.start -= 1
    return [_draft("money", slots, rule, fields)]


_OCTANE = frozenset({90, 91, 92, 95, 97, 98, 100})
# Currencies of a thousand parts, ISO 4217.
_THREE_DECIMALS = frozenset({"TND", "KWD", "BHD", "JOD", "OMR", "LYD", "IQD"})


def _thousandths(reading: Reading) -> bool:
    """Whether the text counts thousandths of its currency somewhere."""
    return bool(reading.fact("thousandths", lambda r: any(map(_is_thousandth, r.tokens))))


def _is_thousandth(token: Token) -> bool:
    return token.word is not None and token.has("subunit") and str(token.word.senses["subunit"].features.get("ratio")) == "0.001"


# Charge and energy, written with a slash.
_PRODUCTS = {"mA/h": "mA.h", "A/h": "A.h", "kW/h": "kW.h", "MW/h": "MW.h", "GW/h": "GW.h", "W/h": "W.h"}
_PER = {"Y": "a", "M": "mo", "W": "wk", "D": "d", "TH": "h", "TM": "min", "TS": "s", "10Y": "10.a", "100Y": "100.a"}


def _below_zero(reading: Reading, rule: Rule, slots: Slots, number: Number) -> list[Draft]:
    """ "10 درجات تحت الصفر", "بين 5 و8 درجات تحت الصفر"."""
    fields = _scaled(number, 1, number.value is not None)
    if number.value is None:
        assert number.low is not None and number.high is not None
        fields = {"value": None, "low": -number.high, "high": -number.low}
    fields.update(unit="Cel", modifier=_modifier(reading, slots.first, slots.last, slots.end, number), _number=number)
    return [_draft("measure", slots, rule, fields)]


def _distance(reading: Reading, start: int) -> bool:
    """Whether a word of distance stands close before an offset: then a bare كيلو is a kilometre."""
    words = reading.norm[max(0, start - 25) : start].split()[-3:]
    return any(reading.database.lexicon.has(form, "cue_distance") for word in words for form in (word, word[1:]))


def _of_gold(reading: Reading, slots: Slots) -> bool:
    """Whether a carat is one of fineness, no mass: gold is spoken of close by, stones are not."""
    words = (reading.norm[max(0, slots.start - 45) : slots.start] + " " + reading.norm[slots.end : slots.end + 25]).split()
    has = reading.database.lexicon.has
    return any(has(form, "gold_word") for word in words for form in (word, word[1:], word[2:]))


def _few(token: Token) -> bool:
    """Whether a unit stands in the plural, as behind three to ten."""
    return token.text in _plurals(token, "unit")


def measure(reading: Reading, rule: Rule, slots: Slots) -> list[Draft] | None:
    """Build a measure."""
    token, unit_token = slots.get("n"), slots.get("u")
    number = token.number if token is not None else None
    if rule.id == "measure.below-zero":
        assert number is not None
        return _below_zero(reading, rule, slots, number)
    if unit_token is None:
        return None  # a pattern may leave it open
    if unit_token.has("fixed"):
        return []  # "ميتران"
    if number is not None and not number.digits and unit_token.text.isascii() and unit_token.lead == token.end:  # type: ignore[union-attr]
        return None  # "ثلاثm"
    if number is not None and number.plain and _MODEL_LETTER(reading.norm, max(0, token.lead - 4), token.lead):  # type: ignore[union-attr]
        if _DIGIT_AFTER(reading.norm, slots.end):
            return None  # "الطريق السيارة أ 1 كلم 72"
    unit = str(unit_token.value("unit"))
    if unit == "kg" and unit_token.has("short_unit") and _distance(reading, slots.start):
        unit = "km"
    if unit == "[car_m]" and _of_gold(reading, slots):
        unit = "[car_Au]"
    if rule.id == "measure.degrees":
        window = range(max(0, slots.first - 14), min(len(reading.tokens), slots.last + 6))
        near = [reading.tokens[k] for k in window if abs(reading.tokens[k].start - slots.start) < 160]
        if any(t.has("angle_word") and 0 < slots.start - t.end < 25 for t in near):
            unit = "deg"
        elif any(t.has("heat_word") for t in near):
            unit = "Cel"
        else:
            return None
    twice = _twice(slots)
    if twice is False:
        return None
    if isinstance(twice, Number):
        number = twice
    if number is not None and number.value == 0 and not number.digits and len(unit_token.text) < 3:
        return None  # "من صفر دل ذلك"
    if token is not None and token.start and reading.norm[token.start - 1].isascii() and reading.norm[token.start - 1].isalpha():
        return None  # "KY-O1L"
    if unit_token.has("era") and number is not None and number.value is None and number.plain and (number.low or 0) >= 1500:
        return None  # "2014-2017م"
    if unit_token.has("era") and number is not None and number.plain and number.value is not None and 1500 <= number.value <= 2100:
        return None  # "2023 م"
    if unit_token.has("era") and number is None:
        return None
    fields: dict[str, Any]
    if rule.id in ("measure.one", "measure.dual") and _own_letter(reading, unit_token):
        return None
    if rule.id == "measure.one":
        half, one = slots.get("f"), slots.get("one")
        if unit_token.definite or unit_token.text.isascii() or len(unit_token.text) < 2:
            return None
        if one is not None:
            if one.number is None or one.number.value != 1 or one.number.digits or one.definite or one.clitics:
                return None
            fields = {"value": 1}
        else:
            if half is None or half.number is None or half.number.value is None or half.number.value >= 1 or half.definite:
                return None
            fields = {"value": _whole(1 + Decimal(half.number.value))}
    elif rule.id == "measure.compound":
        small, second = slots.get("m"), slots.get("u2")
        assert small is not None and second is not None and small.number is not None
        ratio = reading.database.lexicon.entries.get(f"unit_ratio.{unit.lower()}-{str(second.value('unit')).lower()}")
        if ratio is None or small.number.value is None:
            return None
        fields = {"value": _whole(1 + Decimal(small.number.value) / Decimal(str(ratio.value)))}
    elif number is None:
        if reading.word_after(slots.end).startswith("ال"):
            return None  # "طنين النحل"
        half = slots.get("f")
        amount: Exact = 2
        if half is not None and half.number is not None and half.number.value is not None:
            amount = 2 + Decimal(half.number.value)
        fields = {"value": _whole(amount)}
    else:
        if number.fraction is not None and reading.tokens[slots.last].definite:
            return None  # "نصف الهكتار" ends what stands before it
        if number.scaled == 1 and number.other is not None and 2 < number.other <= 10 and _few(unit_token):
            number.value, number.other = number.other, number.value  # "6.142 كيلوغرامات"

        fields = _scaled(number, 1, number.digits and _negative(reading, slots.start))
        half = slots.get("f")
        if half is not None and half.number is not None and half.number.value is not None and fields["value"] is not None:
            fields["value"] = _whole(fields["value"] + Decimal(half.number.value))
    per = slots.get("u2") if rule.id != "measure.compound" else None
    rate = slots.get("r")
    if per is not None and per.definite and per.has("time_unit") and reading.word_after(slots.end).startswith("ال"):
        return None  # "2.7 مليون برميل في الأسبوع المنتهي"
    if reading.norm[slots.end : slots.end + 1].isdigit() and unit_token.text.isascii():
        return None  # "9M38"
    if per is not None:
        if per.word is not None and per.word.duals:
            return None  # "3 أميال في دقيقتين"
        below = per.value("unit") or _PER.get(str(per.value("time_unit")), "")
        unit = f"{unit}/{below}" if "/" not in unit else unit
        one = slots.get("o")
        if one is not None and not (one.number is not None and one.number.value == 1):
            return None
    elif rate is not None:
        unit = f"{unit}/{rate.value('per_time')}" if "/" not in unit else unit
    if unit.startswith("[lb_av]") and number is not None and number.scaled >= 1_000_000:
        fields.update(currency="GBP", _noun=None, _number=number, _grouped=False)  # "40 مليون باوند"
        slots.end, slots.last = unit_token.end, slots.index("u")
        fields["modifier"] = _modifier(reading, slots.first, slots.last, slots.end, number)
        return [_draft("money", slots, rule, fields)]
    if unit == "[ft_i]" and rule.id == "measure.one" and unit_token.clitics:
        return []  # "سجل بقدم واحدة"
    fields["unit"] = unit = _PRODUCTS.get(unit, unit)
    fields["modifier"] = _modifier(reading, slots.first, slots.last, slots.end, number)
    if unit == "Cel" and fields["modifier"] == "exact" and reading.ahead(slots.start, "cue_under"):
        fields["modifier"] = "less_than"  # "تحت 1.5 درجة مئوية"
    fields["_number"] = number
    if fields.get("value") is not None and fields["value"] < 0 and reading.norm[slots.start - 1] == "-":
        slots.start -= 1
    return [_draft("measure", slots, rule, fields)]


def iso_duration(value: Exact, unit: str) -> str:
    """Write an amount of a time unit as an ISO 8601 duration.

    Args:
        value: the amount.
        unit: Y, M, W, D, TH, TM or TS; "10Y" for decades.

    >>> iso_duration(Decimal("2.5"), "TH"), iso_duration(3, "10Y")
    ('PT2H30M', 'P30Y')
    """
    if unit[0].isdigit():
        factor = unit[:-1]
        value, unit = value * int(factor), unit[-1]
    value = _whole(value)
    smaller = {"Y": ("M", 12), "TH": ("TM", 60), "TM": ("TS", 60)}.get(unit)
    if isinstance(value, Decimal) and smaller:
        whole, rest = int(value), round((value - int(value)) * smaller[1], 9)
        if rest == rest.to_integral_value():
            head = f"{whole}{unit[-1]}" if whole else ""
            return ("PT" if unit[0] == "T" else "P") + head + f"{int(rest)}{smaller[0][-1]}"
    return f"P{'T' if unit[0] == 'T' else ''}{value}{unit[-1]}"


_IN_DAYS: dict[str, float] = {"Y": 365.25, "M": 30.4, "W": 7.0, "D": 1.0, "TH": 1 / 24, "TM": 1 / 1440, "TS": 1 / 86400}
_AMOUNT = re.compile(r"([\d.]+)([YMWDHS])")


def _days(duration: str) -> float:
    """About how many days an ISO 8601 duration has."""
    day, _, time = duration[1:].partition("T")
    days: float = 0.0
    for part, prefix in ((day, ""), (time, "T")):
        for amount, unit in _AMOUNT.findall(part):
            days += float(amount) * _IN_DAYS[prefix + unit]
    return days


def duration(reading: Reading, rule: Rule, slots: Slots) -> list[Draft] | None:
    """Build a duration."""
    token, unit_token = slots.get("n"), slots.get("t")
    if rule.id == "duration.age-words":
        return _ages(slots, rule)
    if rule.id == "duration.age":
        assert token is not None and token.number is not None
        years = token.number.value
        year = slots.get("ty")
        if year is not None and (not token.definite or not isinstance(years, int) or years < 11 or not year.text.endswith(("ا", "ه"))):
            return None
        before = reading.tokens[slots.first - 1] if slots.first else None
        if before is not None and before.has("decade_word"):
            return None
        second = slots.get("n2")
        if second is not None:  # "في الرابعة والسابعة من عمرهما"
            pair = [(slots.index("n"), token), (slots.index("n2"), second)]
            if any(t.number is None or not t.definite or not isinstance(t.number.value, int) or t.number.value > 120 for _, t in pair):
                return None
            return [
                Draft("duration", t.start, t.end, k, k, rule.id, {"value": f"P{t.number.value}Y", "modifier": "exact", "_unit": "Y"})  # type: ignore[union-attr]
                for k, t in pair
            ]
        if "ac" in slots or ("ag" in slots and slots.index("ag") < slots.index("n")):
            follow = reading.tokens[slots.last + 1] if slots.last + 1 < len(reading.tokens) else None
            if follow is not None and reading.follows(slots.last + 1):
                if follow.has("time_unit") or follow.has("percent") or follow.number is not None:
                    return None
            low, high = token.number.low, token.number.high
            if years is None and isinstance(low, int) and isinstance(high, int) and 1 <= low < high <= 120:
                ages = {"value": None, "low": f"P{low}Y", "high": f"P{high}Y", "modifier": "exact", "_unit": "Y"}
                return [_draft("duration", slots, rule, ages)]  # "في سن ال17 او ال18"
            if not isinstance(years, int) or not 1 <= years <= 120 or token.number.scaled > 1:
                return None
            if token.number.ordinal and not (token.definite and reading.tokens[slots.first - 1].has("cue_age_rank")):
                return None
            told_as = _told_before(reading, slots.index("n")) or "exact"  # "تتجاوز أعمارهم الـ60"
            return [_draft("duration", slots, rule, {"value": f"P{years}Y", "modifier": told_as, "_unit": "Y"})]
        told = "ag" in slots and token.number.digits  # "يبلغ 54 من العمر"
        if not isinstance(years, int) or not 1 <= years <= 120 or not (token.definite or told):
            return None
        return [_draft("duration", slots, rule, {"value": f"P{years}Y", "modifier": _bound(reading, slots.first), "_unit": "Y"})]
    if unit_token is None:
        return None  # a pattern may leave it open
    if _in_title(reading, slots.start):
        return []
    entry = unit_token.word.senses["time_unit"]  # type: ignore[union-attr]
    unit = str(entry.value)
    number = token.number if token is not None else None
    twice = _twice(slots)
    if twice is False:
        return None
    if isinstance(twice, Number):
        number = twice
    fields: dict[str, Any] = {"value": None}
    if rule.id == "duration.age-range":
        upper = slots.get("m")
        assert upper is not None and upper.number is not None and number is not None
        if not isinstance(number.value, int) or not isinstance(upper.number.value, int) or not number.value < upper.number.value <= 120:
            return None
        fields["low"], fields["high"] = iso_duration(number.value, unit), iso_duration(upper.number.value, unit)
    elif rule.id == "duration.bare":
        one, part = slots.get("one"), slots.get("n")
        follow = reading.tokens[slots.last + 1] if slots.last + 1 < len(reading.tokens) else None
        if (
            follow is not None
            and follow.number is not None
            and follow.clitics == "و"
            and reading.norm[slots.end : follow.lead].strip(" ") == ""
        ):
            return None  # "عام ونصف"
        if unit_token.definite or (unit_token.word is not None and "time_unit" in unit_token.word.duals):
            return None
        bound = slots.get("md")
        if bound is not None and (unit_token.clitics or not (bound.has("bound_of_one") or bound.value("modifier") == "approximate")):
            return None  # "فوق ساعة", "أطول من ليله"
        if one is not None and (one.number is None or one.number.value != 1 or one.number.digits):
            return None
        known = reading.database.lexicon.words.get(reading.word_after(slots.end))
        if one is None and part is None and noun_after(reading, slots.end) is not None and not (known and "whole_word" in known.senses):
            return None
        if reading.norm[slots.end : slots.end + 3].strip(" ")[:1].isdigit() or unit_token.text in _plurals(unit_token):
            return None
        amount_bare: Exact = 1
        if part is not None and part.number is not None and part.number.fraction is not None:
            amount_bare = Decimal(part.number.fraction[0]) / part.number.fraction[1]
        fields["value"] = iso_duration(amount_bare, unit)
    elif rule.id == "duration.vague":
        if number is None or number.value is None:
            return None
        fields["value"] = iso_duration(number.value, unit)
    elif rule.id == "duration.one":
        one = slots.get("one")
        assert one is not None and one.number is not None
        if one.number.value != 1 or one.number.digits or one.definite or one.clitics:
            return None
        if unit_token.definite:
            return None
        fields["value"] = iso_duration(1, unit)
    elif rule.id == "duration.definite":
        definite = unit_token.has_article  # "للسنوات الست"
        if number is not None and not definite and not number.digits and not number.ordinal and number.value is not None:
            assert token is not None
            several = unit_token.text in _plurals(unit_token) and 3 <= number.value <= 10 and number.scaled == 1
            if several and not token.definite and not token.clitics and noun_after(reading, slots.end) is None:
                fields.update(value=iso_duration(number.value, unit), modifier="exact", _unit=unit, _number=number)
                return [_draft("duration", slots, rule, fields)]  # "بعد عقود ستة"
            return None
        if not definite or number is None or number.value is None:
            return None
        if not number.definite and not (
            number.digits and unit_token.text in _plurals(unit_token) and reading.word_after(slots.end)[:2] == "ال"
        ):
            return None
        fields["value"] = iso_duration(number.value, unit)
    elif rule.id == "duration.one-and-a-half":
        half = slots.get("f")
        if half is None or half.number is None or half.number.value is None or unit_token.definite or half.number.value >= 1:
            return None
        if unit_token.word is not None and "time_unit" in unit_token.word.duals:
            return None
        if slots.get("t2") is None and (phrase := noun_after(reading, slots.end)) is not None:
            if phrase[0].startswith("ال") or reading.database.nominal(fold(phrase[0].split()[0])):
                return None
        fields["value"] = iso_duration(1 + Decimal(half.number.value), unit)
    elif rule.id == "duration.dual-or-more":
        more = slots.get("m")
        assert more is not None and more.number is not None
        to = reading.tokens[slots.index("t") + 1].value("connector") == "to"
        opens = slots.first > 0 and reading.tokens[slots.first - 1].has("between") and reading.follows(slots.first)
        if (
            more.number.value not in ((3, 4, 5, 6, 7, 8, 9, 10) if to and opens else () if to else (3, 4))
            or more.number.digits
            or more.clitics
            or unit_token.definite
            or noun_after(reading, more.end) is not None
        ):
            return None
        fields["low"], fields["high"] = iso_duration(2, unit), iso_duration(more.number.value or 3, unit)
    elif rule.id == "duration.one-and":
        small, second_unit = slots.get("m"), slots.get("t2")
        assert second_unit is not None
        lesser = str(second_unit.value("time_unit"))
        amount_small = small.number.value if small is not None and small.number is not None else 2
        if amount_small is None or unit_token.definite or (unit_token.word is not None and "time_unit" in unit_token.word.duals):
            return None
        to = reading.tokens[slots.index("t") + 1]
        if to.has("connector") or (slots.first and reading.tokens[slots.first - 1].has("between") and reading.follows(slots.first)):
            fields["low"], fields["high"] = (
                iso_duration(1, unit),
                iso_duration(amount_small, lesser),
            )  # "بين شهر وستة أسابيع", "من سنة إلى خمس سنوات"
            if _days(fields["low"]) >= _days(fields["high"]):
                return None
            fields.update(modifier="exact", _unit=lesser)
            return [_draft("duration", slots, rule, fields)]
        if unit[0].isdigit() or _ORDER.index(unit) >= _ORDER.index(lesser):
            return None
        fields["value"] = _sum(iso_duration(1, unit), iso_duration(amount_small, lesser))
        unit = lesser
    elif number is None:
        if unit_token.definite and unit == "Y" and reading.word_before(unit_token.lead).startswith("ال"):
            return []  # "المدعين العامين"
        second = slots.get("o")
        if second is not None and (second.number is None or second.number.value != 2 or second.number.digits):
            return None
        half = slots.get("f")
        amount: Exact = 2
        if half is not None and half.number is not None and half.number.value is not None:
            amount = 2 + Decimal(half.number.value)
        fields["value"] = iso_duration(amount, unit)
    else:
        if unit_token.definite and rule.id == "duration.amount":
            return None  # "812 الأسبوع الماضي"
        follow = reading.tokens[slots.last + 1] if slots.last + 1 < len(reading.tokens) else None
        if follow is not None and reading.follows(slots.last + 1) and rule.id == "duration.amount" and "f" not in slots:
            year_next = follow.number is not None and isinstance(follow.number.value, int) and 1800 <= follow.number.value <= 2100
            if unit == "D" and follow.number is not None and follow.number.digits and unit_token.text == "يوم":
                return None  # "للمرة 25 يوم 29 أبريل"
            if (unit == "Y" and year_next) or (unit == "D" and follow.has("weekday")):
                return None  # "القوى الست عام 2015"
        if number.value == 0 and not number.digits:
            return None  # "1 / صفر يوم الأحد"
        limit = entry.features.get("most")
        if limit is not None and number.value is not None and number.value > limit:
            return None
        if number.value is None:
            assert number.low is not None and number.high is not None
            fields["low"], fields["high"] = iso_duration(number.low, unit), iso_duration(number.high, unit)
        elif number.fraction is not None:
            top, bottom = number.fraction
            fields["value"] = iso_duration(Decimal(top) / bottom, unit)
        else:
            if unit == "TS" and number.scaled == 1 and number.other is not None and number.value >= 1000 > number.other:
                number.value, number.other = number.other, number.value  # "دقيقة واحدة و11.212 ثانية"
            value: Exact = number.value
            half = slots.get("f")
            if half is not None and half.number is not None and half.number.value is not None:
                value = value + Decimal(half.number.value)
            fields["value"] = iso_duration(value, unit)
    fields["modifier"] = _modifier(reading, slots.first, slots.last, slots.end, number)
    if fields["modifier"] == "exact" and unit == "Y" and reading.ahead(slots.start, "cue_under"):
        fields["modifier"] = "less_than"  # "تحت 20 عاما"
    if fields["modifier"] == "exact" and unit == "Y" and slots.first > 1 and reading.tokens[slots.first - 1].has("age_cue"):
        bounded = reading.tokens[slots.first - 2]  # "دون سن 15 سنة"
        if bounded.has("modifier") and reading.follows(slots.first) and reading.follows(slots.first - 1):
            fields["modifier"] = str(bounded.value("modifier"))
    if fields["modifier"] != "exact" and reading.word_before(reading.tokens[slots.first].lead) == "كل":
        fields["modifier"] = "exact"  # "مرة كل ثلاثة أشهر على الأقل"
    fields["_unit"] = unit
    fields["_number"] = number
    return [_draft("duration", slots, rule, fields)]


def _ages(slots: Slots, rule: Rule) -> list[Draft] | None:
    """Ages in words: "بين العشرين والخامسة والأربعين"."""
    low, high = slots.get("n"), slots.get("m")
    if low is None or high is None or low.number is None or high.number is None or low.number.digits or high.number.digits:
        return None
    a, b = low.number.value, high.number.value
    if not (low.definite and high.definite and isinstance(a, int) and isinstance(b, int) and 12 <= a < b <= 99):
        return None
    if not any(n.ordinal and n.value is not None and n.value % 10 for n in (low.number, high.number)):
        return None
    ages = {"value": None, "low": f"P{a}Y", "high": f"P{b}Y", "modifier": "exact", "_unit": "Y"}
    return [_draft("duration", slots, rule, ages)]


@cache
def _folded_plurals(*plurals: str) -> frozenset[str]:
    return frozenset(form for plural in plurals for form in (fold(plural), fold(plural) + "ا"))


def _bound(reading: Reading, first: int) -> str:
    """The modifier that stands directly before an age: "دون العشرين من عمره"."""
    before = reading.tokens[first - 1] if first else None
    return str(before.value("modifier")) if before is not None and before.has("modifier") and reading.follows(first) else "exact"


def _plurals(token: Token, sense: str = "time_unit") -> frozenset[str]:
    """The folded plurals of a token's word in a sense, none where it lacks the sense."""
    entry = token.word.senses.get(sense) if token.word is not None else None
    return _folded_plurals(*entry.plural) if entry is not None else frozenset()


def _tells_alif_maqsura(reading: Reading) -> bool:
    return "ى" in reading.view.text


def ordinal(reading: Reading, rule: Rule, slots: Slots) -> list[Draft] | None:
    """Build a rank."""
    token = slots.get("n")
    if rule.id == "ordinal.rank" and reading.after(slots.end, "cue_kinship"):
        return []  # "ثاني بن جاسم"
    if rule.id == "ordinal.list":
        return _ranks(reading, rule, slots)
    if rule.id == "ordinal.in-the-world":
        assert token is not None and token.number is not None
        small = token.number.plain and isinstance(token.number.value, int) and 0 < token.number.value <= 250
        if not small or (not token.definite and token.clitics):
            return None
    if rule.id == "ordinal.article":
        assert token is not None and token.number is not None
        value = token.number.value
        head = reading.tokens[slots.first]
        if not isinstance(value, int) or (token.number.digits and not token.number.plain) or value == 1 or value >= 1900:
            return None
        if token.number.digits and not token.definite and head.has("agent") and _fits(reading, token.end, value, surely=True):
            return None  # "يضم المركز 112 سريرا"
        if not token.definite and not (head.has("rank_head") and token.number.digits and value <= 200):
            phrase = noun_after(reading, token.end)
            if not head.has("event_head") or not token.number.digits or value > 200 or token.clitics:
                return None
            if phrase is not None and not (fold(phrase[0]).startswith("ال") and reading.norm[token.end : token.end + 1] == " "):
                return None  # but "المؤتمر 23 العادي"
        follow = reading.tokens[slots.index("n") + 1] if slots.index("n") + 1 < len(reading.tokens) else None
        if (
            follow is not None
            and reading.follows(slots.index("n") + 1)
            and any(follow.has(s) for s in ("unit", "currency", "time_unit", "percent"))
            and not (follow.text == "يوم" and _DIGIT_AFTER(reading.norm, follow.end))
        ):
            return None
        if head.has("label") and not head.has("ordinal_head") and token.number.digits and not token.definite:
            return None
        if _SCORE_BEHIND(reading.norm, token.end):
            return None  # "فوزه الثمين 3 / صفر"
        if (
            slots.index("n") - slots.first > 1
            and reading.tokens[slots.first + 1].has("currency_adjective")
            and not (token.number.digits or token.number.ordinal)
        ):
            return None  # "دول مجلس التعاون الخليجي الست"
        if token.number.scaled > 1 or value > 500:
            return None
        if not token.number.digits and not token.number.ordinal and value < 20 and noun_after(reading, token.end) is not None:
            return None  # "فئة الخمس نجوم"
        return [Draft("ordinal", token.start, token.end, slots.index("n"), slots.index("n"), rule.id, {"value": value})]
    if token is None:
        token = slots.get("e")
        assert token is not None
        if rule.id == "ordinal.indefinite" and not _ranked(reading, token):
            return None
        return [Draft("ordinal", token.start, token.end, slots.first, slots.last, rule.id,
                      {"value": token.value("enumeration")})]  # fmt: skip
    number = token.number
    assert number is not None and number.value is not None
    if token.word is not None and "time_unit" in token.word.senses and not token.definite:
        before = reading.word_before(token.lead)
        if not before or not before.endswith("ه"):
            return []
    if token.word is not None and "ord" in token.word.senses and token.word.senses["ord"].features.get("day"):
        return []  # "فاتح بيرول"
    written = _original(reading, token)
    if token.word is not None and token.word.form == "اولي" and written.endswith("ي") and not token.definite:
        return []  # أُولي "was given", أوّلي "preliminary"
    if token.word is not None and token.word.form == "اولي" and written.endswith("ي") and reading.fact("alif maqsura", _tells_alif_maqsura):
        return []  # "تقريره الأولي", in a text that tells ى from ي
    if token.word is not None and token.word.form == "اولي" and written.endswith("ي") and not reading.word_before(token.lead).endswith("ه"):
        return []  # "التشخيص الأولي"
    if token.word is not None and token.word.form == "اول" and token.clitics[-1:] in ("ب", "ك") and "أ" not in written:
        return []  # باول (Paul)
    if _age_in_tens(reading, token, number):
        return [_draft("duration", slots, rule, {"value": f"P{number.value}Y", "modifier": "exact", "_unit": "Y"})]
    return [_draft("ordinal", slots, rule, {"value": int(number.value)})]


def _ranks(reading: Reading, rule: Rule, slots: Slots) -> list[Draft] | None:
    """Ranks behind one plural head: "المراكز 69 و73 و74", "المرتبتين 10 و11"."""
    out = []
    for token in slots.all("l"):
        value = token.number.value if token.number is not None else None
        if token.number is None or not isinstance(value, int) or not 1 <= value <= 1000 or token.number.scaled > 1:
            return None
        index = reading.index(token)
        out.append(Draft("ordinal", token.start, token.end, index, index, rule.id, {"value": value}))
    return None if _fits(reading, slots.end, out[-1].fields["value"]) else out


_MEMORIAL = re.compile(r"(?<![^\W\d_])(?:[وفبل]|لل)?(?:ال)?(?:ذكري|عيد|ذكراها|ذكراه)(?: [^\W\d_]+){1,3} $").search


def _anniversary(reading: Reading, token: Token, number: Number) -> bool:
    """Whether a definite number is the rank of an anniversary: "ذكرى النكبة السبعين", "عيد تأسيس دولتهم المائة"."""
    if not token.definite or token.clitics or not isinstance(number.value, int) or not 1 < number.value <= 500 or number.scaled >= 1000:
        return False
    return _MEMORIAL(reading.norm, max(0, token.lead - 45), token.lead) is not None and noun_after(reading, token.end) is None


_WHOLES = frozenset({"سكان", "عدد", "مساحه", "اجمالي", "مجموع", "ميزانيه", "اراضي", "انتاج", "صادرات", "واردات", "القوه", "الناتج"})


def _fifth(reading: Reading, rule: Rule, slots: Slots) -> list[Draft]:
    """A fifth, whose letters are those of five: "خمس سكان البلاد", "بنسبة الخمس"."""
    phrase = noun_after(reading, slots.end, construct=True)
    modifier = _modifier(reading, slots.first, slots.last, slots.end, None)
    return [_draft("percentage", slots, rule, {"value": 20, "fraction": "1/5", "of": phrase[0] if phrase else None, "modifier": modifier})]


def _in_title(reading: Reading, offset: int) -> bool:
    """Whether a quotation that is a title opens right before an offset."""
    if not offset or reading.norm[offset - 1] != '"':
        return False
    return reading.says("title_head") and reading.database.lexicon.has(reading.word_before(offset - 1), "title_head")


def _seeded(reading: Reading, token: Token, number: Number) -> bool:
    """Whether a definite number in words stands behind a person's name, as a rank does: "أمام البولندية رادفانسكا الثلاثين"."""
    if not token.definite or token.clitics or number.digits or not isinstance(number.value, int) or not 20 <= number.value <= 99:
        return False
    name = reading.word_before(token.lead)
    if len(name) < 4 or _countable(reading, name) or name.startswith(("ال", "لل", "بال", "وال")) or name.endswith(("ه", "ها", "هم", "نا")):
        return False
    start = reading.norm.rindex(name, 0, token.lead)
    return noun_after(reading, token.end) is None and not reading.database.nominal(name[1:]) and reading.word_before(start) != ""


def _age_in_tens(reading: Reading, token: Token, number: Number) -> bool:
    """Whether a definite number behind في is an age: "في الخامسة والأربعين", "شيخ في الستين"."""
    value = number.value
    if token.definite and not token.clitics and isinstance(value, int) and 10 <= value <= 99 and number.scaled == 1:
        if reading.ahead(token.lead, "cue_comes_of_age") and not _fits(reading, token.end, value):
            return not reading.after(token.end, "cue_of")  # "عندما بلغ الـ17"
    if token.definite and number.digits and number.plain and not token.clitics and isinstance(value, int) and 10 <= value <= 99:
        ahead = reading.ahead(token.lead, "cue_in") and (
            _CLAUSE_MARK(reading.norm, token.end, token.end + 2) or _BY_AND(reading.norm, token.end)
        )
        return bool(ahead) and noun_after(reading, token.end) is None  # "رجل في الـ31 وامرأة في الـ33"
    if not number.definite or number.digits or token.clitics or not isinstance(value, int) or not 20 <= value <= 99:
        return False
    if not reading.ahead(token.lead, "cue_in") or reading.after(token.end, "cue_of"):
        return False
    if number.ordinal:
        return not reading.word_after(token.end).startswith("ال") and reading.norm[token.start : token.end].split()[0].endswith(
            ("ه", "اولي")
        )
    offset = token.lead
    for _ in range(2):  # the word before في
        offset = reading.norm.rindex(reading.word_before(offset), 0, offset)
        if not reading.word_before(offset):
            return False
        if reading.ahead(offset, "cue_aged"):
            return value % 10 == 0
    return False


_PLACED = re.compile(r"(?<![^\W\d_])[وف]?(?:حل|حلت|حلوا)(?: [^\W\d_]+){0,3} $").search
_BY_AND = re.compile(r" و[^\W\d_]").match


def _ranked(reading: Reading, token: Token) -> bool:
    """Whether an adverb of enumeration is rather the rank of the noun before it: "هدفا سادسا"."""
    noun = reading.word_before(token.lead)
    if not token.clitics and _PLACED(reading.norm, max(0, token.lead - 40), token.lead):
        return True  # "حل ميسي ثالثا"
    if token.clitics or token.value("enumeration") == 1 or not noun.endswith("ا") or reading.ahead(token.lead, "stop"):
        return False
    mark = reading.norm[token.end : token.end + 1]
    return mark not in (":", "-") and (noun.endswith("يا") or _countable(reading, noun[:-1])) and len(noun) > 3


def share_units(reading: Reading) -> None:
    """Give a bare number the unit and scale its neighbour names: "من 13,7 إلى 13 في المئة", "من 58 إلى 125 مليون دونج", "إلى 42" after "39 دولارا".

    The neighbour may also make it a rank ("من المركز 91 إلى 100") or a percentage ("بنسبة 23.9" beside "20.9 في المئة").
    """
    drafts = reading.drafts
    norm = reading.norm
    for i in range(len(drafts) - 2, -1, -1):
        left, right = drafts[i], drafts[i + 1]
        if left.kind == "count" and left.fields.get("noun") is None and right.kind in _UNITS and _bare(left):
            between = norm[left.end : right.start].strip(" ")
            number = right.fields.get("_number")
            if right.kind == "percentage" and (left.fields.get("value") or 0) >= 1000:
                continue
            if (between in ("و", "،", ",", "/") or _connects(reading, left, right)) and number is not None:
                if between == "/" or _connects(reading, left, right):
                    _carry(left, right)
                _take(left, right)
            elif right.kind == "money" and left.fields["_number"].scaled >= 1_000_000 and 0 < len(between) < 30 and _COMPARED(between):
                _take(left, right)  # "2.150 مليار، بزيادة 245 مليار دونج"
        elif left.kind == right.kind == "count" and left.fields.get("noun") is None and _bare(left) and _connects(reading, left, right):
            _carry(left, right)  # "من 1,2 إلى 1,5 مليون نسمة"
        elif right.kind == "duration" and left.kind == "count" and left.fields.get("noun") is None and _bare(left):
            value, unit = left.fields.get("value"), str(right.fields["_unit"])
            if (
                (norm[left.end : right.start].strip(" ") in ("و", "أو") or _connects(reading, left, right))
                and value is not None
                and value < 100
                and left.fields["_number"].digits
            ):
                left.kind = "duration"  # "16 و18 سنة"
                left.fields.pop("noun")
                left.fields.update(value=iso_duration(value, unit), _unit=unit)
    for i, draft in enumerate(drafts):
        if draft.kind == "count" and draft.fields.get("noun") is None and draft.fields.get("value") is not None and _bare(draft):
            near = _rate_beside(reading, i)
            if near is not None:
                _take(draft, near)  # "بنسبة 20.9 في المئة والمشروبات بنسبة 23.9"
    sum_before: Draft | None = None
    for draft in drafts:
        if draft.kind == "count" and sum_before is not None and _more_of_it(reading, sum_before, draft):
            _take(draft, sum_before)
        if draft.kind == "count" and sum_before is not None and _upper_end(reading, sum_before, draft):
            _take(draft, sum_before)  # "بين 1500 يورو و2000"
        if draft.kind == "money":
            sum_before = draft
    for i in range(1, len(drafts)):
        left, right = drafts[i - 1], drafts[i]
        if right.kind != "count" or not _bare(right):
            continue
        if (
            left.kind == "money"
            and right.fields.get("noun") is not None
            and reading.after(right.end, "cue_of")
            and _same_money(reading, left, right)
        ):
            _take(right, left)  # "منها 300 مليار من الدولة"
        if right.kind != "count" or right.fields.get("noun") is not None:
            continue
        if left.kind == "percentage" and 0 < (right.fields.get("value") or 0) <= 100 and reading.ahead(right.start, "cue_versus"):
            if right.start - left.end < 12:
                _take(right, left)  # "58.4% مقابل 53 خلال 2015"
            continue
        if left.kind == "percentage" and not (left.first and reading.tokens[left.first - 1].has("from")):
            continue  # "زاد 0.6% إلى 905.50" comes to a level
        if (
            left.kind == "measure"
            and right.start - left.end < 20
            and reading.ahead(right.start, "cue_dimension")
            and right.fields["_number"].digits
        ):
            if left.fields.get("unit") in _LENGTHS:
                _take(right, left)  # "بطول 126 مترا وعرض 225"
                continue
        if left.kind == "ordinal" and _connects(reading, left, right) and isinstance(right.fields.get("value"), int):
            ranked = reading.tokens[left.last].number
            if (
                ranked is not None
                and ranked.digits
                and left.first
                and reading.tokens[left.first - 1].has("ordinal_head")
                and right.fields["_number"].plain
            ):
                right.kind = "ordinal"  # "من المركز 91 إلى 100"
                right.fields.pop("noun", None)
                continue
        if (left.kind == "money" or left.fields.get("unit") == "Cel") and _same_money(reading, left, right):
            _take(right, left)
            continue
        if left.kind in _UNITS and _connects(reading, left, right):
            _take(right, left)
        elif (right.fields["_number"].accusative and not _counted(reading, right)) or (
            right.fields["_number"].scaled > 1 and _after_change(reading, right)
        ):
            for k in range(i - 1, -1, -1):
                earlier = drafts[k]
                if norm.find("\n", earlier.end, right.start) >= 0 or right.start - earlier.end > 200:
                    break
                if earlier.kind == "money" or (earlier.kind == "measure" and not right.fields["_number"].accusative):
                    _take(right, earlier)
                    break


def _rate_beside(reading: Reading, i: int) -> Draft | None:
    """The percentage beside a bare number that "بنسبة" calls one, in the same sentence; None where there is none."""
    drafts, norm = reading.drafts, reading.norm
    draft = drafts[i]
    if draft.fields["value"] > 100 or not reading.ahead(draft.start, "cue_rate"):
        return None
    for k in (i - 1, i + 1):
        other = drafts[k] if 0 <= k < len(drafts) else None
        if other is not None and other.kind == "percentage":
            between = norm[min(draft.end, other.end) : max(draft.start, other.start)]
            if len(between) < 80 and "\n" not in between and ". " not in between:
                return other
    return None


def _connects(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether only a connector stands between two drafts ("إلى"), with or without a modifier ("إلى نحو")."""
    between = reading.tokens[left.last + 1 : right.first]
    if not 1 <= len(between) <= 2 or not between[0].has("connector") or between[0].clitics:
        return False
    if len(between) == 2 and not between[1].has("modifier"):
        return False
    words = reading.norm[left.end : right.start].split()
    return len(words) == sum(len(t.text.split()) for t in between)


def _counted(reading: Reading, draft: Draft) -> bool:
    """Whether the sentence says before the number that it counts: "بلغ عدد الزوار 380 ألفا"."""
    for k in range(draft.first - 1, max(-1, draft.first - 15), -1):
        token = reading.tokens[k]
        if draft.start - token.end > 120 or ". " in reading.norm[token.end : draft.start]:
            return False
        if token.has("count_word"):
            return True
    return False


_NUMBER_NEXT = re.compile(r"[ )]{0,3}[%٪]").match


def _after_change(reading: Reading, draft: Draft) -> bool:
    """Whether a bare number stands behind a noun of change: "بارتفاع 4 آلاف"."""
    if draft.first == 0:
        return False
    before = reading.tokens[draft.first - 1]
    return before.has("change") and before.clitics == "ب" and not reading.before(draft.first).strip(" ")


_SCORE_BEHIND = re.compile(r" ?[/-] ?(?:\d|صفر)").match
_PART = re.compile(r"/\d{1,4}(?:[.,]\d{3})*| من اصل \d").match


def _subject(reading: Reading, head: Token, token: Token) -> bool:
    """Whether a body is the subject of a count rather than one with a number: "حققت المنطقة 12 هدفا", "أكملت المنطقة 12/13 هدفا"."""
    if not head.has("agent") or not head.has_article or token.number is None:
        return False
    return _PART(reading.norm, token.end) is not None or _fits(reading, token.end, token.number.value)


def _fits(reading: Reading, offset: int, value: Exact | None, *, surely: bool = False) -> bool:
    """Whether a noun follows in the case and number that a count asks for: plural behind 3-10, accusative behind 11-99.

    Args:
        surely: whether it must be a noun that is listed, no participle ("متوقعا").
    """
    phrase = noun_after(reading, offset)
    if phrase is None or value is None or value < 3:
        return False
    head = fold(phrase[0].split()[0])
    lexicon = reading.database.lexicon
    if (
        head.startswith("ال")
        or lexicon.has(head, "cue_scope")
        or lexicon.has(head, "cue_of_it")
        or lexicon.has(head, "place")
        or not _countable(reading, head)
    ):
        return False
    if value <= 10:
        return head.endswith("ات") or (not head.endswith(("ا", "ه", "ي")) and not lexicon.has(head, "stop"))
    stem = head.removesuffix("ا")
    noun = stem + "ين" in lexicon.words or (head.endswith("ه") and head[:-1] + "تين" in lexicon.words)
    if 11 <= value % 100 <= 99:
        return (noun and head.endswith(("ا", "ه"))) or (head.endswith("ا") and not (surely and head.startswith("م")))
    return noun


def nothing(reading: Reading, rule: Rule, slots: Slots) -> list[Draft] | None:
    """A false positive wins unless its number has a unit of its own: "الطريق 12" but "الخط 19,7 كم"."""
    tokens = reading.tokens
    numbers = [t for t in tokens[slots.first : slots.last + 1] if t.number is not None]
    if rule.id == "none.clock" and numbers and not numbers[-1].number.digits and numbers[-1].text.endswith("ه"):  # type: ignore[union-attr]
        if not numbers[-1].number.ordinal and noun_after(reading, slots.end) is not None:  # type: ignore[union-attr]
            return None  # "الساعة ثلاثة خيارات"
    if rule.id == "none.clock-rank" and numbers and numbers[0].number is not None and numbers[0].number.ordinal:
        previous_word = reading.word_before(numbers[0].lead)
        if previous_word.startswith(("ال", "لل", "بال", "وال")) and previous_word != "الي":
            return None if not reading.tokens[slots.first - 1].has("hour_word") else []  # "المرة الثانية صباح الأحد"
        if not reading.norm.endswith(("ه", "اولي"), 0, numbers[0].end):
            return None  # "مات الثاني صباح الأحد"
        last = tokens[slots.last]
        if slots.last > slots.first and not last.has("clock_after") and (
            not numbers[0].definite or (not last.has("time_unit") and noun_after(reading, last.end) is not None)
        ):  # fmt: skip
            return None  # "التاسعة ونصف السكان"
    if rule.id == "none.score":
        small = all((t.number.plain or not t.number.digits) and t.number.value is not None and t.number.value < 40 for t in numbers)  # type: ignore[union-attr]
        even = reading.norm[numbers[0].end : numbers[-1].start] in (":", " : ")  # "غالاكسي 9: 4 غيغابايت"
        if reading.norm[numbers[0].end : numbers[-1].start].strip(" ") == "/":  # "1 / صفر"
            even = any(t.number.value == 0 and not t.number.digits for t in numbers)  # type: ignore[union-attr]
        if reading.norm[numbers[0].end : numbers[-1].start] == " مقابل ":  # "15 مقابل 8"
            even = reading.says("score_word") and noun_after(reading, slots.end) is None and not _NUMBER_NEXT(reading.norm, slots.end)
        return [] if small and even else None
    if rule.id == "none.score-in-words":
        if tokens[slots.last].text.startswith("مرت"):
            return None  # "وتعادل مرتين"
        return None if any(t.number is not None and (t.number.value or 0) >= 20 for t in numbers) else []
    if not numbers or rule.id not in ("none.labelled-number", "none.list-number"):
        return []
    last = numbers[-1]
    if last.number is not None and last.number.scaled > 1:
        return None
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
    if last.number is not None and last.number.plain and last.number.low is not None and last.number.low >= 1900:
        return None
    if last.number is not None and last.number.digits and not last.definite and _subject(reading, tokens[slots.first], last):
        return None  # "حققت المنطقة 12 هدفا"
    index = slots.last + 1
    if index < len(tokens) and not reading.norm[last.end : tokens[index].lead].strip(" "):
        after = tokens[index]
        dated = after.text == "يوم" and _DIGIT_AFTER(reading.norm, after.end)  # "الطريق رقم 5 يوم 12 مايو"
        if not after.clitics and not dated and any(after.has(s) for s in ("unit", "currency", "subunit", "percent", "time_unit", "month")):
            return [] if after.has("era") else None
    if reading.norm[last.end : last.end + 2].strip(" ").startswith("%"):
        return None
    first = tokens[slots.first]
    if (
        first.has("time_unit")
        and not first.has("label")
        and last.number is not None
        and (not last.number.digits or last.definite or reading.word_after(last.end)[:2] == "ال")
    ):
        return None  # "الدقائق العشر الأخيرة"
    if first.has("numbered_name") and (first.definite or (last.number is not None and (last.definite or not last.number.plain))):
        return None  # "دول مجلس التعاون الخليجي الست"
    if first.has("year_head") and last.number is not None and isinstance(last.number.value, int) and 1900 <= last.number.value <= 2050:
        return None  # "نسخة 1998"
    if first.has("cue_numero"):
        phrase = noun_after(reading, slots.end)
        if phrase is not None and not phrase[0].startswith("ال"):
            return None
    end = slots.end
    while (more := _MORE_LABELLED(reading.norm, end)) is not None:
        phrase = noun_after(reading, more.end())
        if phrase is not None and not phrase[0].startswith("ال"):
            break
        end = more.end()  # "الفصول 6 و22 و35 و36 المتعلقة"
    return [Draft("none", slots.start, end, slots.first, slots.last, rule.id, {})] if end > slots.end else []


_MORE_LABELLED = re.compile(r"(?: ?(?:[،,]|و)+ ?و?\d{1,4}+(?:[-/]\d{1,4})?+| (?:فقره|بند|مكرر)(?: \d{1,3}+)?)(?!\d|[.,]\d| ?%)").match
_UNITS = frozenset({"percentage", "money", "measure"})
_COMPARED = re.compile(r"[\s،,(]*(?:(?:مقابل|مقارنه|منها|من|بما|في|ذلك|اصل|بزياده|بانخفاض|نحو|حوالي|بنحو|عن|ب|مع) ?)+").fullmatch
_OF_IT = re.compile(r"[،,]? منها(?: [^\W\d_]+){0,3} | و[^\W\d_]+ ").fullmatch
_EACH = re.compile(r" (لل|ل|عن |في |من )[^\W\d_]+(?: [^\W\d_]+)?[،,]? ?(?:و)?").fullmatch


def _same_money(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether a bare number behind an amount is one more of its kind: "5 ملايين دولار مقابل 4 ملايين", "500 ريال للأعزب و1000 للمتزوج"."""
    number = right.fields["_number"]
    token = reading.tokens[right.first]
    between = reading.norm[left.end : token.lead] + token.clitics
    if len(between) > 40 or "\n" in between:
        return False
    if number.scaled >= 1_000_000 and _COMPARED(between):
        return True
    if number.scaled >= 1_000_000_000 and left.kind == "money" and _OF_IT(between):
        return True  # "منها الإيرادات المحلية 9.870 مليار والضرائب 2.587 مليار"
    each = _EACH(between)
    if each is None or not number.digits or token.clitics != "و":
        return False
    return reading.norm[right.end : right.end + 6].lstrip(" ").startswith(each[1].strip())


def _upper_end(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether a bare count is the upper end of a range that begins with an amount."""
    before = reading.tokens[left.first - 1] if left.first else None
    if before is None or not before.has("between") or right.fields.get("noun") is not None or not _bare(right):
        return False
    low, high = left.fields.get("value"), right.fields.get("value")
    joined = reading.norm[left.end : right.start].strip(" ") == "و"
    return joined and low is not None and high is not None and low < high and noun_after(reading, right.end) is None


def _more_of_it(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether bare millions or billions stand close behind an amount of that scale: "375 مليار دولار … بخفضه بمقدار 200 مليار"."""
    a, b = left.fields.get("_number"), right.fields.get("_number")
    if (
        not isinstance(a, Number)
        or not isinstance(b, Number)
        or right.fields.get("noun") is not None
        or left.fields.get("currency") is None
    ):
        return False
    if a.scaled != b.scaled or a.scaled < 1_000_000 or right.start - left.end >= 160:
        return False
    if a.scaled < 1_000_000_000 and (right.start - left.end > 90 or _SENTENCE_END(reading.norm, left.end, right.start)):
        return False
    return noun_after(reading, right.end) is None and _OF_PEOPLE(reading.norm, max(0, right.start - 30), right.start) is None


_SENTENCE_END = re.compile(r"[.؟!\n](?!\d)").search
_OF_PEOPLE = re.compile(r"سكان|عدد|مستخدم|شخص|نسمه|مشترك|مشاهد|متابع|انسان").search


_LENGTHS = frozenset({"m", "cm", "mm", "km"})


def _bare(draft: Draft) -> bool:
    return isinstance(draft.fields.get("_number"), Number) and draft.fields.get("modifier") != "multiples"


def _carry(left: Draft, right: Draft) -> None:
    """Give the first end of "من 58 إلى 125 مليون دونج" the scale that only the second one names."""
    a, b = left.fields.get("_number"), right.fields.get("_number")
    if not isinstance(a, Number) or not isinstance(b, Number) or a.scaled != 1 or b.scaled == 1 or not a.digits:
        return
    low, high = left.fields.get("value"), right.fields.get("value")
    if low is not None and high is not None and 0 < low < 1_000_000 and low * b.scaled <= high * 100:
        left.fields["value"] = _whole(Decimal(low) * b.scaled)


def _take(draft: Draft, source: Draft) -> None:
    """Turn a bare count into its neighbour's kind."""
    number = draft.fields.get("_number")
    if source.fields.get("_grouped") and isinstance(number, Number) and number.scaled > 1 and number.other is not None:
        if draft.fields.get("value") == number.value and number.other > (number.value or 0):
            draft.fields["value"] = number.other  # "12.345 مليار دونج، بزيادة 1.200 مليار"
    draft.kind = source.kind
    draft.fields.pop("noun", None)
    for key in ("currency", "unit", "_noun", "_grouped", "point"):
        if key in source.fields:
            draft.fields[key] = source.fields[key]


def join_durations(reading: Reading) -> None:
    """Join "ثلاث سنوات وخمسة أشهر" into one duration."""
    out: list[Draft] = []
    for draft in reading.drafts:
        last = out[-1] if out else None
        if (
            last is not None
            and last.kind == draft.kind == "duration"
            and last.fields.get("value")
            and draft.fields.get("value")
            and reading.norm[last.end : draft.start].strip(" ") == "و"
            and _ORDER.index(last.fields["_unit"]) < _ORDER.index(draft.fields["_unit"])
        ):
            last.fields["value"] = _sum(last.fields["value"], draft.fields["value"])
            last.fields["_unit"] = draft.fields["_unit"]
            last.end, last.last = draft.end, draft.last
            continue
        out.append(draft)
    reading.drafts[:] = out


_ORDER = ["100Y", "10Y", "Y", "M", "W", "D", "TH", "TM", "TS"]


def _sum(left: str, right: str) -> str:
    day, _, time = left[1:].partition("T")
    day2, _, time2 = right[1:].partition("T")
    return "P" + day + day2 + (f"T{time}{time2}" if time or time2 else "")


def settle_currencies(reading: Reading, countries: list[str]) -> None:
    """Settle ambiguous currency nouns (ريال، دينار، ليرة …) by the document.

    An amount elsewhere in the document that names the same noun with its country wins; else the countries of the
    places it names, most frequent first, where all that use such a noun agree with the first.

    Args:
        reading: with all drafts.
        countries: ISO 3166 codes of the document's places, most frequent first.
    """
    named: dict[str, str] = {}  # a currency that the text names with its country: "الفرنك السويسري"
    loose: dict[str, str] = {}  # a country's adjective anywhere
    open_drafts = [d for d in reading.drafts if d.kind == "money" and d.fields.get("_noun") and not d.fields["currency"]]
    if not open_drafts:
        return
    entries = reading.database.lexicon.entries
    for index, token in enumerate(reading.tokens):
        if token.has("currency_adjective"):
            coin = reading.tokens[index - 1] if index and not reading.before(index).strip(" ") else None
            own = coin.word.senses["currency"].features.get("ambiguous") if coin is not None and coin.has("currency") else None  # type: ignore[union-attr]
            for noun, code in token.word.senses["currency_adjective"].features.items():  # type: ignore[union-attr]
                loose.setdefault(noun, code)
                if noun == own:
                    named.setdefault(noun, code)
    by_place: dict[str, str] = {}
    for country in countries:
        entry = entries.get(f"country_currency.{country.lower()}")
        if entry is not None:
            for noun, code in entry.features.items():
                by_place.setdefault(noun, code)
    for draft in open_drafts:
        noun = draft.fields["_noun"]
        draft.fields["currency"] = named.get(noun) or by_place.get(noun) or loose.get(noun)


# From the ending of the first word on, which is rarer to look for than its beginning.
_TWO_DUALS = re.compile(r"ت(?:ين|ان) ([^\W\d_]{2,}ت(?:ين|ان))(?![^\W\d_])")
_WORD_TO = re.compile(r"[^\W\d_]{5,}$")


def unlisted_duals(reading: Reading) -> None:
    """Count an unlisted noun whose dual stands before a dual adjective: "سعفتين ذهبيتين"."""
    norm = reading.norm
    taken = Cover(reading.drafts)
    added = []
    for found in _TWO_DUALS.finditer(norm):
        head = _WORD_TO.search(norm, max(0, found.start() - 25), found.start() + 3)
        if head is None:
            continue
        (start, end), word, adjective = head.span(), head[0], found[1]
        if word[-3:] != adjective[-3:] or word.startswith(("ال", "وال", "بال", "لل", "كال", "فال")) or adjective.startswith("ال"):
            continue
        if word in reading.database.lexicon.words or taken.over(start, end) is not None:
            continue
        index = bisect_left(reading.tokens, start, key=lambda token: token.start) - 1
        following = reading.tokens[index + 1] if index + 1 < len(reading.tokens) else None
        if following is not None and following.place and following.lead <= start < following.end:
            continue  # "وأفغانستان وباكستان"
        a, b = reading.view.origin(start, found.end(1))
        added.append(Draft("count", start, end, max(index, 0), max(index, 0), "count.dual-noun",
                           {"value": 2, "noun": reading.view.text[a:b], "modifier": "exact"}))  # fmt: skip
    if added:
        reading.drafts.extend(added)
        reading.drafts.sort(key=lambda d: d.start)


def join_ranges(reading: Reading) -> None:
    """Join "ما بين 5% و7%", "من 10% إلى 15%", "بين 400 غرام وكيلوغرام واحد" into one range: two quantities of one unit, or of units that compare."""
    out: list[Draft] = []
    for draft in reading.drafts:
        last = out[-1] if out else None
        if (
            last is not None
            and last.kind == draft.kind
            and draft.kind in ("percentage", "money", "measure", "duration")
            and last.fields.get("value") is not None
            and draft.fields.get("value") is not None
            and (ratio := _comparable(reading, last, draft)) is not None
            and _rises(last, draft, ratio)
            and _range_between(reading, last, draft)
            and last.fields.get("currency") in (None, draft.fields.get("currency"))
        ):
            high = draft.fields["value"]
            last.fields["low"], last.fields["high"] = last.fields["value"], high if ratio == 1 else _whole(Decimal(high) * ratio)
            last.fields["value"] = None
            if draft.kind == "money":
                last.fields["currency"], last.fields["_noun"] = draft.fields["currency"], draft.fields["_noun"]
            last.end, last.last = draft.end, draft.last
            continue
        out.append(draft)
    reading.drafts[:] = out


def join_repeats(reading: Reading) -> None:
    """Join an amount and itself in brackets behind it: "12.500 دينار (اثنا عشر ألفا وخمسمائة دينار)", "30 يوما (ثلاثين يوما)"."""
    out: list[Draft] = []
    for draft in reading.drafts:
        last = out[-1] if out else None
        if (
            last is not None
            and last.kind in ("money", "measure", "duration")
            and (draft.kind == last.kind or (draft.kind == "count" and draft.fields.get("noun") is None))
            and reading.norm[last.end : draft.start].strip(" ") == "("
            and reading.norm[draft.end : draft.end + 2].strip(" ")[:1] == ")"
            and last.fields.get("value") is not None
            and (
                last.fields["value"] == draft.fields.get("value")
                or (draft.kind == "count" and _plain_value(last) == draft.fields.get("value"))
            )
            and last.fields.get("unit") == draft.fields.get("unit", last.fields.get("unit"))
            and (draft.kind != "money" or _same_coin(last, draft))
        ):
            if draft.kind == "money" and last.fields.get("currency") is None:
                last.fields["currency"], last.fields["_noun"] = draft.fields["currency"], draft.fields["_noun"]
            last.end, last.last = reading.norm.index(")", draft.end) + 1, draft.last
            continue
        out.append(draft)
    reading.drafts[:] = out


def _same_coin(left: Draft, right: Draft) -> bool:
    """Whether two amounts may be of one currency: the same code, or one left open; the same noun where both are."""
    a: str | None = left.fields.get("currency")
    b: str | None = right.fields.get("currency")
    if a is None and b is None:
        return bool(left.fields.get("_noun") == right.fields.get("_noun"))
    return a is None or b is None or a == b


def _plain_value(draft: Draft) -> Exact | None:
    """The number of a draft without its unit."""
    number = draft.fields.get("_number")
    return number.value if isinstance(number, Number) else draft.fields.get("value")


def join_sums(reading: Reading) -> None:
    """Join "ثلاثة ملايين دينار و278 ألف دينار" into one sum: the second fills the first one's last places."""
    out: list[Draft] = []
    for draft in reading.drafts:
        last = out[-1] if out else None
        if last is not None and last.kind == draft.kind == "money" and reading.norm[last.end : draft.start].strip(" ") == "و":
            a, b = last.fields.get("value"), draft.fields.get("value")
            scale = last.fields["_number"].scaled if last.fields.get("_number") is not None else 1
            same = last.fields["currency"] in (None, draft.fields["currency"])
            if same and a is not None and b is not None and scale >= 1000 and 0 < b < scale and b >= 1000:
                last.fields.update(value=a + b, currency=draft.fields["currency"], _noun=draft.fields["_noun"])
                last.end, last.last = draft.end, draft.last
                continue
        out.append(draft)
    reading.drafts[:] = out


def _comparable(reading: Reading, left: Draft, right: Draft) -> Decimal | None:
    """How many of the first one's units the second one's unit has; None where the two measure different things."""
    if left.fields.get("point") != right.fields.get("point"):
        return None
    a, b = left.fields.get("unit"), right.fields.get("unit")
    if a == b:
        return Decimal(1)
    entry = reading.database.lexicon.entries.get(f"unit_ratio.{b}-{a}".lower())
    return None if entry is None else Decimal(str(entry.value))  # "بين 400 غرام وكيلوغرام واحد"


def _rises(left: Draft, right: Draft, ratio: Decimal) -> bool:
    low, high = left.fields["value"], right.fields["value"]
    if left.kind == "duration":
        return _days(low) < _days(high)
    return bool(low < high * ratio)


def _range_between(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether two quantities are the ends of one range: بين … و …, من … إلى …, … - …."""
    between = reading.norm[left.end : right.start].strip(" ")
    before = reading.tokens[left.first - 1] if left.first else None
    if between == "-":
        return True
    middle = reading.tokens[left.last + 1] if left.last + 1 < len(reading.tokens) else None
    if left.kind == "duration" and middle is not None and middle.has("connector") and between == middle.text:
        if middle.value("connector") == "or":
            return bool(left.fields["_unit"] == right.fields["_unit"])
        if before is None or not before.has("from"):
            return True
    if left.kind == "percentage" and middle is not None and between == middle.text and middle.value("connector") == "to":
        if before is None or not (before.has("from") or before.has("between")):
            return not changes(reading.tokens, left.first, reading.norm)  # "20 في المئة إلى 40 في المئة"
    if before is None or reading.norm[before.end : left.start].strip(" "):
        return False
    if between in ("و", ", و", "، و", ",و", "،و"):
        return before.has("between")
    middle = reading.tokens[left.last + 1] if left.last + 1 < len(reading.tokens) else None
    if middle is None or between != middle.text or middle.value("connector") != "to":
        return False
    if before.has("between"):
        return True  # "بين 500 دينار إلى 1000 دينار"
    if not before.has("from"):
        return False
    return not changes(reading.tokens, left.first - 1, reading.norm)


BUILDERS = {
    "count": count,
    "percentage": percentage,
    "money": money,
    "measure": measure,
    "duration": duration,
    "ordinal": ordinal,
    "none": nothing,
}
