"""Two runs of the benchmark side by side: the ratio of every figure, the biggest change first.

Usage: python -m tests.benchmarks.compare OLD.json NEW.json [--force]

Both are files that `throughput --json` wrote. A ratio above 1 is a gain, whichever way the figure goes; those that differ by
more than 5 % are marked. Runs over other texts or on other machines can't be compared, and the command says so.
"""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path
from typing import Any

from .common import Figure

NOTED = 0.05


def load(path: Path) -> dict[str, Any]:
    """A run as it was kept, its figures as `Figure` by what names them."""
    try:
        run: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        run["figures"] = {figure.key: figure for figure in (Figure(**row) for row in run["figures"])}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SystemExit(
            f"{path}: not a run of the benchmark ({error}); make one with python -m tests.benchmarks.throughput --json {path}"
        ) from None
    return run


def obstacle(old: dict[str, Any], new: dict[str, Any]) -> str:
    """Why two runs can't be compared, empty where they can."""
    if old["texts"]["sha256"] != new["texts"]["sha256"]:
        a, b = (f"{run['texts']['path']}, {run['texts']['documents']} documents, {run['texts']['bytes']:,} bytes" for run in (old, new))
        return f"the runs read different texts: {a} and {b}; run both over the same"
    for what in ("cpu", "cores", "system"):
        if old["machine"][what] != new["machine"][what]:
            return f"the runs were made on different machines ({what}: {old['machine'][what]} and {new['machine'][what]}); run both on one"
    return ""


def gain(old: Figure, new: Figure) -> float:
    """How many times as good the new figure is."""
    if old.value == new.value:
        return 1.0
    if not (old.value > 0 and new.value > 0):
        return math.inf if (new.value > old.value) == (new.better == "more") else 0.0
    return new.value / old.value if new.better == "more" else old.value / new.value


def change(ratio: float) -> float:
    """How far a ratio is from 1, the same for twice and for half."""
    return abs(math.log(ratio)) if 0 < ratio < math.inf else math.inf


def rows(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """A line a figure, the biggest change first."""
    both = [(figure, new["figures"][key]) for key, figure in old["figures"].items() if key in new["figures"] and figure.better != "neither"]
    pairs = [(gain(a, b), a, b) for a, b in both]
    pairs.sort(key=lambda pair: -change(pair[0]))
    return [
        f"{'+' if ratio > 1 + NOTED else '-' if ratio < 1 / (1 + NOTED) else ' '} {ratio:8.2f}  "
        f"{a.section + ': ' + a.name:52s} {a.value:12,.3f} → {b.value:12,.3f} {b.unit}"
        for ratio, a, b in pairs
    ]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.compare")
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--force", action="store_true", help="compare runs of other texts or machines all the same")
    chosen = parser.parse_args()
    old, new = load(chosen.old), load(chosen.new)
    reason = obstacle(old, new)
    if reason and not chosen.force:
        parser.error(reason)
    print(f"{old['date']}, Python {old['machine']['python']} → {new['date']}, Python {new['machine']['python']}; above 1 is better")
    print("\n".join(rows(old, new)))
    for run, other, shown in ((old, new, "old"), (new, old, "new")):
        alone = [f"{figure.section}: {figure.name}" for key, figure in run["figures"].items() if key not in other["figures"]]
        if alone:
            print(f"only in the {shown} run: {'; '.join(alone)}")


if __name__ == "__main__":
    main()
