# grader assignment: 11-convolution
import math

import numpy as np


def make_layer(forward, backward):
    return forward, backward


dense_forward, dense_backward = make_layer(
    lambda x, W, b: (x[:, :, None] * W[None]).sum(axis=1) + b,
    lambda x, W, b, dy: (
        (dy[:, None, :] * W[None]).sum(axis=2),
        (x[:, :, None] * dy[:, None, :]).sum(axis=0),
        np.add.reduce(dy),
    ),
)


def correlate(x, w):
    """Valid correlation, stride 1: x (N, C, H, W) with w (F, C, kh, kw)."""
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    s = x.strides
    view = np.lib.stride_tricks.as_strided(
        x, (N, C, H - kh + 1, W - kw + 1, kh, kw), (*s, s[2], s[3]), writeable=False
    )
    return np.einsum("ncijuv,fcuv->nfij", view, w)


def surround(x, top, bottom, left, right):
    out = np.zeros((*x.shape[:2], x.shape[2] + top + bottom, x.shape[3] + left + right))
    out[:, :, top : top + x.shape[2], left : left + x.shape[3]] = x
    return out


def dilate(dy, stride):
    N, F, OH, OW = dy.shape
    out = np.zeros((N, F, (OH - 1) * stride + 1, (OW - 1) * stride + 1))
    out[:, :, ::stride, ::stride] = dy
    return out


def conv2d_forward(x, w, b, stride, padding):
    full = correlate(surround(x, *[padding] * 4), w)
    return full[:, :, ::stride, ::stride] + b[:, np.newaxis, np.newaxis]


def conv2d_backward(x, w, b, stride, padding, dy):
    kh, kw = w.shape[2:]
    H, W = x.shape[2] + 2 * padding, x.shape[3] + 2 * padding
    wide = dilate(dy, stride)
    # dx: the dilated dy, padded to full size, correlated with the flipped kernel
    rest = H - kh + 1 - wide.shape[2], W - kw + 1 - wide.shape[3]
    framed = surround(wide, kh - 1, kh - 1 + rest[0], kw - 1, kw - 1 + rest[1])
    dxp = correlate(framed, np.ascontiguousarray(w.transpose(1, 0, 2, 3)[:, :, ::-1, ::-1]))
    dx = dxp[:, :, padding : H - padding, padding : W - padding]
    # dw: examples play the part of channels
    xp = surround(x, *[padding] * 4)
    dw = correlate(xp.transpose(1, 0, 2, 3).copy(), wide.transpose(1, 0, 2, 3))
    return dx, dw.transpose(1, 0, 2, 3)[:, :, :kh, :kw], dy.sum(axis=(0, 2, 3))


def receptive_field(layers):
    jumps = [math.prod(s for _, s in layers[:l]) for l in range(len(layers))]
    return 1 + sum((k - 1) * j for (k, _), j in zip(layers, jumps))


def count_kinks(params, x, y, n):
    X = np.linspace(x, y, num=n + 1)
    *hidden, (W, b) = params
    for V, c in hidden:
        X = np.maximum(0, X @ V + c)
    Z = X @ W + b
    slope = (Z[1:] - Z[:-1]) * n
    turn = [not np.allclose(p, q, rtol=1e-7, atol=1e-5) for p, q in zip(slope, slope[1:])]
    text = "".join("x" if t else "." for t in turn)
    return len(text.replace(".", " ").split())
