# grader assignment: 02-descent-theory
"""Assignment 02, formula by formula."""

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
    for t in range(len(path) - 1):
        now, after = f(path[t]), f(path[t + 1])
        g = grad(path[t])
        promised = np.sum(np.square(g)) / (2 * L)
        if not after <= now - promised + 1e-9 * max(1, abs(now)):
            return False
    return True


def convergence_bound(L, x0, x_star, t):
    difference = np.asarray(x0, dtype=float) - np.asarray(x_star, dtype=float)
    return 2 * L * np.sum(difference**2) / (t + 4)


def backtracking(f, grad, x, direction, alpha, beta):
    x = np.asarray(x, dtype=float)
    d = np.asarray(direction, dtype=float)
    slope = np.sum(grad(x) * d)
    fx = f(x)
    t = 1.0
    while True:
        value = f(x + t * d)
        if np.isfinite(value) and value <= fx + alpha * t * slope:
            return t
        t = beta * t


def exact_step_quadratic(A, b, x, direction):
    A, b, x, d = (np.asarray(each, dtype=float) for each in (A, b, x, direction))
    r = b - A @ x
    return (r @ d) / (d @ A @ d)


def descent_with_backtracking(f, grad, x0, alpha, beta, eps, max_steps):
    x = np.array(x0, dtype=float)
    path = [x]
    for _ in range(max_steps):
        g = grad(x)
        if np.linalg.norm(g) <= eps:
            break
        x = x - backtracking(f, grad, x, -g, alpha, beta) * g
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
