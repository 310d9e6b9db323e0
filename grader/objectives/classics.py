"""Functions that the literature has tried methods on for decades."""

from typing import SupportsIndex

import numpy as np

from grader.objectives.arguments import require_count
from grader.objectives.objective import Array, Derivatives, Objective, frozen, points


def rosenbrock(dimension: SupportsIndex = 2) -> Objective:
    """Return Rosenbrock's curved valley: 100 (xᵢ₊₁ - xᵢ²)² + (1 - xᵢ)², summed.

    From dimension 4 on it has a second, local minimum near (-1, 1, …, 1), computed here
    by Newton's method.

    Source:
        Rosenbrock, "An automatic method for finding the greatest or least value of a
        function", 1960; the second minimum: Kok & Sandrock, "Locating and
        characterizing the stationary points of the extended Rosenbrock function", 2009.
    """
    require_count(2, dimension=dimension)
    dimension = int(dimension)
    terms = "100 (xᵢ₊₁ - xᵢ²)² + (1 - xᵢ)²"
    plane = "100 (x₂ - x₁²)² + (1 - x₁)²"
    derivatives = Derivatives(_rosenbrock_f, _rosenbrock_gradient, _rosenbrock_hessian)
    return Objective(
        name=f"Rosenbrock in {dimension} dimensions",
        formula=f"f(x) = {plane if dimension == 2 else f'Σ [{terms}]'}",
        derivatives=derivatives,
        start=frozen(np.resize([-1.2, 1.0], dimension)),
        minimisers=(frozen(np.ones(dimension)),),
        local_minimisers=(_second_minimiser(dimension),) if dimension > 3 else (),
        minimum=0.0,
    )


def beale() -> Objective:
    """Return Beale's function: steep walls, a flat valley and two saddles.

    Source:
        Beale, "On an iterative method for finding a local minimum of a function of
        more than one variable", 1958.
    """
    terms = "(1.5 - x + xy)² + (2.25 - x + xy²)² + (2.625 - x + xy³)²"
    return Objective(
        name="Beale",
        formula=f"f(x, y) = {terms}",
        derivatives=Derivatives(_beale_f, _beale_gradient, _beale_hessian),
        start=frozen([1.0, 1.0]),
        minimisers=points([3.0, 0.5]),
        # Newton's method with 60 digits, rounded.
        saddles=points([0.0, 1.0], [0.10053793732415836, -2.644513585023125]),
        minimum=0.0,
    )


def himmelblau() -> Objective:
    """Return Himmelblau's function: four minima of value 0, of which only one is round.

    Its nine critical points are all that it has.

    Source:
        Himmelblau, "Applied Nonlinear Programming", 1972.
    """
    return Objective(
        name="Himmelblau",
        formula="f(x, y) = (x² + y - 11)² + (x + y² - 7)²",
        derivatives=Derivatives(
            _himmelblau_f, _himmelblau_gradient, _himmelblau_hessian
        ),
        start=frozen([0.0, 0.0]),
        # Newton's method with 60 digits, rounded.
        minimisers=points(
            [3.0, 2.0],
            [-2.805118086952745, 3.131312518250573],
            [-3.779310253377747, -3.2831859912861696],
            [3.5844283403304917, -1.8481265269644036],
        ),
        saddles=points(
            [-3.0730257507643897, -0.08135304428796751],
            [0.08667750455539636, 2.884254701174776],
            [3.385154183607021, 0.07385187983774928],
            [-0.12796134673068008, -1.9537149802445763],
        ),
        maximisers=points([-0.2708445906673476, -0.9230385564799815]),
        minimum=0.0,
    )


def _rosenbrock_f(x: Array) -> float:
    a, b = x[:-1], x[1:]
    return float(np.sum(100 * (b - a**2) ** 2 + (1 - a) ** 2))


def _rosenbrock_gradient(x: Array) -> Array:
    a, b = x[:-1], x[1:]
    gradient = np.zeros_like(x)
    gradient[:-1] = -400 * a * (b - a**2) - 2 * (1 - a)
    gradient[1:] += 200 * (b - a**2)
    return gradient


def _rosenbrock_hessian(x: Array) -> Array:
    a, b = x[:-1], x[1:]
    diagonal = np.zeros_like(x)
    diagonal[:-1] = 1200 * a**2 - 400 * b + 2
    diagonal[1:] += 200
    beside = np.diag(-400 * a, 1)
    return np.diag(diagonal) + beside + beside.T


def _second_minimiser(dimension: int) -> Array:
    x = np.ones(dimension)
    x[0] = -1
    # The slowest, dimension 4, needs 9 steps; the rest wear off rounding.
    for _ in range(15):
        x = x - np.linalg.solve(_rosenbrock_hessian(x), _rosenbrock_gradient(x))
    return frozen(x)


def _beale_residuals(point: Array) -> tuple[Array, Array]:
    x, y = point
    residuals = np.array([1.5, 2.25, 2.625]) - x * (1 - np.array([y, y**2, y**3]))
    jacobian = np.array([[y - 1, x], [y**2 - 1, 2 * x * y], [y**3 - 1, 3 * x * y**2]])
    return residuals, jacobian


def _beale_f(point: Array) -> float:
    residuals, _ = _beale_residuals(point)
    return float(np.sum(residuals**2))


def _beale_gradient(point: Array) -> Array:
    residuals, jacobian = _beale_residuals(point)
    return 2 * residuals @ jacobian


def _beale_hessian(point: Array) -> Array:
    residuals, jacobian = _beale_residuals(point)
    x, y = point
    mixed = residuals @ np.array([1, 2 * y, 3 * y**2])
    twice_y = residuals @ np.array([0, 2 * x, 6 * x * y])
    bend = np.array([[0, mixed], [mixed, twice_y]])
    hessian: Array = 2 * (jacobian.T @ jacobian + bend)
    return hessian


def _himmelblau_residuals(point: Array) -> tuple[Array, Array]:
    x, y = point
    residuals = np.array([x**2 + y - 11, x + y**2 - 7])
    return residuals, np.array([[2 * x, 1], [1, 2 * y]])


def _himmelblau_f(point: Array) -> float:
    residuals, _ = _himmelblau_residuals(point)
    return float(np.sum(residuals**2))


def _himmelblau_gradient(point: Array) -> Array:
    residuals, jacobian = _himmelblau_residuals(point)
    return 2 * residuals @ jacobian


def _himmelblau_hessian(point: Array) -> Array:
    residuals, jacobian = _himmelblau_residuals(point)
    return 2 * (jacobian.T @ jacobian + np.diag(2 * residuals))
