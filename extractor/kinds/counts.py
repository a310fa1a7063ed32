"""Counts: a number with or without its noun, a noun in the dual, a noun with واحد."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Final

from ..grammar import Expression, Rule
from ..text.match import Draft, Reading, Slots
from ..text.normalize import fold
from ..text.numbers import Number
from ..text.scan import Token
from .amounts import two_degrees
from .bounds import bound_before, modifier_of
from .drafting import SIGN_BEFORE, as_int, drafted, is_negative, is_tatweel, scaled, scaled_behind_brackets, written_twice
from .durations import age_apart, age_in_tens, iso_duration, of_an_age, of_reign
from .figures import (
    LATIN_AFTER,
    bare_label,
    goes_on,
    labelled,
    lists_results,
    name_not_number,
    no_quantity,
    on_a_road,
    one_of_its_kind,
    tells_which,
)
from .nouns import (
    DIGIT_AFTER,
    DUAL_BEFORE,
    MASDAR,
    WORDS,
    as_written,
    behind_limit,
    behind_word,
    construct_chain,
    countable,
    fits,
    in_title,
    is_dual,
    is_singular,
    letter_as_written,
    noun_after,
    noun_ahead,
    noun_before,
    of_construct,
    own_letter,
    partitive_noun,
    plurals_of,
    token_as_written,
)
from .ordinals import a_rank
from .rates import rate_of_exchange
from .shares import a_fifth, a_tenth, bare_percent, digit_share, one_part, percentage


def count(reading: Reading, rule: Rule, slots: Slots) -> list[Draft] | None:
    """Build a count."""
    token = slots.get("n")
    if token is None:
        return _dual(reading, rule, slots)
    number = token.number
    assert number is not None
    if rule.id == "count.bracketed-scale":
        behind = scaled_behind_brackets(slots)
        if behind is None:
            return None
        number = behind
    twice = written_twice(slots)
    if twice is False:
        return None
    if isinstance(twice, Number):
        if twice.digits and number.digits:
            return None  # "5 5"
        number = twice
    index = slots.index("n")
    if number.value == 1 and not number.digits and number.scaled == 1:
        return _one(reading, rule, slots, token, index)
    few = not number.digits and number.scaled == 1 and number.value is not None and number.value < 10
    if few and DIGIT_AFTER(reading.norm, slots.end) is not None:
        return []  # "القاعة التي تسع 450 شخصا"
    other = _another_kind(reading, rule, slots, token, number, index)
    if other is not None:
        return other
    if no_quantity(reading, token, number, index) if number.digits else _no_number(reading, slots, token, number, index):
        return []
    shock = _magnitude(reading, rule, slots, token, number)
    if shock is not None:
        return [shock]
    if reading.database.among("resolution-unit", reading.word_after(token.end)) or _RESOLUTIONS(reading.database).match(
        reading.norm, token.end
    ):
        return []  # "كاميرا 12 ميغابكسل"
    phrase = _noun_behind(reading, slots, token, number)
    if number.value is None and (_result(reading, token, number, phrase) or (phrase is None and _of_ranks(reading, token, number, index))):
        return []
    told = noun_ahead(reading, index) if phrase is None and not number.vague else None
    if phrase is None:
        _settle_mark(reading, number, index)
        if _temperature(reading, token, number):
            modifier = modifier_of(reading, slots.first, slots.last, slots.end, number)
            return [drafted("measure", slots, rule, {"value": number.value, "unit": "Cel", "_number": number, "modifier": modifier})]
    if token.definite and _of_a_group(reading, token, number, phrase):
        return []
    if number.plain and _tells_one(reading, token, number, index, phrase):
        return []
    negative = number.digits and is_negative(reading, slots.start)
    if negative and _no_minus(reading, slots, token, number, index, phrase):
        return []
    bare = not token.clitics and not token.definite
    if number.digits and number.scaled == 1 and bare and told is None and (phrase is None or phrase[0].startswith("ال")):
        if (
            phrase is None
            and _IN_A_ROW(reading.database).match(reading.norm, token.end)
            and isinstance(number.value, int)
            and 1 < number.value <= 200
        ):
            if one_of_its_kind(reading, index) or _behind_definite(reading, token):  # "للمباراة 12 على التوالي", "للعام 11 على التوالي"
                return [drafted("ordinal", slots, rule, {"value": number.value})]
        if tells_which(reading, index, number) or labelled(reading, token, index):
            return []
    if phrase is None and _in_a_ranking(reading, token, number, index):
        return [drafted("ordinal", slots, rule, {"value": number.value})]
    if phrase is None and number.digits and goes_on(reading, token, number, index):
        return []
    fields = scaled(number, 1, negative)
    fields["noun"], end = _noun_of(reading, slots, token, number, phrase)
    fields["noun"] = fields["noun"] or told
    if (
        phrase is not None
        and number.scaled >= 1000
        and number.value is not None
        and reading.database.among("and-half", fold(phrase[0].split()[0]))
    ):
        fields["value"] = as_int(Decimal(fields["value"]) + Decimal(number.scaled) / 2)  # "فاق المليار ونص"
        fields["noun"], slots.end = None, behind_word(reading, slots.end)
        phrase, end = None, slots.end
    halved = _and_a_half(reading, end, number, phrase[0]) if phrase is not None else None
    if halved is not None:
        half = halved[0]
        fields["value"] = as_int(Decimal(fields["value"]) + Decimal(half.number.value))  # type: ignore[union-attr,arg-type]
        slots.end, slots.last = halved[1], reading.index(half)
    limit = slots.end if behind_limit(reading, slots.end) > slots.end else end  # "15 على الأقل من المنتمين"
    fields["modifier"] = modifier_of(reading, slots.first, slots.last, limit, number)
    fields["_number"] = number
    if (
        token.definite
        and not number.digits
        and not number.vague
        and not token.clitics
        and fields["noun"] is not None
        and phrase is None
        and number.scaled == 1
    ):
        if fields["modifier"] in ("more_than", "less_than", "at_most", "at_least") and not _bounded(reading, slots.first):
            fields["modifier"] = "exact"  # "بعد تجاوز بداية متعثرة بين الفرق العشرة الأولى"
    if fields["modifier"] == "more_than" and phrase is not None and _by_factor(reading, slots.first, fold(phrase[0])):
        fields["modifier"] = "exact"
    if fields["modifier"] == "exact" and number.digits and SIGN_BEFORE(reading.norm, max(0, slots.start - 3), slots.start):
        slots.start -= not is_tatweel(reading, slots.start - 1)
    return [drafted("count", slots, rule, fields)]


def _of_a_group(reading: Reading, token: Token, number: Number, phrase: tuple[str, int] | None) -> bool:
    """Whether a definite number names a group of states: "لمجموعة الـ29", "دول العشرين"; but "الدول العشرين"."""
    word, among = reading.word_before(token.lead), reading.database.among
    if number.digits and phrase is None and among("numbered-group", word):
        return True
    return number.value == 20 and number.scaled == 1 and among("group-of", word)


def _tells_one(reading: Reading, token: Token, number: Number, index: int, phrase: tuple[str, int] | None) -> bool:
    """Whether a bare figure tells one thing of its kind from others, be there a noun behind it: a house, a road, a title."""
    norm = reading.norm
    if not token.clitics and not token.definite and _LATIN_TITLE(norm, token.end):
        return True  # برنامج 60 MINUTES
    if number.value == 1 and index and reading.tokens[index - 1].has("percent") and norm[token.start - 1] == "+":
        return True  # "(50 بالمئة +1)"
    if len(number.text) == 2 and number.text[0] == "0" and norm[token.lead - 1 : token.lead] != "(":
        if phrase is None or phrase[0].startswith("ال"):
            return True  # "شالك 04 الألماني"
    if phrase is None:
        return token.clitics == "و" and labelled(reading, token, index)  # "الطريق المحلية 843 و848"
    if bare_label(reading, token, number, index, phrase[0]):
        return True  # "بالدائرة 18 مصدر قلق"
    if token.clitics:
        return False
    if _a_house(reading, token, number, index):
        return True
    return on_a_road(reading, token, index) and not fits(reading, token.end, number.value)  # "الطريق الجهوية 191 مستوى منطقة شيبة"


def _no_minus(reading: Reading, slots: Slots, token: Token, number: Number, index: int, phrase: tuple[str, int] | None) -> bool:
    """Whether a figure with a dash before it is no negative number but part of a name, or what a table has changed by."""
    if LATIN_AFTER(reading.norm, token.end):
        return True  # "-1 PD"
    if phrase is not None:
        return False
    if number.plain and index and reading.tokens[index - 1].place is not None and (number.value or 9) < 9:
        return True  # "إذاعة أوروبا -1"
    if reading.norm[slots.start - 2 : slots.start - 1] == "(" and _CLOSES(reading.norm, token.end):
        return True  # "1561 نقطة (-14)"
    return number.scaled == 1 and number.value is not None and _model_before(reading, slots.start - 1)  # "أليوشين -76"


def _bounded(reading: Reading, first: int) -> bool:
    """Whether a word for a bound stands two words before a definite numeral at most: "لا يتجاوز الأهداف الثلاثة"."""
    for before in reversed(reading.tokens[max(0, first - 2) : first]):
        if reading.norm[before.end : reading.tokens[first].lead].count(" ") <= 2 and (
            before.has("modifier") or before.has("modifier_verb")
        ):
            return True
    return False


def _by_factor(reading: Reading, first: int, noun: str) -> bool:
    """Whether times tell how much one thing surpasses another: "يفوق حجمها حجم الأرض مرتين"; not "تجاوز ثلاث مرات"."""
    if not reading.database.among("factor", noun):
        return False
    before = reading.tokens[first - 1] if first else None
    return before is None or not reading.follows(first) or not (before.has("modifier") or before.has("modifier_verb"))


_IN_CAREER: Final = Expression(r" (?:{in-career}|{in-a-row})(?![^\W\d_])")
_RANKED_NOW: Final = Expression(r" (?:{ranked-now})(?![^\W\d_])")
_RANKING: Final = Expression(
    r"(?<![^\W\d_])[وفبل]?(?:(?:ال)?(?:{ranking})[^\W\d_]{0,2}(?: [^\W\d_]+){0,4} (?:الي|عند)|(?:{ranking})(?:ه|ها|هم)(?: [^\W\d_]+){0,3}) $"
)


def _in_a_ranking(reading: Reading, token: Token, number: Number, index: int) -> bool:
    """Whether a bare figure is a rank: "انتصاره 799 في مسيرته", "المصنف 140 عالميا (120 حاليا)", "انخفض ترتيبه إلى 259"."""
    if not number.plain or number.scaled != 1 or not isinstance(number.value, int) or not 1 <= number.value <= 2000:
        return False
    if number.value > 1 and _IN_CAREER(reading.database).match(reading.norm, token.end):
        if token.definite or token.clitics == "و" or _behind_one(reading, token):
            return True
    if token.definite:
        return False
    if not token.clitics and reading.database.mentions("ranking", reading.norm[max(0, token.lead - 70) : token.lead]):
        if _RANKING(reading.database).search(reading.norm, max(0, token.lead - 70), token.lead):
            return True
    if token.clitics not in ("", "و") or _RANKED_NOW(reading.database).match(reading.norm, token.end) is None:
        return False
    return reading.near(index, "rank_head", 8, token.lead - 60)


def _of_ranks(reading: Reading, token: Token, number: Number, index: int) -> bool:
    """Whether a range of bare figures is one of ranks: "في الترتيب بين 10 و15", "المراكز من 5 إلى 10"."""
    if not number.plain or index < 1:
        return False
    k = index - 1 if reading.tokens[index - 1].has("between") or reading.tokens[index - 1].has("from") else index
    if k > 0 and reading.follows(k) and (reading.tokens[k - 1].has("rank_heads") or reading.tokens[k - 1].has("rank_head")):
        return True
    lead = reading.tokens[k].lead
    if k == index or not reading.database.mentions("ranking", reading.norm[max(0, lead - 50) : lead]):
        return False
    return _IN_RANKING(reading.database).search(reading.norm, max(0, lead - 50), lead) is not None


_IN_RANKING: Final = Expression(r"(?<![^\W\d_])[وفبل]?(?:ال)?(?:{ranking})(?: [^\W\d_]+){0,4} $")


def _behind_one(reading: Reading, token: Token) -> bool:
    """Whether a noun in the singular, with its owner or without, stands before a figure: "انتصاره 799"."""
    word = reading.word_before(token.lead).removeprefix("و").removeprefix("ال")
    return any(is_singular(reading.database, word.removesuffix(suffix)) for suffix in ("", "ه", "ها") if len(word) > len(suffix) + 2)


def _behind_definite(reading: Reading, token: Token) -> bool:
    """Whether a definite noun in the singular stands directly before a figure: "للعام 11"."""
    found = _DEFINITE(reading.word_before(token.lead))
    return found is not None and reading.norm[token.lead - 1 : token.lead] == " " and is_singular(reading.database, found[1])


def _a_house(reading: Reading, token: Token, number: Number, index: int) -> bool:
    """Whether a figure before a street or a building is a house's number: "30 شارع سانت ماري", "10 داونينغ ستريت"."""
    if not number.plain or not isinstance(number.value, int) or not 3 <= number.value <= 99:
        return False
    after = reading.tokens[index + 1] if index + 1 < len(reading.tokens) and reading.follows(index + 1) else None
    place = after.place[0] if after is not None and after.place is not None and not after.clitics else None
    if place is not None and place.type == "facility" and not place.common:
        return True
    return _ADDRESS(reading.database).match(reading.norm, token.end) is not None


