"""Explain: tokens with their senses, what bid at each place, what won and why (law 7)."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Any

from .pipeline import Extractor
from .records import plain

Section = tuple[str, tuple[str, ...], list[tuple[str, ...]]]


class Explanation(list[Section]):
    """Sections of (title, columns, rows): tokens, candidates, names, records; a tree in notebooks."""

    def _repr_html_(self) -> str:
        """The records, each to be opened: its fields, its words with their senses, and what bid for them."""
        rows = {title: rows for title, _, rows in self}
        out = []
        for span, text, kind, fields, rule in rows["Records"]:
            words = "".join(
                _leaf(f"<bdi>{escape(word)}</bdi>", " ".join(filter(None, (clitics and f"[{clitics}]", senses))))
                for place, word, clitics, senses in rows["Tokens"]
                if _touch(place, span)
            )
            bids = "".join(
                _leaf(f"<bdi>{escape(bid)}</bdi> {escape(pattern)}", verdict)
                for place, bid, _, pattern, _, verdict in rows["Candidates"]
                if _touch(place, span)
            )
            named = "".join(
                _leaf(f"<bdi>{escape(name)}</bdi> {escape(what)} {score}", verdict)
                for place, name, what, score, verdict in rows["Names"]
                if _touch(place, span)
            )
            branches = [("words", words), ("patterns that bid", bids), ("names that the tagger saw", named)]
            body = "".join(f"<li>{title}<ul>{leaves}</ul></li>" for title, leaves in branches if leaves)
            out.append(
                f"<details><summary><bdi>{escape(text)}</bdi> — <b>{kind}</b> {escape(rule)}</summary>"
                f"<ul><li><bdi>{escape(fields)}</bdi></li>{body}</ul></details>"
            )
        return f'<div dir="ltr">{"".join(out) or "no records"}</div>'


def _leaf(what: str, told: str) -> str:
    return f"<li>{what} — {escape(told)}</li>" if told else f"<li>{what}</li>"


def _touch(one: str, other: str) -> bool:
    """Whether two spans, written start-end, share a character."""
    (a, b), (c, d) = map(int, one.split("-")), map(int, other.split("-"))
    return a < d and c < b


def explain(extractor: Extractor, text: str, published: date | None = None) -> Explanation:
    """Read a text and tell how it was read.

    Args:
        extractor: whose patterns are used.
        text: the text.
        published: the document's date.

    Returns:
        Sections of (title, columns, rows): tokens, candidates, names, records; notebooks show them as a tree of records.
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
        candidates.append((f"{a}-{b}", text[a:b], rule.kind, rule.id, f"{bid['nth'] + 1} of {bid['bids']}", verdict))
    records: list[tuple[str, ...]] = []
    document = extractor(text, published=published)
    for record in document.records:
        data = plain(record)
        rest = {k: v for k, v in data.items() if k not in ("kind", "start", "end", "text", "rule") and v not in (None, [], "", False)}
        records.append(
            (f"{record.start}-{record.end}", record.text, record.kind, ", ".join(f"{k}={v}" for k, v in rest.items()), record.rule)
        )
    return Explanation(
        [
            ("Tokens", ("span", "text", "proclitics", "senses"), tokens),
            ("Candidates", ("span", "text", "kind", "pattern", "bid", "verdict"), candidates),
            ("Names", ("span", "text", "kind", "score", "verdict"), named),
            ("Records", ("span", "text", "kind", "fields", "rule"), records),
        ]
    )
