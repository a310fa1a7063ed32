"""Durations and ages, as ISO 8601."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Final

from ..grammar import Expression, Rule
from ..text.match import Draft, Reading, Slots
from ..text.normalize import fold
from ..text.numbers import Exact, Number
from ..text.scan import Token
from .bounds import CLAUSE_MARK, bound_ahead, modifier_of, not_beyond, told_before
from .drafting import as_int, drafted, scaled, written_twice
from .nouns import fits, in_title, noun_after, plurals_of, token_as_written


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
    value = as_int(value)
    smaller = {"Y": ("M", 12), "TH": ("TM", 60), "TM": ("TS", 60)}.get(unit)
    if isinstance(value, Decimal) and smaller:
        whole, rest = int(value), round((value - int(value)) * smaller[1], 9)
        if rest == rest.to_integral_value():
            head = f"{whole}{unit[-1]}" if whole else ""
            return ("PT" if unit[0] == "T" else "P") + head + f"{int(rest)}{smaller[0][-1]}"
    return f"P{'T' if unit[0] == 'T' else ''}{value}{unit[-1]}"


_IN_DAYS: Final[dict[str, float]] = {"Y": 365.25, "M": 30.4, "W": 7.0, "D": 1.0, "TH": 1 / 24, "TM": 1 / 1440, "TS": 1 / 86400}

_AMOUNT: Final = re.compile(r"([\d.]+)([YMWDHS])")


def in_days(duration: str) -> float:
    """About how many days an ISO 8601 duration has."""
    day, _, time = duration[1:].partition("T")
    days: float = 0.0
    for part, prefix in ((day, ""), (time, "T")):
        for amount, unit in _AMOUNT.findall(part):
            days += float(amount) * _IN_DAYS[prefix + unit]
    return days


_OF_AGE: Final = Expression(r"(?<![^\W\d_])(?:{of-age}) $")


_OUTGREW: Final = Expression(r"(?<![^\W\d_])[وفل]?(?:{one-who}) (?:{outgrew}) $")
_IN_FIGURES: Final = re.compile(r" في \d").match
_ROUND_HOURS: Final = frozenset({12, 24, 36, 48, 72, 96})


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
            if token.number.digits and fits(reading, slots.end, token.number.value):
                if not _OF_AGE(reading.database).search(reading.norm, max(0, token.lead - 12), token.lead):
                    return None  # "ولعب بن عمر 5 مباريات"; but "البالغ من العمر 40 إدارة الأعمال"
            low, high = token.number.low, token.number.high
            if years is None and isinstance(low, int) and isinstance(high, int) and 1 <= low < high <= 120:
                ages = {"value": None, "low": f"P{low}Y", "high": f"P{high}Y", "modifier": "exact", "_unit": "Y"}
                return [drafted("duration", slots, rule, ages)]  # "في سن ال17 او ال18"
            if not isinstance(years, int) or not 1 <= years <= 120 or token.number.scaled > 1:
                return None
            amounting = "ac" in slots and reading.tokens[slots.index("ac")].has("cue_amounting") and years > 12  # "البالغ السادسة والعشرين"
            ranked = (
                amounting or reading.tokens[slots.first - 1].has("cue_age_rank") or "ac" not in slots or slots.index("ac") < slots.first - 1
            )
            if token.number.ordinal and not (token.definite and ranked):
                return None  # but "تقل أعمارهم عن الخامسة"
            told_as = told_before(reading, slots.index("n")) or age_bound(
                reading, slots.index("ac" if "ac" in slots else "ag")
            )  # "تتجاوز أعمارهم الـ60"
            return [drafted("duration", slots, rule, {"value": f"P{years}Y", "modifier": told_as, "_unit": "Y"})]
        told = "ag" in slots and token.number.digits  # "يبلغ 54 من العمر"
        if not isinstance(years, int) or not 1 <= years <= 120 or not (token.definite or told):
            return None
        under, k = age_bound(reading, slots.first), slots.index("ag") + 1
        if under == "exact":
            under = told_before(reading, slots.index("n")) or under  # "تجاوزن الخمسين من أعمارهن"
        if under == "exact" and k < len(reading.tokens) and reading.follows(k) and reading.tokens[k].has("modifier_after"):
            under = str(reading.tokens[k].value("modifier_after"))  # "في الـ18 من العمر تقريبا"
        return [drafted("duration", slots, rule, {"value": f"P{years}Y", "modifier": under, "_unit": "Y"})]
    if unit_token is None:
        return None  # a pattern may leave it open
    if in_title(reading, slots.start):
        return []
    if rule.id == "duration.dual" and reading.database.among("two-contracts", unit_token.text) and _signed(reading, slots):
        contracts = {"value": 2, "noun": token_as_written(reading, unit_token), "modifier": "exact"}
        return [drafted("count", slots, rule, contracts)]  # "ووقعنا عقدين مع إيطاليا"
    before_it = reading.drafts[-1] if rule.id == "duration.dual" and reading.drafts else None
    if before_it is not None and before_it.kind == "date" and reading.norm[before_it.end : slots.start].strip(" ") == "او":
        return []  # "قبل أسبوع أو أسبوعين"
    if rule.id == "duration.dual" and reading.database.among("general-of", reading.word_before(unit_token.lead)):
        return []  # "مديرين عامين"
    entry = unit_token.word.senses["time_unit"]  # type: ignore[union-attr]
    unit = str(entry.value)
    if unit == "10Y" and _contracts(reading, slots, unit_token):
        return None  # "تجديد 8 عقود لشركات"
    number = token.number if token is not None else None
    if number is not None and number.scaled >= 1000 and (number.value or 0) > 1000 and reading.database.among("night", unit_token.text):
        assert token is not None
        slots.end = token.end
        nights = scaled(number, 1, False) | {"noun": token_as_written(reading, unit_token), "_number": number}
        nights["modifier"] = modifier_of(reading, slots.first, slots.last, unit_token.end, number)
        return [drafted("count", slots, rule, nights)]  # "7.9 ملايين ليلة": booked in hotels
    twice = written_twice(slots)
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
        if reading.after(slots.end, "relative_day"):
            return None  # "طيلة يوم أمس"
        if one is None and part is None and noun_after(reading, slots.end) is not None and not (known and "whole_word" in known.senses):
            return None
        if reading.norm[slots.end : slots.end + 3].strip(" ")[:1].isdigit() or unit_token.text in plurals_of(unit_token):
            return None
        amount_bare: Exact = 1
        if part is not None and part.number is not None and part.number.fraction is not None:
            amount_bare = Decimal(part.number.fraction[0]) / part.number.fraction[1]
        fields["value"] = iso_duration(amount_bare, unit)
    elif rule.id == "duration.vague":
        if (
            number is None
            or number.value is None
            or (unit_token.definite and unit_token.text.removeprefix("ال") not in plurals_of(unit_token))
        ):
            return None  # "أعدم المئات العام الماضي"
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
            several = unit_token.text in plurals_of(unit_token) and 3 <= number.value <= 10 and number.scaled == 1
            if several and not token.definite and not token.clitics and noun_after(reading, slots.end) is None:
                fields.update(value=iso_duration(number.value, unit), modifier="exact", _unit=unit, _number=number)
                return [drafted("duration", slots, rule, fields)]  # "بعد عقود ستة"
            return None
        if definite and number is not None and number.value is None and number.low is not None and number.high is not None:
            if (
                token is None
                or not (token.definite or number.definite)
                or number.low < 2
                or (number.digits and number.plain and number.high > 100)
            ):
                return None
            fields["low"], fields["high"] = iso_duration(number.low, unit), iso_duration(number.high, unit)
            fields.update(modifier="exact", _unit=unit, _number=number)
            return [drafted("duration", slots, rule, fields)]  # "الأيام الأربعة أو الخمسة المقبلة"
        if not definite or number is None or number.value is None or number.value == 1:
            return None  # "في اليوم الواحد"
        if not number.definite and not (
            number.digits and unit_token.text in plurals_of(unit_token) and reading.word_after(slots.end)[:2] == "ال"
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
            follow_word = fold(phrase[0].split()[0])
            state = follow_word[0] == "م" and follow_word.endswith("ا")  # "منذ عام ونصف مسجلا"
            extra = reading.database.among("extra", follow_word)  # "ساعة ونصف إضافية"
            if phrase[0].startswith("ال") or (reading.database.nominal(follow_word) and not state and not extra):
                return None
        fields["value"] = iso_duration(1 + Decimal(half.number.value), unit)
    elif rule.id == "duration.dual-or-more":
        more = slots.get("m")
        assert more is not None and more.number is not None
        if unit_token.word is not None and "time_unit" not in unit_token.word.duals:  # "ثانية أو اثنتين"
            two = more.number.value == 2 and not more.number.digits and not more.clitics and not more.definite
            if not two or unit_token.definite or unit_token.text in plurals_of(unit_token) or noun_after(reading, more.end) is not None:
                return None
            modifier = modifier_of(reading, slots.first, slots.last, slots.end, None)
            ends = {"value": None, "low": iso_duration(1, unit), "high": iso_duration(2, unit), "modifier": modifier, "_unit": unit}
            return [drafted("duration", slots, rule, ends)]
        if more.clitics == "ل":  # "من أسبوعين لثلاثة"
            begins = slots.first > 0 and reading.tokens[slots.first - 1].has("from") and reading.follows(slots.first)
            if not begins or more.number.value not in (3, 4) or more.definite or noun_after(reading, more.end) is not None:
                return None
            last = iso_duration(more.number.value, unit)
            ends = {"value": None, "low": iso_duration(2, unit), "high": last, "modifier": "exact", "_unit": unit}
            return [drafted("duration", slots, rule, ends)]
        to = reading.tokens[slots.index("t") + 1].value("connector") == "to"
        opens = slots.first > 0 and reading.tokens[slots.first - 1].has("between") and reading.follows(slots.first)
        some = more.number
        if some.value is None and some.low == 3 and some.high in (4, 5) and not some.digits and not more.clitics and not more.definite:
            if noun_after(reading, more.end) is not None:
                return None
            ends = {"value": None, "low": iso_duration(2, unit), "high": iso_duration(some.high, unit), "modifier": "exact", "_unit": unit}
            return [drafted("duration", slots, rule, ends)]  # "خلال شهرين أو ثلاثة أو أربعة"
        if (
            more.number.value not in ((3, 4, 5, 6, 7, 8, 9, 10) if to and opens else (3, 4))
            or (more.number.digits and (to or more.definite or not more.number.plain))
            or more.clitics
            or unit_token.definite != more.definite
            or ((phrase := noun_after(reading, more.end)) is not None and not (more.definite and phrase[0].startswith("ال")))
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
            if in_days(fields["low"]) >= in_days(fields["high"]):
                return None
            fields.update(modifier="exact", _unit=lesser)
            return [drafted("duration", slots, rule, fields)]
        if unit[0].isdigit() or ORDER.index(unit) >= ORDER.index(lesser):
            return None
        fields["value"] = sum_of(iso_duration(1, unit), iso_duration(amount_small, lesser))
        unit = lesser
    elif number is None:
        if unit_token.definite and unit == "Y" and reading.word_before(unit_token.lead).startswith(("ال", "وال", "لل", "بال")):
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
        round_the_clock = token is not None and token.definite and number.digits and unit == "TH"  # "خلال الـ24 الساعة الماضية"
        few = token is not None and token.definite and not token.clitics and number.scaled == 1 and 3 <= (number.value or 0) <= 10
        several = few and unit_token.text.removeprefix("ال") in plurals_of(unit_token)  # "الستة الأيام الماضية"
        tens = token is not None and token.definite and not number.digits and number.value in range(20, 100, 10)
        past = tens and reading.word_after(unit_token.end).startswith("ال")  # "الأربعين السنة الماضية"
        most = number.value if number.value is not None else number.high
        next_hours = unit == "TH" and number.digits and most in _ROUND_HOURS and reading.word_after(unit_token.end).startswith("ال")
        if unit_token.definite and rule.id == "duration.amount" and not (round_the_clock or several or past or next_hours):
            return None  # "812 الأسبوع الماضي"
        follow = reading.tokens[slots.last + 1] if slots.last + 1 < len(reading.tokens) else None
        if follow is not None and reading.follows(slots.last + 1) and rule.id == "duration.amount" and "f" not in slots:
            year_next = follow.number is not None and isinstance(follow.number.value, int) and 1800 <= follow.number.value <= 2100
            if unit == "D" and follow.number is not None and follow.number.digits and unit_token.has("cue_the_word_day"):
                behind = reading.tokens[slots.last + 2] if reading.follows(slots.last + 2) else None
                if noun_after(reading, follow.end) is None and not (behind is not None and behind.has("time_unit")):
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
    fields["modifier"] = not_beyond(reading, slots.first, modifier_of(reading, slots.first, slots.last, slots.end, number))
    if fields["modifier"] == "exact" and unit == "Y" and reading.ahead(slots.start, "cue_under"):
        fields["modifier"] = "less_than"  # "تحت 20 عاما"
    if fields["modifier"] == "exact" and unit == "Y" and slots.first > 1 and reading.tokens[slots.first - 1].has("age_cue"):
        if reading.follows(slots.first):
            fields["modifier"] = age_bound(reading, slots.first - 1)  # "دون سن 15 سنة", "تحت سن 21 عاما"
    if fields["modifier"] == "exact":
        fields["modifier"] = _limit_ahead(reading, slots.first)
    if fields["modifier"] != "exact" and reading.word_before(reading.tokens[slots.first].lead) == "كل":
        fields["modifier"] = "exact"  # "مرة كل ثلاثة أشهر على الأقل"
    fields["_unit"] = unit
    fields["_number"] = number
    return [drafted("duration", slots, rule, fields)]


def _contracts(reading: Reading, slots: Slots, unit: Token) -> bool:
    """Whether عقود are contracts rather than decades."""
    if unit.text not in plurals_of(unit) and not unit.text.endswith("ا"):
        return False
    has, offset = reading.database.lexicon.has, slots.start
    for _ in range(2):
        word = reading.word_before(offset)
        if not word:
            break
        for form in (word, word[1:] if word[0] in "ولبف" else word):
            if has(form, "cue_contract") or has(form, "cue_signed"):
                return True
        offset = reading.norm.rindex(word, 0, offset)
    return any(has(word, "cue_signed") for word in reading.norm[slots.end : slots.end + 40].split()[:4])  # "العقود التي تم تحريرها"


def _signed(reading: Reading, slots: Slots) -> bool:
    """Whether a verb of signing stands before what may be two contracts, or behind them a word that no decades have."""
    if reading.database.among("of-contracts", reading.word_after(slots.end)):
        return True  # "عقدين جديدين مدتهما 5 سنوات"
    has, words = reading.database.lexicon.has, reading.norm[max(0, slots.start - 30) : slots.start].split()[-2:]
    return any(has(form, "cue_signed") for word in words for form in (word, word[1:]))


def of_reign(reading: Reading, token: Token, number: Number) -> tuple[int, str] | None:
    """Where "سنوات حكمه الـ15" or "سنوات الحرب السبع" begins, and its unit; None where a number is no such thing."""
    if not token.definite or token.clitics or not isinstance(number.value, int) or not 2 <= number.value <= 100 or number.scaled > 1:
        return None
    lexicon, nominal = reading.database.lexicon, reading.database.nominal
    if (own := _OWN_UNIT(reading.norm, max(0, token.lead - 15), token.lead)) is not None:
        word = lexicon.words.get(own[1])
        entry = word.senses.get("time_unit") if word is not None else None
        if entry is not None and own[1] in (fold(plural) for plural in entry.plural) and not str(entry.value)[0].isdigit():
            return own.start(1), str(entry.value)  # "سنواته الخمس والستين"; but "عقوده الثلاثة", contracts
    for found in _UNITS_OF(reading.norm, max(0, token.lead - 45), token.lead):
        word = lexicon.words.get(found[1])
        if word is None or "time_unit" not in word.senses:
            continue
        entry, of_what = word.senses["time_unit"], found[2].split()
        if found[1] not in (fold(plural) for plural in entry.plural) or any(lexicon.has(w, "stop") for w in of_what):
            return None
        if len(of_what) == 1:
            bound = of_what[0].startswith("ال") or of_what[0].endswith(("ه", "ها", "هم", "هما", "نا"))
        else:  # "سنوات حكم بوتفليقة العشرين"
            bound = not of_what[0].startswith("ال") and nominal(of_what[0])
        return (found.start(1), str(entry.value)) if bound and not fits(reading, token.end, number.value) else None
    return None


_OWN_UNIT: Final = re.compile(r"(?<![^\W\d_])[وفبلك]?([^\W\d_]{3,}?)(?:ه|ها|هم|هما|هن|نا|ي) $").search
_UNITS_OF: Final = re.compile(r"(?<![^\W\d_])[وفبل]?([^\W\d_]{3,}) (?=((?:[^\W\d_]{2,} ){1,3})$)").finditer


def _limit_ahead(reading: Reading, first: int) -> str:
    """The limit before the preposition of a duration: "بقوا على الأقل لمدة ربع ساعة"."""
    tokens = reading.tokens
    if first < 2 or not (tokens[first - 1].has("duration_cue") and tokens[first - 2].has("modifier_after")):
        return "exact"
    near = reading.follows(first) and not reading.before(first - 1).strip(" ")
    counted = any(token.number is not None for token in tokens[max(0, first - 7) : first - 2])
    return str(tokens[first - 2].value("modifier_after")) if near and not counted else "exact"


def age_bound(reading: Reading, index: int) -> str:
    """The modifier before an age's cue: "دون سن الثلاثين", "تحت سن الثلاثين"."""
    bound = bound_ahead(reading, index)
    return "less_than" if bound == "exact" and reading.ahead(reading.tokens[index].lead, "cue_under") else bound


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
    return [drafted("duration", slots, rule, ages)]


