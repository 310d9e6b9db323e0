# grader assignment: 07-backprop
"""Homework 7, written down as the handout says it."""

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


def chain_rule(fs, dfs, x):
    u = x
    d = 1
    for k in range(len(fs) - 1, -1, -1):
        d = d * dfs[k](u)
        u = fs[k](u)
    return u, d


def matmul_backward(x, w, dy):
    return dy @ w.T, x.T @ dy


def nll_output_gradient(p, y):
    e = np.zeros(len(p))
    e[y] = 1
    return -e / p[y]


class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.grad = 0
        self.parents = parents
        self.slopes = slopes

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, (self, other), (1, 1))

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def __pow__(self, n):
        return Value(self.data**n, (self,), (n * self.data ** (n - 1),))

    def __sub__(self, other):
        return self + (other * -1)

    def __truediv__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return self * other**-1

    __radd__ = __add__
    __rmul__ = __mul__

    def __rsub__(self, other):
        return self * -1 + other

    def __rtruediv__(self, other):
        return self**-1 * other

    def exp(self):
        z = np.exp(self.data)
        return Value(z, (self,), (z,))

    def log(self):
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def tanh(self):
        z = np.tanh(self.data)
        return Value(z, (self,), (1 - z**2,))

    def relu(self):
        return Value(max(self.data, 0), (self,), (1 if self.data > 0 else 0,))

    def backward(self):
        order = []
        seen = set()
        stack = [(self, iter(self.parents))]
        seen.add(self)
        while stack:
            node, rest = stack[-1]
            for parent in rest:
                if parent not in seen:
                    seen.add(parent)
                    stack.append((parent, iter(parent.parents)))
                    break
            else:
                order.append(node)
                stack.pop()
        for node in order:
            node.grad = 0
        self.grad = 1
        for node in reversed(order):
            for parent, slope in zip(node.parents, node.slopes):
                parent.grad += slope * node.grad
