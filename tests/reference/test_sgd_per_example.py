from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.arrays import Array
from reference.minibatches import minibatches
from reference.stochastic import sgd, sgd_per_example
from tests.reference.regression import (
    EPOCHS,
    W0,
    D,
    N,
    generator,
    grad,
    grad_i,
    refused,
    torch_sgd,
)

SEEDS = st.integers(0, 2**32 - 1)


def test_the_penalty_acts_in_full_at_every_example() -> None:
    # torch's weight_decay adds wd · θ to each gradient: λ |θ|² with λ = wd/2.
    want = torch_sgd(1, lambda optim, w: optim.SGD(w, lr=0.05, weight_decay=0.26))

    got = sgd_per_example(
        grad_i, lambda w: 2 * w, W0, N, 0.05, 0.13, EPOCHS, generator()
    )

    assert got.shape == (EPOCHS * N + 1, D)
    np.testing.assert_allclose(got, want, rtol=0, atol=1e-13)


def test_two_examples_with_a_penalty_by_hand() -> None:
    # From θ = 2: g = (θ - i) + 1/2 · 2θ = 2θ - i, times 1/4, in the order drawn.
    order = [int(batch[0]) for batch in minibatches(2, 1, generator())]
    theta = [Fraction(2)]
    for i in order:
        theta.append(theta[-1] - (2 * theta[-1] - i) / 4)

    got = sgd_per_example(
        lambda w, i: w - i, lambda w: 2 * w, 2, 2, 0.25, 0.5, 1, generator()
    )

    assert got.tolist() == [float(each) for each in theta]


@given(seed=SEEDS)
@settings(max_examples=25, deadline=None)
def test_without_penalty_it_is_sgd_with_batches_of_one(seed: int) -> None:
    want = sgd(grad, W0, N, 1, 0.05, EPOCHS, np.random.default_rng(seed))

    got = sgd_per_example(
        grad_i, lambda w: w, W0, N, 0.05, 0, EPOCHS, np.random.default_rng(seed)
    )

    np.testing.assert_allclose(got, want, rtol=0, atol=1e-12)


def test_gradients_may_come_as_lists_of_integers() -> None:
    got = sgd_per_example(
        lambda _w, _i: [1, 2], lambda _w: [4, 2], [0, 0], 1, 1, 0.5, 1, generator()
    )

    assert got.tolist() == [[0.0, 0.0], [-3.0, -3.0]]


def test_examples_are_asked_for_by_plain_integers() -> None:
    asked: list[Any] = []

    def watch(w: Array, i: int) -> Array:
        asked.append(i)
        return w

    sgd_per_example(watch, lambda w: w, 1, 4, 0.1, 0.1, 1, generator())

    assert sorted(asked) == [0, 1, 2, 3]
    assert {type(i) for i in asked} == {int}


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"n": -1}, r"n must be a whole number >= 0; got -1\."),
        ({"epochs": -1}, r"epochs must be a whole number >= 0; got -1\."),
        ({"lr": -1.0}, r"lr must be a finite number >= 0; got -1\.0\."),
        ({"lam": -0.5}, r"lam must be a finite number >= 0; got -0\.5\."),
    ],
)
def test_per_example_sgd_refuses_by_name_and_value(
    wrong: dict[str, Any], message: str
) -> None:
    right = {"grad_i": grad_i, "grad_penalty": lambda w: w, "theta0": W0, "n": N}

    refused(
        sgd_per_example, right | {"lr": 0.1, "lam": 0.1, "epochs": 1} | wrong, message
    )
