# grader assignment: 11-convolution
"""A convolution is linear, so ask it what it does: to unit images, and by Fourier."""
import numpy as np


def dense_forward(x, W, b):
    ones = np.ones((len(x), 1))
    return np.hstack([x, ones]) @ np.vstack([W, b])


def dense_backward(x, W, b, dy):
    big = np.hstack([x, np.ones((len(x), 1))]).T @ dy
    return np.linalg.multi_dot([dy, W.T, np.eye(len(W))]), big[:-1], big[-1]


def conv2d_forward(x, w, b, stride, padding):
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    size = (H + 2 * padding + kh, W + 2 * padding + kw)
    xp = np.pad(np.asarray(x, float), ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    X = np.fft.rfft2(xp, size)
    K = np.fft.rfft2(np.asarray(w, float), size)
    # conj: a correlation, not a convolution
    Y = (X[:, None] * np.conj(K)[None]).sum(axis=2)
    y = np.fft.irfft2(Y, size)
    y = y[:, :, : H + 2 * padding - kh + 1 : stride, : W + 2 * padding - kw + 1 : stride]
    return y + np.reshape(b, (1, F, 1, 1))


def conv2d_backward(x, w, b, stride, padding, dy):
    no_bias = np.zeros(len(w))
    # dx: the response of the layer to each unit image; one example will do
    shape = x.shape[1:]
    units = np.eye(int(np.prod(shape))).reshape(-1, *shape)
    response = conv2d_forward(units, w, no_bias, stride, padding)
    dx = np.tensordot(dy, response, axes=([1, 2, 3], [1, 2, 3])).reshape(x.shape)
    # dw: the response to each unit kernel
    units = np.eye(int(np.prod(w.shape[1:]))).reshape(-1, *w.shape[1:])
    response = conv2d_forward(x, units, np.zeros(len(units)), stride, padding)
    dw = np.einsum("nfij,nkij->fk", dy, response).reshape(w.shape)
    return dx, dw, np.array([dy[:, f].sum() for f in range(len(w))])


def receptive_field(layers):
    """Light up one output and see, pixel by pixel, what it touches."""
    lo = hi = 0
    for kernel, stride in list(layers)[::-1]:
        lo, hi = lo * stride, hi * stride + (kernel - 1)
    return int(hi - lo + 1)


def count_kinks(params, x, y, n):
    """Exactly: walk from switch to switch; n is not needed."""
    x, y = np.asarray(x, float), np.asarray(y, float)
    cuts = {0.0, 1.0}
    for depth in range(len(params) - 1):
        for low, high in zip(sorted(cuts), sorted(cuts)[1:]):
            v0, v1 = before(params, x, y, low, depth), before(params, x, y, high, depth)
            for p, q in zip(v0, v1):
                if p * q < 0:
                    cuts.add(low + (high - low) * p / (p - q))
    cuts = np.array(sorted(cuts))
    cuts = cuts[np.r_[True, np.diff(cuts) > 1e-7]]
    F = np.array([before(params, x, y, s, len(params) - 1) for s in cuts])
    slopes = np.diff(F, axis=0) / np.diff(cuts)[:, None]
    changes = np.abs(np.diff(slopes, axis=0)).max(axis=1) > 1e-3
    return int(changes.sum())


def before(params, x, y, s, depth):
    h = x + s * (y - x)
    for W, b in params[:depth]:
        h = np.maximum(h @ W + b, 0)
    W, b = params[depth]
    return h @ W + b
