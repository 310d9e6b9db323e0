# grader assignment: 11-convolution
import numpy as np


def dense_forward(x, W, b):
    return x @ W + b


def dense_backward(x, W, b, dy):
    return dy @ W.T, x.T @ dy, dy.sum(axis=0, keepdims=True)


def conv2d_forward(x, w, b, stride, padding):
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    p = padding
    xp = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
    OH = (H + 2 * p - kh) // stride + 1
    OW = (W + 2 * p - kw) // stride + 1
    y = np.zeros((N, F, OH, OW))
    for i in range(OH):
        for j in range(OW):
            for c in range(C):
                patch = xp[:, c, i * stride : i * stride + kh, j * stride : j * stride + kw]
                y[:, :, i, j] += np.einsum("nuv,fuv->nf", patch, w[:, c]) + b
    return y


def conv2d_backward(x, w, b, stride, padding, dy):
    raise NotImplementedError  # TODO


def receptive_field(layers):
    raise NotImplementedError


def count_kinks(params, x, y, n):
    raise NotImplementedError
