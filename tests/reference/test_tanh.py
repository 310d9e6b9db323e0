from decimal import Decimal, localcontext

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reference.activations import sigmoid, tanh, tanh_derivative


def exact_derivative(x: float) -> float:
    """Return 1/cosh(x)², computed with fifty decimal digits."""
    with localcontext() as context:
        context.prec = 50
        cosh = (Decimal(x).exp() + (-Decimal(x)).exp()) / 2
        return float(1 / cosh**2)


def test_values_by_hand() -> None:
    # e^(log 3) = 3: (3 - 1/3) / (3 + 1/3) = 8/10, and 1 - 0.64 = 0.36.
    assert tanh(np.log(3)) == pytest.approx(0.8, rel=1e-15)
    assert tanh_derivative(-np.log(3)) == pytest.approx(0.36, rel=1e-15)
    assert tanh(0) == 0
    assert tanh_derivative(0) == 1


@given(x=st.floats(-350, 350))
@example(x=20.0)
@example(x=-350.0)
def test_the_derivative_is_right_to_the_last_digits_in_both_tails(x: float) -> None:
    got = tanh_derivative(x)

    assert got == pytest.approx(exact_derivative(x), rel=2e-15, abs=0)


@given(x=st.floats(-3, 3), y=st.floats(-3, 3))
def test_the_addition_theorem_holds(x: float, y: float) -> None:
    want = (tanh(x) + tanh(y)) / (1 + tanh(x) * tanh(y))

    # Where x and y nearly cancel at ±1, the denominator magnifies rounding.
    assert tanh(x + y) == pytest.approx(want, abs=1e-12)


@given(x=st.floats(-500, 500))
def test_it_is_a_sigmoid_of_twice_the_height_and_half_the_width(x: float) -> None:
    assert tanh(x) == pytest.approx(2 * sigmoid(2 * x) - 1, abs=1e-15)


def test_near_0_it_keeps_all_digits() -> None:
    assert tanh([1e-12, -1e-300]).tolist() == [1e-12, -1e-300]


@given(x=st.floats(-1000, 1000))
def test_it_is_odd_and_its_derivative_even(x: float) -> None:
    assert tanh(-x) == -tanh(x)
    assert tanh_derivative(-x) == tanh_derivative(x)


def test_the_ends_are_reached_without_a_warning() -> None:
    x = [-np.inf, -1000, 1000, np.inf]

    assert tanh(x).tolist() == [-1.0, -1.0, 1.0, 1.0]
    assert tanh_derivative(x).tolist() == [0.0, 0.0, 0.0, 0.0]


def test_nan_stays_nan() -> None:
    assert np.isnan(tanh(np.nan))
    assert np.isnan(tanh_derivative(np.nan))
