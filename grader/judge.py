"""One submission and one assignment become a report.

Each check runs by itself: what goes wrong in one, on the student's side or on ours, is
that check's result and nobody else's.
"""

import hashlib
import platform
import zlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np

from grader import __version__
from grader.assignment import Assignment, known
from grader.assignment.answers import file_of
from grader.assignment.manifest import Exercise
from grader.checks.check import Check
from grader.checks.findings import failed_to_run
from grader.checks.running import Bench, Trial
from grader.checks.subject import Subject
from grader.diagnosis import Detective, Run, has_answers
from grader.errors import StudentFault
from grader.model import (
    CheckResult,
    Counterexample,
    Diagnosis,
    ExerciseResult,
    Outcome,
    Report,
)
from grader.sandbox.exchange import Link
from grader.sandbox.limits import Limits
from grader.sandbox.proxy import Student
from grader.sandbox.reading import Reading

_MAX_NOTES = 20
MOST_LOSSES = 4
"""Checks of an exercise that may end a process; the others are not tried then, so that
one function that never returns leaves time and processes to the other exercises."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a submission is judged under, beside the assignment."""

    secret: bytes = b""
    """What the seeds of hidden checks are derived from."""
    only: Collection[str] = ()
    """The exercises to look at; all of them if empty."""
    isolation: str = ""
    """The level of confinement, for the report."""
    limits: Limits | None = None
    """What the submission may use up; None: what the assignment says."""
    explains: bool = True
    """Whether wrong answers are explained."""
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
    terms = terms or Terms()
    limits = terms.limits or outline.limits
    with Student(reading.submission, open_link, limits, outline.parameters) as student:
        session = Session(assignment, student, reading, terms)
        exercises = session.run()
        try:
            skipped = student.notes
        except StudentFault:
            skipped = ()  # every check has said so
    notes = [f"{place}, line {line}: {why}" for place, line, why in reading.problems]
    notes += [f"{place} was skipped: {why}" for place, why in skipped]
    notes += session.problems
    return Report(
        assignment=outline.name,
        title=outline.title,
        submission=reading.submission.main,
        exercises=exercises,
        notes=tuple(dict.fromkeys(notes[:_MAX_NOTES])),
        isolation=terms.isolation,
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
        subject: Student | Subject,
        reading: Reading | None,
        terms: Terms,
    ) -> None:
        self._assignment = assignment
        self._subject = subject
        self._reading = reading
        self._terms = terms
        self._bench = Bench(assignment.truth, assignment.outline.parameters)
        self._outcomes: dict[tuple[str, bool], Outcome] = {}
        self._detective: Detective | None = None
        self._is_renewed = False
        self._losses: dict[str, int] = {}
        self._titles = {(e.name, e.is_hidden): e.title for e in assignment.checks}
        self.problems: list[str] = []
        """What went wrong in the grader while explaining."""

    def run(self) -> tuple[ExerciseResult, ...]:
        """Run the checks and return what came of each exercise.

        Hidden ones come last: what a submission remembers of them must not come out in
        a check whose answers students are shown.
        """
        chosen = [
            each
            for each in self._assignment.outline.exercises
            if not self._terms.only or each.name in self._terms.only
        ]
        checks = [check for each in chosen for check in self._assignment.of(each.name)]
        checks.sort(key=lambda check: check.is_hidden)
        results: dict[str, list[CheckResult]] = {each.name: [] for each in chosen}
        runs: dict[str, list[Run]] = {each.name: [] for each in chosen}
        for done, check in enumerate(checks):
            self._terms.progress(check.exercise, done, len(checks))
            result = self._check(check, runs[check.exercise])
            self._outcomes[check.name, check.is_hidden] = result.outcome
            results[check.exercise].append(result)
        return tuple(
            self._result(each, results[each.name], runs[each.name]) for each in chosen
        )

    def _result(
        self, exercise: Exercise, checks: Sequence[CheckResult], runs: Sequence[Run]
    ) -> ExerciseResult:
        try:
            diagnosis, example = self._explain(exercise.name, runs)
        except Exception as error:  # noqa: BLE001 - an explanation is no part of a grade
            diagnosis, example = None, None
            # No more of it: an error may quote what students must not see.
            kind = type(error).__name__
            self.problems.append(f"{exercise.name} could not be explained ({kind}).")
        return ExerciseResult(
            name=exercise.name,
            title=exercise.title,
            checks=tuple(checks),
            place=_place(self._reading, exercise.name),
            diagnosis=diagnosis,
            counterexample=example,
        )

    def _explain(
        self, exercise: str, runs: Sequence[Run]
    ) -> tuple[Diagnosis | None, Counterexample | None]:
        """Explain wrong answers; nothing is loaded for what is right."""
        failed = [each for each in runs if each.trial.outcome is Outcome.WRONG]
        raised = [each for each in runs if each.trial.outcome is Outcome.COULD_NOT_RUN]
        if not (failed or raised) or not self._terms.explains:
            return None, None
        if not any(has_answers(each.trial.calls) for each in failed + raised):
            return None, None  # not written yet: there is nothing to explain
        if self._detective is None:
            # Afresh for each submission: known mistakes may remember calls, too.
            facts = known(self._assignment)
            self._detective = Detective(self._bench, facts.mistakes, facts.examples)
        diagnosis = self._detective.explain(runs)
        if not failed or self._losses.get(exercise):
            return diagnosis, None  # what ended a process once is not tempted again
        if isinstance(self._subject, Student):
            if not self._is_renewed:
                self._subject.renew()  # a worker that has seen no hidden check
                self._is_renewed = True
            self._subject.begin_check(0)
        return diagnosis, self._detective.example(exercise, self._subject)

    def _check(self, check: Check, runs: list[Run]) -> CheckResult:
        """Run one check; whatever goes wrong is its result."""
        blocked_by = self._blocked_by(check)
        if blocked_by:
            return _result(check, None, blocked_by=blocked_by)
        if self._is_undecided(check):
            return _result(check, _undecided(check))
        seed = seed_of(self._assignment.name, check, self._terms.secret)
        if isinstance(self._subject, Student):
            self._subject.begin_check(seed, check.seconds)
        if self._losses.get(check.exercise, 0) >= MOST_LOSSES:
            return _result(check, _given_up(check.exercise))
        lost = self._lost
        trial = self._bench.run(check, self._subject, seed, self._reading)
        if self._lost > lost:
            self._losses[check.exercise] = self._losses.get(check.exercise, 0) + 1
        if trial.outcome is not Outcome.UNGRADED:
            runs.append(Run(check, seed, trial))
        return _result(check, trial)

    @property
    def _lost(self) -> int:
        """The workers that the submission has ended so far."""
        return self._subject.lost if isinstance(self._subject, Student) else 0

    def _blocked_by(self, check: Check) -> str:
        """Return the check that had to pass first and did not, or nothing."""
        for need in check.needs:
            hidden = (need, True) in self._outcomes and check.is_hidden
            # One that was not asked for keeps nobody back.
            outcome = self._outcomes.get((need, hidden), Outcome.PASSED)
            if outcome not in (Outcome.PASSED, Outcome.UNGRADED):
                return self._titles[need, hidden]
        return ""

    def _is_undecided(self, check: Check) -> bool:
        """Tell whether we failed in a check that this one needs.

        Without it this one might pay for nothing, or cost points for our failure.
        """
        for need in check.needs:
            hidden = (need, True) in self._outcomes and check.is_hidden
            if self._outcomes.get((need, hidden)) is Outcome.UNGRADED:
                return True
        return False


