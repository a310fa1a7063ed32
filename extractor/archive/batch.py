"""The run over an archive on one machine: chunks out to the workers, results into the sink, and on where it was after any interruption.

The input is cut into chunks of documents in a way that depends on nothing but the input, so a resumed run makes the same chunks
as one that was never interrupted, and in an ordered run the output is the same to the byte.
"""

from __future__ import annotations

import dataclasses
import fcntl
import hashlib
import json
import os
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

from .. import __version__
from ..errors import ExtractorError, InputError
from ..pipeline import read_date
from . import readers
from .pool import Pool
from .readers import Options
from .seam import Settings
from .sinks import Chunk, Done, Sink, Target, open_sink, part_number, sync_folder, target, tidy, write_whole
from .worker import Setup, Task, peak

CHUNK_BYTES = 250_000
CHUNK_ITEMS = 200
PART_BYTES = 128_000_000
_SYNC_SECONDS = 1.0


class Stopped(ExtractorError):
    """A run ended before its end, in a state from which it goes on; the message says why and how."""


@dataclass(slots=True)
class Summary:
    """What a run has done, earlier sittings included.

    Attributes:
        documents, bytes: read documents, and their text in bytes of UTF-8.
        records: by kind.
        errors: by reason; those of documents that were kept are among them.
        seconds, read: time and bytes of this sitting alone.
        reached, total: bytes of the input so far and all.
        replaced: workers that died and were replaced.
        parent_peak, worker_peak: most memory held by the run itself and by one of its workers, bytes.
        complete: nothing was left to do when the run began.
    """

    documents: int = 0
    bytes: int = 0
    records: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    read: int = 0
    reached: int = 0
    total: int = 0
    replaced: int = 0
    parent_peak: int = 0
    worker_peak: int = 0
    complete: bool = False

    def take(self, stats: dict[str, Any]) -> None:
        self.documents += stats["documents"]
        self.bytes += stats["bytes"]
        self.records.update(stats["records"])
        self.errors.update(stats["errors"])


def run(
    inputs: Sequence[str | Path],
    out: str | Path,
    *,
    settings: Settings = Settings(seconds=120),
    options: Options = Options(),
    jobs: int | None = None,
    format: str | None = None,
    mode: str = "new",
    ordered: bool = True,
    partition: Sequence[str] = (),
    part: int = PART_BYTES,
    progress: Callable[[Summary], None] | None = None,
) -> Summary:
    """Extract an archive.

    An interrupted run goes on when it is called again with the same arguments; `jobs` may differ.

    Args:
        inputs: files, folders, databases; see `readers.sources`.
        out: a file that ends in .parquet, .jsonl, .csv (also .gz, .zst), .duckdb, .sqlite, or a folder, which gets parts.
        settings: the extractor, and how long one document may take.
        options: how inputs are read, and how large a document may be.
        jobs: worker processes, all cores by default.
        format: of a folder's parts: parquet, jsonl or csv.
        mode: ``new``, which refuses an output that is there; ``append`` or ``replace``.
        ordered: keep the order of the input. Without it results are written as they come, and one slow document holds up nobody.
        partition: columns by which Parquet records are split into folders, ``("kind",)`` for one.
        part: size of a folder's parts in bytes, before they are packed.
        progress: called now and then.

    Raises:
        InputError: an argument can't be used, the output is there, or an unfinished run with other arguments is.
        Stopped: the disk is full, a database went away; calling again goes on.
    """
    paths = [str(i) for i in inputs]
    where = target(str(out), format)
    _check(mode, partition, where, paths)
    published = read_date(settings.published)
    settings = dataclasses.replace(settings, published=published.isoformat() if published else None)
    jobs = jobs or os.cpu_count() or 1
    pool: Pool | None = None
    sink: Sink | None = None
    try:
        digest, total = readers.fingerprint(paths, options, where.owns)
        identity = {
            "version": __version__,
            "inputs": [readers.public(p) for p in paths],
            "input": digest,
            "settings": dataclasses.asdict(settings),
            "patterns": _digest(settings.patterns),
            "options": dataclasses.asdict(options),
            "format": where.format,
            "mode": mode,
            "ordered": ordered,
            "partition": list(partition),
            "part": part,
        }
        with _Room(where) as room:
            finished = room.enter(json.loads(json.dumps(identity)), mode)
            if room.complete:
                tidy(where)
                return _complete(finished[-1], total)
            pool = Pool(Setup(settings, options, where), jobs, ahead=4 * jobs if ordered else None)
            pool.check()  # a wrong setting is told before anything is written
            room.begin()
            sink = open_sink(where, part=part, partition=tuple(partition))
            done = sink.begin(mode)
            summary = Summary(done.documents, done.bytes, done.records, done.errors, total=total)
            if not done.all:
                with _Signals() as signals:
                    _work(tasks(paths, options, done, where.owns), pool, sink, done, summary, ordered, progress, signals)
                    entry = _entry(room.identity, summary)
                    sink.finish({"runs": [*(finished if mode == "append" else []), entry]})
            sink.close()
            sink = None
            room.complete = True
            summary.parent_peak = peak()
            return summary
    except OSError as error:
        what = f"{error.filename or where.path}: {error.strerror}" if error.strerror else str(error)
        raise Stopped(f"{what}; mend that and run the same again to go on") from error
    except KeyboardInterrupt:
        raise Stopped(_ASKED) from None
    finally:
        if pool is not None:
            pool.close()
        if sink is not None:
            sink.close()


