import re
from dataclasses import FrozenInstanceError
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.gradient_descent import gradient_descent
from reference.momentum import (
    largest_stable_lr,
    momentum,
    momentum_velocity,
    nesterov,
    velocity_as_sum,
)
from reference.optimizers.momentum import HeavyBall, HeavyBallState
from reference.optimizers.path import follow
from tests.reference.torch_oracle import X0, landscape_gradient, torch_path

SEEDS = st.integers(0, 2**32 - 1)


def test_three_steps_by_hand_in_exact_fractions() -> None:
    # On x²/2 from 8 with lr = 1/4 and β = 1/2: v = 8, x = 6; v = 10, x = 7/2;
    # v = 17/2, x = 11/8.
    got = momentum(lambda x: x, x0=8, lr=0.25, beta=0.5, steps=3)

    assert got.tolist() == [8.0, 6.0, 3.5, 1.375]


def test_the_step_is_the_rate_times_the_sum_so_far() -> None:
    rule, state = HeavyBall(lr=0.5, beta=0.25), HeavyBallState(v=np.array([4.0, -8.0]))

    step, after = rule.update(np.array([1.0, 6.0]), state)

    assert after.v.tolist() == [2.0, 4.0]
    assert step.tolist() == [-1.0, -2.0]
    assert state.v.tolist() == [4.0, -8.0]


@given(
    seed=SEEDS,
    lr=st.floats(0, 1.5),
    beta=st.floats(0, 0.99),
    steps=st.integers(0, 20),
)
def test_on_a_quadratic_it_follows_the_powers_of_its_matrix(
    seed: int, lr: float, beta: float, steps: int
) -> None:
    rng = np.random.default_rng(seed)
    Q, _ = np.linalg.qr(rng.normal(size=(2, 2)))
    lam = np.array([0.3, 1.7])
    x_star, x0 = rng.normal(size=(2, 2))

    got = momentum(lambda x: Q @ (lam * (Q.T @ (x - x_star))), x0, lr, beta, steps)

    start, want = Q.T @ (x0 - x_star), np.empty((steps + 1, 2))
    for i in range(2):
        # (v, x - x*) of one eigendirection, a linear map.
        R = np.array([[beta, lam[i]], [-lr * beta, 1 - lr * lam[i]]])
        for t in range(steps + 1):
            want[t, i] = (np.linalg.matrix_power(R, t) @ [0, start[i]])[1]
    np.testing.assert_allclose(got, want @ Q.T + x_star, rtol=1e-9, atol=1e-9)


def test_it_agrees_with_torch_over_50_steps() -> None:
    want = torch_path(lambda optim, x: optim.SGD(x, lr=0.03, momentum=0.8), 50)

    got = momentum(landscape_gradient, X0, 0.03, 0.8, 50)

    np.testing.assert_allclose(got, want, rtol=0, atol=1e-12)


def test_without_momentum_it_is_gradient_descent() -> None:
    got = momentum(np.sinh, [1.0, -2.0], 0.1, 0, 9)

    assert got.tolist() == gradient_descent(np.sinh, [1.0, -2.0], 0.1, 9).tolist()


def test_the_sum_of_equal_gradients_grows_to_one_over_one_minus_beta() -> None:
    got = momentum(lambda _: 1.0, x0=0, lr=1, beta=0.75, steps=200)

    assert got[1] - got[0] == -1.0
    assert got[-1] - got[-2] == pytest.approx(-4, rel=1e-9)


@given(seed=SEEDS, lr=st.floats(0.001, 0.3), beta=st.floats(0, 0.99))
def test_at_a_constant_rate_the_two_forms_of_momentum_agree(
    seed: int, lr: float, beta: float
) -> None:
    x0 = np.random.default_rng(seed).normal(size=3)

    got = momentum_velocity(np.arctan, x0, [lr] * 15, beta)

    np.testing.assert_allclose(
        got, momentum(np.arctan, x0, lr, beta, 15), rtol=1e-10, atol=1e-12
    )


