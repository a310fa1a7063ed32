"""What the benchmarks share: texts, machine, clock, and the form in which figures are kept.

Figures are kept as a list of `Figure`, so that two runs can be compared without knowing what was measured.
Times are those of the process, not of the wall: a neighbour on the machine disturbs them less.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

# One core, whatever numpy would take; set before anything imports it.
for _library in ("OMP", "OPENBLAS", "BLIS", "MKL"):
    os.environ[f"{_library}_NUM_THREADS"] = "1"

CORPUS = Path(__file__).parent.parent.parent / "corpus" / "articles"
# Runs go on until so many seconds are spent, or so many runs are made.
_LONG_ENOUGH, _OFTEN_ENOUGH = 0.6, 12
# A text and the day it was published.
Text = tuple[str, str | None]


@dataclass(frozen=True)
class Figure:
    """One measured value; `better` tells which way it should go: "more", "less" or "neither"."""

    section: str
    name: str
    value: float
    unit: str
    better: str = "more"

    @property
    def key(self) -> tuple[str, str, str]:
        """What names a figure in a run."""
        return self.section, self.name, self.unit


def texts(path: Path, limit: int = 12_000_000) -> list[Text]:
    """Read documents with a field "text" from a JSON Lines file or a folder of them, up to a size in bytes."""
    out: list[Text] = []
    held = 0
    for file in sorted(path.rglob("*.jsonl")) if path.is_dir() else [path]:
        for line in file.read_text(encoding="utf-8").split("\n"):
            if line.strip():
                document = json.loads(line)
                out.append((document["text"], document.get("published")))
                held += size(document["text"])
                if held > limit:
                    return out
    return out


def part(documents: list[Text], limit: int) -> list[Text]:
    """The first documents up to a size in bytes."""
    out: list[Text] = []
    held = 0
    for document in documents:
        out.append(document)
        held += size(document[0])
        if held > limit:
            break
    return out


def joined(documents: list[Text], target: int) -> str:
    """One text of so many bytes, made by joining documents, the first again behind the last."""
    pieces: list[str] = []
    held = 0
    while held < target:
        text = documents[len(pieces) % len(documents)][0] + "\n\n"
        pieces.append(text)
        held += size(text)
    return "".join(pieces).encode()[:target].decode(errors="ignore")


def size(text: str) -> int:
    """Bytes of UTF-8; a lone surrogate counts three."""
    return len(text.encode("utf-8", "surrogatepass"))


def total(documents: Iterable[Text]) -> int:
    """Bytes of all documents."""
    return sum(size(text) for text, _ in documents)


def seconds(work: Callable[[], Any], repeat: int = 3) -> float:
    """Least processor time of several runs; of more than asked for, where they are short."""
    best, spent, runs = float("inf"), 0.0, 0
    while runs < repeat or (spent < _LONG_ENOUGH and runs < _OFTEN_ENOUGH):
        start = time.process_time()
        work()
        took = time.process_time() - start
        best, spent, runs = min(best, took), spent + took, runs + 1
    return best


def peak() -> float:
    """The most memory that this process ever held, in MB."""
    status = Path("/proc/self/status")
    if status.is_file():  # getrusage counts here what the parent held before this process began
        held = re.search(r"VmHWM:\s*(\d+) kB", status.read_text())
        if held:
            return int(held[1]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if platform.system() == "Darwin" else 1024)


def machine() -> dict[str, Any]:
    """What the figures were taken on."""
    return {"cpu": _cpu(), "cores": os.cpu_count(), "python": platform.python_version(), "system": platform.system()}


def _cpu() -> str:
    """The processor's name, as the system tells it."""
    known = Path("/proc/cpuinfo")
    if known.is_file():
        named = re.search(r"model name\s*:\s*(.+)", known.read_text())
        if named:
            return named[1].strip()
    return platform.processor() or platform.machine()


def described(path: Path, documents: list[Text]) -> dict[str, Any]:
    """What the figures were taken over; the hash tells two collections of one name apart."""
    digest = hashlib.sha256()
    for text, _ in documents:
        digest.update(text.encode("utf-8", "surrogatepass") + b"\0")
    return {"path": str(path), "documents": len(documents), "bytes": total(documents), "sha256": digest.hexdigest()}


def write(target: Path, source: dict[str, Any], figures: list[Figure]) -> None:
    """Keep a run as JSON."""
    run = {
        "machine": machine(),
        "date": datetime.now().astimezone().isoformat(timespec="seconds"),
        "texts": source,
        "figures": [asdict(figure) for figure in figures],
    }
    target.write_text(json.dumps(run, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
