import re
from decimal import Decimal, getcontext
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from reference.arrays import Array, number
from reference.curvature import (
    classify_critical_point,
    condition_number,
    curvature_weights,
    directional_curvature,
    eigen_2x2,
    hessian,
    jacobian,
)

X = np.array([0.7, -1.3, 0.4])


def wavy(x: Any, m: Any) -> tuple[Any, Any]:
    """Return two smooth functions of three coordinates, by the module m."""
    a, b, c = x
    return m.sin(a * b) + m.exp(c), a * b**2 * c + m.tanh(b - c)


def symmetric(n: int, seed: int) -> Array:
    A = np.random.default_rng(seed).normal(size=(n, n))
    return A + A.T


def entries(size: float, shape: int | tuple[int, ...]) -> st.SearchStrategy[Array]:
    return hnp.arrays(np.float64, shape, elements=st.floats(-size, size))


# --- jacobian


def test_a_row_of_the_jacobian_is_an_output_and_a_column_an_input() -> None:
    # f = (x y, x + z², z) at (2, 3, 5) and its derivatives on paper.
    got = jacobian(lambda v: [v[0] * v[1], v[0] + v[2] ** 2], [2, 3, 5])

    np.testing.assert_allclose(got, [[3, 2, 0], [1, 0, 10]], rtol=0, atol=1e-9)


@given(A=entries(10, (3, 2)), x=entries(100, 2))
@settings(max_examples=25, deadline=None)
def test_the_jacobian_of_a_linear_map_is_its_matrix(A: Array, x: Array) -> None:
    np.testing.assert_allclose(jacobian(lambda z: A @ z, x), A, rtol=0, atol=1e-8)


@given(x=entries(2, 2))
@settings(max_examples=25, deadline=None)
def test_jacobians_follow_the_chain_rule(x: Array) -> None:
    def inner(v: Array) -> list[Any]:
        return [np.sin(v[0]) + v[1], v[0] * v[1], np.exp(v[1] / 2)]

    def outer(u: Array) -> list[float]:
        return [u[0] * u[2], np.cos(u[1]) - u[0] ** 2]

    got = jacobian(lambda v: outer(np.array(inner(v))), x)

    np.testing.assert_allclose(
        got, jacobian(outer, inner(x)) @ jacobian(inner, x), rtol=1e-8, atol=1e-8
    )


def test_the_jacobian_agrees_with_autograd() -> None:
    torch = pytest.importorskip("torch")
    want = torch.autograd.functional.jacobian(
        lambda x: torch.stack(wavy(x, torch)), torch.tensor(X)
    )

    got = jacobian(lambda x: wavy(x, np), X)

    np.testing.assert_allclose(got, want.numpy(), rtol=1e-9, atol=1e-10)


@given(
    powers=st.lists(st.integers(-6, 6), min_size=3, max_size=3),
    y=st.lists(st.floats(0.01, 2) | st.floats(-2, -0.01), min_size=3, max_size=3),
)
@settings(max_examples=25, deadline=None)
def test_coordinates_in_other_units_are_differentiated_as_well(
    powers: list[int], y: list[float]
) -> None:
    a, unit = np.array([0.5, -0.8, 1.1]), 10.0 ** np.array(powers)

    def f(x: Array) -> list[Any]:
        return [np.exp(a @ (x / unit)), np.sin(a @ (x / unit))]

    x = unit * np.array(y)
    phase = a @ y
    J = np.array([np.exp(phase) * a, np.cos(phase) * a])
    H = np.exp(phase) * np.outer(a, a)

    got_J = jacobian(f, x) * unit
    got_H = hessian(lambda z: f(z)[0], x) * np.outer(unit, unit)

    np.testing.assert_allclose(got_J, J, rtol=0, atol=1e-7 * np.abs(J).max())
    np.testing.assert_allclose(got_H, H, rtol=0, atol=1e-5 * np.abs(H).max())


@given(x=st.floats(-1, 1))
@settings(max_examples=25, deadline=None)
def test_a_coordinate_near_0_needs_no_function_that_changes_as_fast(x: float) -> None:
    def f(v: Array) -> float:
        return float(np.sin(v[0] + 1) * v[1] ** 2)

    s, c = np.sin(x + 1), np.cos(x + 1)

    got_J, got_H = jacobian(f, [x, 3.0]), hessian(f, [x, 3.0])

    np.testing.assert_allclose(got_J, [[9 * c, 6 * s]], rtol=0, atol=1e-8)
    np.testing.assert_allclose(got_H, [[-9 * s, 6 * c], [6 * c, 2 * s]], atol=1e-5)


@pytest.mark.parametrize("seed", [*range(10), 80, 108, 241])
def test_a_constant_costs_no_more_than_the_digits_it_hides(seed: int) -> None:
    # Beside 1e6 a value is rounded by 1e-10, and the steps are some 0.01 long. From
    # the last three seeds two short steps agree, by rounding, on a wrong number.
    a, x = np.random.default_rng(seed).normal(size=(2, 2))
    g, H = np.exp(a @ x) * a, np.exp(a @ x) * np.outer(a, a)

    got_J = jacobian(lambda v: 1e6 + np.exp(a @ v), x)
    got_H = hessian(lambda v: 1e3 + np.exp(a @ v), x)
    got_plain = hessian(lambda v: 1 + np.exp(a @ v), x)

    np.testing.assert_allclose(got_J[0], g, rtol=0, atol=1e-6)
    np.testing.assert_allclose(got_H, H, rtol=0, atol=1e-5)
    np.testing.assert_allclose(got_plain, H, rtol=0, atol=1e-6)


