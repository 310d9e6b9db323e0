# grader assignment: 09-curvature
from dataclasses import dataclass
from functools import cached_property

import numpy as np


@dataclass
class Stencil:
    """Differences with a step that fits the coordinate."""

    step: float

    def steps(self, x):
        return np.diag(self.step * (1 + np.abs(x)))

    def gradient_like(self, f, x):
        return np.column_stack(
            [(np.asarray(f(x + e)) - np.asarray(f(x - e))) / (2 * e.sum()) for e in self.steps(x)]
        )


@dataclass
class Symmetric:
    H: np.ndarray

    @cached_property
    def system(self):
        return np.linalg.eigh(np.asarray(self.H, dtype=float))

    @property
    def values(self):
        return self.system[0]

    @property
    def vectors(self):
        return self.system[1]

    @property
    def largest(self):
        return np.abs(self.values).max()

    def along(self, d):
        d = np.asarray(d, dtype=float)
        return float(d @ np.asarray(self.H, dtype=float) @ d)

    def weights(self, d):
        d = np.asarray(d, dtype=float)
        return np.array([(u @ d) ** 2 / (d @ d) for u in self.vectors.T])

    def condition(self):
        smallest = np.abs(self.values).min()
        return np.inf if smallest <= 1e-12 * self.largest else self.largest / smallest

    def kind(self):
        bound = 1e-8 * self.largest
        up, down = (self.values > bound), (self.values < -bound)
        if up.any() and down.any():
            return "saddle"
        return "minimum" if up.all() else "maximum" if down.all() else "inconclusive"

    def solve_positive(self, g, floor):
        size = np.clip(np.abs(self.values), floor, None)
        return self.vectors @ np.diag(1 / size) @ self.vectors.T @ g


class Model:
    def __init__(self, f0, g, H):
        self.f0, self.g, self.H = float(f0), np.asarray(g, dtype=float), Symmetric(H)

    def __call__(self, v):
        v = np.asarray(v, dtype=float)
        return self.f0 + self.g @ v + self.H.along(v) / 2

    def best_rate(self):
        bend = self.H.along(self.g)
        return self.g @ self.g / bend if bend > 0 else np.inf


class Walker:
    def __init__(self, grad, hess, x0):
        self.grad, self.hess = grad, hess
        self.number = np.ndim(x0) == 0
        self.x = np.atleast_1d(np.asarray(x0, dtype=float)).copy()
        self.path = [self.x]

    def bare(self, x):
        return float(x[0]) if self.number else x

    def look(self):
        at = self.bare(self.x)
        return np.atleast_1d(self.grad(at)), np.atleast_2d(self.hess(at))

    def direction(self):
        g, H = self.look()
        return np.linalg.solve(H, -g)

    def length(self, d):
        return 1.0

    def run(self, steps):
        for _ in range(steps):
            d = self.direction()
            self.x = self.x + self.length(d) * d
            self.path.append(self.x)
        path = np.array(self.path)
        return path[:, 0] if self.number else path


class CarefulWalker(Walker):
    def __init__(self, f, grad, hess, x0, alpha, beta):
        super().__init__(grad, hess, x0)
        self.f = lambda x: f(self.bare(x))
        self.alpha, self.beta = alpha, beta

    def direction(self):
        g, H = self.look()
        self.slope = g
        return -Symmetric(H).solve_positive(g, 1e-8)

    def length(self, d):
        here, s = self.f(self.x), 1.0
        while True:
            there = self.f(self.x + s * d)
            if np.isfinite(there) and there <= here + self.alpha * s * (self.slope @ d):
                return s
            s *= self.beta


def jacobian(f, x):
    return Stencil(1e-5).gradient_like(f, np.array(x, dtype=float))


class Hessian:
    """Callable; differences of differences."""

    def __init__(self, step):
        self.stencil = Stencil(step)

    def __call__(self, f, x):
        def slopes(z):
            return self.stencil.gradient_like(lambda y: [f(y)], z)[0]

        H = self.stencil.gradient_like(slopes, np.array(x, dtype=float))
        return (H + H.T) / 2


hessian = Hessian(1e-4)


def directional_curvature(H, d):
    return Symmetric(H).along(d) / float(np.dot(np.asarray(d, float), np.asarray(d, float)))


def curvature_weights(H, d):
    S = Symmetric(H)
    return S.values, S.weights(d)


def eigen_2x2(A):
    A = np.asarray(A, dtype=float)
    trace, det = np.trace(A), np.linalg.det(A)
    values = sorted(np.roots([1.0, -trace, det]).real, reverse=True)
    vectors = [np.linalg.svd(A - v * np.eye(2))[2][-1] for v in values]
    return values, np.column_stack(vectors)


def condition_number(H):
    return Symmetric(H).condition()


def classify_critical_point(H):
    return Symmetric(H).kind()


def taylor_model(f0, g, H, v):
    return Model(f0, g, H)(v)


def quadratic_prediction(f0, g, H, eps):
    return Model(f0, g, H)(-eps * np.asarray(g, dtype=float))


def best_step(g, H):
    return Model(0, g, H).best_rate()


def newton(grad, hess, x0, steps):
    return Walker(grad, hess, x0).run(steps)


def damped_newton(f, grad, hess, x0, alpha, beta, steps):
    return CarefulWalker(f, grad, hess, x0, alpha, beta).run(steps)
