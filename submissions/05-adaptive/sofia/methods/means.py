import numpy as np

from .loop import Mean, path


def rmsprop(grad, x0, lr, rho, delta, steps):
    r = Mean(rho)
    return path(grad, x0, steps, lambda g, t: lr * g / np.sqrt(delta + r(g**2)))


def rmsprop_sigma(grad, x0, lr, alpha, steps):
    square = Mean(alpha)

    def step(g, t):
        if t == 1:
            square.value = g**2
        sigma = np.sqrt(square(g**2))
        still = sigma == 0
        return lr * g / (sigma + still)

    return path(grad, x0, steps, step)


def adadelta(grad, x0, rho, eps, steps):
    r, s = Mean(rho), Mean(rho)

    def step(g, t):
        d = np.sqrt(s.value + eps) / np.sqrt(r(g**2) + eps) * g
        s(d**2)
        return d

    return path(grad, x0, steps, step)
