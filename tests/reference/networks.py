"""Networks to try things on, ours and torch's, in which nothing cancels."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from reference.arrays import Array
from reference.initialisation import Params, init_params

N, D, H, C = 7, 4, 5, 3
X = np.random.default_rng(0).normal(size=(N, D))
Y = [2, 0, 1, 1, 0, 2, 2]


def network(sizes: Sequence[int], seed: int = 0) -> Params:
    """Return weights and biases of size 0.7, none of them 0."""
    rng = np.random.default_rng(seed)
    return [
        (rng.normal(scale=0.7, size=W.shape), rng.normal(scale=0.7, size=b.shape))
        for W, b in init_params(sizes, rng)
    ]


def flat(params: Params) -> Array:
    """Return all weights and biases as one vector."""
    return np.concatenate([part.ravel() for layer in params for part in layer])


def shaped(vector: Array, like: Params) -> Params:
    """Return the entries of a vector as weights and biases: flat, backwards."""
    rest = iter(vector)

    def take(part: Array) -> Array:
        return np.array([next(rest) for _ in range(part.size)]).reshape(part.shape)

    return [(take(W), take(b)) for W, b in like]


def torch_network(params: Params) -> Any:
    """Return the network built from torch's own layers, which store W transposed."""
    torch = pytest.importorskip("torch")
    layers: list[Any] = []
    for W, b in params:
        linear = torch.nn.Linear(*W.shape, dtype=torch.float64)
        linear.weight.data, linear.bias.data = torch.tensor(W.T.copy()), torch.tensor(b)
        layers += [linear, torch.nn.Tanh()]
    return torch.nn.Sequential(*layers[:-1])
