"""Scoring: what matches, what optional gold forgives, four measures by kind and source, intervals, errors, the command."""

import json
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractor.cli import app
from extractor.evaluate import SCORED, Mistake, Score, evaluate, table

from .corpus import articles


def document(*records: dict, **more: object) -> dict:
    return {"id": "d", "text": "x" * 100, "records": [{"text": "", **r} for r in records], **more}


def scored(gold: list[dict], found: list[dict], kind: str) -> tuple[int, int, int]:
    score = evaluate([(document(*gold), document(*found))]).scores[kind]
    return score.tp, score.fp, score.fn


def record(kind: str, start: int, end: int, value: object = None, **more: object) -> dict:
    return {"kind": kind, "start": start, "end": end, "value": value, **more}


def count(start: int, end: int, value: object, **more: object) -> dict:
    return record("count", start, end, value, **more)


def counts(score: Score) -> tuple[int, int, int]:
    return score.tp, score.fp, score.fn


# --- the definition: value end to end ---


@pytest.mark.parametrize(
    ("gold", "found", "result"),
    [
        (count(0, 10, 5), count(0, 10, 5.0), (1, 0, 0)),
        (count(0, 10, 5), count(0, 10, "5.00"), (1, 0, 0)),
        (count(0, 10, 5), count(0, 5, 5), (1, 0, 0)),  # half of the longer
        (count(0, 10, 5), count(5, 15, 5), (1, 0, 0)),
        (count(0, 10, 5), count(6, 16, 5), (0, 1, 1)),  # less than half
        (count(0, 10, 5), count(10, 20, 5), (0, 1, 1)),  # side by side
        (count(0, 10, 5), count(0, 3, 5), (1, 0, 0)),  # held by it, at most four times as long
        (count(0, 12, 5), count(4, 7, 5), (1, 0, 0)),
        (count(0, 13, 5), count(4, 7, 5), (0, 1, 1)),
        (count(4, 7, 5), count(0, 12, 5), (1, 0, 0)),  # whichever holds the other
        (count(4, 7, 5), count(0, 13, 5), (0, 1, 1)),
        (count(0, 12, 5), count(10, 14, 5), (0, 1, 1)),  # neither holds the other
        (count(0, 10, 5), count(0, 2, 5), (0, 1, 1)),
        (count(0, 10, 5), count(0, 10, 6), (0, 1, 1)),
        (count(0, 10, 5), record("ordinal", 0, 10, 5), (0, 0, 1)),
        (count(0, 10, "600..700"), count(0, 10, None, low=600, high=700), (1, 0, 0)),
        (count(0, 10, None, low=600, high=700), count(0, 10, None, low=600.0, high="700"), (1, 0, 0)),
        (count(0, 10, None, low=600, high=700), count(0, 10, None, low=600, high=701), (0, 1, 1)),
        (count(0, 10, None, low=600, high=700), count(0, 10, 600), (0, 1, 1)),
        (count(0, 10, "", low=600, high=700), count(0, 10, 9), (1, 0, 0)),  # a value left empty asks nothing
        (count(0, 10, None), count(0, 10, 9), (1, 0, 0)),
        (count(0, 10, 5), count(0, 10, None), (0, 1, 1)),
    ],
)
def test_counts(gold: dict, found: dict, result: tuple[int, int, int]) -> None:
    assert scored([gold], [found], "count") == result


