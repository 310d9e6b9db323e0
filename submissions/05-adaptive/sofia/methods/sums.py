import numpy as np

from .loop import path


def adagrad_norm(grad, x0, lr, eps, steps):
    total = [eps]

    def step(g, t):
        total.append(total[-1] + np.sum(g**2))
        return lr * g / np.sqrt(total[-1])

    return path(grad, x0, steps, step)


def adagrad(grad, x0, lr, delta, steps):
    total = [0.0]

    def step(g, t):
        total.append(total[-1] + g**2)
        return lr * g / (delta + np.sqrt(total[-1]))

    return path(grad, x0, steps, step)
