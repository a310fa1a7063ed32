"""A conditional random field as a spaCy component: whole tag sequences are scored, and every span gets a probability.

Tags are BILUO; what can't follow a tag is ruled out by its transition. Learning maximizes the likelihood of the
gold sequence (forward-backward over a padded batch), reading takes the best sequence (Viterbi), and a
span's score is the mean of its pieces' marginal probabilities.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy
from spacy import registry
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokens import Doc, Span
from spacy.training import Example
from thinc.api import Linear, Maxout, Model, Optimizer, chain, set_dropout_rate, with_array

_NEVER = -1e4


def tagset(labels: Sequence[str]) -> list[str]:
    """BILUO tags, O first."""
    return ["O", *(f"{p}-{t}" for t in labels for p in "BILU")]


def allowed(tags: Sequence[str]) -> Any:
    """0 where the second tag may follow the first, a large negative number elsewhere."""
    out = numpy.full((len(tags), len(tags)), _NEVER, dtype="float32")
    for i, a in enumerate(tags):
        for j, b in enumerate(tags):
            inside = a[0] in "BI"
            goes_on = b[0] in "IL"
            if inside == goes_on and (not inside or a[2:] == b[2:]):
                out[i, j] = 0.0
    return out


def _forward(model: Model[Any, Any], x: Any, is_train: bool) -> Any:
    return x, lambda d: d


@registry.architectures("extractor.NameField.v1")
def NameField(tok2vec: Model[Any, Any], labels: list[str], hidden: int = 64) -> Model[Any, Any]:
    """Scores of tags from what `tok2vec` makes of pieces, and the transitions between tags beside them."""
    n = 4 * len(labels) + 1
    width = tok2vec.get_dim("nO")
    crf: Model[Any, Any] = Model("crf", _forward, params={"T": numpy.zeros((n + 2, n), dtype="float32")})
    return chain(tok2vec, with_array(chain(Maxout(hidden, width, nP=2), Linear(n, hidden))), crf)


def _logsum(x: Any, axis: int) -> Any:
    """log(sum(exp(x))) along an axis, safe for large numbers."""
    top = x.max(axis=axis, keepdims=True)
    return numpy.squeeze(top, axis) + numpy.log(numpy.exp(x - top).sum(axis=axis))


def _pad(scores: list[Any]) -> tuple[Any, Any]:
    """The sequences side by side, (steps, sequences, tags), and their lengths."""
    lengths = numpy.array([len(s) for s in scores])
    out = numpy.zeros((lengths.max(), len(scores), scores[0].shape[1]), dtype="float32")
    for k, s in enumerate(scores):
        out[: len(s), k] = s
    return out, lengths


class Field:
    """Forward, backward and Viterbi over a padded batch.

    Args:
        transitions: (tags + 2, tags): the row before last scores first tags, the last one last tags.
        tags: as `tagset` gives; what they rule out is added.
    """

    def __init__(self, transitions: Any, tags: Sequence[str]) -> None:
        n = len(tags)
        self.inner = transitions[:n] + allowed(tags)
        self.first = transitions[n] + numpy.array([_NEVER if t[0] in "IL" else 0.0 for t in tags], dtype="float32")
        self.last = transitions[n + 1] + numpy.array([_NEVER if t[0] in "BI" else 0.0 for t in tags], dtype="float32")

    def marginals(self, scores: list[Any]) -> list[Any]:
        """The probability of each tag at each piece, one array (pieces, tags) a sequence."""
        *_, gamma, lengths, _ = self._sweep(scores)
        return [gamma[:length, k] for k, length in enumerate(lengths)]

    def expectations(self, scores: list[Any]) -> tuple[list[Any], Any, float]:
        """What learning needs.

        Returns:
            The marginals; how often each transition, first and last tag is expected, shaped as `transitions`; and the sum
            of the sequences' log partitions.
        """
        e, alpha, beta, gamma, lengths, logz = self._sweep(scores)
        n = e.shape[2]
        expected = numpy.zeros((n + 2, n), dtype="float32")
        for t in range(len(e) - 1):
            live = lengths - 1 > t
            joint = alpha[t][live][:, :, None] + self.inner + (e[t + 1] + beta[t + 1])[live][:, None, :] - logz[live][:, None, None]
            expected[:n] += numpy.exp(joint).sum(0)
        expected[n] = gamma[0].sum(0)
        expected[n + 1] = gamma[lengths - 1, numpy.arange(len(lengths))].sum(0)
        return [gamma[:length, k] for k, length in enumerate(lengths)], expected, float(logz.sum())

    def _sweep(self, scores: list[Any]) -> tuple[Any, Any, Any, Any, Any, Any]:
        """Scores side by side, forward and backward log sums, marginals (steps, sequences, tags), lengths, log partitions."""
        e, lengths = _pad(scores)
        steps, batch, _ = e.shape
        alpha, beta = numpy.empty_like(e), numpy.empty_like(e)
        alpha[0] = self.first + e[0]
        for t in range(1, steps):
            alpha[t] = _logsum(alpha[t - 1][:, :, None] + self.inner[None], 1) + e[t]
        logz = _logsum(alpha[lengths - 1, numpy.arange(batch)] + self.last, 1)
        beta[-1] = self.last
        for t in range(steps - 2, -1, -1):
            step = _logsum(self.inner[None] + (e[t + 1] + beta[t + 1])[:, None, :], 2)
            beta[t] = numpy.where((lengths - 1 == t)[:, None], self.last, step)
        gamma = numpy.exp(numpy.minimum(alpha + beta - logz[None, :, None], 0.0))
        return e, alpha, beta, gamma, lengths, logz

    def best(self, scores: list[Any]) -> list[list[int]]:
        """The best tag sequence of each."""
        e, lengths = _pad(scores)
        steps, batch, n = e.shape
        back = numpy.empty((steps, batch, n), dtype="int16")
        value = self.first + e[0]
        final = numpy.empty((batch, n), dtype="float32")
        final[lengths == 1] = value[lengths == 1]
        for t in range(1, steps):
            step = value[:, :, None] + self.inner
            back[t] = step.argmax(1)
            value = step.max(1) + e[t]
            done = lengths - 1 == t
            if done.any():
                final[done] = value[done]
        tag = (final + self.last).argmax(1)
        out = []
        for k in range(batch):
            current = int(tag[k])
            path = [current]
            for t in range(lengths[k] - 1, 0, -1):
                current = int(back[t, k, current])
                path.append(current)
            out.append(path[::-1])
        return out


def spans_of(field: Field, tags: Sequence[str], scores: list[Any]) -> list[list[tuple[int, int, str, float]]]:
    """Spans of the best sequences: start, end, label, and the mean probability that its pieces are of that label.

    Args:
        field: the transitions.
        tags: as `tagset` gives.
        scores: one array (pieces, tags) a sequence, none empty.
    """
    out: list[list[tuple[int, int, str, float]]] = []
    ids = {tag: i for i, tag in enumerate(tags)}
    for path in field.best(scores):
        found: list[tuple[int, int, str, float]] = []
        start = 0
        for i, k in enumerate(path):
            if k:
                tag = tags[k]
                if tag[0] in "BU":
                    start = i
                if tag[0] in "LU":
                    found.append((start, i + 1, tag[2:], 0.0))
        out.append(found)
    named = [k for k, found in enumerate(out) if found]
    if named:
        for k, gamma in zip(named, field.marginals([scores[k] for k in named]), strict=True):
            out[k] = [
                (start, end, label, float(gamma[start:end, ids["B-" + label] : ids["B-" + label] + 4].sum(1).mean()))
                for start, end, label, _ in out[k]
            ]
    return out


class NameTagger(TrainablePipe):
    """The spaCy component; sets `doc.ents` and `doc.user_data["scores"]`."""

    def __init__(self, vocab: Any, model: Model[Any, Any], name: str, labels: list[str]) -> None:
        self.vocab, self.model, self.name = vocab, model, name
        self.cfg: dict[str, Any] = {"labels": list(labels)}
        self.tags = tagset(labels)
        self._ids = {t: i for i, t in enumerate(self.tags)}

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(self.cfg["labels"])

    def initialize(self, get_examples: Callable[[], Iterable[Example]], *, nlp: Language | None = None) -> None:
        sample = [eg.x for _, eg in zip(range(10), get_examples())]
        self.model.initialize(X=sample)

    def field(self) -> Field:
        """The transitions learned, ready to read with."""
        return Field(self.model.layers[-1].get_param("T"), self.tags)

    def predict(self, docs: Iterable[Doc]) -> Any:
        """For each Doc its spans as `spans_of` gives them."""
        docs = list(docs)
        live = [doc for doc in docs if len(doc)]
        found = iter(spans_of(self.field(), self.tags, self.model.predict(live)) if live else ())
        return [next(found) if len(doc) else [] for doc in docs]

    def set_annotations(self, docs: Iterable[Doc], predictions: Any) -> None:
        """Write `doc.ents` and their scores."""
        for doc, found in zip(docs, predictions, strict=True):
            doc.set_ents([Span(doc, start, end, label=label) for start, end, label, _ in found])
            doc.user_data["scores"] = [score for *_, score in found]

    def update(
        self, examples: Iterable[Example], *, drop: float = 0.0, sgd: Optimizer | None = None, losses: dict[str, float] | None = None
    ) -> dict[str, float]:
        losses = {} if losses is None else losses
        losses.setdefault(self.name, 0.0)
        examples = [eg for eg in examples if len(eg.x)]
        if not examples:
            return losses
        set_dropout_rate(self.model, drop)
        scores, backprop = self.model.begin_update([eg.x for eg in examples])
        field = self.field()
        gammas, grad, logz = field.expectations(scores)
        n = len(self.tags)
        d_scores = []
        gold_score = 0.0
        for eg, e, gamma in zip(examples, scores, gammas):
            gold = self._gold(eg)
            d = gamma.copy()
            d[numpy.arange(len(gold)), gold] -= 1.0
            d_scores.append(d)
            numpy.add.at(grad, (gold[:-1], gold[1:]), -1.0)
            grad[n, gold[0]] -= 1.0
            grad[n + 1, gold[-1]] -= 1.0
            gold_score += float(
                e[numpy.arange(len(gold)), gold].sum()
                + field.inner[gold[:-1], gold[1:]].sum()
                + field.first[gold[0]]
                + field.last[gold[-1]]
            )
        self.model.layers[-1].inc_grad("T", grad)
        backprop(d_scores)
        if sgd is not None:
            self.finish_update(sgd)
        losses[self.name] += logz - gold_score
        return losses

    def _gold(self, example: Example) -> Any:
        tags = numpy.zeros(len(example.x), dtype="int64")
        for span in example.y.ents:
            n = span.end - span.start
            parts = "U" if n == 1 else "B" + "I" * (n - 2) + "L"
            for i, p in zip(range(span.start, span.end), parts):
                tags[i] = self._ids[f"{p}-{span.label_}"]
        return tags


@Language.factory("extractor_names", default_config={"labels": ["PER", "ORG", "LOC"]})
def make(nlp: Language, name: str, model: Model[Any, Any], labels: list[str]) -> NameTagger:
    return NameTagger(nlp.vocab, model, name, labels)