def test_at_changing_rates_the_two_forms_part_at_the_second_update() -> None:
    lrs = [0.4, 0.2, 0.1]
    velocity_form = momentum_velocity(lambda x: x, 1, lrs, 0.5)

    # The other form, each update with the rate of the day: v = 1, 1.1; x = 0.6, 0.38.
    x, v, rate_of_the_day = 1.0, 0.0, [1.0]
    for lr in lrs:
        [_, x_next] = follow(
            HeavyBall(lr, 0.5), [lambda x: x], x, state=HeavyBallState(np.array(v))
        )
        v, x = (x - x_next) / lr, x_next
        rate_of_the_day.append(x)

    assert velocity_form[:2].tolist() == rate_of_the_day[:2] == [1.0, 0.6]
    assert velocity_form[2] == pytest.approx(0.6 - 0.5 * 0.4 - 0.2 * 0.6)
    assert rate_of_the_day[2] == pytest.approx(0.6 - 0.2 * (0.5 + 0.6))


def test_a_path_that_diverges_ends_without_a_warning() -> None:
    got = momentum(lambda x: 2 * x, [1, 2], lr=9, beta=0.9, steps=500)

    assert not np.isfinite(got[-1]).any()


def test_an_integer_start_is_read_as_floats_and_not_changed() -> None:
    start = np.array([1, 2])

    got = momentum(lambda x: x, start, 0.25, 0.5, 1)

    assert got.tolist() == [[1.0, 2.0], [0.75, 1.5]]
    assert start.tolist() == [1, 2]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"lr": -0.1}, "lr must be a finite number >= 0; got -0.1."),
        ({"beta": 1.0}, "beta must be a number in [0, 1); got 1.0."),
        ({"beta": -0.5}, "beta must be a number in [0, 1); got -0.5."),
        ({"steps": 2.5}, "steps must be a whole number >= 0; got 2.5."),
    ],
)
def test_impossible_hyperparameters_are_refused_by_name_and_value(
    wrong: dict[str, Any], message: str
) -> None:
    right = {"lr": 0.1, "beta": 0.9, "steps": 3}

    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        momentum(lambda x: x, 1.0, **(right | wrong))


def test_a_velocity_by_hand() -> None:
    # -1/4 (1/4 · 8 + 1/2 · 4 + 2) = -3/2 and -1/4 (1/4 · 0 + 1/2 · (-4) + 1) = 1/4.
    got = velocity_as_sum([[8, 0], [4, -4], [2, 1]], lr=0.25, beta=0.5)

    assert got.tolist() == [-1.5, 0.25]


@given(
    seed=SEEDS,
    k=st.integers(0, 9),
    lr=st.floats(0, 2),
    beta=st.floats(0, 0.99),
)
def test_the_sum_is_the_last_step_of_the_recursion(
    seed: int, k: int, lr: float, beta: float
) -> None:
    grads = np.random.default_rng(seed).normal(size=(k, 2))
    stream = iter([*grads, np.zeros(2)])

    path = momentum_velocity(lambda _: next(stream), [0, 0], [lr] * (k + 1), beta)

    # One more update with gradient 0 shortens the velocity by β.
    got = velocity_as_sum(grads, lr, beta)
    np.testing.assert_allclose(beta * got, path[-1] - path[-2], rtol=1e-9, atol=1e-12)


def test_a_velocity_from_numbers_is_a_number() -> None:
    assert isinstance(velocity_as_sum([1.0, 2.0], 0.1, 0.5), float)


def test_no_gradients_give_no_velocity() -> None:
    assert velocity_as_sum([], 0.1, 0.5) == 0.0
    assert velocity_as_sum(np.zeros((0, 3)), 0.1, 0.5).tolist() == [0.0, 0.0, 0.0]


def test_without_memory_only_the_last_gradient_counts() -> None:
    assert velocity_as_sum([5, 7, 3], lr=2, beta=0) == -6.0


def test_the_gradients_are_not_changed() -> None:
    grads = np.array([[1.0, 2.0], [3.0, 4.0]])

    velocity_as_sum(grads, 0.1, 0.5)[:] = 7

    assert grads.tolist() == [[1.0, 2.0], [3.0, 4.0]]


