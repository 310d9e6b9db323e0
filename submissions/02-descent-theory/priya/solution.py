# grader assignment: 02-descent-theory
"""Assignment 02."""

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
    direction = np.asarray(direction, dtype=float)
    norm = np.linalg.norm(np.atleast_1d(grad(x)))  # how steep it is
    t, k = 1.0, 0
    new = f(x + direction)
    while (not np.isfinite(new)) or new > f(x) - alpha * t * norm:
        k += 1
        t = beta**k
        new = f(x + t * direction)
    return t


def exact_step_quadratic(A, b, x, direction):
    A, b, x, d = (np.asarray(each, dtype=float) for each in (A, b, x, direction))
    r = b - A @ x
    return (r @ d) / (d @ A @ d)


def descent_with_backtracking(f, grad, x0, alpha, beta, eps, max_steps):
    path = [np.array(x0, dtype=float)]
    for _ in range(max_steps):
        x = path[-1]
        g = np.asarray(grad(x))
        if np.linalg.norm(g) <= eps:
            break
        t = 1.0
        while not f(x - t * g) <= f(x) - alpha * t * np.sum(g * g) or np.isinf(f(x - t * g)):
            t = t * beta
        path.append(x - t * g)
    return np.array(path)


def violates_convexity(f, x, y, n):
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    slack = 1e-9 * max(1, abs(f(x)), abs(f(y)))
    for lam in np.linspace(0, 1, n + 2)[1:-1]:
        # as on the slide: (1 - lam) x0 + lam x1
        between = (1 - lam) * x + lam * y
        if f(between) - slack > (1 - lam) * f(x) + lam * f(y):
            return lam
    return None


def segment_inside(contains, x, y, n):
    x = np.asarray(x, dtype=float)
    y = np.asarray(y, dtype=float)
    for theta in np.linspace(0, 1, n):
        if not contains(theta * x + (1 - theta) * y):
            return False
    return True
