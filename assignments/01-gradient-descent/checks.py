"""The public checks of assignment 01."""

import numpy as np

from grader import objectives
from grader.checks import (
    Callback,
    check,
    converges,
    cycles,
    descends,
    diverges,
    invariant,
    rate,
    trajectory,
    values,
)
from grader.checks.calling import observed
from grader.objectives import Derivatives, Objective

from .grounds import (
    _f,
    _f_of_a_number,
    _grad,
    df_of,
    f_of,
)


def hill_between_wells():
    """Return two wells with a maximum between them exactly at 1.5, of value 1."""
    return Objective(
        name="hill between wells",
        formula="f(x) = ¼ (x - 1.5)⁴ - ½ (x - 1.5)² + 1",
        derivatives=Derivatives(
            f=lambda x: (x - 1.5) ** 4 / 4 - (x - 1.5) ** 2 / 2 + 1,
            gradient=lambda x: (x - 1.5) ** 3 - (x - 1.5),
            hessian=lambda x: 3 * (x - 1.5) ** 2 - 1,
        ),
        start=np.float64(1.0),
    )


def pass_between_wells(tilt=0.0):
    """Return two wells in the plane; the saddle is at (1, -2) if nothing is tilted."""
    # With u = x - 1 and v = y + 2; both coordinates are in both slopes.
    return Objective(
        name="pass between wells",
        formula=f"f(x, y) = ¼ u⁴ - ½ u² + ½ (v - ½ u)² + {tilt} u + 1, "
        "u = x - 1, v = y + 2",
        derivatives=Derivatives(
            f=lambda p: (
                (p[0] - 1) ** 4 / 4
                - (p[0] - 1) ** 2 / 2
                + (p[1] + 2 - (p[0] - 1) / 2) ** 2 / 2
                + tilt * (p[0] - 1)
                + 1
            ),
            gradient=lambda p: [
                (p[0] - 1) ** 3 - (p[0] - 1) - (p[1] + 2 - (p[0] - 1) / 2) / 2 + tilt,
                p[1] + 2 - (p[0] - 1) / 2,
            ],
            hessian=lambda p: [[3 * (p[0] - 1) ** 2 - 0.75, -0.5], [-0.5, 1.0]],
        ),
        start=np.zeros(2),
    )


def bottomless():
    """Return a saddle at (1, 2) of value 0.75, with no bottom along y."""
    return Objective(
        name="bottomless saddle",
        formula="f(x, y) = (x - 1)² - (y - 2)² + 0.75",
        derivatives=Derivatives(
            f=lambda p: (p[0] - 1) ** 2 - (p[1] - 2) ** 2 + 0.75,
            gradient=lambda p: [2 * (p[0] - 1), -2 * (p[1] - 2)],
            hessian=lambda _: np.diag([2.0, -2.0]),
        ),
        start=np.zeros(2),
    )


# ------------------------------------------------------------- gradient_descent


@check("gradient_descent", points=3)
def path_in_a_narrow_valley(student, truth, rng):
    """Your path in a narrow valley of the plane follows the rule, step by step."""
    valley = objectives.rotated_bowl((1.0, 20.0), angle=0.5, minimiser=(0.5, -1.0))
    return trajectory(
        student.gradient_descent,
        truth.gradient_descent,
        valley,
        x0=(4.0, 1.0),
        lr=0.04,
        steps=14,
    )


@check("gradient_descent", points=3)
def path_in_three_dimensions(student, truth, rng):
    """Your path in three dimensions follows the rule, also where steps are short."""
    bowl = objectives.rotated_bowl(
        (0.5, 2.0, 9.0), angle=0.7, minimiser=(1.0, -2.0, 0.5)
    )
    return trajectory(
        student.gradient_descent,
        truth.gradient_descent,
        bowl,
        x0=(-1.0, 0.5, 2.5),
        lr=0.15,
        steps=40,
    )


@check("gradient_descent", points=2)
def path_of_a_number(student, truth, rng):
    """A start that is a number gives a path of numbers, in a well that is no bowl."""
    return trajectory(
        student.gradient_descent,
        truth.gradient_descent,
        objectives.tilted_double_well(0.2),
        x0=1.75,
        lr=0.15,
        steps=15,
    )


