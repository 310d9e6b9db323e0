# grader assignment: 10-convex

"""Assignment 10, told with objects, closures and generators."""

import itertools
import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np


def _f(thing):
    return np.array(thing, dtype=float)


# ----------------------------------------------------------------- exercise 1
class Segment:
    def __init__(self, func, a, b):
        self.func, self.a, self.b = func, a, b
        self.fa, self.fb = func(a), func(b)

    def gap(self, theta):
        """How far the function is above the chord at theta."""
        middle = self.func(self.a * theta + self.b * (1 - theta))
        return middle - (theta * self.fa + (1 - theta) * self.fb)

    @property
    def tolerance(self):
        return 1e-9 * max(1, abs(self.fa), abs(self.fb))

    def violates(self, thetas=(0.5, 0.25, 0.75, 0.05, 0.95)):
        return any(self.gap(th) > self.tolerance for th in thetas)


def is_convex(func, draw, how_many, generator):
    def points():
        while True:
            yield draw(generator.integers(2**31))

    stream = points()
    segments = (Segment(func, next(stream), next(stream)) for _ in range(how_many))
    return not any(segment.violates() for segment in segments)


# ------------------------------------------------------------- exercises 2 - 4
@dataclass(frozen=True)
class Polyhedron:
    rows: np.ndarray
    right: np.ndarray

    @classmethod
    def of(cls, G, h):
        return cls(_f(G), _f(h))

    @property
    def dimension(self):
        return self.rows.shape[1]

    def slacks(self, x):
        return self.right - self.rows @ x


class Barrier:
    """The barrier at one point; everything is computed when asked for."""

    def __init__(self, body, x):
        self.body, self.s = body, body.slacks(x)

    @cached_property
    def inside(self):
        return min(self.s) > 0

    @cached_property
    def value(self):
        return -math.fsum(map(math.log, self.s)) if self.inside else math.inf

    @cached_property
    def gradient(self):
        if not self.inside:
            return _f([math.nan] * self.body.dimension)
        return sum(row / s for row, s in zip(self.body.rows, self.s))

    @cached_property
    def hessian(self):
        if not self.inside:
            return _f([[math.nan] * self.body.dimension] * self.body.dimension)
        return sum(np.outer(row, row) / s**2 for row, s in zip(self.body.rows, self.s))


def log_barrier(matrix, rhs, point):
    b = Barrier(Polyhedron.of(matrix, rhs), _f(point))
    return [b.value, b.gradient.tolist(), b.hessian.tolist()]


class Centring:
    """x*(t) by damped Newton steps 1 / (1 + decrement), which never leave the inside."""

    def __init__(self, cost, body, start):
        self.cost, self.body, self.x = _f(cost), body, _f(start)

    def steps(self, t):
        while True:
            b = Barrier(self.body, self.x)
            r = t * self.cost + b.gradient
            d = np.linalg.solve(b.hessian, -r)
            decrement = math.sqrt(max(-r @ d, 0.0))
            yield decrement
            self.x = self.x + d * (1 if decrement < 0.25 else 1 / (1 + decrement))

    def at(self, t):
        for decrement in itertools.islice(self.steps(t), 1000):
            if decrement < 1e-7:
                break
        return self.x.copy()


def central_path(cost, matrix, rhs, start, times):
    centring = Centring(cost, Polyhedron.of(matrix, rhs), start)
    found = {t: centring.at(t) for t in sorted(map(float, times))}
    return [found[float(t)].tolist() for t in times]


def barrier_method(cost, matrix, rhs, start, first, factor, gap):
    body = Polyhedron.of(matrix, rhs)
    centring = Centring(cost, body, start)
    times = itertools.accumulate(itertools.repeat(factor), lambda t, q: t * q, initial=first)
    pairs = ((t, centring.at(t)) for t in times)
    return next(x.tolist() for t, x in pairs if len(body.rows) / t < gap)


# ----------------------------------------------------------------- exercise 5
def equality_newton_step(curvature, slope, equations):
    """By the null space of the equations instead of the big system."""
    H, g, A = map(_f, (curvature, slope, equations))
    p = len(A)
    Q, R = np.linalg.qr(A.T, mode="complete")
    Z = Q[:, p:]
    d = Z @ np.linalg.solve(Z.T @ H @ Z, -(Z.T @ g))
    w = np.linalg.solve(R[:p], Q[:, :p].T @ -(g + H @ d))
    return d.tolist(), w.tolist()


# ------------------------------------------------------------- exercises 6, 7
class Certificate:
    def __init__(self, c, G, h, lam):
        self.c, self.G, self.h, self.lam = map(_f, (c, G, h, lam))

    def stationarity(self):
        return [cj + math.fsum(col * self.lam) for cj, col in zip(self.c, self.G.T)]

    def worth(self):
        allowed = 1e-9 * max(1, math.hypot(*self.c))
        if min(self.lam) < 0 or math.hypot(*self.stationarity()) > allowed:
            return -math.inf
        return -math.fsum(self.h * self.lam)

    def misses(self, x):
        s = self.h - self.G @ _f(x)
        yield from (max(-si, 0) for si in s)
        yield from (max(-li, 0) for li in self.lam)
        yield from map(abs, self.stationarity())
        yield from map(abs, self.lam * s)


def dual_value(cost, matrix, rhs, multipliers):
    return Certificate(cost, matrix, rhs, multipliers).worth()


def kkt_residual(cost, matrix, rhs, point, multipliers):
    return float(max(Certificate(cost, matrix, rhs, multipliers).misses(point)))


# ----------------------------------------------------------------- exercise 8
class ActiveSet:
    """Lawson and Hanson: let one entry in, throw out whoever turns negative."""

    def __init__(self, A, b):
        self.A, self.b = _f(A), _f(b)
        self.norms = np.sqrt((self.A**2).sum(axis=0))
        self.free = set()
        self.x = np.zeros(self.A.shape[1])

    def candidate(self):
        w = self.A.T @ (self.b - self.A @ self.x) / self.norms
        shut = [j for j in range(len(w)) if j not in self.free]
        best = max(shut, key=lambda j: w[j], default=None)
        if best is None or w[best] <= 1e-10 * math.sqrt(self.b @ self.b):
            return None
        return best

    def solve_free(self):
        z = np.zeros_like(self.x)
        js = sorted(self.free)
        if js:
            z[js] = np.linalg.lstsq(self.A[:, js], self.b, rcond=None)[0]
        return z

    def run(self):
        for j in itertools.islice(iter(self.candidate, None), 50 * len(self.x)):
            self.free.add(j)
            z = self.solve_free()
            while any(z[k] <= 0 for k in self.free):
                bad = [k for k in self.free if z[k] <= 0]
                alpha = min(self.x[k] / (self.x[k] - z[k]) if self.x[k] != z[k] else 0 for k in bad)
                self.x = self.x + alpha * (z - self.x)
                gone = {k for k in bad if self.x[k] <= 1e-14 * (1 + abs(z[k]))} or {bad[0]}
                for k in gone:
                    self.x[k] = 0.0
                self.free -= gone
                z = self.solve_free()
            self.x = z
        return self.x


def nonnegative_least_squares(matrix, target):
    return ActiveSet(matrix, target).run().tolist()
