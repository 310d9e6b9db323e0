# grader assignment: 09-curvature
"""Curvature: fill in the functions; the handout says what they do."""

# %% [markdown]
# # Assignment 09: Curvature
#
# The formulas stand in the docstrings, everything else in the handout. Vectors have
# shape (D,) and matrices shape (D, D); what is called H is symmetric.

# %%
import numpy as np  # noqa: F401 - yours to use


# %%
def jacobian(f, x):
    """Return all first derivatives of f at x, an array of shape (n, D).

    x has shape (D,), f(x) has shape (n,). Row = output, column = input::

        J_ij = ∂f_i/∂x_j

    By differences; right to 1e-6 of the largest entry.
    """
    raise NotImplementedError


# %%
def hessian(f, x):
    """Return all second derivatives of f at x, an array of shape (D, D).

    x has shape (D,), f(x) is a number::

        H_ij = ∂²f/∂x_i∂x_j

    By differences; right to 1e-4 of the largest entry.
    """
    raise NotImplementedError


# %%
def directional_curvature(H, d):
    """Return the second derivative in the direction of d, which has any length.

    A number::

        dᵀH d / dᵀd
    """
    raise NotImplementedError


# %%
def curvature_weights(H, d):
    """Return the eigenvalues of H, ascending, and the weight that d gives to each.

    Two arrays of shape (D,); with unit eigenvectors u_i::

        w_i = cos²(angle between d and u_i) = (u_iᵀd)² / dᵀd
    """
    raise NotImplementedError


# %%
def eigen_2x2(A):
    """Return the eigenvalues of A, descending, and its unit eigenvectors as columns.

    Two arrays, of shapes (2,) and (2, 2). For A = [[a, b], [c, d]]::

        0 = λ² - (a + d) λ + (ad - bc)

    A need not be symmetric; the signs of the columns are free.
    """
    raise NotImplementedError


# %%
def condition_number(H):
    """Return the condition number of H.

    With the eigenvalues λ of H::

        max |λ| / min |λ|,  and inf where min |λ| <= 1e-12 · max |λ|
    """
    raise NotImplementedError


# %%
def classify_critical_point(H):
    """Return what a critical point with the Hessian H is, in a word.

    λ counts as 0 if |λ| <= 1e-8 · max |λ|; the first line that holds decides::

        "saddle"        if some λ > 0 and some λ < 0
        "minimum"       if all λ > 0
        "maximum"       if all λ < 0
        "inconclusive"  otherwise
    """
    raise NotImplementedError


# %%
def taylor_model(f0, g, H, v):
    """Return the quadratic model of f after the move v, a vector.

    A number::

        f0 + gᵀv + ½ vᵀH v
    """
    raise NotImplementedError


# %%
def quadratic_prediction(f0, g, H, eps):
    """Return what the model predicts for a gradient step with the rate eps.

    A number::

        f0 - eps · gᵀg + ½ eps² · gᵀH g
    """
    raise NotImplementedError


# %%
def best_step(g, H):
    """Return the rate for which the prediction is lowest.

    A number::

        gᵀg / gᵀH g,  and inf if gᵀH g <= 0
    """
    raise NotImplementedError


# %%
def newton(grad, hess, x0, steps):
    """Return the path of Newton's method.

    With t = 1, 2, …, steps::

        solve ∇²f(x_{t-1}) d_t = -∇f(x_{t-1}) for d_t
        x_t = x_{t-1} + d_t
    """
    raise NotImplementedError


# %%
def damped_newton(f, grad, hess, x0, alpha, beta, steps):
    """Return the path of Newton's method, made to descend everywhere.

    With t = 1, 2, …, steps, g = ∇f(x_{t-1}) and H = ∇²f(x_{t-1})::

        H = U diag(λ) Uᵀ
        d = -U diag(1 / max(|λ|, 1e-8)) Uᵀ g
        s = 1;  while f(x_{t-1} + s d) > f(x_{t-1}) + alpha · s · gᵀd,
                or f(x_{t-1} + s d) is not finite:  s = beta · s
        x_t = x_{t-1} + s d
    """
    raise NotImplementedError
