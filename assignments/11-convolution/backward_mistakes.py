"""Known mistakes in the gradients of the convolutional layer."""

import numpy as np

from grader.diagnosis.misconception import misconception

from .windows import (
    correlated,
    cut,
    floats,
    gradients,
    padded,
    places,
    scattered,
    weight_gradient,
)


@misconception("conv2d_backward", hint="Compare the shapes of x and of your dx.")
def back_padding_not_cut(x, w, b, stride, padding, dy):
    """The gradient dx still has its padding."""
    _, dw, db = gradients(x, w, stride, padding, dy)
    w, dy = floats(w, dy)
    dxp = scattered(padded(x, padding).shape, w, stride, dy)
    return dxp, dw, db


@misconception(
    "conv2d_backward",
    hint="The shape of dx is right. Which part of the padded gradient belongs to x?",
)
def back_padding_cut_at_the_end(x, w, b, stride, padding, dy):
    """The gradient dx is the upper left part of the padded one, cut at the end only."""
    _, dw, db = gradients(x, w, stride, padding, dy)
    w, dy = floats(w, dy)
    dxp = scattered(padded(x, padding).shape, w, stride, dy)
    return dxp[:, :, : x.shape[2], : x.shape[3]], dw, db


@misconception(
    "conv2d_backward",
    hint="A pixel lies under several windows. What becomes of the first one's share?",
)
def back_written_not_added(x, w, b, stride, padding, dy):
    """The gradient dx is written, window by window, where it should be added up."""
    _, dw, db = gradients(x, w, stride, padding, dy)
    w, dy = floats(w, dy)
    dxp = padded(np.zeros(x.shape), padding)
    kh, kw = w.shape[2:]
    for i, j, top, left in places(dy, stride):
        part = np.einsum("nf,fcuv->ncuv", dy[:, :, i, j], w)
        dxp[:, :, top : top + kh, left : left + kw] = part
    return cut(dxp, padding), dw, db


@misconception(
    "conv2d_backward",
    hint="What does a[[0, 0]] += 1 do to a[0]?",
    source="+= on repeated indices, where np.add.at is needed",
)
def back_added_once(x, w, b, stride, padding, dy):
    """The gradient dx is added up at repeated indices, of which += sees the last."""
    _, dw, db = gradients(x, w, stride, padding, dy)
    w, dy = floats(w, dy)
    dxp = padded(np.zeros(x.shape), padding)
    OH, OW = dy.shape[2:]
    for u, v in np.ndindex(w.shape[2:]):
        rows = slice(u, u + stride * (OH - 1) + 1, stride)
        columns = slice(v, v + stride * (OW - 1) + 1, stride)
        dxp[:, :, rows, columns] = np.einsum("nfij,fc->ncij", dy, w[:, :, u, v])
    return cut(dxp, padding), dw, db


@misconception(
    "conv2d_backward",
    hint="Does the forward pass turn the kernel? Then why should dw be turned?",
)
def back_dw_flipped(x, w, b, stride, padding, dy):
    """The gradient dw is flipped."""
    dx, dw, db = gradients(x, w, stride, padding, dy)
    return dx, dw[:, :, ::-1, ::-1], db


@misconception(
    "conv2d_backward",
    hint="Which weight did the upper left pixel of a window meet? If you slide a "
    "kernel over dy: which way round?",
    source="dx as a correlation of the padded dy with the kernel, not flipped",
)
def back_kernel_flipped_in_dx(x, w, b, stride, padding, dy):
    """The gradient dx meets the kernel the wrong way round."""
    x, w, dy = floats(x, w, dy)
    dx, _, _ = gradients(x, w[:, :, ::-1, ::-1], stride, padding, dy)
    return dx, *gradients(x, w, stride, padding, dy)[1:]


