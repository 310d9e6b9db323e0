"""The hidden checks of assignment 02: the public ones with other numbers."""

import math

import numpy as np

from grader import objectives
from grader.checks import check, invariant, values

from .grounds import (
    almost,
    answers,
    both_of,
    convexity,
    cubic,
    descent,
    disc,
    f_of,
    holes,
    lemma,
    line,
    logarithm,
    minus_logarithm,
    nothing_below,
    plane,
    searched,
    segment,
    spoiled,
    symmetric,
    tried,
    walked,
)

# --------------------------------------------------------------- lipschitz_step


@check("lipschitz_step", points=2)
def step_from_the_largest(student, truth, rng):
    """The step is 1/L for matrices of two and of three rows."""
    cases = [
        (symmetric((0.8, 6.0), 0.8),),
        (symmetric((1.1, 3.5, 8.0), 0.6),),
        (symmetric((0.05, 0.4), 0.4),),
    ]
    return values(student.lipschitz_step, truth.lipschitz_step, cases)


@check("lipschitz_step", points=2)
def size_of_the_curvature(student, truth, rng):
    """The largest size counts, also where that eigenvalue is negative."""
    cases = [
        (symmetric((2.0, -5.0), 1.0),),
        (symmetric((-3.5, 1.0, 2.0), 0.5),),
        (np.array([[-1.6]]),),
        (symmetric((-4.0, 4.8, 0.5), 0.9),),
    ]
    return values(student.lipschitz_step, truth.lipschitz_step, cases)


@check("lipschitz_step", points=1)
def hessian_untouched(student, truth, rng):
    """H stays as it was, and integers are read as floats."""
    case = (((1.0, 2.0, -4.0), (2.0, -6.0, 1.0), (-4.0, 1.0, 3.0)),)
    return invariant(student.lipschitz_step, truth.lipschitz_step, case)


# ------------------------------------------------------ strong_convexity_factor


@check("strong_convexity_factor", points=3)
def factor_of_bowls(student, truth, rng):
    """The factor is right for round bowls and for narrow ones."""
    cases = [
        (symmetric((1.2, 3.0), 1.1),),
        (symmetric((0.7, 2.0, 2.6), 0.5),),
        (symmetric((0.1, 6.0), 0.7),),
    ]
    return values(student.strong_convexity_factor, truth.strong_convexity_factor, cases)


@check("strong_convexity_factor", points=1)
def factor_of_a_round_bowl(student, truth, rng):
    """Where all eigenvalues are equal nothing is left, where they are not something."""
    cases = [
        (np.diag([0.75, 0.75]),),
        (np.diag([7.0, 3.0, 4.0]),),
        (np.array([[4.2]]),),
    ]
    # In single precision an eigenvalue is right to 1e-7 of itself.
    return values(
        student.strong_convexity_factor,
        truth.strong_convexity_factor,
        cases,
        atol=1e-6,
    )


@check("strong_convexity_factor", points=1)
def bowl_untouched(student, truth, rng):
    """H stays as it was, and integers are read as floats."""
    case = (((6.0, -2.0, 1.0), (-2.0, 9.0, 3.0), (1.0, 3.0, 5.0)),)
    return invariant(
        student.strong_convexity_factor, truth.strong_convexity_factor, case
    )


# -------------------------------------------------------- quadratic_upper_bound


@check("quadratic_upper_bound", points=2)
def bound_of_points(student, truth, rng):
    """Points of two and of three coordinates, far and near."""
    valley = both_of(
        objectives.rotated_bowl((2.0, 7.0), angle=0.9, minimiser=(-1.0, 0.3))
    )
    space = both_of(
        objectives.rotated_bowl((0.7, 3.0, 5.0), angle=0.4, minimiser=(-0.5, 1.0, 2.0))
    )
    cases = [
        (*valley, (1.5, -1.0), (0.3, 2.0), 7.0),
        (*valley, (-2.0, 0.7), (-1.6, 1.2), 1.7),
        (*space, (1.3, -0.4, 0.6), (-1.0, 0.9, 2.2), 5.0),
    ]
    return answers(student.quadratic_upper_bound, truth.quadratic_upper_bound, cases)


