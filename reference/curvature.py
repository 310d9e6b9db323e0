"""Assignment 09: first and second derivatives as matrices, and what they tell."""

from collections.abc import Callable
from itertools import combinations_with_replacement
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from reference.arrays import Array, Function, number, real
from reference.extrapolation import ROUNDING, limit

VectorFunction: TypeAlias = Callable[[Array], ArrayLike]
"""A point in, a vector out."""


def jacobian(f: VectorFunction, x: ArrayLike) -> Array:
    """Return the matrix of first derivatives of f at x, by central differences.

    Formula, extrapolated to h = 0 (see `extrapolation.limit`)::

        J_ij ≈ (f_i(x + h_j e_j) - f_i(x - h_j e_j)) / (2 h_j)

    Convention:
        Row = output, column = input, so that f(x + v) ≈ f(x) + J v. S1 prints the
        transpose, with a column for each output. Other steps, one-step formulas and
        exact derivatives are as good, if they are accurate.

    Edge cases:
        x has shape (D,) and f returns a vector of shape (n,): the result has shape
        (n, D). A number counts as a vector of length 1 and gives shape (1, D). f gets
        a fresh array at each call and may change it; x is not changed.
        A column is right to 1e-6 of its largest entry. The coordinates of x may
        differ by many powers of ten, such as 1e-4 next to 1e4, and f may change over
        distances like |x_j| or like 1: a step must be small against its own
        coordinate. f is smooth near x and no small difference of large values;
        steps that leave its domain, where it is nan, are passed over without a
        warning. Kinks are never tested.

    Source:
        S3, slide "Jacobian Matrix"; S4, slide "Gradient checking: finite difference
        approximation". Ridders, "Accurate computation of F'(x) and F'(x)F''(x)",
        1982, for the extrapolation.

    By hand:
        f = (x y, x² + 5 y) has the rows (y, x) and (2x, 5), at (2, 3):

        >>> jacobian(lambda v: [v[0] * v[1], v[0] ** 2 + 5 * v[1]], [2, 3]).round(6)
        array([[3., 2.],
               [4., 5.]])

    """
    x = real(x)

    def measure(h: Array) -> tuple[Array, Array]:
        above = np.array([np.atleast_1d(real(f(x + e))) for e in np.diag(h)]).T
        below = np.array([np.atleast_1d(real(f(x - e))) for e in np.diag(h)]).T
        rounding = ROUNDING * np.maximum(np.abs(above), np.abs(below)) / h
        return (above - below) / (2 * h), rounding

    return limit(measure, x)


def hessian(f: Function, x: ArrayLike) -> Array:
    """Return the matrix of second derivatives of f at x, by central differences.

    Formula, extrapolated to h = 0 (see `extrapolation.limit`)::

        H_ij ≈ (f(x + v) + f(x - v) - f(x + w) - f(x - w)) / (4 h_i h_j),
        where v = h_i e_i + h_j e_j and w = h_i e_i - h_j e_j

    Convention:
        The derivatives ∂²f/∂x_i∂x_j themselves: for ½ xᵀAx with a symmetric A the
        Hessian is A, not ½ A. Other steps, differences of a differenced gradient and
        exact derivatives are as good, if they are accurate.

    Edge cases:
        x has shape (D,), f returns a number, the result has shape (D, D) and is
        exactly symmetric. f gets a fresh array at each call and may change it; x is
        not changed.
        Entries are right to 1e-4 of the largest one, H_ij being measured in units
        1/(s_i s_j) when coordinates change over distances s_j of different size. The
        coordinates of x may differ by many powers of ten, and f may change over
        distances like |x_j| or like 1, as in `jacobian`. f is smooth near x and no
        small difference of large values; steps that leave its domain, where it is
        nan, are passed over without a warning. Kinks are never tested.

    Source:
        S3, slide on second derivatives, "collected together into a matrix called the
        Hessian matrix". Abramowitz & Stegun, "Handbook of Mathematical Functions",
        1964, section 25.3; Ridders as for `jacobian`.

    By hand:
        f = x² y + y³ has the second derivatives 2y, 2x and 6y, at (1, 2):

        >>> hessian(lambda v: v[0] ** 2 * v[1] + v[1] ** 3, [1, 2]).round(6)
        array([[ 4.,  2.],
               [ 2., 12.]])

    """
    x = real(x)

    def measure(h: Array) -> tuple[Array, Array]:
        e = np.diag(h)
        difference, largest = np.zeros_like(e), np.zeros_like(e)
        for i, j in combinations_with_replacement(range(len(h)), 2):
            v, w = e[i] + e[j], e[i] - e[j]
            values = [number(f(z)) for z in (x + v, x - v, x + w, x - w)]
            difference[i, j] = difference[j, i] = np.dot((1, 1, -1, -1), values)
            largest[i, j] = largest[j, i] = np.max(np.abs(values))
        area = np.outer(h, h)
        return difference / (4 * area), ROUNDING * largest / area

    return limit(measure, x)


