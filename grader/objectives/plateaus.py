"""Plateaus: far from the minimum the gradient all but vanishes, yet is not zero."""

import math

import numpy as np
from numpy.typing import ArrayLike

from grader.objectives.arguments import point_of, positive_eigenvalues
from grader.objectives.notation import WRITTEN_OUT, squares
from grader.objectives.objective import Array, Derivatives, Objective, frozen, points


def plateau() -> Objective:
    """Return x²/(1 + x²) of a number: x² near 0, flat at height 1 far out.

    The gradient is 0 at 0 only, as long as |x| < 1e100; at 10 it is 0.00196.
    """
    return Objective(
        name="plateau",
        formula="f(x) = x²/(1 + x²)",
        derivatives=Derivatives(
            f=lambda x: (x / np.hypot(1, x)) ** 2,
            gradient=lambda x: 2 * (x / np.hypot(1, x)) / np.hypot(1, x) ** 3,
            hessian=_plateau_hessian,
        ),
        start=frozen(3.0),
        minimisers=points(0.0),
        minimum=0.0,
        lipschitz=2.0,
    )


def basin(eigenvalues: ArrayLike = (1.0, 4.0)) -> Objective:
    """Return q/(1 + q) for the bowl q = ½ Σ λᵢxᵢ²: the bowl near 0, flat far out.

    Args:
        eigenvalues: of the Hessian at 0; their number is the dimension.
    """
    lam = positive_eigenvalues(eigenvalues)
    dimension = len(lam)
    centre = point_of(dimension, 0.0)
    short = dimension <= WRITTEN_OUT
    q = f"½ ({squares(lam, centre)})" if short else "½ Σ λᵢxᵢ²"
    return Objective(
        name="basin",
        formula=f"f(x) = q/(1 + q), q = {q}",
        derivatives=_basin(lam),
        start=frozen(np.full(dimension, 3 / math.sqrt(dimension))),
        minimisers=(centre,),
        minimum=0.0,
        lipschitz=float(lam.max()),
    )


def _plateau_hessian(x: Array) -> Array:
    cos = 1 / np.hypot(1, x)
    sin = x * cos
    return 2 * cos**4 * (cos**2 - 3 * sin**2)


def _basin(lam: Array) -> Derivatives:
    def q(x: Array) -> float:
        return 0.5 * float(np.sum(lam * x**2))

    def f(x: Array) -> float:
        # 1 - 1/(1 + q), without cancellation near 0 and without inf/inf far out.
        return -math.expm1(-math.log1p(q(x)))

    def gradient(x: Array) -> Array:
        return lam * x / (1 + q(x)) / (1 + q(x))

    def hessian(x: Array) -> Array:
        u = lam * x / (1 + q(x))
        return (np.diag(lam) / (1 + q(x)) - 2 * np.outer(u, u)) / (1 + q(x))

    return Derivatives(f, gradient, hessian)