_DEFINITE: Final = re.compile(r"[وف]?(?:[بك]?ال|لل)([^\W\d_]{2,})").fullmatch
_ADDRESS: Final = Expression(r" (?:(?:{street}) [^\W\d_]|[^\W\d_]+ (?:{english-street})(?![^\W\d_]))")
_LATIN_TITLE: Final = re.compile(r" [A-Z]{4}").match
_CLOSES: Final = re.compile(r" *\)").match


def _and_a_half(reading: Reading, end: int, number: Number, noun: str) -> tuple[Token, int] | None:
    """The fraction that a count of few takes behind its noun, and its end: "أربعة مواسم ونصف", "أربعة مقاعد ونصف المقعد"; None where none does."""
    few = number.value is not None and number.scaled == 1 and 3 <= number.value <= 99 and number.value == int(number.value)
    half = _fraction_behind(reading, end) if few else None
    if half is None:
        return None
    again = reading.word_after(half.end)
    same = again.startswith("ال") and len(again) > 4 and _of_one_root(again[2:], fold(noun.split()[0]))
    if noun_after(reading, half.end) is not None and not same:
        return None
    part = half.number.value  # type: ignore[union-attr]
    if part is None or not 0 < part < 1:
        return None
    return half, behind_word(reading, half.end) if same else half.end


def _of_one_root(one: str, several: str) -> bool:
    """Whether a singular may be that of a plural: they begin alike, and its letters stand in the plural in their order ("مقعد", "مقاعد")."""
    letters = iter(several.removesuffix("ات") + "ه")
    return one[0] == several[0] and all(letter in letters for letter in one)


def _fraction_behind(reading: Reading, end: int) -> Token | None:
    """The fraction joined by و that follows an offset directly, None where none does."""
    index = reading.token_at(end)
    half = reading.tokens[index] if index < len(reading.tokens) else None
    if half is None or half.number is None or half.number.fraction is None or half.clitics != "و" or half.definite:
        return None
    return half if not reading.norm[end : half.lead].strip(" ") else None


def _dual(reading: Reading, rule: Rule, slots: Slots) -> list[Draft] | None:
    """A noun in the dual: "رفيقين", "معتقلين أمريكيين اثنين", "موسمين ونصف", "شخصين أو ثلاثة"."""
    noun, second = slots.get("w"), slots.get("o")
    assert noun is not None
    if second is not None and (second.number is None or second.number.value != 2 or second.definite):
        return None
    previous = reading.tokens[slots.first - 1] if slots.first and reading.follows(slots.first) else None
    upper = _upper_of_two(reading, slots, noun) if second is None else None
    if _no_dual(reading, noun, second, previous, ranges=upper is not None):
        return []
    if previous is not None and second is not None and is_dual(previous) and not previous.definite:
        if previous.text[-2:] == noun.text[-2:]:  # "معتقلين أمريكيين اثنين"
            whole: dict[str, Any] = {"value": 2, "noun": as_written(reading, previous.start, noun.end), "modifier": "exact"}
            return [Draft("count", previous.start, slots.end, slots.first - 1, slots.last, rule.id, whole)]
    hundreds = _and_two(reading, noun, slots)
    if hundreds is not None:
        return hundreds
    one_to_two = _one_to_two(reading, noun) if second is None else None
    if one_to_two is not None:
        one = {"value": None, "low": 1, "high": 2, "noun": token_as_written(reading, noun), "modifier": bound_before(reading, one_to_two)}
        return [Draft("count", one_to_two, noun.end, slots.first, slots.last, rule.id, one)]
    agrees = previous is not None and is_dual(previous) and (previous.has_article or previous.text[-2:] == noun.text[-2:])
    # but "أحرز سباحان ميداليتين"
    if previous is not None and (previous.number is not None or agrees):
        chosen = second is not None or reading.ahead(previous.lead, "between") or reading.ahead(previous.lead, "cue_of")
        if not (previous.has_article and chosen):  # "من بين المختطفين عضوان"
            return []  # the adjective of another dual, or a noun that has its number already
    end = _dual_adjectives(reading, noun)
    pair = DUAL_BEFORE(reading.norm, max(0, noun.lead - 25), noun.lead) if noun.text[:-2].endswith("ي") and second is None else None
    if pair is not None and pair[1][-2:] == noun.text[-2:] and reading.database.nominal(pair[1][:-2]):  # "بلدان عربيان"
        whole = {"value": 2, "noun": as_written(reading, pair.start(1), end), "modifier": "exact"}
        return [Draft("count", pair.start(1), pair.end(1), slots.first, slots.last, rule.id, whole)]
    fields: dict[str, Any] = {"value": 2, "noun": as_written(reading, noun.start, end)}
    half = _fraction_behind(reading, slots.end)
    if half is not None:
        phrase = noun_after(reading, half.end)
        if phrase is None or fold(phrase[0]).removeprefix("ال")[:3] == noun.text[:3]:
            top, bottom = half.number.fraction  # type: ignore[union-attr,misc]
            fields["value"] = as_int(2 + Decimal(top) / bottom)  # "موسمين ونصف"
            slots.end, slots.last = half.end, slots.last + 1
    if upper is not None and fields["value"] == 2:
        k, several = upper
        far = reading.tokens[k].number
        fields.update(value=None, low=2, high=far.value if far.value is not None else far.high)  # type: ignore[union-attr]
        fields["noun"] = several or fields["noun"]
        slots.end, slots.last = reading.tokens[k].end, k
    fields["modifier"] = modifier_of(reading, slots.first, slots.last, slots.end, None)
    if fields["modifier"] == "more_than" and _by_factor(reading, slots.first, noun.text):
        fields["modifier"] = "exact"
    if reading.database.among("two-degrees", noun.text) and second is None and end == noun.end:
        warm = two_degrees(reading, rule, slots, fields)
        if warm is not None:
            return [warm]
    return [drafted("count", slots, rule, fields)]


def _one_to_two(reading: Reading, noun: Token) -> int | None:
    """Where the singular begins that ranges to its dual: "بين حفنة وحفنتين", "مرة أو مرتين"; None where none does, or a number counts it."""
    word = reading.word_before(noun.lead)
    if not noun.clitics and reading.database.among("or-two", word) and reading.norm[noun.lead - 1 : noun.lead] == " ":
        offset = reading.norm.rindex(word, 0, noun.lead)
        one = reading.word_before(offset)
        begins = reading.norm.rindex(one, 0, offset) if one else 0
        counted = bool(reading.drafts) and reading.drafts[-1].end >= begins - 1
        return begins if one in (noun.text[:-2], noun.text[:-3] + "ه") and not counted else None  # "ظل دولة أو دولتين"
    if noun.clitics != "و" or word not in (noun.text[:-2], noun.text[:-3] + "ه") or reading.norm[noun.lead - 1 : noun.lead] != " ":
        return None
    start = reading.norm.rindex(word, 0, noun.lead)
    return start if reading.ahead(start, "between") else None


