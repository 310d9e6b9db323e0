import re
from dataclasses import FrozenInstanceError
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.adaptive import adam, nadam
from reference.optimizers.nadam import Nadam, NadamState
from tests.reference.torch_oracle import X0, landscape_gradient, torch_path


def test_two_steps_by_hand_in_exact_fractions() -> None:
    # β1 = 1/2, β2 = 3/4. g = 3: m = 3/2, m̂ = (3/4)/(3/4) + (3/2)/(1/2) = 4, v̂ = 9.
    # g = -7: m = 3/4 - 7/2 = -11/4, m̂ = (-11/8)/(7/8) + (-7/2)/(3/4) = -131/21;
    # v = 27/16 + 49/4 = 223/16, v̂ = (223/16)/(7/16) = 223/7.
    gradients = iter([3.0, -7.0])

    got = nadam(lambda _: next(gradients), 1, 0.5, 0.5, 0.75, eps=1, steps=2)

    want = [1, 0.5, 0.5 + 131 / 42 / (np.sqrt(223 / 7) + 1)]
    np.testing.assert_allclose(got, want, rtol=1e-14)


@settings(max_examples=40, deadline=None)
@given(
    g=st.floats(1e-3, 1e3) | st.floats(-1e3, -1e-3),
    beta1=st.floats(0, 0.99),
    beta2=st.floats(0, 0.99),
)
def test_the_first_step_is_longer_than_adams_by_its_look_ahead(
    g: float, beta1: float, beta2: float
) -> None:
    # m̂_1 = g (1 + β1/(1 + β1)), since m_1/(1 - β1²) = g/(1 + β1).
    got = nadam(lambda _: g, 0, 0.1, beta1, beta2, 0.0, 1)

    want = -0.1 * np.sign(g) * (1 + beta1 / (1 + beta1))
    assert got[1] == pytest.approx(want, rel=1e-9)


@settings(max_examples=40, deadline=None)
@given(scale=st.floats(1e-3, 1e3), seed=st.integers(0, 2**32 - 1))
def test_without_epsilon_the_path_ignores_the_scale_of_each_coordinate(
    scale: float, seed: int
) -> None:
    gradients = np.random.default_rng(seed).normal(size=(6, 3))

    def path(factor: list[float]) -> np.ndarray:
        stream = iter(gradients * factor)
        return nadam(lambda _: next(stream), np.zeros(3), 0.1, 0.7, 0.9, 0.0, 6)

    np.testing.assert_allclose(
        path([scale, 1, 7 / scale]), path([1, 1, 1]), rtol=1e-9, atol=1e-12
    )


def test_it_agrees_with_torch_at_constant_momentum_over_50_steps() -> None:
    # Torch's momentum is β1 (1 - 0.96^(t ψ) / 2): with ψ = 10^6 the power is 0.
    torch = pytest.importorskip("torch")

    def make(optim: Any, x: list[Any]) -> Any:
        rule = optim.NAdam(x, 0.05, (0.8, 0.95), eps=1e-3, momentum_decay=1e6)
        # The product of all momenta would be kept in single precision otherwise.
        rule.state[x[0]] = {
            "step": torch.tensor(0.0),
            "mu_product": torch.ones((), dtype=torch.float64),
            "exp_avg": torch.zeros_like(x[0]),
            "exp_avg_sq": torch.zeros_like(x[0]),
        }
        return rule

    got = nadam(landscape_gradient, X0, 0.05, 0.8, 0.95, 1e-3, 50)

    np.testing.assert_allclose(got, torch_path(make, 50), rtol=0, atol=1e-12)


def test_torchs_own_schedule_of_the_momentum_is_another_path() -> None:
    theirs = torch_path(
        lambda optim, x: optim.NAdam(x, lr=0.05, betas=(0.8, 0.95), eps=1e-3), 50
    )

    got = nadam(landscape_gradient, X0, 0.05, 0.8, 0.95, 1e-3, 50)

    assert np.abs(got - theirs).max() > 1e-2


def test_without_momentum_there_is_nothing_to_look_ahead_with() -> None:
    got = nadam(np.sinh, [1, -2], 0.1, 0, 0.8, 1e-2, 20)

    want = adam(np.sinh, [1, -2], 0.1, 0, 0.8, 1e-2, 20)
    np.testing.assert_allclose(got, want, rtol=1e-14)


def test_in_the_long_run_a_constant_gradient_gives_steps_of_length_lr() -> None:
    got = nadam(lambda _: -5.0, 0, 0.1, 0.7, 0.9, 0, 300)

    assert np.diff(got)[-1] == pytest.approx(0.1, rel=1e-12)


def test_epsilon_joins_the_root_after_it_was_taken() -> None:
    # m̂ = 4 and √v̂ = 3: the step is 4 / (3 + 16), not 4 / √(9 + 16).
    got = nadam(lambda _: 3.0, 0, 1, 0.5, 0.75, 16, 1)

    assert got[1] == pytest.approx(-4 / 19, rel=1e-14)


def test_a_coordinate_without_gradient_stays_where_it_is() -> None:
    got = nadam(lambda x: x * [1, 0], [1, 2], 0.1, 0.9, 0.99, 1e-8, 5)

    assert got[:, 1].tolist() == [2] * 6
    assert (np.diff(got[:, 0]) < 0).all()


def test_a_zero_gradient_without_epsilon_gives_nan_in_silence() -> None:
    got = nadam(lambda x: x * [1, 0], [1, 2], 0.1, 0, 0.75, 0, 1)

    assert got[1, 0] == pytest.approx(0.9)
    assert np.isnan(got[1, 1])


def test_a_square_that_overflows_ends_the_motion_of_its_coordinate() -> None:
    gradients = iter([[1e200, 1.0], [1.0, 1.0]])

    got = nadam(lambda _: next(gradients), [1, 2], 0.1, 0.9, 0.99, 1e-8, 2)

    assert got[:, 0].tolist() == [1, 1, 1]
    assert (np.diff(got[:, 1]) < 0).all()


def test_a_gradient_that_is_not_finite_gives_nan_in_silence() -> None:
    got = nadam(lambda _: [np.nan, np.inf, 1.0], [1, 2, 3], 0.1, 0.9, 0.99, 1e-8, 1)

    assert np.isnan(got[1]).tolist() == [True, True, False]


def test_an_integer_start_is_read_as_floats_and_not_changed() -> None:
    start = np.array([4, 4])

    got = nadam(lambda _: [3, -3], start, 0.5, 0.5, 0.75, 1, 1)

    np.testing.assert_allclose(got, [[4.0, 4.0], [3.5, 4.5]], rtol=1e-15)
    assert start.tolist() == [4, 4]
    assert nadam(np.sinh, 4, 1, 0.9, 0.9, 1, 0).tolist() == [4]


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
        nadam(lambda x: x, 1.0, **(right | wrong))


def test_rule_and_state_are_values_that_cannot_be_changed() -> None:
    rule, state = Nadam(lr=0.1), NadamState(m=np.zeros(2), v=np.zeros(2), t=0)

    assert rule == Nadam(lr=0.1, beta1=0.9, beta2=0.999, eps=1e-8)
    assert not hasattr(rule, "__dict__")
    assert not hasattr(state, "__dict__")
    with pytest.raises(FrozenInstanceError):
        rule.beta1 = 0.5  # type: ignore[misc]  # wrong on purpose
    with pytest.raises(FrozenInstanceError):
        state.m = np.ones(2)  # type: ignore[misc]  # wrong on purpose