_ASKED = "stopped; run the same again to go on"


def _work(
    todo: Iterator[Task],
    pool: Pool,
    sink: Sink,
    done: Done,
    summary: Summary,
    ordered: bool,
    progress: Callable[[Summary], None] | None,
    signals: _Signals,
) -> None:
    start, synced = time.monotonic(), time.monotonic()
    waiting: dict[int, Chunk] = {}
    next_number = done.next
    reached: dict[int, int] = {}
    for result in pool.run(todo):
        if result is not None:
            task, tables, stats = result
            chunk = Chunk(task.number, task.end, tables, stats)
            reached[task.number] = task.reached
            summary.read += stats["bytes"]
            waiting[chunk.number] = chunk
            for number in _writable(waiting, next_number) if ordered else list(waiting):
                chunk = waiting.pop(number)
                sink.add(chunk)
                summary.take(chunk.stats)
                summary.reached = max(summary.reached, reached.pop(number))
                next_number = number + 1
        now = time.monotonic()
        if now - synced > _SYNC_SECONDS:
            sink.sync()
            synced = now
        summary.seconds = now - start
        summary.replaced, summary.worker_peak, summary.parent_peak = pool.replaced, pool.peak, peak()
        if progress is not None:
            progress(summary)
        if signals.asked:
            sink.sync()
            raise Stopped(_ASKED)
    sink.sync()


def _writable(waiting: dict[int, Chunk], number: int) -> Iterator[int]:
    """The numbers at hand that follow on each other."""
    while number in waiting:
        yield number
        number += 1


def tasks(paths: list[str], options: Options, done: Done, leave_out: Callable[[str], bool]) -> Iterator[Task]:
    """The chunks that are still to do, cut as in any other run over the same input."""
    number = done.next
    at, skip = done.end
    items: list[readers.Item] = []
    size, before, reached = 0, 0, 0
    for index, source in zip(count(), readers.sources(paths, options, leave_out)):
        if index >= at:
            begin = skip if index == at else 0
            for place, item in enumerate(readers.read(source, options, begin), begin + 1):
                items.append(item)
                size += _size(item)
                reached = before + item.end
                if size >= CHUNK_BYTES or len(items) >= CHUNK_ITEMS:
                    if number not in done.beyond:
                        yield Task(number, (index, place), items, {}, reached)
                    number, items, size = number + 1, [], 0
        before += source.size
    if items and number not in done.beyond:
        yield Task(number, (index, place), items, {}, reached)


def _size(item: readers.Item) -> int:
    if isinstance(item.data, bytes):
        return len(item.data)
    values = item.data.values() if isinstance(item.data, dict) else item.data
    return sum(len(v) for v in values if isinstance(v, str | bytes)) + 50


def _check(mode: str, partition: Sequence[str], where: Target, paths: Sequence[str]) -> None:
    if mode not in ("new", "append", "replace"):
        raise InputError(f"unknown mode {mode!r}; choose new, append or replace")
    if partition and (where.format != "parquet" or not where.folder):
        raise InputError("only Parquet in a folder can be split by columns; name a folder as output")
    for column in partition:
        if column not in PARTITIONS:
            raise InputError(f"can't split by {column!r}; choose from {', '.join(PARTITIONS)}")
    for path in paths:
        if "://" not in path and (where.owns(path) or (where.folder and os.path.abspath(path) == os.path.abspath(where.path))):
            raise InputError(f"{path} lies where the output goes ({where.path}); name another output")


PARTITIONS = ("kind", "modifier", "currency", "unit", "granularity", "calendar", "type", "country", "authority")


def _digest(directories: Sequence[str]) -> str:
    """A digest of all pattern files of the user's own directories."""
    digest = hashlib.sha256()
    for directory in directories:
        for path in sorted(p for p in Path(directory).rglob("*") if p.is_file()):
            digest.update(f"{path.relative_to(directory)}\0".encode("utf-8", "surrogateescape") + path.read_bytes())
    return digest.hexdigest()


