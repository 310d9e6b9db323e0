"""The public checks of assignment 11.

Numbers are sines of squares: about 0.7 in size, of either sign, and the same on every
machine and with every version of numpy. The kinks of every network here are at least
3/n apart and away from the ends, as the handout promises.
"""

import numpy as np

from grader.checks import INTEGERS, check, invariant, values

from .grounds import (
    as_integers,
    checked,
    dense,
    filters,
    net,
    ramps,
    tents,
    upstream,
    wave,
)

DENSE = dense(5, 3, 4, 0.7)
SQUARE = dense(4, 4, 4, 2.1)
WHOLE = (np.array([[2.0, -1.0], [0.0, 3.0], [4.0, 1.0]]), *dense(3, 2, 4, 1.4)[1:])

ONE = filters((1, 1, 4, 5), (1, 1, 3, 2), 0.4)
ROW = filters((2, 1, 3, 6), (1, 1, 1, 4), 1.9)
LAYER = filters((2, 3, 5, 4), (4, 3, 2, 3), 2.6)
WIDE = filters((3, 2, 4, 6), (1, 2, 3, 2), 3.5)
STRIDED = filters((2, 2, 9, 8), (3, 2, 2, 3), 4.3)
PADDED = filters((2, 3, 3, 5), (4, 3, 3, 2), 5.2)
SMALL = filters((2, 2, 2, 3), (3, 2, 4, 5), 0.9)
CUBE = filters((3, 3, 4, 4), (3, 3, 2, 2), 1.2)
TWINS = filters((2, 2, 3, 3), (2, 2, 2, 2), 1.4)
IMAGE = np.array([[[[2.0, -1.0, 0.0], [3.0, 1.0, 4.0], [0.0, -2.0, 5.0]]]])
KERNELS = np.array([[[[2.0, -1.0], [0.0, 3.0]]], [[[1.0, 0.0], [-2.0, 1.0]]]])
BIASES = np.array([3.0, -2.0])


# ---------------------------------------------------------------------- the dense layer


@check("dense_forward", points=2)
def a_dense_layer(student, truth, rng):
    """Several rows, and a single one, go through a layer that is not square."""
    x, W, b = DENSE
    cases = [(x, W, b), (x[2:3], W, b), (x, W[:, :1], b[:1])]
    return values(student.dense_forward, truth.dense_forward, cases)


@check("dense_forward", points=1)
def a_square_layer(student, truth, rng):
    """As many examples as inputs as outputs: no size tells the axes apart."""
    return values(student.dense_forward, truth.dense_forward, [SQUARE])


@check("dense_forward", points=1)
def dense_leaves_no_traces(student, truth, rng):
    """The arguments stay as they were, and integers are read as floats."""
    return invariant(student.dense_forward, truth.dense_forward, WHOLE, other=DENSE)


@check("dense_backward", points=3, partial=True)
def gradients_of_a_dense_layer(student, truth, rng):
    """All three gradients belong to the layer, by differences of a loss."""
    args = upstream(DENSE, truth.dense_forward, 3.3)
    x, W, b, dy = args
    return checked(
        student.dense_backward,
        truth.dense_backward,
        truth.dense_forward,
        args,
        {"with one example": (x[:1], W, b, dy[:1])},
    )


@check("dense_backward", points=3, partial=True)
def gradients_of_a_square_layer(student, truth, rng):
    """The same where no size tells the axes apart."""
    args = upstream(SQUARE, truth.dense_forward, 1.6)
    return checked(
        student.dense_backward, truth.dense_backward, truth.dense_forward, args, {}
    )


@check("dense_backward", points=1)
def gradients_for_one_example(student, truth, rng):
    """With one example, and with one output, the gradients keep their shapes."""
    x, W, b = DENSE
    cases = [
        (x[1:2], W, b, wave((1, 4), 2.2)),
        (x, W[:, 1:2], b[:1], wave((5, 1), 0.2)),
    ]
    return values(student.dense_backward, truth.dense_backward, cases)


