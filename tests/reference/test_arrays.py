import math
import re
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import ArrayLike

from reference.arrays import labels, norm, number, quotient, real


@pytest.mark.parametrize(
    "x", [[1, 2], (1.0, 2.0), np.array([1, 2]), np.array([1, 2], dtype=np.float32)]
)
def test_whatever_holds_numbers_becomes_a_float64_array(x: ArrayLike) -> None:
    got = real(x)

    assert got.dtype == np.float64
    assert got.tolist() == [1.0, 2.0]


@pytest.mark.parametrize("x", [3, 3.0, np.int64(3), np.array(3), np.float32(3)])
def test_a_number_becomes_a_numpy_float(x: ArrayLike) -> None:
    got: object = real(x)

    assert type(got) is np.float64
    assert got == 3.0


def test_the_result_is_a_copy_that_can_be_changed() -> None:
    x = np.array([1.0, 2.0])

    got = real(x)
    got[0] = 7.0

    assert x.tolist() == [1.0, 2.0]
    assert got.tolist() == [7.0, 2.0]


@pytest.mark.parametrize("shape", [(0,), (1,), (2, 3), (0, 2), (1, 1)])
def test_the_shape_is_kept(shape: tuple[int, ...]) -> None:
    assert real(np.zeros(shape)).shape == shape


@pytest.mark.parametrize("x", [2, 2.0, [2], [[2.0]], np.array([[2]]), np.float32(2)])
def test_the_one_entry_is_a_python_float(x: ArrayLike) -> None:
    got = number(x)

    assert type(got) is float
    assert got == 2.0


@pytest.mark.parametrize("x", [[], [1, 2]])
def test_there_must_be_exactly_one_entry(x: list[float]) -> None:
    with pytest.raises(ValueError, match="size 1"):
        number(x)


@given(
    a=st.lists(st.integers(-50, 50), min_size=3, max_size=3),
    b=st.lists(st.integers(-50, 50), min_size=3, max_size=3),
)
def test_a_quotient_times_its_divisor_is_the_dividend_or_zero(
    a: list[int], b: list[int]
) -> None:
    got = quotient(a, b)

    want = [each if divisor else 0 for each, divisor in zip(a, b, strict=True)]
    np.testing.assert_allclose(got * b, want, rtol=1e-15)


def test_a_quotient_of_nan_is_nan_and_of_numbers_a_number() -> None:
    assert np.isnan(quotient([np.nan, 1.0], [1.0, np.nan])).all()
    assert quotient(np.nan, 0) == 0.0
    assert isinstance(quotient(3, 4), float)


@pytest.mark.parametrize(
    ("v", "want"),
    [([3, 4], 5), ([[2, 3], [6, 0]], 7), (-2.5, 2.5), ([], 0), ([-1, 1, 1, -1], 2)],
)
def test_the_norm_is_that_of_all_entries(v: ArrayLike, want: float) -> None:
    got = norm(v)

    assert type(got) is float
    assert got == want


def test_the_norm_neither_overflows_nor_underflows_on_the_way() -> None:
    assert norm([3e300, -4e300]) == pytest.approx(5e300, rel=1e-15)
    assert norm([3e-300, 4e-300]) == pytest.approx(5e-300, rel=1e-15)
    assert norm([1.5e308, 1.5e308]) == math.inf


@given(st.lists(st.integers(-1000, 1000), max_size=6))
def test_the_square_of_the_norm_is_the_sum_of_squares(v: list[int]) -> None:
    exact = sum(Fraction(each) ** 2 for each in v)

    assert norm(v) ** 2 == pytest.approx(float(exact), rel=1e-14)


@pytest.mark.parametrize("v", [[math.nan, 1.0], [1.0, math.nan]])
def test_the_norm_of_nan_is_nan(v: list[float]) -> None:
    assert math.isnan(norm(v))


@pytest.mark.parametrize(
    "y", [[0, 2, 1], np.array([0, 2, 1], dtype=np.uint8), (0, 2, 1)]
)
def test_labels_are_integers_in_a_fresh_array(y: ArrayLike) -> None:
    got = labels(y, n=3, classes=3)

    assert got.dtype == np.int64
    assert got.tolist() == [0, 2, 1]
    assert got is not y


def test_labels_are_not_shared_with_the_input() -> None:
    y = np.array([0, 1], dtype=np.int64)

    labels(y, n=2, classes=2)[0] = 1

    assert y.tolist() == [0, 1]


@pytest.mark.parametrize(
    ("y", "message"),
    [
        ([0, 1], "y must have shape (3,); got (2,)."),
        ([[0, 1, 2]], "y must have shape (3,); got (1, 3)."),
        ([0.0, 1.0, 2.0], "y must hold integers; got dtype float64."),
        ([True, False, True], "y must hold integers; got dtype bool."),
        ([0, 1, 3], "y must hold labels from 0 to 2; got 3."),
        ([0, -1, 5], "y must hold labels from 0 to 2; got -1."),
    ],
)
def test_wrong_labels_are_refused_by_value(y: ArrayLike, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        labels(y, n=3, classes=3)
