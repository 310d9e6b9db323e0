"""`converges`: a method ends near a minimum."""

from typing import Any

from grader.checks.findings import curve, passed, wrong
from grader.checks.numbers import short
from grader.checks.path import misplaced, not_finite, walk
from grader.checks.subject import Function
from grader.model import Finding
from grader.objectives import Objective


def converges(
    function: Function,
    objective: Objective,
    *,
    within: float,
    because: str,
    **given: Any,
) -> Finding:
    """Tell whether the last point of a path is near the nearest minimiser.

    It catches few mistakes (a wrong rule often converges, too); use `trajectory` where
    the rule is known.

    Args:
        function: the student's.
        objective: what it runs on; it has minimisers.
        within: the distance that is near enough.
        because: why, in words: the bound that theory gives, or what the reference does.
        given: the other arguments, by the handout's names.

    Example::

        converges(student.gradient_descent, objectives.bowl((1, 4)), within=1e-4,
                  because="0.9^100 of the start is left", x0=(1, 1), lr=0.1, steps=100)
    """
    result = walk(function, objective, given)
    if isinstance(result, Finding):
        return result
    lost = not_finite(result.points, result.where) or misplaced(result, given)
    if lost:
        return lost
    away = result.distances(objective)
    drawn = curve("distance from the minimum", away, [0.0] * len(away))
    numbers: dict[str, Any] = {
        "where": result.where,
        "got": f"{short(away[-1])} away",
        "want": f"at most {short(within)} away",
        "tolerance": because,
        "curve": drawn,
        "strain": float(away[-1]) / (within or 1.0),
    }
    if away[-1] <= within:
        return passed(f"It ends {short(away[-1])} from the minimum.", **numbers)
    return wrong("The path does not end near the minimum.", **numbers)
