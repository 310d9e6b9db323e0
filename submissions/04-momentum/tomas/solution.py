# grader assignment: 04-momentum
"""Tomás handed in what he had at midnight."""
import numpy as np


def momentum(grad, x0, lr, beta, steps):
    x = np.array(x0, dtype=float)
    v = np.zeros_like(x)
    path = [x]
    for _ in range(steps):
        v = beta * v + grad(x)
        x = x - lr * v
        path.append(x)
    return np.array(path)


def momentum_velocity(grad, x0, lrs, alpha):
    """Return the path of momentum with the rate inside the velocity."""
    raise NotImplementedError


def nesterov(grad, x0, lr, mu, steps):
    # TODO tomorrow, path is still empty
    path = []
    return path


def velocity_as_sum(grads, lr, beta):
    weights = beta ** np.arange(len(grads))[::-1]
    return -lr * np.tensordot(weights, grads, axes=1)


def largest_stable_lr(lam, beta):
    raise NotImplementedError


def steps_on_valley(grad, x0, lr, beta, tol, max_steps):
    return {"gd": None, "momentum": None, "nesterov": None}
