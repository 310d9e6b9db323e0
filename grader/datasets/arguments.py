"""Refusal of parameters that no data set has: each error gives name and value."""

import math
import operator
from numbers import Real
from typing import SupportsIndex


def require_non_negative(**numbers: float) -> None:
    """Refuse whatever is not a finite number from 0 on."""
    for name, value in numbers.items():
        # Written so that NaN, which compares false with everything, is refused.
        if not (_is_number(value) and 0 <= value < math.inf):
            raise ValueError(f"{name} must be a finite number >= 0; got {value!r}.")


def require_count(least: int = 0, **numbers: SupportsIndex) -> None:
    """Refuse whatever is not a whole number from `least` on."""
    for name, value in numbers.items():
        if not (_is_whole(value) and operator.index(value) >= least):
            raise ValueError(
                f"{name} must be a whole number >= {least}; got {value!r}."
            )


def _is_number(value: object) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool)


def _is_whole(value: object) -> bool:
    return hasattr(value, "__index__") and not isinstance(value, bool)
