"""Read annotated text: files of one token and its tag a line, as sentences of pieces with spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ..places.gazetteer import Gazetteer
from ..text.normalize import fold
from .tokens import TOKEN, Splitter

Span = tuple[int, int, str]
Sentence = tuple[list[str], list[Span]]
"""Forms of the pieces, and half-open spans over them with their types."""

TYPES = {"PERS": "PER", "PER": "PER", "LOC": "LOC", "GPE": "LOC", "ORG": "ORG"}
_CLITIC = frozenset("وفبلك")
_CLOSERS = frozenset('")')


def tagged(path: Path) -> Iterator[list[tuple[str, str]]]:
    """Sentences of (token, tag); a line that is neither token and tag nor blank is skipped."""
    sentence: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        parts = line.split()
        if len(parts) >= 2:
            sentence.append((parts[0], parts[-1]))
        elif not parts and sentence:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def pieces(sentence: list[tuple[str, str]], split: Splitter) -> Sentence:
    """Cut the tokens of a sentence; proclitics and punctuation before and behind a name stay outside."""
    forms: list[str] = []
    spans: list[Span] = []
    open_ = False  # whether the last span may go on
    for token, tag in sentence:
        first = len(forms)
        for match in TOKEN.finditer(fold(token)):
            forms += [form for form, _, _ in split.pieces(match.group())]
        if len(forms) == first:
            continue
        kind = TYPES.get(tag[2:]) if re.match(r"[BI]-", tag) else None
        if kind is None:
            open_ = False
        elif tag[0] == "I" and open_ and spans[-1][2] == kind:
            spans[-1] = (spans[-1][0], len(forms), kind)
        else:
            start = first
            while start < len(forms) - 1 and (not forms[start][0].isalnum() or forms[start] in _CLITIC):
                start += 1
            spans.append((start, len(forms), kind))
            open_ = True
    out: list[Span] = []
    for start, end, kind in spans:
        while end - 1 > start and not forms[end - 1][0].isalnum() and forms[end - 1] not in _CLOSERS:
            end -= 1
        if forms[start][0].isalnum():
            out.append((start, end, kind))
    return forms, out


def read(path: Path, split: Splitter) -> list[Sentence]:
    """All sentences of a file."""
    found = (pieces(sentence, split) for sentence in tagged(path))
    return [sentence for sentence in found if sentence[0]]


def unify(sentences: list[Sentence], gazetteer: Gazetteer, heads: frozenset[str]) -> list[Sentence]:
    """Bring another scheme to ours: places without head noun, countries that act are places, no markup behind a sentence."""
    out: list[Sentence] = []
    for forms, spans in sentences:
        while forms and forms[-1] in "$#":
            forms = forms[:-1]
        kept: list[Span] = []
        for start, end, kind in spans:
            if end > len(forms):
                continue
            if kind == "LOC":
                while end - start > 1 and (forms[start] in heads or len(forms[start]) == 1):
                    start += 1
            elif kind == "ORG":
                places = gazetteer.forms.get(" ".join(forms[start:end]))
                if places and places[0].type == "country":
                    kind = "LOC"
            kept.append((start, end, kind))
        if forms:
            out.append((forms, kept))
    return out