def _and_two(reading: Reading, noun: Token, slots: Slots) -> list[Draft] | None:
    """Two that are added to a round number in words: "مئة ولقبين" is 102; None where none is."""
    last = reading.drafts[-1] if reading.drafts else None
    if last is None or last.kind != "count" or noun.clitics != "و" or last.fields.get("noun") is not None or last.last + 1 != slots.first:
        return None
    number = reading.tokens[last.last].number
    value = last.fields.get("value")
    if (
        number is None
        or number.digits
        or number.vague
        or not isinstance(value, int)
        or value % 100
        or not reading.follows(slots.first, "و")
    ):
        return None
    reading.drafts.pop()
    fields = {"value": value + 2, "noun": token_as_written(reading, noun), "modifier": last.fields["modifier"]}
    return [Draft("count", last.start, noun.end, last.first, slots.last, last.rule, fields)]


def _no_dual(reading: Reading, noun: Token, second: Token | None, previous: Token | None, *, ranges: bool = False) -> bool:
    """Whether what looks like a dual is a plural, a name, an adjective or a definite noun."""
    if second is None and noun.text.endswith("ين") and reading.database.among("that-it", reading.word_before(noun.lead)):
        behind = reading.word_after(noun.end)
        if len(behind) > 3 and behind[0] not in "يتنسوبفلا" and not countable(reading, behind) and not behind.endswith(("ين", "ه")):
            return True  # "إن سفيرين كراسميروف غادر"
    index = reading.index(noun)
    if noun.place is not None and noun.clitics in ("", "و") and reading.follows(index, noun.clitics) and reading.tokens[index - 1].place:
        if noun.clitics or not reading.database.nominal(reading.tokens[index - 1].text.removeprefix("ال")):
            return True  # "بجهتي الحمامات ومقرين", "كفر بطنا وجسرين"
    if noun.definite or noun.clitics[-1:] == "ك" or own_letter(reading, noun):
        return True  # "كمصنعين": as manufacturers
    if noun.clitics[-1:] in ("ب", "ل") and noun.text.endswith("ان") and second is None and not ranges:
        return True  # "بروين بولدان": no dual has this ending behind a preposition
    if (
        second is None
        and noun.text.endswith("ان")
        and reading.norm[noun.lead - 1 : noun.lead] == '"'
        and _CLOSES_NAME(reading.norm, noun.end)
    ):
        return True  # a song, "شرطان الذهب"
    if second is None and noun.text.endswith("ان") and _MINUTE_BEHIND(reading.norm, noun.end) and reading.says("football_word"):
        return True  # "وترك مكانه لريمي ديكان (66)"
    if reading.database.among("these-two", noun.text) and letter_as_written(reading, noun.start) != "آ":
        return True  # "هاتان"; "التين", a slip for اللتين; but "آلتين"
    if not noun.clitics and reading.database.among("place-head", reading.word_before(noun.lead)):
        if noun.text.endswith("ان") or (second is None and not noun.text.endswith("تين")):
            return True  # "معسكر كهلان", "مفرق قطبين"
    if not noun.clitics and reading.database.among("called", reading.word_before(noun.lead)):
        return True  # "رجلا يدعى سفيرين"
    if previous is not None and previous.text.endswith("ه") and not previous.definite:
        if previous.has("place_type") or (previous.has("name_head") and not reading.database.nominal(noun.text.removesuffix("ان"))):
            return True  # "بلدة جسرين", "محافظة سيستان بلوشستان"
    if reading.ahead(noun.lead, "cue_kinship") and reading.word_before(noun.lead).endswith("بن"):
        return True  # "مدينة بن ڤردان"
    written = token_as_written(reading, noun)
    if _TANWIN.search(written) or _PARTICIPLE.match(written):
        return True
    if noun.has("noun_an") and noun.text.endswith("ين") and second is None and not ranges and not _FATHA.search(written):
        return True
    last = reading.drafts[-1] if reading.drafts else None
    if (
        second is None
        and last is not None
        and last.kind == "count"
        and last.fields.get("value") == 2
        and reading.ahead(noun.lead, "cue_of_them")
    ):
        if reading.norm[last.end : noun.lead].count(" ") == 2:
            return True  # "اثنان منهم عراقيان"
    if second is None and not ranges and previous is not None and previous.has("cue_both_are") and noun.text.endswith(("ان", "يين")):
        return True  # "أنهما سوريان", "أنهما تصوران"
    if second is None and noun.text.endswith("يتان") and reading.database.among("they-two", reading.word_before(noun.lead)):
        return True  # "هما مثاليتان"
    if second is None and noun.text.endswith("ان") and not noun.clitics:
        word = reading.word_before(noun.lead)
        if reading.database.among("genitive", word):
            return True  # "ولد في بيران": no dual has this ending behind a preposition
        if reading.database.among("his-child", word):
            return True  # "ابنها بيران"; but "أهدى ابنه سيارتين"
        if _his_two(reading, noun):
            return True  # "والداه يهوديان", "جيشيهما متهمان"
    if second is None and reading.database.among("answerable", noun.text) and _FOR_WHAT(reading.database).match(reading.norm, noun.end):
        return True  # "مسؤولان بشكل مباشر عن الهجوم"
    if second is None and not noun.clitics and noun.has("currency_adjective") and _of_one_and_one(reading, noun):
        return True  # "ضابط وجندي إسرائيليان"
    if noun.text.endswith("ين") and second is None and _THEY_DO(reading.word_after(noun.end)):
        return True  # "أمام مؤتمرين يؤمنون بذلك"
    if noun.text.endswith("ين") and second is None and previous is not None and previous.has("cue_they_were"):
        return True  # "ليسوا مركزين"
    if (
        second is None
        and noun.text[0] == "م"
        and noun.text.endswith("ين")
        and not noun.text.endswith("تين")
        and not reading.ahead(noun.lead, "cue_in")
        and reading.database.among("casualties", reading.word_after(noun.end))
    ):
        return True  # "أصابوا موقعين قتلى وجرحى"
    if second is None and noun.text[0] == "م" and noun.text.endswith("ين") and not noun.clitics:
        if _NUMBER_BEHIND(reading.database).match(reading.norm, noun.end) and not reading.ahead(noun.lead, "stop"):
            return True  # "استهدف تجمعين في غرب البلاد موقعين نحو 90 قتيلا"
    if second is None and noun.clitics.endswith("ب") and _TO_ONE(reading.database).match(reading.norm, noun.end):
        return True  # "فازت بمجموعتين لواحدة"
    if second is None and reading.database.among("chanting", noun.text):
        if reading.norm[noun.end : noun.end + 2].strip(" :")[:1] == '"' or reading.database.among("chanted", reading.word_after(noun.end)):
            return True  # خرجوا هاتفين "حرية", "هاتفين باسمه"
    if second is None and _joined_to_plural(reading, noun, previous):
        return True  # "لمنتجين ومصدرين"
    if second is None and of_construct(reading, noun.lead, noun.end):
        return True  # "ناقلتي نفط عملاقتين"
    pair = DUAL_BEFORE(reading.norm, max(0, noun.lead - 25), noun.lead) if noun.has("currency_adjective") else None
    if second is None and pair is not None and pair[1][-2:] == noun.text[-2:] and not pair[1].startswith("ال"):
        return reading.database.nominal(pair[1][:-2])  # the last of "أسطولان بحريان روسيان"
    return False


_MINUTE_BEHIND: Final = re.compile(r" \(\d{1,3}\)").match
_NUMBER_BEHIND: Final = Expression(r" (?:(?:{about}) )?\d")


def _joined_to_plural(reading: Reading, noun: Token, previous: Token | None) -> bool:
    """Whether what looks like a dual is joined by و to a word of the same ending that counts nothing."""
    if (
        noun.clitics != "و"
        or not noun.text.endswith("ين")
        or noun.text.endswith("تين")
        or (previous is not None and previous.number is not None)
    ):
        return False
    before, last = reading.word_before(noun.lead), reading.drafts[-1] if reading.drafts else None
    if not before.endswith("ين") or len(before) < 5 or before.endswith("تين") or before.startswith(("ال", "بال", "وال", "لل")):
        return False
    if not (reading.database.nominal(before) or (before[0] in "وفبلك" and reading.database.nominal(before[1:]))):
        return False  # "بين منطقين وهدفين"
    counted = last is not None and last.kind == "count" and last.end <= noun.lead and noun.lead - last.end < 30
    return not counted and reading.norm[noun.lead - 1 : noun.lead] == " "


def _his_two(reading: Reading, noun: Token) -> bool:
    """Whether an adjective in the dual says what somebody's two are: "والداه يهوديان"."""
    two = (_HIS_TWO if noun.text.endswith("يان") else _THEIR_TWO)(reading.word_before(noun.lead))
    stem = two[1].removesuffix("ت") if two is not None else ""
    return bool(stem) and (reading.database.nominal(stem) or (stem[0] == "و" and reading.database.nominal(stem[1:])))


def _of_one_and_one(reading: Reading, noun: Token) -> bool:
    """Whether two words in the singular joined by و stand before a dual adjective: "ضابط وجندي إسرائيليان"."""
    second = reading.word_before(noun.lead)
    if second[:1] != "و" or not is_singular(reading.database, second[1:]):
        return False
    first = reading.word_before(reading.norm.rindex(second, 0, noun.lead))
    return is_singular(reading.database, first.removeprefix("ال")) or is_singular(reading.database, first[1:])


_THEIR_TWO: Final = re.compile(r"([^\W\d_]{3,})يهما").fullmatch
_FOR_WHAT: Final = Expression(r" (?:{for-what})(?![^\W\d_])")
_TO_ONE: Final = Expression(r" (?:{to-one})(?![^\W\d_])")
_HIS_TWO: Final = re.compile(r"([^\W\d_]{3,})ا(?:ه|ها|هما|هم|ي)").fullmatch
_THEY_DO: Final = re.compile(r"ي[^\W\d_]{2,}ون").fullmatch
_DUAL_ADJECTIVE: Final = re.compile(r"(?!ي[^\W\d_]+(?<!ي)ان\Z)[^\W\d_]+(?:ين|ان)").fullmatch  # no verb: "شخصان يسيران"


