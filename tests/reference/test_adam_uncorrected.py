import re
from dataclasses import FrozenInstanceError
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.adaptive import adam, adam_uncorrected, rmsprop
from reference.optimizers.adam_uncorrected import (
    AdamUncorrected,
    AdamUncorrectedState,
)
from tests.reference.torch_oracle import X0, landscape_gradient, torch_path


def test_two_steps_by_hand_with_epsilon_under_the_root() -> None:
    # β1 = 1/2, β2 = 3/4. g = 6: m = 3, s = 9. g = -3: m = 3/2 - 3/2 = 0, s = 9.
    # g = 2√13: m = √13, s = 27/4 + 13 = 79/4. With ε = 16, 16 and √(143/4).
    gradients = iter([6.0, -3.0, 2 * np.sqrt(13)])

    got = adam_uncorrected(
        lambda _: next(gradients), 1, lr=0.5, beta1=0.5, beta2=0.75, eps=16, steps=3
    )

    want = [1, 0.7, 0.7, 0.7 - np.sqrt(13 / 143)]
    np.testing.assert_allclose(got, want, rtol=1e-14)


def test_the_step_is_not_multiplied_by_the_gradient_again() -> None:
    # The slide's extra factor would make both steps negative, and 7 times as long.
    got = adam_uncorrected(lambda _: [7.0, -7.0], [0, 0], 0.1, 0.5, 0.75, 0, 1)

    np.testing.assert_allclose(got[1], [-0.1, 0.1], rtol=1e-14)


@settings(max_examples=40, deadline=None)
@given(
    g=st.floats(1e-3, 1e3) | st.floats(-1e3, -1e-3),
    beta1=st.floats(0, 0.99),
    beta2=st.floats(0, 0.99),
)
def test_the_first_step_lacks_both_corrections(
    g: float, beta1: float, beta2: float
) -> None:
    got = adam_uncorrected(lambda _: g, 0, 0.1, beta1, beta2, 0, 1)

    want = -0.1 * np.sign(g) * (1 - beta1) / np.sqrt(1 - beta2)
    assert got[1] == pytest.approx(want, rel=1e-9)


@settings(max_examples=40, deadline=None)
@given(scale=st.floats(1e-3, 1e3), seed=st.integers(0, 2**32 - 1))
def test_without_epsilon_the_path_ignores_the_scale_of_each_coordinate(
    scale: float, seed: int
) -> None:
    gradients = np.random.default_rng(seed).normal(size=(6, 3))

    def path(factor: list[float]) -> np.ndarray:
        stream = iter(gradients * factor)
        return adam_uncorrected(
            lambda _: next(stream), np.zeros(3), 0.1, 0.7, 0.9, 0, 6
        )

    np.testing.assert_allclose(
        path([scale, 1, 7 / scale]), path([1, 1, 1]), rtol=1e-9, atol=1e-12
    )


class _Uncorrecting:
    """Torch's Adam, its rate set before each step so that the corrections cancel."""

    def __init__(self, optimizer: Any, lr: float, beta1: float, beta2: float) -> None:
        self.optimizer = optimizer
        t = np.arange(1, 51)
        self.rates = iter(lr * (1 - beta1**t) / np.sqrt(1 - beta2**t))

    def zero_grad(self) -> None:
        self.optimizer.zero_grad()

    def step(self) -> None:
        self.optimizer.param_groups[0]["lr"] = float(next(self.rates))
        self.optimizer.step()


def test_it_is_torchs_adam_with_a_rate_that_undoes_the_corrections() -> None:
    def make(optim: Any, x: list[Any]) -> _Uncorrecting:
        inner = optim.Adam(x, lr=1.0, betas=(0.8, 0.95), eps=0.0)
        return _Uncorrecting(inner, 0.03, 0.8, 0.95)

    got = adam_uncorrected(landscape_gradient, X0, 0.03, 0.8, 0.95, 0.0, 50)

    np.testing.assert_allclose(got, torch_path(make, 50), rtol=0, atol=1e-12)