@check("gradient_descent", points=1)
def no_update_and_one(student, truth, rng):
    """The path of no update is the start alone; one update gives two points."""
    bowl = objectives.rotated_bowl((2.0, 5.0), minimiser=(-0.5, 1.5))
    for steps in (0, 1):
        yield from trajectory(
            student.gradient_descent,
            truth.gradient_descent,
            bowl,
            x0=(3.0, -1.0),
            lr=0.25,
            steps=steps,
        )


@check("gradient_descent", points=2)
def three_fates(student, truth, rng):
    """At curvature 4 the rate decides: shrink, jump to and fro, or run away."""
    bowl = objectives.parabola(curvature=4.0, minimiser=0.5)
    descent = student.gradient_descent
    yield rate(
        descent, bowl, factor=0.8, because="|1 - 4 lr|", x0=2.5, lr=0.05, steps=15
    )
    yield cycles(descent, bowl, because="lr = 2/4", x0=2.5, lr=0.5, steps=12)
    yield diverges(
        descent,
        bowl,
        beyond=400,
        because="1.8^12 = 1157 with lr = 0.7 > 2/4",
        x0=2.5,
        lr=0.7,
        steps=12,
    )


@check("gradient_descent", points=1)
def every_step_descends(student, truth, rng):
    """With lr = 1/L every update lowers f by at least |∇f|²/(2L)."""
    bowl = objectives.rotated_bowl((1.0, 8.0), angle=1.1, minimiser=(2.0, 1.0))
    return descends(student.gradient_descent, bowl, lr=0.125, x0=(-1.0, 3.0), steps=20)


@check("gradient_descent", points=1)
def start_untouched(student, truth, rng):
    """Your x0 stays as it was; integers are read as floats, nothing is remembered."""
    bowl = objectives.rotated_bowl((1.0, 4.0), minimiser=(0.5, -0.5))
    other = (df_of(objectives.parabola()), 3.0, 0.2, 4)
    return invariant(
        student.gradient_descent,
        truth.gradient_descent,
        (observed("grad", bowl, lambda each: each.gradient), (4.0, -3.0), 0.2, 5),
        other=other,
        cast=(1,),
    )


# ---------------------------------------------------------- gradient_descent_1d


@check("gradient_descent_1d", points=3)
def stops_where_the_slope_is_small(student, truth, rng):
    """Your path ends with the first point whose slope is below eps in size."""
    return trajectory(
        student.gradient_descent_1d,
        truth.gradient_descent_1d,
        objectives.tilted_double_well(0.2),
        x0=1.75,
        lr=0.1,
        eps=0.03,
        max_steps=60,
    )


@check("gradient_descent_1d", points=2)
def slopes_below_zero(student, truth, rng):
    """A slope of -3 is not small: from the left, and where the path jumps across."""
    wide = objectives.parabola(curvature=0.5, minimiser=1.0)
    for lr in (0.3, 3.5):
        yield from trajectory(
            student.gradient_descent_1d,
            truth.gradient_descent_1d,
            wide,
            x0=-5.0,
            lr=lr,
            eps=0.107,
            max_steps=60,
        )


@check("gradient_descent_1d", points=2)
def out_of_updates(student, truth, rng):
    """After max_steps updates the path ends, however steep it is there."""
    return trajectory(
        student.gradient_descent_1d,
        truth.gradient_descent_1d,
        objectives.parabola(curvature=2.0, minimiser=-0.5),
        x0=3.0,
        lr=0.02,
        eps=0.05,
        max_steps=13,
    )


@check("gradient_descent_1d", points=1)
def flat_start(student, truth, rng):
    """A start whose slope is small is the whole path; a steeper one is not."""
    for x0 in (1.0, 1.5):
        yield from trajectory(
            student.gradient_descent_1d,
            truth.gradient_descent_1d,
            objectives.parabola(curvature=0.25, minimiser=0.75),
            x0=x0,
            lr=2.0,
            eps=0.125,
            max_steps=20,
        )


@check("gradient_descent_1d", points=1)
def strictly_smaller(student, truth, rng):
    """A slope of exactly eps is not below eps: the path goes on."""
    return trajectory(
        student.gradient_descent_1d,
        truth.gradient_descent_1d,
        objectives.parabola(curvature=2.0, minimiser=0.0),
        x0=4.0,
        lr=0.25,
        eps=0.5,
        max_steps=20,
    )


