# grader assignment: 03-stochastic
"""Generators all the way down."""

from itertools import chain, count, cycle, islice

import numpy as np


def examples(n, rng):
    """An endless stream of examples, in epochs."""
    deck = list(range(n))
    while True:
        rng.shuffle(deck)
        yield from tuple(deck)


def packs(n, size, rng):
    stream = examples(n, rng)
    full, rest = divmod(n, size)
    for k in cycle([size] * full + [rest] * (rest > 0)):
        yield list(islice(stream, k))


def per_epoch(n, size):
    return n // size + (n % size > 0)


def minibatches(n, batch_size, rng):
    return [np.array(p) for p in islice(packs(n, batch_size, rng), per_epoch(n, batch_size))]


def minibatch_gradient(grad_i, theta, indices):
    mean = 0.0
    for k, i in enumerate(indices.tolist(), start=1):
        # a running mean
        mean = mean + (np.array(grad_i(theta, i)) - mean) / k
    return mean


def descend(theta, gradients, rates):
    theta = np.array(theta, dtype=float)
    yield theta
    for g, lr in zip(gradients, rates):
        theta = theta - lr * np.array(g(theta))
        yield theta


def forever(value):
    while True:
        yield value


def bound(grad, stream):
    for batch in stream:
        yield lambda theta, batch=batch: grad(theta, batch)


def take(path, updates):
    return np.array(list(islice(path, updates + 1)))


def sgd(grad, theta0, n, batch_size, lr, epochs, rng):
    path = descend(theta0, bound(grad, packs(n, batch_size, rng)), forever(lr))
    return take(path, epochs * per_epoch(n, batch_size))


def sgd_scheduled(grad, theta0, n, batch_size, lrs, epochs, rng):
    path = descend(theta0, bound(grad, packs(n, batch_size, rng)), lrs)
    return take(path, epochs * per_epoch(n, batch_size))


def pushes(grad, theta, v, stream, lr, alpha):
    theta, v = np.array(theta, dtype=float), np.array(v, dtype=float)
    yield theta
    for batch in stream:
        v = alpha * v - lr * np.array(grad(theta, batch))
        theta = theta + v
        yield theta


def sgd_momentum(grad, theta0, v0, n, batch_size, lr, alpha, epochs, rng):
    path = pushes(grad, theta0, v0, packs(n, batch_size, rng), lr, alpha)
    return take(path, epochs * per_epoch(n, batch_size))


def sgd_per_example(grad_i, grad_penalty, theta0, n, lr, lam, epochs, rng):
    def grad(theta, i):
        return np.array(grad_i(theta, i)) + lam * np.array(grad_penalty(theta))

    return take(descend(theta0, bound(grad, examples(n, rng)), forever(lr)), epochs * n)


def nth(iterable, t):
    return next(islice(iterable, t, None))


def inverse_sqrt(lr, t):
    return nth((lr / s**0.5 for s in count(1)), t)


def hyperbolic(lr, t, delta):
    return nth((lr / (1 + delta * s) for s in count()), t)


def power(lr, t, delta):
    return nth((lr / s**delta for s in count(1)), t - 1)


def fixed_then_power(lr, t, fixed, delta):
    return nth(chain((lr for _ in range(fixed)), (lr / s**delta for s in count(1))), t)


def step_decay(lr, t, drop, every):
    def rates():
        rate = lr
        while True:
            for _ in range(every):
                yield rate
            rate = rate * drop

    return nth(rates(), t)


def cosine(lr, t, total):
    half = (lr * (1 + np.cos(np.pi * s / total)) / 2 for s in range(total))
    return nth(chain(half, forever(0)), t)


def exponential(lr, t, k):
    def rates():
        rate = lr
        while True:
            yield rate
            rate = rate * np.exp(-k)

    return nth(rates(), t)


def satisfies_robbins_monro(p):
    return bool(0.5 < p < 1 or p == 1)


def scale_lr_for_batch(lr, factor, kind):
    return {"sgd": lr * factor, "adaptive": lr * factor**0.5}[kind]


def standard_error(sigma, n):
    return np.sqrt(sum(sigma**2 for _ in range(n))) / n


def standardise(X):
    def columns():
        for x in X.T:
            if x.min() < x.max():
                yield (x - np.mean(x)) / np.std(x)
            else:
                yield 0.0 * x

    return np.array(list(columns())).T


def feature_updates(X, t, w, lr):
    return np.array([-2 * lr * np.mean((X @ w - t) * x) for x in X.T])
