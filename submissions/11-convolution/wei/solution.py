# grader assignment: 11-convolution
import numpy as np


def dense_forward(x, W, b):
    return np.array([[float(np.dot(row, column)) + bias for column, bias in zip(W.T, b)] for row in x])


def dense_backward(x, W, b, dy):
    dx = dy.dot(W.T)
    dW = sum(np.multiply.outer(xi, di) for xi, di in zip(x, dy))
    db = sum(di for di in dy)
    return dx, dW, db


def layer_matrix(w, shape, stride, padding):
    """The whole layer as one dense matrix, without the bias: (C·H·W, F·OH·OW)."""
    C, H, W = shape
    F, _, kh, kw = w.shape
    OH = (H + 2 * padding - kh) // stride + 1
    OW = (W + 2 * padding - kw) // stride + 1
    M = np.zeros((C, H, W, F, OH, OW))
    for i, j in np.ndindex(OH, OW):
        for u, v in np.ndindex(kh, kw):
            a, e = i * stride + u - padding, j * stride + v - padding
            if 0 <= a < H and 0 <= e < W:
                M[:, a, e, :, i, j] = w[:, :, u, v].T
    return M.reshape(C * H * W, F * OH * OW), (F, OH, OW)


def conv2d_forward(x, w, b, stride, padding):
    M, (F, OH, OW) = layer_matrix(w, x.shape[1:], stride, padding)
    y = dense_forward(x.reshape(len(x), -1), M, np.repeat(b, OH * OW))
    return y.reshape(len(x), F, OH, OW)


def conv2d_backward(x, w, b, stride, padding, dy):
    M, (F, OH, OW) = layer_matrix(w, x.shape[1:], stride, padding)
    dx, dM, db = dense_backward(x.reshape(len(x), -1), M, None, dy.reshape(len(x), -1))
    dM = dM.reshape(*x.shape[1:], F, OH, OW)
    # shared weights collect the gradients of all places where they stand
    dw = np.zeros(w.shape)
    H, W = x.shape[2:]
    for i, j in np.ndindex(OH, OW):
        for u, v in np.ndindex(w.shape[2:]):
            a, e = i * stride + u - padding, j * stride + v - padding
            if 0 <= a < H and 0 <= e < W:
                dw[:, :, u, v] += dM[:, a, e, :, i, j].T
    return dx.reshape(x.shape), dw, db.reshape(F, OH * OW).sum(axis=1)


def receptive_field(layers):
    total = 1
    for l, (kernel, _) in enumerate(layers):
        distance = 1
        for _, stride in layers[:l]:
            distance *= stride
        total += (kernel - 1) * distance
    return total


def count_kinks(params, x, y, n):
    def F(s):
        h = x + s * (y - x)
        for W, b in params[:-1]:
            h = h @ W + b
            h = np.where(h > 0, h, 0.0)
        return h @ params[-1][0] + params[-1][1]

    kinks, last = 0, -10
    for k in range(1, n):
        bend = F((k + 1) / n) - 2 * F(k / n) + F((k - 1) / n)
        if np.linalg.norm(bend) > 1e-8:
            if k > last + 1:
                kinks += 1
            last = k
    return kinks