def age_in_tens(reading: Reading, token: Token, number: Number) -> bool:
    """Whether a definite number is an age by what stands before it: "في الخامسة والأربعين", "شيخ في الستين", "فوق الخامسة والسبعين", "تجاوز السبعين"."""
    value = number.value
    if number.ordinal and token.definite and not token.clitics and reading.database.among("aged-so", reading.word_before(token.lead)):
        if reading.norm[token.start : token.end].split()[0].endswith("ه"):  # "ابن التاسعة والعشرين"
            return noun_after(reading, token.end) is None or reading.word_after(token.end).startswith("ال")
    if number.ordinal and token.definite and not token.clitics and isinstance(value, int) and 11 <= value <= 99:
        feminine = reading.norm[token.start : token.end].split()[0].endswith("ه")
        if feminine and reading.database.among("past-rank", reading.word_before(token.lead)) and noun_after(reading, token.end) is None:
            return not reading.after(token.end, "cue_of")  # "ممن هم فوق الخامسة والسبعين"
    if token.definite and not token.clitics and isinstance(value, int) and 10 <= value <= 99 and number.scaled == 1:
        if reading.ahead(token.lead, "cue_comes_of_age") and not fits(reading, token.end, value):
            return not reading.after(token.end, "cue_of")  # "عندما بلغ الـ17"
    if token.definite and number.digits and number.plain and not token.clitics and isinstance(value, int) and 10 <= value <= 99:
        ahead = reading.ahead(token.lead, "cue_in") and (
            CLAUSE_MARK(reading.norm, token.end, token.end + 2)
            or _BY_AND(reading.norm, token.end)
            or _DOES(reading.norm, token.end)
            or reading.after(token.end, "connector")
            or token.end == len(reading.norm)
        )
        return bool(ahead) and noun_after(reading, token.end) is None and _someone(reading, token)  # "رجل في الـ31 وامرأة في الـ33"
    if not number.definite or number.digits or token.clitics or not isinstance(value, int) or not 3 <= value <= 99:
        return False
    feminine = reading.norm[token.start : token.end].split()[0].endswith("ه")
    if number.ordinal and value >= 11 and feminine and reading.ahead(token.lead, "cue_reaches") and noun_after(reading, token.end) is None:
        return True  # "يبلغ الثانية والثلاثين حسب وسائل إعلام"
    if value < 20:
        return number.ordinal and _child(reading, token)
    if value % 10 == 0 and reading.ahead(token.lead, "cue_in") and noun_after(reading, token.end) is None and _of_ages(reading, token):
        return True  # "أعمار الأعضاء … أن يكونوا في التسعين"
    if value in (20, 30, 40, 50, 60) and not number.ordinal and reading.database.among("stage-of-age", reading.word_before(token.lead)):
        return noun_after(reading, token.end) is None and not reading.after(token.end, "cue_of")  # "في بدايات العشرين"
    if value % 10 == 0 and value <= 90 and not number.ordinal and reading.database.among("past-age", reading.word_before(token.lead)):
        ends = CLAUSE_MARK(reading.norm, token.end, token.end + 2) or token.end == len(reading.norm)
        return bool(ends) and noun_after(reading, token.end) is None  # "فحص دوري بعد الخمسين."
    if value % 10 == 0 and not number.ordinal and _OUTGREW(reading.database).search(reading.norm, max(0, token.lead - 25), token.lead):
        if reading.near(reading.index(token), "count_word", 8, token.lead - 60):
            return False  # "عدد القتلى الذي تجاوز السبعين"
        ends = (
            CLAUSE_MARK(reading.norm, token.end, token.end + 2) or token.end == len(reading.norm) or reading.after(token.end, "connector")
        )
        ends = (
            ends or reading.database.among("by-little", reading.word_after(token.end)) or _IN_FIGURES(reading.norm, token.end) is not None
        )
        return bool(ends) and noun_after(reading, token.end) is None  # "بعدما تجاوز السبعين."
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