def directional_curvature(H: ArrayLike, d: ArrayLike) -> float:
    """Return the second derivative in the direction of d.

    Formula::

        dᵀH d / dᵀd

    Convention:
        Divided by dᵀd, so that d may have any length. S3 writes dᵀHd, for unit
        vectors: the same for them only.

    Edge cases:
        H is symmetric of shape (D, D) and d has shape (D,); the result is a float and
        does not depend on the length or the sign of d. A d of zeros has no direction:
        ValueError.

    Source:
        S3, slide on "the second derivative in a specific direction".

    By hand:
        H = [[2, 1], [1, 4]] and d = (1, 2) give (2 + 2 + 2 + 16) / 5 = 22/5:

        >>> directional_curvature([[2, 1], [1, 4]], [1, 2])
        4.4

    """
    H, d = real(H), _direction(d)
    return float(d @ H @ d / (d @ d))


def curvature_weights(H: ArrayLike, d: ArrayLike) -> tuple[Array, Array]:
    """Return the eigenvalues of H and the weight that d gives to each.

    Formula, with the eigenvectors u_i of H as columns of U, λ_1 <= … <= λ_D::

        H   = U diag(λ) Uᵀ
        w_i = cos²(angle of d and u_i) = (u_iᵀd)² / dᵀd

    Convention:
        Eigenvalues ascend, as from numpy.linalg.eigh; `eigen_2x2` has them descending.

    Edge cases:
        H is symmetric of shape (D, D) and d has shape (D,); both results have shape
        (D,). The weights lie in [0, 1], add up to 1 and do not depend on the length
        or the sign of d; the mean of the eigenvalues with these weights is
        `directional_curvature`. A d of zeros: ValueError. Where eigenvalues repeat
        only the sum of their weights is determined: never tested.

    Source:
        S3, slide on the directional second derivative as "a weighted average of all
        the eigenvalues".

    By hand:
        diag(5, 2) has λ = 2 along the second axis and 5 along the first; d = (3, 4)
        has the squared cosines 16/25 and 9/25 with them, so a curvature of 77/25:

        >>> lam, w = curvature_weights([[5, 0], [0, 2]], [3, 4])
        >>> lam.tolist(), w.round(6).tolist()
        ([2.0, 5.0], [0.64, 0.36])

    """
    d = _direction(d)
    lam, U = np.linalg.eigh(real(H))
    w = (U.T @ d) ** 2 / (d @ d)
    return lam, w


def _direction(d: ArrayLike) -> Array:
    """Return d as an array, unless it points nowhere."""
    d = real(d)
    if not d.any():
        raise ValueError("d must have an entry other than 0; got zeros only.")
    return d


