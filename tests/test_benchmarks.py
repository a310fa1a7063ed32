"""The benchmarks run: no figure is tested, only that they still find what they measure."""

from pathlib import Path

import pytest

from extractor import Extractor

from .benchmarks import profile
from .benchmarks.throughput import STEPS, density, read, steps, whole

TEXTS = [("ارتفع عدد الشركات إلى 5 شركات في مايو 2024 بنسبة 3٪ في هانوي", "2024-06-25")]


def test_every_step_is_found_and_put_back() -> None:
    before = [getattr(holder, name) for holder, name, _ in STEPS]
    figures = list(steps(TEXTS))
    assert [getattr(holder, name) for holder, name, _ in STEPS] == before
    assert len(figures) == 2 * (len(STEPS) + 1)


def test_the_rules() -> None:
    assert read(Extractor(names=None), TEXTS) == 4  # a count, a date, a percentage, a place
    assert all(figure.value > 0 for section in (whole, density) for figure in section(TEXTS))


def test_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profile, "_FEW", 0)
    file = tmp_path / "a.jsonl"
    file.write_text('{"text": "5 شركات"}\n', encoding="utf-8")
    size, rows = profile.measure(file)
    assert size == 12  # a figure, a space, five letters of two bytes each
    assert any("scan" in row.function for row in rows)
