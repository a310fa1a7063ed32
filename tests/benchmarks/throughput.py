"""Throughput, latency and memory of the rules, of each step and of the names, with what stands still beside them.

Usage: python -m tests.benchmarks.throughput [PATH] [--json FILE] [--only SECTION,SECTION]

PATH is a JSON Lines file or a folder of them, the corpus's articles by default. Absolute numbers depend on the machine; the
ratios to dateparser's `search_dates` and to bare scans, taken over the same text in the same run, are what can be compared.
Sections: see `SECTIONS`. `compare` shows the ratios of two runs kept as JSON.
"""

from __future__ import annotations

import argparse
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any

from extractor import Extractor, pipeline
from extractor.kinds import amounts, date_anchor, dates, localities, neighbours, resolutions
from extractor.text.scan import Scanner

from .common import CORPUS, Figure, Text, described, joined, machine, part, seconds, size, texts, total, write

# Where the pipeline finds each of its steps: what holds it, its name there, how it is shown.
STEPS: tuple[tuple[Any, str, str], ...] = (
    (pipeline, "normalize", "normalize"),
    (Scanner, "scan", "scan"),
    (Scanner, "unglue", "unglue"),
    (pipeline, "compose", "compose numbers"),
    (pipeline, "Reading", "encode"),
    (pipeline, "match", "match and build"),
    (neighbours, "share_units", "neighbours: share units"),
    (neighbours, "join_durations", "neighbours: join durations"),
    (neighbours, "join_ranges", "neighbours: join ranges"),
    (neighbours, "join_sums", "neighbours: join sums"),
    (neighbours, "unlisted_duals", "neighbours: unlisted duals"),
    (amounts, "settle_currencies", "amounts: settle currencies"),
    (dates, "surround", "dates: surround"),
    (dates, "join", "dates: join"),
    (date_anchor, "anchor", "dates: anchor"),
    (date_anchor, "finish", "dates: finish"),
    (localities, "find", "localities: find"),
    (localities, "link", "localities: link"),
    (resolutions, "link", "resolutions: link"),
    (pipeline, "_settle", "settle"),
    (Extractor, "_records", "records"),
)
LENGTHS = ((1_000, "1 KB"), (5_000, "5 KB"), (20_000, "20 KB"), (100_000, "100 KB"), (1_000_000, "1 MB"), (5_000_000, "5 MB"))
# Bytes that suffice for a rate: of the rules, of what has names, of what is slow.
_MANY, _SOME, _FEW = 4_000_000, 600_000, 60_000
_ARTICLE = 1_500
_TURNS = 60


def read(extractor: Extractor, documents: list[Text]) -> int:
    """Read documents one by one; the number of their records."""
    return sum(len(extractor(text, published=published).records) for text, published in documents)


def rate(section: str, name: str, documents: list[Text], work: Callable[[], Any], repeat: int = 3) -> Figure:
    """Megabytes of UTF-8 a second."""
    return Figure(section, name, total(documents) / 1e6 / seconds(work, repeat), "MB/s")


def whole(documents: list[Text]) -> Iterator[Figure]:
    """The whole rule pipeline."""
    section, extractor = "pipeline", Extractor(names=None)
    documents = part(documents, _MANY)
    found = read(extractor, documents)  # warm
    took = seconds(lambda: read(extractor, documents))
    yield Figure(section, "rules", total(documents) / 1e6 / took, "MB/s")
    yield Figure(section, "rules", len(documents) / took, "documents/s")
    yield Figure(section, "rules", found / took, "records/s")
    yield rate(section, "rules, to dictionaries", documents, lambda: [extractor(t, published=p).to_dict() for t, p in documents])


@contextmanager
def clocked(spent: dict[str, float]) -> Iterator[None]:
    """Have each step note the processor time it takes."""
    before = [(holder, name, getattr(holder, name)) for holder, name, _ in STEPS]
    for (holder, name, step), (_, _, shown) in zip(before, STEPS, strict=True):
        setattr(holder, name, _clocked(step, shown, spent))
    try:
        yield
    finally:
        for holder, name, step in before:
            setattr(holder, name, step)


