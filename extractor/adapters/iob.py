r"""IOB: one token a line with its tag, for training and comparing taggers. "The year 2023", for one:

    # id = "a1"
    # published = null
    # tokenizer = spacy.blank("ar") 3.8
    # scheme = IOB2
    # text = "عام 2023"
    # records = [{"kind": "date", "start": 0, …}]
    عام	0	3	B-date
    2023	4	8	I-date

Columns are tab-separated: token, start, end (code points of the text), tag. What stands in comments is JSON, so that the text and what
records say beyond their marks come back; the tags decide what the records are. A blank line stands where the text breaks its line, but
never within a record. No token is lost and none is shared: one that the edge of a record cuts is split there, and what a record holds
outside of all tokens is a token of its own. White space and backslashes within a token are escaped (``\u0020``, ``\\``).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import cache
from itertools import pairwise
from typing import Any

from ..errors import InputError
from .common import Source, as_dict, carried, disjoint, from_json, mark, outermost, rejoin, to_line

Tokenizer = Callable[[str], Iterable[tuple[int, int]]]
SCHEMES = {"IOB2": ("B", "I", "I", "B"), "IOBES": ("B", "I", "E", "S"), "BILOU": ("B", "I", "L", "U")}
"""For each scheme the letters of a record's first, middle and last token, and of its only one."""

_BREAK = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029]")
_space = re.compile(r"[\s\\\x85\u2028\u2029]").sub
_escaped = re.compile(r"\\(\\|u[0-9a-f]{4})").sub


def dump(document: Source, tokenizer: Tokenizer | None = None, scheme: str = "IOB2", *, nested: str = "raise") -> str:
    """Write a document in columns.

    Args:
        document: the document.
        tokenizer: gives the tokens of a text as half-open spans of code points, in order and apart; its name goes into a comment.
            Without one it is spaCy's blank Arabic.
        scheme: ``IOB2``, ``IOBES`` or ``BILOU``.
        nested: what becomes of overlapping records, as a place within the name of an organization: "raise", or "outer" to leave out all but
            the longest.

    Raises:
        InputError: there is no such scheme, a record can't be, two overlap, or the tokenizer gives spans that can't be.
    """
    if scheme not in SCHEMES:
        raise InputError(f"unknown scheme {scheme!r}; choose one of {', '.join(SCHEMES)}")
    opening, middle, closing, only = SCHEMES[scheme]
    data = as_dict(document)
    if nested == "outer":
        data["records"] = outermost(data["records"])
    elif nested != "raise":
        raise InputError(f"unknown nested={nested!r}; choose 'raise' or 'outer'")
    text, records = data["text"], disjoint(data["records"], "IOB", "say nested='outer' to keep the longer one")
    name = getattr(tokenizer, "__name__", type(tokenizer).__name__) if tokenizer else _arabic()[1]
    beside = carried(data)
    lines = [
        f"# id = {to_line(data['id'])}",
        f"# published = {to_line(data['published'])}",
        f"# tokenizer = {name}",
        f"# scheme = {scheme}",
        f"# text = {to_line(text)}",
        f"# records = {to_line(beside['records'])}",
    ]
    starts = [r["start"] for r in records]
    last, last_in = -1, -1
    for start, end in _tokens(text, records, _spans(text, tokenizer or _arabic()[0])):
        index = bisect_right(starts, start) - 1
        inside = index >= 0 and start < records[index]["end"]
        if last >= 0 and not (inside and index == last_in) and _BREAK.search(text, last, start):
            lines.append("")
        tag = "O"
        if inside:
            opens, closes = start == records[index]["start"], end == records[index]["end"]
            tag = f"{only if opens and closes else opening if opens else closing if closes else middle}-{records[index]['kind']}"
        token = _space(lambda c: "\\\\" if c[0] == "\\" else f"\\u{ord(c[0]):04x}", text[start:end])
        lines.append(f"{token}\t{start}\t{end}\t{tag}")
        last, last_in = start, index if inside else -1
    return "".join(f"{line}\n" for line in lines)