@check("quadratic_upper_bound", points=2)
def bound_of_numbers(student, truth, rng):
    """Points that are numbers, in wells that are no bowl."""
    wells = both_of(objectives.tilted_double_well(-0.3))
    flat = both_of(objectives.plateau())
    cases = [
        (*wells, -1.25, 0.8, 3.0),
        (*wells, 1.6, 2.1, 0.4),
        (*flat, -1.2, 0.5, 2.0),
    ]
    return answers(student.quadratic_upper_bound, truth.quadratic_upper_bound, cases)


@check("quadratic_upper_bound", points=1)
def bound_touches(student, truth, rng):
    """At y = x the bound is f(x), for every L."""
    valley = both_of(
        objectives.rotated_bowl((1.5, 4.0), angle=0.4, minimiser=(-0.7, 0.2))
    )
    cases = [
        (*valley, (1.0, -2.0), (1.0, -2.0), 4.0),
        (*valley, (1.0, -2.0), (0.7, -1.2), 0.6),
    ]
    return answers(student.quadratic_upper_bound, truth.quadratic_upper_bound, cases)


@check("quadratic_upper_bound", points=1)
def both_points_untouched(student, truth, rng):
    """Both points stay as they were, and integers are read as floats."""
    valley = both_of(
        objectives.rotated_bowl((2.0, 3.0, 8.0), minimiser=(-0.5, 0.5, 1.5))
    )
    case = (*valley, (-1.0, 3.0, 1.0), (2.0, 1.0, 4.0), 3.5)
    return invariant(
        student.quadratic_upper_bound, truth.quadratic_upper_bound, case, cast=(2, 3)
    )


# ---------------------------------------------------------- descent_lemma_holds


@check("descent_lemma_holds", points=3)
def at_exactly_one_over_l(student, truth, rng):
    """A rate of exactly 1/L keeps the promise, others may not."""
    # On a parabola the promise is kept to the digit, and by no other rate.
    parabola = objectives.parabola(curvature=1.3, minimiser=-0.6)
    valley = objectives.rotated_bowl((0.8, 5.0), angle=1.0, minimiser=(-1.0, 0.7))
    line_, plane_ = both_of(parabola), both_of(valley)
    cases = [
        (*line_, descent(parabola, 1.9, 1 / 1.3, 3), 1.3),
        (*line_, descent(parabola, 1.9, 0.85 / 1.3, 5), 1.3),
        (*line_, descent(parabola, 1.9, 1.2 / 1.3, 5), 1.3),
        (*line_, descent(parabola, 1.9, 0.9 / 1.3, 5), 1.5),
        (*plane_, descent(valley, (3.0, -1.5), 1 / 5, 9), 5.0),
        (*plane_, descent(valley, (3.0, -1.5), 1.95 / 5, 7), 5.0),
        (*plane_, descent(valley, (3.0, -1.5), 0.4 / 5, 7), 5.0),
        (*plane_, descent(valley, (3.0, -1.5), 0.4 / 5, 7), 20.0),
    ]
    return lemma(student.descent_lemma_holds, truth.descent_lemma_holds, cases)


@check("descent_lemma_holds", points=2)
def every_single_step(student, truth, rng):
    """One step that gains too little is one too many: the first, the last, any."""
    wells = both_of(objectives.tilted_double_well(-0.3))
    space = both_of(
        objectives.rotated_bowl((0.4, 1.5, 5.0), angle=1.1, minimiser=(-0.5, 1.0, 2.0))
    )
    good = np.array([[2.0, -1.0, 1.0], [-0.6, 0.4, 0.5], [-0.3, 0.3, 1.4]])
    late = np.vstack([good, [-0.2, 0.3, 1.2]])
    early = np.vstack([[1.9, -0.9, 1.1], good])
    cases = [
        (*wells, (-2.0, -1.0, -0.9), 11.0),
        (*wells, (-2.0, -1.7, -0.9), 11.0),
        (*wells, (-2.0, -1.0, -1.1), 11.0),
        (*wells, (-2.0, -1.2, -1.21, 1.1), 11.0),
        (*wells, (-0.9, 0.2, 0.6, 1.1), 4.0),
        (*space, good, 5.0),
        (*space, late, 5.0),
        (*space, early, 5.0),
    ]
    return lemma(student.descent_lemma_holds, truth.descent_lemma_holds, cases)


