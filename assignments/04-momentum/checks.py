"""The public checks of assignment 04."""

import math

from grader import objectives
from grader.checks import (
    check,
    converges,
    diverges,
    invariant,
    rate,
    trajectory,
    values,
)
from grader.checks.calling import observed


def slope(objective):
    """Return the gradient of an objective as a student's code may call it."""
    return observed("grad", objective, lambda each: each.gradient)


@check("momentum", points=4)
def momentum_in_a_valley(student, truth, rng):
    """Your path in a narrow, slanted valley follows the rule, update by update."""
    valley = objectives.rotated_bowl((1.0, 20.0), angle=0.5, minimiser=(0.5, -1.0))
    return trajectory(
        student.momentum, truth.momentum, valley, x0=(4, 1), lr=0.03, beta=0.8, steps=12
    )


@check("momentum", points=3)
def momentum_in_space(student, truth, rng):
    """Points of three coordinates work as well: each has its own velocity."""
    valley = objectives.rotated_bowl(
        (1.0, 5.0, 20.0), angle=0.4, minimiser=(1.0, -1.0, 0.5)
    )
    return trajectory(
        student.momentum,
        truth.momentum,
        valley,
        x0=(2, 3, -1),
        lr=0.04,
        beta=0.6,
        steps=14,
    )


@check("momentum", points=2)
def momentum_of_a_number(student, truth, rng):
    """From a start that is a number you get a path of numbers, of shape (steps+1,)."""
    well = objectives.tilted_double_well(0.2)
    return trajectory(
        student.momentum, truth.momentum, well, x0=1.8, lr=0.1, beta=0.7, steps=13
    )


@check("momentum", points=1)
def momentum_at_half_the_bound(student, truth, rng):
    """With lr = (1 + β)/λ two updates leave the share β of the distance."""
    return rate(
        student.momentum,
        objectives.parabola(curvature=3.0),
        factor=0.8,
        because="√β, the size of both roots of r² - (1 + β - lr λ) r + β",
        x0=2.0,
        lr=1.64 / 3,
        beta=0.64,
        steps=24,
    )


@check("momentum", points=1)
def momentum_stands_more(student, truth, rng):
    """At a rate at which gradient descent runs away, momentum still arrives."""
    return converges(
        student.momentum,
        objectives.parabola(curvature=2.0, minimiser=1.5),
        within=1e-3,
        because="an update leaves √0.8 of it; lr = 1.5 is below 2(1 + β)/λ = 1.8",
        x0=-1.0,
        lr=1.5,
        beta=0.8,
        steps=120,
    )


@check("momentum", points=1)
def momentum_rolls_on(student, truth, rng):
    """Where the slope is 0 the path does not end: the velocity carries it on."""
    return trajectory(
        student.momentum,
        truth.momentum,
        objectives.parabola(),
        x0=1.0,
        lr=0.25,
        beta=0.5,
        steps=9,
    )


@check("momentum", points=1)
def momentum_leaves_no_traces(student, truth, rng):
    """x0 stays as it was, a second call starts afresh, integers are read as floats."""
    valley = objectives.rotated_bowl((1.0, 6.0), angle=0.6)
    case = (slope(valley), (3.0, -2.0), 0.1, 0.7, 5)
    return invariant(student.momentum, truth.momentum, case, cast=(1,))


@check("momentum_velocity", points=4)
def velocity_with_falling_rates(student, truth, rng):
    """While the rates fall, each gradient keeps the rate of its own update."""
    valley = objectives.rotated_bowl((1.0, 20.0), angle=0.8, minimiser=(-1.0, 0.5))
    return trajectory(
        student.momentum_velocity,
        truth.momentum_velocity,
        valley,
        x0=(3, 2),
        lrs=tuple(0.05 / (1 + 0.2 * t) for t in range(13)),
        alpha=0.8,
    )


@check("momentum_velocity", points=3)
def velocity_in_space(student, truth, rng):
    """Three coordinates, and rates that go up and down."""
    valley = objectives.rotated_bowl(
        (1.0, 4.0, 12.0), angle=0.5, minimiser=(0.5, 1.0, -1.0)
    )
    return trajectory(
        student.momentum_velocity,
        truth.momentum_velocity,
        valley,
        x0=(-2, 3, 1),
        lrs=tuple(0.05 + 0.03 * math.sin(2 * t) for t in range(14)),
        alpha=0.6,
    )


@check("momentum_velocity", points=2)
def velocity_of_a_number(student, truth, rng):
    """From a start that is a number you get a path of shape (len(lrs)+1,)."""
    well = objectives.tilted_double_well(-0.15)
    return trajectory(
        student.momentum_velocity,
        truth.momentum_velocity,
        well,
        x0=-1.7,
        lrs=tuple(0.15 * 0.9**t for t in range(12)),
        alpha=0.7,
    )


