"""The blocks of the page on archives that need a cluster."""

import re
from pathlib import Path

import pytest

from extractor.archive import spark as on_spark

PAGE = Path(__file__).parent.parent.parent / "docs" / "archives.md"


def block(name: str) -> str:
    (code,) = re.findall(rf"^```python {name}\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.M | re.S)
    return code


def test_spark() -> None:
    session = on_spark.session("local[1]")
    try:
        exec(block("spark"), {"spark": session})
    finally:
        session.stop()


def test_ray() -> None:
    ray = pytest.importorskip("ray")
    ray.init(num_cpus=1, include_dashboard=False, log_to_driver=False)
    try:
        exec(block("ray"), {})
    finally:
        ray.shutdown()
