"""The walk that known mistakes share."""

import numpy as np


def follow(grad, x0, steps, update, state=0.0):
    """Return the path of a rule: update(g, state, t) gives a step and the new state."""
    x = np.array(x0, dtype=float)
    points = [x]
    for t in range(1, steps + 1):
        step, state = update(np.asarray(grad(x), dtype=float), state, t)
        x = x + step
        points.append(x)
    return np.array(points)


def average(old, new, decay):
    """Return the decaying average."""
    return decay * old + (1 - decay) * new