@pytest.mark.parametrize(
    ("kind", "gold", "found", "same"),
    [
        ("date", "2025-33", "2025-01/2025-03", True),
        ("date", "2025-36", "2025-10/2025-12", True),
        ("date", "2015-41", "2015-07-01/2015-12-31", True),
        ("date", "2022", "2022-01-01/2022-12-31", True),
        ("date", "2024-02", "2024-02-01/2024-02-29", True),
        ("date", "2024-W25", "2024-06-17/2024-06-23", True),
        ("date", "2024-W25/2024-W26", "2024-06-17/2024-06-30", True),
        ("date", "2024-W25", "2024-06", False),
        ("date", "2020-W54", "2020-W54", True),  # no such week: equal as written
        ("date", "2020-W54", "2020", False),
        ("date", "2025-21", "2025-21", True),  # seasons have no agreed days: equal as written
        ("date", "2025-21", "2025-03/2025-05", False),
        ("date", "2022/..", "2022-01-01/..", True),
        ("date", "2022/..", "2022", False),
        ("date", "2022", "2023", False),
        ("date", "XXXX-06-25", "XXXX-06-25", True),
        ("date", "XXXX-06-25", "2024-06-25", False),
        ("date", "2022", None, False),
        ("date", None, "2022", True),
        ("duration", "P1Y", "P12M", True),
        ("duration", "P1W", "P7D", True),
        ("duration", "P2D", "PT48H", True),
        ("duration", "PT1H30M", "PT90M", True),
        ("duration", "P0.5Y", "P6M", True),
        ("duration", "P1M", "P30D", False),
        ("duration", "P3D..P4D", None, True),  # a range of durations asks for its span only
        ("resolution", "123/2020/NĐ-CP", "123/2020/ND-CP", True),
        ("resolution", "21-NQ/TW", "21 - NQ / TW", True),
        ("resolution", "21-NQ/TW", "22-NQ/TW", False),
        ("locality", "Quảng Ninh|كوانغ نينه", "Quang Ninh", True),
        ("locality", "Đà Nẵng", "Da Nang", True),
        ("locality", "القاهرة", "القاهره", True),
        ("locality", "الأردن", "اردن", True),
        ("locality", "فيتنام", "Việt Nam", True),
        ("locality", "لاوس", "Lào", False),
        ("person", None, None, True),
    ],
)
def test_values(kind: str, gold: str | None, found: str | None, same: bool) -> None:
    a = {"kind": kind, "start": 0, "end": 10, "value": gold}
    b = {"kind": kind, "start": 0, "end": 10, "value": found, "symbol": found, "name": found}
    assert scored([a], [b], kind) == ((1, 0, 0) if same else (0, 1, 1))


@pytest.mark.parametrize(("kind", "name"), [("resolution", "symbol"), ("locality", "name")])
def test_gold_in_the_contract_s_own_fields(kind: str, name: str) -> None:
    a = {"kind": kind, "start": 0, "end": 10, name: "21-NQ/TW"}
    assert scored([a], [{**a}], kind) == (1, 0, 0)
    assert scored([a], [{**a, name: "22-NQ/TW"}], kind) == (0, 1, 1)


MAYBE = count(0, 10, 5, optional=1)


@pytest.mark.parametrize(
    ("gold", "found", "result"),
    [
        ([MAYBE], [], (0, 0, 0)),  # missed: costs nothing
        ([MAYBE], [count(0, 10, 5)], (0, 0, 0)),  # found: gains nothing
        ([MAYBE], [count(0, 10, 9)], (0, 0, 0)),
        ([count(0, 10, 5, optional="1")], [count(0, 10, 9)], (0, 0, 0)),  # as annotation tools write it
        ([MAYBE], [count(50, 60, 5)], (0, 1, 0)),
        ([record("date", 0, 10, "2022", optional=1)], [count(0, 10, 9)], (0, 0, 0)),  # one of any kind forgives
        ([record("date", 0, 10, "2022", optional=1)], [count(8, 18, 9)], (0, 1, 0)),
        ([MAYBE, count(0, 10, 6)], [count(0, 10, 6)], (1, 0, 0)),
        ([MAYBE, count(0, 10, 5)], [count(0, 10, 5)], (0, 0, 1)),  # in the order of the gold: the optional one takes it
        ([count(0, 10, 5), count(0, 10, 5)], [count(0, 10, 5)], (1, 0, 1)),  # each matches once
        ([count(0, 10, 5)], [count(0, 10, 5), count(0, 10, 5)], (1, 1, 0)),
    ],
)
def test_optional_and_repeated(gold: list[dict], found: list[dict], result: tuple[int, int, int]) -> None:
    assert scored(gold, found, "count") == result


# --- four measures ---

GOLD = [count(0, 10, 1), count(20, 30, 2), count(40, 50, 3), count(60, 70, 4), count(80, 90, 5, optional=1)]
FOUND = [count(0, 10, 1), count(20, 28, 2), count(40, 50, 33, rule="count.digits"), count(80, 88, 9), count(95, 97, 7, rule="count.words")]


def test_four_measures() -> None:
    result = evaluate([(document(*GOLD), document(*FOUND))])
    assert counts(result.strict["count"]) == (2, 2, 2)  # the second ends early
    assert counts(result.spans["count"]) == (3, 1, 1)
    assert counts(result.scores["count"]) == (2, 2, 2)  # the third says 33
    share = result.values["count"]
    assert (share.equal, share.matched, share.asked, share.share) == (2, 3, 3, 2 / 3)
    assert (result.total, result.total_spans, result.total_strict) == (
        result.scores["count"],
        result.spans["count"],
        result.strict["count"],
    )
    assert result.total_values == share
    assert result.scores["count"].f1 == pytest.approx(0.5)


