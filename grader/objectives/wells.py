"""Wells that are not bowls: two minima side by side, and one without curvature."""

import math

import numpy as np

from grader.objectives.notation import plus
from grader.objectives.objective import Derivatives, Objective, frozen, points

_STEEPEST_TILT = 2 / (3 * math.sqrt(3))
"""Beyond it x³ - x + tilt has one root instead of three, and one well is gone."""


def double_well() -> Objective:
    """Return ¼x⁴ - ½x² of a number: equal minima at -1 and 1, a maximum between."""
    return Objective(
        name="double well",
        formula="f(x) = ¼ x⁴ - ½ x²",
        derivatives=_tilted(0.0),
        start=frozen(0.5),
        minimisers=points(-1.0, 1.0),
        maximisers=points(0.0),
        minimum=-0.25,
    )


def tilted_double_well(tilt: float = 0.2) -> Objective:
    """Return ¼x⁴ - ½x² + tilt·x of a number: a global and a local minimum.

    The global minimum is on the left for a tilt above 0, on the right below 0. The
    start is on the other side, from where gradient descent ends in the local one.
    """
    if not 0 < abs(tilt) < _STEEPEST_TILT:
        raise ValueError(
            f"tilt must be between -0.3849 and 0.3849, and not 0; got {tilt!r}."
        )
    derivatives = _tilted(tilt)
    left, middle, right = sorted(np.roots([1.0, 0.0, -1.0, tilt]).real)
    best, other = (left, right) if tilt > 0 else (right, left)
    return Objective(
        name="tilted double well",
        formula=f"f(x) = ¼ x⁴ - ½ x² {plus(tilt)} x",
        derivatives=derivatives,
        start=frozen(math.copysign(2.0, tilt)),
        minimisers=points(best),
        local_minimisers=points(other),
        maximisers=points(middle),
        minimum=float(np.asarray(derivatives.f(best))),
    )


def degenerate_minimum() -> Objective:
    """Return ½x² + ¼y⁴: at its minimum the Hessian is singular and decides nothing."""
    return Objective(
        name="degenerate minimum",
        formula="f(x, y) = ½ x² + ¼ y⁴",
        derivatives=Derivatives(
            f=lambda p: p[0] ** 2 / 2 + p[1] ** 4 / 4,
            gradient=lambda p: [p[0], p[1] ** 3],
            hessian=lambda p: np.diag([1.0, 3 * p[1] ** 2]),
        ),
        start=frozen([1.0, 1.0]),
        minimisers=points([0.0, 0.0]),
        minimum=0.0,
    )


def _tilted(tilt: float) -> Derivatives:
    return Derivatives(
        # In factors: far out x⁴/4 - x²/2 would be inf - inf.
        f=lambda x: x**2 * (x**2 - 2) / 4 + tilt * x,
        gradient=lambda x: x * (x**2 - 1) + tilt,
        hessian=lambda x: 3 * x**2 - 1,
    )