def load(columns: str) -> dict[str, Any]:
    """Read a document that `dump` wrote and a person or a tagger tagged anew.

    All three schemes are read by one rule: B, S and U open a record, E, L and S and U close it, I carries on a record of its kind and
    opens one where there is none.

    Returns:
        The contract's document. A record that is not where it was, or of another kind, has four fields.

    Raises:
        InputError: the comment with the text is gone, a line has not four columns, a token is not what the text has there, or a tag
            names no kind. The message names the line.
    """
    comments: dict[str, Any] = {}
    rows: list[tuple[int, int, str, str]] = []
    text: Any = None
    for number, line in enumerate(columns.split("\n"), 1):
        line = line.removesuffix("\r")
        where = f"line {number}"
        if line.startswith("# "):
            name, _, value = line[2:].partition(" = ")
            if name in ("id", "published", "text", "records"):
                comments[name] = from_json(value, where)
                text = comments.get("text")
        elif line:
            if not isinstance(text, str):
                raise InputError(f"{where}: no '# text = \"…\"' before the first token; keep the comments that `dump` writes")
            rows.append(_row(text, line, where))
    if not isinstance(text, str):
        raise InputError("no '# text = \"…\"'; keep the comments that `dump` writes")
    marks: list[dict[str, Any]] = []
    open_kind = None
    for start, end, tag, where in rows:
        letter, _, kind = tag.partition("-")
        if letter == "O" and not kind:
            open_kind = None
        elif letter not in ("B", "I", "E", "L", "S", "U"):
            raise InputError(f"{where}: unknown tag {tag!r}; write O or, for one, B-date and I-date")
        elif letter in "IEL" and kind == open_kind:
            marks[-1] = mark(text, kind, marks[-1]["start"], end, where)
        else:
            marks.append(mark(text, kind, start, end, where))
            open_kind = kind
        if letter in "ELSU":
            open_kind = None
    return rejoin(text, marks, comments)


def _row(text: str, line: str, where: str) -> tuple[int, int, str, str]:
    """Start, end and tag of a line, and what names it in an error."""
    parts = line.split("\t")
    if len(parts) != 4 or not re.fullmatch("[0-9]{1,15}", parts[1]) or not re.fullmatch("[0-9]{1,15}", parts[2]):
        raise InputError(f"{where}: expected token, start, end and tag with tabs between them, not {line[:60]!r}")
    token = _escaped(lambda c: "\\" if c[1] == "\\" else chr(int(c[1][1:], 16)), parts[0])
    start, end = int(parts[1]), int(parts[2])
    if text[start:end] != token or not token:
        raise InputError(f"{where}: the token is {token!r}, the text has {text[start:end][:60]!r} there; change tags alone")
    return start, end, parts[3], where


def _spans(text: str, tokenizer: Tokenizer) -> list[tuple[int, int]]:
    """The tokenizer's spans, checked."""
    spans = list(tokenizer(text))
    if any(not 0 <= a < b <= len(text) for a, b in spans) or any(left[1] > right[0] for left, right in pairwise(spans)):
        raise InputError("the tokenizer's spans overlap, are empty, out of order or outside the text; give (start, end) in code points")
    return spans


def _tokens(text: str, records: list[dict[str, Any]], spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans, split at the edges of records, with what records begin and end with outside of them."""
    starts = [a for a, _ in spans]
    more = set(spans)
    for record in records:
        start, end = record["start"], record["end"]
        before = bisect_right(starts, start) - 1
        if before < 0 or spans[before][1] <= start:
            more.add((start, min(end, starts[before + 1] if before + 1 < len(starts) else end)))
        before = bisect_right(starts, end - 1) - 1
        if before < 0 or spans[before][1] < end:
            more.add((max(start, spans[before][1] if before >= 0 else start), end))
    edges = sorted({edge for r in records for edge in (r["start"], r["end"])})
    out: list[tuple[int, int]] = []
    for start, end in sorted(more):
        cuts = edges[bisect_right(edges, start) : bisect_right(edges, end - 1)]
        out += pairwise([start, *cuts, end])
    return out


@cache
def _arabic() -> tuple[Tokenizer, str]:
    """spaCy's blank Arabic without its tokens of white space, and its name."""
    import spacy

    # The tokenizer alone: the pipeline refuses texts of more than a million characters.
    tokenizer = spacy.blank("ar").tokenizer
    version = ".".join(spacy.__version__.split(".")[:2])
    return lambda text: ((t.idx, t.idx + len(t)) for t in tokenizer(text) if not t.is_space), f'spacy.blank("ar") {version}'
