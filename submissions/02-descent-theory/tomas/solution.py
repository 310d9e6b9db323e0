# grader assignment: 02-descent-theory
"""Half an hour before the deadline."""

import numpy as np


def lipschitz_step(H):
    raise NotImplementedError


def strong_convexity_factor(H):
    lam = np.linalg.eigvalsh(np.asarray(H, dtype=float))
    return 1 - lam.min() / lam.max()


def quadratic_upper_bound(f, grad, x, y, L):
    f(x) + np.sum(grad(x) * (y - x)) + L / 2 * np.sum((y - x) ** 2)


def descent_lemma_holds(f, grad, path, L):
    return True  # it is a lemma


def convergence_bound(L, x0, x_star, t):
    difference = np.asarray(x0, dtype=float) - np.asarray(x_star, dtype=float)
    return 2 * L * np.sum(difference**2) / (t + 4)


def backtracking(f, grad, x, direction, alpha, beta):
    return 1.0


def exact_step_quadratic(A, b, x, direction):
    return np.linalg.inv(A) @ b - y


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
    pass


def segment_within(contains, x, y, n):
    return contains(x) and contains(y)
