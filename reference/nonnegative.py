"""Assignment 10: least squares whose answer may not be negative."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from reference.arguments import require_matrix, require_shape
from reference.arrays import Array, real

ROUNDING = 1e-12
"""Share of |A|ᵀ(|b| + |A|x) below which a gradient is taken for rounding."""


def nonnegative_least_squares(A: ArrayLike, b: ArrayLike) -> Array:
    """Return an x >= 0 that minimises |Ax - b|².

    Update, with x = 0 and P = ∅ at first::

        w = Aᵀ(b - Ax)
        stop  if  w_j <= tol_j for all j not in P
        add to P the j not in P with the largest w_j
        z = least squares on the columns in P, 0 elsewhere
        while some z_j < 0:
            x = x + s (z - x),  s the largest step with x >= 0
            take the j that became 0 out of P
            z = least squares on the columns in P, 0 elsewhere
        x = z

    Convention:
        |Ax - b|² and ½|Ax - b|² have the same minimisers. To set the negative entries
        of the unconstrained solution to 0 gives another point as soon as the columns
        are not orthogonal. The answer is judged by the KKT conditions: x >= 0,
        Aᵀ(Ax - b) >= 0, and in each j one of the two is 0.

    Edge cases:
        A of shape (M, n), b of shape (M,) give shape (n,); A needs at least one row
        and one column, other shapes are refused. M < n, dependent columns and columns
        of 0 are allowed; then many x are right, and this is one of them (0 where the
        column is 0). No entry is below 0. The KKT conditions hold up to 1e-12 times
        |A|ᵀ(|b| + |A|x), entry by entry. b = 0 gives x = 0. A and b are finite.

    Source:
        S2, slide with the CVXPY example. Lawson & Hanson, "Solving Least Squares
        Problems", 1974, chapter 23, Algorithm NNLS.

    By hand:
        Without the constraint x = (2, -1), and (2, 0) if that is cut off. The column
        (1, 0) alone gives x = (1, 0) and leaves b - Ax = (0, -1), from which the
        column (1, 1) would only lead away, as their product is -1:

        >>> nonnegative_least_squares([[1, 1], [0, 1]], [1, -1]).round(9).tolist()
        [1.0, 0.0]

    """
    require_matrix(A=A)
    A = real(A)
    require_shape((len(A),), b=b)
    # Columns of one size: what counts as rounding in one is nothing in another.
    size: Array = np.max(np.abs(A), axis=0)
    size[size == 0] = 1
    return _active_set(A / size, real(b)) / size


def _active_set(A: Array, b: Array) -> Array:
    """Return an x >= 0 that minimises |Ax - b|², found by adding columns to P."""
    x = np.zeros(A.shape[1])
    P = np.zeros(A.shape[1], dtype=np.bool_)
    while True:
        w = A.T @ (b - A @ x)
        tol = ROUNDING * (np.abs(A).T @ (np.abs(b) + np.abs(A) @ x))
        entering = ~P & (w > tol)
        if not entering.any():
            return x
        # With a slope beyond rounding |Ax - b| falls, so no P comes back: this ends.
        P[np.argmax(np.where(entering, w, -np.inf))] = True
        x, P = _descend(A, b, x, P)


def _descend(
    A: Array, b: Array, x: Array, P: NDArray[np.bool_]
) -> tuple[Array, NDArray[np.bool_]]:
    """Return the least squares solution on those of P that can stay, and who stays."""
    z = _least_squares_on(A, b, P)
    while np.any(z < 0):
        falling = z < 0
        reach = np.full(len(x), np.inf)
        reach[falling] = x[falling] / (x[falling] - z[falling])
        s = reach.min()
        P = P & (reach > s)
        # Rounding must not leave an entry just below 0.
        x = np.maximum(x + s * (z - x), 0)
        z = _least_squares_on(A, b, P)
    return z, P


def _least_squares_on(A: Array, b: Array, P: NDArray[np.bool_]) -> Array:
    z = np.zeros(len(P))
    z[P] = np.linalg.lstsq(A[:, P], b, rcond=None)[0]
    return z
