# grader assignment: 06-activations
"""Assignment 06: activation functions, their derivatives, and softmax."""

from __future__ import annotations

from typing import Union

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Number = Union[float, int]


# --------------------------------------------------------------------------- helpers


def _floats(x: ArrayLike) -> Floats:
    """x as an array of doubles; never written to, so no copy is needed."""
    return np.asarray(x, dtype=np.float64)


def _two_pieces(x: Floats, right: ArrayLike, left: ArrayLike) -> Floats:
    """`right` where x > 0, `left` elsewhere, in x's shape."""
    return np.where(x > 0, right, left)


# ---------------------------------------------------------------- entry by entry


def linear(x: ArrayLike, a: Number, c: Number) -> Floats:
    return a * _floats(x) + c


def linear_derivative(x: ArrayLike, a: Number, c: Number) -> Floats:
    return np.full(np.shape(x), a, dtype=np.float64)


def sigmoid(x: ArrayLike) -> Floats:
    x = _floats(x)
    e = np.exp(-np.abs(x))  # in (0, 1], cannot overflow
    return _two_pieces(x, 1.0, e) / (1.0 + e)


def sigmoid_derivative(x: ArrayLike) -> Floats:
    e = np.exp(-np.abs(_floats(x)))  # the derivative is even
    return e / (1.0 + e) ** 2


def tanh(x: ArrayLike) -> Floats:
    return np.tanh(_floats(x))


def tanh_derivative(x: ArrayLike) -> Floats:
    return 1.0 - np.tanh(_floats(x)) ** 2


def relu(x: ArrayLike) -> Floats:
    return np.maximum(_floats(x), 0.0)


def relu_derivative(x: ArrayLike) -> NDArray[np.bool_]:
    return _floats(x) > 0


def leaky_relu(x: ArrayLike, slope: Number) -> Floats:
    x = _floats(x)
    return _two_pieces(x, x, slope * x)


def leaky_relu_derivative(x: ArrayLike, slope: Number) -> Floats:
    return _two_pieces(_floats(x), 1.0, float(slope))


def prelu(x: ArrayLike, alpha: Number) -> Floats:
    return leaky_relu(x, alpha)


def prelu_derivative(x: ArrayLike, alpha: Number) -> tuple[Floats, Floats]:
    return leaky_relu_derivative(x, alpha), np.minimum(_floats(x), 0.0)


def elu(x: ArrayLike, alpha: Number) -> Floats:
    x = _floats(x)
    return _two_pieces(x, x, alpha * np.expm1(np.minimum(x, 0.0)))


def elu_derivative(x: ArrayLike, alpha: Number) -> Floats:
    x = _floats(x)
    return _two_pieces(x, 1.0, alpha * np.exp(np.minimum(x, 0.0)))


# ------------------------------------------------------------------------- maxout


def maxout(x: ArrayLike, W: ArrayLike, b: ArrayLike) -> Floats:
    x, W, b = _floats(x), _floats(W), _floats(b)
    pieces = np.einsum("...i,kio->k...o", x, W)
    pieces = pieces + (b if x.ndim == 1 else b[:, np.newaxis, :])
    return pieces.max(axis=0)


# ------------------------------------------------------------------------ softmax


def softmax(z: ArrayLike) -> Floats:
    z = _floats(z)
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def softmax_jacobian(z: ArrayLike) -> Floats:
    s = softmax(z)
    return np.diag(s) - np.outer(s, s)


def softmax_vjp(z: ArrayLike, v: ArrayLike) -> Floats:
    s, v = softmax(z), _floats(v)
    return s * (v - (v * s).sum(axis=-1, keepdims=True))


# ---------------------------------------------------------------------- qualities

_QUALITIES: dict[str, set[str]] = {
    "linear": {"continuously_differentiable", "zero_centred", "monotone"},
    "sigmoid": {"nonlinear", "continuously_differentiable", "saturates", "bounded", "monotone"},
    "tanh": {
        "nonlinear",
        "continuously_differentiable",
        "zero_centred",
        "saturates",
        "bounded",
        "monotone",
    },
    "relu": {"nonlinear", "monotone"},
    "leaky_relu": {"nonlinear", "monotone"},
    "prelu": {"nonlinear", "monotone"},
    "elu": {"nonlinear", "continuously_differentiable", "monotone"},
}
_KEYS = (
    "nonlinear",
    "continuously_differentiable",
    "zero_centred",
    "saturates",
    "bounded",
    "monotone",
)


def properties(name: str) -> dict[str, bool]:
    return {key: key in _QUALITIES[name] for key in _KEYS}


def dead_units(W: ArrayLike, b: ArrayLike, X: ArrayLike) -> NDArray[np.intp]:
    fires = _floats(X) @ _floats(W) + _floats(b) > 0
    return np.flatnonzero(~fires.any(axis=0))
