"""Hand out jobs to an executor and take results back, whatever breaks on the way."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from functools import partial
from typing import TYPE_CHECKING

from grader.batch.job import Done, Job, Setting, unpacked
from grader.batch.station import grade

if TYPE_CHECKING:
    from multiprocessing.queues import SimpleQueue

AHEAD = 2
"""Jobs that are on their way for each process; the rest is not even read."""
_LOOK = 0.2
"""Seconds after which we look whether somebody wants us to stop."""
_FAILED = "The grader's process ended while this submission was graded, twice."

Start = Callable[[], Executor]
"""Starts an executor."""
Grade = Callable[[Setting, Job], bytes]
"""Does a job where the executor runs it; the result is a `Done`, packed."""


class Lost(Exception):
    """One job did not come back; the executor works on, and so do the other jobs."""


class Interrupted(Exception):
    """The batch was stopped; what was running has been finished and yielded."""


def local_pool(jobs: int) -> Start:
    """Return what starts processes on this machine, each on a core of its own."""

    def start() -> Executor:
        context = multiprocessing.get_context("spawn")
        cores = context.SimpleQueue()
        for number in range(4 * jobs):  # one that dies may be replaced
            cores.put(number)
        return ProcessPoolExecutor(
            jobs, mp_context=context, initializer=_begin, initargs=(cores,)
        )

    return start


def _begin(cores: "SimpleQueue[int]") -> None:
    """Prepare a process of the pool."""
    # Ctrl-C reaches the whole group; the parent decides what is finished.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "sched_setaffinity"):
        mine = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {mine[cores.get() % len(mine)]})


def run(
    jobs: Iterator[Job],
    setting: Setting,
    start: Start,
    ahead: int | Callable[[], int],
    should_stop: Callable[[], bool] = lambda: False,
    grade: Grade = grade,
) -> Iterator[Done]:
    """Yield what comes of each job, in the order in which they end.

    Args:
        jobs: read only as fast as they are done.
        setting: what all are graded under.
        start: starts the executor, and another one when it broke.
        ahead: how many jobs are on their way at a time.
        should_stop: whether no further job should begin.
        grade: does a job.
    """
    pool = _Pool(start, partial(grade, setting))
    try:
        while True:
            most = ahead if isinstance(ahead, int) else ahead()
            while len(pool.running) < most and not should_stop():
                job = next(jobs, None)
                if job is None:
                    break
                pool.submit(job)
            if not pool.running:
                break
            yield from pool.finished()
    finally:
        pool.close()
    if should_stop():
        raise Interrupted


class _Pool:
    """An executor that is replaced when it breaks."""

    def __init__(self, start: Start, grade: Callable[[Job], bytes]) -> None:
        self._start = start
        self._grade = grade
        self._executor: Executor | None = None
        self.running: dict[Future[bytes], Job] = {}

    def submit(self, job: Job) -> None:
        """Send a job on its way."""
        try:
            self.running[self._open().submit(self._grade, job)] = job
        except BrokenExecutor:  # it broke since we last looked
            self._drop()
            self.running[self._open().submit(self._grade, job)] = job

    def finished(self) -> Iterator[Done]:
        """Yield what has come back; if the executor broke, everything has."""
        ended, _ = wait(self.running, timeout=_LOOK, return_when=FIRST_COMPLETED)
        lost, suspects = [], []
        # What came back is yielded before an exception ends the batch.
        for future in sorted(ended, key=_is_broken):
            job = self.running.pop(future)
            try:
                yield unpacked(future.result())
            except Lost:
                lost.append(job)
            except BrokenExecutor:
                suspects.append(job)
        if suspects:
            suspects += self.running.values()
            self._drop()
        for job in sorted(lost + suspects, key=_number):
            yield self._alone(job)

    def _alone(self, job: Job) -> Done:
        """Return what comes of a job that was there when the executor broke."""
        why = _FAILED
        try:
            return unpacked(self._open().submit(self._grade, job).result())
        except Lost as lost:
            why = f"{why} {lost}"
        except BrokenExecutor:
            self._drop()
        return Done(job.number, job.assignment, "", 0.0, failed=why)

    def _open(self) -> Executor:
        if self._executor is None:
            self._executor = self._start()
        return self._executor

    def _drop(self) -> None:
        self.running.clear()
        if self._executor is not None:
            self._executor.shutdown(wait=False, cancel_futures=True)
            self._executor = None

    def close(self) -> None:
        """Let go of the executor."""
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None


def _is_broken(future: Future[bytes]) -> bool:
    return future.exception() is not None


def _number(job: Job) -> int:
    return job.number
