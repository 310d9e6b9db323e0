"""The hidden checks of assignment 06: a twin with other numbers for each public one."""

import numpy as np

from grader.checks import check, invariant, jacobian, quiet, values

from .grounds import (
    TAIL,
    at_the_kink,
    first,
    part,
    qualities,
    second,
    slopes,
    wave,
)

ROW = np.array([2.25, -0.3, -1.8, 0.7, -2.75, 1.2, -0.95, 0.45])
LEFT, RIGHT = -1.15, 0.85
SHEET, BLOCK = wave((4, 2), 0.9, 2.2), wave((3, 4, 2), 2.1, 2.2)
SHAPES = (RIGHT, LEFT, SHEET, BLOCK)
FAR = np.array([1000.0, 0.35, -55.0, -1000.0, 800.0, -0.45, -800.0])
ENDS = (FAR, -1000.0, 1000.0)
WHOLE, OTHER = np.array([-1.0, 2.0, -3.0, 4.0, 1.0]), np.array([2.0, -5.0, 1.0])
ZEROS = (0.0, np.zeros(4), np.zeros((3, 1, 2)))
A, C = 3.5, -1.25
SMALL, LARGE, NEGATIVE = 0.3, 2.5, -0.7
ALPHA, ALPHA_BELOW = 2.3, 0.4


def each_with(inputs, *parameters):
    """Return argument lists with the same parameters."""
    return [(x, *parameters) for x in inputs]


# ------------------------------------------------------------------------------- linear


@check("linear", points=2)
def linear_of_a_row(student, truth, rng):
    """On a row of numbers every entry is a x + c, for several a and c."""
    cases = [(ROW, A, C), (ROW, -0.6, 2.0)]
    return values(student.linear, truth.linear, cases, atol=TAIL)


@check("linear", points=1)
def linear_in_other_shapes(student, truth, rng):
    """A number stays a number; two and three axes keep their shape."""
    cases = each_with(SHAPES, A, C)
    return values(student.linear, truth.linear, cases, atol=TAIL)


@check("linear", points=1)
def linear_leaves_no_traces(student, truth, rng):
    """The input stays as it was, integers are read as floats, equal calls agree."""
    case, other = (WHOLE, A, C), (OTHER, A, C)
    return invariant(student.linear, truth.linear, case, other=other)


@check("linear_derivative", points=2)
def slope_of_linear(student, truth, rng):
    """On a row the derivative is that of a x + c, by differences, in every entry."""
    cases = [(ROW, A, C), (ROW, -0.6, 2.0)]
    return slopes(student.linear_derivative, truth.linear, cases)


@check("linear_derivative", points=1)
def slope_of_linear_in_other_shapes(student, truth, rng):
    """A number stays a number; two and three axes keep their shape."""
    cases = each_with(SHAPES, A, C)
    return values(student.linear_derivative, truth.linear_derivative, cases)


@check("linear_derivative", points=1)
def slope_of_linear_leaves_no_traces(student, truth, rng):
    """The input stays as it was, integers leave a whole, equal calls agree."""
    case, other = (WHOLE, A, C), (OTHER, C, A)
    function, right = student.linear_derivative, truth.linear_derivative
    return invariant(function, right, case, other=other)


# ------------------------------------------------------------------------------ sigmoid


@check("sigmoid", points=2)
def sigmoid_of_a_row(student, truth, rng):
    """On a row of numbers every entry is 1 / (1 + e^(-x))."""
    return values(student.sigmoid, truth.sigmoid, [(ROW,), (3 * ROW,)], atol=TAIL)


@check("sigmoid", points=1)
def sigmoid_in_other_shapes(student, truth, rng):
    """A number stays a number; two and three axes keep their shape."""
    cases = each_with(SHAPES)
    return values(student.sigmoid, truth.sigmoid, cases, atol=TAIL)


@check("sigmoid", points=1)
def sigmoid_far_out(student, truth, rng):
    """Far out, up to ±1000, the values are right and nothing overflows on the way."""
    return quiet(student.sigmoid, truth.sigmoid, each_with(ENDS), atol=TAIL)


