"""Functions to try methods on, of which everything is known.

Each has its gradient and Hessian as formulas, and as far as they exist its minimisers
and saddles, its minimum, and the bounds L and m of its curvature:

    >>> from grader import objectives
    >>> bowl = objectives.bowl(eigenvalues=(1.0, 50.0))
    >>> bowl
    <bowl: f(x) = ½ (x₁² + 50 x₂²)>
    >>> bowl.f([2.0, 1.0]), bowl.gradient([2.0, 1.0]).tolist(), bowl.lipschitz
    (27.0, [2.0, 50.0], 50.0)

Everything is deterministic; what looks random is drawn from a seed. The package needs
numpy and nothing else, so that a kit for students can ship it alone.
"""

from grader.objectives.classics import beale, himmelblau, rosenbrock
from grader.objectives.collection import catalogue
from grader.objectives.noisy import NoisyBowl, noisy_bowl
from grader.objectives.objective import Derivatives, Objective
from grader.objectives.plateaus import basin, plateau
from grader.objectives.quadratics import bowl, ill_conditioned, parabola, rotated_bowl
from grader.objectives.saddles import monkey_saddle, saddle, saddle_between_minima
from grader.objectives.wells import (
    degenerate_minimum,
    double_well,
    tilted_double_well,
)

__all__ = [
    "Derivatives",
    "NoisyBowl",
    "Objective",
    "basin",
    "beale",
    "bowl",
    "catalogue",
    "degenerate_minimum",
    "double_well",
    "himmelblau",
    "ill_conditioned",
    "monkey_saddle",
    "noisy_bowl",
    "parabola",
    "plateau",
    "rosenbrock",
    "rotated_bowl",
    "saddle",
    "saddle_between_minima",
    "tilted_double_well",
]
