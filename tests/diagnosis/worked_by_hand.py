"""The exercises of 04 and 05 once more, from the handouts' formulas: plain loops.

A point is a list of coordinates. Slopes are written out for the functions that the
examples show, so that nothing here comes from what is being checked.
"""

from collections.abc import Callable, Mapping, Sequence
from math import hypot, sqrt
from typing import Any, TypeAlias

Point: TypeAlias = list[float]
Slope: TypeAlias = Callable[[Point], Point]

_OFF = -0.75 * sqrt(3)
"""What the report rounds to -1.29904."""

SLOPES: Mapping[str, Slope] = {
    "f(x) = x²": lambda x: [2 * x[0]],
    "f(x) = ½ (2 x₁² + 4 x₂²)": lambda x: [2 * x[0], 4 * x[1]],
    "f(x) = ½ xᵀAx, A = [[1.75, -1.29904], [-1.29904, 3.25]]": lambda x: [
        1.75 * x[0] + _OFF * x[1],
        _OFF * x[0] + 3.25 * x[1],
    ],
    "f(x) = ½ xᵀAx, A = [[2, -1], [-1, 2]]": lambda x: [
        2 * x[0] - x[1],
        2 * x[1] - x[0],
    ],
}


def momentum(slope: Slope, x: Point, lr: float, beta: float, steps: int) -> list[Point]:
    path, v = [x], [0.0] * len(x)
    for _ in range(steps):
        g = slope(path[-1])
        v = [beta * v[i] + g[i] for i in range(len(x))]
        path.append([path[-1][i] - lr * v[i] for i in range(len(x))])
    return path


def momentum_velocity(
    slope: Slope, x: Point, lrs: Sequence[float], alpha: float
) -> list[Point]:
    path, v = [x], [0.0] * len(x)
    for lr in lrs:
        g = slope(path[-1])
        v = [alpha * v[i] - lr * g[i] for i in range(len(x))]
        path.append([path[-1][i] + v[i] for i in range(len(x))])
    return path


def nesterov(slope: Slope, x: Point, lr: float, mu: float, steps: int) -> list[Point]:
    path, v = [x], [0.0] * len(x)
    for _ in range(steps):
        g = slope([path[-1][i] + mu * v[i] for i in range(len(x))])
        v = [mu * v[i] - lr * g[i] for i in range(len(x))]
        path.append([path[-1][i] + v[i] for i in range(len(x))])
    return path


def velocity_as_sum(grads: Sequence[Point], lr: float, beta: float) -> Point:
    k, width = len(grads), len(grads[0])
    v = [0.0] * width
    for j in range(k):
        for i in range(width):
            v[i] -= lr * beta ** (k - 1 - j) * grads[j][i]
    return v


def largest_stable_lr(lam: float, beta: float) -> float:
    return 2 * (1 + beta) / lam


def steps_on_valley(
    slope: Slope, x: Point, lr: float, beta: float, tol: float, max_steps: int
) -> dict[str, int]:
    paths = {
        "gd": momentum(slope, x, lr, 0.0, max_steps),
        "momentum": momentum(slope, x, lr, beta, max_steps),
        "nesterov": nesterov(slope, x, lr, beta, max_steps),
    }
    counts = {}
    for name, path in paths.items():
        counts[name] = max_steps
        for t in range(max_steps, -1, -1):
            if hypot(*path[t]) < tol:
                counts[name] = t
    return counts


def axis_behaviour(path: Sequence[Point]) -> list[str]:
    found = []
    for i in range(len(path[0])):
        s = [path[t][i] - path[t - 1][i] for t in range(1, len(path))]
        turns = 0
        for t in range(1, len(s)):
            turns += (s[t] < 0) != (s[t - 1] < 0)
        found.append("jitters" if turns > (len(s) - 1) / 2 else "creeps")
    return found


def adagrad_norm(
    slope: Slope, x: Point, lr: float, eps: float, steps: int
) -> list[Point]:
    path, r = [x], 0.0
    for _ in range(steps):
        g = slope(path[-1])
        r = r + sum(each**2 for each in g)
        path.append([path[-1][i] - lr * g[i] / sqrt(eps + r) for i in range(len(x))])
    return path


def adagrad(slope: Slope, x: Point, lr: float, delta: float, steps: int) -> list[Point]:
    path, r = [x], [0.0] * len(x)
    for _ in range(steps):
        g = slope(path[-1])
        r = [r[i] + g[i] ** 2 for i in range(len(x))]
        path.append(
            [path[-1][i] - lr * g[i] / (delta + sqrt(r[i])) for i in range(len(x))]
        )
    return path


