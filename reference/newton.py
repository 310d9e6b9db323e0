"""Assignment 09: descent that knows the curvature."""

from collections.abc import Callable
from typing import SupportsIndex, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from reference.arguments import require_count
from reference.arrays import Array, Function, Gradient, real
from reference.line_search import backtracking

Hessian: TypeAlias = Callable[[Array], ArrayLike]
"""A matrix of second derivatives: a point in, a square matrix out."""

LEAST_CURVATURE = 1e-8
"""The least curvature that `damped_newton` believes in."""


def newton(grad: Gradient, hess: Hessian, x0: ArrayLike, steps: SupportsIndex) -> Array:
    """Return the path of Newton's method.

    Update, with g_t = ∇f(x_{t-1}), H_t = ∇²f(x_{t-1}) and t counting from 1::

        solve H_t d_t = -g_t
        x_t = x_{t-1} + d_t

    Convention:
        The full step, undamped and without a line search. The equation is solved; the
        inverse that the lectures print is never formed.

    Edge cases:
        A number x0, for which grad and hess return numbers, gives shape (steps+1,);
        x0 of shape (D,) gives (steps+1, D), hess returning (D, D). On a quadratic the
        first step ends in the point without slope, and the others stay there up to
        rounding. Newton looks for a slope of 0, not for low values: near a saddle or a
        maximum it goes there. A Hessian that is exactly singular:
        numpy.linalg.LinAlgError, which is a ValueError; never tested. A path that
        diverges runs into inf and nan without a warning, unless its Hessian becomes
        singular there. steps is a whole number >= 0, else ValueError. x0 is not
        changed.

    Source:
        S3, slide "Newton's method"; S4, slide "Gradient descent: Newton's method"
        (which takes a locally convex f to have an invertible Hessian; x⁴ at 0 has
        none); S2, slide on the Newton step.

    By hand:
        On x³/3 - x, with the slope x² - 1 and the curvature 2x, from 2 the first step
        is -3/4 and the second, from 5/4, is -(9/16)/(5/2) = -9/40:

        >>> newton(lambda x: x**2 - 1, lambda x: 2 * x, 2, steps=2)
        array([2.   , 1.25 , 1.025])

    """

    def step(x: Array) -> Array:
        g, H = real(grad(x)), np.atleast_2d(real(hess(x)))
        d = real(np.linalg.solve(H, np.atleast_1d(-g)))
        return np.reshape(d, g.shape)

    return _walk(step, x0, steps)


def damped_newton(
    f: Function,
    grad: Gradient,
    hess: Hessian,
    x0: ArrayLike,
    alpha: float,
    beta: float,
    steps: SupportsIndex,
) -> Array:
    """Return the path of Newton's method, made to descend everywhere.

    Update, with g_t = ∇f(x_{t-1}), H_t = ∇²f(x_{t-1}) and t counting from 1::

        H_t = U diag(λ) Uᵀ
        d_t = U diag(1 / max(|λ|, 1e-8)) Uᵀ (-g_t)
        s_t = backtracking(f, ∇f, x_{t-1}, d_t, α, β)
        x_t = x_{t-1} + s_t d_t

    Convention:
        An eigenvalue is replaced by its absolute value, so negative curvature turns
        the step around and keeps its length (saddle-free Newton). Others add τI to H
        until it is positive definite, or cut the eigenvalues off at a small positive
        number, which makes very long steps along them.

    Edge cases:
        A number x0, for which grad and hess return numbers, gives shape (steps+1,);
        x0 of shape (D,) gives (steps+1, D). hess is symmetric. No step goes uphill,
        and a path that starts beside a saddle or a maximum leaves it; exactly there
        the gradient is 0 and so is every step. Near a minimum with positive curvature
        the step is Newton's, s = 1; so close to it that rounding hides the decrease
        the path may stand still. A search that finds nothing raises ValueError, as in
        `backtracking`; so may a path that overflows, where f has no lower bound.
        Neither is tested. alpha and beta lie in (0, 1) and steps is a whole number
        >= 0, else ValueError. x0 is not changed.

    Source:
        S2, slides "Newton step" and "General descent method". Nocedal & Wright,
        "Numerical Optimization", 2006, section 3.4. Dauphin et al., "Identifying and
        attacking the saddle point problem in high-dimensional non-convex
        optimization", 2014, Algorithm 1, for |λ|.  https://arxiv.org/abs/1406.2572

    By hand:
        On ½(x² - y²), which has its saddle at 0, Newton goes there at once. Here y
        is doubled instead: from (1, 1) the step is (-1, +1):

        >>> path = damped_newton(
        ...     f=lambda x: (x[0]**2 - x[1]**2) / 2,
        ...     grad=lambda x: [x[0], -x[1]],
        ...     hess=lambda x: [[1, 0], [0, -1]],
        ...     x0=[1, 1], alpha=0.25, beta=0.5, steps=2)
        >>> path.tolist()
        [[1.0, 1.0], [0.0, 2.0], [0.0, 4.0]]

    """

    def step(x: Array) -> Array:
        g, H = real(grad(x)), np.atleast_2d(real(hess(x)))
        lam, U = np.linalg.eigh(H)
        size = np.maximum(np.abs(lam), LEAST_CURVATURE)
        d = np.reshape(U @ (U.T @ np.atleast_1d(-g) / size), g.shape)
        s = backtracking(f, grad, x, d, alpha, beta)
        return real(s * d)

    return _walk(step, x0, steps)


def _walk(step: Callable[[Array], Array], x0: ArrayLike, steps: SupportsIndex) -> Array:
    """Return the path from x0 on, with a step that is asked for at each point."""
    require_count(steps=steps)
    points = [real(x0)]
    # A path that diverges is a result, not an accident: it may overflow in silence.
    with np.errstate(over="ignore", invalid="ignore"):
        for _ in range(int(steps)):
            points.append(points[-1] + step(points[-1]))
    return np.array(points)
