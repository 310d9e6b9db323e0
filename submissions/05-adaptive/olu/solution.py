# grader assignment: 05-adaptive
from types import SimpleNamespace

import numpy as np


def ema(decay):
    value = 0.0

    def push(new):
        nonlocal value
        value = value + (1 - decay) * (new - value)
        return value

    return push


def running_sum():
    total = 0.0

    def push(new):
        nonlocal total
        total = total + new
        return total

    return push


def make_path(make_rule):
    """make_rule(*hyperparameters) gives a function from gradient to step."""

    def method(grad, x0, *rest):
        *hyper, steps = rest
        rule = make_rule(*hyper)
        path = [np.asarray(x0, float)]
        for _ in range(steps):
            path.append(path[-1] + rule(grad(path[-1])))
        return np.array(path)

    return method


def _norm(lr, eps):
    total = running_sum()
    return lambda g: -lr * g / np.sqrt(eps + total(np.sum(np.square(g))))


def _adagrad(lr, delta):
    total = running_sum()
    return lambda g: -lr * g / (delta + total(np.square(g)) ** 0.5)


def _rmsprop(lr, rho, delta):
    mean = ema(rho)
    return lambda g: -lr * g / (delta + mean(np.square(g))) ** 0.5


def _sigma(lr, alpha):
    mean = None

    def rule(g):
        nonlocal mean
        if mean is None:
            mean = np.square(g)
        else:
            mean = alpha * mean + (1 - alpha) * np.square(g)
        tiny = mean == 0
        return -lr * g / np.sqrt(mean + tiny)

    return rule


def _adadelta(rho, eps):
    squares, steps, last = ema(rho), ema(rho), None

    def rule(g):
        nonlocal last
        # the numerator learns of a step one update later
        s = 0.0 if last is None else steps(np.square(last))
        last = -(((s + eps) / (squares(np.square(g)) + eps)) ** 0.5) * g
        return last

    return rule


def _adam(lr, beta1, beta2, eps):
    m, v = ema(beta1), ema(beta2)
    p1 = p2 = 1.0

    def rule(g):
        nonlocal p1, p2
        p1, p2 = p1 * beta1, p2 * beta2
        return -lr * (m(g) / (1 - p1)) / ((v(np.square(g)) / (1 - p2)) ** 0.5 + eps)

    return rule


def _raw(lr, beta1, beta2, eps):
    m, s = ema(beta1), ema(beta2)
    return lambda g: -lr * m(g) / (s(np.square(g)) + eps) ** 0.5


adagrad_norm = make_path(_norm)
adagrad = make_path(_adagrad)
rmsprop = make_path(_rmsprop)
rmsprop_sigma = make_path(_sigma)
adadelta = make_path(_adadelta)
adam = make_path(_adam)
adam_uncorrected = make_path(_raw)


def Adam(lr, beta1, beta2, eps):
    rules = {}

    def step(params, grads):
        new = {}
        for name in params:
            rule = rules.setdefault(name, _adam(lr, beta1, beta2, eps))
            new[name] = np.asarray(params[name]) + rule(np.array(grads[name], float))
        return new

    return SimpleNamespace(step=step)
