"""Assignment 06: the sigmoid, from 0 to 1."""

import numpy as np
from numpy.typing import ArrayLike

from reference.arrays import Array, real


def sigmoid(x: ArrayLike) -> Array:
    """Return the sigmoid of x.

    Formula, with 1 / (1 + e^(-x)) = e^x / (1 + e^x)::

        z    = e^(-|x|)
        σ(x) = 1 / (1 + z)  for x ≥ 0,  z / (1 + z)  for x < 0

    Convention:
        Both forms are the same function; the one whose exponential cannot overflow
        is taken. 1 / (1 + e^(-x)) alone overflows below -709, and e^x / (1 + e^x)
        alone gives inf/inf above 709.

    Edge cases:
        x is a number or an array of any shape, also an empty one; the result is
        float64 of x's shape. No warning for any x: 0 at -1000 and -∞, 1 at 1000 and
        ∞, nan at nan. The left tail keeps its digits: σ(-700) = e^(-700) up to
        rounding, not 0.

    Source:
        S1, slides "Sigmoid", "Sigmoid function" and "Types of Activation Functions"
        (table). S4, slide "Activation function: sigmoid activation function gradient".

    By hand:
        e^(-log 3) = 1/3, so σ(log 3) = 1 / (4/3) = 3/4 and σ(-log 3) = 1/4:

        >>> sigmoid([0, np.log(3), -np.log(3)]).round(12).tolist()
        [0.5, 0.75, 0.25]

    """
    x = real(x)
    z = np.exp(-np.abs(x))
    return real(np.where(x >= 0, 1, z) / (1 + z))


def sigmoid_derivative(x: ArrayLike) -> Array:
    """Return the derivative of the sigmoid at x.

    Formula, with 1 - σ(x) = σ(-x)::

        σ'(x) = σ(x) (1 - σ(x)) = σ(x) σ(-x)

    Convention:
        x is the input of the sigmoid, not its output: the derivative at 0 is 1/4,
        where a form in the output, a (1 - a), would get 0. 1 - σ(x) is written σ(-x),
        which keeps its digits where σ(x) is rounded to 1; the two differ by less than
        1e-15.

    Edge cases:
        x is a number or an array of any shape, also an empty one; the result is
        float64 of x's shape. Even in x, at most 1/4. No warning for any x: 0 at
        ±1000 and ±∞, nan at nan.

    Source:
        S1, slides "Sigmoid function" (local gradient) and "Types of Activation
        Functions" (table). S4, slide "Activation function: sigmoid activation
        function gradient".

    By hand:
        σ(0) = 1/2 gives 1/4, and σ(log 3) = 3/4 gives 3/4 · 1/4 = 0.1875:

        >>> sigmoid_derivative([0, np.log(3)]).round(12).tolist()
        [0.25, 0.1875]

    """
    x = real(x)
    return sigmoid(x) * sigmoid(-x)
