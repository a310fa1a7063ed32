"""The declared Arrow schemas: documents that go in, records that come out, and the way back to the contract's JSON.

One row a record. Every field of every record type is a column and keeps the contract's meaning; a column that a kind does
not have is null in its rows. `value`, `low` and `high` hold what the contract writes there, exactly and as text, since an
EDTF date, an ISO 8601 duration and a decimal share them; `quantity`, `quantity_low` and `quantity_high` hold the
same as decimals where it is a number.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa

from .records import TYPES, order

DECIMAL = pa.decimal128(38, 12)
"""26 digits before the point and 12 behind it; what does not fit is null there, and whole in the text column."""

DOCUMENTS = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("published", pa.date32()),
        pa.field("title", pa.string()),
        pa.field("url", pa.string()),
        pa.field("text", pa.string(), nullable=False),
        pa.field("source", pa.string()),
        pa.field("meta", pa.string()),
    ]
)
"""A document. `source` says where in the archive it lies, `meta` keeps its further fields as a JSON object."""

RECORDS = pa.schema(
    [
        pa.field("document", pa.string(), nullable=False),
        pa.field("record", pa.int32(), nullable=False),
        pa.field("kind", pa.string(), nullable=False),
        pa.field("start", pa.int32(), nullable=False),
        pa.field("end", pa.int32(), nullable=False),
        pa.field("text", pa.string(), nullable=False),
        pa.field("value", pa.string()),
        pa.field("low", pa.string()),
        pa.field("high", pa.string()),
        pa.field("quantity", DECIMAL),
        pa.field("quantity_low", DECIMAL),
        pa.field("quantity_high", DECIMAL),
        pa.field("modifier", pa.string()),
        pa.field("noun", pa.string()),
        pa.field("of", pa.string()),
        pa.field("point", pa.bool_()),
        pa.field("fraction", pa.string()),
        pa.field("currency", pa.string()),
        pa.field("unit", pa.string()),
        pa.field("earliest", pa.date32()),
        pa.field("latest", pa.date32()),
        pa.field("granularity", pa.string()),
        pa.field("calendar", pa.string()),
        pa.field("written", pa.string()),
        pa.field("anchored", pa.bool_()),
        pa.field("type", pa.string()),
        pa.field("number", pa.string()),
        pa.field("year", pa.int32()),
        pa.field("symbol", pa.string()),
        pa.field("system", pa.string()),
        pa.field("issuer_code", pa.string()),
        pa.field("issuer", pa.string()),
        pa.field("issued", pa.date32()),
        pa.field("name", pa.string()),
        pa.field("country", pa.string()),
        pa.field("code", pa.string()),
        pa.field("authority", pa.string()),
        pa.field("latitude", pa.float64()),
        pa.field("longitude", pa.float64()),
        pa.field("parents", pa.list_(pa.string())),
        pa.field("score", pa.float64()),
        pa.field("successor", pa.string()),
        pa.field("candidates", pa.list_(pa.string())),
        pa.field("rule", pa.string(), nullable=False),
    ]
)
"""A record: `document` is the document's id, `record` its place among that document's records, counted from 0."""

ERRORS = pa.schema(
    [
        pa.field("id", pa.string()),
        pa.field("source", pa.string()),
        pa.field("reason", pa.string(), nullable=False),
        pa.field("message", pa.string(), nullable=False),
        pa.field("kept", pa.bool_(), nullable=False),
        pa.field("raw", pa.string()),
    ]
)
"""What could not be read. `kept`: the document was read all the same, without what the message names (its date)."""

QUANTITIES = {"value": "quantity", "low": "quantity_low", "high": "quantity_high"}
_WRITTEN = {typed: written for written, typed in QUANTITIES.items()}
_DAYS = frozenset(f.name for f in RECORDS if f.type == pa.date32())
_NUMERIC = frozenset({"count", "percentage", "money", "measure", "ordinal"})
_FIELDS = {kind: frozenset(f.name for f in dataclasses.fields(cls)) for kind, cls in TYPES.items()}
_PLAN = {
    kind: (
        [name for name in RECORDS.names if name in fields and name not in _DAYS and not (name in QUANTITIES and kind in _NUMERIC)],
        [name for name in RECORDS.names if name in fields & _DAYS],
        [name for name in QUANTITIES if name in fields and kind in _NUMERIC],
        [name for name in RECORDS.names if name not in fields | {"document", "record"}
         and not (kind in _NUMERIC and name in QUANTITIES.values() and _WRITTEN[name] in fields)],
    )
    for kind, fields in _FIELDS.items()
}  # fmt: skip
"""By kind: the columns taken as they are, the days, the numbers, and the columns that stay null."""


class Columns:
    """Rows of records on their way into an Arrow table: one list a column.

    >>> from extractor import extract
    >>> columns = Columns()
    >>> columns.add("a", extract("بنسبة ١٠٧.٤٪").records)
    >>> columns.table()["quantity"].to_pylist()
    [Decimal('107.400000000000')]
    """

    def __init__(self) -> None:
        self._lists: dict[str, list[Any]] = {name: [] for name in RECORDS.names}

    def add(self, document: str, records: Iterable[Any]) -> None:
        """Append the records of a document."""
        lists = self._lists
        for number, record in enumerate(records):
            same, days, numbers, absent = _PLAN[record.kind]
            lists["document"].append(document)
            lists["record"].append(number)
            for name in same:
                lists[name].append(getattr(record, name))
            for name in days:
                value = getattr(record, name)
                lists[name].append(date.fromisoformat(value) if value else None)
            for name in numbers:
                value = getattr(record, name)
                lists[name].append(None if value is None else literal(value))
                lists[QUANTITIES[name]].append(None if value is None else _decimal(value))
            for name in absent:
                lists[name].append(None)

    def table(self) -> pa.Table:
        """The rows added so far, as a table of the schema `RECORDS`."""
        return pa.Table.from_arrays([pa.array(self._lists[f.name], f.type) for f in RECORDS], schema=RECORDS)


def literal(value: int | Decimal) -> str:
    """A number's digits as JSON writes them, without exponent and without zeros behind the last digit.

    >>> literal(Decimal("2.50")), literal(Decimal("1E+3"))
    ('2.5', '1000')
    """
    if isinstance(value, int):
        return str(value)
    if value == value.to_integral_value():
        return str(int(value))
    return format(value, "f").rstrip("0")


def _decimal(value: int | Decimal) -> Decimal | None:
    """The value as the schema's decimal, None where it has too many digits."""
    number = Decimal(value)
    _, found, behind = literal(value).partition(".")
    if (found and len(behind) > DECIMAL.scale) or number.adjusted() >= DECIMAL.precision - DECIMAL.scale:
        return None
    return number


