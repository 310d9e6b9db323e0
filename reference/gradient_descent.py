"""Assignment 01: gradient descent, and what its learning rate and start decide."""

from typing import SupportsIndex

import numpy as np
from numpy.typing import ArrayLike

from reference.arguments import require_count, require_non_negative
from reference.arrays import Array, Function, Gradient, real
from reference.optimizers.gradient_descent import GradientDescent
from reference.optimizers.path import iterate


def gradient_descent(
    grad: Gradient, x0: ArrayLike, lr: float, steps: SupportsIndex
) -> Array:
    """Return the path of gradient descent.

    Rule: GradientDescent

    Edge cases:
        A number x0 gives shape (steps+1,), x0 of shape (D,) gives (steps+1, D). With
        steps = 0 the path is x0 alone. A path that diverges runs into inf and nan
        without a warning.

    By hand:
        On x² with lr = 0.1 each step leaves 0.8 of x:

        >>> gradient_descent(lambda x: 2 * x, x0=1, lr=0.1, steps=3).round(3)
        array([1.   , 0.8  , 0.64 , 0.512])

    """
    return iterate(GradientDescent(lr=lr), grad, x0, steps)


def gradient_descent_1d(
    df: Gradient, x0: float, lr: float, eps: float, max_steps: SupportsIndex
) -> Array:
    """Return the path of gradient descent in one dimension, until the slope is small.

    Update, with t counting from 1::

        stop at x_{t-1}  if |f'(x_{t-1})| < ε  or  t > max_steps
        x_t = x_{t-1} - lr f'(x_{t-1})

    Edge cases:
        The path includes x0 and the first point with |f'| < eps. A start with a small
        slope is the whole path. At most max_steps updates are made, so the path has
        at most max_steps + 1 points. A slope of nan is never small.

    Source:
        S0, slide "Gradient Descent in 1D".

    By hand:
        On x² with lr = 0.25 x halves; from 1, |2x| < 0.6 first holds at 0.25:

        >>> gradient_descent_1d(lambda x: 2 * x, x0=1, lr=0.25, eps=0.6, max_steps=9)
        array([1.  , 0.5 , 0.25])

    """
    require_non_negative(eps=eps)
    require_count(max_steps=max_steps)
    rule = GradientDescent(lr=lr)
    # Written so that a slope of nan, which compares false, goes on to max_steps.
    return iterate(rule, df, x0, max_steps, until=lambda g: bool(abs(g) < eps))


def values_along(f: Function, path: ArrayLike) -> Array:
    """Return the value of f at each point of a path.

    Formula::

        f_t = f(x_t),  t = 0 … T

    Edge cases:
        A path of shape (T+1,) is a path of numbers, one of shape (T+1, D) a path of
        vectors; the result has shape (T+1,) for both. The path is not changed.

    Source:
        S0, exercise: print the value of the function along gradient descent.

    By hand:
        On x² the points 1, 1/2 and 1/4 have the values 1, 1/4 and 1/16:

        >>> values_along(lambda x: x**2, [1.0, 0.5, 0.25])
        array([1.    , 0.25  , 0.0625])

    """
    with np.errstate(over="ignore", invalid="ignore"):
        return np.array([real(f(x)) for x in real(path)], dtype=np.float64)
