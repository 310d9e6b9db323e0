# grader assignment: 07-backprop
"""Giulia keeps a tape: each operation writes a line, and backward reads it upwards."""

import cmath
import itertools
import operator
from math import cosh, exp, log, tanh

import numpy as np


def gate(local):
    """Make a backward function of a function that gives the local derivatives."""

    def backward(*args):
        *inputs, upstream = args
        slopes = local(*inputs)
        return tuple(slope * upstream for slope in slopes)

    return backward


add_backward = gate(lambda x, y: (1.0, 1.0))
multiply_backward = gate(lambda x, y: (y, x))
max_backward = gate(lambda x, y: (1.0 * (x > y), 1.0 - (x > y)))


def copy_backward(dz1, dz2):
    return operator.add(dz1, dz2)


def relu_backward(x, dy):
    return gate(lambda v: (1.0 * np.greater(v, 0),))(x, dy)[0]


def backward_xyz(a, b, c):
    h = 1e-30  # a step into the complex plane, which costs no digits
    f = lambda a, b, c: (a + b) * c
    return [
        f(a + 1j * h, b, c).imag / h,
        f(a, b + 1j * h, c).imag / h,
        f(a, b, c + 1j * h).imag / h,
    ]


def sigmoid_neuron_backward(*values):
    def sigma(s):
        if s.real < 0:
            return cmath.exp(s) / (1 + cmath.exp(s))
        return 1 / (1 + cmath.exp(-s))

    def neuron(w0, x0, w1, x1, w2):
        return sigma(complex(w0 * x0 + w1 * x1 + w2))

    found = []
    for at in range(5):
        moved = [v + 1e-30j * (at == i) for i, v in enumerate(values)]
        found.append(neuron(*moved).imag / 1e-30)
    return found


def chain_rule_polynomial(t):
    return ((3 * complex(t, 1e-30) ** 3 + 2) ** 2).imag / 1e-30


def chain_rule(functions, derivatives, at):
    inputs = list(
        itertools.accumulate(reversed(functions), lambda u, f: f(u), initial=at)
    )
    slope = 1.0
    for derivative, u in zip(reversed(derivatives), inputs):
        slope *= derivative(u)
    return inputs[-1], slope


def matmul_backward(x, w, dy):
    dw = sum(np.outer(a, b) for a, b in zip(x, dy))
    dx = np.array([w @ row for row in dy])
    return dx, dw


def nll_output_gradient(p, y):
    return [0.0] * y + [-1 / p[y]] + [0.0] * (len(p) - y - 1)


class Tape:
    def __init__(self):
        self.lines = []

    def write(self, data, *pairs):
        value = Value(data)
        self.lines.append((value, pairs))
        return value


TAPE = Tape()


class Value:
    def __init__(self, data):
        self.data = float(data)
        self.grad = 0.0

    def backward(self):
        adjoints = {self: 1.0}
        below = {self}
        for value, pairs in reversed(TAPE.lines):
            if value in below:
                for source, slope in pairs:
                    below.add(source)
                    adjoints[source] = (
                        adjoints.get(source, 0.0) + slope * adjoints[value]
                    )
        for value, adjoint in adjoints.items():
            value.grad = adjoint
        return adjoints

    def exp(self):
        return TAPE.write(exp(self.data), (self, exp(self.data)))

    def log(self):
        return TAPE.write(log(self.data), (self, 1 / self.data))

    def tanh(self):
        return TAPE.write(tanh(self.data), (self, cosh(self.data) ** -2))

    def relu(self):
        return TAPE.write((abs(self.data) + self.data) / 2, (self, self.data > 0))

    def __pow__(self, n):
        return TAPE.write(self.data**n, (self, n * self.data ** (n - 1)))


def operation(compute, slopes):
    def forwards(one, other):
        other = other if isinstance(other, Value) else Value(other)
        local = slopes(one.data, other.data)
        value = compute(one.data, other.data)
        return TAPE.write(value, (one, local[0]), (other, local[1]))

    return forwards, lambda one, other: forwards(Value(other), one)


Value.__add__, Value.__radd__ = operation(operator.add, lambda x, y: (1, 1))
Value.__sub__, Value.__rsub__ = operation(operator.sub, lambda x, y: (1, -1))
Value.__mul__, Value.__rmul__ = operation(operator.mul, lambda x, y: (y, x))
Value.__truediv__, Value.__rtruediv__ = operation(
    operator.truediv, lambda x, y: (1 / y, -x / y / y)
)
