import math
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reference.piecewise_linear import count_kinks

Params = list[tuple[list[list[int]], list[int]]]
Line = tuple[Fraction, Fraction]
"""A linear function of s: its value at 0 and its slope."""
ONE = Fraction(1)


def ramps(*corners: float, weights: Sequence[float] = ()) -> Any:
    """Return Σ weight · relu(x - corner) as a network; every weight is 1 or given."""
    return [
        ([[1.0] * len(corners)], [-corner for corner in corners]),
        ([[weight] for weight in weights or [1.0] * len(corners)], [0.25]),
    ]


def true_kinks(params: Params, x: list[int], y: list[int]) -> list[Fraction]:
    """Return where the output bends for 0 < s < 1, in exact arithmetic.

    On each piece of [0, 1] every unit is a line. A unit with a zero inside the piece
    cuts it in two, so that behind the ReLU it is a line on each of them again.
    """
    start = [(Fraction(a), Fraction(b - a)) for a, b in zip(x, y, strict=True)]
    pieces: list[tuple[Fraction, Fraction, list[Line]]] = [(0 * ONE, ONE, start)]
    for depth, (W, b) in enumerate(params, start=1):
        after = []
        for low, high, units in pieces:
            lines = [
                (
                    sum(
                        (row[j] * v for row, (v, _) in zip(W, units, strict=True)),
                        b[j] * ONE,
                    ),
                    sum(
                        (row[j] * m for row, (_, m) in zip(W, units, strict=True)),
                        0 * ONE,
                    ),
                )
                for j in range(len(b))
            ]
            if depth == len(params):
                after.append((low, high, lines))
                continue
            zeros = {-v / m for v, m in lines if m and low < -v / m < high}
            cuts = [low, *sorted(zeros), high]
            for left, right in pairwise(cuts):
                middle = (left + right) / 2
                on = [v + m * middle > 0 for v, m in lines]
                relu = [
                    line if o else (0 * ONE, 0 * ONE)
                    for line, o in zip(lines, on, strict=True)
                ]
                after.append((left, right, relu))
        pieces = after
    return [
        one[1]
        for one, other in pairwise(pieces)
        if [m for _, m in one[2]] != [m for _, m in other[2]]
    ]


def samples_for(kinks: list[Fraction]) -> int:
    """Return an n with which the kinks are 3/n apart and 1/n from the ends."""
    n = 2
    for low, high in pairwise(kinks):
        n = max(n, math.ceil(3 / (high - low)))
    if kinks:
        n = max(n, math.ceil(1 / kinks[0]), math.ceil(1 / (1 - kinks[-1])))
    return n


def networks(*sizes: int) -> st.SearchStrategy[Params]:
    whole = st.integers(-3, 3)

    def layer(a: int, b: int) -> Any:
        row = st.lists(whole, min_size=b, max_size=b)
        return st.tuples(st.lists(row, min_size=a, max_size=a), row)

    return st.tuples(*(layer(a, b) for a, b in pairwise(sizes))).map(list)


@settings(max_examples=150)
@given(
    params=networks(2, 4, 1) | networks(2, 4, 3) | networks(2, 3, 3, 2),
    x=st.lists(st.integers(-5, 5), min_size=2, max_size=2),
    y=st.lists(st.integers(-5, 5), min_size=2, max_size=2),
    extra=st.integers(0, 7),
)
def test_it_counts_the_kinks_of_exact_arithmetic(
    params: Params, x: list[int], y: list[int], extra: int
) -> None:
    kinks = true_kinks(params, x, y)
    n = samples_for(kinks) + extra
    assume(n <= 3000)

    assert count_kinks(params, x, y, n) == len(kinks)


def test_the_exact_count_itself_by_hand() -> None:
    # relu(s - 1/2), and relu(1 - 4 relu(s - 1/2)) behind it: bends at 1/2 and 3/4.
    params: Params = [([[2]], [-1]), ([[-2]], [1]), ([[1]], [0])]

    assert true_kinks(params, [0], [1]) == [Fraction(1, 2), Fraction(3, 4)]


@pytest.mark.parametrize("n", range(2, 40))
def test_one_kink_is_one_kink_on_a_sample_and_between_two(n: int) -> None:
    # 3/5 of the way: on a sample for the multiples of 5 only.
    assert count_kinks(ramps(0.6), [0], [1], n) == 1


@pytest.mark.parametrize("shift", np.linspace(0, 1, 21).tolist())
def test_kinks_three_samples_apart_stay_apart_wherever_they_fall(shift: float) -> None:
    n = 20
    corners = [(first + shift) / n for first in (2, 5, 8, 11, 14)]

    assert count_kinks(ramps(*corners), [0], [1], n) == 5


def test_closer_than_that_two_kinks_can_look_like_one() -> None:
    # Bends at the samples 5, 6 and 7, 8 of 20: a single run.
    assert count_kinks(ramps(0.275, 0.375), [0], [1], 20) == 1


def test_every_bend_on_its_own_would_count_a_kink_twice() -> None:
    # The polygon of the samples does bend at 2 and at 3 of 10.
    corner = 0.25
    F = np.maximum(np.arange(11) / 10 - corner, 0)

    assert np.count_nonzero(np.abs(np.diff(F, n=2)) > 1e-9) == 2
    assert count_kinks(ramps(corner), [0], [1], 10) == 1


@pytest.mark.parametrize(("corner", "want"), [(0.0, 0), (1.0, 0), (0.05, 1), (0.95, 1)])
def test_an_end_is_no_kink_but_the_first_and_the_last_cell_have_theirs(
    corner: float, want: int
) -> None:
    assert count_kinks(ramps(corner), [0], [1], 10) == want


