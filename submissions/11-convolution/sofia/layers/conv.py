import numpy as np

from .dense import dense_backward, dense_forward
from .indices import indices


def _columns(x, w, stride, padding):
    xp = np.pad(x, [(0, 0), (0, 0), (padding, padding), (padding, padding)])
    rows, columns = indices(x.shape[2:], w.shape[2:], stride, padding)
    patches = xp[:, :, rows, columns]  # N C OH OW kh kw
    N, C, OH, OW, kh, kw = patches.shape
    flat = patches.transpose(0, 2, 3, 1, 4, 5).reshape(N * OH * OW, C * kh * kw)
    return xp, flat, (N, OH, OW, C, kh, kw), (rows, columns)


def conv2d_forward(x, w, b, stride, padding):
    _, flat, (N, OH, OW, *_), _ = _columns(x, w, stride, padding)
    y = dense_forward(flat, w.reshape(len(w), -1).T, b)
    return y.reshape(N, OH, OW, len(w)).transpose(0, 3, 1, 2)


def conv2d_backward(x, w, b, stride, padding, dy):
    xp, flat, sizes, (rows, columns) = _columns(x, w, stride, padding)
    delta = dy.transpose(0, 2, 3, 1).reshape(len(flat), len(w))
    dflat, dw, db = dense_backward(flat, w.reshape(len(w), -1).T, b, delta)
    dpatches = dflat.reshape(sizes).transpose(0, 3, 1, 2, 4, 5)
    dxp = np.zeros(xp.shape)
    np.add.at(dxp, (slice(None), slice(None), rows, columns), dpatches)
    H, W = x.shape[2:]
    return dxp[:, :, padding : padding + H, padding : padding + W], dw.T.reshape(w.shape), db
