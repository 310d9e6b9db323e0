"""Public checks of assignment 10."""

import numpy as np

from grader.checks import Task, check, gradient, invariant, jacobian, values

from .grounds import (
    Part,
    Program,
    boxed,
    centre,
    fitted,
    function_of,
    least_squares,
    near_the_optimum,
    newton_pair,
    no_traces,
    on_the_path,
    part,
    said,
    sampler,
    seeds,
    solved,
    stepped,
    two_seeds_for_each_segment,
    walked,
    wave,
    weak_duality,
    when_stopped,
)

# --------------------------------------------------------------------------- convexity

LINE = sampler(lambda rng: float(rng.uniform(-2, 2)))
PLANE = sampler(lambda rng: rng.normal(size=2))
SPACE = sampler(lambda rng: rng.normal(size=3))

SQUARE = function_of(lambda x: x * x, "f(x) = x²")
HILL = function_of(lambda x: 1 - x * x, "f(x) = 1 - x²")
CUBE = function_of(lambda x: x**3, "f(x) = x³")
EXPONENTIAL = function_of(np.exp, "f(x) = exp(x)")


@check("is_convex", points=3)
def functions_of_a_number(student, truth, rng):
    """Bowls are convex, hills and cubes are not."""
    for f, n, seed, want in (
        (SQUARE, 9, 1, True),
        (HILL, 9, 2, False),
        (EXPONENTIAL, 9, 3, True),
        (CUBE, 60, 4, False),
        (CUBE, 60, 5, False),
    ):
        yield said(student, f, LINE, n, seed, want)


@check("is_convex", points=2)
def functions_of_a_vector(student, truth, rng):
    """A saddle is not convex, though many of its segments are; a maximum is."""
    saddle = function_of(lambda x: x[0] * x[1], "f(x) = x₀ x₁", (2,))
    highest = function_of(
        lambda x: max(x[0] - 2 * x[1], 3 * x[2], x[1] + x[2]),
        "f(x) = max(x₀ - 2x₁, 3x₂, x₁ + x₂)",
        (3,),
    )
    for f, sample, n, seed, want in (
        (saddle, PLANE, 60, 6, False),
        (saddle, PLANE, 60, 7, False),
        (highest, SPACE, 15, 8, True),
    ):
        yield said(student, f, sample, n, seed, want)


@check("is_convex", points=2)
def straight_functions(student, truth, rng):
    """Straight and flat functions are convex, whatever rounding says; a kink may be."""
    steep = function_of(lambda x: 3e8 * x + 0.7e8, "f(x) = 3·10⁸ x + 7·10⁷")
    straight = function_of(
        lambda x: 3 * x[0] - 0.7 * x[1] + 1.3, "f(x) = 3x₀ - 0.7x₁ + 1.3", (2,)
    )
    flat = function_of(lambda x: 0.0 * x, "f(x) = 0")
    roof = function_of(lambda x: -abs(x - 0.5), "f(x) = -|x - 0.5|")
    for f, sample, n, seed, want in (
        (straight, PLANE, 8, 9, True),
        (flat, LINE, 4, 10, True),
        (steep, LINE, 8, 11, True),
        (roof, LINE, 60, 12, False),
    ):
        yield said(student, f, sample, n, seed, want)


@check("is_convex", points=1)
def two_ends_for_each_segment(student, truth, rng):
    """Each end of each segment is drawn anew, with a seed of its own."""
    return two_seeds_for_each_segment(student, SQUARE, LINE, 14, 15)


@check("is_convex", points=1)
def seeds_from_rng(student, truth, rng):
    """The seeds are whole numbers below 2**31, and come from rng."""
    return seeds(student, SQUARE, LINE, 7, (13, 14))


# ------------------------------------------------------------------------ the barrier

WALLS = np.array([[1.0, 2.0], [-3.0, 1.0], [0.5, -2.0], [-1.0, -0.7]])
HEIGHTS = np.array([4.0, 3.0, 2.5, 2.0])
ROOM = np.vstack([np.eye(3) + 0.3 * wave((3, 3), 0.4), -np.eye(3), [[0.3, -1, 2]]])
SIDES = np.array([2.0, 1.5, 3.0, 0.75, 1.25, 2.5, 4.0])
POINTS = [
    (WALLS, HEIGHTS, (0.25, -0.5)),
    (WALLS, HEIGHTS, (-0.75, 0.5)),
    (ROOM, SIDES, (0.5, -0.25, 0.3)),
]


