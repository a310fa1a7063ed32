"""A worker: a process of its own that turns chunks of items into encoded tables.

`pool` starts it with a socket and a board. Before each document it writes the document's number
and the time on the board, a few bytes of memory shared with the parent, so that the parent knows which document killed it or hangs.
"""

from __future__ import annotations

import mmap
import os
import signal
import struct
import sys
import time
from collections import Counter
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from ..errors import ExtractorError
from .readers import Item, Options
from .seam import Failure, Settings, TooSlow, at_most, extract_table, extractor
from .sinks import Target, encode, error_line

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


def work(task: Task, setup: Setup, board: Any = None) -> tuple[dict[str, bytes], dict[str, Any]]:
    """The encoded tables of a chunk, and what it held."""
    import pyarrow as pa

    from . import items
    from .schema import DOCUMENTS

    failures: list[tuple[int, Failure]] = []
    rows: list[dict[str, Any]] = []
    places: list[int] = []

    def mark(number: int) -> None:
        if board is not None:
            BOARD.pack_into(board, 0, number, time.monotonic())

    for number, item in enumerate(task.items):
        mark(number)
        if number in task.aside:
            reason, message = task.aside[number]
            failures.append((number, Failure(reason, message, item.id, item.source, raw=items.shown(item.data))))
            continue
        try:
            with at_most(setup.settings.seconds):
                row, failure = items.document(item, setup.options, setup.settings.published)
        except TooSlow as error:
            row, failure = None, Failure("time", str(error), item.id, item.source, raw=items.shown(item.data))
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
        item = task.items[places[at]]
        failures.append((places[at], Failure(failure.reason, failure.message, failure.id, item.source, raw=items.shown(item.data))))

    records = extract_table(documents, setup.settings, on_failure=fail, on_document=begin)
    mark(IDLE)
    if lost:
        documents = documents.take(pa.array([i for i in range(len(rows)) if i not in lost], pa.int64()))
    failures.sort(key=lambda pair: pair[0])
    tables = encode(setup.out, documents, records)
    tables["errors"] = b"".join(
        error_line({"id": f.id, "source": f.source, "reason": f.reason, "message": f.message, "kept": f.kept, "raw": f.raw})
        for _, f in failures
    )
    stats = {
        "documents": documents.num_rows,
        "bytes": sum(len(text.encode()) for text in documents["text"].to_pylist()),
        "records": dict(Counter(records["kind"].to_pylist())),
        "errors": dict(Counter(f.reason for _, f in failures)),
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
    try:
        setup: Setup = connection.recv()
        import pyarrow

        pyarrow.set_cpu_count(1)
        try:
            extractor(setup.settings)("الافتتاح في 5 مايو 2024")
        except (ExtractorError, ImportError) as error:
            connection.send(("refused", str(error)))
            return
        connection.send(("ready", None))
        while True:
            task: Task = connection.recv()
            tables, stats = work(task, setup, board)
            connection.send(("done", (task.number, tables, stats, peak())))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        os._exit(0)  # the parent is gone; nobody waits for what is left
