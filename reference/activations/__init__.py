"""Assignment 06: activation functions, one file a kind, and what sets them apart.

Every `name` has its `name_derivative` beside it, which takes the same arguments: the
input x of the activation, never its output. Kinks follow one rule in every file: our
derivative is the one from the left, and any value from there to the one from the right
is accepted.
"""

from reference.activations.elu import elu, elu_derivative
from reference.activations.linear import linear, linear_derivative
from reference.activations.maxout import maxout
from reference.activations.properties import properties
from reference.activations.rectifiers import (
    dead_units,
    leaky_relu,
    leaky_relu_derivative,
    prelu,
    prelu_derivative,
    relu,
    relu_derivative,
)
from reference.activations.sigmoid import sigmoid, sigmoid_derivative
from reference.activations.softmax import softmax, softmax_jacobian, softmax_vjp
from reference.activations.tanh import tanh, tanh_derivative

__all__ = [
    "dead_units",
    "elu",
    "elu_derivative",
    "leaky_relu",
    "leaky_relu_derivative",
    "linear",
    "linear_derivative",
    "maxout",
    "prelu",
    "prelu_derivative",
    "properties",
    "relu",
    "relu_derivative",
    "sigmoid",
    "sigmoid_derivative",
    "softmax",
    "softmax_jacobian",
    "softmax_vjp",
    "tanh",
    "tanh_derivative",
]
