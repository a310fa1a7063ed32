"""A text with something put around its records: links, tags, footnotes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

Mark = str | Callable[[Any, str], str]


def annotate(
    text: str, records: Iterable[Any], mark: Mark, *, escape: Callable[[str], str] = str, start: int = 0, end: int | None = None
) -> str:
    """A text with its records marked. Offsets are those of the unmarked text, so no mark can get in the way of another.

    A record within another is marked within its mark; of two that cut into each other, the later one begins where the earlier one ends.

    Args:
        text: the text of which the records tell.
        records: records, in any order.
        mark: what becomes of a record: a function of the record and its text (inner marks included), or a format
            string with ``{inner}`` and fields of the record: ``"[{inner}](#{record.code})"``.
        escape: applied to all text between and within marks, such as `html.escape`.
        start, end: the part of the text that is wanted; records beyond it are left out, those across its edge are cut.

    >>> from extractor import extract
    >>> text = "القرار رقم 21-NQ/TW في 5 مايو"
    >>> annotate(text, extract(text).records, "<{record.kind}>{inner}</{record.kind}>")
    '<resolution>القرار رقم 21-NQ/TW</resolution> في <date>5 مايو</date>'
    """
    end = len(text) if end is None else end
    put = mark if callable(mark) else lambda record, inner: mark.format(record=record, inner=inner)
    wanted = sorted((r for r in records if r.start < end and r.end > start), key=lambda r: (r.start, -r.end))
    return _marked(text, start, end, wanted, put, escape)


def _marked(text: str, start: int, end: int, records: Sequence[Any], put: Callable[[Any, str], str], escape: Callable[[str], str]) -> str:
    out: list[str] = []
    done, at = start, 0
    while at < len(records):
        record = records[at]
        first, last = max(record.start, done), min(record.end, end)
        at += 1
        inner = at
        while at < len(records) and min(records[at].end, end) <= last:
            at += 1
        if first < last:
            out.append(escape(text[done:first]))
            out.append(put(record, _marked(text, first, last, records[inner:at], put, escape)))
            done = last
    out.append(escape(text[done:end]))
    return "".join(out)
