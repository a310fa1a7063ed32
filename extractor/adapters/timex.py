"""TimeML: dates and durations as inline TIMEX3 tags.

Written after TimeML 1.2.1 in the layout of the TempEval-3 data: ``<TimeML>`` with DOCID, DCT and TEXT. The attributes are the
standard's (timeml.github.io/site/publications/timeMLdocs/timeml_1.2.html; its grammar also stands at
nlp.stanford.edu/nlp/javadoc/javanlp/edu/stanford/nlp/time/Timex.html); the values those of TIDES 2005, on which TIMEX3 builds:

| contract (EDTF) | TIMEX3 |
| --- | --- |
| `2022-06-16` `2023-06` `2023` `2024-W25` `XXXX-06-25` | the same |
| `202X` `18XX` | `202` `18` |
| `2025-33`…`2025-36` (quarters) | `2025-Q1`…`2025-Q4` |
| `2015-40` `2015-41` (halves) | `2015-H1` `2015-H2` |
| `2025-21`…`2025-24` (seasons) | `2025-SP` `2025-SU` `2025-FA` `2025-WI` |
| null | X for each digit of its granularity: `XXXX-XX-XX` |

TIMEX3 has no value for an interval. It has durations with two ends: `2020/2025` is type DURATION with ``beginPoint`` and ``endPoint``,
which name two empty DATE tags behind it; its value is the length in the unit of both ends, `P6Y`, or `PXD` where there is none; an
open end has no tag. A range of durations has the count X (`PXY`), and both ends are in ``comment``. So has a Hijri date as written;
its value is Gregorian as in the contract. What `published` resolved is ``temporalFunction="true"`` with the DCT for its anchor. No tag
of type TIME or SET is written, as no record says so, and none is read.

Our own fields travel in an attribute of our namespace and count as long as the standard attributes are as they were written: who edits
a value has it read back from there. Characters that XML 1.0 forbids are written as U+FFFD, which moves no offset, and are restored from
an attribute of TEXT; ``\\r`` is ``&#13;``.
"""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from ..errors import InputError
from .common import Source, as_dict, disjoint, fields, mark, to_line

NAMESPACE = "urn:arabic-extractor"

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PARTS = {
    "21": "SP", "22": "SU", "23": "FA", "24": "WI", "33": "Q1", "34": "Q2", "35": "Q3", "36": "Q4", "40": "H1", "41": "H2",
}  # fmt: skip
_CODES = {part: code for code, part in _PARTS.items()}
_UNKNOWN = {"day": "XXXX-XX-XX", "month": "XXXX-XX", "week": "XXXX-WXX", "quarter": "XXXX-QX", "half": "XXXX-HX"}
_DATE_MOD = {
    "start": "START", "mid": "MID", "end": "END", "approximate": "APPROX", "before": "BEFORE", "after": "AFTER",
    "since": "ON_OR_AFTER", "until": "ON_OR_BEFORE",
}  # fmt: skip
_LENGTH_MOD = {
    "approximate": "APPROX", "more_than": "MORE_THAN", "less_than": "LESS_THAN", "at_least": "EQUAL_OR_MORE",
    "at_most": "EQUAL_OR_LESS",
}  # fmt: skip
_UNITS = {"Y": r"\d{4}", "M": r"\d{4}-(?:0\d|1[0-2])", "D": r"\d{4}-\d\d-\d\d"}
_DATE_BACK = {mod: modifier for modifier, mod in _DATE_MOD.items()}
_LENGTH_BACK = {mod: modifier for modifier, mod in _LENGTH_MOD.items()}
_CREATION = ("CREATION_TIME", "PUBLICATION_TIME")


def dump(document: Source) -> str:
    """Write a document's dates and durations as TimeML.

    Records of other kinds are left out.

    Raises:
        InputError: a record can't be, or two dates or durations overlap, which inline tags can't.

    >>> found = {"kind": "date", "start": 3, "end": 7, "value": "2023"}
    >>> print(dump({"text": "في 2023", "records": [found]}).splitlines()[2])  # "in 2023"
    <TEXT>في <TIMEX3 tid="t1" type="DATE" value="2023" x:record='{"kind": "date", "value": "2023"}'>2023</TIMEX3></TEXT>
    """
    data = as_dict(document)
    text = data["text"]
    records = disjoint([r for r in data["records"] if r["kind"] in ("date", "duration")], "TimeML")
    out = ['<?xml version="1.0" encoding="UTF-8"?>\n', f'<TimeML xmlns:x="{NAMESPACE}">\n']
    if data["id"] is not None:
        out.append(f"<DOCID>{_clean(data['id'])}</DOCID>\n")
    if data["published"] is not None:
        day = {
            "tid": "t0",
            "type": "DATE",
            "value": _legal(data["published"]),
            "temporalFunction": "false",
            "functionInDocument": _CREATION[0],
        }
        out.append(f"<DCT>{_tag(day, data['published'])}</DCT>\n")
    lost = to_line([[m.start(), ord(m[0])] for m in _FORBIDDEN.finditer(text)])
    out.append("<TEXT>" if lost == "[]" else f"<TEXT x:forbidden={quoteattr(lost)}>")
    done, number = 0, 1
    for record in records:
        out.append(_clean(text[done : record["start"]]))
        tags = _attributes(record, number, data["published"] is not None)
        own = to_line({"kind": record["kind"], **fields(record)})
        out.append(_tag({**tags[0], "x:record": own}, record["text"]))
        out += [_tag(point, "") for point in tags[1:]]
        done, number = record["end"], number + len(tags)
    out.append(f"{_clean(text[done:])}</TEXT>\n</TimeML>\n")
    return "".join(out)


