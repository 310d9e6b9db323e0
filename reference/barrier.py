"""Assignment 10: linear programs solved from the inside, along the central path."""

import numpy as np
from numpy.typing import ArrayLike

from reference.arguments import (
    require_more_than_one,
    require_positive,
    require_shape,
)
from reference.arrays import Array, norm, real
from reference.constraints import read_constraints
from reference.line_search import backtracking

FULL_STEPS_BELOW = 0.25
"""Newton decrement from which full steps are safe: Boyd & Vandenberghe, §9.6.4."""

ARMIJO_SLOPE, SHRINK = 0.01, 0.5
"""Parameters α and β of backtracking: Boyd & Vandenberghe, §11.3.2."""

NEWTON_STEPS = 200
"""Bound on the Newton steps of one centring, of which 10 to 50 are usual."""

RUNAWAY = 1e100
"""A slack above this belongs to a problem without a minimum."""


def log_barrier(G: ArrayLike, h: ArrayLike, x: ArrayLike) -> tuple[float, Array, Array]:
    """Return value, gradient and Hessian of the logarithmic barrier of Gx <= h.

    Formula, with the slacks s = h - Gx::

        φ(x)   = -Σ_i log s_i
        ∇φ(x)  = Gᵀ(1/s)
        ∇²φ(x) = Gᵀ diag(1/s)² G

    Convention:
        The constraints are Gx <= h, so the slacks are h - Gx and the gradient has a
        plus sign. The weight t of the central path stands at the objective, not at the
        barrier: φ is neither multiplied by 1/t nor by a μ.

    Edge cases:
        G of shape (m, n), h of shape (m,) and x of shape (n,) give a float, shape (n,)
        and shape (n, n); G needs at least one row and one column, other shapes are
        refused. Outside, and on the boundary, where a slack is 0, the result is
        (inf, n times nan, n × n times nan), without a warning. A slack that is nan or
        infinite counts as outside. So near the boundary that 1/s² overflows, the
        Hessian holds inf or nan.

    Source:
        S2, slide "Central path". Boyd & Vandenberghe, "Convex Optimization", 2004,
        section 11.2.1.  https://web.stanford.edu/~boyd/cvxbook

    By hand:
        x <= 3 and -x <= 0 at x = 1 have the slacks 2 and 1: -log 2 - log 1, then
        1/2 - 1/1, then 1/4 + 1/1:

        >>> value, gradient, hessian = log_barrier([[1], [-1]], [3, 0], [1])
        >>> round(value, 6), gradient.tolist(), hessian.tolist()
        (-0.693147, [-0.5], [[1.25]])

    """
    G, h = read_constraints(G, h)
    m, n = G.shape
    require_shape((n,), x=x)
    x = real(x)
    with np.errstate(over="ignore", invalid="ignore"):
        s = h - G @ x
        if not np.all((s > 0) & (s < np.inf)):
            return np.inf, np.full(n, np.nan), np.full((n, n), np.nan)
        scaled = G / s.reshape(m, 1)
        value = -np.sum(np.log(s))
        gradient = scaled.T @ np.ones(m)
        hessian = scaled.T @ scaled
    return float(value), gradient, hessian


def central_path(
    c: ArrayLike, G: ArrayLike, h: ArrayLike, x0: ArrayLike, ts: ArrayLike
) -> Array:
    """Return the points of the central path of min cᵀx, Gx <= h, one for each t.

    Formula::

        x*(t) = argmin_x  t cᵀx - Σ_i log(h - Gx)_i

    Convention:
        t multiplies the objective (S2, Boyd), so the path runs from the middle of the
        feasible set to the optimum as t grows. With μ = 1/t at the barrier, as Nocedal
        & Wright write it, it is the same path. How the minimiser is found is free; the
        points are judged, not the steps to them.

    Edge cases:
        The result has shape (len(ts), n); no ts give shape (0, n). The ts are finite
        and > 0, in any order; each search starts where the last one ended. x0 must
        satisfy Gx0 < h strictly, else ValueError names the first row that does not and
        Gx0 - h there; apart from that x0 does not matter. c = 0 gives the analytic
        centre for every t. G of rank below n leaves the minimiser open and is refused.
        If cᵀx has no lower bound on Gx <= h, or its minimisers are not a bounded set,
        no x*(t) exists: a ValueError says so after at most 200 Newton steps; never
        tested. The points are exact up to rounding: an error of 1e-16 · |x| in a slack
        of about 1/t is a relative one of 1e-16 · t |x|, so t is not tested above 1e8.

        Newton's method with backtracking (α = 0.01, β = 0.5) as long as the Newton
        decrement λ is at least 1/4, then full steps. From there each step leaves at
        most 0.45 λ, as the barrier is self-concordant; the first one that does not
        even halve λ shows that only rounding is left, and ends the search.

    Source:
        S2, slide "Central path", with the example of a linear program. Boyd &
        Vandenberghe, "Convex Optimization", 2004, equation (11.6); section 9.6.4 for
        the decrement.  https://web.stanford.edu/~boyd/cvxbook

    By hand:
        min x on -1 <= x <= 1: t + 1/(1 - x) - 1/(1 + x) = 0, so t x² - 2x - t = 0 and
        x = (1 - √(1 + t²)) / t. For t = 3/4 that is (1 - 5/4) · 4/3, for t = 4/3 it is
        (1 - 5/3) · 3/4:

        >>> central_path([1], [[1], [-1]], [1, 1], [0], ts=[3 / 4, 4 / 3]).round(9)
        array([[-0.33333333],
               [-0.5       ]])

    """
    c, G, h, x = _start(c, G, h, x0)
    weights = real(ts)
    require_shape((weights.size,), ts=weights)
    require_positive(**{f"ts[{k}]": t for k, t in enumerate(weights.tolist())})
    points = []
    for t in weights.tolist():
        x = _centre(c, G, h, x, t)
        points.append(x)
    return np.reshape(points, (len(points), len(c)))


