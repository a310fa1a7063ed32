"""Every kind of input, whole and damaged: what is read from it, under which ids, and what is said of the rest."""

from __future__ import annotations

import csv
import gzip
import json
import os
import random
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from extractor.archive import Fields, Options, Settings
from extractor.archive.items import document
from extractor.archive.readers import Capture, Item, Source, fingerprint, read, sources
from extractor.archive.seam import Failure
from extractor.archive.worker import outcome
from extractor.errors import InputError

RULES = Settings(names=None)
DEFAULT = Options()


def items(path: Path | str, options: Options = DEFAULT, skip: int = 0) -> list[Item]:
    return [item for source in sources([str(path)], options) for item in read(source, options, skip)]


def documents(path: Path | str, options: Options = DEFAULT) -> list[dict[str, Any]]:
    return [row for row, _ in (document(item, options) for item in items(path, options)) if row is not None]


def failures(path: Path | str, options: Options = DEFAULT) -> list[Failure]:
    return [failure for _, failure in (document(item, options) for item in items(path, options)) if failure is not None]


def texts(path: Path | str, options: Options = DEFAULT) -> list[str]:
    return [row["text"] for row in documents(path, options)]


def ids(path: Path | str, options: Options = DEFAULT) -> list[str]:
    return [row["id"] for row in documents(path, options)]


def reasons(path: Path | str, options: Options = DEFAULT) -> list[str]:
    return [failure.reason for failure in failures(path, options)]


