"""Known mistakes about networks as a whole: receptive fields and kinks."""

import math

import numpy as np

from grader.diagnosis.misconception import misconception

# ---------------------------------------------------------------------- receptive_field


@misconception(
    "receptive_field",
    hint="By which strides is the second kernel stretched? And the first one?",
    source="the two lines of the recursion in the other order",
)
def field_own_stride_first(layers):
    """A kernel is stretched by its own stride, too: j is multiplied too early."""
    r = j = 1
    for kernel, stride in layers:
        j *= stride
        r += (kernel - 1) * j
    return r


@misconception(
    "receptive_field",
    hint="How far apart are the outputs of the layer that a kernel looks at?",
)
def field_own_stride_only(layers):
    """A kernel is stretched by its own stride instead of by the earlier ones."""
    return 1 + sum((kernel - 1) * stride for kernel, stride in layers)


@misconception(
    "receptive_field",
    hint="Three layers of stride 2: how far apart are the outputs of the third?",
)
def field_previous_stride_only(layers):
    """A kernel is stretched by the stride just before it, not by all of them."""
    r = before = 1
    for kernel, stride in layers:
        r += (kernel - 1) * before
        before = stride
    return r


@misconception(
    "receptive_field",
    hint="Do strides of 2 and 3 make a distance of 4, 5 or 6?",
)
def field_strides_added(layers):
    """Strides are added up instead of multiplied."""
    r = j = 1
    for kernel, stride in layers:
        r += (kernel - 1) * j
        j += stride - 1
    return r


@misconception(
    "receptive_field",
    hint="How many pixels does a kernel of 3 add to one that was seen already?",
)
def field_without_minus_one(layers):
    """Whole kernels are added, without the - 1."""
    r, j = 1, 1
    for kernel, stride in layers:
        r += kernel * j
        j *= stride
    return r


@misconception("receptive_field", hint="Does your answer depend on the strides?")
def field_strides_ignored(layers):
    """The strides are ignored."""
    return 1 + sum(kernel - 1 for kernel, _ in layers)


@misconception(
    "receptive_field",
    hint="What does the sum start from: how many pixels do you see without any layer?",
)
def field_from_zero(layers):
    """The sum starts at 0: the pixel itself is missing."""
    r, j = 0, 1
    for kernel, stride in layers:
        r += (kernel - 1) * j
        j *= stride
    return r


@misconception(
    "receptive_field",
    hint="Which layer is next to the image: the first of the list, or the last?",
)
def field_output_first(layers):
    """The list is read from the output to the image."""
    r = j = 1
    for kernel, stride in reversed(layers):
        r += (kernel - 1) * j
        j *= stride
    return r


@misconception(
    "receptive_field",
    hint="Two layers of 3: is it 9 pixels, or fewer, since the windows overlap?",
)
def field_kernels_multiplied(layers):
    """Kernels are multiplied."""
    return math.prod(kernel for kernel, _ in layers)


@misconception("receptive_field", hint="Along one axis, or in the whole square?")
def field_as_an_area(layers):
    """The answer is the area of the field instead of its side."""
    return _field(layers) ** 2


@misconception(
    "receptive_field",
    hint="Is it asked how many pixels are seen, or how far they reach?",
)
def field_without_gaps(layers):
    """Pixels in the gaps are left out of the count."""
    seen = {0}
    for kernel, stride in reversed(layers):
        seen = {i * stride + u for i in seen for u in range(kernel)}
    return len(seen)


@misconception(
    "receptive_field",
    hint="Print the list before and after the call.",
)
def field_uses_up_the_list(layers):
    """The list is emptied by the call."""
    r = _field(layers)
    layers.clear()
    return r


def _field(layers):
    r = j = 1
    for kernel, stride in layers:
        r += (kernel - 1) * j
        j *= stride
    return r


# -------------------------------------------------------------------------- count_kinks

TOL = 1e-6


def _samples(x, y, n):
    x, y = (np.array(each, dtype=np.float64) for each in (x, y))
    return x + np.arange(n + 1)[:, None] / n * (y - x)


