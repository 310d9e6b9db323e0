from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.arrays import Array, Labels
from reference.gradient_descent import gradient_descent
from reference.minibatches import minibatches
from reference.stochastic import sgd, sgd_momentum, sgd_per_example, sgd_scheduled
from tests.reference.regression import (
    BATCH,
    EPOCHS,
    UPDATES,
    W0,
    WRONG_COUNTS,
    D,
    N,
    generator,
    grad,
    grad_i,
    refused,
    torch_sgd,
)

SEEDS = st.integers(0, 2**32 - 1)


def test_sgd_agrees_with_torch_on_the_same_batches() -> None:
    want = torch_sgd(BATCH, lambda optim, w: optim.SGD(w, lr=0.05))

    got = sgd(grad, W0, N, BATCH, 0.05, EPOCHS, generator())

    assert got.shape == (UPDATES + 1, D)
    np.testing.assert_allclose(got, want, rtol=0, atol=1e-13)


def test_two_batches_by_hand() -> None:
    # The examples 0 and 1 pull towards 0 and 1 with the rate 1/2, in the order drawn.
    first, second = (int(batch[0]) for batch in minibatches(2, 1, generator()))
    one = (Fraction(4) + first) / 2
    two = (one + second) / 2

    got = sgd(lambda w, batch: w - batch[0], 4, 2, 1, 0.5, 1, generator())

    assert got.tolist() == [4.0, float(one), float(two)]


@given(seed=SEEDS, batch_size=st.integers(1, 9), epochs=st.integers(0, 4))
@settings(max_examples=25, deadline=None)
def test_each_epoch_begins_with_a_new_permutation(
    seed: int, batch_size: int, epochs: int
) -> None:
    seen: list[list[int]] = []
    rng, twin = np.random.default_rng(seed), np.random.default_rng(seed)

    def watch(w: Array, batch: Labels) -> Array:
        seen.append(batch.tolist())
        return w

    path = sgd(watch, [1.0, 2.0], N, batch_size, 0.1, epochs, rng)

    want = [b.tolist() for _ in range(epochs) for b in minibatches(N, batch_size, twin)]
    assert seen == want
    assert path.shape == (len(want) + 1, 2)
    assert rng.bit_generator.state == twin.bit_generator.state


def test_the_second_permutation_is_not_drawn_before_the_second_epoch() -> None:
    rng, twin = generator(), generator()
    twin.permutation(N)
    states: list[object] = []

    def watch(w: Array, _: Labels) -> Array:
        states.append(rng.bit_generator.state)
        return w

    sgd(watch, 1.0, N, N, 0.1, 2, rng)

    assert states[0] == twin.bit_generator.state
    assert states[1] != states[0]


def test_one_batch_of_everything_is_gradient_descent() -> None:
    want = gradient_descent(lambda w: grad(w, np.arange(N)), W0, 0.05, 4)

    got = sgd(grad, W0, N, N + 5, 0.05, 4, generator())

    np.testing.assert_allclose(got, want, rtol=1e-12)


@pytest.mark.parametrize(("n", "epochs"), [(0, 3), (5, 0)])
def test_without_updates_the_path_is_its_start(n: int, epochs: int) -> None:
    start = [1, 2]

    assert sgd(grad, start, n, 2, 0.1, epochs, generator()).tolist() == [[1.0, 2.0]]
    assert sgd_scheduled(grad, start, n, 2, [], epochs, generator()).shape == (1, 2)
    assert sgd_momentum(
        grad, start, start, n, 2, 0.1, 0.5, epochs, generator()
    ).shape == (1, 2)
    assert sgd_per_example(
        grad_i, lambda w: w, start, n, 0.1, 0.5, epochs, generator()
    ).shape == (1, 2)


def test_a_path_that_diverges_is_a_result() -> None:
    got = sgd(lambda w, _: 2 * w * w**2, 1e60, 4, 1, 10.0, 2, generator())

    assert got.shape == (9,)
    assert not np.isfinite(got[-1])


def test_scheduled_sgd_agrees_with_torch_whose_rate_is_set_each_time() -> None:
    rates = [0.05, 0.1, 0.02, 0.04, 0.01, 0.08]
    want = torch_sgd(BATCH, lambda optim, w: optim.SGD(w, lr=1.0), rates)

    got = sgd_scheduled(grad, W0, N, BATCH, rates, EPOCHS, generator())

    np.testing.assert_allclose(got, want, rtol=0, atol=1e-13)


@given(lr=st.floats(0, 0.2), seed=SEEDS)
@settings(max_examples=25, deadline=None)
def test_equal_rates_are_sgd(lr: float, seed: int) -> None:
    want = sgd(grad, W0, N, BATCH, lr, EPOCHS, np.random.default_rng(seed))

    got = sgd_scheduled(
        grad, W0, N, BATCH, np.full(UPDATES, lr), EPOCHS, np.random.default_rng(seed)
    )

    np.testing.assert_array_equal(got, want)


def test_the_rates_run_on_through_the_epochs() -> None:
    got = sgd_scheduled(lambda _w, _b: 1.0, 0, 2, 1, [1, 2, 4, 8], 2, generator())

    assert got.tolist() == [0.0, -1.0, -3.0, -7.0, -15.0]


@pytest.mark.parametrize(
    ("lrs", "found"), [([0.1] * 5, (5,)), ([0.1] * 7, (7,)), ([], (0,)), (0.1, ())]
)
def test_a_wrong_number_of_rates_is_refused_with_both_numbers(
    lrs: Any, found: tuple[int, ...]
) -> None:
    with pytest.raises(
        ValueError, match=r"^lrs must hold one rate per update"
    ) as error:
        sgd_scheduled(grad, W0, N, BATCH, lrs, EPOCHS, generator())

    assert str(error.value) == (
        f"lrs must hold one rate per update, 6 in all; got shape {found}."
    )


def test_no_start_is_changed() -> None:
    theta0, v0, lrs = np.array([1, 2, 3]), np.array([4, 5, 6]), np.full(UPDATES, 0.1)

    sgd(grad, theta0, N, BATCH, 0.1, EPOCHS, generator())
    sgd_scheduled(grad, theta0, N, BATCH, lrs, EPOCHS, generator())
    sgd_momentum(grad, theta0, v0, N, BATCH, 0.1, 0.5, EPOCHS, generator())
    sgd_per_example(grad_i, lambda w: w, theta0, N, 0.1, 0.1, EPOCHS, generator())

    assert theta0.tolist() == [1, 2, 3]
    assert v0.tolist() == [4, 5, 6]
    assert lrs.tolist() == [0.1] * UPDATES


@pytest.mark.parametrize(
    ("wrong", "message"),
    [*WRONG_COUNTS, ({"lr": -1.0}, r"lr must be a finite number >= 0; got -1\.0\.")],
)
def test_sgd_refuses_by_name_and_value(wrong: dict[str, Any], message: str) -> None:
    right = {"grad": grad, "theta0": W0, "n": N, "batch_size": 2, "lr": 0.1}

    # Also where no epoch would ever look at them.
    refused(sgd, right | {"epochs": 0} | wrong, message)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        *WRONG_COUNTS,
        ({"lrs": [0.1, np.nan]}, r"lrs\[1\] must be a finite number >= 0; got nan\."),
    ],
)
def test_scheduled_sgd_refuses_by_name_and_value(
    wrong: dict[str, Any], message: str
) -> None:
    right = {"grad": grad, "theta0": W0, "n": 3, "batch_size": 2, "lrs": [0.1, 0.2]}

    refused(sgd_scheduled, right | {"epochs": 1} | wrong, message)
