"""The record contract: what the library finds and what each record says.

Records are frozen, slotted pydantic dataclasses, a union told apart by ``kind``;
their JSON Schema is ``extractor schema``. Law 6: a value never overwrites what
was written, and what is unknown stays None.
"""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, TypeAdapter
from pydantic.dataclasses import dataclass

Modifier = Literal["exact", "approximate", "more_than", "less_than", "at_least", "at_most", "multiples"]
Exact = int | Decimal
_LATER = ConfigDict(defer_build=True)
"""What validates a record is built when one is first validated: what the pipeline makes is none of it."""


@dataclass(slots=True, frozen=True, kw_only=True, config=_LATER)
class _Record:
    """What every record says.

    Attributes:
        start, end: half-open code-point offsets into the original text.
        text: that slice.
        rule: id of the pattern or tagger that found it.
    """

    start: int
    end: int
    text: str
    rule: str


@dataclass(slots=True, frozen=True, kw_only=True, config=_LATER)
class _Quantity(_Record):
    value: Exact | None = None
    low: Exact | None = None
    high: Exact | None = None
    modifier: Modifier = "exact"


@dataclass(slots=True, frozen=True, kw_only=True, config=_LATER)
class Count(_Quantity):
    """A cardinal of countable things: "725 منظمة حزبية شعبية".

    Attributes:
        noun: the counted noun phrase as written, None for a bare number.
    """

    kind: Literal["count"] = "count"
    noun: str | None = None


@dataclass(slots=True, frozen=True, kw_only=True, config=_LATER)
class Percentage(_Quantity):
    """A share in hundredths: "91.7٪ من الوحدات" has the value 91.7.

    Attributes:
        of: the phrase it is a share of, None where the text names none.
        point: whether it counts percentage points.
        fraction: the fraction as "2/3" where the text writes one; the value is then rounded to four decimals.
    """

    kind: Literal["percentage"] = "percentage"
    of: str | None = None
    point: bool = False
    fraction: str | None = None


@dataclass(slots=True, frozen=True, kw_only=True, config=_LATER)
class Money(_Quantity):
    """An amount of money: "351 مليار دونج".

    Attributes:
        currency: ISO 4217 code, None where the text leaves it open.
    """

    kind: Literal["money"] = "money"
    currency: str | None = None


@dataclass(slots=True, frozen=True, kw_only=True, config=_LATER)
class Measure(_Quantity):
    """A measured amount: "2.5 هكتار".

    Attributes:
        unit: UCUM code; the value is in the unit as written. What UCUM has no unit for is an annotation: `{Richter}`, the strength
            of an earthquake.
    """

    kind: Literal["measure"] = "measure"
    unit: str | None = None


@dataclass(slots=True, frozen=True, kw_only=True, config=_LATER)
class Ordinal(_Record):
    """A rank: "المؤتمر الرابع عشر" has the value 14."""

    kind: Literal["ordinal"] = "ordinal"
    value: int | None = None
    modifier: Modifier = "exact"


@dataclass(slots=True, frozen=True, kw_only=True, config=_LATER)
class Duration(_Record):
    """A length of time: "78 عاما" is ``P78Y``.

    Attributes:
        value: ISO 8601 duration, None for a range; `low` and `high` likewise.
    """

    kind: Literal["duration"] = "duration"
    value: str | None = None
    low: str | None = None
    high: str | None = None
    modifier: Modifier = "exact"


@dataclass(slots=True, frozen=True, kw_only=True, config=_LATER)
class Date(_Record):
    """A date, partial date or interval.

    Attributes:
        value: EDTF; None where a relative expression could not be resolved.
        earliest, latest: first and last day meant, ISO dates, inclusive; None where unknown or open.
        granularity: day, week, month, quarter, half, season, year, decade, century, interval.
        modifier: start, mid, end, approximate, before, after, since, until, or None.
        calendar: gregorian or hijri (Umm al-Qura; the value is Gregorian all the same).
        written: a Hijri date as written, ``1445-09-15``.
        anchored: whether the document's date was needed to resolve it.
    """

    kind: Literal["date"] = "date"
    value: str | None = None
    earliest: str | None = None
    latest: str | None = None
    granularity: str = "day"
    modifier: str | None = None
    calendar: Literal["gregorian", "hijri"] = "gregorian"
    written: str | None = None
    anchored: bool = False


