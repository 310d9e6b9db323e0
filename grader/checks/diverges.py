"""`diverges`: a method runs away where theory says that it must."""

import math
from typing import Any

from grader.checks.findings import curve, passed, wrong
from grader.checks.numbers import short
from grader.checks.path import misplaced, outrun, walk
from grader.checks.subject import Function
from grader.model import Finding
from grader.objectives import Objective


def diverges(
    function: Function,
    objective: Objective,
    *,
    beyond: float,
    because: str,
    **given: Any,
) -> Finding:
    """Tell whether a path ends farther away than it began, as it must.

    Args:
        function: the student's.
        objective: what it runs on; it has minimisers.
        beyond: how many times the first distance the last one must be, at least.
        because: the theory that says so.
        given: the other arguments, by the handout's names.

    Example::

        diverges(student.gradient_descent, objectives.parabola(), beyond=10,
                 because="lr > 2/L = 1", x0=1.0, lr=1.1, steps=20)
    """
    result = walk(function, objective, given)
    if isinstance(result, Finding):
        return result
    lost = misplaced(result, given)
    if lost:
        return lost
    away = result.distances(objective)
    last = outrun(result.points)
    # Up to the last finite point; beyond it a path that grew has overflowed.
    grew = float(away[:last][-1]) if last != 0 else 0.0
    if last is not None and last > 1 and grew > away[0]:
        factor = float("inf")
    else:
        factor = grew / float(away[0]) if away[0] > 0 else float(grew > 0) * math.inf
    shown = away[:last]
    numbers: dict[str, Any] = {
        "where": result.where,
        "got": f"{short(factor)} times the first distance",
        "want": f"at least {short(beyond)} times",
        "tolerance": because,
        "curve": curve("distance from the minimum", shown, shown),
    }
    if factor >= beyond:
        return passed(f"It runs away: {numbers['got']}.", **numbers)
    return wrong("The path does not run away, though it must.", **numbers)
