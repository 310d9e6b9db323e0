"""The vocabulary of a report: outcomes, findings, results. Plain data, nothing else."""

from dataclasses import dataclass, field
from enum import StrEnum, unique

MAX_EVIDENCE = 2_000
"""Numbers that a check may keep as evidence."""


@unique
class Outcome(StrEnum):
    """What came of a finding, a check or an exercise."""

    PASSED = "passed"
    WRONG = "wrong"
    COULD_NOT_RUN = "could not run"
    SKIPPED = "skipped"
    """A check that it needs did not pass."""
    UNGRADED = "ungraded"
    """The grader failed: no points either way, and the total is provisional."""


@dataclass(frozen=True, slots=True)
class Curve:
    """Numbers to draw: what was got and what was expected, step by step."""

    title: str
    """What is drawn."""
    got: tuple[float, ...]
    want: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check looked at, with the numbers that decided."""

    outcome: Outcome
    message: str
    """What was seen, in one sentence."""
    where: str = ""
    """Where it was seen: the call, the step, the coordinate."""
    got: str = ""
    want: str = ""
    tolerance: str = ""
    """How far apart they may be, and why."""
    credit: float = 1.0
    """The share of the points that this leaves, from 0 to 1."""
    strain: float = 0.0
    """The share of the tolerance that was used up, where it does not come from the
    reference itself."""
    curve: Curve | None = None
    traceback: str = ""
    """The student's own, from their first frame on."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What came of one check."""

    name: str
    exercise: str
    title: str
    """The line that the student reads."""
    points: float
    """What it is worth."""
    outcome: Outcome
    credit: float
    """The share of the points that was earned, from 0 to 1."""
    findings: tuple[Finding, ...] = ()
    is_hidden: bool = False
    is_extra: bool = False
    blocked_by: str = ""
    """The check that did not pass, where this one was skipped."""
    output: str = ""
    """What the student's code printed."""
    problem: str = ""
    """What went wrong in the grader, for staff."""

    @property
    def earned(self) -> float:
        """Return the points earned."""
        return self.points * self.credit


@dataclass(frozen=True, slots=True)
class Counterexample:
    """The simplest input that shows a mistake, so that it can be redone by hand."""

    call: str
    got: str
    want: str


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What explains the wrong answers of an exercise."""

    statement: str
    """What is done, in one sentence."""
    hint: str
    """What helps, without giving the answer away."""
    evidence: str
    """Why this is said."""
    names: tuple[str, ...] = ()
    """The known mistakes that fit; none where only the numbers were looked at."""
    is_convention: bool = False
    """Whether it is right in another course."""


@dataclass(frozen=True, slots=True)
class ExerciseResult:
    """What came of one exercise: its checks, in order."""

    name: str
    title: str
    checks: tuple[CheckResult, ...]
    place: str = ""
    """Where the student's function stands: file or cell, and lines."""
    diagnosis: Diagnosis | None = None
    """What explains the wrong answers, where something does."""
    counterexample: Counterexample | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What came of one submission."""

    assignment: str
    title: str
    submission: str
    """The name of the file."""
    exercises: tuple[ExerciseResult, ...]
    notes: tuple[str, ...] = ()
    """What the reader should know: assumptions, statements that were skipped."""
    isolation: str = ""
    """The level of confinement."""
    versions: tuple[tuple[str, str], ...] = field(default=())
    """What it was graded with: grader, python, numpy."""
