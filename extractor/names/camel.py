"""Adapter for camel-tools' NERecognizer: BERT, for those who want it and have the time.

The recognizer takes lists of words and gives labels without offsets, gives none to a word that has no word pieces, and cuts long
sentences where it likes. So words are cut here, with offsets; words the model can't see are left out; sentences are cut into
windows that fit.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..errors import InputError, missing_extra
from ..text.normalize import View, normalize
from . import Name
from .tokens import Piece, Splitter

_TYPES = {"PERS": "person", "PER": "person", "ORG": "organization", "LOC": "locality"}
_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
# Marks, invisible characters and lone surrogates: the models know words without them.
_UNSEEN = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+")
_STOPS = frozenset(".!?؟؛\n")
_EMPTY = '{"version": "1.6.0", "packages": {}, "components": {}}'
_DOWNLOAD = "camel_data -i ner-arabert"


class CamelTagger:
    """Names by camel-tools' BERT.

    Args:
        model: folder of a fine-tuned model; None for the one that camel-tools has downloaded.
        use_gpu: passed on.

    Raises:
        ImportError: camel-tools is not installed.
        InputError: there is no model; the message says how to get one.
    """

    name = "camel"

    def __init__(self, model: str | Path | None = None, *, use_gpu: bool = False) -> None:
        if model is not None and not (Path(model) / "config.json").is_file():
            raise InputError(f"{model}: no BERT model here (no config.json); give the folder of one, or none and run: {_DOWNLOAD}")
        with _catalogue(model):
            try:
                from camel_tools.ner import NERecognizer
            except ImportError:
                raise missing_extra("camel-tools", "camel") from None
            if model is not None:
                self._recognizer: Any = NERecognizer(str(model), use_gpu=use_gpu)
            else:
                try:
                    self._recognizer = NERecognizer.pretrained(use_gpu=use_gpu)
                except (KeyError, OSError) as error:
                    raise InputError(f"camel-tools has no model for names ({error}); run: {_DOWNLOAD}") from None
        limit = int(getattr(self._recognizer.model.config, "max_position_embeddings", 256))
        self._limit = min(limit, 256) - 2
        self._lengths: dict[str, int] = {}
        self._splitter: Splitter | None = None

    def __call__(self, text: str) -> list[Name]:
        """The names of a text; camel-tools gives labels without probabilities, so every score is 1."""
        view = normalize(text)
        windows = list(self._windows(view))
        if not windows:
            return []
        labels = self._recognizer.predict([[word for word, _, _ in window] for window in windows])
        found: list[Name] = []
        for window, tags in zip(windows, labels):
            found.extend(self._names(view, window, tags))
        return found

    def _windows(self, view: View) -> Iterator[list[tuple[str, int, int]]]:
        """Runs of (word, start, end in the view) that fit the model, cut behind a sentence where one ends."""
        window: list[tuple[str, int, int]] = []
        size = 0
        done = 0
        for match in _WORD.finditer(view.norm):
            if "\n" in view.norm[done : match.start()] and window:
                yield window
                window, size = [], 0
            done = match.end()
            start, end = view.origin(match.start(), match.end())
            word = _UNSEEN.sub("", view.text[start:end])
            length = self._length(word)
            if not 0 < length <= self._limit:
                continue
            if size + length > self._limit:
                yield window
                window, size = [], 0
            window.append((word, match.start(), match.end()))
            size += length
            if word in _STOPS:
                yield window
                window, size = [], 0
        if window:
            yield window

    def _length(self, word: str) -> int:
        """Number of word pieces; 0 for a word the model can't see."""
        known = self._lengths.get(word)
        if known is None:
            known = self._lengths[word] = len(self._recognizer.tokenizer.tokenize(word)) if word else 0
        return known

    def _names(self, view: View, window: list[tuple[str, int, int]], tags: list[str]) -> Iterator[Name]:
        open_: tuple[str, int, int] | None = None
        for (_, start, end), tag in zip(window, tags):
            kind = _TYPES.get(tag[2:])
            if open_ is not None and tag[:1] == "I" and kind == open_[0]:
                open_ = (open_[0], open_[1], end)
                continue
            if open_ is not None:
                yield self._name(view, *open_)
            open_ = (kind, start + self._proclitics(view.norm[start:end]), end) if kind else None
        if open_ is not None:
            yield self._name(view, *open_)

    def _proclitics(self, word: str) -> int:
        if self._splitter is None:
            from .statistical import resources

            self._splitter = resources()[0]
        pieces: tuple[Piece, ...] = self._splitter.pieces(word)
        return pieces[-1][1]

    def _name(self, view: View, kind: str, start: int, end: int) -> Name:
        first, last = view.origin(start, end)
        return Name(first, last, kind, 1.0)


@contextmanager
def _catalogue(model: str | Path | None) -> Iterator[None]:
    """Keep camel-tools from asking the network for its list of data when a model folder is all it needs."""
    if model is None or "CAMELTOOLS_DATA" in os.environ:
        yield
        return
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "catalogue.json").write_text(_EMPTY, encoding="utf-8")
        os.environ["CAMELTOOLS_DATA"] = folder
        try:
            yield
        finally:
            del os.environ["CAMELTOOLS_DATA"]
