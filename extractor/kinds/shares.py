"""Shares: percentages, points and fractions of a whole."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Final

from ..grammar import Expression, Rule
from ..text.match import Draft, Reading, Slots
from ..text.normalize import fold
from ..text.numbers import Number
from ..text.scan import Token
from .bounds import bound_before, modifier_of
from .drafting import as_int, drafted, is_negative, scaled, written_twice
from .nouns import MASDAR, as_written, behind_limit, behind_word, construct_chain, is_singular, noun_after, token_as_written

_ALL_DAY: Final = re.compile(r"(?:24/24|7/7)(?![\d/])").match
_SHARE: Final = re.compile(r"/(\d{1,2})(?![\d/.,])").match


def digit_share(reading: Reading, token: Token, index: int, rule: Rule) -> Draft | None:
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
    fields = {"value": as_int(round(Decimal(top) * 100 / bottom, 4)), "fraction": f"{top}/{bottom}", "of": of,
              "modifier": modifier_of(reading, index, index, end, None)}  # fmt: skip
    return Draft("percentage", token.start, end, index, index + 1, rule.id, fields)


def bare_percent(reading: Reading, index: int, number: Number) -> Token | None:
    """The word for a hundred behind a figure that has lost its في or ب: "1,6 المئة", "31 مئة من الأصوات"; None where it is none."""
    after = reading.tokens[index + 1] if index + 1 < len(reading.tokens) else None
    if after is None or after.number is None or after.number.digits or after.number.value != 100 or after.number.ordinal:
        return None
    if not reading.follows(index + 1) or (number.value is not None and number.value > 100):
        return None
    return after if after.definite or reading.after(after.end, "cue_of") else None


def percentage(reading: Reading, rule: Rule, slots: Slots) -> list[Draft] | None:
    """Build a percentage."""
    token = slots.get("n")
    sign = slots.get("p")
    one = slots.get("one")
    if one is not None and (one.number is None or one.number.value != 1 or one.number.digits):
        return None
    twice = written_twice(slots)
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
            ) or reading.ahead(slots.start, "cue_than") or ((number.value or 0) > 10 and not _FROM_TO(reading.database).match(reading.norm, slots.end)):  # fmt: skip
                last = reading.drafts[-1] if reading.drafts else None
                beside = last is not None and last.kind == "percentage" and slots.start - last.end <= 30
                beside = beside and not _CLAUSE_COMMA(reading.norm, last.end, slots.start)  # type: ignore[union-attr]
                beside = beside or _rises_by(reading, slots, number)
                if (number.value or 0) > 30 or not (beside or (number.value is not None and _before_a_rate(reading, slots))):
                    return None  # but "إلى 37 بالمئة منخفضة 5.4 نقطة", "بخمس نقاط هذا العام إلى 17.75 في المئة"
            value = "point"
        if number.fraction is not None:
            top, bottom = number.fraction
            fields["value"] = as_int(round(Decimal(top) / bottom, 4))
        else:
            large, small = number.value, number.other
            if large is not None and small is not None and large >= 1000 > small:
                number.value, number.other = number.other, number.value  # "99,613%"
            fields.update(scaled(number, 1, is_negative(reading, slots.start)))
        if value == "point":
            fields["point"] = True
        elif value == "per_mille":
            fields = {k: as_int(Decimal(v) / 10) if v is not None else None for k, v in fields.items()}
        elif value == "basis_point":
            fields = {**{k: as_int(Decimal(v) / 100) if v is not None else None for k, v in fields.items()}, "point": True}
    if reading.norm[slots.end : slots.end + 1] == "%":
        slots.end += 1
    fields["modifier"] = modifier_of(reading, slots.first, slots.last, slots.end, number)
    closes = reading.norm[slots.start - 1 : slots.start] + reading.norm[slots.end : slots.end + 1] == "()"  # "(49%) من الأطفال"
    fields["of"] = None if _by_how_much(reading, slots.first) else _of(reading, slots.end + closes)
    fields["_number"] = number
    if fields["value"] is not None and fields["value"] < 0 and reading.norm[slots.start - 1] == "-":
        slots.start -= 1
    return [drafted("percentage", slots, rule, fields)]


def _rises_by(reading: Reading, slots: Slots, number: Number) -> bool:
    """Whether decimal points tell how much a rate told just before has changed: "13.6% عام 2016، بزيادة 1.1 نقطة"."""
    before = reading.tokens[slots.first - 1] if slots.first else None
    if number.plain or (number.value or 10) >= 10 or before is None or not before.has("change") or not reading.follows(slots.first):
        return False
    return any(d.kind == "percentage" and slots.start - d.end <= 40 for d in reading.drafts[-2:])


def _before_a_rate(reading: Reading, slots: Slots) -> bool:
    """Whether a rate that something is raised to, or compared with, follows points in the clause."""
    if not reading.tokens[slots.first].clitics.endswith("ب") and not reading.ahead(slots.start, "change"):
        return False
    return _TO_RATE(reading.database).match(reading.norm, slots.end) is not None


_TO_RATE: Final = Expression(r"[^.،\d]{0,45} (?:{to-rate}|{versus-rate}) [\d.,]+ ?(?:%|(?:{in-hundred}))")
_FROM_TO: Final = Expression(r" (?:{from-rate}) [\d.,]+ ?%? ?(?:{to-rate}) [\d.,]+ ?%")
_CLAUSE_COMMA: Final = re.compile(r"[،؛.](?!\d)").search


def _counted(reading: Reading, offset: int) -> str | None:
    """A number and what it counts that follow an offset, with or without a modifier: "60 في المئة من نحو عشرة آلاف شخص"."""
    tokens, k = reading.tokens, reading.token_at(offset)
    while k < len(tokens) and tokens[k].has("modifier") and not reading.norm[offset : tokens[k].lead].strip(" "):
        offset, k = tokens[k].end, k + 1
    token = tokens[k] if k < len(tokens) else None
    if token is None or token.number is None or token.number.ordinal or token.definite or reading.norm[offset : token.start].strip(" "):
        return None
    phrase = noun_after(reading, token.end)
    if phrase is None or fold(phrase[0]).startswith("ال") or any(reading.after(token.end, sense) for sense in ("unit", "currency")):
        return None
    return as_written(reading, token.start, phrase[1])


def _by_how_much(reading: Reading, first: int) -> bool:
    """Whether a comparative stands before a percentage, so that من behind it means than: "أقل بنسبة 2.5% من معدله"."""
    offset = reading.tokens[first].lead
    rate = reading.word_before(offset)
    has = reading.database.lexicon.has
    if reading.tokens[first].clitics.endswith("ب") and has(rate, "cue_elative"):
        return True  # "أقل بـ14% من الرجال"
    return has(rate, "cue_rate") and reading.ahead(reading.norm.rindex(rate, 0, offset), "cue_elative")


def _pointed(reading: Reading, offset: int) -> bool:
    """Whether a demonstrative follows."""
    return reading.after(offset, "this_word") or reading.after(offset, "that_word")


def _of(reading: Reading, offset: int) -> str | None:
    """What a percentage is a share of: the phrase behind من."""
    offset = behind_limit(reading, offset)  # "14 في المئة فقط من القوة العاملة"
    if not reading.after(offset, "cue_of"):
        return None
    offset = behind_word(reading, offset)
    if reading.database.among("total-of", reading.word_after(offset)):
        offset = behind_word(reading, offset)  # "من أصل 24 مليون ناخب"
    if _pointed(reading, offset):  # "75 بالمئة من هذا النمو"
        start, offset = offset, behind_word(reading, offset)
        phrase = noun_after(reading, offset, 4, construct=True)
        if phrase is None or not fold(phrase[0]).startswith("ال"):
            return None
        return as_written(reading, start, phrase[1]).lstrip()
    number = _counted(reading, offset)
    if number is not None:
        return number
    phrase = noun_after(reading, offset, 5, construct=True)
    if phrase is None:
        return None
    if reading.after(phrase[1], "cue_each"):  # "قيمة كل عقد"
        each = noun_after(reading, behind_word(reading, phrase[1]), 2)
        if each is not None and not fold(each[0]).startswith("ال"):
            return as_written(reading, offset, each[1]).lstrip()
    words = fold(phrase[0]).split()
    if not any(word.startswith("ال") for word in words) and (chain := construct_chain(reading, offset)) is not None:
        return chain[0]
    owned = words[-1].endswith(("ها", "هم", "هن")) or phrase[0].endswith("ه")  # "قيمتها هذا العام"
    if _pointed(reading, phrase[1]) and not owned and not any(word.startswith("ال") for word in words):
        rest = noun_after(reading, behind_word(reading, phrase[1]), 3)  # "سكان تلك المنطقة"
        if rest is not None and fold(rest[0]).startswith("ال"):
            return as_written(reading, offset, rest[1]).lstrip()
    return phrase[0]


def _share(reading: Reading, rule: Rule, slots: Slots, token: Token, number: Number) -> list[Draft]:
    """A bare fraction: "نصف السكان"."""
    top, bottom = number.fraction or (1, 2)
    entry = token.word.senses.get("fraction") if token.word is not None else None
    if entry is not None and entry.features.get("plural") and (top == 1 or token.definite):
        return []  # a plural needs its number: "عدم أنصاف المرأة"; "الأثمان": prices
    text = token_as_written(reading, token)
    if text.endswith("ة"):
        return []  # "جبال الربعة"
    once = reading.word_before(token.lead)
    if token.clitics == "و" and top < bottom and reading.database.among("once", once) and reading.norm[token.lead - 1] == " ":
        start = reading.norm.rindex(once, 0, token.lead)
        noun, modifier = as_written(reading, start, start + len(once)), bound_before(reading, start)
        counted = {"value": as_int(1 + Decimal(top) / bottom), "noun": noun, "modifier": modifier}
        return [Draft("count", start, slots.end, slots.first, slots.last, rule.id, counted)]  # "أقل من مرة ونصف"
    suffixed = bool(re.search(r"(?:هم|ها|هن)$", text))
    if suffixed and _BY_IT(reading.database).match(reading.norm, token.end):
        return []  # "أقل ما يمكن أن نصفها به"
    phrase = noun_after(reading, slots.end, construct=True)
    modifier = modifier_of(reading, slots.first, slots.last, slots.end, None)
    if phrase is None and not suffixed and not (token.definite and modifier != "exact"):  # but "تتجاوز الثلث"
        return []
    if phrase is not None and not suffixed and not any(word.startswith("ال") for word in fold(phrase[0]).split()):
        phrase = construct_chain(reading, slots.end) or phrase  # "ثلث عدد سكان مقدونيا"
    if phrase is not None and not phrase[0].startswith("ال"):
        if suffixed:
            phrase = None  # "ونصفهم نازحون"
        elif reading.after(slots.end, "cue_not_a_share") or _of_a_nation(reading, fold(phrase[0])):
            return []
    if not suffixed and reading.database.among("no-whole", reading.word_after(slots.end)):
        return []  # "سيارة ربع نقل", "نصف دائرة"
    adjective = reading.word_after(slots.end).removeprefix("ال")
    if not suffixed and not token.definite and reading.database.lexicon.has(adjective, "half_adjective"):
        return []  # "نصف عار", "ربع السنوي"
    value = as_int(round(Decimal(top) * 100 / bottom, 4))
    owned = suffixed or text.endswith("ه")  # "لثلثيهم الانتخاب", "نصفه الأول"
    fields = {"value": value, "fraction": f"{top}/{bottom}", "of": phrase[0] if phrase and not owned else None, "modifier": modifier}
    return [drafted("percentage", slots, rule, fields)]


_BY_IT: Final = Expression(r" (?:{by-it})(?![^\W\d_])")


def _of_a_nation(reading: Reading, phrase: str) -> bool:
    """Whether a phrase is the name of a nation's people without article: "نصف فلبيني", "نصف صينيين"."""
    has = reading.database.lexicon.has
    return has(phrase, "currency_adjective") or (phrase.endswith(("يين", "يون")) and has(phrase[:-2], "currency_adjective"))


