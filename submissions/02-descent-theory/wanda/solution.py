# grader assignment: 02-descent-theory

"""Assignment 02: what curvature promises, and steps that are searched for."""

from __future__ import annotations

from typing import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

Point = NDArray[np.float64]  # shape () for a number, (D,) for a vector
Field = Callable[[Point], float]
Gradient = Callable[[Point], Point]

BLOCK = 8  # trials that backtracking looks at in one go
ROUNDING = 1e-9


# --- helpers ------------------------------------------------------------------------


def _point(x: ArrayLike) -> Point:
    """Return a fresh float array, so that the caller's is never touched."""
    return np.array(x, dtype=np.float64)


def _stack(function: Callable, points: NDArray) -> NDArray:
    """Evaluate a function at every point of shape () or (D,) in a stack of them."""
    if points.ndim == 1:
        return np.asarray(function(points))
    return np.array([function(point) for point in points])


def _mix(theta: NDArray, x: Point, y: Point) -> NDArray:
    """Return the points θ x + (1 - θ) y, one row for each θ."""
    return np.multiply.outer(theta, x) + np.multiply.outer(1 - theta, y)


def _inner(u: ArrayLike, v: ArrayLike) -> float:
    return float(np.sum(np.asarray(u, dtype=float) * np.asarray(v, dtype=float)))


# --- curvature ----------------------------------------------------------------------


def lipschitz_step(H: ArrayLike) -> float:
    return 1.0 / np.abs(np.linalg.eigvalsh(_point(H))).max()


def strong_convexity_factor(H: ArrayLike) -> float:
    eigenvalues = np.linalg.eigvalsh(_point(H))  # ascending
    return 1.0 - eigenvalues[0] / eigenvalues[-1]


def quadratic_upper_bound(
    f: Field, grad: Gradient, x: ArrayLike, y: ArrayLike, L: float
) -> float:
    x, y = _point(x), _point(y)
    step = y - x
    return f(x) + _inner(grad(x), step) + 0.5 * L * _inner(step, step)


def descent_lemma_holds(f: Field, grad: Gradient, path: ArrayLike, L: float) -> bool:
    path = _point(path)
    if len(path) == 1:
        return True
    values = _stack(f, path)
    gradients = _stack(grad, path[:-1]).reshape(len(path) - 1, -1)
    before, after = values[:-1], values[1:]
    promise = np.sum(gradients**2, axis=1) / (2 * L)
    slack = ROUNDING * np.maximum(1, np.abs(before))
    return np.all(after <= before - promise + slack)  # nan compares as False


def convergence_bound(L: float, x0: ArrayLike, x_star: ArrayLike, t: int) -> float:
    distance = _point(x0) - _point(x_star)
    return 2 * L * _inner(distance, distance) / (t + 4)


# --- steps that are searched for ----------------------------------------------------


def backtracking(
    f: Field,
    grad: Gradient,
    x: ArrayLike,
    direction: ArrayLike,
    alpha: float,
    beta: float,
) -> float:
    x, direction = _point(x), _point(direction)
    value, slope = f(x), _inner(grad(x), direction)
    first = 0
    while True:
        t = float(beta) ** np.arange(first, first + BLOCK)
        trials = _stack(f, x + np.multiply.outer(t, direction))
        good = np.isfinite(trials) & (trials <= value + alpha * t * slope)
        if good.any():
            return t[good.argmax()]
        first += BLOCK


def exact_step_quadratic(
    A: ArrayLike, b: ArrayLike, x: ArrayLike, direction: ArrayLike
) -> float:
    A, b, x, direction = map(_point, (A, b, x, direction))
    return (b - A @ x) @ direction / (direction @ A @ direction)


def descent_with_backtracking(
    f: Field,
    grad: Gradient,
    x0: ArrayLike,
    alpha: float,
    beta: float,
    eps: float,
    max_steps: int,
) -> NDArray:
    path = [_point(x0)]
    for _ in range(max_steps):
        x = path[-1]
        slope = _point(grad(x))
        if np.linalg.norm(slope) <= eps:
            break
        path.append(x - backtracking(f, grad, x, -slope, alpha, beta) * slope)
    return np.stack(path)


# --- convexity ----------------------------------------------------------------------


def violates_convexity(f: Field, x: ArrayLike, y: ArrayLike, n: int) -> float | None:
    x, y = _point(x), _point(y)
    at_x, at_y = f(x), f(y)
    theta = np.arange(1, n + 1) / (n + 1)
    chord = theta * at_x + (1 - theta) * at_y
    slack = ROUNDING * max(1, abs(at_x), abs(at_y))
    above = _stack(f, _mix(theta, x, y)) > chord + slack
    return theta[above.argmax()] if above.any() else None


def segment_inside(
    contains: Callable[[Point], bool], x: ArrayLike, y: ArrayLike, n: int
) -> bool:
    points = _mix(np.linspace(0, 1, n), _point(x), _point(y))
    return bool(_stack(contains, points).all())
