# grader assignment: 07-backprop
# Quentin copied a very small engine, and its habits.
import math

import numpy as np

class Value:
    def __init__(self, data, _children=(), _op="", label=""):
        self.data = data
        self.grad = 0.0
        self._backward = lambda: None
        self._prev = set(_children)
        self._op = _op
        self.label = label

    def __repr__(self):
        return f"Value(data={self.data})"

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data + other.data, (self, other), "+")

        def _backward():
            self.grad += out.grad
            other.grad += out.grad

        out._backward = _backward
        return out

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data * other.data, (self, other), "*")

        def _backward():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad

        out._backward = _backward
        return out

    def __pow__(self, other):
        assert isinstance(other, (int, float))
        out = Value(self.data**other, (self,), f"**{other}")

        def _backward():
            self.grad += other * self.data ** (other - 1) * out.grad

        out._backward = _backward
        return out

    def __neg__(self):
        return self * -1

    def __radd__(self, other):
        return self + other

    def __sub__(self, other):
        return self + (-other)

    def __rsub__(self, other):
        return other + (-self)

    def __rmul__(self, other):
        return self * other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return other * self**-1

    def exp(self):
        out = Value(math.exp(self.data), (self,), "exp")

        def _backward():
            self.grad += out.data * out.grad

        out._backward = _backward
        return out

    def log(self):
        out = Value(math.log(self.data), (self,), "log")

        def _backward():
            self.grad += out.grad / self.data

        out._backward = _backward
        return out

    def tanh(self):
        t = (math.exp(2 * self.data) - 1) / (math.exp(2 * self.data) + 1)
        out = Value(t, (self,), "tanh")

        def _backward():
            self.grad += (1 - t**2) * out.grad

        out._backward = _backward
        return out

    def relu(self):
        out = Value(0 if self.data < 0 else self.data, (self,), "ReLU")

        def _backward():
            self.grad += (out.data > 0) * out.grad

        out._backward = _backward
        return out

    def backward(self):
        topo = []
        visited = set()

        def build_topo(v):
            if v not in visited:
                visited.add(v)
                for child in v._prev:
                    build_topo(child)
                topo.append(v)

        build_topo(self)
        self.grad = 1.0
        for node in reversed(topo):
            node._backward()


# The numbers of the other exercises come out of the same engine.


def backward_xyz(x, y, z):
    x, y, z = Value(x), Value(y), Value(z)
    ((x + y) * z).backward()
    return x.grad, y.grad, z.grad


def sigmoid_neuron_backward(w0, x0, w1, x1, w2):
    leaves = [Value(float(v)) for v in (w0, x0, w1, x1, w2)]
    w0, x0, w1, x1, w2 = leaves
    s = w0 * x0 + w1 * x1 + w2
    t = math.tanh(s.data / 2)  # the engine's tanh overflows out there
    out = Value((1 + t) / 2, (s,))

    def _backward():
        s.grad += (1 - t * t) / 4 * out.grad

    out._backward = _backward
    out.backward()
    return [v.grad for v in leaves]


def chain_rule_polynomial(x):
    v = Value(float(x))
    ((3 * v * v * v + 2) ** 2).backward()
    return v.grad


def chain_rule(fs, dfs, x):
    v = start = Value(x)
    for f, df in zip(fs[::-1], dfs[::-1]):
        out = Value(f(v.data), (v,))

        def _backward(v=v, out=out, df=df):
            v.grad += df(v.data) * out.grad

        out._backward = _backward
        v = out
    v.backward()
    return v.data, start.grad


def add_backward(x, y, dz):
    return np.array([dz, dz])


def multiply_backward(x, y, dz):
    return np.array([y * dz, x * dz])


def max_backward(x, y, dz):
    larger = np.maximum(x, y)
    winners = 1.0 * (x == larger), 1.0 * (y == larger)
    count = winners[0] + winners[1]
    return np.array([w / count * dz for w in winners])


def copy_backward(dz1, dz2):
    return np.sum([dz1, dz2], axis=0)


def relu_backward(x, dy):
    return (np.asarray(x) > 0) * dy


def matmul_backward(x, w, dy):
    return np.dot(dy, np.transpose(w)), np.dot(np.transpose(x), dy) / len(x)


def nll_output_gradient(p, y):
    g = np.zeros_like(p, dtype=float)
    g[y] = 1.0 / p[y]
    return g
