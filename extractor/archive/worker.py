"""A worker: a process of its own that turns chunks of items into encoded tables.

`pool` starts it with a socket and a board. Before each document it writes the document's number
and the time on the board, a few bytes of memory shared with the parent, so that the parent knows which document killed it or hangs.
"""

from __future__ import annotations

import dataclasses
import mmap
import os
import signal
import struct
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

import pyarrow as pa

from ..arrow import DOCUMENTS, RECORDS
from ..errors import ExtractorError, InputError
from ..pipeline import read_date
from . import items
from .readers import Item, Options
from .seam import Failure, Settings, TooSlow, at_most, extract_table, extractor
from .sinks import Target, encode, error_line
from .texts import file_name

BOARD = struct.Struct("<dq")
IDLE = -1


@dataclass(frozen=True, slots=True)
class Setup:
    """What a worker needs to know once."""

    settings: Settings
    options: Options
    out: Target


@dataclass(slots=True)
class Task:
    """A chunk of work.

    Attributes:
        number: of the chunk.
        end: where the next chunk begins.
        items: its documents as they lie in the archive.
        aside: failures of documents that are not to be tried again, by their number in the chunk.
        reached: bytes of the input read up to its end.
        careful: it killed a worker that was at none of its documents: they are encoded one by one first.
        refused: what was found to be at fault then, as in `aside`.
    """

    number: int
    end: tuple[int, int]
    items: list[Item]
    aside: dict[int, tuple[str, str]]
    reached: int
    careful: bool = False
    refused: dict[int, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of some items.

    Attributes:
        documents, records: as tables.
        failures: in the order of the items.
        sizes: how many records each document has.
        places: which item each document was.
    """

    documents: pa.Table
    records: pa.Table
    failures: list[Failure]
    sizes: list[int]
    places: list[int]


def outcome(
    found: list[Item],
    settings: Settings,
    options: Options,
    aside: dict[int, tuple[str, str]],
    mark: Callable[[int], None] = lambda number: None,
) -> Outcome:
    """Make documents of items and extract their records.

    Args:
        aside: reason and message of items that are not to be touched, by their place.
        mark: told the place of an item before anything is done with it, IDLE at the end.
    """
    if any(item.form in ("html", "capture") for item in found):
        with suppress(ImportError):
            import trafilatura  # noqa: F401 - half a second the first time, for which no page is to be blamed
    found = [item._replace(source=file_name(item.source), id=file_name(item.id)) for item in found]
    failures: list[tuple[int, Failure]] = []
    rows: list[dict[str, Any]] = []
    places: list[int] = []
    for number, item in enumerate(found):
        mark(number)
        failure: Failure | None
        if number in aside:
            reason, message = aside[number]
            failures.append((number, Failure(reason, message, items.name(item, options), item.source, raw=items.shown(item.data))))
            continue
        try:
            with at_most(settings.seconds):
                row, failure = items.document(item, options, settings.published)
        except TooSlow as error:
            row, failure = None, Failure("time", str(error), items.name(item, options), item.source, raw=items.shown(item.data))
        except MemoryError:
            row, failure = None, Failure("memory", NO_MEMORY, item.id, item.source)
        if failure is not None:
            failures.append((number, failure))
        if row is not None:
            rows.append(row)
            places.append(number)
    documents = pa.Table.from_pylist(rows, DOCUMENTS)
    lost: set[int] = set()
    at = 0

    def begin(row: int) -> None:
        nonlocal at
        at = row
        mark(places[row])

    def fail(failure: Failure) -> None:
        lost.add(at)
        failures.append((places[at], dataclasses.replace(failure, id=rows[at]["id"], raw=items.shown(found[places[at]].data))))

    # Ids may repeat, row numbers don't: the records are told apart by these, and get the ids afterwards.
    numbered = documents.set_column(0, "id", pa.array([str(n) for n in range(len(rows))], pa.string()))
    records = extract_table(numbered, settings, on_failure=fail, on_document=begin)
    mark(IDLE)
    owners = [int(n) for n in records["document"].to_pylist()]
    records = records.set_column(0, RECORDS.field(0), pa.array([rows[n]["id"] for n in owners], pa.string()))
    held = Counter(owners)
    kept = [n for n in range(len(rows)) if n not in lost]
    if lost:
        documents = documents.take(pa.array(kept, pa.int64()))
    failures.sort(key=lambda pair: pair[0])
    return Outcome(documents, records, [f for _, f in failures], [held[n] for n in kept], [places[n] for n in kept])


def work(task: Task, setup: Setup, mark: Callable[[int], None] = lambda number: None) -> tuple[dict[str, bytes], dict[str, Any]]:
    """The encoded tables of a chunk, and what it held."""
    made = outcome(task.items, setup.settings, setup.options, task.aside, mark)
    try:
        if task.careful:
            _each(made, setup.out, task, mark)
        tables = encode(setup.out, made.documents, made.records, made.sizes)
    except Exception:
        _each(made, setup.out, task, mark)
        if not task.refused:
            raise
        task.aside |= task.refused
        task.refused = {}
        return work(task, setup, mark)
    tables["errors"] = b"".join(error_line(dataclasses.asdict(f)) for f in made.failures)
    stats = {
        "documents": made.documents.num_rows,
        "bytes": sum(len(text.encode()) for text in made.documents["text"].to_pylist()),
        "records": dict(Counter(made.records["kind"].to_pylist())),
        "errors": dict(Counter(f.reason for f in made.failures)),
    }
    return tables, stats


def _each(made: Outcome, out: Target, task: Task, mark: Callable[[int], None]) -> None:
    """Encode documents one by one, to find which of them can't be, or which one kills."""
    at = 0
    for number, (size, place) in enumerate(zip(made.sizes, made.places, strict=True)):
        mark(place)
        try:
            encode(out, made.documents.slice(number, 1), made.records.slice(at, size), [size])
        except Exception as error:
            task.refused[place] = ("defect", f"{type(error).__name__}: {str(error)[:200]}; please report it with the document")
        at += size
    mark(IDLE)


_TIGHT = 10.0
"""A limit of fewer seconds than this may be hit by what is slow the first time: two seconds, on a slow machine more."""
NO_MEMORY = "not enough memory for this document; leave it out or give the machine more"


def peak() -> int:
    """The most memory this process has held, in bytes; 0 where the system does not tell."""
    try:
        with open("/proc/self/status") as status:  # getrusage would count what the process that started this one held
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))
    except (OSError, StopIteration):
        return 0


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    connection = Connection(int(sys.argv[1]))
    board = mmap.mmap(int(sys.argv[2]), BOARD.size)

    def mark(number: int) -> None:
        BOARD.pack_into(board, 0, time.monotonic(), number)

    try:
        setup: Setup = connection.recv()
        pa.set_cpu_count(1)
        try:
            made = extractor(setup.settings)
            made("الافتتاح في 5 مايو 2024")
            if (setup.settings.seconds or _TIGHT) < _TIGHT:
                # What is slow the first time, before a document is on the board that would be blamed for it.
                made.database.grammar.compile()
                with suppress(InputError):
                    read_date("no date in any language")
        except (ExtractorError, ImportError) as error:
            connection.send(("refused", str(error)))
            return
        connection.send(("ready", None))
        while True:
            task: Task = connection.recv()
            tables, stats = work(task, setup, mark)
            connection.send(("done", (task.number, tables, stats, peak())))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        os._exit(0)  # the parent is gone; nobody waits for what is left
