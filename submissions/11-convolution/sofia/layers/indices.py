import numpy as np


def indices(shape, kernel, stride, padding):
    """Rows and columns in the padded image for each output and each kernel entry."""
    (H, W), (kh, kw) = shape, kernel
    i = stride * np.arange((H + 2 * padding - kh) // stride + 1)
    j = stride * np.arange((W + 2 * padding - kw) // stride + 1)
    rows = i[:, None, None, None] + np.arange(kh)[None, None, :, None]
    columns = j[None, :, None, None] + np.arange(kw)[None, None, None, :]
    return np.broadcast_arrays(rows, columns)