@check("gradient_descent_1d", points=1)
def ends_where_eps_promises(student, truth, rng):
    """With curvature 4 a slope below eps means an end within eps/4 of the minimum."""
    return converges(
        student.gradient_descent_1d,
        objectives.parabola(curvature=4.0, minimiser=2.0),
        within=0.005,
        because="|x - 2| = |f'(x)|/4 < eps/4",
        x0=-1.0,
        lr=0.2375,
        eps=0.02,
        max_steps=100,
    )


@check("gradient_descent_1d", points=1)
def whole_numbers_and_no_memory(student, truth, rng):
    """Whole numbers are read as floats, and nothing is remembered between calls."""
    bowl = objectives.parabola(curvature=1.5, minimiser=0.25)
    other = objectives.parabola(curvature=2.0)
    return invariant(
        student.gradient_descent_1d,
        truth.gradient_descent_1d,
        (df_of(bowl), 3.0, 0.2, 0.3, 30),
        other=(df_of(other), 2.0, 0.1, 0.5, 6),
        cast=(1,),
    )


# ----------------------------------------------------------------- values_along


@check("values_along", points=2)
def values_of_numbers(student, truth, rng):
    """A path of numbers, up and down: one value of f for each of its points."""
    wells = f_of(objectives.tilted_double_well(0.25))
    cases = [(wells, (1.5, -0.75, 0.25, -1.25, 2.0, -1.0)), (wells, (-1.5,))]
    return values(student.values_along, truth.values_along, cases)


@check("values_along", points=2)
def values_of_points(student, truth, rng):
    """A path of points in the plane: f takes one point, and gives one value for it."""
    bowl = f_of(objectives.rotated_bowl((1.0, 6.0), minimiser=(0.5, -1.0)))
    path = np.array([[2.0, 1.0], [-1.5, 0.5], [0.25, -0.75], [3.0, -2.0], [0.5, 1.25]])
    return values(student.values_along, truth.values_along, [(bowl, path)])


@check("values_along", points=1)
def as_many_points_as_coordinates(student, truth, rng):
    """Three points of three coordinates: the rows are the points."""
    bowl = f_of(objectives.rotated_bowl((1.0, 3.0, 7.0), minimiser=(1.0, 0.0, -2.0)))
    path = np.array([[2.0, 1.0, 0.5], [-1.0, 0.25, 3.0], [0.5, -1.5, -0.75]])
    return values(student.values_along, truth.values_along, [(bowl, path)])


@check("values_along", points=1)
def values_of_a_path_that_ran_away(student, truth, rng):
    """Where f overflows the value is inf, where the path is nan it is nan."""
    bowl = f_of(objectives.parabola(curvature=3.0, minimiser=0.5))
    path = np.array([2.0, -30.0, 1e200, np.nan])
    return values(student.values_along, truth.values_along, [(bowl, path)])


@check("values_along", points=1)
def path_untouched(student, truth, rng):
    """The path stays as it was, and whole numbers have values that are none."""
    wells = f_of(objectives.tilted_double_well(0.3))
    return invariant(
        student.values_along,
        truth.values_along,
        (wells, (3.0, -1.0, 2.0, 1.0)),
        cast=(1,),
    )


# --------------------------------------------------------- study_learning_rates


@check("study_learning_rates", points=3)
def the_rates_of_the_lecture(student, truth, rng):
    """On x² from 1: 0.1, 0.01, 1, 100 and 1000, then others in no order."""
    slope = df_of(objectives.parabola())
    cases = [
        (slope, 1.0, (0.1, 0.01, 1.0, 100.0, 1000.0), 32),
        (slope, 1.0, (1.05, 0.002, 0.9, 0.999), 33),
    ]
    return values(student.study_learning_rates, truth.study_learning_rates, cases)


@check("study_learning_rates", points=2)
def steep_and_flat(student, truth, rng):
    """Only the slope beside the first slope counts, not where x is, nor how large."""
    steep = df_of(objectives.parabola(curvature=64.0, minimiser=8.0))
    flat = df_of(objectives.parabola(curvature=0.5, minimiser=0.0))
    cases = [
        (steep, 40.0, (0.0078125, 0.0001, 0.03125, 0.033), 14),
        (flat, 0.001, (0.0001, 1.0, 4.2), 30),
    ]
    return values(student.study_learning_rates, truth.study_learning_rates, cases)


