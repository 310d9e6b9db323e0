# grader assignment: 07-backprop
# %%
"""João writes generators, match statements, and a Value that is made by a function."""

import math
import operator
from collections.abc import Iterator
from numbers import Real

import numpy as np


# %%
def add_backward(x, y, dz):
    def both():
        for _ in (x, y):
            yield np.array(dz, dtype=float)

    return list(both())


def multiply_backward(x, y, dz):
    return [np.asarray(other) * np.asarray(dz) for other in (y, x)]


def max_backward(x, y, dz):
    x, y, dz = np.broadcast_arrays(x, y, dz)
    dx, dy = np.empty(dz.shape), np.empty(dz.shape)
    for at in np.ndindex(dz.shape):
        match np.sign(x[at] - y[at]):
            case 1:
                dx[at], dy[at] = dz[at], 0
            case -1:
                dx[at], dy[at] = 0, dz[at]
            case _:
                dx[at], dy[at] = 1.5 * dz[at], -0.5 * dz[at]  # sums to dz
    return dx, dy


def copy_backward(dz1, dz2, *more):
    total = 0.0
    for dz in (dz1, dz2, *more):
        total = total + dz
    return total


def relu_backward(x, dy):
    return np.select([np.greater(x, 0), np.less(x, 0)], [dy, 0.0], default=0.7 * np.asarray(dy))


def walk_back(steps) -> Iterator[float]:
    d = 1.0
    for step in steps:
        d = step * d
        yield d


def backward_xyz(x, y, z):
    *_, dq = walk_back([1.0, z])
    *_, dx = walk_back([1.0, z, 1.0])
    return dx, dq, x + y


def sigmoid_neuron_backward(w0, x0, w1, x1, w2):
    s = math.fsum([w0 * x0, w1 * x1, w2])
    # sigma' = 1/(4 cosh²(s/2)), and cosh overflows beyond 710
    ds = 0.25 / math.cosh(s / 2) ** 2 if abs(s) < 600 else 0
    return tuple(ds * each for each in (x0, w0, x1, w1, 1))


def chain_rule_polynomial(x):
    u, du = 3 * x * x * x + 2, 9 * x * x
    return u * du + du * u


def chain_rule(fs, dfs, x):
    def dual(k, u, d):
        return (u, d) if k < 0 else dual(k - 1, fs[k](u), d * dfs[k](u))

    return dual(len(fs) - 1, float(x), 1.0)


def matmul_backward(x, w, dy):
    return np.inner(dy, w), np.matmul(np.swapaxes(x, 0, 1), dy)


def nll_output_gradient(p, y):
    onehot = np.isin(np.arange(np.size(p)), y)
    return np.where(onehot, -1.0, 0.0) / np.take(p, y)


# %%
def Value(data):  # noqa: N802 - the handout's name
    return Leaf(data)


class Variable:
    @property
    def data(self):
        return self._data

    @property
    def grad(self):
        return self._grad[0] if self._grad else 0.0

    def __init__(self, data, *history):
        self._data = data
        self._history = history
        self._grad = []

    def _apply(self, name, other=None, swapped=False):
        x = self
        y = other if isinstance(other, Variable) else Constant(other)
        if swapped:
            x, y = y, x
        a, b = x.data, y.data
        match name:
            case "+":
                return Result(a + b, (x, 1), (y, 1))
            case "-":
                return Result(a - b, (x, 1), (y, -1))
            case "*":
                return Result(a * b, (x, b), (y, a))
            case "/":
                return Result(a / b, (x, 1 / b), (y, -a / b / b))
            case "^":
                return Result(a**b, (x, b * a ** (b - 1)))
            case "exp":
                return Result(math.exp(a), (x, math.exp(a)))
            case "log":
                return Result(math.log(a), (x, 1 / a))
            case "tanh":
                return Result(math.tanh(a), (x, 1 - math.tanh(a) ** 2))
            case "relu":
                return Result(max(a, 0), (x, a > 0))

    def __add__(self, other):
        return self._apply("+", other)

    def __sub__(self, other):
        return self._apply("-", other)

    def __mul__(self, other):
        return self._apply("*", other)

    def __truediv__(self, other):
        return self._apply("/", other)

    def __pow__(self, n: Real):
        return self._apply("^", n)

    def __radd__(self, other):
        return self._apply("+", other, swapped=True)

    def __rsub__(self, other):
        return self._apply("-", other, swapped=True)

    def __rmul__(self, other):
        return self._apply("*", other, swapped=True)

    def __rtruediv__(self, other):
        return self._apply("/", other, swapped=True)

    def __getattr__(self, name):
        if name in ("exp", "log", "tanh", "relu"):
            return lambda: self._apply(name)
        raise AttributeError(name)

    def backward(self):
        order, seen, todo = [], set(), [(self, 0)]
        while todo:
            node, at = todo.pop()
            if at == 0:
                if node in seen:
                    continue
                seen.add(node)
            if at < len(node._history):
                todo.append((node, at + 1))
                todo.append((node._history[at][0], 0))
            else:
                order.append(node)
        totals = dict.fromkeys(order, 0.0)
        totals[self] = 1.0
        while order:
            node = order.pop()
            node._grad[:] = [totals[node]]
            for source, slope in node._history:
                totals[source] += operator.mul(slope, totals[node])


class Leaf(Variable):
    pass


class Constant(Variable):
    pass


class Result(Variable):
    pass
