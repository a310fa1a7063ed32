"""Run the notebooks and store what they show.

    python notebooks/execute.py                    # all of them
    python notebooks/execute.py 3-teaching.ipynb

Each runs from its first cell to its last in a fresh kernel of this Python, in this folder. What is stored depends on the cells alone: no
times, no addresses of objects, ids by place. It needs nbclient and ipykernel, and a POSIX system.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from pathlib import Path

import nbformat
from jupyter_client import AsyncKernelManager
from jupyter_client.kernelspec import KernelSpecManager
from nbclient import NotebookClient

FOLDER = Path(__file__).resolve().parent
SECONDS = 300


def execute(path: Path) -> nbformat.NotebookNode:
    """Run a notebook.

    Args:
        path: the notebook; the file stays as it is.

    Returns:
        The notebook with new outputs.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell failed; the message shows cell and traceback.
    """
    notebook = nbformat.read(path, as_version=4)
    # No folders of kernels: what a user has installed under the same name is not asked, and "python3" is this interpreter.
    kernels = KernelSpecManager(kernel_dirs=[])
    assert kernels.get_kernel_spec("python3").argv[0] == sys.executable
    with tempfile.TemporaryDirectory() as home:  # settings, histories and caches of the user play no part
        manager = AsyncKernelManager(
            kernel_name="python3", kernel_spec_manager=kernels, transport="ipc", connection_file=str(Path(home) / "kernel.json")
        )
        client = NotebookClient(
            notebook, km=manager, timeout=SECONDS, record_timing=False, coalesce_streams=True, resources={"metadata": {"path": str(FOLDER)}}
        )
        # tqdm asks for widgets, and tells it with a path of this machine.
        env = {**os.environ, "IPYTHONDIR": home, "HF_HOME": home, "PYTHONWARNINGS": "ignore:IProgress not found"}
        client.execute(cleanup_kc=True, env=env)
    return notebook


def strip(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Take out what differs from run to run."""
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for number, cell in enumerate(notebook.cells, 1):
        cell.id, cell.metadata = f"c{number:02d}", {}
        for output in cell.get("outputs", []):
            if "metadata" in output:
                output.metadata = {}
            if "text/plain" in output.get("data", {}):
                output.data["text/plain"] = re.sub(r" (object )?at 0x[0-9a-f]+", "", output.data["text/plain"])
    return notebook


def main(names: list[str]) -> None:
    for path in [FOLDER / Path(name).name for name in names] or sorted(FOLDER.glob("*.ipynb")):
        notebook = strip(execute(path))
        nbformat.validate(notebook)
        nbformat.write(notebook, path)
        print(f"{path.name}: {len(notebook.cells)} cells, {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
