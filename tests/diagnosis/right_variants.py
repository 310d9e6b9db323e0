"""Right answers, written in other ways than the reference, some in single precision."""

import itertools
import math
from typing import Any

import numpy as np

from tests.diagnosis.graded import NOTHING, Written
from tests.diagnosis.momentum_rewritten import numbers, shaped, slope
from tests.diagnosis.unknown_mistakes import TwiceEps


def in_lists(grad: Any, x0: Any, lr: float, beta: float, steps: int) -> Any:
    x, v = numbers(x0), [0.0 for _ in numbers(x0)]
    points = [x]
    for _ in range(steps):
        v = [beta * b - lr * g for b, g in zip(v, slope(grad, x, x0), strict=True)]
        x = [a + b for a, b in zip(x, v, strict=True)]
        points.append(x)
    return shaped(points, x0)


def two_points(grad: Any, x0: Any, lr: float, beta: float, steps: int) -> Any:
    x = old = np.array(x0, dtype=float)
    points = [x]
    for _ in range(steps):
        x, old = x + beta * (x - old) - lr * np.asarray(grad(x)), x
        points.append(x)
    return points


def single(grad: Any, x0: Any, lr: float, beta: float, steps: int) -> Any:
    x = np.array(x0, dtype=np.float32)
    v, rate, share = np.zeros_like(x), np.float32(lr), np.float32(beta)
    points = [x]
    for _ in range(steps):
        v = share * v + np.asarray(grad(x), dtype=np.float32)
        x = x - rate * v
        points.append(x)
    return np.array(points)


def constant_rate_outside(grad: Any, x0: Any, lrs: Any, alpha: float) -> Any:
    x, weighted = np.array(x0, dtype=float), NOTHING
    points = [x]
    for lr in lrs:
        weighted = lr * np.asarray(grad(x)) + alpha * weighted
        x = x - weighted
        points.append(x)
    return points


def nesterov_by_points(grad: Any, x0: Any, lr: float, mu: float, steps: int) -> Any:
    x = y = np.array(x0, dtype=float)
    points = [x]
    for _ in range(steps):
        x, old = y - lr * np.asarray(grad(y)), x
        y = x + mu * (x - old)
        points.append(x)
    return points


def horner(grads: Any, lr: float, beta: float) -> Any:
    *_, v = itertools.accumulate(
        np.array(grads, dtype=float), lambda v, g: beta * v + g
    )
    return -lr * v


def adam_by_rate(
    grad: Any, x0: Any, lr: float, beta1: float, beta2: float, eps: float, steps: int
) -> Any:
    x, m, v = np.array(x0, dtype=float), NOTHING, NOTHING
    points = [x]
    for t in range(1, steps + 1):
        g = np.asarray(grad(x))
        m, v = m + (1 - beta1) * (g - m), v + (1 - beta2) * (g * g - v)
        root = math.sqrt(1 - beta2**t)
        x = x - lr * root / (1 - beta1**t) * m / (np.sqrt(v) + eps * root)
        points.append(x)
    return points


def adam_in_single(
    grad: Any, x0: Any, lr: float, beta1: float, beta2: float, eps: float, steps: int
) -> Any:
    x = np.array(x0, dtype=np.float32)
    m: Any = np.zeros_like(x)
    v: Any = np.zeros_like(x)
    points = [x]
    for t in range(1, steps + 1):
        g = np.asarray(grad(x), dtype=np.float32)
        m = np.float32(beta1) * m + np.float32(1 - beta1) * g
        v = np.float32(beta2) * v + np.float32(1 - beta2) * g * g
        m_hat, v_hat = m / np.float32(1 - beta1**t), v / np.float32(1 - beta2**t)
        x = x - np.float32(lr) * m_hat / (np.sqrt(v_hat) + np.float32(eps))
        points.append(x)
    return np.array(points)


def rmsprop_by_root(
    grad: Any, x0: Any, lr: float, rho: float, delta: float, steps: int
) -> Any:
    x = np.array(x0, dtype=float)
    under: Any = delta
    points = [x]
    for _ in range(steps):
        g = np.asarray(grad(x))
        under = under + (1 - rho) * (g**2 - (under - delta))
        x = x - lr * g * under**-0.5
        points.append(x)
    return points


def adagrad_in_single(grad: Any, x0: Any, lr: float, delta: float, steps: int) -> Any:
    x = np.array(x0, dtype=np.float32)
    r: Any = np.zeros_like(x)
    points = [x]
    for _ in range(steps):
        g = np.asarray(grad(x), dtype=np.float32)
        r = r + g * g
        x = x - np.float32(lr) * g / (np.float32(delta) + np.sqrt(r))
        points.append(x)
    return np.array(points)


def class_with_half(lr: float, beta1: float, beta2: float, eps: float) -> Any:
    return TwiceEps(lr, beta1, beta2, eps / 2)


def descent_in_lists(grad: Any, x0: Any, lr: float, steps: int) -> Any:
    x = numbers(x0)
    points = [x]
    for _ in range(steps):
        x = [a - lr * g for a, g in zip(x, slope(grad, x, x0), strict=True)]
        points.append(x)
    return shaped(points, x0)


def four_points(f: Any, x: Any) -> Any:
    x, h = np.array(x, dtype=float), 1e-4
    out = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        move = np.zeros(x.shape)
        move[i] = h
        one = f((x + move)[()]) - f((x - move)[()])
        two = f((x + 2 * move)[()]) - f((x - 2 * move)[()])
        out[i] = (8 * one - two) / (12 * h)
    return out[()]


DESCENT_RIGHT: tuple[Written, ...] = (
    ("gradient_descent", "lists", descent_in_lists),
    ("numerical_gradient", "four points", four_points),
)
MOMENTUM_RIGHT: tuple[Written, ...] = (
    ("momentum", "lists", in_lists),
    ("momentum", "from two points", two_points),
    ("momentum", "single precision", single),
    ("momentum_velocity", "subtracted", constant_rate_outside),
    ("nesterov", "from two points", nesterov_by_points),
    ("velocity_as_sum", "Horner", horner),
)
ADAPTIVE_RIGHT: tuple[Written, ...] = (
    ("adagrad", "single precision", adagrad_in_single),
    ("rmsprop", "delta kept in the average", rmsprop_by_root),
    ("adam", "corrected rate", adam_by_rate),
    ("adam", "single precision", adam_in_single),
    ("Adam", "a class", class_with_half),
)
