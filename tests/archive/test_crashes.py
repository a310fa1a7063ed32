"""A run may end at any of its steps: called again, it ends as if nothing had happened.

The run is carried out in a forked process that ends, without any farewell, right before or right after its n-th step that changes
the disk, or finds the disk full at it; then it is carried out again, undisturbed. The workers are played by a stand-in. All steps together take a quarter of an
hour, with THOROUGH=1 in the environment; without it each case takes some of them, and no two cases the same.
"""

import errno
import os
import shutil
import signal
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

import duckdb
import pytest

import extractor.archive.batch as batch
from extractor.archive import Options, Settings, Stopped, sinks, worker

from ..conftest import THOROUGH
from .damaged import LIMIT, build
from .stand_in import InProcess

SETTINGS = Settings(names=None, seconds=None)
OPTIONS = Options(size=LIMIT)
REACHED = 77


class Remembers(InProcess):
    """Does each piece of work once for all runs."""

    kept: dict[Any, Any] = {}

    def work(self, task: worker.Task) -> Any:
        shape = (self.setup.out.format.replace("sqlite", "parquet").replace("duckdb", "parquet"), self.setup.out.packed)
        key = (shape, task.number, len(task.items), task.items[0].source)
        if key not in self.kept:
            self.kept[key] = super().work(task)
        return self.kept[key]


class Steps:
    """Counts the steps, and ends the process at one of them, or fails there."""

    def __init__(self, fatal: int, how: str) -> None:
        self.fatal, self.how, self.count = fatal, how, 0

    def hook(self, holder: Any, name: str) -> None:
        real = getattr(holder, name)

        def step(*arguments: Any, **options: Any) -> Any:
            self.count += 1
            fatal = self.count == self.fatal
            if fatal and self.how == "before":
                os._exit(REACHED)
            if fatal and self.how == "full":
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            try:
                return real(*arguments, **options)
            finally:
                if fatal:
                    os._exit(REACHED)

        setattr(holder, name, step)


def forked(do: Callable[[], object], fatal: int, how: str) -> int:
    """Do something in a process of its own; its exit status, 0 where the fatal step was never reached."""
    process = os.fork()
    if process == 0:
        signal.alarm(60)
        try:
            steps = Steps(fatal, how)
            for name in ("replace", "fsync", "unlink", "rmdir", "mkdir"):
                steps.hook(os, name)
            steps.hook(sinks.Journal, "write")
            steps.hook(sinks._Files, "add")
            steps.hook(sinks._Database, "add")
            steps.hook(sinks._Database, "sync")
            with suppress(Stopped):
                do()
            os._exit(REACHED if steps.count >= fatal else 0)
        except BaseException as error:
            print(f"{type(error).__name__}: {error}", flush=True)
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def contents(folder: Path) -> dict[str, Any]:
    """All that is in a folder; databases as rows."""
    return {p.relative_to(folder).as_posix(): _content(p) for p in sorted(folder.rglob("*")) if p.is_file()}


def _content(path: Path) -> Any:
    if path.suffix == ".duckdb":
        with duckdb.connect(str(path)) as base:
            names = [name for (name,) in base.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()]
            return {name: base.execute(f"SELECT * FROM {name}").fetchall() for name in names}
    if path.suffix == ".sqlite":
        other = sqlite3.connect(path)
        names = [name for (name,) in other.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")]
        held = {name: other.execute(f"SELECT * FROM {name} ORDER BY rowid").fetchall() for name in names}
        other.close()
        return held
    return path.read_bytes()


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("archives")
    build(folder / "old", 20, 4, seed=3)
    build(folder / "in", 60, 8)
    return folder / "old", folder / "in"


@pytest.mark.parametrize("end", ["before", "after", "full"])
@pytest.mark.parametrize("mode", ["new", "append", "replace"])
@pytest.mark.parametrize(
    ("name", "options", "stride"),
    [
        ("out", {}, 47),
        ("out", {"partition": ("kind",)}, 359),
        ("out", {"format": "jsonl"}, 29),
        ("a.csv.gz", {}, 19),
        ("a.sqlite", {}, 19),
        ("a.duckdb", {}, 29),
    ],
    ids=["parts", "partitions", "lines", "file", "sqlite", "duckdb"],
)
def test_every_step_may_be_the_last(
    archives: tuple[Path, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    options: dict[str, Any],
    stride: int,
    mode: str,
    end: str,
) -> None:
    monkeypatch.setattr(batch, "Pool", Remembers)
    monkeypatch.setattr(batch, "CHUNK_ITEMS", 9)
    monkeypatch.setattr(batch, "_SYNC_SECONDS", 0)
    monkeypatch.setattr(os, "fsync", lambda handle: None)  # what a process wrote outlives it without
    old, new = archives
    out = tmp_path / "at" / name

    def carry_out(source: Path, how: str) -> None:
        batch.run([source], out, settings=SETTINGS, options=OPTIONS, jobs=1, mode=how, part=20_000, **options)

    def prepare() -> None:
        shutil.rmtree(out.parent, ignore_errors=True)
        if (tmp_path / "before").exists():
            shutil.copytree(tmp_path / "before", out.parent)
        else:
            out.parent.mkdir()

    for how, source in (("new", old), ("append", new), ("new", new)):  # so that no process forked from here has to extract anything
        prepare()
        carry_out(source, how)
    prepare()
    if mode != "new":
        carry_out(old, "new")
        shutil.copytree(out.parent, tmp_path / "before")
    prepare()
    carry_out(new, mode)
    undisturbed = contents(out.parent)
    if name == "out":
        assert sum("part-00001" in file for file in undisturbed) > 0
    if THOROUGH:
        stride = 1
    first = 1 + (("new", "append", "replace").index(mode) * 3 + ("before", "after", "full").index(end)) % stride
    for step in count(first, stride):
        prepare()
        status = forked(lambda: carry_out(new, mode), step, end)
        assert status in (0, REACHED), step
        carry_out(new, mode)
        assert contents(out.parent) == undisturbed, step
        if status == 0:
            break
    assert step > 15
