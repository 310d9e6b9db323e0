"""Assignment 11: dense and convolutional layers, forward and backward."""

from typing import SupportsIndex

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import ArrayLike

from reference.arguments import require_count, require_shape
from reference.arrays import Array, real


def dense_forward(x: ArrayLike, W: ArrayLike, b: ArrayLike) -> Array:
    """Return the output of a dense layer, before any activation.

    Formula::

        y = xW + b

    Convention:
        Examples are rows and W has shape (inputs, outputs). S2 and PyTorch keep W as
        (outputs, inputs) and compute xWᵀ + b; it shows as soon as inputs and outputs
        differ. S2's slide puts σ around the layer; here the layer ends before it.

    Edge cases:
        x of shape (N, inputs), W of shape (inputs, outputs) and b of shape (outputs,)
        give shape (N, outputs). N = 0 gives shape (0, outputs). b of another shape is
        refused.

    Source:
        S2, slide "Dense layer".

    By hand:
        (1, 2) against the columns (3, 5) and (4, 6) gives 13 and 16, and b adds 1 and
        10:

        >>> dense_forward([[1, 2]], [[3, 4], [5, 6]], [1, 10]).tolist()
        [[14.0, 26.0]]

    """
    x, W, b = real(x), real(W), real(b)
    require_shape((W.shape[1],), b=b)
    y: Array = x @ W + b
    return y


def dense_backward(
    x: ArrayLike,
    W: ArrayLike,
    b: ArrayLike,
    dy: ArrayLike,
) -> tuple[Array, Array, Array]:
    """Return the gradients (dx, dW, db) of a dense layer.

    Formula, with dy the gradient of the loss in y = xW + b::

        dx = dy Wᵀ
        dW = xᵀ dy
        db = Σ_n dy_n

    Convention:
        Nothing is divided by N: a mean over the examples belongs to the loss and is
        in dy already.

    Edge cases:
        dx, dW and db have the shapes of x (N, inputs), W (inputs, outputs) and b
        (outputs,). dy has the shape (N, outputs) of the output; another one is
        refused. The values of b do not matter. N = 0 gives a dW and a db of zeros.

    Source:
        S2, slide "Example: Tanh MLP": ∂l/∂W = δ h, ∂l/∂b = δ, for one example.

    By hand:
        The layer above with dy = (1, 2): dx = (1·3 + 2·4, 1·5 + 2·6) = (11, 17), and
        dW holds the products of (1, 2) and (1, 2):

        >>> dx, dW, db = dense_backward([[1, 2]], [[3, 4], [5, 6]], [1, 10], [[1, 2]])
        >>> dx.tolist(), dW.tolist(), db.tolist()
        ([[11.0, 17.0]], [[1.0, 2.0], [2.0, 4.0]], [1.0, 2.0])

    """
    x, W, b, dy = real(x), real(W), real(b), real(dy)
    require_shape((W.shape[1],), b=b)
    require_shape((len(x), W.shape[1]), dy=dy)
    dx = dy @ W.T
    dW = x.T @ dy
    db = dy.sum(axis=0)
    return dx, dW, db


def conv2d_forward(
    x: ArrayLike,
    w: ArrayLike,
    b: ArrayLike,
    stride: SupportsIndex,
    padding: SupportsIndex,
) -> Array:
    """Return the output of a convolutional layer, before any activation.

    Formula, with x padded by p zeros on all four sides and indices from 0::

        y[n, f, i, j] = Σ_{c, u, v} x[n, c, i·stride + u, j·stride + v] w[f, c, u, v]
                        + b[f]

        i = 0 … ⌊(H + 2p - kh) / stride⌋,  j = 0 … ⌊(W + 2p - kw) / stride⌋

    Convention:
        The kernel is not flipped: this is a cross-correlation (PyTorch, TensorFlow).
        The convolution of mathematics and of scipy.signal turns it by 180 degrees; it
        shows for every kernel that is not symmetric. The axes are (N, C, H, W) and
        (F, C, kh, kw) as in PyTorch; TensorFlow puts the channels last. Where the
        stride does not divide, the output size is rounded down, and the last rows and
        columns of x go unseen.

    Edge cases:
        x of shape (N, C, H, W), w of shape (F, C, kh, kw) and b of shape (F,) give
        shape (N, F, OH, OW) with OH = ⌊(H + 2p - kh)/stride⌋ + 1, OW likewise. Height
        and width, of x and of the kernel, may differ; stride (from 1) and padding
        (from 0) are one whole number for both. The stride may exceed the kernel.
        Padding may exceed it too: such windows give b alone. A kernel larger than the
        padded input, in height or in width, other channels and another shape of b are
        refused with a ValueError. N = 0 gives shape (0, F, OH, OW).

    Source:
        S2, slide "Convolutional layer". Dumoulin & Visin, "A guide to convolution
        arithmetic for deep learning", 2016, relationship 6 (the output size).
        https://arxiv.org/abs/1603.07285

    By hand:
        The kernel (1 0; 0 2) adds to each entry twice its lower right neighbour:
        1 + 2·5, 2 + 2·6, 4 + 2·8, 5 + 2·9, and b adds 1:

        >>> image = [[[[1, 2, 3], [4, 5, 6], [7, 8, 9]]]]
        >>> conv2d_forward(image, [[[[1, 0], [0, 2]]]], [1], stride=1, padding=0)
        array([[[[12., 15.],
                 [21., 24.]]]])

    """
    x, w, b = real(x), real(w), real(b)
    _require_layer(x, w, b, stride, padding)
    windows = _windows(_pad(x, padding), w, stride)
    y: Array = np.einsum("ncijuv,fcuv->nfij", windows, w, optimize=True)
    return y + b[:, None, None]