def _clocked(step: Callable[..., Any], shown: str, spent: dict[str, float]) -> Callable[..., Any]:
    clock = time.process_time

    def wrapped(*arguments: Any, **named: Any) -> Any:
        start = clock()
        try:
            return step(*arguments, **named)
        finally:
            spent[shown] += clock() - start

    return wrapped


def steps(documents: list[Text]) -> Iterator[Figure]:
    """Each step of the rule pipeline; the clock itself weighs on the short ones. A compiled pipeline can't be given clocks."""
    if not str(pipeline.__file__).endswith(".py"):
        return
    extractor = Extractor(names=None)
    documents = part(documents, _MANY)
    read(extractor, documents)  # warm
    spent = {shown: 0.0 for _, _, shown in STEPS}
    with clocked(spent):
        began = time.process_time()
        for _ in range(3):
            read(extractor, documents)
        took = (time.process_time() - began) / 3
    spent = {shown: of_all / 3 for shown, of_all in spent.items()}
    spent["the rest"] = max(0.0, took - sum(spent.values()))
    for shown, part_of_it in spent.items():
        yield Figure("steps", shown, total(documents) / 1e6 / max(part_of_it, 1e-9), "MB/s")
        yield Figure("steps", shown, 100 * part_of_it / took, "% of the time", "neither")


def names(documents: list[Text]) -> Iterator[Figure]:
    """The rules with the names, and the tagger alone."""
    documents = part(documents, _SOME)
    for tagger in (None, "gazetteer", "spacy"):
        extractor = Extractor(names=tagger)
        read(extractor, documents[:20])  # warm
        yield rate("names", f"names: {tagger}", documents, lambda e=extractor: read(e, documents), 2)  # type: ignore[misc]
    yield rate("names", "the tagger alone", documents, lambda: [extractor._tagger(text) for text, _ in documents], 2)  # type: ignore[misc]
    ner, some = _small_ner(), [text for text, _ in documents]
    list(ner.pipe(some[:20]))  # warm
    yield rate("names", "spaCy's small NER", documents, lambda: list(ner.pipe(some)), 2)


def _small_ner() -> Any:
    """spaCy's default NER (hash embeddings, width 96, depth 4) with three labels; its speed does not depend on training."""
    import spacy

    nlp = spacy.blank("ar")
    ner: Any = nlp.add_pipe("ner")
    for label in ("PER", "ORG", "LOC"):
        ner.add_label(label)
    nlp.initialize()
    return nlp


_START = """
import time
clock = time.process_time
start = clock()
import extractor
imported = clock()
extractor.Extractor(names={names!r})("ارتفع عدد الشركات إلى 5 شركات في مايو 2024")
print(imported - start, clock() - imported)
"""


def start(documents: list[Text]) -> Iterator[Figure]:
    """Import and first document, each in a fresh process; the median of five."""
    runs = [_fresh(_START.format(names=None)) for _ in range(5)]
    named = [_fresh(_START.format(names="spacy")) for _ in range(5)]
    yield Figure("start", "import", statistics.median(float(run[0]) for run in runs), "s", "less")
    yield Figure("start", "first document after it", statistics.median(float(run[1]) for run in runs), "s", "less")
    yield Figure("start", "first document, with names", statistics.median(float(run[1]) for run in named), "s", "less")


_PEAK = """
import sys
from pathlib import Path
from extractor import Extractor
from tests.benchmarks.common import part, peak, texts
documents = part(texts(Path({path!r})), {limit})
held = peak()
extractor = Extractor(names={names!r})
extractor("5 شركات")
first = peak()
for text, published in documents:
    extractor(text, published=published)
print(held, first, peak())
"""


def memory(documents: list[Text], path: Path) -> Iterator[Figure]:
    """The most memory a process ever held, texts and Python among it, in fresh processes."""
    for tagger in (None, "gazetteer", "spacy"):
        _, first, peak = map(float, _fresh(_PEAK.format(path=str(path), limit=_MANY if tagger is None else _SOME, names=tagger)))
        yield Figure("memory", f"names: {tagger}, first document", first, "MB", "less")
        yield Figure("memory", f"names: {tagger}, all documents", peak, "MB", "less")


