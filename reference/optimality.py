"""Assignment 10: what must hold at the optimum of a constrained problem."""

import numpy as np
from numpy.typing import ArrayLike

from reference.arguments import require_matrix, require_shape
from reference.arrays import Array, norm, real
from reference.constraints import read_constraints


def equality_newton_step(
    H: ArrayLike, g: ArrayLike, A: ArrayLike
) -> tuple[Array, Array]:
    """Return the Newton step d under equality constraints, and their multipliers w.

    Formula, to be solved for d and w at once::

        H d + Aᵀw = -g
        A d       = 0

    Convention:
        The point already satisfies its constraints, so A d = 0, and w is the new
        multiplier, not its change. With the opposite sign in front of w (L = f - wᵀAx)
        w changes sign and d stays.

    Edge cases:
        H of shape (n, n), g of shape (n,) and A of shape (p, n) give shapes (n,) and
        (p,). H is symmetric. A of shape (0, n) has no rows: d is the plain Newton step
        and w is empty. H need not be invertible, nor positive definite, as long as the
        whole system has one solution; where it has none or many (dependent rows of A,
        or a direction d with A d = 0 and H d = 0) numpy.linalg.LinAlgError or rounding
        is what comes out; never tested. Other shapes are refused.

    Source:
        S2, "Equality constrained problems" in the course outline. Boyd &
        Vandenberghe, "Convex Optimization", 2004, equation (10.11).
        https://web.stanford.edu/~boyd/cvxbook

    By hand:
        On x² + 2y² along x + y = const, at (3, 1) with g = (6, 4): d = (u, -u), and
        2u + w = -6, -4u + w = -4 give u = -1/3 and w = -16/3:

        >>> d, w = equality_newton_step([[2, 0], [0, 4]], [6, 4], [[1, 1]])
        >>> d.round(6).tolist(), w.round(6).tolist()
        ([-0.333333, 0.333333], [-5.333333])

    """
    require_matrix(H=H)
    H, g, A = real(H), real(g), real(A)
    n = len(H)
    p = len(A)
    require_shape((n, n), H=H)
    require_shape((n,), g=g)
    require_shape((p, n), A=A)
    kkt = np.block([[H, A.T], [A, np.zeros((p, p))]])
    d_and_w = np.linalg.solve(kkt, np.concatenate([-g, np.zeros(p)]))
    return d_and_w[:n].copy(), d_and_w[n:].copy()


def kkt_residual(
    c: ArrayLike, G: ArrayLike, h: ArrayLike, x: ArrayLike, lam: ArrayLike
) -> float:
    """Return the largest violation of the KKT conditions of min cᵀx, Gx <= h.

    Formula, the largest of all these numbers, i over the rows and j over the columns::

        max((Gx - h)_i, 0)    primal feasibility
        max(-λ_i, 0)          dual feasibility
        |(c + Gᵀλ)_j|         stationarity
        |λ_i (h - Gx)_i|      complementary slackness

    Convention:
        The largest single entry, not a Euclidean norm nor a sum, and nothing is scaled
        by the size of c, G or h. Complementary slackness is taken row by row; the sum
        λᵀ(h - Gx) can vanish although its terms do not.

    Edge cases:
        c and x have shape (n,), h and lam (m,), G (m, n) with at least one row; other
        shapes are refused. The result is a float >= 0, and 0 exactly where x and lam
        are optimal and nothing is rounded. nan anywhere gives nan.

    Source:
        S2, slide "Lagrangian and dual function" (KKT conditions). Boyd &
        Vandenberghe, "Convex Optimization", 2004, conditions (5.49).
        https://web.stanford.edu/~boyd/cvxbook

    By hand:
        min x with -x <= -1, at x = 1.5 with λ = 0.75: feasible by 0.5, |1 - 0.75| is
        0.25, and 0.75 · 0.5 = 0.375 is more:

        >>> kkt_residual([1], [[-1]], [-1], x=[1.5], lam=[0.75])
        0.375

    """
    G, h = read_constraints(G, h)
    require_shape(G.shape[1:], c=c, x=x)
    require_shape(h.shape, lam=lam)
    c, x, lam = real(c), real(x), real(lam)
    slack = h - G @ x
    primal = np.maximum(-slack, 0)
    dual = np.maximum(-lam, 0)
    stationarity = np.abs(c + G.T @ lam)
    slackness = np.abs(lam * slack)
    return float(np.max(np.concatenate([primal, dual, stationarity, slackness])))


def dual_value(c: ArrayLike, G: ArrayLike, h: ArrayLike, lam: ArrayLike) -> float:
    """Return the dual function of min cᵀx, Gx <= h at the multipliers λ.

    Formula::

        g(λ) = min_x cᵀx + λᵀ(Gx - h)
             = -hᵀλ  if |Gᵀλ + c| <= 10⁻⁹ max(1, |c|) and λ >= 0
             = -∞    otherwise

    Convention:
        λ belongs to Gx - h <= 0, so the dual problem is max -hᵀλ. Exactly, Gᵀλ + c
        must be 0; the tolerance is for λ that were computed. For a λ < 0 the value is
        -∞ as well (it proves nothing), whatever Gᵀλ + c is.

    Edge cases:
        c has shape (n,), h and lam (m,), G (m, n) with at least one row; other shapes
        are refused. The result is a float, -inf included. λ is compared with 0
        exactly: -1e-300 gives -inf. Equality in the tolerance is enough. nan in lam
        gives -inf.

    Source:
        S2, slide "Lagrangian and dual function". Boyd & Vandenberghe, "Convex
        Optimization", 2004, section 5.2.1.  https://web.stanford.edu/~boyd/cvxbook

    By hand:
        min x + y with -x <= -1 and -y <= -2 has the minimum 3, which λ = (1, 1)
        proves: -(-1 · 1 - 2 · 1). λ = (1, 0) proves nothing:

        >>> G = [[-1, 0], [0, -1]]
        >>> dual_value([1, 1], G, [-1, -2], [1, 1])
        3.0
        >>> dual_value([1, 1], G, [-1, -2], [1, 0])
        -inf

    """
    G, h = read_constraints(G, h)
    require_shape(G.shape[1:], c=c)
    require_shape(h.shape, lam=lam)
    c, lam = real(c), real(lam)
    stationary = norm(G.T @ lam + c) <= 1e-9 * max(1.0, norm(c))
    if stationary and np.all(lam >= 0):
        return float(-h @ lam)
    return -np.inf
