"""Known mistakes in the convolutional layer."""

import numpy as np

from grader.diagnosis.misconception import misconception

from .windows import correlated, floats, padded, patches


@misconception(
    "conv2d_forward",
    hint="Which entry of the kernel meets the upper left pixel of a window?",
    source="convolution as in mathematics and in scipy.signal.convolve2d",
    convention=True,
)
def conv_kernel_flipped(x, w, b, stride, padding):
    """The kernel is flipped, as in the convolution of mathematics."""
    x, w, b = floats(x, w, b)
    return correlated(padded(x, padding), w[:, :, ::-1, ::-1], b, stride)


@misconception(
    "conv2d_forward",
    hint="Which channel of the kernel meets the first channel of x?",
    source="scipy.signal.convolve on the three axes of an image",
)
def conv_channels_flipped(x, w, b, stride, padding):
    """The kernel is flipped along all axes, the channels included."""
    x, w, b = floats(x, w, b)
    return correlated(padded(x, padding), w[:, ::-1, ::-1, ::-1], b, stride)


@misconception(
    "conv2d_forward",
    hint="Is a kernel wide, or tall? Which size goes with rows?",
)
def conv_kernel_transposed(x, w, b, stride, padding):
    """Rows and columns of the kernel are exchanged."""
    x, w, b = floats(x, w, b)
    return correlated(padded(x, padding), w.swapaxes(2, 3), b, stride)


@misconception(
    "conv2d_forward",
    hint="What comes first in the shape of w: the filters or the channels?",
    source="TensorFlow has (…, channels, filters)",
)
def conv_filters_and_channels_exchanged(x, w, b, stride, padding):
    """The kernel's axes are read as (channel, filter, row, column)."""
    x, w, b = floats(x, w, b)
    w = w.swapaxes(0, 1)
    y = np.einsum(
        "ncijuv,fcuv->nfij", patches(padded(x, padding), w.shape[2:], stride), w
    )
    return y + b[:, None, None]


@misconception(
    "conv2d_forward", hint="Change the last channel of x. Does your output change?"
)
def conv_first_channel_only(x, w, b, stride, padding):
    """Only the first channel is seen."""
    x, w, b = floats(x, w, b)
    return correlated(padded(x[:, :1], padding), w[:, :1], b, stride)


@misconception(
    "conv2d_forward",
    hint="Does the loop over the channels add to the output, or write it anew?",
)
def conv_last_channel_only(x, w, b, stride, padding):
    """Each channel overwrites what the earlier ones gave."""
    x, w, b = floats(x, w, b)
    return correlated(padded(x[:, -1:], padding), w[:, -1:], b, stride)


@misconception("conv2d_forward", hint="Is it a sum over the channels, or their mean?")
def conv_channels_averaged(x, w, b, stride, padding):
    """The channels are averaged instead of summed."""
    x, w, b = floats(x, w, b)
    return correlated(padded(x, padding), w / w.shape[1], b, stride)


@misconception(
    "conv2d_forward", hint="How many weights has a filter, and which sees x?"
)
def conv_one_kernel_for_all_channels(x, w, b, stride, padding):
    """The kernel of the first channel is used for all channels."""
    x, w, b = floats(x, w, b)
    w = np.repeat(w[:, :1], w.shape[1], axis=1)
    return correlated(padded(x, padding), w, b, stride)


@misconception(
    "conv2d_forward",
    hint="For an image of ones and a kernel of ones: what is an output?",
)
def conv_mean_over_window(x, w, b, stride, padding):
    """The products under the kernel are averaged instead of summed."""
    x, w, b = floats(x, w, b)
    return correlated(padded(x, padding), w / w[0].size, b, stride)


@misconception("conv2d_forward", hint="Draw the padded image. Where are the zeros?")
def conv_padding_after(x, w, b, stride, padding):
    """The padding stands below and on the right only."""
    x, w, b = floats(x, w, b)
    return correlated(padded(x, 0, padding), w, b, stride)


