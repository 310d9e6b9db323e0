# grader assignment: 07-backprop
# Otto

import numpy as np


def add_backward(x, y, dz):
    return dz, dz


def multiply_backward(x, y, dz):
    return y * dz, x * dz


def max_backward(x, y, dz):
    return np.where(x >= y, dz, 0.0), np.where(x >= y, 0.0, dz)


def copy_backward(dz1, dz2):
    return dz1 + dz2


def relu_backward(x, dy):
    return np.where(x > 0, dy, 0.0)


def backward_xyz(x, y, z):
    q = x + y
    return z, z, q


def sigmoid(s):
    return 1 / (1 + np.exp(-s))


def sigmoid_neuron_backward(w0, x0, w1, x1, w2):
    s0 = w0 * x0
    s1 = w1 * x1
    s2 = s0 + s1
    s3 = s2 + w2
    L = sigmoid(s3)

    grad_s3 = (1 - L) * L
    grad_w2 = grad_s3
    grad_s0 = grad_s3
    grad_s1 = grad_s3
    return grad_s0 * x0, grad_s0 * w0, grad_s1 * x1, grad_s1 * w1, grad_w2


def chain_rule_polynomial(x):
    u = 3 * x**3 + 2
    return 2 * u * 9 * x**2