_OF_THEIRS: Final = re.compile(r"([^\W\d_]{3,})ت(?:ه|ها|هم)").fullmatch


def a_fifth(reading: Reading, slots: Slots, token: Token) -> bool:
    """Whether the letters of five are those of a fifth: "خمس سكان البلاد", "ارتفع بنسبة الخمس"."""
    if reading.database.among("fifth", token.text) and not token.definite:
        whole = reading.word_after(token.end)
        if _with_damma(reading, token) and whole.startswith("ال"):
            return True  # "خُمس الزيادة", with its damma
        one = whole.removeprefix("ال")
        if one != whole and (reading.database.among("whole", one) or MASDAR(one) or is_singular(reading.database, one)):
            return True  # "سوى خمس التمويل المطلوب"
        if reading.database.among("whole", whole) or (
            (theirs := _OF_THEIRS(whole)) is not None and reading.database.nominal(theirs[1] + "ه")
        ):
            return True  # "خمس سكان البلاد", "فقدت خمس قيمتها"
    if (
        not reading.database.among("fifth", token.text.removeprefix("ال"))
        or not token.definite
        or token.clitics
        or not reading.ahead(token.lead, "cue_by")
    ):
        return False
    return noun_after(reading, slots.end) is None


def a_tenth(reading: Reading, token: Token) -> bool:
    """Whether the letters of ten are those of a tenth, by their damma: "عُشر ما كانت عليه"."""
    return reading.database.among("tenth", token.text) and not token.definite and _with_damma(reading, token)


def _with_damma(reading: Reading, token: Token) -> bool:
    """Whether a damma stands on the first letter of a word: "خُمس", "عُشر"."""
    a, _ = reading.view.origin(token.start, token.end)
    return reading.view.text[a + 1 : a + 2] == "\u064f"


def one_part(reading: Reading, rule: Rule, slots: Slots, parts: int) -> list[Draft]:
    """A fifth, whose letters are those of five, or a tenth, whose are those of ten: "خمس سكان البلاد", "بنسبة الخمس"."""
    phrase = noun_after(reading, slots.end, construct=True)
    modifier = modifier_of(reading, slots.first, slots.last, slots.end, None)
    fields = {"value": 100 // parts, "fraction": f"1/{parts}", "of": phrase[0] if phrase else None, "modifier": modifier}
    return [drafted("percentage", slots, rule, fields)]
