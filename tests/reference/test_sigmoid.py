from decimal import Decimal, localcontext
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reference.activations import sigmoid, sigmoid_derivative


def exact(x: float, digits: int = 400) -> tuple[float, float]:
    """Return σ(x) and its derivative, computed with hundreds of decimal digits."""
    with localcontext() as context:
        context.prec = digits
        a = 1 / (1 + (-Decimal(x)).exp())
        return float(a), float(a - a * a)


def test_values_by_hand_in_exact_fractions() -> None:
    # e^(log 4) = 4: the sigmoid is 4/5 and its derivative 4/5 · 1/5.
    assert sigmoid(np.log(4)) == pytest.approx(float(Fraction(4, 5)), rel=1e-15)
    assert sigmoid(-np.log(4)) == pytest.approx(float(Fraction(1, 5)), rel=1e-15)
    assert sigmoid_derivative(np.log(4)) == pytest.approx(0.16, rel=1e-15)
    assert sigmoid(0) == 0.5
    assert sigmoid_derivative(0) == 0.25


@given(x=st.floats(-700, 700))
@example(x=-700.0)
@example(x=40.0)
def test_both_tails_are_right_to_the_last_digits(x: float) -> None:
    value, slope = exact(x)

    assert sigmoid(x) == pytest.approx(value, rel=1e-15, abs=0)
    assert sigmoid_derivative(x) == pytest.approx(slope, rel=1e-15, abs=0)


@given(x=st.floats(-1000, 1000))
def test_it_is_symmetric_about_one_half(x: float) -> None:
    assert sigmoid(x) + sigmoid(-x) == pytest.approx(1, rel=1e-15)
    assert sigmoid_derivative(x) == sigmoid_derivative(-x)


def test_the_ends_are_reached_without_a_warning() -> None:
    x = [-np.inf, -1000, 1000, np.inf]

    assert sigmoid(x).tolist() == [0.0, 0.0, 1.0, 1.0]
    assert sigmoid_derivative(x).tolist() == [0.0, 0.0, 0.0, 0.0]


def test_nan_stays_nan() -> None:
    assert np.isnan(sigmoid(np.nan))
    assert np.isnan(sigmoid_derivative(np.nan))