def write(path: Path, data: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def row(**values: Any) -> tuple[dict[str, Any] | None, Failure | None]:
    return document(Item("row", "t:1", "t:1", values, 0), DEFAULT)


def same_from_every_place(path: Path, options: Options = DEFAULT) -> None:
    """What a resumed run reads is what is left of a run that was never interrupted."""
    (source,) = sources([str(path)], options)
    whole = list(read(source, options))
    for skip in range(len(whole) + 1):
        assert list(read(source, options, skip)) == whole[skip:], skip


# Text files


@pytest.mark.parametrize(
    ("data", "options"),
    [
        ("قال 5\n".encode(), DEFAULT),
        (b"\xef\xbb\xbf" + "قال 5\n".encode(), DEFAULT),
        ("قال 5\n".encode("utf-16"), DEFAULT),
        (b"\xfe\xff" + "قال 5\n".encode("utf-16-be"), DEFAULT),
        (b"\xde\xc7\xe1 5\n".replace(b"\xde", "ق".encode("cp1256")), Options(encoding="windows-1256")),
        (b"\xef\xbb\xbf" + "قال 5\n".encode(), Options(encoding="windows-1256")),
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16-be", "windows-1256", "bom beats the option"],
)
def test_text_in_any_encoding(tmp_path: Path, data: bytes, options: Options) -> None:
    assert texts(write(tmp_path / "a.txt", data), options) == ["قال 5\n"]


def test_a_bad_byte_is_an_encoding_failure_that_says_where(tmp_path: Path) -> None:
    (failure,) = failures(write(tmp_path / "a.txt", b"abc\xffdef"))
    assert (failure.reason, failure.kept, failure.raw) == ("encoding", False, "abc\\xffdef")
    assert "byte 3" in failure.message


def test_half_a_utf_16_character_is_an_encoding_failure(tmp_path: Path) -> None:
    assert reasons(write(tmp_path / "a.txt", b"\xff\xfea\0b")) == ["encoding"]


def test_an_empty_text_file_is_an_empty_document(tmp_path: Path) -> None:
    assert documents(write(tmp_path / "a.txt", b"")) == [
        {"id": "a.txt", "published": None, "title": None, "url": None, "text": "", "meta": None, "source": "a.txt"}
    ]


def test_the_size_limit_is_the_largest_size_allowed(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", b"12345")
    assert texts(path, Options(size=5)) == ["12345"]
    assert reasons(path, Options(size=4)) == ["size"]


@pytest.mark.parametrize("name", ["a.txt.gz", "a.TXT.GZ", "a.txt.zst", "a.Txt.Zst"])
def test_packed_text_whatever_the_case_of_its_name(tmp_path: Path, name: str) -> None:
    pack = gzip.compress if name.lower().endswith("gz") else zstandard.compress
    assert texts(write(tmp_path / name, pack("قال 5".encode()))) == ["قال 5"]


# JSON files


def test_one_object_is_one_document(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", '{"id": "x", "text": "قال", "published": "2024-06-25", "title": "ت", "url": "u", "section": 3}')
    assert documents(path) == [
        {"id": "x", "published": date(2024, 6, 25), "title": "ت", "url": "u", "text": "قال", "meta": '{"section": 3}', "source": "a.json"}
    ]


def test_a_list_is_many_documents(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", '[{"text": "أ"}, {"text": "ب", "id": 7}, 3]')
    assert [(r["id"], r["source"], r["text"]) for r in documents(path)] == [("a.json:1", "a.json:1", "أ"), ("7", "a.json:2", "ب")]
    assert [(f.reason, f.source) for f in failures(path)] == [("json", "a.json:3")]
    assert items(write(tmp_path / "b.json", "[]")) == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_list_with_a_byte_order_mark(tmp_path: Path, encoding: str) -> None:
    assert texts(write(tmp_path / "a.json", '[{"text": "أ"}, {"text": "ب"}]'.encode(encoding))) == ["أ", "ب"]


def test_a_list_in_an_older_encoding_may_escape_what_that_lacks(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", '[{"text": "أ"}, {"text": "\\u4e2d"}, {"text": "ب"}]'.encode("windows-1256"))
    assert texts(path, Options(encoding="windows-1256")) == ["أ", "中", "ب"]


def test_half_a_surrogate_pair_is_replaced_and_moves_no_offset(tmp_path: Path) -> None:
    one = write(tmp_path / "a.json", b'{"text": "a\\ud800b", "title": "\\udfff", "id": "i\\ud800"}')
    assert [(r["text"], r["title"], r["id"]) for r in documents(one)] == [("a\ufffdb", "\ufffd", "i\ufffd")]


def test_half_a_surrogate_pair_in_a_list(tmp_path: Path) -> None:
    assert texts(write(tmp_path / "a.json", b'[{"text": "a\\ud800b"}]')) == ["a\ufffdb"]


@pytest.mark.parametrize("data", ['{"text": "a"', "", "nothing", '{"text": "a"} {"text": "b"}', "[" * 100_000, '{"a":' * 100_000, "7"])
def test_broken_json_is_one_failure(tmp_path: Path, data: str) -> None:
    assert reasons(write(tmp_path / "a.json", data)) == ["json"]


def test_a_huge_integer_costs_no_more_than_its_document(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", '{"text": "a", "n": ' + "9" * 5000 + '}\n{"text": "b", "n": ' + "9" * 40 + "}\n")
    assert reasons(path) == ["json"]
    assert [(r["text"], r["meta"]) for r in documents(path)] == [("b", '{"n": ' + "9" * 40 + "}")]


def test_of_a_key_given_twice_the_last_counts(tmp_path: Path) -> None:
    assert texts(write(tmp_path / "a.json", '{"text": "a", "text": "b"}')) == ["b"]


def test_further_fields_are_kept_as_valid_json(tmp_path: Path) -> None:
    (found,) = documents(write(tmp_path / "a.json", '{"text": "a", "x": NaN, "y": [1e999]}'))
    json.loads(found["meta"], parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))


# JSON Lines

LINES = ['{"id": "a", "text": "one"}', '{"id": "b", "text": "two"}', '{"id": "c", "text": "three"}']


def _packed(name: str, parts: list[str]) -> bytes:
    pack: Any = {"gz": gzip.compress, "st": zstandard.compress}.get(name[-2:], bytes)
    return b"".join(pack(part.encode()) for part in parts)


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.jsonl.gz", "a.jsonl.zst", "a.JSONL.GZ"])
def test_lines_plain_and_packed_in_several_pieces(tmp_path: Path, name: str) -> None:
    data = _packed(name.lower(), [LINES[0] + "\n" + LINES[1][:9], LINES[1][9:] + "\n", LINES[2]])
    path = write(tmp_path / name, data)
    assert ids(path) == ["a", "b", "c"]
    same_from_every_place(path)


def test_blank_lines_crlf_and_a_byte_order_mark(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", b'\xef\xbb\xbf{"text": "a"}\r\n\r\n   \r\n{"text": "b"}\r\n')
    assert [(r["id"], r["text"]) for r in documents(path)] == [("a.jsonl:1", "a"), ("a.jsonl:4", "b")]
    assert failures(path) == []


def test_a_line_beyond_the_limit_costs_no_more_than_itself(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", LINES[0] + "\n" + '{"text": "' + "x" * 3_000_000 + '"}\n' + LINES[1] + "\n")
    assert ids(path, Options(size=100)) == ["a", "b"]
    (failure,) = failures(path, Options(size=100))
    assert (failure.reason, failure.id, failure.source) == ("size", "a.jsonl:2", "a.jsonl:2")
    assert len(failure.raw or "") <= 1000
    same_from_every_place(path, Options(size=100))


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_the_limit_of_a_line_does_not_count_its_end(tmp_path: Path, end: str) -> None:
    line = '{"text": "' + "x" * 1988 + '"}'  # 2,000 bytes
    path = write(tmp_path / "a.jsonl", line + end)
    assert texts(path, Options(size=2000)) == ["x" * 1988]
    assert reasons(path, Options(size=1999)) == ["size"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('{"id": 1}', "missing"),
        ('{"text": null}', "null"),
        ('{"text": 5}', "no string"),
        ('{"text": ["a"]}', "no string"),
        ('{"text": {"a": "b"}}', "no string"),
    ],
)
def test_a_document_without_text_is_a_failure(tmp_path: Path, line: str, says: str) -> None:
    (failure,) = failures(write(tmp_path / "a.jsonl", line))
    assert failure.reason == "text" and says in failure.message and failure.raw == line


@pytest.mark.parametrize(
    ("value", "id"), [("0", "0"), ("12", "12"), ('"x"', "x"), ('""', "a.jsonl:1"), ("null", "a.jsonl:1"), ("1.5", "1.5")]
)
def test_ids_are_strings_and_made_from_file_and_line_where_missing(tmp_path: Path, value: str, id: str) -> None:
    path = write(tmp_path / "a.jsonl", '{"text": "a", "id": ' + value + "}\n")
    assert ids(path) == ids(path) == [id]


def test_the_id_of_a_file_in_a_folder_is_its_path_in_that_folder(tmp_path: Path) -> None:
    write(tmp_path / "b" / "c" / "d.jsonl", '\n{"text": "a"}\n')
    assert ids(tmp_path) == ["b/c/d.jsonl:2"]


@pytest.mark.parametrize("value", ['"some day"', "true", "[1]", '{"a": 1}', "2024", '"00/00/0000"', '"\\u0000"', '"\\ud800"'])
def test_a_date_that_cannot_be_read_is_told_and_the_document_kept(tmp_path: Path, value: str) -> None:
    path = write(tmp_path / "a.jsonl", '{"text": "a", "published": ' + value + "}")
    assert [(r["text"], r["published"]) for r in documents(path)] == [("a", None)]
    (failure,) = failures(path)
    assert (failure.reason, failure.kept, failure.id, failure.source) == ("date", True, "a.jsonl:1", "a.jsonl:1")


def test_the_default_date_stands_in_for_one_that_cannot_be_read() -> None:
    found, failure = document(Item("row", "t:1", "t:1", {"text": "a", "published": "some day"}, 0), DEFAULT, "2024-06-25")
    assert found is not None and found["published"] == date(2024, 6, 25)
    assert failure is not None and failure.kept


@pytest.mark.parametrize("value", ["yesterday", "today", "3 days ago", "أمس", "اليوم", "قبل يومين"])
def test_a_date_that_depends_on_the_day_of_reading_is_none(value: str) -> None:
    found, failure = row(text="a", published=value)
    assert found is not None and found["published"] is None
    assert failure is not None and (failure.reason, failure.kept) == ("date", True)


def test_a_text_in_the_column_of_dates_is_not_repeated_whole() -> None:
    _, failure = row(text="a", published="قال إن 12 " * 2000)
    assert failure is not None and len(failure.message) < 1000


# Packed files that are damaged


def _many(number: int = 400) -> list[bytes]:
    choice = random.Random(3)
    return [json.dumps({"id": str(n), "text": "".join(choice.choices("abcdefgh", k=300))}).encode() + b"\n" for n in range(number)]


def _check_breaks_off(path: Path, lines: list[bytes]) -> int:
    """What comes is the beginning of what was packed, and then one failure; how many lines came."""
    found = items(path)
    assert [i.form for i in found] == ["json"] * (len(found) - 1) + ["failure"]
    assert found[-1].data[0] == "file"
    assert [i.data for i in found[:-1]] == lines[: len(found) - 1]
    same_from_every_place(path)
    return len(found) - 1


def test_of_a_gzip_file_cut_short_the_beginning_stands(tmp_path: Path) -> None:
    lines = _many(50)
    first, second = gzip.compress(b"".join(lines[:25])), gzip.compress(b"".join(lines[25:]))
    whole = gzip.compress(b"".join(_many()))
    assert _check_breaks_off(write(tmp_path / "a.jsonl.gz", first + second[:-100]), lines) >= 25
    assert _check_breaks_off(write(tmp_path / "b.jsonl.gz", first + second[:5]), lines) == 25
    assert _check_breaks_off(write(tmp_path / "c.jsonl.gz", whole[: len(whole) // 2]), _many()) > 150


def test_of_a_gzip_file_with_a_flipped_byte_the_beginning_stands(tmp_path: Path) -> None:
    lines = _many(50)
    first, second = gzip.compress(b"".join(lines[:25])), bytearray(gzip.compress(b"".join(lines[25:])))
    second[0] ^= 0xFF  # no gzip member begins here any more
    assert _check_breaks_off(write(tmp_path / "a.jsonl.gz", first + second), lines) == 25


def test_a_flipped_byte_inside_is_told_once_and_read_alike_from_every_place(tmp_path: Path) -> None:
    data = bytearray(gzip.compress(b"".join(_many(100))))
    data[len(data) // 2] ^= 0x55
    path = write(tmp_path / "a.jsonl.gz", bytes(data))
    assert [i.data[0] for i in items(path) if i.form == "failure"] == ["file"]
    same_from_every_place(path)


def test_zeros_behind_a_gzip_file_are_nothing_and_garbage_is_told(tmp_path: Path) -> None:
    data = gzip.compress(LINES[0].encode() + b"\n")
    assert failures(write(tmp_path / "a.jsonl.gz", data + b"\0" * 600)) == []
    assert _check_breaks_off(write(tmp_path / "b.jsonl.gz", data + b"garbage"), [LINES[0].encode() + b"\n"]) == 1


def test_a_zstandard_file_cut_short_is_told(tmp_path: Path) -> None:
    lines = _many()
    data = zstandard.compress(b"".join(lines))
    found = items(write(tmp_path / "a.jsonl.zst", data[: len(data) // 2]))
    assert (found[-1].form, found[-1].data[0]) == ("failure", "file")
    assert reasons(write(tmp_path / "a.txt.zst", data[: len(data) // 2])) == ["file"]
    same_from_every_place(tmp_path / "a.jsonl.zst")


def test_a_flipped_byte_in_a_zstandard_frame_with_a_checksum_is_told(tmp_path: Path) -> None:
    lines = _many()
    packer = zstandard.ZstdCompressor(write_checksum=True)
    data = bytearray(b"".join(packer.compress(b"".join(lines[n : n + 50])) for n in range(0, 400, 50)))
    data[len(data) // 2] ^= 0x55
    _check_breaks_off(write(tmp_path / "a.jsonl.zst", bytes(data)), lines)


@pytest.mark.parametrize(
    "name", ["a.txt.gz", "a.jsonl.gz", "a.csv.gz", "a.json.zst", "a.jsonl.zst", "a.html.gz", "a.parquet", "a.warc", "a.warc.gz"]
)
def test_a_file_that_is_something_else_is_one_failure(tmp_path: Path, name: str) -> None:
    assert reasons(write(tmp_path / name, b"this is something else\r\nand more of it\r\n" * 20)) == ["file"]


# Tables


@pytest.mark.parametrize(
    ("name", "delimiter"), [("a.csv", ","), ("a.csv", ";"), ("a.csv", "\t"), ("a.csv", "|"), ("a.tsv", "\t"), ("a.csv.gz", ",")]
)
def test_the_delimiter_is_found(tmp_path: Path, name: str, delimiter: str) -> None:
    data = delimiter.join(["id", "text", "more"]) + "\n" + delimiter.join(["x", "قال", "z"]) + "\n"
    path = write(tmp_path / name, gzip.compress(data.encode()) if name.endswith("gz") else data)
    assert [(r["id"], r["text"], r["meta"], r["source"]) for r in documents(path)] == [("x", "قال", '{"more": "z"}', f"{name}:1")]


def test_the_delimiter_named_wins(tmp_path: Path) -> None:
    assert texts(write(tmp_path / "a.csv", "id,x;text\n1,2;a\n"), Options(delimiter=";")) == ["a"]


def test_quoted_newlines_crlf_bom_blank_lines_and_empty_cells(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", b'\xef\xbb\xbfid,text,published\r\n1,"a\r\nb ""c"", d",\r\n\r\n,"",2024-06-25\r\n')
    assert [(r["id"], r["text"], r["published"], r["source"]) for r in documents(path)] == [
        ("1", 'a\r\nb "c", d', None, "a.csv:1"),
        ("a.csv:2", "", date(2024, 6, 25), "a.csv:2"),
    ]
    same_from_every_place(path)


def test_rows_too_short_and_too_long_are_told_and_counted(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "id,text\n1,a\n2\n3,c,d\n4,e\n")
    assert ids(path) == ["1", "4"]
    assert [(f.reason, f.source, f.raw) for f in failures(path)] == [("table", "a.csv:2", "2\n"), ("table", "a.csv:3", "3,c,d\n")]
    assert [r["source"] for r in documents(path)] == ["a.csv:1", "a.csv:4"]
    assert "1 fields" in failures(path)[0].message and "line 3" in failures(path)[0].message
    same_from_every_place(path)


def test_a_quote_left_open_costs_no_more_than_the_limit(tmp_path: Path) -> None:
    lines = ["id,text", "1,a", '2,"b', *(f"{n},text {n}" for n in range(10, 40))]  # the open row passes 60 bytes in the line of 14
    path = write(tmp_path / "a.csv", "\n".join(lines) + "\n")
    options = Options(size=60)
    assert ids(path, options) == ["1", *(str(n) for n in range(16, 40))]
    (failure,) = failures(path, options)
    assert (failure.reason, failure.source) == ("table", "a.csv:2") and "quote" in failure.message
    same_from_every_place(path, options)


def test_a_quote_left_open_to_the_end_swallows_no_rows_in_silence(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", 'id,text\n1,a\n2,"b\n3,c\n4,d\n')
    assert ids(path) == ["1"]
    assert reasons(path) == ["table"]


def test_bad_bytes_in_a_row_cost_that_row(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", b"id,text\n1,a\n2,\xff\n3,c\n")
    assert ids(path) == ["1", "3"]
    assert reasons(path) == ["encoding"]


def test_a_table_in_windows_1256_with_its_header(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "رقم,نص\n1,قال\n".encode("windows-1256"))
    assert texts(path, Options(encoding="windows-1256", fields=Fields(text="نص", id="رقم"))) == ["قال"]


@pytest.mark.parametrize("data", ["", "\ufeff", "id,body\n1,a\n", "\n", "x" * 200 + "\n"])
def test_a_table_without_a_header_or_its_text_is_one_failure(tmp_path: Path, data: str) -> None:
    (failure,) = failures(write(tmp_path / "a.csv", data), Options(size=100))
    assert failure.reason == "file" and "_" not in failure.message


def test_a_column_named_by_the_user_must_be_there(tmp_path: Path) -> None:
    options = Options(fields=Fields(id="number"))
    assert reasons(write(tmp_path / "a.csv", "id,text\n1,a\n"), options) == ["file"]
    pq.write_table(pa.table({"id": ["1"], "text": ["a"]}), tmp_path / "a.parquet")
    assert reasons(tmp_path / "a.parquet", options) == ["file"]


@pytest.mark.parametrize("data", [b"id,text\n1\xff\n", "id,text\n1,a\n".encode("utf-16"), b"id,te\xffxt\n1,a\n"])
def test_what_is_said_of_bad_bytes_can_be_stored(tmp_path: Path, data: bytes) -> None:
    for failure in failures(write(tmp_path / "a.csv", data)):
        for said in (failure.id, failure.source, failure.message, failure.raw):
            (said or "").encode()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text('",;\n\r\tab\0é', max_size=60), st.integers(5, 40))
def test_any_table_is_read_alike_from_every_place(tmp_path: Path, body: str, size: int) -> None:
    path = write(tmp_path / "a.csv", "id,text\n" + body)
    options = Options(size=max(size, 8))
    same_from_every_place(path, options)
    for item in items(path, options):
        assert item.form in ("row", "failure")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.text(st.characters(exclude_characters="\r\0", codec="utf-8")), st.text("ab\n\"',;", min_size=1)), max_size=5))
def test_what_csv_writes_is_read(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]) -> None:
    path = tmp_path_factory.mktemp("t") / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("text", "more"), *rows])
    assert [(r["text"], json.loads(r["meta"])["more"]) for r in documents(path, Options(delimiter=","))] == rows


# Parquet


def _parquet(path: Path, columns: dict[str, Any], **how: Any) -> Path:
    pq.write_table(pa.table(columns), path, **how)
    return path


def test_row_groups_null_texts_and_further_columns(tmp_path: Path) -> None:
    columns = {"id": [1, 2, 3, 4, 5], "text": ["a", None, "c", "d", "e"], "n": [1.5, None, 2.0, 0.0, 0.0]}
    path = _parquet(tmp_path / "a.parquet", columns, row_group_size=2)
    assert [(r["id"], r["text"], r["source"]) for r in documents(path)] == [
        ("1", "a", "a.parquet:1"), ("3", "c", "a.parquet:3"), ("4", "d", "a.parquet:4"), ("5", "e", "a.parquet:5"),
    ]  # fmt: skip
    assert documents(path)[0]["meta"] == '{"n": 1.5}'
    assert [(f.reason, f.id) for f in failures(path)] == [("text", "a.parquet:2")]
    same_from_every_place(path)


@pytest.mark.parametrize(
    "column",
    [
        pa.array(["قال"], pa.large_string()),
        pa.array(["قال".encode()], pa.binary()),
        pa.array(["قال".encode()], pa.large_binary()),
        pa.array(["قال"]).dictionary_encode(),
    ],
    ids=["large_string", "binary", "large_binary", "dictionary"],
)
def test_text_of_any_arrow_type(tmp_path: Path, column: pa.Array) -> None:
    assert texts(_parquet(tmp_path / "a.parquet", {"text": column})) == ["قال"]


def test_binary_text_that_is_no_utf_8_is_a_failure(tmp_path: Path) -> None:
    path = _parquet(tmp_path / "a.parquet", {"text": pa.array([b"\xff", b"a"], pa.binary())})
    assert (texts(path), reasons(path)) == (["a"], ["encoding"])


def test_binary_ids_and_titles_are_text(tmp_path: Path) -> None:
    (found,) = documents(_parquet(tmp_path / "a.parquet", {"id": [b"x"], "title": ["ت".encode()], "text": [b"a"]}))
    assert (found["id"], found["title"]) == ("x", "ت")


@pytest.mark.parametrize(
    "column",
    [
        pa.array([datetime(2024, 6, 25, 23, 30)], pa.timestamp("us")),
        pa.array([datetime(2024, 6, 25, 23, 30)], pa.timestamp("ns")),
        pa.array([datetime(2024, 6, 25, 10)], pa.timestamp("us", "Asia/Riyadh")),
        pa.array([date(2024, 6, 25)], pa.date32()),
        pa.array(["2024-06-25"]),
        pa.array([20240625]),
    ],
    ids=["timestamp", "nanoseconds", "zone", "date", "string", "integer"],
)
def test_dates_of_any_arrow_type(tmp_path: Path, column: pa.Array) -> None:
    (found,) = documents(_parquet(tmp_path / "a.parquet", {"text": ["a"], "published": column}))
    assert found["published"] == date(2024, 6, 25)


@pytest.mark.parametrize(
    "column",
    [
        pa.array([0, 2**62, 0], pa.timestamp("us")),
        pa.array([0, 2**30, 0], pa.date32()),
        pa.StringArray.from_buffers(3, pa.array([0, 1, 3, 4], pa.int32()).buffers()[1], pa.py_buffer(b"a\xff\xfeb")),
    ],
    ids=["timestamp", "date", "string"],
)
def test_a_value_that_python_cannot_hold_costs_no_more_than_its_row(tmp_path: Path, column: pa.Array) -> None:
    path = _parquet(tmp_path / "a.parquet", {"id": ["1", "2", "3"], "text": ["a", "b", "c"], "published": column})
    assert [id for id in ids(path) if id != "2"] == ["1", "3"]


def test_parquet_without_text_or_cut_in_half_is_one_failure(tmp_path: Path) -> None:
    assert reasons(_parquet(tmp_path / "a.parquet", {"body": ["a"]})) == ["file"]
    data = _parquet(tmp_path / "b.parquet", {"text": ["a" * 100] * 100}).read_bytes()
    assert reasons(write(tmp_path / "c.parquet", data[: len(data) // 2])) == ["file"]
    assert reasons(write(tmp_path / "d.parquet", b"")) == ["file"]
    assert items(_parquet(tmp_path / "e.parquet", {"text": pa.array([], pa.string())})) == []


@pytest.mark.parametrize("rows", [1, 2, 65])
def test_a_damaged_row_group_is_read_alike_from_every_place(tmp_path: Path, rows: int) -> None:
    choice = random.Random(5)
    columns = {"text": ["".join(choice.choices("abcdefgh", k=50)) for _ in range(4 * rows)]}
    path = _parquet(tmp_path / "a.parquet", columns, row_group_size=rows, use_dictionary=False)
    chunk = pq.read_metadata(path).row_group(2).column(0)
    data, begin = bytearray(path.read_bytes()), chunk.data_page_offset
    for place in range(begin, begin + chunk.total_compressed_size):
        data[place] ^= 0xFF
    write(path, bytes(data))
    found = items(path)
    assert [i.form for i in found] == ["row"] * (2 * rows) + ["failure"]
    same_from_every_place(path)


def test_a_text_beyond_the_limit_costs_no_more_than_its_row(tmp_path: Path) -> None:
    path = _parquet(tmp_path / "a.parquet", {"text": ["a", "ق" * 6, "b"]})
    assert texts(path, Options(size=12)) == ["a", "ق" * 6, "b"]
    assert (texts(path, Options(size=11)), reasons(path, Options(size=11))) == (["a", "b"], ["size"])


# Web pages

SENTENCE = "وقال الوزير إن 25 طالبا حضروا من أصل 1200 طالب في المدارس الحكومية خلال العام الدراسي."


def _page(charset: str = "utf-8", head: str = "", body: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="ar"><head><meta charset="{charset}"><title>عنوان الخبر</title>{head}</head>'
        f"<body><nav>الرئيسية</nav><article><h1>عنوان الخبر</h1>{body}<p>{SENTENCE}</p><p>{SENTENCE[::-1]}</p></article></body></html>"
    )


PUBLISHED = '<meta property="article:published_time" content="2021-03-04T10:00:00Z">'


@pytest.mark.parametrize(
    ("charset", "codec"), [("utf-8", "utf-8"), ("windows-1256", "cp1256"), ("iso-8859-6", "iso-8859-6"), ("utf-8", "utf-8-sig")]
)
def test_a_news_page_in_any_charset(tmp_path: Path, charset: str, codec: str) -> None:
    write(tmp_path / "a" / "p.html", _page(charset, PUBLISHED).encode(codec))
    (found,) = documents(tmp_path)
    assert (found["id"], found["source"], found["title"], found["published"]) == ("a/p.html", "a/p.html", "عنوان الخبر", date(2021, 3, 4))
    assert SENTENCE in found["text"] and "الرئيسية" not in found["text"]


@pytest.mark.parametrize(
    "body", ["", "<span class='date'>منذ 3 ساعات</span>", "<span class='date'>yesterday</span>", "<time>today</time>", "<p>04/03</p>"]
)
def test_a_page_without_a_date_has_none(tmp_path: Path, body: str) -> None:
    assert [r["published"] for r in documents(write(tmp_path / "p.html", _page(body=body)))] == [None]


def test_a_page_dated_later_than_today_reads_as_it_will_then(tmp_path: Path) -> None:
    path = write(tmp_path / "p.html", _page(head=PUBLISHED.replace("2021", "2091")))
    assert [r["published"] for r in documents(path)] == [date(2091, 3, 4)]


@pytest.mark.parametrize("data", ["", " ", "<html></html>", "<html><body><img src=a></body></html>", "\0", "<div>" * 5000])
def test_a_page_without_text_is_a_failure(tmp_path: Path, data: str) -> None:
    assert reasons(write(tmp_path / "p.html", data)) == ["html"]


def test_a_broken_page_is_read_as_far_as_can_be(tmp_path: Path) -> None:
    page = _page().split("</article>")[0].replace("</h1>", "").replace("</title>", "</title></div></div>")
    assert [SENTENCE in text for text in texts(write(tmp_path / "p.htm", page))] == [True]


# Web captures


def _record(
    body: bytes, *, type: str = "response", url: str | None = "http://e.com/a", stamp: str = "2024-01-02T03:04:05Z",
    kind: str = "application/http; msgtype=response",
) -> bytes:  # fmt: skip
    lines = ["WARC/1.0", f"WARC-Type: {type}", "WARC-Record-ID: <urn:uuid:0>", *([f"WARC-Target-URI: {url}"] if url else [])]
    lines += [*([f"WARC-Date: {stamp}"] if stamp else []), f"Content-Type: {kind}", f"Content-Length: {len(body)}", "", ""]
    return "\r\n".join(lines).encode() + body + b"\r\n\r\n"


def _http(body: bytes, status: str = "200 OK", kind: str = "text/plain; charset=utf-8", more: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body


def _chunked(body: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(body[n : n + 5]), body[n : n + 5]) for n in range(0, len(body), 5)) + b"0\r\n\r\n"


GOOD = _record(_http("قال 5".encode()))


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "A.WARC.GZ", "a.warc.zst"])
def test_captures_packed_record_by_record(tmp_path: Path, name: str) -> None:
    pack: Any = {"gz": gzip.compress, "zst": zstandard.compress}.get(name.lower().split(".")[-1], bytes)
    path = write(tmp_path / name, pack(GOOD) + pack(_record(_http(b"x"), url="http://e.com/b")))
    assert [(r["id"], r["url"], r["text"], r["source"]) for r in documents(path)] == [
        ("20240102030405/http://e.com/a", "http://e.com/a", "قال 5", f"{name}:http://e.com/a"),
        ("20240102030405/http://e.com/b", "http://e.com/b", "x", f"{name}:http://e.com/b"),
    ]
    same_from_every_place(path)


def test_what_is_no_page_is_passed_over(tmp_path: Path) -> None:
    info = _record(b"software: x\r\n", type="warcinfo", url=None, kind="application/warc-fields")
    request = _record(b"GET / HTTP/1.1\r\n\r\n", type="request", kind="application/http; msgtype=request")
    others = [_http(b"x", "404 Not Found"), _http(b"x", "301 Moved"), _http(b"x", kind="image/png"), b""]
    path = write(tmp_path / "a.warc", info + request + b"".join(map(_record, others)) + GOOD)
    assert (texts(path), failures(path)) == (["قال 5"], [])


@pytest.mark.parametrize(
    ("body", "more"),
    [
        (gzip.compress(b"hello there"), "Content-Encoding: gzip\r\n"),
        (zlib.compress(b"hello there"), "Content-Encoding: deflate\r\n"),
        (_chunked(b"hello there"), "Transfer-Encoding: chunked\r\n"),
        (_chunked(gzip.compress(b"hello there")), "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
    ],
    ids=["gzip", "deflate", "chunked", "both"],
)
def test_bodies_are_unpacked(tmp_path: Path, body: bytes, more: str) -> None:
    assert texts(write(tmp_path / "a.warc", _record(_http(body, more=more)) + GOOD)) == ["hello there", "قال 5"]


@pytest.mark.parametrize(
    ("body", "more"),
    [
        (b"no gzip at all", "Content-Encoding: gzip\r\n"),
        (b"no chunks at all", "Transfer-Encoding: chunked\r\n"),
        (gzip.compress(b"hello there")[:-12], "Content-Encoding: gzip\r\n"),
        (gzip.compress(b"x" * 1_000_000), "Content-Encoding: gzip\r\n"),
        (gzip.compress(bytes(random.Random(1).choices(range(65, 90), k=400_000))), "Content-Encoding: gzip\r\n"),
        (_chunked(b"x" * 3000), "Transfer-Encoding: chunked\r\n"),
        (b"x" * 3000, ""),
    ],
    ids=["no gzip", "no chunks", "gzip cut short", "large unpacked", "large packed", "large in chunks", "large"],
)
def test_a_capture_that_lies_or_is_too_large_does_not_cost_the_next(tmp_path: Path, body: bytes, more: str) -> None:
    path = write(tmp_path / "a.warc", _record(_http(body, more=more), url="http://e.com/bad") + GOOD)
    assert "قال 5" in texts(path, Options(size=2000))
    same_from_every_place(path, Options(size=2000))


def test_captures_packed_and_in_chunks_do_not_end_the_file(tmp_path: Path) -> None:
    more = "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"
    pages = [_record(_http(_chunked(gzip.compress(b"page %d" % n)), more=more), url=f"http://e.com/{n}") for n in range(3)]
    missing = _record(_http(_chunked(gzip.compress(b"gone")), "404 Not Found", more=more))
    path = write(tmp_path / "a.warc.gz", b"".join(map(gzip.compress, [missing, *pages])))
    assert texts(path) == ["page 0", "page 1", "page 2"]


def test_a_body_packed_and_cut_short_is_no_whole_document(tmp_path: Path) -> None:
    body = _http(gzip.compress(b"hello there")[:-12], more="Content-Encoding: gzip\r\n")
    path = write(tmp_path / "a.warc", _record(body, url="http://e.com/bad") + GOOD)
    assert (texts(path), len(failures(path))) == (["قال 5"], 1)


def test_pages_are_read_in_the_charset_the_server_names(tmp_path: Path) -> None:
    page = _page(head=PUBLISHED).replace('<meta charset="utf-8">', "").encode("windows-1256")
    plain = _http("قال".encode("windows-1256"), kind='TEXT/PLAIN; Charset="windows-1256"')
    path = write(tmp_path / "a.warc", _record(_http(page, kind="text/html; charset=windows-1256")) + _record(plain))
    first, second = documents(path)
    assert SENTENCE in first["text"] and (first["title"], first["published"]) == ("عنوان الخبر", date(2021, 3, 4))
    assert second["text"] == "قال"


@pytest.mark.parametrize("charset", ["no-such", "hex", "rot13", "undefined", "punycode", "unicode_escape", "x" * 5000])
def test_a_charset_that_does_not_help_is_an_encoding_failure(charset: str) -> None:
    _, failure = document(Item("capture", "s", "i", Capture(b"\xff\\x", "http://e.com", "text/plain", charset, "", ""), 0), DEFAULT)
    assert failure is not None and failure.reason == "encoding"


def test_texts_of_wet_files(tmp_path: Path) -> None:
    path = write(tmp_path / "a.warc.wet.gz", gzip.compress(_record("قال 5".encode(), type="conversion", kind="text/plain")))
    assert [(r["id"], r["text"]) for r in documents(path)] == [("20240102030405/http://e.com/a", "قال 5")]


def test_two_captures_of_one_url_have_two_ids(tmp_path: Path) -> None:
    path = write(tmp_path / "a.warc", GOOD + _record(_http(b"x"), stamp="2025-01-02T03:04:05.678Z"))
    assert ids(path) == ["20240102030405/http://e.com/a", "20250102030405/http://e.com/a"]


@pytest.mark.parametrize("stamp", ["", "2024-01-02T03:04:05Z"])
def test_captures_without_url_have_ids_of_their_own(tmp_path: Path, stamp: str) -> None:
    path = write(tmp_path / "a.warc", _record(_http(b"x"), url=None, stamp=stamp) + _record(_http(b"y"), url=None, stamp=stamp))
    assert (texts(path), len(set(ids(path)))) == (["x", "y"], 2)


def test_urls_in_angle_brackets_are_bare(tmp_path: Path) -> None:
    (found,) = documents(write(tmp_path / "a.warc", _record(_http(b"x"), url="<http://e.com/a>")))
    assert found["url"] == "http://e.com/a"


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_record_cut_short_is_no_whole_document(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    body = bytes(random.Random(2).choices(range(97, 123), k=5000))
    path = write(tmp_path / "a.warc", pack(GOOD) + pack(_record(_http(body)))[:-1000])
    assert texts(path) == ["قال 5"]
    assert len(failures(path)) == 1
    same_from_every_place(path)


# Databases


def _database(path: Path, *statements: str, rows: list[tuple[Any, ...]] | None = None) -> Path:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    if rows:
        connection.executemany("INSERT INTO d VALUES (?, ?)", rows)
    connection.commit()
    connection.close()
    return path


TABLE = "CREATE TABLE d (id, text)"


def test_a_table_is_read_whole_in_the_order_of_its_rows(tmp_path: Path) -> None:
    path = _database(tmp_path / "a.db", TABLE, rows=[(2, "b"), (1, "قال".encode()), (None, "c"), (4, None), (5, 7), (6, b"\xff")])
    options = Options(table="d")
    assert [(r["id"], r["text"], r["source"]) for r in documents(path, options)] == [
        ("2", "b", "a.db:1"), ("1", "قال", "a.db:2"), ("a.db:3", "c", "a.db:3"),
    ]  # fmt: skip
    assert [(f.reason, f.source) for f in failures(path, options)] == [("text", "a.db:4"), ("text", "a.db:5"), ("encoding", "a.db:6")]
    same_from_every_place(path, options)


def test_text_in_a_database_that_is_no_utf_8_costs_its_row(tmp_path: Path) -> None:
    path = _database(tmp_path / "a.db", TABLE, "INSERT INTO d VALUES (1, CAST(x'ff61' AS TEXT)), (2, 'b')")
    assert (ids(path, Options(table="d")), reasons(path, Options(table="d"))) == (["2"], ["encoding"])


def test_a_query_gives_the_rows_it_orders(tmp_path: Path) -> None:
    path = _database(tmp_path / "a.sqlite", TABLE, rows=[(1, "a"), (2, "b"), (3, "c")])
    query = Options(
        query="SELECT id AS number, text AS body FROM d WHERE id > 1\n  ORDER\n  BY id DESC", fields=Fields(text="body", id="number")
    )
    assert [(r["id"], r["text"]) for r in documents(path, query)] == [("3", "c"), ("2", "b")]
    same_from_every_place(path, query)


def test_table_names_are_quoted(tmp_path: Path) -> None:
    path = _database(tmp_path / "a ?#%.db", 'CREATE TABLE "a""b; c" (id, text)', """INSERT INTO "a""b; c" VALUES (1, 'x')""")
    assert texts(path, Options(table='a"b; c')) == ["x"]


def test_a_table_without_rowid_is_read(tmp_path: Path) -> None:
    path = _database(tmp_path / "a.db", "CREATE TABLE d (id INTEGER PRIMARY KEY, text) WITHOUT ROWID", rows=[(2, "b"), (1, "a")])
    assert ids(path, Options(table="d")) == ["1", "2"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (Options(), "--table"),
        (Options(query="SELECT * FROM d"), "ORDER BY"),
        (Options(table="e"), "no such table"),
        (Options(query="SELECT id FROM d ORDER BY id"), "'text'"),
        (Options(table="d", fields=Fields(text="body")), "'body'"),
        (Options(query="DELETE FROM d -- ORDER BY"), "readonly"),
    ],
)
def test_what_a_database_does_not_hold_stops_the_run(tmp_path: Path, options: Options, says: str) -> None:
    path = _database(tmp_path / "a.db", TABLE, rows=[(1, "a")])
    with pytest.raises(InputError, match=says):
        items(path, options)


def test_a_damaged_database_stops_the_run(tmp_path: Path) -> None:
    data = _database(tmp_path / "a.db", TABLE, rows=[(n, "x" * 500) for n in range(100)]).read_bytes()
    with pytest.raises(InputError, match=r"b\.db"):
        items(write(tmp_path / "b.db", data[: len(data) // 2]), Options(table="d"))


# Folders


def names(path: Path) -> list[str]:
    return [source.name for source in sources([str(path)], DEFAULT)]


def test_folders_are_walked_by_name_without_hidden_and_unknown_files(tmp_path: Path) -> None:
    for name in (
        "b/z.txt",
        "b/.hidden.txt",
        ".hidden/a.txt",
        "a.pdf",
        "c.gz",
        "a",
        "A.TXT",
        "b.html",
        "d/e/f/g.CSV",
        "p.parquet.gz",
        "l.json.gz",
    ):
        write(tmp_path / name, b"")
    (tmp_path / "empty").mkdir()
    (tmp_path / "x.txt").mkdir()
    write(tmp_path / "x.txt" / "y.warc.gz", b"")
    expected = ["A.TXT", "b/z.txt", "b.html", "d/e/f/g.CSV", "l.json.gz", "x.txt/y.warc.gz"]
    assert names(tmp_path) == names(tmp_path) == expected


def test_every_form_in_one_folder(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "one")
    write(tmp_path / "b.csv", "text\ntwo\n")
    write(tmp_path / "c.json", '[{"text": "three"}]')
    write(tmp_path / "d" / "e.jsonl.gz", gzip.compress(b'{"text": "four"}'))
    _parquet(tmp_path / "f.parquet", {"text": ["five"]})
    write(tmp_path / "g.warc", GOOD)
    write(tmp_path / "h.html", _page())
    assert ids(tmp_path) == ["a.txt", "b.csv:1", "c.json:1", "d/e.jsonl.gz:1", "f.parquet:1", "20240102030405/http://e.com/a", "h.html"]
    assert texts(tmp_path)[:6] == ["one", "two", "three", "four", "five", "قال 5"]


@pytest.mark.parametrize("name", ["", "a.pdf", "gone.txt"])
def test_inputs_that_cannot_be_read_are_refused(tmp_path: Path, name: str) -> None:
    write(tmp_path / "a.pdf", b"")
    with pytest.raises(InputError):
        items(tmp_path / name)


def test_names_with_newlines_and_quotes(tmp_path: Path) -> None:
    write(tmp_path / 'a\n"b".jsonl', '{"text": "x"}')
    assert ids(tmp_path) == ['a\n"b".jsonl:1']


def test_names_that_are_no_utf_8_can_be_stored_and_stay_apart(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path)
    Path(os.fsdecode(folder + b"/\xc7.txt")).write_text("قال 5")
    Path(os.fsdecode(folder + b"/\xe1.jsonl")).write_text("broken\n")
    result = outcome(items(tmp_path), RULES, DEFAULT, {})
    assert result.documents.select(["id", "source", "text"]).to_pylist() == [{"id": "\\xc7.txt", "source": "\\xc7.txt", "text": "قال 5"}]
    assert [(f.id, f.source) for f in result.failures] == [("\\xe1.jsonl:1", "\\xe1.jsonl:1")]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", b"")
    (tmp_path / "again").symlink_to(".")
    (tmp_path / "itself").symlink_to("itself")
    (tmp_path / "itself.txt").symlink_to("itself.txt")
    assert [n for n in names(tmp_path) if n.endswith("a.txt")] == ["a.txt"]


def test_links_to_files_and_folders_are_followed(tmp_path: Path) -> None:
    write(tmp_path / "elsewhere" / "a.txt", b"")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "folder").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "in" / "link.txt").symlink_to(tmp_path / "elsewhere" / "a.txt")
    assert names(tmp_path / "in") == ["folder/a.txt", "link.txt"]


def test_a_link_to_nothing_does_not_cost_the_others(tmp_path: Path) -> None:
    write(tmp_path / "b.txt", "x")
    (tmp_path / "a.txt").symlink_to("gone.txt")
    assert texts(tmp_path) == ["x"]
    fingerprint([str(tmp_path)], DEFAULT)


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    write(tmp_path / "b.txt", "x")
    os.mkfifo(tmp_path / "a.txt")  # opening it would wait for ever
    assert names(tmp_path) == ["b.txt"]


def test_a_file_that_is_gone_when_its_turn_comes_is_a_failure(tmp_path: Path) -> None:
    for form in ("text", "json", "lines", "table", "parquet", "html", "warc"):
        (item,) = read(Source(str(tmp_path / "gone"), "gone", form, 3), DEFAULT)
        assert (item.form, item.data[0], item.source) == ("failure", "file", "gone")


def test_the_fingerprint_tells_every_change(tmp_path: Path) -> None:
    one, two = write(tmp_path / "a.txt", "one"), write(tmp_path / "b" / "c.txt", "two")
    seen = [fingerprint([str(tmp_path)], DEFAULT)]
    assert seen == [fingerprint([str(tmp_path)], DEFAULT)] and seen[0][1] == 6
    os.utime(one, ns=(1, 1))
    seen.append(fingerprint([str(tmp_path)], DEFAULT))
    write(one, "longer")
    os.utime(one, ns=(1, 1))
    seen.append(fingerprint([str(tmp_path)], DEFAULT))
    two.rename(tmp_path / "b" / "d.txt")
    seen.append(fingerprint([str(tmp_path)], DEFAULT))
    (tmp_path / "b" / "d.txt").unlink()
    seen.append(fingerprint([str(tmp_path)], DEFAULT))
    assert len({digest for digest, _ in seen}) == 5
    assert seen[-1][1] == 6


# Anything at all


def _damage(data: bytes) -> Iterator[bytes]:
    choice = random.Random(len(data))
    for _ in range(12):
        place = choice.randrange(len(data))
        yield data[:place]
        yield data[:place] + bytes([data[place] ^ (1 << choice.randrange(8))]) + data[place + 1 :]
        yield data[:place] + data[place + choice.randrange(1, 40) :]


@pytest.mark.parametrize(
    "name", ["a.txt", "a.json", "a.jsonl", "a.jsonl.gz", "a.jsonl.zst", "a.csv", "a.csv.gz", "a.parquet", "a.warc", "a.warc.gz"]
)
def test_any_damage_is_read_alike_from_every_place(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "a.parquet":
        data = _parquet(path, {"text": [f"text {n}" for n in range(9)]}, row_group_size=2).read_bytes()
    elif "warc" in name:
        records = [_record(_http(b"x" * n, more="X: y\r\n" * n), url=f"http://e.com/{n}") for n in range(6)]
        data = b"".join(map(gzip.compress, records)) if name.endswith("gz") else b"".join(records)
    else:
        kinds = {"csv": "id,text\n" + '1,"a, b"\n2,c\n' * 4, "json": "[" + ", ".join(LINES) + "]", "jsonl": "\n".join(LINES * 2)}
        data = _packed(name, [kinds.get(name.split(".")[1], "text")])
    for damaged in _damage(data):
        write(path, damaged)
        same_from_every_place(path, Options(size=1000))
        outcome(items(path, Options(size=1000)), RULES, DEFAULT, {})


LOOSE = st.text(st.one_of(st.characters(), st.sampled_from("\ud800\udcff\0أ5")), max_size=12)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | LOOSE | st.binary(max_size=9) | st.dates() | st.datetimes() | st.decimals(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(LOOSE, inner, max_size=3),
    max_leaves=4,
)
ROWS = st.dictionaries(st.sampled_from(["text", "id", "published", "title", "url", "records", "x", ""]), VALUES, max_size=6)
CHARSETS = st.sampled_from(["", "utf-8", "utf-16", "utf-7", "windows-1256", "punycode", "undefined", "idna", "hex", "a\0b"])
KINDS = st.sampled_from(["text/html", "text/plain", "application/xhtml+xml"])
PACKINGS = st.sampled_from(["", "chunked", "gzip", "deflate, gzip", "br", "identity"])
FORMS = st.one_of(
    st.tuples(st.sampled_from(["text", "json", "html"]), st.binary(max_size=200)),
    st.tuples(st.just("json"), ROWS.map(lambda row: json.dumps(row, default=str).encode())),
    st.tuples(st.just("row"), ROWS),
    st.tuples(st.just("capture"), st.builds(Capture, st.binary(max_size=200), LOOSE, KINDS, CHARSETS, PACKINGS, PACKINGS)),
    st.tuples(st.just("failure"), st.tuples(st.just("file"), LOOSE, LOOSE)),
)


@settings(max_examples=300, deadline=None)
@example([(("text", b"x"), "\udcc7.txt")], "utf-8")
@example([(("failure", ("table", "row 1", "1\udcff")), "a.csv:1")], "utf-8")
@example([(("capture", Capture(b"x", "", "text/plain", "a\0b", "", "")), "a.warc")], "utf-8")
@given(st.lists(st.tuples(FORMS, LOOSE), max_size=3), st.sampled_from(["utf-8", "windows-1256", "utf-16"]))
def test_nothing_makes_an_outcome_raise(drawn: list[tuple[tuple[str, Any], str]], encoding: str) -> None:
    found = [Item(form, name, name or "x", data, 0) for (form, data), name in drawn]
    result = outcome(found, RULES, Options(encoding=encoding), {})
    lost = [failure for failure in result.failures if not failure.kept]
    assert result.documents.num_rows + len(lost) == len(found)
    for failure in result.failures:
        assert failure.reason != "defect", failure.message
        "".join(said or "" for said in (failure.id, failure.source, failure.message, failure.raw)).encode()
