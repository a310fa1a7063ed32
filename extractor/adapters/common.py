"""What all formats share: the document as a plain dict, checked; fields that travel beside the marks; offsets in UTF-16 units.

In comes a `Document` or a dict that a person may have edited; out go dicts of which law 1 holds.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from ..document import Document
from ..errors import InputError
from ..pictures import COLOURS as _COLOURS
from ..records import TYPES

Source = Document | Mapping[str, Any]
KINDS = tuple(TYPES)
COLOURS = {kind: _COLOURS[kind][0] for kind in KINDS}
"""Background of each kind on a light page, ``#rrggbb``."""

_HEAD = ("kind", "start", "end", "text")


def as_dict(document: Source) -> dict[str, Any]:
    """The contract's document as a new dict, its records checked, filled and in order.

    Args:
        document: a `Document`, or a dict with `text` and records that have at least `kind`, `start` and `end`.

    Returns:
        ``id``, ``published``, ``text`` and ``records`` in order of their start, all of it ready for JSON.

    Raises:
        InputError: there is no text, or a record's kind, span or text can't be.
    """
    data = document.to_dict() if isinstance(document, Document) else document
    text = data.get("text")
    if not isinstance(text, str):
        raise InputError("a document needs a string 'text'")
    records = []
    for index, given in enumerate(data.get("records") or ()):
        where = f"record {index}"
        if not isinstance(given, Mapping):
            raise InputError(f"{where}: a record is an object with kind, start and end, not {given!r}")
        record = mark(text, given.get("kind"), given.get("start"), given.get("end"), where)
        if given.get("text", record["text"]) != record["text"]:
            raise InputError(f"{where}: its text is {given['text']!r}, the document has {record['text']!r} at {record['start']}")
        records.append({**record, **given})
    return {"id": data.get("id"), "published": data.get("published"), "text": text, "records": in_order(records)}


def in_order(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Records by start, then end; those of equal span stay as they are."""
    return sorted(records, key=lambda r: (r["start"], r["end"]))


def mark(text: str, kind: Any, start: Any, end: Any, where: str) -> dict[str, Any]:
    """A record of four fields: what a person says by marking a stretch of text.

    Args:
        text: the document's text.
        kind: one of `KINDS`.
        start, end: half-open code-point offsets.
        where: opens the message of an error ("line 3").

    Raises:
        InputError: there is no such kind, or the span lies outside the text or is empty.
    """
    if not isinstance(kind, str) or kind not in TYPES:
        raise InputError(f"{where}: unknown kind {kind!r}; the kinds are {', '.join(KINDS)}")
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        raise InputError(f"{where}: the span {start!r} to {end!r} is empty or outside the text of {len(text)} characters")
    return {"kind": kind, "start": start, "end": end, "text": text[start:end]}


def disjoint(records: list[dict[str, Any]], format: str, remedy: str = "remove one of the two") -> list[dict[str, Any]]:
    """Pass records on if no two of them overlap.

    Raises:
        InputError: two overlap, which the format can't show.
    """
    for left, right in pairwise(records):
        if right["start"] < left["end"]:
            spans = f"{left['start']} to {left['end']} and {right['start']} to {right['end']}"
            raise InputError(f"{format} holds no overlapping records ({spans}); {remedy}")
    return records


def outermost(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of records that overlap the longest, of equally long ones the first."""
    kept: list[dict[str, Any]] = []
    for record in sorted(records, key=lambda r: (r["start"] - r["end"], r["start"])):
        if all(record["end"] <= other["start"] or record["start"] >= other["end"] for other in kept):
            kept.append(record)
    return in_order(kept)


def fields(record: Mapping[str, Any]) -> dict[str, Any]:
    """What a record says beyond its mark."""
    return {name: value for name, value in record.items() if name not in _HEAD}


def carried(data: Mapping[str, Any]) -> dict[str, Any]:
    """What travels beside the marks: the document's id and date, and the fields of each record that has any."""
    records = [{**{n: r[n] for n in _HEAD[:3]}, **fields(r)} for r in data["records"] if fields(r)]
    return {"id": data["id"], "published": data["published"], "records": records}


def rejoin(text: str, marks: Iterable[dict[str, Any]], beside: Any) -> dict[str, Any]:
    """The document of marks that came back, each with the fields that it left with.

    A mark takes fields where kind and span are as they were. One that a person moved or renamed has none: its value is not known to
    fit any more.

    Args:
        text: the document's text.
        marks: records of four fields, in any order.
        beside: what `carried` gave, or None for a document that was made elsewhere.

    Raises:
        InputError: `beside` is not what `carried` gives.
    """
    beside = {} if beside is None else beside
    records = beside.get("records", []) if isinstance(beside, dict) else None
    if not isinstance(records, list) or not all(isinstance(r, dict) for r in records):
        raise InputError("the fields that travel beside the marks are damaged; restore them, or remove them to keep the marks alone")
    left: dict[str, list[dict[str, Any]]] = {}
    for record in records:
        left.setdefault(_place(record), []).append(fields(record))
    out = []
    for found in marks:
        known = left.get(_place(found))
        out.append({**found, **(known.pop(0) if known else {})})
    return {"id": beside.get("id"), "published": beside.get("published"), "text": text, "records": in_order(out)}


def _place(record: Mapping[str, Any]) -> str:
    return " ".join(str(record.get(name)) for name in _HEAD[:3])


# What a reader may break a line at, and what UTF-8 or XML can't hold.
_ESCAPED = {c: f"\\u{c:04x}" for c in (0x7F, 0x85, 0x2028, 0x2029, *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)}


def to_line(value: Any) -> str:
    """JSON on one line that any reader takes for one, and that UTF-8 and XML can hold."""
    return json.dumps(value, ensure_ascii=False).translate(_ESCAPED)


def from_json(line: str, where: str) -> Any:
    """JSON, or an `InputError` that says where it is broken."""
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}: no JSON ({error}); restore the line as it was written") from None


class Utf16:
    """Offsets of one text in code points and in the UTF-16 units in which JavaScript counts.

    Building it takes one pass, each offset a binary search.

    >>> units = Utf16("😀 2023")
    >>> units.of(2), units.back(3)
    (3, 2)
    """

    def __init__(self, text: str) -> None:
        self._points = [i for i, c in enumerate(text) if c > "\uffff"]
        self._units = [point + before for before, point in enumerate(self._points)]

    def of(self, offset: int) -> int:
        """UTF-16 units before a code point."""
        return offset + bisect_left(self._points, offset)

    def back(self, units: int) -> int:
        """Code points before a UTF-16 unit.

        Raises:
            InputError: the unit is the second half of a character.
        """
        before = bisect_left(self._units, units)
        if before and self._units[before - 1] == units - 1:
            raise InputError(f"offset {units} cuts a character in two; offsets are expected in UTF-16 units")
        return units - before

    def span_back(self, start: Any, end: Any) -> tuple[Any, Any]:
        """A span in code points; what is no number stays as it is, for `mark` to refuse."""
        start, end = (self.back(unit) if type(unit) is int else unit for unit in (start, end))
        return start, end