def _finished(where: Target) -> list[dict[str, Any]]:
    """What the manifest of a finished output says of its runs."""
    try:
        return list(json.loads(where.manifest.read_text(encoding="utf-8", errors="surrogatepass"))["runs"])
    except FileNotFoundError:
        return []
    except (ValueError, KeyError, TypeError):
        raise InputError(f"{where.manifest} is no manifest of this program; remove it or name another output") from None


def _entry(identity: dict[str, Any], summary: Summary) -> dict[str, Any]:
    held = {"documents": summary.documents, "bytes": summary.bytes, "records": dict(sorted(summary.records.items()))}
    return {"run": identity, **held, "errors": dict(sorted(summary.errors.items()))}


def _complete(entry: dict[str, Any], total: int) -> Summary:
    return Summary(
        entry["documents"], entry["bytes"], Counter(entry["records"]), Counter(entry["errors"]), reached=total, total=total, complete=True
    )


class _Room:
    """The run's own folder, entered under a lock; left as it was found, but for what the run put there.

    Attributes:
        identity: what makes this run this run.
        complete: all is done, nothing of the folder is needed any more.
    """

    def __init__(self, where: Target) -> None:
        self.where, self.run = where, where.run
        self.identity: dict[str, Any] = {}
        self.complete = False
        self.begun = False
        self.made: list[Path] = []

    def __enter__(self) -> _Room:
        self.made = [p for p in (self.run, self.run.parent) if not p.exists()]
        self.run.mkdir(parents=True, exist_ok=True)
        self.lock = os.open(self.run / "lock", os.O_RDWR | os.O_CREAT)
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(self.lock)
            raise InputError(f"{self.where.path}: another run is writing here; wait for it or name another output") from None
        return self

    def __exit__(self, *_: object) -> None:
        try:
            if self.complete or (not self.begun and self.run in self.made):
                self._empty()
                shutil.rmtree(self.run)
                sync_folder(self.run.parent)
                if not self.complete and self.run.parent in self.made:
                    self.run.parent.rmdir()
        finally:
            os.close(self.lock)

    def enter(self, identity: dict[str, Any], mode: str) -> list[dict[str, Any]]:
        """Find out what there is, and whether this run may go on with it; the finished runs.

        Raises:
            InputError: a run with other arguments is unfinished, the output is there, or it is not ours.
        """
        self.identity = identity
        finished = _finished(self.where)
        file = self.run / "run.json"
        before = json.loads(file.read_text(encoding="utf-8")) if file.exists() else None
        if before is not None and finished and finished[-1]["run"] == before:  # it ended between its last two steps
            self._empty()
            before = None
        there = self.where.finals()
        if before is None:
            if finished and finished[-1]["run"] == identity:
                if not (any(part_number(p) >= 0 for p in there) if self.where.folder else self.where.path.exists()):
                    raise InputError(f"{self.where.manifest} is there, the output it tells of is not; say --replace, or remove it")
                self.complete = True
            elif mode == "new" and there:
                raise InputError(f"{there[0]} is there already; say --append or --replace, or name another output")
            elif there and not finished and (mode == "replace" or self.where.format not in ("duckdb", "sqlite")):
                raise InputError(f"{there[0]} is there and was not made by this program; remove it yourself, or name another output")
            elif mode == "append" and finished and finished[-1]["run"]["format"] != identity["format"]:
                raise InputError(f"{self.where.path} holds {finished[-1]['run']['format']}; append in that format")
        elif before != identity:
            if mode != "replace":
                differing = ", ".join(sorted(k for k in identity if before.get(k) != identity[k]))
                raise InputError(
                    f"{self.where.path}: an unfinished run is here that differs in: {differing}; "
                    "repeat it as it was, or say --replace to start anew"
                )
            before = None
        self.begun = before is not None
        return finished

    def begin(self) -> None:
        """Write down that this run is at work."""
        if not self.begun:
            self._empty()
            write_whole(self.run / "run.json", [json.dumps(self.identity, indent=1).encode()])
            sync_folder(self.run.parent)
        self.begun = True

    def _empty(self) -> None:
        """Forget what was here, first of all that it was a run."""
        (self.run / "run.json").unlink(missing_ok=True)
        sync_folder(self.run)
        for path in self.run.iterdir():
            if path.name != "lock":
                shutil.rmtree(path) if path.is_dir() else path.unlink()


class _Signals:
    """Ctrl-C and a request to end (SIGTERM) are noted, so that a run ends between two steps; a second one ends it at once."""

    def __init__(self) -> None:
        self.asked = False
        self.before: dict[int, Any] = {}

    def __enter__(self) -> _Signals:
        for number in (signal.SIGINT, signal.SIGTERM):
            try:
                self.before[number] = signal.signal(number, self._note)
            except ValueError:
                break  # not the main thread
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self.before.items():
            signal.signal(number, handler)

    def _note(self, number: int, frame: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
