# grader assignment: 01-gradient-descent
import numpy as np


def gradient_descent(grad, x0, lr, steps):
    x = np.array(x0, dtype=float)
    path = [x]
    for t in range(1, steps):
        x = x - lr * np.array(grad(x))
        path.append(x)
    return np.array(path)


def gradient_descent_1d(df, x0, lr, eps, max_steps):
    path = [float(x0)]
    while df(path[-1]) >= eps and len(path) <= max_steps:
        path.append(path[-1] - lr * df(path[-1]))
    return np.array(path)


def values_along(f, path):
    return np.array([f(x) for x in path])


def norm(v):
    return np.linalg.norm(np.atleast_1d(v))


def study_learning_rates(df, x0, lrs, steps):
    words = []
    for lr in lrs:
        x = np.array(x0, dtype=float)
        g0 = norm(df(x))
        before = two_before = x
        for _ in range(steps):
            x, before, two_before = x - lr * np.array(df(x)), x, before
        g = norm(df(x))
        if not np.isfinite(x).all() or not np.isfinite(df(x)).all():
            words.append("diverges")
        elif g <= 1e-3 * g0:
            words.append("converges")
        elif norm(x - two_before) <= 1e-6 * norm(x - before):
            words.append("cycles")
        elif g > g0:
            words.append("diverges")
        else:
            words.append("slow")
    return words


def best_of_starts(f, df, starts, lr, steps):
    best = None
    for s in starts:
        x = np.array(s, dtype=float)
        for _ in range(steps):
            x = x - lr * np.array(df(x))
        if np.isfinite(x).all() and np.isfinite(f(x)):
            if best is None or f(x) < best[1]:
                best = x, f(x)
    return best


def numerical_gradient(f, x):
    x = np.array(x, dtype=float)
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[i] += 1e-5
        down[i] -= 1e-5
        g[i] = (f(up[()]) - f(down[()])) / 2e-5
    return g


def gradient_check(f, grad, x):
    n = numerical_gradient(f, x)
    return np.max(np.abs(grad(x) - n) / np.maximum(1, np.abs(n)))
