"""The record contract: schema, JSON, validation."""

import json
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
from pydantic import ValidationError

import extractor
from extractor import Count, Extractor
from extractor.records import plain, schema, validate

from .corpus import articles

COMMITTED = Path(extractor.__file__).parent / "records.schema.json"


def test_the_committed_schema_is_current() -> None:
    assert json.loads(COMMITTED.read_text(encoding="utf-8")) == json.loads(json.dumps(schema()))


def test_output_validates_and_round_trips(extractor: Extractor) -> None:
    check = jsonschema.Draft202012Validator(schema())
    for gold in articles():
        for record in extractor(gold["text"], published=gold["published"]).records:
            data = json.loads(json.dumps(plain(record)))
            check.validate(data)
            again = validate(data)
            assert plain(again) == plain(record)


def test_decimals_are_json_numbers() -> None:
    record = Count(start=0, end=5, text="107.4", rule="count.cardinal", value=Decimal("107.4"))
    assert json.dumps(plain(record)["value"]) == "107.4"
    assert plain(Count(start=0, end=1, text="5", rule="r", value=Decimal("5.0")))["value"] == 5


def test_records_are_frozen() -> None:
    record = Count(start=0, end=1, text="5", rule="r", value=5)
    with pytest.raises((AttributeError, TypeError, ValidationError)):
        record.value = 6  # type: ignore[misc]


def test_no_record_without_its_contract() -> None:
    with pytest.raises(ValidationError):
        validate({"kind": "nonsense", "start": 0, "end": 1, "text": "x", "rule": "r"})
