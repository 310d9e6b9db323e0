"""The hidden checks of assignment 09: the public ones with other numbers."""

import numpy as np

from grader import objectives
from grader.checks import check, converges, invariant, values
from grader.checks.comparing import Tolerance

from .grounds import (
    BENDS,
    OF_BENDS,
    OF_SLOPES,
    SLOPES,
    at_a_point,
    digits_double,
    eigenpairs,
    exponential,
    exponentials,
    f_of,
    flat_at,
    grad_of,
    hess_of,
    kept,
    newton_path,
    quartic,
    turned_like,
    walled,
)

A2 = np.array([[1.5, 4.0], [4.0, -2.0]])
B2 = np.array([[6.0, 2.5], [2.5, 2.0]])
A3 = np.array([[-1.0, 2.0, 0.5], [2.0, 3.0, -1.5], [0.5, -1.5, 5.0]])
A4 = np.array(
    [
        [1.0, -2.0, 0.5, 1.5],
        [-2.0, 4.0, 1.0, -0.5],
        [0.5, 1.0, 6.0, 2.0],
        [1.5, -0.5, 2.0, -3.0],
    ]
)

# -------------------------------------------------------------------- jacobian


def _three_of_two(v):
    return np.array(
        [v[0] * v[1] ** 2 - v[1], np.cos(v[0]) + 3 * v[1], v[0] ** 2 - 2 * v[0] * v[1]]
    )


def _two_of_four(v):
    return np.array(
        [v[3] * v[0] - np.sin(v[1]) + v[2] ** 2, 4 * v[2] + v[1] * v[3] - v[0] ** 2]
    )


def _three_of_three(v):
    return np.array(
        [np.sin(v[2]) + 2 * v[0], v[0] * v[1] - 5 * v[2], v[1] ** 2 + v[0] * v[2]]
    )


def _one_of_three(v):
    return np.array([v[2] * v[0] ** 2 + 5 * v[1] - np.cos(v[0])])


def _two_of_one(v):
    return np.array([np.sin(v[0]) + v[0] ** 2, 3 * v[0] - v[0] ** 3])


def _bent(v):
    # Values of about 1000, slopes of about 1 and a bend of 1600.
    a, b = v + 0.5
    return np.array(
        [
            900 + 800 * b**2 - b**3 + v[0],
            2 * v[1] - 1100 + 800 * a**2 + v[0] / 2,
            v[0] - 950 + 700 * a * b + 600 * b**2,
        ]
    )


def _quadratics(v):
    return np.array([v[1] ** 2 - 4 * v[2], v[0] * v[1] + v[2] ** 2 + v[0]])


@check("jacobian", points=3)
def jacobian_is_outputs_by_inputs(student, truth, rng):
    """Three outputs of two inputs make three rows; two of four make two."""
    cases = [
        (at_a_point(_three_of_two, 2), (-1.25, 2.5)),
        (at_a_point(_two_of_four, 4), (1.5, 0.5, -2.0, 3.0)),
    ]
    return values(student.jacobian, truth.jacobian, cases, rtol=OF_SLOPES)


@check("jacobian", points=2)
def jacobian_that_is_square(student, truth, rng):
    """With as many outputs as inputs rows are outputs all the same; 0 is a point."""
    f = at_a_point(_three_of_three, 3)
    cases = [(f, (-1.5, 2.0, 0.75)), (f, (1.25, 0.0, 0.0))]
    return values(student.jacobian, truth.jacobian, cases, rtol=OF_SLOPES)


@check("jacobian", points=1)
def jacobian_of_one(student, truth, rng):
    """One output makes one row, one input one column: two axes all the same."""
    cases = [
        (at_a_point(_one_of_three, 3), (1.5, 0.75, -2.0)),
        (at_a_point(_two_of_one, 1), (-1.25,)),
    ]
    return values(student.jacobian, truth.jacobian, cases, rtol=OF_SLOPES)


@check("jacobian", points=2)
def jacobian_beside_large_values(student, truth, rng):
    """Beside large values and strong bends only central differences are right."""
    f = at_a_point(_bent, 2)
    cases = [(f, (-0.4990234375, -0.5)), (f, (-0.501953125, -0.4990234375))]
    return values(student.jacobian, truth.jacobian, cases, rtol=OF_SLOPES)


