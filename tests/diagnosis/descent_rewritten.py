"""Known mistakes of assignment 01, written in other ways than where they are listed."""

import math
from typing import Any

import numpy as np

from tests.diagnosis.graded import Written

H = 3e-5
"""Another step than that of the list."""


def climbing(grad: Any, x0: Any, lr: float, steps: int) -> Any:
    x = np.array(x0, dtype=float)
    points = [x.tolist()]
    for _ in range(steps):
        x = x - -lr * np.asarray(grad(x))
        points.append(x.tolist())
    return points


def single_climbing(grad: Any, x0: Any, lr: float, steps: int) -> Any:
    x = np.array(x0, dtype=np.float32)
    points = [x]
    for _ in range(steps):
        x = x + np.float32(lr) * np.asarray(grad(x.astype(float)), dtype=np.float32)
        points.append(x)
    return np.array(points)


def mirrored(grad: Any, x0: Any, lr: float, steps: int) -> Any:
    x = np.array(x0, dtype=float)
    points = [x]
    for _ in range(steps):
        below = x - lr * np.asarray(grad(x))
        x = x + (x - below)
        points.append(x)
    return points


def by_length(grad: Any, x0: Any, lr: float, steps: int) -> Any:
    points = [np.array(x0, dtype=float)]
    for _ in range(steps):
        g = np.asarray(grad(points[-1]))
        length = math.sqrt(math.fsum(each * each for each in np.ravel(g).tolist()))
        points.append(points[-1] - g / length * lr)
    return points


def slower(grad: Any, x0: Any, lr: float, steps: int) -> Any:
    path = np.zeros((steps + 1, *np.shape(x0)))
    path[0] = x0
    for t in range(steps):
        path[t + 1] = path[t] - np.asarray(grad(path[t])) * lr / (t + 1.0)
    return path


def heavy(grad: Any, x0: Any, lr: float, steps: int) -> Any:
    x = old = np.array(x0, dtype=float)
    points = [x]
    for _ in range(steps):
        x, old = 1.5 * x - 0.5 * old - lr * np.asarray(grad(x)), x
        points.append(x)
    return points


def from_the_start(grad: Any, x0: Any, lr: float, steps: int) -> Any:
    x = np.array(x0, dtype=float)
    g = np.asarray(grad(x), dtype=float)
    return [x - t * lr * g for t in range(steps + 1)]


def not_larger(df: Any, x0: float, lr: float, eps: float, max_steps: int) -> Any:
    points = [float(x0)]
    for _ in range(max_steps):
        g = df(points[-1])
        if -eps <= g <= eps:
            break
        points.append(float(points[-1] - lr * g))
    return points


def signed(df: Any, x0: float, lr: float, eps: float, max_steps: int) -> Any:
    points = [float(x0)]
    g = df(points[-1])
    while g >= eps and len(points) < max_steps + 1:
        points.append(float(points[-1] - lr * g))
        g = df(points[-1])
    return points


def running_least(f: Any, path: Any) -> Any:
    values: list[float] = []
    for x in path:
        value = float(f(x))
        least = values[-1] if values else math.inf
        values.append(value if value < least or math.isnan(least) else least)
    return values


def differences(f: Any, path: Any) -> Any:
    values = [float(f(x)) for x in path]
    before = [values[0], *values]
    return [new - old for old, new in zip(before, values, strict=False)]


def from_the_right(f: Any, x: Any) -> Any:
    x = np.array(x, dtype=float)
    out = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up = x.copy()
        up[i] += H
        out[i] = (f(up[()]) - f(x[()])) / H
    return out[()]


def too_steep(f: Any, x: Any) -> Any:
    x = np.array(x, dtype=float)
    out = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[i] += H
        down[i] -= H
        out[i] = (f(up[()]) - f(down[()])) / H
    return out[()]


REWRITTEN: tuple[Written, ...] = (
    ("gradient_descent", "uphill", climbing),
    ("gradient_descent", "unit_length", by_length),
    ("gradient_descent", "rate_decays", slower),
    ("gradient_descent", "momentum_added", heavy),
    ("gradient_descent", "stale_gradient", from_the_start),
    ("gradient_descent_1d", "stops_at_equality", not_larger),
    ("gradient_descent_1d", "sign_of_the_slope_forgotten", signed),
    ("values_along", "best_value_so_far", running_least),
    ("values_along", "gains_instead_of_values", differences),
)
RUNNING_AWAY: tuple[Written, ...] = (
    ("gradient_descent", "uphill", single_climbing),
    ("gradient_descent", "uphill", mirrored),
)
OTHER_STEP: tuple[Written, ...] = (
    ("numerical_gradient", "divided_by_h", too_steep),
    ("numerical_gradient", "one_sided", from_the_right),
)
