import re
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.arrays import Array
from reference.convexity import segment_inside, violates_convexity

POINTS = st.lists(st.floats(-10, 10), min_size=2, max_size=2)


@pytest.mark.parametrize(
    ("x", "y", "n", "want"),
    [
        # x³ crosses its chord from 2 to -3 at 1, after a fifth of the way, and lies
        # above it from there on.
        (-3, 2, 3, Fraction(1, 4)),
        (-3, 2, 4, Fraction(2, 5)),
        (-3, 2, 9, Fraction(3, 10)),
        (2, -3, 9, Fraction(1, 10)),
        (2, -3, 1, Fraction(1, 2)),
        (2, 1, 9, None),
        (-1, -2, 1, Fraction(1, 2)),
        (-1, -2, 0, None),
    ],
)
def test_a_cube_by_hand(x: float, y: float, n: int, want: Fraction | None) -> None:
    got = violates_convexity(lambda x: x**3, x, y, n)

    assert got == (None if want is None else pytest.approx(float(want), rel=1e-15))


def test_the_first_violation_is_the_one_next_to_y() -> None:
    # Two bumps, at a quarter and at three quarters of the way from 0 to 4.
    def bumps(x: Array) -> float:
        return float(x in {1.0, 3.0})

    assert violates_convexity(bumps, x=4, y=0, n=3) == 0.25
    assert violates_convexity(bumps, x=0, y=4, n=3) == 0.25
    assert violates_convexity(lambda x: bumps(x) * (x > 2), 4, 0, 3) == 0.75


def test_only_the_points_between_are_asked() -> None:
    asked = []

    def f(x: Array) -> float:
        asked.append(float(x))
        return 0.0

    violates_convexity(f, x=8, y=0, n=3)

    assert sorted(asked) == [0.0, 2.0, 4.0, 6.0, 8.0]


@given(x=POINTS, y=POINTS, n=st.integers(0, 20))
def test_convex_functions_are_never_above_their_chords(
    x: list[float], y: list[float], n: int
) -> None:
    for f in (
        lambda v: np.abs(v).sum(),
        lambda v: v @ v + v[0] * v[1],
        lambda v: np.exp(v / 5).sum(),
        lambda v: np.maximum(v[0], 2 * v[1]),
        lambda v: 3 * v[0] - v[1] + 7,
    ):
        assert violates_convexity(f, x, y, n) is None


@given(x=POINTS, y=POINTS, n=st.integers(1, 20))
def test_strictly_concave_functions_are_above_at_once(
    x: list[float], y: list[float], n: int
) -> None:
    gap = np.array(x) - np.array(y)

    got = violates_convexity(lambda v: -(v @ v), x, y, n)

    # Above the chord by θ (1 - θ) |x - y|², which must show beside the slack.
    if gap @ gap > 1e-4:
        assert got == pytest.approx(1 / (n + 1), rel=1e-15)


@given(x=POINTS, y=POINTS)
def test_from_the_other_end_the_middle_is_the_same(
    x: list[float], y: list[float]
) -> None:
    def f(v: Array) -> float:
        return float(np.sin(v).sum())

    assert violates_convexity(f, x, y, 1) == violates_convexity(f, y, x, 1)


@pytest.mark.parametrize(
    ("f_x", "f_y", "slack"),
    [(0, 0, 1e-9), (0.5, -0.5, 1e-9), (3, 1, 3e-9), (1, -4, 4e-9), (-5, 2, 5e-9)],
)
def test_the_slack_is_a_billionth_of_the_larger_end_or_of_one(
    f_x: float, f_y: float, slack: float
) -> None:
    def middle(excess: float) -> float | None:
        values = {1.0: f_x, 0.0: f_y, 0.5: (f_x + f_y) / 2 + excess}
        return violates_convexity(lambda x: values[float(x)], 1, 0, 1)

    assert middle(0.99 * slack) is None
    assert middle(1.01 * slack) == 0.5


def test_the_slack_itself_is_no_violation() -> None:
    values = {1.0: 0.0, 0.0: 0.0, 0.5: 1e-9}

    assert violates_convexity(lambda x: values[float(x)], 1, 0, 1) is None


def test_the_share_belongs_to_x() -> None:
    # At θ = 1/4 the chord is f(x)/4 + 3f(y)/4 = 1, at θ = 3/4 it is 3.
    def above(position: float, value: float) -> float | None:
        values = {4.0: 4.0, 0.0: 0.0, 1.0: 0.0, 2.0: 0.0, 3.0: 0.0} | {position: value}
        return violates_convexity(lambda x: values[float(x)], 4, 0, 3)

    assert above(1.0, 1.1) == 0.25
    assert above(1.0, 0.9) is None
    assert above(3.0, 3.1) == 0.75
    assert above(3.0, 2.9) is None