def test_it_differs_from_adam_until_the_averages_are_full() -> None:
    late = adam_uncorrected(lambda _: 2.0, 0, 0.1, 0.8, 0.9, 0, 400)
    corrected = adam(lambda _: 2.0, 0, 0.1, 0.8, 0.9, 0, 400)

    difference = np.abs(np.diff(late) - np.diff(corrected))
    assert difference[0] > 0.03
    assert difference[-1] < 1e-12


def test_without_first_decay_it_is_rmsprop() -> None:
    got = adam_uncorrected(np.sinh, [1, -2], 0.1, 0, 0.8, 1e-2, 20)

    assert got.tolist() == rmsprop(np.sinh, [1, -2], 0.1, 0.8, 1e-2, 20).tolist()


def test_a_coordinate_without_gradient_stays_where_it_is() -> None:
    got = adam_uncorrected(lambda x: x * [1, 0], [1, 2], 0.1, 0.9, 0.99, 1e-8, 5)

    assert got[:, 1].tolist() == [2] * 6
    assert (np.diff(got[:, 0]) < 0).all()


def test_a_zero_gradient_without_epsilon_gives_nan_in_silence() -> None:
    got = adam_uncorrected(lambda x: x * [1, 0], [1, 2], 0.1, 0.5, 0.75, 0, 1)

    assert got[1, 0] == pytest.approx(0.9)
    assert np.isnan(got[1, 1])


def test_a_square_that_overflows_ends_the_motion_of_its_coordinate() -> None:
    gradients = iter([[1e200, 1.0], [1.0, 1.0]])

    got = adam_uncorrected(lambda _: next(gradients), [1, 2], 0.1, 0.9, 0.99, 1e-8, 2)

    assert got[:, 0].tolist() == [1, 1, 1]
    assert (np.diff(got[:, 1]) < 0).all()


def test_a_gradient_that_is_not_finite_gives_nan_in_silence() -> None:
    gradient = [np.nan, np.inf, 1.0]

    got = adam_uncorrected(lambda _: gradient, [1, 2, 3], 0.1, 0.9, 0.99, 1e-8, 1)

    assert np.isnan(got[1]).tolist() == [True, True, False]


def test_an_integer_start_is_read_as_floats_and_not_changed() -> None:
    start = np.array([4, 4])

    got = adam_uncorrected(lambda _: [6, -6], start, 0.5, 0.5, 0.75, 16, 1)

    np.testing.assert_allclose(got, [[4.0, 4.0], [3.7, 4.3]], rtol=1e-15)
    assert start.tolist() == [4, 4]
    assert adam_uncorrected(np.sinh, 4, 1, 0.9, 0.9, 1, 0).tolist() == [4]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"lr": -0.1}, "lr must be a finite number >= 0; got -0.1."),
        ({"beta1": 1.0}, "beta1 must be a number in [0, 1); got 1.0."),
        ({"beta2": -0.5}, "beta2 must be a number in [0, 1); got -0.5."),
        ({"eps": -1e-8}, "eps must be a finite number >= 0; got -1e-08."),
        ({"steps": 2.5}, "steps must be a whole number >= 0; got 2.5."),
    ],
)
def test_impossible_hyperparameters_are_refused_by_name_and_value(
    wrong: dict[str, Any], message: str
) -> None:
    right = {"lr": 0.1, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "steps": 3}

    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        adam_uncorrected(lambda x: x, 1.0, **(right | wrong))


def test_rule_and_state_are_values_that_cannot_be_changed() -> None:
    rule = AdamUncorrected(lr=0.1)
    state = AdamUncorrectedState(m=np.zeros(2), s=np.zeros(2))

    assert rule == AdamUncorrected(lr=0.1, beta1=0.9, beta2=0.999, eps=1e-8)
    assert not hasattr(rule, "__dict__")
    assert not hasattr(state, "__dict__")
    with pytest.raises(FrozenInstanceError):
        rule.beta1 = 0.5  # type: ignore[misc]  # wrong on purpose
    with pytest.raises(FrozenInstanceError):
        state.m = np.ones(2)  # type: ignore[misc]  # wrong on purpose
