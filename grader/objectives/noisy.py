"""A bowl that is a mean over examples, for methods that see a few at a time."""

import operator
from dataclasses import dataclass
from typing import SupportsIndex

import numpy as np
from numpy.typing import ArrayLike, NDArray

from grader.objectives.arguments import (
    point_of,
    positive_eigenvalues,
    require_count,
    require_finite,
    require_non_negative,
)
from grader.objectives.objective import (
    Array,
    Derivatives,
    Objective,
    evaluate,
    frozen,
)
from grader.objectives.quadratics import quadratic, rotation


@dataclass(frozen=True, slots=True, eq=False)
class NoisyBowl:
    """A mean of n bowls fᵢ(x) = ½ (x - cᵢ)ᵀA(x - cᵢ), one for each example.

    The gradient of one example drawn at random is the gradient of the mean plus noise
    that is the same at every point: its mean is 0 and its covariance over the n
    examples is sigma² times the unit matrix, both to rounding. The mean over a batch of
    b drawn with replacement has the standard error sigma/√b in each coordinate, drawn
    without replacement sigma/√b · √((n - b)/(n - 1)).
    """

    objective: Objective
    """The mean over all examples: ½ (x - x*)ᵀA(x - x*) + ½ sigma² trace(A⁻¹)."""
    centres: Array
    """The minimisers cᵢ of the examples, shape (n, D), read-only; their mean is x*."""
    sigma: float
    """Standard deviation of each coordinate of the examples' gradients (ddof 0)."""
    eigenvalues: Array
    """Of A; read-only."""
    axes: Array
    """The eigenvectors of A as columns; read-only."""

    @property
    def n(self) -> int:
        """Return the number of examples."""
        return len(self.centres)

    def f(self, x: ArrayLike) -> float:
        """Return the mean over all examples at x."""
        return self.objective.f(x)

    def gradient(self, x: ArrayLike, indices: ArrayLike | None = None) -> Array:
        """Return the mean gradient over the examples named, or over all, at x.

        Args:
            x: the point, of shape (D,).
            indices: whole numbers from 0 to n-1, at least one; repeated ones count
                as often as they are named.
        """
        if indices is None:
            return self.objective.gradient(x)
        batch = self._rows(indices)
        return self._at("gradient", x, self.centres[batch].mean(axis=0))

    def hessian(self, x: ArrayLike) -> Array:
        """Return the Hessian A, which is the same for every example, at x."""
        return self.objective.hessian(x)

    def f_i(self, x: ArrayLike, i: SupportsIndex) -> float:
        """Return the value of example i at x."""
        one = quadratic(self.eigenvalues, self.axes, self.centres[self._row(i)])
        return float(evaluate("f_i", one.f, self.objective.shape, x))

    def gradient_i(self, x: ArrayLike, i: SupportsIndex) -> Array:
        """Return the gradient of example i at x."""
        return self._at("gradient_i", x, self.centres[self._row(i)])

    def hessian_diagonal_i(self, x: ArrayLike, i: SupportsIndex) -> Array:
        """Return the diagonal of the Hessian of example i at x."""
        self._row(i)
        diagonal = np.sum(self.eigenvalues * self.axes**2, axis=1)
        shape = self.objective.shape
        return evaluate("hessian_diagonal_i", lambda _: diagonal, shape, x)

    def _at(self, name: str, x: ArrayLike, centre: Array) -> Array:
        one = quadratic(self.eigenvalues, self.axes, centre)
        return evaluate(name, one.gradient, self.objective.shape, x)

    def _row(self, i: SupportsIndex) -> int:
        """Return the index of an example; negative ones do not count from the end."""
        if isinstance(i, bool) or not hasattr(i, "__index__"):
            raise ValueError(f"i must be a whole number; got {i!r}.")
        index = operator.index(i)
        if not 0 <= index < self.n:
            raise ValueError(f"i must be from 0 to {self.n - 1}; got {index}.")
        return index

    def _rows(self, indices: ArrayLike) -> NDArray[np.int64]:
        rows = np.asarray(indices)
        if rows.ndim != 1 or rows.size == 0 or rows.dtype.kind not in "iu":
            raise ValueError(
                "indices must be one or more whole numbers in one dimension; "
                f"got dtype {rows.dtype}, shape {rows.shape}."
            )
        wrong = rows[(rows < 0) | (rows >= self.n)]
        if wrong.size:
            raise ValueError(f"indices must be from 0 to {self.n - 1}; got {wrong[0]}.")
        return rows.astype(np.int64)


def noisy_bowl(
    eigenvalues: ArrayLike = (1.0, 10.0),
    sigma: float = 1.0,
    n: SupportsIndex = 64,
    seed: SupportsIndex = 0,
    angle: float = 0.0,
    minimiser: ArrayLike = 0.0,
) -> NoisyBowl:
    """Return a bowl as a mean over n examples whose gradients scatter by exactly sigma.

    Args:
        eigenvalues: of the Hessian; their number is the dimension D.
        sigma: standard deviation of each coordinate of the examples' gradients.
        n: number of examples, more than D.
        seed: of the scatter.
        angle: by which the eigenvectors are turned (`rotated_bowl`); 0 keeps the axes.
        minimiser: of the mean: a point, or one number for all of its coordinates.
    """
    lam = positive_eigenvalues(eigenvalues)
    dimension = len(lam)
    require_non_negative(sigma=sigma)
    require_finite(angle=angle)
    require_count(dimension + 1, n=n)
    require_count(seed=seed)
    centre = point_of(dimension, minimiser)
    axes = rotation(dimension, angle)
    noise = sigma * _white(int(n), dimension, int(seed))
    # cᵢ = x* + A⁻¹eᵢ, so that the gradient A(x - cᵢ) is A(x - x*) - eᵢ.
    centres = centre + (noise @ axes / lam) @ axes.T
    return NoisyBowl(
        objective=_mean(lam, axes, centre, sigma, int(n)),
        centres=frozen(centres),
        sigma=float(sigma),
        eigenvalues=lam,
        axes=frozen(axes),
    )


def _white(n: int, dimension: int, seed: int) -> Array:
    """Return n rows with mean 0 and the unit matrix as covariance, to rounding."""
    rows = np.random.default_rng(seed).normal(size=(n, dimension))
    orthonormal, _ = np.linalg.qr(rows - rows.mean(axis=0))
    white: Array = np.sqrt(n) * orthonormal
    return white


def _mean(lam: Array, axes: Array, centre: Array, sigma: float, n: int) -> Objective:
    bowl = quadratic(lam, axes, centre)
    height = 0.5 * sigma**2 * float(np.sum(1 / lam))
    return Objective(
        name="noisy bowl",
        formula=f"f(x) = mean of ½ (x - cᵢ)ᵀA(x - cᵢ) over i = 1 … {n}",
        derivatives=Derivatives(
            f=lambda x: np.add(bowl.f(x), height),
            gradient=bowl.gradient,
            hessian=bowl.hessian,
        ),
        start=frozen(centre + 1),
        minimisers=(centre,),
        minimum=height,
        lipschitz=float(lam.max()),
        strong_convexity=float(lam.min()),
    )
