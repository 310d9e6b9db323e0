"""Run one check on one subject; whatever goes wrong is part of what comes of it."""

import inspect
import time
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from grader.checks.check import Check, findings_of
from grader.checks.findings import failed_to_run
from grader.checks.local import Local
from grader.checks.subject import Call, Exercises, Subject
from grader.errors import Missing, StudentFault
from grader.model import Finding, Outcome
from grader.sandbox.reading import Reading
from grader.scoring import settle


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of one check on one subject."""

    outcome: Outcome
    credit: float
    findings: tuple[Finding, ...]
    calls: tuple[Call, ...]
    """What each call of the subject's functions gave, in order."""
    problem: str = ""
    """What went wrong in the grader."""
    seconds: float = field(default=0.0, compare=False)
    """How long it took us; only ever used to do the quick things first."""

    @property
    def output(self) -> str:
        """Return what the subject printed."""
        return "".join(reply.output for _, reply in self.calls)


@dataclass(frozen=True, slots=True)
class Bench:
    """Where checks are run: the right answers, and what the exercises take."""

    truth: Local
    parameters: Mapping[str, Sequence[str]]

    def run(
        self,
        check: Check,
        subject: Subject,
        seed: int,
        reading: Reading | None = None,
    ) -> Trial:
        """Run a check on a subject."""
        student = Exercises(subject, self.parameters)
        truth = Exercises(self.truth, self.parameters, is_truth=True)
        findings: tuple[Finding, ...] = ()
        begun = time.process_time()
        try:
            findings = _look(check, (student, truth), subject, seed, reading)
        except StudentFault as fault:
            findings = (failed_to_run(fault),)
        # A fault of ours costs nobody a point.
        except (Exception, SystemExit):  # noqa: BLE001 - as said
            calls = tuple(student.journal.calls)
            problem = traceback.format_exc()
            return Trial(Outcome.UNGRADED, 0.0, (), calls, problem)
        outcome, credit = settle(findings, partial=check.is_partial)
        calls = tuple(student.journal.calls)
        seconds = time.process_time() - begun
        return Trial(outcome, credit, findings, calls, seconds=seconds)


def _look(
    check: Check,
    sides: tuple[Exercises, Exercises],
    subject: Subject,
    seed: int,
    reading: Reading | None,
) -> tuple[Finding, ...]:
    """Return what a check finds."""
    if not subject.has(check.exercise):
        raise Missing(check.exercise)
    extra = {}
    if "reading" in inspect.signature(check.body).parameters:
        extra["reading"] = reading
    found = check.body(*sides, np.random.default_rng(seed), **extra)
    return findings_of(found, check.name)
