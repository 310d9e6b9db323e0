"""Assignment 03: features in arbitrary units, and what they do to a gradient step."""

import numpy as np
from numpy.typing import ArrayLike

from reference.arguments import require_matrix, require_non_negative, require_shape
from reference.arrays import Array, real


def standardise(X: ArrayLike) -> Array:
    """Return the features with zero mean and unit variance, column by column.

    Formula, with n rows::

        μ_j  = (1/n) Σ_i X_ij
        σ_j² = (1/n) Σ_i (X_ij - μ_j)²
        X̂_ij = (X_ij - μ_j) / σ_j,  and 0 if column j is constant

    Convention:
        The variance has the divisor n (ddof 0: numpy's std, scikit-learn), not n - 1
        (pandas, R's scale). A constant column becomes 0, as in scikit-learn; the
        quotient would be 0/0.

    Edge cases:
        X has shape (n, D) with n, D >= 1, else ValueError; the result has the same
        shape. A column is constant if its largest and smallest entry differ by no
        more than 1e-15 times the largest size in it: this includes [0.1, 0.1, 0.1],
        whose mean, rounded, is not 0.1. One row alone is all constant columns, so 0.
        Columns whose spread is below 1e-9 of their size, but not constant, are never
        tested. Only the array is returned, neither μ nor σ. X is not changed.

    Source:
        S3, slide "center your inputs to zero mean and unit variance".

    By hand:
        The column 1, 3 has μ = 2 and σ = 1 (n - 1 would give √2), 7, 7 is constant:

        >>> standardise([[1, 7], [3, 7]])
        array([[-1.,  0.],
               [ 1.,  0.]])

    """
    require_matrix(X=X)
    X = real(X)
    spread = X.max(axis=0) - X.min(axis=0)
    # Not σ = 0: the mean of equal numbers is rounded, and they then differ from it.
    constant = spread <= 1e-15 * np.abs(X).max(axis=0)
    mu, sigma = X.mean(axis=0), X.std(axis=0)
    standard: Array = np.where(constant, 0, (X - mu) / np.where(constant, 1, sigma))
    return standard


def feature_updates(X: ArrayLike, t: ArrayLike, w: ArrayLike, lr: float) -> Array:
    """Return the step that gradient descent gives each weight of a linear model.

    Formula, for the loss (1/n) |X w - t|² with n rows::

        Δw = -lr (2/n) Xᵀ (X w - t)

    Convention:
        Mean squared error, without a ½ in front, so there is a 2; n is the number of
        examples. The sign is that of the step: w + Δw is the next w.

    Edge cases:
        X has shape (n, D) with n, D >= 1, t has shape (n,) and w has shape (D,), else
        ValueError; the result has shape (D,). t is the column of targets, not a time.
        lr is finite and >= 0, else ValueError. Nothing that was handed in is changed.

    Source:
        S3, slide with the table "x_1 = 114.8, x_2 = 0.00323, t = 5.1", after J. Ba,
        CSC413, 2020: which weight gets the larger update?

    By hand:
        Of S3's first row, from w = 0 with lr = 1, the steps are 2 · 5.1 times the
        features; that of the first weight is 35,542 times as large:

        >>> step = feature_updates([[114.8, 0.00323]], [5.1], [0, 0], lr=1)
        >>> step.round(6).tolist()
        [1170.96, 0.032946]

    """
    require_non_negative(lr=lr)
    require_matrix(X=X)
    n, D = np.shape(X)
    require_shape((n,), t=t)
    require_shape((D,), w=w)
    X, t, w = real(X), real(t), real(w)
    return real(-lr * (2 / n) * X.T @ (X @ w - t))
