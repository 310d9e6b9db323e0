from fractions import Fraction
from itertools import product
from math import ceil

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.arrays import Array
from reference.minibatches import minibatch_gradient, minibatches, standard_error
from tests.reference.torch_oracle import autograd

SEEDS = st.integers(0, 2**32 - 1)


@given(n=st.integers(0, 40), batch_size=st.integers(1, 50), seed=SEEDS)
def test_every_example_comes_once_and_only_the_last_batch_is_short(
    n: int, batch_size: int, seed: int
) -> None:
    got = minibatches(n, batch_size, np.random.default_rng(seed))

    lengths = [len(batch) for batch in got]
    assert sorted(i for batch in got for i in batch.tolist()) == list(range(n))
    assert len(got) == ceil(n / batch_size)
    assert lengths[:-1] == [batch_size] * (len(got) - 1) if got else n == 0
    assert all(1 <= length <= batch_size for length in lengths)


def test_seven_in_threes_leave_one() -> None:
    got = minibatches(7, 3, np.random.default_rng(0))

    assert [len(batch) for batch in got] == [3, 3, 1]


@given(n=st.integers(0, 40), batch_size=st.integers(1, 50), seed=SEEDS)
def test_one_permutation_is_drawn_and_its_order_kept(
    n: int, batch_size: int, seed: int
) -> None:
    rng, twin = np.random.default_rng(seed), np.random.default_rng(seed)

    got = minibatches(n, batch_size, rng)

    order = twin.permutation(n)
    assert [i for batch in got for i in batch.tolist()] == order.tolist()
    assert rng.bit_generator.state == twin.bit_generator.state


def test_every_order_is_equally_probable() -> None:
    # 6 orders of three in 6000 draws: 1000 each, with a deviation of √(6000·5/36).
    rng = np.random.default_rng(4)
    seen = [tuple(np.concatenate(minibatches(3, 2, rng))) for _ in range(6000)]

    counts = np.unique(seen, axis=0, return_counts=True)[1]

    assert len(counts) == 6
    assert np.abs(counts - 1000).max() < 5 * (6000 * 5 / 36) ** 0.5


def test_batches_are_arrays_of_64_bit_integers() -> None:
    got = minibatches(np.int32(5), np.int32(2), np.random.default_rng(0))

    assert {batch.dtype for batch in got} == {np.dtype(np.int64)}
    assert [batch.shape for batch in got] == [(2,), (2,), (1,)]


@pytest.mark.parametrize(
    ("n", "batch_size", "message"),
    [
        (-1, 2, r"n must be a whole number >= 0; got -1\."),
        (5.0, 2, r"n must be a whole number >= 0; got 5\.0\."),
        (5, 0, r"batch_size must be a whole number >= 1; got 0\."),
        (5, 2.5, r"batch_size must be a whole number >= 1; got 2\.5\."),
    ],
)
def test_impossible_counts_are_refused_by_name_and_value(
    n: int, batch_size: int, message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        minibatches(n, batch_size, np.random.default_rng(0))


def test_the_mean_gradient_by_hand() -> None:
    # θ - i for the examples 1, 4 and 4 at θ = 2: (1 - 2 - 2) / 3.
    got = minibatch_gradient(lambda w, i: w - i, 2, [1, 4, 4])

    assert got == float(Fraction(-1))
    assert minibatch_gradient(lambda w, i: w - i, 2, [1, 4, 5]) == float(
        Fraction(-4, 3)
    )


@given(seed=SEEDS, batch_size=st.integers(1, 6))
@settings(max_examples=25, deadline=None)
def test_batches_weighted_by_their_length_add_up_to_the_full_gradient(
    seed: int, batch_size: int
) -> None:
    rng = np.random.default_rng(seed)
    rows = rng.normal(size=(6, 3))

    def grad_i(w: Array, i: int) -> Array:
        return np.array(np.sin(w) * rows[i])

    batches = minibatches(6, batch_size, rng)
    total = sum(len(b) * minibatch_gradient(grad_i, [1, 2, 3], b) for b in batches)

    want = np.sin([1, 2, 3]) * rows.sum(axis=0)
    np.testing.assert_allclose(total, want, rtol=0, atol=1e-12)


def test_the_mean_gradient_is_that_of_the_mean_loss() -> None:
    rng = np.random.default_rng(0)
    X, y, w = rng.normal(size=(7, 3)), rng.normal(size=7), rng.normal(size=3)
    batch = np.array([5, 0, 3])

    (want,) = autograd(
        lambda w: ((w.new_tensor(X[batch]) @ w - w.new_tensor(y[batch])) ** 2).mean(), w
    )

    got = minibatch_gradient(lambda w, i: 2 * (X[i] @ w - y[i]) * X[i], w, batch)

    np.testing.assert_allclose(got, want, rtol=1e-13)


def test_examples_are_asked_for_by_plain_integers_in_order() -> None:
    asked: list[int] = []

    def grad_i(w: Array, i: int) -> Array:
        asked.append(i)
        w *= 0  # a gradient may spoil what it was given
        return w

    theta, indices = np.array([1.0, 2.0]), np.array([3, 1])
    got = minibatch_gradient(grad_i, theta, indices)

    assert asked == [3, 1]
    assert [type(i) for i in asked] == [int, int]
    assert got.shape == (2,)
    assert theta.tolist() == [1.0, 2.0]
    assert indices.tolist() == [3, 1]


def test_a_gradient_may_come_in_a_buffer_that_is_used_again() -> None:
    buffer = np.zeros(2)

    def grad_i(_: Array, i: int) -> Array:
        buffer[:] = i, -i
        return buffer

    assert minibatch_gradient(grad_i, [0, 0], [1, 3]).tolist() == [2.0, -2.0]


def test_a_batch_needs_an_example() -> None:
    message = r"^indices must name at least one example; got none\.$"

    with pytest.raises(ValueError, match=message):
        minibatch_gradient(lambda w, _: w, 1.0, [])


def test_a_hundred_times_the_examples_give_one_more_digit() -> None:
    # S3: 100 examples against 10,000.
    assert standard_error(3, 100) == float(Fraction(3, 10))
    assert standard_error(3, 10_000) == float(Fraction(3, 100))
    assert type(standard_error(3, 1)) is float


@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_it_is_the_deviation_over_all_samples_that_could_be_drawn(n: int) -> None:
    values = [1.0, 2.0, 7.0]
    means = [np.mean(sample) for sample in product(values, repeat=n)]

    got = standard_error(float(np.std(values)), n)

    assert got == pytest.approx(np.std(means), rel=1e-12)


@given(sigma=st.floats(0, 1e6), n=st.integers(1, 10**6))
def test_four_times_the_examples_halve_it(sigma: float, n: int) -> None:
    assert 2 * standard_error(sigma, 4 * n) == pytest.approx(
        standard_error(sigma, n), rel=1e-12
    )


@pytest.mark.parametrize(
    ("sigma", "n", "message"),
    [
        (-1.0, 5, r"sigma must be a finite number >= 0; got -1\.0\."),
        (1.0, 0, r"n must be a whole number >= 1; got 0\."),
    ],
)
def test_impossible_deviations_are_refused_by_name_and_value(
    sigma: float, n: int, message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        standard_error(sigma, n)
