from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numpy.typing import ArrayLike

from grader import objectives
from grader.objectives import Objective
from reference.arrays import Array
from tests.grader.test_objectives import VARIANTS, all_variants

Textbook = Callable[[Any], Any]
"""f once more, as the textbook prints it: of a number or a vector, numpy or torch."""

THREE = (1.0, -2.0, 0.5)


def sample(objective: Objective, count: int = 25) -> Array:
    """Return random points in the part of space that matters for the objective."""
    rng = np.random.default_rng(20240607)
    return objective.start + 1.5 * rng.normal(size=(count, *objective.shape))


def turned(eigenvalues: ArrayLike, angle: float) -> Array:
    """Return the matrix of a turned bowl, by multiplying with one turn at a time."""
    lam = np.asarray(eigenvalues, dtype=np.float64)
    A = np.diag(lam)
    for i in reversed(range(len(lam) - 1)):
        turn = np.eye(len(lam))
        turn[i, i] = turn[i + 1, i + 1] = np.cos(angle)
        turn[i + 1, i] = np.sin(angle)
        turn[i, i + 1] = -np.sin(angle)
        A = turn @ A @ turn.T
    return A


def form(A: Array, centre: ArrayLike) -> Textbook:
    """Return ½ (x - c)ᵀA(x - c), entry by entry."""
    c = np.broadcast_to(np.asarray(centre, dtype=np.float64), len(A)).tolist()
    each = range(len(A))

    def f(x: Any) -> Any:
        return 0.5 * sum(
            float(A[i, j]) * (x[i] - c[i]) * (x[j] - c[j]) for i in each for j in each
        )

    return f


def mean_of_bowls(noisy: objectives.NoisyBowl, A: Array) -> Textbook:
    bowls = [form(A, centre) for centre in noisy.centres]
    return lambda x: sum(bowl(x) for bowl in bowls) / len(bowls)


def rosenbrock(p: Any) -> Any:
    return sum(
        100 * (p[i + 1] - p[i] ** 2) ** 2 + (p[i] - 1) ** 2 for i in range(len(p) - 1)
    )


def beale(p: Any) -> Any:
    x, y = p
    return (
        (1.5 - x + x * y) ** 2
        + (2.25 - x + x * y**2) ** 2
        + (2.625 - x + x * y**3) ** 2
    )


def over_one_plus(q: Textbook) -> Textbook:
    return lambda x: q(x) / (1 + q(x))


TEXTBOOK: dict[str, Textbook] = {
    objective.name + objective.formula: f
    for objective, f in zip(
        VARIANTS,
        [
            lambda x: x * x,
            form(np.diag([1.0, 10.0]), 0.0),
            form(turned([1.0, 10.0], np.pi / 6), 0.0),
            form(turned(10 ** np.linspace(0, 3, 10), np.pi / 6), 0.0),
            mean_of_bowls(objectives.noisy_bowl(), np.diag([1.0, 10.0])),
            lambda x: x**4 / 4 - x**2 / 2,
            lambda x: x**4 / 4 - x**2 / 2 + x / 5,
            lambda x: x**2 / (1 + x**2),
            over_one_plus(lambda p: (p[0] ** 2 + 4 * p[1] ** 2) / 2),
            lambda p: p[0] ** 2 / 2 + p[1] ** 4 / 4,
            lambda p: p[0] ** 2 - p[1] ** 2,
            lambda p: p[0] ** 3 - 3 * p[0] * p[1] ** 2,
            lambda p: p[0] ** 4 / 4 - p[0] ** 2 / 2 + p[1] ** 2 / 2,
            rosenbrock,
            rosenbrock,
            beale,
            lambda p: (p[0] ** 2 + p[1] - 11) ** 2 + (p[0] + p[1] ** 2 - 7) ** 2,
            lambda x: 3 * (x + 1.5) ** 2 / 2,
            form(np.diag([1.0, 50.0, 3.0]), THREE),
            form(turned([1.0, 4.0, 9.0], 0.7), THREE),
            form(turned([1.0, 1e3, 1e6], 1.1), 0.0),
            mean_of_bowls(
                objectives.noisy_bowl((2.0, 5.0, 7.0), 0.5, 9, 3, 0.7, THREE),
                turned([2.0, 5.0, 7.0], 0.7),
            ),
            lambda x: x**4 / 4 - x**2 / 2 - 0.3 * x,
            over_one_plus(lambda p: (p[0] ** 2 + 3 * p[1] ** 2 + 5 * p[2] ** 2) / 2),
            rosenbrock,
        ],
        strict=True,
    )
}


