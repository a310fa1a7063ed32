"""`extractor archive`: what it prints and how it exits."""

import io
import re
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractor.archive import Summary, read_records
from extractor.archive.command import _Progress, table
from extractor.cli import app


def command(*arguments: str) -> tuple[int, list[str]]:
    result = CliRunner().invoke(app, ["archive", *arguments])
    said = [line for line in result.stderr.splitlines() if not re.match(r"extractor: .* MB/s", line)]  # progress, on a slow machine
    return result.exit_code, said


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("قبلت 5 أعضاء في 16 يونيو 2022", encoding="utf-8")
    (tmp_path / "in" / "b.txt").write_bytes(b"\xff")
    code, said = command(str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--names", "none", "-j", "1")
    assert code == 1
    assert [line.split() for line in said[:6]] == [
        ["documents", "1"],
        ["records", "2"],
        ["count", "1"],
        ["date", "1"],
        ["errors", "1"],
        ["encoding", "1"],
    ]
    assert said[-1].startswith("MB/s")
    code, said = command(str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--names", "none", "-j", "1")
    assert code == 1
    assert said[-1].split("  ")[-1].strip() == "the output is complete"


def test_columns_kinds_and_dates(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("key;body;day\n7;أعلن أمس عن 5 قرارات;2024-06-25\n8;أعلن أمس;\n", encoding="utf-8")
    out = tmp_path / "out.csv"
    options = ["--text", "body", "--id", "key", "--date", "day", "--kinds", "date", "--published", "2020-01-02", "--names", "none"]
    assert command(str(tmp_path / "in.csv"), "-o", str(out), *options)[0] == 0
    rows = [(r["document"], r["kind"], r["value"]) for r in read_records(out).to_pylist()]
    assert rows == [("7", "date", "2024-06-24"), ("8", "date", "2020-01-01")]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--append", "--replace"], "--append and --replace exclude each other; choose one"),
        (["--engine", "magic"], "unknown engine 'magic'; choose local or spark"),
        (["--encoding", "klingon"], "unknown encoding 'klingon'; utf-8, windows-1256 and iso-8859-6 are some"),
        (["--encoding", "hex"], "unknown encoding 'hex'; utf-8, windows-1256 and iso-8859-6 are some"),
        (["--delimiter", ";;"], "delimiter ';;': give one character"),
        (["--format", "xml"], "unknown format 'xml'; choose from parquet, jsonl, csv, duckdb, sqlite"),
        (["--kinds", "weather"], "unknown kind 'weather'; choose from "),
        (["--names", "nobody"], "unknown "),
        (["--published", "some day"], "published: can't read 'some day' as a date; give YYYY-MM-DD"),
    ],
)
def test_one_clear_line_for_what_can_not_be(tmp_path: Path, options: list[str], message: str) -> None:
    (tmp_path / "a.txt").write_text("5 دول", encoding="utf-8")
    code, said = command(str(tmp_path / "a.txt"), "-o", str(tmp_path / "out"), *options)
    assert code == 2
    assert len(said) == 1
    assert said[0].startswith(f"extractor: {message}")
    assert not (tmp_path / "out").exists()


def test_progress_where_nobody_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    said = io.StringIO()
    monkeypatch.setattr(sys, "stderr", said)
    progress = _Progress()
    progress(Summary(reached=1_000_000, total=10_000_000, seconds=1.0))
    assert said.getvalue() == ""
    progress.last -= 11
    progress(Summary(documents=4_000, read=8_000_000, reached=5_000_000, total=10_000_000, seconds=100.0))
    assert said.getvalue() == "extractor: 50 %, 4,000 documents, 0 errors, 0.08 MB/s, 2:05 left\n"


def test_the_table() -> None:
    summary = Summary(documents=1_200, replaced=2, read=5_000_000, seconds=10.0)
    summary.records.update(date=30, count=1_000)
    summary.errors.update(json=1)
    rows = [line.split() for line in table(summary)]
    assert rows == [
        ["documents", "1,200"], ["records", "1,030"], ["count", "1,000"], ["date", "30"], ["errors", "1"], ["json", "1"],
        ["workers", "replaced", "2"], ["MB/s", "0.50"],
    ]  # fmt: skip