@check("sigmoid", points=1)
def sigmoid_leaves_no_traces(student, truth, rng):
    """The input stays as it was, integers are read as floats, equal calls agree."""
    return invariant(student.sigmoid, truth.sigmoid, (WHOLE,), other=(OTHER,))


@check("sigmoid_derivative", points=2)
def slope_of_the_sigmoid(student, truth, rng):
    """On a row the derivative is that of the sigmoid, by differences."""
    return slopes(student.sigmoid_derivative, truth.sigmoid, [(ROW,)])


@check("sigmoid_derivative", points=1)
def slope_of_the_sigmoid_in_other_shapes(student, truth, rng):
    """A number stays a number; two and three axes keep their shape."""
    cases = each_with(SHAPES)
    function, right = student.sigmoid_derivative, truth.sigmoid_derivative
    return values(function, right, cases, atol=TAIL)


@check("sigmoid_derivative", points=1)
def slope_of_the_sigmoid_far_out(student, truth, rng):
    """Far out, up to ±1000, the slopes are right and nothing overflows on the way."""
    function, right = student.sigmoid_derivative, truth.sigmoid_derivative
    return quiet(function, right, each_with(ENDS), atol=TAIL)


@check("sigmoid_derivative", points=1)
def slope_of_the_sigmoid_leaves_no_traces(student, truth, rng):
    """The input stays as it was, integers are read as floats, equal calls agree."""
    function, right = student.sigmoid_derivative, truth.sigmoid_derivative
    return invariant(function, right, (WHOLE,), other=(OTHER,))


# --------------------------------------------------------------------------------- tanh


@check("tanh", points=2)
def tanh_of_a_row(student, truth, rng):
    """On a row of numbers every entry is its hyperbolic tangent."""
    return values(student.tanh, truth.tanh, [(ROW,), (0.2 * ROW,)], atol=TAIL)


@check("tanh", points=1)
def tanh_in_other_shapes(student, truth, rng):
    """A number stays a number; two and three axes keep their shape."""
    return values(student.tanh, truth.tanh, each_with(SHAPES), atol=TAIL)


@check("tanh", points=1)
def tanh_far_out(student, truth, rng):
    """Far out, up to ±1000, the values are right and nothing overflows on the way."""
    return quiet(student.tanh, truth.tanh, each_with(ENDS), atol=TAIL)


@check("tanh", points=1)
def tanh_leaves_no_traces(student, truth, rng):
    """The input stays as it was, integers are read as floats, equal calls agree."""
    return invariant(student.tanh, truth.tanh, (WHOLE,), other=(OTHER,))


@check("tanh_derivative", points=2)
def slope_of_tanh(student, truth, rng):
    """On a row the derivative is that of tanh, by differences."""
    return slopes(student.tanh_derivative, truth.tanh, [(ROW,)])


@check("tanh_derivative", points=1)
def slope_of_tanh_in_other_shapes(student, truth, rng):
    """A number stays a number; two and three axes keep their shape."""
    cases = each_with(SHAPES)
    function, right = student.tanh_derivative, truth.tanh_derivative
    return values(function, right, cases, atol=TAIL)


@check("tanh_derivative", points=1)
def slope_of_tanh_far_out(student, truth, rng):
    """Far out, up to ±1000, the slopes are right and nothing overflows on the way."""
    function, right = student.tanh_derivative, truth.tanh_derivative
    return quiet(function, right, each_with(ENDS), atol=TAIL)


@check("tanh_derivative", points=1)
def slope_of_tanh_leaves_no_traces(student, truth, rng):
    """The input stays as it was, integers are read as floats, equal calls agree."""
    function, right = student.tanh_derivative, truth.tanh_derivative
    return invariant(function, right, (WHOLE,), other=(OTHER,))


# --------------------------------------------------------------------------------- relu


@check("relu", points=2)
def relu_of_a_row(student, truth, rng):
    """On a row what is positive stays, and the rest becomes 0."""
    cases = [(ROW,), (300 * ROW,)]
    return values(student.relu, truth.relu, cases, atol=TAIL)


