from math import cos, exp, pi


def power(lr, t, delta):
    return lr / (t**delta)


def inverse_sqrt(lr, t):
    return power(lr, t + 1, 0.5)


def hyperbolic(lr, t, delta):
    return lr * (1 + t * delta) ** (-1)


def fixed_then_power(lr, t, fixed, delta):
    return power(lr, max(t, fixed) - fixed + 1, delta)


def step_decay(lr, t, drop, every):
    if t < every:
        return lr
    return drop * step_decay(lr, t - every, drop, every)


def cosine(lr, t, total):
    return lr / 2 + lr / 2 * cos(pi * (t / total if t < total else 1))


def exponential(lr, t, k):
    return exp(-k * t) * lr
