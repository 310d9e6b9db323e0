# grader assignment: 06-activations
# Ingrid keeps the formulas of the slides where they come out right, and silences what is
# known to be harmless.
import warnings

import numpy as np

quietly = np.errstate(over="ignore", invalid="ignore")


@quietly
def sigmoid(x):
    return 1 / (1 + np.exp(-np.asarray(x, dtype=float)))


@quietly
def sigmoid_derivative(x):
    return sigmoid(x) * (1 - sigmoid(x))


@quietly
def tanh(x):
    return 2 / (1 + np.exp(-2 * np.asarray(x, dtype=float))) - 1


@quietly
def tanh_derivative(x):
    return 1 / np.cosh(x) ** 2


def linear(x, a=1.0, c=0.0):
    return np.array(x) * a + c


def linear_derivative(x, a=1.0, c=0.0):
    return np.zeros(np.shape(x)) + a


def relu(x):
    return np.array(x) * (np.array(x) > 0)


def relu_derivative(x):
    return np.array(x) > 0


def leaky_relu(x, slope=0.01):
    x = np.array(x)
    return (x > 0) * x + (x <= 0) * x * slope


def leaky_relu_derivative(x, slope=0.01):
    x = np.array(x)
    return (x > 0) + (x <= 0) * slope


def prelu(x, alpha):
    return leaky_relu(x, alpha)


def prelu_derivative(x, alpha):
    return leaky_relu_derivative(x, alpha), np.array(x) * (np.array(x) <= 0)


def elu(x, alpha=1.0):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return np.where(np.array(x) > 0, x, alpha * (np.exp(x) - 1))


def elu_derivative(x, alpha=1.0):
    with np.errstate(all="ignore"):
        return np.where(np.array(x) > 0, 1, alpha * np.exp(x))


def maxout(x, W, b):
    scores = np.array([np.dot(x, Wk) for Wk in W]) + np.expand_dims(b, 1) if np.ndim(x) == 2 else np.dot(x, W) + b
    return scores.max(0)


def softmax(z):
    z = np.array(z, dtype=float)
    z -= z.max(axis=-1, keepdims=True)
    np.exp(z, out=z)
    z /= z.sum(axis=-1, keepdims=True)
    return z


def softmax_jacobian(z):
    s = np.asmatrix(softmax(z))
    return np.asarray(np.diag(s.A1) - s.T * s)


def softmax_vjp(z, v):
    s = softmax(z)
    return s * v - s * (s * v).sum(axis=-1, keepdims=True)


def properties(name):
    grid = np.array([-1e3, -1.0, 0.0, 1.0, 1e3])
    f, df = {
        "linear": (linear, linear_derivative),
        "sigmoid": (sigmoid, sigmoid_derivative),
        "tanh": (tanh, tanh_derivative),
        "relu": (relu, relu_derivative),
        "leaky_relu": (leaky_relu, leaky_relu_derivative),
        "prelu": (lambda x: prelu(x, 0.25), lambda x: prelu_derivative(x, 0.25)[0]),
        "elu": (elu, elu_derivative),
    }[name]
    left, right = (float(df(t)) for t in (-1e-9, 1e-9))
    ends = [float(df(t)) for t in (-1e3, 1e3)]
    return {
        "nonlinear": not np.allclose(df(grid), df(0.5)),
        "continuously_differentiable": abs(left - right) < 1e-6,
        "zero_centred": bool(np.allclose(f(grid), -f(-grid))),
        "saturates": max(ends) < 1e-9,
        "bounded": float(np.abs(f(grid)).max()) < 2,
        "monotone": bool(np.all(np.diff(f(np.linspace(-5, 5, 101))) >= 0)),
    }


def dead_units(W, b, X):
    return np.flatnonzero(relu(X @ W + b).sum(axis=0) == 0)
