"""Refusal of parameters that no function has: each error gives name and value."""

import math
import operator
from numbers import Real
from typing import SupportsIndex

import numpy as np
from numpy.typing import ArrayLike

from grader.objectives.objective import Array, frozen


def require_positive(**numbers: float) -> None:
    """Refuse whatever is not a finite number above 0."""
    for name, value in numbers.items():
        # Written so that NaN, which compares false with everything, is refused.
        if not (_is_number(value) and 0 < value < math.inf):
            raise ValueError(f"{name} must be a finite number > 0; got {value!r}.")


def require_non_negative(**numbers: float) -> None:
    """Refuse whatever is not a finite number from 0 on."""
    for name, value in numbers.items():
        if not (_is_number(value) and 0 <= value < math.inf):
            raise ValueError(f"{name} must be a finite number >= 0; got {value!r}.")


def require_finite(**numbers: float) -> None:
    """Refuse infinities, NaN and whatever is not a number."""
    for name, value in numbers.items():
        if not (_is_number(value) and math.isfinite(value)):
            raise ValueError(f"{name} must be a finite number; got {value!r}.")


def require_count(least: int = 0, **numbers: SupportsIndex) -> None:
    """Refuse whatever is not a whole number from `least` on."""
    for name, value in numbers.items():
        if not (_is_whole(value) and operator.index(value) >= least):
            raise ValueError(
                f"{name} must be a whole number >= {least}; got {value!r}."
            )


def positive_eigenvalues(eigenvalues: ArrayLike) -> Array:
    """Return the eigenvalues of a bowl; refuse none at all, and any that is not > 0."""
    array = frozen(eigenvalues)
    right = array.ndim == 1 and array.size > 0
    if not (right and bool(np.all((array > 0) & np.isfinite(array)))):
        raise ValueError(
            f"eigenvalues must be one or more finite numbers > 0; got {eigenvalues!r}."
        )
    return array


def point_of(dimension: int, minimiser: ArrayLike) -> Array:
    """Return the minimiser as a point; one number stands for all its coordinates."""
    array = frozen(minimiser)
    right = array.shape in {(), (dimension,)}
    if not (right and bool(np.all(np.isfinite(array)))):
        raise ValueError(
            f"minimiser must be a finite number or {dimension} of them; "
            f"got {minimiser!r}."
        )
    return frozen(np.broadcast_to(array, (dimension,)))


def _is_number(value: object) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool)


def _is_whole(value: object) -> bool:
    return hasattr(value, "__index__") and not isinstance(value, bool)
