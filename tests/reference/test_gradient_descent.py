from dataclasses import FrozenInstanceError
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.arrays import Array
from reference.gradient_descent import (
    gradient_descent,
    gradient_descent_1d,
    values_along,
)
from reference.optimizers.gradient_descent import GradientDescent
from tests.reference.torch_oracle import X0, landscape_gradient, torch_path


def slope_of_a_square(x: Array) -> Array:
    return 2 * x


def test_a_step_is_the_rate_against_the_gradient() -> None:
    rule = GradientDescent(lr=0.5)

    step, _ = rule.update(np.array([2.0, -3.0]), state=None)

    assert step.tolist() == [-1.0, 1.5]


def test_two_steps_on_a_tilted_bowl_in_exact_fractions() -> None:
    # A x is (0, -7) at (1, -2) and (7/4, 0) at (1, -1/4); the rate is 1/4.
    A = np.array([[2.0, 1.0], [1.0, 4.0]])

    got = gradient_descent(lambda x: A @ x, x0=(1, -2), lr=0.25, steps=2)

    assert got.tolist() == [[1.0, -2.0], [1.0, -0.25], [0.5625, -0.25]]


@given(
    seed=st.integers(0, 2**32 - 1),
    lr=st.floats(0, 1.2),
    steps=st.integers(0, 30),
)
def test_on_a_quadratic_every_eigendirection_shrinks_by_its_own_factor(
    seed: int, lr: float, steps: int
) -> None:
    rng = np.random.default_rng(seed)
    Q, _ = np.linalg.qr(rng.normal(size=(3, 3)))
    lam = np.array([0.1, 0.7, 1.9])
    x_star, x0 = rng.normal(size=(2, 3))

    got = gradient_descent(lambda x: Q @ (lam * (Q.T @ (x - x_star))), x0, lr, steps)

    factors = (1 - lr * lam) ** np.arange(steps + 1)[:, np.newaxis]
    want = x_star + factors * (Q.T @ (x0 - x_star)) @ Q.T
    # A factor may reach 1 - 1.2 · 1.9 = -1.28, and 1.28^30 is 1.6e3.
    np.testing.assert_allclose(got, want, rtol=1e-11, atol=1e-11)


def test_it_agrees_with_torch_over_50_steps() -> None:
    want = torch_path(lambda optim, x: optim.SGD(x, lr=0.1), 50)

    got = gradient_descent(landscape_gradient, X0, 0.1, 50)

    np.testing.assert_allclose(got, want, rtol=0, atol=1e-12)


def test_at_two_over_the_curvature_it_cycles_between_two_points() -> None:
    got = gradient_descent(lambda x: 4 * (x - 3), x0=5, lr=2 / 4, steps=4)

    assert got.tolist() == [5.0, 1.0, 5.0, 1.0, 5.0]


@pytest.mark.parametrize("lam", [0.3, 1.0, 7.0])
def test_it_converges_below_two_over_the_curvature_and_diverges_above(
    lam: float,
) -> None:
    def last(lr: float) -> float:
        return float(gradient_descent(lambda x: lam * x, 1, lr, 3000)[-1])

    assert abs(last(0.99 * 2 / lam)) < 1e-20
    assert abs(last(1.01 * 2 / lam)) > 1e20


def test_a_rate_of_zero_stays_at_the_start() -> None:
    assert gradient_descent(lambda x: x, 3, 0, 2).tolist() == [3.0, 3.0, 3.0]


def test_a_start_exactly_on_a_saddle_stays_there() -> None:
    got = gradient_descent(lambda v: v * np.array([2, -2]), [0, 0], 0.1, 5)

    assert not got.any()


def test_a_start_beside_a_saddle_leaves_it() -> None:
    got = gradient_descent(lambda v: v * np.array([2, -2]), [1, 1e-9], 0.1, 200)

    assert abs(got[-1, 0]) < 1e-15
    assert abs(got[-1, 1]) > 1e5


