"""One submission and one assignment become a report.

Each check runs by itself: what goes wrong in one, on the student's side or on ours, is
that check's result and nobody else's.
"""

import hashlib
import inspect
import platform
import traceback
import zlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import numpy as np

from grader import __version__
from grader.assignment import Assignment
from grader.assignment.manifest import Exercise
from grader.checks.check import Check, findings_of
from grader.checks.findings import failed_to_run
from grader.checks.subject import Exercises, Subject
from grader.errors import Missing, StudentFault
from grader.model import CheckResult, ExerciseResult, Finding, Outcome, Report
from grader.sandbox.exchange import Link
from grader.sandbox.limits import Limits
from grader.sandbox.proxy import Student
from grader.sandbox.reading import Reading
from grader.scoring import settle

_MAX_NOTES = 20


@dataclass(frozen=True, slots=True)
class Terms:
    """What a submission is judged under, beside the assignment."""

    secret: bytes = b""
    """What the seeds of hidden checks are derived from."""
    only: Collection[str] = ()
    """The exercises to look at; all of them if empty."""
    isolation: str = ""
    """The level of confinement, for the report."""
    progress: Callable[[str, int, int], None] = lambda _name, _done, _of: None
    """Told the check that begins, how many are done, and of how many."""


def judge(
    assignment: Assignment,
    reading: Reading,
    open_link: Callable[[Limits], Link],
    terms: Terms | None = None,
) -> Report:
    """Judge one submission in workers of its own."""
    outline = assignment.outline
    with Student(
        reading.submission, open_link, outline.limits, outline.parameters
    ) as student:
        session = Session(assignment, student, reading, terms or Terms())
        exercises = session.run()
        try:
            skipped = student.notes
        except StudentFault:
            skipped = ()  # every check has said so
    notes = [f"{place}, line {line}: {why}" for place, line, why in reading.problems]
    notes += [f"{place} was skipped: {why}" for place, why in skipped]
    return Report(
        assignment=outline.name,
        title=outline.title,
        submission=reading.submission.main,
        exercises=exercises,
        notes=tuple(dict.fromkeys(notes[:_MAX_NOTES])),
        isolation=(terms or Terms()).isolation,
        versions=(
            ("grader", __version__),
            ("python", platform.python_version()),
            ("numpy", np.__version__),
        ),
    )


class Session:
    """The checks of an assignment on one subject."""

    def __init__(
        self,
        assignment: Assignment,
        subject: "Student | Subject",
        reading: Reading | None,
        terms: Terms,
    ) -> None:
        self._assignment = assignment
        self._subject = subject
        self._reading = reading
        self._terms = terms
        parameters = assignment.outline.parameters
        self._student = Exercises(subject, parameters)
        self._truth = Exercises(assignment.truth, parameters, is_truth=True)
        self._outcomes: dict[tuple[str, bool], Outcome] = {}
        self._done = 0

    def run(self) -> tuple[ExerciseResult, ...]:
        """Run the checks and return what came of each exercise."""
        chosen = [
            each
            for each in self._assignment.outline.exercises
            if not self._terms.only or each.name in self._terms.only
        ]
        total = sum(len(self._assignment.of(each.name)) for each in chosen)
        return tuple(self._exercise(each, total) for each in chosen)

    def _exercise(self, exercise: Exercise, total: int) -> ExerciseResult:
        results = []
        for check in self._assignment.of(exercise.name):
            self._terms.progress(exercise.name, self._done, total)
            result = self._check(check)
            self._outcomes[check.name, check.is_hidden] = result.outcome
            results.append(result)
            self._done += 1
        place = _place(self._reading, exercise.name)
        return ExerciseResult(exercise.name, exercise.title, tuple(results), place)

    def _check(self, check: Check) -> CheckResult:
        """Run one check; whatever goes wrong is its result."""
        blocked_by = self._blocked_by(check)
        if blocked_by:
            return _result(check, Outcome.SKIPPED, 0.0, blocked_by=blocked_by)
        seed = seed_of(self._assignment.name, check, self._terms.secret)
        self._student.journal.calls.clear()
        self._truth.journal.calls.clear()
        problem = ""
        try:
            findings = self._findings(check, seed)
        except StudentFault as fault:
            findings = (failed_to_run(fault),)
        except Exception:  # noqa: BLE001 - a fault of ours costs nobody a point
            findings, problem = (), traceback.format_exc()
        output = self._student.journal.output
        if problem:
            return _result(check, Outcome.UNGRADED, 0.0, problem=problem, output=output)
        outcome, credit = settle(findings, partial=check.is_partial)
        return _result(check, outcome, credit, findings=findings, output=output)

    def _findings(self, check: Check, seed: int) -> tuple[Finding, ...]:
        if isinstance(self._subject, Student):
            self._subject.begin_check(seed, check.seconds)
        if not self._subject.has(check.exercise):
            raise Missing(check.exercise)
        rng = np.random.default_rng(seed)
        extra = {}
        if "reading" in inspect.signature(check.body).parameters:
            extra["reading"] = self._reading
        found = check.body(self._student, self._truth, rng, **extra)
        return findings_of(found, check.name)

    def _blocked_by(self, check: Check) -> str:
        """Return the check that had to pass first and did not, or nothing."""
        for need in check.needs:
            hidden = (need, True) in self._outcomes and check.is_hidden
            if self._outcomes.get((need, hidden)) is not Outcome.PASSED:
                return need
        return ""


def seed_of(assignment: str, check: Check, secret: bytes) -> int:
    """Return a check's seed: published for public ones, secret for hidden ones."""
    name = f"{assignment}/{check.name}".encode()
    if not check.is_hidden:
        return zlib.crc32(name)
    digest = hashlib.blake2b(name, key=secret[:64], digest_size=4).digest()
    return int.from_bytes(digest, "big")


def _result(
    check: Check,
    outcome: Outcome,
    credit: float,
    *,
    findings: tuple[Finding, ...] = (),
    blocked_by: str = "",
    problem: str = "",
    output: str = "",
) -> CheckResult:
    return CheckResult(
        name=check.name,
        exercise=check.exercise,
        title=check.title,
        points=check.points,
        outcome=outcome,
        credit=credit,
        findings=findings,
        is_hidden=check.is_hidden,
        is_extra=check.is_extra,
        blocked_by=blocked_by,
        output=output,
        problem=problem,
    )


def _place(reading: Reading | None, name: str) -> str:
    """Return where a function stands: the last definition of that name counts."""
    places: Mapping[str, str] = {
        each.name: f"{each.place}, lines {each.first_line} to {each.last_line}"
        for each in (reading.definitions if reading else ())
    }
    return places.get(name, "")