def eigen_2x2(A: ArrayLike) -> tuple[Array, Array]:
    """Return the two eigenvalues of A and its unit eigenvectors as columns.

    Formula, for A = [[a, b], [c, d]]::

        0   = |A - λI| = λ² - (a + d) λ + (ad - bc)
        m   = (a + d)/2,  k = (a - d)/2,  r = √(k² + bc)
        λ   = m ± r, the smaller in size as (ad - bc) / (the larger in size)
        s   = k ± r, with the sign of k
        u_i ∝ (s, c) for the eigenvalue d + s, (b, -s) for the eigenvalue a - s

    Convention:
        Values descend and the first column belongs to the first value. Vectors have
        the length 1, uᵀu = 1 (S3 prints u uᵀ, which is a matrix); their sign is free.

    Edge cases:
        A has shape (2, 2) and need not be symmetric; the results have the shapes (2,)
        and (2, 2). Diagonal and triangular matrices are no exception. The other
        eigenvalue of a matrix that is nearly singular keeps its digits, as far as
        ad - bc has any. A complex or a repeated pair, k² + bc <= 0: ValueError. Pairs
        that only rounding keeps apart or joins (closer than 1e-6 of the larger) are
        never tested.

    Source:
        S3, slides "Eigenvectors and Eigenvalues". Their normalised example prints
        0.8331 for 3/√13 = 0.8321.

    By hand:
        λ² - 3λ - 4 = 0 has the roots 4 and -1, with vectors along (3, 2) and (-1, 1):

        >>> lam, U = eigen_2x2([[2, 3], [2, 1]])
        >>> lam.tolist(), np.abs(U).round(4).tolist()
        ([4.0, -1.0], [[0.8321, 0.7071], [0.5547, 0.7071]])

    """
    (a, b), (c, d) = real(A)
    m, k = (a + d) / 2, (a - d) / 2
    if not k**2 + b * c > 0:
        raise ValueError(
            "A must have two different real eigenvalues; those of "
            f"{real(A).tolist()!r} are complex or equal."
        )
    r = np.sqrt(k**2 + b * c)
    # The larger root needs no subtraction; the product of the two gives the other.
    larger = m + np.copysign(r, m)
    lam = np.array(sorted((larger, (a * d - b * c) / larger), reverse=True))
    s = k + np.copysign(r, k)
    columns = [(s, c), (b, -s)] if s > 0 else [(b, -s), (s, c)]
    U = np.array(columns).T
    return lam, U / np.linalg.norm(U, axis=0)


def condition_number(H: ArrayLike) -> float:
    """Return how much steeper the steepest axis of H is than the flattest.

    Formula, with the eigenvalues λ of H::

        κ = max |λ| / min |λ|

    Convention:
        Absolute values. S3 prints λ_max/λ_min, the same for a positive definite H
        only; for an indefinite one it is negative.

    Edge cases:
        H is symmetric of shape (D, D), where κ is also the ratio of the singular
        values; other matrices are never tested. Where min |λ| <= 1e-12 max |λ|, the
        zero matrix included, the result is inf. It is a float, 1 at least.

    Source:
        S3, slide on the condition number. Goodfellow, Bengio & Courville, "Deep
        Learning", 2016, equation (4.2).  https://www.deeplearningbook.org

    By hand:
        [[2, 1], [1, 2]] has the eigenvalues 3 and 1; diag(4, -8) has |λ| = 4 and 8:

        >>> round(condition_number([[2, 1], [1, 2]]), 6)
        3.0
        >>> condition_number([[4, 0], [0, -8]])
        2.0

    """
    size = np.abs(np.linalg.eigvalsh(real(H)))
    if size.min() <= 1e-12 * size.max():
        return np.inf
    return float(size.max() / size.min())


def classify_critical_point(H: ArrayLike) -> str:
    """Return what a point without slope is, by the signs of the curvature there.

    Formula, with the eigenvalues λ of H; λ counts as 0 if |λ| <= 1e-8 max |λ|::

        "saddle"        if some λ > 0 and some λ < 0
        "minimum"       if all λ > 0
        "maximum"       if all λ < 0
        "inconclusive"  else: some λ = 0 and the others do not differ in sign

    Convention:
        Both signs make a saddle, also beside a λ of 0. S3 calls every H that is
        neither positive nor negative definite inconclusive, which only holds where an
        eigenvalue is 0, and prints that f'' = 0 means a maximum: it is inconclusive
        too (x⁴, -x⁴ and x³ at 0).

    Edge cases:
        H is symmetric of shape (D, D); shape (1, 1) is the second derivative test of
        one variable. The zero matrix is "inconclusive". The scale of H does not
        matter: 1e-20 times a matrix is what the matrix is. Eigenvalues between 1e-10
        and 1e-6 of the largest are never tested.

    Source:
        S3, slides on the second derivative test, in one and in several dimensions.

    By hand:
        [[1, 2], [2, 1]] has the eigenvalues 3 and -1:

        >>> classify_critical_point([[1, 2], [2, 1]])
        'saddle'

    """
    lam = np.linalg.eigvalsh(real(H))
    zero = 1e-8 * np.abs(lam).max()
    if (lam > zero).any() and (lam < -zero).any():
        return "saddle"
    if (lam > zero).all():
        return "minimum"
    if (lam < -zero).all():
        return "maximum"
    return "inconclusive"