@check("jacobian", points=1)
def jacobian_leaves_no_trace(student, truth, rng):
    """Your x stays as it was to the last digit; whole numbers are read as floats."""
    case = (at_a_point(_quadratics, 3), (2.0, 3.0, -1.0))
    return kept(student.jacobian, truth.jacobian, case, 1, SLOPES)


# --------------------------------------------------------------------- hessian


def _wavy(v):
    return v[2] ** 2 * v[0] + np.cos(v[0] * v[1]) - v[1] ** 2 * v[2] + v[0] / 4


def _product(v):
    return np.sin(v[0]) * np.exp(v[1] / 2) + v[0] ** 2 * v[1] - v[1] ** 2


def _form(v):
    return v @ A4 @ v / 2 - 2 * v[1] + v[3]


def _of_a_number(v):
    return np.sin(2 * v[0]) + v[0] ** 2 / 4


def _twisted(v):
    # A value of 2 and second derivatives of about 1 beside third ones of 60 and more.
    a, b = v + 0.25
    cubic = 12 * b**3 - 10 * a**3 + 18 * a**2 * b - 16 * a * b**2
    return 2 + cubic + b**2 - a * b / 2


@check("hessian", points=3)
def hessian_in_space(student, truth, rng):
    """All nine second derivatives of a function of three coordinates."""
    f = at_a_point(_wavy, 3)
    cases = [(f, (-1.0, 1.5, 0.75)), (f, (0.5, -1.25, 1.5))]
    return values(student.hessian, truth.hessian, cases, rtol=OF_BENDS)


@check("hessian", points=2)
def hessian_at_zero(student, truth, rng):
    """Coordinates may be 0, and the Hessian of ½ xᵀAx + bᵀx is A everywhere."""
    cases = [
        (at_a_point(_product, 2), (0.0, -1.25)),
        (at_a_point(_product, 2), (0.75, 0.0)),
        (at_a_point(_form, 4), (0.5, -1.0, 0.0, 1.5)),
    ]
    return values(student.hessian, truth.hessian, cases, rtol=OF_BENDS)


@check("hessian", points=1)
def hessian_of_one_coordinate(student, truth, rng):
    """One coordinate makes an array of shape (1, 1)."""
    f = at_a_point(_of_a_number, 1)
    return values(student.hessian, truth.hessian, [(f, (0.5,))], rtol=OF_BENDS)


@check("hessian", points=2)
def hessian_that_changes(student, truth, rng):
    """Beside strong third derivatives only central differences are right."""
    f = at_a_point(_twisted, 2)
    cases = [(f, (-0.2578125, -0.25)), (f, (-0.25, -0.265625))]
    return values(student.hessian, truth.hessian, cases, rtol=OF_BENDS)


@check("hessian", points=1)
def hessian_leaves_no_trace(student, truth, rng):
    """Your x stays as it was to the last digit; whole numbers are read as floats."""
    case = (at_a_point(_wavy, 3), (-1.0, 2.0, 1.0))
    return kept(student.hessian, truth.hessian, case, 1, BENDS)


# ------------------------------------------------------- directional_curvature


@check("directional_curvature", points=2)
def curvature_along_vectors(student, truth, rng):
    """The curvature along vectors that are not of length 1."""
    cases = [
        (A2, (3.0, 1.0)),
        (A3, (1.0, -2.0, 1.5)),
        (A4, (2.0, 0.5, -1.0, 1.5)),
    ]
    return values(student.directional_curvature, truth.directional_curvature, cases)


@check("directional_curvature", points=1)
def curvature_whatever_the_length(student, truth, rng):
    """Neither the length nor the sign of d matters."""
    d = np.array([0.5, 2.0, -1.25])
    cases = [(A3, d), (A3, -d), (A3, d / 50), (A3, 32 * d)]
    return values(student.directional_curvature, truth.directional_curvature, cases)


