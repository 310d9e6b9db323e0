"""What an objective is: a function with all that is known about it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array: TypeAlias = NDArray[np.float64]
"""A float64 array. A number is a numpy float64, which is an array of no dimensions."""

Formula: TypeAlias = Callable[[Array], ArrayLike]
"""A formula in a point."""


@dataclass(frozen=True, slots=True)
class Derivatives:
    """A function and its derivatives as formulas, for points of the right shape."""

    f: Formula
    """The function."""
    gradient: Formula
    """Its first derivatives."""
    hessian: Formula
    """Its second derivatives."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Objective:
    """A function with its derivatives, and what is known about it.

    A point has the shape of `start`: a number for a function of one number, else (D,).
    `f`, `gradient` and `hessian` take points as arrays, lists or numbers, integers
    too, and refuse any other shape with a ValueError. They leave the point as it is,
    return fresh values and never warn: far out, where values overflow, they are inf or
    nan.
    """

    name: str
    """What the function is called, in lower case but for proper names."""
    formula: str
    """The function as text to print."""
    derivatives: Derivatives
    """The formulas behind `f`, `gradient` and `hessian`, which check their point."""
    start: Array
    """Where a method customarily starts."""
    minimisers: tuple[Array, ...] = ()
    """All global minimisers; none where the function has no minimum."""
    local_minimisers: tuple[Array, ...] = ()
    """The minimisers that are known and not global."""
    saddles: tuple[Array, ...] = ()
    """The saddles that are known, degenerate ones included."""
    maximisers: tuple[Array, ...] = ()
    """The local maximisers that are known."""
    minimum: float | None = None
    """The value at the global minimisers; None where the function has no minimum."""
    lipschitz: float | None = None
    """L: the least Lipschitz constant of the gradient, which is the largest absolute
    curvature anywhere; None where the curvature is unbounded."""
    strong_convexity: float | None = None
    """m > 0: the least curvature anywhere; None where the function is not strongly
    convex, be it merely convex or not even that."""

    def __repr__(self) -> str:
        """Return name and formula: the arrays would hide them."""
        return f"<{self.name}: {self.formula}>"

    @property
    def shape(self) -> tuple[int, ...]:
        """Return the shape of a point."""
        return self.start.shape

    def f(self, x: ArrayLike) -> float:
        """Return the value at x."""
        return float(evaluate("f", self.derivatives.f, self.shape, x))

    def gradient(self, x: ArrayLike) -> Array:
        """Return the gradient at x, of the shape of x: a number for a number."""
        return evaluate("gradient", self.derivatives.gradient, self.shape, x)

    def hessian(self, x: ArrayLike) -> Array:
        """Return the Hessian at x, of shape (D, D): a number for a number."""
        return evaluate("hessian", self.derivatives.hessian, self.shape, x)


def evaluate(
    name: str, formula: Formula, shape: tuple[int, ...], x: ArrayLike
) -> Array:
    """Return the formula's value at x, fresh and in float64.

    Args:
        name: what the caller is called, for the error.
        formula: what to evaluate.
        shape: the shape of the points that it takes.
        x: the point; any other shape is refused.
    """
    point: Array = np.array(x, dtype=np.float64)[()]
    if point.shape != shape:
        wanted = f"a point of shape {shape}" if shape else "a number"
        raise ValueError(f"{name} takes {wanted}; got shape {point.shape}.")
    # A method that diverges may ask at 1e200; that is its result, not an accident.
    with np.errstate(over="ignore", invalid="ignore"):
        value: Array = np.array(formula(point), dtype=np.float64)[()]
    return value


def frozen(x: ArrayLike) -> Array:
    """Return a read-only copy of x in float64; a number becomes a numpy float64."""
    array: Array = np.array(x, dtype=np.float64)
    array.flags.writeable = False
    return array[()]


def points(*coordinates: ArrayLike) -> tuple[Array, ...]:
    """Return each of the points, read-only."""
    return tuple(frozen(x) for x in coordinates)