@check("log_barrier", points=2)
def value_of_the_barrier(student, truth, rng):
    """The value, in the plane and in space."""
    function, right = Part(student.log_barrier, 0), Part(truth.log_barrier, 0)
    return values(function, right, POINTS)


@check("log_barrier", points=2)
def gradient_of_the_barrier(student, truth, rng):
    """The gradient belongs to the value, by differences."""
    for G, h, x in (POINTS[0], POINTS[2]):
        yield from gradient(
            Task(
                student.log_barrier,
                truth.log_barrier,
                student.log_barrier,
                truth.log_barrier,
                (G, h, np.array(x)),
                at=2,
            ),
            quantities={"m": len(h), "n": len(x)},
            pick=lambda answer: part(answer, 1),
            value=lambda answer: part(answer, 0),
        )


@check("log_barrier", points=2)
def hessian_of_the_barrier(student, truth, rng):
    """The Hessian belongs to the gradient, by differences."""
    for G, h, x in POINTS:
        yield from jacobian(
            Part(student.log_barrier, 2),
            lambda z, G=G, h=h: truth.log_barrier(G, h, z)[1],
            [x],
            before=(G, h),
        )


@check("log_barrier", points=2)
def beyond_the_walls(student, truth, rng):
    """Outside and on a wall: infinity, and nan in the usual shapes."""
    square = np.array([[1.0, 0.0], [0.0, 2.0], [-1.0, 0.0], [0.0, -1.0]])
    limits = np.array([1.0, 3.0, 0.5, 0.25])
    cases = [
        (square, limits, (0.75, 0.5)),
        (square, limits, (2.0, 0.5)),
        (square, limits, (1.0, 0.5)),
        (square, limits, (3.0, -4.0)),
        (ROOM, SIDES, (0.0, 0.0, 9.0)),
        ([[2.0], [-1.0]], (3.0, 1.0), (-4.0,)),
    ]
    cases = [(np.array(G), h, x) for G, h, x in cases]
    return values(student.log_barrier, truth.log_barrier, cases)


@check("log_barrier", points=1)
def barrier_leaves_no_traces(student, truth, rng):
    """The arguments stay as they were, and integers are read as floats."""
    walls = np.array([[1.0, 2.0], [-3.0, 1.0], [0.0, -2.0]])
    case = (walls, (5.0, 4.0, 7.0), (1.0, -2.0))
    return invariant(student.log_barrier, truth.log_barrier, case, cast=(0, 1, 2))


# -------------------------------------------------------------------- the central path

INTERVAL = Program.of([2], [[1], [-1]], [3, 1])
POLYGON = Program.of(
    [1.0, -2.0],
    [[1, 2], [-1, 1.5], [-2, -1], [0.5, -1], [3, 0.4]],
    [4, 3, 3, 2, 6],
)
BODY = Program.of([1.0, -0.5, 0.8], ROOM, SIDES)
WHOLE = Program.of([2, -1], [[1, 2], [-1, 2], [0, -1], [1, 0]], [4, 5, 3, 6])


@check("central_path", points=2)
def path_on_an_interval(student, truth, rng):
    """Between two walls, where the minimiser is known in closed form."""
    yield from walked(student, INTERVAL, (2.5,), (0.5, 4.0, 60.0))


@check("central_path", points=3)
def path_in_a_polygon(student, truth, rng):
    """In a polygon, from the middle towards the best corner."""
    yield from walked(student, POLYGON, (0.0, 0.5), (0.3, 2.0, 17.0, 130.0, 900.0))


@check("central_path", points=2)
def path_from_beside_a_wall(student, truth, rng):
    """In space, from a start close to a wall, with a large t before small ones."""
    start = 0.998 * SIDES[6] / (ROOM[6] @ ROOM[6]) * ROOM[6]
    yield from walked(student, BODY, tuple(start), (250.0, 1.5, 40.0))


@check("central_path", points=1)
def path_leaves_no_traces(student, truth, rng):
    """The arguments stay as they were, and integers are read as floats."""
    ts = (2.0, 30.0)
    return no_traces(
        student.central_path,
        (*WHOLE.all, (-1.0, 1.0), ts),
        lambda answer, where: on_the_path(WHOLE, answer, ts, where),
        integers=(0, 1, 2, 3, 4),
    )


