"""What the reference computes with: float64 arrays, and numbers as 0-d ones."""

import math
from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from reference.arguments import require_shape

Array: TypeAlias = NDArray[np.float64]
"""A float64 array. A number is a numpy float64, which is an array of no dimensions."""

Labels: TypeAlias = NDArray[np.int64]
"""Class labels or example indices: integers from 0."""

Function: TypeAlias = Callable[[Array], ArrayLike]
"""An objective: a point in, a number out."""

Gradient: TypeAlias = Callable[[Array], ArrayLike]
"""A gradient: a point in, an array of the point's shape out."""


def real(x: ArrayLike) -> Array:
    """Return a fresh float64 copy of x; integers are read as floats."""
    # [()] turns an array without dimensions into a numpy float64, which callers can
    # print, compare and hand to math.sqrt; every other array passes unchanged.
    array: Array = np.array(x, dtype=np.float64)[()]
    return array


def labels(y: ArrayLike, n: int, classes: int) -> Labels:
    """Return y as the labels of n examples: integers from 0 to classes - 1."""
    require_shape((n,), y=y)
    given = np.asarray(y)
    if given.dtype.kind not in "iu":
        raise ValueError(f"y must hold integers; got dtype {given.dtype}.")
    wrong = given[(given < 0) | (given >= classes)]
    if wrong.size:
        raise ValueError(f"y must hold labels from 0 to {classes - 1}; got {wrong[0]}.")
    return given.astype(np.int64)


def quotient(a: ArrayLike, b: ArrayLike) -> Array:
    """Return a / b entry by entry, and 0 where b is 0."""
    # Not b > 0: what is nan must stay nan.
    zeros = np.zeros(np.broadcast_shapes(np.shape(a), np.shape(b)))
    ratio: Array = np.divide(a, b, out=zeros, where=np.not_equal(b, 0))[()]
    return ratio


def number(x: ArrayLike) -> float:
    """Return the one entry of x as a float."""
    return float(np.asarray(x, dtype=np.float64).item())


def norm(v: ArrayLike) -> float:
    """Return the Euclidean norm of all entries of v; squares cannot overflow."""
    return math.hypot(*np.ravel(real(v)))
