"""Proclitics: split where they are, never cut off where the first letter only looks like one."""

import pytest

from extractor import Extractor
from extractor.text.normalize import normalize


def tokens(extractor: Extractor, text: str):
    return extractor._scanner.scan(normalize(text))


@pytest.mark.parametrize(
    ("text", "clitics", "definite", "span"),
    [
        ("و25", "و", False, "25"),
        ("و 25", "و", False, "25"),
        ("بـ 20", "ب", False, "20"),
        ("بـ20", "ب", False, "20"),
        ("لـ ٣٣", "ل", False, "٣٣"),
        ("الـ13", "", True, "الـ13"),
        ("الـ 13", "", True, "الـ 13"),
        ("والـ13", "و", True, "الـ13"),
        ("وبـ5", "وب", False, "5"),
        ("وخمسون", "و", False, "خمسون"),
        ("بخمسين", "ب", False, "خمسين"),
        ("الثلاثة", "", True, "الثلاثة"),
        ("للثلاثة", "ل", True, "لثلاثة"),
        ("وللثلاثة", "ول", True, "لثلاثة"),
        ("بالقاهرة", "ب", False, "القاهرة"),
        ("وبالقاهرة", "وب", False, "القاهرة"),
        ("للقاهرة", "ل", False, "لقاهرة"),
        ("فلبنان", "ف", False, "لبنان"),
        ("ولبنان", "و", False, "لبنان"),
        ("كالقاهرة", "ك", False, "القاهرة"),
    ],
)
def test_split(extractor: Extractor, text: str, clitics: str, definite: bool, span: str) -> None:
    token = tokens(extractor, text)[-1]
    view = normalize(text)
    assert token.clitics == clitics
    assert token.definite == definite or token.text.startswith("ال")
    assert text[slice(*view.origin(token.start, token.end))] == span


@pytest.mark.parametrize(
    "word", ["واحد", "ولاية", "كيلومتر", "بلدية", "فبراير", "بليون", "وزير", "لبنان", "فيتنام", "بيروت", "كندا", "لندن"]
)
def test_no_first_letter_is_cut(extractor: Extractor, word: str) -> None:
    found = tokens(extractor, word)
    assert not any(t.clitics for t in found)


@pytest.mark.parametrize(
    ("text", "parts"), [("عام2025", ["عام", "2025"]), ("قبل30", ["قبل", "30"]), ("15يناير", ["15", "يناير"]), ("73لسنة", ["73", "سنة"])]
)
def test_glued_digits(extractor: Extractor, text: str, parts: list[str]) -> None:
    view = normalize(text)
    assert [text[slice(*view.origin(t.start, t.end))] for t in tokens(extractor, text)] == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("الولايات المتحدة", ["الولايات المتحدة"]),
        ("والولايات المتحدة، وكندا", ["الولايات المتحدة", "كندا"]),
        ("«الولايات المتحدة»", ["الولايات المتحدة"]),
        ("الولايات  المتحدة", ["الولايات  المتحدة"]),
        ("الولايات   المتحدة.", ["الولايات   المتحدة"]),
        ("الولايات    المتحدة", []),
        ("الولايات، المتحدة", []),
        ("الولايات\nالمتحدة", []),
        ("(كندا)", ["كندا"]),
        ("كندا/لبنان", ["كندا", "لبنان"]),
        ("كندا-لبنان", ["كندا", "لبنان"]),
        ("كندا.\n\nولبنان", ["كندا", "لبنان"]),
        ("أيلول/سبتمبر", ["أيلول", "سبتمبر"]),
        ("12 345 كندا", ["12 345", "كندا"]),
        ("(12)", ["12"]),
        ("12،كندا", ["12", "كندا"]),
        ("كندا\u00a0لبنان", ["كندا", "لبنان"]),
        ("S/RES/2254 (2015)، كندا", ["S/RES/2254 (2015)", "كندا"]),
    ],
)
def test_between_spaces(extractor: Extractor, text: str, parts: list[str]) -> None:
    """Punctuation at a word's rim, several words between two spaces, names of two words."""
    view = normalize(text)
    wanted = {"place", "digits", "symbol"}
    for _ in range(2):  # the second time everything is remembered
        found = [t for t in tokens(extractor, text) if t.place or t.special in wanted or t.has("month")]
        assert [text[slice(*view.origin(t.start, t.end))] for t in found] == parts


@pytest.mark.parametrize("text", ["كمية", "وكميات", "فعالية", "رسمية", "بحوث"])
def test_no_number_or_place_inside_a_word(extractor: Extractor, text: str) -> None:
    assert extractor(text).records == []
