"""Adam: momentum on the gradient, divided by the root of its mean square."""

from dataclasses import dataclass

import numpy as np

from reference.arguments import require_decay, require_non_negative
from reference.arrays import Array


@dataclass(frozen=True, slots=True)
class AdamState:
    """What Adam remembers."""

    m: Array
    """First moment: the decaying average of gradients."""
    v: Array
    """Second moment: the decaying average of squared gradients."""
    t: int
    """Updates made so far."""


@dataclass(frozen=True, slots=True)
class Adam:
    """Adaptive moment estimation.

    Update, with m_0 = v_0 = 0 and t counting from 1::

        m_t = β1 m_{t-1} + (1 - β1) g_t,  where g_t = ∇f(x_{t-1})
        v_t = β2 v_{t-1} + (1 - β2) g_t²
        m̂_t = m_t / (1 - β1^t)
        v̂_t = v_t / (1 - β2^t)
        x_t = x_{t-1} - lr m̂_t / (√v̂_t + ε)

    Convention:
        ε is added outside the root, after bias correction (Algorithm 1, and PyTorch).
        TensorFlow and scikit-learn use the form of the paper's section 2, where ε
        joins the uncorrected √v_t; for the same ε the two differ most in the first
        steps. The corrected m̂ and v̂ are used, not carried on to the next step.

    Source:
        Kingma & Ba, "Adam: A Method for Stochastic Optimization", 2015, Algorithm 1.
        https://arxiv.org/abs/1412.6980

    By hand:
        The first step is -lr · sign(g) for any |g| much larger than ε, since
        m̂_1 = g and √v̂_1 = |g|:

        >>> adam = Adam(lr=0.1)
        >>> step, state = adam.update(np.array([4.0]), adam.init(np.array([1.0])))
        >>> step.round(6), state.t
        (array([-0.1]), 1)

    """

    lr: float
    """Learning rate."""
    beta1: float = 0.9
    """Decay of the first moment."""
    beta2: float = 0.999
    """Decay of the second moment."""
    eps: float = 1e-8
    """Keeps the denominator away from 0."""

    def __post_init__(self) -> None:
        """Refuse a negative rate or ε and decays outside [0, 1)."""
        require_non_negative(lr=self.lr, eps=self.eps)
        require_decay(beta1=self.beta1, beta2=self.beta2)

    def init(self, x: Array) -> AdamState:
        """Return the state before the first update at x."""
        return AdamState(m=np.zeros_like(x), v=np.zeros_like(x), t=0)

    def update(self, g: Array, state: AdamState) -> tuple[Array, AdamState]:
        """Return the step for gradient g, and the state after it."""
        t = state.t + 1
        m = self.beta1 * state.m + (1 - self.beta1) * g
        v = self.beta2 * state.v + (1 - self.beta2) * g**2
        m_hat = m / (1 - self.beta1**t)
        v_hat = v / (1 - self.beta2**t)
        return -self.lr * m_hat / (np.sqrt(v_hat) + self.eps), AdamState(m, v, t)
