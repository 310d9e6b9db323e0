"""What a data set is: examples as rows, with what they should give."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array: TypeAlias = NDArray[np.float64]
"""A float64 array."""

Labels: TypeAlias = NDArray[np.int64]
"""Class labels: integers from 0."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Classification:
    """Points with the class of each."""

    name: str
    """What the data set is called, in lower case."""
    description: str
    """One sentence on what it is, with its numbers."""
    X: Array
    """The points, shape (n, D), one example a row; read-only."""
    y: Labels
    """The class of each point, shape (n,), from 0 to classes - 1; read-only."""
    classes: int
    """How many classes there are."""

    def __repr__(self) -> str:
        """Return name and size: the arrays would hide them."""
        return f"<{self.name}: X {self.X.shape}, {self.classes} classes>"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Regression:
    """Points with a number measured at each, and the line that the numbers follow."""

    name: str
    """What the data set is called, in lower case."""
    description: str
    """One sentence on what it is, with its numbers."""
    X: Array
    """The points, shape (n, D), one example a row; read-only."""
    y: Array
    """What was measured, shape (n,): Xw + b, and noise if there is any; read-only."""
    weights: Array
    """The true w, shape (D,); read-only."""
    bias: float
    """The true b."""

    def __repr__(self) -> str:
        """Return name and size: the arrays would hide them."""
        return f"<{self.name}: X {self.X.shape}>"


def labelled(
    name: str, description: str, X: Array, y: Labels, rng: np.random.Generator
) -> Classification:
    """Return the examples in a random order, which rng decides."""
    order = rng.permutation(len(y))
    labels = y[order]
    labels.flags.writeable = False
    return Classification(
        name=name,
        description=description,
        X=frozen(X[order]),
        y=labels,
        classes=int(y.max()) + 1,
    )


def balanced(n: int, classes: int) -> Labels:
    """Return n labels in turn: no class has more than one example above another."""
    return np.arange(n, dtype=np.int64) % classes


def frozen(x: ArrayLike) -> Array:
    """Return a read-only copy of x in float64."""
    array: Array = np.array(x, dtype=np.float64)
    array.flags.writeable = False
    return array
