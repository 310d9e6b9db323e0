import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.initialisation import glorot_uniform, init_params


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_fans_of_2_and_4_draw_from_minus_one_to_one() -> None:
    # √6 / √(2 + 4) = 1, in floats too.
    got = glorot_uniform(2, 4, rng(5))

    assert got.tolist() == rng(5).uniform(-1, 1, size=(2, 4)).tolist()


def test_fans_of_50_and_4_draw_from_minus_a_third_to_a_third() -> None:
    # √6 / √54 = √(1/9).
    got = glorot_uniform(50, 4, rng(5))

    want = rng(5).uniform(-1, 1, size=(50, 4)) / 3
    np.testing.assert_allclose(got, want, rtol=1e-13, atol=1e-16)


def test_the_variance_is_2_over_the_sum_of_the_fans() -> None:
    fan_in, fan_out = 1000, 600

    got = glorot_uniform(fan_in, fan_out, rng(8))

    # Hoeffding: W²/b² is in [0, 1], so the mean of its n = 600,000 independent values
    # is further than t from its expectation with probability at most 2 exp(-2 n t²),
    # which is 1e-12 here. A right recipe fails for one seed in 10^12.
    t = math.sqrt(math.log(2 / 1e-12) / (2 * got.size))
    bound_squared = 6 / (fan_in + fan_out)
    assert np.mean(got**2) == pytest.approx(
        2 / (fan_in + fan_out), abs=t * bound_squared
    )
    assert t * bound_squared < 0.015 * 2 / (fan_in + fan_out)


def test_the_law_is_uniform() -> None:
    got = np.sort(glorot_uniform(300, 200, rng(9)), axis=None)

    # Dvoretzky-Kiefer-Wolfowitz: the empirical distribution function is further than
    # t from the true one anywhere with probability at most 2 exp(-2 n t²) = 1e-12.
    t = math.sqrt(math.log(2 / 1e-12) / (2 * got.size))
    bound = math.sqrt(6 / 500)
    want = (got + bound) / (2 * bound)
    assert np.abs(np.arange(got.size) / got.size - want).max() < t


@given(
    fan_in=st.integers(1, 40), fan_out=st.integers(1, 40), seed=st.integers(0, 2**32)
)
def test_no_weight_is_outside_the_bound(fan_in: int, fan_out: int, seed: int) -> None:
    got = glorot_uniform(fan_in, fan_out, rng(seed))

    assert got.shape == (fan_in, fan_out)
    assert got.dtype == np.float64
    assert np.all(got**2 * (fan_in + fan_out) <= 6 * (1 + 1e-15))


def test_it_is_as_wide_as_torchs_xavier_uniform() -> None:
    torch = pytest.importorskip("torch")
    torch.manual_seed(0)
    theirs = torch.empty(300, 100, dtype=torch.float64)
    torch.nn.init.xavier_uniform_(theirs)

    got = glorot_uniform(100, 300, rng(3))

    # The largest of 30,000 draws from U[0, b] is below 0.999 b with probability
    # 0.999^30000 < 1e-13, for them and for us.
    assert np.abs(got).max() == pytest.approx(theirs.abs().max().item(), rel=1e-3)


def test_one_draw_is_all_that_is_taken_from_the_generator() -> None:
    used, fresh = rng(4), rng(4)

    glorot_uniform(3, 5, used)

    fresh.uniform(size=15)
    assert used.random() == fresh.random()


def test_a_network_is_drawn_layer_by_layer_with_biases_of_zero() -> None:
    got = init_params([4, 5, 3], rng(7))

    stream = rng(7)
    want = [glorot_uniform(4, 5, stream), glorot_uniform(5, 3, stream)]
    assert [W.tolist() for W, _ in got] == [W.tolist() for W in want]
    assert [b.tolist() for _, b in got] == [[0.0] * 5, [0.0] * 3]
    assert all(b.dtype == np.float64 for _, b in got)


@settings(max_examples=25, deadline=None)
@given(sizes=st.lists(st.integers(1, 9), min_size=2, max_size=5))
def test_a_layer_leads_from_each_size_to_the_next(sizes: list[int]) -> None:
    got = init_params(sizes, rng())

    assert [W.shape for W, _ in got] == list(pairwise(sizes))
    assert [b.shape for _, b in got] == [(n,) for n in sizes[1:]]


def test_no_two_hidden_units_start_equal() -> None:
    (W, _), _ = init_params([3, 20, 2], rng())

    assert len({tuple(column) for column in W.T.tolist()}) == 20


def test_fans_may_be_small_integers_whose_sum_is_not() -> None:
    got = glorot_uniform(np.uint8(200), np.uint8(100), rng(1))

    assert got.tolist() == glorot_uniform(200, 100, rng(1)).tolist()


def test_sizes_may_be_numpy_integers() -> None:
    got = init_params(np.array([4, 3]), rng(1))  # type: ignore[arg-type]  # allowed

    assert got[0][0].tolist() == glorot_uniform(4, 3, rng(1)).tolist()
    assert got[0][1].tolist() == [0.0, 0.0, 0.0]


@pytest.mark.parametrize(
    ("fan_in", "fan_out", "message"),
    [
        (0, 3, r"fan_in must be a whole number >= 1; got 0\."),
        (3, 0, r"fan_out must be a whole number >= 1; got 0\."),
        (2.0, 3, r"fan_in must be a whole number >= 1; got 2\.0\."),
    ],
)
def test_impossible_fans_are_refused(fan_in: int, fan_out: int, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        glorot_uniform(fan_in, fan_out, rng())


@pytest.mark.parametrize(
    ("sizes", "message"),
    [
        ([3], r"sizes must count inputs and classes at least; got \[3\]\."),
        ([], r"sizes must count inputs and classes at least; got \[\]\."),
        ([3, 0, 2], r"sizes\[1\] must be a whole number >= 1; got 0\."),
        ([3, 4, 2.5], r"sizes\[2\] must be a whole number >= 1; got 2\.5\."),
    ],
)
def test_impossible_sizes_are_refused(sizes: list[int], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        init_params(sizes, rng())