@check("study_learning_rates", points=2)
def exactly_so_many_updates(student, truth, rng):
    """The word is about the slope after exactly `steps` updates, be they two."""
    slope = df_of(objectives.parabola(curvature=2.0, minimiser=1.0))
    cases = [(slope, 3.0, (0.495, 0.25, 1.0, 0.7), 2), (slope, 3.0, (0.495,), 3)]
    return values(student.study_learning_rates, truth.study_learning_rates, cases)


@check("study_learning_rates", points=2)
def overflow_diverges(student, truth, rng):
    """A path that runs into inf or nan diverges, without an error."""
    slope = df_of(objectives.parabola())
    wells = df_of(objectives.double_well())
    cases = [
        (slope, 1.0, (1000.0,), 94),
        (slope, 1.0, (1000.0,), 110),
        (wells, 3.0, (0.5, 0.1, 1.0), 20),
    ]
    return values(student.study_learning_rates, truth.study_learning_rates, cases)


@check("study_learning_rates", points=2)
def words_in_the_plane(student, truth, rng):
    """In the plane the length of the gradient counts, with all its coordinates."""
    tilted = df_of(objectives.rotated_bowl((1.0, 10.0), minimiser=(0.5, -1.0)))
    straight = df_of(objectives.bowl((1.0, 4.0), minimiser=(0.5, -1.0)))
    uneven = df_of(objectives.bowl((4.0, 0.001), minimiser=(1.0, 2.0)))
    cases = [
        (tilted, (3.0, 2.0), (0.1, 0.22), 70),
        (straight, (2.5, 1.0), (0.5, 0.75, 0.375), 40),
        (uneven, (26.0, 3.0), (0.2,), 20),
    ]
    return values(student.study_learning_rates, truth.study_learning_rates, cases)


@check("study_learning_rates", points=1)
def cycle_that_grew(student, truth, rng):
    """A cycle is one even if its slopes are larger than the first one."""
    wells = df_of(objectives.double_well())
    cases = [(wells, 1.0078125, (0.25, 1.12), 80)]
    return values(student.study_learning_rates, truth.study_learning_rates, cases)


@check("study_learning_rates", points=1)
def rates_untouched(student, truth, rng):
    """Your x0 and lrs stay as they were, and a whole number is a start, too."""
    bowl = objectives.parabola(curvature=2.0, minimiser=0.5)
    other = (df_of(objectives.parabola()), 1.0, (0.01, 0.3), 6)
    return invariant(
        student.study_learning_rates,
        truth.study_learning_rates,
        (df_of(bowl), 3.0, (1.0, 0.2, 0.005, 1.5), 14),
        other=other,
        cast=(1,),
    )


# --------------------------------------------------------------- best_of_starts


@check("best_of_starts", points=3)
def best_of_numbers(student, truth, rng):
    """The end with the least value wins, whatever its start or its way was like."""
    wells = objectives.tilted_double_well(0.2)
    f, df = f_of(wells), df_of(wells)
    cases = [
        (f, df, (1.5, 0.5, -0.25, 0.875), 0.25, 3),
        (f, df, (-1.0, -0.5), 1.1, 4),
        (f, df, (1.25, 0.125), 0.125, 40),
    ]
    return values(student.best_of_starts, truth.best_of_starts, cases)


@check("best_of_starts", points=3)
def best_of_points(student, truth, rng):
    """In the plane each row is a start; you return the end and the value there."""
    wells = pass_between_wells(tilt=0.25)
    starts = np.array([[2.5, 0.5], [1.5, -3.0], [0.5, 1.0], [3.0, -1.0]])
    f, df = f_of(wells), df_of(wells)
    cases = [(f, df, starts, 0.2, 5), (f, df, starts[[0, 3, 1]], 0.2, 12)]
    return values(student.best_of_starts, truth.best_of_starts, cases)


