"""doccano: lines in full, exports as doccano writes them."""

from __future__ import annotations

import json

import pytest

from extractor import InputError
from extractor.adapters import doccano

from . import document, hard

# doccano/doccano#2290: code points 19 to 29 are 22 to 32 in doccano.
FIRE = "👨🏻\u200d🚒 firemen drive firetrucks at work"


def test_offsets_are_utf16_units() -> None:
    text = "👨🏻🚒 firemen drive firetrucks at work"
    data = document(text, ("person", "firetrucks"))
    assert (data["records"][0]["start"], data["records"][0]["end"]) == (18, 28)
    assert json.loads(doccano.dump(data))["label"] == [[21, 31, "person"]]
    data = document(FIRE, ("person", "firetrucks"))
    assert (data["records"][0]["start"], data["records"][0]["end"]) == (19, 29)
    assert json.loads(doccano.dump(data))["label"] == [[22, 32, "person"]]
    assert doccano.load({"id": 1, "text": FIRE, "label": [[22, 32, "person"]]}) == data


def test_lines_in_full() -> None:
    data = document("😀 ٢٠٢٣", ("date", "٢٠٢٣"), id="a")
    data["records"][0]["value"] = "2023"
    beside = '"extractor": "{\\"id\\": \\"a\\", \\"published\\": null, \\"records\\": [{\\"kind\\": \\"date\\", \\"start\\": 2, \\"end\\": 6, \\"value\\": \\"2023\\"}]}"}'
    assert doccano.dump(data) == '{"text": "😀 ٢٠٢٣", "label": [[3, 7, "date"]], ' + beside
    entities = '{"text": "😀 ٢٠٢٣", "entities": [{"id": 0, "label": "date", "start_offset": 3, "end_offset": 7}], '
    assert doccano.dump(data, entities=True) == entities + beside


def test_exports_of_people() -> None:
    data = document("😀 ٢٠٢٣ و ٥", ("date", "٢٠٢٣"), ("count", "٥"))
    data["records"][0]["value"] = "2023"
    line = json.loads(doccano.dump(data))
    # Moved, renamed and added; doccano's own id, comments and relations beside.
    line |= {"id": 12, "label": [[3, 6, "date"], [10, 11, "ordinal"], [8, 9, "person"]], "Comments": ["?"], "relations": []}
    assert doccano.load(line) == document("😀 ٢٠٢٣ و ٥", ("date", "٢٠٢"), ("person", "و"), ("ordinal", "٥"))
    made = {"id": 1, "text": "٥", "entities": [{"id": 4, "label": "count", "start_offset": 0, "end_offset": 1}], "relations": [{"id": 0}]}
    assert doccano.load(made) == document("٥", ("count", "٥"))
    assert doccano.load({"id": 1, "text": "٥", "labels": [[0, 1, "count"]]}) == document("٥", ("count", "٥"))
    assert doccano.load('{"text": "٥", "label": []}') == document("٥")


def test_a_file_is_read_line_by_line() -> None:
    documents = [hard(), document("\u2028\x85", id="b")]
    file = "\n".join(doccano.dump(d) for d in documents) + "\n\n"
    assert file.count("\n") == 3 and len(file.splitlines()) == 3
    assert list(doccano.read(file.splitlines(keepends=True))) == documents
    with pytest.raises(InputError, match="line 2: label 0: unknown kind 'ORG'; the kinds are"):
        list(doccano.read([doccano.dump(documents[1]), '{"text": "x", "label": [[0, 1, "ORG"]]}']))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "the line: no JSON"),
        ("[]", "no 'text'"),
        ('{"data": "x"}', "no 'text'"),
        ('{"text": "x", "label": {"a": 1}}', "the labels are no list"),
        ('{"text": "x", "label": [[0, 1]]}', "label 0: expected \\[start, end, label\\]"),
        ('{"text": "x", "label": [["0", 1, "date"]]}', "label 0: the span '0' to 1"),
        ('{"text": "x", "label": [[0, 2, "date"]]}', "label 0: the span 0 to 2 is empty or outside the text of 1"),
        ('{"text": "😀x", "label": [[1, 3, "date"]]}', "offset 1 cuts a character in two"),
        ('{"text": "x", "extractor": "{"}', "the key 'extractor': no JSON"),
        ('{"text": "x", "extractor": 7}', "are damaged"),
    ],
)
def test_broken_lines(line: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        doccano.load(line)
