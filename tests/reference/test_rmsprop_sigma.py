import re
from dataclasses import FrozenInstanceError
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.adaptive import rmsprop, rmsprop_sigma
from reference.arrays import quotient
from reference.optimizers.rmsprop_sigma import RMSpropSigma, RMSpropSigmaState
from tests.reference.torch_oracle import X0, landscape_gradient, torch_path


def test_three_steps_by_hand() -> None:
    # α = 3/4: σ_0 = 4; σ² = 12 + g²/4 = 16 for g = 4 again, and 12 + 13 = 25 for
    # g² = 52: the steps are 1, -1 and √52/5 times the rate.
    gradients = iter([-4.0, 4.0, np.sqrt(52)])

    got = rmsprop_sigma(lambda _: next(gradients), 0, lr=0.5, alpha=0.75, steps=3)

    np.testing.assert_allclose(got, [0, 0.5, 0, -0.1 * np.sqrt(52)], atol=1e-15)


def test_the_first_step_goes_against_the_sign_of_the_gradient() -> None:
    # With σ_0 = g_0, as the slide prints it, both would go down.
    got = rmsprop_sigma(lambda _: [-3.0, 7.0], [0, 0], lr=0.1, alpha=0.9, steps=1)

    assert got[1].tolist() == [0.1, -0.1]


@settings(max_examples=40, deadline=None)
@given(scale=st.floats(1e-3, 1e3), seed=st.integers(0, 2**32 - 1))
def test_the_path_ignores_the_scale_of_each_coordinate(scale: float, seed: int) -> None:
    gradients = np.random.default_rng(seed).normal(size=(6, 3))

    def path(factor: list[float]) -> np.ndarray:
        stream = iter(gradients * factor)
        return rmsprop_sigma(lambda _: next(stream), np.zeros(3), 0.1, 0.8, 6)

    np.testing.assert_allclose(
        path([scale, 1, 7 / scale]), path([1, 1, 1]), rtol=1e-9, atol=1e-12
    )


@settings(max_examples=40, deadline=None)
@given(alpha=st.floats(0, 0.99), steps=st.integers(0, 20))
def test_a_constant_gradient_gives_steps_of_length_lr(alpha: float, steps: int) -> None:
    got = rmsprop_sigma(lambda _: -7.0, 0, 0.25, alpha, steps)

    np.testing.assert_allclose(got, 0.25 * np.arange(steps + 1), rtol=1e-12)


def test_it_is_torchs_rmsprop_with_a_full_average_at_the_start() -> None:
    # Where torch's average is g_0² before the first update, it is g_0² after it too.
    torch = pytest.importorskip("torch")
    first = landscape_gradient(np.array(X0))

    def make(optim: Any, x: list[Any]) -> Any:
        optimizer = optim.RMSprop(x, lr=0.02, alpha=0.8, eps=0.0)
        average = torch.tensor(first**2)
        optimizer.state[x[0]] = {"step": torch.tensor(0.0), "square_avg": average}
        return optimizer

    got = rmsprop_sigma(landscape_gradient, X0, 0.02, 0.8, 50)

    np.testing.assert_allclose(got, torch_path(make, 50), rtol=0, atol=1e-12)


def test_it_differs_from_rmsprop_by_its_start() -> None:
    got = rmsprop_sigma(lambda _: 6.0, 0, 0.1, 0.75, 1)

    assert got[1] == pytest.approx(-0.1)
    assert rmsprop(lambda _: 6.0, 0, 0.1, 0.75, 0, 1)[1] == pytest.approx(-0.2)


def test_without_decay_every_step_is_the_sign() -> None:
    gradients = iter([5.0, -0.1, 0.0, 30.0])

    got = rmsprop_sigma(lambda _: next(gradients), 0, 1, 0, 4)

    np.testing.assert_allclose(got, [0, -1, 0, 0, -1], atol=1e-15)


def test_a_coordinate_without_gradient_stays_and_can_still_begin_to_move() -> None:
    # σ = 0, 0 and then √(g²/4) = |g|/2: the first step is twice the rate.
    gradients = iter([0.0, 0.0, 3.0])

    got = rmsprop_sigma(lambda _: [next(gradients), 1.0], [5, 0], 0.1, 0.75, 3)

    np.testing.assert_allclose(got[:, 0], [5, 5, 5, 4.8], rtol=1e-15)


def test_a_square_that_overflows_ends_the_motion_of_its_coordinate() -> None:
    gradients = iter([[1e200, 1.0], [1.0, 1.0]])

    got = rmsprop_sigma(lambda _: next(gradients), [1, 2], 0.125, 0.9, 2)

    assert got[:, 0].tolist() == [1, 0.875, 0.875]
    assert (np.diff(got[:, 1]) < 0).all()


def test_a_gradient_that_is_not_finite_gives_nan_in_silence() -> None:
    got = rmsprop_sigma(lambda _: [np.nan, np.inf, 1.0], [1, 2, 3], 0.1, 0.9, 1)

    assert np.isnan(got[1]).tolist() == [True, True, False]


def test_an_integer_start_is_read_as_floats_and_not_changed() -> None:
    start = np.array([4, 4])

    got = rmsprop_sigma(lambda _: [6, -6], start, 0.5, 0.75, 1)

    assert got.tolist() == [[4, 4], [3.5, 4.5]]
    assert start.tolist() == [4, 4]
    assert rmsprop_sigma(np.sinh, 4, 1, 0.9, 0).tolist() == [4]
    assert rmsprop_sigma(lambda _: -3, 4, 1, 0.9, 1).tolist() == [4, 5]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"lr": -0.1}, "lr must be a finite number >= 0; got -0.1."),
        ({"alpha": 1.0}, "alpha must be a number in [0, 1); got 1.0."),
        ({"alpha": -0.5}, "alpha must be a number in [0, 1); got -0.5."),
        ({"steps": 0.5}, "steps must be a whole number >= 0; got 0.5."),
    ],
)
def test_impossible_hyperparameters_are_refused_by_name_and_value(
    wrong: dict[str, Any], message: str
) -> None:
    right = {"lr": 0.1, "alpha": 0.9, "steps": 3}

    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        rmsprop_sigma(lambda x: x, 1.0, **(right | wrong))


def test_rule_and_state_are_values_that_cannot_be_changed() -> None:
    rule, state = RMSpropSigma(lr=0.1), RMSpropSigmaState(sigma=None)

    assert rule == RMSpropSigma(lr=0.1, alpha=0.9)
    assert rule.init(np.ones(2)) == state
    assert not hasattr(rule, "__dict__")
    assert not hasattr(state, "__dict__")
    with pytest.raises(FrozenInstanceError):
        rule.alpha = 0.5  # type: ignore[misc]  # wrong on purpose
    with pytest.raises(FrozenInstanceError):
        state.sigma = np.ones(2)  # type: ignore[misc]  # wrong on purpose


def test_a_quotient_is_zero_where_it_has_no_divisor_and_nan_stays_nan() -> None:
    got = quotient([1.0, 1.0, 0.0, -6.0, 2.0], [0.0, np.nan, 0.0, 4.0, -0.5])

    np.testing.assert_array_equal(got, [0, np.nan, 0, -1.5, -4])
    assert quotient([[3.0, 8.0], [5.0, 0.0]], [[2.0], [0.0]]).tolist() == [
        [1.5, 4.0],
        [0.0, 0.0],
    ]
    assert isinstance(quotient(1.0, 4.0), float)
    assert quotient(1, 4) == 0.25
