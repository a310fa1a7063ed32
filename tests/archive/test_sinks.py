"""Writers: what is written is read back the same, in every format, new, appended, replaced."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extractor import InputError
from extractor.archive import DOCUMENTS, ERRORS, RECORDS, Options, Settings, Summary, read_documents, read_errors, read_records, run

from .damaged import LIMIT, build
from .stand_in import InProcess

SETTINGS = Settings(names=None, seconds=60)
OPTIONS = Options(size=LIMIT)
OUTPUTS = ["folder", "lines", "tables", "a.parquet", "a.jsonl", "a.jsonl.gz", "a.jsonl.zst", "a.csv", "a.csv.gz", "a.duckdb", "a.sqlite"]
FORMATS = {"lines": "jsonl", "tables": "csv"}


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.archive.batch.CHUNK_ITEMS", 25)


@pytest.fixture(autouse=True, scope="module")
def no_processes() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("extractor.archive.batch.Pool", InProcess)
        yield


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive") / "in"
    build(folder, 80, 12)
    (folder / "hard.jsonl").write_text(HARD, encoding="utf-8")
    return folder


# Empty fields beside missing ones, quotes, line ends, commas, what CSV and SQL care about, emoji, a null character.
HARD = (
    '{"id": "", "title": "", "url": null, "text": "قبلت \\"5\\" أعضاء,\\r\\n6 \\\\ وفود\\u0000 🙂 25%", "x": [1, 2.5, null], "source": "agency"}\n'
    '{"id": "it\'s; DROP TABLE records", "title": "ن\\tص", "text": "في كوانغ نينه 10000000000000000.25 دولار، بنسبة 0.30٪"}\n'
)


def again(archive: Path, out: Path, format: str | None = None, mode: str = "new") -> Summary:
    return run([archive], out, settings=SETTINGS, options=OPTIONS, jobs=2, format=format, mode=mode, part=40_000)


@pytest.fixture(scope="module")
def reference(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("reference") / "a.parquet"
    again(archive, out)
    return out


@pytest.mark.parametrize("name", OUTPUTS)
def test_round_trip(archive: Path, reference: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    summary = again(archive, out, FORMATS.get(name))
    for read, shape in ((read_records, RECORDS), (read_documents, DOCUMENTS), (read_errors, ERRORS)):
        back = read(out)
        assert back.schema == shape
        assert back.equals(read(reference))
    assert summary.documents == read_documents(out).num_rows
    assert sum(summary.records.values()) == read_records(out).num_rows
    assert sum(summary.errors.values()) == read_errors(out).num_rows
    assert not list(tmp_path.rglob("*run*"))


def test_what_is_hard_to_write(reference: Path) -> None:
    documents = {d["id"]: d for d in read_documents(reference).to_pylist()}
    assert documents["hard.jsonl:1"]["text"] == 'قبلت "5" أعضاء,\r\n6 \\ وفود\0 🙂 25%'
    assert (documents["hard.jsonl:1"]["title"], documents["hard.jsonl:1"]["url"]) == ("", None)
    assert documents["hard.jsonl:1"]["meta"] == '{"x": [1, 2.5, null], "source": "agency"}'
    values = [r["value"] for r in read_records(reference).to_pylist() if r["document"].startswith("it's") and r["kind"] != "locality"]
    assert values == ["10000000000000000.25", "0.3"]


@pytest.mark.parametrize("name", OUTPUTS)
def test_append_and_replace(archive: Path, reference: Path, tmp_path: Path, name: str) -> None:
    out, more = tmp_path / name, tmp_path / "more"
    more.mkdir()
    (more / "new.txt").write_text("وصل 12 وفدا", encoding="utf-8")
    again(archive, out, FORMATS.get(name))
    again(more, out, FORMATS.get(name), "append")
    records, documents = read_records(out), read_documents(out)
    first = read_records(reference)
    assert records.slice(0, first.num_rows).equals(first)
    assert records.slice(first.num_rows)["value"].to_pylist() == ["12"]
    assert documents["id"].to_pylist()[-1] == "new.txt"
    assert read_errors(out).equals(read_errors(reference))
    again(more, out, FORMATS.get(name), "replace")
    assert read_records(out)["document"].to_pylist() == ["new.txt"]
    assert read_documents(out)["id"].to_pylist() == ["new.txt"]
    assert read_errors(out).num_rows == 0


def test_a_finished_output_is_not_done_twice(archive: Path, tmp_path: Path) -> None:
    first = again(archive, tmp_path / "out")
    second = again(archive, tmp_path / "out")
    assert not first.complete
    assert second.complete
    assert (second.documents, second.records, second.errors) == (first.documents, first.records, first.errors)
    (archive / "z.txt").write_text("5 أعضاء", encoding="utf-8")
    try:
        with pytest.raises(InputError, match="is there already; say --append or --replace"):
            again(archive, tmp_path / "out")
    finally:
        (archive / "z.txt").unlink()


def test_parts_are_of_the_size_asked_for(archive: Path, tmp_path: Path) -> None:
    again(archive, tmp_path / "out")
    parts = sorted(p.name for p in (tmp_path / "out" / "records").iterdir())
    assert parts == [f"part-{n:05d}.parquet" for n in range(len(parts))]
    assert len(parts) > 1
    assert parts == sorted(p.name for p in (tmp_path / "out" / "documents").iterdir())
    joined = pa.concat_tables([pq.read_table(tmp_path / "out" / "records" / p) for p in parts])
    assert joined.equals(read_records(tmp_path / "out"))


def test_partitions(archive: Path, reference: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run([archive], out, settings=SETTINGS, options=OPTIONS, jobs=2, partition=("kind", "unit"))
    assert (out / "records" / "kind=date" / "unit=__HIVE_DEFAULT_PARTITION__" / "part-00000.parquet").exists()
    order = [("document", "ascending"), ("record", "ascending")]
    back, expected = read_records(out).sort_by(order), read_records(reference).sort_by(order)
    assert back.equals(expected)
    with pytest.raises(InputError, match="can't split by 'text'; choose from kind"):
        run([archive], tmp_path / "b", partition=("text",))
    with pytest.raises(InputError, match="only Parquet in a folder"):
        run([archive], tmp_path / "b.csv", partition=("kind",))


@pytest.mark.parametrize(
    ("out", "format", "message"),
    [
        ("a.xlsx.gz", None, "unknown ending; end it in .parquet"),
        ("a.parqet", None, "unknown ending; end it in .parquet"),
        ("a.parquet.gz", None, "only JSON Lines and CSV can be packed"),
        ("a.csv", "parquet", "its ending says csv"),
        ("a", "xml", "unknown format 'xml'"),
        ("a", "duckdb", "is one file; end its name in .duckdb"),
        ("no/where/a", None, "no such folder to write to; create"),
        ("no/where/a.csv", None, "no such folder to write to; create"),
    ],
)
def test_outputs_that_can_not_be(archive: Path, tmp_path: Path, out: str, format: str | None, message: str) -> None:
    with pytest.raises(InputError, match=message):
        run([archive], tmp_path / out, format=format)
    assert not list(tmp_path.iterdir())


def test_what_is_no_output(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no finished output of a run"):
        read_records(tmp_path)


def test_an_archive_without_documents(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("\n\n", encoding="utf-8")
    for name in OUTPUTS:
        out = tmp_path / name
        assert run([tmp_path / "empty.jsonl"], out, settings=SETTINGS, jobs=1, format=FORMATS.get(name)).documents == 0
        assert read_records(out).equals(RECORDS.empty_table())
        assert read_documents(out).num_rows == 0
