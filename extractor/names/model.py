"""Layers of the name tagger: features of a piece, static vectors, and how they are joined.

Registered with spaCy as ``extractor.NameEmbed.v1``, so that a pipeline finds them by its configuration. What the words are known
for (`Features`) is no weight: it is given to the layers by `provide`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy
from spacy import registry
from spacy.strings import hash_string  # type: ignore[attr-defined]
from spacy.tokens import Doc
from thinc.api import HashEmbed, Linear, Maxout, Model, chain, concatenate, list2ragged, ragged2list, with_array

COLUMNS = ("form", "base", "prefix", "suffix2", "suffix3", "shape", "lists")


def shape(form: str) -> str:
    """A coarse picture of a form: script, case and length.

    >>> shape("القاهره"), shape("بوش"), shape("CNN"), shape("2018")
    ('a7+', 'a3', 'XXX', '0000')
    """
    first = form[0]
    if first.isdigit():
        return "0" * min(len(form), 5)
    if not first.isalpha():
        return form
    if first.isascii():
        return "X" * min(len(form), 4) if form.isupper() else "Xx" if first.isupper() else "x"
    return f"a{min(len(form), 8)}" + ("+" if form.startswith("ال") else "")


class Features:
    """What is known of pieces, remembered per form.

    Args:
        rank: form → row of its vector; row 0 stands for none.
        vectors: float32, one row a form.
        lists: forms → what the lists say of each (see `Lists.features`).
    """

    def __init__(self, rank: Mapping[str, int], vectors: Any, lists: Callable[[Sequence[str]], list[str]]) -> None:
        self.rank, self.vectors, self.lists = rank, vectors, lists
        self._words: dict[str, tuple[int, ...]] = {}
        self._listed: dict[str, int] = {}

    def _word(self, form: str) -> tuple[int, ...]:
        base = form[2:] if form.startswith("ال") and len(form) > 4 else form
        texts = (form, base, base[:3], base[-2:], base[-3:], shape(form))
        row = self.rank.get(form) or self.rank.get(base) or 0
        known = self._words[form] = (*(hash_string(f"{i}{t}") for i, t in enumerate(texts)), row)
        return known

    def rows(self, forms: Sequence[str], listed: Sequence[str]) -> Any:
        """uint64 array (pieces, columns + 1); the last column is the vector's row.

        Args:
            forms: the pieces.
            listed: what the lists say of each.
        """
        out = numpy.empty((len(forms), len(COLUMNS) + 1), dtype="uint64")
        if not forms:
            return out
        words, known = self._words, self._listed
        table = numpy.array([words.get(form) or self._word(form) for form in forms], dtype="uint64")
        out[:, :6], out[:, 7] = table[:, :6], table[:, 6]
        for said in listed:
            if said not in known:
                known[said] = hash_string("6" + said)
        out[:, 6] = [known[said] for said in listed]
        return out

    def __call__(self, doc: Doc) -> Any:
        """The rows of a Doc's tokens."""
        forms = [token.text for token in doc]
        return self.rows(forms, self.lists(forms))


def provide(model: Model[Any, Any], features: Features) -> None:
    """Give a model the features it was or will be trained with."""
    for node in model.walk():
        if node.name in ("name_features", "name_vectors"):
            node.attrs["features"] = features


def _extract(model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> Any:
    features = model.attrs["features"]
    return [features(doc) for doc in docs], lambda d: []


def _rows(model: Model[Any, Any], ids: Any, is_train: bool) -> Any:
    vectors = model.attrs["features"].vectors[ids[:, -1].astype("int64")]
    return model.ops.asarray2f(vectors), lambda d: model.ops.alloc(ids.shape, dtype=ids.dtype)


@registry.architectures("extractor.NameEmbed.v1")
def NameEmbed(width: int, embed: int, rows: list[int], vectors: int) -> Model[Any, Any]:
    """The embedding layer of the name tagger.

    Args:
        width: of the output.
        embed: width of each hash embedding.
        rows: size of each hash embedding, in the order of `COLUMNS`.
        vectors: width of the static vectors, 0 for none.
    """
    layers: list[Model[Any, Any]] = [HashEmbed(embed, n, column=i, seed=7 + i, dropout=0.0) for i, n in enumerate(rows)]
    size = embed * len(layers)
    if vectors:
        layers.append(chain(Model("name_vectors", _rows, attrs={"features": None}), Linear(width, vectors)))
        size += width
    return chain(
        Model("name_features", _extract, attrs={"features": None}),
        list2ragged(),
        with_array(chain(concatenate(*layers), Maxout(width, size, nP=3, normalize=True, dropout=0.0))),
        ragged2list(),
    )
