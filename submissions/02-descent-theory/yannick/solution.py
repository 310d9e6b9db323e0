# grader assignment: 02-descent-theory

"""Lines, rays, line searches and lazy paths."""

from itertools import accumulate, islice, pairwise, repeat
from math import isfinite
from operator import mul

import numpy as np


class Space:
    """What a number and a vector have in common."""

    @staticmethod
    def read(thing):
        whole = np.asarray(thing, dtype=float)
        return whole.copy() if whole.ndim else float(whole)

    @staticmethod
    def dot(u, v):
        return float(np.vdot(u, v))

    @classmethod
    def square(cls, v):
        return cls.dot(v, v)


class Objective:
    """A function together with its gradient."""

    def __init__(self, value, gradient):
        self.value, self.gradient = value, gradient

    def tangent_at(self, x):
        """Return s -> f(x) + s, and s -> the slope along s, both with x fixed."""
        here, slope = self.value(x), Space.read(self.gradient(x))
        return here, lambda d: Space.dot(slope, d)

    def armijo(self, x, d, share):
        """Return the predicate 't is good enough'."""
        here, along = self.tangent_at(x)
        promised = along(d)

        def good(t):
            there = self.value(x + t * d)
            return isfinite(there) and there <= here + share * t * promised

        return good

    def search(self, x, d, share, shrink):
        shrinking = accumulate(repeat(shrink), mul, initial=1.0)
        return next(filter(self.armijo(x, d, share), shrinking))

    def descend(self, x, share, shrink):
        """Yield (point, length of the gradient there), for ever."""
        while True:
            g = Space.read(self.gradient(x))
            yield x, Space.square(g) ** 0.5
            x = x + self.search(x, -g, share, shrink) * -g


class Segment:
    """θ x + (1 - θ) y, for some θ."""

    def __init__(self, x, y):
        self.x, self.y = Space.read(x), Space.read(y)

    def __call__(self, share_of_x):
        return share_of_x * self.x + (1 - share_of_x) * self.y


class Spectrum:
    def __init__(self, matrix):
        # singular values are the sizes of the eigenvalues, for a symmetric matrix
        self.sizes = np.linalg.svd(np.asarray(matrix, dtype=float), compute_uv=False)

    largest = property(lambda self: max(self.sizes))
    smallest = property(lambda self: min(self.sizes))


def lipschitz_step(matrix):
    return 1 / Spectrum(matrix).largest


def strong_convexity_factor(matrix):
    spectrum = Spectrum(matrix)
    return (spectrum.largest - spectrum.smallest) / spectrum.largest


def quadratic_upper_bound(func, slope, touch, where, curvature):
    touch, where = Space.read(touch), Space.read(where)
    step = where - touch
    here, along = Objective(func, slope).tangent_at(touch)
    return here + along(step) + curvature / 2 * Space.square(step)


def descent_lemma_holds(func, slope, points, curvature):
    def promise(x, here):
        least = Space.square(Space.read(slope(x))) / (2 * curvature)
        return here - least + 1e-9 * max(1.0, abs(here))

    walked = ((x, func(x)) for x in map(Space.read, points))
    return all(after <= promise(x, here) for (x, here), (_, after) in pairwise(walked))


def convergence_bound(curvature, start, minimiser, steps):
    return 2 * curvature / (steps + 4) * Space.square(Space.read(start) - Space.read(minimiser))


def backtracking(func, slope, start, towards, share, shrink):
    return Objective(func, slope).search(
        Space.read(start), Space.read(towards), share, shrink
    )


def exact_step_quadratic(matrix, rhs, start, towards):
    matrix, rhs, start, towards = map(Space.read, (matrix, rhs, start, towards))
    slope_at = lambda t: Space.dot(matrix @ (start + t * towards) - rhs, towards)
    # the slope is a straight line in t: where does it cross zero?
    return slope_at(0.0) / (slope_at(0.0) - slope_at(1.0))


def descent_with_backtracking(func, slope, start, share, shrink, eps, most):
    steps = Objective(func, slope).descend(Space.read(start), share, shrink)
    path = []
    for x, length in islice(steps, most + 1):
        path.append(x)
        if length <= eps:
            break
    return path


def violates_convexity(func, x, y, n):
    segment = Segment(x, y)
    fx, fy = func(segment.x), func(segment.y)
    slack = 1e-9 * max(1.0, abs(fx), abs(fy))
    shares = (k / (n + 1) for k in range(1, n + 1))
    return next(
        (θ for θ in shares if func(segment(θ)) > θ * fx + (1 - θ) * fy + slack), None
    )


def segment_inside(belongs, x, y, n):
    return all(map(belongs, map(Segment(x, y), np.linspace(0, 1, n))))
