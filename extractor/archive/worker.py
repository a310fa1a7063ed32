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
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

import pyarrow as pa

from ..errors import ExtractorError
from . import items
from .readers import Item, Options
from .schema import DOCUMENTS
from .seam import Failure, Settings, TooSlow, at_most, extract_table, extractor
from .sinks import Target, encode, error_line
from .texts import file_name

BOARD = struct.Struct("<qd")
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
    """

    number: int
    end: tuple[int, int]
    items: list[Item]
    aside: dict[int, tuple[str, str]]
    reached: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of some items: documents and records as tables, failures in the order of the items."""

    documents: pa.Table
    records: pa.Table
    failures: list[Failure]


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
        failures.append((places[at], dataclasses.replace(failure, raw=items.shown(found[places[at]].data))))

    records = extract_table(documents, settings, on_failure=fail, on_document=begin)
    mark(IDLE)
    if lost:
        documents = documents.take(pa.array([i for i in range(len(rows)) if i not in lost], pa.int64()))
    failures.sort(key=lambda pair: pair[0])
    return Outcome(documents, records, [f for _, f in failures])


def work(task: Task, setup: Setup, mark: Callable[[int], None] = lambda number: None) -> tuple[dict[str, bytes], dict[str, Any]]:
    """The encoded tables of a chunk, and what it held."""
    made = outcome(task.items, setup.settings, setup.options, task.aside, mark)
    tables = encode(setup.out, made.documents, made.records)
    tables["errors"] = b"".join(error_line(dataclasses.asdict(f)) for f in made.failures)
    stats = {
        "documents": made.documents.num_rows,
        "bytes": sum(len(text.encode()) for text in made.documents["text"].to_pylist()),
        "records": dict(Counter(made.records["kind"].to_pylist())),
        "errors": dict(Counter(f.reason for f in made.failures)),
    }
    return tables, stats


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
        BOARD.pack_into(board, 0, number, time.monotonic())

    try:
        setup: Setup = connection.recv()
        pa.set_cpu_count(1)
        try:
            extractor(setup.settings)("الافتتاح في 5 مايو 2024")
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
