"""Assignment 11: where the output of a ReLU network changes its slope."""

from collections.abc import Sequence
from typing import SupportsIndex

import numpy as np
from numpy.typing import ArrayLike

from reference.arguments import require_count, require_shape
from reference.arrays import Array, real

ROUNDING = 1e-12
"""Share of the terms that a bend of the output must exceed."""


def count_kinks(
    params: Sequence[tuple[ArrayLike, ArrayLike]],
    x: ArrayLike,
    y: ArrayLike,
    n: SupportsIndex,
) -> int:
    """Return how often the output of a ReLU network changes slope from x to y.

    Formula, with N the network, D_k for 0 < k < n, and D_0 = 0::

        F_k = N(x + (k/n)(y - x)),  k = 0 … n
        D_k = (F_{k+1} - F_k) - (F_k - F_{k-1})
        bends_k  = |D_k| > tol, in any output
        kinks = the number of k with bends_k and not bends_{k-1}

        tol = 10⁻¹² |N|(|x| + |y|),  |N| the network of the |W| and |b|

    Convention:
        Hidden units are ReLU, the output is linear, W has shape (inputs, outputs). A
        kink is a change of slope of the *output*, wherever it falls. On a sample k it
        bends the polygon of the samples at k. Between two samples it bends it at both:
        the chord over it has a slope in between. Two neighbouring bends are therefore
        one kink, at the first of them; who counts every bend counts such a kink twice.
        Counting the signs that change in the hidden layer is another thing: see below.

    Edge cases:
        params is a list of (W, b), input side first, at least one; x and y have shape
        (inputs,); the result is an int. The output may have several entries: a change
        of slope in any of them counts, and in several of them at once counts once.

        Kinks at least 3/n apart are counted exactly: at least one sample without a
        bend lies between them. Closer ones can count as one. A kink at s = 0 or s = 1
        itself does not count, since nothing lies beyond it. No test has kinks closer
        than 3/n, a kink closer than 1/n to an end, a change of dF/ds that is not 0 but
        below 10⁻³ |N|(|x| + |y|), or n above 10⁵; so tolerances are free within reason.

        No kink is: a hidden unit that switches with only zeros among its outgoing
        weights, one that switches while every unit behind it is off, several that
        switch at the same s and cancel. Several that switch at the same s and do not
        cancel are one kink. In a net with two hidden layers the units of the first
        layer that reach the output bend it, and so do those of the second, whose
        input is itself piecewise linear: one unit can switch several times. No hidden
        layer, x = y, or n < 2: 0. n is a whole number >= 1, else ValueError.

        The tolerance covers rounding: F_k is a sum of terms that add up, in absolute
        value, to at most |N|(|x| + |y|), each rounded by 1e-16 of itself a few times
        per layer.

    Source:
        S2, slide "Piecewise linear!". Montúfar, Pascanu, Cho & Bengio, "On the Number
        of Linear Regions of Deep Neural Networks", 2014.
        https://arxiv.org/abs/1402.1869

    By hand:
        relu(x) - relu(x - 1) from -1 to 2 is 0, rises from 0 to 1, and is 1. With
        n = 9 the kinks are on the samples 3 and 6, with n = 10 between two samples:

        >>> params = [([[1, 1]], [0, -1]), ([[1], [-1]], [0])]
        >>> count_kinks(params, [-1], [2], n=9), count_kinks(params, [-1], [2], n=10)
        (2, 2)

    """
    require_count(1, n=n)
    layers = [(real(W), real(b)) for W, b in params]
    inputs = layers[0][0].shape[:1]
    require_shape(inputs, x=x, y=y)
    x, y = real(x), real(y)

    s = np.arange(int(n) + 1)[:, None] / int(n)
    F = _outputs(layers, x + s * (y - x))
    tol = ROUNDING * _outputs(
        [(np.abs(W), np.abs(b)) for W, b in layers], np.abs(x) + np.abs(y)
    )
    bends = np.any(np.abs(np.diff(F, n=2, axis=0)) > tol, axis=1)
    before = np.concatenate([[False], bends])[:-1]
    return int(np.sum(bends & ~before))


def _outputs(layers: Sequence[tuple[Array, Array]], X: Array) -> Array:
    """Return the network's outputs at X, a point or rows of points."""
    *hidden, (W, b) = layers
    for W_hidden, b_hidden in hidden:
        X = np.maximum(X @ W_hidden + b_hidden, 0)
    return X @ W + b