def test_value_given_span_pairs_equal_values_first() -> None:
    """Two gold records on one found span: the one that says the same is its partner."""
    share = evaluate([(document(count(0, 10, 1), count(5, 15, 2)), document(count(3, 13, 2)))]).values["count"]
    assert (share.equal, share.matched) == (1, 1)


def test_nothing_to_find_and_nothing_found() -> None:
    result = evaluate([])
    assert result.total.f1 == 1.0 and result.total_values.share == 1.0
    assert result.intervals()["ALL"]["end_to_end"]["f1"] is None
    assert len(list(table(result, result.intervals()))) == len(SCORED) + 1


def test_by_source() -> None:
    news = document(*GOLD, source="news")
    law = document(count(0, 10, 1), source="law")
    result = evaluate([(news, document(*FOUND)), (law, document(count(0, 10, 1))), (news, document(*FOUND))])
    parts = result.by_source()
    assert list(parts) == ["news", "law"]
    assert counts(parts["news"].scores["count"]) == (4, 4, 4) and counts(parts["law"].scores["count"]) == (1, 0, 0)
    assert counts(parts["news"].strict["count"]) == (4, 4, 4) and parts["news"].values["count"].matched == 6
    assert [len(p.sheets) for p in parts.values()] == [2, 1]
    assert len(parts["news"].mistakes) == len(result.mistakes) == 8 and not parts["law"].mistakes


# --- errors ---


def test_errors_name_the_rule_to_look_at() -> None:
    text = "شارك 3 وفود في 2022 بهانوي"  # 3 delegations took part in 2022 in Hanoi
    year = {"start": 15, "end": 19}
    gold = {"id": "a", "source": "s", "text": text, "records": [count(5, 6, 3), {**year, "kind": "date", "value": "2022"}]}
    found = {"records": [count(5, 6, 30, rule="count.digits"), count(15, 19, 2022, rule="count.cardinal")]}
    result = evaluate([(gold, found)])
    assert [(m.what, m.record["kind"], m.rule, (m.other or {}).get("kind"), m.source) for m in result.mistakes] == [
        ("MISS", "count", "count.digits", "count", "s"),
        ("FALSE", "count", "count.digits", "count", "s"),
        ("FALSE", "count", "count.cardinal", "date", "s"),
        ("MISS", "date", "count.cardinal", "count", "s"),  # of another kind
    ]
    assert [str(m).partition(" | ")[0] for m in result.mistakes] == [
        "MISS  a count 3 (found: count 30 by count.digits)",
        "FALSE a count 30 by count.digits (gold: count 3)",
        "FALSE a count 2022 by count.cardinal (gold: date 2022)",
        "MISS  a date 2022 (found: count 2022 by count.cardinal)",
    ]
    assert result.mistakes[-1].context == "شارك 3 وفود في [2022] بهانوي"


def test_an_error_where_nothing_else_lies() -> None:
    (mistake,) = evaluate([(document(count(0, 10, None, low=600, high=700)), document())]).mistakes
    assert isinstance(mistake, Mistake) and mistake.rule is None and mistake.other is None
    assert str(mistake).startswith("MISS  d count 600..700 | [")


# --- intervals ---


def test_intervals_hold_the_measure_and_are_the_same_each_time() -> None:
    pairs = [(document(*GOLD), document(*FOUND[: i % 6])) for i in range(40)]
    result = evaluate(pairs)
    intervals = result.intervals()
    assert intervals == evaluate(pairs).intervals() and intervals != result.intervals(seed=1)
    for measure, score in (("strict", result.strict), ("relaxed", result.spans), ("end_to_end", result.scores)):
        for name in ("precision", "recall", "f1"):
            low, high = intervals["count"][measure][name]
            assert 0 <= low < getattr(score["count"], name) < high <= 1
    low, high = intervals["ALL"]["value"]["share"]
    assert low < result.total_values.share < high
    wide = evaluate(pairs[:10]).intervals()["count"]["end_to_end"]["f1"]
    narrow = evaluate(pairs * 10).intervals()["count"]["end_to_end"]["f1"]
    assert wide[1] - wide[0] > narrow[1] - narrow[0]


def test_a_known_interval() -> None:
    """Half of 400 documents right: a share of 0.5 with a standard error of 0.025."""
    pairs = [(document(count(0, 10, 1)), document(count(0, 10, i % 2))) for i in range(400)]
    low, high = evaluate(pairs).intervals(4000)["count"]["end_to_end"]["recall"]
    assert low == pytest.approx(0.5 - 1.96 * 0.025, abs=0.006) and high == pytest.approx(0.5 + 1.96 * 0.025, abs=0.006)


