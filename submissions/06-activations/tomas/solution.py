# grader assignment: 06-activations
# Tomás: recursion over axes, generators for the rest.
import math
from functools import reduce

import numpy as np


def entrywise(f):
    def g(x, *p):
        if np.ndim(x) == 0:
            return f(float(x), *p)
        return np.stack([np.asarray(g(part, *p)) for part in x])

    return g


@entrywise
def linear(t, a, c):
    return a * t + c


@entrywise
def linear_derivative(t, a, c):
    return a + 0.0 * t


@entrywise
def sigmoid(t):
    return 1 - sigmoid(-t) if t < 0 else 1 / (1 + math.exp(-t))


@entrywise
def sigmoid_derivative(t):
    t = abs(t)
    return math.exp(-t) / (1 + math.exp(-t)) ** 2


@entrywise
def tanh(t):
    return -tanh(-t) if t < 0 else (1 - math.exp(-2 * t)) / (1 + math.exp(-2 * t))


@entrywise
def tanh_derivative(t):
    return 4 * float(sigmoid_derivative(2 * t))


@entrywise
def relu(t):
    return max(t, 0.0)


@entrywise
def relu_derivative(t):
    return 0.5 * (1 + (t > 0) - (t < 0))


@entrywise
def leaky_relu(t, slope):
    return t * (slope if t < 0 else 1)


@entrywise
def leaky_relu_derivative(t, slope):
    return slope if t < 0 else 1.0


@entrywise
def prelu(t, alpha):
    return t * (alpha if t < 0 else 1)


def prelu_derivative(x, alpha):
    return leaky_relu_derivative(x, alpha), entrywise(lambda t: min(0.0, t))(x)


@entrywise
def elu(t, alpha):
    return t if t > 0 else alpha * (math.exp(t) - 1)


@entrywise
def elu_derivative(t, alpha):
    return 1.0 if t >= 0 else float(elu(t, alpha)) + alpha


def maxout(x, W, b):
    pieces = (x @ w + c for w, c in zip(W, b))
    return reduce(np.maximum, pieces)


def softmax(z):
    if z.ndim > 1:
        return np.array([softmax(part) for part in z])
    powers = [math.exp(t) for t in z - max(z)]
    return np.array(powers) / sum(powers)


def softmax_jacobian(z):
    def columns():
        for j in range(len(z)):
            yield softmax_vjp(z, np.arange(len(z)) == j)

    return np.array(list(columns()))


def softmax_vjp(z, v):
    if z.ndim > 1:
        return np.array([softmax_vjp(a, b) for a, b in zip(z, v)])
    s = softmax(z)
    return s * (v - s @ v)


def properties(name):
    def ask():
        yield "nonlinear", name != "linear"
        yield "continuously_differentiable", name in "linear sigmoid tanh elu".split()
        yield "zero_centred", name in "linear tanh".split()
        yield "saturates", name in "sigmoid tanh".split()
        yield "bounded", name in "sigmoid tanh".split()
        yield "monotone", True

    return dict(ask())


def dead_units(W, b, X):
    return [j for j, column in enumerate((X @ W + b).T) if all(z <= 0 for z in column)]
