# grader assignment: 01-gradient-descent
import logging

import numpy as np
import numpy.typing as npt

log = logging.getLogger(__name__)
Point = npt.NDArray[np.float64]


def gradient_descent(grad, x0, lr, steps, momentum=0.0, callback=None, verbose=False):
    """With more knobs than asked for; all of them are off."""
    x: Point = np.asarray(x0, dtype=float).copy()
    velocity = np.zeros_like(x)
    path = np.full((steps + 1, *x.shape), np.nan)
    path[0] = x
    for t in range(1, steps + 1):
        velocity = momentum * velocity - lr * np.asarray(grad(path[t - 1]))
        path[t] = path[t - 1] + velocity
        if callback is not None:
            callback(t, path[t])
        if verbose:
            log.info("update %d: %s", t, path[t])
    return path


def gradient_descent_1d(df, x0, lr, eps, max_steps, *, verbose=False, **ignored):
    buffer = np.zeros(max_steps + 1)
    buffer[0] = x0
    used = 0
    while used < max_steps and not np.abs(df(buffer[used])) < eps:
        buffer[used + 1] = buffer[used] - lr * df(buffer[used])
        used += 1
    if verbose:
        print("stopped after", used, "updates")
    return buffer[: used + 1].copy()


def values_along(f, path, dtype=float):
    path = np.asarray(path, dtype=dtype)
    values = np.empty(path.shape[0], dtype=dtype)
    for t, x in enumerate(path):
        values[t] = f(x)
    return values


def study_learning_rates(df, x0, lrs, steps, converged=1e-3, returned=1e-6):
    def size(v):
        return np.max(np.abs(v)) * np.sqrt(
            np.sum((v / max(np.max(np.abs(v)), 1e-300)) ** 2)
        )

    verdicts = {}
    for k, lr in enumerate(lrs):
        path = gradient_descent(df, x0, lr, steps)
        g0, gT = np.asarray(df(path[0])), np.asarray(df(path[-1]))
        if np.isnan(path[-1]).any() or np.isinf(path[-1]).any() or not np.all(np.isfinite(gT)):
            verdicts[k] = "diverges"
        elif size(gT) <= converged * size(g0):
            verdicts[k] = "converges"
        elif size(path[-1] - path[-3]) <= returned * size(path[-1] - path[-2]):
            verdicts[k] = "cycles"
        elif size(gT) > size(g0):
            verdicts[k] = "diverges"
        else:
            verdicts[k] = "slow"
    return [verdicts[k] for k in sorted(verdicts)]


def best_of_starts(f, df, starts, lr, steps, key=None):
    ends = np.array([gradient_descent(df, s, lr, steps)[-1] for s in starts])
    values = np.full(len(ends), np.nan)
    for k, end in enumerate(ends):
        if np.all(np.isfinite(end)):
            values[k] = f(end)
    values[np.isinf(values)] = np.nan
    k = np.nanargmin(values)
    return ends[k], values[k]


def numerical_gradient(f, x, h=None):
    """The step is a share of the coordinate, but never 0."""
    x = np.asarray(x, dtype=float)
    root = np.finfo(float).eps ** (1 / 3)
    h = root * np.maximum(np.abs(x), 1.0) if h is None else np.full(x.shape, h)
    g = np.empty(x.shape)
    for i in np.ndindex(*x.shape):
        e = np.zeros(x.shape)
        e[i] = h[i]
        width = (x + e)[i] - (x - e)[i]
        g[i] = (f(x + e) - f(x - e)) / width
    return g.item() if g.ndim == 0 else g


def gradient_check(f, grad, x, h=1e-5):
    n = np.asarray(numerical_gradient(f, x, h))
    return np.amax(np.abs(grad(np.asarray(x, dtype=float)) - n) / np.fmax(1, np.abs(n)))
