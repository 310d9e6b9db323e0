"""The hidden checks of assignment 12: the same with other numbers."""

from grader import objectives
from grader.checks import budget, check, invariant, observed, trajectory, values

WELL = objectives.tilted_double_well(-0.3)
PARABOLA = objectives.parabola(curvature=0.5, minimiser=-1.25)


@check("secant", points=4)
def secant_in_a_well(student, truth, rng):
    """Your path in a well that is no bowl follows the rule, update by update."""
    for x0, x1 in ((1.75, 1.25), (-3.0, -2.0)):
        yield from trajectory(student.secant, truth.secant, WELL, x0=x0, x1=x1, steps=6)


@check("secant", points=2)
def secant_has_arrived(student, truth, rng):
    """On a parabola the path arrives after one update of yours, and stays."""
    slope = observed("df", PARABOLA, lambda chosen: chosen.gradient)
    cases = [(slope, 2.75, -2.25, steps) for steps in (1, 2, 6)]
    return values(student.secant, truth.secant, cases)


@check("secant", points=1, needs=["secant_in_a_well"])
def secant_is_cheap(student, truth, rng):
    """You ask for each slope once: five updates need five slopes."""
    return budget(student.secant, WELL, most={"df": 5}, x0=2.5, x1=2.0, steps=5)


@check("secant", points=1)
def secant_leaves_no_traces(student, truth, rng):
    """Integers are read as floats, and nothing is remembered between calls."""
    slope = observed("df", WELL, lambda chosen: chosen.gradient)
    case = (slope, -4.0, -3.0, 5)
    return invariant(student.secant, truth.secant, case, cast=(1, 2))
