import numpy as np


def linear(x, a, c):
    return np.polyval([a, c], x)


def linear_derivative(x, a, c):
    return np.broadcast_to(float(a), np.shape(x)).copy()


def _decay(x):
    return np.exp(-np.abs(np.asarray(x, float)))


def sigmoid(x):
    z = _decay(x)
    return np.where(np.asarray(x) < 0, z, 1) / (1 + z)


def sigmoid_derivative(x):
    z = _decay(x)
    return z / np.square(1 + z)


def tanh(x):
    z = _decay(2 * np.asarray(x, float))
    return np.sign(x) * (1 - z) / (1 + z)


def tanh_derivative(x):
    t = tanh(x)
    return (1 - t) * (1 + t)