def test_kinds_without_records_and_single_documents_have_no_interval() -> None:
    pairs = [(document(*GOLD), document(*FOUND))]
    assert evaluate(pairs).intervals()["count"]["end_to_end"]["f1"] is None
    assert evaluate(pairs * 2).intervals()["date"]["end_to_end"]["f1"] is None
    assert evaluate(pairs * 2).intervals(0)["count"]["end_to_end"]["f1"] is None


def test_300_documents_in_two_seconds() -> None:
    gold = [{**d, "id": str(i)} for i, d in enumerate((articles() * 11)[:300])]
    start = time.process_time()
    result = evaluate((d, d) for d in gold)
    result.intervals()
    assert time.process_time() - start < 2
    assert result.total.f1 > 0.999 and result.total.fp == 0


# --- the command ---


@pytest.fixture
def gold_files(tmp_path: Path) -> Path:
    text = "شارك 3 وفود في 12 مدينة"  # 3 delegations took part in 12 towns
    records = [count(5, 6, 3), count(15, 17, 13)]
    lines = [{"id": "a", "text": text, "records": records}, {"id": "b", "source": "law", "text": text, "records": records[:1]}]
    (tmp_path / "news.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    (tmp_path / "more.json").write_text(json.dumps({"text": text, "records": [], "source": ""}, indent=1), encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no gold\n", encoding="utf-8")
    return tmp_path


def run(*args: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["evaluate", *map(str, args), "--names", "none"])
    return result.exit_code, result.output


def test_the_command_by_source_with_errors_and_json(gold_files: Path) -> None:
    out = gold_files / "out.json"
    code, text = run(gold_files, "--by", "source", "--errors", "2", "--json", out)
    assert code == 0, text
    assert [line for line in text.split("\n") if " document" in line] == ["more: 1 document", "news: 1 document", "law: 1 document"]
    assert text.count("count        gold") == 4 and "2 of 5 errors" in text
    assert "FALSE more:1 count 3 by count." in text
    data = json.loads(out.read_text(encoding="utf-8"))
    assert data["documents"] == 3 and list(data["sources"]) == ["more", "news", "law"]
    row = data["kinds"]["count"]
    assert {k: row["end_to_end"][k] for k in ("tp", "fp", "fn")} == {"tp": 2, "fp": 4, "fn": 1}
    assert row["relaxed"]["tp"] == row["strict"]["tp"] == 3 and row["value"]["share"] == 2 / 3
    assert set(row["end_to_end"]["intervals"]) == {"precision", "recall", "f1"} and data["bootstrap"]["resamples"] == 1000
    assert data["kinds"]["person"]["value"]["share"] is None
    assert len(data["errors"]) == 5 and {"document", "source", "what", "kind", "rule", "record", "other", "context"} == set(
        data["errors"][0]
    )
    assert data["errors"][2]["rule"].startswith("count.") and data["errors"][2]["other"]["value"] == 12


def test_the_command_takes_several_files(gold_files: Path) -> None:
    code, text = run(gold_files / "news.jsonl", gold_files / "more.json", "--kinds", "count,date", "--resamples", "0")
    assert code == 0 and len(text.strip().split("\n")) == 3 and "95%" not in text
    assert "count        gold    3  P 0.333  R 0.667  F1 0.444  span-F1 0.667  strict-F1 0.667  value 0.667" in text


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "x.jsonl: line 1: broken JSON"),
        ("\n[1]", "x.jsonl: line 2: no gold document; fields 'text' and 'records' are needed"),
        ('{"text": "x"}', "line 1: no gold document"),
        ('{"text": "x", "records": [{"kind": "count"}]}', "record 1: fields 'kind', 'start' and 'end' are needed"),
        ('{"text": "x", "records": [{"kind": "count", "start": 0, "end": 9}]}', "record 1: no span 0–9 in a text of 1 characters"),
        ('{"text": "x", "records": [], "published": "soon"}', "x.jsonl: line 1: "),
        ("", "no gold documents"),
    ],
)
def test_gold_that_cannot_be_read(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "x.jsonl").write_text(content, encoding="utf-8")
    code, text = run(tmp_path / "x.jsonl")
    assert code == 2 and message in text and "Traceback" not in text


def test_wrong_options(gold_files: Path) -> None:
    assert run(gold_files, "--by", "colour") == (2, "extractor: --by colour: choose kind or source\n")
    assert run(gold_files / "notes.txt")[0] == 2 and run("-")[0] == 2
    assert "no such folder" in run(gold_files, "--json", gold_files / "none" / "x.json")[1]
    assert "unknown kind 'colour'" in run(gold_files, "--kinds", "colour")[1]
