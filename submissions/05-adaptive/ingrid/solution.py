# grader assignment: 05-adaptive
from itertools import islice

import numpy as np


def take(points, steps):
    return np.array(list(islice(points, steps + 1)))


def descend(grad, x0, rule):
    """Yield points forever; the rule is a generator that is sent gradients."""
    x = np.array(x0, dtype=float)
    next(rule)
    while True:
        yield x
        x = x - rule.send(grad(x))


def norm_rule(lr, eps):
    total, step = eps, None
    while True:
        g = yield step
        total += (np.linalg.norm(g)) ** 2
        step = lr * g / np.sqrt(total)


def adagrad_rule(lr, delta):
    r, step = 0, None
    while True:
        g = yield step
        r = r + g**2
        step = lr / (delta + np.sqrt(r)) * g


def rmsprop_rule(lr, rho, delta):
    r, step = 0, None
    while True:
        g = yield step
        r = rho * r + (1 - rho) * g**2
        step = lr / np.sqrt(delta + r) * g


def sigma_rule(lr, alpha):
    g = yield
    sigma = abs(g)
    while True:
        g = yield lr * np.divide(g, sigma, out=np.zeros(np.shape(g)), where=sigma != 0)
        sigma = np.hypot(np.sqrt(alpha) * sigma, np.sqrt(1 - alpha) * g)


def adadelta_rule(rho, eps):
    r = s = 0
    step = None
    while True:
        g = yield step
        r = rho * r + (1 - rho) * g**2
        step = np.sqrt(s + eps) / np.sqrt(r + eps) * g
        s = rho * s + (1 - rho) * step**2


def adam_rule(lr, beta1, beta2, eps):
    m = v = 0
    t, step = 0, None
    while True:
        g = yield step
        t += 1
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        step = lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps)


def raw_rule(lr, beta1, beta2, eps):
    m = s = 0
    step = None
    while True:
        g = yield step
        m = beta1 * m + (1 - beta1) * g
        s = beta2 * s + (1 - beta2) * g**2
        step = lr * m / np.sqrt(s + eps)


def adagrad_norm(grad, x0, lr, eps, steps):
    return take(descend(grad, x0, norm_rule(lr, eps)), steps)


def adagrad(grad, x0, lr, delta, steps):
    return take(descend(grad, x0, adagrad_rule(lr, delta)), steps)


def rmsprop(grad, x0, lr, rho, delta, steps):
    return take(descend(grad, x0, rmsprop_rule(lr, rho, delta)), steps)


def rmsprop_sigma(grad, x0, lr, alpha, steps):
    return take(descend(grad, x0, sigma_rule(lr, alpha)), steps)


def adadelta(grad, x0, rho, eps, steps):
    return take(descend(grad, x0, adadelta_rule(rho, eps)), steps)


def adam(grad, x0, lr, beta1, beta2, eps, steps):
    return take(descend(grad, x0, adam_rule(lr, beta1, beta2, eps)), steps)


def adam_uncorrected(grad, x0, lr, beta1, beta2, eps, steps):
    return take(descend(grad, x0, raw_rule(lr, beta1, beta2, eps)), steps)


class Adam:
    def __init__(self, lr, beta1, beta2, eps):
        self.args = lr, beta1, beta2, eps
        self.rules = {}

    def step(self, params, grads):
        out = {}
        for name, g in grads.items():
            if name not in self.rules:
                self.rules[name] = adam_rule(*self.args)
                next(self.rules[name])
            out[name] = params[name] - self.rules[name].send(np.array(g, dtype=float))
        return out