_ACTIVE: Final = re.compile(r"(?![يتنسوبف])[^\W\d_]ا[^\W\d_]{2}ت?(?:ين|ان)").fullmatch  # "أمران لافتان"
_OWN_TRAIT: Final = re.compile(r" ([^\W\d_]{2}ي[^\W\d_])([يا]) ال[^\W\d_]{2,}").match


def _dual_adjectives(reading: Reading, noun: Token) -> int:
    """Where the adjectives in the dual behind a dual end."""
    end = noun.end
    adjective = WORDS.match(reading.norm, end)
    feminine = noun.text[-3:-2] == "ت" and reading.database.nominal(noun.text[:-3] + "ه")
    own = _OWN_TRAIT(reading.norm, end)
    if own is not None and reading.database.nominal(own[1]) and (own[2] == "ي") == noun.text.endswith("ين"):
        return own.end()  # "مسدسين صغيري الحجم", "وفدان رفيعا المستوى"
    if adjective is not None and reading.database.among("not", adjective[1]):
        denied = WORDS.match(reading.norm, adjective.end())
        if denied is not None and _DUAL_ADJECTIVE(denied[1]) and denied[1][-2:] == noun.text[-2:] and denied[1][:2] != "ال":
            return denied.end()  # "منظمتين غير حكوميتين"
    while adjective is not None and _DUAL_ADJECTIVE(adjective[1]) and adjective[1][-2:] == noun.text[-2:]:
        if adjective[1].startswith("ال") and letter_as_written(reading, adjective.start(1)) not in "أإآ":
            break  # but "بندقيتين آليتين", "موقعين إلكترونيين"
        known = reading.database.nominal(adjective[1][:-2].removesuffix("ت"))  # "وديتين"
        if adjective[1][0] == "و" and not known and reading.database.nominal(adjective[1][1:]):
            break  # "قطتان وفئران"
        if feminine and adjective[1][0] == "ت" and adjective[1][-3] != "ت" and adjective[1].endswith("ان"):
            break  # "مبادرتان تحدثان"
        if reading.database.lexicon.has(adjective[1], "num") or not (
            reading.database.nominal(adjective[1].removesuffix("ين").removesuffix("ان").removesuffix("ت"))
            or (adjective[1][0] == "م" and len(adjective[1]) > 5 and adjective[1][-2:] == noun.text[-2:])
            or adjective[1].endswith(("اوين", "اوان"))
            or (feminine and adjective[1][-3] == "ت" and reading.database.nominal(adjective[1][:-3] + "ه"))
            or (adjective[1][-4:-2] == "يي" and reading.database.nominal(adjective[1][:-3] + "ء"))  # "جريئين"
            or (adjective[1].endswith("يين") and len(adjective[1]) > 6 and adjective[1][0] not in "وي")
            or _ACTIVE(adjective[1])
            or (feminine and len(adjective[1]) > 6 and adjective[1][-4] == "ي" and adjective[1][0] != "و")
        ):
            break  # "متهمين اثنين", "رغيفين يباعان"
        end = adjective.end()
        adjective = WORDS.match(reading.norm, end)
    return end


def _another_kind(reading: Reading, rule: Rule, slots: Slots, token: Token, number: Number, index: int) -> list[Draft] | None:
    """What a number is rather than the count of what follows: an age, a rank, a share, the count of a dual before it; None where nothing is."""
    if in_title(reading, token.lead) or _a_town(reading, token, index) or _of_two_days(reading, token, number, index):
        return []  # فيلم "ثلاثة وجوه"; "مدينة الخمس"
    if age_in_tens(reading, token, number) or age_apart(reading, token, number):
        return [
            drafted("duration", slots, rule, {"value": f"P{number.value}Y", "modifier": bound_before(reading, token.lead), "_unit": "Y"})
        ]
    lasting = _of_years(reading, slots.end) if number.scaled >= 1000 else None
    if lasting is not None:
        lasted = {"value": iso_duration(number.value or 0, lasting[0]), "_unit": lasting[0]}
        lasted["modifier"] = modifier_of(reading, slots.first, slots.last, slots.end, number)
        return [Draft("duration", slots.start, lasting[1], slots.first, slots.last + 2, rule.id, lasted)]
    age = of_an_age(reading, token, number)
    if age is not None:
        return [drafted("duration", slots, rule, age)]
    reign = of_reign(reading, token, number)
    if reign is not None:
        lasted = {"value": iso_duration(number.value or 0, reign[1]), "modifier": "exact", "_unit": reign[1]}
        return [Draft("duration", reign[0], slots.end, slots.first, slots.last, rule.id, lasted)]  # "سنوات حكمه الـ15"
    last = reading.drafts[-1] if reading.drafts else None
    if last is not None and last.kind == "date" and not number.digits and reading.norm[last.end : token.lead].strip(" ") == "او":
        return []  # "قبل يومين أو ثلاثة"
    if last is not None and last.kind == "date" and _next_century(reading, last, token, number):
        return []
    if last is not None and last.kind == "ordinal" and _too_in_the_world(reading, last, token, number):
        return [drafted("ordinal", slots, rule, {"value": number.value})]  # "الثاني أفريقيا و28 على مستوى العالم"
    if token.definite and token.clitics == "و" and last is not None and last.kind == "ordinal" and token.lead - last.end < 14:
        if isinstance(number.value, int) and number.value <= 500 and noun_after(reading, token.end) is None:
            return [drafted("ordinal", slots, rule, {"value": number.value})]  # "للمرة الرابعة تواليا والـ13"
    if a_rank(reading, token, number, index) or _and_in_a_row(reading, token, number, index):
        return [drafted("ordinal", slots, rule, {"value": int(number.value or 0)})]
    if (part := _one_over(reading, rule, slots, token, number)) is not None:
        return [part]
    if not number.digits and reading.database.among("sons-of", reading.word_before(token.lead)):
        built = noun_after(reading, token.end)  # "بني سبعة مساجد", "بني ثلاثة منها"
        of_them = reading.after(token.end, "cue_of") or reading.after(token.end, "cue_of_them")
        if (built is None or built[0].startswith("ال")) and not of_them:
            return []  # "منطقة بني سبعة المجاورة"
    if number.value == 5 and a_fifth(reading, slots, token):
        return one_part(reading, rule, slots, 5)
    if number.value == 10 and a_tenth(reading, token):
        return one_part(reading, rule, slots, 10)
    if number.plain and reading.norm[token.end : token.end + 1] == "/" and (share := digit_share(reading, token, index, rule)) is not None:
        return [share]
    if number.digits and number.scaled == 1 and number.value is not None and number.value != int(number.value) and number.value < 100:
        if _OF_VOTES(reading.database).match(reading.norm, token.end):
            modifier = modifier_of(reading, slots.first, slots.last, slots.end, number)
            return [drafted("percentage", slots, rule, {"value": number.value, "of": None, "point": False, "modifier": modifier})]
    if number.digits and number.scaled == 1 and (hundred := bare_percent(reading, index, number)) is not None:
        slots.end, slots.last = hundred.end, index + 1
        return percentage(reading, rule, slots)
    if number.value == 2 and not number.digits and token.word is not None and not token.definite and not token.clitics:
        dual = DUAL_BEFORE(reading.norm, max(0, token.lead - 25), token.lead)
        joined = dual is not None and dual[1][0] in "بلكوف" and not reading.database.nominal(dual[1])  # "بمكونين اثنين"
        if dual is not None and reading.database.nominal(dual[1][joined:]):
            start = dual.start(1) + joined
            pair = None if joined else DUAL_BEFORE(reading.norm, max(0, start - 25), start)
            if pair is not None and pair[1][-2:] == dual[1][-2:] and dual[1][:-2].removesuffix("ت")[-1:] == "ي":
                if reading.database.nominal(pair[1]) or reading.database.nominal(pair[1][:-2]):
                    start = pair.start(1)  # "لاعبين محليين اثنين"
            if reading.drafts and reading.drafts[-1].rule == "count.dual-noun" and reading.drafts[-1].start >= start:
                reading.drafts.pop()
            fields = {"value": 2, "noun": as_written(reading, start, dual.end(1)), "modifier": "exact"}
            return [Draft("count", start, slots.end, slots.first, slots.last, rule.id, fields)]
        one = _ONE_OR(reading.norm, max(0, token.lead - 30), token.lead)
        single = _single(reading, one[1]) if one is not None and noun_after(reading, token.end) is None else ""
        if one is not None and single:
            start = one.end(1) - len(single)
            fields = {"value": None, "low": 1, "high": 2, "noun": as_written(reading, start, one.end(1)), "modifier": "exact"}
            return [Draft("count", start, slots.end, slots.first, slots.last, rule.id, fields)]  # "شركة أو اثنتين"
        several = _SEVERAL(reading.database).search(reading.norm, max(0, token.lead - 25), token.lead)
        if several is not None and _counts_two(reading, several, slots):
            return [drafted("count", slots, rule, {"value": 2, "noun": as_written(reading, *several.span(1)), "modifier": "exact"})]
    return None


def _next_century(reading: Reading, last: Draft, token: Token, number: Number) -> bool:
    """Whether twenty or twenty-one is the century behind one just told: "في القرن التاسع عشر وبداية العشرين", "القرنين العشرين والواحد والعشرين"."""
    if number.digits or number.value not in (20, 21) or not (token.definite or reading.norm.startswith("ال", token.start)):
        return False
    part = last.fields.get("_part")
    joined = _AND_CENTURY(reading.norm[last.end : token.lead] + token.clitics) is not None
    return joined and part is not None and part.unit == "century"


def _and_in_a_row(reading: Reading, token: Token, number: Number, index: int) -> bool:
    """Whether a definite figure is a rank, as one in a row joined to it is: "بلقب الدوري الـ13 والثالث على التوالي"."""
    if not token.definite or not number.digits or not number.plain or not isinstance(number.value, int) or number.value > 200:
        return False
    after = reading.tokens[index + 1] if index + 1 < len(reading.tokens) and reading.follows(index + 1, "و") else None
    if after is None or after.number is None or not after.number.ordinal or not after.definite:
        return False
    return _IN_A_ROW(reading.database).match(reading.norm, after.end) is not None


