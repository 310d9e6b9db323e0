# grader assignment: 01-gradient-descent
# Paths are built from their end, as on a stack, and turned round once.
from collections import deque

import numpy as np


def gradient_descent(grad, x0, lr, steps):
    stack = deque([np.array(x0, dtype=float)])
    for _ in range(steps):
        stack.appendleft(stack[0] - lr * np.array(grad(stack[0])))
    return np.flip(np.array(stack), axis=0)


def gradient_descent_1d(df, x0, lr, eps, max_steps):
    stack = np.array([x0], dtype=float)
    slope = df(x0)
    while not abs(slope) < eps and stack.size <= max_steps:
        stack = np.insert(stack, 0, stack[0] - lr * slope)
        slope = df(stack[0])
    return stack[::-1]


def values_along(f, path):
    values = []
    for t in range(len(path) - 1, -1, -1):
        values.insert(0, f(path[t]))
    return np.array(values)


def study_learning_rates(df, x0, lrs, steps):
    words = deque()
    for lr in reversed(list(lrs)):
        last, before, earlier = gradient_descent(df, x0, lr, steps)[: -4 : -1]
        g0, gT = np.array(df(np.array(x0, float)[()])), np.array(df(last))
        size = lambda v: np.sqrt(np.sum(np.square(v)))
        word = "slow"
        if size(gT) > size(g0):
            word = "diverges"
        if size(last - earlier) <= 1e-6 * size(last - before):
            word = "cycles"
        if size(gT) <= 1e-3 * size(g0):
            word = "converges"
        if not (np.isfinite(last).all() and np.isfinite(gT).all()):
            word = "diverges"
        words.appendleft(word)
    return list(words)


def best_of_starts(f, df, starts, lr, steps):
    x, value = None, np.inf
    for s in starts[::-1]:
        end = gradient_descent(df, s, lr, steps)[-1]
        here = f(end) if np.isfinite(end).all() else np.inf
        # <= because we come from the end: the earlier start has to win
        if np.isfinite(here) and here <= value:
            x, value = end, here
    return x, value


def numerical_gradient(f, x):
    x = np.array(x, dtype=float)
    g = np.zeros(x.shape)
    for i in reversed(list(np.ndindex(x.shape))):
        back, forth = x.copy(), x.copy()
        back[i] -= 3e-5
        forth[i] += 3e-5
        g[i] = (f(forth[()]) - f(back[()])) / 6e-5
    return g


def gradient_check(f, grad, x):
    n = numerical_gradient(f, x)
    return float(sorted((np.abs(grad(x) - n) / np.maximum(1, np.abs(n))).ravel())[-1])
