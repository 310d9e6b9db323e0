import re
from dataclasses import FrozenInstanceError
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.arrays import Array
from reference.gradient_descent import gradient_descent
from reference.momentum import momentum, nesterov
from reference.optimizers.nesterov import Nesterov, NesterovState
from tests.reference.torch_oracle import X0, landscape_gradient, torch_path


def test_three_steps_by_hand_in_exact_fractions() -> None:
    # On x² from 16 with lr = 1/8 and μ = 1/2: v = -4, x = 12; at 10: v = -2 - 5/2,
    # x = 15/2; at 21/4: v = -9/4 - 21/16, x = 63/16.
    got = nesterov(lambda x: 2 * x, x0=16, lr=0.125, mu=0.5, steps=3)

    assert got.tolist() == [16.0, 12.0, 7.5, 63 / 16]


def test_the_gradient_is_asked_where_the_velocity_leads() -> None:
    asked = []

    def grad(x: Array) -> float:
        asked.append(float(x))
        return 1.0

    # v is -1, -3/2, -7/4; the look-ahead is half of it.
    got = nesterov(grad, x0=0, lr=1, mu=0.5, steps=3)

    assert got.tolist() == [0.0, -1.0, -2.5, -4.25]
    assert asked == [0.0, -1.5, -3.25]


def test_looking_ahead_changes_neither_point_nor_state() -> None:
    x, state = np.array([1.0, 2.0]), NesterovState(v=np.array([4.0, -8.0]))

    got = Nesterov(lr=0.1, mu=0.25).look_ahead(x, state)

    assert got.tolist() == [2.0, 0.0]
    assert x.tolist() == [1.0, 2.0]
    assert state.v.tolist() == [4.0, -8.0]


def test_the_step_is_the_new_velocity() -> None:
    rule, state = Nesterov(lr=0.5, mu=0.25), NesterovState(v=np.array([4.0, -8.0]))

    step, after = rule.update(np.array([2.0, 6.0]), state)

    assert step.tolist() == after.v.tolist() == [0.0, -5.0]


def test_torchs_points_are_the_look_ahead_points_over_50_steps() -> None:
    mu = 0.8
    want = torch_path(
        lambda optim, x: optim.SGD(x, lr=0.03, momentum=mu, nesterov=True), 50
    )

    x = nesterov(landscape_gradient, X0, 0.03, mu, 50)

    y = x.copy()
    y[1:] += mu * np.diff(x, axis=0)
    np.testing.assert_allclose(y, want, rtol=0, atol=1e-12)
    # The paths themselves are far from each other.
    assert np.abs(x - want).max() > 1e-2


def test_the_points_are_plain_steps_from_torchs_points() -> None:
    y = torch_path(
        lambda optim, x: optim.SGD(x, lr=0.03, momentum=0.8, nesterov=True), 50
    )

    got = nesterov(landscape_gradient, X0, 0.03, 0.8, 50)

    want = [y_t - 0.03 * landscape_gradient(y_t) for y_t in y[:-1]]
    np.testing.assert_allclose(got[1:], want, rtol=0, atol=1e-12)


@given(
    lam=st.floats(0.1, 3),
    lr=st.floats(0.01, 0.5),
    mu=st.floats(0, 0.95),
    steps=st.integers(0, 25),
)
def test_on_a_quadratic_it_follows_the_powers_of_its_matrix(
    lam: float, lr: float, mu: float, steps: int
) -> None:
    got = nesterov(lambda x: lam * (x - 2), 5, lr, mu, steps)

    # x_{t+1} - x* = (1 - lr λ) ((1 + μ) (x_t - x*) - μ (x_{t-1} - x*)).
    c = 1 - lr * lam
    M = np.array([[c * (1 + mu), -c * mu], [1.0, 0.0]])
    want = [(np.linalg.matrix_power(M, t) @ [3, 3])[0] + 2 for t in range(steps + 1)]
    np.testing.assert_allclose(got, want, rtol=1e-10, atol=1e-10)


@given(seed=st.integers(0, 2**32 - 1), mu=st.floats(0, 0.99))
def test_a_gradient_that_is_the_same_everywhere_hides_the_look_ahead(
    seed: int, mu: float
) -> None:
    g, x0 = np.random.default_rng(seed).normal(size=(2, 3))

    got = nesterov(lambda _: g, x0, 0.1, mu, 9)

    np.testing.assert_allclose(
        got, momentum(lambda _: g, x0, 0.1, mu, 9), rtol=1e-12, atol=1e-12
    )


def test_without_momentum_it_is_gradient_descent() -> None:
    got = nesterov(np.sinh, [1.0, -2.0], 0.1, 0, 9)

    assert got.tolist() == gradient_descent(np.sinh, [1.0, -2.0], 0.1, 9).tolist()


def test_it_is_stable_where_momentum_oscillates() -> None:
    # At lr = 1/λ the look-ahead gradient cancels everything: x = 0 from then on.
    got = nesterov(lambda x: 4 * x, x0=3, lr=0.25, mu=0.9, steps=3)

    assert got.tolist() == [3.0, 0.0, 0.0, 0.0]


def test_a_path_that_diverges_ends_without_a_warning() -> None:
    got = nesterov(lambda x: 2 * x, [1, 2], lr=9, mu=0.9, steps=500)

    assert not np.isfinite(got[-1]).any()


def test_an_integer_start_is_read_as_floats_and_not_changed() -> None:
    start = np.array([1, 2])

    got = nesterov(lambda x: x, start, 0.25, 0.5, 1)

    assert got.tolist() == [[1.0, 2.0], [0.75, 1.5]]
    assert start.tolist() == [1, 2]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"lr": -0.1}, "lr must be a finite number >= 0; got -0.1."),
        ({"mu": 1.0}, "mu must be a number in [0, 1); got 1.0."),
        ({"mu": -0.5}, "mu must be a number in [0, 1); got -0.5."),
        ({"steps": 2.5}, "steps must be a whole number >= 0; got 2.5."),
    ],
)
def test_impossible_hyperparameters_are_refused_by_name_and_value(
    wrong: dict[str, Any], message: str
) -> None:
    right = {"lr": 0.1, "mu": 0.9, "steps": 3}

    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        nesterov(lambda x: x, 1.0, **(right | wrong))


def test_rule_and_state_are_values_that_cannot_be_changed() -> None:
    rule, state = Nesterov(lr=0.1), NesterovState(v=np.zeros(2))

    assert rule == Nesterov(lr=0.1, mu=0.9)
    assert hash(rule) == hash(Nesterov(lr=0.1, mu=0.9))
    assert not hasattr(rule, "__dict__")
    assert not hasattr(state, "__dict__")
    with pytest.raises(FrozenInstanceError):
        rule.mu = 0.5  # type: ignore[misc]  # wrong on purpose
    with pytest.raises(FrozenInstanceError):
        state.v = np.ones(2)  # type: ignore[misc]  # wrong on purpose
