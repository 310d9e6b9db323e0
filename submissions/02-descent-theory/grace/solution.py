# grader assignment: 02-descent-theory
"""Generators: of steps, of trials, of points."""

import itertools
import math

import numpy as np


def _f(x):
    return np.array(x, dtype=np.float64)


def lipschitz_step(H):
    # The roots of the characteristic polynomial.
    return 1.0 / np.abs(np.roots(np.poly(_f(H)))).max()


def strong_convexity_factor(H):
    roots = np.sort(np.roots(np.poly(_f(H))).real)
    # Where all are equal, roots are poor; then there is no polynomial to solve.
    H = _f(H)
    if np.allclose(H, H[0, 0] * np.eye(len(H))):
        return 0.0
    return 1.0 - roots[0] / roots[-1]


def quadratic_upper_bound(f, grad, x, y, L):
    x, step = _f(x), _f(y) - _f(x)
    return f(x) + np.dot(np.ravel(grad(x)), np.ravel(step)) + L * np.sum(step * step) / 2


def promises(f, grad, path, L):
    for x, after in itertools.pairwise(path):
        value = f(x)
        g = np.ravel(grad(x))
        yield f(after), value - g @ g / (2 * L) + 1e-9 * max(1.0, abs(value))


def descent_lemma_holds(f, grad, path, L):
    for got, at_most in promises(f, grad, _f(path), L):
        if not got <= at_most:
            return False
    else:
        return True


def convergence_bound(L, x0, x_star, t):
    return 2 * L / (t + 4) * math.dist(np.ravel(x0), np.ravel(x_star)) ** 2


def trials(f, x, d, beta):
    """Yield steps, where they lead, and the value there."""
    t = 1.0
    while True:
        yield t, x + t * d, f(x + t * d)
        t *= beta


def accepted(f, grad, x, d, alpha, beta):
    slope, here = np.dot(np.ravel(grad(x)), np.ravel(d)), f(x)
    for t, z, there in trials(f, x, d, beta):
        if math.isfinite(there) and (there - here) / t <= alpha * slope:
            return t, z


def backtracking(f, grad, x, direction, alpha, beta):
    return accepted(f, grad, _f(x), _f(direction), alpha, beta)[0]


def exact_step_quadratic(A, b, x, direction):
    A, b, x, d = map(_f, (A, b, x, direction))
    # The parabola through three points of the line has its vertex there.
    q = [0.5 * z @ A @ z - b @ z for z in (x - d, x, x + d)]
    return (q[0] - q[2]) / (2 * (q[0] - 2 * q[1] + q[2]))


def walk(f, grad, x, alpha, beta, eps):
    while True:
        yield x
        g = _f(grad(x))
        if math.hypot(*np.ravel(g)) <= eps:
            return
        _, x = accepted(f, grad, x, -g, alpha, beta)


def descent_with_backtracking(f, grad, x0, alpha, beta, eps, max_steps):
    points = walk(f, grad, _f(x0), alpha, beta, eps)
    return np.array(list(itertools.islice(points, max_steps + 1)))


def violations(f, x, y, n):
    fx, fy = f(x), f(y)
    for theta in np.linspace(0, 1, n + 2)[1:-1]:
        chord = theta * fx + (1 - theta) * fy
        if f(theta * x + (1 - theta) * y) - chord > 1e-9 * max(1, abs(fx), abs(fy)):
            yield theta


def violates_convexity(f, x, y, n):
    return next(violations(f, _f(x), _f(y), n), None)


def segment_inside(contains, x, y, n):
    x, y = _f(x), _f(y)
    outside = (s for s in np.linspace(0, 1, n) if not contains(y + s * (x - y)))
    return next(outside, None) is None
