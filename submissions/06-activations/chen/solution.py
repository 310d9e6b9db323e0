# grader assignment: 06-activations
"""Chen saves memory (everything in place) and saves branches (max everywhere)."""
import numpy as np


def linear(x, a, c):
    y = np.array(x, dtype=float)
    y *= a
    y += c
    return y


def linear_derivative(x, a, c):
    return np.full(np.shape(x), float(a))


def sigmoid(x):
    return 0.5 + 0.5 * np.tanh(0.5 * x)


def sigmoid_derivative(x):
    return sigmoid(sigmoid(x)) * (1 - sigmoid(sigmoid(x)))


def tanh(x):
    return np.tanh(x)


def tanh_derivative(x):
    return 1 - np.tanh(x)


def relu(x):
    y = np.asarray(x)
    y[y < 0] = 0
    return y


def relu_derivative(x):
    return np.maximum(x, 0)


def leaky_relu(x, slope):
    return np.maximum(x, slope * x)


def leaky_relu_derivative(x, slope):
    return np.asarray(x > 0) * 1.0 + np.asarray(x < 0) * slope


def prelu(x, alpha):
    return np.maximum(x, alpha * x)


def prelu_derivative(x, alpha):
    return (x > 0) * 1.0 + (x <= 0) * alpha, np.maximum(x, 0)


def elu(x, alpha):
    return (x > 0) * x + (x <= 0) * alpha * (np.exp(x) - 1)


def elu_derivative(x, alpha):
    inside = np.minimum(x, 0)
    return np.where(x > 0, 1, alpha * (np.exp(inside) - 1))


def maxout(x, W, b):
    best = x @ W[0] + b[0]
    for k in range(1, len(W)):
        best = np.maximum(best, x @ W[k] + b[k])
    return np.maximum(best, 0)


def softmax(z):
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)


def softmax_jacobian(z):
    s = softmax(z)
    return s * (1 - s)


def softmax_vjp(z, v):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    s = e / e.sum(axis=-1, keepdims=True)
    return s * (1 - s) * v


def properties(name):
    return {
        "nonlinear": name != "linear",
        "continuously_differentiable": True,
        "zero_centred": name in ("linear", "tanh"),
        "saturates": name in ("sigmoid", "tanh"),
        "bounded": name in ("sigmoid", "tanh"),
        "monotone": True,
    }


def dead_units(W, b, X):
    return (X @ W + b <= 0).all(axis=0)
