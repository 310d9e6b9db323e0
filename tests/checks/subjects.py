"""Functions as the checks see them: a student's, or the reference's."""

import inspect
from collections.abc import Callable, Iterable
from typing import Any

from grader.checks.local import Local
from grader.checks.subject import Exercises, Function
from grader.model import Finding, Outcome


def named(
    name: str,
    body: Callable[..., Any],
    parameters: Iterable[str],
    *,
    is_truth: bool = False,
) -> Function:
    """Return a function as an exercise of this name and these parameters."""
    exercises = Exercises(
        Local({name: body}), {name: tuple(parameters)}, is_truth=is_truth
    )
    exercise: Function = getattr(exercises, name)
    return exercise


def student(body: Callable[..., Any]) -> Function:
    """Return a student's function as an exercise."""
    return named(body.__name__, body, inspect.signature(body).parameters)


def truth(body: Callable[..., Any]) -> Function:
    """Return the reference's function as an exercise."""
    parameters = inspect.signature(body).parameters
    return named(body.__name__, body, parameters, is_truth=True)


def returning(value: Any, *parameters: str) -> Function:
    """Return a student's function that gives this, whatever it is asked."""
    return named("answer", lambda *_: value, parameters)


def passes(findings: Finding | Iterable[Finding]) -> bool:
    """Tell whether something was found, and nothing of it wrong."""
    found = (findings,) if isinstance(findings, Finding) else tuple(findings)
    return {each.outcome for each in found} == {Outcome.PASSED}
