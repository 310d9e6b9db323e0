"""An assignment proves itself: what the right answers and each known mistake score.

Everything runs in this process, since nothing of a student's is involved.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.assignment import Assignment, known
from grader.checks.local import Local
from grader.diagnosis.misconception import Misconception
from grader.judge import Session, Terms
from grader.model import CheckResult, ExerciseResult, Outcome
from grader.scoring import exercise_score, score

Functions = Mapping[str, Callable[..., Any]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one set of functions."""

    name: str
    exercises: tuple[ExerciseResult, ...]

    @property
    def checks(self) -> Iterator[CheckResult]:
        """Return the results of all checks."""
        return (check for each in self.exercises for check in each.checks)

    @property
    def lost(self) -> tuple[str, ...]:
        """Return the exercises that did not get full marks."""
        return tuple(
            each.name for each in self.exercises if not exercise_score(each).is_full
        )

    @property
    def ungraded(self) -> tuple[CheckResult, ...]:
        """Return the checks in which the grader itself failed."""
        return tuple(each for each in self.checks if each.outcome is Outcome.UNGRADED)

    @property
    def earned(self) -> float:
        """Return the points earned."""
        return score(self.checks).earned


def verdict(assignment: Assignment, name: str, functions: Functions) -> Verdict:
    """Judge functions of ours as if they were a submission."""
    session = Session(assignment, Local(functions), None, Terms())
    return Verdict(name, session.run())


def with_mistake(assignment: Assignment, mistake: Misconception) -> Functions:
    """Return the right answers, but for one exercise."""
    return {**assignment.truth.functions, mistake.exercise: mistake.function}


def trivial(assignment: Assignment) -> dict[str, Functions]:
    """Return submissions that somebody who did nothing might hand in."""
    answers: dict[str, Callable[..., Any]] = {
        "None": lambda *_: None,
        "0": lambda *_: 0,
        "zeros": lambda *_: np.zeros(2),
        "nan": lambda *_: np.nan,
        "True": lambda *_: True,
        "an empty list": lambda *_: [],
        "an empty dict": lambda *_: {},
        "the first argument that is no function": _first,
        "the argument again and again": _repeated,
    }
    exercises = assignment.outline.exercises
    functions: dict[str, Functions] = {
        f"returns {name}": {each.name: answer for each in exercises}
        for name, answer in answers.items()
    }
    return {"empty": {}, **functions}


def problems(assignment: Assignment) -> Iterator[str]:
    """Return what keeps an assignment from being ready for students."""
    right = verdict(assignment, "reference", assignment.truth.functions)
    for check in right.checks:
        if check.outcome is not Outcome.PASSED:
            yield f"the reference does not pass {check.name}: {_reason(check)}"
    for name, functions in trivial(assignment).items():
        each = verdict(assignment, name, functions)
        earning = [check.name for check in each.checks if check.credit]
        if earning:
            yield f"a submission that {name} earns points in {', '.join(earning)}"
        yield from _crashes(each)
    for mistake in known(assignment).mistakes:
        each = verdict(assignment, mistake.name, with_mistake(assignment, mistake))
        if each.lost != (mistake.exercise,):
            yield (
                f"the mistake {mistake.name} in {mistake.exercise} loses points in "
                f"{', '.join(each.lost) or 'nothing'}"
            )
        yield from _crashes(each)


def killers(assignment: Assignment) -> dict[str, tuple[str, ...]]:
    """Return for each misconception the checks that it does not pass."""
    table = {}
    for mistake in known(assignment).mistakes:
        each = verdict(assignment, mistake.name, with_mistake(assignment, mistake))
        table[mistake.name] = tuple(
            f"{check.name}{' (hidden)' * check.is_hidden}"
            for check in each.checks
            if check.outcome is not Outcome.PASSED
        )
    return table


def _first(*args: Any) -> Any:
    return next((each for each in args if not callable(each)), None)


def _repeated(*args: Any) -> Any:
    return [_first(*args)] * 13


def _crashes(each: Verdict) -> Iterator[str]:
    for check in each.ungraded:
        yield f"{check.name} fails by itself on {each.name}: {_reason(check)}"


def _reason(check: CheckResult) -> str:
    if check.problem:
        return check.problem.strip().splitlines()[-1]
    return "; ".join(each.message for each in check.findings)