def _forward(params, X):
    """Return the outputs, and what comes before each ReLU."""
    *hidden, (W, b) = params
    before = []
    for W_k, b_k in hidden:
        before.append(X @ W_k + b_k)
        X = np.maximum(before[-1], 0)
    return X @ W + b, before


def _slopes(outputs):
    return np.diff(outputs, axis=0) * (len(outputs) - 1)


def _bends(slopes, tol=TOL):
    return np.any(np.abs(np.diff(slopes, axis=0)) > tol, axis=1)


def _runs(bends):
    """Return how many runs of bends there are: one for each kink."""
    return int(np.sum(bends & ~np.concatenate([[False], bends])[:-1]))


def _kinks(outputs, tol=TOL):
    return _runs(_bends(_slopes(outputs), tol))


@misconception(
    "count_kinks",
    hint="What is the slope of a cell that has a kink inside? And how often does the "
    "slope change around it?",
)
def kinks_every_change_of_slope(params, x, y, n):
    """A kink between two samples is counted twice: every change of slope counts."""
    outputs, _ = _forward(params, _samples(x, y, n))
    return int(np.sum(_bends(_slopes(outputs))))


@misconception(
    "count_kinks",
    hint="Some kinks fall on a sample. How many changes of slope do they make?",
)
def kinks_half_of_the_changes(params, x, y, n):
    """The changes of slope are halved, as if no kink fell on a sample."""
    outputs, _ = _forward(params, _samples(x, y, n))
    return int(np.sum(_bends(_slopes(outputs)))) // 2


@misconception(
    "count_kinks",
    hint="A line without kinks has one slope. How many kinks has one with two slopes?",
)
def kinks_pieces(params, x, y, n):
    """The pieces are counted, of which there is one more than kinks."""
    outputs, _ = _forward(params, _samples(x, y, n))
    return _kinks(outputs) + 1


@misconception(
    "count_kinks",
    hint="A unit whose outgoing weights are 0 switches. Does the output notice?",
    source="activation patterns and linear regions taken for the same",
)
def kinks_changes_of_the_pattern(params, x, y, n):
    """Changes of the pattern of active units are counted, noticed or not."""
    _, before = _forward(params, _samples(x, y, n))
    if not before:
        return 0
    pattern = np.concatenate(before, axis=1) > 0
    return int(np.sum(np.any(pattern[1:] != pattern[:-1], axis=1)))


@misconception(
    "count_kinks",
    hint="Two units switch at the same s. How many kinks has the output there?",
)
def kinks_switches_of_units(params, x, y, n):
    """The switches of all units are counted, each by itself."""
    _, before = _forward(params, _samples(x, y, n))
    on = [each > 0 for each in before]
    return int(sum(np.sum(each[1:] != each[:-1]) for each in on))


@misconception(
    "count_kinks",
    hint="In a second hidden layer, what does the input of a unit look like along the "
    "line? How often can it cross 0?",
)
def kinks_units_that_switch(params, x, y, n):
    """Hidden units that switch are counted, each once however often it does."""
    _, before = _forward(params, _samples(x, y, n))
    on = [each > 0 for each in before]
    return int(sum(np.sum(np.any(each != each[0], axis=0)) for each in on))


@misconception(
    "count_kinks",
    hint="Which layers can bend the line?",
)
def kinks_first_hidden_layer(params, x, y, n):
    """Only switches in the first hidden layer are counted."""
    _, before = _forward(params, _samples(x, y, n))
    if not before:
        return 0
    pattern = before[0] > 0
    return int(np.sum(np.any(pattern[1:] != pattern[:-1], axis=1)))


@misconception(
    "count_kinks",
    hint="After which layers does a ReLU come?",
)
def kinks_relu_at_the_output(params, x, y, n):
    """The output goes through a ReLU, too."""
    outputs, _ = _forward(params, _samples(x, y, n))
    return _kinks(np.maximum(outputs, 0))


