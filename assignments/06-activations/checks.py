"""The public checks of assignment 06.

Inputs of kinked functions keep away from the kink, where answers may differ, except in
the checks that are about it.
"""

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

ROW = np.array([-2.5, -1.25, -0.4, 0.3, 0.9, 1.75, 3.0])
LEFT, RIGHT = -0.7, 1.3
SHEET, BLOCK = wave((2, 3), 0.4, 2.0), wave((2, 3, 4), 1.1, 2.0)
SHAPES = (RIGHT, LEFT, SHEET, BLOCK)
FAR = np.array([-1000.0, -40.0, -0.75, 0.6, 40.0, 1000.0])
ENDS = (FAR, -1000.0, 1000.0)
WHOLE, OTHER = np.array([3.0, -2.0, 1.0, -4.0]), np.array([-1.0, 2.0, 5.0, -3.0])
ZEROS = (0.0, np.zeros(3), np.zeros((2, 3)))
A, C = -2.5, 0.75
SMALL, LARGE, NEGATIVE = 0.2, 3.0, -0.5
ALPHA, ALPHA_BELOW = 1.7, 0.6


def each_with(inputs, *parameters):
    """Return argument lists with the same parameters."""
    return [(x, *parameters) for x in inputs]


# ------------------------------------------------------------------------------- linear


@check("linear", points=2)
def linear_of_a_row(student, truth, rng):
    """On a row of numbers every entry is a x + c, for several a and c."""
    cases = [(ROW, A, C), (ROW, 0.4, -3.0)]
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
    cases = [(ROW, A, C), (ROW, 0.4, -3.0)]
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
    return values(student.sigmoid, truth.sigmoid, [(ROW,), (4 * ROW,)], atol=TAIL)


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
    return values(student.tanh, truth.tanh, [(ROW,), (0.1 * ROW,)], atol=TAIL)


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
    cases = [(ROW,), (100 * ROW,)]
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

PIECES = (wave((3, 4, 2), 0.2), wave((3, 2), 2.9))
ROWS = wave((5, 4), 1.3, 1.5)
CUBE = (wave((3, 3, 3), 0.8), wave((3, 3), 1.6))
WHOLE_PIECES = (
    np.array([[[1.0, -2.0], [0.0, 3.0]], [[-1.0, 1.0], [2.0, -3.0]]]),
    np.array([[0.0, 2.0], [1.0, -1.0]]),
)
WHOLE_ROWS = np.array([[2.0, -1.0], [1.0, 3.0], [-2.0, 1.0]])


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
        (wave((3, 3), 2.4), *CUBE),
        (ROWS, W, b - 9.0),
    ]
    return values(student.maxout, truth.maxout, cases, atol=TAIL)


@check("maxout", points=1)
def maxout_leaves_no_traces(student, truth, rng):
    """The arguments stay as they were, integers are read as floats, calls agree."""
    case, other = (WHOLE_ROWS, *WHOLE_PIECES), (ROWS, *PIECES)
    return invariant(student.maxout, truth.maxout, case, other=other, cast=(0, 1, 2))


# ------------------------------------------------------------------------------ softmax

SCORES, SQUARE = wave((4, 3), 0.6, 2.0), wave((3, 3), 1.4, 2.0)
SCORE, STACK = wave((5,), 2.2, 2.0), wave((2, 3, 4), 0.7, 2.0)
APART = np.array([[0.5, 1.25, -0.75], [0.0, 1.0, 3.5], [-0.5, 0.25, 2.0]]) + np.array(
    [[1000.0], [0.0], [-1000.0]]
)
SPREAD = np.array([-1000.0, 0.0, 998.5, 1000.0])
FAR_ROWS = (APART, SPREAD, APART.reshape(3, 1, 3))
WHOLE_SCORES = np.array([[1.0, 3.0, 0.0], [-2.0, 1.0, 2.0]])


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
    """Rows around 1000, 0 and -1000 keep their shares, and nothing overflows."""
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
    """Of two, three and four scores the whole matrix is right, to seven digits."""
    cases = [(SCORE[:2],), (SCORES[1],), (STACK[0, 1],)]
    function, right = student.softmax_jacobian, truth.softmax_jacobian
    return values(function, right, cases, atol=TAIL)