@check("directional_curvature", points=1)
def curvature_below_zero(student, truth, rng):
    """Matrices of positive entries can curve downwards, and not at all."""
    H = np.array([[2.0, 5.0], [5.0, 3.0]])
    flat = np.array([[1.0, 3.0], [3.0, 9.0]])
    cases = [(H, (-1.0, 1.5)), (H, (2.0, 1.0)), (flat, (3.0, -1.0)), (flat, (1.0, 2.0))]
    # Where the answer is 0, terms as large as the eigenvalues, up to 10, cancel: in
    # single precision some 1e-7 of each is left.
    return values(
        student.directional_curvature, truth.directional_curvature, cases, atol=1e-5
    )


@check("directional_curvature", points=1)
def curvature_leaves_no_trace(student, truth, rng):
    """H and d stay as they were, integers are read as floats, equal calls agree."""
    case = (np.array([[-1.0, 2.0], [2.0, 5.0]]), (1.0, -3.0))
    return invariant(
        student.directional_curvature,
        truth.directional_curvature,
        case,
        other=(B2, (0.5, 2.0)),
        cast=(0, 1),
    )


# ----------------------------------------------------------- curvature_weights


@check("curvature_weights", points=2)
def weights_in_the_plane(student, truth, rng):
    """In the plane: eigenvalues ascending, each with its weight."""
    cases = [
        (np.array([[7.0, 0.0], [0.0, -1.0]]), (5.0, 12.0)),
        (B2, (1.0, 3.0)),
        (A2, (2.0, -0.5)),
    ]
    return values(student.curvature_weights, truth.curvature_weights, cases)


@check("curvature_weights", points=2)
def weights_in_space(student, truth, rng):
    """In three and four dimensions: eigenvectors are columns, weights are squares."""
    cases = [(A3, (1.0, -2.0, 1.5)), (A4, (2.0, 0.5, -1.0, 1.5))]
    return values(student.curvature_weights, truth.curvature_weights, cases)


@check("curvature_weights", points=1)
def weights_along_an_axis(student, truth, rng):
    """Along an eigenvector its eigenvalue has all the weight, whatever the length."""
    H = np.array([[1.0, 3.0], [3.0, 9.0]])  # 0 along (3, -1), 10 along (1, 3)
    cases = [(H, (-6.0, 2.0)), (H, (0.5, 1.5)), (H, (0.0, 8.0))]
    return values(student.curvature_weights, truth.curvature_weights, cases, atol=1e-12)


@check("curvature_weights", points=1)
def weights_leave_no_trace(student, truth, rng):
    """H and d stay as they were, integers are read as floats, equal calls agree."""
    case = (np.array([[-1.0, 2.0], [2.0, 5.0]]), (1.0, -3.0))
    return invariant(
        student.curvature_weights,
        truth.curvature_weights,
        case,
        other=(B2, (0.5, 2.0)),
        cast=(0, 1),
    )


# ------------------------------------------------------------------- eigen_2x2


@check("eigen_2x2", points=3)
def eigen_of_the_lecture(student, truth, rng):
    """Matrices like that of the lecture, which are not symmetric."""
    cases = [
        (np.array([[3.0, 4.0], [1.5, 2.0]]),),
        (np.array([[-1.0, 3.0], [2.5, 1.5]]),),
        (np.array([[4.0, -1.0], [-3.0, 0.5]]),),
    ]
    return eigenpairs(student.eigen_2x2, truth.eigen_2x2, cases)


@check("eigen_2x2", points=2)
def eigen_descends(student, truth, rng):
    """The larger value comes first, also of negative ones and of symmetric matrices."""
    cases = [
        (np.array([[1.5, -3.0], [-3.0, -7.0]]),),
        (np.array([[-2.0, 1.5], [1.0, -5.0]]),),
        (B2,),
    ]
    return eigenpairs(student.eigen_2x2, truth.eigen_2x2, cases)


@check("eigen_2x2", points=2)
def eigen_of_triangles(student, truth, rng):
    """Diagonal and triangular matrices are no exception."""
    cases = [
        (np.array([[-2.0, 0.0], [0.0, 1.5]]),),
        (np.array([[4.0, 0.0], [0.0, 0.5]]),),
        (np.array([[5.0, -2.0], [0.0, 1.0]]),),
        (np.array([[1.0, 2.5], [0.0, 4.0]]),),
        (np.array([[2.0, 0.0], [1.5, -3.0]]),),
    ]
    return eigenpairs(student.eigen_2x2, truth.eigen_2x2, cases)


