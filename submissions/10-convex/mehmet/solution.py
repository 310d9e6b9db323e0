# grader assignment: 10-convex
"""Mehmet. The loops looked right to me."""

import numpy as np


def is_convex(f, sample, n, rng):
    for _ in range(n):
        x = np.array(sample(rng.integers(2**31)))
        y = np.array(sample(rng.integers(2**31)))
        fx, fy = f(x), f(y)
        for theta in [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]:
            if f(theta * x + (1 - theta) * y) > theta * fx + (1 - theta) * fy:
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
    while m / t >= eps:
        x = center(c, G, h, x, t)
        t = mu * t
    return x


def equality_newton_step(H, g, A):
    Hinv = np.linalg.inv(H)
    S = A @ Hinv @ A.T
    w = -np.linalg.solve(S, A @ Hinv @ g)
    return -Hinv @ (g + A.T @ w), w


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
        abs(lam @ s),
    )


def nonnegative_least_squares(A, b):
    keep = list(range(A.shape[1]))
    while True:
        x = np.zeros(A.shape[1])
        if keep:
            x[keep] = np.linalg.lstsq(A[:, keep], b, rcond=None)[0]
        bad = [j for j in keep if x[j] < 0]
        if not bad:
            return x
        keep = [j for j in keep if j not in bad]
