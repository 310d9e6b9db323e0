"""`descends`: every update gains at least what the descent lemma promises."""

from typing import Any

import numpy as np

from grader.checks.comparing import SINGLE_RTOL, is_single
from grader.checks.findings import curve, passed, wrong
from grader.checks.numbers import short
from grader.checks.path import at, misplaced, not_finite, walk
from grader.checks.subject import Function
from grader.errors import HarnessFault
from grader.model import Finding
from grader.objectives import Objective

SLACK = 1e-9
"""Of the value, for rounding."""


def descends(
    function: Function, objective: Objective, *, lr: float, **given: Any
) -> Finding:
    """Compare each update's gain with lr (1 - lr·L/2) |∇f|², the descent lemma.

    Args:
        function: the student's gradient descent.
        objective: what it runs on; its gradient is Lipschitz.
        lr: the rate, at most 2/L.
        given: the other arguments, by the handout's names.

    Example::

        descends(student.gradient_descent, objectives.rotated_bowl((1, 10)), lr=0.1,
                 x0=(3, 2), steps=20)
    """
    constant = objective.lipschitz
    if constant is None or not 0 < lr <= 2 / constant:
        raise HarnessFault("the descent lemma needs a Lipschitz gradient and lr <= 2/L")
    result = walk(function, objective, {**given, "lr": lr})
    if isinstance(result, Finding):
        return result
    lost = not_finite(result.points, result.where) or misplaced(result, given)
    if lost:
        return lost
    values = np.array([objective.f(x) for x in result.points])
    squares = [np.sum(np.square(objective.gradient(x))) for x in result.points[:-1]]
    promised = lr * (1 - lr * constant / 2) * np.array(squares)
    with np.errstate(invalid="ignore"):
        gains = values[:-1] - values[1:]
    slack = SINGLE_RTOL if is_single(result.points[1:]) else SLACK
    # Not gains < …: what overflows gives nan, which keeps no promise.
    short_of = ~(gains >= promised - slack * np.maximum(1, np.abs(values[:-1])))
    promise = f"lr (1 - lr L/2) |∇f|² with L = {short(constant)}"
    drawn = curve("value", values, [objective.minimum or 0.0] * len(values))
    if not squares:
        return wrong("The path makes no update.", where=result.where)
    if not short_of.any():
        return passed(
            "Every update gains what the descent lemma promises.",
            where=result.where,
            tolerance=promise,
            curve=drawn,
        )
    t = int(np.argmax(short_of))
    return wrong(
        "An update gains less than the descent lemma promises.",
        where=at(result.where, t + 1),
        got=f"f falls by {short(gains[t])}",
        want=f"by at least {short(promised[t])} = {promise}",
        tolerance=f"{short(SLACK)} of f, for rounding",
        curve=drawn,
    )
