"""The hidden checks of assignment 11: the public ones with other numbers."""

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

DENSE = dense(6, 4, 3, 5.9)
SQUARE = dense(3, 3, 3, 0.8)
WHOLE = (np.array([[1.0, 0.0, -3.0], [2.0, 5.0, 1.0]]), *dense(2, 3, 5, 2.3)[1:])

ONE = filters((1, 1, 5, 3), (1, 1, 2, 3), 2.7)
ROW = filters((3, 1, 6, 2), (1, 1, 4, 1), 0.2)
LAYER = filters((3, 2, 4, 6), (5, 2, 3, 2), 4.8)
WIDE = filters((2, 4, 5, 3), (3, 4, 1, 2), 1.3)
STRIDED = filters((2, 3, 8, 9), (2, 3, 3, 2), 5.6)
PADDED = filters((3, 2, 4, 3), (3, 2, 2, 3), 0.1)
SMALL = filters((3, 2, 3, 2), (2, 2, 5, 4), 3.7)
CUBE = filters((2, 2, 3, 3), (2, 2, 2, 2), 4.4)
IMAGE = np.array([[[[1.0, 4.0, -2.0], [0.0, 3.0, 1.0], [5.0, -1.0, 2.0]]]])
KERNELS = np.array([[[[1.0, 3.0], [-2.0, 1.0]]], [[[4.0, -1.0], [2.0, 0.0]]]])
BIASES = np.array([-1.0, 4.0])


# ---------------------------------------------------------------------- the dense layer


@check("dense_forward", points=2)
def a_dense_layer(student, truth, rng):
    """Several rows, and a single one, go through a layer that is not square."""
    x, W, b = DENSE
    cases = [(x, W, b), (x[4:5], W, b), (x, W[:, 1:2], b[1:2])]
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
    args = upstream(DENSE, truth.dense_forward, 0.3)
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
    args = upstream(SQUARE, truth.dense_forward, 6.1)
    return checked(
        student.dense_backward, truth.dense_backward, truth.dense_forward, args, {}
    )


@check("dense_backward", points=1)
def gradients_for_one_example(student, truth, rng):
    """With one example, and with one output, the gradients keep their shapes."""
    x, W, b = DENSE
    cases = [
        (x[3:4], W, b, wave((1, 3), 5.2)),
        (x, W[:, 2:3], b[:1], wave((6, 1), 3.2)),
    ]
    return values(student.dense_backward, truth.dense_backward, cases)


