"""Amounts: money and measures, with the currency that only the document tells."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import Any, Final

from ..grammar import Expression, Rule
from ..text.match import Draft, Reading, Slots
from ..text.numbers import Exact, Number
from ..text.scan import Token
from .bounds import CLAUSE_MARK, modifier_of, not_beyond
from .drafting import as_int, as_warm, drafted, is_negative, scaled, scaled_behind_brackets, written_twice
from .figures import MODEL_LETTER, race_behind
from .nouns import DIGIT_AFTER, letter_as_written, noun_after, own_letter, plurals_of


def _turkish(reading: Reading) -> bool:
    """Whether a text speaks of Turkey, whose lira is told to the thousandth."""
    return _TURKISH(reading.database).search(reading.norm) is not None


def money(reading: Reading, rule: Rule, slots: Slots) -> list[Draft] | None:
    """Build an amount of money."""
    token, coin, sub = slots.get("n"), slots.get("c"), slots.get("s")
    adjective = slots.get("a")
    one = slots.get("one")
    if coin is None and sub is None:
        return None  # a pattern may leave it open
    if one is not None:
        each = coin if coin is not None else sub
        assert each is not None
        if each.definite or one.number is None or one.number.value != 1 or one.number.digits or one.definite or one.clitics:
            return None
    number = token.number if token is not None else None
    if token is not None and coin is not None and reading.norm[token.end : coin.lead].strip(" ") == ")":
        if token.lead and reading.norm[token.lead - 1] != "(" and reading.norm.rfind("(", max(0, token.lead - 20), token.lead) < 0:
            return None  # but "( ما يعادل 300.7) دولار"
    if rule.id == "money.bracketed-scale":
        number = scaled_behind_brackets(slots)
        if number is None:
            return None
    if coin is not None and coin.definite and letter_as_written(reading, coin.lead) in "أإآ":
        return None  # "فرانس 24 إلينا فولاشين"
    if rule.id == "money.symbol-first":
        assert coin is not None
        if coin.text[:1].isalpha() and not coin.text.isascii():
            return None
    if rule.id == "money.symbol-first" and coin is not None and coin.value("currency") == "RON" and number is not None:
        if number.value in _OCTANE:
            return []  # "RON95"
    if rule.id == "money.one-and-a-half" and not _and_a_half(reading, slots, coin):
        return None
    if rule.id == "money.dual" and reading.ahead(slots.start, "vietnamese_name"):
        return []  # "فان دونجين"
    twice = written_twice(slots) if rule.id != "money.bracketed-scale" else None
    if twice is False:
        return None
    if isinstance(twice, Number):
        number = twice
    fields: dict[str, Any]
    if coin is not None:
        entry = coin.word.senses["currency"]  # type: ignore[union-attr]
        if entry.features.get("letter") and not (rule.id == "money.amount" and _a_dinar(reading, coin, number)):
            return None
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
        fields = {"value": as_int(amount)}
    else:
        if number.others is not None and number.value is None and entry.features.get("grouped"):
            (number.low, number.high), number.others = number.others, None  # "من 1.000 إلى 1.200 مليار دونج"
        if number.scaled > 1 and number.other is not None and number.value is not None and number.other > number.value:
            # "44.691 مليار دونج": no decimal mark before a scale word
            other_mark = "." if "," in number.text or "٬" in number.text else ","
            if entry.features.get("grouped") or reading.fact("decimal mark", _decimal_mark) == other_mark:
                number.value, number.other = number.other, number.value
        if ratio >= 1_000_000 and number.scaled == 1 and number.other is not None and number.value is not None:
            if number.value > number.other:
                number.value, number.other = number.other, number.value  # "11.845 م.د"
        if coin is not None and ((number.scaled == 1 and number.other is not None and noun == "dinar") or code in _THREE_DECIMALS):
            exchanged = number.value is not None and number.value < 100_000 and reading.says("exchange_word")  # "الدولار بـ2.250 دينار"
            small_parts = exchanged or entry.features.get("letter") or _thousandths(reading)
            if number.other is not None and number.scaled == 1 and small_parts:
                number.value, number.other = number.other, number.value  # "13,736 دينارا" beside "338 مليما"
        if (
            noun == "lira"
            and number.scaled == 1
            and number.other is not None
            and number.value is not None
            and number.value >= 1000 > number.other
            and not number.text.endswith("000")
            and reading.fact("turkish talk", _turkish)
        ):
            against = _EXCHANGED(reading.database).search(reading.norm, max(0, slots.start - 40), slots.start)
            if against is not None and reading.database.lexicon.has(against[1].removeprefix("ال"), "currency"):
                number.value, number.other = number.other, number.value  # "سعر الدولار أمام الليرة 5.015 ليرة"
        fields = scaled(number, ratio if ratio != 1 else 1, number.digits and is_negative(reading, slots.start))
        half, small = slots.get("f"), slots.get("m")
        if half is not None and half.number is not None and half.number.value is not None and fields["value"] is not None:
            fields["value"] = as_int(fields["value"] + Decimal(half.number.value) * number.scaled)
        if small is not None and small.number is not None and fields["value"] is not None:
            part = slots.get("s")
            assert part is not None and small.number.value is not None
            share = Decimal(str(part.word.senses["subunit"].features.get("ratio", "0.01")))  # type: ignore[union-attr]
            fields["value"] = as_int(fields["value"] + small.number.value * share)
    fields["currency"] = code
    fields["_noun"] = noun
    fields["_number"] = number
    fields["_grouped"] = bool(entry.features.get("grouped"))
    fields["_ratio"] = ratio
    fields["modifier"] = modifier_of(reading, slots.first, slots.last, slots.end, number)
    if fields.get("value") is not None and fields["value"] < 0 and reading.norm[slots.start - 1] == "-":
        slots.start -= 1
    return [drafted("money", slots, rule, fields)]


_OCTANE: Final = frozenset({90, 91, 92, 95, 97, 98, 100})

# Currencies of a thousand parts, ISO 4217.
_THREE_DECIMALS: Final = frozenset({"TND", "KWD", "BHD", "JOD", "OMR", "LYD", "IQD"})


def _a_dinar(reading: Reading, letter: Token, number: Number | None) -> bool:
    """Whether "د" behind a number is a dinar: the text speaks of dinars or of a country that has them; no "2018 د. محمد"."""
    if letter.clitics or (
        _DOCTOR(reading.norm, letter.end) and number is not None and number.plain and 1900 <= (number.value or 0) <= 2100
    ):
        return False
    return bool(reading.fact("dinars", _says_dinars))


_DOCTOR: Final = re.compile(r"\. ?[^\W\d_]").match


def _says_dinars(reading: Reading) -> bool:
    """Whether a text names dinars, a country that has them, or its people."""
    entries = reading.database.lexicon.entries
    for token in reading.tokens:
        senses = token.word.senses if token.word is not None else {}
        coin, nation = senses.get("currency"), senses.get("currency_adjective")
        if _is_thousandth(token):
            return True
        if coin is not None and coin.features.get("ambiguous") == "dinar" and not coin.features.get("letter"):
            return True
        if nation is not None and "dinar" in nation.features:
            return True
        if token.place and not token.place[0].common and token.place[0].country:
            entry = entries.get(f"country_currency.{token.place[0].country.lower()}")
            if entry is not None and "dinar" in entry.features:
                return True
    return False


def _thousandths(reading: Reading) -> bool:
    """Whether the text counts thousandths of its currency somewhere."""
    return bool(reading.fact("thousandths", lambda r: any(map(_is_thousandth, r.tokens))))


def _is_thousandth(token: Token) -> bool:
    return token.word is not None and token.has("subunit") and str(token.word.senses["subunit"].features.get("ratio")) == "0.001"


# Charge and energy, written with a slash.
_PRODUCTS: Final = {"mA/h": "mA.h", "A/h": "A.h", "kW/h": "kW.h", "MW/h": "MW.h", "GW/h": "GW.h", "W/h": "W.h"}

_PER: Final = {"Y": "a", "M": "mo", "W": "wk", "D": "d", "TH": "h", "TM": "min", "TS": "s", "10Y": "10.a", "100Y": "100.a"}


def _height(reading: Reading, rule: Rule, slots: Slots, metre: Token) -> list[Draft] | None:
    """ "متر و87": a metre and so many hundredths, as people are measured."""
    small = slots.get("m")
    assert small is not None
    number = small.number
    if metre.value("unit") != "m" or metre.has_article or metre.text.isascii() or len(metre.text) < 3 or number is None:
        return None
    if not number.plain or len(number.text) != 2 or noun_after(reading, small.end) is not None or DIGIT_AFTER(reading.norm, small.end):
        return None
    fields: dict[str, Any] = {"value": as_int(1 + Decimal(number.value or 0) / 100), "unit": "m", "_number": None}
    fields["modifier"] = modifier_of(reading, slots.first, slots.last, slots.end, None)
    return [drafted("measure", slots, rule, fields)]


def _of_a_race(reading: Reading, metres: Token) -> bool:
    """Whether an adjective behind metres tells what they are run on: "1600 م رملي"."""
    word = reading.word_after(metres.end)
    if race_behind(reading, metres.end):
        return True  # "ذهبيات في 1500م و5000 متر"
    return word.endswith("ي") and not word.startswith("ال") and word not in reading.database.lexicon.words


def _below_zero(reading: Reading, rule: Rule, slots: Slots, number: Number) -> list[Draft]:
    """ "10 درجات تحت الصفر", "بين 5 و8 درجات تحت الصفر"."""
    fields = scaled(number, 1, number.value is not None)
    if number.value is None:
        assert number.low is not None and number.high is not None
        fields = {"value": None, "low": -number.high, "high": -number.low}
    fields.update(unit="Cel", modifier=modifier_of(reading, slots.first, slots.last, slots.end, number), _number=number)
    return [drafted("measure", slots, rule, fields)]


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
    return token.text.removeprefix("ال") in plurals_of(token, "unit")


def _forecast(reading: Reading, slots: Slots, number: Number | None) -> bool:
    """Whether degrees stand behind a place and a colon in a text that speaks of heat: "زغوان وقابس: 36 درجة"."""
    if (
        number is None
        or not as_warm(number)
        or not slots.first
        or reading.norm[max(0, slots.start - 3) : slots.start].strip(" ")[-1:] != ":"
    ):
        return False
    return reading.tokens[slots.first - 1].place is not None and reading.says("heat_word")


def _around(reading: Reading, slots: Slots, sense: str) -> list[Token]:
    """The tokens of a sense around degrees."""
    return [t for t in reading.tokens[max(0, slots.first - 14) : slots.last + 6] if t.has(sense)]


def _warm_before(reading: Reading, slots: Slots, number: Number | None) -> bool:
    """Whether a temperature stands close before degrees: "39 درجة" behind "بين 29 و34 درجة"."""
    last = reading.drafts[-1] if reading.drafts else None
    near = last is not None and last.fields.get("unit") == "Cel" and slots.start - last.end <= 120
    return near and number is not None and as_warm(number)


def two_degrees(reading: Reading, rule: Rule, slots: Slots, fields: dict[str, Any]) -> Draft | None:
    """The temperature that a count of two degrees, or of two to three, is where heat is told of; None where it is none."""
    tokens = reading.tokens
    ahead = any(
        t.has("heat_word") and slots.start - t.end < 60 and not CLAUSE_MARK(reading.norm, t.end, slots.start)
        for t in tokens[max(0, slots.first - 6) : slots.first]
    )
    behind = tokens[slots.last + 1 : slots.last + 4]  # "ارتفاع درجتين في درجات الحرارة"
    about = bool(behind) and behind[0].has("cue_in") and any(t.has("heat_word") for t in behind)
    ahead = ahead or _INDUSTRY(reading.database).search(reading.norm, slots.end, slots.end + 60) is not None
    if not ahead and not (about and all(t.has("cue_in") or t.has("degree_word") or t.has("heat_word") for t in behind)):
        return None
    if fields.get("value") is None and behind and behind[0].has("degree_word") and reading.follows(slots.last + 1):
        slots.end, slots.last = behind[0].end, slots.last + 1  # "درجتين أو ثلاث درجات"
    return drafted("measure", slots, rule, {**{k: v for k, v in fields.items() if k != "noun"}, "unit": "Cel"})


_INDUSTRY: Final = Expression(r"(?<![^\W\d_])(?:{before-industry})(?![^\W\d_])")
_TURKISH: Final = Expression(r"{turkish}")
_EXCHANGED: Final = Expression(r" (?:{against-coin}) ([^\W\d_]+)(?: (?:{comes-to}|{about}))* $")
_WEIGHS: Final = Expression(r"(?<![^\W\d_])[وفب]?(?:{weighs})(?: (?:{about}))? $")
_POWER_OF: Final = Expression(
    r"(?<![^\W\d_])[وفب]?(?:(?:{power-of})(?: [^\W\d_]+)?|(?:{with-power})(?: [^\W\d_]+){0,3}|(?:{power-of}) (?:[^\W\d_]+ ){0,2}(?:{comes-to})) $"
)
# Degrees that are no temperature.
_TURNS: Final = frozenset({90, 180, 270, 360})


def measure(reading: Reading, rule: Rule, slots: Slots) -> list[Draft] | None:
    """Build a measure."""
    token, unit_token = slots.get("n"), slots.get("u")
    number = token.number if token is not None else None
    if rule.id == "measure.below-zero":
        number = number or Number(2)
        return _below_zero(reading, rule, slots, number)
    if unit_token is None:
        return None  # a pattern may leave it open
    if rule.id == "measure.bracketed-scale":
        number = scaled_behind_brackets(slots)
        if number is None:
            return None
    if unit_token.has("fixed"):
        return []  # "ميتران"
    if rule.id == "measure.definite" and not (
        token is not None
        and token.definite
        and number is not None
        and number.value is not None
        and unit_token.has_article
        and _few(unit_token)
    ):
        return None  # but "الأمتار الـ30 الأخيرة"
    if rule.id == "measure.height":
        return _height(reading, rule, slots, unit_token)
    if number is not None and not number.digits and unit_token.text.isascii() and unit_token.lead == token.end:  # type: ignore[union-attr]
        return None  # "ثلاثm"
    if number is not None and number.plain and MODEL_LETTER(reading.norm, max(0, token.lead - 4), token.lead):  # type: ignore[union-attr]
        if DIGIT_AFTER(reading.norm, slots.end):
            return None  # "الطريق السيارة أ 1 كلم 72"
    unit = str(unit_token.value("unit"))
    if unit == "[ft_i]" and number is not None and number.plain and 1990 <= (number.value or 0) <= 2035:
        if reading.word_after(slots.end).startswith("ال") and slots.first and reading.tokens[slots.first - 1].has("date_modifier"):
            return None  # "ومنذ 2015 قدم البنتاغون لهم دعما"
    if unit == "[bbl_us]" and rule.id == "measure.dual" and unit_token.definite:
        return []  # "إن البرميلين كانا على الرصيف"
    near = reading.tokens[slots.last + 1 : slots.last + 7] if unit == "[bbl_us]" else []
    if unit == "[bbl_us]" and (
        reading.after(slots.end, "cue_explosive") or any(t.has("cue_explosive") and t.start - slots.end < 50 for t in near)
    ):
        return None  # "4 براميل متفجرة"
    of_power = unit == "[HP]" and "power" in unit_token.word.senses["unit"].features  # type: ignore[union-attr]
    if of_power and not _POWER_OF(reading.database).search(reading.norm, max(0, slots.start - 60), slots.start):
        return None  # "15 حصانا"; but "محرك بقوة 680 حصانا"
    if unit == "kg" and unit_token.has("short_unit") and _distance(reading, slots.start):
        unit = "km"
    if unit == "[car_m]" and _of_gold(reading, slots):
        unit = "[car_Au]"
    if rule.id == "measure.degrees":
        warm = reading.says("heat_word") and any(abs(t.start - slots.start) < 160 for t in _around(reading, slots, "heat_word"))
        turned = number is not None and number.value in _TURNS and not warm
        if turned or (reading.says("angle_word") and any(0 < slots.start - t.end < 25 for t in _around(reading, slots, "angle_word"))):
            unit = "deg"
        elif warm or _forecast(reading, slots, number) or _warm_before(reading, slots, number):
            unit = "Cel"
        else:
            return None
    twice = written_twice(slots) if rule.id != "measure.bracketed-scale" else None
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
        race = _of_a_race(reading, unit_token)
        glued = unit_token.lead == token.end and not race_behind(reading, slots.end)  # type: ignore[union-attr]
        if number.value % 100 or glued or not (_distance(reading, slots.start) or race):
            return None  # "2023 م", but "سباق 1600 م رملي"
    if unit_token.has("era") and number is None:
        return None
    fields: dict[str, Any]
    if rule.id in ("measure.one", "measure.dual") and own_letter(reading, unit_token):
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
            fields = {"value": as_int(1 + Decimal(half.number.value))}
    elif rule.id == "measure.compound":
        small, second = slots.get("m"), slots.get("u2")
        assert small is not None and second is not None and small.number is not None
        ratio = reading.database.lexicon.entries.get(f"unit_ratio.{unit.lower()}-{str(second.value('unit')).lower()}")
        if ratio is None or small.number.value is None:
            return None
        fields = {"value": as_int(1 + Decimal(small.number.value) / Decimal(str(ratio.value)))}
    elif number is None:
        if reading.word_after(slots.end).startswith("ال"):
            return None  # "طنين النحل"
        half = slots.get("f")
        amount: Exact = 2
        if half is not None and half.number is not None and half.number.value is not None:
            amount = 2 + Decimal(half.number.value)
        fields = {"value": as_int(amount)}
    else:
        if number.fraction is not None and reading.tokens[slots.last].definite:
            return None  # "نصف الهكتار" ends what stands before it
        several = isinstance(number.value, int) and 3 <= number.value % 100 <= 10  # "3.310 أطنان" are thousands
        if number.scaled == 1 and number.other is not None and 2 < number.other <= 10 and _few(unit_token) and not several:
            number.value, number.other = number.other, number.value  # "6.142 كيلوغرامات"

        fields = scaled(number, 1, number.digits and is_negative(reading, slots.start))
        half = slots.get("f")
        if half is not None and half.number is not None and half.number.value is not None and fields["value"] is not None:
            fields["value"] = as_int(fields["value"] + Decimal(half.number.value))
    per = slots.get("u2") if rule.id != "measure.compound" else None
    rate = slots.get("r")
    if per is not None and "u" in slots and per.has("month_word") and reading.after(per.end, "month"):
        per, slots.end, slots.last = None, unit_token.end, slots.index("u")  # "411.25 جزء في المليون في شهر مايو"
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
    millions = unit.startswith("[lb_av]") and number is not None and number.scaled >= 1_000_000
    if millions and not _WEIGHS(reading.database).search(reading.norm, max(0, slots.start - 30), slots.start):
        fields.update(currency="GBP", _noun=None, _number=number, _grouped=False)  # "40 مليون باوند"
        slots.end, slots.last = unit_token.end, slots.index("u")
        fields["modifier"] = modifier_of(reading, slots.first, slots.last, slots.end, number)
        return [drafted("money", slots, rule, fields)]
    if unit == "[ft_i]" and rule.id == "measure.one" and unit_token.clitics:
        return []  # "سجل بقدم واحدة"
    fields["unit"] = unit = _PRODUCTS.get(unit, unit)
    fields["modifier"] = not_beyond(reading, slots.first, modifier_of(reading, slots.first, slots.last, slots.end, number))
    if unit == "Cel" and fields["modifier"] == "exact" and reading.ahead(slots.start, "cue_under"):
        fields["modifier"] = "less_than"  # "تحت 1.5 درجة مئوية"
    fields["_number"] = number
    if fields.get("value") is not None and fields["value"] < 0 and reading.norm[slots.start - 1] == "-":
        slots.start -= 1
    return [drafted("measure", slots, rule, fields)]


def _and_a_half(reading: Reading, slots: Slots, coin: Token | None) -> bool:
    """Whether a fraction fills up one of a currency: "دينار ونصف عن كل متر"; not "7 دنانير ونصف", "الدولار ونصف السكان"."""
    half = slots.get("f")
    if coin is None or coin.definite or half is None or half.number is None or not 0 < (half.number.value or 0) < 1:
        return False
    before = reading.tokens[slots.first - 1] if slots.first and reading.follows(slots.first) else None
    if (before is not None and before.number is not None) or (coin.word is not None and "currency" in coin.word.duals):
        return False
    return "c2" in slots or noun_after(reading, slots.end) is None


_DECIMAL_COMMA: Final = re.compile(r"(?<![\d,])\d+,\d{1,2}(?![\d,])")
_DECIMAL_DOT: Final = re.compile(r"(?<![\d./])\d+\.\d{1,2}(?![\d./])")


def _decimal_mark(reading: Reading) -> str:
    """The one mark that the text writes decimals with, so that the other stands between groups: "," where "3.900 مليار" is beside "8,5"; else ""."""
    comma, dot = _DECIMAL_COMMA.search(reading.norm) is not None, _DECIMAL_DOT.search(reading.norm) is not None
    return "" if comma == dot else "," if comma else "."


def _settle_ounces(reading: Reading) -> None:
    """Take ounces for ouguiyas, which are spelled alike, in a text that tells of Mauritania and of no metal."""
    if reading.says("metal_word"):
        return
    for draft in reading.drafts:
        if (
            draft.kind == "measure"
            and draft.fields.get("unit") == "[oz_tr]"
            and reading.database.among("ouguiya", reading.norm[draft.start : draft.end].split()[-1])
        ):
            draft.kind = "money"
            del draft.fields["unit"]
            draft.fields.update(currency="MRU", _noun=None)


def _settle_cents(reading: Reading) -> None:
    """Take cents for those of the euro where the text tells euros and no dollars: "من فئة سنت واحد … من فئة 10 يورو"."""
    cents, told = [], set()
    for draft in reading.drafts:
        if draft.kind != "money":
            continue
        currency = draft.fields.get("currency")
        tokens = reading.tokens[draft.first : draft.last + 1] if currency == "USD" else []
        if any(t.value("subunit") == "USD" for t in tokens) and not any(t.has("currency") for t in tokens):
            cents.append(draft)
        else:
            told.add(currency)
    if "EUR" in told and "USD" not in told:
        for draft in cents:
            draft.fields["currency"] = "EUR"


def settle_currencies(reading: Reading, countries: list[str]) -> None:
    """Settle ambiguous currency nouns (ريال، دينار، ليرة …) by the document.

    An amount elsewhere in the document that names the same noun with its country wins; else the countries of the
    places it names and their adjectives ("سعودي"), the most frequent first, a place before an adjective.

    Args:
        reading: with all drafts.
        countries: ISO 3166 codes of the document's places, one for each mention.
    """
    named: dict[str, str] = {}  # a currency that the text names with its country: "الفرنك السويسري"
    votes: dict[str, Counter[str]] = {}  # by noun the currencies of the countries that the text tells of
    _settle_cents(reading)
    if "MR" in countries:
        _settle_ounces(reading)
    open_drafts = [d for d in reading.drafts if d.kind == "money" and d.fields.get("_noun") and not d.fields["currency"]]
    if not open_drafts:
        return
    entries = reading.database.lexicon.entries
    for country, often in Counter(countries).most_common():
        entry = entries.get(f"country_currency.{country.lower()}")
        for noun, code in entry.features.items() if entry is not None else ():
            votes.setdefault(noun, Counter())[code] += often
    for index, token in enumerate(reading.tokens):
        if token.has("currency_adjective"):
            coin = reading.tokens[index - 1] if index and not reading.before(index).strip(" ") else None
            own = coin.word.senses["currency"].features.get("ambiguous") if coin is not None and coin.has("currency") else None  # type: ignore[union-attr]
            for noun, code in token.word.senses["currency_adjective"].features.items():  # type: ignore[union-attr]
                votes.setdefault(noun, Counter())[code] += 1
                if noun == own:
                    named.setdefault(noun, code)
    for draft in open_drafts:
        noun = draft.fields["_noun"]
        swiss = "CHF" if noun == "franc" and reading.says("swiss_body") else None
        draft.fields["currency"] = named.get(noun) or swiss or next((code for code, _ in votes.get(noun, Counter()).most_common(1)), None)