@check("softmax_jacobian", points=1)
def jacobian_far_out(student, truth, rng):
    """Scores around 1000 and -1000 do no harm, and nothing overflows."""
    cases = each_with((APART[0], APART[2], SPREAD))
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
    cases = [(SCORES, wave((4, 3), 3.1)), (SQUARE, wave((3, 3), 0.9))]
    return values(student.softmax_vjp, truth.softmax_vjp, cases, atol=TAIL)


@check("softmax_vjp", points=1)
def vjp_in_other_shapes(student, truth, rng):
    """One row alone, and rows in three axes, are treated along the last axis."""
    cases = [(SCORE, wave((5,), 1.8)), (STACK, wave((2, 3, 4), 2.7))]
    return values(student.softmax_vjp, truth.softmax_vjp, cases, atol=TAIL)


@check("softmax_vjp", points=1)
def vjp_far_out(student, truth, rng):
    """Rows around 1000, 0 and -1000 do no harm, and nothing overflows."""
    v = wave((3, 3), 2.3)
    cases = [(APART, v), (SPREAD, wave((4,), 0.3)), (FAR_ROWS[2], v.reshape(3, 1, 3))]
    return quiet(student.softmax_vjp, truth.softmax_vjp, cases, atol=TAIL)


@check("softmax_vjp", points=1)
def vjp_of_a_wide_row(student, truth, rng):
    """A row of 20,000 numbers works: its Jacobian, 3 GB, is never formed."""
    cases = [(wave((20_000,), 0.5, 2.0), wave((20_000,), 1.2))]
    function, right = student.softmax_vjp, truth.softmax_vjp
    # Sums of so many numbers in single precision lose two digits more.
    return values(function, right, cases, single_rtol=1e-3)


@check("softmax_vjp", points=1)
def vjp_leaves_no_traces(student, truth, rng):
    """Both inputs stay as they were, integers are read as floats, equal calls agree."""
    case = (WHOLE_SCORES, np.array([[2.0, -1.0, 4.0], [0.0, 3.0, -2.0]]))
    other = (SCORES, wave((4, 3), 3.1))
    function, right = student.softmax_vjp, truth.softmax_vjp
    return invariant(function, right, case, other=other, cast=(0, 1))


# --------------------------------------------------------------------------- properties

NAMES = ("linear", "tanh", "relu", "elu")


@check("properties", points=1)
def who_bends_and_who_rises(student, truth, rng):
    """Of linear, tanh, relu and elu: which are nonlinear, which monotone."""
    return qualities(student, truth, NAMES, ("nonlinear", "monotone"))


@check("properties", points=1)
def who_has_a_continuous_slope(student, truth, rng):
    """Of linear, tanh, relu and elu: which have a continuous derivative."""
    return qualities(student, truth, NAMES, ("continuously_differentiable",))


@check("properties", points=1)
def who_is_centred(student, truth, rng):
    """Of linear, tanh, relu and elu: which are centred at 0, that is odd."""
    return qualities(student, truth, NAMES, ("zero_centred",))


@check("properties", points=2)
def who_levels_out(student, truth, rng):
    """Of linear, tanh, relu and elu: which saturate, which are bounded."""
    return qualities(student, truth, NAMES, ("saturates", "bounded"))


# --------------------------------------------------------------------------- dead units

LAYER = (wave((3, 5), 0.9), np.array([-0.4, -9.0, 0.3, -9.0, -0.2]))
EXAMPLES_OF_THREE = wave((4, 3), 2.1, 1.5)
TIE = (np.array([[1.0, 1.0, -1.0, 0.0]]), np.array([-3.0, -2.0, 1.0, 0.0]))
TIE_ROWS = np.array([[1.0], [3.0]])


@check("dead_units", points=2)
def dead_units_of_layers(student, truth, rng):
    """Some units dead, none and all of them: the indices are right each time."""
    W, b = LAYER
    cases = [
        (W, b, EXAMPLES_OF_THREE),
        (W, b + 20.0, EXAMPLES_OF_THREE),
        (W, b - 20.0, EXAMPLES_OF_THREE),
        (W, 0.05 * b, EXAMPLES_OF_THREE[:1]),
        (wave((3, 3), 0.4), np.array([0.5, -4.0, -0.3]), wave((3, 3), 1.9)),
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
    case, other = (*TIE, TIE_ROWS), (*LAYER, EXAMPLES_OF_THREE)
    function, right = student.dead_units, truth.dead_units
    return invariant(function, right, case, other=other, cast=(0, 1, 2))
