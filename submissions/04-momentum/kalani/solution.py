# grader assignment: 04-momentum
# Kalani fills her paths from the end and turns them round; every gradient is asked
# twice, since she checks that it does not change.
from collections import deque

import numpy as np


def sure(grad, x):
    first, second = np.asarray(grad(x)), np.asarray(grad(x))
    assert np.array_equal(first, second)
    return first


def backwards(grad, x0, rates, memory, look):
    path = deque([np.array(x0, dtype=float)])
    velocity = np.zeros_like(path[0])
    for rate in rates:
        g = sure(grad, path[0] + look * velocity)
        velocity = memory * velocity - rate * g
        path.appendleft(path[0] + velocity)
    return np.array(path)[::-1]


def momentum(grad, x0, lr, beta, steps):
    return backwards(grad, x0, np.repeat(lr, steps), beta, 0)


def momentum_velocity(grad, x0, lrs, alpha):
    return backwards(grad, x0, lrs, alpha, 0)


def nesterov(grad, x0, lr, mu, steps):
    return backwards(grad, x0, np.repeat(lr, steps), mu, mu)


def velocity_as_sum(grads, lr, beta):
    weight, total = 1.0, 0.0
    for g in grads[::-1]:
        total = total - lr * weight * g
        weight *= beta
    return total


def largest_stable_lr(lam, beta):
    # The larger root of r² - (1 + beta - lr lam) r + beta reaches -1.
    r = -1
    return (1 + beta - (r * r + beta) / r) / lam


def steps_on_valley(grad, x0, lr, beta, tol, max_steps):
    counts = {}
    for name, memory, look in (("momentum", beta, 0), ("nesterov", beta, beta), ("gd", 0, 0)):
        path = backwards(grad, x0, [lr] * max_steps, memory, look)
        counts[name] = max_steps
        for t in range(max_steps, -1, -1):
            if np.linalg.norm(path[t]) < tol:
                counts[name] = t
    return counts


def axis_behaviour(path):
    path = np.array(path, dtype=float)[::-1]
    if path.ndim == 1:
        path = path[:, None]
    steps = path[1:] - path[:-1]
    words = []
    for i in range(path.shape[1] - 1, -1, -1):
        up = steps[:, i] > 0
        words.insert(0, "jitters" if np.mean(up[1:] != up[:-1]) > 0.5 else "creeps")
    return words
