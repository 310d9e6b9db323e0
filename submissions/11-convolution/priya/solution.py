# grader assignment: 11-convolution
import numpy as np

print("Priya's assignment 11")


def dense_forward(batch, weights, bias, *, activation=None):
    out = np.dot(batch, weights) + bias[None, :]
    return activation(out) if activation else out


def dense_backward(batch, weights, bias, upstream):
    grads = {
        "x": np.dot(upstream, np.transpose(weights)),
        "W": np.dot(np.transpose(batch), upstream),
        "b": np.ones(len(batch)) @ upstream,
    }
    return tuple(grads.values())


def conv2d_forward(images, filters, *, b, padding, stride, verbose=False):
    """scatter the other way round: every weight adds a shifted image"""
    n, _, height, width = images.shape
    f, _, kh, kw = filters.shape
    canvas = np.zeros((n, images.shape[1], height + 2 * padding, width + 2 * padding))
    canvas[:, :, padding : height + padding, padding : width + padding] = images
    rows = np.arange(0, height + 2 * padding - kh + 1, stride)
    cols = np.arange(0, width + 2 * padding - kw + 1, stride)
    result = np.tile(np.reshape(b, (1, f, 1, 1)).astype(float), (n, 1, len(rows), len(cols)))
    for u in range(kh):
        for v in range(kw):
            shifted = canvas[:, :, rows[:, None] + u, cols[None, :] + v]
            result += np.einsum("fc,ncij->nfij", filters[:, :, u, v], shifted)
    if verbose:
        print(result.shape)
    return result


def conv2d_backward(images, filters, *, dy, b, padding, stride):
    n, c, height, width = images.shape
    f, _, kh, kw = filters.shape
    canvas = np.zeros((n, c, height + 2 * padding, width + 2 * padding))
    canvas[:, :, padding : height + padding, padding : width + padding] = images
    rows = stride * np.arange(dy.shape[2])
    cols = stride * np.arange(dy.shape[3])
    d_canvas = np.zeros(canvas.shape)
    d_filters = np.zeros(filters.shape)
    for u in range(kh):
        for v in range(kw):
            at = np.ix_(range(n), range(c), rows + u, cols + v)
            d_filters[:, :, u, v] = np.einsum("nfij,ncij->fc", dy, canvas[at])
            d_canvas[at] += np.einsum("nfij,fc->ncij", dy, filters[:, :, u, v])
    inner = d_canvas[:, :, padding : height + padding, padding : width + padding]
    return inner, d_filters, np.einsum("nfij->f", dy)


def receptive_field(stack, start=(1, 1)):
    size, gap = start
    for kernel, step in stack:
        size, gap = size + (kernel - 1) * gap, gap * step
    return size


def count_kinks(theta, a, z, resolution=500, tol=1e-5):
    """ignores where the samples are: bisects instead of counting cells"""
    grid = np.linspace(0, 1, resolution + 1)

    def value(s):
        h = a + s * (z - a)
        for W, b in theta[:-1]:
            h = np.maximum(h @ W + b, 0)
        return h @ theta[-1][0] + theta[-1][1]

    outputs = np.array([value(s) for s in grid])
    cell = np.diff(outputs, axis=0) * resolution
    kinks, k = 0, 0
    while k + 1 < len(cell):
        if np.all(np.abs(cell[k + 1] - cell[k]) <= tol):
            k += 1
            continue
        kinks += 1
        k += 2
    return int(kinks)
