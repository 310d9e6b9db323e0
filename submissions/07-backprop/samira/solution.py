# grader assignment: 07-backprop

# %% [markdown]
# # Backpropagation, vectorised

# %%
"""Assignment 07: gates, the chain rule and a flow graph."""

from __future__ import annotations

from typing import Callable, Sequence, Union

import numpy as np

Number = Union[int, float]
Tensor = Union[Number, np.ndarray]


def _f(a: Tensor) -> Tensor:
    """Copy as float64; a Python number stays a number."""
    return np.array(a, dtype=np.float64) if isinstance(a, np.ndarray) else float(a)


def _like(result, template: Tensor) -> Tensor:
    """Back to a Python number where a number was given."""
    return result if isinstance(template, np.ndarray) else float(result)


# %%
def add_backward(x: Tensor, y: Tensor, dz: Tensor) -> tuple[Tensor, Tensor]:
    return _f(dz), _f(dz)


# %%
def multiply_backward(x: Tensor, y: Tensor, dz: Tensor) -> tuple[Tensor, Tensor]:
    x, y, dz = map(_f, (x, y, dz))
    return y * dz, x * dz


# %%
def max_backward(x: Tensor, y: Tensor, dz: Tensor) -> tuple[Tensor, Tensor]:
    """Ties are shared half and half."""
    a, b, g = map(_f, (x, y, dz))
    share = np.heaviside(np.subtract(a, b), 0.5)
    return _like(share * g, x), _like((1.0 - share) * g, x)


# %%
def copy_backward(dz1: Tensor, dz2: Tensor) -> Tensor:
    return _f(dz1) + _f(dz2)


# %%
def relu_backward(x: Tensor, dy: Tensor) -> Tensor:
    return _like(np.where(_f(x) > 0.0, _f(dy), 0.0), x)


# %%
def backward_xyz(x: Number, y: Number, z: Number) -> tuple[float, float, float]:
    dq, dz = multiply_backward(x + y, z, 1.0)
    dx, dy = add_backward(x, y, dq)
    return dx, dy, dz


# %%
def _sigmoid_slope(s: float) -> float:
    """σ(s)(1 - σ(s)); even in s, so only e^(-|s|) is needed and nothing overflows."""
    e = float(np.exp(-abs(s)))
    return e / (1.0 + e) ** 2


def sigmoid_neuron_backward(w0: Number, x0: Number, w1: Number, x1: Number,
                            w2: Number) -> np.ndarray:
    ds = _sigmoid_slope(w0 * x0 + w1 * x1 + w2)
    return ds * np.array([x0, w0, x1, w1, 1.0], dtype=np.float64)


# %%
def chain_rule_polynomial(x: Number) -> float:
    x = float(x)
    u = 3.0 * x**3 + 2.0
    return 2.0 * u * 9.0 * x**2


# %%
def chain_rule(fs: Sequence[Callable[[float], float]],
               dfs: Sequence[Callable[[float], float]],
               x: Number) -> tuple[float, float]:
    u, d = x, 1.0
    for f, df in zip(reversed(fs), reversed(dfs)):
        d *= df(u)
        u = f(u)
    return u, d


# %%
def matmul_backward(x: np.ndarray, w: np.ndarray,
                    dy: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    x, w, dy = (np.asarray(a, dtype=np.float64) for a in (x, w, dy))
    return dy @ w.T, x.T @ dy


# %%
def nll_output_gradient(p: np.ndarray, y: int) -> np.ndarray:
    grad = np.zeros(np.shape(p), dtype=np.float64)
    grad[int(y)] = -1.0 / float(p[int(y)])
    return grad


# %%
class Value:
    """A number that remembers its inputs and the local slopes towards them."""

    __slots__ = ("data", "grad", "_inputs", "_slopes")

    def __init__(self, data: Number, _inputs: tuple = (), _slopes: tuple = ()) -> None:
        self.data = float(data)
        self.grad = 0.0
        self._inputs = _inputs
        self._slopes = _slopes

    def __repr__(self) -> str:
        return f"Value({self.data}, grad={self.grad})"

    @staticmethod
    def _wrap(other: "Value | Number") -> "Value":
        return other if isinstance(other, Value) else Value(other)

    # -- operators ------------------------------------------------------------
    def __add__(self, other):
        other = self._wrap(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    __radd__ = __add__

    def __sub__(self, other):
        other = self._wrap(other)
        return Value(self.data - other.data, (self, other), (1.0, -1.0))

    def __rsub__(self, other):
        return self._wrap(other) - self

    def __mul__(self, other):
        other = self._wrap(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    __rmul__ = __mul__

    def __truediv__(self, other):
        other = self._wrap(other)
        return Value(self.data / other.data, (self, other),
                     (1.0 / other.data, -self.data / other.data**2))

    def __rtruediv__(self, other):
        return self._wrap(other) / self

    def __pow__(self, n: Number):
        return Value(self.data**n, (self,), (n * self.data ** (n - 1),))

    # -- functions ------------------------------------------------------------
    def exp(self):
        z = float(np.exp(self.data))
        return Value(z, (self,), (z,))

    def log(self):
        return Value(np.log(self.data), (self,), (1.0 / self.data,))

    def tanh(self):
        z = float(np.tanh(self.data))
        return Value(z, (self,), (1.0 - z * z,))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (float(self.data > 0.0),))

    # -- the way back ---------------------------------------------------------
    def _inputs_first(self) -> list["Value"]:
        """Every value below, each after all of its inputs (depth first, own stack)."""
        order: list[Value] = []
        seen = {self}
        stack = [(self, iter(self._inputs))]
        while stack:
            node, rest = stack[-1]
            for child in rest:
                if child not in seen:
                    seen.add(child)
                    stack.append((child, iter(child._inputs)))
                    break
            else:
                order.append(node)
                stack.pop()
        return order

    def backward(self) -> None:
        order = self._inputs_first()
        for node in order:
            node.grad = 0.0
        self.grad = 1.0
        for node in reversed(order):
            for child, slope in zip(node._inputs, node._slopes):
                child.grad += slope * node.grad
