import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.arrays import Array
from reference.line_search import (
    backtracking,
    descent_with_backtracking,
    exact_step_quadratic,
)

A = np.array([[3.0, 1.0], [1.0, 2.0]])
SEEDS = st.integers(0, 2**32 - 1)


def bowl(x: Array) -> float:
    return float(x @ A @ x) / 2


def bowl_gradient(x: Array) -> Array:
    return A @ x


def quartic(x: Array) -> float:
    return float((x**4).sum() + x.sum() ** 2)


def quartic_gradient(x: Array) -> Array:
    return 4 * x**3 + 2 * float(x.sum())


def test_a_search_by_hand() -> None:
    # f = 4x² at 1 along -8 with α = 1/8: 4 (1 - 8t)² ≤ 4 - 8t holds up to t = 7/32.
    # 0.7^4 = 0.2401 is longer, 0.7^5 = 0.16807 is not.
    got = backtracking(lambda x: 4 * x**2, lambda x: 8 * x, 1, -8, 0.125, 0.7)

    assert type(got) is float
    assert got == pytest.approx(0.7**5, rel=1e-14)


def test_a_search_along_another_direction_than_the_gradient() -> None:
    # f = x² + y at (1, 0) along (-1, 2): the slope is -2 + 2 = 0 and f rises by t².
    # Along (-1, 1/2) it is -3/2, f(t) = 1 - 3t/2 + t² ≤ 1 - 3t/4 up to t = 3/4.
    def search(direction: list[float]) -> float:
        return backtracking(
            lambda v: v[0] ** 2 + v[1],
            lambda v: [2 * v[0], 1],
            [1, 0],
            direction,
            0.5,
            0.8,
        )

    assert search([-1, 0.5]) == pytest.approx(0.64)
    assert search([-2, 0]) == pytest.approx(0.8**4)


@given(
    lam=st.floats(0.1, 100),
    x=st.floats(0.1, 10) | st.floats(-10, -0.1),
    alpha=st.floats(0.01, 0.9),
    beta=st.floats(0.05, 0.95),
)
def test_on_a_parabola_steps_are_taken_up_to_the_same_length_everywhere(
    lam: float, x: float, alpha: float, beta: float
) -> None:
    got = backtracking(
        lambda x: lam * x**2 / 2, lambda x: lam * x, x, -lam * x, alpha, beta
    )

    # Along -f' the condition reads t ≤ 2 (1 - α) / λ.
    longest = 2 * (1 - alpha) / lam
    assert got <= longest * (1 + 1e-9)
    assert got == 1 or got / beta >= longest * (1 - 1e-9)
    k = round(math.log(got) / math.log(beta))
    assert got == pytest.approx(beta**k, rel=1e-12)


@given(seed=SEEDS, alpha=st.floats(0.01, 0.99), beta=st.floats(0.1, 0.9))
def test_it_is_the_first_trial_with_a_sufficient_decrease(
    seed: int, alpha: float, beta: float
) -> None:
    x, noise = np.random.default_rng(seed).normal(size=(2, 3))
    g = quartic_gradient(x)
    direction = -4 * g + 0.1 * noise

    def decrease(t: float) -> float:
        return float(quartic(x) - quartic(x + t * direction))

    got = backtracking(quartic, quartic_gradient, x, direction, alpha, beta)

    slope = float(g @ direction)
    assert decrease(got) >= -alpha * got * slope * (1 - 1e-9)
    trials = [beta**k for k in range(400) if beta**k > got * (1 + 1e-9)]
    assert all(decrease(t) < -alpha * t * slope * (1 + 1e-9) for t in trials)


def test_equality_is_a_sufficient_decrease() -> None:
    # f = 2x² at 1 along -4: 2 - 16t + 32t² against 2 - 8t, at t = 1/4 they are equal.
    got = backtracking(lambda x: 2 * x**2, lambda x: 4 * x, 1, -4, 0.5, 0.25)

    assert got == 0.25


def test_a_full_step_that_is_good_enough_is_taken_with_one_trial() -> None:
    asked = []

    def f(x: Array) -> Array:
        asked.append(float(x))
        return x**2 / 2

    assert backtracking(f, lambda x: x, 3, -3, 0.4, 0.5) == 1.0
    assert asked == [3.0, 0.0]


