from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.arrays import Array
from reference.gradient_descent import study_learning_rates

S0_RATES = [0.1, 0.01, 1, 100, 1000]


def slope_of_a_square(x: Array) -> Array:
    return 2 * x


def landscape_of(slopes: dict[float, float]) -> Callable[[Array], float]:
    """Return a slope function that knows only these points."""
    return lambda x: slopes[float(x)]


@pytest.mark.parametrize(
    ("steps", "want"),
    [
        # 0.8^30 > 1/1000 > 0.8^31 and 0.98^341 > 1/1000 > 0.98^342.
        (30, ["slow", "slow", "cycles", "diverges", "diverges"]),
        (31, ["converges", "slow", "cycles", "diverges", "diverges"]),
        (341, ["converges", "slow", "cycles", "diverges", "diverges"]),
        (342, ["converges", "converges", "cycles", "diverges", "diverges"]),
    ],
)
def test_the_exercise_of_s0(steps: int, want: list[str]) -> None:
    assert study_learning_rates(slope_of_a_square, 1, S0_RATES, steps) == want


def test_two_steps_are_enough_to_tell() -> None:
    got = study_learning_rates(slope_of_a_square, 7, [0.4999, *S0_RATES], steps=2)

    assert got == ["converges", "slow", "slow", "cycles", "diverges", "diverges"]


@given(lam=st.floats(0.01, 100), x0=st.floats(0.1, 10), steps=st.integers(2, 60))
def test_the_curvature_decides_what_a_rate_does(
    lam: float, x0: float, steps: int
) -> None:
    rates = np.array([1, 2, 2.1, 1e-6]) / lam

    got = study_learning_rates(lambda x: lam * x, x0, rates, steps)

    assert got == ["converges", "cycles", "diverges", "slow"]


@pytest.mark.parametrize(
    ("slopes", "steps", "want"),
    [
        # Exactly a thousandth of the first slope converges, a bit more does not.
        ({0: -1000, 1000: -500, 1500: 1}, 2, "converges"),
        ({0: -1000, 1000: -500, 1500: 1.0001}, 2, "slow"),
        # Two points in turn, with small slopes: convergence is asked first.
        ({0: -1000, 1000: 1, 999: -1}, 4, "converges"),
        # Two points in turn, steeper than the start: cycling is asked before growth.
        ({0: -1, 1: -2, 3: 2}, 4, "cycles"),
        # Steeper than the start at the end, no cycle.
        ({0: -1, 1: -2, 3: 3}, 2, "diverges"),
        # As steep as the start is not steeper, and progress is no cycle.
        ({0: -1, 1: -1, 2: -1}, 2, "slow"),
        # A gap of 1 after a step of a million is a cycle, a gap of 1.1 is not.
        ({0: -1e6 + 1, 1e6 - 1: 1e6, -1: -1e6}, 2, "cycles"),
        ({0: -1e6 + 1.125, 1e6 - 1.125: 1e6, -1.125: -1e6}, 2, "diverges"),
        # The gap is measured by the last step, not by the one before.
        ({0: -8, 8: -1e-6, 8 + 1e-6: 2}, 2, "slow"),
    ],
)
def test_the_rules_are_asked_in_their_order(
    slopes: dict[float, float], steps: int, want: str
) -> None:
    assert study_learning_rates(landscape_of(slopes), 0, [1], steps) == [want]


@pytest.mark.parametrize("slope", [float("inf"), float("-inf"), float("nan")])
def test_a_slope_that_is_not_finite_diverges_at_a_finite_point_too(
    slope: float,
) -> None:
    slopes = {0.0: -1.0, 1.0: -1.0, 2.0: slope}

    def grad(x: Array) -> Array:
        return np.array([slopes[float(x[0])], -1.0])

    assert study_learning_rates(landscape_of(slopes), 0, [1], 2) == ["diverges"]
    assert study_learning_rates(grad, [0, 0], [1], 2) == ["diverges"]


def test_a_point_that_is_not_finite_diverges_at_a_finite_slope_too() -> None:
    # 1e308, 1.4e308, inf, with a slope that is the same everywhere.
    rates = [0.4e308]

    assert study_learning_rates(lambda _: -1.0, 1e308, rates, 2) == ["diverges"]
    assert study_learning_rates(lambda _: [-1, 1], [1e308, 0], rates, 2) == ["diverges"]


def test_a_slope_that_overflows_gives_no_warning() -> None:
    # The fifth point of 10, -990, 9.7e8, ... is about 3e242.
    assert study_learning_rates(lambda x: x**3, 10, [1], 5) == ["diverges"]


def test_a_path_near_the_largest_float_is_no_cycle() -> None:
    # Each point is -1.00001 times the one before; their distance is no float.
    got = study_learning_rates(lambda x: x, 1.5e308, [2.00001], steps=2)

    assert got == ["diverges"]


def test_in_several_dimensions_the_norm_decides() -> None:
    # |g| falls from 5 to 4 and no further, with the second coordinate at rest, then
    # from (3e4, 4) to (3, 4).
    def grad(x: Array) -> Array:
        return np.array([x[0], 0 * x[1] + 4])

    assert study_learning_rates(grad, [3, 0], [0.9], 20) == ["slow"]
    assert study_learning_rates(grad, [3e4, 0], [0.9], 20) == ["converges"]


def test_a_start_at_rest_has_converged() -> None:
    assert study_learning_rates(slope_of_a_square, 0, [0.1, 5], 3) == ["converges"] * 2


def test_no_rates_give_no_words() -> None:
    assert study_learning_rates(slope_of_a_square, 1, [], 3) == []


@pytest.mark.parametrize("steps", [0, 1, -2, 2.0])
def test_fewer_than_two_steps_are_refused(steps: Any) -> None:
    with pytest.raises(
        ValueError, match=rf"^steps must be a whole number >= 2; got {steps!r}\.$"
    ):
        study_learning_rates(slope_of_a_square, 1, [0.1], steps)


def test_an_impossible_rate_is_refused_by_value() -> None:
    with pytest.raises(
        ValueError, match=r"^lr must be a finite number >= 0; got -0\.5\.$"
    ):
        study_learning_rates(slope_of_a_square, 1, [0.1, -0.5], 3)
