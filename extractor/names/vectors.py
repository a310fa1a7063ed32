"""Build the vocabulary and the static vectors of the name tagger from any collection of Arabic text.

In comes text, a document a line; out go the forms that occur often enough, proclitics split off, and a vector for each
(skip-gram with negative sampling, gensim). Needs the extra ``train``; nothing at run time imports this module.
"""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy

from ..text.normalize import fold
from .tokens import TOKEN

_ARABIC = re.compile(r"[\u0621-\u064a]+")
_DIGIT = re.compile(r"\d")
_CLITICS = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل", "وك")
_LEAST = 5  # times the rest of a word must have been seen by itself

DIMENSIONS = 96
SETTINGS = {"window": 3, "sg": 1, "negative": 10, "sample": 1e-4, "epochs": 12, "workers": 1, "seed": 1}


def lines(path: Path) -> Iterator[str]:
    """The lines of a text file, gzipped or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        yield from file


def words(text: str) -> list[str]:
    """The folded words of a text, digits as 0."""
    return [_DIGIT.sub("0", word) for word in TOKEN.findall(fold(text))]


class Cutter:
    """Decides by counts which words are proclitic and word.

    Args:
        counts: how often each whole word was seen.
        kept: words that are never cut (names).
    """

    def __init__(self, counts: Counter[str], kept: Container[str]) -> None:
        self._counts, self._kept = counts, kept
        self._memory: dict[str, tuple[str, ...]] = {}

    def __call__(self, word: str) -> tuple[str, ...]:
        """The pieces of a word."""
        known = self._memory.get(word)
        if known is None:
            known = self._memory[word] = self._cut(word)
        return known

    def _cut(self, word: str) -> tuple[str, ...]:
        if word in self._kept or not _ARABIC.fullmatch(word):
            return (word,)
        best: tuple[int, str, str] | None = None
        for clitics in _CLITICS:
            rest = word[len(clitics) :]
            if not word.startswith(clitics) or len(rest) < 3 or (clitics[-1] == "ك" and not rest.startswith("ال")):
                continue
            if clitics[-1] == "ل" and rest[0] == "ل" and len(rest) > 3:
                rest = "ا" + rest
            article = rest.startswith("ال") and (clitics == "و" or clitics[-1] in "بكلف")
            needed = 0.05 if article else 0.35 if clitics[0] == "و" else 1.0
            if len(rest) == 3:
                needed *= 3
            seen = self._counts[rest]
            if seen >= max(_LEAST, needed * self._counts[word]) and (best is None or seen > best[0]):
                best = seen, clitics, rest
        return (word,) if best is None else (*best[1], best[2])


def build(texts: Iterable[str], kept: Container[str], size: int) -> tuple[list[str], Any]:
    """Count, cut and learn.

    Args:
        texts: documents; read into memory as words.
        kept: words that are never cut.
        size: how many forms are kept, the most frequent.

    Returns:
        The forms, the most frequent first, and a float32 array (forms, `DIMENSIONS`) of rows of length 3.
    """
    from gensim.models import Word2Vec

    documents = [words(text) for text in texts]
    counts = Counter(word for document in documents for word in document)
    cut = Cutter(counts, kept)
    sentences = [[piece for word in document for piece in cut(word)] for document in documents]
    frequent = Counter(piece for sentence in sentences for piece in sentence)
    least = max(3, sorted(frequent.values(), reverse=True)[:size][-1])
    model = Word2Vec(sentences, vector_size=DIMENSIONS, min_count=least, **SETTINGS)
    forms = list(model.wv.index_to_key)[:size]
    table = model.wv.vectors[: len(forms)].astype("float32")
    return forms, 3.0 * table / numpy.linalg.norm(table, axis=1, keepdims=True)
