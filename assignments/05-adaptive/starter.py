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
    raise NotImplementedError


# %%
def adagrad(grad, x0, lr, delta, steps):
    """Return the path of AdaGrad.

    With r_0 = 0, of the shape of x, and t counting from 1::

        r_t = r_{t-1} + g_t²
        x_t = x_{t-1} - lr · g_t / (delta + √r_t)
    """
    raise NotImplementedError


# %%
def rmsprop(grad, x0, lr, rho, delta, steps):
    """Return the path of RMSProp.

    With r_0 = 0 and t counting from 1::

        r_t = rho · r_{t-1} + (1 - rho) · g_t²
        x_t = x_{t-1} - lr · g_t / √(delta + r_t)
    """
    raise NotImplementedError


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


# %% [markdown]
# ## Extra credit
#
# Full marks need nothing of what follows. For the last two the handout says what is
# left open and where the path has to end.


# %%
def nadam(grad, x0, lr, beta1, beta2, eps, steps):
    """Return the path of Nadam.

    With m_0 = v_0 = 0 and t counting from 1::

        m_t = beta1 · m_{t-1} + (1 - beta1) · g_t
        v_t = beta2 · v_{t-1} + (1 - beta2) · g_t²
        m̂_t = beta1 · m_t / (1 - beta1^(t+1)) + (1 - beta1) · g_t / (1 - beta1^t)
        v̂_t = v_t / (1 - beta2^t)
        x_t = x_{t-1} - lr · m̂_t / (√v̂_t + eps)
    """
    raise NotImplementedError


# %%
def adasecant(grad, x0, steps):
    """Return a path of AdaSecant, which finds its rates in spite of noise.

    With averages E[·] that remember about τ updates::

        g_t = ∇f(x_{t-1}) / |∇f(x_{t-1})|
        a = g_t - g_{t-1},  b = g_{t-1} - E[g],  d = x_{t-1} - x_{t-2}
        w = -E[a·b] / E[b²],  g̃ = g_t + w · (E[g] - g_t)
        η = √E[d²] / √E[a²] - (E[a·d] - E[a]·E[d]) / E[a²]
        τ = (1 - E[d]² / E[d²]) · τ + 1
        x_t = x_{t-1} - η · g̃
    """
    raise NotImplementedError


# %%
def vsgd(grad_i, hess_diag_i, theta0, n, steps, rng):
    """Return a path of vSGD, which finds its rates from mean, variance and curvature.

    With g, h the gradient and curvature of one example, drawn by rng, at θ_{t-1}::

        ḡ_t = (1 - 1/τ_t) · ḡ_{t-1} + g/τ_t, and so v̄ of g² and h̄ of |h|
        η_t = ḡ_t² / (h̄_t · v̄_t)
        τ_{t+1} = (1 - ḡ_t²/v̄_t) · τ_t + 1
        θ_t = θ_{t-1} - η_t · g
    """
    raise NotImplementedError
