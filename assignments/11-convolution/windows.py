"""The right half of every wrong convolution: padding, windows, and their way back."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def floats(*arrays):
    """Return float copies."""
    return [np.array(each, dtype=np.float64) for each in arrays]


def padded(x, before, after=None, **options):
    """Return images with rows and columns before and after them, as many as before."""
    sides = (before, before if after is None else after)
    return np.pad(x, ((0, 0), (0, 0), sides, sides), **options)


def patches(xp, size, stride):
    """Return what lies under the kernel, as (N, C, OH, OW, kh, kw)."""
    rows, columns = (stride, stride) if np.ndim(stride) == 0 else stride
    return sliding_window_view(xp, size, axis=(2, 3))[:, :, ::rows, ::columns]


def correlated(xp, w, b, stride):
    """Return the output of a layer on padded images."""
    y = np.einsum("ncijuv,fcuv->nfij", patches(xp, w.shape[2:], stride), w)
    return y + b[:, None, None]


def weight_gradient(xp, w, stride, dy):
    """Return dw."""
    seen = patches(xp, w.shape[2:], stride)
    return np.einsum("ncijuv,nfij->fcuv", seen[:, :, : dy.shape[2], : dy.shape[3]], dy)


def bias_gradient(dy):
    """Return db."""
    return dy.sum(axis=(0, 2, 3))


def places(dy, stride):
    """Return for each output its row, its column, and where its window begins."""
    for i, j in np.ndindex(dy.shape[2:]):
        yield i, j, i * stride, j * stride


def scattered(shape, w, stride, dy):
    """Return the gradient in padded images of some shape."""
    dxp = np.zeros(shape)
    kh, kw = w.shape[2:]
    for i, j, top, left in places(dy, stride):
        part = np.einsum("nf,fcuv->ncuv", dy[:, :, i, j], w)
        dxp[:, :, top : top + kh, left : left + kw] += part
    return dxp


def cut(dxp, padding):
    """Return images without their padding."""
    p = padding
    H, W = dxp.shape[2:]
    return dxp[:, :, p : H - p, p : W - p]


def gradients(x, w, stride, padding, dy):
    """Return dx, dw and db as they should be."""
    x, w, dy = floats(x, w, dy)
    xp = padded(x, padding)
    dx = cut(scattered(xp.shape, w, stride, dy), padding)
    return dx, weight_gradient(xp, w, stride, dy), bias_gradient(dy)