def _one_over(reading: Reading, rule: Rule, slots: Slots, token: Token, number: Number) -> Draft | None:
    """The fraction of one over ten, a hundred or a thousand: "واحد على ألف"; None where واحد counts a noun ("فاز فريق واحد على عشرة") or none is."""
    if number.value not in (10, 100, 1000, 10_000, 1_000_000) or (token.definite and number.digits) or token.clitics:
        return None
    over = _ONE_OVER(reading.database).search(reading.norm, max(0, token.lead - 15), token.lead)
    if over is None or noun_after(reading, token.end) is not None:
        return None
    if reading.drafts and reading.drafts[-1].end > over.start(1):
        if reading.drafts[-1].start < over.start(1):
            return None
        reading.drafts.pop()
    fields = {
        "value": as_int(Decimal(100) / number.value),
        "fraction": f"1/{number.value}",
        "of": None,
        "point": False,
        "modifier": "exact",
    }
    return Draft("percentage", over.start(1), slots.end, slots.first, slots.last, rule.id, fields)


_AND_CENTURY: Final = re.compile(r" (?:و|و[^\W\d_]+ )").fullmatch
_LIKE_FEELINGS: Final = re.compile(r"م[^\W\d_]ا[^\W\d_]ي?[^\W\d_]").fullmatch  # مشاعر
_ONE_OVER: Final = Expression(r"(?<![^\W\d_])({one-over}) $")
_ONE_OR: Final = re.compile(r"(?<![^\W\d_])([^\W\d_]{3,}) او $").search


def _single(reading: Reading, word: str) -> str:
    """An indefinite noun in the singular without its proclitic; empty where a word is none."""
    if word.startswith("ال"):
        return ""
    if is_singular(reading.database, word):
        return word
    return word[1:] if word[0] in "وفبلك" and not reading.database.nominal(word) and is_singular(reading.database, word[1:]) else ""


# A broken plural of people where the dual was to be: "ونشطاء اثنين".
_SEVERAL: Final = Expression(r"(?<![^\W\d_])[وفب]?((?!ا)[^\W\d_]{3}اء|{people}) $")


def _of_years(reading: Reading, end: int) -> tuple[str, int] | None:
    """The unit of time behind من in the plural, and its end: "4 مليارات من الأعوام"; None where none follows."""
    if not reading.after(end, "cue_of"):
        return None
    k = reading.token_at(behind_word(reading, end))
    unit = reading.tokens[k] if k < len(reading.tokens) else None
    if unit is None or not unit.has("time_unit") or not unit.has_article or unit.text.removeprefix("ال") not in plurals_of(unit):
        return None
    return (str(unit.value("time_unit")), unit.end) if reading.norm[behind_word(reading, end) : unit.lead] == " " else None


def _counts_two(reading: Reading, plural: re.Match[str], slots: Slots) -> bool:
    """Whether a two counts the plural before it, which no number before it does: not "5 جنود اثنان منهم"."""
    word = plural[1]
    if not reading.database.nominal(word) or is_singular(reading.database, word):
        return False
    last = reading.drafts[-1] if reading.drafts else None
    numbered = last is not None and last.fields.get("noun") is not None and plural.start() - last.end < 3
    return not numbered and noun_after(reading, slots.end) is None and not reading.after(slots.end, "cue_of")


_OF_VOTES: Final = Expression(r" (?:{of-votes})(?![^\W\d_])")
_IN_THE_WORLD: Final = Expression(r" (?:{in-the-world})(?![^\W\d_])")


def _too_in_the_world(reading: Reading, last: Draft, token: Token, number: Number) -> bool:
    """Whether figures joined to a rank are one more, in a wider circle."""
    near = token.clitics == "و" and token.lead - last.end < 14 and number.plain and isinstance(number.value, int) and number.value <= 250
    return near and _IN_THE_WORLD(reading.database).match(reading.norm, token.end) is not None


def _of_two_days(reading: Reading, token: Token, number: Number, index: int) -> bool:
    """Whether a figure is one of two days whose month the text tells elsewhere: "يومي 14 و15"; not "بشكل يومي 20 مريضا"."""
    if number.value is None and number.plain and 1 <= (number.low or 0) < (number.high or 99) <= 31:
        return reading.database.among("days", reading.word_before(token.lead)) and noun_after(reading, token.end) is None
    if not number.plain or not isinstance(number.value, int) or not 1 <= number.value <= 31:
        return False
    if not (reading.says("weekday") or reading.says("month") or reading.fact("days without month", _tells_days)):
        return False
    if _one_of_days(reading, token, index) or _behind_weekday(reading, token, index):
        return True
    first = index - 1 if token.clitics == "و" else index
    pair = reading.tokens[first : first + 2] if first > 0 else []
    if len(pair) < 2 or not reading.follows(first) or not reading.follows(first + 1, "و"):
        return False
    if any(t.number is None or not t.number.plain for t in pair) or not reading.database.among("two-days", reading.tokens[first - 1].text):
        return False
    return not fits(reading, pair[1].end, pair[1].number.value, surely=True)  # type: ignore[union-attr]


def _tells_days(reading: Reading) -> bool:
    """Whether a text has a word that figures behind it may follow as days of a month."""
    return reading.database.mentions("days", reading.norm) or reading.database.mentions("two-days", reading.norm)


def _one_of_days(reading: Reading, token: Token, index: int) -> bool:
    """Whether a figure is in a list of days: "في أيام 3، 10، 17 و24"; not "أيام 3 دورات"."""
    last = index
    while last + 1 < len(reading.tokens) and _joins_days(reading, last + 1):
        last += 1
    first = index
    while first > 0 and _joins_days(reading, first):
        first -= 1
    if last == first or not reading.database.among("days", reading.word_before(reading.tokens[first].lead)):
        return False
    end = reading.tokens[last].end  # "أيام 26 و27 من الشهر ذاته" are dates
    return noun_after(reading, end) is None and not reading.after(end, "cue_of")


def _behind_weekday(reading: Reading, token: Token, index: int) -> bool:
    """Whether a figure that ends its clause is the day of the month behind a weekday or a month: "الأربعاء 14، بعد أن", "في حزيران 11 و15"."""
    before = reading.tokens[index - 1] if index else None
    if before is None or before.special == "number" or not (before.has("weekday") or before.has("month")):
        if before is None or token.clitics != "و" or index < 2 or not _joins_days(reading, index):
            return False
        return _behind_weekday(reading, before, index - 1)
    if token.clitics or not reading.follows(index) or (before.has("month") and before.clitics not in ("", "و", "ف", "ب")):
        return False
    return _ENDS_DAY(reading.norm, token.end) is not None


def _joins_days(reading: Reading, index: int) -> bool:
    """Whether a comma or و joins the figure at a token to one before it, and both may be days of a month."""
    before, token = reading.tokens[index - 1], reading.tokens[index]
    return (
        _may_be_day(before) and _may_be_day(token) and reading.norm[before.end : token.lead].strip(" ") + token.clitics in ("،", ",", "و")
    )


def _may_be_day(token: Token) -> bool:
    return token.number is not None and token.number.plain and 1 <= (token.number.value or 0) <= 31


def _a_town(reading: Reading, token: Token, index: int) -> bool:
    """Whether what looks like a number is the place behind its head noun: "مدينة الخمس"."""
    before = reading.tokens[index - 1] if index else None
    if not token.place or before is None or not before.has("place_type") or before.has_article or not reading.follows(index):
        return False
    return noun_after(reading, token.end) is None or reading.word_after(token.end).startswith("ال")


