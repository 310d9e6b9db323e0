"""The reference's optimizers once more, in loops of their own and in any precision."""

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

Grad: TypeAlias = Callable[[Any], ArrayLike]
Steps: TypeAlias = Callable[[Callable[[Any], Any], Any], Iterator[Any]]
"""Takes the gradient and the start, and gives one point after another."""


def path(grad: Grad, x0: ArrayLike, steps: int, dtype: Any, method: Steps) -> Any:
    """Return start and points of a method; nothing in it is of another precision."""
    start = np.asarray(x0, dtype=dtype)
    points = method(lambda x: np.asarray(grad(x), dtype=dtype), start)
    with np.errstate(all="ignore"):
        return np.array([start, *(next(points) for _ in range(steps))], dtype=dtype)


def gradient_descent(
    grad: Grad, x0: ArrayLike, lr: float, steps: int, dtype: Any = np.float64
) -> Any:
    def method(g: Callable[[Any], Any], x: Any) -> Iterator[Any]:
        while True:
            x = x - lr * g(x)
            yield x

    return path(grad, x0, steps, dtype, method)


def momentum(
    grad: Grad,
    x0: ArrayLike,
    lr: float,
    beta: float,
    steps: int,
    dtype: Any = np.float64,
) -> Any:
    def method(g: Callable[[Any], Any], x: Any) -> Iterator[Any]:
        v = 0 * x
        while True:
            v = beta * v - lr * g(x)
            x = x + v
            yield x

    return path(grad, x0, steps, dtype, method)


def momentum_velocity(
    grad: Grad, x0: ArrayLike, lrs: Any, alpha: float, dtype: Any = np.float64
) -> Any:
    def method(g: Callable[[Any], Any], x: Any) -> Iterator[Any]:
        v = 0 * x
        for lr in lrs:
            v = alpha * v - dtype(lr) * g(x)
            x = x + v
            yield x

    return path(grad, x0, len(lrs), dtype, method)


def nesterov(
    grad: Grad,
    x0: ArrayLike,
    lr: float,
    mu: float,
    steps: int,
    dtype: Any = np.float64,
) -> Any:
    def method(g: Callable[[Any], Any], x: Any) -> Iterator[Any]:
        # As the difference of two points, the way Nesterov wrote it.
        before = x
        while True:
            ahead = x + mu * (x - before)
            x, before = ahead - lr * g(ahead), x
            yield x

    return path(grad, x0, steps, dtype, method)


def adagrad_norm(
    grad: Grad,
    x0: ArrayLike,
    lr: float,
    eps: float,
    steps: int,
    dtype: Any = np.float64,
) -> Any:
    def method(g: Callable[[Any], Any], x: Any) -> Iterator[Any]:
        r = dtype(eps)
        while True:
            slope = g(x)
            r = r + np.vdot(slope, slope)
            x = x - lr / np.sqrt(r) * slope
            yield x

    return path(grad, x0, steps, dtype, method)


def adagrad(
    grad: Grad,
    x0: ArrayLike,
    lr: float,
    delta: float,
    steps: int,
    dtype: Any = np.float64,
) -> Any:
    def method(g: Callable[[Any], Any], x: Any) -> Iterator[Any]:
        r = 0 * x
        while True:
            slope = g(x)
            r = r + slope * slope
            x = x - lr / (np.sqrt(r) + delta) * slope
            yield x

    return path(grad, x0, steps, dtype, method)


def rmsprop(
    grad: Grad,
    x0: ArrayLike,
    lr: float,
    rho: float,
    delta: float,
    steps: int,
    dtype: Any = np.float64,
) -> Any:
    def method(g: Callable[[Any], Any], x: Any) -> Iterator[Any]:
        r = 0 * x
        while True:
            slope = g(x)
            r = r + (1 - rho) * (slope * slope - r)
            x = x - lr * (slope / (r + delta) ** 0.5)
            yield x

    return path(grad, x0, steps, dtype, method)


def rmsprop_sigma(
    grad: Grad,
    x0: ArrayLike,
    lr: float,
    alpha: float,
    steps: int,
    dtype: Any = np.float64,
) -> Any:
    def method(g: Callable[[Any], Any], x: Any) -> Iterator[Any]:
        square = None
        while True:
            slope = g(x)
            new = slope * slope
            square = new if square is None else alpha * square + (1 - alpha) * new
            x = x - lr * np.where(square > 0, slope / np.sqrt(square), 0)
            yield x

    return path(grad, x0, steps, dtype, method)


def adadelta(
    grad: Grad,
    x0: ArrayLike,
    rho: float,
    eps: float,
    steps: int,
    dtype: Any = np.float64,
) -> Any:
    def method(g: Callable[[Any], Any], x: Any) -> Iterator[Any]:
        r, s = 0 * x, 0 * x
        while True:
            slope = g(x)
            r = rho * r + (1 - rho) * slope * slope
            d = np.sqrt((s + eps) / (r + eps)) * slope
            s = rho * s + (1 - rho) * d * d
            x = x - d
            yield x

    return path(grad, x0, steps, dtype, method)


def adam(
    grad: Grad,
    x0: ArrayLike,
    lr: float,
    beta1: float,
    beta2: float,
    eps: float,
    steps: int,
    dtype: Any = np.float64,
) -> Any:
    def method(g: Callable[[Any], Any], x: Any) -> Iterator[Any]:
        m, v, power1, power2 = 0 * x, 0 * x, 1.0, 1.0
        while True:
            slope = g(x)
            power1, power2 = power1 * beta1, power2 * beta2
            m = m + (1 - beta1) * (slope - m)
            v = v + (1 - beta2) * (slope * slope - v)
            x = x - lr / (1 - power1) * m / (np.sqrt(v / (1 - power2)) + eps)
            yield x

    return path(grad, x0, steps, dtype, method)


def adam_uncorrected(
    grad: Grad,
    x0: ArrayLike,
    lr: float,
    beta1: float,
    beta2: float,
    eps: float,
    steps: int,
    dtype: Any = np.float64,
) -> Any:
    def method(g: Callable[[Any], Any], x: Any) -> Iterator[Any]:
        m, s = 0 * x, 0 * x
        while True:
            slope = g(x)
            m = m + (1 - beta1) * (slope - m)
            s = s + (1 - beta2) * (slope * slope - s)
            x = x - lr * m / np.sqrt(s + eps)
            yield x

    return path(grad, x0, steps, dtype, method)


def nadam(
    grad: Grad,
    x0: ArrayLike,
    lr: float,
    beta1: float,
    beta2: float,
    eps: float,
    steps: int,
    dtype: Any = np.float64,
) -> Any:
    def method(g: Callable[[Any], Any], x: Any) -> Iterator[Any]:
        m, v, t = 0 * x, 0 * x, 0
        while True:
            t += 1
            slope = g(x)
            m = beta1 * m + (1 - beta1) * slope
            v = beta2 * v + (1 - beta2) * slope * slope
            ahead = beta1 / (1 - beta1 ** (t + 1)) * m
            ahead = ahead + (1 - beta1) / (1 - beta1**t) * slope
            x = x - lr * ahead / (np.sqrt(v / (1 - beta2**t)) + eps)
            yield x

    return path(grad, x0, steps, dtype, method)