@check("descent_lemma_holds", points=2)
def slack_for_rounding(student, truth, rng):
    """A tenth of the slack may be missing, ten times the slack may not."""
    bowl = both_of(objectives.parabola(curvature=2.2))
    cases = [
        (*bowl, (x, almost(2.2, x, 6.0, slacks)), 6.0)
        for x, slacks in ((55.0, 15), (55.0, 0.07), (0.03, 15), (0.03, 0.07), (9.0, 80))
    ]
    return lemma(student.descent_lemma_holds, truth.descent_lemma_holds, cases)


@check("descent_lemma_holds", points=1)
def values_that_are_none(student, truth, rng):
    """Values of nan, and inf after a finite one, keep no promise."""
    f = both_of(minus_logarithm())
    cases = [
        (*f, (1.0, 1.9, 2.5), 1.0),
        (*f, (2.0, 2.6, -2.0), 1.0),
        (*f, (2.0, 2.6, 0.0), 1.0),
        (*f, (2.0, -1.0, 3.0), 1.0),
        (*f, (3.0, 3.4), 1.0),
    ]
    return lemma(student.descent_lemma_holds, truth.descent_lemma_holds, cases)


@check("descent_lemma_holds", points=1)
def path_of_one_point(student, truth, rng):
    """A single point has no step that could fail; two points have one."""
    wells = both_of(objectives.tilted_double_well(-0.3))
    valley = both_of(objectives.rotated_bowl((2.0, 5.0), minimiser=(-0.5, 0.3)))
    cases = [
        (*wells, (-1.5,), 2.0),
        (*wells, (-1.5, -1.4), 2.0),
        (*valley, ((2.0, 2.0),), 1.5),
        (*valley, ((2.0, 2.0), (1.9, 1.9)), 1.5),
    ]
    return lemma(student.descent_lemma_holds, truth.descent_lemma_holds, cases)


@check("descent_lemma_holds", points=1)
def lemma_leaves_no_traces(student, truth, rng):
    """The path stays as it was, and integers are read as floats."""
    valley = both_of(objectives.rotated_bowl((2.0, 4.0), minimiser=(0.25, -0.5)))
    for path in (((-5.0, 4.0), (1.0, -1.0)), ((-5.0, 4.0), (-5.0, 3.0))):
        yield from invariant(
            student.descent_lemma_holds,
            truth.descent_lemma_holds,
            (*valley, path, 4.0),
            cast=(2,),
        )


# ------------------------------------------------------------ convergence_bound


@check("convergence_bound", points=2)
def bound_after_steps(student, truth, rng):
    """Points of two and of three coordinates, early and late."""
    cases = [
        (5.0, (1.2, -2.0), (0.4, 1.5), 9),
        (0.9, (2.0, 0.5, -1.0), (-1.0, 1.3, 0.4), 60),
        (15.0, (0.3, 0.9), (0.6, 0.2), 2),
    ]
    return values(student.convergence_bound, truth.convergence_bound, cases)


@check("convergence_bound", points=1)
def bound_at_the_start(student, truth, rng):
    """Points that are numbers, also before the first step."""
    cases = [(1.7, -2.0, 0.6, 0), (0.4, 2.5, 0.3, 13)]
    return values(student.convergence_bound, truth.convergence_bound, cases)


@check("convergence_bound", points=1)
def bound_leaves_no_traces(student, truth, rng):
    """Both points stay as they were, and integers are read as floats."""
    case = (2.5, (4.0, -1.0, 2.0), (1.0, 1.0, 7.0), 8)
    return invariant(
        student.convergence_bound, truth.convergence_bound, case, cast=(1, 2)
    )


# ----------------------------------------------------------------- backtracking


def downhill(objective, *points):
    """Return points, each with the direction of steepest descent."""
    return [(x, tuple(-objective.gradient(x))) for x in points]


