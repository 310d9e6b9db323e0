import re
from dataclasses import FrozenInstanceError
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.adaptive import adadelta
from reference.optimizers.adadelta import Adadelta, AdadeltaState
from tests.reference.torch_oracle import X0, landscape_gradient, torch_path


def test_two_steps_by_hand_in_exact_fractions() -> None:
    # ρ = 1/4, ε = 1. g = 2: r = 3, d = -√(1/4) 2 = -1, s = 3/4. g = 7/2: r = 3/4 +
    # 147/16 = 159/16, d = -√((7/4)/(175/16)) 7/2 = -(2/5) 7/2.
    gradients = iter([2.0, 3.5])

    got = adadelta(lambda _: next(gradients), 0, rho=0.25, eps=1, steps=2)

    want = [0, -1, float(Fraction(-1) - Fraction(2, 5) * Fraction(7, 2))]
    np.testing.assert_allclose(got, want, rtol=1e-15)


def test_the_states_after_two_steps_by_hand() -> None:
    rule = Adadelta(rho=0.25, eps=1)

    _, state = rule.update(np.array([2.0]), rule.init(np.zeros(1)))
    _, state = rule.update(np.array([3.5]), state)

    # s = 3/16 + (3/4) (49/25) = 1.6575
    np.testing.assert_allclose(state.r, [159 / 16], rtol=1e-15)
    np.testing.assert_allclose(state.s, [1.6575], rtol=1e-15)


def test_the_first_step_is_of_the_order_of_the_root_of_epsilon() -> None:
    # √ε |g| / √(g²/4 + ε) with ε much smaller than g is 2 √ε; with ε outside the roots
    # it would be 2 ε.
    got = adadelta(lambda _: [-5.0, 300.0], [0, 0], rho=0.75, eps=1e-12, steps=1)

    np.testing.assert_allclose(got[1], [2e-6, -2e-6], rtol=1e-9)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_reflected_coordinates_have_reflected_paths(seed: int) -> None:
    gradients = np.random.default_rng(seed).normal(size=(8, 3))
    signs = np.array([1, -1, -1])

    def path(stream: Any) -> np.ndarray:
        return adadelta(lambda _: next(stream), np.zeros(3), 0.7, 1e-3, 8)

    assert (path(iter(gradients * signs)) == path(iter(gradients)) * signs).all()


@settings(max_examples=40, deadline=None)
@given(
    scale=st.sampled_from([0.125, 2.0, 16.0]),
    seed=st.integers(0, 2**32 - 1),
)
def test_the_steps_have_the_units_of_the_steps_before_them(
    scale: float, seed: int
) -> None:
    # Without ε, and from steps that were made before, neither the scale of the
    # objective matters nor that of x: both only scale the averages.
    g = np.random.default_rng(seed).normal(size=4)
    rule = Adadelta(rho=0.75, eps=0)
    state = AdadeltaState(r=np.array([1.0, 2, 3, 4]), s=np.array([0.5, 1, 2, 0.25]))

    want, _ = rule.update(g, state)
    steeper, _ = rule.update(scale * g, AdadeltaState(scale**2 * state.r, state.s))
    wider, _ = rule.update(g, AdadeltaState(state.r, scale**2 * state.s))

    np.testing.assert_allclose(steeper, want, rtol=1e-12)
    np.testing.assert_allclose(wider, scale * want, rtol=1e-12)


def test_it_agrees_with_torch_over_50_steps() -> None:
    want = torch_path(lambda optim, x: optim.Adadelta(x, lr=1.0, rho=0.8, eps=1e-2), 50)

    got = adadelta(landscape_gradient, X0, 0.8, 1e-2, 50)

    np.testing.assert_allclose(got, want, rtol=0, atol=1e-12)
    assert np.abs(got[-1] - got[0]).max() > 0.5


def test_a_coordinate_without_gradient_stays_where_it_is() -> None:
    got = adadelta(lambda x: x * [1, 0], [1, 2], 0.9, 1e-6, 5)

    assert got[:, 1].tolist() == [2] * 6
    assert (np.diff(got[:, 0]) < 0).all()


def test_without_epsilon_nothing_moves_and_zero_over_zero_is_nan_in_silence() -> None:
    got = adadelta(lambda _: [3.0, 0.0], [1, 2], 0.9, 0, 3)

    assert got[:, 0].tolist() == [1] * 4
    assert np.isnan(got[1:, 1]).all()


def test_a_square_that_overflows_ends_the_motion_of_its_coordinate() -> None:
    gradients = iter([[1e200, 1.0], [1.0, 1.0]])

    got = adadelta(lambda _: next(gradients), [1, 2], 0.9, 1e-6, 2)

    assert got[:, 0].tolist() == [1, 1, 1]
    assert (np.diff(got[:, 1]) < 0).all()


def test_a_gradient_that_is_not_finite_gives_nan_in_silence() -> None:
    got = adadelta(lambda _: [np.nan, np.inf, 1.0], [1, 2, 3], 0.9, 1e-6, 1)

    assert np.isnan(got[1]).tolist() == [True, True, False]


def test_an_integer_start_is_read_as_floats_and_not_changed() -> None:
    start = np.array([4, 4])

    got = adadelta(lambda _: [2, -2], start, 0.25, 1, 1)

    assert got.tolist() == [[4, 4], [3, 5]]
    assert start.tolist() == [4, 4]
    assert adadelta(np.sinh, 4, 0.9, 1, 0).tolist() == [4]
    assert adadelta(lambda _: 2, 4, 0.25, 1, 1).tolist() == [4, 3]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"rho": 1.0}, "rho must be a number in [0, 1); got 1.0."),
        ({"rho": -0.5}, "rho must be a number in [0, 1); got -0.5."),
        ({"eps": -1e-6}, "eps must be a finite number >= 0; got -1e-06."),
        ({"steps": 0.5}, "steps must be a whole number >= 0; got 0.5."),
    ],
)
def test_impossible_hyperparameters_are_refused_by_name_and_value(
    wrong: dict[str, Any], message: str
) -> None:
    right = {"rho": 0.9, "eps": 1e-6, "steps": 3}

    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        adadelta(lambda x: x, 1.0, **(right | wrong))


def test_rule_and_state_are_values_that_cannot_be_changed() -> None:
    rule, state = Adadelta(), AdadeltaState(r=np.zeros(2), s=np.zeros(2))

    assert rule == Adadelta(rho=0.95, eps=1e-6)
    assert not hasattr(rule, "__dict__")
    assert not hasattr(state, "__dict__")
    with pytest.raises(FrozenInstanceError):
        rule.rho = 0.5  # type: ignore[misc]  # wrong on purpose
    with pytest.raises(FrozenInstanceError):
        state.s = np.ones(2)  # type: ignore[misc]  # wrong on purpose