def age_apart(reading: Reading, token: Token, number: Number) -> bool:
    """Whether a figure between commas behind a name is somebody's age, as translations have it: "قال هاري رايد، 78، إن"."""
    value, norm = number.value, reading.norm
    if not number.plain or not isinstance(value, int) or not 10 <= value <= 105 or token.clitics or token.definite:
        return False
    if norm[token.end : token.end + 2] not in ("، ", ", ") or norm[max(0, token.lead - 2) : token.lead] not in ("، ", ", "):
        return False
    name = reading.word_before(token.lead - 2)
    return len(name) > 2 and name not in reading.database.lexicon.words and not name.startswith(("ال", "وال"))


def _of_ages(reading: Reading, token: Token) -> bool:
    """Whether ages are spoken of close before."""
    index, offset = reading.index(token), token.start - 70
    return reading.near(index, "ages_word", 10, offset) or reading.near(index, "age_cue", 10, offset)


_OF_WHOM: Final = Expression(r"(?<![^\W\d_])[وف]?(?:{under-age}) (?:{under}) $")
_AGES_BETWEEN: Final = Expression(r"(?<![^\W\d_])[وب]?(?:ال)?(?:{ages})[^\W\d_]{0,2}(?: [^\W\d_]+){0,3} (?:ما )?بين $")


