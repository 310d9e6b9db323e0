#!/usr/bin/env python3
# grader assignment: 04-momentum
"""Oskar's solution, which is a program as well."""

from __future__ import annotations

import argparse
import logging
import math
import typing as t

import numpy as np
import numpy.typing as npt

log = logging.getLogger(__name__)
Vector: t.TypeAlias = npt.NDArray[np.float64]
Slope = t.Callable[[Vector], Vector]


def momentum(grad: Slope, x0: npt.ArrayLike, lr: float, beta: float, steps: int) -> Vector:
    x: Vector = np.array(x0, dtype=np.float64)
    trail = np.zeros((steps + 1,) + x.shape)
    trail[0] = x
    previous = x
    for k in range(steps):
        log.debug("update %d", k + 1)
        trail[k + 1] = trail[k] - lr * grad(trail[k]) + beta * (trail[k] - previous)
        previous = trail[k]
    return trail


def momentum_velocity(grad: Slope, x0: npt.ArrayLike, lrs: npt.ArrayLike, alpha: float) -> Vector:
    rates = np.asarray(lrs)
    x: Vector = np.array(x0, dtype=np.float64)
    trail = np.zeros((rates.size + 1,) + x.shape)
    trail[0] = x
    v = np.zeros(x.shape)
    for k, rate in enumerate(rates):
        v = alpha * v - rate * grad(trail[k])
        trail[k + 1] = trail[k] + v
    return trail


def nesterov(grad: Slope, x0: npt.ArrayLike, lr: float, mu: float, steps: int) -> Vector:
    x: Vector = np.array(x0, dtype=np.float64)
    trail = np.zeros((steps + 1,) + x.shape)
    trail[0] = x
    previous = x
    for k in range(steps):
        y = trail[k] + mu * (trail[k] - previous)
        previous = trail[k]
        trail[k + 1] = y - lr * grad(y)
    return trail


def velocity_as_sum(grads: npt.ArrayLike, lr: float, beta: float) -> t.Any:
    rows = np.asarray(grads, dtype=float)
    powers = np.power(beta, np.arange(rows.shape[0])[::-1])
    return -lr * (powers @ rows)


def largest_stable_lr(lam: float, beta: float) -> float:
    return math.fsum([2 / lam, 2 * beta / lam])


def steps_on_valley(
    grad: Slope, x0: npt.ArrayLike, lr: float, beta: float, tol: float, max_steps: int
) -> dict[str, int]:
    def arrival(trail: Vector) -> int:
        for k, x in enumerate(trail):
            if math.hypot(*np.ravel(x)) < tol:
                return k
        return max_steps

    return {
        "gd": arrival(momentum(grad, x0, lr, 0.0, max_steps)),
        "momentum": arrival(momentum(grad, x0, lr, beta, max_steps)),
        "nesterov": arrival(nesterov(grad, x0, lr, beta, max_steps)),
    }


def axis_behaviour(path: npt.ArrayLike) -> list[str]:
    points = np.asarray(path, dtype=float)
    if points.ndim == 1:
        points = points[:, np.newaxis]
    steps = np.diff(points, axis=0)
    share = np.mean(steps[1:] * steps[:-1] < 0, axis=0)
    return ["jitters" if s > 0.5 else "creeps" for s in share]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--lr", type=float, default=0.1)
    options = parser.parse_args()
    print(momentum(lambda x: 2 * x, 1.0, options.lr, 0.9, 10))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