@dataclass(slots=True, frozen=True, kw_only=True, config=_LATER)
class Resolution(_Record):
    """A numbered official document: "القرار رقم 21-NQ/TW".

    Attributes:
        type: resolution, directive, decision, decree, law, ….
        number: as written, digits in ASCII.
        year: where the number carries one.
        symbol: canonical symbol.
        system: the document system that its symbol belongs to (vietnam, un, arab).
        issuer_code, issuer: who issued it, where the symbol or the wording says.
        issued: issuing date stated with it, ISO.
    """

    kind: Literal["resolution"] = "resolution"
    type: str = "document"
    number: str = ""
    year: int | None = None
    symbol: str = ""
    system: str | None = None
    issuer_code: str | None = None
    issuer: str | None = None
    issued: str | None = None


@dataclass(slots=True, frozen=True, kw_only=True, config=_LATER)
class Locality(_Record):
    """A place, linked to a gazetteer where it is known.

    Attributes:
        name: canonical native name.
        type: country, province, city, commune, ….
        country: ISO 3166-1 alpha-2.
        code, authority: its id in the gazetteer that knows it.
        latitude, longitude: WGS 84 degrees.
        parents: codes up the hierarchy.
        score: how sure the link is, 0…1.
        successor: id of what the place is today, where it was merged or renamed.
        candidates: ids of all places it may be, where the text can't tell; then there is no code.
    """

    kind: Literal["locality"] = "locality"
    name: str = ""
    type: str | None = None
    country: str | None = None
    code: str | None = None
    authority: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    parents: tuple[str, ...] = ()
    score: float = 0.0
    successor: str | None = None
    candidates: tuple[str, ...] = ()


@dataclass(slots=True, frozen=True, kw_only=True, config=_LATER)
class Person(_Record):
    """A person's name."""

    kind: Literal["person"] = "person"
    name: str = ""


@dataclass(slots=True, frozen=True, kw_only=True, config=_LATER)
class Organization(_Record):
    """An organization's name."""

    kind: Literal["organization"] = "organization"
    name: str = ""


Record = Annotated[
    Count | Percentage | Money | Measure | Ordinal | Duration | Date | Resolution | Locality | Person | Organization,
    Field(discriminator="kind"),
]

TYPES: dict[str, type[Any]] = {
    "count": Count,
    "percentage": Percentage,
    "money": Money,
    "measure": Measure,
    "ordinal": Ordinal,
    "duration": Duration,
    "date": Date,
    "resolution": Resolution,
    "locality": Locality,
    "person": Person,
    "organization": Organization,
}

_NAMES = {kind: tuple(f.name for f in dataclasses.fields(cls)) for kind, cls in TYPES.items()}
_HEAD = ("kind", "start", "end", "text")
DEFAULTS = {
    kind: {f.name: f.default for f in dataclasses.fields(cls) if f.default is not dataclasses.MISSING} for kind, cls in TYPES.items()
}
_ORDER = {kind: (*_HEAD, *(n for n in names if n not in _HEAD and n != "rule"), "rule") for kind, names in _NAMES.items()}


def order(kind: str) -> tuple[str, ...]:
    """The fields of a kind's records, in the order in which they are written."""
    return _ORDER[kind]


def plain(record: Any) -> dict[str, Any]:
    """A record as a dict ready for `json.dumps`.

    Decimals become ints where whole and floats otherwise, which is exact up to 15 significant digits.
    """
    out: dict[str, Any] = {}
    for name in _ORDER[record.kind]:
        value = getattr(record, name)
        if isinstance(value, Decimal):
            value = int(value) if value == value.to_integral_value() else float(value)
        elif isinstance(value, tuple):
            value = list(value)
        out[name] = value
    return out


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a record."""
    out = _adapter().json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Record",
        **_numbers(out),
    }


def _numbers(node: Any) -> Any:
    """Decimals are written as JSON numbers; pydantic's schema says string."""
    if isinstance(node, dict):
        options = node.get("anyOf")
        if options and {"type": "integer"} in options:
            return {**node, "anyOf": [{"type": "number"} if o.get("type") == "string" else o for o in options]}
        return {key: _numbers(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_numbers(item) for item in node]
    return node


def validate(data: dict[str, Any]) -> Any:
    """Build a record from the contract's JSON.

    Raises:
        pydantic.ValidationError: the data is no record.
    """
    return _adapter().validate_python(data)


@cache
def _adapter() -> TypeAdapter[Any]:
    return TypeAdapter(Record)
