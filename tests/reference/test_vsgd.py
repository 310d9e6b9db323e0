import re
from dataclasses import FrozenInstanceError
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.arrays import Array
from reference.noisy import vsgd
from reference.optimizers.vsgd import VSGD, VSGDState
from tests.reference.noisy_bowls import bowls
from tests.reference.torch_oracle import autograd


def test_an_update_by_hand_in_exact_fractions() -> None:
    # τ = 4. ḡ = 3/4 · 2 + 6/4 = 3, v̄ = 3/4 · 20 + 36/4 = 24, h̄ = 3/4 · 4 + |-2|/4
    # = 7/2. The rate is 9 / (84) and the step -54/84; τ = (1 - 9/24) 4 + 1 = 7/2.
    state = VSGDState(*(np.array([each]) for each in (2.0, 20.0, 4.0, 4.0)))

    step, after = VSGD().update(np.array([[6.0], [-2.0]]), state)

    np.testing.assert_allclose(step, [-9 / 14], rtol=1e-15)
    assert [each.tolist() for each in (after.g, after.v, after.h, after.tau)] == [
        [3.0],
        [24.0],
        [3.5],
        [3.5],
    ]


def test_a_memory_is_never_shorter_than_two() -> None:
    # A mean whose square is the mean square asks for a memory of one.
    state = VSGDState(*(np.array([each]) for each in (6.0, 36.0, 3.0, 10.0)))

    step, after = VSGD().update(np.array([[6.0], [3.0]]), state)

    np.testing.assert_allclose(step, [-2.0], rtol=1e-15)
    assert after.tau.tolist() == [2.0]


def test_the_slow_start_by_hand() -> None:
    # Gradients 1, 2, 6 and curvatures 2, -3, 4: the means are 3, 41/3 and 3; squares
    # and curvatures are doubled.
    samples = np.array([[[1.0], [2.0]], [[2.0], [-3.0]], [[6.0], [4.0]]])

    got = VSGD().slow_start(samples)

    np.testing.assert_allclose(got.g, [3], rtol=1e-15)
    np.testing.assert_allclose(got.v, [82 / 3], rtol=1e-15)
    np.testing.assert_allclose(got.h, [6], rtol=1e-15)
    assert got.tau.tolist() == [3]


def test_a_path_by_hand_in_exact_fractions() -> None:
    # All examples are (θ - 1)². From ten samples at 5: ḡ = 8, v̄ = 128, h̄ = 4, τ = 10,
    # then h̄ = 19/5 and v̄ = 608/5: the rate is 64 · 25 / (19 · 608) = 25 / (2 · 19²/4).
    got = vsgd(
        lambda theta, _: 2 * (theta - 1),
        lambda _theta, _: 2,
        5,
        3,
        1,
        np.random.default_rng(0),
    )

    np.testing.assert_allclose(got, [5, 5 - 8 * 1600 / 11552], rtol=1e-14)


def test_ten_examples_are_seen_before_the_start_and_one_at_each_update() -> None:
    gradients: list[tuple[list[float], object]] = []
    curvatures: list[tuple[list[float], object]] = []

    def grad_i(theta: Array, i: int) -> Array:
        gradients.append((theta.tolist(), i))
        return 4 * (theta - i)

    def hess_diag_i(theta: Array, i: int) -> Array:
        curvatures.append((theta.tolist(), i))
        return np.full(2, 4.0)

    path = vsgd(grad_i, hess_diag_i, [9, 8], 7, 5, np.random.default_rng(3))

    again = np.random.default_rng(3)
    points = [[9.0, 8.0]] * 10 + path[:-1].tolist()
    assert gradients == curvatures
    assert gradients == [(point, int(again.integers(7))) for point in points]
    assert all(type(i) is int for _, i in gradients)
    assert path.shape == (6, 2)


def test_every_example_can_be_drawn() -> None:
    seen = set()

    def grad_i(theta: Array, i: int) -> Array:
        seen.add(i)
        return theta

    vsgd(grad_i, lambda theta, _: theta**0, 1.0, 4, 60, np.random.default_rng(0))

    assert seen == {0, 1, 2, 3}