@check("backtracking", points=3)
def search_downhill(student, truth, rng):
    """Along the steepest descent you return the first step that gains enough."""
    valley = objectives.rotated_bowl((0.8, 10.0), angle=1.0, minimiser=(-1.0, 0.4))
    space = objectives.rotated_bowl(
        (0.4, 1.5, 5.0), angle=1.1, minimiser=(-0.5, 1.0, 2.0)
    )
    hills = objectives.himmelblau()
    cases = [
        (*searched(valley), *case, 0.25, 0.75)
        for case in downhill(valley, (-2.0, -3.0), (2.0, 2.6))
    ]
    cases += [
        (*searched(space), *case, 0.2, 0.85)
        for case in downhill(space, (2.0, -1.5, 1.0))
    ]
    cases += [
        (*searched(hills), *case, 0.35, 0.7)
        for case in downhill(hills, (-1.0, 2.0), (2.0, -3.5))
    ]
    return answers(student.backtracking, truth.backtracking, cases)


@check("backtracking", points=3)
def search_along_any_direction(student, truth, rng):
    """Other directions that lead downhill are searched by the same rule."""
    valley = searched(
        objectives.rotated_bowl((1.5, 6.0), angle=0.4, minimiser=(-1.0, 0.5))
    )
    space = searched(
        objectives.rotated_bowl((0.4, 1.5, 5.0), angle=0.9, minimiser=(-0.5, 1.0, 2.0))
    )
    cases = [
        (*valley, (1.0, -1.5), (-5.0, 0.5), 0.3, 0.7),
        (*valley, (1.0, -1.5), (0.4, 6.0), 0.35, 0.8),
        (*valley, (1.0, -1.5), (-0.1, 0.08), 0.4, 0.7),
        (*space, (2.0, -1.5, 1.0), (-4.0, 18.0, 8.0), 0.15, 0.6),
    ]
    return answers(student.backtracking, truth.backtracking, cases)


@check("backtracking", points=2)
def search_of_a_number(student, truth, rng):
    """Point and direction may be numbers, and a search may be long."""
    wells = searched(objectives.tilted_double_well(-0.3))
    steep = searched(objectives.parabola(curvature=25.0, minimiser=-1.0))
    cases = [
        (*wells, -2.2, 7.5, 0.3, 0.75),
        (*wells, 1.9, -1.3, 0.35, 0.8),
        (*steep, 1.0, -60.0, 0.2, 0.9),
        (*wells, 0.2, 2.9, 0.15, 0.7),
    ]
    return answers(student.backtracking, truth.backtracking, cases)


@check("backtracking", points=1)
def equality_is_enough(student, truth, rng):
    """Where both sides are exactly equal the step is good enough."""
    square = searched(objectives.parabola())
    # t d² = 2 (1 - α) |d| at t = 1/4 and t = 1, in binary numbers; beside one that
    # is a little too long.
    cases = [
        (*square, -1.0, 6.0, 0.25, 0.25),
        (*square, -1.0, 1.5, 0.25, 0.125),
        (*square, -1.0, 1.625, 0.25, 0.125),
    ]
    return answers(student.backtracking, truth.backtracking, cases)


@check("backtracking", points=2)
def search_out_of_the_domain(student, truth, rng):
    """Steps to where f is inf, -inf or nan are too long."""
    cases = [
        (*searched(logarithm(3.0, outside)), 2.5, -6.0, 0.3, 0.7)
        for outside in (math.inf, math.nan, -math.inf)
    ]
    cases += [
        (*searched(disc((-2.0, 2.5), outside)), (0.1, 0.4), (1.5, -1.2), 0.2, 0.8)
        for outside in (math.nan, -math.inf)
    ]
    return answers(student.backtracking, truth.backtracking, cases)


@check("backtracking", points=3)
def trials_in_order(student, truth, rng):
    """You ask f at x + t d for t = 1, β, β², … in this order, up to your t."""
    valley = objectives.rotated_bowl((0.8, 10.0), angle=1.0, minimiser=(-1.0, 0.4))
    search = (student.backtracking, truth.backtracking)
    start = (-2.0, -3.0)
    ((_, downwards),) = downhill(valley, start)
    yield tried(*search, valley, x=start, direction=downwards, alpha=0.25, beta=0.8)
    yield tried(*search, valley, x=start, direction=(6.0, 8.0), alpha=0.3, beta=0.7)
    wells = objectives.tilted_double_well(-0.3)
    yield tried(*search, wells, x=-2.2, direction=7.5, alpha=0.2, beta=0.75)
    yield tried(
        *search,
        logarithm(3.0, -math.inf),
        x=2.0,
        direction=-5.0,
        alpha=0.2,
        beta=0.8,
    )