@pytest.mark.parametrize(
    ("f", "want"),
    [
        # A hole in the domain is a violation, an end outside of it is not.
        (lambda x: np.inf if 1 < x < 2 else 0.0, 0.5),
        (lambda x: np.inf if x > 2 else 0.0, None),
        (lambda x: np.nan if 1 < x < 2 else 0.0, None),
        (lambda x: -np.inf if x > 2 else 0.0, None),
        (lambda x: np.log(x - 1), None),
        (lambda x: -np.sqrt(2 - x), None),
    ],
)
def test_values_that_are_not_finite_give_no_warning(f: Any, want: float | None) -> None:
    assert violates_convexity(f, x=3, y=0, n=1) == want


def test_points_may_be_arrays_of_integers_and_are_not_changed() -> None:
    x, y = np.array([[1, 0], [0, 1]]), np.array([[0, 1], [1, 0]])

    # The rank is 2 at both ends and 1 in the middle; its negative is above the chord.
    got = violates_convexity(lambda M: -np.linalg.matrix_rank(M), x, y, n=1)

    assert got == 0.5
    assert x.tolist() == [[1, 0], [0, 1]]
    assert y.tolist() == [[0, 1], [1, 0]]


def test_the_share_is_a_float() -> None:
    assert type(violates_convexity(lambda x: -(x**2), 1, 0, np.int64(1))) is float


def test_the_number_of_points_may_be_a_short_integer() -> None:
    got = violates_convexity(lambda x: -(x**2), 1, 0, np.uint8(255))

    assert got == 1 / 256


def test_values_may_come_as_lists_of_one_entry() -> None:
    got = violates_convexity(lambda x: [float(x**3)], -3, 2, 4)

    assert got == 0.4


def test_a_segment_by_hand() -> None:
    # The ring 1 ≤ |z| ≤ 2 is not convex: (0, 0) lies between (-1, 0) and (1, 0) but
    # the upper half of the way from (0, 1) to (2, 0) stays inside for few points.
    def ring(z: Array) -> bool:
        return 1 <= float(np.hypot(*z)) <= 2

    assert not segment_inside(ring, [-1, 0], [1, 0], n=3)
    assert segment_inside(ring, [-1, 0], [1, 0], n=2)
    assert segment_inside(ring, [0, 1], [0, 2], n=50)
    assert not segment_inside(ring, [0, 1], [2, 0], n=6)
    assert segment_inside(ring, [0, 1], [2, 0], n=2)


@pytest.mark.parametrize(
    ("n", "want"),
    [(0, []), (1, [2.0]), (2, [2.0, 6.0]), (3, [2.0, 4.0, 6.0]), (5, [2, 3, 4, 5, 6])],
)
def test_the_points_are_spread_evenly_from_y_to_x(n: int, want: list[float]) -> None:
    asked = []

    def contains(z: Array) -> bool:
        asked.append(float(z))
        return True

    assert segment_inside(contains, x=6, y=2, n=n) is True
    assert asked == want


def test_both_ends_belong_to_the_segment() -> None:
    assert not segment_inside(lambda z: bool(z < 1), 1, 0, n=9)
    assert not segment_inside(lambda z: bool(z > 0), 1, 0, n=9)


def test_the_answer_may_be_a_numpy_bool_or_an_array_of_one() -> None:
    got = segment_inside(lambda z: np.array([z[0] <= 1]), [1.0], [0.0], 3)  # type: ignore[arg-type, return-value]  # as numpy users write it

    assert got is True


@given(
    seed=st.integers(0, 2**32 - 1),
    shares=st.lists(st.floats(0.01, 1), min_size=3, max_size=3),
    n=st.integers(0, 30),
)
def test_a_polyhedron_contains_the_segments_between_its_points(
    seed: int, shares: list[float], n: int
) -> None:
    corners = np.random.default_rng(seed).normal(size=(3, 2))
    x, y = (np.array(w) / sum(w) @ corners for w in (shares, shares[::-1]))

    def contains(z: Array) -> bool:
        weights = np.linalg.solve(np.vstack([corners.T, np.ones(3)]), [*z, 1])
        return bool((weights >= -1e-6).all())

    assert segment_inside(contains, x, y, n)


@pytest.mark.parametrize("n", [-1, 2.0, True])
def test_the_number_of_points_must_be_whole(n: Any) -> None:
    message = f"^{re.escape(f'n must be a whole number >= 0; got {n!r}.')}$"

    with pytest.raises(ValueError, match=message):
        violates_convexity(lambda x: x, 1, 0, n)
    with pytest.raises(ValueError, match=message):
        segment_inside(lambda _: True, 1, 0, n)