@check("dense_backward", points=1)
def dense_backward_leaves_no_traces(student, truth, rng):
    """The arguments stay as they were, and integers are read as floats."""
    x, W, b = WHOLE
    whole = (x, np.round(3 * W), np.round(3 * b), wave((3, 4), 4.4))
    return invariant(
        student.dense_backward,
        truth.dense_backward,
        whole,
        other=upstream(DENSE, truth.dense_forward, 5.3),
        cast=(0, 1, 2),
    )


# -------------------------------------------------------------- the convolutional layer


@check("conv2d_forward", points=2)
def one_filter_slides_over_an_image(student, truth, rng):
    """One channel, one filter: the kernel meets every place, and is not flipped."""
    cases = [(*ONE, 1, 0), (*ROW, 1, 0)]
    return values(student.conv2d_forward, truth.conv2d_forward, cases)


@check("conv2d_forward", points=3)
def channels_and_filters(student, truth, rng):
    """Several images, channels and filters, kernels and images that are not square."""
    cases = [(*LAYER, 1, 0), (*WIDE, 1, 0)]
    return values(student.conv2d_forward, truth.conv2d_forward, cases)


@check("conv2d_forward", points=3)
def strides_that_leave_a_rest(student, truth, rng):
    """The stride counts for rows and columns, may leave a rest, and may skip pixels."""
    cases = [(*STRIDED, stride, 0) for stride in (2, 3, 4)]
    return values(student.conv2d_forward, truth.conv2d_forward, cases)


@check("conv2d_forward", points=3)
def padding_on_all_sides(student, truth, rng):
    """Zeros stand on all four sides, also with a stride, also more than needed."""
    cases = [(*PADDED, 1, 1), (*PADDED, 2, 2), (*PADDED, 3, 1), (*PADDED, 2, 4)]
    return values(student.conv2d_forward, truth.conv2d_forward, cases)


@check("conv2d_forward", points=1)
def a_kernel_as_large_as_the_image(student, truth, rng):
    """A kernel that just fits into the padded image has one place, or one row of them.

    The stride does not matter then.
    """
    x, w, b = SMALL
    cases = [(x, w, b, 1, 1), (x, w, b, 3, 1), (x, w[:, :, :2, :2], b, 1, 0)]
    return values(student.conv2d_forward, truth.conv2d_forward, cases)


@check("conv2d_forward", points=2)
def a_layer_of_equal_sizes(student, truth, rng):
    """As many examples as channels as filters as columns: no axis changes place."""
    cases = [(*CUBE, 1, 0), (*CUBE, 3, 1)]
    return values(student.conv2d_forward, truth.conv2d_forward, cases)


@check("conv2d_forward", points=1)
def conv2d_leaves_no_traces(student, truth, rng):
    """The arguments stay as they were, and integers are read as floats."""
    case = (IMAGE, KERNELS + 0.25, BIASES - 0.5, 1, 1)
    function, right = student.conv2d_forward, truth.conv2d_forward
    yield from invariant(function, right, case, other=(*LAYER, 2, 0))
    case = (IMAGE / 4, KERNELS, BIASES, 1, 0)
    yield from invariant(function, right, case, of=[INTEGERS], cast=(1, 2))


def gradients(student, truth, layer, start, simpler=()):
    """Check the gradients of a convolutional layer by differences."""
    forward = truth.conv2d_forward
    return checked(
        student.conv2d_backward,
        truth.conv2d_backward,
        forward,
        upstream(layer, forward, start),
        {what: upstream(each, forward, start) for what, each in dict(simpler).items()},
    )


