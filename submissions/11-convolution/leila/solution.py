# grader assignment: 11-convolution
import numpy as np


def relu(z):
    return np.maximum(z, 0)


def dense_forward(x, W, b):
    return relu(x @ W + b)


def dense_backward(x, W, b, dy):
    return dy @ W.T, x.T @ dy, dy


def conv2d_forward(x, w, b, stride, padding):
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    xp = np.zeros((N, C, H + 2 * padding, W + 2 * padding))
    xp[:, :, padding : padding + H, padding : padding + W] = x
    OH = (H + 2 * padding - kh) // stride + 1
    OW = (W + 2 * padding - kw) // stride + 1
    y = np.zeros((N, F, OH, OW))
    for n in range(N):
        for f in range(F):
            for i in range(OH):
                for j in range(OW):
                    window = xp[n, :, i * stride : i * stride + kh, j * stride : j * stride + kw]
                    y[n, f, i, j] = np.sum(window * w[f]) + b[f]
    return y


def conv2d_backward(x, w, b, stride, padding, dy):
    p, s = padding, stride
    kh, kw = w.shape[2:]
    OH, OW = dy.shape[2:]
    dxp = np.zeros((x.shape[0], x.shape[1], x.shape[2] + 2 * p, x.shape[3] + 2 * p))
    xp = np.pad(x, [(0, 0), (0, 0), (p, p), (p, p)])
    dw = np.zeros(w.shape)
    for u in range(kh):
        for v in range(kw):
            rows = slice(u, u + s * (OH - 1) + 1, s)
            cols = slice(v, v + s * (OW - 1) + 1, s)
            dxp[:, :, rows, cols] += np.einsum("nfij,fc->ncij", dy, w[:, :, u, v])
            dw[:, :, kh - 1 - u, kw - 1 - v] = np.einsum("nfij,ncij->fc", dy, xp[:, :, rows, cols])
    return dxp[:, :, p : p + x.shape[2], p : p + x.shape[3]], dw, dy.sum(axis=(0, 2, 3))


def receptive_field(layers):
    r = j = 1
    for k, s in reversed(layers):
        r += (k - 1) * j
        j *= s
    return r


def count_kinks(params, x, y, n):
    patterns = []
    for k in range(n + 1):
        h = x + k / n * (y - x)
        pattern = []
        for W, b in params[:-1]:
            z = h @ W + b
            pattern += list(z > 0)
            h = relu(z)
        patterns.append(pattern)
    return sum(one != other for one, other in zip(patterns, patterns[1:]))