@misconception(
    "count_kinks",
    hint="After which layers does a ReLU come?",
)
def kinks_relu_after_the_first_layer(params, x, y, n):
    """Only the first hidden layer has a ReLU."""
    X = _samples(x, y, n)
    for k, (W, b) in enumerate(params):
        X = X @ W + b
        if k == 0 and len(params) > 1:
            X = np.maximum(X, 0)
    return _kinks(X)


@misconception(
    "count_kinks",
    hint="From slope 1 to slope 3: is that a kink?",
)
def kinks_turning_points(params, x, y, n):
    """Only kinks at which the slope changes its sign are counted."""
    outputs, _ = _forward(params, _samples(x, y, n))
    slopes = _slopes(outputs)
    slopes[np.abs(slopes) < TOL] = 0
    signs = np.sign(slopes)
    return _runs(np.any(signs[1:] != signs[:-1], axis=1))


@misconception(
    "count_kinks",
    hint="If a slope comes back later on, does it count as a new piece?",
)
def kinks_different_slopes(params, x, y, n):
    """Different slopes are counted: one that comes back is not seen."""
    outputs, _ = _forward(params, _samples(x, y, n))
    slopes = _slopes(outputs)
    bent = np.concatenate([[False], _bends(slopes), [False]])
    whole = slopes[~bent[1:] | ~bent[:-1]]
    return len(np.unique(np.round(whole, 6), axis=0)) - 1


@misconception(
    "count_kinks",
    hint="What is 0.1 + 0.2 - 0.3 on your computer? How equal are two equal slopes?",
)
def kinks_without_tolerance(params, x, y, n):
    """Slopes are compared exactly, so that rounding makes kinks."""
    outputs, _ = _forward(params, _samples(x, y, n))
    return _kinks(outputs, 0.0)


@misconception(
    "count_kinks",
    hint="How small may a change of slope be and still count? The handout says.",
)
def kinks_only_large_ones(params, x, y, n):
    """Changes of slope below 1 are taken for rounding."""
    outputs, _ = _forward(params, _samples(x, y, n))
    return _kinks(outputs, 1.0)


@misconception("count_kinks", hint="How many outputs may a network have?")
def kinks_of_the_first_output(params, x, y, n):
    """Only the first output is looked at."""
    outputs, _ = _forward(params, _samples(x, y, n))
    return _kinks(outputs[:, :1])


@misconception(
    "count_kinks",
    hint="One output bends up and another one down, at the same s. What does their sum "
    "do?",
)
def kinks_of_the_sum_of_outputs(params, x, y, n):
    """The outputs are added up first, and kinks in the sum are counted."""
    outputs, _ = _forward(params, _samples(x, y, n))
    return _kinks(outputs.sum(axis=1, keepdims=True))


@misconception(
    "count_kinks",
    hint="Two outputs bend at the same s. How many kinks is that?",
)
def kinks_of_each_output(params, x, y, n):
    """The kinks of each output are counted and added up."""
    outputs, _ = _forward(params, _samples(x, y, n))
    return sum(_kinks(each[:, None]) for each in outputs.T)


@misconception("count_kinks", hint="Where does relu(x - 1) bend, and why not at 0?")
def kinks_without_biases(params, x, y, n):
    """The biases are left out."""
    without = [(W, np.zeros_like(b)) for W, b in params]
    outputs, _ = _forward(without, _samples(x, y, n))
    return _kinks(outputs)


@misconception("count_kinks", hint="Which input belongs to s = 1?")
def kinks_in_the_direction_of_y(params, x, y, n):
    """The line is x + s·y: y is taken for the direction instead of for the end."""
    x, y = (np.array(each, dtype=np.float64) for each in (x, y))
    outputs, _ = _forward(params, _samples(x, x + y, n))
    return _kinks(outputs)


@misconception(
    "count_kinks",
    hint="Print len(params) before and after the call.",
)
def kinks_take_the_last_layer_away(params, x, y, n):
    """The output layer is popped off the list that was given."""
    outputs, _ = _forward(params, _samples(x, y, n))
    params.pop()
    return _kinks(outputs)