@pytest.mark.parametrize("wall", [float("inf"), float("nan"), float("-inf")])
def test_a_value_that_is_not_finite_shortens_the_step(wall: float) -> None:
    got = backtracking(
        lambda x: -x if x < 0.5 else wall, lambda _: -1, 0, 1, alpha=0.1, beta=0.8
    )

    assert got == pytest.approx(0.8**4)


def test_a_logarithm_out_of_its_domain_gives_no_warning() -> None:
    # At t = 1 the logarithm is taken of -1, at t = 1/2 of 0.
    got = backtracking(
        lambda x: x - np.log(x), lambda x: 1 - 1 / x, 1.25, -2.5, alpha=0.1, beta=0.5
    )

    assert got == 0.125


def test_a_direction_of_zero_is_walked_in_full() -> None:
    assert backtracking(bowl, bowl_gradient, [0, 0], [0, 0], 0.3, 0.5) == 1.0
    assert backtracking(bowl, bowl_gradient, [1, 2], [0, 0], 0.3, 0.5) == 1.0


def test_a_level_direction_is_walked_until_f_does_not_rise() -> None:
    # The slope is 0 and f = cos falls on either side of 0.
    assert backtracking(np.cos, lambda x: -np.sin(x), 0, 1, 0.3, 0.5) == 1.0


@pytest.mark.parametrize(
    ("direction", "slope"), [(1.0, "4.0"), (1e-3, "0.004"), (float("nan"), "nan")]
)
def test_a_direction_that_climbs_is_refused(direction: float, slope: str) -> None:
    message = f"direction must have a slope ∇f(x)ᵀd <= 0; got {slope}."

    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        backtracking(lambda x: x**2, lambda x: 2 * x, 2, direction, 0.3, 0.5)


@pytest.mark.parametrize("beta", [0.1, 0.5, 0.9])
def test_a_search_without_end_is_ended(beta: float) -> None:
    message = (
        "no step t from 1 down to 2.2e-308 brings a sufficient decrease from "
        "f(x) = 0.0 with slope -1.0; is grad that of f?"
    )

    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        backtracking(abs, lambda _: 1.0, 0, -1, 0.3, beta)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_function_that_is_finite_nowhere_ends_the_search(value: float) -> None:
    with pytest.raises(ValueError, match="no step t"):
        backtracking(lambda _: value, lambda _: 1.0, 0, -1, 0.3, 0.5)


def test_a_step_that_does_not_move_the_point_ends_the_search() -> None:
    def f(v: Array) -> float:
        return float((v[0] - 1) ** 2 + (v[1] - 3) ** 2)

    # With this wrong gradient f, which is 0 at the start, rises along the direction.
    got = backtracking(
        f, lambda _: [-1, 1], [1, 3], direction=[1, -1], alpha=0.3, beta=0.5
    )

    assert [1 + got, 3 - got] == [1, 3]
    assert [1 + 2 * got, 3 - 2 * got] != [1, 3]


def test_a_decrease_that_rounding_hides_ends_the_search() -> None:
    # 1 - cos(1e-8) is 0 in floats, but its slope is not.
    got = backtracking(
        lambda x: 1e6 * (1 - np.cos(x)),
        lambda x: 1e6 * np.sin(x),
        1e-8,
        -1e-8,
        0.3,
        0.5,
    )

    assert 1e-8 - got * 1e-8 == 1e-8


def test_the_shortest_step_tried_is_the_smallest_normal_float() -> None:
    shortest = 2.0**-1022

    def f(x: Array) -> float:
        return -1.0 if x == -shortest else float(abs(x))

    assert backtracking(f, lambda _: 1.0, 0, -1, 0.3, 0.5) == shortest


def test_very_short_steps_are_found() -> None:
    # f = x² / 1e-300 falls along -1 from 1e-300 on up to t = 2e-300 (1 - α).
    got = backtracking(lambda x: x * (x / 1e-300), lambda _: 2.0, 1e-300, -1, 0.25, 0.5)

    assert 0.75e-300 < got <= 1.5e-300


