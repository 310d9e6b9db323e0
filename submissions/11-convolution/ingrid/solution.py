# grader assignment: 11-convolution
"""Layers as objects, the way a small framework would have them."""

from dataclasses import dataclass, field

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


class Layer:
    def forward(self, x):
        raise NotImplementedError

    def backward(self, dy):
        raise NotImplementedError

    def __call__(self, x):
        self.x = np.array(x, dtype=float)
        return self.forward(self.x)


@dataclass
class Dense(Layer):
    W: np.ndarray
    b: np.ndarray

    def forward(self, x):
        return np.einsum("ni,io->no", x, self.W) + self.b

    def backward(self, dy):
        self.dW = np.einsum("ni,no->io", self.x, dy)
        self.db = np.einsum("no->o", dy)
        return np.einsum("no,io->ni", dy, self.W)


@dataclass
class Conv2d(Layer):
    w: np.ndarray
    b: np.ndarray
    stride: int
    padding: int
    cache: dict = field(default_factory=dict)

    @property
    def border(self):
        return [(0, 0), (0, 0)] + 2 * [(self.padding, self.padding)]

    def forward(self, x):
        self.padded = np.pad(x, self.border)
        view = sliding_window_view(self.padded, self.w.shape[2:], axis=(2, 3))
        self.cache["view"] = view[:, :, :: self.stride, :: self.stride]
        y = np.tensordot(self.cache["view"], self.w, axes=([1, 4, 5], [1, 2, 3]))
        return np.moveaxis(y, -1, 1) + self.b.reshape(1, -1, 1, 1)

    def backward(self, dy):
        self.dw = np.tensordot(dy, self.cache["view"], axes=([0, 2, 3], [0, 2, 3]))
        self.db = dy.sum((0, 2, 3))
        dxp = np.zeros_like(self.padded)
        s, (OH, OW) = self.stride, dy.shape[2:]
        for u in range(self.w.shape[2]):
            for v in range(self.w.shape[3]):
                share = np.tensordot(dy, self.w[:, :, u, v], axes=(1, 0))
                dxp[:, :, u : u + s * OH : s, v : v + s * OW : s][:, :, :OH, :OW] += np.moveaxis(share, -1, 1)
        h, w = self.x.shape[2:]
        p = self.padding
        return dxp[:, :, p : p + h, p : p + w]


@dataclass
class Relu(Layer):
    def forward(self, x):
        return x * (x > 0)


class Sequential(Layer):
    def __init__(self, layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


def dense_forward(x, W, b):
    return Dense(W, b)(x)


def dense_backward(x, W, b, dy):
    layer = Dense(W, b)
    layer(x)
    dx = layer.backward(dy)
    return [dx, layer.dW, layer.db]


def conv2d_forward(x, w, b, stride, padding):
    return Conv2d(w, b, stride, padding)(x)


def conv2d_backward(x, w, b, stride, padding, dy):
    layer = Conv2d(w, b, stride, padding)
    layer(x)
    dx = layer.backward(dy)
    return [dx, layer.dw, layer.db]


class Field:
    size = 1
    jump = 1

    def grow(self, kernel, stride):
        self.size += (kernel - 1) * self.jump
        self.jump *= stride


def receptive_field(layers):
    field_ = Field()
    for layer in layers:
        field_.grow(*layer)
    return field_.size


def count_kinks(params, x, y, n):
    stack = []
    for W, b in params:
        stack += [Dense(W, b), Relu()]
    net = Sequential(stack[:-1])
    line = np.linspace(x, y, n + 1)
    second = np.diff(net(line), 2, axis=0) * n
    bent = (np.abs(second) > 1e-4).any(axis=1)
    starts = bent & ~np.r_[False, bent[:-1]]
    return np.count_nonzero(starts)
