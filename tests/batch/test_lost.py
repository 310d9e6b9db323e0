"""What a batch makes of jobs that did not come back: an executor made of threads."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor

import pytest

from grader.batch import Done, Job, Lost, Setting, run
from grader.batch.job import packed
from grader.errors import AssignmentFault

SETTING = Setting("nowhere", "f", b"")


def jobs(count: int) -> Iterator[Job]:
    return (Job(number, ()) for number in range(count))


def one_thread() -> Executor:
    return ThreadPoolExecutor(1)


class Grader:
    """Grades by saying what job it was, unless a job is lost."""

    def __init__(self, losses: dict[int, int]) -> None:
        self.losses = losses
        self.tries: Counter[int] = Counter()

    def __call__(self, setting: Setting, job: Job) -> bytes:
        assert setting == SETTING
        self.tries[job.number] += 1
        if self.tries[job.number] <= self.losses.get(job.number, 0):
            raise Lost("The machine is gone.")
        return packed(Done(job.number, "found", "", 0.0))


def test_a_lost_job_is_tried_again_and_no_other_is() -> None:
    grade = Grader({1: 1})

    got = list(run(jobs(4), SETTING, one_thread, 4, grade=grade))

    assert sorted(each.number for each in got) == [0, 1, 2, 3]
    assert {each.assignment for each in got} == {"found"}
    assert grade.tries == {0: 1, 1: 2, 2: 1, 3: 1}


def test_a_job_that_is_lost_twice_fails_alone() -> None:
    grade = Grader({2: 2})

    got = list(run(jobs(4), SETTING, one_thread, 4, grade=grade))

    failed = {each.number: each.failed for each in got if each.failed}
    assert len(got) == 4
    assert failed == {
        2: "The grader's process ended while this submission was graded, twice. The "
        "machine is gone."
    }


def test_how_many_are_on_their_way_follows_the_workers() -> None:
    taken, room = [], iter((1, 1, 3, 3, 3, 3, 3, 3))

    def counted() -> Iterator[Job]:
        for job in jobs(4):
            taken.append(job.number)
            yield job

    results = run(counted(), SETTING, one_thread, lambda: next(room), grade=Grader({}))
    next(results)

    assert taken == [0]
    assert len(list(results)) == 3


def test_what_came_back_is_yielded_before_a_fault_ends_the_batch() -> None:
    def grade(_: Setting, job: Job) -> bytes:
        if job.number == 0:
            raise AssignmentFault("The scheduler is gone.")
        return packed(Done(job.number, "found", "", 0.0))

    got: list[Done] = []
    results = run(jobs(3), SETTING, Eager, 3, grade=grade)
    with pytest.raises(AssignmentFault, match="gone"):
        got += results

    assert sorted(each.number for each in got) == [1, 2]


class Eager(ThreadPoolExecutor):
    """Has done what it is given before it returns."""

    def submit(self, *arguments, **more):  # type: ignore[no-untyped-def] # noqa: ANN002, ANN003, ANN201 - passed on
        future = super().submit(*arguments, **more)
        future.exception()
        return future