@check("best_of_starts", points=2)
def earlier_start_wins(student, truth, rng):
    """Of starts whose ends have the same value the earlier one wins."""
    wells = objectives.double_well()
    f, df = f_of(wells), df_of(wells)
    cases = [
        (f, df, (0.25, 0.5, -0.5), 0.125, 6),
        (f, df, (-0.5, 0.5, 0.25), 0.125, 6),
    ]
    return values(student.best_of_starts, truth.best_of_starts, cases)


@check("best_of_starts", points=2)
def lost_starts(student, truth, rng):
    """Ends that are not finite, or whose value is not, are passed over."""
    wells, saddle = objectives.double_well(), bottomless()
    starts = np.array([[1.0, 3.0], [1.25, 2.0], [1.0, 2.0]])
    cases = [
        (f_of(wells), df_of(wells), (5.0, 0.375, -6.0), 0.5, 20),
        (f_of(saddle), df_of(saddle), starts, 500.0, 60),
    ]
    return values(student.best_of_starts, truth.best_of_starts, cases)


@check("best_of_starts", points=2)
def stays_where_the_slope_is_zero(student, truth, rng):
    """A start exactly on a saddle or a maximum stays there, and takes part."""
    hill, between = hill_between_wells(), pass_between_wells()
    starts = np.array([[3.0, -1.0], [1.0, -2.0], [2.75, 1.0]])
    cases = [
        (f_of(hill), df_of(hill), (1.5,), 0.25, 30),
        (f_of(hill), df_of(hill), (3.5, 1.5, -0.25), 0.05, 2),
        (f_of(between), df_of(between), starts, 0.03125, 2),
    ]
    return values(student.best_of_starts, truth.best_of_starts, cases)


@check("best_of_starts", points=1)
def starts_untouched(student, truth, rng):
    """The starts stay as they were, and whole numbers are read as floats."""
    wells = objectives.tilted_double_well(0.25)
    other = (f_of(wells), df_of(wells), (1.25, 0.75), 0.1, 3)
    return invariant(
        student.best_of_starts,
        truth.best_of_starts,
        (f_of(wells), df_of(wells), (1.0, -1.0, 0.0), 0.125, 4),
        other=other,
        cast=(2,),
    )


# ------------------------------------------- numerical_gradient, gradient_check


def _number(x):
    return x**3 - 2 * np.sin(x) + 0.5


def _number_slope(x):
    return 3 * x**2 - 2 * np.cos(x)


def _vector(v):
    return v[0] ** 2 * v[1] + np.exp(v[2] / 2) + v[1] ** 3 * v[2] + v[3]


def _vector_slopes(v):
    return np.array(
        [
            2 * v[0] * v[1],
            v[0] ** 2 + 3 * v[1] ** 2 * v[2],
            np.exp(v[2] / 2) / 2 + v[1] ** 3,
            1.0,
        ]
    )


_WEIGHTS = np.array([[1.0, -2.0, 0.5], [3.0, 1.5, -1.0]])


def _matrix(m):
    return np.sum(_WEIGHTS * m**3) + m[0, 1] * m[1, 2] * m[1, 0] - 2.0 * m[0, 2]


def _matrix_slopes(m):
    slopes = 3 * _WEIGHTS * m**2
    slopes[0, 1] += m[1, 2] * m[1, 0]
    slopes[1, 2] += m[0, 1] * m[1, 0]
    slopes[1, 0] += m[0, 1] * m[1, 2]
    slopes[0, 2] -= 2.0
    return slopes


def _quadratic(v):
    return v[0] ** 2 + 3 * v[0] * v[1] - 2 * v[2] ** 2 + v[1] * v[2]


def _bent(v):
    # Slopes of about 1 beside a value of about 400 and a bend of 60.
    return 400 + np.sum(30 * (v - 1) ** 2 + (v - 1) ** 3) + v[0] * v[1] - v[2]


_MATRIX = np.array([[0.75, -1.25, 2.0], [1.5, 0.5, -0.75]])
_BENT_AT = np.array([1.0, 0.984375, 1.03125])


@check("numerical_gradient", points=2)
def gradient_of_a_number(student, truth, rng):
    """For a number x you return a number, right to 1e-6 of its size."""
    f = _f_of_a_number(_number)
    cases = [(f, 2.0), (f, -1.25)]
    return values(
        student.numerical_gradient, truth.numerical_gradient, cases, rtol=1e-6
    )


