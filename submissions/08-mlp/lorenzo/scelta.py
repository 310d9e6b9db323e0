import itertools

import numpy as np


def early_stopping(errors, patience):
    best = 0
    for e in range(len(errors)):
        if errors[e] < errors[best]:
            best = e
        if e - best >= patience:
            return e, best
    return len(errors) - 1, best


def grid_search(evaluate, grid):
    best, smallest = None, np.inf
    for values in itertools.product(*grid.values()):
        configuration = dict(zip(grid.keys(), values))
        error = evaluate(configuration)
        if error < smallest:
            best, smallest = configuration, error
    return best, smallest


def random_search(evaluate, sample, n, rng):
    best, smallest = None, np.inf
    for t in range(n):
        configuration = sample(rng.integers(2**31))
        error = evaluate(configuration)
        if error < smallest:
            best, smallest = configuration, error
    return best, smallest


def split(n, fractions, rng):
    order = rng.permutation(n)
    parts, start = [], 0
    for f in fractions[:-1]:
        size = round(f * n)
        parts.append(order[start : start + size])
        start += size
    parts.append(order[start:])
    return parts


def bias_variance(predictions, truth):
    mean = np.mean(predictions, axis=0)
    bias = np.mean((mean - truth) ** 2)
    variance = np.mean((predictions - mean) ** 2)
    return bias, variance, bias + variance