@check("eigen_2x2", points=1)
def eigen_of_integers(student, truth, rng):
    """A stays as it was, and integers are read as floats."""
    case = (np.array([[1.0, 3.0], [5.0, -2.0]]),)
    return kept(
        student.eigen_2x2, truth.eigen_2x2, case, 0, Tolerance(), like=turned_like
    )


# ------------------------------------------------------------ condition_number


@check("condition_number", points=2)
def condition_of_bowls(student, truth, rng):
    """The ratio of the steepest curvature to the flattest, in some bowls."""
    cases = [
        (B2,),
        (np.diag([0.25, 6.0, 3.0, 1.5]),),
        (np.array([[5.0, -1.0, 1.5], [-1.0, 3.0, 0.5], [1.5, 0.5, 7.0]]),),
        (np.array([[6.0, -40.0], [-40.0, 300.0]]),),
    ]
    return values(student.condition_number, truth.condition_number, cases)


@check("condition_number", points=2)
def condition_where_signs_differ(student, truth, rng):
    """Eigenvalues below zero count by their size: κ is never negative, nor below 1."""
    cases = [
        (np.diag([-9.0, 2.0, 6.0]),),
        (A2,),
        (A4,),
        (np.array([[-4.0, -1.0], [-1.0, -6.0]]),),
    ]
    return values(student.condition_number, truth.condition_number, cases)


@check("condition_number", points=2)
def condition_without_an_inverse(student, truth, rng):
    """Singular matrices give inf, tiny ones do not: what is zero is relative."""
    cases = [
        (np.array([[1.0, 3.0], [3.0, 9.0]]),),
        (np.diag([-4.0, 6.0, 0.0]),),
        (np.zeros((3, 3)),),
        (np.diag([3e-15, 7.0]),),
        (np.diag([2.0, -8e15]),),
        (2e-16 * A3,),
        (np.diag([0.5, 4e4]),),
    ]
    return values(student.condition_number, truth.condition_number, cases)


@check("condition_number", points=1)
def condition_leaves_no_trace(student, truth, rng):
    """H stays as it was, integers are read as floats, equal calls agree."""
    case = (np.array([[-1.0, 2.0], [2.0, 5.0]]),)
    return invariant(
        student.condition_number, truth.condition_number, case, other=(A4,)
    )


# ----------------------------------------------------- classify_critical_point


@check("classify_critical_point", points=2)
def points_of_the_plane(student, truth, rng):
    """In the plane: two of each kind, told by eigenvalues and not by entries."""
    cases = [
        (B2,),
        (np.diag([4.0, 0.0]),),
        (np.array([[2.0, 3.0], [3.0, 1.0]]),),
        (np.array([[-4.0, 1.5], [1.5, -1.0]]),),
        (np.array([[-9.0, 3.0], [3.0, -1.0]]),),
        (np.array([[3.0, -1.5], [-1.5, 1.0]]),),
        (np.array([[-2.0, 1.0], [1.0, -3.0]]),),
        (np.array([[-2.0, 4.0], [4.0, -3.0]]),),
    ]
    return values(student.classify_critical_point, truth.classify_critical_point, cases)


@check("classify_critical_point", points=2)
def points_of_space(student, truth, rng):
    """In space: both signs make a saddle, also beside a curvature of zero."""
    down = np.array([[-2.0, -1.0, 0.5], [-1.0, -5.0, 1.5], [0.5, 1.5, -3.0]])
    cases = [
        (down,),
        (np.diag([-3.0, 4.0, 0.0, -1.0]),),
        (np.diag([0.0, -3.0, -2.0, -1.0]),),
        (A4,),
        (-down,),
        (np.diag([0.0, 4.0, 1.0]),),
        (A3,),
        (np.diag([-2.0, -5.0, 3.0]),),
    ]
    return values(student.classify_critical_point, truth.classify_critical_point, cases)