def _no_number(reading: Reading, slots: Slots, token: Token, number: Number, index: int) -> bool:
    """Whether a number in words is a name, a verb or a negation with the same letters, or belongs to figures behind it."""
    if number.scaled == 1 and reading.after(slots.end, "clean_sheet"):
        return True  # "بثمانية نظيفة"
    named = index > 0 and (reading.tokens[index - 1].has("model_name") or reading.tokens[index - 1].has("letter_name"))
    if named and reading.follows(index) and (LATIN_AFTER(reading.norm, slots.end) or not fits(reading, slots.end, number.value)):
        return True  # "آيفون عشرة"
    follows = noun_after(reading, slots.end)
    if token.definite and reading.norm[token.end : token.end + 1] == '"':
        opened = _OPENS_NAME(reading.norm, max(0, token.lead - 25), token.lead)
        if opened is not None and (opened[0] == '"' or _names(reading, opened.start())):
            return True  # تحت مسمى "الخمس"; a series called "الخطايا العشر"
    if token.definite and reading.norm[token.lead - 1 : token.lead] == '"' and _CLOSES_NAME(reading.norm, token.end):
        if _names(reading, token.lead - 1):
            return True  # مسابقة "الخمسة الذهبية"
    if token.definite and token.clitics == "ب" and number.scaled == 1 and follows is None and (number.value or 0) < 10:
        if reading.says("football_word") or reading.says("score_word"):
            return True  # "خسر بالأربعة"
    if number.value == 2 and not token.definite and follows is None and reading.database.among("day-of", reading.word_before(token.lead)):
        if not reading.ahead(token.lead, "cue_each") or _ENDS_PHRASE(reading.norm, token.end):
            return True  # "مساء إثنين", "كل إثنين": Monday; but "علاقة كل اثنين قامت برسمها"
    if token.text.isascii() and number.value == number.scaled:
        return True  # "Công ty"
    if number.value == 5 and token.definite and not token.clitics and reading.database.among("next-or-last", reading.word_after(token.end)):
        return True  # "مساء الخمس المقبل", a slip for Thursday
    if number.value == 4 and token.definite and reading.database.among("on-fours", reading.word_before(token.lead)):
        return True  # "ذوات الأربع"
    if number.value == 40 and token.definite and reading.database.among("of-forty", reading.word_before(token.lead)):
        return True  # "زيارة الأربعين"
    if number.value is None and 2001 <= (number.low or 0) < (number.high or 0) <= 2035 and follows is None:
        return True  # "بين ألفين وستة وألفين وعشرة"
    if reading.database.among("plus", reading.word_after(token.end)) and follows is not None and not token.definite:
        return True  # "قاعدة خمسين زائد واحد"
    if number.value == 1000 and reading.database.among("modulation", reading.word_after(token.end)):
        return True  # "ترددات الاف ام"
    if number.value == 90 and follows is None and token.clitics in ("", "و") and _STRIVES(reading.database).match(reading.norm, token.end):
        return True  # "وتسعين لرسم طريقك": you strive
    if (number.value == 0 and (follows is None or "\u0651" in token_as_written(reading, token))) or name_not_number(reading, token):
        return True  # "صفّر الحكم": the referee whistled
    if (
        number.value in (1000, 2000)
        and reading.database.among("two-thousand-of", token.text)
        and reading.norm[token.lead - 1 : token.lead] + reading.norm[token.end : token.end + 1] == '""'
    ):
        return True  # مجموعة "ألفا"
    if number.scaled == 1 and (number.value or 9) < 9 and reading.database.among("core", reading.word_after(token.end)):
        return True  # "ثماني النواة"
    if token.definite and number.value == 5 and reading.database.among("of-prayers", reading.word_before(token.lead)):
        return True  # "إمام الخمس"
    if token.definite and number.value == 10 and reading.database.among("manners", reading.word_before(token.lead)):
        return True  # "كان طيب العشرة"
    before = reading.tokens[index - 1] if index else None
    if before is not None and before.has("place_type") and before.text.endswith("ه") and not before.has_article and token.definite:
        if reading.follows(index) and (number.value or 0) >= 20 and follows is None:
            return True  # "مديرية السبعين"
    if number.value == 100 and reading.norm[token.lead - 1 : token.lead] == "-" and reading.norm[token.lead - 2 : token.lead - 1].isalpha():
        return True  # "إتاميه-مايه"
    if number.value in (100, 200) and not token.definite and token_as_written(reading, token).startswith("مي"):
        if follows is None or follows[0].startswith("ال") or not countable(reading, fold(follows[0].split()[0])):
            return True  # "مية الجريبي", "ميات غاتشينوفيتش", "يولدون ميتين"
    if number.value == 2000 and reading.database.among("two-thousand-of", token.text):
        follow = reading.word_after(slots.end)
        next_token = reading.tokens[slots.last + 2] if slots.last + 2 < len(reading.tokens) else None
        ranges = reading.after(slots.end, "connector") and next_token is not None and next_token.number is not None
        alone = follows is None and not ranges  # "نقل ألفي إلى إيطاليا"
        several = follow.endswith("ات") or _LIKE_FEELINGS(follow) is not None
        if not ranges and token.text.endswith("ي") and several and not is_singular(reading.database, follow):
            return True  # "هزت قضية ألفي مشاعر العالم"
        if (follow.startswith("ال") and not reading.database.nominal(follow)) or (follow.endswith("ا") and follow[:1] == "م"):
            return True  # "ألفي المولود في", "كان ألفي مصابا"
        if alone or (not follow.startswith("ال") and not follow.endswith("ه") and not countable(reading, follow)):
            return True  # "ألفي ديس", "والدة ألفي إن"
    if number.value == 2000 and reading.database.among("alvin", token.text) and follows is not None and not token.clitics:
        if not countable(reading, fold(follows[0].split()[0])) and reading.word_before(token.lead).startswith("ال"):
            return True  # "القاضي الأميركي ألفين هيلرستين"
    after = reading.tokens[slots.last + 1] if slots.last + 1 < len(reading.tokens) and reading.follows(slots.last + 1) else None
    if (
        number.value == 1000 == number.scaled
        and not token.definite
        and after is not None
        and after.has("modifier")
        and DIGIT_AFTER(reading.norm, after.end)
    ):
        return True  # "الذي ألّف حوالي 15 رواية"
    if number.value == 1000 == number.scaled and not token.definite and not token.clitics and after is not None and after.has("person_cue"):
        if token.text == "الف" and reading.norm[slots.end : after.lead] == " ":
            return True  # "الجامعية ألف يوسف"
    if number.value == 1000 == number.scaled and token.clitics == "ف" and follows is None:
        return True  # "فألّف ما يزيد عن أربعين كتابا"
    if number.value == 1000 == number.scaled and not token.definite and follows is not None and token_as_written(reading, token)[:1] == "أ":
        head = fold(follows[0].split()[0])
        if token.text == "الف" and token.clitics and token.clitics[-1] in "وف" and not countable(reading, head) and not head.endswith("ا"):
            return not (index and reading.tokens[index - 1].number is not None)  # "وألّف جونسون"
        if token.text == "الف" and head.endswith("ا") and reading.database.nominal(head[:-1]) and token.clitics in ("", "و"):
            return not (index and reading.tokens[index - 1].number is not None and reading.follows(index, "و"))  # "ألّف كتبا"
    if token.word is not None:
        definite = follows is not None and follows[0].startswith("ال")
        if token.has("scale") and number.value == number.scaled == 1000 and not token.definite and definite:
            return True  # "ألّف الكتاب"
        if token.has("cue_needs_noun"):
            if reading.ahead(token.lead, "cue_negation") and not token.clitics:
                return True  # "الكلمات لا تسع"
            none = follows is None or definite or reading.after(slots.end, "few")  # "تسع الجميع"
            own = token.definite and (definite or reading.word_before(token.lead).startswith("ال"))  # "مبارياته الست الأخيرة"
            if none and not own and not _one_in(reading, index):
                return True
        if token.has("cue_negation_with_l") and token.clitics[-1:] == "ل" and not token.definite:
            return True  # لست
    return False


def _times_when(reading: Reading, word: str) -> bool:
    """Whether a folded word tells a time: "28.7 مليار الأسبوع الماضي", "أضعاف العام الماضي"."""
    known = reading.database.lexicon.words.get(word)
    return known is not None and not _TELLS_WHEN.isdisjoint(known.senses)


_ENDS_DAY: Final = re.compile(r" ?(?:[.،؛)\n](?!\d)|$)| و\d{1,2} ?[.،؛)\n]").match
_ENDS_PHRASE: Final = re.compile(r" ?(?:[.،؛:)\n]|$)| و").match
_STRIVES: Final = Expression(r" (?:{strives-to}) ?[^\W\d_]")
_OPENS_NAME: Final = re.compile(r'"(?:ال[^\W\d_]{2,} )?$').search
_CLOSES_NAME: Final = re.compile(r'(?: ال[^\W\d_]{2,}){1,2}"').match
_NEXT_TITLE: Final = re.compile(r'"[،,]? (?:و ?)?$').search


def _names(reading: Reading, quote: int) -> bool:
    """Whether what a quotation mark opens is a name: a word for something that has one stands before, or another title in a list of such."""
    if reading.database.among("named-so", reading.word_before(quote)):
        return True
    return reading.says("title_head") and _NEXT_TITLE(reading.norm, max(0, quote - 6), quote) is not None


def _noun_behind(reading: Reading, slots: Slots, token: Token, number: Number) -> tuple[str, int] | None:
    """The noun phrase behind a number and its end: also behind the brackets or quotation marks around it; None where it counts none."""
    norm = reading.norm
    rim = norm[token.start - 1 : token.start] + norm[slots.end : slots.end + 1]
    if number.digits and rim in ("()", '""'):  # "(30) عنصرا", بـ"3 أو 4" مواقع
        most = number.value if number.value is not None else number.high
        numbered = reading.database.among("number-of", reading.word_before(token.start - 1))  # "عدد (8) بندقية آلية"
        return noun_after(reading, slots.end + 1) if numbered or fits(reading, slots.end + 1, most) else None
    few = number.scaled == 1 and number.value is not None and 3 <= number.value <= 10
    phrase = noun_after(reading, slots.end, parallel=not few, construct=number.vague and not token.definite)
    if phrase is None:
        if norm[slots.end : slots.end + 2] == " #" and (number.vague or fits(reading, slots.end + 2, number.value)):
            return noun_after(reading, slots.end + 2, construct=True)  # "عشرات #الحوثيين"
        if norm[slots.end : slots.end + 2] == '" ' and (number.vague or (number.scaled > 1 and fits(reading, slots.end + 1, number.value))):
            return noun_after(reading, slots.end + 1, construct=number.vague)  # على "آلاف" اللاعبين
        quoted = norm[slots.end : slots.end + 2] == ' "' and (
            fits(reading, slots.end + 2, number.value) or (number.scaled > 1 and _ONE_QUOTED(norm, slots.end) is not None)
        )  # 700 ألف "حالم"
        return noun_after(reading, slots.end + 2) if quoted else None  # أعلن عن أربع "مناطق آمنة"
    head = fold(phrase[0].split()[0])
    if _OF_THEIRS(head) and not countable(reading, head):
        return None  # "اثنان حالتهما حرجة", "14 رشحتها اللجنة"
    if head.startswith("ال") and _times_when(reading, head):
        return None  # "28.7 مليار الأسبوع الماضي"
    if reading.database.among("times-of", head):
        times = behind_word(reading, slots.end)
        whole = construct_chain(reading, slots.end) or construct_chain(reading, times)
        if whole is not None:  # "أربعة أضعاف قيمة السلع الواردة"
            return as_written(reading, times - len(head), whole[1]), whole[1]
        of = noun_after(reading, times, 3)  # "ثلاثة أضعاف التكلفة الأولية"
        if of is not None and of[0].startswith("ال") and not _times_when(reading, fold(of[0].split()[0])):
            return as_written(reading, times - len(head), of[1]), of[1]
    if reading.database.among("never-counted", head):
        return None  # "لجمع 37 مليار قيمة التعويض"
    if reading.database.lexicon.has(head, "count_word"):
        return noun_after(reading, behind_word(reading, slots.end))  # "ارتفع إلى 162 عدد القتلى"
    if number.scaled > 1 and head[0] == "م" and head[-1] == "ا" and 5 <= len(head) <= 7 and not is_singular(reading.database, head[:-1]):
        if not head.endswith("يا"):
            return None  # "بميزانية تقدر ب100 مليار مؤكدا أنه"
    if number.value is None and _hyphened(reading, token, number) and not fits(reading, slots.end, number.high) and lists_results(reading):
        return None
    if head.startswith("ال") and not number.vague and not token.definite and not reading.database.nominal(head) and not head.endswith("ا"):
        return None  # "صوتا مقابل 159 النص"
    if number.scaled >= 1000 and norm[slots.end - 1] == "ا" and MASDAR(head):
        return None  # "330 مليونا تغيير كلمة السر"
    if number.digits:
        return phrase
    if number.value == 2 and (fold(phrase[0]).startswith("ال") or not countable(reading, head)):
        return None  # "وغادر اثنان المستشفى", "واثنين قاما"
    if token.definite and number.scaled == 1 and (number.value or 11) < 11 and (head.endswith("ا") or number.value == 2):
        return None  # "تواجد الاثنان سابقا", "نستطيع نحن الاثنان تحريره"
    if token.definite and (phrase[0].startswith("ال") or number.vague or head.endswith("ون")):
        return None  # "حضر الاثنان الاجتماعين"
    return phrase


