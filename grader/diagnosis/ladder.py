"""Simple inputs, simplest first: the first on which an answer is wrong is shown.

Methods that walk get them made here, from the names of their parameters: f(x) = x² from
1, one update, round numbers; then more updates; then the plane. For other functions an
assignment lists examples of its own.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.checks.calling import OF_AN_OBJECTIVE, observed
from grader.checks.comparing import Mismatch, Tolerance, compare
from grader.checks.numbers import brief
from grader.checks.subject import Exercises
from grader.errors import RaisedError, StudentFault
from grader.model import Counterexample
from grader.objectives import Objective, bowl, parabola, rotated_bowl

MOST = 30
"""Inputs in a ladder."""
_CLEARLY = Tolerance(rtol=1e-5, single_rtol=1e-4)
_ROUND: dict[str, float] = {
    "lr": 0.1,
    "alpha": 0.75,
    "beta": 0.5,
    "mu": 0.5,
    "rho": 0.75,
    "beta1": 0.5,
    "beta2": 0.75,
    "eps": 0.01,
    "delta": 0.01,
    "tol": 0.2,
}
_COUNTS = ("steps", "max_steps")


@dataclass(frozen=True, slots=True)
class Rung:
    """One input of a ladder."""

    args: tuple[Any, ...]
    text: str


def ladder(
    parameters: Sequence[str], listed: Sequence[Sequence[Any]] | None
) -> tuple[Rung, ...]:
    """Return the inputs for an exercise; none if nobody knows any.

    Args:
        parameters: of the exercise.
        listed: inputs that the assignment lists for it, or None; then it has to be a
            method. An empty list says that there is no one right answer to show.
    """
    if listed is None:
        return tuple(_walks(parameters))[:MOST]
    return tuple(Rung(tuple(case), _text(parameters, case)) for case in listed)[:MOST]


def simplest(
    exercise: str, rungs: Sequence[Rung], student: Exercises, truth: Exercises
) -> Counterexample | None:
    """Return the first input on which the student's answer is wrong."""
    if not rungs:
        return None
    want = getattr(truth, exercise).replies([each.args for each in rungs])
    for rung, other in zip(rungs, want, strict=True):
        if isinstance(other, StudentFault):
            continue
        # One by one: what ends a process is not tempted thirty times.
        (one,) = getattr(student, exercise).replies([rung.args])
        if isinstance(one, StudentFault):
            if not isinstance(one, RaisedError):
                return None
            return Counterexample(rung.text, f"{one.kind}", brief(other.value))
        difference = compare(one.value, other.value, _CLEARLY)
        if difference:
            return Counterexample(
                rung.text, *_shown(one.value, other.value, difference)
            )
    return None


def _shown(got: Any, want: Any, difference: Mismatch) -> tuple[str, str]:
    """Return both answers as text, or where they differ if they are long."""
    whole = brief(got), brief(want)
    if whole[0] != whole[1]:
        return whole
    return f"{difference.got} at {difference.where}", difference.want


def _walks(parameters: Sequence[str]) -> Iterator[Rung]:
    """Return the ladder of a method that walks."""
    functions = [name for name in parameters if name in OF_AN_OBJECTIVE]
    known = {*_ROUND, *_COUNTS, *functions, "x0", "lrs"}
    if not functions or "x0" not in parameters or not set(parameters) <= known:
        return
    for steps in (1, 2, 3):
        for objective, start in _grounds():
            args = [_value(name, steps, objective, start) for name in parameters]
            yield Rung(tuple(args), _text(parameters, args))


def _grounds() -> Iterator[tuple[Objective, Any]]:
    yield parabola(), 1.0
    yield parabola(), -2.0
    yield parabola(), 3  # a whole number, which must not cost the decimals
    yield bowl((2.0, 4.0)), np.array([1.0, 1.0])
    yield bowl((2.0, 4.0)), np.array([1.0, 0.0])
    yield rotated_bowl((1.0, 3.0), angle=math.pi / 4), np.array([1.0, 2.0])


def _value(name: str, steps: int, objective: Objective, start: Any) -> Any:
    choose: Callable[[Objective], Callable[..., Any]] | None = OF_AN_OBJECTIVE.get(name)
    if choose:
        return observed(name, objective, choose)
    if name == "x0":
        return start
    if name == "lrs":
        return np.array([0.1, 0.2, 0.05][:steps])
    return steps if name in _COUNTS else _ROUND[name]


def _text(parameters: Sequence[str], case: Sequence[Any]) -> str:
    """Return an input as text: what its functions compute, then its numbers."""
    formulas = [getattr(value, "text", "") for value in case if callable(value)]
    named = zip(parameters, case, strict=True)
    numbers = [
        f"{name} = {brief(value)}" for name, value in named if not callable(value)
    ]
    return ", ".join([*dict.fromkeys(filter(None, formulas)), *numbers])