@pytest.mark.parametrize("D", [1, 2, 3, 5])
def test_it_reaches_the_minimum_of_noisy_bowls(D: int) -> None:
    field = bowls(D, seed=D)
    rng = np.random.default_rng(50 + D)
    noise = field.sigma * rng.normal(size=(40, 60, D))
    noise -= noise.mean(axis=0)
    curvature = np.diagonal(field.H, axis1=1, axis2=2)

    path = vsgd(
        lambda x, i: field.gradient(x) + noise[i],
        lambda _theta, _: curvature,
        field.start,
        40,
        3000,
        rng,
    )

    assert np.isfinite(path).all()
    assert field.distance(path).max() < 30
    got = field.distance(path[-1])
    assert (got <= np.where(field.is_turned, 0.3, 0.05) + field.noise() / 4).all()
    assert np.median(got / (0.05 + field.noise() / 4)) < 0.1


def test_it_learns_a_mean_almost_as_well_as_the_mean_itself() -> None:
    # On ½(θ - c_i)² the best estimate from 2000 draws is their mean, which has the
    # standard error 1/√2000.
    rng = np.random.default_rng(1)
    c = rng.normal(size=(500, 200))
    c = (c - c.mean(axis=0)) / c.std(axis=0) + 5

    path = vsgd(
        lambda theta, i: theta - c[i],
        lambda theta, _: np.ones_like(theta),
        np.zeros(200),
        500,
        2000,
        rng,
    )

    error = np.sqrt(np.mean((path[-1] - 5) ** 2))
    assert 1 / np.sqrt(2000) < error < 1.8 / np.sqrt(2000)


def test_it_finds_the_least_squares_fit_that_torch_differentiates() -> None:
    # The curvature differs from example to example: h_i = x_i².
    rng = np.random.default_rng(2)
    X = rng.normal(size=(40, 3)) * [1, 2, 0.5] + [0, 1, 0]
    y = X @ [1.0, -2.0, 3.0] + 0.1 * rng.normal(size=40)
    start = np.array([4.0, 4.0, -4.0])

    def grad_i(theta: Array, i: int) -> Any:
        return (X[i] @ theta - y[i]) * X[i]

    path = vsgd(grad_i, lambda _theta, i: X[i] ** 2, start, 40, 3000, rng)

    def loss(theta: Any) -> Any:
        a, b, c = theta
        rows = zip(X.tolist(), y.tolist(), strict=True)
        return sum((p * a + q * b + r * c - s) ** 2 for (p, q, r), s in rows) / 80

    assert np.abs(autograd(loss, path[-1])[0]).max() < 0.03
    assert np.abs(autograd(loss, start)[0]).max() > 3


def test_coupled_coordinates_do_not_make_it_diverge() -> None:
    # Steps of 1/h in every coordinate at once multiply the error by 1 - 3.7.
    H = np.full((4, 4), 0.9) + 0.1 * np.eye(4)

    path = vsgd(
        lambda x, _: H @ x,
        lambda _theta, _: np.ones(4),
        [5, 4, 3, 2],
        1,
        1500,
        np.random.default_rng(0),
    )

    assert np.abs(path).max() < 6
    assert np.abs(path[-1]).max() < 1e-6


@settings(max_examples=20, deadline=None)
@given(scale=st.floats(1e-3, 1e3), unit=st.floats(1e-3, 1e3), seed=st.integers(0, 999))
def test_neither_the_scale_of_the_loss_nor_the_unit_of_theta_matters(
    scale: float, unit: float, seed: int
) -> None:
    c = np.random.default_rng(seed).normal(size=(5, 2))
    h = np.array([1.0, 6.0])

    def path(scale: float, unit: float) -> Array:
        return vsgd(
            lambda theta, i: scale / unit * h * (theta / unit - c[i]),
            lambda _theta, _: scale / unit**2 * h,
            unit * np.array([3.0, -2.0]),
            5,
            8,
            np.random.default_rng(seed),
        )

    want = path(1.0, 1.0)
    np.testing.assert_allclose(path(scale, unit) / unit, want, rtol=1e-7, atol=1e-9)