def test_the_inputs_are_not_changed_and_may_be_integers() -> None:
    x, direction = np.array([4, 0]), np.array([-8, 0])

    def grad(x: Array) -> Array:
        return 2 * x

    assert backtracking(lambda v: v @ v, grad, x, direction, 0.25, 0.6) == 0.6
    assert x.tolist() == [4, 0]
    assert direction.tolist() == [-8, 0]


def test_points_may_be_lists_and_values_arrays_of_one_entry() -> None:
    def f(v: Array) -> Array:
        return (v @ v).reshape(1)

    got = backtracking(f, lambda v: 2 * v, [4, 0], [-8, 0], 0.25, 0.6)

    assert got == 0.6


@pytest.mark.parametrize("name", ["alpha", "beta"])
@pytest.mark.parametrize("value", [0, 1, -0.5, 1.5, float("nan")])
def test_shares_outside_of_zero_to_one_are_refused(name: str, value: float) -> None:
    message = re.escape(f"{name} must be a number in (0, 1); got {value!r}.")
    shares = {"alpha": 0.3, "beta": 0.5} | {name: value}

    with pytest.raises(ValueError, match=f"^{message}$"):
        backtracking(bowl, bowl_gradient, [1, 1], [-1, -1], **shares)
    with pytest.raises(ValueError, match=f"^{message}$"):
        descent_with_backtracking(
            bowl, bowl_gradient, [1, 1], **shares, eps=0, max_steps=0
        )


def test_an_exact_step_by_hand() -> None:
    # r = b - A x = (1, 0) - (5, 5) = (-4, -5), d = (-1, 1): rᵀd = -1, dᵀAd = 3.
    got = exact_step_quadratic(A, [1, 0], [1, 2], [-1, 1])

    assert type(got) is float
    assert got == pytest.approx(-1 / 3, rel=1e-15)


@given(SEEDS)
def test_after_an_exact_step_the_gradient_is_orthogonal_to_the_direction(
    seed: int,
) -> None:
    rng = np.random.default_rng(seed)
    root = rng.normal(size=(5, 4))
    M, (b, x, d) = root.T @ root, rng.normal(size=(3, 4))

    t = exact_step_quadratic(M, b, x, d)

    gradient = M @ (x + t * d) - b
    scale = np.linalg.norm(M) * np.linalg.norm(d) * (1 + np.linalg.norm(x + t * d))
    assert abs(gradient @ d) <= 1e-11 * scale * np.linalg.norm(d)


def test_no_other_step_is_lower() -> None:
    b, x, d = np.array([1.0, -2.0]), np.array([0.5, 3.0]), np.array([2.0, 1.0])

    def value(t: float) -> float:
        z = x + t * d
        return bowl(z) - float(b @ z)

    t = exact_step_quadratic(A, b, x, d)

    # Along the line f is a parabola with the second derivative dᵀAd = 18.
    for shift in (-1.0, -0.1, 0.1, 1.0):
        assert value(t + shift) - value(t) == pytest.approx(9 * shift**2, rel=1e-9)


def test_the_way_to_the_minimum_has_the_step_one() -> None:
    b, x = np.array([1.0, -2.0]), np.array([0.5, 3.0])

    got = exact_step_quadratic(A, b, x, np.linalg.solve(A, b) - x)

    assert got == pytest.approx(1, rel=1e-14)


def test_a_saddle_has_a_minimum_along_some_lines() -> None:
    # f = x²/2 - y²/2 from (1, 1) along (1, 0).
    assert exact_step_quadratic(np.diag([1, -1]), [0, 0], [1, 1], [1, 0]) == -1.0


@pytest.mark.parametrize(
    ("direction", "curvature"), [([0, 1], "-1.0"), ([1, 1], "0.0"), ([0, 0], "0.0")]
)
def test_a_line_without_a_minimum_is_refused(
    direction: list[float], curvature: str
) -> None:
    message = f"the curvature dᵀAd must be a finite number > 0; got {curvature}."

    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        exact_step_quadratic(np.diag([1, -1]), [0, 0], [1, 2], direction)