# ------------------------------------------------------------------ the barrier method


@check("barrier_method", points=3)
def within_eps_of_the_minimum(student, truth, rng):
    """The point lies inside, and its objective is within eps of the minimum."""
    for program, x0, t0, mu, eps in (
        (POLYGON, (0.0, 0.5), 0.7, 5.0, 0.02),
        (BODY, (0.0, 0.0, 0.0), 2.0, 3.0, 0.06),
    ):
        answer, where = solved(student, program, x0, t0, mu, eps)
        yield near_the_optimum(program, answer, eps, where)


@check("barrier_method", points=3)
def stops_at_the_right_t(student, truth, rng):
    """The point is that of the first t = t0 · mu^k with m/t < eps."""
    for program, x0, t0, mu, eps in (
        (POLYGON, (0.0, 0.5), 1.5, 2.5, 0.12),
        (BODY, (0.0, 0.0, 0.0), 0.8, 7.0, 0.25),
        (INTERVAL, (2.5,), 3.0, 1.75, 0.015),
    ):
        answer, where = solved(student, program, x0, t0, mu, eps)
        yield centre(program, answer, when_stopped(program, t0, mu, eps), where)


@check("barrier_method", points=2)
def stops_at_the_edge(student, truth, rng):
    """m/t = eps is not enough; and t0 may be enough at once."""
    for program, x0, t0, mu, eps in (
        (INTERVAL, (-0.5,), 0.25, 2.0, 0.5),
        (POLYGON, (0.0, 0.5), 35.0, 4.0, 0.9),
    ):
        answer, where = solved(student, program, x0, t0, mu, eps)
        yield centre(program, answer, when_stopped(program, t0, mu, eps), where)


@check("barrier_method", points=1)
def method_leaves_no_traces(student, truth, rng):
    """The arguments stay as they were, and integers are read as floats."""
    t0, mu, eps = 2.0, 3.0, 1.0

    def judge(answer, where):
        yield centre(WHOLE, answer, when_stopped(WHOLE, t0, mu, eps), where)

    return no_traces(
        student.barrier_method,
        (*WHOLE.all, (-1.0, 1.0), t0, mu, eps),
        judge,
        integers=(0, 1, 2, 3, 4, 5, 6),
    )


# --------------------------------------------------------------- equality constraints

CURVED = np.array([[4.0, 1.0, -0.5], [1.0, 3.0, 0.7], [-0.5, 0.7, 2.0]])


@check("equality_newton_step", points=2)
def steps_along_equations(student, truth, rng):
    """With one equation and with several, d and w solve both rows of the system."""
    root = wave((5, 5), 0.8)
    yield stepped(student, CURVED, [1.5, -2, 0.25], [[1, 2, -1]])
    yield stepped(student, CURVED, [0.5, 1, 3], [[2, 0.5, 1], [-1, 1, 1.5]])
    yield stepped(
        student, root @ root.T + np.eye(5), wave((5,), 2.0), wave((2, 5), 1.1)
    )


@check("equality_newton_step", points=2)
def hessians_of_all_kinds(student, truth, rng):
    """The Hessian has no inverse, or curves downwards: the system has a solution."""
    yield stepped(student, [[1, -1], [-1, 1]], [2, 0.5], [[1, 1]])
    yield stepped(
        student, np.diag([0.0, 2.0, 5.0]), [1, -2, 0.5], [[1, 0.5, 0], [0, 1, 2]]
    )
    yield stepped(
        student, [[-2, 0.5, 0], [0.5, 3, 1], [0, 1, 1.5]], [1, 2, -1], [[3, 0.25, -0.5]]
    )


@check("equality_newton_step", points=1)
def steps_leave_no_traces(student, truth, rng):
    """The arguments stay as they were, and integers are read as floats."""
    H = np.array([[3.0, 1.0, 0.0], [1.0, 4.0, -1.0], [0.0, -1.0, 2.0]])
    g, A = np.array([1.0, -3.0, 2.0]), np.array([[1.0, 2.0, 4.0]])

    def judge(answer, where):
        yield newton_pair(H, g, A, answer, where)

    return no_traces(student.equality_newton_step, (H, g, A), judge, integers=(0, 1, 2))


# --------------------------------------------------------------------- dual and KKT

