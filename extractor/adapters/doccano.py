"""doccano: JSONL for a sequence labeling project.

Offsets are UTF-16 units: doccano stores what its JavaScript counts (doccano/doccano#2290; Text.ts in doccano/v-annotator), so they
are converted both ways. In projects that "count grapheme clusters as one character" they are something else: leave that option off.
``\\r`` and ``\\n`` are one unit each; shifts in texts with ``\\r\\n`` were reported (#2114, open), so bring line ends to ``\\n`` before
annotating.

All other keys of a line become the example's metadata and are written out beside its text again (ExportedExample in
backend/data_export/models.py), through pandas, which rounds numbers inside of objects. So what records say beyond their marks
travels as a JSON *string* under the key ``extractor``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..errors import InputError
from .common import Source, Utf16, as_dict, carried, from_json, mark, rejoin, to_line


def dump(document: Source, entities: bool = False) -> str:
    """Write a document as one line of JSONL, without the line end.

    Args:
        document: the document.
        entities: write ``"entities": [{id, start_offset, end_offset, label}]``, for projects with relations, and not
            ``"label": [[start, end, label]]``.

    Raises:
        InputError: a record can't be.

    >>> dump({"text": "😀 ٥ مدن", "records": [{"kind": "count", "start": 2, "end": 3}]})[:46]  # "5 cities"
    '{"text": "😀 ٥ مدن", "label": [[3, 4, "count"]]'
    """
    data = as_dict(document)
    units = Utf16(data["text"])
    spans = [(units.of(r["start"]), units.of(r["end"]), r["kind"]) for r in data["records"]]
    line: dict[str, Any] = {"text": data["text"]}
    if entities:
        line["entities"] = [{"id": i, "label": k, "start_offset": a, "end_offset": b} for i, (a, b, k) in enumerate(spans)]
    else:
        line["label"] = [list(span) for span in spans]
    return to_line({**line, "extractor": to_line(carried(data))})


def load(line: str | Mapping[str, Any]) -> dict[str, Any]:
    """Read one exported example.

    Args:
        line: a line of the export, or its JSON object; labels under ``label``, ``labels`` or ``entities``.

    Returns:
        The contract's document. A span that a person moved or labelled anew has four fields.

    Raises:
        InputError: it is no JSON object with a text, a label is no kind, or a span is not in the text.
    """
    example = from_json(line, "the line") if isinstance(line, str) else line
    text = example.get("text") if isinstance(example, Mapping) else None
    if not isinstance(text, str):
        raise InputError("no 'text'; export as JSONL from a sequence labeling project")
    units = Utf16(text)
    found: Any = next((example[name] for name in ("label", "labels", "entities") if example.get(name)), [])
    if not isinstance(found, list):
        raise InputError("the labels are no list; export as JSONL from a sequence labeling project")
    marks = []
    for index, span in enumerate(found):
        where = f"label {index}"
        start, end, kind = (
            (span.get(n) for n in ("start_offset", "end_offset", "label")) if isinstance(span, Mapping) else _three(span, where)
        )
        marks.append(mark(text, kind, *units.span_back(start, end), where))
    beside = example.get("extractor")
    return rejoin(text, marks, from_json(beside, "the key 'extractor'") if isinstance(beside, str) else beside)


def _three(span: Any, where: str) -> list[Any]:
    if not isinstance(span, list) or len(span) != 3:
        raise InputError(f"{where}: expected [start, end, label], not {span!r}")
    return span


def read(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Read an export line by line; empty lines are passed over.

    Args:
        lines: an open text file, for one.

    Raises:
        InputError: as `load`; the message names the line.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield load(line)
            except InputError as error:
                raise InputError(f"line {number}: {error}") from None
