"""Assignment 06: the linear activation, whose slope never changes."""

import numpy as np
from numpy.typing import ArrayLike

from reference.arguments import require_finite
from reference.arrays import Array, real


def linear(x: ArrayLike, a: float, c: float) -> Array:
    """Return the linear activation of x.

    Formula::

        f(x) = a x + c

    Edge cases:
        x is a number or an array of any shape, also an empty one; the result is
        float64 of x's shape. a and c are finite numbers of any sign; a = 0 gives the
        constant c. S4's linear activation is the case a = 1, c = 0.

    Source:
        S1, slides "Linear" and "Types of Activation Functions" (table). S4, slide
        "Activation function: linear activation function gradient".

    By hand:
        2 · 3 - 1 = 5 and 2 · (-1) - 1 = -3:

        >>> linear([3, -1], a=2, c=-1).tolist()
        [5.0, -3.0]

    """
    require_finite(a=a, c=c)
    return a * real(x) + c


def linear_derivative(x: ArrayLike, a: float, c: float) -> Array:
    """Return the derivative of the linear activation at x.

    Formula::

        f'(x) = a

    Edge cases:
        The result has x's shape, with a in every entry: a number for a number, not
        one number for a whole array. c must be given, and a and c must be finite, as
        for `linear`; c changes nothing.

    Source:
        S1, slide "Types of Activation Functions" (table).

    By hand:
        The slope of 2 x - 1 is 2 everywhere:

        >>> linear_derivative([3, -1], a=2, c=-1).tolist()
        [2.0, 2.0]

    """
    require_finite(a=a, c=c)
    return real(np.full(np.shape(x), a))
