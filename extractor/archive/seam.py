"""The one seam: an Arrow table of documents in, an Arrow table of records out.

The local run, Spark's `mapInArrow`, Ray's `map_batches` and a notebook all call `extract_table`. It keeps no state but the
extractor, which is built once per process and settings; a document that fails is reported and costs nothing but itself.
"""

from __future__ import annotations

import math
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import pyarrow as pa

from ..arrow import RECORDS, Columns
from ..errors import InputError
from ..pipeline import Extractor, read_date


@dataclass(frozen=True, slots=True)
class Settings:
    """What makes one extractor differ from another; hashable, and small enough to send to a worker.

    Attributes:
        names: tagger of names, see `Extractor`; None for rules alone, which is ten times as fast.
        kinds: only these kinds, all by default.
        patterns: pattern directories of the user's own.
        published: date of documents that carry none, ISO.
        seconds: how much processor time one document may take, None for any.
    """

    names: str | None = "spacy"
    kinds: tuple[str, ...] | None = None
    patterns: tuple[str, ...] = ()
    published: str | None = None
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document could not be read, or not whole.

    Attributes:
        reason: one word for tables: encoding, json, text, html, date, size, time, memory, crash, file, ….
        message: what is wrong and what to do.
        id, source: the document, and where it lies.
        kept: it was read all the same, without what the message names.
        raw: the beginning of what was found.
    """

    reason: str
    message: str
    id: str | None = None
    source: str | None = None
    kept: bool = False
    raw: str | None = None


@cache
def extractor(settings: Settings) -> Extractor:
    """The extractor of these settings, built once per process.

    Raises:
        ExtractorError: a kind or a pattern directory can't be used.
        ImportError: the tagger needs an extra that is not installed.
    """
    return Extractor(names=settings.names, kinds=settings.kinds, patterns=settings.patterns)


def extract_table(
    documents: pa.Table | pa.RecordBatch,
    settings: Settings = Settings(),
    *,
    on_failure: Callable[[Failure], None] | None = None,
    on_document: Callable[[int], None] | None = None,
) -> pa.Table:
    """Extract the records of a table of documents.

    Args:
        documents: any table with string columns ``id`` and ``text`` and, if at hand, ``published`` (dates, or strings as
            `read_date` takes them). Other columns are ignored.
        settings: which extractor.
        on_failure: told of each document that failed or had a date that can't be read; without it the former raise.
        on_document: told the row number before each document.

    Returns:
        One row a record, schema `RECORDS`, in the order of the documents.

    Raises:
        InputError: a column is missing, or a document failed and nobody is told.
    """
    for name in ("id", "text"):
        if name not in documents.schema.names:
            raise InputError(f"documents have no column {name!r}; there are {', '.join(documents.schema.names)}: rename one")
    ids, texts = documents.column("id").to_pylist(), documents.column("text").to_pylist()
    days = documents.column("published").to_pylist() if "published" in documents.schema.names else [None] * len(ids)
    sources = documents.column("source").to_pylist() if "source" in documents.schema.names else ids
    tell = on_failure or _refuse
    read, out = extractor(settings), Columns()
    for number, (id, text, published, source) in enumerate(zip(ids, texts, days, sources, strict=True)):
        if on_document is not None:
            on_document(number)
        try:
            if id is None or text is None:
                raise InputError("no id" if id is None else "no text")
            day, problem = day_of(published, settings.published)
            if problem and on_failure is not None:
                on_failure(Failure("date", problem, id, source, kept=True, raw=str(published)))
            with at_most(settings.seconds):
                records = read(text, published=day).records
            out.add(id, records)
        except TooSlow as error:
            tell(Failure("time", str(error), id, source))
        except MemoryError:
            tell(Failure("memory", "not enough memory for this document; raise the limit or leave it out", id, source))
        except InputError as error:
            tell(Failure("text", str(error), id, source))
        except Exception as error:  # a defect of ours: one document is lost, not the archive
            tell(Failure("defect", f"{type(error).__name__}: {error}; please report it with the text", id, source))
    return out.table()


def _refuse(failure: Failure) -> None:
    raise InputError(f"{failure.source or failure.id}: {failure.message}")


def day_of(value: Any, default: str | None = None) -> tuple[date | None, str]:
    """A publication date and, where it can't be read, why; then the default stands in."""
    try:
        day = read_date(value)
        return (day, "") if day is not None else (read_date(default), "")
    except InputError as error:
        return read_date(default), f"{error}; read without this date"


class TooSlow(BaseException):
    """A document took longer than it may. No `Exception`, so that no handler on the way swallows it."""


@contextmanager
def at_most(seconds: float | None) -> Iterator[None]:
    """Interrupt what runs inside after so many seconds of processor time, so that a machine asleep or busy costs no document.

    Works in a main thread on POSIX, where such alarms are; elsewhere there is no limit.

    Raises:
        TooSlow: the time is up.
    """
    if not seconds or not math.isfinite(seconds) or threading.current_thread() is not threading.main_thread():
        yield
        return
    armed = True

    def ring(*_: object) -> None:
        if armed:
            raise TooSlow(f"took more than {seconds:g} seconds; raise the limit or leave it out")

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        armed = False
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


__all__ = ["RECORDS", "Failure", "Settings", "TooSlow", "at_most", "day_of", "extract_table", "extractor"]
