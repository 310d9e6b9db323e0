from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from reference.arrays import Array, number
from reference.curvature import hessian, jacobian

X = np.array([0.7, -1.3, 0.4])


def wavy(x: Any, m: Any) -> tuple[Any, Any]:
    """Return two smooth functions of three coordinates, by the module m."""
    a, b, c = x
    return m.sin(a * b) + m.exp(c), a * b**2 * c + m.tanh(b - c)


def entries(size: float, shape: int | tuple[int, ...]) -> st.SearchStrategy[Array]:
    return hnp.arrays(np.float64, shape, elements=st.floats(-size, size))


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
    B = np.random.default_rng(seed).normal(size=(3, 3))
    A = B + B.T

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
