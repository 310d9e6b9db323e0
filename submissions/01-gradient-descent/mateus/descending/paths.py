import numpy as np


def gradient_descent(grad, x0, lr, steps):
    points = [np.array(x0, dtype=float)]
    for t in range(steps):
        points.append(points[t] - lr * np.array(grad(points[t])))
    return np.array(points)


def gradient_descent_1d(df, x0, lr, eps, max_steps):
    points = [float(x0)]
    while abs(df(points[-1])) >= eps and len(points) < max_steps + 1:
        points.append(points[-1] - lr * df(points[-1]))
    return np.array(points)


def values_along(f, path):
    return np.array([float(f(x)) for x in path])
