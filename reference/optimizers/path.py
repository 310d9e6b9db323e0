"""The one loop in which every optimizer of this package runs."""

from collections.abc import Callable, Iterable
from itertools import repeat
from typing import SupportsIndex, TypeVar

import numpy as np
from numpy.typing import ArrayLike

from reference.arguments import require_count
from reference.arrays import Array, Gradient, real
from reference.optimizers.base import Optimizer

State = TypeVar("State")


def follow(
    optimizer: Optimizer[State],
    gradients: Iterable[Gradient],
    x0: ArrayLike,
    *,
    state: State | None = None,
    at: Callable[[Array, State], Array] | None = None,
    until: Callable[[Array], bool] | None = None,
) -> Array:
    """Return the path from x0 on, one update for each of the gradients.

    Args:
        optimizer: the rule.
        gradients: for each update the function that gives its gradient; the same one
            again and again, or one for each mini-batch.
        x0: the start, which is the first point of the path.
        state: the state to begin with instead of `optimizer.init(x0)`.
        at: where the gradient is taken when that is not at the point itself.
        until: ends the path at the first point whose gradient satisfies it.
    """
    x = real(x0)
    if state is None:
        state = optimizer.init(x)
    points = [x]
    # A path that diverges is a result, not an accident: it may overflow in silence.
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        for gradient in gradients:
            # A copy, so that a gradient that changes its argument changes no path.
            g = real(gradient(real(x if at is None else at(x, state))))
            if until is not None and until(g):
                break
            step, state = optimizer.update(g, state)
            x = x + step
            points.append(x)
    return np.array(points)


def iterate(
    optimizer: Optimizer[State],
    grad: Gradient,
    x0: ArrayLike,
    steps: SupportsIndex,
    *,
    at: Callable[[Array, State], Array] | None = None,
    until: Callable[[Array], bool] | None = None,
) -> Array:
    """Return the path of at most `steps` updates with the same gradient function."""
    require_count(steps=steps)
    return follow(optimizer, repeat(grad, int(steps)), x0, at=at, until=until)
