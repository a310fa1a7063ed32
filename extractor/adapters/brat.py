"""brat standoff: a ``.txt`` and an ``.ann`` beside it, and the two configuration files of a collection.

Offsets are code points of the ``.txt``, line ends as they are: brat's server slices decoded Python text (server/src/annotation.py in
nlplab/brat). Its browser part counts UTF-16 units, so a mark made *in brat* after an emoji lands one character late for each emoji
before it (nlplab/brat#1115); nothing in the file tells, so take such characters out of texts before annotating in brat.

An ``.ann`` is read line by line and repeats the marked text, so no mark may hold a line break; brat splits it into fragments,
``T1<TAB>date 0 5;6 10<TAB>text``, joined by a space (DISCONT_SEP in annotation.py). Types consist of ``[a-zA-Z0-9_-]``
(normalize_to_storage_form in server/src/projectconfig.py); the kinds do. What a record says beyond its mark is JSON in the note that
an annotator sees and can edit, ``#1<TAB>AnnotatorNotes T1<TAB>{…}``; the document's id and date are a note ``#0`` without a target.

A mark that a person moved keeps its note, as brat shows it beside the mark; one of another type, or without a note, has four fields.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from ..errors import InputError
from .common import COLOURS, KINDS, Source, as_dict, fields, in_order, mark, to_line

# Where str.splitlines breaks, as brat's reader does.
_run = re.compile("[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+").finditer
_mark = re.compile(r"(T\d+)\t(\S+) ([0-9]{1,15} [0-9]{1,15}(?:;[0-9]{1,15} [0-9]{1,15})*)[ ]*(?:\t(.*))?", re.DOTALL).fullmatch
_trigger = re.compile(r"E\d+\t[^\s:]+:(T\d+)").match
_surrogate = re.compile("[\ud800-\udfff]")
_DOCUMENT = "Document document"


def dump(document: Source) -> tuple[str, str]:
    """Write a document as brat's two files.

    Returns:
        The text of the ``.txt``, unchanged, and of the ``.ann``. Write both as UTF-8 without translating line ends.

    Raises:
        InputError: a record can't be, or begins or ends with a line break.

    >>> dump({"text": "زار ٥ مدن", "records": [{"kind": "count", "start": 4, "end": 5}]})[1]  # "visited 5 cities"
    'T1\\tcount 4 5\\t٥\\n'
    """
    data = as_dict(document)
    text = data["text"]
    lines = []
    if data["id"] is not None or data["published"] is not None:
        lines.append(f"#0\t{_DOCUMENT}\t{to_line({'id': data['id'], 'published': data['published']})}")
    for number, record in enumerate(data["records"], 1):
        start, end = record["start"], record["end"]
        runs = [(start + m.start(), start + m.end()) for m in _run(record["text"])]
        if not runs or (runs[0][0], runs[-1][1]) != (start, end):
            raise InputError(f"the record {start} to {end} begins or ends with a line break, which brat can't mark; trim its span")
        spans = ";".join(f"{a} {b}" for a, b in runs)
        lines.append(f"T{number}\t{record['kind']} {spans}\t{' '.join(text[a:b] for a, b in runs)}")
        if fields(record):
            said = {"kind": record["kind"], **fields(record)}
            lines.append(f"#{number}\tAnnotatorNotes T{number}\t{to_line(said)}")
    return text, "".join(f"{line}\n" for line in lines)


def load(txt: str, ann: str) -> dict[str, Any]:
    """Read a document as it came back from brat.

    Fragments are joined from the first to the last. Relations, events, attributes, normalizations and notes of other annotators are
    passed over, and so are the triggers of events.

    Args:
        txt: the text.
        ann: the lines of its ``.ann``.

    Returns:
        The contract's document.

    Raises:
        InputError: a line is no standoff, a type is no kind, a span is not in the text, its text is another, or something other than
            white space lies between two fragments. The message names the line.
    """
    lines = [(number, line.removesuffix("\r")) for number, line in enumerate(ann.split("\n"), 1) if line.strip()]
    triggers = {found[1] for _, line in lines if (found := _trigger(line))}
    about: dict[str, Any] = {}
    notes: dict[str, dict[str, Any]] = {}
    marks: dict[str, dict[str, Any]] = {}
    for number, line in lines:
        if line[0] == "T":
            found = _mark(line)
            if not found:
                raise InputError(f"line {number}: expected 'T1<TAB>kind start end<TAB>text', not {line[:60]!r}")
            if found[2] not in KINDS and found[1] in triggers:
                continue
            if found[1] in marks:
                raise InputError(f"line {number}: {found[1]} is there twice; number one of the two anew")
            marks[found[1]] = _read(txt, found, number)
        elif line[0] == "#":
            _, target, said = _note(line)
            if target == _DOCUMENT:
                about = said
            elif said:
                notes[target.rpartition(" ")[2]] = said
        elif line[0] not in "REAMN*":
            raise InputError(f"line {number}: no brat standoff: {line[:60]!r}; is this the .ann of the text?")
    records = [{**m, **fields(said)} if (said := notes.get(id, {})).get("kind") == m["kind"] else m for id, m in marks.items()]
    return {"id": about.get("id"), "published": about.get("published"), "text": txt, "records": in_order(records)}


def _read(txt: str, found: re.Match[str], number: int) -> dict[str, Any]:
    """A record from the parts of a mark's line."""
    where = f"line {number}"
    pairs = [[int(offset) for offset in pair.split()] for pair in found[3].split(";")]
    pieces = [mark(txt, found[2], start, end, where) for start, end in pairs]
    for left, right in pairwise(pieces):
        between = txt[left["end"] : right["start"]]
        if left["end"] > right["start"] or between.strip():
            raise InputError(f"{where}: {found[1]} is in pieces with {between[:40]!r} between them; mark one stretch, or each as its own")
    told = " ".join(piece["text"] for piece in pieces)
    if found[4] is not None and found[4].rstrip() != told.rstrip():
        raise InputError(f"{where}: {found[1]} says {found[4][:60]!r}, the text has {told[:60]!r} there; .txt and .ann are not of one text")
    return mark(txt, found[2], pieces[0]["start"], pieces[-1]["end"], where)


