# grader assignment: 10-convex
"""Elif Demir. Objects all the way down; the functions at the end translate."""

from dataclasses import dataclass

import numpy as np


@dataclass
class Polyhedron:
    G: np.ndarray
    h: np.ndarray

    @classmethod
    def read(cls, G, h):
        return cls(np.atleast_2d(np.array(G, dtype=float)), np.array(h, dtype=float))

    def slacks(self, x):
        return self.h - self.G @ x

    def contains(self, x):
        return bool(np.all(self.slacks(x) > 0))

    @property
    def rows(self):
        return len(self.h)


class Barrier:
    def __init__(self, walls):
        self.walls = walls

    def __call__(self, x):
        if not self.walls.contains(x):
            return np.inf
        return -np.log(self.walls.slacks(x)).sum()

    def gradient(self, x):
        if not self.walls.contains(x):
            return np.nan * x
        return (self.walls.G / self.walls.slacks(x)[:, None]).sum(0)

    def hessian(self, x):
        if not self.walls.contains(x):
            return np.nan * np.outer(x * 0 + 1, x * 0 + 1)
        scaled = self.walls.G / self.walls.slacks(x)[:, None]
        return np.einsum("ki,kj->ij", scaled, scaled)


class Centring:
    """Newton with Armijo for one t."""

    def __init__(self, c, barrier, t):
        self.c, self.barrier, self.t = c, barrier, t

    def value(self, x):
        return self.t * (self.c @ x) + self.barrier(x)

    def step(self, x):
        r = self.t * self.c + self.barrier.gradient(x)
        L = np.linalg.cholesky(self.barrier.hessian(x))
        y = np.linalg.solve(L, -r)
        return np.linalg.solve(L.T, y), float(np.sqrt(y @ y))

    def run(self, x):
        while True:
            d, size = self.step(x)
            if size <= 1e-6:
                return x + d
            s = 1.0
            while size > 0.2 and not (
                self.value(x + s * d) < self.value(x) - 0.1 * s * size**2
            ):
                s *= 0.7
            x = x + s * d


class LinearProgram:
    def __init__(self, c, G, h):
        self.c = np.array(c, dtype=float)
        self.walls = Polyhedron.read(G, h)
        self.barrier = Barrier(self.walls)

    def centre(self, x, t):
        return Centring(self.c, self.barrier, t).run(x)

    def residual(self, x, lam):
        lam = np.array(lam, dtype=float)
        s = self.walls.slacks(np.array(x, dtype=float))
        numbers = [
            *np.clip(-s, 0, None),
            *np.clip(-lam, 0, None),
            *np.abs(self.c + self.walls.G.T @ lam),
            *np.abs(lam * s),
        ]
        return max(numbers)

    def bound(self, lam):
        lam = np.array(lam, dtype=float)
        rest = np.linalg.norm(self.walls.G.T @ lam + self.c)
        allowed = 1e-9 * max(1, np.linalg.norm(self.c))
        return -np.inf if rest > allowed or (lam < 0).any() else -self.walls.h @ lam


class Segments:
    def __init__(self, sample, rng):
        self.sample, self.rng = sample, rng

    def end(self):
        return np.asarray(self.sample(int(self.rng.integers(2**31))), dtype=float)

    def __iter__(self):
        return self

    def __next__(self):
        return self.end(), self.end()


class ActiveSet:
    """Lawson and Hanson's method."""

    def __init__(self, A, b):
        self.A, self.b = np.array(A, dtype=float), np.array(b, dtype=float)
        self.x = np.zeros(self.A.shape[1])
        self.free = np.zeros(self.A.shape[1], dtype=bool)

    def slope(self):
        return self.A.T @ (self.b - self.A @ self.x)

    def on_free(self):
        z = np.zeros_like(self.x)
        z[self.free] = np.linalg.lstsq(self.A[:, self.free], self.b, rcond=None)[0]
        return z

    def solve(self):
        while True:
            w = np.where(self.free, -np.inf, self.slope())
            if w.max(initial=-np.inf) <= 1e-10:
                return self.x
            self.free[w.argmax()] = True
            z = self.on_free()
            while self.free.any() and z[self.free].min() <= 0:
                low = self.free & (z <= 0)
                s = (self.x[low] / (self.x[low] - z[low])).min()
                self.x = self.x + s * (z - self.x)
                self.free &= self.x > 1e-12
                self.x[~self.free] = 0
                z = self.on_free()
            self.x = z


def is_convex(f, sample, n, rng):
    for (x, y), _ in zip(Segments(sample, rng), range(n)):
        fx, fy = f(x), f(y)
        for theta in np.linspace(0, 1, 9):
            chord = theta * fx + (1 - theta) * fy
            if f(theta * x + (1 - theta) * y) - chord > 1e-9 * max(1, abs(fx), abs(fy)):
                return np.False_
    return np.True_


def log_barrier(G, h, x):
    barrier, x = Barrier(Polyhedron.read(G, h)), np.array(x, dtype=float)
    return barrier(x), barrier.gradient(x), barrier.hessian(x)


def central_path(c, G, h, x0, ts):
    lp, x = LinearProgram(c, G, h), np.array(x0, dtype=float)
    return np.stack([x := lp.centre(x, t) for t in ts])


def barrier_method(c, G, h, x0, t0, mu, eps):
    lp, t = LinearProgram(c, G, h), t0
    x = lp.centre(np.array(x0, dtype=float), t)
    while not lp.walls.rows / t < eps:
        t = mu * t
        x = lp.centre(x, t)
    return x


def equality_newton_step(H, g, A):
    p, n = np.shape(A)
    K = np.zeros((n + p, n + p))
    K[:n, :n] = H
    K[n:, :n] = A
    K[:n, n:] = np.transpose(A)
    d, w = np.split(np.linalg.solve(K, np.r_[-np.asarray(g), np.zeros(p)]), [n])
    return d, w


def dual_value(c, G, h, lam):
    return LinearProgram(c, G, h).bound(lam)


def kkt_residual(c, G, h, x, lam):
    return LinearProgram(c, G, h).residual(x, lam)


def nonnegative_least_squares(A, b):
    return ActiveSet(A, b).solve()
