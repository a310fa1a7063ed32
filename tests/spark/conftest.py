"""A small archive as Parquet, and what the local run makes of it."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extractor.archive import Fields, Options, Settings, run

from ..archive.damaged import paragraphs

SETTINGS = Settings(names=None, seconds=60)
FIELDS = Fields(text="body", published="day")


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """300 documents in two files, the second in a folder with a space; some without text, some with a date that is none."""
    folder = tmp_path_factory.mktemp("spark") / "articles"
    (folder / "more news").mkdir(parents=True)
    pieces = paragraphs()
    for name, first in (("a.parquet", 0), ("more news/b.parquet", 150)):
        numbers = range(first, first + 150)
        table = {
            "body": [None if n % 50 == 7 else f"{n}. {pieces[n % len(pieces)]}" for n in numbers],
            "day": ["some day" if n % 40 == 3 else "2024-06-25" for n in numbers],
            "section": [n % 5 for n in numbers],
        }
        pq.write_table(pa.table(table), folder / name, row_group_size=40)
    return folder


@pytest.fixture(scope="session")
def local(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("local") / "out"
    run([archive], out, settings=SETTINGS, options=Options(fields=FIELDS), jobs=2)
    return out