@check("backtracking", points=1)
def search_leaves_no_traces(student, truth, rng):
    """Point and direction stay as they were, and integers are read as floats."""
    valley = searched(
        objectives.rotated_bowl((2.0, 3.0, 8.0), minimiser=(-0.5, 0.5, 1.5))
    )
    case = (*valley, (-3.0, 2.0, 3.0), (4.0, -2.0, -5.0), 0.2, 0.7)
    other = (*valley, (1.0, 3.0, 1.0), (-2.0, -6.0, 1.0), 0.3, 0.8)
    return invariant(
        student.backtracking, truth.backtracking, case, other=other, cast=(2, 3)
    )


# --------------------------------------------------------- exact_step_quadratic


@check("exact_step_quadratic", points=2)
def exact_step_downhill(student, truth, rng):
    """Along the steepest descent of quadratics in the plane and in space."""
    A, b = symmetric((0.8, 5.0), 1.0), np.array([-1.0, 3.0])
    B, c = symmetric((0.4, 1.5, 7.0), 0.6), np.array([0.5, -2.0, 1.2])
    cases = [(A, b, x, tuple(b - A @ x)) for x in ((2.0, -1.5), (0.6, 3.0))]
    cases += [(B, c, x, tuple(c - B @ x)) for x in ((-2.0, 0.5, 1.4),)]
    return values(student.exact_step_quadratic, truth.exact_step_quadratic, cases)


@check("exact_step_quadratic", points=3)
def exact_step_anywhere(student, truth, rng):
    """Along any direction, also uphill, also where A has a negative eigenvalue."""
    A, b = symmetric((0.8, 5.0), 1.0), (-1.0, 3.0)
    B, c = symmetric((-0.8, 3.0, 5.0), 0.5), (0.5, -2.0, 1.2)
    cases = [
        (A, b, (2.0, -1.5), (1.0, 2.5)),
        (A, b, (2.0, -1.5), (3.0, -0.7)),
        (A, b, (0.0, 0.0), (2.0, 0.6)),
        (B, c, (0.6, 1.0, -2.0), (0.4, 2.0, 1.5)),
        (B, c, (2.0, -0.7, 1.0), (0.5, 3.0, 1.0)),
    ]
    return values(student.exact_step_quadratic, truth.exact_step_quadratic, cases)


@check("exact_step_quadratic", points=1)
def nothing_to_gain(student, truth, rng):
    """At the best point of the line the step is 0, beside it it is not."""
    A, b = np.array([[5.0, -1.0], [-1.0, 2.0]]), (7.0, 4.0)
    cases = [
        (A, b, (2.0, 3.0), (1.0, 4.0)),
        (A, b, (2.0, 3.5), (1.0, 4.0)),
        (A, b, (3.0, 4.0), (-0.25, 1.0)),
    ]
    return values(
        student.exact_step_quadratic, truth.exact_step_quadratic, cases, atol=1e-6
    )


@check("exact_step_quadratic", points=1)
def quadratic_untouched(student, truth, rng):
    """All arrays stay as they were, and integers are read as floats."""
    matrix = ((5.0, -1.0, 2.0), (-1.0, 4.0, 1.0), (2.0, 1.0, 7.0))
    case = (matrix, (2.0, 1.0, -3.0), (1.0, -2.0, 3.0), (1.0, 3.0, -4.0))
    return invariant(
        student.exact_step_quadratic,
        truth.exact_step_quadratic,
        case,
        cast=(0, 1, 2, 3),
    )


# ---------------------------------------------------- descent_with_backtracking


@check("descent_with_backtracking", points=4)
def searched_path_in_a_valley(student, truth, rng):
    """Your path in a slanted valley follows the rule, update by update."""
    return walked(
        student.descent_with_backtracking,
        truth.descent_with_backtracking,
        objectives.rotated_bowl((0.7, 8.0), angle=1.0, minimiser=(-1.0, 0.4)),
        x0=(-1.1, -1.2),
        alpha=0.4,
        beta=0.7,
        eps=0.1,
        max_steps=12,
    )


