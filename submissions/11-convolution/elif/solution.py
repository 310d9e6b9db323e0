# grader assignment: 11-convolution
"""Assignment 11, with objects, closures and generators."""

# %%
from abc import ABC, abstractmethod
from collections import namedtuple
from dataclasses import dataclass
from functools import partial, reduce
from itertools import pairwise, product

import numpy as np

Gradients = namedtuple("Gradients", "input weights bias")


def real(a):
    return np.array(a, dtype=float)


# %% Layers as objects
class Layer(ABC):
    """Something with a forward and a backward pass that remembers its input."""

    def __init__(self, weights, bias):
        self.weights, self.bias = real(weights), real(bias)

    def __call__(self, inputs):
        self.inputs = real(inputs)
        return self.forward()

    @abstractmethod
    def forward(self): ...

    @abstractmethod
    def backward(self, upstream): ...


class Dense(Layer):
    def forward(self):
        return self.inputs.dot(self.weights) + self.bias

    def backward(self, upstream):
        g = real(upstream)
        return Gradients(
            [[float(col @ row) for col in self.weights] for row in g],
            sum(np.outer(a, r) for a, r in zip(self.inputs, g)),
            [float(sum(col)) for col in zip(*g)],
        )


class Conv(Layer):
    """A convolution is a sparse matrix: (output pixel, input pixel) -> tap."""

    def __init__(self, weights, bias, stride, padding):
        super().__init__(weights, bias)
        self.stride, self.padding = stride, padding

    def extent(self, axis):
        size, k = self.inputs.shape[axis], self.weights.shape[axis]
        return (size + 2 * self.padding - k) // self.stride + 1

    def taps(self):
        """Yield (i, j, u, v, row, column), rows and columns those of the bare image."""
        height, width = self.inputs.shape[2:]
        kh, kw = self.weights.shape[2:]
        for i, j, u, v in product(*map(range, (self.extent(2), self.extent(3), kh, kw))):
            row = i * self.stride + u - self.padding
            col = j * self.stride + v - self.padding
            if row in range(height) and col in range(width):
                yield i, j, u, v, row, col

    def forward(self):
        shape = (len(self.inputs), len(self.weights), self.extent(2), self.extent(3))
        out = np.zeros(shape) + self.bias.reshape(-1, 1, 1)
        for i, j, u, v, row, col in self.taps():
            out[..., i, j] += self.inputs[..., row, col] @ self.weights[..., u, v].T
        return out.tolist()

    def backward(self, upstream):
        g = real(upstream)
        dx, dw = np.zeros(self.inputs.shape), np.zeros(self.weights.shape)
        for i, j, u, v, row, col in self.taps():
            dx[..., row, col] += g[..., i, j] @ self.weights[..., u, v]
            dw[..., u, v] += g[..., i, j].T @ self.inputs[..., row, col]
        return Gradients(dx, dw.tolist(), [float(g[:, f].sum()) for f in range(len(dw))])


# %% What was asked for
def dense_forward(rows, matrix, shift):
    return Dense(matrix, shift)(rows)


def dense_backward(rows, matrix, shift, upstream):
    layer = Dense(matrix, shift)
    layer(rows)
    return layer.backward(upstream)


def conv2d_forward(images, kernels, shift, *, stride, padding):
    return Conv(kernels, shift, stride, padding)(images)


def conv2d_backward(images, kernels, shift, step, border, upstream):
    layer = Conv(kernels, shift, step, border)
    layer(images)
    return list(layer.backward(upstream))


# %% Receptive field: fold from the output back to the image: r -> (r - 1) s + k
receptive_field = partial(lambda start, layers: reduce(
    lambda r, layer: (r - 1) * layer[1] + layer[0], reversed(layers), start), 1)


# %% Kinks, exactly: n is not needed
@dataclass
class Line:
    """An affine piece h(s) = value + s * slope, valid for low <= s <= high."""

    low: float
    high: float
    value: np.ndarray
    slope: np.ndarray

    def through(self, W, b):
        return Line(self.low, self.high, self.value @ W + b, self.slope @ W)

    def relu(self):
        """Yield the pieces into which a relu cuts this one."""
        cuts = {
            -v / m
            for v, m in zip(self.value.tolist(), self.slope.tolist())
            if m and self.low < -v / m < self.high
        }
        for a, b in pairwise(sorted({self.low, self.high} | cuts)):
            on = self.value + (a + b) / 2 * self.slope > 0
            yield Line(a, b, self.value * on, self.slope * on)


def count_kinks(network, start, stop, _n, *, crumb=1e-9, tol=1e-6):
    start, stop = real(start), real(stop)
    pieces = [Line(0.0, 1.0, start, stop - start)]
    for depth, (W, b) in enumerate(network, 1):
        pieces = [p.through(real(W), real(b)) for p in pieces]
        if depth < len(network):
            pieces = [q for p in pieces for q in p.relu() if q.high - q.low > crumb]
    return sum(bool(np.any(abs(q.slope - p.slope) > tol)) for p, q in pairwise(pieces))