def test_a_unit_that_nobody_listens_to_makes_no_kink() -> None:
    assert count_kinks(ramps(0.3, 0.7, weights=[1, 0]), [0], [1], 30) == 1


def test_a_unit_that_is_never_on_makes_no_kink() -> None:
    assert count_kinks(ramps(5), [0], [1], 30) == 0


def test_units_that_switch_together_are_one_kink_or_none() -> None:
    assert count_kinks(ramps(0.3, 0.3, weights=[1, 2]), [0], [1], 30) == 1
    assert count_kinks(ramps(0.3, 0.3, weights=[1, -1]), [0], [1], 30) == 0


def test_any_output_may_bend_and_together_they_bend_once() -> None:
    # The first bends at 0.2 and 0.5, the second at 0.5 and 0.8.
    out = [[1, 0], [1, -2], [0, 1]]
    params: Any = [([[1, 1, 1]], [-0.2, -0.5, -0.8]), (out, [0, 0])]

    assert count_kinks(params, [0], [1], 30) == 3


def test_each_output_has_its_own_scale() -> None:
    # The second output bends by 1, which is nothing beside the first one's 1e16.
    params: Any = [([[1, 1]], [-0.3, -0.7]), ([[1e15, 0], [0, 1]], [1e16, 0])]

    assert count_kinks(params, [0], [1], 30) == 2


def test_a_unit_of_the_second_layer_can_switch_twice() -> None:
    # A tent of height 1 over [0, 1], cut off at 1/2: bends at 1/4, 1/2 and 3/4. At
    # 1/2 the tent has its top, which is above the cut.
    tent: Any = [([[2, 2]], [0, -1]), ([[1], [-2]], [-0.5]), ([[1]], [0])]

    assert count_kinks(tent, [0], [1], 40) == 3


def test_a_bend_behind_which_everything_is_off_is_none() -> None:
    # The first layer bends at 1/2; the second subtracts 5 of it and stays off.
    off: Any = [([[1]], [-0.5]), ([[1]], [-5]), ([[1]], [0])]

    assert count_kinks(off, [0], [1], 40) == 0


@pytest.mark.parametrize(
    ("params", "x", "y", "n"),
    [
        ([([[1], [2]], [3])], [0, 1], [5, -7], 50),  # no hidden layer
        (ramps(0.3), [0.3], [0.3], 50),  # no segment
        (ramps(0.3), [0], [1], 1),  # one chord
    ],
)
def test_where_nothing_can_bend_there_are_no_kinks(
    params: Any, x: list[float], y: list[float], n: int
) -> None:
    got = count_kinks(params, x, y, n)

    assert type(got) is int
    assert got == 0


@settings(max_examples=60)
@given(seed=st.integers(0, 2**32 - 1), size=st.floats(1e-6, 1e6), n=st.integers(1, 500))
def test_rounding_bends_nothing(seed: int, size: float, n: int) -> None:
    # All 300 units stay on: large biases, which the output takes back.
    rng = np.random.default_rng(seed)
    W, V = rng.normal(size=(5, 300)), rng.normal(size=(300, 2))
    x, y = size * rng.normal(size=(2, 5))
    b = np.abs(x) @ np.abs(W) + np.abs(y) @ np.abs(W)

    assert count_kinks([(W, b), (V, -b @ V)], x, y, n) == 0


def test_rounding_is_as_large_as_the_farther_end_makes_it() -> None:
    # From 0, where the terms are 1e-6, to a point where they are 1e6; no unit switches.
    rng = np.random.default_rng(2)
    params: Any = [
        (-rng.exponential(size=(5, 300)), np.full(300, 1e-6)),
        (rng.normal(size=(300, 2)), np.zeros(2)),
    ]
    far = -1e6 * rng.exponential(size=5)

    assert count_kinks(params, np.zeros(5), far, 500) == 0
    assert count_kinks(params, far, np.zeros(5), 500) == 0


@given(seed=st.integers(0, 2**32 - 1), scale=st.floats(1e-6, 1e6))
def test_neither_the_direction_nor_the_scale_of_the_output_matters(
    seed: int, scale: float
) -> None:
    corners = np.sort(np.random.default_rng(seed).uniform(0.05, 0.95, size=3))
    assume(np.min(np.diff(corners)) > 0.03)
    (hidden, (V, c)) = ramps(*corners, weights=[1, -3, 2])
    scaled: Any = [hidden, (scale * np.array(V), scale * np.array(c))]

    assert count_kinks(scaled, [0], [1], 100) == 3
    assert count_kinks(scaled, [1], [0], 100) == 3


def test_nothing_that_is_handed_over_is_changed() -> None:
    W, b, x, y = np.array([[1.0, -2.0]]), np.array([-0.3, 1.0]), np.zeros(1), np.ones(1)
    params = [(W, b), (b[:, None].copy(), np.zeros(1))]

    assert count_kinks(params, x, y, 30) == 2

    assert W.tolist() == [[1, -2]]
    assert b.tolist() == [-0.3, 1]
    assert x.tolist() == [0]
    assert y.tolist() == [1]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"n": 0}, r"n must be a whole number >= 1; got 0\."),
        ({"n": 2.5}, r"n must be a whole number >= 1; got 2\.5\."),
        ({"x": [0, 1]}, r"x must have shape \(1,\); got \(2,\)\."),
        ({"y": 1}, r"y must have shape \(1,\); got \(\)\."),
    ],
)
def test_impossible_arguments_are_refused(wrong: dict[str, Any], message: str) -> None:
    right: dict[str, Any] = {"params": ramps(0.3), "x": [0], "y": [1], "n": 10}

    with pytest.raises(ValueError, match=f"^{message}$"):
        count_kinks(**(right | wrong))