# Minimise 3x + 4y with x >= 1, y >= 2 and x + 2y <= 9: the optimum is (1, 2), with
# λ = (3, 4, 0).
COSTS = np.array([3.0, 4.0])
BOUNDS = np.array([[-1.0, 0.0], [0.0, -1.0], [1.0, 2.0]])
LEVELS = np.array([-1.0, -2.0, 9.0])


@check("dual_value", points=2)
def multipliers_that_prove(student, truth, rng):
    """Multipliers that satisfy both conditions are worth -hᵀλ, zeros among them."""
    cases = [
        (COSTS, BOUNDS, LEVELS, (3.0, 4.0, 0.0)),
        (COSTS, BOUNDS, LEVELS, (3.5, 5.0, 0.5)),
        ((-2.0, 1.0), BOUNDS, LEVELS, (0.0, 5.0, 2.0)),
        ((3.0,), [[-2.0], [1.0]], (5.0, 1.5), (1.75, 0.5)),
    ]
    cases = [(c, np.array(G), h, lam) for c, G, h, lam in cases]
    return values(student.dual_value, truth.dual_value, cases)


@check("dual_value", points=2)
def multipliers_that_prove_nothing(student, truth, rng):
    """A negative multiplier, or c + Gᵀλ that is not 0: -inf; others are finite."""
    cases = [
        (COSTS, BOUNDS, LEVELS, (4.0, 6.0, 1.0)),
        (COSTS, BOUNDS, LEVELS, (2.75, 3.5, -0.25)),
        (COSTS, BOUNDS, LEVELS, (3.0, 3.5, 0.0)),
        (COSTS, BOUNDS, LEVELS, (-3.0, -4.0, 0.0)),
        (COSTS, BOUNDS, LEVELS, (3.0, 4.0, -1e-12)),
        ((2.0, -4.0), BOUNDS, LEVELS, (0.0, 8.0, 2.0)),
    ]
    return values(student.dual_value, truth.dual_value, cases)


@check("dual_value", points=1)
def multipliers_that_were_computed(student, truth, rng):
    """The sum c + Gᵀλ may be off by 1e-9 of |c|, or by 1e-9 if |c| is below 1."""
    axes = np.array([[-1.0, 0.0], [0.0, -1.0], [1.0, 0.0]])
    h = (2.0, -3.0, 0.5)
    cases = [
        ((3.0, 4.0), axes, h, (3.0, 4.0, 4e-9)),
        ((3.0, 4.0), axes, h, (3.0, 4.0, 6e-9)),
        ((0.03, 0.04), axes, h, (0.03, 0.04, 0.8e-9)),
        ((0.03, 0.04), axes, h, (0.03, 0.04, 1.2e-9)),
        ((0.0, 0.0), axes, h, (0.8e-9, 0.8e-9, 0.0)),
    ]
    return values(student.dual_value, truth.dual_value, cases)


@check("dual_value", points=3)
def weak_and_strong_duality(student, truth, rng):
    """No λ is worth more than a feasible x costs, and the best is worth the minimum."""
    generator = np.random.default_rng(101)
    for program in (
        boxed([1.0, -2.0], [[1, 2], [-1, 1.5]], [2.5, 1.25], 3.0),
        boxed([0.5, 1.0, -0.75], wave((3, 3), 0.9), [1, 1.5, 0.75], 2.0),
    ):
        yield from weak_duality(student, program, generator, 8)


@check("dual_value", points=1)
def bounds_leave_no_traces(student, truth, rng):
    """The arguments stay as they were, and integers are read as floats."""
    case = (COSTS, BOUNDS, LEVELS, (5.0, 8.0, 2.0))
    return invariant(student.dual_value, truth.dual_value, case, cast=(0, 1, 2, 3))


def violations(student, truth, cases):
    """Compare the residual at pairs of x and λ of one program."""
    cases = [(COSTS, BOUNDS, LEVELS, x, lam) for x, lam in cases]
    return values(student.kkt_residual, truth.kkt_residual, cases, atol=1e-9)


@check("kkt_residual", points=2)
def infeasible_points(student, truth, rng):
    """The largest violation is that of a constraint on x."""
    cases = [
        ((-1.5, 2.0), (0.75, 3.75, 0.0)),
        ((2.0, 8.25), (2.5, 1.25, 0.0)),
        ((-0.75, -4.0), (2.0, 0.75, 0.0)),
    ]
    return violations(student, truth, cases)