@check("relu", points=1)
def relu_in_other_shapes(student, truth, rng):
    """A number stays a number; two and three axes keep their shape."""
    return values(student.relu, truth.relu, each_with(SHAPES), atol=TAIL)


@check("relu", points=1)
def relu_leaves_no_traces(student, truth, rng):
    """The input stays as it was, integers are read as numbers, equal calls agree."""
    return invariant(student.relu, truth.relu, (WHOLE,), other=(OTHER,))


@check("relu_derivative", points=2)
def slope_of_relu(student, truth, rng):
    """On a row the derivative is that of ReLU, by differences."""
    return slopes(student.relu_derivative, truth.relu, [(ROW,)])


@check("relu_derivative", points=1)
def slope_of_relu_in_other_shapes(student, truth, rng):
    """A number stays a number; two and three axes keep their shape."""
    cases = each_with(SHAPES)
    return values(student.relu_derivative, truth.relu_derivative, cases)


@check("relu_derivative", points=1)
def slope_of_relu_at_the_kink(student, truth, rng):
    """At 0 it is something from 0 to 1; beside it there is no choice."""
    function, right = student.relu_derivative, truth.relu_derivative
    yield from at_the_kink(function, right, each_with(ZEROS))
    yield from values(function, right, each_with((LEFT, RIGHT)))


@check("relu_derivative", points=1)
def slope_of_relu_leaves_no_traces(student, truth, rng):
    """The input stays as it was, integers are read as numbers, equal calls agree."""
    function, right = student.relu_derivative, truth.relu_derivative
    return invariant(function, right, (WHOLE,), other=(OTHER,))


# --------------------------------------------------------------------------- leaky relu


@check("leaky_relu", points=2)
def leaky_relu_of_a_row(student, truth, rng):
    """On a row the left has the given slope, be it small, larger than 1 or negative."""
    cases = [(ROW, slope) for slope in (SMALL, LARGE, NEGATIVE)]
    return values(student.leaky_relu, truth.leaky_relu, cases, atol=TAIL)


@check("leaky_relu", points=1)
def leaky_relu_in_other_shapes(student, truth, rng):
    """A number stays a number; two and three axes keep their shape."""
    cases = each_with(SHAPES, SMALL)
    return values(student.leaky_relu, truth.leaky_relu, cases, atol=TAIL)


@check("leaky_relu", points=1)
def leaky_relu_leaves_no_traces(student, truth, rng):
    """The input stays as it was, integers are read as floats, equal calls agree."""
    case, other = (WHOLE, SMALL), (OTHER, NEGATIVE)
    return invariant(student.leaky_relu, truth.leaky_relu, case, other=other)


@check("leaky_relu_derivative", points=2)
def slope_of_leaky_relu(student, truth, rng):
    """On a row the derivative is that of the leaky ReLU, by differences."""
    cases = [(ROW, slope) for slope in (SMALL, LARGE, NEGATIVE)]
    return slopes(student.leaky_relu_derivative, truth.leaky_relu, cases)


@check("leaky_relu_derivative", points=1)
def slope_of_leaky_relu_in_other_shapes(student, truth, rng):
    """A number stays a number; two and three axes keep their shape."""
    cases = each_with(SHAPES, SMALL)
    return values(student.leaky_relu_derivative, truth.leaky_relu_derivative, cases)


@check("leaky_relu_derivative", points=1)
def slope_of_leaky_relu_at_the_kink(student, truth, rng):
    """At 0 it is something between the slope and 1, and of the right shape."""
    cases = [*each_with(ZEROS, SMALL), (0.0, LARGE)]
    function, right = student.leaky_relu_derivative, truth.leaky_relu_derivative
    return at_the_kink(function, right, cases)


@check("leaky_relu_derivative", points=1)
def slope_of_leaky_relu_leaves_no_traces(student, truth, rng):
    """The input stays as it was, integers leave the slope whole, equal calls agree."""
    case, other = (WHOLE, SMALL), (OTHER, NEGATIVE)
    function, right = student.leaky_relu_derivative, truth.leaky_relu_derivative
    return invariant(function, right, case, other=other)


