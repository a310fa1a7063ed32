"""brat: lines in full, a collection on disk, and what people do to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor import Extractor, InputError
from extractor.adapters import brat
from extractor.evaluate import evaluate

from . import document, hard

TEXT = "😀 عام 2023، بلغ 5٪"


def test_lines_in_full() -> None:
    data = document(TEXT, ("date", "عام 2023"), ("percentage", "5٪"), id="a1", published="2024-06-25")
    data["records"][0] |= {"value": "2023", "modifier": None}
    txt, ann = brat.dump(data)
    assert txt == TEXT
    assert ann == (
        '#0\tDocument document\t{"id": "a1", "published": "2024-06-25"}\n'
        "T1\tdate 2 10\tعام 2023\n"
        '#1\tAnnotatorNotes T1\t{"kind": "date", "value": "2023", "modifier": null}\n'
        "T2\tpercentage 16 18\t5٪\n"
    )


def test_a_line_break_makes_fragments() -> None:
    data = document("من عام\r\n\r\n 2023", ("date", "عام\r\n\r\n 2023"))
    _, ann = brat.dump(data)
    assert ann == "T1\tdate 3 6;10 15\tعام  2023\n"
    assert brat.load(data["text"], ann) == data
    with pytest.raises(InputError, match="5 to 8 begins or ends with a line break"):
        brat.dump(document("عام\r\n٢٠\n", ("date", "٢٠\n")))


def test_marks_made_and_moved_and_renamed_by_hand() -> None:
    data = document(TEXT, ("date", "عام 2023"), ("percentage", "5٪"))
    data["records"][0]["value"] = "2023"
    data["records"][1]["value"] = 5
    txt, ann = brat.dump(data)
    moved = ann.replace("date 2 10\tعام 2023", "date 6 10\t2023").replace("percentage 16 18\t", "count 16 18\t")
    added = "T9\tmoney 12 15\tبلغ\n#9\tAnnotatorNotes T9\tlooks odd\n"
    assert brat.load(txt, moved + added)["records"] == [
        {"kind": "date", "start": 6, "end": 10, "text": "2023", "value": "2023"},
        {"kind": "money", "start": 12, "end": 15, "text": "بلغ"},
        {"kind": "count", "start": 16, "end": 18, "text": "5٪"},
    ]
    without_notes = "".join(line for line in ann.splitlines(True) if line[0] == "T")
    assert brat.load(txt, without_notes)["records"] == document(TEXT, ("date", "عام 2023"), ("percentage", "5٪"))["records"]


def test_annotations_of_others_are_passed_over() -> None:
    ann = (
        "T1\tdate 2 10\tعام 2023\r\n"
        "T2\tSay 12 15\tبلغ\n"
        "E1\tSay:T2 Time:T1\n"
        "R1\tbefore Arg1:T1 Arg2:T2\n"
        "A1\tNegation E1\nM1\tSpeculation E1\n"
        "N1\tReference T1 Wikipedia:1\tx\n"
        "*\tEquiv T1 T2\n"
        "#3\tAnnotatorNotes E1\t[1]\n#4\tAnnotatorNotes\n\n"
    )
    assert brat.load(TEXT, ann) == document(TEXT, ("date", "عام 2023"))


def test_fragments_are_joined_over_white_space_alone() -> None:
    assert brat.load(TEXT, "T1\tdate 2 5;6 10\tعام 2023\n") == document(TEXT, ("date", "عام 2023"))
    with pytest.raises(InputError, match="line 1: T1 is in pieces with ' 2023، ' between them"):
        brat.load(TEXT, "T1\tdate 2 5;12 15\tعام بلغ\n")
    with pytest.raises(InputError, match="in pieces"):
        brat.load(TEXT, "T1\tdate 6 10;2 5\t2023 عام\n")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("T1\tDate 2 10\tعام 2023", "line 2: unknown kind 'Date'; the kinds are count"),
        ("T1 date 2 10", "line 2: expected 'T1<TAB>kind start end<TAB>text'"),
        ("T1\tdate 2 99\tعام", "line 2: the span 2 to 99 is empty or outside the text of 18 characters"),
        ("T1\tdate 2 10\tعام 2024", "line 2: T1 says 'عام 2024', the text has 'عام 2023' there"),
        ("T0\tcount 16 17\t5", "line 2: T0 is there twice"),
        ("X1\tdate", "line 2: no brat standoff"),
    ],
)
def test_broken_lines(line: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        brat.load(TEXT, f"T0\tcount 16 17\t5\n{line}\n")


def test_a_mark_without_its_text_is_read() -> None:
    assert brat.load(TEXT, "T1\tdate 2 10\n") == document(TEXT, ("date", "عام 2023"))


def test_a_folder_and_back(tmp_path: Path) -> None:
    documents = [hard(), document("٥\r\n", ("count", "٥"), id="ب"), document("", id="c"), document("half \ud800", id="d")]
    brat.write_folder(documents, tmp_path / "new")
    assert [p.name for p in sorted((tmp_path / "new").iterdir())] == [
        "00001-a_1_.ann", "00001-a_1_.txt", "00002-_.ann", "00002-_.txt", "00003-c.ann", "00003-c.txt", "00004-d.ann", "00004-d.txt",
        "annotation.conf", "visual.conf",
    ]  # fmt: skip
    assert list(brat.read_folder(tmp_path / "new")) == [*documents[:3], {**documents[3], "text": "half \ufffd"}]
    with pytest.raises(InputError, match=r"holds .txt files already"):
        brat.write_folder([], tmp_path / "new")


def test_a_folder_made_elsewhere(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"holds no .txt files"):
        list(brat.read_folder(tmp_path / "none"))
    (tmp_path / "news-1.txt").write_bytes("٥ كتب".encode())
    with pytest.raises(InputError, match=r"news-1.txt has no news-1.ann beside it"):
        list(brat.read_folder(tmp_path))
    (tmp_path / "news-1.ann").write_bytes("T1\tcount 0 1\t٥\n".encode())
    assert list(brat.read_folder(tmp_path)) == [document("٥ كتب", ("count", "٥"), id="news-1")]
    (tmp_path / "news-1.ann").write_bytes(b"T1\tcounts 0 1\t5\n")
    with pytest.raises(InputError, match=r"news-1.txt: line 1: unknown kind 'counts'"):
        list(brat.read_folder(tmp_path))
    (tmp_path / "news-1.txt").write_bytes("خمسة".encode("windows-1256"))
    with pytest.raises(InputError, match=r"news-1.txt is not UTF-8"):
        list(brat.read_folder(tmp_path))


def test_marks_made_by_hand_are_gold(extractor: Extractor) -> None:
    gold = brat.load(TEXT, "T1\tdate 2 10\tعام 2023\nT2\tpercentage 16 18\t5٪\n")
    assert evaluate([(gold, extractor(TEXT).to_dict())]).total.f1 == 1.0
    gold = brat.load(TEXT, "T1\tdate 2 10\tعام 2023\nT2\tmoney 16 18\t5٪\n")
    assert evaluate([(gold, extractor(TEXT).to_dict())]).total.f1 == 0.5


def test_configuration() -> None:
    assert brat.annotation_conf().startswith("[entities]\ncount\npercentage\n")
    assert brat.annotation_conf().endswith("organization\n\n[relations]\n\n[events]\n\n[attributes]\n")
    visual = brat.visual_conf()
    assert visual.startswith("[options]\nText direction:rtl\n") and "\ndate\tbgColor:#fff3b0\n" in visual