@check("momentum_velocity", points=1)
def velocity_with_constant_rates(student, truth, rng):
    """While the rate stays the same, the path is that of momentum."""
    valley = objectives.rotated_bowl((1.0, 10.0), angle=0.3, minimiser=(1.0, 2.0))
    return trajectory(
        student.momentum_velocity,
        truth.momentum_velocity,
        valley,
        x0=(-1, 4),
        lrs=(0.06,) * 12,
        alpha=0.75,
    )


@check("momentum_velocity", points=1)
def velocity_leaves_no_traces(student, truth, rng):
    """x0 and lrs stay as they were, and integers are read as floats."""
    valley = objectives.rotated_bowl((0.2, 1.2), angle=0.6)
    rates = (0.3, 0.2, 0.1, 0.3, 0.1)
    case = (slope(valley), (3.0, -2.0), rates, 0.7)
    return invariant(
        student.momentum_velocity, truth.momentum_velocity, case, cast=(1,)
    )


@check("nesterov", points=4)
def nesterov_in_a_valley(student, truth, rng):
    """Your path in a slanted valley takes its slopes at the look-ahead points."""
    valley = objectives.rotated_bowl((1.0, 20.0), angle=0.7, minimiser=(-0.5, 1.0))
    return trajectory(
        student.nesterov, truth.nesterov, valley, x0=(3, 4), lr=0.03, mu=0.8, steps=12
    )


@check("nesterov", points=3)
def nesterov_in_space(student, truth, rng):
    """The same with three coordinates."""
    valley = objectives.rotated_bowl(
        (1.0, 6.0, 18.0), angle=0.6, minimiser=(1.0, 0.5, -1.0)
    )
    return trajectory(
        student.nesterov,
        truth.nesterov,
        valley,
        x0=(-2, 1, 3),
        lr=0.04,
        mu=0.7,
        steps=14,
    )


@check("nesterov", points=2)
def nesterov_of_a_number(student, truth, rng):
    """From a start that is a number you get a path of numbers, of shape (steps+1,)."""
    well = objectives.tilted_double_well(0.25)
    return trajectory(
        student.nesterov, truth.nesterov, well, x0=1.9, lr=0.08, mu=0.6, steps=13
    )


@check("nesterov", points=1)
def nesterov_shrinks_as_it_should(student, truth, rng):
    """On a parabola with 1 - lr λ = μ/(1 + μ)² an update leaves μ/(1 + μ)."""
    return rate(
        student.nesterov,
        objectives.parabola(curvature=4.0),
        factor=0.8 / 1.8,
        because="the root of (1 - lr λ) μ, three updates being half a turn",
        over=12,
        x0=2.0,
        lr=(1 - 0.8 / 3.24) / 4,
        mu=0.8,
        steps=24,
    )


@check("nesterov", points=1)
def nesterov_stands_less(student, truth, rng):
    """Looking ahead has a price: this rate is too large, though momentum stands it."""
    return diverges(
        student.nesterov,
        objectives.parabola(curvature=2.0, minimiser=1.0),
        beyond=100,
        because="lr = 0.9 is above 2(1 + μ)/((1 + 2μ) λ) = 0.692",
        x0=3.0,
        lr=0.9,
        mu=0.8,
        steps=20,
    )


@check("nesterov", points=1)
def nesterov_leaves_no_traces(student, truth, rng):
    """x0 stays as it was, a second call starts afresh, integers are read as floats."""
    valley = objectives.rotated_bowl((1.0, 6.0), angle=0.4)
    case = (slope(valley), (-3.0, 2.0), 0.1, 0.7, 5)
    return invariant(student.nesterov, truth.nesterov, case, cast=(1,))


@check("velocity_as_sum", points=2)
def sum_of_numbers(student, truth, rng):
    """Gradients that are numbers give the velocity after the last of them."""
    cases = [((1.0, -2.0, 0.5, 3.0, -1.5), 0.1, 0.7), ((4.0, 1.0, 2.0), 0.3, 0.9)]
    return values(student.velocity_as_sum, truth.velocity_as_sum, cases)


@check("velocity_as_sum", points=3)
def sum_of_rows(student, truth, rng):
    """Gradients that are rows give one velocity for each coordinate."""
    rows = (
        (1.0, -2.0, 0.5),
        (3.0, 0.2, -1.0),
        (-0.7, 1.1, 2.0),
        (0.4, -0.3, 1.7),
    )
    plane = ((2.0, 1.0), (0.5, -3.0), (-1.0, 4.0), (2.5, 0.1), (1.5, -0.6), (0.8, 0.9))
    cases = [(rows, 0.2, 0.6), (plane, 0.05, 0.8)]
    return values(student.velocity_as_sum, truth.velocity_as_sum, cases)


@check("velocity_as_sum", points=1)
def sum_leaves_no_traces(student, truth, rng):
    """The gradients stay as they were, and integers are read as floats."""
    case = (((3.0, -1.0), (2.0, 4.0), (-5.0, 1.0)), 0.1, 0.7)
    return invariant(student.velocity_as_sum, truth.velocity_as_sum, case)


