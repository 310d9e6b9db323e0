"""Assignment 05: methods that give every coordinate a rate of its own."""

from typing import SupportsIndex

from numpy.typing import ArrayLike

from reference.arrays import Array, Gradient
from reference.optimizers.adam import Adam
from reference.optimizers.path import iterate


def adam(
    grad: Gradient,
    x0: ArrayLike,
    lr: float,
    beta1: float,
    beta2: float,
    eps: float,
    steps: SupportsIndex,
) -> Array:
    """Return the path of Adam.

    Rule: Adam

    Edge cases:
        A number x0 gives shape (steps+1,), x0 of shape (D,) gives (steps+1, D). A
        coordinate whose gradient has always been 0 stays where it is; with eps = 0
        that step is 0/0 and the coordinate becomes nan.

    By hand:
        On x² from 1, as long as the slope keeps its sign, the first step has the
        length lr whatever the slope:

        >>> adam(lambda x: 2 * x, 1, 0.1, 0.9, 0.999, 1e-8, steps=1).round(6)
        array([1. , 0.9])

    """
    rule = Adam(lr=lr, beta1=beta1, beta2=beta2, eps=eps)
    return iterate(rule, grad, x0, steps)
