"""What a check is: a function of student, truth and a generator, with its points."""

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

from grader.errors import AssignmentFault
from grader.model import Finding

Body: TypeAlias = Callable[..., Finding | Iterable[Finding]]
"""Gets student, truth and rng (a numpy Generator), and a reading if it asks for one."""

ARGUMENTS = ("student", "truth", "rng")
"""What a check takes; `reading` may follow."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check of one exercise."""

    name: str
    exercise: str
    title: str
    """The line that the student reads."""
    points: float
    body: Body
    needs: tuple[str, ...] = ()
    """Checks that have to pass first; without them this one is skipped."""
    is_extra: bool = False
    """Whether its points come on top of the total."""
    is_partial: bool = False
    """Whether each finding earns its own share; else the worst one decides."""
    seconds: float | None = None
    """A time limit of its own, in seconds of CPU time."""
    is_hidden: bool = False


def check(
    exercise: str,
    *,
    points: float,
    needs: Iterable[str] = (),
    extra: bool = False,
    partial: bool = False,
    seconds: float | None = None,
) -> Callable[[Body], Check]:
    """Make a check of a function; its docstring is the line that the student reads.

    Args:
        exercise: the exercise that it belongs to.
        points: what it is worth.
        needs: names of checks that have to pass first, else this one is skipped.
        extra: whether the points come on top of the total.
        partial: whether each finding earns its own share; else the worst one decides.
        seconds: a time limit of its own.

    Example::

        @check("momentum", points=4)
        def narrow_valley(student, truth, rng):
            '''Your path on an ill-conditioned bowl follows the rule step by step.'''
            bowl = objectives.rotated_bowl((1.0, 50.0))
            return trajectory(
                student.momentum, truth.momentum, bowl, x0=(4, 1), lr=0.01, beta=0.9,
                steps=12,
            )
    """

    def decorate(body: Body) -> Check:
        name = body.__name__
        return Check(
            name=name,
            exercise=exercise,
            title=" ".join((inspect.getdoc(body) or "").split()),
            points=points,
            body=body,
            needs=tuple(needs),
            is_extra=extra,
            is_partial=partial,
            seconds=seconds,
        )

    return decorate


def findings_of(result: Any, name: str) -> tuple[Finding, ...]:
    """Return what a check found, whichever way it says so."""
    if isinstance(result, Finding):
        result = (result,)
    found = tuple(result) if isinstance(result, Iterable) else ()
    if not found or not all(isinstance(each, Finding) for each in found):
        raise AssignmentFault(
            f"check {name!r} returned {type(result).__name__}; it has to return at "
            "least one Finding."
        )
    return found