@check("conv2d_backward", points=3, partial=True)
def gradients_where_windows_overlap(student, truth, rng):
    """All three gradients belong to the layer, by differences: stride 1, no padding."""
    x, w, b = filters((2, 2, 4, 3), (3, 2, 2, 2), 1.7)
    simpler = {
        "with one example": (x[:1], w, b, 1, 0),
        "with one filter": (x, w[:1], b[:1], 1, 0),
        "where windows do not overlap": (x, w, b, 2, 0),
    }
    return gradients(student, truth, (x, w, b, 1, 0), 0.6, simpler)


@check("conv2d_backward", points=6, partial=True)
def gradients_with_a_stride(student, truth, rng):
    """The same with strides: some leave a rest, one is larger than the kernel."""
    x, w, b = filters((2, 2, 6, 3), (3, 2, 3, 2), 2.8)
    without = {"with stride 1": (x, w, b, 1, 0)}
    yield from gradients(student, truth, (x, w, b, 2, 0), 1.1, without)
    x, w, b = filters((1, 1, 8, 6), (2, 1, 1, 2), 3.4)
    yield from gradients(student, truth, (x, w, b, 3, 0), 4.1)


@check("conv2d_backward", points=6, partial=True)
def gradients_with_padding(student, truth, rng):
    """The same with padding: what falls on it is cut away, on all four sides."""
    x, w, b = filters((2, 2, 3, 4), (3, 2, 2, 3), 0.8)
    without = {"without padding": (x, w, b, 1, 0)}
    yield from gradients(student, truth, (x, w, b, 1, 1), 2.5, without)
    x, w, b = filters((2, 2, 4, 2), (1, 2, 3, 1), 4.7)
    yield from gradients(student, truth, (x, w, b, 2, 3), 3.9)


@check("conv2d_backward", points=3, partial=True)
def gradients_for_equal_sizes(student, truth, rng):
    """The same where no size tells the axes apart."""
    return gradients(student, truth, (*TWINS, 1, 0), 5.5)


@check("conv2d_backward", points=2)
def gradients_of_larger_layers(student, truth, rng):
    """Large kernels, many channels, one window: all entries, against known ones."""
    forward = truth.conv2d_forward
    layers = [
        (*LAYER, 1, 2),
        (*STRIDED, 4, 0),
        (*SMALL, 2, 1),
        (*PADDED, 2, 4),
        (*WIDE, 1, 0),
    ]
    cases = [upstream(each, forward, k) for k, each in enumerate(layers)]
    return values(student.conv2d_backward, truth.conv2d_backward, cases)


@check("conv2d_backward", points=1)
def conv2d_backward_leaves_no_traces(student, truth, rng):
    """The arguments stay as they were, and integers are read as floats."""
    layer = (IMAGE, KERNELS, BIASES, 1, 1)
    return invariant(
        student.conv2d_backward,
        truth.conv2d_backward,
        upstream(layer, truth.conv2d_forward, 1.5),
        other=upstream((*LAYER, 2, 0), truth.conv2d_forward, 0.1),
        cast=(0, 1, 2),
    )


# ---------------------------------------------------------------------- receptive field


@check("receptive_field", points=2)
def field_of_one_layer_and_none(student, truth, rng):
    """No layer sees one pixel, one layer sees its kernel, whatever its stride."""
    cases = [([],), ([(5, 1)],), ([(4, 3)],), ([(1, 2)],), ([(2, 7)],)]
    return values(student.receptive_field, truth.receptive_field, cases)


@check("receptive_field", points=2)
def field_of_several_layers(student, truth, rng):
    """Kernels add up, stretched by the strides before them."""
    cases = [
        ([(3, 1), (3, 1)],),
        ([(7, 2), (4, 3), (3, 1)],),
        ([(5, 3), (2, 2), (3, 2), (6, 1), (3, 3)],),
        ([(2, 1), (4, 1), (3, 2), (2, 2), (5, 1)],),
    ]
    return values(student.receptive_field, truth.receptive_field, cases)


