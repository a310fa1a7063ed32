"""The notebooks run from top to bottom; what they store is whole, in order, and of no machine."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
TEXTS = ("text/plain", "text/html", "text/markdown", "image/svg+xml")

spec = importlib.util.spec_from_file_location("execute", ROOT / "notebooks" / "execute.py")
assert spec is not None and spec.loader is not None
run = importlib.util.module_from_spec(spec)
spec.loader.exec_module(run)

notebooks = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)


def test_they_are_there() -> None:
    assert [p.stem for p in NOTEBOOKS] == ["1-first-steps", "2-an-archive", "3-teaching", "4-evaluating", "5-to-other-systems"]


@notebooks
def test_it_runs(path: Path) -> None:
    stored = nbformat.read(path, as_version=4)
    fresh = run.strip(run.execute(path))  # an error in a cell is raised
    assert [c.source for c in fresh.cells] == [c.source for c in stored.cells]
    for cell in fresh.cells:
        assert not [o for o in cell.get("outputs", []) if o.get("name") == "stderr"], cell.source


@notebooks
def test_stored_outputs(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    code = [c for c in notebook.cells if c.cell_type == "code"]
    assert [c.execution_count for c in code] == list(range(1, len(code) + 1)), "run: python notebooks/execute.py"
    outputs = [o for c in code for o in c.outputs]
    assert any(o.output_type == "execute_result" for o in outputs)
    assert {o.output_type for o in outputs} <= {"stream", "execute_result", "display_data"}
    assert "stderr" not in {o.get("name") for o in outputs}
    assert {name for o in outputs for name in o.get("data", {})} <= set(TEXTS)


@notebooks
def test_nothing_of_a_machine_is_stored(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.encode()) < 400_000
    notebook = nbformat.reads(text, as_version=4)
    assert [c.id for c in notebook.cells] == [f"c{n:02d}" for n in range(1, len(notebook.cells) + 1)]
    assert not any(c.metadata for c in notebook.cells)
    assert nbformat.writes(run.strip(notebook)).strip() == text.strip()
    assert str(ROOT) not in text and " at 0x" not in text
    assert not any(folder in text for folder in ("/tmp/", "/home/", "/Users/", "site-packages"))