def barrier_method(
    c: ArrayLike,
    G: ArrayLike,
    h: ArrayLike,
    x0: ArrayLike,
    t0: float,
    mu: float,
    eps: float,
) -> Array:
    """Return a point whose cᵀx is within ε of the minimum of cᵀx over Gx <= h.

    Update, with t = t0 and x = x0 at first, and m the number of rows of G::

        x = x*(t), on the central path, from x on
        stop  if m / t < ε
        t = μ t

    Convention:
        The stop is asked after the centring (Boyd's Algorithm 11.1), so t0 is centred
        at in any case, and the point belongs to the first t = t0 μ^k with m/t < ε. m/t
        is the duality gap of that point: cᵀx - p* <= m/t.

    Edge cases:
        The result is x of shape (n,), strictly inside. m/t = ε does not stop. t0 and
        eps are finite and > 0, mu is finite and > 1. x0, the rank of G and problems
        without a bounded set of minimisers: as in central_path. eps is not tested
        below 1e-7 · m, nor where rounding decides whether m/t < ε.

    Source:
        S2, "Interior point methods" in the course outline. Boyd & Vandenberghe,
        "Convex Optimization", 2004, Algorithm 11.1.
        https://web.stanford.edu/~boyd/cvxbook

    By hand:
        min x on -1 <= x <= 1 with t0 = 2/3, μ = 2 and ε = 2: 2/t is 3, then 3/2 at
        t = 4/3, where the central path is at -1/2:

        >>> barrier_method([1], [[1], [-1]], [1, 1], [0], 2 / 3, mu=2, eps=2).round(9)
        array([-0.5])

    """
    c, G, h, x = _start(c, G, h, x0)
    require_positive(t0=t0, eps=eps)
    require_more_than_one(mu=mu)
    t = t0
    x = _centre(c, G, h, x, t)
    while len(h) / t >= eps:
        t = mu * t
        x = _centre(c, G, h, x, t)
    return x


def _start(
    c: ArrayLike, G: ArrayLike, h: ArrayLike, x0: ArrayLike
) -> tuple[Array, Array, Array, Array]:
    """Return the problem and its start as floats, refusing what has no centre."""
    G, h = read_constraints(G, h)
    require_shape(G.shape[1:], c=c, x0=x0)
    c, x = real(c), real(x0)
    excess = G @ x - h
    # Written so that a row of nan, which compares false, is refused.
    outside = ~(excess < 0)
    if outside.any():
        row = int(outside.argmax())
        raise ValueError(
            f"x0 must satisfy G x0 < h; in row {row}, G x0 - h = {excess[row]:.6g}."
        )
    rank = int(np.linalg.matrix_rank(G))
    if rank < len(x):
        raise ValueError(f"G must have rank n = {len(x)}; got rank {rank}.")
    return c, G, h, x


def _centre(c: Array, G: Array, h: Array, x: Array, t: float) -> Array:
    """Return the minimiser of t cᵀx plus the barrier, starting at x inside."""

    def f(z: Array) -> float:
        return t * float(c @ z) + log_barrier(G, h, z)[0]

    def grad(z: Array) -> Array:
        return t * c + log_barrier(G, h, z)[1]

    before = np.inf
    for _ in range(NEWTON_STEPS):
        s = h - G @ x
        if not np.all((s > 0) & (s < RUNAWAY)):
            break
        try:
            d, decrement = _newton_step(grad(x), G / s[:, None])
        except np.linalg.LinAlgError:  # a slack that ran away, and its row became 0
            break
        if before < FULL_STEPS_BELOW and not decrement < before / 2:
            return x
        if decrement >= FULL_STEPS_BELOW:
            d = backtracking(f, grad, x, d, ARMIJO_SLOPE, SHRINK) * d
        x, before = x + d, decrement
    raise ValueError(
        f"found no centre at t = {t:g}: the minimisers of cᵀx over Gx <= h must be a "
        f"bounded set, and 1/t must exceed the rounding of h - Gx."
    )


def _newton_step(g: Array, scaled: Array) -> tuple[Array, float]:
    """Return d = -H⁻¹g for H = scaledᵀ scaled, and its decrement √(gᵀH⁻¹g)."""
    # RᵀR is H. To multiply H out would square the ratio of the slacks: at t = 1e8 it
    # has 16 digits, and the curvature along a face of minimisers is lost in rounding.
    R = np.linalg.qr(scaled).R
    w = np.linalg.solve(R.T, -g)
    return np.linalg.solve(R, w), norm(w)
