"""What the reference computes with: float64 arrays, and numbers as 0-d ones."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

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


def number(x: ArrayLike) -> float:
    """Return the one entry of x as a float."""
    return float(np.asarray(x, dtype=np.float64).item())


def norm(v: ArrayLike) -> float:
    """Return the Euclidean norm of all entries of v."""
    return float(np.linalg.norm(np.ravel(real(v))))
