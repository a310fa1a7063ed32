"""Scoring: what matches, what optional gold forgives."""

import pytest

from extractor.evaluate import evaluate


def document(*records: dict) -> dict:
    return {"id": "d", "text": "x" * 100, "records": [{"text": "", **r} for r in records]}


def scored(gold: list[dict], found: list[dict], kind: str) -> tuple[int, int, int]:
    score = evaluate([(document(*gold), document(*found))]).scores[kind]
    return score.tp, score.fp, score.fn


def count(start: int, end: int, value: object, **more: object) -> dict:
    return {"kind": "count", "start": start, "end": end, "value": value, **more}


@pytest.mark.parametrize(
    ("gold", "found", "result"),
    [
        (count(0, 10, 5), count(0, 10, 5.0), (1, 0, 0)),
        (count(0, 10, 5), count(0, 5, 5), (1, 0, 0)),  # half of the longer
        (count(0, 10, 5), count(0, 3, 5), (1, 0, 0)),  # held by it, at most four times as long
        (count(0, 10, 5), count(0, 2, 5), (0, 1, 1)),
        (count(0, 10, 5), count(0, 10, 6), (0, 1, 1)),
        (count(0, 10, "600..700"), count(0, 10, None, low=600, high=700), (1, 0, 0)),
        (count(0, 10, 5, optional=1), count(50, 60, 5), (0, 1, 0)),
        (count(0, 10, 5, optional=1), count(0, 10, 9), (0, 0, 0)),
    ],
)
def test_counts(gold: dict, found: dict, result: tuple[int, int, int]) -> None:
    assert scored([gold], [found], "count") == result


@pytest.mark.parametrize(
    ("kind", "gold", "found", "same"),
    [
        ("date", "2025-33", "2025-01/2025-03", True),
        ("date", "2022", "2022-01-01/2022-12-31", True),
        ("date", "2024-W25", "2024-06-17/2024-06-23", True),
        ("date", "2022", "2023", False),
        ("date", "XXXX-06-25", "XXXX-06-25", True),
        ("duration", "P1Y", "P12M", True),
        ("duration", "P1W", "P7D", True),
        ("duration", "P1M", "P30D", False),
        ("resolution", "123/2020/NĐ-CP", "123/2020/ND-CP", True),
        ("locality", "Quảng Ninh|كوانغ نينه", "Quang Ninh", True),
        ("locality", "القاهرة", "القاهره", True),
    ],
)
def test_values(kind: str, gold: str, found: str, same: bool) -> None:
    a = {"kind": kind, "start": 0, "end": 10, "value": gold}
    b = {"kind": kind, "start": 0, "end": 10, "value": found, "symbol": found, "name": found}
    assert scored([a], [b], kind) == ((1, 0, 0) if same else (0, 1, 1))