def load(xml: str) -> dict[str, Any]:
    """Read the dates and durations of a TimeML document.

    The text is that of TEXT without tags, or of the whole document where there is no TEXT. Other tags, and times of day, sets and empty
    tags, are passed over; points that a duration names are read as its ends.

    Returns:
        The contract's document. A record that was made elsewhere has the four fields and what its attributes say: ``value`` and
        ``modifier``, and for a date its ``granularity``.

    Raises:
        InputError: it is no well-formed XML, with the line, or a TIMEX3 holds another.
    """
    reader = _Reader()
    parser = ElementTree.XMLParser(target=reader)
    try:
        parser.feed(xml)
        parser.close()
    except (ElementTree.ParseError, ValueError) as error:
        raise InputError(f"no well-formed XML: {error}; write & and < of the text as &amp; and &lt;") from None
    text = reader.text()
    records = [_record(text, *found, reader.points) for found in reader.found if found[0] < found[1]]
    return {"id": reader.id, "published": reader.published, "text": text, "records": [r for r in records if r]}


class _Reader:
    """A parser's target: collects the text, the TIMEX3 tags with their spans, and what the head of the document says."""

    def __init__(self) -> None:
        self.id: str | None = None
        self.published: str | None = None
        self.points: dict[str, dict[str, str]] = {}
        self.found: list[tuple[int, int, dict[str, str]]] = []
        self._parts: list[str] = []
        self._length = 0
        self._head: list[str] | None = None
        self._open: tuple[int, dict[str, str]] | None = None
        self._forbidden = "[]"
        self._done = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "TEXT":
            # What stood before TEXT is layout.
            self._parts, self._length, self.found = [], 0, []
            self._forbidden = attributes.get(f"{{{NAMESPACE}}}forbidden", "[]")
        elif tag in ("DOCID", "DCT"):
            self._head = []
        elif tag == "TIMEX3":
            self.points[attributes.get("tid", "")] = attributes
            if attributes.get("functionInDocument") in _CREATION and self.published is None:
                self.published = attributes.get("value", "")[:10] or None
            if self._head is None and not self._done:
                if self._open:
                    raise InputError(f"TIMEX3 {attributes.get('tid')!r} stands within another; close the outer one before it")
                self._open = (self._length, attributes)

    def data(self, data: str) -> None:
        if self._head is not None:
            self._head.append(data)
        elif not self._done:
            self._parts.append(data)
            self._length += len(data)

    def end(self, tag: str) -> None:
        if tag == "TEXT":
            self._done = True
        elif tag in ("DOCID", "DCT") and self._head is not None:
            if tag == "DOCID":
                self.id = "".join(self._head)
            self._head = None
        elif tag == "TIMEX3" and self._open:
            self.found.append((self._open[0], self._length, self._open[1]))
            self._open = None

    def text(self) -> str:
        """The text, with the forbidden characters for which U+FFFD stands."""
        text = "".join(self._parts)
        try:
            lost = {offset: chr(code) for offset, code in json.loads(self._forbidden)}
        except (ValueError, TypeError, OverflowError):
            lost = {}
        return "".join(lost.get(i, c) if c == "\ufffd" else c for i, c in enumerate(text)) if lost else text


def _record(text: str, start: int, end: int, attributes: dict[str, str], points: dict[str, dict[str, str]]) -> dict[str, Any] | None:
    """The record of a tag, None for a time of day or a set."""
    type = attributes.get("type")
    if type not in ("DATE", "DURATION"):
        return None
    own = _own(attributes, points)
    if own:
        return {**mark(text, own["kind"], start, end, "TIMEX3"), **fields(own)}
    ends = [attributes.get(name) for name in ("beginPoint", "endPoint")]
    said, mod = attributes.get("value", ""), attributes.get("mod", "")
    value: str | None
    if type == "DATE":
        value, granularity = _edtf(said)
    elif any(ends):
        sides = [_edtf(points.get(end or "", {}).get("value", ""))[0] or ".." for end in ends]
        value, granularity = "/".join(sides), "interval"
    else:
        out = mark(text, "duration", start, end, "TIMEX3")
        return {**out, "value": None if "X" in said else said or None, "modifier": _LENGTH_BACK.get(mod, "exact")}
    return {**mark(text, "date", start, end, "TIMEX3"), "value": value, "granularity": granularity, "modifier": _DATE_BACK.get(mod)}