def textbook(objective: Objective) -> Textbook:
    return TEXTBOOK[objective.name + objective.formula]


def slope(f: Callable[[float], Array], h: float) -> tuple[Array, Array]:
    """Return the derivative of f at 0, and how far the two step sizes disagree."""
    wide = (f(h) - f(-h)) / (2 * h)
    narrow = (f(h / 2) - f(-h / 2)) / h
    largest = np.maximum(abs(f(h)), abs(f(-h)))
    rounding = 64 * np.finfo(np.float64).eps * np.max(largest) / h
    return narrow + (narrow - wide) / 3, abs(wide - narrow) + rounding


def differences(f: Callable[[Array], Any], x: Array) -> tuple[Array, Array]:
    """Return the derivatives of f at x by differences, and their uncertainty.

    The last axis runs over the coordinates.
    """
    h = 1e-4 * max(1.0, float(np.max(np.abs(x))))
    steps = np.eye(x.size).reshape(x.size, *x.shape)
    columns = [slope(lambda s, e=e: np.asarray(f(x + s * e)), h) for e in steps]  # type: ignore[misc]  # e is bound on purpose
    got = np.stack([column for column, _ in columns], axis=-1)
    error = np.stack([uncertain for _, uncertain in columns], axis=-1)
    return got, error


@all_variants
def test_f_is_the_textbook_s(objective: Objective) -> None:
    f = textbook(objective)
    for x in sample(objective):
        assert objective.f(x) == pytest.approx(float(f(x)), rel=1e-11, abs=1e-12)


@all_variants
def test_the_gradient_agrees_with_finite_differences_of_f(objective: Objective) -> None:
    for x in sample(objective):
        want, error = differences(objective.f, x)

        got = np.reshape(objective.gradient(x), want.shape)
        assert np.all(abs(got - want) <= error)
        assert np.all(error <= 1e-4 * (1 + np.max(abs(got))))  # the test has teeth


@all_variants
def test_the_hessian_agrees_with_finite_differences_of_the_gradient(
    objective: Objective,
) -> None:
    for x in sample(objective):
        want, error = differences(objective.gradient, x)

        got = np.reshape(objective.hessian(x), want.shape)
        assert np.all(abs(got - want) <= error)
        assert np.all(error <= 1e-4 * (1 + np.max(abs(got))))  # the test has teeth


@all_variants
def test_the_hessian_is_symmetric_to_the_last_bit(objective: Objective) -> None:
    for x in sample(objective):
        H = objective.hessian(x)

        assert np.array_equal(H, H.T)


@all_variants
def test_the_derivatives_are_those_that_torch_finds_for_the_textbook_s_f(
    objective: Objective,
) -> None:
    torch = pytest.importorskip("torch")
    f = textbook(objective)
    for x in sample(objective, 5):
        leaf = torch.tensor(x, dtype=torch.float64, requires_grad=True)
        gradient = torch.autograd.functional.jacobian(f, leaf).numpy()
        hessian = torch.autograd.functional.hessian(f, leaf).numpy()

        scale = np.max(abs(gradient)) + np.max(abs(hessian))
        np.testing.assert_allclose(
            objective.gradient(x), gradient, rtol=1e-10, atol=1e-13 * scale
        )
        np.testing.assert_allclose(
            objective.hessian(x), hessian, rtol=1e-10, atol=1e-13 * scale
        )


@pytest.mark.parametrize("x", [1e-9, 1e-160, 1e3, 1e6])
def test_the_plateau_s_formulas_lose_no_digits(x: float) -> None:
    # Near 0 x² and 2x; far out the series of 1/(1 + y²) and 2y³/(1 + y²)², y = 1/x.
    objective = objectives.plateau()
    near = x < 1
    value = x**2 if near else 1 - x**-2 + x**-4
    slope_there = 2 * x if near else 2 * x**-3 * (1 - 2 * x**-2 + 3 * x**-4)

    assert objective.f(x) == pytest.approx(value, rel=1e-15)
    assert objective.gradient(-x) == pytest.approx(-slope_there, rel=1e-15)


def test_the_basin_s_formulas_lose_no_digits() -> None:
    near = objectives.basin((2.0, 4.0)).f([1e-9, 1e-9])
    far = objectives.basin((2.0, 4.0)).gradient([1e50, -1e50])

    assert near == pytest.approx(3e-18, rel=1e-15)
    # q = 3e100, so that λx/q² is 2e50/9e200 and -4e50/9e200.
    np.testing.assert_allclose(far, [2 / 9 * 1e-150, -4 / 9 * 1e-150], rtol=1e-14)
