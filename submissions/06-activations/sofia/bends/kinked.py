import numpy as np


def _bend(x, left, right):
    """Put together what left and right give on their own sides of 0."""
    x = np.asarray(x, float)
    return np.piecewise(x, [x > 0], [right, left])


def _one(t):
    return 1.0


def relu(x):
    return np.clip(np.asarray(x, float), 0, None)


def relu_derivative(x):
    return _bend(x, lambda t: 0.0, _one)


def leaky_relu(x, slope):
    return _bend(x, lambda t: slope * t, lambda t: t)


def leaky_relu_derivative(x, slope):
    return _bend(x, lambda t: slope, _one)


prelu = leaky_relu


def prelu_derivative(x, alpha):
    return np.stack([leaky_relu_derivative(x, alpha), _bend(x, lambda t: t, lambda t: 0.0)])


def elu(x, alpha):
    return _bend(x, lambda t: alpha * np.expm1(t), lambda t: t)


def elu_derivative(x, alpha):
    return _bend(x, lambda t: alpha * np.exp(t), _one)
