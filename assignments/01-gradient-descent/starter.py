# grader assignment: 01-gradient-descent
"""Gradient descent: fill in the functions; the handout says what each of them does."""

# %% [markdown]
# # Gradient descent
#
# Write your code into the functions below. Their names and the order of their
# arguments are fixed; everything else is up to you: helpers, classes, plots and prints
# are welcome. Delete each `raise NotImplementedError` as you go.

# %%
import numpy as np  # noqa: F401 - yours to use

# %% [markdown]
# ## The path of gradient descent


# %%
def gradient_descent(grad, x0, lr, steps):
    """Return the path of gradient descent, the start included.

    x_0 = x0
    x_t = x_{t-1} - lr ∇f(x_{t-1}),  t = 1 … steps

    grad takes one point and returns the gradient there. A number x0 gives an array of
    shape (steps+1,), x0 of shape (D,) one of shape (steps+1, D).
    """
    raise NotImplementedError


# %% [markdown]
# ## Stopping where the slope is small


# %%
def gradient_descent_1d(df, x0, lr, eps, max_steps):
    """Return the path in one dimension, up to the first point with a small slope.

    stop at x_{t-1}  if |f'(x_{t-1})| < eps  or  t > max_steps
    x_t = x_{t-1} - lr f'(x_{t-1})

    t counts from 1. Start and end belong to the path; the test comes before each
    update, with <, not <=.
    """
    raise NotImplementedError


# %% [markdown]
# ## The values along a path


# %%
def values_along(f, path):
    """Return the value of f at each point of a path, as an array.

    f_t = f(x_t),  t = 0 … T

    path has shape (T+1,) or (T+1, D), f takes one point, the result has shape (T+1,).
    """
    raise NotImplementedError


# %% [markdown]
# ## What a learning rate does, in a word


# %%
def study_learning_rates(df, x0, lrs, steps):
    """Return a list with one word for each of the rates, in their order.

    With g_t = f'(x_t) on the path x_0 … x_T of T = steps updates from x0, the first
    line that holds decides:

    "diverges"   if x_T or g_T is not finite
    "converges"  if |g_T| <= 10⁻³ |g_0|
    "cycles"     if |x_T - x_{T-2}| <= 10⁻⁶ |x_T - x_{T-1}|
    "diverges"   if |g_T| > |g_0|
    "slow"       otherwise

    |v| is the Euclidean norm if x0 is a vector.
    """
    raise NotImplementedError


# %% [markdown]
# ## The best of several starts


# %%
def best_of_starts(f, df, starts, lr, steps):
    """Return (x, f(x)) for the best end of gradient descent from several starts.

    x = x_T(s) for the start s with the least f(x_T(s)),  T = steps

    starts has shape (K,) or (K, D). Of equal values the earlier start wins. Ends that
    are not finite are passed over, and so are ends whose value is not finite.
    """
    raise NotImplementedError


# %% [markdown]
# ## The gradient by central differences


# %%
def numerical_gradient(f, x):
    """Return the gradient of f at x by central differences.

    ∂f/∂x_i ≈ (f(x + h e_i) - f(x - h e_i)) / (2h)

    The step h is yours to choose. x is a number or an array of any shape, and the
    result has the shape of x.
    """
    raise NotImplementedError


# %% [markdown]
# ## How far off a gradient is


# %%
def gradient_check(f, grad, x):
    """Return how far grad is from the numerical gradient n, at its worst entry.

    max_i |∇f(x)_i - n_i| / max(1, |n_i|)
    """
    raise NotImplementedError


# %% [markdown]
# ## Play
#
# Try x² with the rates 0.1, 0.01, 1, 100 and 1000, and print the values on the way.
