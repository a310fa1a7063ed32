"""The statistical tagger that ships: a small spaCy pipeline over the pieces of a text.

Weights, vectors and vocabulary lie in ``extractor/names/weights``; `extractor.names.train` makes them, MODEL_CARD.md there says
from what, and how good they are.
"""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy

from ..errors import InputError
from ..text.normalize import View, normalize
from . import Name
from .lists import Lists
from .tokens import Splitter

if TYPE_CHECKING:
    from .model import Features

WEIGHTS = Path(__file__).parent / "weights"
KINDS = {"PER": "person", "ORG": "organization", "LOC": "locality"}
_ENDS = frozenset(".!?؟")
_LONGEST = 150  # pieces that are read together
_BATCH = 4000  # pieces whose sentences are read at once
_REMEMBERED = 60_000  # pieces whose embedding is kept
_PERSON = frozenset("gfmaGFMA")
_KNOWN = 4  # letters from which on a listed word counts as known when proclitics are split


@cache
def vocabulary(folder: Path = WEIGHTS) -> tuple[str, ...]:
    """The forms that have a vector, the most frequent first.

    Raises:
        InputError: the weights are missing.
    """
    path = folder / "vocabulary.txt.gz"
    if not path.is_file():
        raise InputError(f"{path} is missing; install the package again, or run: make train-names")
    return tuple(gzip.decompress(path.read_bytes()).decode("utf-8").split("\n"))


@cache
def resources(directories: tuple[Path, ...] = (), folder: Path = WEIGHTS) -> tuple[Splitter, Lists]:
    """The splitter and the lists that all taggers share."""
    return build_resources(vocabulary(folder), directories)


def build_resources(words: tuple[str, ...], directories: tuple[Path, ...] = ()) -> tuple[Splitter, Lists]:
    """A splitter for a vocabulary and all listed words, and the lists cut by it."""
    from ..pipeline import shared

    database, gazetteer = shared(directories)
    lists = Lists(database.directories, gazetteer, database.nominal)
    rank = {word: i for i, word in enumerate(words, 1)}
    names = {word for word, codes in lists.words.items() if _PERSON & set(codes)}
    names |= {form for form, codes in lists.forms.items() if " " not in form and codes != "o"}
    names = {word for word in names if len(word) >= _KNOWN and not word.startswith("لل")}
    whole = names | rank.keys()
    for form in (*lists.words, *lists.forms):
        for word in form.split():
            if len(word) >= _KNOWN:
                rank.setdefault(word, len(rank) + 1)
    splitter = Splitter(rank, whole)
    lists.index(lambda form: splitter(form)[0])
    return splitter, lists


def load_pipeline(folder: Path = WEIGHTS, directories: tuple[Path, ...] = ()) -> tuple[Any, Splitter]:
    """The spaCy pipeline with its weights, and the splitter that makes its tokens.

    Raises:
        InputError: the weights are missing.
    """
    words = vocabulary(folder)
    splitter, lists = resources(directories, folder)
    from thinc.api import Config

    from .model import provide

    nlp = blank(Config().from_disk(folder / "config.cfg"))
    pipe = nlp.get_pipe("names")
    provide(pipe.model, load_features(folder, words, lists))
    with numpy.load(folder / "weights.npz") as data:
        set_weights(pipe.model, data)
    return nlp, splitter


def load_features(folder: Path, words: tuple[str, ...], lists: Lists) -> Features:
    """The features of a vocabulary with its vectors, which are stored as 8-bit integers with a scale a row."""
    from .model import Features

    with numpy.load(folder / "vectors.npz") as data:
        table = data["rows"].astype("float32") * data["scale"].astype("float32")[:, None]
    return Features({word: i for i, word in enumerate(words, 1)}, table, lists.features)


def blank(config: Any) -> Any:
    """An untrained pipeline of a configuration."""
    from spacy.lang.ar import Arabic
    from thinc.api import use_ops

    from . import field, model  # noqa: F401  registered by being imported

    with use_ops("numpy", use_blis=False):  # numpy's own matrix product is three times as fast
        return Arabic.from_config(config)


