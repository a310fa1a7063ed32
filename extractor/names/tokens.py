"""Tokens of the name tagger: words of the view, with their proclitics split off.

In comes folded text; out go pieces with offsets: "وبالقاهره" is و, ب and القاهره. What may be split is read off
a vocabulary: a word that is listed stays whole, an unlisted one is cut where the rest is listed. Names are listed beside it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping

# A run of letters, a number, or one sign.
TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*|[^\w\s]|_")
_DIGIT = re.compile(r"\d")
_PROCLITICS = ("و", "ف", "ب", "ل", "وب", "ول", "فب", "فل", "ك", "وك")
_SHORTEST = 3  # letters that must remain

Piece = tuple[str, int, int]
"""Form, and where it begins and ends in its word."""


class Splitter:
    """Cuts folded text into pieces.

    Args:
        rank: form → its place in the vocabulary, the most frequent first.
        whole: further words that stay whole.
    """

    def __init__(self, rank: Mapping[str, int], whole: Container[str] = ()) -> None:
        self._rank, self._whole = rank, whole
        self._memory: dict[str, tuple[Piece, ...]] = {}

    def pieces(self, word: str) -> tuple[Piece, ...]:
        """The pieces of one folded word; offsets are within the word."""
        known = self._memory.get(word)
        if known is None:
            known = self._memory[word] = self._split(word)
        return known

    def __call__(self, norm: str) -> tuple[list[str], list[tuple[int, int]]]:
        """Forms and half-open spans of all pieces of a folded text."""
        forms: list[str] = []
        spans: list[tuple[int, int]] = []
        memory = self._memory
        for match in TOKEN.finditer(norm):
            word, start = match.group(), match.start()
            for form, first, last in memory.get(word) or self.pieces(word):
                forms.append(form)
                spans.append((start + first, start + last))
        return forms, spans

    def _split(self, word: str) -> tuple[Piece, ...]:
        form = _DIGIT.sub("0", word) if not "\ud800" <= word[0] <= "\udfff" else "\ufffd"  # a lone surrogate has no bytes
        whole = ((form, 0, len(word)),)
        if form in self._whole or len(form) <= _SHORTEST:
            return whole
        best: tuple[int, str, str] | None = None
        for clitics in _PROCLITICS:
            if not form.startswith(clitics) or len(form) - len(clitics) < _SHORTEST:
                continue
            rest = form[len(clitics) :]
            if clitics[-1] == "ك" and not rest.startswith("ال"):
                continue
            if clitics[-1] == "ل" and rest[0] == "ل":
                rest = "ا" + rest  # "للامم" is ل and الامم
            rank = self._rank.get(rest)
            if rank is not None and (best is None or rank < best[0]):
                best = rank, clitics, rest
        if best is None:
            return whole
        _, clitics, rest = best
        cut = len(clitics)
        return (*((letter, i, i + 1) for i, letter in enumerate(clitics)), (rest, cut, len(word)))
