"""The aligned view: what is folded, and that every offset leads back (law 1)."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.text.normalize import fold, fold_all, normalize


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ألف إلى آخر ٱلذي", "الف الي اخر الذي"),
        ("مئة مسؤول شيء", "ميه مسوول شيء"),
        ("عُضْوًا", "عضوا"),
        ("الـــحزب", "الحزب"),
        ("١٠٧٫٤٪", "107٫4%"),
        ("۱۲۳", "123"),
        ("５０％", "50%"),
        ("5﹪", "5%"),
        ("‏الحزب‎", "الحزب"),
        ("⁧123⁩", "123"),
        ("زير\u200cخط", "زيرخط"),
        ("ﻻ", "لا"),
        ("ﷲ", "الله"),
        ("ﷺ", "صلي الله عليه وسلم"),
        ("ﺍﻟﺤﺰﺏ", "الحزب"),
        ("کتاب یک گل پدر چای", "كتاب يك كل بدر جاي"),
        ("14\u00a0400\u2009م", "14 400 م"),
        ("سطر\r\nسطر", "سطر\n\nسطر"),
        ("QĐ-TTg Quảng Ninh", "QD-TTg Quang Ninh"),
        ("2020–2025", "2020-2025"),
        ("1ـ النظام", "1- النظام"),
        ("كم² م³", "كم2 م3"),
        ("«حياة»", '"حياه"'),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.lists(st.text(alphabet="ابأةى_ـ\u064e\u2028\r\nﷲ é0", max_size=6), max_size=5))
def test_strings_folded_together_come_out_as_each_by_itself(texts: list[str]) -> None:
    assert fold_all(texts) == [fold(text) for text in texts]


@pytest.mark.parametrize("text", ["أربعمئة إلى مؤتمر", "Quảng Ninh", "شيئًا آخر", "القرار رقم 123/2020/NĐ-CP"])
def test_composed_and_decomposed_text_give_the_same_view(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_marks_and_tatweel_at_the_end_belong_to_the_last_letter() -> None:
    view = normalize("ثمانٍ سنوات 1445هـ")
    assert view.text[slice(*view.origin(0, 4))] == "ثمانٍ"
    end = len(view.norm)
    assert view.text[slice(*view.origin(end - 5, end))] == "1445هـ"


def test_an_expanded_character_maps_to_itself() -> None:
    view = normalize("قال ﷺ نعم")
    position = view.norm.index("صلي")
    assert view.text[slice(*view.origin(position, position + 3))] == "ﷺ"


_PIECES = st.sampled_from(
    ["ا", "ل", "ح", "ة", "أ", "ً", "ّ", "ـ", "\u200f", "\u202b", "\u2067", "٣", "5", "٫", "%", " ", "\u00a0", "\n", "\r", "ﷲ", "ﻻ",
     "e\u0301", "Đ", "😀", "\ud800", "-", "…", "\ufeff"]
)  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(st.lists(_PIECES, max_size=40).map("".join))
def test_every_view_offset_leads_to_its_original(text: str) -> None:
    view = normalize(text)
    previous = 0
    for i in range(len(view.norm)):
        start, end = view.origin(i, i + 1)
        assert 0 <= start < end <= len(text)
        assert start >= previous
        previous = start
        assert view.norm[i] in fold(text[start:end]) or (view.norm[i] == "-" and text[start] == "ـ")