@misconception(
    "conv2d_backward",
    hint="If the forward pass is a correlation, what are dw and dx?",
    source="the gradients of the flipped convolution",
    convention=True,
)
def back_of_the_flipped_layer(x, w, b, stride, padding, dy):
    """These are the gradients of a layer that flips its kernel."""
    x, w, dy = floats(x, w, dy)
    dx, dw, db = gradients(x, w[:, :, ::-1, ::-1], stride, padding, dy)
    return dx, dw[:, :, ::-1, ::-1], db


@misconception(
    "conv2d_backward",
    hint="A filter has one bias, at every place. How many gradients meet in it?",
)
def back_db_for_each_place(x, w, b, stride, padding, dy):
    """The gradient db is summed over the examples only, not over the places."""
    dx, dw, _ = gradients(x, w, stride, padding, dy)
    return dx, dw, np.sum(dy, axis=0, dtype=np.float64)


@misconception(
    "conv2d_backward",
    hint="All examples share the bias. How many gradients meet in it?",
)
def back_db_for_each_example(x, w, b, stride, padding, dy):
    """The gradient db is summed over the places only, not over the examples."""
    dx, dw, _ = gradients(x, w, stride, padding, dy)
    return dx, dw, np.sum(dy, axis=(2, 3), dtype=np.float64)


@misconception(
    "conv2d_backward",
    hint="Which examples have a share in your db?",
)
def back_db_of_one_example(x, w, b, stride, padding, dy):
    """The gradient db holds the sum of the last example only."""
    dx, dw, _ = gradients(x, w, stride, padding, dy)
    return dx, dw, np.sum(dy[-1], axis=(1, 2), dtype=np.float64)


@misconception("conv2d_backward", hint="Is db a sum over the places, or a mean?")
def back_db_averaged_over_places(x, w, b, stride, padding, dy):
    """The gradient db is a mean over the places instead of a sum."""
    dx, dw, db = gradients(x, w, stride, padding, dy)
    return dx, dw, db / dy[0, 0].size


@misconception("conv2d_backward", hint="Which axis of dy is the one that stays?")
def back_db_over_filters(x, w, b, stride, padding, dy):
    """The gradient db is summed over the filters instead of over the examples."""
    dx, dw, _ = gradients(x, w, stride, padding, dy)
    return dx, dw, np.sum(dy, axis=(1, 2, 3), dtype=np.float64)


@misconception(
    "conv2d_backward",
    hint="If the loss is a mean, where is its 1/N by the time dy gets here?",
    source="1/N applied once more, as in many courses whose dy lacks it",
)
def back_divided_by_n(x, w, b, stride, padding, dy):
    """The gradients dw and db are divided by N, though a mean is in dy already."""
    dx, dw, db = gradients(x, w, stride, padding, dy)
    return dx, dw / len(x), db / len(x)


@misconception(
    "conv2d_backward",
    hint="Which pixel met w[f, c, u, v] on the way forward: one of x, or one of the "
    "padded x?",
)
def back_dw_without_padding(x, w, b, stride, padding, dy):
    """The gradient dw looks into x without its padding: all indices are off."""
    dx, _, db = gradients(x, w, stride, padding, dy)
    x, w, dy = floats(x, w, dy)
    return dx, weight_gradient(padded(x, 0, 2 * padding), w, stride, dy), db


@misconception(
    "conv2d_backward",
    hint="Where does the window of output [i, j] begin when the stride is 2?",
)
def back_stride_ignored(x, w, b, stride, padding, dy):
    """The windows begin at i and j, whatever the stride."""
    return gradients(x, w, 1, padding, dy)


@misconception(
    "conv2d_backward",
    hint="dw knows the stride. Does dx?",
)
def back_stride_ignored_in_dx(x, w, b, stride, padding, dy):
    """The stride is ignored in dx only."""
    dx, _, _ = gradients(x, w, 1, padding, dy)
    return dx, *gradients(x, w, stride, padding, dy)[1:]


