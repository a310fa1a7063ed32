"""Kill a run, or its workers, at random moments and start it again, until it is through.

Usage: python -m tests.archive.kills INPUT OUT KILLS run|worker [SEED [MORE ARGUMENTS…]]
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path


def start(arguments: list[str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "extractor.cli", "archive", *arguments]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def children(process: int) -> list[int]:
    try:
        return [int(n) for n in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except FileNotFoundError:
        return []


def kill_runs(arguments: list[str], kills: int, seed: int = 0, most: float = 1.5) -> int:
    """Kill the whole run so many times, start it again each time, and let the last one finish; how many kills hit."""
    choice, hits = random.Random(seed), 0
    for _ in range(kills):
        process = start(arguments)
        try:
            process.wait(choice.uniform(0.1, most))
        except subprocess.TimeoutExpired:
            workers = children(process.pid)
            process.kill()
            hits += 1
            process.wait()
            if choice.random() < 0.5:  # with the machine itself, all at once
                for worker in workers:
                    _kill(worker)
        assert process.stderr is not None
        process.stderr.close()
    _end(start(arguments))
    return hits


def kill_workers(arguments: list[str], kills: int, seed: int = 0, most: float = 2.0) -> int:
    """Kill workers of a run at random ages, so many in all, over as many runs as it takes; how many kills hit in this run.

    The age is processor time, so that a slow machine's workers are not all killed at their first document.
    """
    choice, hits = random.Random(seed), 0
    due: dict[int, float] = {}
    process = start(arguments)
    while hits < kills and process.poll() is None:
        time.sleep(0.01)
        for worker in children(process.pid):
            if _age(worker) >= due.setdefault(worker, choice.uniform(0.1, most)) and process.poll() is None:
                hits += _kill(worker)
                del due[worker]
    _end(process)
    return hits


def _age(process: int) -> float:
    """The processor time it has used, in seconds; 0 for one that is gone."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _kill(process: int) -> bool:
    try:
        os.kill(process, signal.SIGKILL)
        return True
    except ProcessLookupError:
        return False


def _end(process: subprocess.Popen[bytes]) -> None:
    _, said = process.communicate(timeout=600)
    if process.returncode not in (0, 1) or b"Traceback" in said:
        raise AssertionError(f"exit {process.returncode}: {said.decode()[-2000:]}")


if __name__ == "__main__":
    source, out, number, what = sys.argv[1:5]
    chosen = int(sys.argv[5]) if len(sys.argv) > 5 else 0
    given = [source, "-o", out, *sys.argv[6:]]
    print((kill_runs if what == "run" else kill_workers)(given, int(number), chosen))