@check("descent_with_backtracking", points=3)
def searched_path_between_hills(student, truth, rng):
    """Where the curvature changes, so do your steps; and in space."""
    hills = objectives.himmelblau()
    space = objectives.rotated_bowl(
        (0.5, 2.0, 6.0), angle=0.7, minimiser=(1.0, -2.0, 0.5)
    )
    for objective, x0, alpha, beta in (
        (hills, (0.8, -2.7), 0.1, 0.6),
        (space, (-3.3, -2.8, -2.8), 0.4, 0.6),
    ):
        yield from walked(
            student.descent_with_backtracking,
            truth.descent_with_backtracking,
            objective,
            x0=x0,
            alpha=alpha,
            beta=beta,
            eps=0.2,
            max_steps=11,
        )


@check("descent_with_backtracking", points=2)
def searched_path_of_a_number(student, truth, rng):
    """A start that is a number gives a path of numbers, of shape (k+1,)."""
    wells, flat = objectives.tilted_double_well(-0.3), objectives.plateau()
    for objective, x0, alpha, beta, eps in (
        (wells, 3.3, 0.1, 0.7, 0.3),
        (flat, -2.4, 0.15, 0.8, 0.1),
    ):
        yield from walked(
            student.descent_with_backtracking,
            truth.descent_with_backtracking,
            objective,
            x0=x0,
            alpha=alpha,
            beta=beta,
            eps=eps,
            max_steps=12,
        )


@check("descent_with_backtracking", points=2)
def stops_where_it_is_flat(student, truth, rng):
    """The path ends at the first gradient of length eps or less, be it the start's."""
    square = objectives.parabola()
    bowl = objectives.bowl((3.0, 2.0), minimiser=(-1.0, 1.0))
    # From 2 the search halves x (t = 1/4); the gradients are 4, 2, 1, … exactly.
    for objective, x0, eps in (
        (square, -2.0, 1.0),
        (square, 2.0, 0.75),
        (square, 2.0, 4.0),
        (square, -2.0, 3.75),
        (bowl, (-0.4, 1.7), 2.1),
        (bowl, (-0.4, 1.7), 2.4),
    ):
        yield from walked(
            student.descent_with_backtracking,
            truth.descent_with_backtracking,
            objective,
            x0=x0,
            alpha=0.125,
            beta=0.25,
            eps=eps,
            max_steps=30,
        )


@check("descent_with_backtracking", points=1)
def out_of_searches(student, truth, rng):
    """After max_steps updates the path ends, however steep it is there."""
    for max_steps in (1, 3):
        yield from walked(
            student.descent_with_backtracking,
            truth.descent_with_backtracking,
            objectives.rotated_bowl((0.7, 8.0), angle=0.6, minimiser=(-1.0, 0.4)),
            x0=(2.0, -1.0),
            alpha=0.3,
            beta=0.7,
            eps=0.01,
            max_steps=max_steps,
        )


@check("descent_with_backtracking", points=1)
def searched_path_in_a_domain(student, truth, rng):
    """Where f is inf, -inf or nan out of its domain, your path stays inside."""
    for objective, x0 in (
        (disc((-2.0, 2.5), math.nan), (0.5, -0.3)),
        (disc((-2.0, 2.5), math.inf), (0.5, -0.3)),
        (logarithm(4.0, math.nan), 0.7),
        (logarithm(4.0, -math.inf), 0.7),
    ):
        yield from walked(
            student.descent_with_backtracking,
            truth.descent_with_backtracking,
            objective,
            x0=x0,
            alpha=0.15,
            beta=0.7,
            eps=0.3,
            max_steps=3,
        )