# -------------------------------------------------------------------------------- prelu


@check("prelu", points=2)
def prelu_of_a_row(student, truth, rng):
    """On a row the left has the slope alpha, be it small, above 1 or negative."""
    cases = [(ROW, alpha) for alpha in (SMALL, LARGE, NEGATIVE)]
    return values(student.prelu, truth.prelu, cases, atol=TAIL)


@check("prelu", points=1)
def prelu_in_other_shapes(student, truth, rng):
    """A number stays a number; two and three axes keep their shape."""
    cases = each_with(SHAPES, SMALL)
    return values(student.prelu, truth.prelu, cases, atol=TAIL)


@check("prelu", points=1)
def prelu_leaves_no_traces(student, truth, rng):
    """The input stays as it was, integers are read as floats, equal calls agree."""
    case, other = (WHOLE, SMALL), (OTHER, NEGATIVE)
    return invariant(student.prelu, truth.prelu, case, other=other)


@check("prelu_derivative", points=2)
def slope_of_prelu_in_x(student, truth, rng):
    """On a row the first of the pair is the derivative in x, by differences."""
    cases = [(ROW, alpha) for alpha in (SMALL, LARGE, NEGATIVE)]
    return slopes(student.prelu_derivative, truth.prelu, cases, pick=first)


@check("prelu_derivative", points=1)
def slope_of_prelu_in_alpha(student, truth, rng):
    """On a row the second of the pair is the derivative in alpha."""
    cases = [(ROW, SMALL), (ROW, LARGE)]
    function, right = student.prelu_derivative, truth.prelu_derivative
    return part(function, right, cases, second)


@check("prelu_derivative", points=1)
def slopes_of_prelu_in_other_shapes(student, truth, rng):
    """A number gives a pair of numbers; two and three axes keep their shape."""
    cases = each_with(SHAPES, SMALL)
    function, right = student.prelu_derivative, truth.prelu_derivative
    return values(function, right, cases, atol=TAIL)


@check("prelu_derivative", points=1)
def slope_of_prelu_at_the_kink(student, truth, rng):
    """At 0 the derivative in x is something between alpha and 1, that in alpha 0."""
    cases = [*each_with(ZEROS, SMALL), (0.0, LARGE)]
    function, right = student.prelu_derivative, truth.prelu_derivative
    yield from at_the_kink(function, right, cases, pick=first)
    yield from part(function, right, cases[:1], second)


@check("prelu_derivative", points=1)
def slopes_of_prelu_leave_no_traces(student, truth, rng):
    """The input stays as it was, integers are read as floats, equal calls agree."""
    case, other = (WHOLE, SMALL), (OTHER, NEGATIVE)
    function, right = student.prelu_derivative, truth.prelu_derivative
    return invariant(function, right, case, other=other)


# ---------------------------------------------------------------------------------- elu


@check("elu", points=2)
def elu_of_a_row(student, truth, rng):
    """On a row every entry is right, for an alpha above 1 and one below."""
    cases = [(ROW, ALPHA), (ROW, ALPHA_BELOW)]
    return values(student.elu, truth.elu, cases, atol=TAIL)


@check("elu", points=1)
def elu_in_other_shapes(student, truth, rng):
    """A number stays a number; two and three axes keep their shape."""
    cases = each_with(SHAPES, ALPHA)
    return values(student.elu, truth.elu, cases, atol=TAIL)


@check("elu", points=1)
def elu_far_out(student, truth, rng):
    """Far out, up to ±1000, the values are right and nothing overflows on the way."""
    cases = each_with(ENDS, ALPHA)
    return quiet(student.elu, truth.elu, cases, atol=TAIL)


@check("elu", points=1)
def elu_leaves_no_traces(student, truth, rng):
    """The input stays as it was, integers are read as floats, equal calls agree."""
    case, other = (WHOLE, ALPHA), (OTHER, ALPHA_BELOW)
    return invariant(student.elu, truth.elu, case, other=other)


