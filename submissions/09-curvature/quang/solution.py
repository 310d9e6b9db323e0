# grader assignment: 09-curvature
"""Assignment 09, curvature."""

from __future__ import annotations

from typing import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

Vec = NDArray[np.float64]
Mat = NDArray[np.float64]

H_JACOBIAN = 1e-5
H_HESSIAN = 2e-4
EIG_FLOOR = 1e-8


# ---------------------------------------------------------------- helpers
def _f(a: ArrayLike) -> NDArray[np.float64]:
    """A fresh float64 copy."""
    return np.array(a, dtype=np.float64)


def _quad(H: ArrayLike, v: ArrayLike) -> float:
    v = _f(v)
    return float(v @ _f(H) @ v)


def _steps(x: Vec, h: float) -> Mat:
    """Row j is h_j e_j."""
    return np.diag(h * np.maximum(1.0, np.abs(x)))


# ---------------------------------------------------------------- 1, 2
def jacobian(f: Callable[[Vec], Vec], x: Vec) -> Mat:
    x = _f(x)
    E = _steps(x, H_JACOBIAN)
    columns = [(_f(f(x + e)) - _f(f(x - e))) / (2 * e.sum()) for e in E]
    return np.stack(columns, axis=1)


def hessian(f: Callable[[Vec], float], x: Vec) -> Mat:
    x = _f(x)
    E = _steps(x, H_HESSIAN)
    h = np.diag(E)
    D = x.size
    out = np.empty((D, D))
    for i, j in zip(*np.triu_indices(D)):
        v, w = E[i] + E[j], E[i] - E[j]
        num = float(f(x + v)) + float(f(x - v)) - float(f(x + w)) - float(f(x - w))
        out[i, j] = out[j, i] = num / (4 * h[i] * h[j])
    return out


# ---------------------------------------------------------------- 3, 4, 5
def directional_curvature(H: Mat, d: Vec) -> float:
    d = _f(d)
    return _quad(H, d) / float(d @ d)


def curvature_weights(H: Mat, d: Vec) -> tuple[Vec, Vec]:
    d = _f(d)
    lam, U = np.linalg.eigh(_f(H))
    return lam, (U.T @ d) ** 2 / (d @ d)


def eigen_2x2(A: Mat) -> tuple[Vec, Mat]:
    values, vectors = np.linalg.eig(_f(A))
    order = np.argsort(-values)
    return values[order], vectors[:, order]


# ---------------------------------------------------------------- 6, 7
def condition_number(H: Mat) -> float:
    size = np.abs(np.linalg.eigvalsh(_f(H)))
    lo, hi = size.min(), size.max()
    return np.inf if lo <= 1e-12 * hi else float(hi / lo)


def classify_critical_point(H: Mat) -> str:
    lam = np.linalg.eigvalsh(_f(H))
    tol = 1e-8 * np.abs(lam).max()
    pos, neg = lam > tol, lam < -tol
    if pos.any() and neg.any():
        return "saddle"
    if pos.all():
        return "minimum"
    if neg.all():
        return "maximum"
    return "inconclusive"


# ---------------------------------------------------------------- 8, 9, 10
def taylor_model(f0: float, g: Vec, H: Mat, v: Vec) -> float:
    return float(f0 + _f(g) @ _f(v) + 0.5 * _quad(H, v))


def quadratic_prediction(f0: float, g: Vec, H: Mat, eps: float) -> float:
    return taylor_model(f0, g, H, -eps * _f(g))


def best_step(g: Vec, H: Mat) -> float:
    g = _f(g)
    curvature = _quad(H, g)
    return float(g @ g) / curvature if curvature > 0 else np.inf


# ---------------------------------------------------------------- 11, 12
def newton(grad: Callable, hess: Callable, x0: Vec | float, steps: int) -> NDArray:
    x = _f(x0)
    path = [x]
    for _ in range(steps):
        g, H = _f(grad(x.copy())), _f(hess(x.copy()))
        x = x - (g / H if x.ndim == 0 else np.linalg.solve(H, g))
        path.append(x)
    return np.array(path)


def _saddle_free_direction(g: NDArray, H: NDArray) -> NDArray:
    if g.ndim == 0:
        return -g / np.maximum(np.abs(H), EIG_FLOOR)
    lam, U = np.linalg.eigh(H)
    return -U @ ((U.T @ g) / np.maximum(np.abs(lam), EIG_FLOOR))


def damped_newton(
    f: Callable,
    grad: Callable,
    hess: Callable,
    x0: Vec | float,
    alpha: float,
    beta: float,
    steps: int,
) -> NDArray:
    x = _f(x0)
    path = [x]
    for _ in range(steps):
        g, H = _f(grad(x.copy())), _f(hess(x.copy()))
        d = _saddle_free_direction(g, H)
        slope = float(np.sum(g * d))
        fx, s = float(f(x.copy())), 1.0
        while True:
            trial = x + s * d
            ft = float(f(trial))
            if np.isfinite(ft) and ft <= fx + alpha * s * slope:
                break
            s *= beta
        x = _f(trial)
        path.append(x)
    return np.array(path)
