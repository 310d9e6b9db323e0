"""Assignment 02: convex functions and sets, tried on the segment between two points."""

from collections.abc import Callable
from typing import SupportsIndex

import numpy as np
from numpy.typing import ArrayLike

from reference.arguments import require_count
from reference.arrays import Array, Function, number, real


def violates_convexity(
    f: Function, x: ArrayLike, y: ArrayLike, n: SupportsIndex
) -> float | None:
    """Return the first θ at which f lies above its chord from y to x, if there is one.

    Formula, for θ = k / (n + 1), k = 1 … n::

        slack = 10⁻⁹ max(1, |f(x)|, |f(y)|)
        f(θ x + (1 - θ) y) > θ f(x) + (1 - θ) f(y) + slack

    Convention:
        θ belongs to x, so it grows from y to x (S2). S3 writes λ for the share of the
        other point, which turns θ into 1 - θ.

    Edge cases:
        x and y are numbers or arrays of the same shape. The result is a float, or None
        if no θ violates convexity. That is evidence, not proof: f may still bend
        between the θ that were tried, or elsewhere. n = 0 tries nothing: None. A value
        of nan violates nothing, nor does anything if f(x) or f(y) is inf; a value of
        inf between finite ends does. No warning in any of these cases.

    Source:
        S2, slide "Classic convex functions". Boyd & Vandenberghe, "Convex
        Optimization", 2004, definition (3.1).  https://web.stanford.edu/~boyd/cvxbook

    By hand:
        x³ from y = -1 to x = 2, a third of the way at 0: 0 ≤ (8 - 2) / 3. From y = -2
        to x = 1: -1 > (1 - 16) / 3 = -5:

        >>> violates_convexity(lambda x: x**3, x=2, y=-1, n=2)
        >>> round(violates_convexity(lambda x: x**3, x=1, y=-2, n=2), 6)
        0.333333

    """
    require_count(n=n)
    x, y, n = real(x), real(y), int(n)
    with np.errstate(all="ignore"):
        f_x, f_y = number(f(x)), number(f(y))
        slack = 1e-9 * max(1.0, abs(f_x), abs(f_y))
        for k in range(1, n + 1):
            theta = k / (n + 1)
            chord = theta * f_x + (1 - theta) * f_y
            if number(f(theta * x + (1 - theta) * y)) > chord + slack:
                return theta
    return None


def segment_inside(
    contains: Callable[[Array], bool], x: ArrayLike, y: ArrayLike, n: SupportsIndex
) -> bool:
    """Return whether a set contains n evenly spread points of the segment from y to x.

    Formula, for n values θ evenly from 0 to 1::

        contains(θ x + (1 - θ) y)

    Convention:
        θ belongs to x (S2), so the first point is y and the last is x. S3 writes λ for
        the share of the other point; the answer is the same.

    Edge cases:
        x and y are numbers or arrays of the same shape. Both ends are tried, for
        n ≥ 2; n = 1 tries y alone, n = 0 nothing, which gives True. True is evidence,
        not proof, that the segment lies in the set. contains may return a numpy bool,
        or an array of one entry.

    Source:
        S2, slide "Classic convex sets". Boyd & Vandenberghe, "Convex Optimization",
        2004, section 2.1.4.  https://web.stanford.edu/~boyd/cvxbook

    By hand:
        The ring 1 ≤ |z| ≤ 2 contains -1 and 1 but not 0 between them; the interval
        [-1, 1] contains all three:

        >>> segment_inside(lambda z: 1 <= abs(z) <= 2, -1, 1, n=3)
        False
        >>> segment_inside(lambda z: abs(z) <= 1, -1, 1, n=3)
        True

    """
    require_count(n=n)
    x, y = real(x), real(y)
    thetas = np.linspace(0, 1, int(n))
    return all(contains(theta * x + (1 - theta) * y) for theta in thetas)
