"""What the builders of quantities share: scaled values, signs, a number written twice."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Final

from ..grammar import Rule
from ..text.match import Draft, Reading, Slots
from ..text.numbers import Exact, Number

SIGN_BEFORE: Final = re.compile(r"(?:^|[\s(\"،:])([-+])$").search


def as_int(value: Exact) -> Exact:
    """The same value, as an integer where it is whole."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else value
    return value


def as_warm(number: Number) -> bool:
    """Whether a number, or the higher end of a range, may be degrees of the air."""
    highest = number.value if number.value is not None else number.high
    return highest is not None and highest <= 60


def scaled(number: Number, factor: Decimal | int = 1, negative: bool = False) -> dict[str, Any]:
    """value, or low and high, times a factor."""
    if negative:
        factor = -factor
    if number.value is None:
        assert number.low is not None and number.high is not None
        return {"value": None, "low": as_int(number.low * factor), "high": as_int(number.high * factor)}
    return {"value": as_int(number.value * factor)}


def is_tatweel(reading: Reading, offset: int) -> bool:
    """Whether what reads as a dash at an offset is a tatweel, which is no sign: "برصيد ـ25 هدفا"."""
    return reading.view.text[reading.view.origin(offset, offset + 1)[0]] == "\u0640"


def is_negative(reading: Reading, start: int) -> bool:
    """Whether a minus sign or ناقص stands before an offset."""
    found = SIGN_BEFORE(reading.norm, max(0, start - 3), start)
    if found:
        return found[1] == "-" and not is_tatweel(reading, found.start(1))
    return reading.ahead(start, "cue_minus")


def drafted(kind: str, slots: Slots, rule: Rule, fields: dict[str, Any]) -> Draft:
    """A draft over the span that a pattern matched."""
    return Draft(kind, slots.start, slots.end, slots.first, slots.last, rule.id, fields)


def scaled_behind_brackets(slots: Slots) -> Number | None:
    """The number of a pattern whose figures stand in brackets before their scale word: "(40) ألف", "خمسة وثمانون (85) ألف"; None where it is none."""
    token, scale, second = slots.get("n"), slots.get("sc"), slots.get("n2")
    if token is None or scale is None or token.number is None or scale.number is None or scale.clitics or scale.definite:
        return None
    figures, times = token.number, scale.number.scaled
    if scale.number.digits or scale.number.value != times or times < 1000 or figures.scaled != 1 or figures.value is None:
        return None
    if second is not None and second.number is not None and second.number.value != figures.value:
        return None
    number = Number(as_int(Decimal(figures.value) * times))
    number.scaled, number.digits = times, figures.digits
    return number


def written_twice(slots: Slots) -> Number | bool | None:
    """The number of a pattern that writes it in digits and in words; False where the two disagree."""
    second = slots.get("n2")
    number = slots.get("n")
    if second is None or number is None or number.number is None or second.number is None:
        return None
    a, b = number.number, second.number
    if b.value is not None and (a.value == b.value or a.other == b.value):
        return b
    if (
        b.value is not None
        and a.digits
        and not b.digits
        and a.scaled == 1
        and b.scaled >= 1000
        and a.value is not None
        and a.value * b.scaled == b.value
    ):
        return b  # "(15) خمسة عشر مليون دينار"
    return False
