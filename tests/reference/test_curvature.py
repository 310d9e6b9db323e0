from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reference.arrays import Array, number
from reference.curvature import (
    classify_critical_point,
    condition_number,
    curvature_weights,
    directional_curvature,
    hessian,
)


def symmetric(n: int, seed: int) -> Array:
    A = np.random.default_rng(seed).normal(size=(n, n))
    return A + A.T


def test_the_curvature_between_the_axes_by_hand() -> None:
    # (3, 1) on [[2, 1], [1, 4]]: (18 + 6 + 4) / 10.
    got = directional_curvature([[2, 1], [1, 4]], [3, 1])

    assert got == float(Fraction(28, 10))
    assert type(got) is float


@given(
    seed=st.integers(0, 2**32 - 1),
    length=st.floats(1e-3, 1e3) | st.floats(-1e3, -1e-3),
)
@settings(max_examples=25, deadline=None)
def test_curvature_and_weights_depend_on_the_direction_only(
    seed: int, length: float
) -> None:
    H = symmetric(4, seed)
    d = np.random.default_rng(seed).uniform(1, 2, 4)

    np.testing.assert_allclose(
        directional_curvature(H, length * d),
        directional_curvature(H, d),
        rtol=1e-9,
        atol=1e-9,
    )
    np.testing.assert_allclose(
        curvature_weights(H, length * d)[1], curvature_weights(H, d)[1], atol=1e-9
    )


def test_the_curvature_is_the_second_derivative_along_the_line() -> None:
    def f(x: Array) -> float:
        return float(np.sin(x[0] * x[1]) + x[0] * x[1] ** 2 * x[2] + np.exp(x[2]))

    x, d = np.array([0.7, -1.3, 0.4]), np.array([1.0, 2.0, -2.0])
    H = hessian(f, x)

    want = hessian(lambda s: f(x + s[0] * d / 3), [0.0])

    assert directional_curvature(H, d) == pytest.approx(number(want), rel=1e-7)


@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=25, deadline=None)
def test_the_curvature_is_the_weighted_mean_of_the_eigenvalues(seed: int) -> None:
    H = symmetric(4, seed)
    d = np.random.default_rng(seed + 1).normal(size=4)

    lam, w = curvature_weights(H, d)

    assert (np.diff(lam) >= 0).all()
    assert w.sum() == pytest.approx(1.0)
    assert w.min() >= 0
    assert lam @ w == pytest.approx(directional_curvature(H, d), abs=1e-9)


@given(phi=st.floats(-3, 3), theta=st.floats(-3, 3))
@settings(max_examples=25, deadline=None)
def test_the_weights_are_squared_cosines(phi: float, theta: float) -> None:
    # Axes turned by phi, with the curvatures 5 and 2; d at the angle theta.
    R = np.array([[np.cos(phi), -np.sin(phi)], [np.sin(phi), np.cos(phi)]])
    H = R @ np.diag([5.0, 2.0]) @ R.T

    lam, w = curvature_weights(H, [7 * np.cos(theta), 7 * np.sin(theta)])

    np.testing.assert_allclose(lam, [2, 5], rtol=1e-12)
    np.testing.assert_allclose(
        w, [np.sin(theta - phi) ** 2, np.cos(theta - phi) ** 2], atol=1e-12
    )


def test_a_direction_needs_a_length() -> None:
    message = r"^d must have an entry other than 0; got zeros only\.$"

    with pytest.raises(ValueError, match=message):
        directional_curvature([[1, 0], [0, 2]], [0, 0])
    with pytest.raises(ValueError, match=message):
        curvature_weights([[1, 0], [0, 2]], [0, 0])


def test_along_an_axis_one_weight_is_everything() -> None:
    lam, w = curvature_weights([[5, 0], [0, -2]], [0, 3])

    assert lam.tolist() == [-2.0, 5.0]
    assert w.tolist() == [1.0, 0.0]