@misconception(
    "conv2d_backward",
    hint="Change a filter other than the last. Does dx change?",
)
def back_dx_of_the_last_filter(x, w, b, stride, padding, dy):
    """The gradient dx holds the share of the last filter only."""
    x, w, dy = floats(x, w, dy)
    dx, _, _ = gradients(x, w[-1:], stride, padding, dy[:, -1:])
    return dx, *gradients(x, w, stride, padding, dy)[1:]


@misconception(
    "conv2d_backward",
    hint="Which examples have a share in your dw?",
)
def back_dw_of_the_last_example(x, w, b, stride, padding, dy):
    """The gradient dw holds the share of the last example only."""
    dx, _, db = gradients(x, w, stride, padding, dy)
    _, dw, _ = gradients(x[-1:], w, stride, padding, dy[-1:])
    return dx, dw, db


@misconception(
    "conv2d_backward",
    hint="Through which weights does channel c reach the output?",
)
def back_channels_mixed_in_dx(x, w, b, stride, padding, dy):
    """Every channel of dx gets the sum of all channels."""
    dx, dw, db = gradients(x, w, stride, padding, dy)
    return np.repeat(dx.sum(axis=1, keepdims=True), dx.shape[1], axis=1), dw, db


@misconception(
    "conv2d_backward",
    hint="What comes first in the shape of w: the filters or the channels?",
)
def back_dw_axes_exchanged(x, w, b, stride, padding, dy):
    """The gradient dw has the axes (channel, filter, row, column)."""
    dx, dw, db = gradients(x, w, stride, padding, dy)
    return dx, dw.swapaxes(0, 1), db


@misconception("conv2d_backward", hint="In which order are the three asked for?")
def back_dx_last(x, w, b, stride, padding, dy):
    """The gradients come in another order: dw, db, dx."""
    dx, dw, db = gradients(x, w, stride, padding, dy)
    return dw, db, dx


@misconception(
    "conv2d_backward",
    hint="What is the gradient of pixels that no window sees?",
    source="the size of a transposed convolution",
)
def back_dx_too_small(x, w, b, stride, padding, dy):
    """The gradient dx ends with the last window; pixels behind it are missing."""
    dx, dw, db = gradients(x, w, stride, padding, dy)
    rows, columns = (
        min((count - 1) * stride + kernel - padding, size)
        for count, kernel, size in zip(
            dy.shape[2:], w.shape[2:], x.shape[2:], strict=True
        )
    )
    return dx[:, :, :rows, :columns], dw, db


@misconception(
    "conv2d_backward",
    hint="Is there a ReLU in this layer, through which dy would have to go?",
)
def back_dy_through_relu(x, w, b, stride, padding, dy):
    """The given dy is set to 0 where y is negative, as if a ReLU followed."""
    x, w, b, dy = floats(x, w, b, dy)
    y = correlated(padded(x, padding), w, b, stride)
    return gradients(x, w, stride, padding, dy * (y > 0))


@misconception("conv2d_backward", hint="Is it a sum over the places, or their mean?")
def back_averaged_over_places(x, w, b, stride, padding, dy):
    """The gradients dw and db are divided by the number of places."""
    dx, dw, db = gradients(x, w, stride, padding, dy)
    return dx, dw / dy[0, 0].size, db / dy[0, 0].size


@misconception(
    "conv2d_backward",
    hint="Where does b stand in the layer: does a change of it reach the output?",
)
def back_db_zero(x, w, b, stride, padding, dy):
    """The gradient db stays 0."""
    dx, dw, _ = gradients(x, w, stride, padding, dy)
    return dx, dw, np.zeros(len(w))


@misconception(
    "conv2d_backward",
    hint="What does zeros_like make of an array of integers, and what remains of 0.5 "
    "in it?",
)
def back_in_the_types_of_the_arguments(x, w, b, stride, padding, dy):
    """The gradients take the types of x, w and b, and integers lose the decimals."""
    grads = gradients(x, w, stride, padding, dy)
    return tuple(
        each.astype(like.dtype) for each, like in zip(grads, (x, w, b), strict=True)
    )
