# grader assignment: 10-convex
"""Amir Haddad, assignment 10. Formulas from the sheet, one after the other."""

import numpy as np


def is_convex(f, sample, n, rng):
    for _ in range(n):
        x = np.array(sample(rng.integers(2**31)))
        y = np.array(sample(rng.integers(2**31)))
        fx, fy = f(x), f(y)
        room = 1e-9 * max(1, abs(fx), abs(fy))
        for theta in [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]:
            if f(theta * x + (1 - theta) * y) > theta * fx + (1 - theta) * fy + room:
                return False
    return True


def log_barrier(G, h, x):
    s = h - G @ x
    n = len(x)
    if np.any(s <= 0):
        return np.inf, np.full(n, np.nan), np.full((n, n), np.nan)
    return -np.sum(np.log(s)), G.T @ (1 / s), G.T @ np.diag(1 / s**2) @ G


def center(c, G, h, x, t):
    for _ in range(200):
        value, grad, hess = log_barrier(G, h, x)
        r = t * c + grad
        d = -np.linalg.solve(hess, r)
        decrement2 = -(r @ d)
        if decrement2 < 1e-12:
            break
        s = 1.0
        while True:
            trial = x + s * d
            new = log_barrier(G, h, trial)[0] + t * (c @ trial)
            if np.isfinite(new) and (
                decrement2 < 0.05 or new <= value + t * (c @ x) - 0.25 * s * decrement2
            ):
                break
            s = s / 2
        x = trial
    return x


def central_path(c, G, h, x0, ts):
    x = np.array(x0, dtype=float)
    path = []
    for t in ts:
        x = center(c, G, h, x, t)
        path.append(x)
    return np.array(path)


def barrier_method(c, G, h, x0, t0, mu, eps):
    t = t0
    x = np.array(x0, dtype=float)
    m = G.shape[0]
    while True:
        x = center(c, G, h, x, t)
        if m / t < eps:
            return x
        t = mu * t


def equality_newton_step(H, g, A):
    p, n = A.shape
    K = np.block([[H, A.T], [A, np.zeros((p, p))]])
    sol = np.linalg.solve(K, np.concatenate([-g, np.zeros(p)]))
    return sol[:n], sol[n:]


def dual_value(c, G, h, lam):
    if np.linalg.norm(G.T @ lam + c) <= 1e-9 * max(1, np.linalg.norm(c)) and np.all(
        lam >= 0
    ):
        return -h @ lam
    return -np.inf


def kkt_residual(c, G, h, x, lam):
    s = h - G @ x
    return max(
        np.max(np.maximum(-s, 0)),
        np.max(np.maximum(-lam, 0)),
        np.max(np.abs(c + G.T @ lam)),
        np.max(np.abs(lam * s)),
    )


def nonnegative_least_squares(A, b):
    L = np.linalg.eigvalsh(A.T @ A)[-1]
    x = np.zeros(A.shape[1])
    for _ in range(20000):
        x = np.maximum(x + A.T @ (b - A @ x) / L, 0)
    return x
