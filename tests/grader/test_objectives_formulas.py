import numpy as np
import pytest

from grader import objectives
from grader.objectives import Objective


@pytest.mark.parametrize(
    ("objective", "formula"),
    [
        (objectives.parabola(), "x²"),
        (objectives.parabola(3.0), "1.5 x²"),
        (objectives.parabola(2.0, 1.5), "(x - 1.5)²"),
        (objectives.parabola(1.0, -1.5), "0.5 (x + 1.5)²"),
        (objectives.bowl((1.0, 50.0)), "½ (x₁² + 50 x₂²)"),
        (objectives.bowl((1.0, 50.0), (-2.0, 3.0)), "½ ((x₁ + 2)² + 50 (x₂ - 3)²)"),
        (
            objectives.bowl((1, 2, 3, 4), (0, 1, 0, 0)),
            "½ (x₁² + 2 (x₂ - 1)² + 3 x₃² + 4 x₄²)",
        ),
        (objectives.bowl((1, 2, 3, 4, 5)), "½ xᵀAx, A diagonal"),
        (
            objectives.bowl((1, 2, 3, 4, 5), 1.0),
            "½ (x - x*)ᵀA(x - x*), A diagonal",
        ),
        (
            objectives.rotated_bowl((1.0, 3.0), np.pi / 4),
            "½ xᵀAx, A = [[2, -1], [-1, 2]]",
        ),
        (
            objectives.rotated_bowl((1.0, 3.0), np.pi / 4, (1.0, -0.5)),
            "½ (x - x*)ᵀA(x - x*), A = [[2, -1], [-1, 2]], x* = [1, -0.5]",
        ),
        (
            objectives.rotated_bowl((1.0, 3.0), -np.pi),
            "½ xᵀAx, A = [[1, 0], [0, 3]]",
        ),
        (
            objectives.ill_conditioned(5, 2e4),
            "½ xᵀAx, 5 eigenvalues from 1 to 20000",
        ),
        (
            objectives.ill_conditioned(2, 3.0, np.pi / 4),
            "½ xᵀAx, A = [[2, -1], [-1, 2]], 2 eigenvalues from 1 to 3",
        ),
        (
            objectives.ill_conditioned(4, 1),
            (
                "½ xᵀAx, A = [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]], "
                "4 eigenvalues from 1 to 1"
            ),
        ),
        (
            objectives.noisy_bowl(n=8).objective,
            "mean of ½ (x - cᵢ)ᵀA(x - cᵢ) over i = 1 … 8",
        ),
        (objectives.tilted_double_well(0.2), "¼ x⁴ - ½ x² + 0.2 x"),
        (objectives.tilted_double_well(-0.1), "¼ x⁴ - ½ x² - 0.1 x"),
        (objectives.basin(), "q/(1 + q), q = ½ (x₁² + 4 x₂²)"),
        (
            objectives.basin((1, 2, 3, 4)),
            "q/(1 + q), q = ½ (x₁² + 2 x₂² + 3 x₃² + 4 x₄²)",
        ),
        (objectives.basin((1,) * 5), "q/(1 + q), q = ½ Σ λᵢxᵢ²"),
        (objectives.rosenbrock(), "100 (x₂ - x₁²)² + (1 - x₁)²"),
        (objectives.rosenbrock(3), "Σ [100 (xᵢ₊₁ - xᵢ²)² + (1 - xᵢ)²]"),
        (objectives.double_well(), "¼ x⁴ - ½ x²"),
        (objectives.plateau(), "x²/(1 + x²)"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_formula_reads_as_one_writes_it(objective: Objective, formula: str) -> None:
    assert objective.formula == f"f(x) = {formula}"


@pytest.mark.parametrize(
    ("objective", "formula"),
    [
        (
            objectives.beale(),
            "(1.5 - x + xy)² + (2.25 - x + xy²)² + (2.625 - x + xy³)²",
        ),
        (objectives.himmelblau(), "(x² + y - 11)² + (x + y² - 7)²"),
        (objectives.degenerate_minimum(), "½ x² + ¼ y⁴"),
        (objectives.saddle(), "x² - y²"),
        (objectives.monkey_saddle(), "x³ - 3xy²"),
        (objectives.saddle_between_minima(), "¼ x⁴ - ½ x² + ½ y²"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_formula_of_the_plane_alone_is_in_x_and_y(
    objective: Objective, formula: str
) -> None:
    assert objective.formula == f"f(x, y) = {formula}"