def of_an_age(reading: Reading, token: Token, number: Number) -> dict[str, Any] | None:
    """The age that a bare number is by what stands before it: "من هم دون الـ15", "أعمار القصر ما بين 13 و17"; None where it is none."""
    low, high = number.value if number.value is not None else number.low, number.value if number.value is not None else number.high
    if number.scaled > 1 or number.vague or not isinstance(low, int) or not isinstance(high, int) or not 1 <= low <= high <= 110:
        return None
    lead, database = token.lead, reading.database
    if number.plain and number.value is not None and 9 <= low <= 80:
        comes = token.clitics == "و" or database.among("age-comes", reading.word_before(lead))
        legal = _LEGAL_AGE(database).search(reading.norm, max(0, lead - 90), lead) if comes else None
        if legal is not None and noun_after(reading, token.end) is None:
            return {"value": f"P{number.value}Y", "modifier": "exact", "_unit": "Y"}  # "سن التقاعد … ليصبح 65 بدلا من 60"
    if number.value is not None:
        told = token.definite and _OF_WHOM(database).search(reading.norm, max(0, lead - 40), lead) is not None
    else:
        told = reading.ahead(lead, "between") and _AGES_BETWEEN(database).search(reading.norm, max(0, lead - 50), lead) is not None
    if not told or fits(reading, token.end, high):
        return None
    if number.value is not None:
        return {"value": f"P{number.value}Y", "modifier": "less_than", "_unit": "Y"}
    return {"value": None, "low": f"P{low}Y", "high": f"P{high}Y", "modifier": "exact", "_unit": "Y"}


