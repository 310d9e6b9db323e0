"""Nadam: Adam whose momentum looks one step ahead."""

from dataclasses import dataclass

import numpy as np

from reference.arguments import require_decay, require_non_negative
from reference.arrays import Array


@dataclass(frozen=True, slots=True)
class NadamState:
    """What Nadam remembers."""

    m: Array
    """First moment: the decaying average of gradients."""
    v: Array
    """Second moment: the decaying average of squared gradients."""
    t: int
    """Updates made so far."""


@dataclass(frozen=True, slots=True)
class Nadam:
    """Adam with Nesterov's momentum.

    Update, with m_0 = v_0 = 0 and t counting from 1::

        m_t = β1 m_{t-1} + (1 - β1) g_t,  where g_t = ∇f(x_{t-1})
        v_t = β2 v_{t-1} + (1 - β2) g_t²
        m̂_t = β1 m_t / (1 - β1^(t+1)) + (1 - β1) g_t / (1 - β1^t)
        v̂_t = v_t / (1 - β2^t)
        x_t = x_{t-1} - lr m̂_t / (√v̂_t + ε)

    Convention:
        β1 is constant (optax); Dozat lets it grow as μ_t = β1 (1 - ½ · 0.96^(ψ t)),
        PyTorch and Keras too, with ψ = 0.004. PyTorch follows this path when
        momentum_decay is so large (10^6) that 0.96^(ψ t) is 0. The average m_t is
        corrected for t + 1 and the gradient for t, since m_t stands for the average
        after the next step; Ruder's overview corrects both for t. ε is outside the
        root.

    Source:
        Dozat, "Incorporating Nesterov Momentum into Adam", 2016, Algorithm 2.
        https://cs229.stanford.edu/proj2015/054_report.pdf  S2 links it.

    By hand:
        β1 = 0.5, β2 = 0.75 and the gradient 3: m = 1.5 and m̂ = 0.5 · 1.5 / 0.75 +
        0.5 · 3 / 0.5 = 4; v̂ = 9, so with ε = 1 the step is -0.5 · 4 / (3 + 1):

        >>> rule = Nadam(lr=0.5, beta1=0.5, beta2=0.75, eps=1)
        >>> step, state = rule.update(np.array([3.0]), rule.init(np.zeros(1)))
        >>> step, state.m, state.t
        (array([-0.5]), array([1.5]), 1)

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

    def init(self, x: Array) -> NadamState:
        """Return the state before the first update at x."""
        return NadamState(m=np.zeros_like(x), v=np.zeros_like(x), t=0)

    def update(self, g: Array, state: NadamState) -> tuple[Array, NadamState]:
        """Return the step for gradient g, and the state after it."""
        t, beta1, beta2 = state.t + 1, self.beta1, self.beta2
        m = beta1 * state.m + (1 - beta1) * g
        v = beta2 * state.v + (1 - beta2) * g**2
        m_hat = beta1 * m / (1 - beta1 ** (t + 1)) + (1 - beta1) * g / (1 - beta1**t)
        # Dozat's Algorithm 2 also scales v_hat by β2; no other implementation does.
        v_hat = v / (1 - beta2**t)
        return -self.lr * m_hat / (np.sqrt(v_hat) + self.eps), NadamState(m, v, t)
