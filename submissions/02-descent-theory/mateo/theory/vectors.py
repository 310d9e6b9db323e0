import numpy as np


def vec(x):
    return np.asarray(x, dtype=np.float64)


def ip(u, v):
    """The inner product, of numbers too."""
    return float(np.tensordot(vec(u), vec(v), axes=np.ndim(u)))


def on_segment(x, y, theta):
    return theta * vec(x) + (1.0 - theta) * vec(y)