def _fresh(code: str) -> list[str]:
    """What a Python process of its own prints."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()


def lengths(documents: list[Text]) -> Iterator[Figure]:
    """The same text as documents of each length: rate, and cost a byte beside that of 1 KB, the two read in turns."""
    extractor = Extractor(names=None)
    base = part(documents, 500_000)
    short = cut(joined(base, 500_000), LENGTHS[0][0])

    def cost(pieces: list[Text]) -> float:
        return seconds(lambda: read(extractor, pieces), 1) / total(pieces)

    read(extractor, short)  # warm
    before = cost(short)
    for length, shown in LENGTHS:
        pieces = cut(joined(base, max(length, 500_000)), length)
        found, times = [], []
        for _ in range(3):
            found.append(cost(pieces))
            after = cost(short)
            times.append(2 * found[-1] / (before + after))
            before = after
        yield Figure("lengths", shown, 1e-6 / min(found), "MB/s")
        yield Figure("lengths", shown, statistics.median(times), "× 1 KB", "less")


def cut(text: str, length: int) -> list[Text]:
    """A text as documents of about so many bytes."""
    step = max(1, length * len(text) // size(text))
    return [(text[at : at + step], "2024-06-25") for at in range(0, len(text), step)]


def density(documents: list[Text]) -> Iterator[Figure]:
    """Quarters of the documents by how many records they hold a kilobyte."""
    extractor = Extractor(names=None)
    documents = part(documents, _MANY)
    dense = sorted(documents, key=lambda document: read(extractor, [document]) / max(1, size(document[0])))
    for quarter in range(4):
        some = dense[quarter * len(dense) // 4 : (quarter + 1) * len(dense) // 4]
        if some:
            took = seconds(lambda some=some: read(extractor, some))  # type: ignore[misc]
            found = read(extractor, some)
            shown = f"quarter {quarter + 1} by records"
            yield Figure("density", shown, 1000 * found / total(some), "records/KB", "neither")
            yield Figure("density", shown, total(some) / 1e6 / took, "MB/s")
            yield Figure("density", shown, 1e6 * took / max(1, found), "µs/record", "less")


def latency(documents: list[Text]) -> Iterator[Figure]:
    """One article of 1.5 KB at a time, warm."""
    extractor = Extractor(names=None)
    articles = cut(joined(part(documents, 200_000), 200_000), _ARTICLE)
    read(extractor, articles)  # warm
    took = sorted(1000 * min(_once(extractor, article) for _ in range(5)) for article in articles)
    yield Figure("latency", "article of 1.5 KB, median", statistics.median(took), "ms", "less")
    yield Figure("latency", "article of 1.5 KB, 95 of 100", took[int(0.95 * len(took))], "ms", "less")


def _once(extractor: Extractor, document: Text) -> float:
    before = time.process_time()
    read(extractor, [document])
    return time.process_time() - before


def peers(documents: list[Text]) -> Iterator[Figure]:
    """What stands still, over the same text; ratios to it are what can be compared between machines."""
    extractor = Extractor(names=None)
    few, some = part(documents, _FEW), part(documents, _SOME)
    read(extractor, some)  # warm
    ours = rate("peers", "rules", some, lambda: read(extractor, some))
    yield ours
    lexicon = extractor.database.lexicon
    runs, known = re.compile(r"[^\W\d_]+|\d+").finditer, frozenset(lexicon.words)
    yield rate("peers", "re: runs looked up in the lexicon", some, lambda: [[m for m in runs(text) if m[0] in known] for text, _ in some])
    forms = sorted((form for form in known if form.isalpha()), key=len, reverse=True)
    alternation = re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))})\b")
    yield rate("peers", f"re: alternation of {len(forms)} forms", few[:5], lambda: [alternation.findall(text) for text, _ in few[:5]], 1)
    yield from _spacy(some)
    yield from _dateparser(extractor, some)
    yield from _maha(few)


def _spacy(documents: list[Text]) -> Iterator[Figure]:
    """spaCy's tokenizer alone; its small NER stands beside our names."""
    import spacy

    blank = spacy.blank("ar")
    yield rate("peers", "spaCy, blank tokenizer", documents, lambda: [blank(text) for text, _ in documents], 2)


