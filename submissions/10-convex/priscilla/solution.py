# grader assignment: 10-convex
"""Priscilla's solvers stop when little happens; the rest is by the sheet."""
import numpy as np


def is_convex(f, sample, n, rng):
    seed = int(rng.integers(2**31))
    for _ in range(n):
        x, y = np.asarray(sample(seed)), np.asarray(sample(seed))
        a, b = f(x), f(y)
        if f(0.5 * x + 0.5 * y) > 0.5 * a + 0.5 * b + 1e-9 * max(1, abs(a), abs(b)):
            return False
        seed = int(rng.integers(2**31))
    return True


def log_barrier(G, h, x):
    s = h - G @ x
    n = x.size
    if s.min() <= 0:
        return np.inf, np.full(n, np.nan), np.full((n, n), np.nan)
    g = G.T @ (1 / s)
    return -np.log(s).sum(), g, np.outer(g, g)


def derivatives(G, h, x):
    s = h - G @ x
    return G.T @ (1 / s), (G.T / s**2) @ G


def centre(c, G, h, x, t):
    """Plain gradient descent, 200 steps, halving when it leaves or climbs."""
    F = lambda z: t * c @ z - np.log(h - G @ z).sum() if (h - G @ z).min() > 0 else np.inf
    for _ in range(200):
        g = t * c + derivatives(G, h, x)[0]
        s = 1.0
        while F(x - s * g) > F(x) - 0.5 * s * g @ g and s > 1e-15:
            s /= 2
        x = x - s * g
    return x


def central_path(c, G, h, x0, ts):
    rows, x = [], 1.0 * np.asarray(x0)
    for t in ts:
        x = centre(c, G, h, x, t)
        rows.append(x)
    return rows


def barrier_method(c, G, h, x0, t0, mu, eps):
    x, t = 1.0 * np.asarray(x0), t0
    for _ in range(60):
        for _ in range(80):
            g, H = derivatives(G, h, x)
            d = -np.linalg.solve(H, t * c + g)
            size = np.sqrt(d @ H @ d)
            x = x + d / (1 + size) if size > 0.25 else x + d
            if size < 1e-4:
                break
        if len(c) / t < eps:
            break
        t *= mu
    return x


def equality_newton_step(H, g, A):
    d = -np.linalg.pinv(H) @ g
    d = d - np.linalg.pinv(A) @ (A @ d)
    return d, np.linalg.lstsq(A.T, -(H @ d + g), rcond=None)[0]


def dual_value(c, G, h, lam):
    if np.linalg.norm(G.T @ lam - c) <= 1e-9 * max(1, np.linalg.norm(c)) and (lam >= 0).all():
        return -h @ lam
    return -np.inf


def kkt_residual(c, G, h, x, lam):
    return np.max(
        [
            np.max(G @ x - h),
            np.max(-lam),
            np.max(c + G.T @ lam),
            np.max(np.abs(lam * (h - G @ x))),
        ]
    )


def nonnegative_least_squares(A, b):
    x, L = np.zeros(A.shape[1]), np.linalg.norm(A, 2) ** 2
    while True:
        new = np.maximum(x - A.T @ (A @ x - b) / L, 0)
        if np.linalg.norm(A @ new - b) > 0.99 * np.linalg.norm(A @ x - b):
            return new
        x = new
