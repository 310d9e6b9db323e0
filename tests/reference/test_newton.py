from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.arrays import Array
from reference.newton import damped_newton, newton

SEEDS = st.integers(0, 2**32 - 1)
A = np.array([[4.0, 1.0, -1.0], [1.0, 3.0, 0.5], [-1.0, 0.5, 2.0]])
"""Positive definite, and no two of its eigenvectors lie along axes."""


def banana(x: Any) -> Any:
    """Return Rosenbrock's function, with its minimum at (1, 1)."""
    return (1 - x[0]) ** 2 + 100 * (x[1] - x[0] ** 2) ** 2


def banana_gradient(x: Array) -> Array:
    a, b = x
    return np.array([-2 * (1 - a) - 400 * a * (b - a**2), 200 * (b - a**2)])


def banana_hessian(x: Array) -> Array:
    a, b = x
    return np.array([[2 - 400 * (b - 3 * a**2), -400 * a], [-400 * a, 200.0]])


def saddle(x: Array) -> float:
    """Return a function with a saddle at 0 and minima at (0, ±1)."""
    return float(x[0] ** 2 / 2 + x[1] ** 4 / 4 - x[1] ** 2 / 2)


def saddle_gradient(x: Array) -> list[float]:
    return [x[0], x[1] ** 3 - x[1]]


def saddle_hessian(x: Array) -> list[list[float]]:
    return [[1, 0], [0, 3 * x[1] ** 2 - 1]]


def test_square_roots_as_heron_took_them() -> None:
    # On x³/3 - 2x the step is that of Heron's method for √2: the mean of x and 2/x.
    want = [Fraction(2)]
    for _ in range(3):
        want.append((want[-1] + 2 / want[-1]) / 2)

    got = newton(lambda x: x**2 - 2, lambda x: 2 * x, x0=2, steps=3)

    np.testing.assert_allclose(got, [float(x) for x in want], rtol=1e-15)
    assert got.shape == (4,)


@given(seed=SEEDS)
@settings(max_examples=25, deadline=None)
def test_one_step_solves_any_quadratic_also_a_saddle(seed: int) -> None:
    rng = np.random.default_rng(seed)
    turn, _ = np.linalg.qr(rng.normal(size=(3, 3)))
    H = turn @ np.diag([5.0, -2.0, 0.5]) @ turn.T
    x_star, x0 = rng.normal(size=3), rng.normal(size=3)

    got = newton(lambda x: H @ (x - x_star), lambda _: H, x0, steps=2)

    np.testing.assert_allclose(got[1:], [x_star, x_star], rtol=0, atol=1e-12)
    assert got[0].tolist() == x0.tolist()


def test_the_number_of_right_digits_doubles() -> None:
    # Near the root e' = e²/(2√2), so each ratio e'/e² tends to that constant.
    got = newton(lambda x: x**2 - 2, lambda x: 2 * x, x0=2, steps=4)
    error = np.abs(got - np.sqrt(2))

    np.testing.assert_allclose(error[2:4] / error[1:3] ** 2, 0.125**0.5, rtol=0.07)
    assert error[4] < 1e-11


@given(seed=SEEDS)
@settings(max_examples=25, deadline=None)
def test_the_path_does_not_depend_on_the_units(seed: int) -> None:
    # In y = x/unit the gradient is Dg and the Hessian D H D, with D = diag(unit).
    unit = np.exp(np.random.default_rng(seed).uniform(-5, 5, 2))
    D = np.diag(unit)
    x0 = np.array([-1.2, 1.0])

    want = newton(banana_gradient, banana_hessian, x0, steps=4)
    got = newton(
        lambda y: D @ banana_gradient(D @ y),
        lambda y: D @ banana_hessian(D @ y) @ D,
        x0 / unit,
        steps=4,
    )

    np.testing.assert_allclose(got * unit, want, rtol=1e-6, atol=1e-6)


def test_it_agrees_with_autograd_step_by_step() -> None:
    torch = pytest.importorskip("torch")
    path = newton(banana_gradient, banana_hessian, [-1.2, 1.0], steps=5)

    # What each step must solve, with derivatives that are not written by hand.
    for before, after in pairwise(path):
        x = torch.tensor(before)
        g = torch.autograd.functional.jacobian(banana, x).numpy()
        H = torch.autograd.functional.hessian(banana, x).numpy()
        np.testing.assert_allclose(H @ (before - after), g, rtol=1e-9, atol=1e-9)


def test_newton_goes_to_the_saddle_next_to_it() -> None:
    got = newton(saddle_gradient, saddle_hessian, [0.5, 0.1], steps=6)

    np.testing.assert_allclose(got[-1], [0, 0], rtol=0, atol=1e-12)


def test_a_singular_hessian_is_an_error() -> None:
    with pytest.raises(np.linalg.LinAlgError, match="Singular matrix"):
        newton(lambda x: x**3, lambda x: 3 * x**2, 0, steps=1)

    assert issubclass(np.linalg.LinAlgError, ValueError)


def test_a_path_that_overflows_is_a_result() -> None:
    # Both powers overflow, and their difference has no value.
    got = newton(lambda x: x**3 - x**2, lambda x: 3 * x**2 - 2 * x, 1e200, steps=2)

    assert got[0] == 1e200
    assert np.isnan(got[1:]).all()


