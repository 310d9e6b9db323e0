# grader assignment: 10-convex

# %% [markdown]
# # Convex problems, from the inside
#
# Fill in the eight functions. The handout has every formula with a number that you can
# follow by hand, and says how points are judged; write your functions any way you like,
# as long as they keep their names and the order of their arguments. The linear program
# is always: minimise cᵀx subject to Gx <= h.

# %%
"""Assignment 10: optima that can be proved, and the way to them through the inside."""

import numpy as np  # noqa: F401 - yours to use


# %%
def is_convex(f, sample, n, rng):
    """Return whether f lies on or below its chord on n random segments.

    Formula, for each of the n segments, with two seeds from rng.integers(2**31)::

        x = sample(seed_x),  y = sample(seed_y)
        False  if  f(θ x + (1 - θ) y) > θ f(x) + (1 - θ) f(y)
                                        + 1e-9 max(1, |f(x)|, |f(y)|)  for some θ

    The θ are yours to choose, ½ among them.
    """
    raise NotImplementedError


# %%
def log_barrier(G, h, x):
    """Return value, gradient and Hessian of the logarithmic barrier of Gx <= h at x.

    Formula, with the slacks s = h - Gx::

        value    = -Σ_i log s_i
        gradient = Gᵀ (1/s)
        Hessian  = Gᵀ diag(1/s²) G

    On the wall and outside: (inf, n times nan, n × n times nan).
    """
    raise NotImplementedError


# %%
def central_path(c, G, h, x0, ts):
    """Return the points of the central path, a row for each t: shape (len(ts), n).

    Formula::

        x*(t) = argmin_x  t cᵀx - Σ_i log(h - Gx)_i

    x0 lies strictly inside. The Newton decrement of a point may be 0.05 at most.
    """
    raise NotImplementedError


# %%
def barrier_method(c, G, h, x0, t0, mu, eps):
    """Return a point whose cᵀx is within eps of the minimum: shape (n,).

    Update, with t = t0 and x = x0 at first, and m the number of rows of G::

        x = x*(t), found from x on
        stop  if m / t < eps
        t = mu t
    """
    raise NotImplementedError


# %%
def equality_newton_step(H, g, A):
    """Return Newton's step d along Ax = b, and the multipliers w: shapes (n,), (p,).

    Formula, to be solved for d and w at once::

        H d + Aᵀ w = -g
        A d        = 0
    """
    raise NotImplementedError


# %%
def dual_value(c, G, h, lam):
    """Return the lower bound on cᵀx that the multipliers prove, -inf if none.

    Formula::

        -hᵀλ   if |Gᵀλ + c| <= 1e-9 max(1, |c|)  and  all λ_i >= 0
        -inf   otherwise
    """
    raise NotImplementedError


# %%
def kkt_residual(c, G, h, x, lam):
    """Return the largest violation of the KKT conditions, a number >= 0.

    Formula, the largest of these, over all rows i and columns j::

        max((Gx - h)_i, 0)
        max(-λ_i, 0)
        |(c + Gᵀλ)_j|
        |λ_i (h - Gx)_i|
    """
    raise NotImplementedError


# %%
def nonnegative_least_squares(A, b):
    """Return an x >= 0 that minimises |Ax - b|²: shape (n,).

    Condition, with w = Aᵀ(b - Ax), for each j::

        x_j >= 0,  w_j = 0 where x_j > 0,  w_j <= 0 where x_j = 0
    """
    raise NotImplementedError
