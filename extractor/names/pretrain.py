"""Pretrain the tagger's layers on unlabelled text: a hidden piece's vector is to be told from the pieces around it.

In come texts, a model and its features; the model's parameters are changed in place. Needs nothing but what the tagger needs.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterable, Iterator
from typing import Any

import numpy

from ..text.normalize import fold
from .model import COLUMNS, Features
from .tokens import Splitter

_LENGTH = 40  # pieces of a stretch
_HIDDEN = 0.15


class _Forms:
    """Stands in for a Doc: what `Features` reads of one."""

    def __init__(self, forms: list[str]) -> None:
        self._tokens = [_Form(form) for form in forms]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._tokens)

    def __len__(self) -> int:
        return len(self._tokens)


class _Form:
    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


def pretrain(tok2vec: Any, features: Features, split: Splitter, texts: Iterable[str], *, pieces: int, batch: int, seed: int) -> None:
    """Train the embedding and encoding layers.

    Args:
        tok2vec: the layers; their feature nodes are given rows instead of documents meanwhile.
        features: makes the rows, and holds the vectors to be told.
        split: cuts a text.
        texts: read until `pieces` have been seen.
        pieces: how many.
        batch: pieces in a batch.
        seed: of the choice of hidden pieces.
    """
    from thinc.api import Adam, Linear, use_ops

    rng = numpy.random.default_rng(seed)
    width = features.vectors.shape[1]
    with use_ops("numpy", use_blis=False):
        output: Any = Linear(width, tok2vec.get_dim("nO"))
    output.initialize()
    hidden_row = numpy.zeros(len(COLUMNS) + 1, dtype="uint64")
    for node in tok2vec.walk():
        if node.name == "name_features":
            node.attrs["features"] = _same
    optimizer = Adam(0.001, L2=0.0, grad_clip=1.0)
    began, seen, shown, loss = time.time(), 0, 0, 0.0
    stretches: list[Any] = []
    size = 0
    for rows in _stretches(features, split, texts, seed):
        stretches.append(rows)
        size += len(rows)
        if size < batch:
            continue
        truth = features.vectors[numpy.concatenate(stretches)[:, -1].astype("int64")] / 3.0
        masks = [rng.random(len(rows)) < _HIDDEN for rows in stretches]
        masked = []
        for rows, mask in zip(stretches, masks):
            rows = rows.copy()
            rows[mask] = hidden_row
            masked.append(rows)
        encoded, back = tok2vec.begin_update(masked)
        guess, back_output = output.begin_update(numpy.concatenate(encoded))
        mask = numpy.concatenate(masks) & (truth.any(axis=1))
        difference = numpy.where(mask[:, None], guess - truth, 0.0).astype("float32")
        loss += float((difference**2).sum()) / max(1, int(mask.sum()))
        gradient = back_output(difference / max(1, int(mask.sum())) * 100)
        parts, at = [], 0
        for rows in stretches:
            parts.append(gradient[at : at + len(rows)])
            at += len(rows)
        back(parts)
        tok2vec.finish_update(optimizer)
        output.finish_update(optimizer)
        seen += size
        shown += 1
        stretches, size = [], 0
        if shown % 200 == 0:
            print(f"pretrained on {seen} pieces, loss {loss / 200:.4f}, {time.time() - began:.0f} s", file=sys.stderr, flush=True)
            loss = 0.0
        if seen >= pieces:
            break


def _same(rows: Any) -> Any:
    return rows


def _stretches(features: Features, split: Splitter, texts: Iterable[str], seed: int) -> Iterator[Any]:
    """Rows of features of stretches of text, in random order within a window."""
    rng = random.Random(seed)
    window: list[Any] = []
    for text in texts:
        forms, _ = split(fold(text))
        for start in range(0, len(forms), _LENGTH):
            window.append(features(_Forms(forms[start : start + _LENGTH])))
        if len(window) > 4000:
            rng.shuffle(window)
            yield from window
            window = []
    rng.shuffle(window)
    yield from window
