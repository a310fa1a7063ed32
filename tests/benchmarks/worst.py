"""No worst case: what a byte of hostile input costs beside a byte of the corpus's articles, in the same run.

Usage: python -m tests.benchmarks.worst [--only WORD] [--above TIMES] [--profile]

In go hostile texts of 100 KB and 1 MB, and of 100 KB each example of each pattern and false positive and the forms of
each sense, repeated; out come all that cost twice the normal or more. What comes near the limit is measured again in turns with the
articles, for a machine's speed changes under way. What costs more than five times the normal is marked; where its records are
dearer than those of the articles, too, it breaks law 3, and the exit code says so. A text that takes fifteen times the normal
is given up. With --profile what costs more is shown with the functions that its time is spent in.
"""

from __future__ import annotations

import argparse
import cProfile
import io
import pstats
import signal
import statistics
import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from extractor import Extractor

from .common import CORPUS, joined, seconds, size, texts
from .hostile import LARGE, SMALL, derived, hostile

LIMIT = 5.0
NOTED = 2.0
_GIVEN_UP = 15.0
_DOUBTFUL = 3.5
_TURNS, _LONG = 5, 8.0
_PUBLISHED = "2024-06-25"


class Costly(Exception):
    """A text took so long that it was given up."""


@contextmanager
def allowed(budget: float) -> Iterator[None]:
    """Stop what takes more processor time than its budget."""

    def stop(number: int, frame: Any) -> None:
        raise Costly

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, budget)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@dataclass(frozen=True)
class Outcome:
    """What became of a text.

    Attributes:
        times: how many times the normal cost a byte took, infinite where it was given up or raised.
        records: how many records it gave.
        trouble: what it raised.
        dear: how many times the normal cost of a record its records took, infinite where it has none.
    """

    name: str
    text: str
    times: float
    records: int
    trouble: str
    dear: float

    @property
    def fails(self) -> bool:
        """Whether neither its bytes nor its records explain what it costs."""
        return self.times > LIMIT and self.dear > 1

    def __str__(self) -> str:
        shown = f"{self.times:6.1f}" if self.times < float("inf") else " crash" if self.trouble else f"  > {_GIVEN_UP:.0f}"
        rate = f"{1000 * self.records / size(self.text):4.0f} records/KB" if self.times < float("inf") else " " * 15
        return f"{shown}  {'TOO SLOW' if self.fails else 'dense   ' if self.times > LIMIT else '        '}  {rate}  {self.name}{self.trouble and ': ' + self.trouble}"


class Bench:
    """Measures texts against the normal cost of a byte.

    Attributes:
        normal: seconds a byte of the corpus's articles takes; the median of the last three measurements.
        density: records a byte of them holds.
    """

    def __init__(self, extractor: Extractor) -> None:
        self._extractor = extractor
        self._articles = texts(CORPUS)
        self._bytes = sum(size(text) for text, _ in self._articles)
        self._seen: deque[float] = deque(maxlen=3)
        self.density = self._read_articles() / self._bytes  # and warm
        self.calibrate()

    def _read_articles(self) -> int:
        return sum(self.read(text, published) for text, published in self._articles)

    def read(self, text: str, published: str | None = _PUBLISHED) -> int:
        """Take a text through the whole pipeline; the number of its records."""
        return len(self._extractor(text, published=published).records)

    def calibrate(self) -> None:
        """Measure the normal cost once more, since the machine's speed changes under way."""
        self._seen.append(seconds(self._read_articles, 1) / self._bytes)
        self.normal = statistics.median(self._seen)

    def measure(self, name: str, text: str) -> Outcome:
        """Measure a text; what comes out near the limit is measured again, in turns with the articles."""
        trouble = ""
        try:
            times, records = self._times(text, self.normal)
            if times > _DOUBTFUL:
                times = self._in_turns(text)
        except Costly:
            times, records = float("inf"), 0
        except Exception as error:  # law 2 is broken, too: the benchmark goes on and says so
            times, records, trouble = float("inf"), 0, repr(error)
        dear = times * self.density * size(text) / records if records else float("inf")
        return Outcome(name, text, times, records, trouble, dear)

    def _times(self, text: str, normal: float) -> tuple[float, int]:
        """How many times a normal cost a byte of a text costs, and its records.

        Raises:
            Costly: it was given up.
        """
        with allowed(_GIVEN_UP * normal * size(text)):
            start = time.process_time()
            records = self.read(text)
            return (time.process_time() - start) / (normal * size(text)), records

    def _in_turns(self, text: str) -> float:
        """The same beside the articles read directly before and after it, the middle of several: the machine's speed changes under way."""
        before, found = seconds(self._read_articles, 1), []
        begun = time.process_time()
        while len(found) < _TURNS and (not found or time.process_time() - begun < _LONG):
            times, _ = self._times(text, self.normal)
            after = seconds(self._read_articles, 1)
            found.append(times * self.normal / ((before + after) / 2 / self._bytes))
            before = after
        return statistics.median(found)

    def blame(self, text: str, rows: int = 8) -> str:
        """The functions in which most time goes."""
        profiler = cProfile.Profile()
        with suppress(Exception), allowed(3 * _GIVEN_UP * self.normal * size(text)):
            profiler.runcall(self.read, text)
        out = io.StringIO()
        stats = pstats.Stats(profiler, stream=out)
        stats.sort_stats("tottime").print_stats(rows)
        return "\n".join("        " + line for line in out.getvalue().splitlines() if ":" in line or "{" in line)


def inputs(extractor: Extractor, only: str) -> Iterator[tuple[str, str]]:
    """All inputs, or those whose name holds a word."""
    for target, shown in ((SMALL, "100 KB"), (LARGE, "1 MB")):
        for name, text in hostile(target):
            if only in f"{name}, {shown}":
                yield f"{name}, {shown}", text
    for name, text in derived(extractor.database, extractor.gazetteer):
        if only in name:
            yield name, text


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.worst")
    parser.add_argument("--only", default="", help="only inputs whose name holds this: '100 KB', 'sense', 'date.'")
    parser.add_argument("--above", type=float, default=NOTED, help="how many times the normal cost is worth a line")
    parser.add_argument("--profile", action="store_true", help="show the functions responsible")
    chosen = parser.parse_args()
    extractor = Extractor(names=None)
    bench = Bench(extractor)
    alike = bench.measure("", joined(texts(CORPUS), LARGE)).times
    print(
        f"normal: {bench.normal * 1e9:.0f} ns a byte ({1e-6 / bench.normal:.2f} MB/s); 1 MB of articles in one text: {alike:.2f} times that"
    )
    outcomes: list[Outcome] = []
    for number, (name, text) in enumerate(inputs(extractor, chosen.only), 1):
        outcome = bench.measure(name, text)
        outcomes.append(outcome)
        if outcome.times >= chosen.above:
            print(outcome, flush=True)
            if chosen.profile:
                print(bench.blame(outcome.text), flush=True)
        if number % 3 == 0:
            bench.calibrate()
    failed = sum(outcome.fails for outcome in outcomes)
    dense = sum(outcome.times > LIMIT for outcome in outcomes) - failed
    print(f"{len(outcomes)} inputs; beyond {LIMIT:.0f} times the normal cost a byte: {failed}, and {dense} more that are dense in records")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
