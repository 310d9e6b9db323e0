# grader assignment: 01-gradient-descent
"""Generators all the way down."""
from itertools import accumulate, islice, repeat, takewhile, tee

import numpy as np


def descending(grad, x, lr):
    x = np.array(x, dtype=float)[()]
    while True:
        yield x
        x = x - lr * np.asarray(grad(x))[()]


def gradient_descent(grad, x0, lr, steps):
    return np.array(list(islice(descending(grad, x0, lr), steps + 1)))


def gradient_descent_1d(df, x0, lr, eps, max_steps):
    def points():
        for x in islice(descending(df, x0, lr), max_steps + 1):
            yield x
            if abs(df(x)) < eps:
                return

    return np.array(list(points()))


def values_along(f, path):
    return np.array([*(f(x) for x in path)])


def words(df, x0, lrs, steps):
    for lr in lrs:
        *_, c, b, a = islice(descending(df, x0, lr), steps + 1)
        g0, g = (np.ravel(df(np.array(p, dtype=float)[()])) for p in (x0, a))
        a, b, c = map(np.ravel, (a, b, c))
        n = np.linalg.norm
        if not np.isfinite([*a, *g]).all():
            yield "diverges"
        elif n(g) <= 1e-3 * n(g0):
            yield "converges"
        elif n(a - c) <= 1e-6 * n(a - b):
            yield "cycles"
        else:
            yield "diverges" if n(g) > n(g0) else "slow"


def study_learning_rates(df, x0, lrs, steps):
    return tuple(words(df, x0, lrs, steps))


def candidates(f, df, starts, lr, steps):
    for s in starts:
        end = next(islice(descending(df, s, lr), steps, None))
        if np.isfinite(end).all() and np.isfinite(value := f(end)):
            yield end, value


def best_of_starts(f, df, starts, lr, steps):
    *_, best = accumulate(
        candidates(f, df, starts, lr, steps), lambda p, q: q if q[1] < p[1] else p
    )
    return best


def neighbours(x, h):
    for i in np.ndindex(x.shape):
        for sign in (1, -1):
            y = x.copy()
            y[i] += sign * h
            yield y[()]


def numerical_gradient(f, x):
    x, h = np.array(x, dtype=float), 1e-4
    values = np.array([f(y) for y in neighbours(x, h)])
    return ((values[::2] - values[1::2]) / (2 * h)).reshape(x.shape)


def gradient_check(f, grad, x):
    n = numerical_gradient(f, x)
    pairs = zip(np.ravel(grad(x)), np.ravel(n))
    return max(abs(g - m) / max(1, abs(m)) for g, m in pairs)