@check("dense_backward", points=1)
def dense_backward_leaves_no_traces(student, truth, rng):
    """The arguments stay as they were, and integers are read as floats."""
    x, W, b = WHOLE
    whole = (x, np.round(3 * W), np.round(3 * b), wave((2, 5), 1.4))
    return invariant(
        student.dense_backward,
        truth.dense_backward,
        whole,
        other=upstream(DENSE, truth.dense_forward, 2.7),
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
    cases = [(*STRIDED, stride, 0) for stride in (2, 3, 5)]
    return values(student.conv2d_forward, truth.conv2d_forward, cases)


@check("conv2d_forward", points=3)
def padding_on_all_sides(student, truth, rng):
    """Zeros stand on all four sides, also with a stride, also more than needed."""
    cases = [(*PADDED, 1, 2), (*PADDED, 2, 1), (*PADDED, 3, 2), (*PADDED, 3, 4)]
    return values(student.conv2d_forward, truth.conv2d_forward, cases)


@check("conv2d_forward", points=1)
def a_kernel_as_large_as_the_image(student, truth, rng):
    """A kernel that just fits into the padded image has one place, or one row of them.

    The stride does not matter then.
    """
    x, w, b = SMALL
    cases = [(x, w, b, 1, 1), (x, w, b, 2, 1), (x, w[:, :, 1:4, :2], b, 1, 0)]
    return values(student.conv2d_forward, truth.conv2d_forward, cases)


@check("conv2d_forward", points=2)
def a_layer_of_equal_sizes(student, truth, rng):
    """As many examples as channels as filters as columns: no axis changes place."""
    cases = [(*CUBE, 1, 0), (*CUBE, 2, 1)]
    return values(student.conv2d_forward, truth.conv2d_forward, cases)


@check("conv2d_forward", points=1)
def conv2d_leaves_no_traces(student, truth, rng):
    """The arguments stay as they were, and integers are read as floats."""
    case = (IMAGE, KERNELS - 0.125, BIASES + 0.25, 2, 1)
    function, right = student.conv2d_forward, truth.conv2d_forward
    yield from invariant(function, right, case, other=(*LAYER, 2, 0))
    case = (IMAGE / 8, KERNELS, BIASES, 1, 1)
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
    x, w, b = filters((2, 3, 3, 4), (2, 3, 2, 3), 5.1)
    simpler = {
        "with one example": (x[:1], w, b, 1, 0),
        "with one filter": (x, w[:1], b[:1], 1, 0),
        "where windows do not overlap": (x, w, b, 3, 0),
    }
    return gradients(student, truth, (x, w, b, 1, 0), 3.1, simpler)


@check("conv2d_backward", points=6, partial=True)
def gradients_with_a_stride(student, truth, rng):
    """The same with strides: some leave a rest, one is larger than the kernel."""
    x, w, b = filters((2, 2, 3, 6), (3, 2, 2, 3), 0.5)
    without = {"with stride 1": (x, w, b, 1, 0)}
    yield from gradients(student, truth, (x, w, b, 2, 0), 2.4, without)
    x, w, b = filters((1, 1, 7, 9), (3, 1, 2, 1), 1.8)
    yield from gradients(student, truth, (x, w, b, 4, 0), 0.9)


@check("conv2d_backward", points=6, partial=True)
def gradients_with_padding(student, truth, rng):
    """The same with padding: what falls on it is cut away, on all four sides."""
    x, w, b = filters((2, 2, 4, 3), (3, 2, 3, 2), 6.2)
    without = {"without padding": (x, w, b, 1, 0)}
    yield from gradients(student, truth, (x, w, b, 1, 2), 0.7, without)
    x, w, b = filters((3, 2, 2, 4), (2, 2, 1, 3), 2.9)
    yield from gradients(student, truth, (x, w, b, 3, 2), 1.2)


@check("conv2d_backward", points=3, partial=True)
def gradients_for_equal_sizes(student, truth, rng):
    """The same where no size tells the axes apart."""
    return gradients(student, truth, (*CUBE, 1, 0), 3.6)


@check("conv2d_backward", points=2)
def gradients_of_larger_layers(student, truth, rng):
    """Large kernels, many channels, one window: all entries, against known ones."""
    forward = truth.conv2d_forward
    layers = [
        (*LAYER, 1, 1),
        (*STRIDED, 3, 0),
        (*SMALL, 3, 1),
        (*PADDED, 2, 3),
        (*WIDE, 1, 0),
    ]
    cases = [upstream(each, forward, k + 0.5) for k, each in enumerate(layers)]
    return values(student.conv2d_backward, truth.conv2d_backward, cases)


@check("conv2d_backward", points=1)
def conv2d_backward_leaves_no_traces(student, truth, rng):
    """The arguments stay as they were, and integers are read as floats."""
    layer = (IMAGE, KERNELS, BIASES, 1, 1)
    return invariant(
        student.conv2d_backward,
        truth.conv2d_backward,
        upstream(layer, truth.conv2d_forward, 4.5),
        other=upstream((*LAYER, 2, 0), truth.conv2d_forward, 0.1),
        cast=(0, 1, 2),
    )


# ---------------------------------------------------------------------- receptive field


@check("receptive_field", points=2)
def field_of_one_layer_and_none(student, truth, rng):
    """No layer sees one pixel, one layer sees its kernel, whatever its stride."""
    cases = [([],), ([(6, 1)],), ([(3, 2)],), ([(1, 4)],), ([(3, 5)],)]
    return values(student.receptive_field, truth.receptive_field, cases)


@check("receptive_field", points=2)
def field_of_several_layers(student, truth, rng):
    """Kernels add up, stretched by the strides before them."""
    cases = [
        ([(4, 1), (2, 1)],),
        ([(6, 3), (5, 2), (4, 1)],),
        ([(3, 2), (4, 3), (2, 1), (5, 2), (3, 4)],),
        ([(5, 1), (2, 2), (4, 1), (3, 3), (6, 2), (2, 1)],),
    ]
    return values(student.receptive_field, truth.receptive_field, cases)


@check("receptive_field", points=2)
def field_with_gaps_and_small_kernels(student, truth, rng):
    """Kernels of 1 stretch what follows, strides above the kernel leave gaps."""
    cases = [
        ([(1, 4), (3, 2)],),
        ([(3, 4), (2, 3), (1, 2), (5, 1)],),
        ([(4, 2), (1, 3), (1, 1), (2, 5)],),
        ([(2, 3)] * 9,),
    ]
    return values(student.receptive_field, truth.receptive_field, cases)


@check("receptive_field", points=1)
def field_leaves_no_traces(student, truth, rng):
    """The list stays as it was, and the next call knows nothing of it."""
    return invariant(
        student.receptive_field,
        truth.receptive_field,
        ([(4, 3), (2, 2), (5, 1)],),
        of=["unchanged", "repeatable"],
        other=([(3, 2), (6, 3)],),
    )


# -------------------------------------------------------------------------------- kinks

SIX = net(
    (
        [[-2, -2, -1, 2, 2, 1], [-2, 1, -3, -1, -3, 0]],
        [-2.5, 0, 1, -2, -1.5, 0.5],
    ),
    ([[-1], [2], [2], [3], [-3], [-2]], [2]),
)
SIX_ENDS = np.array([1.5, 0.0]), np.array([-1.5, -0.5])
DEEP = net(
    (
        [[-3, 0, 2, -2], [2, -2, 2, -3]],
        [0.5, 0.5, -2.5, -1.5],
    ),
    ([[2, -2, 3], [2, 0, -2], [-3, 1, 1], [2, -1, 0]], [2.5, -2, -2.5]),
    ([[-2], [-1], [3]], [0.5]),
)
DEEP_ENDS = np.array([2.0, 1.5]), np.array([-0.5, -0.5])
DEEPER = net(
    ([[-3, -2, 1], [1, 3, -2]], [-2.5, -1, 0]),
    ([[-2, -2], [-3, 1], [1, -1]], [0.5, -2]),
    ([[-3, 3, -3], [-3, -2, 1]], [2.5, -2.5, 2]),
    ([[0], [1], [-1]], [1]),
)
DEEPER_ENDS = np.array([-1.5, -1.5]), np.array([1.0, 1.5])
TWO_OUTPUTS = net(
    (
        [[-2, 2, 2, 0], [-1, 0, -2, 1], [1, 1, 2, 1]],
        [0, -1, -1.5, -0.5],
    ),
    ([[0, -2, 3], [-2, 1, 2], [2, -2, 2], [0, 2, -3]], [-0.5, 2, 1]),
    ([[1, 2], [1, 0], [3, 2]], [2.5, -2]),
)
TWO_ENDS = np.array([1.0, 1.0, 0.5]), np.array([-2.0, 0.0, -0.5])
LEFT, RIGHT = np.array([-2.0]), np.array([4.0])


@check("count_kinks", points=2)
def kinks_of_one_hidden_layer(student, truth, rng):
    """With one hidden layer: kinks on samples, and kinks between two samples."""
    on = ramps(-1.0, 1.0, 2.0, weights=[2.0, -3.0, -1.5], level=-0.5)
    between = ramps(-1.27, -0.31, 0.94, 2.83, weights=[1.5, -4.0, 3.0, 1.0], level=1.0)
    cases = [(on, LEFT, RIGHT, 24), (between, LEFT, RIGHT, 29), (SIX, *SIX_ENDS, 47)]
    return values(student.count_kinks, truth.count_kinks, cases)


@check("count_kinks", points=2)
def kinks_at_any_number_of_samples(student, truth, rng):
    """However many samples there are, each kink is counted once, and no rounding is."""
    cases = [(SIX, *SIX_ENDS, n) for n in (43, 44, 61, 417, 1000)]
    return values(student.count_kinks, truth.count_kinks, cases)


@check("count_kinks", points=2)
def kinks_that_do_not_turn(student, truth, rng):
    """Steeper, flatter, and back to an earlier slope: all of these are kinks."""
    steeper = ramps(-1.3, -0.2, 1.6, 2.9, weights=[-1.0, -0.5, -2.0, -1.5], level=4.0)
    steps = ramps(
        -1.1, -0.4, 0.6, 1.5, 2.6, weights=[-1.5, 1.5, -1.5, 1.5, -1.5], level=2.2
    )
    little = ramps(-0.65, 2.15, 3.1, weights=[-2.0, 1.0, 0.04], level=0.5)
    cases = [
        (steeper, LEFT, RIGHT, 31),
        (steps, LEFT, RIGHT, 33),
        (little, LEFT, RIGHT, 26),
    ]
    return values(student.count_kinks, truth.count_kinks, cases)


@check("count_kinks", points=3)
def kinks_of_deep_networks(student, truth, rng):
    """With several hidden layers a unit may switch many times."""
    folded = tents(slope=1.7, folds=3)
    cases = [
        (DEEP, *DEEP_ENDS, 71),
        (DEEPER, *DEEPER_ENDS, 90),
        (folded, np.array([1.75]), np.array([-0.4]), 83),
    ]
    return values(student.count_kinks, truth.count_kinks, cases)


@check("count_kinks", points=2)
def kinks_of_several_outputs(student, truth, rng):
    """A kink of any output counts, and of several at once counts once."""
    pairs = [[0.0, -1.0], [2.0, -2.0], [-1.0, 0.0], [1.5, 1.5], [-0.5, 0.5]]
    both = ramps(-1.2, -0.1, 1.4, 2.3, 3.2, weights=pairs, level=[1.0, -2.0])
    cases = [(both, LEFT, RIGHT, 37), (TWO_OUTPUTS, *TWO_ENDS, 57)]
    return values(student.count_kinks, truth.count_kinks, cases)


@check("count_kinks", points=2)
def switches_that_nobody_notices(student, truth, rng):
    """Units that switch without an effect make no kink; two at one place make one."""
    unheard = ramps(-0.9, 0.4, 1.7, 2.6, weights=[0.0, 1.5, 0.0, -2.0], level=-1.0)
    # 2 relu(x - ½) - 2 relu(½ - x) + relu(x - 1.7) - 3 relu(2x - 3.4), and one at -1.
    cancelling = net(
        ([[1, -1, 1, 2, -1]], [-0.5, 0.5, -1.7, -3.4, -1]),
        ([[2], [-2], [1], [-3], [1]], [0.5]),
    )
    # The second layer's unit is off below x = -0.4 and beyond 1.8, while units of the
    # first one wake at -1.2 and 2.7.
    asleep = net(
        ([[1, 1, 1, 1]], [1.2, -0.7, 0, -2.7]),
        ([[1], [-2], [0], [-1]], [-0.8]),
        ([[-2]], [0.75]),
    )
    cases = [
        (unheard, LEFT, RIGHT, 25),
        (cancelling, LEFT, RIGHT, 28),
        (asleep, LEFT, RIGHT, 40),
    ]
    return values(student.count_kinks, truth.count_kinks, cases)


@check("count_kinks", points=1)
def lines_without_kinks(student, truth, rng):
    """No hidden layer, no distance or no switch: no kink; else the right number."""
    flat = net(([[1, 3], [-2, 0.5]], [-1, 2]))
    x, y = SIX_ENDS
    cases = [
        (flat, x, y, 20),
        (SIX, x, x, 20),
        (SIX, x, x + 0.09 * (y - x), 30),
        (SIX, x, x + 0.42 * (y - x), 80),
    ]
    return values(student.count_kinks, truth.count_kinks, cases)


@check("count_kinks", points=1)
def kinks_leave_no_traces(student, truth, rng):
    """Parameters and ends stay as they were, and integers are read as floats."""
    whole = net(([[1, 2, -1], [-2, 1, 1]], [0, 3, 1]), ([[2], [-1], [-2]], [3]))
    ends = np.array([-3.0, 1.0]), np.array([2.0, -1.0])
    function, right = student.count_kinks, truth.count_kinks
    yield from invariant(
        function, right, (whole, *ends, 59), other=(DEEP, *DEEP_ENDS, 80), cast=(1, 2)
    )
    yield from values(function, right, [(as_integers(whole), *ends, 41)])
