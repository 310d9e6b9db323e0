# grader assignment: 06-activations
"""Homework 6, Amara. Everything is one line of numpy where it can be."""

import numpy as np


def linear(x, a, c):
    return a * x + c


def linear_derivative(x, a, c):
    return np.full_like(x, a, dtype=float)


def sigmoid(x):
    # sigma(x) = (1 + tanh(x/2)) / 2, and np.tanh never overflows
    return 0.5 * (1 + np.tanh(0.5 * np.asarray(x, dtype=float)))


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
    return np.where(np.asarray(x) > 0, 1.0, alpha), np.minimum(x, 0)


def elu(x, alpha):
    return np.maximum(x, 0) + alpha * np.expm1(np.minimum(x, 0))


def elu_derivative(x, alpha):
    return np.where(np.asarray(x) > 0, 1.0, alpha * np.exp(np.minimum(x, 0)))


def maxout(x, W, b):
    return np.max([x @ W[k] + b[k] for k in range(len(W))], axis=0)


def softmax(z):
    e = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)


def softmax_jacobian(z):
    s = softmax(z)
    return np.diag(s) - np.outer(s, s)


def softmax_vjp(z, v):
    s = softmax(z)
    return s * (v - np.sum(v * s, axis=-1, keepdims=True))


def properties(name):
    keys = ["nonlinear", "continuously_differentiable", "zero_centred", "saturates", "bounded", "monotone"]
    table = {
        "linear": [False, True, True, False, False, True],
        "sigmoid": [True, True, False, True, True, True],
        "tanh": [True, True, True, True, True, True],
        "relu": [True, False, False, False, False, True],
        "leaky_relu": [True, False, False, False, False, True],
        "prelu": [True, False, False, False, False, True],
        "elu": [True, True, False, False, False, True],
    }
    return dict(zip(keys, table[name]))


def dead_units(W, b, X):
    return np.where(np.all(X @ W + b <= 0, axis=0))[0]