def seed_of(assignment: str, check: Check, secret: bytes) -> int:
    """Return a check's seed: published for public ones, secret for hidden ones."""
    name = f"{assignment}/{check.name}".encode()
    if not check.is_hidden:
        return zlib.crc32(name)
    digest = hashlib.blake2b(name, key=secret[:64], digest_size=4).digest()
    return int.from_bytes(digest, "big")


def _undecided(check: Check) -> Trial:
    """Return what comes of a check that needs one in which we failed."""
    needs = ", ".join(check.needs)
    problem = f"It needs {needs}, and the grader failed there."
    return Trial(Outcome.UNGRADED, 0.0, (), (), problem)


def _given_up(exercise: str) -> Trial:
    """Return what comes of a check that is not tried any more."""
    fault = StudentFault(
        f"{exercise} is not called again: it has ended {MOST_LOSSES} processes already."
    )
    return Trial(Outcome.COULD_NOT_RUN, 0.0, (failed_to_run(fault),), ())


def _result(check: Check, trial: Trial | None, blocked_by: str = "") -> CheckResult:
    """Return the result of a check, or of one that was skipped."""
    return CheckResult(
        name=check.name,
        exercise=check.exercise,
        title=check.title,
        points=check.points,
        outcome=trial.outcome if trial else Outcome.SKIPPED,
        credit=trial.credit if trial else 0.0,
        findings=trial.findings if trial else (),
        is_hidden=check.is_hidden,
        is_extra=check.is_extra,
        blocked_by=blocked_by,
        output=trial.output if trial else "",
        problem=trial.problem if trial else "",
    )


def _place(reading: Reading | None, name: str) -> str:
    """Return where a function stands: the last definition of that name counts."""
    if reading is None:
        return ""
    order = [*reading.submission.also[::-1], reading.submission.main]
    found = [each for each in reading.definitions if each.name == name]
    # Stable: within a file the last one stays last.
    found.sort(key=lambda each: _rank(file_of(each.place, order[-1]), order))
    if not found:
        return ""
    last = found[-1]
    return f"{last.place}, {_lines(last.first_line, last.last_line)}"


def _rank(file: str, order: Sequence[str]) -> int:
    return order.index(file) if file in order else -1


def _lines(first: int, last: int) -> str:
    return f"line {first}" if first == last else f"lines {first} to {last}"
