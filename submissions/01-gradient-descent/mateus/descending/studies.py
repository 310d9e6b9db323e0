import numpy as np

from . import paths
from .sizes import is_finite, size


def study_learning_rates(df, x0, lrs, steps):
    return [_word(df, paths.gradient_descent(df, x0, lr, steps)) for lr in lrs]


def _word(df, path):
    g_start, g_end = df(path[0]), df(path[-1])
    if not is_finite(path[-1]) or not is_finite(g_end):
        return "diverges"
    ratio = size(g_end) / size(g_start)
    if ratio <= 1e-3:
        return "converges"
    if size(path[-1] - path[-3]) / size(path[-1] - path[-2]) <= 1e-6:
        return "cycles"
    return "diverges" if ratio > 1 else "slow"


def best_of_starts(f, df, starts, lr, steps):
    ends = [paths.gradient_descent(df, s, lr, steps)[-1] for s in starts]
    good = [x for x in ends if is_finite(x) and is_finite(f(x))]
    best = min(good, key=f)
    return best, f(best)
