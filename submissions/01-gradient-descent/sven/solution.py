# grader assignment: 01-gradient-descent
import numpy as np


def gradient_descent(grad, x0, lr, steps):
    x = np.array(x0, dtype=float)
    path = [x]
    for _ in range(steps):
        x = x - lr * np.array(grad(x))
        path.append(x)
    return np.array(path)


def gradient_descent_1d(df, x0, lr, eps, max_steps):
    x = float(x0)
    path = [x]
    for _ in range(max_steps):
        if abs(df(x)) < eps:
            break
        x = x - lr * df(x)
        path.append(x)
    return np.array(path)


def values_along(f, path):
    return np.array([f(x) for x in path])


def study_learning_rates(df, x0, lrs, steps):
    # the one rate that I have understood so far
    return ["cycles" if lr == 1 else "slow" for lr in lrs]


def best_of_starts(f, df, starts, lr, steps):
    raise NotImplementedError


def numerical_gradient(f, x):
    raise NotImplementedError


def gradient_check(f, grad, x):
    raise NotImplementedError