@check("kkt_residual", points=2)
def negative_multipliers(student, truth, rng):
    """The largest violation is that of a negative multiplier, its slack being 0."""
    cases = [((1.0, 4.0), (1.75, 0.5, -1.25)), ((3.0, 3.0), (0.5, 0.75, -2.75))]
    return violations(student, truth, cases)


@check("kkt_residual", points=2)
def not_stationary(student, truth, rng):
    """The largest violation is an entry of c + Gᵀλ, of either sign."""
    cases = [
        ((1.0, 2.0), (3.0, 1.75, 0.0)),
        ((1.0, 2.0), (7.5, 6.0, 0.0)),
        ((1.25, 2.5), (0.5, 1.25, 0.0)),
        ((1.0, 2.0), (0.25, 6.0, 0.0)),
    ]
    return violations(student, truth, cases)


@check("kkt_residual", points=2)
def slack_without_cause(student, truth, rng):
    """The largest violation is a multiplier beside a slack, row by row."""
    cases = [
        ((2.5, 2.0), (3.0, 4.0, 0.0)),
        ((1.0, 2.0), (4.0, 6.0, 1.0)),
        ((3.0, 2.5), (2.5, 3.0, -0.5)),
        ((1.0, 2.0), (2.25, 2.5, -0.75)),
    ]
    return violations(student, truth, cases)


@check("kkt_residual", points=1)
def nothing_violated(student, truth, rng):
    """At the optimum it is 0, next to it small, whatever the other slacks are."""
    cases = [
        ((1.0, 2.0), (3.0, 4.0, 0.0)),
        ((1.0, 2.125), (3.0, 4.0, 0.0)),
        ((1.0, 2.0), (3.0, 4.25, 0.0)),
    ]
    return violations(student, truth, cases)


@check("kkt_residual", points=1)
def residual_leaves_no_traces(student, truth, rng):
    """The arguments stay as they were, and integers are read as floats."""
    case = (COSTS, BOUNDS, LEVELS, (3.0, 1.0), (2.0, 5.0, 2.0))
    return invariant(
        student.kkt_residual, truth.kkt_residual, case, cast=(0, 1, 2, 3, 4)
    )


# ----------------------------------------------------------------------- least squares


SMALL = np.array([[2.0, 1.0, 0.5], [1.0, 3.0, 1.0], [-0.5, 1.0, 2.0]])


@check("nonnegative_least_squares", points=3)
def least_squares_without_negatives(student, truth, rng):
    """The conditions of the optimum hold, with some entries at 0 and some above."""
    for A, b in least_squares_problems():
        yield fitted(student, A, b)


def least_squares_problems():
    """Yield problems in which cutting off negative entries is not enough."""
    yield SMALL, np.array([3.0, -1.5, 2.0])
    yield wave((9, 4), 0.0), wave((9,), 2.2)
    yield wave((11, 6), 2.2), wave((11,), 0.6)


@check("nonnegative_least_squares", points=2)
def all_or_none(student, truth, rng):
    """If no column helps the answer is 0; if all do, nothing is cut off."""
    A = np.abs(wave((7, 3), 1.9)) + np.vstack([np.eye(3), np.zeros((4, 3))])
    yield fitted(student, A, A @ [0.5, 1.25, 2.0] + 0.1 * wave((7,), 0.2))
    yield fitted(student, A, -np.abs(wave((7,), 0.9)))


@check("nonnegative_least_squares", points=2)
def more_unknowns_than_equations(student, truth, rng):
    """With more columns than rows any x that satisfies the conditions is right."""
    yield fitted(student, wave((3, 5), 0.6), np.array([2.0, -1.0, 0.5]))
    wide = np.array([[2.0, -1.0, 1.0, 0.5], [1.0, 0.5, -2.0, -1.0]])
    yield fitted(student, wide, np.array([-1.0, 2.5]))


@check("nonnegative_least_squares", points=1)
def fits_leave_no_traces(student, truth, rng):
    """The arguments stay as they were, and integers are read as floats."""
    A = np.array([[3.0, 1.0], [1.0, 4.0], [0.0, 3.0]])
    b = np.array([4.0, -3.0, 1.0])

    def judge(answer, where):
        yield least_squares(A, answer, b, where)

    return no_traces(student.nonnegative_least_squares, (A, b), judge, integers=(0, 1))
