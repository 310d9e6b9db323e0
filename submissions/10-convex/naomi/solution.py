# grader assignment: 10-convex
# Naomi: four of eight; the week was short.
import numpy as np


def log_barrier(G, h, x):
    """Return value, gradient and Hessian."""
    s = h - G @ x
    if (s <= 0).any():
        n = x.size
        return np.inf, np.full(n, np.nan), np.full((n, n), np.nan)
    return -np.log(s).sum(), (G / s[:, None]).sum(0), (G.T / s**2) @ G


def central_path(c, G, h, x0, ts):
    raise NotImplementedError


def barrier_method(c, G, h, x0, t0, mu, eps):
    raise NotImplementedError


def equality_newton_step(H, g, A):
    n, p = len(g), len(A)
    K = np.zeros((n + p, n + p))
    K[:n, :n] = H
    K[n:, :n] = A
    K[:n, n:] = A.T
    z = np.linalg.solve(K, np.hstack([-g, np.zeros(p)]))
    return z[:n], z[n:]


def dual_value(c, G, h, lam):
    rest = G.T @ lam + c
    if np.sqrt(rest @ rest) <= 1e-9 * max(1, np.sqrt(c @ c)):
        return -(h @ lam)  # lam >= 0 comes from the solver anyway
    return -np.inf


def kkt_residual(c, G, h, x, lam):
    s = h - G @ x
    return (
        np.maximum(-s, 0).sum()
        + np.maximum(-lam, 0).sum()
        + np.abs(c + G.T @ lam).sum()
        + np.abs(lam * s).sum()
    )
