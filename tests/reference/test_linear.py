from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.activations import linear, linear_derivative

WHOLE = st.integers(-1000, 1000)


def test_a_straight_line_by_hand() -> None:
    assert linear([[0.0, 2.0], [-3.0, 0.5]], 4, -1).tolist() == [
        [-1.0, 7.0],
        [-13.0, 1.0],
    ]


@given(x=WHOLE, step=WHOLE, a=WHOLE, c=WHOLE)
def test_equal_steps_in_x_make_equal_steps_in_f_of_the_slopes_size(
    x: int, step: int, a: int, c: int
) -> None:
    # Integers this small are exact in float64, so the comparison is exact, too.
    rise = linear(x + step, a, c) - linear(x, a, c)

    assert rise == step * linear_derivative(x, a, c)


def test_the_constant_is_the_value_at_0_and_moves_no_slope() -> None:
    third = float(Fraction(1, 3))

    assert linear(0, 7, third) == third
    assert linear_derivative([5, -5], 7, third).tolist() == [7.0, 7.0]


def test_slope_0_gives_the_constant() -> None:
    assert linear([-1, 0, 9], 0, 2.5).tolist() == [2.5, 2.5, 2.5]
    assert linear_derivative([-1, 0, 9], 0, 2.5).tolist() == [0.0, 0.0, 0.0]


@pytest.mark.parametrize("function", [linear, linear_derivative])
@pytest.mark.parametrize("name", ["a", "c"])
def test_coefficients_that_are_not_finite_are_refused(
    function: object, name: str
) -> None:
    assert callable(function)

    with pytest.raises(
        ValueError, match=rf"^{name} must be a finite number; got inf\.$"
    ):
        function([1.0], **({"a": 1.0, "c": 1.0} | {name: float("inf")}))