_ONE_QUOTED: Final = re.compile(r' "(?!ال)[^\W\d_]{3,}"').match
_TELLS_WHEN: Final = frozenset({"week_word", "month_word", "year_word", "day_word", "pointer"})
_OF_THEIRS: Final = re.compile(r"[^\W\d_]{3,}(?:ها|هما|هم|هن)").fullmatch


def _noun_of(reading: Reading, slots: Slots, token: Token, number: Number, phrase: tuple[str, int] | None) -> tuple[str | None, int]:
    """What a number counts, and the end of both: the phrase behind it, else a definite noun before it or a partitive behind it."""
    earlier = noun_before(reading, token) if token.definite and not number.vague else None
    if phrase is not None:
        counted = number.digits and phrase[0].rstrip("\u064b").endswith(("ا", "ة")) and not phrase[0].startswith("ال")
        if earlier is None or (counted and not earlier.endswith(("ات", "ان", "ين"))):
            return phrase  # but "الدول الخمس إحضار المواد", "مبارياته الـ11 الأخيرة"
    if earlier is not None:
        return earlier, slots.end
    if token.definite and not number.vague and not number.digits and number.scaled == 1 and (number.value or 99) <= 10:
        return None, slots.end  # "ويعد الاثنان من البريطانيين الذين"
    closes = number.digits and reading.norm[token.start - 1 : token.start] + reading.norm[slots.end : slots.end + 1] == "()"
    return partitive_noun(reading, slots.end + closes) or (None, slots.end)  # "(26) من مديري المحطات"


def _hyphened(reading: Reading, token: Token, number: Number) -> bool:
    return number.digits and "-" in reading.norm[max(0, token.lead - 8) : token.end + 8]


def _result(reading: Reading, token: Token, number: Number, phrase: tuple[str, int] | None) -> bool:
    """Whether what looks like a range is the result of a match: "أندرلخت 0-1 روستوف", "خسارته (108-116)", "الحمامات 28-31 نسر طبلبة"."""
    if number.high is None:
        return False
    hyphen = "-" in reading.norm[token.start : token.end]
    if hyphen and number.digits and isinstance(number.low, int) and number.low % 50 == 1 and number.high % 50 == 0 and number.low > 50:
        if reading.norm[token.lead - 1 : token.lead] + reading.norm[token.end : token.end + 1] == "()":
            return True  # "جامعة البحرين (801-1000)"
    if hyphen and number.high < 20 and " - " in reading.norm[token.start : token.end] and phrase is not None:
        head = fold(phrase[0].split()[0])
        again = is_singular(reading.database, head) and head in reading.norm[max(0, token.lead - 40) : token.lead].split()
        named = reading.word_after(behind_word(reading, token.end)).startswith("ال")
        if (again or named) and (reading.says("sport_word") or reading.says("score_word") or reading.says("football_word")):
            return True  # "إتحاد سيدي بوعلي 2 - 7 إتحاد بن قردان", "نتيجة مباراة الذهاب : 1 - 3 أرسنال الإنجليزي"
    if hyphen and number.high < 20:
        return phrase is None or phrase[0].startswith("ال") or not countable(reading, fold(phrase[0].split()[0]))
    if phrase is not None and hyphen and number.plain and lists_results(reading):
        behind = reading.word_after(phrase[1])
        return behind.startswith("ال") and not phrase[0].startswith("ال")  # "24 - 31 جمعية الحمامات"
    if phrase is not None or not number.plain or number.high >= 200:
        return False
    if hyphen and " - " in reading.norm[token.start : token.end] and reading.word_after(token.end).startswith("ال"):
        if reading.says("sport_word") or reading.says("score_word") or reading.says("football_word"):
            return True  # "النادي البنزرتي 51 - 55 الملعب النابلي"
    if hyphen and reading.norm[token.lead - 1 : token.lead] + reading.norm[token.end : token.end + 1] == "()":
        if reading.says("score_word") or reading.says("football_word"):
            return True
    return _hyphened(reading, token, number) and not token.clitics and not token.definite and lists_results(reading)


def _settle_mark(reading: Reading, number: Number, index: int) -> None:
    """Read the mark of a bare figure as a decimal mark where it is an index or a rate: "مؤشر الدولار إلى 88.585", "هوت الليرة إلى 5.015"."""
    if number.other is None or number.value is None or number.scaled != 1:
        return
    dollar_index = 70_000 <= number.value <= 130_000 and reading.says("dollar_index")
    if dollar_index or (number.value >= 1000 > number.other and rate_of_exchange(reading, index)):
        number.value, number.other = number.other, number.value


_TEMPERATURE: Final = Expression(r"(?:{temperature})(?:[^.،\d\n]{0,40} (?:{comes-to}))? $")


def _temperature(reading: Reading, token: Token, number: Number) -> bool:
    """Whether a bare figure is a temperature: "درجة الحرارة هذا الأسبوع إلى 40.5"."""
    if not number.digits or number.scaled != 1 or number.value is None or number.value > 60 or not reading.says("heat_word"):
        return False
    return _TEMPERATURE(reading.database).search(reading.norm, max(0, token.lead - 60), token.lead) is not None


_ON_SCALE: Final = Expression(r"(?: (?:{degree}))?[،,]? (?:{on-scale}) (?:{richter})(?![^\W\d_])")
_STRONG: Final = Expression(r"(?<![^\W\d_])[وفب]?(?:{quake-strength})(?: (?:{comes-to}|{about}))? $")
_STRENGTH: Final = Expression(r"(?<![^\W\d_])[وفب]?(?:{strength-of}) (?:ال)?(?:{quake})(?: (?!و)[^\W\d_]+){0,2} $")
_DEGREE: Final = Expression(r" (?:{degree})(?![^\W\d_])")


def _magnitude(reading: Reading, rule: Rule, slots: Slots, token: Token, number: Number) -> Draft | None:
    """The measure that a bare figure is where it tells how strong an earthquake was: "زلزال بقوة 7.2 درجة"; None where it doesn't."""
    most = number.value if number.value is not None else number.high
    if number.scaled != 1 or number.vague or number.ordinal or most is None or not 0 < most < 10 or token.definite:
        return None
    if not reading.says("quake_word"):
        return None
    norm, database = reading.norm, reading.database
    if _ON_SCALE(database).match(norm, slots.end) is None:
        if (
            _STRONG(database).search(norm, max(0, token.lead - 30), token.start) is None
            and _STRENGTH(database).search(norm, max(0, token.lead - 45), token.start) is None
        ):
            return None
        if _DEGREE(database).match(norm, slots.end) is None and not (number.digits and "." in number.text.replace(",", ".")):
            return None  # "بقوة 5 جنود"
    fields = scaled(number, 1, False)
    fields["unit"] = "{Richter}"
    degree = _DEGREE(database).match(norm, slots.end)
    if degree is not None:
        slots.end = degree.end()
    fields["modifier"] = modifier_of(reading, slots.first, slots.last, slots.end, number)
    fields["_number"] = number
    return drafted("measure", slots, rule, fields)


def _model_before(reading: Reading, offset: int) -> bool:
    """Whether the word before a dash is a make's name: "أليوشين -76"."""
    model = reading.word_before(offset)
    return bool(model) and not model.startswith("ال") and (len(model) < 3 or not countable(reading, model))


def _upper_of_two(reading: Reading, slots: Slots, noun: Token) -> tuple[int, str | None] | None:
    """The index of the number that a dual ranges to, with its noun: "شخصين أو ثلاثة", "بين كوبين إلى 3 أكواب"; None where none does."""
    tokens, between = reading.tokens, reading.ahead(reading.tokens[slots.first].lead, "between")
    k = slots.last + 1
    if between and k < len(tokens) and tokens[k].clitics == "و" and reading.follows(k, "و"):
        return _of_same_noun(reading, noun, k)  # "بين رحلتين و4 رحلات"
    k += 1
    if k >= len(tokens) or not reading.follows(k):
        return None
    if not reading.follows(k - 1) and reading.norm[_dual_adjectives(reading, noun) : tokens[k - 1].lead] != " ":
        return None  # but "حصتين تدريبيتين أو ثلاث"
    joint = tokens[k - 1].value("connector")
    number = tokens[k].number
    if joint != "or" and not (joint == "to" and (between or (number is not None and not number.digits))):
        return None
    if number is not None and not number.ordinal and number.value is None and number.low == 3 and number.high in (4, 5):
        return k, None  # "نقطتين أو ثلاث أو أربع"
    few = number is not None and number.value in (3, 4)
    phrase = noun_after(reading, tokens[k].end)
    if few and _plain_few(tokens[k]) and (phrase is None or (phrase[0].startswith("م") and phrase[0].endswith("ين"))):
        return k, None  # "شخصين أو ثلاثة", "موقعين أو ثلاثة محتملين"
    return _of_same_noun(reading, noun, k)


def _plain_few(token: Token) -> bool:
    """Whether a token is a whole number from three to ten, without article."""
    number = token.number
    if number is None or number.ordinal or number.scaled != 1 or not isinstance(number.value, int) or token.definite:
        return False
    return 3 <= number.value <= 10


def _of_same_noun(reading: Reading, noun: Token, k: int) -> tuple[int, str] | None:
    """A token's index and noun, where it is a few of what a dual is two of."""
    phrase = noun_after(reading, reading.tokens[k].end) if _plain_few(reading.tokens[k]) else None
    if phrase is None:
        return None
    stem = {letter for letter in noun.text[:-2].removesuffix("ت") if letter not in "اويه"}
    return (k, phrase[0]) if stem <= set(fold(phrase[0].split()[0])) else None


_RESOLUTIONS: Final = Expression(r"(?: ?[و،] ?\d{1,3}){1,3} (?:{resolution-unit})")
_IN_A_ROW: Final = Expression(r" (?:{in-a-row})")