_LEGAL_AGE: Final = Expression(r"(?<![^\W\d_])[وفبل]?(?:{legal-age})(?![^\W\d_])[^.؟!\n]*$")


def _child(reading: Reading, token: Token) -> bool:
    """Whether an ordinal is the age of the person before في: "طفلا في الخامسة", "فتى في السادسة عشرة"."""
    bound = reading.ahead(token.lead, "modifier") or reading.ahead(token.lead, "cue_under")
    if not (reading.ahead(token.lead, "cue_in") or bound) or not reading.norm[token.start : token.end].split()[0].endswith("ه"):
        return False
    phrase = noun_after(reading, token.end)
    if reading.after(token.end, "cue_of") or reading.after(token.end, "clock_after") or (phrase is not None and phrase[0][0] != "و"):
        return False  # but "فتاة في العاشرة وإصابة آخرين"
    person = reading.word_before(reading.norm.rindex(reading.word_before(token.lead), 0, token.lead))
    person = person.removeprefix("و").removeprefix("لل").removeprefix("ال")
    return reading.database.lexicon.has(person, "cue_aged") and reading.database.nominal(person)


def _someone(reading: Reading, token: Token) -> bool:
    """Whether a person stands before في and a number, or another age does in the same list."""
    last = reading.drafts[-1] if reading.drafts else None
    if last is not None and last.kind == "duration" and last.fields.get("_unit") == "Y" and token.lead - last.end < 30:
        return True
    words = reading.norm[max(0, token.lead - 40) : token.lead].split()[-4:-1]
    return any(reading.database.lexicon.has(word.removeprefix("و"), "cue_aged") for word in words)


_BY_AND: Final = re.compile(r" و[^\W\d_]").match
_DOES: Final = re.compile(r" [يت][^\W\d_]{3,}").match
ORDER: Final = ["100Y", "10Y", "Y", "M", "W", "D", "TH", "TM", "TS"]


def sum_of(left: str, right: str) -> str:
    day, _, time = left[1:].partition("T")
    day2, _, time2 = right[1:].partition("T")
    return "P" + day + day2 + (f"T{time}{time2}" if time or time2 else "")
