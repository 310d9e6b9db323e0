# grader assignment: 11-convolution
"""Recursion and generators all the way down."""
import functools
import itertools
import operator

import numpy as np


def dense_forward(x, W, b):
    if len(x) == 1:
        return np.array([functools.reduce(operator.add, (xi * Wi for xi, Wi in zip(x[0], W)), b * 1.0)])
    return np.vstack([dense_forward(x[:1], W, b), dense_forward(x[1:], W, b)])


def dense_backward(x, W, b, dy):
    if len(x) == 1:
        return dense_forward(dy, W.T, np.zeros(len(W))), np.outer(x, dy), dy[0]
    first, others = dense_backward(x[:1], W, b, dy[:1]), dense_backward(x[1:], W, b, dy[1:])
    return np.vstack([first[0], others[0]]), first[1] + others[1], first[2] + others[2]


def windows(shape, kernel, stride, padding):
    """Yield (output index, slices into the padded image)."""
    counts = [(s + 2 * padding - k) // stride + 1 for s, k in zip(shape, kernel)]
    for place in itertools.product(*map(range, counts)):
        yield place, tuple(slice(i * stride, i * stride + k) for i, k in zip(place, kernel))


def pad(x, padding):
    if padding == 0:
        return np.array(x, dtype=float)
    N, C, H, W = x.shape
    wider = np.concatenate([np.zeros((N, C, H, 1)), x, np.zeros((N, C, H, 1))], axis=3)
    higher = np.concatenate([np.zeros((N, C, 1, W + 2)), wider, np.zeros((N, C, 1, W + 2))], axis=2)
    return pad(higher, padding - 1)


def peel(x, padding):
    return x if padding == 0 else peel(x[:, :, 1:-1, 1:-1], padding - 1)


def conv2d_forward(x, w, b, stride, padding):
    xp = pad(x, padding)
    outputs = {
        place: dense_forward(xp[(..., *cut)].reshape(len(x), -1), w.reshape(len(w), -1).T, b)
        for place, cut in windows(x.shape[2:], w.shape[2:], stride, padding)
    }
    OH, OW = (max(axis) + 1 for axis in zip(*outputs))
    return np.stack([np.stack([outputs[i, j] for j in range(OW)], axis=-1) for i in range(OH)], axis=-2)


def conv2d_backward(x, w, b, stride, padding, dy):
    xp = pad(x, padding)
    flat = w.reshape(len(w), -1).T

    def share(place, cut):
        d = dy[(..., *place)]
        dx, dw, db = dense_backward(xp[(..., *cut)].reshape(len(x), -1), flat, b, d)
        whole = np.zeros(xp.shape)
        whole[(..., *cut)] = dx.reshape(len(x), *w.shape[1:])
        return whole, dw.T.reshape(w.shape), db

    shares = itertools.starmap(share, windows(x.shape[2:], w.shape[2:], stride, padding))
    dxp, dw, db = functools.reduce(lambda one, two: [a + c for a, c in zip(one, two)], shares)
    return peel(dxp, padding), dw, db


def receptive_field(layers):
    if not layers:
        return 1
    (kernel, stride), *rest = layers
    return (receptive_field(rest) - 1) * stride + kernel


def net(params, h):
    (W, b), *rest = params
    return net(rest, np.maximum(h @ W + b, 0)) if rest else h @ W + b


def slopes(params, x, y, n):
    points = (net(params, x + k * (y - x) / n) for k in range(n + 1))
    for one, other in itertools.pairwise(points):
        yield n * (other - one)


def count_kinks(params, x, y, n):
    groups = itertools.groupby(
        np.abs(q - p).max() > 1e-4 for p, q in itertools.pairwise(slopes(params, x, y, n))
    )
    return sum(bends for bends, _ in groups)
