"""On Spark, for real, in a cluster of two executors on this machine: the same rows as the local run, also when an executor is killed."""

import json
import os
import signal
import sys
import threading
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extractor import InputError
from extractor.archive import DOCUMENTS, RECORDS, Settings, read_documents, read_errors, read_records
from extractor.archive import spark as on_spark
from extractor.cli import app

from .conftest import FIELDS, SETTINGS

CLUSTER = "local-cluster[2,1,1024]"
ORDER = [("document", "ascending"), ("record", "ascending")]


def command(*arguments: str) -> int:
    try:
        app(["archive", *arguments, "--engine", "spark", "--master", CLUSTER])
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def lines(folder: Path) -> list[dict[str, object]]:
    found = [json.loads(line) for file in folder.glob("part-*") for line in file.read_text(encoding="utf-8").splitlines()]
    return sorted(found, key=lambda e: (str(e["source"]), str(e["reason"])))


def test_the_command_gives_what_the_local_run_gives(archive: Path, local: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [str(archive), "--out", str(tmp_path / "out"), "--names", "none", "--text", "body", "--date", "day"]
    assert command(*arguments) == 1  # some documents failed, as locally
    records = pq.read_table(tmp_path / "out" / "records").cast(RECORDS)
    assert records.sort_by(ORDER).equals(read_records(local).sort_by(ORDER))
    documents = pq.read_table(tmp_path / "out" / "documents").cast(DOCUMENTS)
    assert documents.sort_by("id").equals(read_documents(local).sort_by("id"))
    expected = sorted(read_errors(local).to_pylist(), key=lambda e: (e["source"], e["reason"]))
    assert lines(tmp_path / "out" / "errors") == expected
    said = [line.split() for line in capsys.readouterr().err.splitlines()]
    assert ["documents", f"{documents.num_rows:,}"] in said
    assert ["records", f"{records.num_rows:,}"] in said
    assert ["errors", f"{len(expected):,}"] in said
    assert command(*arguments) == 2
    assert "say --append or --replace" in capsys.readouterr().err
    assert command(*arguments, "--replace", "--partition-by", "kind") == 1
    assert (tmp_path / "out" / "records" / "kind=date").is_dir()


@pytest.fixture(scope="module")
def session() -> object:
    session = on_spark.session(CLUSTER)
    yield session
    session.stop()


def executors() -> list[int]:
    """Processes of the executors on this machine."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                said = (folder / "cmdline").read_bytes()
            except OSError:
                continue
            if b"CoarseGrainedExecutorBackend" in said:
                found.append(int(folder.name))
    return found


def test_an_executor_is_killed_in_mid_run(session, archive: Path, local: Path) -> None:
    frame = session.read.option("recursiveFileLookup", "true").parquet(str(archive))
    named = frame.selectExpr("concat('d', body) as id", "body", "day").where("body is not null").repartition(12)
    expected = read_records(local)
    slow = Settings(names=None, seconds=60)
    killed: list[int] = []

    def kill() -> None:
        tracker = session.sparkContext.statusTracker()
        while True:
            stages = [tracker.getStageInfo(s) for s in tracker.getActiveStageIds()]
            if any(s is not None and s.numTasks == 12 and 2 <= s.numCompletedTasks < 10 for s in stages):
                break
            time.sleep(0.01)
        process = executors()[0]
        os.kill(process, signal.SIGKILL)
        killed.append(process)

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    rows = on_spark.extract(named, slow, fields=FIELDS).toArrow()
    killer.join(timeout=5)
    assert len(killed) == 1
    values = ["kind", "start", "end", "text", "value", "low", "high", "name", "symbol", "rule"]
    keys = [(v, "ascending") for v in values]
    assert rows.select(values).sort_by(keys).equals(expected.select(values).cast(rows.select(values).schema).sort_by(keys))


def test_patterns_travel_to_the_workers(session, tmp_path: Path) -> None:
    (tmp_path / "lexicon").mkdir()
    entry = '[[entry]]\nid = "own.unit"\nsense = "unit"\nvalue = "km"\nforms = ["فرسخ"]\nexamples = ["5 فرسخ"]\n'
    (tmp_path / "lexicon" / "own.toml").write_text(entry, encoding="utf-8")
    frame = session.createDataFrame([("a", "قطع 5 فرسخ"), ("b", "وصل 12 وفدا")], "id string, text string")
    plain = {r.document: r.kind for r in on_spark.extract(frame, SETTINGS).collect()}
    assert plain == {"a": "count", "b": "count"}
    own = on_spark._map  # the directory itself is out of the workers' reach: they have only what was shipped
    shipped = on_spark._ship((str(tmp_path),))
    batch = pa.RecordBatch.from_pydict({"id": ["a"], "text": ["قطع 5 فرسخ"]})
    settings = Settings(names=None, patterns=("/no/such/folder",))
    (made,) = own(iter([batch]), settings=settings, options=on_spark.Options(), shipped=shipped)
    assert made.to_pylist()[0]["record"]["unit"] == "km"
    with_own = Settings(names=None, patterns=(str(tmp_path),), seconds=60)
    rows = {r.document: r.kind for r in on_spark.extract(frame, with_own).collect()}
    assert rows == {"a": "measure", "b": "count"}


def test_columns_and_settings_are_checked_at_once(session) -> None:
    frame = session.createDataFrame([("a", "x")], "key string, text string")
    with pytest.raises(InputError, match="no column 'id' but key, text"):
        on_spark.extract(frame, SETTINGS)
    with pytest.raises(InputError, match="unknown kind 'weather'"):
        on_spark.extract(frame.withColumnRenamed("key", "id"), Settings(kinds=("weather",)))


def test_a_text_that_is_too_large(session) -> None:
    frame = session.createDataFrame([("a", "5 دول " * 100), ("b", "6 دول")], "id string, text string")
    rows = on_spark.outcomes(frame, SETTINGS, size=100).collect()
    assert [json.loads(r.failure)["reason"] for r in rows if r.failure] == ["size"]
    assert [r.document.id for r in rows if r.document] == ["b"]


def test_the_tagger_works_there(session) -> None:
    frame = session.createDataFrame([("a", "التقى الرئيس فلاديمير بوتين وزراء في موسكو")], "id string, text string")
    kinds = {r.kind for r in on_spark.extract(frame).collect()}
    assert {"person", "locality"} <= kinds


def test_spark_is_not_imported_without_need() -> None:
    import subprocess

    code = "import sys, extractor.archive; print('pyspark' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "False"
