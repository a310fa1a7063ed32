"""Pictures, marks and explanations: what they show, escaped and in order."""

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pandas
import pytest

from extractor import Document, Extractor, InputError, annotate
from extractor.pictures import COLOURS, Picture, _edges, _isolated, kinds, marked, places, table, timeline
from extractor.records import TYPES

from .corpus import articles

TEXT = 'في عام ٢٠٢٣ <b> "استقبلت" كوانغ نينه ٢٦٠ عضوًا\nHanoi & 5%\n\nوفقا للقرار رقم 21-NQ/TW'


class Read(HTMLParser):
    """What a reader sees, what is marked, and whether all that is opened is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.marks, self.open, self.directions = "", [], [], []
        self.feed(page)
        assert not self.open

    def handle_starttag(self, tag, attributes):
        if tag not in ("br", "meta"):
            self.open.append(tag)
        if tag == "div" and "dir" in dict(attributes):
            self.directions.append(dict(attributes)["dir"])
        if tag == "mark":
            self.marks.append(dict(attributes))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.text += data


def test_the_text_is_all_there_and_marked(extractor: Extractor) -> None:
    page = Read(extractor(TEXT)._repr_html_())
    assert page.text.startswith(TEXT.replace("\n", ""))
    assert page.text[len(TEXT.replace("\n", "")) :].split() == ["date", "locality", "count", "percentage", "resolution"]
    told = [(m["class"], m["data-value"]) for m in page.marks]
    assert told == [
        ("date", "2023"), ("locality", "VN-13"), ("count", "260"), ("locality", "VN-HN"), ("percentage", "5"), ("resolution", "21-NQ/TW"),
    ]  # fmt: skip
    assert page.marks[2]["title"] == "count — value: 260, modifier: exact, noun: عضوًا"
    assert page.directions == ["rtl", "ltr", "rtl", "rtl", "ltr"]  # by line, and the legend


def test_all_articles_come_through(naming: Extractor) -> None:
    for article in articles():
        document = naming(article["text"])
        page = Read(marked(document).html)
        assert page.text.startswith(article["text"].replace("\n", ""))
        assert len(page.marks) >= len(document.records)
        rows = Read(table(document).html)
        assert all(r.text.replace("\n", "") in rows.text.replace("\n", "") for r in document.records)


def test_a_record_within_another_and_one_over_two_lines(extractor: Extractor) -> None:
    long = TYPES["organization"](start=0, end=7, text="ab cd\nf", rule="x", name="a", score=1.0)
    short = TYPES["organization"](start=3, end=5, text="cd", rule="x", name="b", score=1.0)
    document = Document("ab cd\nf g", [long, short])
    page = Read(marked(document).html)
    assert [m["data-value"] for m in page.marks] == ["a", "b", "a"]
    assert annotate(document.text, [short, long], "[{record.name} {inner}]") == "[a ab [b cd]\nf] g"
    cut = TYPES["organization"](start=4, end=9, text="d\nf g", rule="x", name="c", score=1.0)
    assert annotate(document.text, [cut, short], "[{record.name} {inner}]") == "ab [b cd][c \nf g]"
    assert annotate(document.text, [long, short], "<{inner}>", start=1, end=4) == "<b <c>>"
    assert annotate("a<b", [], "x", escape=lambda t: t.replace("<", "&lt;")) == "a&lt;b"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("القرار 21-NQ/TW في", "القرار <bdi>21-NQ/TW</bdi> في"),
        ("رقم 35 - CT/TW، ثم", "رقم <bdi>35 - CT/TW</bdi>، ثم"),
        ("(Communist Party of Vietnam)", "(<bdi>Communist Party of Vietnam</bdi>)"),
        ("رقم 24-QĐ/TW", "رقم <bdi>24-QĐ/TW</bdi>"),
        ("بلغ -3.1% ثم 3-4%", "بلغ <bdi>-3.1%</bdi> ثم <bdi>3-4%</bdi>"),
        ("في 25/6/2024 بلغ 1,250.5", "في 25/6/2024 بلغ 1,250.5"),
        ("بنسبة ١٠٧.٤٪", "بنسبة ١٠٧.٤٪"),
        ("a<b & c", "<bdi>a</bdi>&lt;<bdi>b &amp; c</bdi>"),
    ],
)
def test_what_is_written_from_the_left_is_isolated(text: str, expected: str) -> None:
    assert _isolated(text) == expected


def test_every_kind_has_colours_that_can_be_read() -> None:
    assert list(COLOURS) == list(TYPES)

    def light(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for pale, dark in COLOURS.values():
        assert (light(pale) + 0.05) / (light("#111111") + 0.05) > 7
        assert (light("#f4f4f4") + 0.05) / (light(dark) + 0.05) > 6


def test_counts_by_kind_from_documents_and_tables(extractor: Extractor) -> None:
    documents = [extractor("5 وفود و6 دول"), extractor("في عام 2024")]
    from extractor.frames import to_arrow, to_pandas, to_polars

    drawings = [kinds(source).svg for source in (documents, to_arrow(documents), to_pandas(documents), to_polars(documents))]
    assert len(set(drawings)) == 1
    assert re.findall(r"<text [^>]*>([^<]*)</text>", drawings[0] or "") == ["count", "2", "date", "1"]
    with pytest.raises(InputError, match="can't draw a int"):
        kinds(5)


def test_a_timeline_spreads_dates_over_their_days() -> None:
    frame = pandas.DataFrame(
        {"kind": ["date"] * 4 + ["count"], "earliest": ["2024-01-01", "2024-01-15", "2023-01-01", None, None],
         "latest": ["2024-12-31", "2024-01-15", "2023-12-31", None, None]}
    )  # fmt: skip
    drawn = timeline(frame, since="2024-01-01", until="2024-12-31").svg or ""
    bars = dict(re.findall(r"<title>([\d-]+) – [\d-]+: ([\d.]+)</title>", drawn))
    assert len(bars) == 12
    assert bars["2024-01-01"] == "1.1"  # one day of its own, and 31 of the year's 366
    assert bars["2024-02-01"] == "0.1"
    assert "2 dates, 1 outside; highest bar 1.1" in drawn
    assert "no dates" in (timeline([]).svg or "")


def test_the_bars_of_a_timeline() -> None:
    assert _edges(date(2024, 1, 1), date(2024, 1, 3)) == [date(2024, 1, d) for d in (1, 2, 3, 4)]
    assert _edges(date(2024, 1, 20), date(2024, 4, 2))[:2] == [date(2024, 1, 1), date(2024, 2, 1)]
    assert _edges(date(1901, 5, 5), date(2024, 4, 2))[:3] == [date(1900, 1, 1), date(1905, 1, 1), date(1910, 1, 1)]
    assert _edges(date(1, 1, 1), date(9999, 12, 31))[-1] == date.max


def test_a_map_has_a_disk_for_each_place(extractor: Extractor) -> None:
    drawn = places([extractor("من هانوي إلى القاهرة ثم هانوي")]).svg or ""
    assert re.findall(r"<title>([^<]*)</title>", drawn) == ["Hà Nội: 2", "القاهرة: 1"]
    disks = {t: (float(x), float(y)) for x, y, t in re.findall(r'cx="([\d.]+)" cy="([\d.]+)"[^>]*><title>([^:]*)', drawn)}
    assert disks["القاهرة"][0] < disks["Hà Nội"][0]  # west of it
    assert disks["القاهرة"][1] < disks["Hà Nội"][1]  # and north
    assert "no places" in (places([]).svg or "")


def test_pages_and_drawings_are_written(extractor: Extractor, tmp_path: Path) -> None:
    document = extractor(TEXT)
    marked(document).save(tmp_path / "a.html")
    assert (tmp_path / "a.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    kinds([document]).save(tmp_path / "a.svg")
    assert (tmp_path / "a.svg").read_text(encoding="utf-8").startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    with pytest.raises(InputError, match="is no drawing"):
        marked(document).save(tmp_path / "b.svg")


def test_show_opens_a_page_outside_of_notebooks(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    extractor(TEXT).show()
    extractor(TEXT).show("table")
    pages = [Path(uri.removeprefix("file://")) for uri in opened]
    assert ["<table" in p.read_text(encoding="utf-8") for p in pages] == [False, True]
    for path in pages:
        path.unlink()
    with pytest.raises(InputError, match="unknown view 'map'; choose 'text' or 'table'"):
        extractor(TEXT).show("map")


def test_a_picture_is_what_notebooks_show() -> None:
    assert Picture("<p>")._repr_html_() == "<p>"


def test_an_explanation_is_a_tree(extractor: Extractor) -> None:
    page = extractor.explain("بلغ <b> 25% في عام 2022")._repr_html_()
    seen = Read(page)
    assert page.count("<details>") == 2
    assert "<b> 25%" not in page
    assert "25% — percentage" in seen.text
    assert "won: nothing else bid" in seen.text or "won by priority" in seen.text
    assert extractor.explain("لا شيء هنا")._repr_html_() == '<div dir="ltr">no records</div>'
