# grader assignment: 03-stochastic

# %% [markdown]
# # Stochastic gradient descent
#
# Fill in the eighteen functions. The handout has every formula with a number that you
# can follow by hand; write your functions any way you like, as long as they keep their
# names and the order of their arguments. `rng` is a numpy Generator: draw from it and
# from nothing else.

# %%
"""Assignment 03: gradient descent that looks at a few examples at a time."""

import numpy as np  # noqa: F401 - yours to use


# %%
def minibatches(n, batch_size, rng):
    """Return the indices 0 … n-1 in one random order, cut into batches.

    A list of arrays of integers. Each batch has batch_size of them but the last one,
    which has what is left.
    """
    raise NotImplementedError


# %%
def minibatch_gradient(grad_i, theta, indices):
    """Return the mean of the gradients of some examples at theta.

    Formula, with m the number of indices::

        ĝ = (1/m) Σ_{i in indices} grad_i(θ, i)
    """
    raise NotImplementedError


# %%
def sgd(grad, theta0, n, batch_size, lr, epochs, rng):
    """Return the path of stochastic gradient descent, one point per update.

    Update, for each batch of a new permutation in each epoch, t counting from 1::

        θ_t = θ_{t-1} - lr grad(θ_{t-1}, batch)

    With T = epochs · ⌈n/batch_size⌉ a number theta0 gives shape (T+1,), theta0 of
    shape (D,) gives (T+1, D).
    """
    raise NotImplementedError


# %%
def sgd_scheduled(grad, theta0, n, batch_size, lrs, epochs, rng):
    """Return the path of stochastic gradient descent with a rate for each update.

    Update, for each batch of a new permutation in each epoch, t counting from 1::

        θ_t = θ_{t-1} - lrs[t-1] grad(θ_{t-1}, batch)
    """
    raise NotImplementedError


# %%
def sgd_momentum(grad, theta0, v0, n, batch_size, lr, alpha, epochs, rng):
    """Return the path of stochastic gradient descent with momentum.

    Update, for each batch of a new permutation in each epoch, with v_0 = v0 and t
    counting from 1::

        v_t = α v_{t-1} - lr grad(θ_{t-1}, batch)
        θ_t = θ_{t-1} + v_t
    """
    raise NotImplementedError


# %%
def sgd_per_example(grad_i, grad_penalty, theta0, n, lr, lam, epochs, rng):
    """Return the path of gradient descent with an update after every example.

    Update, for each i of a new permutation in each epoch, t counting from 1::

        g_t = grad_i(θ_{t-1}, i) + λ grad_penalty(θ_{t-1})
        θ_t = θ_{t-1} - lr g_t

    A number theta0 gives shape (epochs·n+1,), theta0 of shape (D,) (epochs·n+1, D).
    """
    raise NotImplementedError


# %%
def inverse_sqrt(lr, t):
    """Return the rate lr / √(t + 1)."""
    raise NotImplementedError


# %%
def hyperbolic(lr, t, delta):
    """Return the rate lr / (1 + δ t)."""
    raise NotImplementedError


# %%
def power(lr, t, delta):
    """Return the rate lr / t^δ, for t >= 1."""
    raise NotImplementedError


# %%
def fixed_then_power(lr, t, fixed, delta):
    """Return the rate lr up to t = fixed, then lr / (t - fixed + 1)^δ."""
    raise NotImplementedError


# %%
def step_decay(lr, t, drop, every):
    """Return the rate lr · drop^⌊t/every⌋."""
    raise NotImplementedError


# %%
def cosine(lr, t, total):
    """Return the rate ½ lr (1 + cos(π min(t, total) / total))."""
    raise NotImplementedError


# %%
def exponential(lr, t, k):
    """Return the rate lr e^(-k t)."""
    raise NotImplementedError


# %%
def satisfies_robbins_monro(p):
    """Return whether the rates 1/t^p have Σ lr_t = ∞ and Σ lr_t² < ∞."""
    raise NotImplementedError


# %%
def scale_lr_for_batch(lr, factor, kind):
    """Return the rate for batches that are `factor` times as large.

    For kind "sgd" it is lr · factor; for "adaptive" lr · √factor and lr · factor are
    both right.
    """
    raise NotImplementedError


# %%
def standard_error(sigma, n):
    """Return the standard deviation of the mean of n examples, σ / √n."""
    raise NotImplementedError


# %%
def standardise(X):
    """Return X with mean 0 and variance 1 in each column, and 0 in constant ones.

    The variance has the divisor n.
    """
    raise NotImplementedError


# %%
def feature_updates(X, t, w, lr):
    """Return the step of each weight of a linear model under mean squared error.

    Formula::

        Δw = -lr (2/n) Xᵀ (X w - t)
    """
    raise NotImplementedError