def conv2d_backward(
    x: ArrayLike,
    w: ArrayLike,
    b: ArrayLike,
    stride: SupportsIndex,
    padding: SupportsIndex,
    dy: ArrayLike,
) -> tuple[Array, Array, Array]:
    """Return the gradients (dx, dw, db) of a convolutional layer.

    Formula, with x and dx padded by p zeros on all four sides, and dy the gradient of
    the loss in y::

        dw[f, c, u, v] = Σ_{n, i, j} x[n, c, i·stride + u, j·stride + v] dy[n, f, i, j]
        db[f] = Σ_{n, i, j} dy[n, f, i, j]
        dx[n, c, i·stride + u, j·stride + v] += Σ_f dy[n, f, i, j] w[f, c, u, v]

    Convention:
        As in conv2d_forward. Nothing is divided by N.

    Edge cases:
        dx, dw and db have the shapes of x (N, C, H, W), w (F, C, kh, kw) and b (F,):
        what falls on the padding is dropped from dx. Rows and columns of x that no
        window reaches, because the stride does not divide or exceeds the kernel, have
        the gradient 0. dy has the shape (N, F, OH, OW) of the output; another one is
        refused, and so is what conv2d_forward refuses. The values of b do not matter.
        N = 0 gives a dw and a db of zeros.

    Source:
        S2, section "Backprop": a gradient block for each simple layer. Dumoulin &
        Visin, "A guide to convolution arithmetic for deep learning", 2016, section 4
        (dx is the transposed convolution).  https://arxiv.org/abs/1603.07285

    By hand:
        One row (1, 2, 3), kernel (1, 2), dy = (1, 10): dx = (1·1, 2·1 + 1·10, 2·10),
        dw = (1·1 + 2·10, 2·1 + 3·10), db = 1 + 10:

        >>> dx, dw, db = conv2d_backward(
        ...     [[[[1, 2, 3]]]], [[[[1, 2]]]], [0], 1, 0, dy=[[[[1, 10]]]]
        ... )
        >>> dx.tolist(), dw.tolist(), db.tolist()
        ([[[[1.0, 12.0, 20.0]]]], [[[[21.0, 32.0]]]], [11.0])

    """
    x, w, b, dy = real(x), real(w), real(b), real(dy)
    _require_layer(x, w, b, stride, padding)
    windows = _windows(_pad(x, padding), w, stride)
    require_shape((len(x), len(w), *windows.shape[2:4]), dy=dy)
    dw: Array = np.einsum("ncijuv,nfij->fcuv", windows, dy, optimize=True)
    db: Array = dy.sum(axis=(0, 2, 3))

    dx = _pad(np.zeros_like(x), padding)
    dwindows = _windows(dx, w, stride)
    # Windows overlap, and += on a view adds only once where they do: so it is done for
    # one kernel entry at a time, which no two windows have at the same pixel.
    for u, v in np.ndindex(w.shape[2:]):
        dwindows[..., u, v] += np.einsum("nfij,fc->ncij", dy, w[:, :, u, v])
    return _crop(dx, padding), dw, db


def _require_layer(
    x: Array, w: Array, b: Array, stride: SupportsIndex, padding: SupportsIndex
) -> None:
    """Refuse what is no layer; numpy would broadcast some of it in silence."""
    require_count(1, stride=stride)
    require_count(padding=padding)
    _, C, H, W = x.shape
    F, _, kh, kw = w.shape
    require_shape((F, C, kh, kw), w=w)
    require_shape((F,), b=b)
    p = int(padding)
    if kh > H + 2 * p or kw > W + 2 * p:
        raise ValueError(
            f"the kernel must fit into the padded input of {H + 2 * p} x {W + 2 * p}; "
            f"got a kernel of {kh} x {kw}."
        )


def _windows(padded: Array, w: Array, stride: SupportsIndex) -> Array:
    """Return the patches under the kernel, (N, C, OH, OW, kh, kw), as a view."""
    patches = sliding_window_view(padded, w.shape[2:], axis=(2, 3), writeable=True)
    view: Array = patches[:, :, :: int(stride), :: int(stride)]
    return view


def _pad(x: Array, padding: SupportsIndex) -> Array:
    p = int(padding)
    return np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))


def _crop(padded: Array, padding: SupportsIndex) -> Array:
    p = int(padding)
    H, W = padded.shape[2:]
    return padded[:, :, p : H - p, p : W - p]
