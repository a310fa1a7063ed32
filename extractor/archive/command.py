"""What `extractor archive` prints: progress while it runs, a table of what it did at the end."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from typing import Any

from ..errors import InputError
from .batch import Summary, run
from .readers import Fields, Options
from .seam import Settings

_FILES = (".parquet", ".csv", ".jsonl", ".duckdb", ".sqlite")
_EVERY = 10.0
"""Seconds between lines of progress where nobody watches."""


def archive(
    inputs: Sequence[str],
    out: str,
    *,
    engine: str,
    master: str | None,
    settings: dict[str, Any],
    fields: dict[str, str],
    options: dict[str, Any],
    **how: Any,
) -> bool:
    """Carry out the command; whether any document failed.

    Raises:
        ExtractorError: an argument can't be used, or the run had to stop; the message says how to go on.
        ImportError: an extra is missing.
    """
    made = Settings(**settings)
    read = Options(fields=Fields(**fields), **options)
    if engine == "spark":
        from .spark import carry_out

        unused = [name for name in ("jobs", "format") if how[name] is not None] + [n for n in ("query", "table", "delimiter") if options[n]]
        if unused or not how["ordered"] or out.endswith(_FILES):
            raise InputError(
                f"not for Spark: {', '.join(unused) or 'unordered, or a file as output'}; it reads and writes folders of Parquet and tables"
            )
        given = {"mode": how["mode"], "partition": how["partition"], "size": read.size}
        summary = carry_out(inputs, out, master=master, settings=made, fields=read.fields, **given)
    elif engine == "local":
        progress = _Progress()
        try:
            summary = run(inputs, out, settings=made, options=read, progress=progress, **how)
        finally:
            progress.close()
    else:
        raise InputError(f"unknown engine {engine!r}; choose local or spark")
    for line in table(summary):
        print(line, file=sys.stderr)
    return bool(summary.errors)


def table(summary: Summary) -> list[str]:
    """The summary as lines of text."""
    rows = [("documents", f"{summary.documents:,}"), ("records", f"{sum(summary.records.values()):,}")]
    rows += [(f"  {kind}", f"{number:,}") for kind, number in summary.records.most_common()]
    rows += [("errors", f"{sum(summary.errors.values()):,}")]
    rows += [(f"  {reason}", f"{number:,}") for reason, number in sorted(summary.errors.items())]
    if summary.replaced:
        rows.append(("workers replaced", f"{summary.replaced:,}"))
    if summary.complete:
        rows.append(("nothing left to do", "the output is complete"))
    elif summary.seconds:
        rows.append(("MB/s", f"{summary.read / 1e6 / summary.seconds:.2f}"))
    width = max(len(name) for name, _ in rows) + 2
    return [f"{name:{width}s}{value:>12s}" for name, value in rows]


class _Progress:
    """A bar on a terminal, a line now and then elsewhere."""

    def __init__(self) -> None:
        self.bar: Any = None
        self.task: Any = None
        self.last = time.monotonic()
        self.reached: int | None = None
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (BarColumn(), TextColumn("{task.percentage:>3.0f} %"), TextColumn("{task.description}"), TimeRemainingColumn())
            self.bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self.bar.start()
            self.task = self.bar.add_task("starting", total=None)

    def __call__(self, summary: Summary) -> None:
        if self.reached is None:
            self.reached = summary.reached
        rate = summary.read / 1e6 / summary.seconds if summary.seconds else 0.0
        said = f"{summary.documents:,} documents, {sum(summary.errors.values()):,} errors, {rate:.2f} MB/s"
        if self.bar is not None:
            self.bar.update(self.task, completed=summary.reached, total=summary.total or None, description=said)
            return
        now = time.monotonic()
        if now - self.last < _EVERY:
            return
        self.last = now
        done = summary.reached - self.reached
        left = (summary.total - summary.reached) * summary.seconds / done if done > 0 and summary.total else None
        share = f"{100 * summary.reached / summary.total:.0f} %, " if summary.total else ""
        print(f"extractor: {share}{said}{f', {_clock(left)} left' if left is not None else ''}", file=sys.stderr)

    def close(self) -> None:
        if self.bar is not None:
            self.bar.stop()


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
