"""Assignment 01: the gradient by finite differences, and a check built on it."""

import numpy as np
from numpy.typing import ArrayLike

from reference.arguments import require_shape
from reference.arrays import Array, Function, Gradient, number, real

FINEST_STEP = 1e-14
"""The first step tried, as a share of the coordinate."""

CERTAIN = 1e-9
"""Relative error at which no longer step is tried."""

BEND = 1000
"""Growth of the error that shows the bend of f, which grows with h²; noise does not."""

ROUNDING = 10 * float(np.finfo(np.float64).eps)
"""What is allowed for the rounding of one value of f, relative to the value."""


def numerical_gradient(f: Function, x: ArrayLike) -> Array:
    """Return the gradient of f at x by central differences.

    Formula, for every coordinate i, with a step h that suits it::

        ∂f/∂x_i ≈ (f(x + h e_i) - f(x - h e_i)) / (2h)

    Convention:
        The choice of h is yours, and any choice that is accurate enough is right. Too
        long a step is spoilt by the bend of f (an error that grows with h²), too short
        a one by rounding (an error that grows with 1/h); a fixed 1e-5 or a share of
        6e-6 of the coordinate are common. Here every coordinate tries 10⁻¹⁴ |x_i|, ten
        times that and so on (from 10⁻¹⁴ on if x_i = 0), and takes the step at which
        the quotient, judged by its change and by rounding, is most certain. One-sided
        differences are not accurate enough.

    Edge cases:
        x is a number or an array of any shape; the result has the shape of x. f gets a
        fresh float64 array of that shape (a number for a number) at each call and may
        change it; x itself is not changed. An entry is right within 1e-6 of its size.
        The coordinates of x may differ in size by many powers of ten, such as 1e-4
        next to 1e4, and f may vary on the scale of each: a step must suit its own
        coordinate. f is smooth at x and neither noisy nor nearly constant: what it
        changes while x_i changes by its own size (by 1 if x_i = 0) is never thousands
        of times smaller than f itself. At a kink the result is the mean of the two
        one-sided slopes; kinks are never tested. Where f is not finite on both sides
        of x the entry is nan, without a warning; an empty x gives an empty result.

    Source:
        S4, slide "Gradient checking", finite difference approximation. Nocedal &
        Wright, "Numerical Optimization", 2006, section 8.1, equation (8.7).

    By hand:
        f = x² y has the gradient (2 x y, x²), at (3, 2) that is (12, 9):

        >>> numerical_gradient(lambda v: v[0] ** 2 * v[1], [3, 2]).round(6)
        array([12.,  9.])

    """
    x = real(x)
    with np.errstate(all="ignore"):
        slopes = [_slope(f, x, i) for i in np.ndindex(x.shape)]
    return real(np.reshape(slopes, x.shape))


def _slope(f: Function, x: Array, i: tuple[int, ...]) -> float:
    """Return ∂f/∂x_i by the first step that is certain, else by the most certain."""
    best, least, previous = np.nan, np.inf, np.nan
    h = FINEST_STEP * abs(x[i]) or FINEST_STEP
    while h < max(1.0, abs(x[i])):
        above, below = np.array(x), np.array(x)
        above[i] += h
        below[i] -= h
        # Not 2h: both points were rounded, and f knows only where they came to lie.
        width = above[i] - below[i]
        f_above, f_below = number(f(above[()])), number(f(below[()]))
        slope = (f_above - f_below) / width
        error = abs(slope - previous) + ROUNDING * abs(f_above) / h
        if error < least:
            best, least = slope, error
        # Beyond the bend of f a longer step is worse, and might leave its domain.
        if least <= CERTAIN * abs(best) or error > BEND * least:
            break
        previous = slope
        h *= 10
    return float(best)


def gradient_check(f: Function, grad: Gradient, x: ArrayLike) -> float:
    """Return how far a gradient is from the numerical one, at its worst entry.

    Formula, with n = numerical_gradient(f, x)::

        max_i |∇f(x)_i - n_i| / max(1, |n_i|)

    Convention:
        The difference is relative where the entry is larger than 1 and absolute where
        it is smaller. Others divide by |∇f(x)_i| + |n_i|, which blames a right gradient
        near 0, or compare the norms of whole vectors, which hides one wrong entry.

    Edge cases:
        x is a number or an array of any shape, and grad must return that shape. A right
        gradient gives a value below 1e-6, not exactly 0. An x without entries gives 0.
        nan if any entry of either gradient is nan. x is not changed.

    Source:
        S4, slide "Gradient checking", finite difference approximation.

    By hand:
        A gradient that forgets the factor 2 of x² is 5 at 5, where the true one is 10:
        |5 - 10| / 10:

        >>> round(gradient_check(lambda x: x**2, lambda x: x, 5), 6)
        0.5

    """
    n = numerical_gradient(f, x)
    g = real(grad(real(x)))
    require_shape(n.shape, **{"grad(x)": g})
    return float(np.max(abs(g - n) / np.maximum(1, abs(n)), initial=0.0))
