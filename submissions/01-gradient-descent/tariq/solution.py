# grader assignment: 01-gradient-descent
import numpy as np
from numpy.linalg import norm


def gradient_descent(grad, x0, lr, steps):
    xs = [np.array(x0, dtype=float)]
    for _ in range(steps):
        xs.append(xs[-1] - lr * np.array(grad(xs[-1])))
    return np.array(xs)


def gradient_descent_1d(df, x0, lr, eps, max_steps):
    xs = [float(x0)]
    for _ in range(max_steps):
        if abs(df(xs[-1])) < eps:
            break
        xs.append(xs[-1] - lr * df(xs[-1]))
    return np.array(xs)


def values_along(f, path):
    # numpy does all points at once, no loop needed
    return np.array(f(np.array(path, dtype=float)))


def study_learning_rates(df, x0, lrs, steps):
    def word(lr):
        p = gradient_descent(df, x0, lr, steps)
        a, b = norm(np.ravel(df(p[0]))), norm(np.ravel(df(p[-1])))
        if not np.isfinite(p[-1]).all() or not np.isfinite(b):
            return "diverges"
        if b <= 1e-3 * a:
            return "converges"
        if norm(np.ravel(p[-1] - p[-3])) <= 1e-6 * norm(np.ravel(p[-1] - p[-2])):
            return "cycles"
        return "diverges" if b > a else "slow"

    return [word(lr) for lr in lrs]


def best_of_starts(f, df, starts, lr, steps):
    ends = [gradient_descent(df, s, lr, steps)[-1] for s in starts]
    values = [f(e) if np.isfinite(e).all() else np.inf for e in ends]
    values = np.where(np.isfinite(values), values, np.inf)
    k = values.argmin()
    return ends[k], values[k]


def numerical_gradient(f, x):
    x = np.array(x, dtype=float)
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[i] = 1e-5
        g[i] = (f((x + e)[()]) - f((x - e)[()])) / 2e-5
    return g


def gradient_check(f, grad, x):
    numeric = np.ravel(numerical_gradient(f, x))
    analytic = np.ravel(grad(x))
    return norm(analytic - numeric) / (norm(analytic) + norm(numeric))
