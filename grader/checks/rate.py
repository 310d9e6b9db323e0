"""`rate`: the distance from the minimum shrinks by the factor that theory gives."""

from typing import Any

import numpy as np

from grader.checks.findings import curve, passed, wrong
from grader.checks.numbers import short
from grader.checks.path import misplaced, not_finite, walk
from grader.checks.subject import Function
from grader.model import Finding
from grader.objectives import Objective


def rate(
    function: Function,
    objective: Objective,
    *,
    factor: float,
    because: str,
    rtol: float = 1e-3,
    over: int = 10,
    **given: Any,
) -> Finding:
    """Compare the mean factor per update, over the last updates, with theory.

    Args:
        function: the student's.
        objective: what it runs on; it has minimisers.
        factor: what each update leaves of the distance.
        because: the formula behind it.
        rtol: share of the factor that a difference may have.
        over: how many updates the mean is taken of.
        given: the other arguments, by the handout's names.

    Example::

        rate(student.gradient_descent, objectives.parabola(), factor=0.8,
             because="|1 - lr·c| with c = 2", x0=1.0, lr=0.1, steps=30)
    """
    result = walk(function, objective, given)
    if isinstance(result, Finding):
        return result
    lost = not_finite(result.points, result.where) or misplaced(result, given)
    if lost:
        return lost
    away = result.distances(objective)
    if len(away) <= over:
        return wrong(
            "The path is too short to measure a rate.",
            where=result.where,
            got=f"{len(away)} points",
            want=f"more than {over}",
        )
    with np.errstate(divide="ignore", invalid="ignore"):
        measured = float((away[-1] / away[-1 - over]) ** (1 / over))
    first = away[0] * factor ** np.arange(len(away))
    numbers: dict[str, Any] = {
        "where": f"{result.where}, over the last {over} updates",
        "got": f"a factor of {short(measured)} an update",
        "want": f"{short(factor)} = {because}",
        "tolerance": f"{short(rtol)} of it",
        "curve": curve("distance from the minimum", away, first),
        "strain": abs(measured - factor) / (rtol * factor or 1.0),
    }
    if abs(measured - factor) <= rtol * factor:
        return passed(f"Each update leaves {short(measured)}.", **numbers)
    return wrong("The distance shrinks at another rate.", **numbers)
