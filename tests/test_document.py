"""The document's face: views by kind, table, HTML, repr."""

import pytest

from extractor import Extractor, InputError, extract
from extractor.pipeline import read_date

TEXT = "في عام 2023، استقبلت مقاطعة كوانغ نينه ٢٦٠ عضوًا <b> بنسبة ١٠٧.٤٪، وفقا للقرار رقم 21-NQ/TW"


def test_views(extractor: Extractor) -> None:
    document = extractor(TEXT)
    assert [r.value for r in document.counts] == [260]
    assert [float(r.value) for r in document.percentages] == [107.4]
    assert [r.value for r in document.dates] == ["2023"]
    assert [r.symbol for r in document.resolutions] == ["21-NQ/TW"]
    assert [(r.name, r.code) for r in document.localities] == [("Quảng Ninh", "VN-13")]
    assert document.money == document.measures == document.ordinals == document.durations == []
    assert document.persons == document.organizations == []
    assert len(document) == 5 and list(document) == document.records


def test_html_is_escaped_and_right_to_left(extractor: Extractor) -> None:
    page = extractor(TEXT)._repr_html_()
    assert 'dir="rtl"' in page and "&lt;<bdi>b</bdi>&gt;" in page and "<b>" not in page and "21-NQ/TW</bdi>" in page


def test_repr_is_short(extractor: Extractor) -> None:
    assert len(repr(extractor(TEXT * 50))) < 200


def test_kinds_are_filtered_and_checked() -> None:
    assert {r.kind for r in Extractor(kinds=["count"], names=None)(TEXT).records} == {"count"}
    with pytest.raises(InputError, match="unknown kind 'counts'"):
        Extractor(kinds=["counts"])


def test_pipe_streams_and_reports_dates(extractor: Extractor) -> None:
    def source():
        yield "أعلن أمس", "2024-06-25"
        yield "أعلن أمس", "the day after never"
        yield "5 شركات"

    told: list[str] = []
    first, second, third = extractor.pipe(source(), on_error=lambda text, error: told.append(str(error)))
    assert first.dates[0].value == "2024-06-24"
    assert second.dates[0].value is None and len(told) == 1
    assert third.counts[0].value == 5


@pytest.mark.parametrize(
    "value",
    ["2024-06-25", "2024-06-25T10:00:00+07:00", "25/06/2024", "25 يونيو 2024", "٢٥ يونيو ٢٠٢٤", "25 tháng 6 năm 2024", "June 25, 2024", "25 Jun 2024"],
)  # fmt: skip
def test_published_in_the_forms_archives_hold(value: str) -> None:
    day = read_date(value)
    assert day is not None and day.isoformat() == "2024-06-25"


@pytest.mark.parametrize("value", ["gestern irgendwann", "xx", "2024-13-45"])
def test_unreadable_published_is_a_clear_error(value: str) -> None:
    with pytest.raises(InputError, match="YYYY-MM-DD"):
        read_date(value)


def test_extract_is_the_short_way() -> None:
    assert extract("٥ شركات").counts[0].value == 5