def test_the_condition_number_by_hand() -> None:
    # diag(4, -8, 2) has the sizes 8 and 2, and [[2, 1], [1, 2]] 3 and 1.
    got = condition_number([[4, 0, 0], [0, -8, 0], [0, 0, 2]])

    assert got == 4.0
    assert type(got) is float
    assert condition_number([[2, 1], [1, 2]]) == pytest.approx(3.0, rel=1e-14)


@given(seed=st.integers(0, 2**32 - 1), scale=st.floats(1e-3, 1e3))
@settings(max_examples=25, deadline=None)
def test_the_condition_number_is_that_of_the_singular_values(
    seed: int, scale: float
) -> None:
    H = symmetric(4, seed)
    want = np.linalg.cond(H, 2)
    assume(want < 1e6)

    assert condition_number(-scale * H) == pytest.approx(want, rel=1e-8)


@pytest.mark.parametrize(
    ("smallest", "want"),
    [
        (0, np.inf),
        (1e-12, np.inf),
        (-1e-12, np.inf),
        (1.25e-12, 8e11),
        (-1.25e-12, 8e11),
    ],
)
def test_a_singular_matrix_has_an_infinite_condition_number(
    smallest: float, want: float
) -> None:
    H = np.diag([1, smallest])

    assert condition_number(H) == want
    assert condition_number(64 * H) == want


def test_the_zero_matrix_has_an_infinite_condition_number() -> None:
    assert condition_number(np.zeros((3, 3))) == np.inf


@pytest.mark.parametrize(
    ("eigenvalues", "want"),
    [
        ((2, 3), "minimum"),
        ((-2, -3), "maximum"),
        ((2, -3), "saddle"),
        ((0, 3), "inconclusive"),
        ((0, -3), "inconclusive"),
        ((0, 0), "inconclusive"),
        ((1, 0, -1), "saddle"),
        ((1,), "minimum"),
        ((-1,), "maximum"),
        ((0,), "inconclusive"),
        ((1, 1e-8), "inconclusive"),
        ((1, 1.01e-8), "minimum"),
        ((1, -1e-8), "inconclusive"),
        ((1, -1.01e-8), "saddle"),
        ((-1, -1e-8), "inconclusive"),
        ((-1, -1.01e-8), "maximum"),
        ((-1, 1e-8), "inconclusive"),
        ((-1, 1.01e-8), "saddle"),
        ((1e-20, 3e-20), "minimum"),
    ],
)
def test_the_signs_of_the_curvature_decide(
    eigenvalues: tuple[float, ...], want: str
) -> None:
    assert classify_critical_point(np.diag(eigenvalues)) == want


@given(
    signs=st.lists(st.sampled_from([-2.0, 0.0, 1.0]), min_size=3, max_size=3),
    seed=st.integers(0, 2**32 - 1),
)
@settings(max_examples=25, deadline=None)
def test_a_change_of_coordinates_does_not_change_the_kind(
    signs: list[float], seed: int
) -> None:
    # Sylvester's law of inertia.
    M = np.random.default_rng(seed).normal(size=(3, 3))
    assume(np.linalg.cond(M) < 100)

    got = classify_critical_point(M.T @ np.diag(signs) @ M)

    assert got == classify_critical_point(np.diag(signs))


def test_the_off_diagonal_entries_count() -> None:
    # Eigenvalues 4 and -2, between two equal entries on the diagonal.
    assert condition_number([[1, 3], [3, 1]]) == pytest.approx(2.0, rel=1e-14)
    assert classify_critical_point([[1, 3], [3, 1]]) == "saddle"


def test_no_argument_is_changed() -> None:
    H, d = np.array([[2.0, 1.0], [1.0, 4.0]]), np.array([1.0, 2.0])

    directional_curvature(H, d)
    curvature_weights(H, d)
    condition_number(H)
    classify_critical_point(H)

    assert H.tolist() == [[2, 1], [1, 4]]
    assert d.tolist() == [1, 2]