@check("elu_derivative", points=2)
def slope_of_elu(student, truth, rng):
    """On a row the derivative is that of ELU, by differences."""
    cases = [(ROW, ALPHA), (ROW, ALPHA_BELOW)]
    return slopes(student.elu_derivative, truth.elu, cases)


@check("elu_derivative", points=1)
def slope_of_elu_in_other_shapes(student, truth, rng):
    """A number stays a number; two and three axes keep their shape."""
    cases = each_with(SHAPES, ALPHA)
    function, right = student.elu_derivative, truth.elu_derivative
    return values(function, right, cases, atol=TAIL)


@check("elu_derivative", points=1)
def slope_of_elu_far_out(student, truth, rng):
    """Far out, up to ±1000, the slopes are right and nothing overflows on the way."""
    cases = each_with(ENDS, ALPHA)
    function, right = student.elu_derivative, truth.elu_derivative
    return quiet(function, right, cases, atol=TAIL)


@check("elu_derivative", points=1)
def slope_of_elu_at_the_kink(student, truth, rng):
    """At 0 it is something between alpha and 1, and 1 if alpha is 1."""
    cases = [*each_with(ZEROS, ALPHA), (0.0, ALPHA_BELOW), (0.0, 1.0)]
    return at_the_kink(student.elu_derivative, truth.elu_derivative, cases)


@check("elu_derivative", points=1)
def slope_of_elu_leaves_no_traces(student, truth, rng):
    """The input stays as it was, integers are read as floats, equal calls agree."""
    case, other = (WHOLE, ALPHA), (OTHER, ALPHA_BELOW)
    function, right = student.elu_derivative, truth.elu_derivative
    return invariant(function, right, case, other=other)


# ------------------------------------------------------------------------------- maxout

PIECES = (wave((4, 3, 5), 1.7), wave((4, 5), 0.9))
ROWS = wave((6, 3), 2.2, 1.5)
CUBE = (wave((4, 4, 4), 0.3), wave((4, 4), 2.6))
WHOLE_PIECES = (
    np.array([[[2.0, -1.0], [1.0, 3.0]], [[-2.0, 1.0], [3.0, 0.0]]]),
    np.array([[1.0, -2.0], [0.0, 3.0]]),
)
WHOLE_ROWS = np.array([[1.0, -2.0], [-3.0, 1.0], [2.0, 4.0]])


@check("maxout", points=2)
def maxout_of_rows(student, truth, rng):
    """For rows of examples each output is the largest of its pieces."""
    cases = [(ROWS, *PIECES), (ROWS[:1], *PIECES)]
    return values(student.maxout, truth.maxout, cases, atol=TAIL)


@check("maxout", points=1)
def maxout_of_one_example(student, truth, rng):
    """A single example of shape (inputs,) gives outputs of shape (outputs,)."""
    cases = [(row, *PIECES) for row in ROWS[:2]]
    return values(student.maxout, truth.maxout, cases, atol=TAIL)


@check("maxout", points=1)
def maxout_of_other_sizes(student, truth, rng):
    """One piece alone, equal sizes everywhere, and pieces below 0 work as well."""
    W, b = PIECES
    cases = [
        (ROWS, W[1:2], b[1:2]),
        (wave((4, 4), 1.2), *CUBE),
        (ROWS, W, b - 8.0),
    ]
    return values(student.maxout, truth.maxout, cases, atol=TAIL)


@check("maxout", points=1)
def maxout_leaves_no_traces(student, truth, rng):
    """The arguments stay as they were, integers are read as floats, calls agree."""
    case, other = (WHOLE_ROWS, *WHOLE_PIECES), (ROWS, *PIECES)
    return invariant(student.maxout, truth.maxout, case, other=other, cast=(0, 1, 2))


# ------------------------------------------------------------------------------ softmax