def test_without_noise_it_arrives() -> None:
    path = vsgd(
        lambda x, _: np.array([2.0, 50.0]) * (x - 1),
        lambda _theta, _: [2.0, 50.0],
        [8, -3],
        1,
        2000,
        np.random.default_rng(0),
    )

    np.testing.assert_allclose(path[-1], [1, 1], atol=1e-4)


def test_coordinates_without_gradient_or_curvature_stay_where_they_are() -> None:
    path = vsgd(
        lambda x, _: [0.0, 3.0, x[2], 0.0],
        lambda _theta, _: [2.0, 0.0, 1.0, 0.0],
        [1, 2, 3, 4],
        1,
        20,
        np.random.default_rng(0),
    )

    assert (path[:, [0, 1, 3]] == [1, 2, 4]).all()
    assert abs(path[-1, 2]) < 0.5


def test_a_start_at_the_minimum_stays_there_in_silence() -> None:
    rng = np.random.default_rng(0)

    assert vsgd(lambda x, _: 2 * x, lambda _x, _: 2, 0, 3, 5, rng).tolist() == [0] * 6


def test_a_gradient_that_is_not_finite_gives_nan_in_silence() -> None:
    path = vsgd(
        lambda x, _: [np.nan, np.inf, 1e200, x[3]],
        lambda _theta, _: [1.0, 1.0, 1.0, 1.0],
        [1, 2, 3, 4],
        1,
        2,
        np.random.default_rng(0),
    )

    assert np.isnan(path[-1]).tolist() == [True, True, True, False]


class _Three:
    def __index__(self) -> int:
        return 3


def test_any_whole_number_may_count_the_examples_and_the_steps() -> None:
    def path(three: Any) -> Array:
        rng = np.random.default_rng(0)
        return vsgd(lambda x, i: x - i, lambda _x, _: 1, 4, three, three, rng)

    np.testing.assert_array_equal(path(_Three()), path(3))
    assert path(3).shape == (4,)


def test_an_integer_start_is_read_as_floats_and_not_changed() -> None:
    start = np.array([4, 6])
    rng = np.random.default_rng(0)

    got = vsgd(lambda x, _: x, lambda _x, _: [1, 1], start, 2, 3, rng)

    assert got.shape == (4, 2)
    assert got.dtype == np.float64
    assert start.tolist() == [4, 6]
    assert vsgd(lambda x, _: x, lambda _x, _: 1, 4, 2, 0, rng).tolist() == [4]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"n": 0}, "n must be a whole number >= 1; got 0."),
        ({"n": 2.0}, "n must be a whole number >= 1; got 2.0."),
        ({"steps": -1}, "steps must be a whole number >= 0; got -1."),
    ],
)
def test_impossible_numbers_are_refused_by_name_and_value(
    wrong: dict[str, Any], message: str
) -> None:
    right: dict[str, Any] = {"n": 3, "steps": 3, "rng": np.random.default_rng(0)}

    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        vsgd(lambda x, _: x, lambda _x, _: 1, 1.0, **(right | wrong))


def test_rule_and_state_are_values_that_cannot_be_changed() -> None:
    rule, state = VSGD(), VSGD().init(np.ones(2))

    assert rule == VSGD()
    assert hash(rule) == hash(VSGD())
    assert [each.tolist() for each in (state.g, state.v, state.h, state.tau)] == [
        [0, 0],
        [0, 0],
        [0, 0],
        [1, 1],
    ]
    assert not hasattr(rule, "__dict__")
    assert not hasattr(state, "__dict__")
    with pytest.raises(FrozenInstanceError):
        state.tau = np.ones(2)  # type: ignore[misc]  # wrong on purpose
