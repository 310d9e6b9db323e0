import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.arrays import Array
from reference.gradient_descent import gradient_descent
from reference.momentum import axis_behaviour, momentum, nesterov, steps_on_valley

SEEDS = st.integers(0, 2**32 - 1)
VALLEY = np.array([1.0, 50.0])


def valley_gradient(x: Array) -> Array:
    return VALLEY * x


def test_updates_on_a_parabola_by_hand() -> None:
    # 8, 4, 2, 1 · 8, 4, 0 · 8, 4, 1: the first below 3 in size.
    got = steps_on_valley(lambda x: x, 8, lr=0.5, beta=0.5, tol=3, max_steps=9)

    assert got == {"gd": 2, "momentum": 2, "nesterov": 2}
    assert all(type(n) is int for n in got.values())


def test_momentum_needs_fewer_updates_in_a_narrow_valley() -> None:
    got = steps_on_valley(valley_gradient, [10, 1], 0.02, 0.8, 1e-3, max_steps=999)

    # Along the flat axis gradient descent keeps 0.98 of the way: 0.98^456 < 1e-4.
    assert got["gd"] == 456
    assert got["nesterov"] < got["momentum"] < 100


@given(seed=SEEDS, tol=st.floats(0.01, 2))
def test_it_is_the_first_point_within_the_tolerance(seed: int, tol: float) -> None:
    x0 = np.random.default_rng(seed).normal(size=2)

    got = steps_on_valley(valley_gradient, x0, 0.02, 0.7, tol, max_steps=60)

    for name, path in {
        "gd": gradient_descent(valley_gradient, x0, 0.02, 60),
        "momentum": momentum(valley_gradient, x0, 0.02, 0.7, 60),
        "nesterov": nesterov(valley_gradient, x0, 0.02, 0.7, 60),
    }.items():
        distances = np.sqrt((path**2).sum(axis=1))
        assert (distances[: got[name]] >= tol).all()
        assert distances[got[name]] < tol or got[name] == 60


def test_a_distance_of_exactly_the_tolerance_is_not_within() -> None:
    def updates(tol: float) -> int:
        got = steps_on_valley(lambda x: x, [3, 4], 0.5, 0, tol, max_steps=9)
        return got["gd"]

    assert updates(5) == 1
    assert updates(5.001) == 0
    assert updates(2.5) == 2


def test_a_path_that_never_arrives_counts_all_updates() -> None:
    got = steps_on_valley(lambda x: x, 1, lr=0.1, beta=0.5, tol=0, max_steps=7)

    assert got == {"gd": 7, "momentum": 7, "nesterov": 7}


def test_arriving_with_the_last_update_is_arriving() -> None:
    got = steps_on_valley(lambda x: x, 8, lr=0.5, beta=0, tol=1.5, max_steps=3)

    assert got == {"gd": 3, "momentum": 3, "nesterov": 3}


def test_a_path_that_diverges_counts_all_updates_without_a_warning() -> None:
    got = steps_on_valley(lambda x: x, [1, 1], lr=9, beta=0.9, tol=0.1, max_steps=900)

    assert got == {"gd": 900, "momentum": 900, "nesterov": 900}


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"lr": -0.1}, "lr must be a finite number >= 0; got -0.1."),
        ({"beta": 1.0}, "beta must be a number in [0, 1); got 1.0."),
        ({"tol": -1.0}, "tol must be a finite number >= 0; got -1.0."),
        ({"tol": np.inf}, "tol must be a finite number >= 0; got inf."),
    ],
)
def test_an_impossible_race_is_refused(wrong: dict[str, Any], message: str) -> None:
    right = {"lr": 0.1, "beta": 0.9, "tol": 0.1, "max_steps": 3}

    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        steps_on_valley(lambda x: x, 1.0, **(right | wrong))


def test_gradient_descent_creeps_along_the_valley_and_jitters_across() -> None:
    path = gradient_descent(valley_gradient, [10, 1], 0.039, 30)

    assert axis_behaviour(path) == ["creeps", "jitters"]


@given(
    seed=SEEDS,
    lam=st.lists(st.floats(0.05, 0.9) | st.floats(1.1, 1.9), min_size=1, max_size=4),
)
def test_an_axis_jitters_when_the_rate_is_beyond_one_over_its_curvature(
    seed: int, lam: list[float]
) -> None:
    x0 = np.random.default_rng(seed).uniform(1, 2, size=len(lam))
    path = gradient_descent(lambda x: np.array(lam) * x, x0, lr=1, steps=6)

    want = ["jitters" if each > 1 else "creeps" for each in lam]
    assert axis_behaviour(path) == want


@pytest.mark.parametrize(
    ("steps", "want"),
    [
        ([1, -1, 1, -1], "jitters"),
        ([1, -1, 1, 1], "jitters"),
        ([1, -1, -1, -1], "creeps"),
        # Exactly half of the pairs: not more than half.
        ([1, -1, -1], "creeps"),
        ([1, -1, 1, 1, 1], "creeps"),
        ([1, -1, 1, -1, -1], "jitters"),
        ([1, -1], "jitters"),
        ([-2, -3], "creeps"),
        ([5], "creeps"),
        ([], "creeps"),
        # The size of a step does not count, nor does a step of 0.
        ([1e200, -2e200, 1e200], "jitters"),
        ([1e-200, -1e-200], "jitters"),
        ([1, 0, -1], "creeps"),
        ([1e308, -1.5e308, 1.5e308], "jitters"),
    ],
)
def test_more_than_half_of_the_turns_make_a_jitter(
    steps: list[float], want: str
) -> None:
    path = np.cumsum([0.0, *steps])

    assert axis_behaviour(path) == [want]
    assert axis_behaviour(np.column_stack([path, path])) == [want, want]


def test_a_jump_that_overflows_gives_no_warning() -> None:
    assert axis_behaviour([1.5e308, -1.5e308, 1.5e308]) == ["jitters"]


def test_a_path_may_be_a_list_of_integers_and_is_not_changed() -> None:
    path = [[0, 5], [1, 4], [0, 3], [1, 2]]

    assert axis_behaviour(path) == ["jitters", "creeps"]
    assert path == [[0, 5], [1, 4], [0, 3], [1, 2]]
