"""One of each objective, for tables of tests: all methods × all problems."""

from grader.objectives.classics import beale, himmelblau, rosenbrock
from grader.objectives.noisy import noisy_bowl
from grader.objectives.objective import Objective
from grader.objectives.plateaus import basin, plateau
from grader.objectives.quadratics import bowl, ill_conditioned, parabola, rotated_bowl
from grader.objectives.saddles import monkey_saddle, saddle, saddle_between_minima
from grader.objectives.wells import (
    degenerate_minimum,
    double_well,
    tilted_double_well,
)


def catalogue() -> tuple[Objective, ...]:
    """Return one of each objective, simple ones first; no two have the same name."""
    return (
        parabola(),
        bowl(),
        rotated_bowl(),
        ill_conditioned(),
        noisy_bowl().objective,
        double_well(),
        tilted_double_well(),
        plateau(),
        basin(),
        degenerate_minimum(),
        saddle(),
        monkey_saddle(),
        saddle_between_minima(),
        rosenbrock(),
        rosenbrock(5),
        beale(),
        himmelblau(),
    )
