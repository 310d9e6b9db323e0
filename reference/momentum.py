"""Assignment 04: gradient descent that remembers where it was going."""

from typing import SupportsIndex

import numpy as np
from numpy.typing import ArrayLike

from reference.arguments import (
    require_decay,
    require_non_negative,
    require_positive,
)
from reference.arrays import Array, Gradient, real
from reference.optimizers.momentum import HeavyBall
from reference.optimizers.path import iterate


def momentum(
    grad: Gradient, x0: ArrayLike, lr: float, beta: float, steps: SupportsIndex
) -> Array:
    """Return the path of gradient descent with momentum.

    Rule: HeavyBall

    Edge cases:
        A number x0 gives shape (steps+1,), x0 of shape (D,) gives (steps+1, D). With
        beta = 0 it is gradient descent. A path that diverges runs into inf and nan
        without a warning.

    By hand:
        On x² from 1 with lr = 0.25 and β = 0.5: v = 2, x = 0.5; v = 2, x = 0;
        v = 1, x = -0.25:

        >>> momentum(lambda x: 2 * x, x0=1, lr=0.25, beta=0.5, steps=3)
        array([ 1.  ,  0.5 ,  0.  , -0.25])

    """
    return iterate(HeavyBall(lr=lr, beta=beta), grad, x0, steps)


def velocity_as_sum(grads: ArrayLike, lr: float, beta: float) -> Array:
    """Return the velocity after the given gradients, written as one sum.

    Formula, with k = len(grads)::

        v_k = -lr Σ_{j=0}^{k-1} β^(k-1-j) grads[j]

    Edge cases:
        Gradients are numbers, shape (k,), or rows, shape (k, D); the result is a
        number or has shape (D,). No gradients give a velocity of 0.

    Source:
        S2, slide "v is actually the weighted sum of all the previous gradient".

    By hand:
        Gradients 1 and 2 with lr = 0.1 and β = 0.5 give -0.1 (0.5 · 1 + 2) = -0.25:

        >>> float(velocity_as_sum([1.0, 2.0], lr=0.1, beta=0.5))
        -0.25

    """
    require_non_negative(lr=lr)
    require_decay(beta=beta)
    rows = real(grads)
    weights = beta ** np.arange(len(rows) - 1, -1, -1, dtype=np.float64)
    return real(-lr * np.tensordot(weights, rows, axes=1))


def largest_stable_lr(lam: float, beta: float) -> float:
    """Return the rate below which momentum converges on a quadratic of curvature λ.

    Formula::

        lr_max = 2 (1 + β) / λ

    Edge cases:
        beta = 0 gives gradient descent's bound 2/λ. At the bound itself the path
        neither shrinks nor grows.

    Source:
        S0, slide "Adding Momentum": momentum "allows a larger range of step-sizes".
        Goh, "Why Momentum Really Works", 2017.  https://distill.pub/2017/momentum

    By hand:
        λ = 4 and β = 0.5 give 2 · 1.5 / 4:

        >>> largest_stable_lr(4, 0.5)
        0.75

    """
    require_positive(lam=lam)
    require_decay(beta=beta)
    return 2 * (1 + beta) / lam
