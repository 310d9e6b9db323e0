"""Assignment 06: the hyperbolic tangent, from -1 to 1."""

import numpy as np
from numpy.typing import ArrayLike

from reference.arrays import Array, real


def tanh(x: ArrayLike) -> Array:
    """Return the hyperbolic tangent of x.

    Formula::

        tanh(x) = (e^x - e^(-x)) / (e^x + e^(-x)) = 2 σ(2x) - 1

    Convention:
        numpy's own tanh. S1's 2 / (1 + e^(-2x)) - 1 is the same function, but taken
        literally it overflows below -354, and near 0, where it subtracts two numbers
        close to 1, it is only good to about 1e-16 absolutely.

    Edge cases:
        x is a number or an array of any shape, also an empty one; the result is
        float64 of x's shape. Odd in x. No warning for any x: ±1 at ±1000 and ±∞, nan
        at nan.

    Source:
        S1, slides "Tanh" and "Types of Activation Functions" (table). S4, slide
        "Activation function: tanh activation function gradient".

    By hand:
        e^(log 2) = 2, so tanh(log 2) = (2 - 1/2) / (2 + 1/2) = 3/5:

        >>> tanh([0, np.log(2), -np.log(2)]).round(12).tolist()
        [0.0, 0.6, -0.6]

    """
    return real(np.tanh(real(x)))


def tanh_derivative(x: ArrayLike) -> Array:
    """Return the derivative of the hyperbolic tangent at x.

    Formula, with 1/cosh(x) = 2 / (e^x + e^(-x))::

        z        = e^(-|x|)
        tanh'(x) = 1 - tanh(x)² = 1/cosh(x)² = (2z / (1 + z²))²

    Convention:
        x is the input of tanh, not its output. 1 - tanh(x)² is rounded to 0 beyond
        |x| = 19 and 1/cosh(x)² overflows at 1000; the last form does neither. The
        three differ by less than 1e-15.

    Edge cases:
        x is a number or an array of any shape, also an empty one; the result is
        float64 of x's shape. Even in x, at most 1. No warning for any x: 0 at ±1000
        and ±∞, nan at nan.

    Source:
        S1, slide "Types of Activation Functions" (table). S4, slide "Activation
        function: tanh activation function gradient".

    By hand:
        tanh(0) = 0 gives 1, and tanh(log 2) = 3/5 gives 1 - 9/25 = 0.64:

        >>> tanh_derivative([0, np.log(2)]).round(12).tolist()
        [1.0, 0.64]

    """
    z = np.exp(-np.abs(real(x)))
    return real((2 * z / (1 + z**2)) ** 2)
