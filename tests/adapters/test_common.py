"""The shared floor: documents checked, UTF-16 offsets."""

from __future__ import annotations

import time

import pytest
from hypothesis import given

from extractor import InputError
from extractor.adapters.common import COLOURS, KINDS, Utf16, as_dict, from_json, rejoin, to_line

from . import document, documents


def test_utf16_by_hand() -> None:
    # A man and a girl joined: U+1F468 U+200D U+1F467 are two units, one, two.
    units = Utf16("a😀b👨\u200d👧ج")
    assert [units.of(i) for i in range(8)] == [0, 1, 3, 4, 6, 7, 9, 10]
    assert [units.back(u) for u in (0, 1, 3, 4, 6, 7, 9, 10)] == list(range(8))
    assert [Utf16("\uffff\U00010000a").of(i) for i in range(4)] == [0, 1, 3, 4]
    for cut in (2, 5, 8):
        with pytest.raises(InputError, match="cuts a character in two"):
            units.back(cut)


@given(documents())
def test_utf16_is_what_the_codec_says(data: dict) -> None:
    text = data["text"]
    units = Utf16(text)
    for offset in range(len(text) + 1):
        assert units.of(offset) == len(text[:offset].encode("utf-16-le")) // 2
        assert units.back(units.of(offset)) == offset


def test_utf16_is_linear() -> None:
    text = "😀ب" * 300_000
    began = time.perf_counter()
    units = Utf16(text)
    assert all(units.back(units.of(i)) == i for i in range(0, len(text), 10))
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({"kind": "dat", "start": 0, "end": 3}, r"record 0: unknown kind 'dat'; the kinds are count, percentage, "),
        ({"kind": ["date"], "start": 0, "end": 3}, "unknown kind"),
        ({"kind": "date", "start": 0, "end": 9}, "outside the text of 3 characters"),
        ({"kind": "date", "start": 2, "end": 2}, "is empty or outside"),
        ({"kind": "date", "start": True, "end": 2}, "is empty or outside"),
        ({"kind": "date", "start": "0", "end": 2}, "is empty or outside"),
        ({"kind": "date", "start": 0, "end": 3, "text": "عاد"}, "its text is 'عاد', the document has 'عام' at 0"),
        ("date", "a record is an object"),
    ],
)
def test_records_that_can_not_be(record: object, message: str) -> None:
    with pytest.raises(InputError, match=message):
        as_dict({"text": "عام", "records": [record]})


def test_a_document_needs_a_text() -> None:
    with pytest.raises(InputError, match="needs a string 'text'"):
        as_dict({"records": []})


def test_a_minimal_document_is_filled() -> None:
    assert as_dict(
        {"text": "5 6", "records": [{"kind": "count", "start": 2, "end": 3}, {"kind": "count", "start": 0, "end": 1}]}
    ) == document("5 6", ("count", "5"), ("count", "6"))


def test_lines_stay_lines() -> None:
    value = {"a": "\u2028\u2029\x85\x7f\n\r\x0b\x1c\ud800\uffff بـ"}
    line = to_line(value)
    assert len(line.splitlines()) == 1 and line.encode() and from_json(line, "x") == value and "بـ" in line


@pytest.mark.parametrize("beside", [[], "x", {"records": 5}, {"records": ["x"]}])
def test_damaged_fields(beside: object) -> None:
    with pytest.raises(InputError, match="are damaged"):
        rejoin("5", [], beside)


def test_every_kind_has_its_colour() -> None:
    assert set(COLOURS) == set(KINDS) and len(set(COLOURS.values())) == len(KINDS) == 11
