"""Assignment 02: how far to go along a direction, and gradient descent that asks."""

import math
import sys
from typing import SupportsIndex

import numpy as np
from numpy.typing import ArrayLike

from reference.arguments import (
    require_count,
    require_fraction,
    require_non_negative,
    require_positive,
)
from reference.arrays import Array, Function, Gradient, norm, number, real


def backtracking(
    f: Function,
    grad: Gradient,
    x: ArrayLike,
    direction: ArrayLike,
    alpha: float,
    beta: float,
) -> float:
    """Return the first step 1, β, β², … with which f decreases sufficiently.

    Update, with t = 1 at first and d the direction::

        while f(x + t d) > f(x) + α t ∇f(x)ᵀd, or f(x + t d) is not finite:
            t = β t

    Convention:
        α is the share of the promised decrease that is asked for, β the factor by
        which the step shrinks (Boyd; Nocedal & Wright call them c and ρ, the condition
        is Armijo's). Equality is enough. The slope is ∇f(x)ᵀd, which is -|∇f(x)|² and
        not -|∇f(x)| along d = -∇f(x). The right-hand side shrinks with t, and all
        trials start from the same x. Every search begins at t = 1 anew.

    Edge cases:
        x and direction are numbers or have the same shape (D,); the result is a float.
        alpha and beta must lie in (0, 1); Boyd wants α < 1/2, without which even the
        minimum along the direction of a quadratic is refused. f may be inf or nan out
        of its domain, without a warning; the gradient is taken at x only. A direction
        of 0 gives 1. A slope ∇f(x)ᵀd > 0 (or nan) is no descent and raises
        ValueError. Where no t satisfies the condition (the gradient is not that of f,
        x is a kink, or rounding hides the decrease) t would shrink for ever: the search
        ends with a t that is too short to move x, and if there is none, at x = 0 or
        where f(x) is not finite, with a ValueError once t leaves the normal floats, at
        2.2e-308. None of this is tested, nor is a case where the two sides are equal
        but for rounding.

    Source:
        S2, slide "Gradient descent method". Boyd & Vandenberghe, "Convex
        Optimization", 2004, Algorithm 9.2.  https://web.stanford.edu/~boyd/cvxbook
        Armijo, "Minimization of functions having Lipschitz continuous first partial
        derivatives", 1966.

    By hand:
        On x² at 1 along d = -2 with α = 1/4: t = 1 gives 1 > 1 - 1; t = 0.8 gives
        0.36 > 1 - 0.8; t = 0.64 gives 0.0784 ≤ 1 - 0.64:

        >>> f, grad = lambda x: x**2, lambda x: 2 * x
        >>> round(backtracking(f, grad, x=1, direction=-2, alpha=0.25, beta=0.8), 12)
        0.64

    """
    require_fraction(alpha=alpha, beta=beta)
    x, d = real(x), real(direction)
    with np.errstate(all="ignore"):
        t, _, _ = _search(f, x, number(f(x)), real(grad(x)), d, alpha, beta)
    return t


def _search(
    f: Function,
    x: Array,
    f_x: float,
    g: Array,
    d: Array,
    alpha: float,
    beta: float,
) -> tuple[float, Array, float]:
    """Return the step, the point it leads to, and f there."""
    slope = float(np.vdot(g, d))
    if not slope <= 0:
        raise ValueError(f"direction must have a slope ∇f(x)ᵀd <= 0; got {slope!r}.")
    t = 1.0
    while t >= sys.float_info.min:
        z = x + t * d
        f_z = number(f(z))
        enough = f_z <= f_x + alpha * t * slope
        if math.isfinite(f_z) and (enough or np.array_equal(z, x)):
            return t, z, f_z
        t = beta * t
    raise ValueError(
        f"no step t from 1 down to {sys.float_info.min:.1e} brings a sufficient "
        f"decrease from f(x) = {f_x!r} with slope {slope!r}; is grad that of f?"
    )


