"""Jobs go out, results come back, and nothing that breaks takes others with it."""

import itertools
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from typing import Any

import pytest

from grader.batch.job import Done, Job, Setting, packed
from grader.batch.running import Interrupted, run

SETTING = Setting("/nowhere", "e", b"secret")


def jobs(count: int) -> Iterator[Job]:
    return (Job(number, (("a.py", b"x = 1"),), "01") for number in range(count))


class Inline(Executor):
    """Does a job when it is handed in, and breaks where it is told to.

    Args:
        breaks: says whether a job breaks the executor.
    """

    def __init__(self, breaks: Callable[[Job], bool] = lambda _: False) -> None:
        self._breaks = breaks
        self._is_broken = False
        self.seen: list[int] = []

    def submit(self, fn: Any, /, *args: Any, **_: Any) -> Future[Any]:
        del fn
        if self._is_broken:
            raise BrokenExecutor
        (job,) = args
        self.seen.append(job.number)
        future: Future[Any] = Future()
        if self._breaks(job):
            self._is_broken = True
            future.set_exception(BrokenExecutor())
        else:
            future.set_result(packed(Done(job.number, "01", "", 0.0)))
        return future


def test_every_job_comes_back_once() -> None:
    done = list(run(jobs(50), SETTING, Inline, ahead=4))

    assert sorted(each.number for each in done) == list(range(50))


def test_jobs_are_read_no_faster_than_they_are_done() -> None:
    taken = 0

    def counted() -> Iterator[Job]:
        nonlocal taken
        for job in jobs(40):
            taken += 1
            yield job

    most = 0
    for count, _ in enumerate(run(counted(), SETTING, Inline, ahead=3)):
        most = max(most, taken - count)

    assert most <= 2 * 3


def test_what_breaks_the_executor_twice_is_our_failure_of_that_one_job() -> None:
    started: list[Inline] = []

    def start() -> Inline:
        started.append(Inline(lambda job: job.number == 7))
        return started[-1]

    done = {each.number: each for each in run(jobs(20), SETTING, start, ahead=4)}

    assert sorted(done) == list(range(20))
    assert [number for number, each in done.items() if each.failed] == [7]
    assert len(started) >= 3  # the first, one for trying again, one to go on with


def test_what_breaks_it_once_is_graded_in_the_end() -> None:
    tries = itertools.count()

    def breaks(job: Job) -> bool:
        return job.number == 3 and next(tries) == 0

    done = list(run(jobs(10), SETTING, lambda: Inline(breaks), ahead=2))

    assert sorted(each.number for each in done) == list(range(10))
    assert not any(each.failed for each in done)


def test_who_is_stopped_finishes_what_is_running() -> None:
    finished: list[Done] = []
    batch = run(jobs(100), SETTING, Inline, 4, lambda: len(finished) >= 10)

    with pytest.raises(Interrupted):
        finished.extend(batch)

    assert 10 <= len(finished) <= 10 + 4


def test_a_batch_of_nothing_starts_nothing() -> None:
    def start() -> Executor:
        raise AssertionError

    assert list(run(jobs(0), SETTING, start, ahead=2)) == []
