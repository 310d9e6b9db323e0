"""The public checks of assignment 12."""

from grader import objectives
from grader.checks import budget, check, invariant, observed, trajectory, values

WELL = objectives.tilted_double_well()
PARABOLA = objectives.parabola(curvature=2.0, minimiser=0.5)


@check("secant", points=4)
def secant_in_a_well(student, truth, rng):
    """Your path in a well that is no bowl follows the rule, update by update."""
    for x0, x1 in ((2.0, 1.5), (-2.0, -1.75)):
        yield from trajectory(student.secant, truth.secant, WELL, x0=x0, x1=x1, steps=6)


@check("secant", points=2)
def secant_has_arrived(student, truth, rng):
    """On a parabola the path arrives after one update of yours, and stays."""
    slope = observed("df", PARABOLA, lambda chosen: chosen.gradient)
    cases = [(slope, 3.0, 1.0, steps) for steps in (1, 2, 5)]
    return values(student.secant, truth.secant, cases)


@check("secant", points=1, needs=["secant_in_a_well"])
def secant_is_cheap(student, truth, rng):
    """You ask for each slope once: six updates need six slopes."""
    return budget(student.secant, WELL, most={"df": 6}, x0=1.75, x1=1.5, steps=6)


@check("secant", points=1)
def secant_leaves_no_traces(student, truth, rng):
    """Integers are read as floats, and nothing is remembered between calls."""
    slope = observed("df", WELL, lambda chosen: chosen.gradient)
    case = (slope, 3.0, 2.0, 4)
    return invariant(student.secant, truth.secant, case, cast=(1, 2))
