"""What is written and left alone comes back equal, in every format that is read back."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given

from extractor import Extractor, InputError
from extractor.adapters import brat, doccano, iob, label_studio, timex
from extractor.evaluate import evaluate

from ..corpus import articles
from . import document, documents, hard

Trip = Callable[[dict[str, Any]], dict[str, Any]]
TRIPS: dict[str, Trip] = {
    "brat": lambda d: brat.load(*brat.dump(d)),
    "doccano": lambda d: doccano.load(doccano.dump(d)),
    "doccano entities": lambda d: doccano.load(doccano.dump(d, entities=True)),
    "label studio": lambda d: label_studio.load(json.loads(json.dumps(label_studio.dump(d)))),
    "label studio done": lambda d: label_studio.load(json.loads(json.dumps(label_studio.dump(d, as_annotation=True)))),
    "iob": lambda d: iob.load(iob.dump(d)),
    "iobes": lambda d: iob.load(iob.dump(d, scheme="IOBES")),
    "bilou": lambda d: iob.load(iob.dump(d, scheme="BILOU")),
    "timex": lambda d: timex.load(timex.dump(d)),
}
each = pytest.mark.parametrize("name", TRIPS)


def expected(name: str, data: dict[str, Any]) -> dict[str, Any]:
    """TimeML has dates and durations alone."""
    if name != "timex":
        return data
    return {**data, "records": [r for r in data["records"] if r["kind"] in ("date", "duration")]}


@each
@pytest.mark.parametrize(
    "data", [hard(), document(""), document("بلا سجلات 😀\r\n"), document("٥", ("count", "٥"), id="", published="2024-01-01")]
)
def test_hard_documents(name: str, data: dict[str, Any]) -> None:
    if name == "timex":
        data = {**data, "id": "a" if data["id"] else data["id"]}
    assert TRIPS[name](data) == expected(name, data)


@each
def test_all_that_is_extracted_from_the_corpus(name: str, extractor: Extractor) -> None:
    for article in articles():
        found = extractor(article["text"], published=article["published"], id=article["id"])
        assert TRIPS[name](found.to_dict()) == expected(name, found.to_dict())


@each
def test_a_document_is_taken_as_its_dict(name: str, extractor: Extractor) -> None:
    found = extractor("في عام 2023 استقبلت 260 عضوا 😀", id="x", published="2024-06-25")
    assert TRIPS[name](found) == expected(name, found.to_dict())  # type: ignore[arg-type]


@each
def test_gold_comes_back_as_gold(name: str) -> None:
    for gold in articles():
        # A place within an organization's name overlaps it; IOB and inline tags have no way to say so.
        records: list[dict[str, Any]] = []
        for record in sorted(gold["records"], key=lambda r: r["start"]):
            if not records or record["start"] >= records[-1]["end"]:
                records.append(record)
        gold = {**{k: gold[k] for k in ("id", "published", "text")}, "records": records}
        back = TRIPS[name](gold)
        assert back == expected(name, gold)
        if name != "timex":
            assert evaluate([(gold, back)]) == evaluate([(gold, gold)])


BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"


@given(documents())
def test_any_text_and_any_spans(data: dict[str, Any]) -> None:
    for name, trip in TRIPS.items():
        wanted = expected(name, data)
        if name == "brat":
            # Its marks can't begin or end with a line break.
            wanted = {**data, "records": [r for r in data["records"] if r["text"][0] not in BREAKS and r["text"][-1] not in BREAKS]}
        if name == "timex":
            # An id has no place for what XML forbids.
            wanted = {**wanted, "id": None}
        assert trip(wanted) == wanted, name


@each
def test_several_records_of_one_span(name: str) -> None:
    data = {**document("عام 2023", ("date", "عام 2023")), "published": "2024-01-01"}
    again = {"kind": "duration", "start": 0, "end": 8, "text": "عام 2023"}
    data["records"] += [{**again, "value": "P1Y"}, {**again, "value": "P2Y"}]
    if name.startswith(("iob", "bilou", "timex")):
        with pytest.raises(InputError, match="no overlapping records \\(0 to 8 and 0 to 8\\)"):
            TRIPS[name](data)
    else:
        assert TRIPS[name](data) == data
