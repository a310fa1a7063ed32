"""Tables: the same typed columns in pandas, polars and Arrow, whatever was found; documents by their own ids."""

import datetime
from decimal import Decimal
from typing import Any

import datasets
import pandas
import polars
import pyarrow as pa
import pytest

from extractor import Document, Extractor, InputError, extract_frame
from extractor.arrow import RECORDS
from extractor.frames import to_arrow, to_pandas, to_polars

TEXT = "في 5 مايو 2024، استقبلت مقاطعة كوانغ نينه ٢٦٠ عضوًا، بنسبة ١٠٧.٤٪"
ROWS = {
    "key": ["a", "b", "c", "d"],
    "body": [TEXT, None, "لا شيء", "أعلن أمس"],
    "day": [None, "2024-06-25", None, "2024-06-25"],
}
KINDS = ["date", "locality", "count", "percentage", "date"]


def test_typed_columns(extractor: Extractor) -> None:
    table = extractor(TEXT, id="a").to_arrow()
    assert table.schema == RECORDS
    rows = table.to_pylist()
    assert [(r["kind"], r["quantity"]) for r in rows] == [
        ("date", None), ("locality", None), ("count", Decimal(260)), ("percentage", Decimal("107.4")),
    ]  # fmt: skip
    assert (rows[0]["earliest"], rows[0]["value"]) == (datetime.date(2024, 5, 5), "2024-05-05")
    assert {r["document"] for r in rows} == {"a"}


def test_empty_ones_have_the_same_columns(extractor: Extractor) -> None:
    full, empty = extractor(TEXT), extractor("")
    assert empty.to_arrow().schema == full.to_arrow().schema
    assert len(empty.to_frame()) == 0 and len(full.to_frame()) == 4
    pandas.testing.assert_series_equal(empty.to_frame().dtypes, full.to_frame().dtypes)
    assert isinstance(full.to_polars(), polars.DataFrame)
    assert empty.to_polars().schema == full.to_polars().schema


def test_pandas_holds_decimals_days_and_lists(extractor: Extractor) -> None:
    frame = extractor(TEXT).to_frame()
    assert frame.dtypes["quantity"] == pandas.ArrowDtype(RECORDS.field("quantity").type)
    assert frame["quantity"].dropna().tolist() == [Decimal(260), Decimal("107.4")]
    assert frame["earliest"].dropna().tolist() == [datetime.date(2024, 5, 5)]
    assert frame.groupby("kind").size().to_dict() == {"count": 1, "date": 1, "locality": 1, "percentage": 1}
    assert frame["point"].tolist()[3] is False and frame["currency"].isna().all()


def test_several_documents_are_named(extractor: Extractor) -> None:
    documents: list[Document] = [extractor("5 وفود"), extractor("6 وفود", id="mine")]
    for table in (to_arrow(documents), to_polars(documents).to_arrow(), pa.Table.from_pandas(to_pandas(documents))):
        assert [(r["document"], r["value"]) for r in table.to_pylist()] == [("0", "5"), ("mine", "6")]


FRAMES: dict[str, Any] = {
    "pandas": pandas.DataFrame(ROWS),
    "polars": polars.DataFrame(ROWS),
    "lazy": polars.LazyFrame(ROWS),
    "arrow": pa.table(ROWS),
    "mapping": ROWS,
}


@pytest.mark.parametrize("library", FRAMES)
def test_one_row_a_record(extractor: Extractor, library: str) -> None:
    found = extract_frame(FRAMES[library], "body", published="day", id="key", extractor=extractor)
    expected = {"pandas": pandas.DataFrame, "polars": polars.DataFrame, "lazy": polars.DataFrame}.get(library, pa.Table)
    assert isinstance(found, expected)
    rows = found.to_dict("records") if library == "pandas" else found.to_dicts() if expected is polars.DataFrame else found.to_pylist()
    assert [(r["document"], r["record"], r["kind"]) for r in rows] == [
        ("a", 0, "date"), ("a", 1, "locality"), ("a", 2, "count"), ("a", 3, "percentage"), ("d", 0, "date"),
    ]  # fmt: skip
    assert rows[-1]["value"] == "2024-06-24"
    without = extract_frame(FRAMES[library], "body", extractor=extractor)
    names = without["document"].to_list() if expected is not pa.Table else without["document"].to_pylist()
    assert names == [0, 0, 0, 0, 3]


