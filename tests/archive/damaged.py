"""An archive to try things on: documents of several formats, cut from the articles of the corpus, some of them damaged."""

from __future__ import annotations

import csv
import gzip
import json
import random
from pathlib import Path

from ..corpus import articles

LIMIT = 20_000
"""The largest document allowed in the tests, in bytes."""


def paragraphs() -> list[str]:
    """The paragraphs of the corpus, in order."""
    return [p for article in articles() for p in article["text"].split("\n") if len(p) > 60]


def build(folder: Path, documents: int, damaged: int, seed: int = 7) -> None:
    """Write an archive of so many documents, so many of them damaged (they count among the former).

    Half the documents lie in JSON Lines (one file packed), a quarter in a CSV file, the others in text files.
    """
    choice = random.Random(seed)
    pieces = paragraphs()
    texts = [f"{number}. {choice.choice(pieces)}" for number in range(documents)]
    bad = set(choice.sample(range(documents), damaged))
    folder.mkdir(parents=True)
    lines: list[bytes] = []
    for number in range(documents // 2):
        line = json.dumps({"id": f"j{number}", "text": texts[number], "published": "2024-06-25"}, ensure_ascii=False).encode()
        lines.append(_DAMAGES[number % len(_DAMAGES)](line) if number in bad else line)
    middle = len(lines) // 2
    (folder / "a.jsonl").write_bytes(b"\n".join(lines[:middle]) + b"\n")
    (folder / "b.jsonl.gz").write_bytes(gzip.compress(b"\n".join(lines[middle:]) + b"\n", mtime=0))
    rows = range(documents // 2, documents * 3 // 4)
    with (folder / "c.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["id", "published", "text"])
        for number in rows:
            writer.writerow([f"c{number}", "2024-06-25"] if number in bad else [f"c{number}", "2024-06-25", texts[number]])
    (folder / "d").mkdir()
    for number in range(documents * 3 // 4, documents):
        data = texts[number].encode()
        (folder / "d" / f"{number:05d}.txt").write_bytes(data[:40] + b"\xff" + data[40:] if number in bad else data)


_DAMAGES = (
    lambda line: line[:-5],  # cut short
    lambda line: line[:30] + b"\xff\xfe" + line[30:],  # no UTF-8
    lambda line: b'{"id": "none", "text": null}',
    lambda line: line[:-1] + b', "more": "' + b"x" * LIMIT + b'"}',  # too large
    lambda line: b"[1, 2]",
    lambda line: line.replace(b"2024-06-25", b"some day"),  # kept, without its date
)
