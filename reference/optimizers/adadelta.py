"""AdaDelta: RMSProp that takes its rate from the steps it has made."""

from dataclasses import dataclass

import numpy as np

from reference.arguments import require_decay, require_non_negative
from reference.arrays import Array


@dataclass(frozen=True, slots=True)
class AdadeltaState:
    """What AdaDelta remembers."""

    r: Array
    """The decaying average of squared gradients."""
    s: Array
    """The decaying average of squared steps."""


@dataclass(frozen=True, slots=True)
class Adadelta:
    """An adaptive rate in the units of x, so that no learning rate is left.

    Update, with r_0 = s_0 = 0 and t counting from 1::

        r_t = ρ r_{t-1} + (1 - ρ) g_t²,  where g_t = ∇f(x_{t-1})
        d_t = -√(s_{t-1} + ε) / √(r_t + ε) · g_t
        s_t = ρ s_{t-1} + (1 - ρ) d_t²
        x_t = x_{t-1} + d_t

    Convention:
        ε stands inside both roots (paper, PyTorch, optax). That is not a detail: the
        first step is about √ε long, and would be about ε long with ε outside. The
        numerator knows the steps up to the last one, the denominator the current
        gradient too. s averages the squared steps d, not the points and not the
        gradients. PyTorch and Keras multiply d by a learning rate, here 1.

    Source:
        Zeiler, "ADADELTA: An Adaptive Learning Rate Method", 2012, Algorithm 1.
        https://arxiv.org/abs/1212.5701  S0, slide "Modern Optimizers", S1 and S2 name
        it.

    By hand:
        ρ = 0.25, ε = 1 and the gradient 2: r = 0.75 · 4 = 3, the step is
        -√1/√4 · 2 = -1, and s = 0.75 · 1:

        >>> rule = Adadelta(rho=0.25, eps=1)
        >>> step, state = rule.update(np.array([2.0]), rule.init(np.zeros(1)))
        >>> step, state.r, state.s
        (array([-1.]), array([3.]), array([0.75]))

    """

    rho: float = 0.95
    """Decay of both averages."""
    eps: float = 1e-6
    """Starts the steps, and keeps the denominator away from 0."""

    def __post_init__(self) -> None:
        """Refuse a decay outside [0, 1) and a negative ε."""
        require_decay(rho=self.rho)
        require_non_negative(eps=self.eps)

    def init(self, x: Array) -> AdadeltaState:
        """Return the state before the first update at x."""
        return AdadeltaState(r=np.zeros_like(x), s=np.zeros_like(x))

    def update(self, g: Array, state: AdadeltaState) -> tuple[Array, AdadeltaState]:
        """Return the step for gradient g, and the state after it."""
        r = self.rho * state.r + (1 - self.rho) * g**2
        d = -np.sqrt(state.s + self.eps) / np.sqrt(r + self.eps) * g
        s = self.rho * state.s + (1 - self.rho) * d**2
        return d, AdadeltaState(r, s)
