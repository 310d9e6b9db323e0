"""Assignment 02: what the curvature of f promises about gradient descent."""

from typing import SupportsIndex

import numpy as np
from numpy.typing import ArrayLike

from reference.arguments import require_count, require_positive
from reference.arrays import Array, Function, Gradient, number, real
from reference.gradient_descent import values_along


def lipschitz_step(H: ArrayLike) -> float:
    """Return the step 1/L at which gradient descent on a quadratic never climbs.

    Formula::

        L = max |λ| over the eigenvalues λ of H
        return 1 / L

    Edge cases:
        H is a symmetric matrix of shape (D, D); only its lower triangle is read. The
        largest size counts, so H = diag(1, -4) gives 1/4. H = 0 gives inf, without a
        warning: the gradient of a linear function never changes.

    Source:
        S2, slides on smoothness and on the descent step 1/L (one of them prints plain
        Lipschitz continuity, |f(u) - f(w)| ≤ L |u - w|; it is the gradient that is
        L-Lipschitz). Nesterov, "Introductory Lectures on Convex Optimization", 2004,
        Lemma 1.2.2.

    By hand:
        The matrix with rows (3, 1) and (1, 3) has the eigenvalues 4 and 2:

        >>> round(lipschitz_step([[3, 1], [1, 3]]), 12)
        0.25

    """
    L = np.max(np.abs(np.linalg.eigvalsh(real(H))))
    with np.errstate(divide="ignore"):
        return float(1 / L)


def strong_convexity_factor(H: ArrayLike) -> float:
    """Return the share of f - p* that a step of 1/L leaves at most on a quadratic.

    Formula::

        m, L = min λ, max λ over the eigenvalues λ of H
        return 1 - m/L

    Edge cases:
        H is a symmetric matrix of shape (D, D); only its lower triangle is read. It
        must be positive definite: m ≤ 0 is refused. With m = L the factor is 0, one
        step reaches the minimum. The factor c bounds values, f(x_k) - p* ≤ c^k
        (f(x_0) - p*); on a quadratic the distance to the minimum shrinks by c at
        least as well, and the values then by c².

    Source:
        S2, slide with f(x_k) - p* ≤ c^k (f(x_0) - p*). Boyd & Vandenberghe, "Convex
        Optimization", 2004, section 9.3.1, equation (9.18).
        https://web.stanford.edu/~boyd/cvxbook

    By hand:
        The matrix with rows (3, 1) and (1, 3) has the eigenvalues 4 and 2: 1 - 2/4:

        >>> round(strong_convexity_factor([[3, 1], [1, 3]]), 12)
        0.5

    """
    eigenvalues = np.linalg.eigvalsh(real(H))
    m, L = float(eigenvalues[0]), float(eigenvalues[-1])
    require_positive(**{"the smallest eigenvalue of H": m})
    return 1 - m / L


def quadratic_upper_bound(
    f: Function, grad: Gradient, x: ArrayLike, y: ArrayLike, L: float
) -> float:
    """Return the value at y of the bowl that lies on f at x and above it elsewhere.

    Formula::

        f(x) + ∇f(x)ᵀ(y - x) + L/2 |y - x|²

    Edge cases:
        x and y are numbers or have the same shape (D,). f and its gradient are asked
        at x only. The result is an upper bound of f(y) if the gradient of f is
        L-Lipschitz, which is not verified. L must be > 0.

    Source:
        S2, slide "Upper bound on the difference f(x) and f(y)". Nesterov,
        "Introductory Lectures on Convex Optimization", 2004, Lemma 1.2.3.

    By hand:
        On x² at x = 1, with L = 3, y = 3: 1 + 2 · 2 + 3/2 · 4 = 11, above 3² = 9:

        >>> quadratic_upper_bound(lambda x: x**2, lambda x: 2 * x, x=1, y=3, L=3)
        11.0

    """
    require_positive(L=L)
    x, y = real(x), real(y)
    return number(f(x)) + _dot(real(grad(x)), y - x) + L / 2 * _dot(y - x, y - x)


def descent_lemma_holds(f: Function, grad: Gradient, path: ArrayLike, L: float) -> bool:
    """Return whether every step of a path brings the decrease that the lemma promises.

    Formula, for t = 0 … T-1::

        promised_t = |∇f(x_t)|² / (2L)
        slack_t = 10⁻⁹ max(1, |f(x_t)|)
        f(x_{t+1}) ≤ f(x_t) - promised_t + slack_t

    Edge cases:
        A path of shape (T+1,) is a path of numbers, one of shape (T+1, D) a path of
        vectors. A single point has no steps: True. A value or a gradient of nan is a
        step that fails, and so is one from a finite value to inf; no warning. L must
        be > 0.

    Source:
        S2, slide on the descent step 1/L, "The sequence is decreasing, with minimal
        decrement". Nesterov, "Introductory Lectures on Convex Optimization", 2004,
        section 1.2.3.

    By hand:
        On x², with L = 2, a step from 1 must fall by 2² / 4 = 1. To 0 it does; to 0.5,
        at 0.25, it does not:

        >>> descent_lemma_holds(lambda x: x**2, lambda x: 2 * x, [1, 0], L=2)
        True
        >>> descent_lemma_holds(lambda x: x**2, lambda x: 2 * x, [1, 0.5], L=2)
        False

    """
    require_positive(L=L)
    points = real(path)
    values = values_along(f, points)
    with np.errstate(over="ignore", invalid="ignore"):
        gradients = [real(grad(x)) for x in points[:-1]]
        promised = np.array([_dot(g, g) / (2 * L) for g in gradients])
        slack = 1e-9 * np.maximum(1, np.abs(values[:-1]))
        return bool(np.all(values[1:] <= values[:-1] - promised + slack))


def convergence_bound(
    L: float, x0: ArrayLike, x_star: ArrayLike, t: SupportsIndex
) -> float:
    """Return how far above the minimum gradient descent with step 1/L may still be.

    Formula::

        2 L |x_0 - x*|² / (t + 4)

    Edge cases:
        x0 and x_star are numbers or have the same shape (D,). t is the number of
        updates made, a whole number from 0 on. L must be > 0. The bound is for convex
        f with an L-Lipschitz gradient; it is about values, f(x_t) - f(x*), and says
        nothing about how fast x_t moves.

    Source:
        S2, slide on smooth convex f, "we know the convergence rate". Nesterov,
        "Introductory Lectures on Convex Optimization", 2004, Corollary 2.1.2.

    By hand:
        L = 3 and |x_0 - x*| = 2 give after 4 updates 2 · 3 · 4 / 8:

        >>> convergence_bound(3, x0=1, x_star=-1, t=4)
        3.0

    """
    require_positive(L=L)
    require_count(t=t)
    distance = real(x0) - real(x_star)
    return 2 * L * _dot(distance, distance) / (int(t) + 4)


def _dot(v: Array, w: Array) -> float:
    # vdot also takes numbers, and overflows to inf in silence where ** would raise.
    return float(np.vdot(v, w))
