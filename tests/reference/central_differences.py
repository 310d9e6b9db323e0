"""Slopes from values alone: the oracle that needs no library and no calculus."""

from collections.abc import Callable

import numpy as np

from reference.arrays import Array


def slopes(f: Callable[[Array], float], x: Array) -> Array:
    """Return the gradient of f at x by central differences of three step sizes.

    The error of one central difference is a series in h², so combining steps h, h/2
    and h/4 removes its first two terms: what is left is about (h³/8)² f⁽⁷⁾/7!, that is
    3e-18 times the seventh derivative, and rounding of some 1e-13 |f|.
    """
    got = np.empty_like(x)
    for i in np.ndindex(x.shape):
        e = np.zeros_like(x)
        e[i] = 1
        a, b, c = [
            (f(x + h * e) - f(x - h * e)) / (2 * h) for h in (0.01, 0.005, 0.0025)
        ]
        a, b = (4 * b - a) / 3, (4 * c - b) / 3
        got[i] = (16 * b - a) / 15
    return got
