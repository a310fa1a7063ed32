"""The workers of a run: started, fed, watched, replaced.

A worker that dies takes nothing with it: its chunk is given to another. The board says which document it was at; one that kills two
workers is put aside (three where the signal was SIGKILL, which may have come from outside and hit the same document by chance). One that hangs in code that no alarm interrupts is killed from here and put aside at once.
"""

from __future__ import annotations

import mmap
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from ..errors import ExtractorError
from .worker import BOARD, IDLE, Setup, Task

_UNEXPLAINED = 10
"""So many deaths at none of its documents a chunk is forgiven."""


class WorkersFail(ExtractorError):
    """Workers can't be started; the message says why."""


class Pool:
    """So many workers at work on a stream of tasks.

    Args:
        ahead: an ordered run's limit on how many chunks may be finished or under way beyond the first unfinished one; None for any.
    """

    def __init__(self, setup: Setup, jobs: int, ahead: int | None) -> None:
        self.setup, self.ahead = setup, ahead
        self.seconds = setup.settings.seconds
        self.again: deque[Task] = deque()
        self.deaths: Counter[tuple[int, int]] = Counter()
        self.hung: Counter[tuple[int, int]] = Counter()
        self.failed_starts = 0
        self.replaced = 0
        self.peak = 0
        self.watched = time.monotonic()
        self.workers = [_Worker(setup) for _ in range(jobs)]

    def check(self) -> None:
        """Wait until a worker is ready.

        Raises:
            WorkersFail: the settings are refused, or workers die at their start.
        """
        while not any(worker.ready for worker in self.workers):
            for worker in self._talking():
                self._hear(worker)

    def _talking(self) -> Iterator[_Worker]:
        """The workers that have something to say, or have died."""
        for ready in wait([w.connection for w in self.workers], timeout=0.5):
            yield next(w for w in self.workers if w.connection is ready)

    def _hear(self, worker: _Worker) -> Any:
        """What a worker says that has finished its task; None for anything else."""
        try:
            what, content = worker.connection.recv()
        except Exception:  # it died, maybe in the middle of a message
            self._bury(worker)
            return None
        if what == "refused":
            raise WorkersFail(content)
        if what == "ready":
            worker.ready, self.failed_starts = True, 0
            return None
        return content

    def run(self, tasks: Iterator[Task]) -> Iterator[tuple[Task, dict[str, bytes], dict[str, Any]] | None]:
        """Results as they come; None now and then, so that the caller can look at the clock.

        Raises:
            WorkersFail: workers die before they get to work.
        """
        first, finished = -1, set[int]()  # the numbers up to `first` are all done
        waiting: Task | None = next(tasks, None)
        if waiting is not None:
            first = waiting.number - 1
        while True:
            for worker in self.workers:
                while worker.ready and worker.task is None:
                    if self.again:
                        task = self.again.popleft()
                    elif waiting is not None and (self.ahead is None or waiting.number <= first + self.ahead):
                        task, waiting = waiting, None
                    else:
                        break
                    given = worker.give(task)
                    if waiting is None:
                        waiting = next(tasks, None)
                    if not given:
                        self.again.appendleft(task)
                        self._bury(worker)
                        break
            busy = any(w.task is not None for w in self.workers)
            if not busy and waiting is None and not self.again:
                return
            for worker in self._talking():
                content = self._hear(worker)
                if content is None:
                    continue
                number, tables, stats, peak = content
                result, worker.task = worker.task, None
                assert result is not None
                self.peak = max(self.peak, peak)
                finished.add(number)
                while first + 1 in finished:
                    first += 1
                    finished.discard(first)
                yield result, tables, stats
            self._watch()
            yield None

    def close(self) -> None:
        for worker in self.workers:
            worker.kill()

    def _bury(self, worker: _Worker) -> None:
        """Replace a dead worker and see to the document it died of."""
        number, _ = worker.at()
        status = worker.kill()
        self.replaced += 1
        task = worker.task
        if task is not None:
            if number != IDLE:
                self.deaths[task.number, number] += 1
                if self.deaths[task.number, number] >= (3 if status == -signal.SIGKILL else 2):
                    task.aside[number] = ("crash", "killed its worker again and again; it is put aside")
            else:
                task.careful = True
                self.deaths[task.number, IDLE] += 1
                if self.deaths[task.number, IDLE] > _UNEXPLAINED:
                    raise WorkersFail(f"workers die of documents {task.items[0].source} to {task.items[-1].source}; leave them out")
            self.again.appendleft(task)
        elif not worker.ready:
            self.failed_starts += 1
            patience = 30 if status == -signal.SIGKILL else 5  # a kill may have come from outside, for whatever reason
            if self.failed_starts > patience + 5 * len(self.workers):
                raise WorkersFail(f"workers die at their start (exit {status}); see above, or is there not memory enough? try fewer --jobs")
        self.workers[self.workers.index(worker)] = _Worker(self.setup)

    def _watch(self) -> None:
        if not self.seconds:
            return
        now = time.monotonic()
        passed, self.watched = min(now - self.watched, 5.0), now  # what stood still with the whole machine is no document's fault
        for worker in self.workers:
            number, since = worker.at()
            if since != worker.since:
                worker.since, worker.stuck = since, 0.0
            if worker.ended or worker.task is None or number == IDLE:
                continue
            worker.stuck += passed
            if worker.stuck > 2 * self.seconds + 5:
                self.hung[worker.task.number, number] += 1
                if self.hung[worker.task.number, number] == 2:  # once may be the machine's fault: it slept, say
                    worker.task.aside[number] = ("time", f"took more than {self.seconds:g} seconds; raise the limit or leave it out")
                worker.process.kill()
                worker.ended = True  # what is left of it may be seen again before it is buried


class _Worker:
    """One process, the socket to it and its board."""

    def __init__(self, setup: Setup) -> None:
        ours, theirs = socket.socketpair()
        self.file = tempfile.TemporaryFile()  # noqa: SIM115
        self.file.truncate(BOARD.size)
        self.board = mmap.mmap(self.file.fileno(), BOARD.size)
        BOARD.pack_into(self.board, 0, 0.0, IDLE)
        # One thread each: the cores are shared out by us.
        environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
        environment["PYTHONPATH"] = os.pathsep.join([*(p for p in sys.path if p), str(Path(__file__).parents[2])])
        command = [
            sys.executable,
            "-P",
            "-c",
            "from extractor.archive.worker import main; main()",
            str(theirs.fileno()),
            str(self.file.fileno()),
        ]
        self.process = subprocess.Popen(command, pass_fds=(theirs.fileno(), self.file.fileno()), env=environment, stdin=subprocess.DEVNULL)
        theirs.close()
        self.connection = Connection(ours.detach())
        self.ready = self.ended = False
        self.since = self.stuck = 0.0  # when it took up its document, and how long it has been seen at it
        self.task: Task | None = None
        with suppress(OSError):  # already dead: found when it is waited for
            self.connection.send(setup)

    def at(self) -> tuple[int, float]:
        since, number = BOARD.unpack_from(self.board, 0)
        return int(number), float(since)

    def give(self, task: Task) -> bool:
        """Hand over a task; False where the worker is dead."""
        try:
            self.connection.send(task)
        except OSError:
            return False
        self.task = task
        return True

    def kill(self) -> int:
        """End the process; its exit status, negative for a signal."""
        self.process.kill()
        status = self.process.wait()
        self.connection.close()
        self.board.close()
        self.file.close()
        return status
