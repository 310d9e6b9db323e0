# grader assignment: 05-adaptive
"""Adaptive learning rates: fill in the functions; the handout says what they do."""

# %% [markdown]
# # Assignment 05: Adaptive learning rates
#
# The formulas stand in the docstrings, everything else in the handout. In all of them
# g_t = ∇f(x_{t-1}) is the gradient at the point before update t, and squares, roots and
# divisions of arrays are taken entry by entry.

# %%
import numpy as np  # noqa: F401 - yours to use


# %%
def adagrad_norm(grad, x0, lr, eps, steps):
    """Return the path of AdaGrad with one rate for all coordinates.

    With r_0 = 0, one number, and t counting from 1::

        r_t = r_{t-1} + |g_t|²
        x_t = x_{t-1} - lr · g_t / √(eps + r_t)
    """
    x = np.array(x0, dtype=float)
    r = 0.0
    path = [x]
    for _ in range(steps):
        g = grad(x)
        r = r + np.sum(g**2)
        x = x - lr * g / np.sqrt(eps + r)
        path.append(x)
    return np.array(path)


# %%
def adagrad(grad, x0, lr, delta, steps):
    """Return the path of AdaGrad.

    With r_0 = 0, of the shape of x, and t counting from 1::

        r_t = r_{t-1} + g_t²
        x_t = x_{t-1} - lr · g_t / (delta + √r_t)
    """
    x = np.array(x0, dtype=float)
    r = np.zeros_like(x)
    path = [x]
    for _ in range(steps):
        g = grad(x)
        r = r + g**2
        x = x - lr * g / (delta + np.sqrt(r))
        path.append(x)
    return np.array(path)


# %%
def rmsprop(grad, x0, lr, rho, delta, steps):
    """Return the path of RMSProp.

    With r_0 = 0 and t counting from 1::

        r_t = rho · r_{t-1} + (1 - rho) · g_t²
        x_t = x_{t-1} - lr · g_t / √(delta + r_t)
    """
    x = np.array(x0, dtype=float)
    r = np.zeros_like(x)
    path = [x]
    for _ in range(steps):
        g = grad(x)
        r = rho * r + (1 - rho) * g**2
        x = x - lr * g / np.sqrt(delta + r)
        path.append(x)
    return np.array(path)


# %%
def rmsprop_sigma(grad, x0, lr, alpha, steps):
    """Return the path of RMSProp that starts from the first gradient.

    With t counting from 0 and g_t = ∇f(x_t)::

        σ_0 = |g_0|, the absolute value of each entry
        σ_t = √(alpha · σ_{t-1}² + (1 - alpha) · g_t²), t = 1, 2, …
        x_{t+1} = x_t - lr · g_t / σ_t, and x_{t+1} = x_t where σ_t = 0
    """
    raise NotImplementedError


# %%
def adadelta(grad, x0, rho, eps, steps):
    """Return the path of AdaDelta.

    With r_0 = s_0 = 0 and t counting from 1::

        r_t = rho · r_{t-1} + (1 - rho) · g_t²
        d_t = -√(s_{t-1} + eps) / √(r_t + eps) · g_t
        s_t = rho · s_{t-1} + (1 - rho) · d_t²
        x_t = x_{t-1} + d_t
    """
    raise NotImplementedError


# %%
def adam(grad, x0, lr, beta1, beta2, eps, steps):
    """Return the path of Adam.

    With m_0 = v_0 = 0 and t counting from 1::

        m_t = beta1 · m_{t-1} + (1 - beta1) · g_t
        v_t = beta2 · v_{t-1} + (1 - beta2) · g_t²
        m̂_t = m_t / (1 - beta1^t)
        v̂_t = v_t / (1 - beta2^t)
        x_t = x_{t-1} - lr · m̂_t / (√v̂_t + eps)
    """
    raise NotImplementedError


# %%
def adam_uncorrected(grad, x0, lr, beta1, beta2, eps, steps):
    """Return the path of Adam without bias correction.

    With m_0 = s_0 = 0 and t counting from 1::

        m_t = beta1 · m_{t-1} + (1 - beta1) · g_t
        s_t = beta2 · s_{t-1} + (1 - beta2) · g_t²
        x_t = x_{t-1} - lr · m_t / √(s_t + eps)
    """
    raise NotImplementedError


# %%
class Adam:
    """Adam for parameters that have names; the rule is that of `adam`."""

    def __init__(self, lr, beta1, beta2, eps):
        raise NotImplementedError

    def step(self, params, grads):
        """Return a new dict with each parameter after one update.

        Every name has its own m and v, which start at 0; t counts the calls of step.
        """
        raise NotImplementedError
