"""Evaluate: how well found records agree with gold in the contract's format, per kind and per source.

In come pairs of documents (gold, found); out go four measures and the mistakes behind them:

- *strict span*: same kind, same start, same end;
- *relaxed span*: same kind, spans overlapping by at least half of the longer one (or one holding the other and at most
  four times as long);
- *value given span*: of the records whose spans match in the relaxed way, the share whose values are equal;
- *value end to end*: relaxed span and equal value at once. This is what `scores` and the floors are about.

Values are equal by what they mean: an EDTF date by the days it spans, an ISO duration by its length, a name or symbol
without diacritics. A gold record without a value asks for none. Gold records marked ``optional`` cost nothing either way.
Confidence intervals come from a bootstrap over documents, seeded: the same input gives the same numbers (law 2).
"""

from __future__ import annotations

import calendar
import datetime
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

SCORED = ("count", "percentage", "money", "measure", "ordinal", "duration", "date", "resolution", "locality",
          "person", "organization")  # fmt: skip
_NUMERIC = ("count", "percentage", "money", "ordinal", "measure")


def _decimal(value: Any) -> Any:
    if value is None:
        return None
    try:
        return Decimal(str(value)).normalize()
    except InvalidOperation:
        return str(value)


def _edge(text: str, last: bool) -> str:
    if text in ("..", ""):
        return ".."
    week = re.fullmatch(r"(\d{4})-W(\d\d)", text)
    if week:
        try:
            return datetime.date.fromisocalendar(int(week[1]), int(week[2]), 7 if last else 1).isoformat()
        except ValueError:
            return text
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", text)
    if not match:
        return text
    y, m, d = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if m > 12:
        table = {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12), 40: (1, 6), 41: (7, 12)}
        if m not in table:
            return text
        m = table[m][1 if last else 0]
    if not m:
        return f"{y:04d}-12-31" if last else f"{y:04d}-01-01"
    if not d:
        d = calendar.monthrange(y, m)[1] if last and y else 1
    return f"{y:04d}-{m:02d}-{d:02d}"


def _days(value: Any) -> Any:
    text = str(value).strip()
    if "X" in text or not text:
        return text
    left, slash, right = text.partition("/")
    return (_edge(left, False), _edge(right if slash else left, True))


def _length(value: Any) -> Any:
    match = re.fullmatch(
        r"P(?:([\d.]+)Y)?(?:([\d.]+)M)?(?:([\d.]+)W)?(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?", str(value)
    )
    if not match:
        return str(value)
    y, mo, w, d, h, mi, s = (Decimal(g) if g else Decimal(0) for g in match.groups())
    return (y * 12 + mo, ((w * 7 + d) * 24 + h) * 3600 + mi * 60 + s)


def _name(value: Any) -> str:
    text = unicodedata.normalize("NFD", str(value)).replace("đ", "d").replace("Đ", "D").replace("Ð", "D")
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = re.sub("[إأآٱ]", "ا", text).replace("ة", "ه").replace("ى", "ي")
    return re.sub(r"[\W_]+", "", re.sub(r"\bال", "", text)).lower()


def _quantity(record: dict[str, Any]) -> Any:
    value = record.get("value")
    if value is None and record.get("low") is not None:
        return (_decimal(record["low"]), _decimal(record.get("high")))
    if isinstance(value, str) and ".." in value:
        low, _, high = value.partition("..")
        return (_decimal(low), _decimal(high))
    return _decimal(value)


def _asked(record: dict[str, Any]) -> Any:
    """What a gold record asks for; None asks nothing, nor does a value left empty."""
    kind, value = record["kind"], record.get("value")
    if value == "":
        return None
    if kind in _NUMERIC:
        return _quantity(record)
    if value is None:
        value = record.get({"resolution": "symbol", "locality": "name"}.get(kind, "value"))
    if kind == "duration" and ".." in str(value):
        return None
    return None if value in (None, "") else str(value)


def _said(record: dict[str, Any]) -> Any:
    """What a found record says, in the form in which gold asks for it."""
    kind, value = record["kind"], record.get("value")
    if kind in _NUMERIC:
        return _quantity(record)
    if kind == "resolution":
        return record.get("symbol") or record.get("number") or value
    if kind == "locality":
        return record.get("name") or value
    return value