def exact_step_quadratic(
    A: ArrayLike, b: ArrayLike, x: ArrayLike, direction: ArrayLike
) -> float:
    """Return the step that minimises ½ zᵀAz - bᵀz on the line z = x + t d.

    Formula, with d the direction::

        r = b - A x
        t = rᵀd / dᵀAd

    Edge cases:
        A is a symmetric matrix of shape (D, D), b, x and direction have shape (D,).
        The curvature dᵀAd must be > 0, or there is no minimum on the line: other
        directions, 0 included, are refused. A need not be positive definite. The step
        is negative if the direction climbs, and 0 at the minimum.

    Source:
        S2, slide "Gradient descent method", exact line search. Boyd & Vandenberghe,
        "Convex Optimization", 2004, equation (9.16), for the search; Nocedal & Wright,
        "Numerical Optimization", 2006, equation (5.7), for the step.

    By hand:
        A = diag(1, 2), b = 0, x = (1, 1), d = -(1, 2): r = (-1, -2), 5 / (1 + 8):

        >>> t = exact_step_quadratic([[1, 0], [0, 2]], [0, 0], [1, 1], [-1, -2])
        >>> round(t, 6)
        0.555556

    """
    A, d = real(A), real(direction)
    r = real(b) - A @ real(x)
    curvature = float(d @ A @ d)
    require_positive(**{"the curvature dᵀAd": curvature})
    return float(r @ d) / curvature


def descent_with_backtracking(
    f: Function,
    grad: Gradient,
    x0: ArrayLike,
    alpha: float,
    beta: float,
    eps: float,
    max_steps: SupportsIndex,
) -> Array:
    """Return the path of gradient descent whose steps are found by backtracking.

    Update, with k counting from 1::

        stop at x_{k-1}  if |∇f(x_{k-1})| ≤ ε  or  k > max_steps
        d = -∇f(x_{k-1})
        x_k = x_{k-1} + t d,  t by backtracking

    Convention:
        The search begins at t = 1 anew in every update, so that steps can grow again.
        The norm is Euclidean and the test ≤ (S2); in one dimension S0 prints <.

    Edge cases:
        A number x0 gives shape (k+1,), x0 of shape (D,) gives (k+1, D) for k ≤
        max_steps updates. A start with a small gradient is the whole path. A gradient
        of nan is never small. alpha and beta must lie in (0, 1), eps ≥ 0. Out of its
        domain f may be inf or nan, without a warning: the search comes back from
        there. f is asked once a trial and once at x0, the gradient once a point. So
        close to a minimum that rounding hides the decrease the path may stand still. A
        search that finds nothing raises ValueError, as in `backtracking`; so may a path
        that overflows, where f has no lower bound. None of this is tested.

    Source:
        S2, slide "Gradient descent method". Boyd & Vandenberghe, "Convex
        Optimization", 2004, Algorithm 9.3.  https://web.stanford.edu/~boyd/cvxbook

    By hand:
        On x² with α = 1/4 and β = 0.8 the search ends at 0.64, and x is multiplied by
        1 - 2 · 0.64:

        >>> f, grad = lambda x: x**2, lambda x: 2 * x
        >>> path = descent_with_backtracking(f, grad, 1, 0.25, 0.8, eps=0, max_steps=2)
        >>> path.round(6)
        array([ 1.    , -0.28  ,  0.0784])

    """
    require_fraction(alpha=alpha, beta=beta)
    require_non_negative(eps=eps)
    require_count(max_steps=max_steps)
    x = real(x0)
    points = [x]
    with np.errstate(all="ignore"):
        f_x = number(f(x))
        for _ in range(int(max_steps)):
            g = real(grad(x))
            if norm(g) <= eps:
                break
            _, x, f_x = _search(f, x, f_x, g, -g, alpha, beta)
            points.append(x)
    return np.array(points)
