# grader assignment: 01-gradient-descent
import numpy as np


def gradient_descent(grad, x0, lr, steps):
    path = [np.array(x0, dtype=float)]
    for _ in range(steps):
        path.append(path[-1] - lr * np.array(grad(path[-1])))
    return np.array(path)


def gradient_descent_1d(df, x0, lr, eps, max_steps):
    path = [float(x0)]
    for _ in range(max_steps):
        if abs(df(path[-1])) < eps:
            break
        path.append(path[-1] - lr * df(path[-1]))
    return np.array(path)


def values_along(f, path):
    return np.array([f(point) for point in path])


TOL = 0.001


def study_learning_rates(df, x0, lrs, steps):
    words = []
    for lr in lrs:
        path = gradient_descent(df, x0, lr, steps)
        slope_start = np.linalg.norm(np.ravel(df(path[0])))
        slope_end = np.linalg.norm(np.ravel(df(path[-1])))
        jump = np.linalg.norm(np.ravel(path[-1] - path[-2]))
        gap = np.linalg.norm(np.ravel(path[-1] - path[-3]))
        if not (np.isfinite(path[-1]).all() and np.isfinite(slope_end)):
            words.append("diverges")
        elif slope_end <= TOL:  # the slope has all but vanished
            words.append("converges")
        elif gap <= 1e-6 * jump:
            words.append("cycles")
        elif slope_end > slope_start:
            words.append("diverges")
        else:
            words.append("slow")
    return words


def best_of_starts(f, df, starts, lr, steps):
    winner, lowest = None, float("inf")
    for start in starts:
        end = gradient_descent(df, start, lr, steps)[-1]
        if np.isfinite(end).all() and np.isfinite(f(end)) and f(end) <= lowest:
            winner, lowest = end, f(end)
    return winner, lowest


def numerical_gradient(f, x):
    x = np.array(x, dtype=float)
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[i] = 1e-5
        g[i] = (f((x + e)[()]) - f((x - e)[()])) / 2e-5
    return g


def gradient_check(f, grad, x):
    n = numerical_gradient(f, x)
    return np.max(np.abs(grad(x) - n) / np.maximum(1, np.abs(n)))
