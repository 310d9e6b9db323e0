from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.arrays import Array
from reference.features import feature_updates, standardise
from tests.reference.torch_oracle import autograd

SEEDS = st.integers(0, 2**32 - 1)
TABLE = [[114.8, 0.00323], [338.1, 0.00183], [98.8, 0.00279]]
TARGETS = [5.1, 3.2, 4.1]
"""The data set of S3."""


def test_a_column_by_hand() -> None:
    # 1, 3, 8: the mean is 4 and the variance (9 + 1 + 16)/3; 5, 5, 5 is constant.
    sigma = float(Fraction(26, 3)) ** 0.5

    got = standardise([[1, 5], [3, 5], [8, 5]])

    np.testing.assert_allclose(got[:, 0] * sigma, [-3, -1, 4], rtol=1e-15)
    assert got[:, 1].tolist() == [0.0, 0.0, 0.0]


@given(seed=SEEDS, n=st.integers(2, 20))
@settings(max_examples=25, deadline=None)
def test_columns_have_mean_0_and_variance_1(seed: int, n: int) -> None:
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, 3)) * [1e-3, 1, 1e6] + [1, -5, 1e6]

    got = standardise(X)

    assert got.shape == (n, 3)
    np.testing.assert_allclose(got.sum(axis=0) / n, 0, atol=1e-9)
    np.testing.assert_allclose((got**2).sum(axis=0) / n, 1, rtol=1e-9)


@given(seed=SEEDS, scale=st.floats(1e-3, 1e3), shift=st.floats(-10, 10))
@settings(max_examples=25, deadline=None)
def test_other_units_give_the_same_features(
    seed: int, scale: float, shift: float
) -> None:
    X = np.random.default_rng(seed).normal(size=(6, 2))

    got = standardise(scale * (X + shift))

    np.testing.assert_allclose(got, standardise(X), rtol=0, atol=1e-9)


def test_it_is_batch_normalisation_without_its_epsilon() -> None:
    torch = pytest.importorskip("torch")
    X = np.random.default_rng(0).normal(size=(9, 4)) * [1, 10, 100, 0.1] + 3

    want = torch.nn.functional.batch_norm(
        torch.tensor(X), None, None, training=True, eps=1e-300
    )

    np.testing.assert_allclose(standardise(X), want.numpy(), rtol=0, atol=1e-12)


@pytest.mark.parametrize("n", [1, 2, 3, 6, 7, 10, 101])
@pytest.mark.parametrize("value", [0.0, 0.1, -0.1, 0.3, 1e-9, 1e9 / 7])
def test_a_constant_column_becomes_0_whatever_its_mean_is_rounded_to(
    n: int, value: float
) -> None:
    assert standardise(np.full((n, 1), value)).tolist() == [[0.0]] * n


def test_constant_but_for_rounding_is_constant() -> None:
    almost = [[0.3, -0.3, 1], [0.1 + 0.2, -0.1 - 0.2, 2]]

    got = standardise(almost)

    assert almost[0][0] != almost[1][0]
    assert got.tolist() == [[0.0, 0.0, -1.0], [0.0, 0.0, 1.0]]


@pytest.mark.parametrize(("steps", "want"), [(9, 0.0), (10, 1.0)])
def test_a_spread_of_1e_15_is_the_limit(steps: int, want: float) -> None:
    # Below 4 the floats are 2^-51 apart: 9 steps are 0.999e-15 of 4, 10 are 1.11e-15.
    below = 4 - steps * 2.0**-51

    assert standardise([[below], [4.0]])[1, 0] == pytest.approx(want, rel=1e-12)
    assert standardise([[-below], [-4.0]])[1, 0] == pytest.approx(-want, rel=1e-12)


def test_a_small_column_is_not_constant_next_to_a_large_one() -> None:
    got = standardise([[1e-20, 1e6], [3e-20, 2e6]])

    np.testing.assert_allclose(got, [[-1, -1], [1, 1]], rtol=1e-12)


