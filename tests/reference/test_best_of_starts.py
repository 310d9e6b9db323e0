import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.arrays import Array
from reference.gradient_descent import best_of_starts, gradient_descent


def well(x: Array) -> Array:
    """Return a double well: the left minimum is the lower one, 0 is a maximum."""
    return (x**2 - 1) ** 2 + 0.25 * x**3


def well_slope(x: Array) -> Array:
    return 4 * x * (x**2 - 1) + 0.75 * x**2


def test_the_lower_of_two_wells_is_found_from_the_start_that_falls_into_it() -> None:
    x, value = best_of_starts(well, well_slope, [2, -2, 0.5], lr=0.05, steps=300)

    # The minima solve 4x² + 0.75x - 4 = 0.
    assert x == pytest.approx((-0.75 - np.sqrt(0.75**2 + 64)) / 8, rel=1e-12)
    assert type(value) is float
    assert value == float(well(x))


def test_it_is_the_end_that_counts_not_the_way() -> None:
    # From 1 to -2, from 3 to -6: the start 1 is lower than both ends.
    x, value = best_of_starts(lambda x: x**2, lambda x: 2 * x, [3, 1], 1.5, 1)

    assert (float(x), value) == (-2.0, 4.0)


def test_a_start_on_a_maximum_stays_and_takes_part() -> None:
    x, value = best_of_starts(well, well_slope, [0], lr=0.1, steps=50)

    assert (float(x), value) == (0.0, 1.0)


def test_of_equal_values_the_earlier_start_wins() -> None:
    left, _ = best_of_starts(abs, lambda x: 0 * x, [3, -2, 2, -3], 0.1, 1)
    right, _ = best_of_starts(abs, lambda x: 0 * x, [3, 2, -2, -3], 0.1, 1)

    assert left == -2.0
    assert right == 2.0


def test_starts_may_be_the_rows_of_a_table() -> None:
    starts = np.array([[4, 0], [0, 2], [3, 3]])

    x, value = best_of_starts(
        lambda v: float(v @ v), lambda v: v, starts, lr=0.5, steps=1
    )

    assert x.tolist() == [0.0, 1.0]
    assert value == 1.0
    assert starts.tolist() == [[4, 0], [0, 2], [3, 3]]


def test_ends_that_are_not_finite_are_passed_over_unasked() -> None:
    def f(x: Array) -> float:
        assert np.isfinite(x).all()
        return float(x.sum())

    starts = [[9.0, 0.0], [0.0, 9.0], [0.5, 0.0]]

    x, value = best_of_starts(f, lambda v: v**3, starts, lr=1, steps=20)

    assert np.isfinite(x).all()
    assert 0 < value < 0.5


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), float("-inf")])
def test_values_that_are_not_finite_are_passed_over(bad: float) -> None:
    def f(x: Array) -> float:
        return bad if x < 0 else float(x)

    x, value = best_of_starts(f, lambda x: 0 * x, [-1, 8, 5, -2, 7], lr=0.1, steps=1)

    assert (float(x), value) == (5.0, 5.0)


@pytest.mark.parametrize("starts", [[], [10, 20], [-10.0]])
def test_if_nothing_finite_is_left_it_says_so(starts: list[float]) -> None:
    message = (
        "starts must hold one from which the path ends at a finite point with a "
        rf"finite value; got \[{', '.join(str(float(x)) for x in starts)}\]\."
    )

    with pytest.raises(ValueError, match=f"^{message}$"):
        best_of_starts(lambda x: x, lambda x: x**3, starts, lr=1, steps=20)


def test_finite_ends_without_a_finite_value_are_nothing() -> None:
    with pytest.raises(ValueError, match=r"finite value; got \[1\.0, 2\.0\]\.$"):
        best_of_starts(lambda _: float("nan"), lambda x: x, [1, 2], lr=0.1, steps=3)


@given(st.lists(st.floats(-2, 2), min_size=1, max_size=5))
def test_no_other_start_ends_lower(starts: list[float]) -> None:
    x, value = best_of_starts(well, well_slope, starts, lr=0.05, steps=10)

    ends = [gradient_descent(well_slope, x0, 0.05, 10)[-1] for x0 in starts]
    assert x in ends
    assert value == min(float(well(end)) for end in ends)
