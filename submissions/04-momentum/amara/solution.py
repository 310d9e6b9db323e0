# grader assignment: 04-momentum
"""Homework 4, Amara."""

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
    x = np.array(x0, dtype=float)
    v = np.zeros_like(x)
    path = [x]
    for lr in lrs:
        v = alpha * v - lr * grad(x)
        x = x + v
        path.append(x)
    return np.array(path)


def nesterov(grad, x0, lr, mu, steps):
    x = np.array(x0, dtype=float)
    v = np.zeros_like(x)
    path = [x]
    for _ in range(steps):
        v = mu * v - lr * grad(x + mu * v)
        x = x + v
        path.append(x)
    return np.array(path)


def velocity_as_sum(grads, lr, beta):
    grads = np.array(grads, dtype=float)
    k = len(grads)
    total = np.zeros_like(grads[0])
    for j in range(k):
        total = total + beta ** (k - 1 - j) * grads[j]
    return -lr * total


def largest_stable_lr(lam, beta):
    return 2 * (1 + beta) / lam


def steps_on_valley(grad, x0, lr, beta, tol, max_steps):
    paths = {
        "gd": momentum(grad, x0, lr, 0.0, max_steps),
        "momentum": momentum(grad, x0, lr, beta, max_steps),
        "nesterov": nesterov(grad, x0, lr, beta, max_steps),
    }
    counts = {}
    for name, path in paths.items():
        counts[name] = max_steps
        for t in range(max_steps + 1):
            if np.linalg.norm(path[t]) < tol:
                counts[name] = t
                break
    return counts


def axis_behaviour(path):
    path = np.array(path, dtype=float)
    if path.ndim == 1:
        path = path.reshape(-1, 1)
    steps = path[1:] - path[:-1]
    words = []
    for i in range(path.shape[1]):
        s = steps[:, i]
        changes = sum(1 for a, b in zip(s[:-1], s[1:]) if a * b < 0)
        words.append("jitters" if changes > (len(s) - 1) / 2 else "creeps")
    return words