@check("descent_with_backtracking", points=3)
def every_search_begins_at_one(student, truth, rng):
    """You ask f at the trial points of each search in turn, each from t = 1 on."""
    search = (student.descent_with_backtracking, truth.descent_with_backtracking)
    yield tried(
        *search,
        objectives.rotated_bowl((0.7, 8.0), angle=1.0, minimiser=(-1.0, 0.4)),
        x0=(-1.0, -2.3),
        alpha=0.4,
        beta=0.8,
        eps=0.1,
        max_steps=5,
    )
    yield tried(
        *search,
        objectives.tilted_double_well(0.2),
        x0=3.5,
        alpha=0.15,
        beta=0.75,
        eps=0.2,
        max_steps=8,
    )


@check("descent_with_backtracking", points=1)
def searched_path_leaves_no_traces(student, truth, rng):
    """x0 stays as it was, integers are read as floats, a second call starts afresh."""
    valley = objectives.rotated_bowl((2.0, 5.0), minimiser=(-0.5, 0.5))
    other = objectives.parabola(curvature=4.0)
    return invariant(
        student.descent_with_backtracking,
        truth.descent_with_backtracking,
        (*searched(valley), (-3.0, 4.0), 0.2, 0.8, 0.1, 4),
        other=(*searched(other), 1.0, 0.3, 0.7, 0.1, 3),
        cast=(2,),
    )


# ----------------------------------------------------------- violates_convexity


@check("violates_convexity", points=3)
def above_the_chord(student, truth, rng):
    """On segments of numbers you return the first θ above the chord, or None."""
    bend = f_of(cubic(-2.0, 1.0))
    wells = f_of(objectives.tilted_double_well(-0.3))
    flat = f_of(objectives.plateau())
    cases = [
        (bend, 1.8, -2.2, 5),
        (bend, 0.9, -0.6, 7),
        (bend, -1.5, 0.1, 6),
        (wells, -1.6, 1.1, 7),
        (wells, -1.2, 1.5, 5),
        (wells, -2.0, -0.9, 5),
        (flat, -2.4, 0.6, 7),
    ]
    return convexity(student.violates_convexity, truth.violates_convexity, cases)


@check("violates_convexity", points=2)
def above_the_chord_in_the_plane(student, truth, rng):
    """The same for points: a saddle, a bowl, and four minima."""
    saddle = f_of(objectives.saddle())
    monkey = f_of(objectives.monkey_saddle())
    bowl = f_of(objectives.rotated_bowl((2.0, 5.0), minimiser=(-0.5, 0.3)))
    hills = f_of(objectives.himmelblau())
    cases = [
        (saddle, (-0.6, 1.5), (0.2, -1.3), 5),
        (saddle, (-1.5, 0.6), (1.0, 0.9), 5),
        (monkey, (1.2, -2.3), (-2.3, 1.8), 8),
        (bowl, (-2.0, 1.5), (1.0, -0.5), 6),
        (hills, (1.2, 0.5), (1.7, -2.4), 9),
        (hills, (4.5, 5.0), (5.5, 2.0), 5),
    ]
    return convexity(student.violates_convexity, truth.violates_convexity, cases)


@check("violates_convexity", points=2)
def straight_lines(student, truth, rng):
    """A straight line violates nothing, whatever rounding does; more than that does."""
    slope = f_of(line(-0.7, 0.3))
    flat, height = line(0.0, 0.0), line(0.0, 8000.0)
    high = f_of(line(3000.7, -0.9))
    tilted = f_of(plane((-0.9, 1.1), 0.7))
    cases = [
        (slope, -0.3, 1.7, 11),
        (high, -2.3, 5.1, 11),
        (tilted, (1.3, -0.7), (-0.1, 2.9), 11),
        (f_of(spoiled(flat, 0.25, 0.05, 7e-11)), 1.0, 0.0, 7),
        (f_of(spoiled(flat, 0.25, 0.05, 1.5e-8)), 1.0, 0.0, 7),
        (f_of(spoiled(height, 0.25, 0.05, 8000 + 6e-7)), 1.0, 0.0, 7),
        (f_of(spoiled(height, 0.25, 0.05, 8000 + 9e-5)), 1.0, 0.0, 7),
    ]
    return convexity(student.violates_convexity, truth.violates_convexity, cases)


