"""Where the time of the rule pipeline goes: its functions by own and by cumulative time, with their share.

Usage: python -m tests.benchmarks.profile [PATH] [--rows N] [--json FILE]

PATH is a JSON Lines file or a folder of them, the corpus's articles by default. The pipeline is warm. The profiler makes
calls of Python functions dearer than they are: shares point the way, `throughput` measures.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
from dataclasses import asdict, dataclass
from pathlib import Path

from extractor import Extractor

from .common import CORPUS, machine, part, texts, total
from .throughput import read

# Bytes to read at most, and at least, the texts again where there are fewer.
_MANY, _FEW = 2_000_000, 500_000
_ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Row:
    """One function: calls, own and cumulative seconds, their shares of the whole in percent."""

    function: str
    calls: int
    own: float
    cumulative: float
    own_share: float
    cumulative_share: float

    def __str__(self) -> str:
        return (
            f"{self.own_share:6.1f} {self.cumulative_share:6.1f} {self.own:8.3f} {self.cumulative:8.3f} {self.calls:10,d}  {self.function}"
        )


def measure(path: Path) -> tuple[int, list[Row]]:
    """Profile the rules over texts; their bytes, and a row a function."""
    extractor = Extractor(names=None)
    documents = part(texts(path), _MANY)
    documents *= max(1, _FEW // max(1, total(documents)))
    read(extractor, documents)  # warm
    profiler = cProfile.Profile()
    profiler.runcall(read, extractor, documents)
    kept = pstats.Stats(profiler)
    whole: float = kept.total_tt  # type: ignore[attr-defined]
    return total(documents), [
        Row(named(*where), calls, own, cumulative, 100 * own / whole, 100 * cumulative / whole)
        for where, (_, calls, own, cumulative, _) in kept.stats.items()  # type: ignore[attr-defined]
    ]


def named(file: str, line: int, function: str) -> str:
    """A function as it is found again: file, line and name; what is built in by its name."""
    if file == "~":
        return function
    path = Path(file)
    return f"{path.relative_to(_ROOT) if path.is_relative_to(_ROOT) else path.name}:{line} {function}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.profile")
    parser.add_argument("path", type=Path, nargs="?", default=CORPUS, help="a JSON Lines file, or a folder of them")
    parser.add_argument("--rows", type=int, default=25, help="how many functions are shown")
    parser.add_argument("--json", type=Path, help="keep all functions in this file")
    chosen = parser.parse_args()
    held, functions = measure(chosen.path)
    here = machine()
    print(f"{held / 1e6:.2f} MB of UTF-8; {here['cpu']}, Python {here['python']}")
    for title, key in (("own time", "own"), ("cumulative time", "cumulative")):
        print(f"\nby {title}\n own %  cum %    own s    cum s      calls  function")
        for row in sorted(functions, key=lambda row: -getattr(row, key))[: chosen.rows]:
            print(row)
    if chosen.json:
        kept = {"machine": here, "bytes": held, "functions": [asdict(row) for row in functions]}
        chosen.json.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