def _note(line: str) -> tuple[str, str, dict[str, Any]]:
    """A note's id, its type with its target, and its JSON object, empty where a person wrote something else."""
    id, target, told = [*line.split("\t", 2), "", ""][:3]
    try:
        said = json.loads(told)
    except (ValueError, RecursionError):
        said = None
    return id, target, said if isinstance(said, dict) else {}


def annotation_conf() -> str:
    """The collection's ``annotation.conf``: one entity type for each kind."""
    return "\n".join(["[entities]", *KINDS, "", "[relations]", "", "[events]", "", "[attributes]", ""])


def visual_conf() -> str:
    """The collection's ``visual.conf``: text right to left, a colour for each kind.

    ``Text direction:rtl`` is read by visual_options_get_text_direction in brat's server/src/projectconfig.py.
    """
    drawing = [f"{kind}\tbgColor:{colour}" for kind, colour in COLOURS.items()]
    drawing += ["SPAN_DEFAULT\tfgColor:black, bgColor:lightgreen, borderColor:darken", "ARC_DEFAULT\tcolor:black"]
    return "\n".join(["[options]", "Text direction:rtl", "", "[labels]", *(f"{k} | {k}" for k in KINDS), "", "[drawing]", *drawing, ""])


def write_folder(documents: Iterable[Source], folder: str | Path) -> None:
    """Write a collection for brat's ``data`` directory: two files a document, ``annotation.conf`` and ``visual.conf``.

    Files are numbered in the given order and carry the document's id as far as a file name can; the id itself is in the ``.ann``.
    Half a surrogate pair, which UTF-8 can't hold, becomes U+FFFD; no offset moves.

    Args:
        documents: any number.
        folder: made if it is not there.

    Raises:
        InputError: the folder holds texts already, or `dump` raises it.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.glob("*.txt")):
        raise InputError(f"{folder} holds .txt files already; name an empty folder")
    _write(folder / "annotation.conf", annotation_conf())
    _write(folder / "visual.conf", visual_conf())
    for number, document in enumerate(documents, 1):
        data = as_dict(document)
        txt, ann = dump(data)
        id = data["id"]
        stem = f"{number:05d}" + (f"-{re.sub(r'[^A-Za-z0-9_-]+', '_', id)[:60]}" if id else "")
        _write(folder / f"{stem}.txt", txt)
        _write(folder / f"{stem}.ann", ann)


def read_folder(folder: str | Path) -> Iterator[dict[str, Any]]:
    """Read a collection, in the order of its file names.

    A document without an id takes its file's name.

    Raises:
        InputError: there is no text, a text has no ``.ann``, a file is not UTF-8, or `load` raises it; the message names the file.
    """
    paths = sorted(Path(folder).glob("*.txt"))
    if not paths:
        raise InputError(f"{folder} holds no .txt files; name the folder of a brat collection")
    for path in paths:
        beside = path.with_suffix(".ann")
        if not beside.exists():
            raise InputError(f"{path.name} has no {beside.name} beside it; brat wants an empty file where there are no marks")
        try:
            data = load(_text(path), _text(beside))
        except InputError as error:
            raise InputError(f"{path.name}: {error}") from None
        yield {**data, "id": path.stem if data["id"] is None else data["id"]}


def _write(path: Path, text: str) -> None:
    path.write_bytes(_surrogate.sub("\ufffd", text).encode("utf-8"))


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{path.name} is not UTF-8 (byte {error.start}); brat reads UTF-8 alone") from None