@check("violates_convexity", points=1)
def not_finite_beside_the_chord(student, truth, rng):
    """A value of inf between finite ends violates, nan and infinite ends do not."""
    flat, bend = line(0.0, 0.0), cubic(-1.0, 0.0)
    bowl = objectives.parabola(curvature=2.0, minimiser=-0.25)
    cases = [
        (f_of(spoiled(flat, 0.5, 0.05, math.inf)), 2.0, 0.0, 3),
        (f_of(spoiled(flat, 0.5, 0.05, math.nan)), 2.0, 0.0, 3),
        (f_of(spoiled(bend, -0.2, 0.1, math.nan)), 2.3, -0.7, 5),
        (f_of(nothing_below(bowl, -0.5, math.inf)), -2.0, 3.0, 6),
        (f_of(nothing_below(bend, 0.0, math.inf)), 1.5, -1.0, 6),
    ]
    return convexity(student.violates_convexity, truth.violates_convexity, cases)


@check("violates_convexity", points=1)
def ends_untouched(student, truth, rng):
    """Both points stay as they were, and integers are read as floats."""
    saddle = f_of(objectives.saddle())
    for x, y in (((-2.0, 1.0), (2.0, 2.0)), ((1.0, -3.0), (0.0, 4.0))):
        yield from invariant(
            student.violates_convexity,
            truth.violates_convexity,
            (saddle, x, y, 4),
            cast=(1, 2),
        )


# --------------------------------------------------------------- segment_inside


def gap(low, high):
    """Return the set of all numbers but those between two."""
    return holes(lambda x: not low < x < high, f"x < {low:g} or x > {high:g}")


def ring():
    """Return the ring 0.9 ≤ |p| ≤ 2.1 in the plane."""
    return holes(lambda p: 0.9 <= np.hypot(*p) <= 2.1, "0.9 <= |p| <= 2.1", 2)


@check("segment_inside", points=2)
def segment_of_numbers(student, truth, rng):
    """All n points count, and no others: those that fall into a gap, or beside it."""
    cases = [
        (gap(0.55, 0.7), 0.0, 1.0, 6),
        (gap(0.55, 0.7), 0.0, 1.0, 5),
        (gap(0.7, 0.77), 0.0, 1.0, 5),
        (gap(0.7, 0.77), 0.0, 1.0, 4),
        (gap(0.4, 1.3), -2.0, 4.0, 7),
        (gap(-0.9, -0.7), 2.0, -2.0, 11),
        (gap(1.5, 1.7), 2.0, -2.0, 11),
    ]
    return segment(student.segment_inside, truth.segment_inside, cases)


@check("segment_inside", points=3)
def segment_of_points(student, truth, rng):
    """Segments in the plane and in space: through a hole, past it, out of the set."""
    half = holes(lambda p: 2 * p[0] + p[1] - p[2] <= 1, "2x + y - z <= 1", 3)
    cases = [
        (ring(), (0.3, -1.6), (0.1, 1.7), 8),
        (ring(), (-1.5, 0.4), (-0.6, -1.7), 8),
        (ring(), (1.7, -0.6), (1.5, 0.9), 7),
        (half, (0.3, -0.5, 1.0), (-1.0, 0.4, -0.6), 9),
        (half, (0.3, -0.5, 1.0), (1.0, 0.4, 0.6), 9),
    ]
    return segment(student.segment_inside, truth.segment_inside, cases)


@check("segment_inside", points=1)
def ends_belong_to_the_segment(student, truth, rng):
    """Both ends are tried, for n = 2 nothing else is."""
    upper = holes(lambda x: x >= -1.6, "x >= -1.6")
    cases = [
        (upper, 1.0, -1.7, 9),
        (upper, -1.7, 1.0, 9),
        (upper, -1.5, 1.0, 9),
        (gap(-1.5, 0.8), 1.0, -2.0, 2),
        (upper, -1.7, 1.0, 2),
    ]
    return segment(student.segment_inside, truth.segment_inside, cases)


@check("segment_inside", points=1)
def segment_untouched(student, truth, rng):
    """Both points stay as they were, and integers are read as floats."""
    for x, y in (((1.0, 0.0), (0.0, -2.0)), ((1.0, -1.0), (-1.0, 1.0))):
        yield from invariant(
            student.segment_inside,
            truth.segment_inside,
            (ring(), x, y, 4),
            cast=(1, 2),
        )
