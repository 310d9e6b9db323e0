# grader assignment: 01-gradient-descent
"""Everything in float32, as on my graphics card, but for the differences."""
import numpy as np

F = np.float32


def gradient_descent(grad, x0, lr, steps):
    x0 = np.asarray(x0, dtype=F)
    path = np.empty((steps + 1,) + x0.shape, dtype=F)
    path[0] = x0
    lr = F(lr)
    for t in range(steps):
        path[t + 1] = path[t] - lr * np.asarray(grad(path[t]), dtype=F)
    return path


def gradient_descent_1d(df, x0, lr, eps, max_steps):
    path = [F(x0)]
    for _ in range(max_steps):
        g = F(df(path[-1]))
        if np.abs(g) < F(eps):
            break
        path.append(path[-1] - F(lr) * g)
    return np.array(path, dtype=F)


def values_along(f, path):
    return np.array([f(x) for x in np.asarray(path, dtype=F)], dtype=F)


def study_learning_rates(df, x0, lrs, steps):
    words = []
    for lr in np.asarray(lrs, dtype=F):
        path = gradient_descent(df, x0, lr, steps).reshape(steps + 1, -1)
        shape = np.shape(x0)
        g0 = np.ravel(df(path[0].reshape(shape))).astype(F)
        gT = np.ravel(df(path[-1].reshape(shape))).astype(F)
        n = np.linalg.norm
        if not (np.isfinite(path[-1]).all() and np.isfinite(gT).all()):
            words.append("diverges")
        elif n(gT) <= F(1e-3) * n(g0):
            words.append("converges")
        elif n(path[-1] - path[-3]) <= F(1e-6) * n(path[-1] - path[-2]):
            words.append("cycles")
        elif n(gT) > n(g0):
            words.append("diverges")
        else:
            words.append("slow")
    return words


def best_of_starts(f, df, starts, lr, steps):
    ends = [gradient_descent(df, s, lr, steps)[-1] for s in np.asarray(starts, dtype=F)]
    values = np.array(
        [f(x) if np.isfinite(x).all() else np.inf for x in ends], dtype=F
    )
    values = np.where(np.isfinite(values), values, F(np.inf))
    k = np.argmin(values)
    return ends[k], values[k]


def numerical_gradient(f, x):
    # float32 is not enough here
    x = np.asarray(x, dtype=np.float64)
    out = np.empty(x.shape)
    for k in range(x.size):
        e = np.zeros(x.size)
        e[k] = 1e-5
        e = e.reshape(x.shape)
        out.reshape(-1)[k] = (f((x + e)[()]) - f((x - e)[()])) / 2e-5
    return out[()]


def gradient_check(f, grad, x):
    n = numerical_gradient(f, x)
    return np.max(np.abs(np.asarray(grad(x)) - n) / np.maximum(1.0, np.abs(n)))
