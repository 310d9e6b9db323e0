"""Refusal of hyperparameters that no method has: each error gives name and value."""

import math
import operator
from numbers import Real
from typing import SupportsIndex

import numpy as np
from numpy.typing import ArrayLike


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


def require_at_least(least: float, **numbers: float) -> None:
    """Refuse whatever is not a finite number from `least` on."""
    for name, value in numbers.items():
        if not (_is_number(value) and least <= value < math.inf):
            raise ValueError(
                f"{name} must be a finite number >= {least}; got {value!r}."
            )


def require_more_than_one(**numbers: float) -> None:
    """Refuse a growth factor that is not a finite number above 1."""
    for name, value in numbers.items():
        if not (_is_number(value) and 1 < value < math.inf):
            raise ValueError(f"{name} must be a finite number > 1; got {value!r}.")


def require_finite(**numbers: float) -> None:
    """Refuse infinities, NaN and whatever is not a number."""
    for name, value in numbers.items():
        if not (_is_number(value) and math.isfinite(value)):
            raise ValueError(f"{name} must be a finite number; got {value!r}.")


def require_decay(**numbers: float) -> None:
    """Refuse a decay rate (momentum, averaging) outside [0, 1)."""
    for name, value in numbers.items():
        if not (_is_number(value) and 0 <= value < 1):
            raise ValueError(f"{name} must be a number in [0, 1); got {value!r}.")


def require_fraction(**numbers: float) -> None:
    """Refuse a proportion outside the open interval (0, 1)."""
    for name, value in numbers.items():
        if not (_is_number(value) and 0 < value < 1):
            raise ValueError(f"{name} must be a number in (0, 1); got {value!r}.")


def require_count(least: int = 0, **numbers: SupportsIndex) -> None:
    """Refuse whatever is not a whole number from `least` on."""
    for name, value in numbers.items():
        if not (_is_whole(value) and operator.index(value) >= least):
            raise ValueError(
                f"{name} must be a whole number >= {least}; got {value!r}."
            )


def require_shape(shape: tuple[int, ...], **arrays: ArrayLike) -> None:
    """Refuse whatever has another shape, which numpy might broadcast in silence."""
    for name, value in arrays.items():
        if np.shape(value) != shape:
            raise ValueError(f"{name} must have shape {shape}; got {np.shape(value)}.")


def require_matrix(**arrays: ArrayLike) -> None:
    """Refuse whatever is not a table of rows with at least one entry."""
    for name, value in arrays.items():
        if np.ndim(value) != 2 or np.size(value) == 0:
            raise ValueError(
                f"{name} must have shape (rows, columns), neither of them 0; "
                f"got shape {np.shape(value)}."
            )


def _is_number(value: object) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool)


def _is_whole(value: object) -> bool:
    return hasattr(value, "__index__") and not isinstance(value, bool)
