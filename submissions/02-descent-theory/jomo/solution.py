# grader assignment: 02-descent-theory
"""No loops: everything calls itself."""

import numpy as np


def vector(x):
    return np.array(x, dtype=np.float64)


def power_iteration(A, v, rounds):
    if rounds == 0:
        return v @ A @ v
    w = A @ v
    return power_iteration(A, w / np.sqrt(w @ w), rounds - 1)


def largest_square(H):
    # Of H², so that signs do not matter; squared nine times, it converges fast.
    def squared(A, times):
        A = A / np.abs(A).max()
        return A if times == 0 else squared(A @ A, times - 1)

    start = squared(H @ H, 9) @ np.array([1.0, 0.7, 0.3, 0.9][: len(H)])
    return power_iteration(H @ H, start / np.sqrt(start @ start), 60)


def lipschitz_step(H):
    return 1 / np.sqrt(largest_square(vector(H)))


def strong_convexity_factor(H):
    H = vector(H)
    return 1 - 1 / np.sqrt(largest_square(H) * largest_square(np.linalg.inv(H)))


def dot(v, w):
    v, w = np.atleast_1d(v), np.atleast_1d(w)
    return 0.0 if len(v) == 0 else v[0] * w[0] + dot(v[1:], w[1:])


def quadratic_upper_bound(f, grad, x, y, L):
    x, y = vector(x), vector(y)
    return f(x) + dot(grad(x), y - x) + L * dot(y - x, y - x) / 2


def descent_lemma_holds(f, grad, path, L):
    path = vector(path)
    if len(path) < 2:
        return True
    before, g = f(path[0]), grad(path[0])
    limit = before - dot(g, g) / (2 * L) + 1e-9 * max(1, abs(before))
    return bool(f(path[1]) <= limit) and descent_lemma_holds(f, grad, path[1:], L)


def convergence_bound(L, x0, x_star, t):
    way = vector(x0) - vector(x_star)
    return 2 * L * dot(way, way) / (t + 4)


def backtracking(f, grad, x, direction, alpha, beta):
    x, d = vector(x), vector(direction)
    here, slope = f(x), dot(grad(x), d)

    def shorter(t):
        there = f(x + t * d)
        good = np.isfinite(there) and there <= here + alpha * t * slope
        return t if good else shorter(t * beta)

    return shorter(1.0)


def exact_step_quadratic(A, b, x, direction):
    A, b, x, d = vector(A), vector(b), vector(x), vector(direction)
    return dot(b - A @ x, d) / dot(d, A @ d)


def descent_with_backtracking(f, grad, x0, alpha, beta, eps, max_steps):
    def onward(x, left):
        g = vector(grad(x))
        if left == 0 or dot(g, g) ** 0.5 <= eps:
            return [x]
        t = backtracking(f, grad, x, -g, alpha, beta)
        return [x, *onward(x - t * g, left - 1)]

    return np.array(onward(vector(x0), max_steps))


def violates_convexity(f, x, y, n):
    x, y = vector(x), vector(y)
    fx, fy = f(x), f(y)
    slack = 1e-9 * max(1, abs(fx), abs(fy))

    def from_(k):
        if k > n:
            return None
        s = k / (n + 1)
        above = f(s * x + (1 - s) * y) > s * fx + (1 - s) * fy + slack
        return s if above else from_(k + 1)

    return from_(1)


def segment_inside(contains, x, y, n):
    x, y = vector(x), vector(y)

    def from_(k):
        s = k / (n - 1)
        here = contains(s * x + (1 - s) * y)
        return bool(here) and (k == n - 1 or from_(k + 1))

    return from_(0)
