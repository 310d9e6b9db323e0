#!/usr/bin/env python3
# grader assignment: 10-convex
"""Jorge: typed, with options of my own, experiments at the top level and lots of prints."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]


def is_convex(
    f: Callable[[Vector], float],
    sample: Callable[[int], Vector],
    n: int,
    rng: np.random.Generator,
    slack: float = 1e-9,
    verbose: bool = True,
) -> bool:
    for k in range(n):
        x, y = (np.asarray(sample(int(rng.integers(2**31)))) for _ in range(2))
        fx, fy = (float(f(z)) for z in (x, y))
        theta = np.array([0.5, 0.1, 0.9])
        bend = [float(f(a * x + (1 - a) * y)) for a in theta] - (theta * fx + (1 - theta) * fy)
        if bend.max() > slack * max(1.0, abs(fx), abs(fy)):
            if verbose:
                print(f"segment {k}: f is {bend.max():.3g} above its chord")
            return False
    return True


def log_barrier(G, h, x, *, base: float = np.e):
    slacks = np.asarray(h, dtype=float) - np.asarray(G, dtype=float) @ x
    n = np.shape(G)[1]
    if not np.all(slacks > 0):
        return np.inf, [np.nan] * n, [[np.nan] * n] * n
    scale = 1 / np.log(base)
    u = 1 / slacks
    return (
        scale * -np.log(slacks).sum(),
        (scale * (u @ G)).tolist(),
        (scale * np.einsum("k,ki,kj->ij", u**2, G, G)).tolist(),
    )


def _center(c, G, h, x, t, tol=1e-10, max_iter=400):
    for it in range(max_iter):
        v, g, H = log_barrier(G, h, x)
        r = t * np.asarray(c) + g
        dx = np.linalg.solve(np.asarray(H), -r)
        l2 = float(-r @ dx)
        if l2 / 2 < tol:
            print(f"t = {t:g}: {it} Newton steps")
            return x
        s = 1.0
        while not np.isfinite(log_barrier(G, h, x + s * dx)[0]):
            s *= 0.5
        if l2 > 0.1:
            F = lambda z: t * np.dot(c, z) + log_barrier(G, h, z)[0]
            while F(x + s * dx) > F(x) - 0.3 * s * l2:
                s *= 0.8
        x = x + s * dx
    return x


def central_path(c, G, h, x0, ts, tol: float = 1e-10):
    x, rows = np.asarray(x0, dtype=float), []
    for t in ts:
        x = _center(c, G, h, x, t, tol)
        rows.append(x.tolist())
    return rows


def barrier_method(c, G, h, x0, t0, mu, eps, history: list | None = None):
    x, t, m = np.asarray(x0, dtype=float), t0, len(h)
    gap = np.inf
    while gap >= eps:
        x = _center(c, G, h, x, t)
        gap = m / t
        if history is not None:
            history.append((t, gap))
        t *= mu
    return x


def equality_newton_step(H, g, A):
    g, A = np.asarray(g, dtype=float), np.asarray(A, dtype=float)
    p, n = A.shape
    d_w = np.linalg.solve(
        np.r_[np.c_[H, A.T], np.c_[A, np.zeros((p, p))]], np.r_[-g, np.zeros(p)]
    )
    return {"d": d_w[:n], "w": d_w[n:]}["d"], d_w[n:]


def dual_value(c, G, h, lam, tol: float = 1e-9) -> float:
    stationarity = float(np.linalg.norm(np.dot(np.transpose(G), lam) + c))
    if stationarity > tol * max(1.0, float(np.linalg.norm(c))) or np.any(np.asarray(lam) < 0):
        return float("-inf")
    return float(-np.dot(h, lam))


def kkt_residual(c, G, h, x, lam) -> float:
    Gx, l = np.dot(G, x), np.asarray(lam, dtype=float)
    report = {
        "primal": float(np.max(Gx - h, initial=0.0)),
        "dual": float(np.max(-l, initial=0.0)),
        "stationarity": float(np.linalg.norm(c + np.dot(np.transpose(G), l), ord=np.inf)),
        "slackness": float(np.linalg.norm(l * (h - Gx), ord=np.inf)),
    }
    print(report)
    return max(report.values())


def nonnegative_least_squares(A, b, rounds: int = 6000, momentum: float = 0.0):
    A, b = np.asarray(A, dtype=float), np.asarray(b, dtype=float)
    lr = 1.0 / np.linalg.svd(A, compute_uv=False)[0] ** 2
    x, v = np.zeros(A.shape[1]), np.zeros(A.shape[1])
    for _ in range(rounds):
        v = momentum * v - lr * (A.T @ (A @ x - b))
        x = np.maximum(0, x + v)
    return x


# Experiments -------------------------------------------------------------------------
G = np.array([[1.0], [-1.0]])
print("expected -1/3, -1/2:", central_path([1], G, [1, 1], [0], [3 / 4, 4 / 3]))
steps: list = []
print("expected -1/2:", barrier_method([1], G, [1, 1], [0], 2 / 3, 2, 2, history=steps))
print(steps)
print("nnls, expected 1, 0:", nonnegative_least_squares([[1, 1], [0, 1]], [1, -1]))