def test_damped_steps_by_hand() -> None:
    # √(1 + x²) at 2: the Newton step is -x(1 + x²) = -10, the slope along it -4√5.
    # f(-8) and f(-3) are higher than f(2), f(-1/2) = 1.12 < 2.24 - 0.25·0.25·8.94.
    def walk(alpha: float, beta: float) -> float:
        path = damped_newton(
            lambda x: np.sqrt(1 + x**2),
            lambda x: x / np.sqrt(1 + x**2),
            lambda x: (1 + x**2) ** -1.5,
            2,
            alpha,
            beta,
            steps=1,
        )
        assert path.shape == (2,)
        return float(path[1])

    assert walk(0.25, 0.5) == pytest.approx(-0.5, rel=1e-12)
    # α = 0.9 also refuses 1/4 and 1/8; β = 0.3 tries 0.3 next, and f(-1) = 1.41.
    assert walk(0.9, 0.5) == pytest.approx(2 - 10 / 16, rel=1e-12)
    assert walk(0.25, 0.3) == pytest.approx(2 - 10 * 0.3, rel=1e-12)


@given(seed=SEEDS)
@settings(max_examples=25, deadline=None)
def test_on_a_bowl_it_is_newton(seed: int) -> None:
    x0 = np.random.default_rng(seed).normal(size=3)

    got = damped_newton(
        lambda x: float(x @ A @ x / 2),
        lambda x: A @ x,
        lambda _: A,
        x0,
        alpha=0.25,
        beta=0.5,
        steps=1,
    )

    np.testing.assert_allclose(got, [x0, np.zeros(3)], rtol=0, atol=1e-13)


@given(seed=SEEDS)
@settings(max_examples=25, deadline=None)
def test_negative_curvature_turns_the_step_around(seed: int) -> None:
    # On xᵀHx/2 the step along an eigenvector is -1 times the coordinate, or +1.
    rng = np.random.default_rng(seed)
    turn, _ = np.linalg.qr(rng.normal(size=(3, 3)))
    H = turn @ np.diag([4.0, -3.0, 0.5]) @ turn.T

    got = damped_newton(
        lambda x: float(x @ H @ x / 2),
        lambda x: H @ x,
        lambda _: H,
        turn @ [1, 2, 3],
        alpha=0.25,
        beta=0.5,
        steps=1,
    )

    np.testing.assert_allclose(got[1], turn @ [0, 4, 0], rtol=0, atol=1e-12)


@given(x=st.floats(-1, 1), y=st.floats(1e-6, 0.3) | st.floats(-0.3, -1e-6))
@settings(max_examples=25, deadline=None)
def test_it_leaves_the_neighbourhood_of_a_saddle(x: float, y: float) -> None:
    got = damped_newton(
        saddle, saddle_gradient, saddle_hessian, [x, y], 0.25, 0.5, steps=40
    )

    np.testing.assert_allclose(got[-1], [0, np.sign(y)], rtol=0, atol=1e-7)


def test_a_point_without_slope_is_never_left() -> None:
    got = damped_newton(
        saddle, saddle_gradient, saddle_hessian, [0, 0], 0.25, 0.5, steps=3
    )

    assert got.tolist() == [[0, 0]] * 4


def test_it_descends_at_every_step_into_the_banana() -> None:
    got = damped_newton(
        banana, banana_gradient, banana_hessian, [-1.2, 1.0], 0.25, 0.5, steps=25
    )

    assert (np.diff([banana(x) for x in got]) <= 0).all()
    np.testing.assert_allclose(got[-1], [1, 1], rtol=1e-12)


def test_curvature_below_1e_8_counts_as_1e_8() -> None:
    # No curvature at all: the step is the slope divided by 1e-8.
    got = damped_newton(
        lambda x: 1e-9 * x, lambda _: 1e-9, lambda _: 0.0, 0.0, 0.25, 0.5, steps=1
    )

    assert got[1] == pytest.approx(-0.1, rel=1e-12)


def test_the_start_is_kept_and_integers_are_floats() -> None:
    x0 = np.array([3, 4])

    free = newton(lambda x: x, lambda _: np.eye(2), x0, steps=1)
    damped = damped_newton(
        lambda x: x @ x / 2, lambda x: x, lambda _: np.eye(2), x0, 0.25, 0.5, steps=1
    )

    assert free.tolist() == damped.tolist() == [[3.0, 4.0], [0.0, 0.0]]
    assert x0.tolist() == [3, 4]
    assert newton(lambda x: x, lambda _: 1.0, 3, steps=0).tolist() == [3.0]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"steps": -1}, r"steps must be a whole number >= 0; got -1\."),
        ({"steps": 1.5}, r"steps must be a whole number >= 0; got 1\.5\."),
        ({"alpha": 0.0}, r"alpha must be a number in \(0, 1\); got 0\.0\."),
        ({"beta": 1.0}, r"beta must be a number in \(0, 1\); got 1\.0\."),
    ],
)
def test_impossible_hyperparameters_are_refused_by_name_and_value(
    wrong: dict[str, float], message: str
) -> None:
    right = {"x0": 1.0, "alpha": 0.25, "beta": 0.5, "steps": 1}

    with pytest.raises(ValueError, match=f"^{message}$"):
        damped_newton(lambda x: x**2, lambda x: 2 * x, lambda _: 2, **(right | wrong))  # type: ignore[arg-type]  # wrong on purpose
