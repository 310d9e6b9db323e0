# grader assignment: 01-gradient-descent
import numpy as np


def gradient_descent(grad, x0, lr, steps):
    x = np.array(x0, dtype=float)
    path = [x]
    for _ in range(steps):
        x = x - lr * np.asarray(grad(x))
        path.append(x)
    return np.array(path)


def gradient_descent_1d(df, x0, lr, eps, max_steps):
    x = float(x0)
    path = [x]
    for _ in range(max_steps):
        slope = df(x)
        if abs(slope) < eps:
            break
        x = x - lr * slope
        path.append(x)
    return np.array(path)


def values_along(f, path):
    return np.array([f(x) for x in path])


def study_learning_rates(df, x0, lrs, steps):
    words = []
    for lr in lrs:
        path = gradient_descent(df, x0, lr, steps)
        g0 = np.linalg.norm(np.atleast_1d(df(path[0])))
        g_end = df(path[-1])
        if not np.all(np.isfinite(path[-1])) or not np.all(np.isfinite(g_end)):
            words.append("diverges")
            continue
        g = np.linalg.norm(np.atleast_1d(g_end))
        back = np.linalg.norm(np.atleast_1d(path[-1] - path[-3]))
        step = np.linalg.norm(np.atleast_1d(path[-1] - path[-2]))
        if g <= 1e-3 * g0:
            words.append("converges")
        elif back <= 1e-6 * step:
            words.append("cycles")
        elif g > g0:
            words.append("diverges")
        else:
            words.append("slow")
    return words


def best_of_starts(f, df, starts, lr, steps):
    best_x, best_value = None, np.inf
    for s in starts:
        x = gradient_descent(df, s, lr, steps)[-1]
        if not np.all(np.isfinite(x)):
            continue
        value = f(x)
        if np.isfinite(value) and value < best_value:
            best_x, best_value = x, value
    return best_x, best_value


def numerical_gradient(f, x):
    x = np.array(x, dtype=float)
    if x.ndim == 0:
        h = 1e-5
        return (f(float(x) + h) - f(float(x) - h)) / (2 * h)
    g = np.zeros_like(x)
    h = 1e-5
    for i in np.ndindex(x.shape):
        old = x[i]
        x[i] = old + h
        up = f(x)
        x[i] = old - h
        down = f(x)
        x[i] = old
        g[i] = (up - down) / (2 * h)
    return g


def gradient_check(f, grad, x):
    n = np.asarray(numerical_gradient(f, x))
    g = np.asarray(grad(x))
    return float(np.max(np.abs(g - n) / np.maximum(1, np.abs(n))))
