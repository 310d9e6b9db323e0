"""The public checks of assignment 04."""

from grader import objectives
from grader.checks import check, invariant, trajectory


@check("momentum", points=4)
def narrow_valley(student, truth, rng):
    """Your path in a narrow valley follows the update rule, step by step."""
    valley = objectives.rotated_bowl((1.0, 20.0), angle=0.5, minimiser=(0.5, -1.0))
    return trajectory(
        student.momentum, truth.momentum, valley, x0=(4, 1), lr=0.03, beta=0.8, steps=12
    )


@check("momentum", points=1)
def argument_untouched(student, truth, rng):
    """x0 stays as it was, integers are read as floats, and nothing is remembered."""
    return invariant(
        student.momentum,
        truth.momentum,
        (objectives.parabola().gradient, 4.0, 0.1, 0.5, 5),
        cast=(1,),
    )
