"""Where jobs are done: one judge with its own zygote, as long as the process lives."""

import dataclasses
import faulthandler
import functools
import os
import traceback
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any

from grader.assignment import Assignment, find, load, named
from grader.assignment.answers import arranged, first_guess
from grader.batch.job import Done, Job, Setting, packed
from grader.errors import AssignmentFault, StudentFault
from grader.judge import Terms, judge
from grader.model import Report
from grader.sandbox.exchange import Link
from grader.sandbox.levels import Sandbox
from grader.sandbox.limits import Limits
from grader.sandbox.reading import Reading, read
from grader.sandbox.settings import Level
from grader.sandbox.submission import Submission

_PATIENCE = 120.0
"""Seconds that a judge may need on top of what a submission may."""


def grade(setting: Setting, job: Job) -> bytes:
    """Do a job in this process; the result is a `Done`, packed."""
    return packed(_station(setting).grade(job))


@functools.cache
def _station(setting: Setting) -> "Station":
    """Return this process's station."""
    return Station(setting)


class Station:
    """A judge, its zygote, and the assignments that it has loaded so far.

    All of it happens in one thread of its own: a zygote ends with the thread that
    started it, and an executor's thread may come and go.
    """

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._assignments: dict[str, Assignment] = {}
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="judge")
        self._sandbox = self._thread.submit(self._open).result()
        self._core = _own_core()

    def grade(self, job: Job) -> Done:
        """Do a job."""
        return self._thread.submit(self._grade, job).result()

    def close(self) -> None:
        """End the zygote and the thread."""
        self._thread.submit(self._sandbox.close).result()
        self._thread.shutdown()

    def _open(self) -> Sandbox:
        core = _own_core()
        if core is not None:
            os.sched_setaffinity(0, {core})
        return Sandbox(Level(self._setting.level))

    def _open_link(self, limits: Limits) -> Link:
        return self._sandbox.open_link(limits, self._core)

    def _grade(self, job: Job) -> Done:
        begun, now = monotonic(), datetime.now(UTC).isoformat()
        done = Done(job.number, job.assignment, now, 0.0)
        try:
            with _watched(self._longest(Limits())):
                found = self._judged(job)
        except StudentFault as fault:
            found = {"broken": fault.sentence}
        except AssignmentFault as fault:
            found = {"broken": str(fault)}
        # Our own failure is this job's result, and nobody else's.
        except Exception:  # noqa: BLE001 - as said
            found = {"failed": traceback.format_exc()}
        found["seconds"] = monotonic() - begun
        return Done(**{**_fields(done), **found})

    def _judged(self, job: Job) -> dict[str, Any]:
        reading = read(first_guess(job.files), self._open_link)
        note = ""
        if job.assignment:
            outline = named(Path(self._setting.assignments), job.assignment)
        else:
            outline, why = find(Path(self._setting.assignments), reading)
            note = f"Assignment {outline.name}, known by {why}."
        assignment = self._assignment(outline.name)
        reading, notes = self._arranged(reading, assignment)
        limits = self._limits(assignment.outline.limits)
        with _watched(self._longest(limits)):
            report = self._report(assignment, reading, limits)
        notes = tuple(each for each in (note, *notes, *report.notes) if each)
        return {
            "assignment": outline.name,
            "report": dataclasses.replace(report, notes=notes),
            "main": reading.submission.main,
            "limits": tuple(
                (name, float(value))
                for name, value in dataclasses.asdict(limits).items()
            ),
        }

    def _report(
        self, assignment: Assignment, reading: Reading, limits: Limits
    ) -> Report:
        terms = Terms(
            secret=self._setting.secret, isolation=self._setting.level, limits=limits
        )
        return judge(assignment, reading, self._open_link, terms)

    def _arranged(
        self, reading: Reading, assignment: Assignment
    ) -> tuple[Reading, tuple[str, ...]]:
        """Return a reading of the files that answer, in the order that they count."""
        names = assignment.outline.parameters
        arrangement, notes = arranged(reading.submission, reading.definitions, names)
        if arrangement.main != reading.submission.main:
            # Places are named from the main file's point of view.
            again = Submission(arrangement.main, arrangement.files)
            reading = read(again, self._open_link)
        submission = dataclasses.replace(reading.submission, also=arrangement.also)
        return dataclasses.replace(reading, submission=submission), notes

    def _assignment(self, name: str) -> Assignment:
        if name not in self._assignments:
            folder = Path(self._setting.assignments) / name
            self._assignments[name] = load(folder)
        return self._assignments[name]

    def _limits(self, limits: Limits) -> Limits:
        seconds = self._setting.seconds
        if seconds is None:
            return limits
        return dataclasses.replace(
            limits,
            submission_seconds=seconds,
            check_seconds=min(seconds, limits.check_seconds),
            call_seconds=min(seconds, limits.call_seconds),
            load_seconds=min(seconds, limits.load_seconds),
        )

    def _longest(self, limits: Limits) -> float:
        return limits.wall(limits.submission_seconds + limits.load_seconds) + _PATIENCE


@contextmanager
def _watched(seconds: float) -> Iterator[None]:
    """End this process if we hang: the job is then tried once more, alone."""
    with Path(os.devnull).open("w") as nowhere:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


def _own_core() -> int | None:
    """Return the core of this process: judge and worker take turns on one."""
    if not hasattr(os, "sched_getaffinity"):
        return None
    cores = sorted(os.sched_getaffinity(0))
    return cores[os.getpid() % len(cores)]


def _fields(done: Done) -> dict[str, Any]:
    return {name: getattr(done, name) for name in done.__struct_fields__}
