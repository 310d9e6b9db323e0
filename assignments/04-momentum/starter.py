# grader assignment: 04-momentum

# %% [markdown]
# # Momentum
#
# Fill in the seven functions. The handout has every formula with a number that you can
# follow by hand; write your functions any way you like, as long as they keep their
# names and the order of their arguments.

# %%
"""Assignment 04: gradient descent that remembers where it was going."""

import numpy as np  # noqa: F401 - yours to use


# %%
def momentum(grad, x0, lr, beta, steps):
    """Return the path of gradient descent with momentum: start and `steps` updates.

    Update, with v_0 = 0 and t counting from 1::

        v_t = β v_{t-1} + ∇f(x_{t-1})
        x_t = x_{t-1} - lr v_t

    A number x0 gives shape (steps+1,), x0 of shape (D,) gives (steps+1, D).
    """
    raise NotImplementedError


# %%
def momentum_velocity(grad, x0, lrs, alpha):
    """Return the path of momentum with the rate inside the velocity.

    Update, with v_0 = 0, t counting from 1 and lr_t = lrs[t-1]::

        v_t = alpha v_{t-1} - lr_t ∇f(x_{t-1})
        x_t = x_{t-1} + v_t

    A number x0 gives shape (len(lrs)+1,), x0 of shape (D,) gives (len(lrs)+1, D).
    """
    raise NotImplementedError


# %%
def nesterov(grad, x0, lr, mu, steps):
    """Return the path of Nesterov's momentum: the points x_0, x_1, …, x_steps.

    Update, with v_0 = 0 and t counting from 1::

        y_{t-1} = x_{t-1} + μ v_{t-1}
        v_t = μ v_{t-1} - lr ∇f(y_{t-1})
        x_t = x_{t-1} + v_t

    A number x0 gives shape (steps+1,), x0 of shape (D,) gives (steps+1, D).
    """
    raise NotImplementedError


# %%
def velocity_as_sum(grads, lr, beta):
    """Return the velocity after the given gradients, the oldest of which is first.

    Formula, with k = len(grads)::

        v_k = -lr Σ_{j=0}^{k-1} β^(k-1-j) grads[j]

    Numbers, shape (k,), give a number; rows, shape (k, D), give shape (D,).
    """
    raise NotImplementedError


# %%
def largest_stable_lr(lam, beta):
    """Return the rate below which `momentum` converges on a parabola ½ λ x².

    Formula::

        lr_max = 2 (1 + β) / λ
    """
    raise NotImplementedError


# %%
def steps_on_valley(grad, x0, lr, beta, tol, max_steps):
    """Return how many updates three methods need to come near the minimum at 0.

    A dict with the keys "gd", "momentum" and "nesterov" (its μ is beta). For each::

        the least t with |x_t| < tol, or max_steps if there is none up to there
    """
    raise NotImplementedError


# %%
def axis_behaviour(path):
    """Return for each coordinate of a path whether it jitters or creeps.

    With the steps s_t = x_t - x_{t-1}, t = 1 … T, of one coordinate::

        "jitters"  if s_t and s_{t+1} differ in sign for more than half of the T-1 pairs
        "creeps"   otherwise

    A list of words, one for each coordinate; a path of numbers gives a list of one.
    """
    raise NotImplementedError