@check("receptive_field", points=2)
def field_with_gaps_and_small_kernels(student, truth, rng):
    """Kernels of 1 stretch what follows, strides above the kernel leave gaps."""
    cases = [
        ([(1, 3), (4, 1)],),
        ([(2, 5), (3, 2), (1, 4), (2, 1)],),
        ([(3, 2), (1, 1), (1, 3), (5, 7)],),
        ([(3, 2)] * 12,),
    ]
    return values(student.receptive_field, truth.receptive_field, cases)


@check("receptive_field", points=1)
def field_leaves_no_traces(student, truth, rng):
    """The list stays as it was, and the next call knows nothing of it."""
    return invariant(
        student.receptive_field,
        truth.receptive_field,
        ([(3, 2), (5, 3), (2, 1)],),
        of=["unchanged", "repeatable"],
        other=([(4, 3), (3, 2)],),
    )


# -------------------------------------------------------------------------------- kinks

FIVE = net(
    (
        [[0, -1, -1, 0, 2], [-1, -1, 0, -2, 0]],
        [-0.5, 1.5, 0.5, -1.5, -0.5],
    ),
    ([[-2], [1], [3], [-2], [2]], [1.5]),
)
FIVE_ENDS = np.array([1.5, 2.0]), np.array([-1.0, -2.0])
DEEP = net(
    ([[3, 3, 3], [-2, 0, -2]], [0, -1.5, 2.5]),
    ([[-2, 3, 2], [-2, 1, 1], [2, -2, -1]], [2.5, 1.5, 0]),
    ([[1], [2], [0]], [0.5]),
)
DEEP_ENDS = np.array([-1.5, 1.5]), np.array([2.0, -1.0])
DEEPER = net(
    ([[-1, -2, -3], [2, 2, -1]], [2.5, 0.5, 1.5]),
    ([[1, 2], [0, 2], [0, -3]], [-1, -0.5]),
    ([[2, 1, -3], [1, -1, 1]], [-3, -2, 0]),
    ([[1], [-2], [2]], [0]),
)
DEEPER_ENDS = np.array([1.5, -1.0]), np.array([-2.0, 0.5])
TWO_OUTPUTS = net(
    (
        [[3, 2, -3, -3], [2, -2, 3, 3], [3, -1, 2, 2]],
        [0.5, 1.5, 0.5, -2.5],
    ),
    ([[-2, -2, 2], [1, -2, -1], [-1, -1, 1], [-1, -2, 1]], [1, 1, 0]),
    ([[1, -2], [-2, 3], [-2, 1]], [-3, -2.5]),
)
TWO_ENDS = np.array([1.5, 1.5, -2.0]), np.array([-1.0, 1.0, -0.5])
LEFT, RIGHT = np.array([-1.0]), np.array([3.0])


@check("count_kinks", points=2)
def kinks_of_one_hidden_layer(student, truth, rng):
    """With one hidden layer: kinks on samples, and kinks between two samples."""
    on = ramps(0.0, 1.0, 2.0, weights=[1.0, -3.0, 2.5], level=0.5)
    between = ramps(-0.15, 0.83, 1.57, 2.21, weights=[2.0, -3.0, 4.0, -1.5], level=-1.0)
    cases = [(on, LEFT, RIGHT, 20), (between, LEFT, RIGHT, 25), (FIVE, *FIVE_ENDS, 53)]
    return values(student.count_kinks, truth.count_kinks, cases)


@check("count_kinks", points=2)
def kinks_at_any_number_of_samples(student, truth, rng):
    """However many samples there are, each kink is counted once, and no rounding is."""
    cases = [(FIVE, *FIVE_ENDS, n) for n in (49, 50, 64, 333, 1000)]
    return values(student.count_kinks, truth.count_kinks, cases)