@check("classify_critical_point", points=2)
def points_of_the_line(student, truth, rng):
    """In one dimension, f'' > 0, f'' < 0, and f'' = 0, which decides nothing."""
    cases = [(np.array([[each]]),) for each in (0.0, -3.0, 0.25, -2e-13)]
    return values(student.classify_critical_point, truth.classify_critical_point, cases)


@check("classify_critical_point", points=2)
def points_nearly_flat(student, truth, rng):
    """What counts as zero is measured by the largest eigenvalue, not by itself."""
    cases = [
        (np.diag([2e-12, -6.0]),),
        (np.diag([-1e-12, -4.0]),),
        (np.diag([-3e-12, 5.0]),),
        (np.diag([8.0, 4e-12]),),
        (np.diag([-5e10, -1.0, -2e-3]),),
        (3e-19 * B2,),
        (3e-19 * A3,),
        (-3e-19 * B2,),
        (np.zeros((2, 2)),),
        (np.diag([-6.0, -2e-4]),),
        (np.diag([-6.0, 2e-4]),),
    ]
    return values(student.classify_critical_point, truth.classify_critical_point, cases)


@check("classify_critical_point", points=1)
def points_leave_no_trace(student, truth, rng):
    """H stays as it was, integers are read as floats, equal calls agree."""
    cases = ([[-2.0, 1.0], [1.0, -3.0]], [[1.0, 2.0], [2.0, 3.0]])
    for H in map(np.array, cases):
        yield from invariant(
            student.classify_critical_point,
            truth.classify_critical_point,
            (H,),
            other=(-H,),
        )


# ---------------------------------------------------------------- taylor_model


@check("taylor_model", points=3)
def model_of_a_move(student, truth, rng):
    """Value, slope and half the curvature, in two, three and four dimensions."""
    cases = [
        (-0.75, (2.0, 3.0), B2, (1.5, -2.0)),
        (3.5, (-1.0, 0.5, 2.0), A3, (2.0, 1.5, -0.5)),
        (1.25, (0.5, -3.0, 1.0, 2.0), A4, (-1.0, 2.0, 0.5, 1.5)),
    ]
    return values(student.taylor_model, truth.taylor_model, cases)


@check("taylor_model", points=1)
def model_leaves_no_trace(student, truth, rng):
    """The arrays stay as they were, integers are read as floats, equal calls agree."""
    case = (3.0, (2.0, 1.0), np.array([[5.0, -1.0], [-1.0, 2.0]]), (1.0, -2.0))
    return invariant(
        student.taylor_model,
        truth.taylor_model,
        case,
        other=(2.0, (1.0, 0.25), A2, (0.5, 2.0)),
        cast=(0, 1, 2, 3),
    )


# -------------------------------------------------------- quadratic_prediction


@check("quadratic_prediction", points=3)
def prediction_of_a_step(student, truth, rng):
    """Steps that are short, long, and against curvature below zero."""
    cases = [
        (-2.5, (2.0, -1.0), B2, 0.7),
        (4.0, (-1.0, 0.5, 2.0), A3, 0.15),
        (1.25, (0.5, -3.0, 1.0, 2.0), A4, 1.3),
    ]
    return values(student.quadratic_prediction, truth.quadratic_prediction, cases)


@check("quadratic_prediction", points=1)
def prediction_leaves_no_trace(student, truth, rng):
    """The arrays stay as they were, integers are read as floats, equal calls agree."""
    case = (3.0, (2.0, 1.0), np.array([[5.0, -1.0], [-1.0, 2.0]]), 5.0)
    return invariant(
        student.quadratic_prediction,
        truth.quadratic_prediction,
        case,
        other=(2.0, (1.0, 0.25), A2, 0.5),
        cast=(0, 1, 2, 3),
    )


# ------------------------------------------------------------------- best_step


@check("best_step", points=2)
def best_step_downhill(student, truth, rng):
    """Where the model bends up along g, also if it bends down elsewhere."""
    cases = [
        ((1.0, -3.0), B2),
        ((2.0, 1.5), A2),
        ((-1.0, 0.5, 2.0), A3),
        ((0.5, -3.0, 1.0, 2.0), A4),
    ]
    return values(student.best_step, truth.best_step, cases)


