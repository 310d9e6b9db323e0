from itertools import combinations, product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.objectives import NoisyBowl, noisy_bowl
from reference.arrays import Array
from tests.grader.test_objectives_derivatives import differences

NOISY = noisy_bowl(
    eigenvalues=(2.0, 5.0, 7.0),
    sigma=0.5,
    n=9,
    seed=3,
    angle=0.7,
    minimiser=(1.0, -2.0, 0.5),
)
X = np.array([0.3, 1.7, -2.2])


def noise(noisy: NoisyBowl, x: Array) -> Array:
    """Return by how much each example's gradient differs from the mean's."""
    gradients = [noisy.gradient_i(x, i) for i in range(noisy.n)]
    return np.array(gradients) - noisy.gradient(x)


@given(
    eigenvalues=st.lists(st.floats(0.1, 10), min_size=1, max_size=4),
    sigma=st.floats(0, 10),
    more=st.integers(1, 20),
    seed=st.integers(0, 2**32 - 1),
    angle=st.floats(-4, 4),
)
def test_noise_has_mean_0_and_exactly_the_covariance_it_was_asked_for(
    eigenvalues: list[float], sigma: float, more: int, seed: int, angle: float
) -> None:
    dimension = len(eigenvalues)
    noisy = noisy_bowl(eigenvalues, sigma, dimension + more, seed, angle, 2.0)
    x = np.linspace(-1, 1, dimension)

    got = noise(noisy, x)

    rounding = 1e-14 * (sigma + 10) * 20
    np.testing.assert_allclose(got.mean(axis=0), 0, atol=rounding)
    covariance = got.T @ got / noisy.n
    np.testing.assert_allclose(
        covariance, sigma**2 * np.eye(dimension), atol=rounding * (1 + sigma)
    )


def test_noise_is_the_same_at_every_point() -> None:
    np.testing.assert_allclose(noise(NOISY, X), noise(NOISY, -5 * X), atol=1e-13)


def test_values_and_gradients_are_the_means_over_the_examples() -> None:
    each = range(NOISY.n)

    assert NOISY.f(X) == pytest.approx(np.mean([NOISY.f_i(X, i) for i in each]))
    np.testing.assert_allclose(
        NOISY.gradient(X), np.mean([NOISY.gradient_i(X, i) for i in each], axis=0)
    )
    np.testing.assert_allclose(
        np.diag(NOISY.hessian(X)),
        np.mean([NOISY.hessian_diagonal_i(X, i) for i in each], axis=0),
    )


def test_f_gradient_and_hessian_are_those_of_the_objective() -> None:
    assert NOISY.f(X) == NOISY.objective.f(X)
    assert np.array_equal(NOISY.gradient(X), NOISY.objective.gradient(X))
    assert np.array_equal(NOISY.hessian(X), NOISY.objective.hessian(X))


def test_each_example_is_a_bowl_around_its_centre() -> None:
    for i, centre in enumerate(NOISY.centres):
        assert NOISY.f_i(centre, i) == 0
        assert NOISY.gradient_i(centre, i).tolist() == [0, 0, 0]
        want, error = differences(lambda x, i=i: NOISY.f_i(x, i), X)  # type: ignore[misc]  # i is bound on purpose
        assert np.all(abs(NOISY.gradient_i(X, i) - want) <= error)
        want, error = differences(lambda x, i=i: NOISY.gradient_i(x, i), X)  # type: ignore[misc]  # i is bound on purpose
        diagonal = NOISY.hessian_diagonal_i(X, i)
        assert np.all(abs(diagonal - np.diag(want)) <= np.diag(error))


def test_the_centres_mean_is_the_minimiser() -> None:
    np.testing.assert_allclose(
        NOISY.centres.mean(axis=0), NOISY.objective.minimisers[0], atol=1e-14
    )
    assert NOISY.sigma == 0.5
    assert NOISY.centres.shape == (NOISY.n, 3) == (9, 3)
    assert not NOISY.centres.flags.writeable


def test_the_minimum_is_the_mean_height_by_hand() -> None:
    # ½ sigma² (1/2 + 1/5 + 1/7) = 1/8 · 59/70.
    assert NOISY.objective.minimum == pytest.approx(59 / 560, rel=1e-14)


@pytest.mark.parametrize("indices", [[0], [4, 4, 1], [8, 0, 3, 5], np.arange(9)])
def test_a_batch_has_the_mean_of_its_gradients(indices: Any) -> None:
    want = np.mean([NOISY.gradient_i(X, i) for i in indices], axis=0)

    np.testing.assert_allclose(NOISY.gradient(X, indices), want, rtol=1e-13)


def test_the_error_of_a_batch_of_2_is_the_stated_one() -> None:
    def squared_error(indices: tuple[int, ...]) -> float:
        return float(np.sum((NOISY.gradient(X, indices) - NOISY.gradient(X)) ** 2))

    replaced = np.mean([squared_error(pair) for pair in product(range(9), repeat=2)])
    kept_out = np.mean([squared_error(pair) for pair in combinations(range(9), 2)])

    # Three coordinates with sigma²/2 each, and times (9 - 2)/(9 - 1).
    assert replaced == pytest.approx(3 * 0.25 / 2, rel=1e-12)
    assert kept_out == pytest.approx(3 * 0.25 / 2 * 7 / 8, rel=1e-12)