def test_ids_keep_their_type_and_join(extractor: Extractor) -> None:
    frame = pandas.DataFrame({"id": [7, 9], "text": ["5 وفود", "6 وفود و7 دول"], "section": ["x", "y"]})
    joined = extract_frame(frame, id="id", extractor=extractor).merge(frame, left_on="document", right_on="id", suffixes=("", "_of"))
    assert joined[["document", "value", "section"]].values.tolist() == [[7, "5", "x"], [9, "6", "y"], [9, "7", "y"]]
    indexed = extract_frame(frame.set_index(pandas.Index(["p", "q"])), extractor=extractor)
    assert indexed["document"].tolist() == ["p", "q", "q"]
    many = pandas.DataFrame({"text": ["5 وفود"]}, index=pandas.MultiIndex.from_tuples([("p", 1)]))
    assert extract_frame(many, extractor=extractor)["document"].tolist() == ["('p', 1)"]


def test_days_of_every_kind(extractor: Extractor) -> None:
    day = datetime.date(2024, 6, 25)
    stamp = pandas.to_datetime(["2024-06-25 10:00"])
    for days in ([day], stamp, stamp.tz_localize("Asia/Ho_Chi_Minh"), ["25 يونيو 2024"]):
        frame = pandas.DataFrame({"text": ["أعلن أمس"], "day": days})
        assert extract_frame(frame, published="day", extractor=extractor)["value"].tolist() == ["2024-06-24"]
    missing = pandas.DataFrame({"text": ["أعلن أمس"], "day": [pandas.NaT]})
    assert extract_frame(missing, published="day", extractor=extractor)["value"].isna().all()


def test_what_can_not_be_read(extractor: Extractor) -> None:
    frame = pandas.DataFrame({"text": ["5 وفود", 3.5, float("nan"), "6 وفود"], "day": [None, None, None, "never"]})
    with pytest.raises(InputError, match="row 1: the text is a float, no string"):
        extract_frame(frame, extractor=extractor)
    with pytest.raises(InputError, match=r"row 3: published: can't read 'never' as a date"):
        extract_frame(frame.drop(index=1).reset_index(drop=True).reindex([0, 1, 1, 2]), published="day", extractor=extractor)
    found = extract_frame(frame, published="day", errors="coerce", extractor=extractor)
    assert found[["document", "value"]].values.tolist() == [[0, "5"], [3, "6"]]
    with pytest.raises(InputError, match="no column 'body'; its columns are: text, day"):
        extract_frame(frame, "body", extractor=extractor)
    with pytest.raises(InputError, match="has missing ids"):
        extract_frame(frame, id="day", extractor=extractor)
    with pytest.raises(InputError, match="unknown errors='ignore'"):
        extract_frame(frame, errors="ignore", extractor=extractor)
    with pytest.raises(InputError, match="can't read a list"):
        extract_frame([TEXT], extractor=extractor)


def test_frames_without_rows(extractor: Extractor) -> None:
    for frame in (pandas.DataFrame({"text": []}), polars.DataFrame({"text": []}), pa.table({"text": pa.array([], pa.string())})):
        found = extract_frame(frame, extractor=extractor)
        assert len(found) == 0
        assert [*(found.column_names if isinstance(found, pa.Table) else found.columns)] == RECORDS.names


def test_a_hugging_face_dataset(tmp_path: Any) -> None:
    source = datasets.Dataset.from_dict({**ROWS, "body": [TEXT, "", "لا شيء", "أعلن أمس"]})
    arguments = {"text": "body", "published": "day", "id": "key"}
    for shape in (source, source.with_format("arrow")):
        found = shape.map(extract_frame, batched=True, batch_size=2, remove_columns=source.column_names, fn_kwargs=arguments).with_format(
            None
        )
        assert [r["kind"] for r in found] == KINDS
        assert found[3]["quantity"] == Decimal("107.4")
        assert found[4]["value"] == "2024-06-24"
        assert set(found.column_names) == set(RECORDS.names)
