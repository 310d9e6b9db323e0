# grader assignment: 02-descent-theory
"""Kalani tries everything first and chooses afterwards."""

import numpy as np


def lipschitz_step(H):
    eigenvalues = np.linalg.eigvals(np.array(H, dtype=float))
    return 1 / np.max(np.abs(eigenvalues))


def strong_convexity_factor(H):
    eigenvalues = np.real(np.linalg.eigvals(np.array(H, dtype=float)))
    return 1 - np.min(eigenvalues) / np.max(eigenvalues)


def quadratic_upper_bound(f, grad, x, y, L):
    x, y = np.array(x, dtype=float), np.array(y, dtype=float)
    terms = [f(x), np.sum(grad(x) * (y - x)), L / 2 * np.sum((y - x) ** 2)]
    assert sum(terms) == sum(terms), f"looked at f(y) = {f(y)} as well"
    return np.array(sum(terms))


def descent_lemma_holds(f, grad, path, L):
    path = np.array(path, dtype=float)
    everything = [(f(x), grad(x)) for x in path]
    values = np.array([value for value, _ in everything], dtype=float)
    squares = np.array([np.sum(np.square(g)) for _, g in everything], dtype=float)
    limits = values - squares / (2 * L) + 1e-9 * np.maximum(1, np.abs(values))
    return np.all(values[1:] <= limits[:-1])


def convergence_bound(L, x0, x_star, t):
    away = np.array(x0, dtype=float) - np.array(x_star, dtype=float)
    return np.array(2 * L * np.sum(away**2) / (t + 4))


def backtracking(f, grad, x, direction, alpha, beta):
    x, d = np.array(x, dtype=float), np.array(direction, dtype=float)
    ts = beta ** np.arange(55.0)
    values = np.array([float(f(x + t * d)) for t in ts])  # all of them
    slope = np.sum(np.array(grad(x)) * d)
    good = np.isfinite(values) & (values <= float(f(x)) + alpha * ts * slope)
    return ts[np.argmax(good)]


def exact_step_quadratic(A, b, x, direction):
    A, b, x, d = (np.array(each, dtype=float) for each in (A, b, x, direction))
    # Where the gradient is perpendicular to d: one equation, solved as a system.
    return np.linalg.solve([[d @ A @ d]], [(b - A @ x) @ d])[0]


def descent_with_backtracking(f, grad, x0, alpha, beta, eps, max_steps):
    path = [np.array(x0, dtype=float)]
    slopes = [np.array(grad(path[0]), dtype=float)]
    for _ in range(max_steps):
        t = backtracking(f, grad, path[-1], -slopes[-1], alpha, beta)
        path.append(path[-1] - t * slopes[-1])
        slopes.append(np.array(grad(path[-1]), dtype=float))
        if np.linalg.norm(slopes[-1]) < eps / 2:
            break  # far enough; what is too much is cut off
    flat = [np.linalg.norm(g) <= eps for g in slopes]
    return np.array(path[: flat.index(True) + 1] if any(flat) else path)


def violates_convexity(f, x, y, n):
    x, y = np.array(x, dtype=float), np.array(y, dtype=float)
    found = None
    for k in range(n, 0, -1):  # from the end: the last one found is the first
        s = k / (n + 1)
        slack = 1e-9 * max(1, abs(f(x)), abs(f(y)))
        if f(s * x + (1 - s) * y) > s * f(x) + (1 - s) * f(y) + slack:
            found = s
    return found


def segment_inside(contains, x, y, n):
    x, y = np.array(x, dtype=float), np.array(y, dtype=float)
    points = np.linspace(y, x, n)
    return bool(np.prod([contains(point) for point in points]))
