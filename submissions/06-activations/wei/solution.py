# grader assignment: 06-activations
"""Wei is sure of the entrywise ones and had trouble with axes."""
import numpy as np


def linear(x, a, c):
    return a * np.asarray(x) + c


def linear_derivative(x, a, c):
    return a + 0 * np.asarray(x)


def sigmoid(x):
    e = np.exp(-np.abs(x))
    return np.where(np.asarray(x) >= 0, 1 / (1 + e), e / (1 + e))


def sigmoid_derivative(x):
    e = np.exp(-np.abs(x))
    return e / (1 + e) ** 2


def tanh(x):
    return np.tanh(x)


def tanh_derivative(x):
    return 1 - np.tanh(x) ** 2


def relu(x):
    return np.maximum(0, x)


def relu_derivative(x):
    return (np.asarray(x) > 0).astype(int)


def leaky_relu(x, slope):
    return np.where(np.asarray(x) > 0, x, np.asarray(x) * slope)


def leaky_relu_derivative(x, slope):
    return np.where(np.asarray(x) > 0, 1, slope)


def prelu(x, alpha):
    return np.where(np.asarray(x) > 0, x, np.asarray(x) * alpha)


def prelu_derivative(x, alpha):
    x = np.asarray(x)
    return np.where(x > 0, 1, alpha), np.sum(np.where(x > 0, 0, x))


def elu(x, alpha):
    return np.where(np.asarray(x) > 0, x, alpha * (np.exp(np.minimum(x, 0)) - 1))


def elu_derivative(x, alpha):
    return np.where(np.asarray(x) > 0, 1, alpha * np.exp(np.minimum(x, 0)))


def maxout(x, W, b):
    scores = np.array([x @ W[k] + b[k] for k in range(W.shape[0])])
    return scores.max(axis=-1)


def softmax(z):
    e = np.exp(z - np.max(z))
    return e / e.sum(axis=-1, keepdims=True)


def softmax_jacobian(z):
    e = np.exp(z - np.max(z))
    s = e / e.sum()
    return np.diag(s * (1 - s))


def softmax_vjp(z, v):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    s = e / e.sum(axis=-1, keepdims=True)
    jacobians = np.einsum("...i,ij->...ij", s, np.eye(s.shape[-1])) - s[..., :, None] * s[..., None, :]
    return np.einsum("...ij,...j->...i", jacobians, v)


def properties(name):
    return {
        "nonlinear": name != "linear",
        "continuously_differentiable": name in ("linear", "sigmoid", "tanh", "elu"),
        "zero_centred": name in ("linear", "tanh", "leaky_relu", "prelu", "elu"),
        "saturates": name in ("sigmoid", "tanh"),
        "bounded": name in ("sigmoid", "tanh"),
        "monotone": True,
    }


def dead_units(W, b, X):
    return np.where((X @ W + b <= 0).all(axis=1))[0]
