"""IOB: columns in full, tokens split at records, tags changed by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import spacy
from hypothesis import given

from extractor import InputError
from extractor.adapters import iob

from . import document, documents


def words(text: str) -> Iterator[tuple[int, int]]:
    return (m.span() for m in re.finditer(r"\S+", text))


def rows(columns: str) -> list[str]:
    return [line for line in columns.splitlines() if not line.startswith("# ")]


def test_columns_in_full() -> None:
    data = document("😀 عام 2023\nو5% ٧", ("date", "عام 2023"), ("percentage", "5%"), ("count", "٧"), id="a1")
    data["records"][0]["value"] = "2023"
    version = ".".join(spacy.__version__.split(".")[:2])
    assert iob.dump(data) == (
        '# id = "a1"\n'
        "# published = null\n"
        f'# tokenizer = spacy.blank("ar") {version}\n'
        "# scheme = IOB2\n"
        '# text = "😀 عام 2023\\nو5% ٧"\n'
        '# records = [{"kind": "date", "start": 2, "end": 10, "value": "2023"}]\n'
        "😀\t0\t1\tO\n"
        "عام\t2\t5\tB-date\n"
        "2023\t6\t10\tI-date\n"
        "\n"
        "و\t11\t12\tO\n"
        "5\t12\t13\tB-percentage\n"
        "%\t13\t14\tI-percentage\n"
        "٧\t15\t16\tB-count\n"
    )


def test_schemes() -> None:
    data = document("a b c d", ("person", "a b c"), ("count", "d"))
    tags = {scheme: [row.split("\t")[3] for row in rows(iob.dump(data, words, scheme))] for scheme in iob.SCHEMES}
    assert tags == {
        "IOB2": ["B-person", "I-person", "I-person", "B-count"],
        "IOBES": ["B-person", "I-person", "E-person", "S-count"],
        "BILOU": ["B-person", "I-person", "L-person", "U-count"],
    }
    with pytest.raises(InputError, match="unknown scheme 'IOB1'; choose one of IOB2, IOBES, BILOU"):
        iob.dump(data, scheme="IOB1")


def test_tokens_are_split_at_records_and_none_is_lost() -> None:
    data = document("وب2023م،", ("count", "2"), ("date", "023"))
    assert rows(iob.dump(data, words)) == ["وب\t0\t2\tO", "2\t2\t3\tB-count", "023\t3\t6\tB-date", "م،\t6\t8\tO"]
    # What no token holds but a record does is a token; white space in it is escaped.
    data = document("a \n\t b\\", ("date", " \n"), ("count", " b\\"))
    assert rows(iob.dump(data, words)) == [
        "a\t0\t1\tO",
        "\\u0020\\u000a\t1\t3\tB-date",
        "",
        "\\u0020\t4\t5\tB-count",
        "b\\\\\t5\t7\tI-count",
    ]
    assert "# tokenizer = words\n" in iob.dump(data, words)
    assert iob.load(iob.dump(data, words)) == data


def test_no_blank_line_within_a_record() -> None:
    data = document("في\nعام\n2023\nقال", ("date", "عام\n2023"))
    assert [row.split("\t")[0] for row in rows(iob.dump(data))] == ["في", "", "عام", "2023", "", "قال"]


@given(documents())
def test_every_token_is_the_text_and_has_its_tag(data: dict) -> None:
    for tokenizer in (None, words):
        seen: set[int] = set()
        for row in filter(None, rows(iob.dump(data, tokenizer).replace("\x0b", ""))):
            token, start, end, tag = row.split("\t")
            assert not re.search(r"\s", token)
            span = set(range(int(start), int(end)))
            assert span and not span & seen
            seen |= span
            inside = [r["kind"] for r in data["records"] if r["start"] <= int(start) and int(end) <= r["end"]]
            assert [tag.partition("-")[2]] == (inside or [""])
        assert seen >= {i for i, c in enumerate(data["text"]) if not c.isspace()}


def test_tags_changed_by_hand() -> None:
    data = document("في عام 2023 زار 12 عضوا", ("date", "عام 2023"), ("count", "12"))
    data["records"][0]["value"], data["records"][1]["value"] = "2023", 12
    columns = (
        iob.dump(data)
        .replace("\tB-count", "\tB-money")
        .replace("عضوا\t19\t23\tO", "عضوا\t19\t23\tI-person")
        .replace("زار\t12\t15\tO", "زار\t12\t15\tU-ordinal")
    )
    assert iob.load(columns.replace("\n", "\r\n"))["records"] == [
        {"kind": "date", "start": 3, "end": 11, "text": "عام 2023", "value": "2023"},
        {"kind": "ordinal", "start": 12, "end": 15, "text": "زار"},
        {"kind": "money", "start": 16, "end": 18, "text": "12"},
        {"kind": "person", "start": 19, "end": 23, "text": "عضوا"},
    ]


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ("", "no '# text"),
        ("5\t0\t1\tO\n", "line 1: no '# text"),
        ('# text = "5\n', "line 1: no JSON"),
        ('# text = "5"\n5 0 1 O\n', "line 2: expected token, start, end and tag with tabs"),
        ('# text = "5"\n5\t0\t-1\tO\n', "line 2: expected token"),
        ('# text = "5"\n6\t0\t1\tO\n', "line 2: the token is '6', the text has '5' there"),
        ('# text = "5"\n5\t0\t1\tX-count\n', "line 2: unknown tag 'X-count'; write O or"),
        ('# text = "5"\n5\t0\t1\tB-NUM\n', "line 2: unknown kind 'NUM'; the kinds are"),
        ('# text = "5"\n5\t0\t1\tB\n', "line 2: unknown kind ''"),
    ],
)
def test_broken_columns(columns: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        iob.load(columns)


@pytest.mark.parametrize("spans", [[(0, 2), (1, 3)], [(0, 0)], [(0, 9)], [(2, 3), (0, 1)]])
def test_a_tokenizer_that_can_not_be(spans: list[tuple[int, int]]) -> None:
    with pytest.raises(InputError, match="the tokenizer's spans overlap"):
        iob.dump(document("abc"), lambda text: spans)


def test_the_outer_one_of_two_on_request() -> None:
    data = document("لجنة كوانغ تري", ("organization", "لجنة كوانغ تري"))
    data["records"] += document("لجنة كوانغ تري", ("locality", "كوانغ تري"))["records"]
    with pytest.raises(InputError, match=r"no overlapping records \(0 to 14 and 5 to 14\); say nested='outer' to keep the longer one"):
        iob.dump(data)
    with pytest.raises(InputError, match="unknown nested='inner'; choose 'raise' or 'outer'"):
        iob.dump(data, nested="inner")
    tags = [line.split("\t")[-1] for line in iob.dump(data, nested="outer").splitlines() if line and line[0] != "#"]
    assert tags == ["B-organization", "I-organization", "I-organization"]
    assert [r["kind"] for r in iob.load(iob.dump(data, nested="outer"))["records"]] == ["organization"]
