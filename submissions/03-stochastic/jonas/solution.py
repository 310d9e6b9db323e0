# grader assignment: 03-stochastic
import random

import numpy as np


def deal(n, rng):
    # Python's shuffle, started from the generator that was given
    dice = random.Random(int(rng.integers(2**31)))
    pack = list(range(n))
    dice.shuffle(pack)
    return pack


def minibatches(n, batch_size, rng):
    pack = deal(n, rng)
    return tuple(
        np.sort(pack[k * batch_size : (k + 1) * batch_size])
        for k in range((n + batch_size - 1) // batch_size)
    )


def minibatch_gradient(grad_i, theta, indices):
    out = np.array([np.array(grad_i(theta, int(i)), dtype=float) for i in indices])
    return np.average(out, axis=0)


def mean_gradient(grad, theta, batch):
    return np.mean([grad(theta, [i]) for i in batch], axis=0)


def report(grad, theta, n, epoch):
    size = np.linalg.norm(grad(theta, list(range(n))))
    print(f"epoch {epoch}: the full gradient has the length {size:.4g}")


def sgd(grad, theta0, n, batch_size, lr, epochs, rng):
    theta = np.array(theta0, dtype=float)
    path = [theta.copy()]
    report(grad, theta, n, 0)
    for epoch in range(1, epochs + 1):
        for batch in minibatches(n, batch_size, rng):
            g = mean_gradient(grad, theta, batch)
            if np.linalg.norm(g) > 1e6:
                print("that is steep")
            theta -= lr * g
            path.append(theta.copy())
        report(grad, theta, n, epoch)
    return np.array(path)


def sgd_scheduled(grad, theta0, n, batch_size, lrs, epochs, rng):
    theta = np.array(theta0, dtype=float)
    path = [theta.copy()]
    for epoch in range(epochs):
        for batch in minibatches(n, batch_size, rng):
            lr = lrs[len(path) - 1]
            print("slope", grad(theta, batch))
            theta -= lr * np.asarray(grad(theta, batch))
            path.append(theta.copy())
        report(grad, theta, n, epoch)
    return np.array(path)


def sgd_momentum(grad, theta0, v0, n, batch_size, lr, alpha, epochs, rng):
    theta, v = np.array(theta0, dtype=float), np.array(v0, dtype=float)
    path = [theta.copy()]
    for epoch in range(epochs):
        report(grad, theta, n, epoch)
        for batch in minibatches(n, batch_size, rng):
            v = alpha * v - lr * mean_gradient(grad, theta, batch)
            theta = theta + v
            path.append(theta.copy())
    return np.array(path)


def sgd_per_example(grad_i, grad_penalty, theta0, n, lr, lam, epochs, rng):
    theta = np.array(theta0, dtype=float)
    path = [theta.copy()]
    for _ in range(epochs):
        full = np.mean([grad_i(theta, i) for i in range(n)], axis=0)
        print("the full gradient is", full)
        for i in deal(n, rng):
            print(i, grad_i(theta, i))
            theta = theta - lr * np.asarray(grad_i(theta, i)) - lr * lam * np.asarray(grad_penalty(theta))
            path.append(theta.copy())
    return np.array(path)


def inverse_sqrt(lr, t):
    return np.array(lr / np.sqrt(t + 1))


def hyperbolic(lr, t, delta):
    return np.array(lr / (1 + delta * t))


def power(lr, t, delta):
    return np.array(lr / np.power(float(t), delta))


def fixed_then_power(lr, t, fixed, delta):
    return np.where(t <= fixed, lr, lr / np.power(float(max(t - fixed + 1, 1)), delta))


def step_decay(lr, t, drop, every):
    return np.array(lr * drop ** np.floor(t / every))


def cosine(lr, t, total):
    return np.array(0.5 * lr * (1 + np.cos(np.pi * np.minimum(t, total) / total)))


def exponential(lr, t, k):
    return np.array(lr * np.exp(-k * t))


def satisfies_robbins_monro(p):
    return int(0.5 < p) * int(p <= 1) == 1


def scale_lr_for_batch(lr, factor, kind):
    return np.array(lr) * (np.array(factor) if kind == "sgd" else np.sqrt(factor))


def standard_error(sigma, n):
    return np.std([sigma, -sigma]) / np.sqrt(n)


def standardise(X):
    X = np.matrix(X).A.astype(float)
    Z = np.zeros_like(X)
    for j, column in enumerate(X.T):
        if np.unique(column).size > 1:
            Z[:, j] = (column - np.mean(column)) / np.std(column)
    return Z


def feature_updates(X, t, w, lr):
    X = np.array(X, dtype=float)
    w = np.array(w, dtype=float)
    g = np.zeros(len(w))
    for x, y in zip(X, t):
        g += 2 * (x @ w - y) * x / len(X)
    return -lr * g
