from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference import adam
from reference.optimizers import Adam
from tests.reference.torch_oracle import X0, landscape_gradient, torch_path


def test_two_steps_by_hand_in_exact_fractions() -> None:
    # beta1 = 1/2, beta2 = 3/4 and gradients 4 and 4: m = 2, 3 and m_hat = 4, 4;
    # v = 4, 7 and v_hat = 16, 16; with eps = 4 both steps are -lr 4 / (4 + 4).
    got = adam(lambda _: 4.0, x0=1, lr=0.5, beta1=0.5, beta2=0.75, eps=4, steps=2)

    assert got.tolist() == [1.0, float(Fraction(3, 4)), float(Fraction(1, 2))]


def test_epsilon_joins_the_root_after_it_was_taken() -> None:
    # g = 3: m_hat = 3, v_hat = 9, so the step is 3 / (3 + 1), not 3 / sqrt(9 + 1).
    got = adam(lambda _: 3.0, x0=0, lr=1, beta1=0.9, beta2=0.99, eps=1, steps=1)

    assert got[1] == pytest.approx(-0.75, rel=1e-14)


@given(
    g=st.floats(1e-3, 1e3) | st.floats(-1e3, -1e-3),
    beta1=st.floats(0, 0.99),
    beta2=st.floats(0, 0.9999),
)
def test_the_first_step_has_length_lr_whatever_the_gradient(
    g: float, beta1: float, beta2: float
) -> None:
    rule = Adam(lr=0.1, beta1=beta1, beta2=beta2, eps=0.0)

    step, _ = rule.update(np.array([g]), rule.init(np.zeros(1)))

    assert step[0] == pytest.approx(-0.1 * np.sign(g), rel=1e-9)


@given(scale=st.floats(1e-3, 1e3), seed=st.integers(0, 2**32 - 1))
def test_without_epsilon_the_path_ignores_the_scale_of_the_objective(
    scale: float, seed: int
) -> None:
    gradients = np.random.default_rng(seed).normal(size=(6, 3))

    def path(factor: float) -> np.ndarray:
        stream = iter(factor * gradients)
        return adam(lambda _: next(stream), np.zeros(3), 0.1, 0.9, 0.99, 0.0, 6)

    np.testing.assert_allclose(path(scale), path(1.0), rtol=1e-9, atol=1e-12)


def test_a_rotation_of_the_axes_changes_the_path() -> None:
    # Adam is elementwise: on a round bowl the steps are signs, not unit vectors.
    got = adam(lambda x: x, np.array([3.0, 4.0]), 0.1, 0.9, 0.999, 0.0, 1)

    np.testing.assert_allclose(got[1] - got[0], [-0.1, -0.1], rtol=1e-12)


def test_it_agrees_with_torch_over_50_steps() -> None:
    want = torch_path(
        lambda optim, x: optim.Adam(x, lr=0.05, betas=(0.8, 0.95), eps=1e-3), 50
    )

    got = adam(landscape_gradient, X0, 0.05, 0.8, 0.95, 1e-3, 50)

    np.testing.assert_allclose(got, want, rtol=0, atol=1e-12)


def test_a_denominator_of_0_gives_infinity_in_silence() -> None:
    # beta2 = 0 forgets at once: after the gradient 0 the root is 0, and m is not.
    gradients = iter([1.0, 0.0])

    got = adam(lambda _: next(gradients), 0, 0.1, 0.5, 0.0, 0.0, 2)

    assert got.tolist() == [0.0, -0.1, -np.inf]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"lr": -0.1}, r"lr must be a finite number >= 0; got -0\.1\."),
        ({"lr": float("nan")}, r"lr must be a finite number >= 0; got nan\."),
        ({"beta1": 1.0}, r"beta1 must be a number in \[0, 1\); got 1\.0\."),
        ({"beta2": -0.5}, r"beta2 must be a number in \[0, 1\); got -0\.5\."),
        ({"eps": -1e-8}, r"eps must be a finite number >= 0; got -1e-08\."),
        ({"steps": 2.5}, r"steps must be a whole number >= 0; got 2\.5\."),
    ],
)
def test_impossible_hyperparameters_are_refused_by_name_and_value(
    wrong: dict[str, float], message: str
) -> None:
    right = {"lr": 0.1, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "steps": 3}

    with pytest.raises(ValueError, match=f"^{message}$"):
        adam(lambda x: x, 1.0, **(right | wrong))  # type: ignore[arg-type]  # wrong on purpose
