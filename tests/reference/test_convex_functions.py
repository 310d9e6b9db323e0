import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.arrays import Array
from reference.convex_functions import is_convex

SEEDS = st.integers(0, 2**32 - 1)


def point(seed: int) -> Array:
    return np.random.default_rng(seed).normal(size=2)


def number(seed: int) -> float:
    return float(np.random.default_rng(seed).uniform(-2, 2))


@settings(max_examples=30)
@given(seed=SEEDS)
def test_a_positive_curvature_everywhere_is_convex_and_any_saddle_is_not(
    seed: int,
) -> None:
    # The eigenvalues decide, and those are known here.
    rng = np.random.default_rng(seed)
    Q = np.linalg.qr(rng.normal(size=(2, 2)))[0]
    bowl, saddle = (Q @ np.diag([1.0, k]) @ Q.T for k in (0.0, -1.0))

    assert is_convex(lambda x: float(x @ bowl @ x), point, 20, rng) is True
    assert is_convex(lambda x: float(x @ saddle @ x), point, 200, rng) is False


@pytest.mark.parametrize(
    ("f", "want"),
    [
        (abs, True),
        (np.exp, True),
        (lambda x: max(x, 3 * x), True),
        (lambda x: 5 - 7 * x, True),
        (lambda x: x**4, True),
        (np.sin, False),
        (lambda x: x**3, False),
        (lambda x: abs(abs(x) - 1), False),
        (lambda x: min(x, 3 * x), False),
    ],
)
def test_functions_that_are_known(f: Any, want: bool) -> None:
    assert is_convex(f, number, 200, np.random.default_rng(1)) is want


def test_a_segment_is_asked_for_its_ends_and_then_for_nine_points_between() -> None:
    asked: list[float] = []
    ends = iter([10.0, 0.0])

    def f(x: Array) -> float:
        asked.append(float(x))
        return 0.0

    is_convex(f, lambda _: next(ends), 1, np.random.default_rng(0))

    # θ = 0.1 lies next to y, which was drawn second.
    np.testing.assert_allclose(asked, [10, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9], rtol=1e-12)


def test_each_point_gets_its_own_seed_below_2_to_the_31_in_turn() -> None:
    seeds: list[int] = []

    def sample(seed: int) -> float:
        seeds.append(seed)
        return float(len(seeds))

    assert is_convex(lambda _: 0.0, sample, 40, np.random.default_rng(5))

    rng = np.random.default_rng(5)
    assert seeds == [int(rng.integers(2**31)) for _ in range(80)]
    assert all(type(seed) is int for seed in seeds)
    assert max(seeds) > 2**30


def test_after_the_first_violation_nothing_more_is_drawn_or_asked() -> None:
    # The second segment is the first that crosses the dent at 0.
    points = iter([1.0, 2.0, -1.0, 1.0])
    asked: list[float] = []

    def f(x: Array) -> float:
        asked.append(float(x))
        return -abs(float(x))

    rng = np.random.default_rng(0)

    assert not is_convex(f, lambda _: next(points), 100, rng)

    assert len(asked) == (2 + 9) + (2 + 1)
    fresh = np.random.default_rng(0)
    fresh.integers(2**31, size=4)
    assert rng.bit_generator.state == fresh.bit_generator.state


def test_no_segments_violate_nothing() -> None:
    assert is_convex(lambda x: -(x**2), number, 0, np.random.default_rng(0)) is True


def test_a_value_of_nan_violates_nothing() -> None:
    assert is_convex(lambda _: np.nan, number, 3, np.random.default_rng(0)) is True


@pytest.mark.parametrize("n", [-1, 2.5])
def test_an_impossible_number_of_segments_is_refused(n: Any) -> None:
    message = re.escape(f"n must be a whole number >= 0; got {n!r}.")

    with pytest.raises(ValueError, match=f"^{message}$"):
        is_convex(abs, number, n, np.random.default_rng(0))