@check("count_kinks", points=2)
def kinks_that_do_not_turn(student, truth, rng):
    """Steeper, flatter, and back to an earlier slope: all of these are kinks."""
    steeper = ramps(-0.4, 0.3, 1.1, 2.3, weights=[0.5, 1.5, 1.0, 2.0], level=-2.0)
    steps = ramps(
        -0.3, 0.2, 0.7, 1.3, 2.1, weights=[2.0, -2.0, 2.0, -2.0, 2.0], level=-1.2
    )
    little = ramps(0.35, 1.85, weights=[0.06, 3.0], level=-0.5)
    cases = [
        (steeper, LEFT, RIGHT, 27),
        (steps, LEFT, RIGHT, 34),
        (little, LEFT, RIGHT, 22),
    ]
    return values(student.count_kinks, truth.count_kinks, cases)


@check("count_kinks", points=3)
def kinks_of_deep_networks(student, truth, rng):
    """With several hidden layers a unit may switch many times."""
    folded = tents(slope=1.8, folds=3)
    cases = [
        (DEEP, *DEEP_ENDS, 77),
        (DEEPER, *DEEPER_ENDS, 110),
        (folded, np.array([-0.5]), np.array([1.5]), 75),
    ]
    return values(student.count_kinks, truth.count_kinks, cases)


@check("count_kinks", points=2)
def kinks_of_several_outputs(student, truth, rng):
    """A kink of any output counts, and of several at once counts once."""
    pairs = [[1.5, -1.5], [0.0, 2.0], [1.0, 1.0], [-2.5, 0.0]]
    both = ramps(-0.2, 0.6, 1.3, 2.2, weights=pairs, level=[-1.0, -3.0])
    cases = [(both, LEFT, RIGHT, 31), (TWO_OUTPUTS, *TWO_ENDS, 84)]
    return values(student.count_kinks, truth.count_kinks, cases)


@check("count_kinks", points=2)
def switches_that_nobody_notices(student, truth, rng):
    """Units that switch without an effect make no kink; two at one place make one."""
    unheard = ramps(0.1, 0.9, 1.7, weights=[2.0, 0.0, -3.0], level=0.0)
    # relu(x) - relu(-x) + relu(x - 1.3) + 2 relu(2x - 2.6): one kink, at 1.3.
    cancelling = net(
        ([[1, -1, 1, 2]], [0, 0, -1.3, -2.6]), ([[1], [-1], [1], [2]], [-0.5])
    )
    # The second layer's unit is off beyond x = 1.6, where the first one's third wakes.
    asleep = net(
        ([[1, 1, 1, -1]], [0.2, -0.7, -2.2, -0.3]),
        ([[1], [-2], [-1], [0]], [0]),
        ([[1.5]], [0.25]),
    )
    cases = [
        (unheard, LEFT, RIGHT, 23),
        (cancelling, LEFT, RIGHT, 22),
        (asleep, LEFT, RIGHT, 40),
    ]
    return values(student.count_kinks, truth.count_kinks, cases)


@check("count_kinks", points=1)
def lines_without_kinks(student, truth, rng):
    """No hidden layer, no distance or no switch: no kink; else the right number."""
    flat = net(([[2, -1], [0.5, 3]], [1, -2]))
    x, y = FIVE_ENDS
    cases = [
        (flat, x, y, 20),
        (FIVE, x, x, 20),
        (FIVE, x, x + 0.15 * (y - x), 40),
        (FIVE, x, x + 0.45 * (y - x), 70),
    ]
    return values(student.count_kinks, truth.count_kinks, cases)


@check("count_kinks", points=1)
def kinks_leave_no_traces(student, truth, rng):
    """Parameters and ends stay as they were, and integers are read as floats."""
    whole = net(([[2, -1, 1], [1, 1, -2]], [1, 0, 2]), ([[1], [-2], [3]], [-1]))
    ends = np.array([-2.0, -1.0]), np.array([3.0, 2.0])
    function, right = student.count_kinks, truth.count_kinks
    yield from invariant(
        function, right, (whole, *ends, 41), other=(DEEP, *DEEP_ENDS, 80), cast=(1, 2)
    )
    yield from values(function, right, [(as_integers(whole), *ends, 41)])