def _same(kind: str, gold: Any, found: Any) -> bool:
    if gold is None:
        return True
    if found is None:
        return False
    if kind == "resolution":
        return _name(gold) == _name(found)
    if kind == "locality":
        vietnam = {_name("Việt Nam"), _name("فيتنام")}
        names = {_name(x) for x in str(gold).split("|")}
        return _name(found) in names or bool({_name(gold), _name(found)} <= vietnam)
    if kind == "date":
        return bool(_days(gold) == _days(found))
    if kind == "duration":
        return bool(_length(gold) == _length(found))
    return bool(gold == found)


def _overlap(a: dict[str, Any], b: dict[str, Any]) -> bool:
    common = min(a["end"], b["end"]) - max(a["start"], b["start"])
    if common <= 0:
        return False
    long, short = max(a["end"] - a["start"], b["end"] - b["start"]), min(a["end"] - a["start"], b["end"] - b["start"])
    return bool(common * 2 >= long or (common >= short and long <= 4 * common))


def _optional(record: dict[str, Any]) -> bool:
    return str(record.get("optional", "")) == "1"


@dataclass(slots=True)
class Score:
    """Counts of one kind; `precision`, `recall` and `f1` follow from them."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    @property
    def precision(self) -> float:
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 1.0

    @property
    def recall(self) -> float:
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 1.0

    @property
    def f1(self) -> float:
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(slots=True)
class Share:
    """Of the `matched` records of one kind, how many have `equal` values; `asked`: how many had a value in gold."""

    equal: int = 0
    matched: int = 0
    asked: int = 0

    @property
    def share(self) -> float:
        return self.equal / self.matched if self.matched else 1.0


@dataclass(slots=True)
class Mistake:
    """A gold record missed, or a record found that gold lacks.

    Attributes:
        id: the document's.
        what: ``MISS`` or ``FALSE``.
        record: the gold record missed, or the record found.
        context: the record's text in brackets, 30 characters on each side.
        source: the document's source.
        other: for a miss the found record that lies there, for a false one the gold record, if there is any; of any kind.
    """

    id: str
    what: str
    record: dict[str, Any]
    context: str
    source: str = ""
    other: dict[str, Any] | None = None

    @property
    def rule(self) -> str | None:
        """The rule to look at: that of the record found, or of what was found in place of the record missed."""
        record = self.record if self.what == "FALSE" else self.other or {}
        return record.get("rule")

    def __str__(self) -> str:
        mine, there = _shown(self.record), _shown(self.other) if self.other else ""
        if self.what == "FALSE":
            mine += f" by {self.rule}" if self.rule else ""
            note = f" (gold: {there})" if there else ""
        else:
            note = f" (found: {there}{f' by {self.rule}' if self.rule else ''})" if there else ""
        return f"{self.what:5s} {self.id} {mine}{note} | {self.context}"


def _shown(record: dict[str, Any]) -> str:
    said = _said(record)
    if isinstance(said, tuple):
        said = f"{said[0]:f}..{said[1]:f}" if all(isinstance(x, Decimal) for x in said) else "..".join(map(str, said))
    elif isinstance(said, Decimal):
        said = f"{said:f}"
    return f"{record['kind']} {said}" if said not in (None, "") else str(record["kind"])


# The columns of a sheet: (tp, fp, fn) strict, relaxed and end to end, then (equal, matched, asked).
_STRICT, _RELAXED, _END_TO_END, _VALUE = slice(0, 3), slice(3, 6), slice(6, 9), slice(9, 12)
_MEASURES = (("strict", _STRICT), ("relaxed", _RELAXED), ("end_to_end", _END_TO_END))
_WIDTH = 12

Interval = tuple[float, float] | None
"""The ends of a 95 % confidence interval; None where there are too few documents to say."""


@dataclass(slots=True)
class Sheet:
    """What one document came to: a row of twelve counts for each kind."""

    id: str
    source: str
    rows: dict[str, tuple[int, ...]]


@dataclass(slots=True)
class Evaluation:
    """The measures by kind, and the mistakes behind them.

    Attributes:
        scores: value end to end.
        spans: relaxed span.
        strict: strict span.
        values: value given span.
        mistakes: of value end to end, in the order of documents and kinds.
        sheets: the counts of each document.
    """

    scores: dict[str, Score] = field(default_factory=dict)
    spans: dict[str, Score] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    strict: dict[str, Score] = field(default_factory=dict)
    values: dict[str, Share] = field(default_factory=dict)
    sheets: list[Sheet] = field(default_factory=list)

    @property
    def total(self) -> Score:
        return _total(self.scores)

    @property
    def total_spans(self) -> Score:
        return _total(self.spans)

    @property
    def total_strict(self) -> Score:
        return _total(self.strict)

    @property
    def total_values(self) -> Share:
        return Share(*(sum(getattr(s, n) for s in self.values.values()) for n in ("equal", "matched", "asked")))

    def by_source(self) -> dict[str, Evaluation]:
        """The same for the documents of each source, in the order in which sources first come."""
        sheets: dict[str, list[Sheet]] = {}
        mistakes: dict[str, list[Mistake]] = {}
        for sheet in self.sheets:
            sheets.setdefault(sheet.source, []).append(sheet)
        for mistake in self.mistakes:
            mistakes.setdefault(mistake.source, []).append(mistake)
        return {source: _evaluation(tuple(self.scores), own, mistakes.get(source, [])) for source, own in sheets.items()}

    def intervals(self, resamples: int = 1000, seed: int = 0) -> dict[str, dict[str, dict[str, Interval]]]:
        """Confidence intervals by bootstrap: documents are drawn with replacement, the 2.5th and 97.5th percentile kept.

        A draw in which a measure has nothing to measure does not count.

        Args:
            resamples: how many draws.
            seed: of the draws.

        Returns:
            kind (or ``ALL``) → ``strict``, ``relaxed``, ``end_to_end`` → ``precision``, ``recall``, ``f1``, and
            ``value`` → ``share``; None with fewer than two documents.
        """
        import numpy as np

        kinds = (*self.scores, "ALL")
        number = len(self.sheets)
        names = [(m, n) for m, _ in _MEASURES for n in ("precision", "recall", "f1")] + [("value", "share")]
        out: dict[str, dict[str, dict[str, Interval]]] = {k: {m: {} for m, _ in names} for k in kinds}
        if number < 2 or resamples < 1:
            for kind in kinds:
                for measure, name in names:
                    out[kind][measure][name] = None
            return out
        counts: Any = np.zeros((number, len(kinds), _WIDTH))
        for i, sheet in enumerate(self.sheets):
            counts[i, :-1] = [sheet.rows[k] for k in self.scores]
        counts[:, -1] = counts[:, :-1].sum(axis=1)
        random = np.random.RandomState(seed)  # the one generator that numpy promises never to change
        sums: Any = np.empty((resamples, len(kinds), _WIDTH))
        step = max(1, 10_000_000 // number)
        for first in range(0, resamples, step):
            size = min(step, resamples - first)
            drawn = random.randint(0, number, (size, number)) + np.arange(size)[:, None] * number
            times = np.bincount(drawn.ravel(), minlength=size * number).reshape(size, number).astype(float)
            sums[first : first + size] = (times @ counts.reshape(number, -1)).reshape(size, len(kinds), _WIDTH)
        for k, kind in enumerate(kinds):
            for measure, columns in _MEASURES:
                tp, fp, fn = sums[:, k, columns].T
                for name, part, whole in (("precision", tp, tp + fp), ("recall", tp, tp + fn), ("f1", 2 * tp, 2 * tp + fp + fn)):
                    out[kind][measure][name] = _interval(np, part, whole)
            equal, matched, _ = sums[:, k, _VALUE].T
            out[kind]["value"]["share"] = _interval(np, equal, matched)
        return out

    def to_dict(self, resamples: int = 1000, seed: int = 0) -> dict[str, Any]:
        """Everything as JSON: each measure of each kind with its intervals, the same by source, all mistakes.

        Args:
            resamples: draws of the bootstrap; 0 leaves intervals out.
            seed: of the draws.
        """
        return {
            "documents": len(self.sheets),
            "bootstrap": {"resamples": resamples, "seed": seed, "level": 0.95},
            "kinds": self._measures(resamples, seed),
            "sources": {
                source: {"documents": len(own.sheets), "kinds": own._measures(resamples, seed)} for source, own in self.by_source().items()
            },
            "errors": [
                {
                    "document": m.id,
                    "source": m.source,
                    "what": m.what,
                    "kind": m.record["kind"],
                    "rule": m.rule,
                    "record": m.record,
                    "other": m.other,
                    "context": m.context,
                }
                for m in self.mistakes
            ],
        }

    def _measures(self, resamples: int, seed: int) -> dict[str, Any]:
        intervals = self.intervals(resamples, seed) if resamples else None
        out: dict[str, Any] = {}
        for kind in (*self.scores, "ALL"):
            strict, relaxed, end_to_end, value = _of(self, kind)
            row: dict[str, Any] = {"gold": end_to_end.tp + end_to_end.fn}
            for measure, score in (("strict", strict), ("relaxed", relaxed), ("end_to_end", end_to_end)):
                row[measure] = {"tp": score.tp, "fp": score.fp, "fn": score.fn}
                for name in ("precision", "recall", "f1"):
                    row[measure][name] = getattr(score, name)
            share = value.share if value.asked else None
            row["value"] = {"equal": value.equal, "matched": value.matched, "asked": value.asked, "share": share}
            if intervals:
                for measure, ends in intervals[kind].items():
                    row[measure]["intervals"] = ends
            out[kind] = row
        return out


def _interval(np: Any, part: Any, whole: Any) -> Interval:
    there = whole > 0
    if not there.any():
        return None
    low, high = np.quantile(part[there] / whole[there], (0.025, 0.975))
    return float(low), float(high)


def _total(scores: dict[str, Score]) -> Score:
    return Score(*(sum(getattr(s, n) for s in scores.values()) for n in ("tp", "fp", "fn")))


def _of(result: Evaluation, kind: str) -> tuple[Score, Score, Score, Share]:
    if kind == "ALL":
        return result.total_strict, result.total_spans, result.total, result.total_values
    return result.strict[kind], result.spans[kind], result.scores[kind], result.values[kind]


def evaluate(pairs: Iterable[tuple[dict[str, Any], dict[str, Any]]], kinds: Iterable[str] = SCORED) -> Evaluation:
    """Compare gold documents with found ones.

    Args:
        pairs: (gold, found) documents in the contract's format; a gold document's ``source`` says what it is counted under.
        kinds: the kinds scored.

    Returns:
        The measures and the mistakes.

    Example:
        >>> record = {"kind": "count", "start": 5, "end": 6, "value": 3}
        >>> gold = {"id": "a", "text": "وصلت 3 وفود", "records": [record]}  # 3 delegations arrived
        >>> result = evaluate([(gold, {"records": [{**record, "value": 30, "rule": "count.digits"}]})])
        >>> result.spans["count"].f1, result.scores["count"].f1
        (1.0, 0.0)
        >>> print(result.mistakes[0])
        MISS  a count 3 (found: count 30 by count.digits) | وصلت [3] وفود
    """
    kinds = tuple(kinds)
    sheets: list[Sheet] = []
    mistakes: list[Mistake] = []
    for gold, found in pairs:
        forgiving = [r for r in gold["records"] if _optional(r)]
        sheet = Sheet(str(gold.get("id") or ""), str(gold.get("source") or ""), {})
        for kind in kinds:
            sheet.rows[kind] = _compare(mistakes, kind, gold, found, forgiving)
        sheets.append(sheet)
    return _evaluation(kinds, sheets, mistakes)


def _evaluation(kinds: tuple[str, ...], sheets: list[Sheet], mistakes: list[Mistake]) -> Evaluation:
    out = Evaluation(mistakes=mistakes, sheets=sheets)
    for kind in kinds:
        row = [sum(column) for column in zip(*(s.rows[kind] for s in sheets))] or [0] * _WIDTH
        out.strict[kind], out.spans[kind], out.scores[kind] = (Score(*row[columns]) for _, columns in _MEASURES)
        out.values[kind] = Share(*row[_VALUE])
    return out


def _compare(
    mistakes: list[Mistake], kind: str, gold: dict[str, Any], found: dict[str, Any], forgiving: list[dict[str, Any]]
) -> tuple[int, ...]:
    """One document, one kind: its twelve counts; mistakes are added to the list."""
    wanted = [r for r in gold["records"] if r["kind"] == kind]
    given = [r for r in found["records"] if r["kind"] == kind]
    if not wanted and not given:
        return (0,) * _WIDTH
    asked, said = [_asked(r) for r in wanted], [_said(r) for r in given]
    over = [[k for k, other in enumerate(given) if _overlap(record, other)] for record in wanted]
    exact = _pair([[k for k in ks if (given[k]["start"], given[k]["end"]) == (r["start"], r["end"])] for r, ks in zip(wanted, over)])
    relaxed = _pair(over)
    right = _pair([[k for k in ks if _same(kind, asked[i], said[k])] for i, ks in enumerate(over)])
    # Spans that match, equal values first: what is left pairs up with what is left.
    taken = set(right.values())
    matched = right | _pair([[] if i in right else [k for k in ks if k not in taken] for i, ks in enumerate(over)])
    optional = {i for i, r in enumerate(wanted) if _optional(r)}
    # Found records that an optional one of their kind covers are free, and so are wrong ones that any optional one covers.
    free = {k for i in optional for k in over[i]}
    free |= {k for k, r in enumerate(given) if k not in taken and any(_overlap(f, r) for f in forgiving)}
    row: list[int] = []
    for pairs in (exact, relaxed, right):
        used = set(pairs.values())
        row += (
            len(pairs.keys() - optional),
            sum(k not in used and k not in free for k in range(len(given))),
            sum(i not in pairs and i not in optional for i in range(len(wanted))),
        )
    certain = matched.keys() - optional
    row += (len(right.keys() - optional), len(certain), sum(asked[i] is not None for i in certain))
    mistakes += [_mistake(gold, "MISS", r, found["records"]) for i, r in enumerate(wanted) if i not in right and i not in optional]
    mistakes += [_mistake(gold, "FALSE", r, gold["records"]) for k, r in enumerate(given) if k not in taken and k not in free]
    return tuple(row)


def _pair(choices: list[list[int]]) -> dict[int, int]:
    """Give each gold record in turn the first found record of its choices that is not taken."""
    out: dict[int, int] = {}
    taken: set[int] = set()
    for i, ks in enumerate(choices):
        for k in ks:
            if k not in taken:
                out[i] = k
                taken.add(k)
                break
    return out


def _mistake(document: dict[str, Any], what: str, record: dict[str, Any], others: list[dict[str, Any]]) -> Mistake:
    text, start, end = document["text"], record["start"], record["end"]
    context = f"{text[max(0, start - 30) : start]}[{text[start:end]}]{text[end : end + 30]}".replace("\n", "⏎")
    there = [(r["kind"] == record["kind"], min(end, r["end"]) - max(start, r["start"]), r) for r in others]
    other = max((x for x in there if x[1] > 0), key=lambda x: x[:2], default=(False, 0, None))[2]
    return Mistake(str(document.get("id") or ""), what, record, context, str(document.get("source") or ""), other)


def table(result: Evaluation, intervals: dict[str, dict[str, dict[str, Interval]]] | None = None) -> Iterator[str]:
    """The measures as lines of text: end to end, F1 of relaxed and strict spans, value given span.

    Args:
        result: what `evaluate` gave.
        intervals: what `Evaluation.intervals` gave; F1's end to end is shown.
    """
    for kind in (*result.scores, "ALL"):
        strict, span, score, value = _of(result, kind)
        share = f"{value.share:.3f}" if value.asked else "-"
        line = (
            f"{kind:12s} gold {score.tp + score.fn:4d}  P {score.precision:.3f}  R {score.recall:.3f}"
            f"  F1 {score.f1:.3f}  span-F1 {span.f1:.3f}  strict-F1 {strict.f1:.3f}  value {share:5s}"
        )
        ends = intervals[kind]["end_to_end"]["f1"] if intervals else None
        yield (f"{line}  F1 95% {ends[0]:.3f}-{ends[1]:.3f}" if ends else line).rstrip()
