import re
from dataclasses import FrozenInstanceError
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.adaptive import adagrad, adagrad_norm
from reference.optimizers.adagrad_norm import AdagradNorm, AdagradNormState
from tests.reference.torch_oracle import X0, landscape_gradient


def test_two_steps_by_hand() -> None:
    # Squared lengths 25 and 25 + 39: with ε = 0 the roots would be 5 and 8; ε = 11 and
    # then the gradient (0, 8) make them √36 = 6 and √(36 + 64) = 10.
    gradients = iter([[3.0, 4.0], [0.0, 8.0]])

    got = adagrad_norm(lambda _: next(gradients), [1, 1], lr=3, eps=11, steps=2)

    want = [[1.0, 1.0], [-0.5, -1.0], [-0.5, -3.4]]
    np.testing.assert_allclose(got, want, rtol=1e-15)


def test_the_first_step_has_length_lr_and_not_lr_over_root_epsilon() -> None:
    # The sum as S0 prints it is empty in the first step, which would be 7 / √ε long.
    got = adagrad_norm(lambda _: [3.0, 4.0], [0, 0], lr=0.1, eps=1e-12, steps=1)

    assert np.hypot(*got[1]) == pytest.approx(0.1, rel=1e-12)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), angle=st.floats(-3, 3))
def test_turning_the_axes_turns_the_path(seed: int, angle: float) -> None:
    gradients = np.random.default_rng(seed).normal(size=(6, 2))
    c, s = np.cos(angle), np.sin(angle)
    turn = np.array([[c, -s], [s, c]])

    def path(turned: np.ndarray) -> np.ndarray:
        stream = iter(turned)
        return adagrad_norm(lambda _: next(stream), np.zeros(2), 0.3, 0.01, 6)

    np.testing.assert_allclose(
        path(gradients @ turn.T), path(gradients) @ turn.T, rtol=1e-9, atol=1e-12
    )


@settings(max_examples=40, deadline=None)
@given(scale=st.floats(1e-3, 1e3), seed=st.integers(0, 2**32 - 1))
def test_without_epsilon_the_path_ignores_the_scale_of_the_objective(
    scale: float, seed: int
) -> None:
    gradients = np.random.default_rng(seed).normal(size=(6, 3))

    def path(factor: float) -> np.ndarray:
        stream = iter(factor * gradients)
        return adagrad_norm(lambda _: next(stream), np.zeros(3), 0.1, 0.0, 6)

    np.testing.assert_allclose(path(scale), path(1.0), rtol=1e-9, atol=1e-12)


def test_along_a_ray_of_a_round_bowl_it_is_torchs_adagrad_in_one_dimension() -> None:
    torch = pytest.importorskip("torch")
    x = torch.tensor([5.0], dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.Adagrad([x], lr=0.7, eps=0.0)
    want = [5.0]
    for _ in range(50):
        optimizer.zero_grad()
        (1.5 * x**2).sum().backward()
        optimizer.step()
        want.append(x.item())

    got = adagrad_norm(lambda x: 3 * x, [3, 4], 0.7, 0.0, 50)

    np.testing.assert_allclose(got, np.outer(want, [0.6, 0.8]), rtol=0, atol=1e-12)


def test_a_constant_gradient_gives_steps_over_the_roots_of_t() -> None:
    got = adagrad_norm(lambda _: [-6.0, 8.0], [0, 0], 0.5, 0.0, 40)

    lengths = np.hypot(*np.diff(got, axis=0).T)
    np.testing.assert_allclose(lengths, 0.5 / np.sqrt(np.arange(1, 41)), rtol=1e-12)


def test_a_number_goes_the_way_of_adagrad() -> None:
    got = adagrad_norm(np.sinh, 2, 0.3, 0, 30)

    np.testing.assert_allclose(got, adagrad(np.sinh, 2, 0.3, 0, 30), rtol=1e-13)
    assert got.shape == (31,)


def test_all_coordinates_share_one_rate() -> None:
    got = adagrad_norm(landscape_gradient, X0, 0.1, 1e-3, 1)

    g = landscape_gradient(np.array(X0))
    rates = (got[1] - got[0]) / g
    np.testing.assert_allclose(rates, rates[0], rtol=1e-12)


def test_zero_gradients_leave_the_point_where_it_is() -> None:
    got = adagrad_norm(lambda _: [0.0, 0.0], [1, 2], 0.1, 1e-8, 3)

    assert got.tolist() == [[1, 2]] * 4


def test_zero_gradients_without_epsilon_give_nan_in_silence() -> None:
    got = adagrad_norm(lambda _: [0.0, 0.0], [1, 2], 0.1, 0, 1)

    assert np.isnan(got[1]).all()


def test_a_length_that_overflows_ends_all_motion_in_silence() -> None:
    gradients = iter([[1e200, 0.0], [1.0, 1.0]])

    got = adagrad_norm(lambda _: next(gradients), [1, 2], 0.1, 1e-8, 2)

    assert got.tolist() == [[1, 2]] * 3


@pytest.mark.parametrize("x0", [1000, -1000])
def test_far_out_it_works_without_a_warning(x0: float) -> None:
    got = adagrad_norm(lambda x: x**9, x0, 10.0, 1e-8, 50)

    assert np.isfinite(got).all()


def test_an_integer_start_is_read_as_floats_and_not_changed() -> None:
    start = np.array([4, 4])

    got = adagrad_norm(lambda _: [3, 4], start, 1, 0, 1)

    assert got.dtype == np.float64
    np.testing.assert_allclose(got, [[4.0, 4.0], [3.4, 3.2]], rtol=1e-15)
    assert start.tolist() == [4, 4]
    assert adagrad_norm(np.sinh, [4, 4], 1, 0, 0).tolist() == [[4, 4]]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"lr": -0.1}, "lr must be a finite number >= 0; got -0.1."),
        ({"eps": -1e-8}, "eps must be a finite number >= 0; got -1e-08."),
        ({"steps": 2.5}, "steps must be a whole number >= 0; got 2.5."),
    ],
)
def test_impossible_hyperparameters_are_refused_by_name_and_value(
    wrong: dict[str, Any], message: str
) -> None:
    right = {"lr": 0.1, "eps": 1e-8, "steps": 3}

    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        adagrad_norm(lambda x: x, 1.0, **(right | wrong))


def test_rule_and_state_are_values_that_cannot_be_changed() -> None:
    rule, state = AdagradNorm(lr=0.1), AdagradNormState(r=4.0)

    assert rule == AdagradNorm(lr=0.1, eps=1e-8)
    assert rule.init(np.ones(3)) == AdagradNormState(r=0.0)
    assert not hasattr(rule, "__dict__")
    assert not hasattr(state, "__dict__")
    with pytest.raises(FrozenInstanceError):
        rule.eps = 0.5  # type: ignore[misc]  # wrong on purpose
    with pytest.raises(FrozenInstanceError):
        state.r = 1.0  # type: ignore[misc]  # wrong on purpose