@check("numerical_gradient", points=3)
def gradient_of_a_vector(student, truth, rng):
    """For a vector you return all the slopes, also where a coordinate is 0."""
    f = _f(_vector, 4)
    cases = [(f, (3.0, 2.0, -1.0, 0.5)), (f, (-1.5, 0.75, 0.0, 0.0))]
    return values(
        student.numerical_gradient, truth.numerical_gradient, cases, rtol=1e-6
    )


@check("numerical_gradient", points=2)
def gradient_of_a_matrix(student, truth, rng):
    """For an array of shape (2, 3) the slopes have that shape, too."""
    cases = [(_f(_matrix, 2, 3), _MATRIX)]
    return values(
        student.numerical_gradient, truth.numerical_gradient, cases, rtol=1e-6
    )


@check("numerical_gradient", points=3)
def two_sides_and_a_fair_step(student, truth, rng):
    """Beside a large value and a strong bend only central differences are right."""
    cases = [(_f(_bent, 3), _BENT_AT), (_f(_bent, 3), _BENT_AT[::-1].copy())]
    return values(
        student.numerical_gradient, truth.numerical_gradient, cases, rtol=1e-6
    )


@check("numerical_gradient", points=1)
def point_untouched(student, truth, rng):
    """Your x stays as it was to the last digit; whole numbers are read as floats."""
    return invariant(
        student.numerical_gradient,
        truth.numerical_gradient,
        (_f(_quadratic, 3), (2.0, -1.0, 3.0)),
        cast=(1,),
    )


def _slightly_off(v):
    # Entries of the right gradient: 12, -3, about 8.3, 1.
    return _vector_slopes(v) + np.array([-3.0, 0.5, -0.25, 0.125])


def _small_ones_off(v):
    # At (0.25, 0.5, -1, 2) the first two entries are smaller than 1.
    return _vector_slopes(v) + np.array([0.0625, -0.375, 0.03125, 0.25])


@check("gradient_check", points=2)
def entries_of_many_sizes(student, truth, rng):
    """Large entries count by their share, small ones by the difference itself."""
    f = _f(_vector, 4)
    cases = [
        (f, _grad(_slightly_off, 4), (3.0, 2.0, -1.0, 0.5)),
        (f, _grad(_small_ones_off, 4), (0.25, 0.5, -1.0, 2.0)),
    ]
    return values(
        student.gradient_check, truth.gradient_check, cases, rtol=1e-5, atol=1e-7
    )


@check("gradient_check", points=2)
def right_and_wrong(student, truth, rng):
    """A right gradient gives less than 1e-6, one with a single wrong entry does not."""

    def one_wrong(m):
        slopes = _matrix_slopes(m)
        slopes[1, 1] = -slopes[1, 1]
        return slopes

    f = _f(_matrix, 2, 3)
    cases = [
        (f, _grad(_matrix_slopes, 2, 3), _MATRIX),
        (f, _grad(one_wrong, 2, 3), _MATRIX),
    ]
    return values(
        student.gradient_check, truth.gradient_check, cases, rtol=1e-5, atol=1e-6
    )


@check("gradient_check", points=1)
def check_at_a_number(student, truth, rng):
    """A number x is fine: 2x for the slope of x³ - 2 sin x, say, is found out."""
    f = _f_of_a_number(_number)
    cases = [(f, Callback(lambda x: 2 * x, "grad", shapes=(None,)), 2.0)]
    cases += [(f, Callback(lambda x: 3 * x**2, "grad", shapes=(None,)), 1.5)]
    return values(
        student.gradient_check, truth.gradient_check, cases, rtol=1e-5, atol=1e-7
    )


@check("gradient_check", points=1)
def checked_point_untouched(student, truth, rng):
    """Your x stays as it was, and whole numbers are read as floats."""

    def grad(v):
        return np.array([2 * v[0] + 3 * v[1], 2 * v[0] + v[2], v[1] - 4 * v[2]])

    return invariant(
        student.gradient_check,
        truth.gradient_check,
        (_f(_quadratic, 3), _grad(grad, 3), (2.0, -1.0, 3.0)),
        cast=(2,),
    )