def _own(attributes: dict[str, str], points: dict[str, dict[str, str]]) -> dict[str, Any] | None:
    """The record that was written, where nobody changed a standard attribute since."""
    try:
        said = json.loads(attributes.get(f"{{{NAMESPACE}}}record", ""))
        number = int(attributes.get("tid", "")[1:])
        written = _attributes(said, number, "t0" in points)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    now = [attributes, *(points.get(point["tid"], {}) for point in written[1:])]
    same = all({k: v for k, v in tag.items() if not k.startswith("{")} == was for tag, was in zip(now, written, strict=True))
    return said if same and said["kind"] in ("date", "duration") else None


def _attributes(record: dict[str, Any], number: int, dated: bool) -> list[dict[str, str]]:
    """The standard attributes of a record's tag, and those of the points it names.

    Args:
        record: a date or a duration.
        number: of its ``tid``; points follow.
        dated: whether the document has a creation time to anchor to.
    """
    value = None if record.get("value") is None else _legal(str(record["value"]))
    out = {"tid": f"t{number}", "type": "DATE", "value": ""}
    points: list[dict[str, str]] = []
    comment = ""
    if record["kind"] == "duration":
        out["type"] = "DURATION"
        mod = _LENGTH_MOD.get(record.get("modifier") or "")
        out["value"] = value or "PX"
        if value is None and record.get("low"):
            comment = _legal(f"{record['low']}..{record.get('high')}")
        if value is None or record.get("modifier") == "multiples":
            out["value"] = re.sub(r"\d+(?:\.\d+)?", "X", value or _legal(str(record.get("low") or "PXD")))
    else:
        mod = _DATE_MOD.get(record.get("modifier") or "")
        left, slash, right = (value or "").partition("/")
        if slash:
            out |= {"type": "DURATION", "value": _length(left, right)}
            for name, side in (("beginPoint", left), ("endPoint", right)):
                if side not in ("", ".."):
                    points.append({"tid": f"t{number + len(points) + 1}", "type": "DATE", "value": _timex(side)})
                    out[name] = points[-1]["tid"]
        else:
            out["value"] = _timex(value) if value else _UNKNOWN.get(record.get("granularity") or "", "XXXX")
        if record.get("calendar") == "hijri":
            comment = _legal(f"hijri {record.get('written')}")
        if record.get("anchored"):
            out["temporalFunction"] = "true"
            if dated:
                out["anchorTimeID"] = "t0"
    if mod:
        out["mod"] = mod
    if comment:
        out["comment"] = comment
    return [out, *points]


def _timex(value: str) -> str:
    """The TIMEX3 value of a date that is no interval."""
    year, _, part = value.partition("-")
    if not part and re.fullmatch(r"\d+X+", year):
        return year.rstrip("X")
    return f"{year}-{_PARTS[part]}" if part in _PARTS else value


def _edtf(value: str) -> tuple[str | None, str]:
    """The contract's value of a TIMEX3 date, None for one that says nothing, and its granularity."""
    year, _, part = value.partition("-")
    if re.fullmatch(r"\d{2,3}", value):
        return value + "X" * (4 - len(value)), "century" if len(value) == 2 else "decade"
    if part in _CODES:
        code = _CODES[part]
        return f"{year}-{code}", {"2": "season", "3": "quarter", "4": "half"}[code[0]]
    shapes = {"day": r"[\dX]{4}-[\dX]{2}-[\dX]{2}", "month": r"[\dX]{4}-[\dX]{2}", "week": r"[\dX]{4}-W[\dX]{2}", "year": r"[\dX]{4}"}
    granularity = next((name for name, shape in shapes.items() if re.match(rf"{shape}(?![\dX])", value)), "day")
    # A time of day behind the date is no part of the contract.
    value = value.partition("T")[0]
    return value if re.search(r"\d", value) and re.fullmatch(r"[\dXW-]+", value) else None, granularity


def _length(left: str, right: str) -> str:
    """How long an interval is, both ends within it, in the unit of its ends."""
    unit = next((u for u, shape in _UNITS.items() if re.fullmatch(shape, left) and re.fullmatch(shape, right)), "")
    if unit == "Y":
        return f"P{int(right) - int(left) + 1}Y"
    if unit == "M":
        return f"P{(int(right[:4]) - int(left[:4])) * 12 + int(right[5:]) - int(left[5:]) + 1}M"
    try:
        return f"P{(date.fromisoformat(right) - date.fromisoformat(left)).days + 1}D" if unit else "PXD"
    except ValueError:
        return "PXD"


def _legal(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)


def _clean(text: str) -> str:
    return escape(_legal(text), {"\r": "&#13;"})


def _tag(attributes: dict[str, str], text: str) -> str:
    written = " ".join(f"{name}={quoteattr(value)}" for name, value in attributes.items())
    return f"<TIMEX3 {written}>{_clean(text)}</TIMEX3>" if text else f"<TIMEX3 {written}/>"
