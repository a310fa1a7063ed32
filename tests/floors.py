"""Floors: F1 per kind over corpus/articles, below which no change may fall; pinned with the gold they were measured on.

Usage: python -m tests.floors [--lower REASON]

Measures anew and writes corpus/floors.toml: floors that the library has outgrown are raised, the hashes of the gold renewed. A floor
that would have to come down is refused, unless a reason is given; the reason is written into the file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractor import Extractor
from extractor.evaluate import SCORED, evaluate

from .corpus import CORPUS, articles

FLOORS = CORPUS / "floors.toml"
COMMAND = "python -m tests.floors"
# What is measured: with the shipped tagger of names all kinds, without it those of the rules.
TABLES = {"names": SCORED, "rules": tuple(k for k in SCORED if k not in ("person", "organization"))}

_HEAD = f"""\
# F1 (value end to end) per kind over corpus/articles: tests fail below, and if the gold is not the one of [gold].
# Written by `{COMMAND}`, which raises floors; only with `--lower REASON` does it lower one, and notes it in [[lowered]].
"""


@dataclass(slots=True)
class Floors:
    """What corpus/floors.toml says: the SHA-256 of each gold file, F1 by table and kind, and what was lowered and why."""

    gold: dict[str, str] = field(default_factory=dict)
    f1: dict[str, dict[str, float]] = field(default_factory=dict)
    lowered: list[dict[str, Any]] = field(default_factory=list)

    def dump(self) -> str:
        """TOML."""
        out = [_HEAD]
        for table, kinds in self.f1.items():
            out += [f"[f1.{table}]", *(f"{kind} = {value:.4f}" for kind, value in kinds.items()), ""]
        for entry in self.lowered:
            out.append("[[lowered]]")
            out += [f"{k} = {f'{v:.4f}' if isinstance(v, float) else json.dumps(v, ensure_ascii=False)}" for k, v in entry.items()]
            out.append("")
        return "\n".join([*out, "[gold]", *(f'"{name}" = "{digest}"' for name, digest in self.gold.items()), ""])


def load(path: Path = FLOORS) -> Floors:
    data = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return Floors(data.get("gold", {}), data.get("f1", {}), data.get("lowered", []))


def hashes(folder: Path = CORPUS / "articles") -> dict[str, str]:
    """The SHA-256 of each gold file, as `sha256sum` says it."""
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.glob("*.jsonl"))}


def measure(read: Callable[..., Any], kinds: Iterable[str]) -> dict[str, float]:
    """F1 by kind over the articles, cut (not rounded up) to four digits, so that a floor never lies above what was measured."""
    pairs = ((d, read(d["text"], published=d["published"], id=d["id"]).to_dict()) for d in articles())
    return {kind: math.floor(score.f1 * 10_000) / 10_000 for kind, score in evaluate(pairs, kinds).scores.items()}


def problems(floors: Floors, gold: dict[str, str], table: str, measured: dict[str, float]) -> list[str]:
    """What is wrong, each with the remedy."""
    out = []
    if floors.gold != gold:
        names = sorted(n for n in floors.gold.keys() | gold.keys() if floors.gold.get(n) != gold.get(n))
        out.append(f"the gold is not the one the floors were measured on ({', '.join(names)}); renew them: {COMMAND}")
    for kind, value in measured.items():
        floor = floors.f1.get(table, {}).get(kind)
        if floor is None:
            out.append(f"{table}: no floor for {kind}; write it: {COMMAND}")
        elif value < floor:
            out.append(f"{table}: F1 of {kind} is {value:.4f}, its floor {floor:.4f}; see extractor evaluate corpus/articles --errors 50")
    return out


def renew(floors: Floors, gold: dict[str, str], measured: dict[str, dict[str, float]], reason: str = "") -> tuple[Floors, list[str]]:
    """New floors, and those that would have to come down; without a reason these stay as they are.

    Args:
        floors: as they are.
        gold: hashes of the gold measured on.
        measured: F1 by table and kind.
        reason: why floors may be lowered.
    """
    out = Floors(gold, {}, list(floors.lowered))
    falling = []
    for table, kinds in measured.items():
        out.f1[table] = {}
        for kind, value in kinds.items():
            floor = floors.f1.get(table, {}).get(kind, 0.0)
            if value < floor:
                falling.append(f"{table}: {kind} from {floor:.4f} to {value:.4f}")
                if reason:
                    out.lowered.append({"table": table, "kind": kind, "from": floor, "to": value, "reason": reason})
                else:
                    value = floor
            out.f1[table][kind] = value
    return out, falling


def main(arguments: list[str] | None = None, path: Path = FLOORS, measured: dict[str, dict[str, float]] | None = None) -> int:
    parser = argparse.ArgumentParser(prog=COMMAND, description="Renew the floors of corpus/floors.toml.")
    parser.add_argument("--lower", metavar="REASON", default="", help="allow floors to come down, and say why")
    reason = parser.parse_args(arguments).lower
    if measured is None:
        readers = {"names": Extractor(), "rules": Extractor(names=None)}
        measured = {table: measure(readers[table], kinds) for table, kinds in TABLES.items()}
    floors = load(path)
    new, falling = renew(floors, hashes(), measured, reason.strip())
    for line in falling:
        print(f"{'lowered' if reason.strip() else 'would fall'}: {line}")
    if falling and not reason.strip():
        print(f"floors: nothing written; mend what fell, or say why it may: {COMMAND} --lower REASON", file=sys.stderr)
        return 1
    for table, kinds in new.f1.items():
        for kind, value in kinds.items():
            before = floors.f1.get(table, {}).get(kind)
            if before is None or value > before:
                print(f"raised: {table}: {kind} {'' if before is None else f'from {before:.4f} '}to {value:.4f}")
    path.write_text(new.dump(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
