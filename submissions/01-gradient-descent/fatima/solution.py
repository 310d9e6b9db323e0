# grader assignment: 01-gradient-descent
from functools import partial, reduce

import numpy as np


def updater(grad, lr):
    def update(x):
        return x - lr * np.asarray(grad(x))

    return update


def remember(update):
    def step(points, _):
        return points + [update(points[-1])]

    return step


gradient_descent = lambda grad, x0, lr, steps: np.stack(
    reduce(remember(updater(grad, lr)), range(steps), [np.asarray(x0, dtype=float)[()]])
)


def stopping(small):
    def descend(df, x0, lr, eps, max_steps):
        update = updater(df, lr)
        points = [float(x0)]
        for _ in range(max_steps):
            if small(df(points[-1]), eps):
                break
            points = points + [update(points[-1])]
        return np.array(points)

    return descend


gradient_descent_1d = stopping(lambda slope, eps: slope * np.sign(slope) < eps)

values_along = lambda f, path: np.array(list(map(f, path)))


def make_study(rules, otherwise):
    def study(df, x0, lrs, steps):
        def word(lr):
            p = gradient_descent(df, x0, lr, steps)
            facts = dict(p=p, a=df(p[0]), z=df(p[-1]))
            return next((w for w, rule in rules if rule(**facts)), otherwise)

        return list(map(word, lrs))

    return study


size = lambda v: np.sqrt(np.sum(np.abs(v) ** 2))
ok = lambda *vs: all(np.all(np.isfinite(v)) for v in vs)

study_learning_rates = make_study(
    [
        ("diverges", lambda p, a, z: not ok(p[-1], z)),
        ("converges", lambda p, a, z: 1e3 * size(z) <= size(a)),
        ("cycles", lambda p, a, z: 1e6 * size(p[-1] - p[-3]) <= size(p[-1] - p[-2])),
        ("diverges", lambda p, a, z: size(z) > size(a)),
    ],
    "slow",
)


def best_of_starts(f, df, starts, lr, steps):
    end = lambda s: gradient_descent(df, s, lr, steps)[-1]
    pairs = [(x, f(x)) for x in map(end, starts) if ok(x)]
    return min((p for p in pairs if ok(p[1])), key=lambda p: p[1])


def along(f, x, h, i):
    e = np.zeros(np.shape(x))
    e[i] = h
    return (f((x + e)[()]) - f((x - e)[()])) / (2 * h)


def numerical_gradient(f, x):
    x = np.asarray(x, dtype=float)
    slope = partial(along, f, x, 1e-6)
    return np.array([slope(i) for i in np.ndindex(x.shape)]).reshape(x.shape)


def gradient_check(f, grad, x):
    n = numerical_gradient(f, x)
    off = np.abs(grad(x) - n)
    return np.where(np.abs(n) > 1, off / np.maximum(np.abs(n), 1), off).max()