def rmsprop(
    slope: Slope, x: Point, lr: float, rho: float, delta: float, steps: int
) -> list[Point]:
    path, r = [x], [0.0] * len(x)
    for _ in range(steps):
        g = slope(path[-1])
        r = [rho * r[i] + (1 - rho) * g[i] ** 2 for i in range(len(x))]
        path.append(
            [path[-1][i] - lr * g[i] / sqrt(delta + r[i]) for i in range(len(x))]
        )
    return path


def rmsprop_sigma(
    slope: Slope, x: Point, lr: float, alpha: float, steps: int
) -> list[Point]:
    path, sigma = [x], [0.0] * len(x)
    for t in range(steps):
        g, new = slope(path[-1]), []
        for i in range(len(x)):
            if t == 0:
                sigma[i] = abs(g[i])
            else:
                sigma[i] = sqrt(alpha * sigma[i] ** 2 + (1 - alpha) * g[i] ** 2)
            move = lr * g[i] / sigma[i] if sigma[i] else 0.0
            new.append(path[-1][i] - move)
        path.append(new)
    return path


def adadelta(slope: Slope, x: Point, rho: float, eps: float, steps: int) -> list[Point]:
    path, r, s = [x], [0.0] * len(x), [0.0] * len(x)
    for _ in range(steps):
        g, new = slope(path[-1]), []
        for i in range(len(x)):
            r[i] = rho * r[i] + (1 - rho) * g[i] ** 2
            d = -sqrt(s[i] + eps) / sqrt(r[i] + eps) * g[i]
            s[i] = rho * s[i] + (1 - rho) * d**2
            new.append(path[-1][i] + d)
        path.append(new)
    return path


def adam(
    slope: Slope,
    x: Point,
    lr: float,
    beta1: float,
    beta2: float,
    eps: float,
    steps: int,
) -> list[Point]:
    path, m, v = [x], [0.0] * len(x), [0.0] * len(x)
    for t in range(1, steps + 1):
        g, new = slope(path[-1]), []
        for i in range(len(x)):
            m[i] = beta1 * m[i] + (1 - beta1) * g[i]
            v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
            m_hat, v_hat = m[i] / (1 - beta1**t), v[i] / (1 - beta2**t)
            new.append(path[-1][i] - lr * m_hat / (sqrt(v_hat) + eps))
        path.append(new)
    return path


def adam_uncorrected(
    slope: Slope,
    x: Point,
    lr: float,
    beta1: float,
    beta2: float,
    eps: float,
    steps: int,
) -> list[Point]:
    path, m, s = [x], [0.0] * len(x), [0.0] * len(x)
    for _ in range(steps):
        g, new = slope(path[-1]), []
        for i in range(len(x)):
            m[i] = beta1 * m[i] + (1 - beta1) * g[i]
            s[i] = beta2 * s[i] + (1 - beta2) * g[i] ** 2
            new.append(path[-1][i] - lr * m[i] / sqrt(s[i] + eps))
        path.append(new)
    return path


def nadam(
    slope: Slope,
    x: Point,
    lr: float,
    beta1: float,
    beta2: float,
    eps: float,
    steps: int,
) -> list[Point]:
    path, m, v = [x], [0.0] * len(x), [0.0] * len(x)
    for t in range(1, steps + 1):
        g, new = slope(path[-1]), []
        for i in range(len(x)):
            m[i] = beta1 * m[i] + (1 - beta1) * g[i]
            v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
            m_hat = beta1 * m[i] / (1 - beta1 ** (t + 1))
            m_hat += (1 - beta1) * g[i] / (1 - beta1**t)
            v_hat = v[i] / (1 - beta2**t)
            new.append(path[-1][i] - lr * m_hat / (sqrt(v_hat) + eps))
        path.append(new)
    return path


BY_HAND: Mapping[str, Callable[..., Any]] = {
    each.__name__: each
    for each in (
        momentum,
        momentum_velocity,
        nesterov,
        velocity_as_sum,
        largest_stable_lr,
        steps_on_valley,
        axis_behaviour,
        adagrad_norm,
        adagrad,
        rmsprop,
        rmsprop_sigma,
        adadelta,
        adam,
        adam_uncorrected,
        nadam,
    )
}
