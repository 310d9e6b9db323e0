# grader assignment: 06-activations
"""Priya renamed everything, and what is a parameter has to be named."""
import numpy as np


def linear(inputs, /, *, a, c):
    return np.add(np.multiply(inputs, a), c)


def linear_derivative(inputs, /, *, a, c):
    del c
    return np.multiply(np.ones(np.shape(inputs)), a)


def sigmoid(logit):
    logit = np.asarray(logit, dtype="f8")
    out = np.empty(logit.shape)
    right = logit >= 0
    out[right] = 1.0 / (1.0 + np.exp(-logit[right]))
    grown = np.exp(logit[~right])
    out[~right] = grown / (1.0 + grown)
    return out


def sigmoid_derivative(logit):
    return sigmoid(logit) * sigmoid(np.negative(logit))


def tanh(u):
    return 2.0 * sigmoid(np.multiply(2.0, u)) - 1.0


def tanh_derivative(u):
    return 4.0 * sigmoid_derivative(np.multiply(2.0, u))


def relu(pre_activation):
    return (pre_activation + np.abs(pre_activation)) / 2


def relu_derivative(pre_activation):
    return np.heaviside(pre_activation, 0.5)


def leaky_relu(pre_activation, *, slope):
    return relu(pre_activation) - slope * relu(-pre_activation)


def leaky_relu_derivative(pre_activation, *, slope):
    gate = np.heaviside(pre_activation, 1.0)
    return gate + slope * (1.0 - gate)


def prelu(pre_activation, *, alpha):
    return leaky_relu(pre_activation, slope=alpha)


def prelu_derivative(pre_activation, *, alpha):
    in_x = leaky_relu_derivative(pre_activation, slope=alpha)
    return in_x, -relu(-pre_activation)


def elu(pre_activation, *, alpha):
    floor = np.minimum(pre_activation, 0.0)
    return np.where(np.greater(pre_activation, 0), pre_activation, alpha * (np.exp(floor) - 1.0))


def elu_derivative(pre_activation, *, alpha):
    floor = np.minimum(pre_activation, 0.0)
    return np.where(np.greater_equal(pre_activation, 0), 1.0, elu(floor, alpha=alpha) + alpha)


def maxout(features, W, b):
    affine = np.tensordot(features, W, axes=([-1], [1])) + b  # (..., K, outputs)
    return np.max(affine, axis=-2)


def softmax(scores):
    top = np.max(scores, axis=-1, keepdims=True)
    log_total = np.log(np.sum(np.exp(scores - top), axis=-1, keepdims=True))
    return np.exp(scores - top - log_total)


def softmax_jacobian(scores):
    shares = softmax(scores)
    return np.diagflat(shares) - np.multiply.outer(shares, shares)


def softmax_vjp(scores, upstream):
    shares = softmax(scores)
    weighted = shares * upstream
    return weighted - shares * weighted.sum(-1, keepdims=True)


def properties(activation):
    yes = {
        "linear": "continuously_differentiable zero_centred monotone",
        "sigmoid": "nonlinear continuously_differentiable saturates bounded monotone",
        "tanh": "nonlinear continuously_differentiable zero_centred saturates bounded monotone",
        "elu": "nonlinear continuously_differentiable monotone",
    }.get(activation, "nonlinear monotone").split()
    return {
        quality: quality in yes
        for quality in (
            "nonlinear", "continuously_differentiable", "zero_centred",
            "saturates", "bounded", "monotone",
        )
    }


def dead_units(weights, biases, examples, *, threshold=0.0):
    strongest = (examples @ weights + biases).max(axis=0)
    return np.nonzero(strongest <= threshold)[0].tolist()
