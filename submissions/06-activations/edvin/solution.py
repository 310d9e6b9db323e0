# grader assignment: 06-activations

# %% [markdown]
# # Activation functions, functionally
#
# Every activation is written once, for ONE number, as a pair of pieces. `lift` turns a
# function of one number into a function of numbers, vectors, matrices and stacks.

# %%
import itertools
import math
import operator
from functools import reduce

import numpy as np


# %%
def walk(fn, node):
    """Apply fn to every leaf of a nested list, keeping the nesting."""
    return [walk(fn, child) for child in node] if isinstance(node, list) else fn(float(node))


def nested(obj):
    """A number stays a number, an array becomes a new nested list."""
    return np.asarray(obj).tolist()


def lift(fn):
    """Turn number -> number into anything -> the same shape of anything."""

    def lifted(t, *params):
        return walk(lambda leaf: fn(leaf, *params), nested(t))

    lifted.__doc__ = fn.__doc__
    return lifted


# %%
class Bend:
    """Two pieces that meet at 0: `right` for t > 0, `left` otherwise."""

    def __init__(self, right, left):
        self.right, self.left = right, left

    def scalar(self, t, *params):
        return (self.right if t > 0 else self.left)(t, *params)

    def __call__(self, t, *params):
        return lift(self.scalar)(t, *params)


def constantly(value):
    return lambda *_: value


identity = lambda t, *_: t  # noqa: E731
second = lambda t, p: p  # noqa: E731

# %% 1, 2
linear = lift(lambda t, gain, offset: gain * t + offset)
linear_derivative = lift(lambda t, gain, offset: float(gain))

# %% 3, 4: e^(-|t|) is never larger than one
sigmoid = Bend(
    right=lambda t: 1 / (1 + math.exp(-t)),
    left=lambda t: math.exp(t) / (1 + math.exp(t)),
)


@lift
def sigmoid_derivative(t):
    """s (1 - s)"""
    return sigmoid.scalar(t) * sigmoid.scalar(-t)


# %% 5, 6: tanh is a stretched sigmoid
def _tanh(t):
    return 2 * sigmoid.scalar(2 * t) - 1


tanh = lift(_tanh)
tanh_derivative = lift(lambda t: 1 - _tanh(t) ** 2)

# %% 7 to 12
relu = Bend(identity, constantly(0.0))
relu_derivative = Bend(constantly(1), lambda t: 0.5 if t == 0 else 0)

leaky_relu = Bend(identity, operator.mul)
leaky_relu_derivative = Bend(constantly(1.0), second)

prelu = Bend(identity, operator.mul)
_prelu_in_x = Bend(constantly(1.0), lambda t, p: (1 + p) / 2 if t == 0 else p)
_prelu_in_alpha = Bend(constantly(0.0), identity)


def prelu_derivative(t, p):
    return [part(t, p) for part in (_prelu_in_x, _prelu_in_alpha)]


# %% 13, 14
elu = Bend(identity, lambda t, p: p * math.expm1(t))
elu_derivative = Bend(constantly(1.0), lambda t, p: elu.scalar(t, p) + p)


# %% 15
def dot(u, w):
    return sum(map(operator.mul, u, w))


class Affine:
    """One affine piece, kept as a list of (column, offset) pairs."""

    def __init__(self, weights, offsets):
        self.units = list(zip(zip(*nested(weights)), nested(offsets)))

    def __call__(self, row):
        return [dot(row, column) + offset for column, offset in self.units]


def maxout(rows, weights, offsets):
    pieces = list(itertools.starmap(Affine, zip(weights, offsets)))

    def one(row):
        return list(map(max, zip(*(piece(row) for piece in pieces))))

    rows = nested(rows)
    return list(map(one, rows)) if isinstance(rows[0], list) else one(rows)


# %% 16 to 18
def by_row(fn):
    """Let a function of rows (flat lists) work along the last axis of nested ones."""

    def go(*trees):
        if isinstance(trees[0][0], list):
            return [go(*branches) for branches in zip(*trees)]
        return fn(*trees)

    return lambda *arrays: go(*map(nested, arrays))


def _softmax_row(row):
    top = max(row)
    powers = [math.exp(score - top) for score in row]
    total = math.fsum(powers)
    return [power / total for power in powers]


def _vjp_row(row, upstream):
    shares = _softmax_row(row)
    mean = dot(upstream, shares)
    return [s * (g - mean) for s, g in zip(shares, upstream)]


softmax = by_row(_softmax_row)
softmax_vjp = by_row(_vjp_row)


def softmax_jacobian(scores):
    shares = list(enumerate(softmax(scores)))
    return [[si * ((i == j) - sj) for j, sj in shares] for i, si in shares]


# %% 19
class Quality:
    """A question about a function, answered by the names for which it is True."""

    everything = frozenset("linear sigmoid tanh relu leaky_relu prelu elu".split())

    def __init__(self, key, yes):
        self.key, self.yes = key, frozenset(yes)

    def __call__(self, name):
        return name in self.yes


QUALITIES = (
    Quality("nonlinear", Quality.everything - {"linear"}),
    Quality("continuously_differentiable", {"linear", "sigmoid", "tanh", "elu"}),
    Quality("zero_centred", {"linear", "tanh"}),
    Quality("saturates", {"sigmoid", "tanh"}),
    Quality("bounded", {"sigmoid", "tanh"}),
    Quality("monotone", Quality.everything),
)


def properties(which):
    return {quality.key: quality(which) for quality in QUALITIES}


# %% 20
def dead_units(weights, offsets, examples):
    outputs = map(Affine(weights, offsets), nested(examples))
    highest = reduce(lambda u, w: list(map(max, u, w)), outputs)
    return [j for j, top in enumerate(highest) if top <= 0]
