"""The corpus as test cases: phrases with the span marked ⟦so⟧ and the fields it must have; negatives; articles."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parent.parent / "corpus"
_SAME_BY_LENGTH = ("value", "low", "high")


@dataclass(frozen=True)
class Phrase:
    kind: str
    text: str
    spans: tuple[tuple[int, int], ...]
    expect: tuple[dict[str, Any], ...]
    published: str | None
    unsupported: bool = False

    @property
    def id(self) -> str:
        return f"{self.kind}: {self.text}"


def unmark(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    text, spans, start = "", [], 0
    for piece in re.split("([⟦⟧])", marked):
        if piece == "⟦":
            start = len(text)
        elif piece == "⟧":
            spans.append((start, len(text)))
        else:
            text += piece
    return text, tuple(spans)


def phrases() -> Iterator[Phrase]:
    for path in sorted((CORPUS / "phrases").glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        kind = path.stem.partition("-")[0]
        published = data.get("published")
        for section, unsupported in (("case", False), ("unsupported", True)):
            for case in data.get(section, []):
                expect = case.get("expect", [])
                expect = expect if isinstance(expect, list) else [expect]
                for marked in case["texts"]:
                    text, spans = unmark(marked)
                    yield Phrase(kind, text, spans, tuple(expect), case.get("published", published), unsupported)
        for case in data.get("negative", []):
            for text in case["texts"]:
                yield Phrase(kind, text, (), (), case.get("published", published))


def problems(phrase: Phrase, records: list[Any]) -> list[str]:
    """What is wrong with the records of a phrase: whole-span, unique, each expected field equal; "" stands for none."""
    found = [r for r in records if r.kind == phrase.kind]
    out = []
    if len(found) != len(phrase.expect):
        out.append(f"{len(found)} records, {len(phrase.expect)} expected: {[(r.text, getattr(r, 'value', None)) for r in found]}")
    for record, span, expect in zip(found, phrase.spans, phrase.expect, strict=False):
        if (record.start, record.end) != span:
            out.append(f"span {record.text!r}, expected {phrase.text[span[0] : span[1]]!r}")
        for name, value in expect.items():
            got = getattr(record, name)
            if isinstance(value, (int, float)) and not isinstance(value, bool) and got is not None and not isinstance(got, str):
                same = abs(float(got) - float(value)) < 1e-9 * max(1.0, abs(float(value)))
            else:
                same = got == value or (value == "" and got is None)
            if not same:
                out.append(f"{name} is {got!r}, expected {value!r}")
    return out


def articles() -> list[dict[str, Any]]:
    out = []
    for path in sorted((CORPUS / "articles").glob("*.jsonl")):
        out += [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return out
