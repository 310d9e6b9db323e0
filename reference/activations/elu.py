"""Assignment 06: the exponential linear unit, which bends instead of breaking."""

import numpy as np
from numpy.typing import ArrayLike

from reference.arguments import require_finite
from reference.arrays import Array, real


def elu(x: ArrayLike, alpha: float) -> Array:
    """Return the exponential linear unit of x.

    Formula::

        f(x) = x  for x > 0,  α (e^x - 1)  for x ≤ 0

    Convention:
        e^x - 1 is computed as expm1(x), which is exact near 0, where the difference
        loses up to all of its digits; the two differ by less than 1e-15 |α|.

    Edge cases:
        x is a number or an array of any shape, also an empty one; the result is
        float64 of x's shape. alpha is any finite number: the paper's is positive,
        alpha = 0 gives ReLU. No warning at ±1000: the left end is -α, the right one
        x itself.

    Source:
        Clevert, Unterthiner & Hochreiter, "Fast and Accurate Deep Network Learning by
        Exponential Linear Units (ELUs)", 2016, section 3.
        https://arxiv.org/abs/1511.07289
        S1, slide "Types of Activation Functions" (table).

    By hand:
        e^(-log 2) = 1/2, so with α = 3 it is 3 · (1/2 - 1) = -3/2 there; 2 stays 2:

        >>> elu([2, -np.log(2)], alpha=3).round(12).tolist()
        [2.0, -1.5]

    """
    require_finite(alpha=alpha)
    x = real(x)
    # np.where evaluates both branches: without the minimum, e^1000 overflows unused.
    return real(np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0))))


def elu_derivative(x: ArrayLike, alpha: float) -> Array:
    """Return the derivative of the exponential linear unit at x.

    Formula::

        f'(x) = 1  for x > 0,  α e^x = f(x) + α  for x ≤ 0

    Convention:
        At 0 ours is the derivative from the left, α, as in the paper and in PyTorch;
        S1's table has the one from the right, 1. With α = 1 the two are the same.
        α e^x keeps the digits that f(x) + α loses in the left tail; the two differ by
        less than 1e-15 |α|.

    Edge cases:
        x is a number or an array of any shape, also an empty one; the result is
        float64 of x's shape. alpha is any finite number. With α = 1 the function is
        smooth and its derivative at 0 is 1; with any other α it has a kink at 0, and
        anything between α and 1, both included, is accepted there. No warning at
        ±1000: the ends are 0 and 1.

    Source:
        Clevert, Unterthiner & Hochreiter, 2016, section 3 (as for `elu`).
        S1, slide "Types of Activation Functions" (table).

    By hand:
        e^(-log 2) = 1/2, so with α = 3 the slope there is 3/2; at 2 it is 1:

        >>> elu_derivative([2, -np.log(2)], alpha=3).round(12).tolist()
        [1.0, 1.5]

    """
    require_finite(alpha=alpha)
    x = real(x)
    return real(np.where(x > 0, 1, alpha * np.exp(np.minimum(x, 0))))