SCORES, SQUARE = wave((3, 5), 1.9, 2.0), wave((4, 4), 0.2, 2.0)
SCORE, STACK = wave((4,), 0.8, 2.0), wave((3, 2, 5), 2.4, 2.0)
APART = np.array([[-1.25, 0.5, 0.75], [1.5, 0.25, -2.0], [2.5, 1.0, 0.0]]) + np.array(
    [[-1000.0], [1000.0], [0.0]]
)
SPREAD = np.array([1000.0, -500.0, 999.25, -1000.0, 998.0])
FAR_ROWS = (APART, SPREAD, APART.reshape(3, 1, 3))
WHOLE_SCORES = np.array([[2.0, -1.0, 1.0], [0.0, 3.0, 1.0]])


@check("softmax", points=2)
def softmax_of_rows(student, truth, rng):
    """Each row of a matrix becomes shares that sum to 1, whatever its shape."""
    cases = [(SCORES,), (SQUARE,), (SCORES.T.copy(),)]
    return values(student.softmax, truth.softmax, cases, atol=TAIL)


@check("softmax", points=1)
def softmax_in_other_shapes(student, truth, rng):
    """One row alone, and rows in three axes, are treated along the last axis."""
    cases = [(SCORE,), (STACK,)]
    return values(student.softmax, truth.softmax, cases, atol=TAIL)


@check("softmax", points=2)
def softmax_far_out(student, truth, rng):
    """Rows around -1000, 1000 and 0 keep their shares, and nothing overflows."""
    return quiet(student.softmax, truth.softmax, each_with(FAR_ROWS), atol=TAIL)


@check("softmax", points=1)
def softmax_leaves_no_traces(student, truth, rng):
    """The input stays as it was, integers are read as floats, equal calls agree."""
    case, other = (WHOLE_SCORES,), (SCORES,)
    return invariant(student.softmax, truth.softmax, case, other=other)


@check("softmax_jacobian", points=2)
def jacobian_by_differences(student, truth, rng):
    """Row by row and column by column it agrees with differences of softmax."""
    return jacobian(student.softmax_jacobian, truth.softmax, [SCORE, SCORES[0]])


@check("softmax_jacobian", points=1)
def jacobian_by_numbers(student, truth, rng):
    """Of two and of five scores the whole matrix is right, to seven digits."""
    cases = [(SCORE[:2],), (SCORES[1],), (STACK[2, 0],)]
    function, right = student.softmax_jacobian, truth.softmax_jacobian
    return values(function, right, cases, atol=TAIL)


@check("softmax_jacobian", points=1)
def jacobian_far_out(student, truth, rng):
    """Scores around 1000 and -1000 do no harm, and nothing overflows."""
    cases = each_with((APART[0], APART[1], SPREAD))
    function, right = student.softmax_jacobian, truth.softmax_jacobian
    return quiet(function, right, cases, atol=TAIL)


@check("softmax_jacobian", points=1)
def jacobian_leaves_no_traces(student, truth, rng):
    """The input stays as it was, integers are read as floats, equal calls agree."""
    case, other = (WHOLE_SCORES[0],), (SCORE,)
    function, right = student.softmax_jacobian, truth.softmax_jacobian
    return invariant(function, right, case, other=other)


@check("softmax_vjp", points=2)
def vjp_of_rows(student, truth, rng):
    """Each row of a matrix gets Jᵀ v of its own, whatever the shape."""
    cases = [(SCORES, wave((3, 5), 0.7)), (SQUARE, wave((4, 4), 2.8))]
    return values(student.softmax_vjp, truth.softmax_vjp, cases, atol=TAIL)


@check("softmax_vjp", points=1)
def vjp_in_other_shapes(student, truth, rng):
    """One row alone, and rows in three axes, are treated along the last axis."""
    cases = [(SCORE, wave((4,), 3.0)), (STACK, wave((3, 2, 5), 1.1))]
    return values(student.softmax_vjp, truth.softmax_vjp, cases, atol=TAIL)


@check("softmax_vjp", points=1)
def vjp_far_out(student, truth, rng):
    """Rows around -1000, 1000 and 0 do no harm, and nothing overflows."""
    v = wave((3, 3), 1.5)
    cases = [(APART, v), (SPREAD, wave((5,), 2.0)), (FAR_ROWS[2], v.reshape(3, 1, 3))]
    return quiet(student.softmax_vjp, truth.softmax_vjp, cases, atol=TAIL)


