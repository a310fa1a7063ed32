"""A pool of workers that are no processes, for tests of what happens around them: a process takes a second to start."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractor.archive import worker


class InProcess:
    """Does the work itself, when it is asked for the result."""

    def __init__(self, setup: worker.Setup, jobs: int, ahead: int | None) -> None:
        self.setup, self.replaced, self.peak = setup, 0, 0

    def check(self) -> None: ...

    def close(self) -> None: ...

    def work(self, task: worker.Task) -> tuple[dict[str, bytes], dict[str, Any]]:
        return worker.work(task, self.setup)

    def run(self, tasks: Iterator[worker.Task]) -> Iterator[Any]:
        for task in tasks:
            yield (task, *self.work(task))
            yield None
