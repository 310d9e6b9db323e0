from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.momentum import momentum
from reference.stochastic import sgd, sgd_momentum
from tests.reference.regression import (
    BATCH,
    EPOCHS,
    W0,
    WRONG_COUNTS,
    D,
    N,
    generator,
    grad,
    refused,
    torch_sgd,
)

SEEDS = st.integers(0, 2**32 - 1)


def test_momentum_agrees_with_torch_from_rest() -> None:
    want = torch_sgd(BATCH, lambda optim, w: optim.SGD(w, lr=0.05, momentum=0.6))

    got = sgd_momentum(grad, W0, np.zeros(D), N, BATCH, 0.05, 0.6, EPOCHS, generator())

    np.testing.assert_allclose(got, want, rtol=0, atol=1e-13)


def test_momentum_from_a_flying_start_by_hand() -> None:
    # Gradient 1, lr = 1/4, α = 1/2, v = 3: v is 5/4 and then 3/8.
    v1 = Fraction(1, 2) * 3 - Fraction(1, 4)
    v2 = Fraction(1, 2) * v1 - Fraction(1, 4)

    got = sgd_momentum(
        lambda _w, _b: 1.0,
        2,
        3,
        n=2,
        batch_size=1,
        lr=0.25,
        alpha=0.5,
        epochs=1,
        rng=generator(),
    )

    assert got.tolist() == [2.0, float(2 + v1), float(2 + v1 + v2)]


@given(seed=SEEDS)
@settings(max_examples=25, deadline=None)
def test_the_velocity_lives_on_through_the_epochs(seed: int) -> None:
    # One batch of everything, five times: momentum's path at a constant rate.
    want = momentum(lambda w: grad(w, np.arange(N)), W0, 0.05, 0.7, 5)

    got = sgd_momentum(
        grad, W0, np.zeros(D), N, N, 0.05, 0.7, 5, np.random.default_rng(seed)
    )

    np.testing.assert_allclose(got, want, rtol=0, atol=1e-12)


def test_without_momentum_the_start_has_no_say() -> None:
    want = sgd(grad, W0, N, BATCH, 0.05, EPOCHS, generator())

    got = sgd_momentum(grad, W0, [7, 8, 9], N, BATCH, 0.05, 0.0, EPOCHS, generator())

    np.testing.assert_allclose(got, want, rtol=0, atol=1e-14)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        *WRONG_COUNTS,
        ({"lr": -1.0}, r"lr must be a finite number >= 0; got -1\.0\."),
        ({"alpha": 1.0}, r"alpha must be a number in \[0, 1\); got 1\.0\."),
    ],
)
def test_momentum_refuses_by_name_and_value(
    wrong: dict[str, Any], message: str
) -> None:
    right = {"grad": grad, "theta0": W0, "v0": W0, "n": N, "batch_size": 2}

    refused(
        sgd_momentum, right | {"lr": 0.1, "alpha": 0.5, "epochs": 1} | wrong, message
    )
