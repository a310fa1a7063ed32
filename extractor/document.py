"""Document: a text with its records, and the views of it that people ask for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from .errors import InputError
from .records import plain

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow


class Document:
    """A text and what was found in it.

    Attributes:
        text: the original text.
        records: all records, in order of their start.
        id, published: as given.
    """

    __slots__ = ("id", "published", "records", "text")

    def __init__(self, text: str, records: list[Any], *, id: str | None = None, published: date | None = None) -> None:
        self.text = text
        self.records = records
        self.id = id
        self.published = published

    def __iter__(self) -> Iterator[Any]:
        return iter(self.records)

    def __len__(self) -> int:
        return len(self.records)

    def of(self, kind: str) -> list[Any]:
        """The records of one kind."""
        return [r for r in self.records if r.kind == kind]

    counts = property(lambda self: self.of("count"), doc="Counts.")
    percentages = property(lambda self: self.of("percentage"), doc="Percentages.")
    money = property(lambda self: self.of("money"), doc="Amounts of money.")
    measures = property(lambda self: self.of("measure"), doc="Measures.")
    ordinals = property(lambda self: self.of("ordinal"), doc="Ordinals.")
    durations = property(lambda self: self.of("duration"), doc="Durations.")
    dates = property(lambda self: self.of("date"), doc="Dates.")
    resolutions = property(lambda self: self.of("resolution"), doc="Numbered official documents.")
    localities = property(lambda self: self.of("locality"), doc="Localities.")
    persons = property(lambda self: self.of("person"), doc="Persons.")
    organizations = property(lambda self: self.of("organization"), doc="Organizations.")

    def to_dict(self) -> dict[str, Any]:
        """The contract's document as plain dicts and lists."""
        return {
            "id": self.id,
            "published": self.published.isoformat() if self.published else None,
            "text": self.text,
            "records": [plain(r) for r in self.records],
        }

    def to_json(self, *, indent: int | None = None) -> str:
        """The contract's document as JSON; one line unless `indent` is given."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

    def to_geojson(self) -> dict[str, Any]:
        """A GeoJSON FeatureCollection (RFC 7946) of the places that have coordinates, a Point each, in order of mention.

        A place named several times is one feature; its property ``mentions`` lists the spans ``[start, end]``.
        """
        features: dict[tuple[str | None, str | None, str], dict[str, Any]] = {}
        for record in self.localities:
            if record.latitude is None or record.longitude is None:
                continue
            key = (record.authority, record.code, record.name)
            if key not in features:
                properties = {n: getattr(record, n) for n in ("name", "type", "country", "code", "authority", "successor")}
                features[key] = {
                    "type": "Feature",
                    "geometry": {"type": "Point", "coordinates": [record.longitude, record.latitude]},
                    "properties": {**properties, "mentions": []},
                }
            features[key]["properties"]["mentions"].append([record.start, record.end])
        return {"type": "FeatureCollection", "features": list(features.values())}

    def to_frame(self) -> pandas.DataFrame:
        """One row a record, typed, the same columns for every document: `extractor.arrow.RECORDS`.

        Raises:
            ImportError: pandas or pyarrow is not installed.
        """
        from .frames import to_pandas

        return to_pandas([self])

    def to_polars(self) -> polars.DataFrame:
        """As `to_frame`, for polars."""
        from .frames import to_polars

        return to_polars([self])

    def to_arrow(self) -> pyarrow.Table:
        """As `to_frame`, for Arrow."""
        from .frames import to_arrow

        return to_arrow([self])

    def show(self, view: str = "text") -> None:
        """Show the text with its records marked, or with "table" the table of them: in the notebook, elsewhere in the browser.

        Raises:
            InputError: another view is asked for.
        """
        if view not in ("text", "table"):
            raise InputError(f"unknown view {view!r}; choose 'text' or 'table'")
        from . import pictures

        (pictures.marked if view == "text" else pictures.table)(self).show()

    def __repr__(self) -> str:
        head = " ".join(self.text[:40].split())
        kinds: dict[str, int] = {}
        for record in self.records:
            kinds[record.kind] = kinds.get(record.kind, 0) + 1
        listed = ", ".join(f"{n} {kind}" for kind, n in kinds.items())
        return f"<Document {head!r}… {len(self.records)} records: {listed or 'none'}>"

    def _repr_html_(self) -> str:
        """The text right to left with each record marked, its value on hover."""
        from .pictures import marked

        return marked(self).html
