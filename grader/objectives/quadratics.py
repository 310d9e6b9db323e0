"""Quadratics: bowls of every shape, on which theory says exactly what happens."""

import math
from typing import SupportsIndex

import numpy as np
from numpy.typing import ArrayLike

from grader.objectives.arguments import (
    point_of,
    positive_eigenvalues,
    require_count,
    require_finite,
    require_positive,
)
from grader.objectives.notation import (
    WRITTEN_OUT,
    away_from,
    quadratic_form,
    squares,
    times,
)
from grader.objectives.objective import Array, Derivatives, Objective, frozen


def parabola(curvature: float = 2.0, minimiser: float = 0.0) -> Objective:
    """Return ½ c (x - x*)² of a number; as it stands, x². It starts at x* + 1."""
    require_positive(curvature=curvature)
    require_finite(minimiser=minimiser)
    derivatives = Derivatives(
        f=lambda x: 0.5 * curvature * (x - minimiser) ** 2,
        gradient=lambda x: curvature * (x - minimiser),
        hessian=lambda _: curvature,
    )
    return Objective(
        name="parabola",
        formula=f"f(x) = {times(curvature / 2, away_from(minimiser, 'x') + '²')}",
        derivatives=derivatives,
        start=frozen(minimiser + 1),
        minimisers=(frozen(minimiser),),
        minimum=0.0,
        lipschitz=float(curvature),
        strong_convexity=float(curvature),
    )


def bowl(eigenvalues: ArrayLike = (1.0, 10.0), minimiser: ArrayLike = 0.0) -> Objective:
    """Return a bowl along the axes: ½ Σ λᵢ (xᵢ - xᵢ*)².

    Args:
        eigenvalues: the curvature along each axis; their number is the dimension.
        minimiser: a point, or one number for all of its coordinates.
    """
    lam = positive_eigenvalues(eigenvalues)
    centre = point_of(len(lam), minimiser)
    if len(lam) > WRITTEN_OUT:
        formula = f"f(x) = {quadratic_form(np.diag(lam), centre)}, A diagonal"
    else:
        formula = f"f(x) = ½ ({squares(lam, centre)})"
    return _bowl("bowl", formula, lam, np.eye(len(lam)), centre)


def rotated_bowl(
    eigenvalues: ArrayLike = (1.0, 10.0),
    angle: float = math.pi / 6,
    minimiser: ArrayLike = 0.0,
) -> Objective:
    """Return a bowl across the axes: ½ (x - x*)ᵀA(x - x*), A with these eigenvalues.

    Args:
        eigenvalues: of A; their number is the dimension.
        angle: by which the eigenvectors are turned away from the axes (`rotation`), in
            radians. A is diagonal at multiples of π/2 and for equal eigenvalues.
        minimiser: a point, or one number for all of its coordinates.
    """
    lam = positive_eigenvalues(eigenvalues)
    require_finite(angle=angle)
    centre = point_of(len(lam), minimiser)
    axes = rotation(len(lam), angle)
    text = quadratic_form((axes * lam) @ axes.T, centre)
    return _bowl("rotated bowl", f"f(x) = {text}", lam, axes, centre)


def ill_conditioned(
    dimension: SupportsIndex = 10,
    condition: float = 1e3,
    angle: float = math.pi / 6,
) -> Objective:
    """Return a rotated bowl around 0 with eigenvalues evenly spaced in their logarithm.

    Args:
        dimension: how many, at least 2.
        condition: the largest eigenvalue; the smallest is 1.
        angle: as in `rotated_bowl`.
    """
    require_count(2, dimension=dimension)
    require_finite(condition=condition, angle=angle)
    if condition < 1:
        raise ValueError(f"condition must be a number >= 1; got {condition!r}.")
    dimension = int(dimension)
    lam = np.geomspace(1.0, condition, dimension)
    axes = rotation(dimension, angle)
    text = quadratic_form((axes * lam) @ axes.T, np.zeros(dimension))
    return _bowl(
        "ill-conditioned bowl",
        f"f(x) = {text}, {dimension} eigenvalues from 1 to {condition:g}",
        lam,
        axes,
        frozen(np.zeros(dimension)),
    )


def quadratic(lam: Array, axes: Array, centre: Array) -> Derivatives:
    """Return ½ Σ λᵢ (qᵢᵀ(x - c))², where the axes qᵢ are columns.

    Written in the eigenvectors, a bowl is a sum of terms that are not negative:
    rounding cannot make it negative, nor overflow make it inf - inf.
    """
    A = (axes * lam) @ axes.T
    symmetric = (A + A.T) / 2
    return Derivatives(
        f=lambda x: 0.5 * np.sum(lam * ((x - centre) @ axes) ** 2),
        gradient=lambda x: axes @ (lam * ((x - centre) @ axes)),
        hessian=lambda _: symmetric,
    )


def rotation(dimension: int, angle: float) -> Array:
    """Return the product of the turns by angle in the planes (1, 2), (2, 3) and so on.

    In the plane its columns are (cos, sin) and (-sin, cos).
    """
    cos, sin = math.cos(angle), math.sin(angle)
    turn = np.array([[cos, -sin], [sin, cos]])
    axes = np.eye(dimension)
    for i in range(dimension - 1):
        axes[:, i : i + 2] = axes[:, i : i + 2] @ turn
    return axes


def _bowl(name: str, formula: str, lam: Array, axes: Array, centre: Array) -> Objective:
    return Objective(
        name=name,
        formula=formula,
        derivatives=quadratic(lam, axes, centre),
        start=frozen(centre + 1),
        minimisers=(centre,),
        minimum=0.0,
        lipschitz=float(lam.max()),
        strong_convexity=float(lam.min()),
    )
