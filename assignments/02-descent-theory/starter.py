# grader assignment: 02-descent-theory

# %% [markdown]
# # Descent theory
#
# Fill in the ten functions. The handout has every formula with a number that you can
# follow by hand; write your functions any way you like, as long as they keep their
# names and the order of their arguments.

# %%
"""Assignment 02: what curvature promises, and steps that are searched for."""

import numpy as np  # noqa: F401 - yours to use


# %%
def lipschitz_step(H):
    """Return the step 1/L at which gradient descent on a quadratic never climbs.

    Formula::

        L = max |λ| over the eigenvalues λ of H
        return 1/L
    """
    raise NotImplementedError


# %%
def strong_convexity_factor(H):
    """Return the share of f - p* that a step of 1/L leaves at most.

    Formula, with m and L the smallest and the largest eigenvalue of H, m > 0::

        c = 1 - m/L
    """
    raise NotImplementedError


# %%
def quadratic_upper_bound(f, grad, x, y, L):
    """Return the value at y of the bowl of curvature L that touches f at x.

    Formula::

        f(x) + ∇f(x)ᵀ(y - x) + (L/2) |y - x|²
    """
    raise NotImplementedError


# %%
def descent_lemma_holds(f, grad, path, L):
    """Return whether every step of a path lowers f by what the lemma promises.

    Formula, for all t = 0 … T-1::

        f(x_{t+1}) ≤ f(x_t) - |∇f(x_t)|²/(2L) + 10⁻⁹ max(1, |f(x_t)|)

    Shape (T+1,) is a path of numbers, (T+1, D) one of vectors. A step from or to a
    value of nan keeps no promise, nor does one to a value of inf.
    """
    raise NotImplementedError


# %%
def convergence_bound(L, x0, x_star, t):
    """Return how far above the minimum t steps of 1/L may still be.

    Formula::

        2 L |x_0 - x*|² / (t + 4)
    """
    raise NotImplementedError


# %%
def backtracking(f, grad, x, direction, alpha, beta):
    """Return the first step t = 1, β, β², … with which f falls far enough.

    Update, with t = 1 at first and d the direction::

        while f(x + t d) > f(x) + α t ∇f(x)ᵀd, or f(x + t d) is not finite:
            t = β t

    f has to be asked at the points x + t d, in this order; more questions do no harm.
    """
    raise NotImplementedError


# %%
def exact_step_quadratic(A, b, x, direction):
    """Return the t that minimises ½ zᵀA z - bᵀz on the line z = x + t d.

    Formula, with d the direction::

        r = b - A x
        t = rᵀd / dᵀA d
    """
    raise NotImplementedError


# %%
def descent_with_backtracking(f, grad, x0, alpha, beta, eps, max_steps):
    """Return the path of gradient descent whose steps are found by backtracking.

    Update, with k counting from 1::

        stop at x_{k-1}  if k > max_steps  or  |∇f(x_{k-1})| ≤ eps
        d = -∇f(x_{k-1})
        x_k = x_{k-1} + t d,  t by backtracking, beginning at t = 1 every time

    A number x0 gives shape (k+1,), x0 of shape (D,) gives (k+1, D) after k updates.
    """
    raise NotImplementedError


# %%
def violates_convexity(f, x, y, n):
    """Return the first θ at which f lies above its chord, or None.

    Formula, for θ = k/(n + 1), k = 1 … n::

        slack = 10⁻⁹ max(1, |f(x)|, |f(y)|)
        f(θ x + (1 - θ) y) > θ f(x) + (1 - θ) f(y) + slack
    """
    raise NotImplementedError


# %%
def segment_inside(contains, x, y, n):
    """Return whether a set contains n evenly spread points of a segment, ends included.

    Formula, for the n values θ in numpy.linspace(0, 1, n)::

        contains(θ x + (1 - θ) y)
    """
    raise NotImplementedError