@check("best_step", points=2)
def best_step_without_end(student, truth, rng):
    """Where the model never bends up along g, the answer is inf, else it is not."""
    H = np.array([[2.0, -5.0], [-5.0, 3.0]])
    cases = [
        ((3.0, -1.0), H),
        ((1.0, 2.0), H),
        ((2.0, 1.0), np.diag([1.0, -4.0])),
        ((0.0, 0.0, 0.0), np.diag([2.0, 3.0, 5.0])),
        ((3.0, 1.0, -2.0), np.zeros((3, 3))),
        ((3.0, -1.0), np.array([[1.0, 3.0], [3.0, 9.0]])),
        ((2.0, -1.0), np.diag([-3.0, -2.0])),
    ]
    return values(student.best_step, truth.best_step, cases)


@check("best_step", points=1)
def best_step_leaves_no_trace(student, truth, rng):
    """The arrays stay as they were, integers are read as floats, equal calls agree."""
    case = ((2.0, 3.0), np.array([[1.0, 2.0], [2.0, 5.0]]))
    return invariant(
        student.best_step,
        truth.best_step,
        case,
        other=((0.25, 2.0), B2),
        cast=(0, 1),
    )


# ---------------------------------------------------------------------- newton


def _curved():
    """Return a convex function of the plane whose Hessian is nowhere diagonal."""
    return exponentials([[0.5, -1.0], [1.0, 0.75], [-1.25, 0.5]], (-1.0, 1.5))


def _steep():
    """Return a convex function whose full Newton steps are too long far out."""
    return exponentials([[1.0, 0.5], [-0.5, 1.0], [0.25, -0.25]], (0.5, -1.0))


def _passes():
    """Return a function of space with a saddle at (-0.5, 1.5, 1)."""
    return quartic((-1.5, 2.5, -3.0), (1.0, 0.5, 0.75), (-0.5, 1.5, 1.0), 0.9)


@check("newton", points=3)
def newton_on_a_curved_function(student, truth, rng):
    """Your path follows the rule where the Hessian changes from point to point."""
    return newton_path(
        student.newton, truth.newton, _curved(), x0=(-0.25, 2.25), steps=4
    )


@check("newton", points=2)
def newton_on_bowls(student, truth, rng):
    """On a quadratic the first step is the last one, however narrow the valley."""
    bowls = [
        (objectives.rotated_bowl((0.5, 60.0), 1.1, (-1.5, 0.5)), (2.0, 3.0)),
        (objectives.rotated_bowl((2.0, 0.25, 9.0), 0.4, (0.5, 1.0, -2.0)), (-1, 2, 3)),
    ]
    for bowl, x0 in bowls:
        yield converges(
            student.newton,
            bowl,
            within=1e-4,
            because="the quadratic model of a quadratic is the function itself",
            x0=x0,
            steps=1,
        )
        yield from newton_path(student.newton, truth.newton, bowl, x0=x0, steps=3)


@check("newton", points=2)
def newton_of_a_number(student, truth, rng):
    """From a start that is a number you get a path of numbers, of shape (steps+1,)."""
    well = objectives.tilted_double_well(-0.15)
    return newton_path(student.newton, truth.newton, well, x0=-1.6, steps=4)


@check("newton", points=2)
def newton_doubles_digits(student, truth, rng):
    """Each update squares the error, but for a factor: the right digits double."""
    return digits_double(
        student.newton,
        exponential(0.75, 3.0),
        0.375,
        "u - 1 + exp(-u) <= ½ u² for u >= 0, where u = 0.75 (x - 3)",
        x0=4.25,
        steps=5,
    )


@check("newton", points=1)
def newton_goes_to_saddles(student, truth, rng):
    """From beside a saddle or a maximum your path goes there, as Newton's does."""
    yield from newton_path(
        student.newton, truth.newton, _passes(), x0=(-0.25, 1.25, 1.25), steps=4
    )
    well = objectives.tilted_double_well(-0.15)
    yield from newton_path(student.newton, truth.newton, well, x0=0.3, steps=4)


