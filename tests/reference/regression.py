"""A small regression whose mini-batches every stochastic method is tried on."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from reference.arrays import Array, Labels
from reference.minibatches import minibatches

N, D, BATCH, EPOCHS = 7, 3, 3, 2
UPDATES = 6
"""Two epochs of three batches: 3, 3 and 1 examples."""

_rng = np.random.default_rng(11)
X, Y, W0 = _rng.normal(size=(N, D)), _rng.normal(size=N), _rng.normal(size=D)


def grad(w: Array, batch: Labels) -> Array:
    """Return the mean gradient of the squared error over a batch."""
    return np.array(2 * X[batch].T @ (X[batch] @ w - Y[batch]) / len(batch))


def grad_i(w: Array, i: int) -> Array:
    return np.array(2 * X[i] * (X[i] @ w - Y[i]))


def generator() -> np.random.Generator:
    return np.random.default_rng(5)


def torch_sgd(
    batch_size: int,
    make: Callable[[Any, list[Any]], Any],
    rates: list[float] | None = None,
) -> Array:
    """Return the path of a torch optimizer on the same batches of the same loss."""
    torch = pytest.importorskip("torch")
    rng = generator()
    w = torch.tensor(W0, requires_grad=True)
    optimizer = make(torch.optim, [w])
    points = [W0]
    for _ in range(EPOCHS):
        for batch in minibatches(N, batch_size, rng):
            if rates is not None:
                optimizer.param_groups[0]["lr"] = rates[len(points) - 1]
            optimizer.zero_grad()
            error = torch.tensor(X[batch]) @ w - torch.tensor(Y[batch])
            (error**2).mean().backward()
            optimizer.step()
            points.append(w.detach().numpy().copy())
    return np.array(points)


WRONG_COUNTS = [
    ({"n": -1}, r"n must be a whole number >= 0; got -1\."),
    ({"batch_size": 0}, r"batch_size must be a whole number >= 1; got 0\."),
    ({"epochs": -1}, r"epochs must be a whole number >= 0; got -1\."),
    ({"epochs": 1.5}, r"epochs must be a whole number >= 0; got 1\.5\."),
]


def refused(function: Any, arguments: dict[str, Any], message: str) -> None:
    """Assert that the function refuses the arguments with just this message."""
    with pytest.raises(ValueError, match=f"^{message}$"):
        function(**arguments, rng=generator())
