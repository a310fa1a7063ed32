"""Explain: tokens with their senses, what bid at each place, what won and why (law 7)."""

from __future__ import annotations

from datetime import date
from typing import Any

from .pipeline import Extractor
from .records import plain

Section = tuple[str, tuple[str, ...], list[tuple[str, ...]]]


def explain(extractor: Extractor, text: str, published: date | None = None) -> list[Section]:
    """Read a text and tell how it was read.

    Args:
        extractor: whose patterns are used.
        text: the text.
        published: the document's date.

    Returns:
        Sections of (title, columns, rows): tokens, candidates, names, records.
    """
    trace: list[dict[str, Any]] = []
    reading = extractor.read(text, published, trace=trace)
    tokens: list[tuple[str, ...]] = []
    for token in reading.tokens:
        start, end = reading.view.origin(token.start, token.end)
        senses = [f"{s} = {e.value}" if e.value is not None else s for s, e in (token.word.senses.items() if token.word else ())]
        if token.number is not None:
            n = token.number
            senses.insert(0, f"number {n.value}" if n.value is not None else f"range {n.low}..{n.high}")
        elif token.special:
            senses.insert(0, token.special)
        if token.place:
            senses.append("place " + " / ".join(p.name for p in token.place[:3]))
        tokens.append((f"{start}-{end}", text[start:end], token.clitics + ("+ال" if token.definite else ""), "; ".join(senses)))
    candidates: list[tuple[str, ...]] = []
    settled = {(d.start, d.end, d.rule) for d in reading.drafts}
    named: list[tuple[str, ...]] = []
    for bid in trace:
        if "name" in bid:
            a, b = reading.view.origin(bid["start"], bid["end"])
            named.append((f"{a}-{b}", text[a:b], bid["name"].kind, f"{bid['name'].score:.2f}", bid["verdict"]))
            continue
        slots, rule, drafts = bid["slots"], bid["rule"], bid["drafts"]
        if slots.first < 0:
            continue
        a, b = reading.view.origin(slots.start, max(slots.end, slots.start + 1))
        if drafts is None:
            verdict = "declined: the words fit, the values don't"
        elif not drafts:
            verdict = "won: no record here"
        elif any((d.start, d.end, d.rule) in settled for d in drafts):
            verdict = f"won by priority {rule.priority} and coverage" if bid["bids"] > 1 else "won: nothing else bid"
        else:
            verdict = "won, then joined with a neighbour or covered by a longer reading"
        candidates.append((text[a:b], rule.kind, rule.id, f"{bid['nth'] + 1} of {bid['bids']}", verdict))
    records: list[tuple[str, ...]] = []
    document = extractor(text, published=published)
    for record in document.records:
        data = plain(record)
        rest = {k: v for k, v in data.items() if k not in ("kind", "start", "end", "text", "rule") and v not in (None, [], "", False)}
        records.append(
            (f"{record.start}-{record.end}", record.text, record.kind, ", ".join(f"{k}={v}" for k, v in rest.items()), record.rule)
        )
    return [
        ("Tokens", ("span", "text", "proclitics", "senses"), tokens),
        ("Candidates", ("text", "kind", "pattern", "bid", "verdict"), candidates),
        ("Names", ("span", "text", "kind", "score", "verdict"), named),
        ("Records", ("span", "text", "kind", "fields", "rule"), records),
    ]