def test_a_function_that_returns_a_number_has_a_jacobian_of_one_row() -> None:
    assert jacobian(lambda v: v[0] * v[1], [2, 3]).shape == (1, 2)


def test_derivatives_on_the_edge_of_a_domain_come_without_a_warning() -> None:
    x = [1e-5, 2.0]

    got_J = jacobian(np.log, x)
    got_H = hessian(lambda v: float(np.log(v).sum()), x)

    np.testing.assert_allclose(np.diag(got_J), [1e5, 0.5], rtol=1e-9)
    np.testing.assert_allclose(np.diag(got_H), [-1e10, -0.25], rtol=1e-6)


def test_outside_of_every_domain_the_derivatives_are_nan() -> None:
    assert np.isnan(jacobian(np.log, [-1.0])).all()
    assert np.isnan(hessian(lambda v: float(np.log(v[0])), [-1.0])).all()


def test_a_function_may_spoil_its_argument_but_not_the_point() -> None:
    x = np.array([2.0, 3.0])

    def spoil(v: Array) -> float:
        v *= v
        return float(v[0] * v[1])

    J, H = jacobian(spoil, x), hessian(spoil, x)

    np.testing.assert_allclose(J, [[36, 24]], rtol=1e-8)
    np.testing.assert_allclose(H, [[18, 24], [24, 8]], rtol=1e-6)
    assert x.tolist() == [2.0, 3.0]


# --- hessian


def test_second_derivatives_by_hand() -> None:
    # x² y + y³ + x z at (1, 2, 3): 2y, 2x, 6y, and 1 between x and z.
    got = hessian(lambda v: v[0] ** 2 * v[1] + v[1] ** 3 + v[0] * v[2], [1, 2, 3])

    np.testing.assert_allclose(
        got, [[4, 2, 1], [2, 12, 0], [1, 0, 0]], rtol=0, atol=1e-7
    )


@given(seed=st.integers(0, 2**32 - 1), x=entries(1, 3))
@settings(max_examples=25, deadline=None)
def test_the_hessian_of_half_a_quadratic_form_is_its_matrix(
    seed: int, x: Array
) -> None:
    A = symmetric(3, seed)

    got = hessian(lambda z: float(z @ A @ z / 2), x)

    # The rounding of f, up to 20, over h² = (0.01/160)² for a coordinate of 0.
    np.testing.assert_allclose(got, A, rtol=0, atol=5e-6)


def test_the_hessian_agrees_with_autograd_and_is_exactly_symmetric() -> None:
    torch = pytest.importorskip("torch")
    want = torch.autograd.functional.hessian(
        lambda x: sum(wavy(x, torch)), torch.tensor(X)
    )

    got = hessian(lambda x: sum(wavy(x, np)), X)

    np.testing.assert_allclose(got, want.numpy(), rtol=0, atol=1e-8)
    assert (got == got.T).all()


def test_a_saturated_function_has_its_derivatives_where_it_is_not_flat() -> None:
    # tanh(1e4 x): all steps but the shortest only see it jump from -1 to 1.
    x, t = 1e-5, np.tanh(0.1)

    got_J = jacobian(lambda v: np.tanh(1e4 * v), [x])
    got_H = hessian(lambda v: np.tanh(1e4 * v[0]), [x])

    assert number(got_J) == pytest.approx(1e4 * (1 - t**2), rel=1e-9)
    assert number(got_H) == pytest.approx(-2e8 * t * (1 - t**2), rel=1e-6)


# --- directional curvature


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
    d = np.array([1.0, 2.0, -2.0])
    H = hessian(lambda x: sum(wavy(x, np)), X)

    want = hessian(lambda s: sum(wavy(X + s[0] * d / 3, np)), [0.0])

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


# --- eigenvalues of 2 by 2


def test_the_example_of_the_lecture() -> None:
    lam, U = eigen_2x2([[2, 3], [2, 1]])

    assert lam.tolist() == [4.0, -1.0]
    U = U * np.sign(U[0]) * [1, -1]
    np.testing.assert_allclose(U[:, 0], np.array([3, 2]) / np.sqrt(13), rtol=1e-15)
    np.testing.assert_allclose(U[:, 1], np.array([-1, 1]) / np.sqrt(2), rtol=1e-15)


def test_small_integers_do_not_overflow() -> None:
    lam, _ = eigen_2x2(np.array([[100, 60], [60, -100]], dtype=np.int8))

    np.testing.assert_allclose(lam, [13600**0.5, -(13600**0.5)], rtol=1e-15)


@given(A=entries(10, (2, 2)))
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


# --- condition number


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


# --- critical points


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
    eigen_2x2(H)
    condition_number(H)
    classify_critical_point(H)

    assert H.tolist() == [[2, 1], [1, 4]]
    assert d.tolist() == [1, 2]
