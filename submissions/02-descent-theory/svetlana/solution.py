# grader assignment: 02-descent-theory
"""Assignment 02. Checked with the numbers of the handout."""

import numpy as np


def lipschitz_step(H):
    lam = np.linalg.eigvalsh(np.asarray(H, dtype=float))
    return 1 / np.max(np.abs(lam))


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
    for x, y in zip(path[:-1], path[1:]):
        if not f(y) <= f(x) - np.sum(np.square(grad(x))) / (2 * L):
            return False
    return True


def convergence_bound(L, x0, x_star, t):
    difference = np.asarray(x0, dtype=float) - np.asarray(x_star, dtype=float)
    return 2 * L * np.sum(difference**2) / (t + 4)


def backtracking(f, grad, x, direction, alpha, beta):
    x = np.asarray(x, dtype=float)
    d = np.asarray(direction, dtype=float)
    fx = f(x)
    slope = np.sum(grad(x) * d)
    t = 1.0
    while f(x + t * d) > fx + alpha * t * slope:
        t = beta * t
    return t


def exact_step_quadratic(A, b, x, direction):
    A, b, x = (np.asarray(each, dtype=float) for each in (A, b, x))
    r = b - A @ x
    return np.inner(r, r) / np.inner(r, A @ r) if r.any() else np.nan


def descent_with_backtracking(f, grad, x0, alpha, beta, eps, max_steps):
    x = np.asarray(x0, dtype=float)
    path = [np.array(x)]
    for _ in range(max_steps):
        g = np.asarray(grad(x))
        if np.linalg.norm(g) <= eps:
            break
        t, fx = 1.0, f(x)
        while not np.isfinite(f(x - t * g)) or f(x - t * g) > fx - alpha * t * np.sum(g * g):
            t = beta * t
        x -= t * g
        path.append(np.array(x))
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
    return all(contains(y + k / (n + 1) * (x - y)) for k in range(1, n + 1))
