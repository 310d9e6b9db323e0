# grader assignment: 07-backprop
"""Ilse likes short functions, and numbers the values of her graph."""

import math

import numpy as np

add_backward = lambda a, b, c: (c * 1.0, c * 1.0)
multiply_backward = lambda left, right, above: (above * right, above * left)
copy_backward = lambda first, second: first + second
relu_backward = lambda pre, above: np.multiply(np.sign(np.maximum(pre, 0)), above)
backward_xyz = lambda x, y, z: np.array((z, z, x + y))
chain_rule_polynomial = lambda x: np.polyval(np.polyder([9, 0, 0, 12, 0, 0, 4]), x)


def max_backward(x, y, dz):
    which = np.argmax(np.stack([np.asarray(y), np.asarray(x)]), axis=0)
    return which * dz, (1 - which) * dz


def sigmoid_neuron_backward(w0, x0, w1, x1, w2):
    with np.errstate(over="ignore"):
        o = 1 / (1 + np.exp(-np.float64(w0 * x0 + w1 * x1 + w2)))
    outer = np.outer([o * (1 - o)], [x0, w0, x1, w1, 1])
    return outer[0]


def chain_rule(fs, dfs, x):
    def recurse(k):
        if k == len(fs):
            return x, 1
        u, d = recurse(k + 1)
        return fs[k](u), dfs[k](u) * d

    return recurse(0)


def matmul_backward(x, w, dy):
    dx = np.zeros(x.shape)
    dw = np.zeros(w.shape)
    for n, d in np.ndindex(*x.shape):
        dx[n, d] = np.sum(dy[n, :] * w[d, :])
    for d, m in np.ndindex(*w.shape):
        dw[d, m] = np.sum(x[:, d] * dy[:, m])
    return dx, dw


def nll_output_gradient(probabilities, label):
    return np.divide(-1.0 * (np.arange(len(probabilities)) == label), probabilities[label])


class Value:
    """A value; None is its grad until somebody asks."""

    def __init__(self, data):
        self.data = data
        self.grad = None
        self.sources = []

    def _new(self, data, *sources):
        z = Value(data)
        z.sources = sources
        return z

    def __add__(self, y):
        y = y if isinstance(y, Value) else Value(y)
        return self._new(self.data + y.data, (self, 1.0), (y, 1.0))

    def __sub__(self, y):
        y = y if isinstance(y, Value) else Value(y)
        return self._new(self.data - y.data, (self, 1.0), (y, -1.0))

    def __mul__(self, y):
        y = y if isinstance(y, Value) else Value(y)
        return self._new(self.data * y.data, (self, y.data), (y, self.data))

    def __truediv__(self, y):
        y = y if isinstance(y, Value) else Value(y)
        return self._new(
            self.data / y.data, (self, 1.0 / y.data), (y, -self.data / y.data**2)
        )

    def __pow__(self, n):
        return self._new(self.data**n, (self, n * self.data**n / self.data))

    def __radd__(self, x):
        return Value(x) + self

    def __rsub__(self, x):
        return Value(x) - self

    def __rmul__(self, x):
        return Value(x) * self

    def __rtruediv__(self, x):
        return Value(x) / self

    def exp(self):
        return self._new(math.exp(self.data), (self, math.exp(self.data)))

    def log(self):
        return self._new(math.log(self.data), (self, 1 / self.data))

    def tanh(self):
        return self._new(math.tanh(self.data), (self, 1 - math.tanh(self.data) ** 2))

    def relu(self):
        return self._new(self.data if self.data > 0 else 0, (self, int(self.data > 0)))

    def _order(self):
        order, state, stack = [], {}, [self]
        while stack:
            v = stack[-1]
            if state.get(v) is None:
                state[v] = "open"
                stack.extend(s for s, _ in v.sources if s not in state)
            else:
                stack.pop()
                if state[v] == "open":
                    state[v] = "done"
                    order.append(v)
        return order

    def backward(self):
        order = self._order()
        number = {v: i for i, v in enumerate(order)}
        adjoint = np.zeros(len(order))
        adjoint[-1] = 1
        for i in range(len(order) - 1, -1, -1):
            for source, slope in order[i].sources:
                adjoint[number[source]] += adjoint[i] * slope
        for v, g in zip(order, adjoint):
            v.grad = g
