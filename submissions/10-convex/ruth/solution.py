# grader assignment: 10-convex

"""Assignment 10: optima that can be proved, and the way to them through the inside."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]

THETAS: Vector = np.linspace(0.1, 0.9, 9)
NEWTON_TOLERANCE = 1e-8
MAX_NEWTON_STEPS = 200


def _floats(*arrays: ArrayLike) -> list[NDArray[np.float64]]:
    """Return every array as an array of float64."""
    return [np.asarray(a, dtype=np.float64) for a in arrays]


# %%
def is_convex(
    f: Callable[..., float], sample: Callable[[int], ArrayLike], n: int, rng: np.random.Generator
) -> bool:
    """Return whether f lies on or below its chord on n random segments."""
    seeds = rng.integers(2**31, size=(n, 2))
    for seed_x, seed_y in seeds:
        x, y = sample(int(seed_x)), sample(int(seed_y))
        fx, fy = float(f(x)), float(f(y))
        inner = np.array([f(theta * x + (1 - theta) * y) for theta in THETAS], dtype=float)
        chord = THETAS * fx + (1 - THETAS) * fy
        if np.any(inner > chord + 1e-9 * max(1.0, abs(fx), abs(fy))):
            return False
    return True


# %%
def log_barrier(G: ArrayLike, h: ArrayLike, x: ArrayLike) -> tuple[float, Vector, Matrix]:
    """Return value, gradient and Hessian of the logarithmic barrier of Gx <= h at x."""
    G, h, x = _floats(G, h, x)
    n = G.shape[1]
    s = h - G @ x
    if np.any(s <= 0):
        return np.inf, np.full(n, np.nan), np.full((n, n), np.nan)
    inverse = 1.0 / s
    scaled = G * inverse[:, None]
    return float(-np.sum(np.log(s))), G.T @ inverse, scaled.T @ scaled


def _centre(c: Vector, G: Matrix, h: Vector, x: Vector, t: float) -> Vector:
    """Return x*(t) by Newton's method with backtracking, started at x."""
    for _ in range(MAX_NEWTON_STEPS):
        value, gradient, hessian = log_barrier(G, h, x)
        r = t * c + gradient
        d = -np.linalg.solve(hessian, r)
        slope = abs(float(r @ d))
        if np.sqrt(slope) <= NEWTON_TOLERANCE:
            break
        now = t * float(c @ x) + value
        near = slope < 1e-2
        step = 1.0
        while step > 1e-14:
            there = log_barrier(G, h, x + step * d)[0]
            inside = np.isfinite(there)
            if inside and (near or t * float(c @ (x + step * d)) + there <= now - step * slope / 4):
                break
            step /= 2
        else:
            break
        x = x + step * d
    return x


# %%
def central_path(
    c: ArrayLike, G: ArrayLike, h: ArrayLike, x0: ArrayLike, ts: Sequence[float]
) -> Matrix:
    """Return the points of the central path, a row for each t: shape (len(ts), n)."""
    c, G, h, x, ts = _floats(c, G, h, x0, ts)
    path = np.empty((len(ts), len(c)))
    for k, t in enumerate(ts):
        x = _centre(c, G, h, x, t)
        path[k] = x
    return path


# %%
def barrier_method(
    c: ArrayLike, G: ArrayLike, h: ArrayLike, x0: ArrayLike, t0: float, mu: float, eps: float
) -> Vector:
    """Return a point whose cᵀx is within eps of the minimum: shape (n,)."""
    c, G, h, x = _floats(c, G, h, x0)
    t = float(t0)
    while True:
        x = _centre(c, G, h, x, t)
        if len(G) / t < eps:
            return x
        t *= mu


# %%
def equality_newton_step(H: ArrayLike, g: ArrayLike, A: ArrayLike) -> tuple[Vector, Vector]:
    """Return Newton's step d along Ax = b, and the multipliers w: shapes (n,), (p,)."""
    H, g, A = _floats(H, g, A)
    p, n = A.shape
    system = np.block([[H, A.T], [A, np.zeros((p, p))]])
    solution = np.linalg.solve(system, np.concatenate([-g, np.zeros(p)]))
    return solution[:n], solution[n:]


# %%
def dual_value(c: ArrayLike, G: ArrayLike, h: ArrayLike, lam: ArrayLike) -> float:
    """Return the lower bound on cᵀx that the multipliers prove, -inf if none."""
    c, G, h, lam = _floats(c, G, h, lam)
    stationary = np.linalg.norm(G.T @ lam + c) <= 1e-9 * max(1.0, np.linalg.norm(c))
    return float(-h @ lam) if stationary and np.all(lam >= 0) else -np.inf


# %%
def kkt_residual(
    c: ArrayLike, G: ArrayLike, h: ArrayLike, x: ArrayLike, lam: ArrayLike
) -> float:
    """Return the largest violation of the KKT conditions, a number >= 0."""
    c, G, h, x, lam = _floats(c, G, h, x, lam)
    s = h - G @ x
    parts = [np.maximum(-s, 0), np.maximum(-lam, 0), np.abs(c + G.T @ lam), np.abs(lam * s)]
    return float(np.max(np.concatenate(parts)))


# %%
def nonnegative_least_squares(A: ArrayLike, b: ArrayLike, steps: int = 1000) -> Vector:
    """Return an x >= 0 that minimises |Ax - b|²: shape (n,). Projected gradient."""
    A, b = _floats(A, b)
    largest = np.linalg.norm(A, 2) ** 2
    x = np.zeros(A.shape[1])
    for _ in range(steps):
        x = np.maximum(x + A.T @ (b - A @ x) / largest, 0)
    return x
