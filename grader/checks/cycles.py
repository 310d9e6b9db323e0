"""`cycles`: a method jumps between two points where theory says that it must."""

from typing import Any

import numpy as np

from grader.checks.findings import curve, passed, wrong
from grader.checks.numbers import brief, short
from grader.checks.path import misplaced, not_finite, walk
from grader.checks.subject import Function
from grader.model import Finding
from grader.objectives import Objective


def cycles(
    function: Function,
    objective: Objective,
    *,
    because: str,
    rtol: float = 1e-6,
    **given: Any,
) -> Finding:
    """Tell whether each point of a path is the one before the last, again and again.

    Args:
        function: the student's.
        objective: what it runs on.
        because: the theory that says so.
        rtol: how far a point may be from the one two before it, as a share of a step.
        given: the other arguments, by the handout's names.

    Example::

        cycles(student.gradient_descent, objectives.parabola(), because="lr = 2/L = 1",
               x0=1.0, lr=1.0, steps=10)
    """
    result = walk(function, objective, given)
    if isinstance(result, Finding):
        return result
    lost = not_finite(result.points, result.where) or misplaced(result, given)
    if lost:
        return lost
    flat = result.points.reshape(len(result.points), -1)
    steps = np.linalg.norm(np.diff(flat, axis=0), axis=1)
    returns = np.linalg.norm(flat[2:] - flat[:-2], axis=1)
    numbers: dict[str, Any] = {
        "where": result.where,
        "tolerance": f"{because}; {short(rtol)} of a step",
        "curve": curve("first coordinate", flat[:, 0], flat[:, 0]),
    }
    if len(returns) == 0 or not steps.all():
        return wrong(
            "The path stands still or is too short to cycle.",
            got=brief(result.points[-3:]),
            want="two points in turn",
            **numbers,
        )
    strays = returns > rtol * steps[1:]
    if not strays.any():
        return passed(
            f"It jumps between {brief(result.points[-2])} and "
            f"{brief(result.points[-1])}.",
            **numbers,
        )
    t = int(np.argmax(strays)) + 2
    return wrong(
        f"The path does not come back to where it was two updates before update {t}.",
        got=brief(result.points[t]),
        want=brief(result.points[t - 2]),
        **numbers,
    )