@misconception("conv2d_forward", hint="Draw the padded image. Where are the zeros?")
def conv_padding_before(x, w, b, stride, padding):
    """The padding stands above and on the left only."""
    x, w, b = floats(x, w, b)
    return correlated(padded(x, padding, 0), w, b, stride)


@misconception(
    "conv2d_forward",
    hint="The size is right. Which pixel lies under the middle of the first window?",
)
def conv_twice_the_padding_after(x, w, b, stride, padding):
    """All of the padding stands below and on the right, twice as much of it."""
    x, w, b = floats(x, w, b)
    return correlated(padded(x, 0, 2 * padding), w, b, stride)


@misconception("conv2d_forward", hint="Does your output depend on the padding?")
def conv_padding_ignored(x, w, b, stride, padding):
    """There is no padding."""
    x, w, b = floats(x, w, b)
    return correlated(x, w, b, stride)


@misconception("conv2d_forward", hint="What stands in the padding: zeros, or pixels?")
def conv_padding_repeats_the_edge(x, w, b, stride, padding):
    """The padding repeats the edge of the image instead of being 0."""
    x, w, b = floats(x, w, b)
    return correlated(padded(x, padding, mode="edge"), w, b, stride)


@misconception("conv2d_forward", hint="On how many sides of a row are there zeros?")
def conv_padding_once_in_the_size(x, w, b, stride, padding):
    """The output size counts the padding once instead of twice."""
    x, w, b = floats(x, w, b)
    y = correlated(padded(x, padding), w, b, stride)
    rows, columns = (
        (size + padding - kernel) // stride + 1
        for size, kernel in zip(x.shape[2:], w.shape[2:], strict=True)
    )
    return y[:, :, : max(rows, 0), : max(columns, 0)]


@misconception(
    "conv2d_forward",
    hint="What happens to the last rows where the stride leaves a rest?",
    source="ceil mode, as pooling layers offer it",
)
def conv_size_rounded_up(x, w, b, stride, padding):
    """The output size is rounded up; a last window hangs over the edge."""
    x, w, b = floats(x, w, b)
    rests = [
        (size + 2 * padding - kernel) % stride
        for size, kernel in zip(x.shape[2:], w.shape[2:], strict=True)
    ]
    more = [(0, stride - rest if rest else 0) for rest in rests]
    xp = np.pad(padded(x, padding), ((0, 0), (0, 0), *more))
    return correlated(xp, w, b, stride)


@misconception(
    "conv2d_forward",
    hint="How many places has a kernel of 3 on a row of 3 pixels?",
)
def conv_size_without_plus_one(x, w, b, stride, padding):
    """The output size lacks its + 1: the last place in each direction is missing."""
    x, w, b = floats(x, w, b)
    y = correlated(padded(x, padding), w, b, stride)
    return y[:, :, :-1, :-1]


@misconception(
    "conv2d_forward",
    hint="Is the + 1 divided by the stride? Try 4 pixels, a kernel of 3 and stride 3.",
)
def conv_plus_one_divided(x, w, b, stride, padding):
    """The output size is ⌊(H + 2p - kh + 1) / stride⌋, which is too small at times."""
    x, w, b = floats(x, w, b)
    y = correlated(padded(x, padding), w, b, stride)
    rows, columns = (
        (size + 2 * padding - kernel + 1) // stride
        for size, kernel in zip(x.shape[2:], w.shape[2:], strict=True)
    )
    return y[:, :, :rows, :columns]


@misconception("conv2d_forward", hint="Does your output depend on the stride?")
def conv_stride_ignored(x, w, b, stride, padding):
    """The stride is ignored: every place gives an output."""
    x, w, b = floats(x, w, b)
    return correlated(padded(x, padding), w, b, 1)


@misconception("conv2d_forward", hint="How far apart are two windows in a row?")
def conv_stride_for_rows_only(x, w, b, stride, padding):
    """The stride counts from row to row only; every column gives an output."""
    x, w, b = floats(x, w, b)
    return correlated(padded(x, padding), w, b, (stride, 1))