@check("newton", points=1)
def newton_leaves_no_trace(student, truth, rng):
    """x0 stays as it was, integers are read as floats, equal calls agree."""
    case = (grad_of(_curved()), hess_of(_curved()), (-1.0, 2.0), 3)
    bowl = objectives.rotated_bowl((2.0, 5.0))
    other = (grad_of(bowl), hess_of(bowl), (1.0, 2.5), 2)
    return invariant(student.newton, truth.newton, case, other=other, cast=(2,))


# --------------------------------------------------------------- damped_newton


@check("damped_newton", points=3)
def damped_on_a_curved_function(student, truth, rng):
    """Your path follows the rule where full steps are too long, and where not."""
    return newton_path(
        student.damped_newton,
        truth.damped_newton,
        _steep(),
        x0=(-3.0, 0.0),
        alpha=0.25,
        beta=0.65,
        steps=5,
    )


@check("damped_newton", points=3)
def damped_leaves_a_saddle(student, truth, rng):
    """From beside a saddle your path goes down, along turned eigenvectors."""
    return newton_path(
        student.damped_newton,
        truth.damped_newton,
        _passes(),
        x0=(-0.25, 1.25, 1.25),
        alpha=0.15,
        beta=0.6,
        steps=4,
    )


@check("damped_newton", points=2)
def damped_of_a_number(student, truth, rng):
    """From a start that is a number, near a maximum, you get a path of numbers."""
    return newton_path(
        student.damped_newton,
        truth.damped_newton,
        objectives.tilted_double_well(-0.15),
        x0=-0.25,
        alpha=0.2,
        beta=0.6,
        steps=5,
    )


@check("damped_newton", points=2)
def damped_at_a_wall(student, truth, rng):
    """Steps to where f is nan or inf are shortened until f is small enough."""
    for outside in (np.nan, np.inf):
        yield from newton_path(
            student.damped_newton,
            truth.damped_newton,
            walled([[0.5, -0.25], [0.75, 1.0]], (1.0, 0.25), outside),
            x0=(4.0, 1.0),
            alpha=0.3,
            beta=0.6,
            steps=3,
        )


@check("damped_newton", points=2)
def damped_without_curvature(student, truth, rng):
    """An eigenvalue of 0 counts as 1e-8: a long step, shortened by the search."""
    yield from newton_path(
        student.damped_newton,
        truth.damped_newton,
        flat_at(-1.0, -1.5),
        x0=-1.0,
        alpha=0.2,
        beta=0.7,
        steps=2,
    )
    # Along x there is a slope without curvature, along y it is a bowl. Nothing is
    # turned, or 1e8 times a rounding would be a part of the step.
    trough = quartic((0.0, 3.0), (1.0, 0.0), (-0.5, 1.0), 0.0, slopes=(-1.25, 0.0))
    yield from newton_path(
        student.damped_newton,
        truth.damped_newton,
        trough,
        x0=(-0.5, 2.25),
        alpha=0.2,
        beta=0.7,
        steps=2,
    )


@check("damped_newton", points=1)
def damped_on_a_saddle(student, truth, rng):
    """Exactly on a saddle there is no slope, and the path stays; beside it, it goes."""
    for x0 in ((0.0, 0.0), (-0.125, 0.75)):
        yield from newton_path(
            student.damped_newton,
            truth.damped_newton,
            objectives.saddle_between_minima(),
            x0=x0,
            alpha=0.25,
            beta=0.7,
            steps=4,
        )


@check("damped_newton", points=1)
def damped_leaves_no_trace(student, truth, rng):
    """x0 stays as it was, integers are read as floats, equal calls agree."""
    place, bowl = _curved(), objectives.rotated_bowl((2.0, 5.0))
    case = (f_of(place), grad_of(place), hess_of(place), (1.0, 2.0), 0.2, 0.7, 3)
    other = (f_of(bowl), grad_of(bowl), hess_of(bowl), (1.0, 2.5), 0.3, 0.6, 1)
    return invariant(
        student.damped_newton, truth.damped_newton, case, other=other, cast=(3,)
    )
