"""Saddles: critical points that are no minimum, and what they do to methods."""

import numpy as np

from grader.objectives.objective import (
    Array,
    Derivatives,
    Objective,
    frozen,
    points,
)


def saddle() -> Objective:
    """Return x² - y²: a start on the x-axis ends in the saddle, any other escapes."""
    return Objective(
        name="saddle",
        formula="f(x, y) = x² - y²",
        derivatives=Derivatives(
            # In factors: far out x² - y² would be inf - inf.
            f=lambda p: (p[0] - p[1]) * (p[0] + p[1]),
            gradient=lambda p: [2 * p[0], -2 * p[1]],
            hessian=lambda _: np.diag([2.0, -2.0]),
        ),
        start=frozen([1.0, 1e-3]),
        saddles=points([0.0, 0.0]),
        lipschitz=2.0,
    )


def monkey_saddle() -> Objective:
    """Return x³ - 3xy²: three ways down, and a saddle where the Hessian is zero."""
    return Objective(
        name="monkey saddle",
        formula="f(x, y) = x³ - 3xy²",
        derivatives=Derivatives(
            f=lambda p: p[0] * (p[0] ** 2 - 3 * p[1] ** 2),
            gradient=lambda p: [3 * (p[0] ** 2 - p[1] ** 2), -6 * p[0] * p[1]],
            hessian=_monkey_hessian,
        ),
        start=frozen([1.0, 0.5]),
        saddles=points([0.0, 0.0]),
    )


def saddle_between_minima() -> Objective:
    """Return ¼x⁴ - ½x² + ½y²: a saddle at 0 with a minimum to either side.

    A start with x = 0 ends in the saddle, any other in the minimum on its side.
    """
    return Objective(
        name="saddle between minima",
        formula="f(x, y) = ¼ x⁴ - ½ x² + ½ y²",
        derivatives=Derivatives(
            # In factors: far out x⁴/4 - x²/2 would be inf - inf.
            f=lambda p: p[0] ** 2 * (p[0] ** 2 - 2) / 4 + p[1] ** 2 / 2,
            gradient=lambda p: [p[0] * (p[0] ** 2 - 1), p[1]],
            hessian=lambda p: np.diag([3 * p[0] ** 2 - 1, 1.0]),
        ),
        start=frozen([0.1, 1.0]),
        minimisers=points([-1.0, 0.0], [1.0, 0.0]),
        saddles=points([0.0, 0.0]),
        minimum=-0.25,
    )


def _monkey_hessian(p: Array) -> Array:
    x, y = 6 * p
    return np.array([[x, -y], [-y, -x]])
