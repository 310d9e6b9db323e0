"""What difference quotients tend to, when no single step is right for all entries."""

from collections.abc import Callable

import numpy as np

from reference.arrays import Array

LEVELS = 12
"""How many steps are tried, from a tenth of each coordinate down to 2e-8 of it."""

ROUNDING = 10 * float(np.finfo(np.float64).eps)
"""What is allowed for the rounding of one value of f, relative to the value."""

CERTAIN = 1e-3
"""Relative error above which an entry cannot be told from 0."""


def limit(measure: Callable[[Array], tuple[Array, Array]], x: Array) -> Array:
    """Return what central differences at x tend to as their steps shrink to 0.

    Formula, with h_j = 0.1 max(|x_j|, 0.01) / 4^k for k = 0 … 11::

        R(h) = (16 D(h/4) - D(h)) / 15
        error = |R(h) - R(4h)| + rounding(h)

    The error of a central difference D is a series in h², whose first term R is free
    of (Richardson). Long steps still suffer from the bend of f, short ones from
    rounding, and only f knows where one ends and the other begins: so every entry is
    taken at the step that leaves it the smallest share of error. A share, since far
    beyond the scale of f all differences are small, and so are their errors. An entry
    that is never certain is 0 or nearly so, and has the smallest error instead.

    Args:
        measure: gets the steps h, one per coordinate; returns D(h), and the error
            that rounding may cause in it.
        x: the point, shape (D,).
    """
    longest = 0.1 * np.maximum(np.abs(x), 0.01)
    # f may leave its domain at long steps, and entries may be 0: both are expected.
    with np.errstate(all="ignore"):
        measured = [measure(longest / 4**k) for k in range(LEVELS)]
        D, rounding = (np.array(each) for each in zip(*measured, strict=True))
        R = (16 * D[1:] - D[:-1]) / 15
        error = np.abs(np.diff(R, axis=0)) + rounding[2:]
        share = error / np.abs(R[1:])
    # Written so that a nan, to argmin the smallest of all numbers, counts as infinite.
    error = np.where(error < np.inf, error, np.inf)
    share = np.where(share < CERTAIN, share, np.inf)
    best = np.where(
        np.isfinite(share).any(axis=0), share.argmin(axis=0), error.argmin(axis=0)
    )
    entries: Array = np.take_along_axis(R[1:], best[np.newaxis], axis=0)[0]
    return entries
