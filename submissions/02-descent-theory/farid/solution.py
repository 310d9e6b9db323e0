# grader assignment: 02-descent-theory
"""Closures and lambdas."""

import math
from functools import partial, reduce
from itertools import count, pairwise

import numpy as np

array = partial(np.array, dtype=float)
square = lambda v: float(np.sum(np.square(v)))
spectrum = lambda H: np.linalg.eigh(array(H))[0]
between = lambda x, y: lambda s: s * array(x) + (1 - s) * array(y)

lipschitz_step = lambda H: 1 / max(map(abs, spectrum(H)))
strong_convexity_factor = lambda H: (lambda e: 1 - e[0] / e[-1])(spectrum(H))
convergence_bound = lambda L, x0, x_star, t: (
    2 * L * square(array(x0) - array(x_star)) / (t + 4)
)
exact_step_quadratic = lambda A, b, x, direction: (
    lambda A, r, d: r @ d / (d @ A @ d)
)(array(A), array(b) - array(A) @ array(x), array(direction))


def bowl(f, grad, x, L):
    """The quadratic bound, as a function of the step."""
    value, slope = f(x), array(grad(x))
    return lambda s: value + np.sum(slope * s) + L / 2 * square(s)


quadratic_upper_bound = lambda f, grad, x, y, L: bowl(f, grad, array(x), L)(
    array(y) - array(x)
)


def descent_lemma_holds(f, grad, path, L):
    # The promise is the bowl's value at its lowest point, x - ∇f(x)/L.
    def lowest(x):
        return bowl(f, grad, x, L)(-array(grad(x)) / L)

    return all(
        f(y) <= lowest(x) + 1e-9 * max(1, abs(f(x))) for x, y in pairwise(array(path))
    )


def good_enough(f, grad, x, d, alpha):
    value, slope = f(x), float(np.sum(array(grad(x)) * d))

    def judge(t):
        trial = f(x + t * d)
        return math.isfinite(trial) and trial <= value + alpha * t * slope

    return judge


def backtracking(f, grad, x, direction, alpha, beta):
    judge = good_enough(f, grad, array(x), array(direction), alpha)
    return next(filter(judge, (beta**k for k in count())))


def descent_with_backtracking(f, grad, x0, alpha, beta, eps, max_steps):
    def extend(path, _):
        g = array(grad(path[-1]))
        if math.sqrt(square(g)) <= eps:
            return path
        t = backtracking(f, grad, path[-1], -g, alpha, beta)
        return [*path, path[-1] - t * g]

    return np.array(reduce(extend, range(max_steps), [array(x0)]))


def violates_convexity(f, x, y, n):
    point, fx, fy = between(x, y), f(array(x)), f(array(y))
    slack = 1e-9 * max(1, abs(fx), abs(fy))
    above = lambda s: f(point(s)) > s * fx + (1 - s) * fy + slack
    return next(filter(above, (k / (n + 1) for k in range(1, n + 1))), None)


segment_inside = lambda contains, x, y, n: all(
    map(contains, map(between(x, y), np.linspace(0, 1, n)))
)
