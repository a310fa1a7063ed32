"""What lies where a run wants to write, or beside it: never lost, never taken for something else."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import extractor.archive.batch as batch
from extractor import InputError
from extractor.archive import Settings, Stopped, Summary, read_documents, read_errors, read_records, run

from .stand_in import InProcess

SETTINGS = Settings(names=None, seconds=60)


@pytest.fixture(autouse=True)
def no_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "Pool", InProcess)


def source(path: Path, *texts: str) -> Path:
    lines = (json.dumps({"id": f"d{n}", "text": text}) + "\n" for n, text in enumerate(texts))
    path.write_text("".join(lines), encoding="utf-8")
    return path


def go(given: Path, out: Path, mode: str = "new", format: str | None = None) -> Summary:
    return run([given], out, settings=SETTINGS, jobs=1, mode=mode, format=format)


def values(out: Path) -> list[str]:
    return [str(v) for v in read_records(out)["value"].to_pylist()]


def interrupted(monkeypatch: pytest.MonkeyPatch, given: Path, out: Path, mode: str) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(batch, "_work", fail)
        with pytest.raises(Stopped):
            go(given, out, mode)


@pytest.mark.parametrize("name", ["out", "a.jsonl", "a.sqlite"])
def test_a_finished_output_with_an_unfinished_append_is_not_complete(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    first, second, out = source(tmp_path / "1.jsonl", "5 دول"), source(tmp_path / "2.jsonl", "6 دول"), tmp_path / name
    go(first, out)
    interrupted(monkeypatch, second, out, "append")
    with pytest.raises(InputError, match="an unfinished run is here that differs in: input, inputs, mode"):
        go(first, out)
    go(second, out, "append")
    assert values(out) == ["5", "6"]
    assert go(second, out, "append").complete
    assert values(out) == ["5", "6"]


@pytest.mark.parametrize("name", ["out", "a.jsonl", "a.parquet", "a.duckdb"])
def test_an_output_of_somebody_else_is_not_replaced(tmp_path: Path, name: str) -> None:
    given, out = source(tmp_path / "in.jsonl", "5 دول"), tmp_path / name
    theirs = out
    if name == "out":
        theirs = out / "records" / "part-00000.parquet"
        theirs.parent.mkdir(parents=True)
    theirs.write_bytes(b"theirs")
    for mode in ("replace", "append", "new"):
        with pytest.raises((InputError, Stopped)):
            go(given, out, mode)
        assert theirs.read_bytes() == b"theirs"
    left = {p.name for p in tmp_path.iterdir()}
    assert left == {"in.jsonl", name} | ({"a.duckdb.run"} if name == "a.duckdb" else set())  # DuckDB alone knows it for none of its own


def test_other_files_in_the_folder_stay(tmp_path: Path) -> None:
    given, out = source(tmp_path / "in.jsonl", "5 دول"), tmp_path / "out"
    out.mkdir()
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    (out / "records").mkdir()
    (out / "records" / "particular.parquet").write_text("mine", encoding="utf-8")
    go(given, out)
    go(given, out, "replace", "jsonl")
    assert (out / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert (out / "records" / "particular.parquet").read_text(encoding="utf-8") == "mine"
    assert values(out) == ["5"]


def test_the_output_inside_the_input_is_not_read(tmp_path: Path) -> None:
    given = tmp_path / "in"
    given.mkdir()
    source(given / "a.jsonl", "5 دول")
    for out in (given / "out", given / "out.jsonl", given / "out.csv"):
        for _ in range(2):  # nor is the second run another one because the first has left files there
            go(given, out)
            assert values(out) == ["5"]
        for path in sorted(given.rglob("*"), reverse=True):
            if path.name != "a.jsonl":
                path.rmdir() if path.is_dir() else path.unlink()


@pytest.mark.parametrize("mode", ["new", "append", "replace"])
def test_the_output_among_the_inputs_is_refused(tmp_path: Path, mode: str) -> None:
    given = source(tmp_path / "a.jsonl", "5 دول")
    before = given.read_bytes()
    with pytest.raises(InputError, match="lies where the output goes"):
        go(given, given, mode)
    with pytest.raises(InputError, match="lies where the output goes"):
        go(tmp_path, tmp_path, mode)
    assert given.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["a.jsonl"]


def test_a_manifest_whose_output_is_gone(tmp_path: Path) -> None:
    given, out = source(tmp_path / "in.jsonl", "5 دول"), tmp_path / "a.jsonl"
    go(given, out)
    out.unlink()
    with pytest.raises(InputError, match="the output it tells of is not; say --replace"):
        go(given, out)
    go(given, out, "replace")
    assert values(out) == ["5"]


def test_parts_of_another_format_are_not_appended_to(tmp_path: Path) -> None:
    given, more, out = source(tmp_path / "1.jsonl", "5 دول"), source(tmp_path / "2.jsonl", "6 دول"), tmp_path / "out"
    go(given, out, format="csv")
    with pytest.raises(InputError, match="holds csv; append in that format"):
        go(more, out, "append", "jsonl")
    assert values(out) == ["5"]


def test_documents_of_one_name_keep_their_own_records(tmp_path: Path) -> None:
    given = tmp_path / "in.jsonl"
    lines = [{"id": "same", "text": text} for text in ("5 دول", "لا شيء", "6 دول و7 مدن")]
    given.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    go(given, tmp_path / "a.jsonl")
    written = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [[r["value"] for r in d["records"]] for d in written] == [[5], [], [6, 7]]


def test_what_no_writer_can_write_is_put_aside(tmp_path: Path) -> None:
    deep = "[" * 700 + "]" * 700
    given = tmp_path / "in.jsonl"
    given.write_text(f'{{"text": "5 دول"}}\n{{"text": "6 دول", "x": {deep}}}\n{{"text": "7 دول"}}\n', encoding="utf-8")
    for name in ("a.jsonl", "a.parquet"):
        summary = go(given, tmp_path / name)
        assert values(tmp_path / name) == (["5", "7"] if summary.errors else ["5", "6", "7"])
        assert sum(summary.errors.values()) == read_errors(tmp_path / name).num_rows


def test_line_separators_in_what_failed(tmp_path: Path) -> None:
    given = tmp_path / "in.jsonl"
    given.write_text('{"id": "a\u2028b\u0085c", "text": null}\n{"id": "d", "text": "5 دول"}\n', encoding="utf-8")
    go(given, tmp_path / "out")
    (error,) = read_errors(tmp_path / "out").to_pylist()
    assert json.loads(error["raw"]) == {"id": "a\u2028b\u0085c", "text": None}
    assert read_documents(tmp_path / "out")["id"].to_pylist() == ["d"]


def test_modules_in_the_working_folder_are_not_imported(tmp_path: Path) -> None:
    source(tmp_path / "in.jsonl", "5 دول")
    for name in ("csv", "json", "pyarrow"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('wrong module')", encoding="utf-8")
    command = [sys.executable, "-P", "-m", "extractor.cli", "archive", "in.jsonl", "-o", "out", "--names", "none", "-j", "1"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, env={**os.environ, "PYTHONPATH": ""})
    assert done.returncode == 0, done.stderr
    assert values(tmp_path / "out") == ["5"]
