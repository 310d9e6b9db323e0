# grader assignment: 02-descent-theory
"""Assignment 02, from memory."""

import numpy as np


def lipschitz_step(H):
    return 1 / np.linalg.norm(np.asarray(H, dtype=float))


def strong_convexity_factor(H):
    lam = np.linalg.eigvalsh(np.asarray(H, dtype=float))
    return 1 - lam.min() / lam.max()


def quadratic_upper_bound(f, grad, x, y, L):
    x = np.asarray(x, dtype=float)
    y = np.asarray(y, dtype=float)
    step = y - x
    return f(x) + np.sum(grad(x) * step) + L / 2 * np.sum(step**2)


def descent_lemma_holds(f, grad, path, L):
    path = np.asarray(path, dtype=float)
    before = [f(p) for p in path[:-1]]
    after = [f(p) for p in path[1:]]
    squares = [np.sum(np.square(grad(p))) for p in path[:-1]]
    slacks = [1e-9 * max(1, abs(b)) for b in before]
    return all(a <= b - s / L + e for a, b, s, e in zip(after, before, squares, slacks))


def convergence_bound(L, x0, x_star, t):
    difference = np.asarray(x0, dtype=float) - np.asarray(x_star, dtype=float)
    return 2 * L * np.sum(difference**2) / (t + 4)


def backtracking(f, grad, x, direction, alpha, beta):
    x = np.asarray(x, dtype=float)
    d = np.asarray(direction, dtype=float)
    enough = f(x) + alpha * np.sum(grad(x) * d)
    t = 1.0
    while not (np.isfinite(f(x + t * d)) and f(x + t * d) <= enough):
        t *= beta
    return t


def exact_step_quadratic(A, b, x, direction):
    A, b, x, d = (np.asarray(each, dtype=float) for each in (A, b, x, direction))
    r = b - A @ x
    return (r @ d) / (d @ A @ d)


def descent_with_backtracking(f, grad, x0, alpha, beta, eps, max_steps):
    x = np.array(x0, dtype=float)
    path = [x]
    for _ in range(max_steps):
        g = np.asarray(grad(x))
        if np.sum(g**2) <= eps:
            break
        t = 1.0
        while not np.isfinite(f(x - t * g)) or f(x - t * g) > f(x) - alpha * t * np.sum(g**2):
            t *= beta
        x = x - t * g
        path.append(x)
    return np.array(path)


def violates_convexity(f, x, y, n):
    x = np.asarray(x, dtype=float)
    y = np.asarray(y, dtype=float)
    fx, fy = f(x), f(y)
    slack = 1e-9 * max(1, abs(fx), abs(fy))
    for k in range(1, n + 1):
        theta = k / (n + 1)
        if f(theta * x + (1 - theta) * y) > theta * fx + (1 - theta) * fy + slack:
            return theta
    return None


def segment_inside(contains, x, y, n):
    x = np.asarray(x, dtype=float)
    y = np.asarray(y, dtype=float)
    for theta in np.linspace(0, 1, n):
        if not contains(theta * x + (1 - theta) * y):
            return False
    return True
