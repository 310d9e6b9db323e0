# grader assignment: 02-descent-theory
"""In single precision, as on a graphics card, but where 1e-9 matters."""

import numpy as np

f32 = np.float32


def single(x):
    return np.array(x, dtype=f32)


def lipschitz_step(H):
    return f32(1) / np.abs(np.linalg.eigvalsh(single(H))).max()


def strong_convexity_factor(H):
    lam = np.linalg.eigvalsh(single(H))
    return f32(1) - lam[0] / lam[-1]


def quadratic_upper_bound(f, grad, x, y, L):
    x, y = single(x), single(y)
    g, s = single(grad(x)), y - x
    return f32(f(x)) + np.sum(g * s, dtype=f32) + f32(L) / f32(2) * np.sum(s * s)


def descent_lemma_holds(f, grad, path, L):
    path = np.asarray(path, dtype=np.float64)
    values = np.array([f(x) for x in path])
    squares = np.array([np.sum(np.square(grad(x))) for x in path[:-1]])
    slack = 1e-9 * np.maximum(1, np.abs(values[:-1]))
    return np.all(values[1:] <= values[:-1] - squares / (2 * L) + slack)


def convergence_bound(L, x0, x_star, t):
    s = single(x0) - single(x_star)
    return f32(2 * L) * np.sum(s * s) / f32(t + 4)


def backtracking(f, grad, x, direction, alpha, beta):
    x, d = single(x), single(direction)
    here, slope = f32(f(x)), np.sum(single(grad(x)) * d)
    t = f32(1)
    while not (
        np.isfinite(there := f32(f(x + t * d)))
        and there <= here + f32(alpha) * t * slope
    ):
        t *= f32(beta)
    return t


def exact_step_quadratic(A, b, x, direction):
    A, b, x, d = map(single, (A, b, x, direction))
    return (b - A @ x) @ d / (d @ (A @ d))


def descent_with_backtracking(f, grad, x0, alpha, beta, eps, max_steps):
    x = single(x0)
    path = np.empty((max_steps + 1, *x.shape), dtype=f32)
    path[0] = x
    for k in range(max_steps):
        g = single(grad(path[k]))
        if np.sqrt(np.sum(g * g)) <= f32(eps):
            return path[: k + 1]
        path[k + 1] = path[k] - backtracking(f, grad, path[k], -g, alpha, beta) * g
    return path


def violates_convexity(f, x, y, n):
    x, y = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    fx, fy = np.float64(f(x)), np.float64(f(y))
    theta = np.arange(1, n + 1) / (n + 1)
    values = np.array([f(s * x + (1 - s) * y) for s in theta])
    chord = theta * fx + (1 - theta) * fy
    above = values > chord + 1e-9 * max(1, abs(fx), abs(fy))
    return theta[above.argmax()] if above.any() else None


def segment_inside(contains, x, y, n):
    x, y = single(x), single(y)
    return all(contains(s * x + (f32(1) - s) * y) for s in np.linspace(0, 1, n, dtype=f32))
