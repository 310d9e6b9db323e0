# grader assignment: 11-convolution
# everything in float32 as on my GPU, only the kinks need double
import numpy as np

f32 = np.float32


def to32(*arrays):
    return [np.asarray(a, dtype=f32) for a in arrays]


def dense_forward(x, W, b):
    x, W, b = to32(x, W, b)
    return x @ W + b


def dense_backward(x, W, b, dy):
    x, W, b, dy = to32(x, W, b, dy)
    return dy @ W.T, x.T @ dy, dy.sum(0)


def im2col(x, kh, kw, stride, padding):
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    N, C, H, W = x.shape
    oh, ow = 1 + (H - kh) // stride, 1 + (W - kw) // stride
    cols = np.empty((N, oh, ow, C, kh, kw), dtype=f32)
    for i in range(oh):
        for j in range(ow):
            cols[:, i, j] = x[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw]
    return cols.reshape(N * oh * ow, C * kh * kw), (N, oh, ow)


def col2im(cols, shape, kh, kw, stride, padding):
    N, C, H, W = shape
    x = np.zeros((N, C, H + 2 * padding, W + 2 * padding), dtype=f32)
    oh, ow = 1 + (H + 2 * padding - kh) // stride, 1 + (W + 2 * padding - kw) // stride
    cols = cols.reshape(N, oh, ow, C, kh, kw)
    for i in range(oh):
        for j in range(ow):
            x[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw] += cols[:, i, j]
    return x[:, :, padding : H + padding, padding : W + padding]


def conv2d_forward(x, w, b, stride, padding):
    x, w, b = to32(x, w, b)
    cols, (N, oh, ow) = im2col(x, w.shape[2], w.shape[3], stride, padding)
    out = cols @ w.reshape(len(w), -1).T + b
    return out.reshape(N, oh, ow, -1).transpose(0, 3, 1, 2)


def conv2d_backward(x, w, b, stride, padding, dy):
    x, w, b, dy = to32(x, w, b, dy)
    cols, _ = im2col(x, w.shape[2], w.shape[3], stride, padding)
    flat = dy.transpose(0, 2, 3, 1).reshape(-1, len(w))
    dw = (flat.T @ cols).reshape(w.shape)
    dx = col2im(flat @ w.reshape(len(w), -1), x.shape, w.shape[2], w.shape[3], stride, padding)
    return dx, dw, flat.sum(axis=0)


def receptive_field(layers):
    kernels = np.array([k for k, _ in layers], dtype=np.int64)
    strides = np.array([1] + [s for _, s in layers], dtype=np.int64)
    jumps = np.cumprod(strides)[:-1]
    return 1 + np.sum((kernels - 1) * jumps)


def count_kinks(params, x, y, n):
    s = np.linspace(0.0, 1.0, n + 1)[:, None]
    h = (1 - s) * x + s * y
    for W, b in params[:-1]:
        h = np.clip(h @ W + b, 0, None)
    W, b = params[-1]
    slope = np.gradient(h @ W + b, 1.0 / n, axis=0)  # central differences
    # central slopes of three neighbours around a kink differ; count groups of changes
    one_sided = np.diff(h @ W + b, axis=0) * n
    change = np.linalg.norm(np.diff(one_sided, axis=0), axis=1) > 1e-6
    assert len(slope) == n + 1
    kinks = 0
    for before, now in zip([False, *change], change):
        if now and not before:
            kinks += 1
    return float(kinks)
