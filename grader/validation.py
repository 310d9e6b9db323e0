"""An assignment proves itself: what right answers and every known mistake come to.

Everything runs in this process, since nothing of a student's is involved.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.assignment import Assignment, defined_twice, known, starter_functions
from grader.checks.local import Local
from grader.checks.running import Bench
from grader.diagnosis.misconception import Misconception
from grader.judge import Session, Terms, seed_of
from grader.model import CheckResult, ExerciseResult, Outcome

Functions = Mapping[str, Callable[..., Any]]
MARGIN = 0.1
"""How much of a tolerance the reference may use up."""


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that was proved, or not."""

    kind: str
    """What it belongs to: reference, nothing done, mistake, check."""
    name: str
    exercise: str = ""
    problems: tuple[str, ...] = ()
    """Why it was not proved; empty if it was."""
    failing: tuple[str, ...] = ()
    """The checks that a mistake does not pass."""


def validate(
    assignment: Assignment, progress: Callable[[str], None] = lambda _: None
) -> tuple[Case, ...]:
    """Return everything that an assignment has to prove, proved or not.

    Args:
        assignment: what is proved.
        progress: told the name of each case that begins.
    """
    cases = [_reference(assignment)]
    for name, functions in _nothing_done(assignment).items():
        progress(name)
        cases.append(_nothing(assignment, name, functions))
    mistakes = known(assignment).mistakes
    callers = _callers(assignment)
    for mistake in mistakes:
        progress(mistake.name)
        cases.append(_mistake(assignment, mistake, mistakes, callers))
    cases += [
        Case("check", name, problems=("it is defined twice; the first one is lost",))
        for name in defined_twice(assignment.outline.folder)
    ]
    noticed = {name for case in cases for name in case.failing}
    cases += [_check(each, noticed) for each in _names(assignment)]
    return tuple(cases)


def label(check: CheckResult) -> str:
    """Return a check's name, hidden ones marked."""
    return f"{check.name} (hidden)" if check.is_hidden else check.name


def _names(assignment: Assignment) -> list[str]:
    return [
        f"{each.name} (hidden)" if each.is_hidden else each.name
        for each in assignment.checks
    ]


def _run(
    assignment: Assignment, functions: Functions, terms: Terms
) -> tuple[ExerciseResult, ...]:
    return Session(assignment, Local(functions), None, terms).run()


def _checks(exercises: Sequence[ExerciseResult]) -> Iterator[CheckResult]:
    return (check for each in exercises for check in each.checks)


def _reference(assignment: Assignment) -> Case:
    """The reference gets full marks, and nowhere narrowly."""
    found = []
    for check in _checks(_run(assignment, assignment.truth.functions, Terms())):
        if check.outcome is not Outcome.PASSED:
            found.append(f"it does not pass {label(check)}: {_reason(check)}")
        strain = max((each.strain for each in check.findings), default=0.0)
        if strain > MARGIN:
            found.append(
                f"it uses {strain:.0%} of the tolerance of {label(check)}; at most "
                f"{MARGIN:.0%} leaves right answers room"
            )
    return Case("reference", "full marks with a margin", problems=tuple(found))


def _nothing(assignment: Assignment, name: str, functions: Functions) -> Case:
    """Who did nothing earns nothing, and breaks nothing."""
    terms = Terms(explains=False)
    found = []
    for check in _checks(_run(assignment, functions, terms)):
        if check.credit:
            found.append(f"it earns points in {label(check)}")
        if check.outcome is Outcome.UNGRADED:
            found.append(f"{label(check)} fails by itself: {_reason(check)}")
    return Case("nothing done", name, problems=tuple(found))


def _callers(assignment: Assignment) -> dict[str, set[str]]:
    """Return for each exercise those whose checks call it, itself among them."""
    bench = Bench(assignment.truth, assignment.outline.parameters)
    callers = {each.name: {each.name} for each in assignment.outline.exercises}
    for check in assignment.checks:
        seed = seed_of(assignment.name, check, b"")
        for name, _ in bench.run(check, assignment.truth, seed).calls:
            callers.get(name.partition(".")[0], set()).add(check.exercise)
    return callers


def _mistake(
    assignment: Assignment,
    mistake: Misconception,
    mistakes: Sequence[Misconception],
    callers: Mapping[str, set[str]],
) -> Case:
    """A known mistake loses points where it was made and nowhere else, and is named."""
    functions = {**assignment.truth.functions, mistake.exercise: mistake.function}
    only = tuple(callers[mistake.exercise])
    results = {e.name: e for e in _run(assignment, functions, Terms(only=only))}
    result = results.pop(mistake.exercise)
    found = [
        f"{label(check)} fails by itself: {_reason(check)}"
        for check in result.checks
        if check.outcome is Outcome.UNGRADED
    ]
    found += [
        f"it loses points in {name}, too"
        for name, other in results.items()
        if not _is_full(other)
    ]
    if _is_full(result):
        found.append("it loses no points")
    else:
        found += _misnamed(mistake, mistakes, result)
    failing = [
        label(each) for each in result.checks if each.outcome is not Outcome.PASSED
    ]
    return Case("mistake", mistake.name, mistake.exercise, tuple(found), tuple(failing))


def _is_full(result: ExerciseResult) -> bool:
    """Tell whether nothing was lost, of extra credit neither."""
    return all(each.credit >= 1 for each in result.checks)


def _misnamed(
    mistake: Misconception, mistakes: Sequence[Misconception], result: ExerciseResult
) -> Iterator[str]:
    twin = mistake.same_as.partition(":")[0]
    if mistake.same_as and not mistake.same_as.partition(":")[2].strip():
        yield f"it is the same as {twin}, but no reason is given"
    names = result.diagnosis.names if result.diagnosis else ()
    if names in ((mistake.name,), (twin,)):
        return
    families = {each.name: each.family for each in mistakes}
    is_family = {families[each] for each in names} == {mistake.family}
    if mistake.name in names and mistake.family and is_family:
        return
    called = " or ".join(names) if names else "nothing"
    yield f"it is called {called}"


def _check(name: str, noticed: set[str]) -> Case:
    """A check notices at least one known mistake."""
    found = () if name in noticed else ("no known mistake fails it",)
    return Case("check", name, problems=found)


def _nothing_done(assignment: Assignment) -> dict[str, Functions]:
    """Return submissions that somebody who did nothing might hand in."""
    answers: dict[str, Callable[..., Any]] = {
        "None": lambda *_: None,
        "0": lambda *_: 0,
        "1.0": lambda *_: 1.0,
        "zeros": lambda *_: np.zeros(2),
        "nan": lambda *_: np.nan,
        "True": lambda *_: True,
        "a word": lambda *_: "converges",
        "an empty list": lambda *_: [],
        "an empty dict": lambda *_: {},
        "a pair of None": lambda *_: (None, None),
        "an object": lambda *_: object(),
        "its first argument": _first,
        "its first argument again and again": _repeated,
    }
    exercises = assignment.outline.exercises
    submissions: dict[str, Functions] = {
        "an empty file": {},
        "the starter": starter_functions(assignment.outline),
    }
    for name, answer in answers.items():
        submissions[f"returns {name}"] = {each.name: answer for each in exercises}
    return submissions


def _first(*args: Any) -> Any:
    return next((each for each in args if not callable(each)), None)


def _repeated(*args: Any) -> Any:
    return [_first(*args)] * 13


def _reason(check: CheckResult) -> str:
    if check.problem:
        return check.problem.strip().splitlines()[-1]
    return "; ".join(each.message for each in check.findings if each.credit < 1)
