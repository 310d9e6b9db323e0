import numpy as np


def size(v):
    return np.hypot.reduce(np.ravel(v))


def is_finite(v):
    return bool(np.isfinite(v).all())
