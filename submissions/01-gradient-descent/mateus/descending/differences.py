import numpy as np


def numerical_gradient(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    if not x.shape:
        return (f(x + h) - f(x - h)) / (2 * h)
    slopes = []
    for i in range(x.size):
        e = h * (np.arange(x.size) == i).reshape(x.shape)
        slopes.append((f(x + e) - f(x - e)) / (2 * h))
    return np.reshape(slopes, x.shape)


def gradient_check(f, grad, x):
    from .sizes import is_finite

    n = numerical_gradient(f, x)
    off = np.abs(np.array(grad(x)) - n) / np.maximum(1, np.abs(n))
    assert is_finite(off)
    return off.max()
