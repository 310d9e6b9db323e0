"""Paths and gradients as torch computes them: the oracle that is not ours."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from reference.arrays import Array

X0 = (1.5, -0.7, 0.4)
"""A start at which the landscape below is neither flat nor symmetric."""


def landscape(x: Any) -> Any:
    """Return a bowl that is neither diagonal nor quadratic (numpy or torch)."""
    a, b, c = x
    return a**2 + 3 * b**2 + a * b * 0.5 + 0.1 * c**4 + c**2 * (1 + 0.3 * a)


def autograd(f: Callable[..., Any], *arrays: Any) -> list[Array]:
    """Return torch's gradients of the number f(*arrays) in each of the arrays."""
    torch = pytest.importorskip("torch")
    leaves = [
        torch.tensor(np.asarray(a), dtype=torch.float64, requires_grad=True)
        for a in arrays
    ]
    f(*leaves).backward()
    return [leaf.grad.numpy() for leaf in leaves]


def landscape_gradient(x: Array) -> Array:
    """Return torch's gradient of the landscape, for the reference to run on."""
    return autograd(landscape, x)[0]


def torch_path(make: Callable[[Any, list[Any]], Any], steps: int) -> Array:
    """Return the path of a torch.optim optimizer on the landscape, from X0.

    Args:
        make: gets the module torch.optim and the parameters, returns the optimizer.
        steps: number of updates.
    """
    torch = pytest.importorskip("torch")
    x = torch.tensor(X0, dtype=torch.float64, requires_grad=True)
    optimizer = make(torch.optim, [x])
    points = [x.detach().numpy().copy()]
    for _ in range(steps):
        optimizer.zero_grad()
        landscape(x).backward()
        optimizer.step()
        points.append(x.detach().numpy().copy())
    return np.array(points)