@pytest.mark.parametrize(
    ("lr", "beta", "message"),
    [
        (-1, 0.5, "lr must be a finite number >= 0; got -1."),
        (0.1, 1, "beta must be a number in [0, 1); got 1."),
    ],
)
def test_an_impossible_sum_is_refused(lr: float, beta: float, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        velocity_as_sum([1.0], lr, beta)


@pytest.mark.parametrize("lam", [0.3, 1.0, 40.0])
@pytest.mark.parametrize("beta", [0.0, 0.4, 0.9])
def test_below_the_largest_stable_rate_it_converges_and_above_it_diverges(
    lam: float, beta: float
) -> None:
    lr = largest_stable_lr(lam, beta)

    def last(factor: float) -> float:
        return abs(float(momentum(lambda x: lam * x, 1, factor * lr, beta, 3000)[-1]))

    assert last(0.99) < 1e-12
    assert last(1.01) > 1e12


@pytest.mark.parametrize("beta", [0.0, 0.5, 0.75])
def test_at_the_largest_stable_rate_it_jumps_between_two_points(beta: float) -> None:
    path = momentum(lambda x: 4 * x, 1, largest_stable_lr(4, beta), beta, steps=400)

    assert path[-1] == pytest.approx(path[-3], rel=1e-12)
    assert path[-1] == pytest.approx(-path[-2], rel=1e-12)
    assert abs(path[-1]) > 0.1


@pytest.mark.parametrize("mu", [0.0, 0.4, 0.9])
def test_nesterovs_method_has_a_smaller_bound(mu: float) -> None:
    def last(lr: float) -> float:
        return abs(float(nesterov(lambda x: 7 * x, 1, lr, mu, 3000)[-1]))

    # The share of momentum's bound that its docstring gives.
    bound = largest_stable_lr(7, mu) / (1 + 2 * mu)
    assert last(0.99 * bound) < 1e-12
    assert last(1.01 * bound) > 1e12


@given(lam=st.floats(0.01, 100), beta=st.floats(0, 0.999))
def test_the_bound_is_where_the_iteration_matrix_has_the_eigenvalue_minus_one(
    lam: float, beta: float
) -> None:
    lr = largest_stable_lr(lam, beta)

    R = np.array([[beta, lam], [-lr * beta, 1 - lr * lam]])
    scale = np.abs(R + np.eye(2)).max() ** 2
    assert abs(np.linalg.det(R + np.eye(2))) <= 1e-12 * scale
    assert np.linalg.det(R) == pytest.approx(beta, rel=1e-9, abs=1e-9)


def test_the_bound_is_a_float() -> None:
    assert type(largest_stable_lr(2, 0)) is float
    assert largest_stable_lr(2, 0) == 1.0


@pytest.mark.parametrize(
    ("lam", "beta", "message"),
    [
        (0, 0.5, "lam must be a finite number > 0; got 0."),
        (-2.0, 0.5, "lam must be a finite number > 0; got -2.0."),
        (1, 1, "beta must be a number in [0, 1); got 1."),
        (1, -0.1, "beta must be a number in [0, 1); got -0.1."),
    ],
)
def test_an_impossible_bound_is_refused(lam: float, beta: float, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        largest_stable_lr(lam, beta)


def test_rule_and_state_are_values_that_cannot_be_changed() -> None:
    rule, state = HeavyBall(lr=0.1), HeavyBallState(v=np.zeros(2))

    assert rule == HeavyBall(lr=0.1, beta=0.9)
    assert hash(rule) == hash(HeavyBall(lr=0.1, beta=0.9))
    assert not hasattr(rule, "__dict__")
    assert not hasattr(state, "__dict__")
    with pytest.raises(FrozenInstanceError):
        rule.beta = 0.5  # type: ignore[misc]  # wrong on purpose
    with pytest.raises(FrozenInstanceError):
        state.v = np.ones(2)  # type: ignore[misc]  # wrong on purpose