def _dateparser(extractor: Extractor, documents: list[Text]) -> Iterator[Figure]:
    """dateparser's `search_dates`, and how many times as fast the rules are over the same documents.

    A machine that others use, too, runs now faster, now slower: so the two take turns, a few documents each time, the rules
    before and after dateparser, and it is the sums that are compared.
    """
    from dateparser.search import search_dates

    search_dates(documents[0][0], languages=["ar"])  # warm
    ours = theirs = 0.0
    for some in (documents[k::_TURNS] for k in range(_TURNS)):
        start = time.process_time()
        read(extractor, some)
        between = time.process_time()
        for text, _ in some:
            search_dates(text, languages=["ar"])
        then = time.process_time()
        read(extractor, some)
        ours += (between - start + time.process_time() - then) / 2
        theirs += then - between
    yield Figure("peers", "dateparser search_dates", total(documents) / 1e6 / theirs, "MB/s")
    yield Figure("peers", "rules, in turns with dateparser", total(documents) / 1e6 / ours, "MB/s")
    yield Figure("peers", "rules, beside dateparser", theirs / ours, "times")


def _maha(documents: list[Text]) -> Iterator[Figure]:
    """Maha's numbers and times, where it is installed (`pip install mahad`)."""
    try:
        from maha.parsers.functions import parse_dimension  # type: ignore[import-not-found]
    except ImportError:
        print("Maha is not installed and left out; pip install mahad brings it", file=sys.stderr)
        return
    parse_dimension("5 مايو", numeral=True, time=True)  # warm
    yield rate("peers", "Maha, numbers", documents, lambda: [parse_dimension(text, numeral=True) for text, _ in documents], 1)
    yield rate("peers", "Maha, times", documents[:3], lambda: [parse_dimension(text, time=True) for text, _ in documents[:3]], 1)


SECTIONS: dict[str, Callable[..., Iterator[Figure]]] = {
    "pipeline": whole,
    "steps": steps,
    "names": names,
    "start": start,
    "memory": memory,
    "lengths": lengths,
    "density": density,
    "latency": latency,
    "peers": peers,
}


def row(figures: list[Figure]) -> str:
    """One row of the table: the figures of one name."""
    return f"  {figures[0].name:38s}" + "".join(f" {_number(figure.value):>9s} {figure.unit:14s}" for figure in figures).rstrip()


def _number(value: float) -> str:
    return f"{value:,.{3 if value < 1 else 2 if value < 100 else 0}f}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.throughput")
    parser.add_argument("path", type=Path, nargs="?", default=CORPUS, help="a JSON Lines file, or a folder of them")
    parser.add_argument("--json", type=Path, help="keep the figures in this file")
    parser.add_argument("--only", default=",".join(SECTIONS), help=f"sections, with commas between: {', '.join(SECTIONS)}")
    chosen = parser.parse_args()
    wanted = chosen.only.split(",")
    if unknown := [section for section in wanted if section not in SECTIONS]:
        parser.error(f"no section {unknown[0]!r}; choose from {', '.join(SECTIONS)}")
    documents = texts(chosen.path)
    if not documents:
        parser.error(f'{chosen.path}: no documents; give a JSON Lines file with a field "text", or a folder of them')
    here = machine()
    print(f"{len(documents)} documents, {total(documents) / 1e6:.2f} MB of UTF-8; {here['cpu']}, one core, Python {here['python']}")
    figures: list[Figure] = []
    for section in wanted:
        print(section)
        measure = SECTIONS[section]
        taken = measure(documents, chosen.path) if section == "memory" else measure(documents)
        for _, some in groupby(taken, key=lambda figure: figure.name):
            of_a_name = list(some)
            print(row(of_a_name), flush=True)
            figures += of_a_name
    if chosen.json:
        write(chosen.json, described(chosen.path, documents), figures)


if __name__ == "__main__":
    main()