def test_a_path_that_diverges_ends_without_a_warning() -> None:
    got = gradient_descent(slope_of_a_square, x0=[1, 2], lr=3, steps=2000)

    assert not np.isfinite(got[-1]).any()


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"lr": -0.1}, r"lr must be a finite number >= 0; got -0\.1\."),
        ({"lr": float("inf")}, r"lr must be a finite number >= 0; got inf\."),
        ({"steps": -1}, r"steps must be a whole number >= 0; got -1\."),
        ({"steps": 2.5}, r"steps must be a whole number >= 0; got 2\.5\."),
    ],
)
def test_impossible_hyperparameters_are_refused(
    wrong: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        gradient_descent(lambda x: x, 1.0, **({"lr": 0.1, "steps": 3} | wrong))


def test_the_path_ends_at_the_first_point_with_a_small_slope() -> None:
    # From -1 the points are -1, -1/2, -1/4, -1/8 with the slopes -2, -1, -1/2, -1/4.
    got = gradient_descent_1d(slope_of_a_square, -1, lr=0.25, eps=0.3, max_steps=9)

    assert got.tolist() == [-1.0, -0.5, -0.25, -0.125]


def test_a_slope_of_exactly_eps_is_not_small() -> None:
    got = gradient_descent_1d(slope_of_a_square, 1, lr=0.25, eps=0.5, max_steps=9)

    assert got.tolist() == [1.0, 0.5, 0.25, 0.125]


def test_a_start_with_a_small_slope_is_the_whole_path() -> None:
    got = gradient_descent_1d(slope_of_a_square, 1, lr=0.25, eps=3, max_steps=9)

    assert got.tolist() == [1.0]


def test_at_most_max_steps_updates_are_made() -> None:
    got = gradient_descent_1d(slope_of_a_square, 1, lr=0.25, eps=0.3, max_steps=2)

    assert got.tolist() == [1.0, 0.5, 0.25]


def test_with_eps_zero_no_slope_is_small() -> None:
    got = gradient_descent_1d(lambda _: 0.0, x0=1, lr=0.25, eps=0, max_steps=3)

    assert got.tolist() == [1.0, 1.0, 1.0, 1.0]


def test_a_slope_of_nan_is_never_small() -> None:
    got = gradient_descent_1d(lambda x: x**3, 10, lr=1, eps=1e-3, max_steps=20)

    assert got.shape == (21,)
    assert np.isnan(got[-1])


@given(x0=st.floats(-5, 5), lr=st.floats(0.01, 0.3), eps=st.floats(1e-6, 1))
def test_it_is_gradient_descent_cut_off_at_the_first_small_slope(
    x0: float, lr: float, eps: float
) -> None:
    got = gradient_descent_1d(np.arctan, x0, lr, eps, max_steps=40)

    slopes = np.abs(np.arctan(got))
    assert (slopes[:-1] >= eps).all()
    assert slopes[-1] < eps or len(got) == 41
    assert got.tolist() == gradient_descent(np.arctan, x0, lr, len(got) - 1).tolist()


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"lr": -1}, r"lr must be a finite number >= 0; got -1\."),
        ({"eps": -1e-3}, r"eps must be a finite number >= 0; got -0\.001\."),
        ({"max_steps": -1}, r"max_steps must be a whole number >= 0; got -1\."),
        ({"max_steps": 1.0}, r"max_steps must be a whole number >= 0; got 1\.0\."),
    ],
)
def test_impossible_stopping_rules_are_refused(
    wrong: dict[str, Any], message: str
) -> None:
    right = {"lr": 0.1, "eps": 1e-3, "max_steps": 3}

    with pytest.raises(ValueError, match=f"^{message}$"):
        gradient_descent_1d(lambda x: x, 1.0, **(right | wrong))


def test_the_values_of_a_path_of_vectors_are_numbers() -> None:
    path = [[1, 2], [3, 4], [0, -1]]

    got = values_along(lambda x: x[0] + 10 * x[1], path)

    assert got.tolist() == [21.0, 43.0, -10.0]
    assert path == [[1, 2], [3, 4], [0, -1]]


def test_a_value_may_come_as_an_array_of_one_entry() -> None:
    assert values_along(lambda x: np.array([x]), [2, 3]).tolist() == [2.0, 3.0]


def test_a_path_of_no_points_has_no_values() -> None:
    assert values_along(lambda x: x, []).shape == (0,)


def test_a_function_that_changes_its_argument_does_not_change_the_path() -> None:
    path = np.array([[1.0, 2.0], [3.0, 4.0]])

    def f(x: Array) -> float:
        x *= 0
        return 1.0

    values_along(f, path)

    assert path.tolist() == [[1.0, 2.0], [3.0, 4.0]]


def test_values_on_a_diverged_path_come_without_a_warning() -> None:
    got = values_along(lambda x: x**2 - x, [1e200, float("inf"), 3])

    assert got[0] == np.inf
    assert np.isnan(got[1])
    assert got[2] == 6.0


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=8))
def test_the_values_stand_in_the_order_of_the_points(points: list[float]) -> None:
    assert values_along(lambda x: x, points).tolist() == points


def test_the_rule_is_a_value_that_cannot_be_changed() -> None:
    rule = GradientDescent(lr=0.1)

    assert hash(rule) == hash(GradientDescent(lr=0.1))
    assert not hasattr(rule, "__dict__")
    with pytest.raises(FrozenInstanceError):
        rule.lr = 1.0  # type: ignore[misc]  # wrong on purpose
