# grader assignment: 11-convolution

# %% [markdown]
# # Convolutions, and what ReLU networks are made of

# %%
"""Assignment 11: dense and convolutional layers, receptive fields, kinks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

SLOPE_TOLERANCE = 1e-5


def _f(a: ArrayLike) -> Floats:
    """Return a fresh float64 copy."""
    return np.array(a, dtype=np.float64)


def _pad(x: Floats, p: int) -> Floats:
    return np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))


def _windows(xp: Floats, kh: int, kw: int, stride: int) -> Floats:
    """Return all windows of xp, with axes (n, c, i, j, u, v)."""
    return sliding_window_view(xp, (kh, kw), axis=(2, 3))[:, :, ::stride, ::stride]


# %%
def dense_forward(x: ArrayLike, W: ArrayLike, b: ArrayLike) -> Floats:
    """Return x W + b."""
    return _f(x) @ _f(W) + _f(b)


# %%
def dense_backward(
    x: ArrayLike, W: ArrayLike, b: ArrayLike, dy: ArrayLike
) -> tuple[Floats, Floats, Floats]:
    """Return (dx, dW, db)."""
    dy = _f(dy)
    return dy @ _f(W).T, _f(x).T @ dy, dy.sum(axis=0)


# %%
def conv2d_forward(
    x: ArrayLike, w: ArrayLike, b: ArrayLike, stride: int, padding: int
) -> Floats:
    """Return the cross-correlation of the padded x with each filter, plus b."""
    w = _f(w)
    windows = _windows(_pad(_f(x), padding), *w.shape[2:], stride)
    return np.einsum("ncijuv,fcuv->nfij", windows, w) + _f(b)[:, None, None]


# %%
def conv2d_backward(
    x: ArrayLike, w: ArrayLike, b: ArrayLike, stride: int, padding: int, dy: ArrayLike
) -> tuple[Floats, Floats, Floats]:
    """Return (dx, dw, db)."""
    x, w, dy = _f(x), _f(w), _f(dy)
    height, width = x.shape[2:]
    kh, kw = w.shape[2:]
    oh, ow = dy.shape[2:]
    xp = _pad(x, padding)

    dw = np.einsum("ncijuv,nfij->fcuv", _windows(xp, kh, kw, stride), dy)
    db = dy.sum(axis=(0, 2, 3))

    dxp = np.zeros_like(xp)
    for u, v in np.ndindex(kh, kw):
        rows = slice(u, u + (oh - 1) * stride + 1, stride)
        cols = slice(v, v + (ow - 1) * stride + 1, stride)
        dxp[:, :, rows, cols] += np.einsum("nfij,fc->ncij", dy, w[:, :, u, v])
    dx = dxp[:, :, padding : padding + height, padding : padding + width]
    return dx, dw, db


# %%
def receptive_field(layers: Sequence[tuple[int, int]]) -> int:
    """Return 1 + Σ_l (k_l - 1) · Π_{m<l} s_m."""
    if len(layers) == 0:
        return 1
    kernels, strides = np.array(layers, dtype=np.int64).T
    jumps = np.concatenate(([1], np.cumprod(strides)[:-1]))
    return int(1 + (kernels - 1) @ jumps)


# %%
def _network(params: Sequence[tuple[ArrayLike, ArrayLike]], h: Floats) -> Floats:
    *hidden, (W, b) = params
    for W_k, b_k in hidden:
        h = np.maximum(dense_forward(h, W_k, b_k), 0.0)
    return dense_forward(h, W, b)


def count_kinks(
    params: Sequence[tuple[ArrayLike, ArrayLike]], x: ArrayLike, y: ArrayLike, n: int
) -> int:
    """Count the runs of consecutive samples at which the slope changes."""
    x, y = _f(x), _f(y)
    s = np.linspace(0.0, 1.0, n + 1)[:, None]
    slopes = n * np.diff(_network(params, x + s * (y - x)), axis=0)
    changed = (np.abs(np.diff(slopes, axis=0)) > SLOPE_TOLERANCE).any(axis=1)
    starts = changed & ~np.concatenate(([False], changed[:-1]))
    return int(starts.sum())