@check("largest_stable_lr", points=3)
def bound_with_momentum(student, truth, rng):
    """The bound is right for small and large curvature, for little and much memory."""
    cases = [(2.0, 0.9), (7.0, 0.3)]
    return values(student.largest_stable_lr, truth.largest_stable_lr, cases)


@check("largest_stable_lr", points=1)
def bound_without_momentum(student, truth, rng):
    """Without momentum it is gradient descent's bound."""
    cases = [(5.0, 0.0), (0.4, 0.0)]
    return values(student.largest_stable_lr, truth.largest_stable_lr, cases)


@check("steps_on_valley", points=3)
def valley_along_the_axes(student, truth, rng):
    """Steep in one direction and shallow in the other: who arrives when?"""
    valley = slope(objectives.bowl((1.0, 20.0)))
    cases = [(valley, (5.0, 1.0), 0.03, 0.7, 0.1, 200)]
    return values(student.steps_on_valley, truth.steps_on_valley, cases)


@check("steps_on_valley", points=3)
def valley_across_the_axes(student, truth, rng):
    """In a slanted valley one of the three does not arrive in time."""
    valley = slope(objectives.rotated_bowl((0.5, 15.0), angle=0.7))
    cases = [(valley, (4.0, -3.0), 0.05, 0.8, 0.04, 110)]
    return values(student.steps_on_valley, truth.steps_on_valley, cases)


@check("steps_on_valley", points=1)
def valley_of_a_number(student, truth, rng):
    """A start that is a number works as well, on either side of the minimum."""
    valley = slope(objectives.parabola(curvature=1.5))
    cases = [(valley, -3.0, 0.2, 0.6, 0.02, 60)]
    return values(student.steps_on_valley, truth.steps_on_valley, cases)


@check("steps_on_valley", points=1)
def valley_leaves_no_traces(student, truth, rng):
    """x0 stays as it was, and integers are read as floats."""
    valley = slope(objectives.bowl((1.0, 8.0)))
    case = (valley, (6.0, -2.0), 0.08, 0.6, 0.3, 80)
    return invariant(student.steps_on_valley, truth.steps_on_valley, case, cast=(1,))


@check("axis_behaviour", points=3)
def words_for_each_coordinate(student, truth, rng):
    """Each coordinate is judged by itself, whatever the others do."""
    plane = (
        (4.0, 1.0),
        (3.5, -0.8),
        (3.1, 0.7),
        (2.8, -0.5),
        (2.6, 0.4),
        (2.5, -0.3),
    )
    space = (
        (5.0, 2.0, 9.0),
        (6.0, 1.6, 8.0),
        (5.2, 1.3, 7.5),
        (5.9, 1.1, 7.2),
        (5.4, 1.0, 7.0),
        (5.6, 0.95, 6.9),
        (5.5, 0.92, 6.7),
    )
    return values(student.axis_behaviour, truth.axis_behaviour, [(plane,), (space,)])


@check("axis_behaviour", points=2)
def more_than_half_of_the_pairs(student, truth, rng):
    """It takes more than half of the pairs; half of them is not enough."""
    # Steps in sign: + - + - - - (3 of 5 pairs), + - + + + (2 of 4 pairs), and
    # - + - + - - (4 of 5 pairs) beside + + + - + - (3 of 5 pairs).
    most = ((1.0, 9.0), (2.0, 8.0), (1.5, 7.0), (2.5, 6.0), (2.2, 5.0), (2.1, 4.0))
    half = ((1.0, 0.0), (3.0, 1.0), (2.0, 0.5), (4.0, 1.5), (4.5, 1.0), (5.0, 2.0))
    nearly = (
        (5.0, 1.0),
        (4.0, 2.0),
        (4.5, 3.0),
        (3.0, 4.0),
        (3.2, 3.5),
        (3.1, 4.5),
        (2.0, 4.2),
    )
    few = (1.0, 3.0, 2.0, 3.0, 4.0, 5.0, 6.0)  # 2 of 5 pairs
    cases = [((*most, (2.0, 3.0)),), (half,), (nearly,), (few,)]
    return values(student.axis_behaviour, truth.axis_behaviour, cases)


@check("axis_behaviour", points=1)
def word_for_a_path_of_numbers(student, truth, rng):
    """A path of numbers gives a list of one word."""
    jitter = (2.0, -1.5, 1.2, -0.9, 0.7)
    creep = (2.0, 1.5, 0.5, -0.2, -0.4)
    return values(student.axis_behaviour, truth.axis_behaviour, [(jitter,), (creep,)])


@check("axis_behaviour", points=1)
def behaviour_leaves_no_traces(student, truth, rng):
    """The path stays as it was, and integers are read as floats."""
    path = ((9.0, 1.0), (7.0, -1.0), (4.0, 2.0), (2.0, 1.0), (1.0, 3.0))
    return invariant(student.axis_behaviour, truth.axis_behaviour, (path,))
