import numpy as np


def array(values):
    return np.array(values, dtype=np.float64)
