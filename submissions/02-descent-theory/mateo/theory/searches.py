import math

import numpy as np

from .vectors import ip, vec


def backtracking(f, grad, x, direction, alpha, beta):
    x, d = vec(x), vec(direction)
    return _search(f, x, d, f(x), ip(grad(x), d), alpha, beta)


def _search(f, x, d, fx, slope, alpha, beta):
    t = 1.0
    for _ in range(10_000):
        fz = f(x + t * d)
        if fz <= fx + alpha * t * slope and math.isfinite(fz):
            return t
        t = beta * t
    raise RuntimeError("no step is good enough")


def exact_step_quadratic(A, b, x, direction):
    A, d = vec(A), vec(direction)
    return ip(vec(b) - A @ vec(x), d) / ip(d, A @ d)


def descent_with_backtracking(f, grad, x0, alpha, beta, eps, max_steps):
    x = vec(x0)
    xs = x[np.newaxis].copy()
    fx, g = f(x), vec(grad(x))
    k = 0
    while math.sqrt(ip(g, g)) > eps and k < max_steps:
        t = _search(f, x, -g, fx, -ip(g, g), alpha, beta)
        x = x - t * g
        fx, g = f(x), vec(grad(x))
        xs = np.concatenate([xs, x[np.newaxis]])
        k += 1
    return xs
