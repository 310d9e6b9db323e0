"""RMSProp as S2 has it: the root mean square itself is the state, from |g_0| on."""

from dataclasses import dataclass

import numpy as np

from reference.arguments import require_decay, require_non_negative
from reference.arrays import Array, quotient


@dataclass(frozen=True, slots=True)
class RMSpropSigmaState:
    """What this RMSProp remembers."""

    sigma: Array | None
    """The root mean square of the gradients; None before the first of them."""


@dataclass(frozen=True, slots=True)
class RMSpropSigma:
    """RMSProp that starts from the first gradient and has no small constant.

    Update, with t counting from 0 as on the slide::

        σ_0 = |g_0|,  where g_t = ∇f(x_t)
        σ_t = √(α σ_{t-1}² + (1 - α) g_t²),  t ≥ 1
        x_{t+1} = x_t - lr g_t / σ_t,  and x_{t+1} = x_t where σ_t = 0

    Convention:
        σ_0 is the absolute value of the first gradient, entry by entry. The slide
        prints σ^0 = g^0, with which the first step would be -lr whatever the sign.
        Starting at |g_0| makes the first step lr · sign(g_0) long, where `rmsprop`,
        which starts at 0, makes it longer by 1/√(1 - α). Nothing is added to σ; a
        coordinate whose gradients have all been 0 stays where it is.

    Source:
        S2, slide "Root Mean Square of the gradients with previous gradients being
        decayed".

    By hand:
        From the gradient -4 the step is +lr. Then α = 0.75 and the gradient 8 give
        σ² = 0.75 · 16 + 0.25 · 64 = 28, and -8/√28 = -1.512:

        >>> rule = RMSpropSigma(lr=1, alpha=0.75)
        >>> step, state = rule.update(np.array([-4.0]), rule.init(np.zeros(1)))
        >>> next_step, state = rule.update(np.array([8.0]), state)
        >>> step, next_step.round(3)
        (array([1.]), array([-1.512]))

    """

    lr: float
    """Learning rate."""
    alpha: float = 0.9
    """Decay: the share of the old mean square that survives an update."""

    def __post_init__(self) -> None:
        """Refuse a negative rate and a decay outside [0, 1)."""
        require_non_negative(lr=self.lr)
        require_decay(alpha=self.alpha)

    def init(self, x: Array) -> RMSpropSigmaState:
        """Return the state before the first update at x."""
        del x
        return RMSpropSigmaState(sigma=None)

    def update(
        self, g: Array, state: RMSpropSigmaState
    ) -> tuple[Array, RMSpropSigmaState]:
        """Return the step for gradient g, and the state after it."""
        if state.sigma is None:
            sigma = np.abs(g)
        else:
            sigma = np.sqrt(self.alpha * state.sigma**2 + (1 - self.alpha) * g**2)
        return -self.lr * quotient(g, sigma), RMSpropSigmaState(sigma)