def get_weights(model: Any) -> dict[str, Any]:
    """All parameters of a model as float16, named by the place of their layer."""
    return {
        f"{i}.{name}": numpy.asarray(node.get_param(name)).astype("float16")
        for i, node in enumerate(model.walk())
        for name in node.param_names
        if node.has_param(name)
    }


def set_weights(model: Any, data: Any) -> None:
    """Put parameters back where `get_weights` took them from."""
    nodes = list(model.walk())
    for key in data.files:
        place, _, name = key.partition(".")
        nodes[int(place)].set_param(name, data[key].astype("float32"))


class StatisticalTagger:
    """Names by the shipped model.

    What the layers before the context make of a piece depends on the piece alone, so it is remembered.

    Args:
        directories: further pattern directories, whose lists of names count as features.
        folder: of the weights.

    Attributes:
        nlp: the spaCy pipeline, for those who want Docs; its tokens must be the pieces.
    """

    name = "spacy"

    def __init__(self, directories: tuple[Path, ...] = (), folder: Path = WEIGHTS) -> None:
        self.nlp, self._splitter = load_pipeline(folder, directories)
        pipe = self.nlp.get_pipe("names")
        (embed, self._encode), self._emit = pipe.model.layers[0].layers, pipe.model.layers[1]
        self._features: Features = embed.layers[0].attrs["features"]
        self._embed = embed.layers[2].layers[0]  # behind the features, within the array wrapper
        self._field, self._tags = pipe.field(), pipe.tags
        self._lock = threading.Lock()  # the memory is shared by all extractors of the process
        self._known: dict[tuple[str, str], int] = {}
        self._table: Any = numpy.empty((0, self._encode.get_dim("nO")), dtype="float32")

    def __call__(self, text: str) -> list[Name]:
        """The names of a text, each with the mean probability of its pieces."""
        view = normalize(text)
        forms, spans = self._splitter(view.norm)
        out: list[Name] = []
        batch: list[tuple[int, int]] = []
        for part in sentences(view, forms, spans):
            if batch and part[1] - batch[0][0] > _BATCH:
                out += self._read(view, forms, spans, batch)
                batch = []
            batch.append(part)
        if batch:
            out += self._read(view, forms, spans, batch)
        return out

    def _read(self, view: View, forms: list[str], spans: list[tuple[int, int]], parts: list[tuple[int, int]]) -> Iterator[Name]:
        """The names of some sentences."""
        from .field import spans_of

        first = parts[0][0]
        listed: list[str] = []
        for start, end in parts:
            listed += self._features.lists(forms[start:end])
        rows = self._rows(forms[first : parts[-1][1]], listed)
        scores = self._emit.predict(self._encode.predict([rows[start - first : end - first] for start, end in parts]))
        for (start, _), found in zip(parts, spans_of(self._field, self._tags, scores), strict=True):
            for a, b, label, score in found:
                yield Name(*view.origin(spans[start + a][0], spans[start + b - 1][1]), KINDS[label], score)

    def _rows(self, forms: list[str], listed: list[str]) -> Any:
        """What the embedding layers make of each piece, (pieces, width)."""
        known = self._known
        pairs = list(zip(forms, listed, strict=True))
        with self._lock:
            new = [pair for pair in dict.fromkeys(pairs) if pair not in known]
            if new:
                if len(known) + len(new) > _REMEMBERED:
                    known.clear()
                    self._table = self._table[:0]
                    new = list(dict.fromkeys(pairs))
                made = self._embed.predict(self._features.rows([form for form, _ in new], [said for _, said in new]))
                known.update((pair, len(self._table) + i) for i, pair in enumerate(new))
                self._table = numpy.concatenate([self._table, made])
            return self._table[[known[pair] for pair in pairs]]


def sentences(view: View, forms: list[str], spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Half-open runs of pieces that are read together: lines, cut behind full stops, none too long."""
    norm = view.norm
    first = 0
    for i, form in enumerate(forms):
        last = i + 1 == len(forms)
        ended = form in _ENDS and i > first and (len(forms[i - 1]) > 1 or form != ".")  # not in "د . ب . أ"
        if last or ended or i + 1 - first >= _LONGEST or "\n" in norm[spans[i][1] : spans[i + 1][0]]:
            yield first, i + 1
            first = i + 1
