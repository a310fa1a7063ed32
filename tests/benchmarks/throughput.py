"""Throughput of the rule pipeline, of its steps, and of what stands still beside it, on the same text in the same run.

Usage: python -m tests.benchmarks.throughput PATH [--json FILE]

PATH is a JSON Lines file or a folder of them. Absolute numbers depend on the machine; the ratios to
dateparser's `search_dates` and to a bare regular-expression scan are what can be compared.
"""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def texts(path: Path, limit: int = 12_000_000) -> list[tuple[str, str | None]]:
    out: list[tuple[str, str | None]] = []
    size = 0
    for file in sorted(path.rglob("*.jsonl")) if path.is_dir() else [path]:
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.strip():
                document = json.loads(line)
                out.append((document["text"], document.get("published")))
                size += len(document["text"].encode())
                if size > limit:
                    return out
    return out


def rate(size: int, work: Callable[[], Any], repeat: int = 3) -> float:
    best = min(_timed(work) for _ in range(repeat))
    return size / 1e6 / best


def _timed(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _first(documents: list[tuple[str, str | None]], limit: int) -> tuple[list[str], int]:
    """The first documents up to a size, and their size in bytes."""
    out: list[str] = []
    size = 0
    for text, _ in documents:
        out.append(text)
        size += len(text.encode())
        if size > limit:
            break
    return out, size


def _small_ner() -> Any:
    """spaCy's default NER (hash embeddings, width 96, depth 4) with three labels; its speed does not depend on training."""
    import spacy

    nlp = spacy.blank("ar")
    ner: Any = nlp.add_pipe("ner")
    for label in ("PER", "ORG", "LOC"):
        ner.add_label(label)
    nlp.initialize()
    return nlp


def _fresh(arguments: str) -> tuple[float, float]:
    """Seconds of the import and of the first document after it, in a process of its own."""
    code = (
        "import time; s = time.perf_counter(); import extractor; a = time.perf_counter(); "
        f"extractor.Extractor({arguments})('5 شركات'); print(a - s, time.perf_counter() - a)"
    )
    imported, first = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    return float(imported), float(first)


def main() -> None:
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    documents = texts(Path(arguments[0] if arguments else "corpus/articles"))
    size = sum(len(text.encode()) for text, _ in documents)
    imported, first = _fresh("names=None")
    _, named = _fresh("")

    from extractor import Extractor
    from extractor.text.match import Reading
    from extractor.text.normalize import normalize
    from extractor.text.numbers import compose

    extractor = Extractor(names=None)
    days = [(text, extractor.read(text) and published) for text, published in documents]  # warm
    views = [normalize(text) for text, _ in documents]
    scanned = [extractor._scanner.scan(view) for view in views]
    results: dict[str, float] = {}
    results["whole pipeline"] = rate(size, lambda: [extractor(text, published=published) for text, published in days])
    results["  normalize"] = rate(size, lambda: [normalize(text) for text, _ in documents])
    results["  scan"] = rate(size, lambda: [extractor._scanner.scan(view) for view in views])
    results["  scan and numbers"] = rate(size, lambda: [compose(extractor._scanner.scan(view), view) for view in views])
    composed = [compose(tokens, view) for tokens, view in zip(scanned, views, strict=True)]
    results["  encode"] = rate(
        size, lambda: [Reading(view, tokens, None, extractor.database) for tokens, view in zip(composed, views, strict=True)]
    )
    bare = re.compile(r"\d+(?:[.,٬٫]\d+)*|يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر|مليون|مليار|ألف")
    results["a bare re scan"] = rate(size, lambda: [bare.findall(text) for text, _ in documents])

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    some, some_size = _first(documents, 600_000)
    naming = Extractor(names="spacy")
    listing = Extractor(names="gazetteer")
    results["with names (spacy)"] = rate(some_size, lambda: [naming(text) for text in some], 2)
    results["with names (gazetteer)"] = rate(some_size, lambda: [listing(text) for text in some], 2)
    results["  the tagger alone"] = rate(some_size, lambda: [naming._tagger(text) for text in some], 2)  # type: ignore[misc]
    small = _small_ner()
    results["spaCy's own small NER"] = rate(some_size, lambda: list(small.pipe(some)), 2)

    from dateparser.search import search_dates

    few, few_size = [], 0
    for text, _ in documents:
        few.append(text)
        few_size += len(text.encode())
        if few_size > 150_000:
            break
    results["dateparser search_dates"] = rate(few_size, lambda: [search_dates(text, languages=["ar"]) for text in few], 1)
    results["whole pipeline, same part"] = rate(few_size, lambda: [extractor(text) for text in few])
    peak_named = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(documents)} documents, {size / 1e6:.2f} MB of UTF-8, one core")
    for name, value in results.items():
        print(f"{name:28s} {value:8.2f} MB/s")
    ratio = results["whole pipeline, same part"] / results["dateparser search_dates"]
    print(f"{'times dateparser':28s} {ratio:8.1f}")
    print(f"{'import':28s} {imported:8.2f} s")
    print(f"{'first document after it':28s} {first:8.2f} s")
    print(f"{'  with names':28s} {named:8.2f} s")
    print(f"{'peak memory':28s} {peak:8.0f} MB")
    print(f"{'  with names and peers':28s} {peak_named:8.0f} MB")
    if "--json" in sys.argv:
        target = sys.argv[sys.argv.index("--json") + 1]
        Path(target).write_text(
            json.dumps({**results, "import": imported, "first": first, "first_named": named, "peak": peak, "ratio": ratio}, indent=2)
        )


if __name__ == "__main__":
    main()
