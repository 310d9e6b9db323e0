"""Adam without bias correction, as on S2's slide with its signs mended."""

from dataclasses import dataclass

import numpy as np

from reference.arguments import require_decay, require_non_negative
from reference.arrays import Array


@dataclass(frozen=True, slots=True)
class AdamUncorrectedState:
    """What Adam without correction remembers."""

    m: Array
    """The decaying average of gradients."""
    s: Array
    """The decaying average of squared gradients."""


@dataclass(frozen=True, slots=True)
class AdamUncorrected:
    """Momentum on the gradient over its root mean square, both averages as they are.

    Update, with m_0 = s_0 = 0 and t counting from 1::

        m_t = β1 m_{t-1} + (1 - β1) g_t,  where g_t = ∇f(x_{t-1})
        s_t = β2 s_{t-1} + (1 - β2) g_t²
        x_t = x_{t-1} - lr m_t / √(s_t + ε)

    Convention:
        The averages start at 0 and are not corrected for it. The first step therefore
        has the length lr (1 - β1)/√(1 - β2), about 3.2 lr for β1 = 0.9, β2 = 0.999,
        and `adam` differs from it until β2^t is small. ε stands under the root. The
        slide prints minus signs inside both averages and a second factor g_t in the
        step: taken literally the roots are of negative numbers, and with the signs
        mended the extra g_t makes x smaller wherever m_t and g_t agree in sign.

    Source:
        S2, slide with ν_t, s_t and Δω_t ("Exponential Average of gradients").

    By hand:
        β1 = 0.5, β2 = 0.75 and the gradient 6: m = 3 and s = 0.25 · 36 = 9; with
        ε = 16 the step is -0.5 · 3 / √25:

        >>> rule = AdamUncorrected(lr=0.5, beta1=0.5, beta2=0.75, eps=16)
        >>> step, state = rule.update(np.array([6.0]), rule.init(np.zeros(1)))
        >>> step, state.m, state.s
        (array([-0.3]), array([3.]), array([9.]))

    """

    lr: float
    """Learning rate."""
    beta1: float = 0.9
    """Decay of the average of gradients."""
    beta2: float = 0.999
    """Decay of the average of squared gradients."""
    eps: float = 1e-8
    """Keeps the denominator away from 0."""

    def __post_init__(self) -> None:
        """Refuse a negative rate or ε and decays outside [0, 1)."""
        require_non_negative(lr=self.lr, eps=self.eps)
        require_decay(beta1=self.beta1, beta2=self.beta2)

    def init(self, x: Array) -> AdamUncorrectedState:
        """Return the state before the first update at x."""
        return AdamUncorrectedState(m=np.zeros_like(x), s=np.zeros_like(x))

    def update(
        self, g: Array, state: AdamUncorrectedState
    ) -> tuple[Array, AdamUncorrectedState]:
        """Return the step for gradient g, and the state after it."""
        m = self.beta1 * state.m + (1 - self.beta1) * g
        s = self.beta2 * state.s + (1 - self.beta2) * g**2
        return -self.lr * m / np.sqrt(s + self.eps), AdamUncorrectedState(m, s)
