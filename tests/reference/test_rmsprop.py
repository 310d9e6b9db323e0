import re
from dataclasses import FrozenInstanceError
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.adaptive import rmsprop
from reference.optimizers.rmsprop import RMSprop, RMSpropState
from tests.reference.torch_oracle import X0, landscape_gradient, torch_path


def test_two_steps_by_hand_with_delta_under_the_root() -> None:
    # ρ = 3/4: r = 36/4 = 9 and 27/4 + g²/4 with g² = 9: 9 again; with δ = 16 both
    # roots are √25 = 5, where δ outside would make the divisors 3 + 16.
    gradients = iter([6.0, -3.0])

    got = rmsprop(lambda _: next(gradients), 1, lr=0.5, rho=0.75, delta=16, steps=2)

    np.testing.assert_allclose(got, [1, 1 - 3 / 5, 1 - 3 / 5 + 3 / 10], rtol=1e-15)


def test_the_first_step_is_longer_by_the_root_of_one_minus_rho() -> None:
    # r starts at 0: the first average is (1 - ρ) g² = g²/4, its root |g|/2.
    got = rmsprop(lambda _: [9.0, -0.2], [0, 0], lr=0.1, rho=0.75, delta=0, steps=1)

    np.testing.assert_allclose(got[1], [-0.2, 0.2], rtol=1e-14)


@settings(max_examples=40, deadline=None)
@given(scale=st.floats(1e-3, 1e3), seed=st.integers(0, 2**32 - 1))
def test_without_delta_the_path_ignores_the_scale_of_each_coordinate(
    scale: float, seed: int
) -> None:
    gradients = np.random.default_rng(seed).normal(size=(6, 3))

    def path(factor: list[float]) -> np.ndarray:
        stream = iter(gradients * factor)
        return rmsprop(lambda _: next(stream), np.zeros(3), 0.1, 0.8, 0.0, 6)

    np.testing.assert_allclose(
        path([scale, 1, 7 / scale]), path([1, 1, 1]), rtol=1e-9, atol=1e-12
    )


@settings(max_examples=40, deadline=None)
@given(rho=st.floats(0, 0.99), seed=st.integers(0, 2**32 - 1))
def test_no_step_is_longer_than_lr_over_the_root_of_one_minus_rho(
    rho: float, seed: int
) -> None:
    stream = iter(np.random.default_rng(seed).standard_cauchy(size=(30, 2)))

    got = rmsprop(lambda _: next(stream), [0, 0], 0.1, rho, 1e-3, 30)

    longest = np.abs(np.diff(got, axis=0)).max()
    assert longest <= 0.1 / np.sqrt(1 - rho) * (1 + 1e-9)


def test_under_a_constant_gradient_the_average_fills_up_geometrically() -> None:
    # r_t = (1 - ρ^t) g².
    got = rmsprop(lambda _: -8.0, 0, lr=0.5, rho=0.6, delta=0, steps=30)

    want = 0.5 / np.sqrt(1 - 0.6 ** np.arange(1, 31))
    np.testing.assert_allclose(np.diff(got), want, rtol=1e-12)


def test_it_agrees_with_torch_over_50_steps() -> None:
    # Torch adds its constant outside the root: without one both are the same.
    want = torch_path(
        lambda optim, x: optim.RMSprop(x, lr=0.02, alpha=0.8, eps=0.0), 50
    )

    got = rmsprop(landscape_gradient, X0, 0.02, 0.8, 0.0, 50)

    np.testing.assert_allclose(got, want, rtol=0, atol=1e-12)


def test_with_a_constant_it_differs_from_torch() -> None:
    theirs = torch_path(
        lambda optim, x: optim.RMSprop(x, lr=0.02, alpha=0.8, eps=0.1), 50
    )

    got = rmsprop(landscape_gradient, X0, 0.02, 0.8, 0.1, 50)

    assert np.abs(got - theirs).max() > 1e-2


def test_with_rho_zero_only_the_current_gradient_counts() -> None:
    gradients = iter([4.0, 3.0])

    got = rmsprop(lambda _: next(gradients), 0, lr=1, rho=0, delta=9, steps=2)

    np.testing.assert_allclose(got, [0, -0.8, -0.8 - 3 / np.sqrt(18)], rtol=1e-15)


def test_a_coordinate_without_gradient_stays_where_it_is() -> None:
    got = rmsprop(lambda x: x * [1, 0], [1, 2], 0.1, 0.9, 1e-6, 5)

    assert got[:, 1].tolist() == [2] * 6
    assert (np.diff(got[:, 0]) < 0).all()


def test_a_zero_gradient_without_delta_gives_nan_in_silence() -> None:
    got = rmsprop(lambda x: x * [1, 0], [1, 2], 0.1, 0.75, 0, 1)

    assert got[1, 0] == pytest.approx(0.8)
    assert np.isnan(got[1, 1])


def test_a_square_that_overflows_ends_the_motion_of_its_coordinate() -> None:
    gradients = iter([[1e200, 1.0], [1.0, 1.0]])

    got = rmsprop(lambda _: next(gradients), [1, 2], 0.1, 0.9, 1e-6, 2)

    assert got[:, 0].tolist() == [1, 1, 1]
    assert (np.diff(got[:, 1]) < 0).all()


def test_a_gradient_that_is_not_finite_gives_nan_in_silence() -> None:
    got = rmsprop(lambda _: [np.nan, np.inf, 1.0], [1, 2, 3], 0.1, 0.9, 1e-7, 1)

    assert np.isnan(got[1]).tolist() == [True, True, False]


def test_an_integer_start_is_read_as_floats_and_not_changed() -> None:
    start = np.array([4, 4])

    got = rmsprop(lambda _: [6, -6], start, 0.5, 0.75, 16, 1)

    np.testing.assert_allclose(got, [[4.0, 4.0], [3.4, 4.6]], rtol=1e-15)
    assert start.tolist() == [4, 4]
    assert rmsprop(np.sinh, 4, 1, 0.9, 0, 0).tolist() == [4]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"lr": -0.1}, "lr must be a finite number >= 0; got -0.1."),
        ({"rho": 1.0}, "rho must be a number in [0, 1); got 1.0."),
        ({"rho": -0.5}, "rho must be a number in [0, 1); got -0.5."),
        ({"delta": -1e-6}, "delta must be a finite number >= 0; got -1e-06."),
        ({"steps": -1}, "steps must be a whole number >= 0; got -1."),
    ],
)
def test_impossible_hyperparameters_are_refused_by_name_and_value(
    wrong: dict[str, Any], message: str
) -> None:
    right = {"lr": 0.1, "rho": 0.9, "delta": 1e-6, "steps": 3}

    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        rmsprop(lambda x: x, 1.0, **(right | wrong))


def test_rule_and_state_are_values_that_cannot_be_changed() -> None:
    rule, state = RMSprop(lr=0.1), RMSpropState(r=np.zeros(2))

    assert rule == RMSprop(lr=0.1, rho=0.9, delta=1e-6)
    assert not hasattr(rule, "__dict__")
    assert not hasattr(state, "__dict__")
    with pytest.raises(FrozenInstanceError):
        rule.rho = 0.5  # type: ignore[misc]  # wrong on purpose
    with pytest.raises(FrozenInstanceError):
        state.r = np.ones(2)  # type: ignore[misc]  # wrong on purpose
