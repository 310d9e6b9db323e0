import re
from dataclasses import FrozenInstanceError
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.arrays import Array, Gradient
from reference.momentum import momentum_velocity
from reference.optimizers.path import follow
from reference.optimizers.velocity import Velocity, VelocityState
from tests.reference.torch_oracle import X0, landscape_gradient, torch_path


def constant(g: Array) -> Gradient:
    return lambda _: g


def test_three_steps_by_hand_in_exact_fractions() -> None:
    # On x²/2 from 8 with α = 1/2: v = -8/4, x = 6; v = -1 - 6/2, x = 2;
    # v = -2 - 2 · 1, x = -2.
    got = momentum_velocity(lambda x: x, 8, [0.25, 0.5, 1], 0.5)

    assert got.tolist() == [8.0, 6.0, 2.0, -2.0]


def test_each_rate_belongs_to_its_own_update() -> None:
    # Without memory and with gradient 1 the steps are the rates themselves.
    got = momentum_velocity(lambda _: 1.0, x0=0, lrs=[1, 10, 100], alpha=0)

    assert np.diff(got).tolist() == [-1.0, -10.0, -100.0]


def test_a_rate_of_zero_lets_the_velocity_run_on() -> None:
    got = momentum_velocity(lambda _: 1.0, x0=0, lrs=[1, 0, 0], alpha=0.5)

    assert np.diff(got).tolist() == [-1.0, -0.5, -0.25]


def test_the_velocity_is_the_step_and_the_updates_are_counted() -> None:
    rule = Velocity(lrs=(0.5, 0.25), alpha=0.5)
    state = VelocityState(v=np.array([2.0, -4.0]), t=1)

    step, after = rule.update(np.array([8.0, 4.0]), state)

    assert step.tolist() == after.v.tolist() == [-1.0, -3.0]
    assert after.t == 2
    assert state.v.tolist() == [2.0, -4.0]


def test_an_initial_velocity_may_be_given() -> None:
    state = VelocityState(v=np.array(4.0), t=0)

    got = follow(Velocity((1, 1), 0.5), [lambda _: 0.0] * 2, x0=0, state=state)

    assert got.tolist() == [0.0, 2.0, 3.0]


@given(
    seed=st.integers(0, 2**32 - 1),
    alpha=st.floats(0, 0.99),
    steps=st.integers(0, 12),
)
def test_a_gradient_keeps_the_rate_of_its_own_update(
    seed: int, alpha: float, steps: int
) -> None:
    rng = np.random.default_rng(seed)
    gradients, lrs = rng.normal(size=(steps, 3)), rng.uniform(0, 1, size=steps)
    rule = Velocity(lrs=tuple(lrs.tolist()), alpha=alpha)

    got = follow(rule, [constant(g) for g in gradients], np.zeros(3))

    # A push of the velocity carries on as 1 + α + α² + ... for the rest of the way.
    carry = [(1 - alpha ** (steps - t)) / (1 - alpha) for t in range(steps)]
    want = -(np.array(carry) * lrs) @ gradients
    np.testing.assert_allclose(got[-1], want, rtol=1e-9, atol=1e-9)


def test_at_a_constant_rate_it_agrees_with_torch_over_50_steps() -> None:
    want = torch_path(lambda optim, x: optim.SGD(x, lr=0.03, momentum=0.8), 50)

    got = momentum_velocity(landscape_gradient, X0, [0.03] * 50, 0.8)

    np.testing.assert_allclose(got, want, rtol=0, atol=1e-12)


@pytest.mark.parametrize("lrs", [[2, 1], (2.0, 1.0), np.array([2, 1], dtype=np.uint8)])
def test_rates_may_come_in_any_sequence(lrs: Any) -> None:
    got = momentum_velocity(lambda _: 1.0, x0=0, lrs=lrs, alpha=0.5)

    assert got.tolist() == [0.0, -2.0, -4.0]


def test_without_rates_the_path_is_the_start() -> None:
    assert momentum_velocity(lambda x: x, [1, 2], [], 0.5).tolist() == [[1.0, 2.0]]


def test_a_path_that_diverges_ends_without_a_warning() -> None:
    got = momentum_velocity(lambda x: 2 * x, [1, 2], [9] * 500, 0.5)

    assert got.shape == (501, 2)
    assert not np.isfinite(got[-1]).any()


def test_the_inputs_are_not_changed() -> None:
    x0, lrs = np.array([1, 2]), np.array([0.1, 0.2])

    momentum_velocity(lambda x: x, x0, lrs, 0.5)[:] = 7

    assert x0.tolist() == [1, 2]
    assert lrs.tolist() == [0.1, 0.2]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"lrs": [0.1, -0.2]}, "lrs[1] must be a finite number >= 0; got -0.2."),
        ({"lrs": [np.nan]}, "lrs[0] must be a finite number >= 0; got nan."),
        ({"lrs": [[0.1]]}, "lrs[0] must be a finite number >= 0; got [0.1]."),
        ({"alpha": 1}, "alpha must be a number in [0, 1); got 1."),
        ({"alpha": -0.1}, "alpha must be a number in [0, 1); got -0.1."),
    ],
)
def test_impossible_hyperparameters_are_refused_by_name_and_value(
    wrong: dict[str, Any], message: str
) -> None:
    right: dict[str, Any] = {"lrs": [0.1], "alpha": 0.5}

    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        momentum_velocity(lambda x: x, 1.0, **(right | wrong))


def test_rule_and_state_are_values_that_cannot_be_changed() -> None:
    rule, state = Velocity(lrs=(0.1,)), VelocityState(v=np.zeros(2), t=0)

    assert rule == Velocity(lrs=(0.1,), alpha=0.9)
    assert hash(rule) == hash(Velocity(lrs=(0.1,), alpha=0.9))
    assert not hasattr(rule, "__dict__")
    assert not hasattr(state, "__dict__")
    with pytest.raises(FrozenInstanceError):
        rule.alpha = 0.5  # type: ignore[misc]  # wrong on purpose
    with pytest.raises(FrozenInstanceError):
        state.v = np.ones(2)  # type: ignore[misc]  # wrong on purpose
