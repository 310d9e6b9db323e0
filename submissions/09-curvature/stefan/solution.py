# grader assignment: 09-curvature
"""Curvature, the way I like it: small objects, closures, lazy sequences."""
import math
from collections import namedtuple
from functools import partial, reduce
from itertools import accumulate, product, repeat

import numpy as np

Eigenpair = namedtuple("Eigenpair", "value vector")


# %% differences, as operators on functions
class Along:
    """The derivative of a function in the direction of axis k, as a new function."""

    def __init__(self, func, axis, step):
        self.func, self.axis, self.step = func, axis, step

    def _central(self, p, h):
        lo, hi = (np.array(p, dtype=float) for _ in range(2))
        hi[self.axis] += h
        lo[self.axis] -= h
        up = np.array(self.func(hi), dtype=float)
        down = np.array(self.func(lo), dtype=float)
        return (up - down) / (2 * h)

    def __call__(self, p):
        # Richardson
        coarse, fine = (self._central(p, h) for h in (self.step, self.step / 2))
        return (4 * fine - coarse) / 3


def jacobian(func, point):
    columns = (Along(func, k, 1e-4)(point).tolist() for k in range(len(point)))
    return [list(row) for row in zip(*columns)]


def hessian(func, point):
    D = range(len(point))
    return [[float(Along(Along(func, i, 1e-3), j, 1e-3)(point)) for i in D] for j in D]


# %% quadratic forms
class Form:
    """A symmetric matrix as what it is: something that eats vectors."""

    def __init__(self, matrix):
        self.m = [[float(v) for v in row] for row in matrix]

    def __call__(self, u, v=None):
        v = u if v is None else v
        n = range(len(self.m))
        return math.fsum(float(u[i]) * self.m[i][j] * float(v[j]) for i, j in product(n, n))

    def spectrum(self):
        lam, U = np.linalg.eigh(np.array(self.m))
        return [Eigenpair(float(v), u.tolist()) for v, u in zip(lam, U.T)]

    @property
    def eigenvalues(self):
        return [p.value for p in self.spectrum()]

    @property
    def sizes(self):
        # singular values are |eigenvalues|, since symmetric
        return np.linalg.svd(np.array(self.m), compute_uv=False).tolist()


def dot(u, v):
    return math.fsum(float(a) * float(b) for a, b in zip(u, v))


def directional_curvature(matrix, direction):
    return Form(matrix)(direction) / dot(direction, direction)


def curvature_weights(matrix, direction):
    pairs = Form(matrix).spectrum()
    dd = dot(direction, direction)
    return [[p.value for p in pairs], [dot(p.vector, direction) ** 2 / dd for p in pairs]]


def eigen_2x2(matrix):
    (a, b), (c, d) = ((float(v) for v in row) for row in matrix)
    mid, half = (a + d) / 2, (a - d) / 2
    root = math.sqrt(half * half + b * c)
    values = [mid + root, mid - root]

    def kernel(lam):
        # rows of A - lam I, turned by a right angle; the longer of both is the good one
        u = max([(-b, a - lam), (d - lam, -c)], key=lambda r: math.hypot(*r))
        n = math.hypot(*u)
        return [u[0] / n, u[1] / n]

    columns = [kernel(lam) for lam in values]
    return [values, [list(r) for r in zip(*columns)]]


def condition_number(matrix):
    s = Form(matrix).sizes
    return float("inf") if min(s) <= 1e-12 * max(s) else max(s) / min(s)


def classify_critical_point(matrix):
    lam = Form(matrix).eigenvalues
    bound = 1e-8 * max(map(abs, lam))
    signs = frozenset(0 if abs(v) <= bound else int(math.copysign(1, v)) for v in lam)
    if signs >= {1, -1}:
        return "saddle"
    return {frozenset({1}): "minimum", frozenset({-1}): "maximum"}.get(signs, "inconclusive")


# %% the model as a closure
def model(f0, g, matrix):
    form = Form(matrix)
    return lambda v: f0 + dot(g, v) + form(v) / 2


def taylor_model(value, slope, matrix, move):
    return model(value, slope, matrix)(move)


def quadratic_prediction(value, slope, matrix, rate):
    return model(value, slope, matrix)([-rate * float(c) for c in slope])


def best_step(slope, matrix):
    bend = Form(matrix)(slope)
    return dot(slope, slope) / bend if bend > 0 else math.inf


# %% paths
class Path:
    """Iterates point -> point; knows numbers from vectors."""

    def __init__(self, start, rule):
        self.start = np.array(start, dtype=float) if np.ndim(start) else float(start)
        self.rule = rule

    def take(self, n):
        points = accumulate(repeat(None, n), lambda p, _: self.rule(p), initial=self.start)
        return [p.tolist() if np.ndim(p) else float(p) for p in points]


def newton(slope, bend, start, n):
    def rule(p):
        g, H = slope(p), bend(p)
        return p + np.linalg.solve(H, -np.asarray(g)) if np.ndim(p) else float(p - g / H)

    return Path(start, rule).take(n)


def turned(g, H):
    if np.ndim(g) == 0:
        return -float(g) / max(abs(float(H)), 1e-8)
    parts = (
        -dot(u, g) / max(abs(lam), 1e-8) * np.array(u) for lam, u in Form(H).spectrum()
    )
    return reduce(np.add, parts)


def damped_newton(func, slope, bend, start, alpha, beta, n):
    def good(p, d, here, gd, s):
        there = func(p + s * d)
        return math.isfinite(there) and there <= here + alpha * s * gd

    def rule(p):
        g = slope(p)
        d = turned(g, bend(p))
        gd = float(np.dot(g, d))
        ok = partial(good, p, d, func(p), gd)
        s = next(s for s in accumulate(repeat(beta), lambda a, b: a * b, initial=1.0) if ok(s))
        return p + s * d

    return Path(start, rule).take(n)