def contract(row: dict[str, Any]) -> dict[str, Any]:
    """A row of the schema `RECORDS` as the contract's record; numbers as ints and exact decimals."""
    kind = row["kind"]
    out: dict[str, Any] = {}
    for name in order(kind):
        value = row[name]
        if isinstance(value, date):
            value = value.isoformat()
        elif name in QUANTITIES and value is not None and kind in _NUMERIC:
            value = Decimal(value) if "." in value else int(value)
        out[name] = value
    return out


def documents(table: pa.Table, records: pa.Table, sizes: Sequence[int] | None = None) -> Iterator[dict[str, Any]]:
    """The contract's documents, with their records, from the two tables.

    Args:
        table: schema `DOCUMENTS`.
        records: schema `RECORDS`, in the order of the documents.
        sizes: how many records each document has; found by their ids by default, which neighbours with the same id may confuse.

    Yields:
        ``{"id", "published", "text", "records"}`` and, where there is more, ``title``, ``url``, ``source`` and ``meta``,
        the last as a string of JSON that `dumps` writes as it stands.
    """
    rows = iter(records.to_pylist())
    row = next(rows, None)
    for number, document in enumerate(table.to_pylist()):
        found: list[dict[str, Any]] = []
        size = None if sizes is None else sizes[number]
        while row is not None and (
            row["document"] == document["id"] and row["record"] == len(found) if size is None else len(found) < size
        ):
            found.append(contract(row))
            row = next(rows, None)
        day = document["published"]
        out = {"id": document["id"], "published": day.isoformat() if day else None, "text": document["text"], "records": found}
        out.update({name: document[name] for name in ("title", "url", "source") if document[name] is not None})
        if document["meta"] is not None:
            out["meta"] = Json(document["meta"])
        yield out


def dumps(value: Any) -> str:
    """JSON on one line, with decimals written exactly."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_quote(k)}: {dumps(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(dumps, value)) + "]"
    if isinstance(value, Decimal):
        return literal(value)
    return value if isinstance(value, Json) else _quote(value)


class Json(str):
    """A piece of JSON that is written as it stands."""


_quote = json.JSONEncoder(ensure_ascii=False).encode
