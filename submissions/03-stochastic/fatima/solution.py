# grader assignment: 03-stochastic
from functools import partial, reduce
from itertools import accumulate, chain, repeat, starmap
from operator import mul

import numpy as np

asf = partial(np.asarray, dtype=float)
order = lambda n, rng: rng.choice(n, size=n, replace=False)
cut = lambda xs, size: [xs[k:k + size] for k in range(0, len(xs), size)]
minibatches = lambda n, batch_size, rng: cut(order(n, rng), batch_size)
deal = lambda n, size, epochs, rng: chain.from_iterable(
    minibatches(n, size, rng) for _ in range(epochs)
)


def minibatch_gradient(grad_i, theta, indices):
    at = partial(grad_i, theta)
    return reduce(np.add, map(at, indices)) / len(indices)


def walked(step, theta0, inputs):
    return np.array(list(accumulate(inputs, step, initial=asf(theta0))))


def sgd(grad, theta0, n, batch_size, lr, epochs, rng):
    return walked(lambda x, b: x - lr * asf(grad(x, b)), theta0, deal(n, batch_size, epochs, rng))


def sgd_scheduled(grad, theta0, n, batch_size, lrs, epochs, rng):
    pairs = zip(lrs, deal(n, batch_size, epochs, rng))
    return walked(lambda x, p: x - p[0] * asf(grad(x, p[1])), theta0, pairs)


def sgd_momentum(grad, theta0, v0, n, batch_size, lr, alpha, epochs, rng):
    def step(state, batch):
        x, v = state
        v = alpha * v - lr * asf(grad(x, batch))
        return x + v, v

    batches = deal(n, batch_size, epochs, rng)
    states = accumulate(batches, step, initial=(asf(theta0), asf(v0)))
    return np.array([x for x, _ in states])


def sgd_per_example(grad_i, grad_penalty, theta0, n, lr, lam, epochs, rng):
    g = lambda x, i: asf(grad_i(x, i)) + lam * asf(grad_penalty(x))
    examples = chain.from_iterable(order(n, rng) for _ in range(epochs))
    return walked(lambda x, i: x - lr * g(x, i), theta0, examples)


schedule = lambda shape: lambda lr, t, *rest: lr * shape(t, *rest)
inverse_sqrt = schedule(lambda t: 1 / np.sqrt(1 + t))
hyperbolic = schedule(lambda t, delta: np.reciprocal(1.0 + delta * t))
power = schedule(lambda t, delta: np.power(float(t), -delta))
fixed_then_power = schedule(lambda t, fixed, delta: np.power(max(t - fixed, 0) + 1.0, -delta))
step_decay = schedule(lambda t, drop, every: reduce(mul, repeat(drop, divmod(t, every)[0]), 1))
cosine = schedule(lambda t, total: np.cos(np.clip(t / total, 0, 1) * np.pi) / 2 + 0.5)
exponential = schedule(lambda t, k: 1 / np.exp(k * t))
satisfies_robbins_monro = lambda p: all((p <= 1, p > 1 / 2))
scale_lr_for_batch = lambda lr, factor, kind: lr * pow(factor, 1 if kind == "sgd" else 1 / 2)
standard_error = lambda sigma, n: np.divide(sigma, np.sqrt(n))


def standardise(X):
    def column(x):
        return np.zeros(len(x)) if len(set(x.tolist())) == 1 else (x - x.mean()) / x.std()

    return np.stack(list(map(column, asf(X).T)), axis=1)


def feature_updates(X, t, w, lr):
    per_example = starmap(lambda x, y: 2 * (x @ w - y) * x, zip(asf(X), asf(t)))
    return -lr * np.mean(list(per_example), axis=0)
