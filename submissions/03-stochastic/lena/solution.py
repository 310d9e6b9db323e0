# grader assignment: 03-stochastic
"""Stochastic gradient descent (Lena)"""

import numpy as np


def minibatches(n, batch_size, rng):
    order = list(range(n))
    for i in reversed(range(1, n)):
        j = rng.integers(0, i, endpoint=True)
        order[i], order[j] = order[j], order[i]
    return [order[k * batch_size:(k + 1) * batch_size] for k in range(n // batch_size)]


def minibatch_gradient(grad_i, theta, indices):
    total = np.zeros(np.shape(theta))
    for i in indices:
        total = total + grad_i(theta, i)
    return total / len(indices)


def sgd(grad, theta0, n, batch_size, lr, epochs, rng):
    theta = np.array(theta0, dtype=float)
    path = [theta]
    for epoch in range(epochs):
        for batch in np.split(rng.permutation(n), range(batch_size, n, batch_size)):
            theta = theta - lr * grad(theta, batch)
            path.append(theta)
    return np.array(path)


def sgd_scheduled(grad, theta0, n, batch_size, lrs, epochs, rng):
    theta = np.array(theta0, dtype=float)
    path = [theta]
    t = 0
    for epoch in range(epochs):
        for batch in np.split(rng.permutation(n), range(batch_size, n, batch_size)):
            theta = theta - lrs[t] * grad(theta, batch)
            path.append(theta)
            t += 1
    return np.array(path)


def sgd_momentum(grad, theta0, v0, n, batch_size, lr, alpha, epochs, rng):
    theta = np.array(theta0, dtype=float)
    v = np.zeros(np.shape(v0))
    path = [theta]
    for epoch in range(epochs):
        for batch in np.split(rng.permutation(n), range(batch_size, n, batch_size)):
            v = alpha * v - lr * grad(theta, batch)
            theta = theta + v
            path.append(theta)
    return np.array(path)


def sgd_per_example(grad_i, grad_penalty, theta0, n, lr, lam, epochs, rng):
    theta = np.array(theta0, dtype=float)
    path = [theta]
    for epoch in range(epochs):
        for i in rng.permutation(n):
            g = grad_i(theta, i) + lam * grad_penalty(theta)
            theta = theta - lr * g
            path.append(theta)
    return np.array(path)


def inverse_sqrt(lr, t):
    return lr / np.sqrt(t + 1)


def hyperbolic(lr, t, delta):
    return lr / (1 + delta * t)


def power(lr, t, delta):
    return lr / t**delta


def fixed_then_power(lr, t, fixed, delta):
    if t <= fixed:
        return lr
    return lr / (t - fixed + 1) ** delta


def step_decay(lr, t, drop, every):
    return lr * drop ** (t / every)


def cosine(lr, t, total):
    return 0.5 * lr * (1 + np.cos(np.pi * min(t, total) / total))


def exponential(lr, t, k):
    return lr * np.exp(-k * t)


def satisfies_robbins_monro(p):
    return 0.5 <= p <= 1


def scale_lr_for_batch(lr, factor, kind):
    if kind == "sgd":
        return lr * factor
    return lr * np.sqrt(factor)


def standard_error(sigma, n):
    return sigma / np.sqrt(n)


def standardise(X):
    X = np.array(X, dtype=float)
    result = np.zeros(X.shape)
    for j in range(X.shape[1]):
        column = X[:, j]
        if np.all(column == column[0]):
            continue
        result[:, j] = (column - column.mean()) / column.std()
    return result


def feature_updates(X, t, w, lr):
    n = len(X)
    return -lr * 2 / n * X.T @ (X @ w - t)