@check("softmax_vjp", points=1)
def vjp_of_a_wide_row(student, truth, rng):
    """A row of 20,000 numbers works: its Jacobian, 3 GB, is never formed."""
    cases = [(wave((20_000,), 2.5, 2.0), wave((20_000,), 0.3))]
    function, right = student.softmax_vjp, truth.softmax_vjp
    # Sums of so many numbers in single precision lose two digits more.
    return values(function, right, cases, single_rtol=1e-3)


@check("softmax_vjp", points=1)
def vjp_leaves_no_traces(student, truth, rng):
    """Both inputs stay as they were, integers are read as floats, equal calls agree."""
    case = (WHOLE_SCORES, np.array([[-3.0, 1.0, 2.0], [4.0, -1.0, 0.0]]))
    other = (SCORES, wave((3, 5), 0.7))
    function, right = student.softmax_vjp, truth.softmax_vjp
    return invariant(function, right, case, other=other, cast=(0, 1))


# --------------------------------------------------------------------------- properties

NAMES = ("linear", "sigmoid", "leaky_relu", "prelu")


@check("properties", points=1)
def who_bends_and_who_rises(student, truth, rng):
    """Of linear, sigmoid, leaky_relu and prelu: which are nonlinear, which monotone."""
    return qualities(student, truth, NAMES, ("nonlinear", "monotone"))


@check("properties", points=1)
def who_has_a_continuous_slope(student, truth, rng):
    """Of linear, sigmoid, leaky_relu and prelu: which have a continuous derivative."""
    return qualities(student, truth, NAMES, ("continuously_differentiable",))


@check("properties", points=1)
def who_is_centred(student, truth, rng):
    """Of linear, sigmoid, leaky_relu and prelu: which are centred at 0, that is odd."""
    return qualities(student, truth, NAMES, ("zero_centred",))


@check("properties", points=2)
def who_levels_out(student, truth, rng):
    """Of linear, sigmoid, leaky_relu and prelu: which saturate, which are bounded."""
    return qualities(student, truth, NAMES, ("saturates", "bounded"))


# --------------------------------------------------------------------------- dead units

LAYER = (wave((4, 6), 1.5), np.array([-9.0, 0.2, -9.0, -0.3, 0.1, -9.0]))
EXAMPLES_OF_FOUR = wave((5, 4), 0.6, 1.5)
TIE = (np.array([[0.0, 2.0, -1.0, 1.0]]), np.array([0.0, -8.0, 2.0, -3.0]))
TIE_ROWS = np.array([[2.0], [4.0]])


@check("dead_units", points=2)
def dead_units_of_layers(student, truth, rng):
    """Some units dead, none and all of them: the indices are right each time."""
    W, b = LAYER
    cases = [
        (W, b, EXAMPLES_OF_FOUR),
        (W, b + 20.0, EXAMPLES_OF_FOUR),
        (W, b - 20.0, EXAMPLES_OF_FOUR),
        (W, 0.05 * b, EXAMPLES_OF_FOUR[:1]),
        (wave((4, 4), 1.1), np.array([-5.0, 0.4, -0.2, -6.0]), wave((4, 4), 2.3)),
    ]
    return values(student.dead_units, truth.dead_units, cases)


@check("dead_units", points=1)
def dead_units_at_zero(student, truth, rng):
    """A unit that reaches exactly 0 is dead, one that goes beyond is not."""
    cases = [(*TIE, TIE_ROWS), (*TIE, TIE_ROWS[:1])]
    return values(student.dead_units, truth.dead_units, cases)


@check("dead_units", points=1)
def dead_units_leave_no_traces(student, truth, rng):
    """The arguments stay as they were, integers are read as floats, calls agree."""
    case, other = (*TIE, TIE_ROWS), (*LAYER, EXAMPLES_OF_FOUR)
    function, right = student.dead_units, truth.dead_units
    return invariant(function, right, case, other=other, cast=(0, 1, 2))
