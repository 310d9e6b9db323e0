import numpy as np

from .descent import momentum, nesterov


def steps_on_valley(grad, x0, lr, beta, tol, max_steps):
    runs = {
        "gd": momentum(grad, x0, lr, 0.0, max_steps),
        "momentum": momentum(grad, x0, lr, beta, max_steps),
        "nesterov": nesterov(grad, x0, lr, beta, max_steps),
    }
    return {name: _arrival(run, tol, max_steps) for name, run in runs.items()}


def _arrival(run, tol, otherwise):
    for t, x in enumerate(run):
        if np.linalg.norm(x) < tol:
            return t
    return otherwise


def axis_behaviour(path):
    path = np.asarray(path, dtype=float)
    steps = np.diff(path.reshape(len(path), -1), axis=0)
    flips = (steps[1:] * steps[:-1] < 0).sum(axis=0)
    return ["jitters" if n > len(steps[1:]) / 2 else "creeps" for n in flips]
