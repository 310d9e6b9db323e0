import re
from decimal import Decimal, getcontext

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from reference.arrays import Array
from reference.curvature import eigen_2x2

MATRICES = hnp.arrays(np.float64, (2, 2), elements=st.floats(-10, 10))


def test_the_example_of_the_lecture() -> None:
    lam, U = eigen_2x2([[2, 3], [2, 1]])

    assert lam.tolist() == [4.0, -1.0]
    U = U * np.sign(U[0]) * [1, -1]
    np.testing.assert_allclose(U[:, 0], np.array([3, 2]) / np.sqrt(13), rtol=1e-15)
    np.testing.assert_allclose(U[:, 1], np.array([-1, 1]) / np.sqrt(2), rtol=1e-15)


def test_small_integers_do_not_overflow() -> None:
    lam, _ = eigen_2x2(np.array([[100, 60], [60, -100]], dtype=np.int8))

    np.testing.assert_allclose(lam, [13600**0.5, -(13600**0.5)], rtol=1e-15)


@given(A=MATRICES)
def test_eigenvalues_agree_with_lapack_and_vectors_are_stretched(A: Array) -> None:
    (a, b), (c, d) = A
    assume((a - d) ** 2 + 4 * b * c > 1e-3)

    lam, U = eigen_2x2(A)

    want = np.sort(np.linalg.eigvals(A).real)[::-1]
    np.testing.assert_allclose(lam, want, rtol=0, atol=1e-11)
    np.testing.assert_allclose(A @ U, U * lam, rtol=0, atol=1e-12)
    np.testing.assert_allclose(np.linalg.norm(U, axis=0), 1, rtol=1e-14)


@pytest.mark.parametrize(
    ("A", "lam", "U"),
    [
        ([[3, 0], [0, 7]], [7, 3], [[0, 1], [1, 0]]),
        ([[7, 0], [0, 3]], [7, 3], [[1, 0], [0, 1]]),
        ([[-7, 0], [0, 3]], [3, -7], [[0, 1], [1, 0]]),
        ([[2, 0], [0, 0]], [2, 0], [[1, 0], [0, 1]]),
        ([[1, 3], [0, 5]], [5, 1], [[0.6, 1], [0.8, 0]]),
        ([[5, 0], [3, 1]], [5, 1], [[0.8, 0], [0.6, 1]]),
        ([[0, 9], [1, 0]], [3, -3], [[0.9**0.5, 0.9**0.5], [0.1**0.5, 0.1**0.5]]),
    ],
)
def test_zeros_in_the_matrix_are_no_exception(
    A: list[list[float]], lam: list[float], U: list[list[float]]
) -> None:
    got_lam, got_U = eigen_2x2(A)

    assert got_lam.tolist() == lam
    np.testing.assert_allclose(np.abs(got_U), U, rtol=1e-14)


@pytest.mark.parametrize(
    ("d", "sign"), [("1.000000000116415321826934814453125", 1), ("1.25", -1)]
)
def test_the_small_eigenvalue_keeps_its_digits(d: str, sign: int) -> None:
    # [[1, 1], [1, 1 + 2^-33]], and its opposite: the exact root by long arithmetic.
    getcontext().prec = 60
    m = (1 + Decimal(d)) / 2
    r = (((1 - Decimal(d)) / 2) ** 2 + 1).sqrt()
    want = sorted([float(sign * (m + r)), float(sign * (m - r))], reverse=True)

    lam, _ = eigen_2x2(sign * np.array([[1, 1], [1, float(d)]]))

    np.testing.assert_allclose(lam, want, rtol=4e-16)


@pytest.mark.parametrize(
    "A", [[[0, -1], [1, 0]], [[2, 0], [0, 2]], [[1, 1], [0, 1]], [[3, 1], [-1, 1]]]
)
def test_complex_and_repeated_eigenvalues_are_refused(A: list[list[int]]) -> None:
    shown = np.array(A, dtype=float).tolist()

    with pytest.raises(ValueError, match=re.escape(f"those of {shown} are")) as caught:
        eigen_2x2(A)

    assert str(caught.value) == (
        f"A must have two different real eigenvalues; those of {shown} are complex "
        "or equal."
    )


def test_the_matrix_is_not_changed() -> None:
    A = np.array([[2.0, 3.0], [2.0, 1.0]])

    eigen_2x2(A)

    assert A.tolist() == [[2, 3], [2, 1]]
