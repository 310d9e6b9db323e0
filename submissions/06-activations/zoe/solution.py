# grader assignment: 06-activations
"""Zoe: the rest will come in the evening."""

import numpy as np


def linear(x, a, c):
    return a * x + c


def linear_derivative(x, a, c):
    return np.full_like(x, a, dtype=float)


def sigmoid(x):
    x = np.asarray(x, dtype=float)
    return np.where(x > 0, 1 / (1 + np.exp(-x.clip(0))), 1 - 1 / (1 + np.exp(x.clip(None, 0))))


def sigmoid_derivative(x):
    s = sigmoid(x)
    return s * (1 - s)


def tanh(x):
    return np.tanh(x)


def tanh_derivative(x):
    return 1 - np.tanh(x) ** 2


def relu(x):
    return np.maximum(x, 0)


def relu_derivative(x):
    return np.where(np.asarray(x) > 0, 1.0, 0.0)


def leaky_relu(x, slope):
    return np.where(np.asarray(x) > 0, x, slope * x)


def leaky_relu_derivative(x, slope):
    return np.where(np.asarray(x) > 0, 1.0, slope)


def prelu(x, alpha):
    return np.maximum(x, 0) + alpha * np.minimum(x, 0)


def prelu_derivative(x, alpha):
    raise NotImplementedError


def elu(x, alpha):
    raise NotImplementedError


def elu_derivative(x, alpha):
    raise NotImplementedError


def maxout(x, W, b):
    raise NotImplementedError


def softmax(z):
    raise NotImplementedError


def softmax_jacobian(z):
    raise NotImplementedError


def softmax_vjp(z, v):
    raise NotImplementedError


def properties(name):
    raise NotImplementedError


def dead_units(W, b, X):
    raise NotImplementedError
