"""Assignment 10: convexity of a function, tried on random segments."""

from collections.abc import Callable
from typing import SupportsIndex

import numpy as np
from numpy.typing import ArrayLike

from reference.arguments import require_count
from reference.arrays import Function
from reference.convexity import violates_convexity

INTERIOR_POINTS = 9
"""Points at which a segment is tried, at θ = 0.1, 0.2 … 0.9."""


def is_convex(
    f: Function,
    sample: Callable[[int], ArrayLike],
    n: SupportsIndex,
    rng: np.random.Generator,
) -> bool:
    """Return whether f is convex on each of n random segments.

    Formula, for each of the n segments, θ = 0.1, 0.2 … 0.9::

        x = sample(seed),  y = sample(seed),  seed = int(rng.integers(2³¹)) each time
        False  if  f(θ x + (1 - θ) y) > θ f(x) + (1 - θ) f(y) + slack

    Convention:
        The inequality and its slack are those of violates_convexity. Drawn in this
        order: the seed of x, then that of y, then those of the next segment; once a
        segment violates convexity nothing more is drawn. Other numbers of points on a
        segment, and other orders, are as good: tested are functions that are convex,
        or violate convexity on at least a tenth of all segments by far more than the
        slack, with n >= 200, or on every segment.

    Edge cases:
        sample(seed) gives a number or an array, always of the same shape. n = 0 gives
        True. True is evidence, not proof: the bend may lie where no segment went.
        False is proof, up to the slack. A value of nan violates nothing. The result is
        a bool. n is a whole number >= 0, else ValueError.

    Source:
        S2, slide "Classic convex functions". Boyd & Vandenberghe, "Convex
        Optimization", 2004, definition (3.1).  https://web.stanford.edu/~boyd/cvxbook

    By hand:
        -x² lies above each of its chords, x² below:

        >>> def point(seed):
        ...     return np.random.default_rng(seed).normal()
        >>> rng = np.random.default_rng(0)
        >>> is_convex(lambda x: x**2, point, 20, rng)
        True
        >>> is_convex(lambda x: -(x**2), point, 20, rng)
        False

    """
    require_count(n=n)

    def point() -> ArrayLike:
        return sample(int(rng.integers(2**31)))

    for _ in range(int(n)):
        x = point()
        y = point()
        if violates_convexity(f, x, y, INTERIOR_POINTS) is not None:
            return False
    return True