def test_one_row_is_all_constant() -> None:
    assert standardise([[3, -4]]).tolist() == [[0.0, 0.0]]


def test_the_table_is_not_changed() -> None:
    X = np.array([[1.0, 2.0], [3.0, 4.0]])

    standardise(X)

    assert X.tolist() == [[1.0, 2.0], [3.0, 4.0]]


@pytest.mark.parametrize("X", [[1.0, 2.0], np.zeros((0, 3)), np.zeros((3, 0))])
def test_a_table_has_rows_and_columns(X: Array) -> None:
    with pytest.raises(ValueError, match=r"^X must have shape \(rows, columns\)"):
        standardise(X)
    with pytest.raises(ValueError, match=r"^X must have shape \(rows, columns\)"):
        feature_updates(X, [1.0], [1.0], 0.1)


def test_the_lectures_table_by_hand() -> None:
    # From w = 0 the step is lr · 2/3 · Σ x t, in hundredths and hundred-thousandths.
    first = Fraction(11480 * 51 + 33810 * 32 + 9880 * 41, 100 * 10)
    second = Fraction(323 * 51 + 183 * 32 + 279 * 41, 100_000 * 10)

    got = feature_updates(TABLE, TARGETS, [0, 0], lr=0.5)

    want = [float(first * 2 / 3 / 2), float(second * 2 / 3 / 2)]
    np.testing.assert_allclose(got, want, rtol=1e-14)
    assert got[0] / got[1] == pytest.approx(61_374, rel=1e-4)


def test_after_standardising_the_updates_are_alike() -> None:
    got = np.abs(feature_updates(standardise(TABLE), TARGETS, [0, 0], lr=0.5))

    assert got.max() / got.min() < 2


@given(seed=SEEDS)
@settings(max_examples=25, deadline=None)
def test_the_updates_are_the_gradient_of_the_mean_squared_error(seed: int) -> None:
    rng = np.random.default_rng(seed)
    X, t, w = rng.normal(size=(7, 3)), rng.normal(size=7), rng.normal(size=3)

    (gradient,) = autograd(
        lambda w: ((w.new_tensor(X) @ w - w.new_tensor(t)) ** 2).mean(), w
    )

    np.testing.assert_allclose(
        feature_updates(X, t, w, 0.3), -0.3 * gradient, rtol=1e-12, atol=1e-12
    )


@given(seed=SEEDS)
@settings(max_examples=25, deadline=None)
def test_at_the_least_squares_solution_nothing_moves(seed: int) -> None:
    rng = np.random.default_rng(seed)
    X, t = rng.normal(size=(7, 3)), rng.normal(size=7)
    w, *_ = np.linalg.lstsq(X, t)

    np.testing.assert_allclose(feature_updates(X, t, w, 1.0), 0, atol=1e-12)


def test_nothing_handed_in_is_changed() -> None:
    X, t, w = np.array(TABLE), np.array(TARGETS), np.array([1, 2])

    feature_updates(X, t, w, 0.1)

    assert X.tolist() == TABLE
    assert t.tolist() == TARGETS
    assert w.tolist() == [1, 2]


@pytest.mark.parametrize(
    ("t", "w", "lr", "message"),
    [
        ([1, 2], [0, 0], 0.1, r"t must have shape \(3,\); got \(2,\)\."),
        ([[1], [2], [3]], [0, 0], 0.1, r"t must have shape \(3,\); got \(3, 1\)\."),
        ([1, 2, 3], [0], 0.1, r"w must have shape \(2,\); got \(1,\)\."),
        ([1, 2, 3], [0, 0], -0.1, r"lr must be a finite number >= 0; got -0\.1\."),
    ],
)
def test_what_does_not_fit_is_refused(
    t: list[float], w: list[float], lr: float, message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        feature_updates(TABLE, t, w, lr)
