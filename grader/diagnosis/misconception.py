"""A known mistake: a wrong implementation of one exercise, with a name and a hint."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Misconception:
    """A known mistake in one exercise."""

    name: str
    exercise: str
    statement: str
    """What is done, in one sentence: "The velocity is forgotten after every step."""
    hint: str
    """A question or remark that helps and does not give the answer away."""
    function: Callable[..., Any]
    """The exercise with this mistake: same arguments, wrong answer."""
    family: str = ""
    """What several mistakes that look alike are called together."""
    same_as: str = ""
    """The mistake that no input can tell from this one, with the reason."""
    source: str = ""
    """Where it is known from."""
    is_convention: bool = False
    """Whether it is right in another course; then the report says so."""
    rtol: float = 0.0
    """How far from it answers may be that are found by iteration, as a share of the
    largest number, up to 1e-4; 0 where only rounding explains a difference."""


def misconception(
    exercise: str,
    *,
    hint: str,
    family: str = "",
    same_as: str = "",
    source: str = "",
    convention: bool = False,
    rtol: float = 0.0,
) -> Callable[[Callable[..., Any]], Misconception]:
    """Make a misconception of a wrong implementation; its docstring says what is wrong.

    Example::

        @misconception("gradient_descent", hint="Which way does a gradient point?")
        def uphill(grad, x0, lr, steps):
            '''The gradient is added, so that the path climbs.'''
    """

    def decorate(function: Callable[..., Any]) -> Misconception:
        return Misconception(
            name=function.__name__,
            exercise=exercise,
            statement=" ".join((inspect.getdoc(function) or "").split()),
            hint=hint,
            function=function,
            family=family,
            same_as=same_as,
            source=source,
            is_convention=convention,
            rtol=rtol,
        )

    return decorate
