"""Evaluate: precision, recall and F1 per kind against gold in the contract's format.

A match: same kind, spans overlapping by at least half of the longer one (or one
holding the other and at most four times as long), and every value equal: an EDTF
date by the days it spans, an ISO duration by its length, a name without
diacritics. Gold records marked ``optional`` cost nothing either way.
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


def _value(record: dict[str, Any]) -> Any:
    """What a record says, in the form in which two records are compared; None asks nothing."""
    kind, value = record["kind"], record.get("value")
    if kind == "resolution":
        return record.get("symbol") or value or record.get("number")
    if kind == "locality":
        return record.get("name") or value
    if kind in _NUMERIC:
        if isinstance(value, str) and ".." in value:
            low, _, high = value.partition("..")
            return (_decimal(low), _decimal(high))
        if value in (None, "") and record.get("low") is not None:
            return (_decimal(record["low"]), _decimal(record["high"]))
        return None if value in (None, "") else _decimal(value)
    if kind == "duration" and ".." in str(value):
        return None
    return None if value in (None, "") else str(value)


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
class Mistake:
    """A gold record missed, or a record found that gold lacks."""

    id: str
    what: str
    record: dict[str, Any]
    context: str


@dataclass(slots=True)
class Evaluation:
    """Scores by kind: with values, and by span alone; and the mistakes behind them."""

    scores: dict[str, Score] = field(default_factory=dict)
    spans: dict[str, Score] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    @property
    def total(self) -> Score:
        return Score(*(sum(getattr(s, n) for s in self.scores.values()) for n in ("tp", "fp", "fn")))

    @property
    def total_spans(self) -> Score:
        return Score(*(sum(getattr(s, n) for s in self.spans.values()) for n in ("tp", "fp", "fn")))


def evaluate(pairs: Iterable[tuple[dict[str, Any], dict[str, Any]]], kinds: Iterable[str] = SCORED) -> Evaluation:
    """Compare gold documents with found ones.

    Args:
        pairs: (gold, found) documents in the contract's format.
        kinds: the kinds scored.
    """
    kinds = tuple(kinds)
    out = Evaluation({k: Score() for k in kinds}, {k: Score() for k in kinds})
    for gold, found in pairs:
        forgiving = [r for r in gold["records"] if _optional(r)]
        for kind in kinds:
            _compare(out, kind, gold, found, forgiving)
    return out


def _compare(out: Evaluation, kind: str, gold: dict[str, Any], found: dict[str, Any], forgiving: list[dict[str, Any]]) -> None:
    wanted = [r for r in gold["records"] if r["kind"] == kind]
    given = [r for r in found["records"] if r["kind"] == kind]
    used_wanted: set[int] = set()
    used_given: set[int] = set()
    span_wanted: set[int] = set()
    span_given: set[int] = set()
    for i, record in enumerate(wanted):
        expected = _value(record)
        for k, other in enumerate(given):
            if k not in used_given and _overlap(record, other) and _same(kind, expected, _value(other)):
                used_wanted.add(i)
                used_given.add(k)
                break
        for k, other in enumerate(given):
            if k not in span_given and _overlap(record, other):
                span_wanted.add(i)
                span_given.add(k)
                break
    optional = {i for i, r in enumerate(wanted) if _optional(r)}
    free = {k for k, r in enumerate(given) if any(_overlap(wanted[i], r) for i in optional)}
    free |= {k for k, r in enumerate(given) if k not in used_given and any(_overlap(f, r) for f in forgiving)}
    score, spans = out.scores[kind], out.spans[kind]
    score.tp += len(used_wanted - optional)
    spans.tp += len(span_wanted - optional)
    for i, record in enumerate(wanted):
        if i not in used_wanted and i not in optional:
            score.fn += 1
            out.mistakes.append(_mistake(gold, "MISS", record))
        spans.fn += i not in span_wanted and i not in optional
    for k, record in enumerate(given):
        if k not in used_given and k not in free:
            score.fp += 1
            out.mistakes.append(_mistake(gold, "FALSE", record))
        spans.fp += k not in span_given and k not in free


def _mistake(document: dict[str, Any], what: str, record: dict[str, Any]) -> Mistake:
    text, start, end = document["text"], record["start"], record["end"]
    context = f"{text[max(0, start - 30) : start]}[{text[start:end]}]{text[end : end + 30]}".replace("\n", "⏎")
    return Mistake(document["id"], what, record, context)


def table(result: Evaluation) -> Iterator[str]:
    """The scores as lines of text."""
    for kind in (*result.scores, "ALL"):
        score = result.total if kind == "ALL" else result.scores[kind]
        span = result.total_spans if kind == "ALL" else result.spans[kind]
        yield (
            f"{kind:12s} gold {score.tp + score.fn:4d}  P {score.precision:.3f}  R {score.recall:.3f}"
            f"  F1 {score.f1:.3f}  span-F1 {span.f1:.3f}"
        )
