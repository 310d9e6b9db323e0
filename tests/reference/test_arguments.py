import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import ArrayLike

from reference.arguments import (
    require_at_least,
    require_count,
    require_decay,
    require_finite,
    require_fraction,
    require_matrix,
    require_more_than_one,
    require_non_negative,
    require_positive,
    require_shape,
)

INF = float("inf")
NAN = float("nan")

NUMBERS: list[tuple[Callable[..., None], str, list[object], list[object]]] = [
    (
        require_positive,
        "a finite number > 0",
        [5e-324, 1, 1e308, np.float32(2), np.int64(3), Fraction(1, 2)],
        [0, 0.0, -1e-9, INF, NAN, "1", None, True, 1j, [1.0]],
    ),
    (
        require_non_negative,
        "a finite number >= 0",
        [0, -0.0, 5e-324, 1e308, np.uint8(0)],
        [-5e-324, INF, -INF, NAN, "0", None, False, 0j, (0.0,)],
    ),
    (
        require_more_than_one,
        "a finite number > 1",
        [1 + 2**-52, 2, 1e308, np.int64(3)],
        [1, 1.0, 0.5, -2, INF, NAN, "2", None, True],
    ),
    (
        require_finite,
        "a finite number",
        [0, -1e308, 1e308, np.float64(-2)],
        [INF, -INF, NAN, "0", None, True, 2j],
    ),
    (
        require_decay,
        "a number in [0, 1)",
        [0, 0.0, 0.5, 1 - 2**-53, np.float64(0.9)],
        [1, 1.0, -5e-324, 2, INF, NAN, "0.5", None, False],
    ),
    (
        require_fraction,
        "a number in (0, 1)",
        [5e-324, 0.5, 1 - 2**-53],
        [0, 0.0, 1, 1.0, -0.5, INF, NAN, "0.5", None, True],
    ),
]


@pytest.mark.parametrize(
    ("require", "value"),
    [(require, value) for require, _, right, _ in NUMBERS for value in right],
)
def test_numbers_in_the_range_are_accepted(
    require: Callable[..., None], value: object
) -> None:
    require(first=value, second=value)


@pytest.mark.parametrize(
    ("require", "what", "value"),
    [(require, what, value) for require, what, _, wrong in NUMBERS for value in wrong],
)
def test_whatever_else_is_refused_by_name_and_value(
    require: Callable[..., None], what: str, value: object
) -> None:
    message = f"lr must be {what}; got {value!r}."

    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        require(lr=value)


@pytest.mark.parametrize(
    ("require", "right"), [(require, right[0]) for require, _, right, _ in NUMBERS]
)
def test_the_first_wrong_number_is_the_one_named(
    require: Callable[..., None], right: object
) -> None:
    with pytest.raises(ValueError, match=r"^beta must be .*; got nan\.$"):
        require(lr=right, beta=NAN, eps=INF)


@given(st.floats())
def test_a_fraction_is_a_decay_and_a_positive_number(value: float) -> None:
    def refuses(require: Callable[..., None]) -> bool:
        try:
            require(value=value)
        except ValueError:
            return True
        return False

    assert refuses(require_fraction) == (
        refuses(require_decay) or refuses(require_positive)
    )
    assert refuses(require_non_negative) or not refuses(require_finite)


@pytest.mark.parametrize(
    ("least", "value"),
    [(0, 0), (0, 7), (1, 1), (2, 2), (2, np.int64(2)), (0, np.uint8(3))],
)
def test_counts_from_the_least_on_are_accepted(least: int, value: int) -> None:
    require_count(least, steps=value)


@pytest.mark.parametrize(
    ("least", "value"),
    [(0, -1), (1, 0), (2, 1), (0, 1.0), (0, True), (0, None), (0, "3"), (0, NAN)],
)
def test_other_counts_are_refused_by_name_and_value(least: int, value: object) -> None:
    message = f"steps must be a whole number >= {least}; got {value!r}."

    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        require_count(least, steps=value)  # type: ignore[arg-type]  # wrong on purpose


def test_counts_start_at_zero_unless_told_otherwise() -> None:
    require_count(n=0, steps=0)

    with pytest.raises(ValueError, match=r"^n must be a whole number >= 0; got -1\.$"):
        require_count(steps=3, n=-1)


@pytest.mark.parametrize("value", [-1.5, -1, 0, np.float32(2), 1e308])
def test_numbers_from_the_least_on_are_accepted(value: float) -> None:
    require_at_least(-1.5, x=value)


@pytest.mark.parametrize(
    "value", [np.nextafter(1, 0).item(), -3, INF, NAN, "2", None, True]
)
def test_other_numbers_are_refused_with_the_least(value: Any) -> None:
    message = f"mu must be a finite number >= 1; got {value!r}."

    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        require_at_least(1, lr=1, mu=value)


def test_arrays_of_the_shape_are_accepted() -> None:
    require_shape((2, 3), first=np.zeros((2, 3)), second=[[1, 2, 3], [4, 5, 6]])
    require_shape((), number=1.5)


@pytest.mark.parametrize("value", [[1.0], [[1.0, 2.0]], 3.0, np.zeros((2, 1))])
def test_arrays_of_another_shape_are_refused(value: ArrayLike) -> None:
    message = f"x must have shape (2,); got {np.shape(value)}."

    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        require_shape((2,), w=[0, 0], x=value)


def test_a_matrix_has_rows_and_columns() -> None:
    require_matrix(first=[[1.0]], second=np.zeros((3, 2)))


@pytest.mark.parametrize("shape", [(), (3,), (0, 2), (2, 0), (1, 2, 3)])
def test_what_is_not_a_matrix_is_refused(shape: tuple[int, ...]) -> None:
    message = (
        "X must have shape (rows, columns), neither of them 0; "
        f"got shape {np.shape(np.zeros(shape))}."
    )

    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        require_matrix(W=[[1.0]], X=np.zeros(shape))
