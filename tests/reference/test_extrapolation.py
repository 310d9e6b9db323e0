import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reference.arrays import Array
from reference.extrapolation import LEVELS, limit

Measured = tuple[Array, Array]


def test_the_steps_are_a_tenth_of_each_coordinate_and_then_a_quarter_of_the_last() -> (
    None
):
    seen: list[Array] = []

    def measure(h: Array) -> Measured:
        seen.append(h)
        return h, h

    limit(measure, np.array([2.0, -3.0, 0.005, 0.0]))

    assert len(seen) == LEVELS == 12
    np.testing.assert_allclose(seen[0], [0.2, 0.3, 0.001, 0.001], rtol=1e-15)
    np.testing.assert_allclose(seen[5], seen[0] / 1024, rtol=1e-15)


@given(value=st.floats(-1e3, 1e3), bend=st.floats(-1e3, 1e3))
@example(value=0.0, bend=0.0)
def test_an_error_that_grows_with_the_square_of_the_step_is_removed(
    value: float, bend: float
) -> None:
    got = limit(lambda h: (value + bend * h**2, 1e-16 / h), np.ones(1))

    # 1e3 · 0.1² is the largest bend, and 17/15 the factor of its rounding.
    assert got[0] == pytest.approx(value, abs=1e-12)


def test_every_entry_is_taken_at_the_step_that_suits_it() -> None:
    # The first entry bends over a length of 1e-5 and is exact; the second is straight
    # and noisy. A long step spoils the one, a short step the other.
    rng = np.random.default_rng(0)

    def measure(h: Array) -> Measured:
        noise = 1e-9 / h
        slope = np.sin(h / 1e-5) / (h / 1e-5)
        return (
            np.concatenate([slope, 7 + noise * rng.uniform(-1, 1, 1)]),
            np.concatenate([0 * h, noise]),
        )

    got = limit(measure, np.ones(1))

    assert got[0] == pytest.approx(1.0, rel=1e-6)
    assert got[1] == pytest.approx(7.0, rel=1e-7)


def test_a_plateau_of_nothing_far_away_does_not_win_by_its_small_error() -> None:
    # exp(-(h/L)^2) is exactly 0 for long steps, and its error there is too.
    got = limit(lambda h: (np.exp(-((h / 1e-4) ** 2)), 1e-16 / h), np.ones(1))

    assert got[0] == pytest.approx(1.0, rel=1e-9)


def test_an_entry_that_is_never_certain_has_the_smallest_error() -> None:
    # Pure noise, as large as its bound: the longest step that is compared with a
    # longer one, h = 0.1/4, has the least. (16 · 16/h' - 4/h') / 15 with h' = 0.1.
    got = limit(lambda h: (1 / h, 1 / h), np.ones(1))

    assert got[0] == pytest.approx((16 * 160 - 40) / 15, rel=1e-12)


def test_an_uncertain_entry_does_not_follow_a_certain_one() -> None:
    # The second never settles; its rounding is least at h = 0.1/4^5, close to 1e-4.
    def measure(h: Array) -> Measured:
        rounding = 1 + np.abs(np.log(h / 1e-4))
        return np.concatenate([0 * h + 5, -np.log(h)]), np.concatenate([h, rounding])

    got = limit(measure, np.ones(1))

    assert got[0] == pytest.approx(5.0, rel=1e-15)
    assert got[1] == pytest.approx(-np.log(0.1 / 4**5) + np.log(4) / 15, rel=1e-12)


def test_an_error_of_a_thousandth_is_too_much_to_be_certain() -> None:
    def measure(share: float) -> float:
        # The share of error is `share` at long steps, and 7/6 of that at short ones,
        # where the error itself is smaller.
        def of(h: Array) -> Measured:
            early = h > 1e-4
            return np.where(early, 5.0, 3.0), np.where(early, 5 * share, 3.5 * share)

        return float(limit(of, np.ones(1))[0])

    assert measure(0.99e-3) == 5.0
    assert measure(1.01e-3) == 3.0


def test_steps_that_leave_the_domain_are_passed_over() -> None:
    got = limit(lambda h: (np.where(h > 1e-3, np.nan, 4 + h**2), 1e-16 / h), np.ones(1))

    assert got[0] == pytest.approx(4.0, rel=1e-9)


def test_without_any_domain_there_is_no_limit() -> None:
    got = limit(lambda h: (h * np.nan, h), np.ones(2))

    assert np.isnan(got).all()
    assert got.shape == (2,)
