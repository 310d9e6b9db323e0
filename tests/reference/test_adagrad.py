import re
from dataclasses import FrozenInstanceError
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.adaptive import adagrad
from reference.optimizers.adagrad import Adagrad, AdagradState
from tests.reference.torch_oracle import X0, landscape_gradient, torch_path


def test_the_rates_of_s2s_slide() -> None:
    # Two weights with gradients 0.1, 0.2 and 20, 10: the rates are η/0.1, η/0.22 and
    # η/20, η/22 on the slide, which rounds √0.05 = 0.2236 and √500 = 22.36.
    gradients = [[0.1, 20.0], [0.2, 10.0]]
    stream = iter(gradients)

    path = adagrad(lambda _: next(stream), [0, 0], lr=0.3, delta=0, steps=2)

    divisors = 0.3 / (-np.diff(path, axis=0) / gradients)
    np.testing.assert_allclose(divisors[0], [0.1, 20], rtol=1e-14)
    np.testing.assert_allclose(divisors[1] ** 2, [0.05, 500], rtol=1e-14)
    assert np.floor(divisors[1] * [100, 1]).tolist() == [22, 22]


def test_two_steps_by_hand_with_delta_outside_the_root() -> None:
    # r = 9 and 9 + 16: the roots are 3 and 5, with δ = 1 the divisors 4 and 6, where
    # under the root δ would make them √10 and √26.
    gradients = iter([3.0, -4.0])

    got = adagrad(lambda _: next(gradients), 1, lr=2, delta=1, steps=2)

    np.testing.assert_allclose(got, [1, -0.5, -0.5 + 4 / 3], rtol=1e-15)


@settings(max_examples=40, deadline=None)
@given(scale=st.floats(1e-3, 1e3), seed=st.integers(0, 2**32 - 1))
def test_without_delta_the_path_ignores_the_scale_of_each_coordinate(
    scale: float, seed: int
) -> None:
    gradients = np.random.default_rng(seed).normal(size=(6, 3))

    def path(factor: list[float]) -> np.ndarray:
        stream = iter(gradients * factor)
        return adagrad(lambda _: next(stream), np.zeros(3), 0.1, 0.0, 6)

    np.testing.assert_allclose(
        path([scale, 1, 7 / scale]), path([1, 1, 1]), rtol=1e-9, atol=1e-12
    )


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), lr=st.floats(0.01, 2))
def test_the_steps_of_one_sided_gradients_sum_to_less_than_the_classic_bound(
    seed: int, lr: float
) -> None:
    # Σ g_t/√(Σ g²) lies between √(Σ g²)/max g and 2√(Σ g²)/min g.
    g = np.random.default_rng(seed).uniform(0.5, 2, size=20)
    stream = iter(g)

    moved = -adagrad(lambda _: next(stream), 0, lr, 0, 20)[-1] / lr

    root = np.sqrt(np.sum(g**2))
    assert root / g.max() <= moved <= 2 * root / g.min()


def test_a_constant_gradient_gives_steps_over_the_roots_of_t() -> None:
    got = adagrad(lambda _: [-6.0, 0.25], [0, 0], 0.5, 0.0, 40)

    want = np.outer(0.5 / np.sqrt(np.arange(1, 41)), [1, -1])
    np.testing.assert_allclose(np.diff(got, axis=0), want, rtol=1e-12)


def test_it_agrees_with_torch_over_50_steps() -> None:
    want = torch_path(lambda optim, x: optim.Adagrad(x, lr=0.3, eps=1e-2), 50)

    got = adagrad(landscape_gradient, X0, 0.3, 1e-2, 50)

    np.testing.assert_allclose(got, want, rtol=0, atol=1e-12)


def test_a_coordinate_without_gradient_stays_where_it_is() -> None:
    got = adagrad(lambda x: x * [1, 0], [1, 2], 0.1, 1e-7, 5)

    assert got[:, 1].tolist() == [2] * 6
    assert (np.diff(got[:, 0]) < 0).all()


def test_a_zero_gradient_without_delta_gives_nan_in_silence() -> None:
    got = adagrad(lambda x: x * [1, 0], [1, 2], 0.1, 0, 1)

    assert got[1, 0] == pytest.approx(0.9)
    assert np.isnan(got[1, 1])


def test_a_square_that_overflows_ends_the_motion_of_its_coordinate() -> None:
    gradients = iter([[1e200, 1.0], [1.0, 1.0]])

    got = adagrad(lambda _: next(gradients), [1, 2], 0.1, 1e-7, 2)

    assert got[:, 0].tolist() == [1, 1, 1]
    assert (np.diff(got[:, 1]) < 0).all()


def test_a_gradient_that_is_not_finite_gives_nan_in_silence() -> None:
    got = adagrad(lambda _: [np.nan, np.inf, 1.0], [1, 2, 3], 0.1, 1e-7, 1)

    assert np.isnan(got[1]).tolist() == [True, True, False]


def test_an_integer_start_is_read_as_floats_and_not_changed() -> None:
    start = np.array([4, 4])

    got = adagrad(lambda _: [3, -5], start, 0.5, 0, 1)

    assert got.tolist() == [[4, 4], [3.5, 4.5]]
    assert start.tolist() == [4, 4]
    assert adagrad(np.sinh, 4, 1, 0, 0).tolist() == [4]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"lr": -0.1}, "lr must be a finite number >= 0; got -0.1."),
        ({"delta": -1e-7}, "delta must be a finite number >= 0; got -1e-07."),
        ({"steps": -1}, "steps must be a whole number >= 0; got -1."),
    ],
)
def test_impossible_hyperparameters_are_refused_by_name_and_value(
    wrong: dict[str, Any], message: str
) -> None:
    right = {"lr": 0.1, "delta": 1e-7, "steps": 3}

    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        adagrad(lambda x: x, 1.0, **(right | wrong))


def test_rule_and_state_are_values_that_cannot_be_changed() -> None:
    rule, state = Adagrad(lr=0.1), AdagradState(r=np.zeros(2))

    assert rule == Adagrad(lr=0.1, delta=1e-7)
    assert not hasattr(rule, "__dict__")
    assert not hasattr(state, "__dict__")
    with pytest.raises(FrozenInstanceError):
        rule.delta = 0.5  # type: ignore[misc]  # wrong on purpose
    with pytest.raises(FrozenInstanceError):
        state.r = np.ones(2)  # type: ignore[misc]  # wrong on purpose
