"""The declared schemas: every field of every record has its column, and the way back loses nothing."""

import dataclasses
import json
from decimal import Decimal

import pyarrow as pa
import pytest

from extractor import Extractor, InputError
from extractor.archive import DOCUMENTS, RECORDS, Settings, documents, extract_table
from extractor.arrow import Columns, contract, dumps, literal
from extractor.records import TYPES

from .corpus import articles

RULES = Settings(names=None)


def table(*texts: str) -> pa.Table:
    return pa.table({"id": [f"d{n}" for n in range(len(texts))], "text": list(texts)})


def test_every_field_has_a_column() -> None:
    fields = {f.name for cls in TYPES.values() for f in dataclasses.fields(cls)}
    assert fields <= set(RECORDS.names)
    assert set(RECORDS.names) - fields == {"document", "record", "quantity", "quantity_low", "quantity_high"}


def test_the_contract_comes_back(extractor: Extractor) -> None:
    gold = articles()
    found = [extractor(d["text"], published=d["published"], id=d["id"]) for d in gold]
    given = pa.table({"id": [d["id"] for d in gold], "text": [d["text"] for d in gold], "published": [d["published"] for d in gold]})
    rows = extract_table(given, RULES)
    assert rows.schema == RECORDS
    back = iter(rows.to_pylist())
    for document in found:
        for number, expected in enumerate(document.to_dict()["records"]):
            row = next(back)
            assert (row["document"], row["record"]) == (document.id, number)
            assert json.loads(dumps(contract(row))) == expected
    assert next(back, None) is None


def test_values_are_typed_and_exact() -> None:
    rows = extract_table(
        table("بنسبة ١٠٧.٤٪ و1.5 مليار دونج في 16 يونيو 2022، من 600 إلى 700 عضو، 78 عاما، المؤتمر الرابع عشر"), RULES
    ).to_pylist()
    by_kind = {r["kind"]: r for r in rows}
    assert by_kind["percentage"]["value"] == "107.4"
    assert by_kind["percentage"]["quantity"] == Decimal("107.4")
    assert by_kind["money"]["value"] == "1500000000"
    assert by_kind["date"]["value"] == "2022-06-16"
    assert by_kind["date"]["earliest"].isoformat() == "2022-06-16"
    assert by_kind["date"]["quantity"] is None
    assert (by_kind["count"]["low"], by_kind["count"]["quantity_high"], by_kind["count"]["value"]) == ("600", 700, None)
    assert by_kind["duration"]["value"] == "P78Y"
    assert by_kind["ordinal"]["quantity"] == 14


@pytest.mark.parametrize(
    ("number", "text"),
    [(5, "5"), (Decimal("2.50"), "2.5"), (Decimal("1E+3"), "1000"), (Decimal("1E-7"), "0.0000001"), (Decimal("-0.10"), "-0.1")],
)
def test_literals_have_no_exponent(number: int | Decimal, text: str) -> None:
    assert literal(number) == text


@pytest.mark.parametrize(
    ("value", "fits"),
    [(10**26 - 1, True), (10**26, False), (Decimal("0." + "0" * 11 + "1"), True), (Decimal("0." + "0" * 12 + "1"), False), (0, True)],
)
def test_what_does_not_fit_the_decimal_stays_in_the_text(value: int | Decimal, fits: bool) -> None:
    columns = Columns()
    columns.add("d", [TYPES["count"](start=0, end=1, text="x", rule="r", value=value)])
    row = columns.table().to_pylist()[0]
    assert row["value"] == literal(value)
    assert (row["quantity"] == value) if fits else row["quantity"] is None
    assert contract(row)["value"] == value


def test_a_missing_column_is_told() -> None:
    with pytest.raises(InputError, match="no column 'text'; there are id, body"):
        extract_table(pa.table({"id": ["a"], "body": ["5"]}), RULES)


def test_a_failing_document_raises_or_is_told() -> None:
    given = pa.table({"id": ["a", "b"], "text": [None, "5 أعضاء"]})
    with pytest.raises(InputError, match="no text"):
        extract_table(given, RULES)
    told = []
    rows = extract_table(given, RULES, on_failure=told.append)
    assert [(f.id, f.reason) for f in told] == [("a", "text")]
    assert rows["document"].to_pylist() == ["b"]


def test_neighbours_with_the_same_id() -> None:
    given = pa.table({"id": ["a", "a"], "text": ["5 أعضاء و6 وفود", "7 دول"]})
    rows = extract_table(given, RULES)
    columns = {f.name: pa.nulls(2, f.type) for f in DOCUMENTS}
    shape = pa.table({**columns, "id": given["id"], "text": given["text"]}).select(DOCUMENTS.names)
    assert [[r["value"] for r in d["records"]] for d in documents(shape, rows)] == [[5, 6], [7]]


def test_an_empty_table() -> None:
    assert extract_table(table(), RULES).equals(RECORDS.empty_table())
