"""The laws: offsets, no crash, the same output on every machine, linear shape, light import."""

import gc
import json
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import extractor as package
from extractor import Extractor

from .benchmarks.hostile import hostile
from .conftest import THOROUGH
from .corpus import articles

_EXTRACTOR = Extractor(names=None)
_PIECES = st.one_of(
    st.sampled_from(
        ["725", "١٠٧.٤٪", " منظمة", " و", "من ", " إلى ", "ألف ", "مليون ", "القرار رقم ", "21-NQ/TW", "م/79", "يونيو", "/حزيران", " 2022", "هـ",
         "كوانغ نينه", "مقاطعة ", "دونج", "%", "٪", "(", ")", "ـ", "ً", "\u200f", "\u202b", "\u2067", "\u2069", "😀", "\ud83d", "\udc00", "\n", "\r\n",
         "...", "-", "/", "نصف ", "ساعتين", "عام ", "أمس", "ما بين ", "رفيقين", "ﷺ", "ﻻ", "é", "S/RES/2254 (2015)", "12:30", "25/09/2023", "$", "كم²"]
    ),
    st.text(alphabet=st.characters(min_codepoint=0x600, max_codepoint=0x6FF), max_size=4),
    st.text(max_size=3),
)  # fmt: skip


@settings(max_examples=10_000 if THOROUGH else 2_000, deadline=None)
@given(st.lists(_PIECES, max_size=14).map("".join))
def test_offsets_on_any_string(text: str) -> None:
    document = _EXTRACTOR(text, published="2024-06-25")
    end = 0
    for record in document.records:
        assert text[record.start : record.end] == record.text
        assert record.start >= end and record.text.strip()
        end = record.end
    json.loads(document.to_json())


def test_offsets_on_the_articles() -> None:
    for gold in articles():
        for record in _EXTRACTOR(gold["text"], published=gold["published"]).records:
            assert gold["text"][record.start : record.end] == record.text


def test_the_same_input_gives_the_same_records() -> None:
    text = articles()[0]["text"]
    assert _EXTRACTOR(text).to_json() == Extractor(names=None)(text).to_json()


def test_every_record_names_a_rule_that_exists() -> None:
    known = {p.id for p in _EXTRACTOR.database.patterns}
    made_in_code = {"locality.gazetteer", "locality.head-noun", "locality.unlisted", "date.interval", "date.interval-open"}
    for gold in articles():
        for record in _EXTRACTOR(gold["text"]).records:
            assert record.rule in known | made_in_code


@pytest.mark.parametrize("text", ["7" * 60_000, "1," * 30_000, "من " + "٣" * 5_000 + " كتاب", "7" * 61 + " كتب"])
def test_a_dump_of_digits_is_no_number(text: str) -> None:
    assert not _EXTRACTOR(text).records


def test_import_is_light() -> None:
    code = "import sys, extractor; print([m for m in ('spacy','torch','pandas','pyarrow','dateparser','typer','rich') if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_public_names() -> None:
    assert sorted(package.__all__) == package.__all__
    for name in package.__all__:
        assert hasattr(package, name)
        assert getattr(package, name).__doc__ or name == "Record"


@pytest.mark.parametrize("seed", ["5" * 4000, "و" * 4000, "من 1 إلى " * 800, "يونيو " * 1000, "(" * 4000, "ً" * 4000, "1، " * 1500, "القرار " * 800,
                                  "بين 1 و2 " * 700, "1/2/" * 1500, "مئة و" * 1200, "مليون " * 900, "A/" * 2000, "نجوين " * 900])  # fmt: skip
def test_adversarial_input_is_read_to_its_end(seed: str) -> None:
    _EXTRACTOR(seed)


def test_hostile_texts_are_read_and_their_records_lie_where_they_say() -> None:
    for name, text in hostile(3_000):
        for record in _EXTRACTOR(text, published="2024-06-25").records:
            assert text[record.start : record.end] == record.text, name


@pytest.mark.parametrize("text", ["ارتفعت الحرارة إلى 3.500 درجة", "دفع 000 123,45 ريال", "مئات " + "الملايين " * 900,
                                  "ثمانينيات القرن 0,5", "12/0/1446", "5 فاصلة 5 فاصل 5"])  # fmt: skip
def test_odd_numbers_are_read_and_written(text: str) -> None:
    assert json.loads(_EXTRACTOR(text).to_json())["text"] == text


def test_rows_of_figures_count_nothing_and_shorter_ones_do() -> None:
    assert not _EXTRACTOR(" ".join(map(str, range(100, 150)))).records
    assert len(_EXTRACTOR(" ".join(f"{n} شخصا" for n in range(100, 160))).of("count")) == 60


def test_a_long_text_leaves_the_garbage_collector_as_it_was() -> None:
    long = "وصل 5 شركات. " * 9_000
    assert gc.isenabled()
    assert len(_EXTRACTOR(long).records) == 9_000
    assert gc.isenabled()
    gc.disable()
    try:
        _EXTRACTOR(long)
        assert not gc.isenabled()
    finally:
        gc.enable()
