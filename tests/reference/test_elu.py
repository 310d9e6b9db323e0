from decimal import Decimal, localcontext

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.activations import elu, elu_derivative, relu, relu_derivative

ALPHAS = st.floats(0.1, 10)


def test_values_by_hand() -> None:
    # e^(-log 4) = 1/4: 2 (1/4 - 1) = -3/2 with slope 2 · 1/4.
    x = [-np.log(4), 5]

    np.testing.assert_allclose(elu(x, 2), [-1.5, 5.0], rtol=1e-15)
    np.testing.assert_allclose(elu_derivative(x, 2), [0.5, 1.0], rtol=1e-15)


@given(x=st.floats(-700, -1e-300), alpha=ALPHAS)
def test_the_left_side_is_right_to_the_last_digits(x: float, alpha: float) -> None:
    with localcontext() as context:
        context.prec = 400
        e = Decimal(x).exp()
        value, slope = float(Decimal(alpha) * (e - 1)), float(Decimal(alpha) * e)

    assert elu(x, alpha) == pytest.approx(value, rel=1e-15, abs=0)
    assert elu_derivative(x, alpha) == pytest.approx(slope, rel=1e-15, abs=0)


@given(x=st.floats(-1000, 0), alpha=ALPHAS)
def test_on_the_left_the_slope_is_the_height_above_minus_alpha(
    x: float, alpha: float
) -> None:
    height = elu(x, alpha) + alpha

    assert elu_derivative(x, alpha) == pytest.approx(height, abs=1e-15 * alpha)


@given(x=st.floats(0, 1000, exclude_min=True), alpha=ALPHAS)
def test_on_the_right_it_is_the_identity(x: float, alpha: float) -> None:
    assert elu(x, alpha) == x
    assert elu_derivative(x, alpha) == 1


def test_the_left_end_is_minus_alpha() -> None:
    assert elu([-1000, 1000], 1.5).tolist() == [-1.5, 1000.0]
    assert elu_derivative([-1000, 1000], 1.5).tolist() == [0.0, 1.0]


def test_at_0_it_is_0_with_the_slope_from_the_left() -> None:
    assert elu([0, -0.0], 3).tolist() == [0.0, 0.0]
    assert elu_derivative([0, -0.0], 3).tolist() == [3.0, 3.0]
    assert elu_derivative(0, 1) == 1


def test_with_alpha_1_the_slope_passes_0_without_a_jump() -> None:
    left, right = elu_derivative([-1e-9, 1e-9], 1)

    assert right - left == pytest.approx(0, abs=2e-9)


@given(x=st.floats(-1000, 1000))
def test_with_alpha_0_it_is_relu(x: float) -> None:
    assert elu(x, 0) == relu(x)
    assert elu_derivative(x, 0) == relu_derivative(x)


@pytest.mark.parametrize("function", [elu, elu_derivative])
def test_an_alpha_that_is_not_finite_is_refused(function: object) -> None:
    assert callable(function)

    with pytest.raises(ValueError, match=r"^alpha must be a finite number; got nan\.$"):
        function([1.0], alpha=float("nan"))
