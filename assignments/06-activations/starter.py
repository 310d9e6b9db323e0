# grader assignment: 06-activations

# %% [markdown]
# # Activation functions
#
# Fill in the functions. The handout has every convention and a number that you can
# follow by hand; write them any way you like, as long as they keep their names and the
# order of their arguments. `x` is a number or an array with one, two or three axes, and
# whatever is computed entry by entry has x's shape. Derivatives take the input of the
# activation. At a kink anything between the two one-sided derivatives is accepted.

# %%
"""Assignment 06: activation functions, their derivatives, and softmax."""

import numpy as np  # noqa: F401 - yours to use


# %%
def linear(x, a, c):
    """Return a x + c."""
    raise NotImplementedError


# %%
def linear_derivative(x, a, c):
    """Return the derivative of a x + c at x: a, in x's shape."""
    raise NotImplementedError


# %%
def sigmoid(x):
    """Return σ(x) = 1 / (1 + e^(-x)), without overflow at ±1000."""
    raise NotImplementedError


# %%
def sigmoid_derivative(x):
    """Return σ'(x) = σ(x) (1 - σ(x)), without overflow at ±1000."""
    raise NotImplementedError


# %%
def tanh(x):
    """Return (e^x - e^(-x)) / (e^x + e^(-x)), without overflow at ±1000."""
    raise NotImplementedError


# %%
def tanh_derivative(x):
    """Return tanh'(x) = 1 - tanh(x)², without overflow at ±1000."""
    raise NotImplementedError


# %%
def relu(x):
    """Return x for x > 0, 0 for x ≤ 0; x itself is not changed."""
    raise NotImplementedError


# %%
def relu_derivative(x):
    """Return 1 for x > 0, 0 for x < 0, anything from 0 to 1 at 0."""
    raise NotImplementedError


# %%
def leaky_relu(x, slope):
    """Return x for x > 0, slope · x for x ≤ 0, for any slope."""
    raise NotImplementedError


# %%
def leaky_relu_derivative(x, slope):
    """Return 1 for x > 0, slope for x < 0, anything between the two at 0."""
    raise NotImplementedError


# %%
def prelu(x, alpha):
    """Return x for x > 0, alpha · x for x ≤ 0, for any alpha."""
    raise NotImplementedError


# %%
def prelu_derivative(x, alpha):
    """Return the pair (∂f/∂x, ∂f/∂alpha), both of x's shape, nothing summed.

    Formula::

        ∂f/∂x     = 1 for x > 0, alpha for x < 0, anything between the two at 0
        ∂f/∂alpha = 0 for x > 0, x for x ≤ 0
    """
    raise NotImplementedError


# %%
def elu(x, alpha):
    """Return x for x > 0, alpha (e^x - 1) for x ≤ 0, without overflow at ±1000."""
    raise NotImplementedError


# %%
def elu_derivative(x, alpha):
    """Return 1 for x > 0, alpha e^x for x < 0, anything from alpha to 1 at 0."""
    raise NotImplementedError


# %%
def maxout(x, W, b):
    """Return max over k of (x @ W[k] + b[k]), for each output by itself.

    W has shape (K, inputs, outputs), b has shape (K, outputs); x has shape (N, inputs)
    or (inputs,).
    """
    raise NotImplementedError


# %%
def softmax(z):
    """Return the softmax of each row, a row being what lies along the last axis.

    Formula::

        s_i = e^(z_i) / Σ_j e^(z_j)
    """
    raise NotImplementedError


# %%
def softmax_jacobian(z):
    """Return the Jacobian of softmax at z, of shape (C,): a matrix (C, C).

    Formula, with s = softmax(z)::

        J_ij = s_i ([i = j] - s_j)
    """
    raise NotImplementedError


# %%
def softmax_vjp(z, v):
    """Return Jᵀ v for each row (along the last axis), without forming J.

    Formula, with s = softmax(z)::

        Jᵀ v = s ⊙ (v - ⟨v, s⟩)
    """
    raise NotImplementedError


# %%
def properties(name):
    """Return which qualities the activation of this name has: a dict of six bools.

    The keys are nonlinear, continuously_differentiable, zero_centred, saturates,
    bounded and monotone; the handout says what each of them means.
    """
    raise NotImplementedError


# %%
def dead_units(W, b, X):
    """Return the indices, ascending, of the ReLU units that no row of X makes fire.

    Unit j is dead if (X @ W + b)[n, j] ≤ 0 for every row n.
    """
    raise NotImplementedError
