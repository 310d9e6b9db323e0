# grader assignment: 10-convex
"""Recursions and generators."""

import itertools

import numpy as np


def violations(f, sample, rng):
    """Endless: for each new segment, whether it violates convexity."""
    while True:
        x, y = (np.asarray(sample(int(rng.integers(2**31)))) for _ in "xy")
        fx, fy = f(x), f(y)
        yield any(
            f(k / 16 * x + (1 - k / 16) * y)
            > k / 16 * fx + (1 - k / 16) * fy + 1e-9 * max(1, abs(fx), abs(fy))
            for k in (8, 4, 12, 1, 15)
        )


def is_convex(f, sample, n, rng):
    return not any(itertools.islice(violations(f, sample, rng), n))


def log_barrier(G, h, x):
    def rows(k):
        """Value, gradient and Hessian of the rows from k on."""
        if k == len(h):
            return 0.0, np.zeros(len(x)), np.zeros((len(x), len(x)))
        value, gradient, hessian = rows(k + 1)
        s = h[k] - G[k] @ x
        if s <= 0:
            return np.inf, gradient * np.nan, hessian * np.nan
        return value - np.log(s), gradient + G[k] / s, hessian + np.outer(G[k], G[k]) / s**2

    return rows(0)


def newton(c, G, h, x, t):
    """Yield the points of Newton's method and their decrements."""

    def shorter(s, d, start, slope):
        if log_barrier(G, h, x + s * d)[0] + t * (c @ (x + s * d)) <= start + 0.2 * s * slope:
            return s
        return shorter(s / 2, d, start, slope)

    while True:
        value, gradient, hessian = log_barrier(G, h, x)
        r = gradient + t * np.asarray(c)
        d = np.linalg.lstsq(hessian, -r, rcond=None)[0]
        decrement = np.sqrt(abs(r @ d))
        yield x, decrement
        s = 1.0 if decrement < 0.25 else shorter(1.0, d, value + t * (c @ x), r @ d)
        x = x + s * d


def centre(c, G, h, x, t):
    return next(x for x, size in newton(c, G, h, x, t) if size < 1e-3)


def walk(c, G, h, x, ts):
    for t in ts:
        x = centre(c, G, h, x, t)
        yield x


def central_path(c, G, h, x0, ts):
    return list(walk(c, G, h, 1.0 * x0, ts))


def barrier_method(c, G, h, x0, t0, mu, eps):
    x = centre(c, G, h, 1.0 * x0, t0)
    if len(h) / t0 < eps:
        return x
    return barrier_method(c, G, h, x, mu * t0, mu, eps)


def equality_newton_step(H, g, A):
    # In a basis Z of the directions that A allows; w is what is left over.
    Z = np.linalg.svd(A)[2][len(A) :].T
    d = Z @ np.linalg.solve(Z.T @ H @ Z, -Z.T @ g)
    return d, np.linalg.lstsq(A.T, -(H @ d + g), rcond=None)[0]


def dual_value(c, G, h, lam):
    if any(each < 0 for each in lam):
        return -np.inf
    if np.hypot.reduce(G.T @ lam + c) > 1e-9 * max(1, np.hypot.reduce(1.0 * c)):
        return -np.inf
    return -sum(a * b for a, b in zip(h, lam))


def numbers(c, G, h, x, lam):
    for row, level, multiplier in zip(G, h, lam):
        slack = level - row @ x
        yield max(-slack, 0)
        yield max(-multiplier, 0)
        yield abs(multiplier * slack)
    yield from abs(c + G.T @ lam)


def kkt_residual(c, G, h, x, lam):
    return max(numbers(c, G, h, x, lam))


def nonnegative_least_squares(A, b):
    """Try all sets of positive entries, and keep the best."""

    def supports(n):
        if n == 0:
            yield ()
            return
        for rest in supports(n - 1):
            yield rest
            yield (*rest, n - 1)

    def candidates():
        for support in map(list, supports(A.shape[1])):
            x = np.zeros(A.shape[1])
            if support:
                x[support] = np.linalg.lstsq(A[:, support], b, rcond=None)[0]
            if (x >= 0).all():
                yield x

    return min(candidates(), key=lambda x: np.linalg.norm(A @ x - b))