_TANWIN: Final = re.compile("[\u064b-\u064d]")
_PARTICIPLE: Final = re.compile(
    "م.\u064e?.(?:\u0651[\u064e\u0650]?|[\u064e\u0650]\u0651).\u0650?ين$"
)  # "مركّزين" may be a plural, and is no dual of مركز
_FATHA: Final = re.compile("\u064e\u064a\u0652?\u0646")
_NO_NOUN: Final = frozenset({"stop", "modifier", "num", "cue_except", "cue_negation"})


def _one(reading: Reading, rule: Rule, slots: Slots, token: Token, index: int) -> list[Draft]:
    """ "خلية حزبية واحدة": the noun stands before, and the span covers the phrase."""
    alone = [drafted("count", slots, rule, {"value": 1, "noun": None, "modifier": "exact"})]
    ratio = _one_in(reading, index)
    if ratio:
        alone[0].fields["modifier"] = modifier_of(reading, index, index, token.end, None)  # "ما يزيد على واحد من كل ثلاثة"
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
            if not (word[0] == "و" and word[1:3] != "ال" and countable(reading, word[1:])):
                return False  # a verb, or a definite noun; no "وأسرة واحدة"
        if known is None and word[0] == "و" and (rest := lexicon.get(word[1:])) is not None and "stop" in rest.senses:
            return False  # "وهذه واحدة من"
        if known is None and partitive and not nominal(word) and not (word[0] in "وفبلك" and nominal(word[1:])):
            return False  # "جاء واحد"
        if not feminine and word[-1] == "ي" and lexicon_has(word, "noun_feminine"):
            return False  # "ذكرى واحد من أساطير النادي"
        if (
            partitive
            and not accusative
            and not feminine
            and nominal(word)
            and _BROKEN_PLURAL(word)
            and not is_singular(reading.database, word)
        ):
            return False  # "تروي كواليس واحد من مشاهدها"
        if known is None and reading.database.among("came", word):
            return False  # "جاء واحد من الأمن"
        if known is None and word.endswith(("اته", "اتها", "اتهم")):
            return False  # "تتلقى صفعاته واحدة تلو الأخرى"
        if known is None and _OF_THEIRS(word) and not nominal(word):
            return False  # "يعتبر إعلان خطوبتهما واحدا من"
        bare = word[1:] if word[0] == "و" and known is None else word
        if lexicon_has(bare, "noun_feminine" if feminine else "noun_in_alif"):
            return True
        if feminine and known is None and word[0] in "وفبل" and lexicon_has(word[1:], "noun_feminine"):
            return True  # "بروح وطنية واحدة"
        if accusative != (word.endswith("ا") and not word.endswith("يا")) and not feminine:
            return False
        if known is None and not accusative and not feminine and len(word) > 4 and not nominal(word) and not nominal(word[1:]):
            return False  # "رودريغيز واحد المسؤولين"
        return (
            (len(bare) > 2 or nominal(bare) or (len(word) > 2 and nominal(word)))
            and not word.startswith("ال")
            and word.endswith("ه") == feminine
        )

    start, word = words[0]
    term = words[1][1].removeprefix("و") if feminine and word.endswith("يه") and len(words) > 1 else ""
    spell = lexicon.get(term)
    if spell is not None and "time_unit" in spell.senses and not spell.duals and term.endswith("ه"):  # "سنة مالية واحدة"
        unit = str(spell.value("time_unit"))
        lasted = {"value": iso_duration(1, unit), "_unit": unit, "modifier": modifier_of(reading, index, index, token.end, None)}
        return [Draft("duration", words[1][0] + len(words[1][1]) - len(term), token.end, index, index, rule.id, lasted)]
    before = reading.tokens[index - 1] if index and reading.follows(index) else None
    if before is not None and before.place is not None and not countable(reading, before.text):
        return alone if ratio else []  # "إعلان جنيف واحد"
    if word.endswith("يا") and accusative and len(words) > 1 and noun(words[1][1]):
        start, word = words[1]  # "فريقا سياسيا واحدا"
    elif not feminine and len(words) > 1 and lexicon_has(words[1][1], "unit") and nominal(word) and not lexicon_has(word, "unit"):
        start, word = words[1]  # "برميل نفط واحد"
    elif not feminine and not accusative and len(words) > 1 and f"{words[1][1]} {word}" in lexicon and nominal(words[1][1]):
        start, word = words[1]  # "سعر صرف واحد"
    elif feminine and len(words) > 1 and f"{words[1][1]} {word}" in lexicon:
        held = len(words) > 2 and words[2][1].endswith("ه") and noun(words[2][1])
        start, word = words[2] if held else words[1]  # "مباراة كرة قدم واحدة"
    elif feminine and len(words) > 1 and reading.database.among("compound", f"{words[1][1]} {word}"):
        start, word = words[1]  # "حالة وفاة واحدة"
    elif feminine and not word.endswith("ه") and len(words) > 1 and _governs(reading, words[1][1], word) and noun(words[1][1]):
        start, word = words[1]  # "محطة وقود واحدة"
    elif not noun(word) or (ratio and not nominal(word) and word not in lexicon):
        return alone if ratio else []  # "واحد من كل خمسة أطفال"
    soldier = word.endswith("ي") and is_singular(reading.database, word) and not lexicon_has(word + "ين", "noun_an")  # "دم جندي واحد"
    adjective = (word.endswith(("يه", "ي", "يا")) and not soldier) or (word[0] == "م" and accusative)  # "سؤالا محرجا واحدا"
    described = len(words) > 2 and word.endswith("ه") and words[1][1].endswith("يه") and words[2][1].endswith("ه")
    described = described and not words[1][1].startswith("ال")  # "قراءة سياسة الخصوصية مرة واحدة"
    head = words[2][1] if described else ""
    if head and noun(head) and (nominal(head) or (head[0] in "وفبلك" and nominal(head[1:]))):
        start, word = words[2]  # "معضلة سياسية حقيقية واحدة", "أزمة مالية كبيرة واحدة"
    elif len(words) > 1 and adjective and noun(words[1][1]) and not _a_dual(reading, words[1][1]):
        if word[0] != "م" or word.endswith("يا") or countable(reading, words[1][1].removesuffix("ا")):
            start, word = words[1]
    if feminine and reading.database.among("party", reading.word_before(start)):
        return []  # "حزب أمة واحدة"
    if ratio and (MASDAR(word) or reading.database.among("happening", word)):
        return alone  # "موت واحد من كل 5 أشخاص"
    known = lexicon.get(word)
    if known is not None and known.value("scale") is not None:  # "من مليار واحد إلى 40 مليارا"
        modifier = modifier_of(reading, index, index, token.end, None)
        return [Draft("count", start, token.end, index, index, rule.id, {"value": known.value("scale"), "modifier": modifier})]
    own = nominal(word) or word + "ين" in lexicon or (word.endswith("ه") and word[:-1] + "تين" in lexicon)  # "وظيفة", "ولد"
    joined = not own and (len(word) > 4 or nominal(word[1:]))
    letters = word[0] if word[0] == "و" and known is None and joined else ""
    unlisted = known is None or known.senses.keys() <= {"score_word"}  # "بهدف واحد"
    if word[0] in "بلكف" and unlisted and not reading.database.nominal(word) and reading.database.nominal(word[1:]):
        letters = word[0]  # "بعمود فقري واحد"
    start += len(letters)
    a, b = reading.view.origin(start, token.lead - 1)
    modifier = modifier_of(reading, index, index, token.end, None)
    if modifier == "exact" and not letters:
        modifier = bound_before(reading, start)  # "أكثر من شخصية واحدة"
        modifier = "exact" if modifier == "approximate" else modifier  # "نحو وطن واحد": towards
    fields = {"value": 1, "noun": reading.view.text[a:b].rstrip(), "modifier": modifier}
    return [Draft("count", start, token.end, index, index, rule.id, fields)]


def _a_dual(reading: Reading, word: str) -> bool:
    """Whether a word in ان is a dual: no "حيوان"."""
    known = reading.database.lexicon.words.get(word)
    return word.endswith("ان") and (known is None or bool(known.duals)) and not reading.database.nominal(word)


def _governs(reading: Reading, head: str, word: str) -> bool:
    """Whether a feminine noun may govern an indefinite one: "محطة وقود"."""
    nominal, known = reading.database.nominal, reading.database.lexicon.words.get(word)
    if known is not None and (known.duals or not _NO_NOUN.isdisjoint(known.senses)):
        return False
    if MASDAR(head):
        return False  # "إعادة توجيه جامعي واحدة"
    own = nominal(head) or (head[0] in "وبلفك" and nominal(head[1:]))
    return head.endswith("ه") and own and nominal(word) and not word.startswith("ال") and not word.endswith("ا")


_ACCUSATIVE_BEFORE: Final = re.compile(r"(?<![^\W\d_])(?!ال)([^\W\d_]{2,})ا $").search
_BROKEN_PLURAL: Final = re.compile(r"[^\W\d_]{2}ا[^\W\d_]ي[^\W\d_]").fullmatch
_ONE_IN: Final = Expression(r" (?:{one-in}) ")


def _one_in(reading: Reading, index: int) -> bool:
    """Whether واحد at a token is one of a number: "واحد من كل خمسة", "واحدة من أصل كل عشرة"."""
    found = _ONE_IN(reading.database).match(reading.norm, reading.tokens[index].end)
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


_DETERMINES: Final = frozenset({"stop", "cue_determiner"})
_OF_SOME: Final = re.compile(r" من(?:ه|ا|ك|هم|ها|هن|كم|نا)?(?: (?:ا[^\W\d_ل][^\W\d_]{2}(?![^\W\d_])|\d)|(?=ه|ا|ك))").match


def _one_of(reading: Reading, token: Token) -> bool:
    """Whether واحد is rather a pronoun: "واحد منهم", "واحد من أهم", "واحد من 20"."""
    found = _OF_SOME(reading.norm, token.end)
    if found is not None:
        k = reading.token_at(found.end() - 1)
        number = reading.tokens[k].number if k < len(reading.tokens) else None
        return number is None or number.value is not None  # but "جرد قطعة واحدة من 15 إلى 20 يوما"
    if reading.after(token.end, "cue_of"):
        of = behind_word(reading, token.end)
        if reading.after(of, "this_word") or reading.after(of, "that_word"):
            return True  # "حقن واحد من هذه الأورام"
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