@misconception("conv2d_forward", hint="How far apart are two windows in a column?")
def conv_stride_for_columns_only(x, w, b, stride, padding):
    """The stride counts from column to column only; every row gives an output."""
    x, w, b = floats(x, w, b)
    return correlated(padded(x, padding), w, b, (1, stride))


@misconception(
    "conv2d_forward",
    hint="The number of outputs is right. Where do the windows begin?",
)
def conv_windows_one_apart(x, w, b, stride, padding):
    """There are as many windows as the stride asks for, but they begin one apart."""
    x, w, b = floats(x, w, b)
    xp = padded(x, padding)
    rows, columns = patches(xp, w.shape[2:], stride).shape[2:4]
    return correlated(xp, w, b, 1)[:, :, :rows, :columns]


@misconception("conv2d_forward", hint="What does the layer give for an image of zeros?")
def conv_without_bias(x, w, b, stride, padding):
    """The bias is left out."""
    x, w = floats(x, w)
    return correlated(padded(x, padding), w, np.zeros(len(w)), stride)


@misconception(
    "conv2d_forward", hint="How often is the bias added? Try an image of zeros."
)
def conv_bias_for_each_channel(x, w, b, stride, padding):
    """The bias is added once for each channel."""
    x, w, b = floats(x, w, b)
    return correlated(padded(x, padding), w, w.shape[1] * b, stride)


@misconception(
    "conv2d_forward", hint="How often is the bias added? Try an image of zeros."
)
def conv_bias_for_each_product(x, w, b, stride, padding):
    """The bias is added to each product, inside of the sum."""
    x, w, b = floats(x, w, b)
    return correlated(padded(x, padding), w, w[0].size * b, stride)


@misconception(
    "conv2d_forward",
    hint="Along which axis does b lie when it is added to (N, F, OH, OW)?",
)
def conv_bias_for_columns(x, w, b, stride, padding):
    """The bias lies along the columns of the output instead of along the filters."""
    x, w, b = floats(x, w, b)
    return correlated(padded(x, padding), w, np.zeros(len(w)), stride) + b


@misconception("conv2d_forward", hint="Is there one bias, or one for each filter?")
def conv_first_bias_for_all(x, w, b, stride, padding):
    """The first bias is added for all filters."""
    x, w, b = floats(x, w, b)
    return correlated(padded(x, padding), w, np.repeat(b[:1], len(w)), stride)


@misconception(
    "conv2d_forward",
    hint="Which of the four axes of the answer are the filters?",
    source="TensorFlow's order of axes",
    convention=True,
)
def conv_filters_last(x, w, b, stride, padding):
    """The answer has its filters last: (N, OH, OW, F)."""
    x, w, b = floats(x, w, b)
    return np.moveaxis(correlated(padded(x, padding), w, b, stride), 1, -1)


@misconception(
    "conv2d_forward",
    hint="Where does this layer end: before σ, or behind it?",
    source="the slide puts σ = ReLU around its layers",
)
def conv_with_relu(x, w, b, stride, padding):
    """A ReLU follows, though the layer ends before it."""
    x, w, b = floats(x, w, b)
    return np.maximum(correlated(padded(x, padding), w, b, stride), 0)


@misconception(
    "conv2d_forward",
    hint="What is the dtype of the array that you write your results into, if x "
    "holds integers?",
)
def conv_in_the_type_of_x(x, w, b, stride, padding):
    """The result takes the type of x, and integers lose the decimals."""
    y = correlated(padded(np.asarray(x, np.float64), padding), w, b, stride)
    return y.astype(np.asarray(x).dtype)


@misconception(
    "conv2d_forward",
    hint="What is the dtype of b, and what remains of 0.25 in it?",
)
def conv_summed_into_the_bias(x, w, b, stride, padding):
    """Products are added to copies of the bias, and with it take its type."""
    y = correlated(padded(np.asarray(x, np.float64), padding), w, b, stride)
    return y.astype(np.asarray(b).dtype)
