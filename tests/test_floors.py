"""Floors: F1 per kind over the articles never falls; the gold is the one they were measured on; lowering needs a reason."""

from pathlib import Path

import pytest

from extractor import Extractor
from extractor.evaluate import SCORED

from .floors import COMMAND, TABLES, Floors, hashes, load, main, measure, problems, renew

GOLD = {"01.jsonl": "ab", "02.jsonl": "cd"}


@pytest.mark.parametrize("table", TABLES)
def test_no_kind_falls_below_its_floor(table: str, request: pytest.FixtureRequest) -> None:
    read: Extractor = request.getfixturevalue("naming" if table == "names" else "extractor")
    wrong = problems(load(), hashes(), table, measure(read, TABLES[table]))
    assert not wrong, "\n".join(wrong)


def test_every_kind_has_a_floor() -> None:
    floors = load()
    assert set(floors.f1["names"]) == set(SCORED) and len(SCORED) == 11
    assert set(floors.f1["rules"]) == set(SCORED) - {"person", "organization"}


def test_what_is_wrong_is_said_with_the_remedy() -> None:
    floors = Floors(GOLD, {"names": {"count": 0.95, "date": 0.9}})
    assert problems(floors, GOLD, "names", {"count": 0.95, "date": 0.91}) == []
    assert problems(floors, GOLD, "names", {"count": 0.9499}) == [
        "names: F1 of count is 0.9499, its floor 0.9500; see extractor evaluate corpus/articles --errors 50"
    ]
    (changed,) = problems(floors, {**GOLD, "02.jsonl": "ee", "03.jsonl": "ff"}, "names", {"count": 1.0})
    assert "(02.jsonl, 03.jsonl)" in changed and changed.endswith(COMMAND)
    (missing,) = problems(floors, GOLD, "rules", {"count": 1.0})
    assert missing.endswith(COMMAND)


def test_floors_rise_by_themselves_and_fall_only_with_a_reason() -> None:
    floors = Floors({}, {"names": {"count": 0.95, "date": 0.9}})
    new, falling = renew(floors, GOLD, {"names": {"count": 0.96, "date": 0.9, "money": 0.5}})
    assert (new.f1, new.gold, falling) == ({"names": {"count": 0.96, "date": 0.9, "money": 0.5}}, GOLD, [])
    measured = {"names": {"count": 0.94, "date": 0.95}}
    new, falling = renew(floors, GOLD, measured)
    assert new.f1 == {"names": {"count": 0.95, "date": 0.95}} and falling == ["names: count from 0.9500 to 0.9400"]
    new, falling = renew(floors, GOLD, measured, "the gold has 12 new articles")
    assert new.f1 == measured and len(falling) == 1
    assert new.lowered == [{"table": "names", "kind": "count", "from": 0.95, "to": 0.94, "reason": "the gold has 12 new articles"}]


def test_the_command_writes_what_it_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "floors.toml"
    assert main([], path, {"names": {"count": 0.95, "date": 0.9}}) == 0
    assert load(path).gold == hashes() and load(path).f1 == {"names": {"count": 0.95, "date": 0.9}}
    written = path.read_text(encoding="utf-8")
    assert main([], path, {"names": {"count": 0.94, "date": 0.95}}) == 1
    assert path.read_text(encoding="utf-8") == written
    assert "would fall: names: count from 0.9500 to 0.9400" in (out := capsys.readouterr()).out and "--lower REASON" in out.err
    assert main(["--lower", "  "], path, {"names": {"count": 0.94}}) == 1
    reason = 'أعيد وسم "السدس"'  # "the sixth was annotated anew"
    assert main(["--lower", reason], path, {"names": {"count": 0.94, "date": 0.95}}) == 0
    floors = load(path)
    assert floors.f1 == {"names": {"count": 0.94, "date": 0.95}} and floors.lowered[0]["reason"] == reason
    # What was lowered once stays on record when floors rise again.
    assert main([], path, {"names": {"count": 0.99, "date": 0.95}}) == 0
    assert load(path).lowered == floors.lowered and load(path).f1["names"]["count"] == 0.99