def test_examples_may_be_named_by_numpy_integers() -> None:
    want = NOISY.gradient_i(X, 2).tolist()

    assert NOISY.gradient_i(X, np.int32(2)).tolist() == want
    np.testing.assert_allclose(NOISY.gradient(X, np.array([2], np.uint8)), want)


def test_the_seed_decides_the_scatter() -> None:
    again = noisy_bowl((2.0, 5.0, 7.0), 0.5, 9, 3, 0.7, (1.0, -2.0, 0.5))
    other = noisy_bowl((2.0, 5.0, 7.0), 0.5, 9, 4, 0.7, (1.0, -2.0, 0.5))

    assert np.array_equal(again.centres, NOISY.centres)
    assert np.min(abs(other.centres - NOISY.centres)) > 1e-6
    assert other.objective.f(X) == NOISY.objective.f(X)


def test_without_sigma_every_example_is_the_mean() -> None:
    still = noisy_bowl(sigma=0)

    assert noise(still, np.array([1.0, 2.0])).tolist() == [[0, 0]] * 64
    assert still.objective.minimum == 0


def test_by_itself_it_lies_along_the_axes() -> None:
    assert noisy_bowl().hessian([0, 0]).tolist() == [[1, 0], [0, 10]]
    assert noisy_bowl().hessian_diagonal_i([0, 0], 0).tolist() == [1, 10]
    assert noisy_bowl().n == 64
    spelled_out = noisy_bowl((1, 10), 1.0, 64, 0, 0.0, 0.0)
    assert np.array_equal(noisy_bowl().centres, spelled_out.centres)


def test_results_are_fresh() -> None:
    diagonal = NOISY.hessian_diagonal_i(X, 0)
    want = diagonal.tolist()
    diagonal += 1

    assert NOISY.hessian_diagonal_i(X, 0).tolist() == want


@pytest.mark.parametrize("i", [-1, 9])
@pytest.mark.parametrize("ask", ["f_i", "gradient_i", "hessian_diagonal_i"])
def test_an_example_that_is_not_there_is_refused(ask: str, i: int) -> None:
    with pytest.raises(ValueError, match=rf"^i must be from 0 to 8; got {i}\.$"):
        getattr(NOISY, ask)(X, i)


@pytest.mark.parametrize("i", [1.0, True, "1"])
@pytest.mark.parametrize("ask", ["f_i", "gradient_i", "hessian_diagonal_i"])
def test_an_example_is_named_by_a_whole_number(ask: str, i: Any) -> None:
    with pytest.raises(ValueError, match=rf"^i must be a whole number; got {i!r}\.$"):
        getattr(NOISY, ask)(X, i)


@pytest.mark.parametrize(
    ("indices", "got"),
    [
        ([], "dtype float64, shape (0,)"),
        (np.int64(3), "dtype int64, shape ()"),
        (np.array([[1, 2]], np.int64), "dtype int64, shape (1, 2)"),
        ([True, False], "dtype bool, shape (2,)"),
        ([1.0], "dtype float64, shape (1,)"),
    ],
)
def test_a_batch_is_named_by_whole_numbers_in_one_dimension(
    indices: Any, got: str
) -> None:
    with pytest.raises(ValueError, match="indices") as error:
        NOISY.gradient(X, indices)

    assert str(error.value) == (
        f"indices must be one or more whole numbers in one dimension; got {got}."
    )


@pytest.mark.parametrize("wrong", [-1, 9])
def test_a_batch_with_an_example_that_is_not_there_is_refused(wrong: int) -> None:
    message = rf"^indices must be from 0 to 8; got {wrong}\.$"
    with pytest.raises(ValueError, match=message):
        NOISY.gradient(X, [0, wrong, 8])


@pytest.mark.parametrize(
    "ask",
    [
        lambda x: NOISY.gradient(x, [0]),
        NOISY.gradient,
        lambda x: NOISY.gradient_i(x, 0),
        lambda x: NOISY.f_i(x, 0),
        lambda x: NOISY.hessian_diagonal_i(x, 0),
    ],
)
def test_a_point_of_another_shape_is_refused(ask: Any) -> None:
    with pytest.raises(
        ValueError, match=r"takes a point of shape \(3,\); got shape \(2,\)\.$"
    ):
        ask([1.0, 2.0])


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"sigma": -1.0}, r"sigma must be a finite number >= 0; got -1\.0\."),
        ({"sigma": np.inf}, r"sigma must be a finite number >= 0; got inf\."),
        ({"n": 2}, r"n must be a whole number >= 3; got 2\."),
        ({"seed": -1}, r"seed must be a whole number >= 0; got -1\."),
        ({"seed": None}, r"seed must be a whole number >= 0; got None\."),
        ({"angle": np.nan}, r"angle must be a finite number; got nan\."),
    ],
)
def test_impossible_parameters_are_refused_by_name_and_value(
    wrong: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        noisy_bowl(**wrong)
