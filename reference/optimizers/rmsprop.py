"""RMSProp: the gradient over the root of its decaying mean square."""

from dataclasses import dataclass

import numpy as np

from reference.arguments import require_decay, require_non_negative
from reference.arrays import Array


@dataclass(frozen=True, slots=True)
class RMSpropState:
    """What RMSProp remembers."""

    r: Array
    """The decaying average of squared gradients."""


@dataclass(frozen=True, slots=True)
class RMSprop:
    """AdaGrad that forgets: an average of the squares in place of their sum.

    Update, with r_0 = 0 and t counting from 1::

        r_t = ρ r_{t-1} + (1 - ρ) g_t²,  where g_t = ∇f(x_{t-1})
        x_t = x_{t-1} - lr g_t / √(δ + r_t)

    Convention:
        δ stands under the root (Algorithm 8.5, TensorFlow, optax by default); PyTorch
        and Chainer add it outside. The two differ most where the gradients are not
        much larger than √δ. r starts at 0 and is not corrected for it, so that the
        first step has the length lr/√(1 - ρ); TensorFlow 1 starts at 1, and S2's form,
        which starts at the first square, is `rmsprop_sigma`. The average is of the
        squares, not of deviations from a mean ("centred").

    Source:
        S3, Algorithm 8.5. Hinton, Srivastava & Swersky, "Neural networks for machine
        learning", lecture 6e, 2012.
        https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf

    By hand:
        ρ = 0.75 and the gradient 6 give r = 0.25 · 36 = 9; with δ = 16 the root is 5
        and the step -0.5 · 6 / 5:

        >>> rule = RMSprop(lr=0.5, rho=0.75, delta=16)
        >>> step, state = rule.update(np.array([6.0]), rule.init(np.zeros(1)))
        >>> step, state.r
        (array([-0.6]), array([9.]))

    """

    lr: float
    """Learning rate."""
    rho: float = 0.9
    """Decay of the average: the share of it that survives an update."""
    delta: float = 1e-6
    """Keeps the denominator away from 0."""

    def __post_init__(self) -> None:
        """Refuse a negative rate or δ and a decay outside [0, 1)."""
        require_non_negative(lr=self.lr, delta=self.delta)
        require_decay(rho=self.rho)

    def init(self, x: Array) -> RMSpropState:
        """Return the state before the first update at x."""
        return RMSpropState(r=np.zeros_like(x))

    def update(self, g: Array, state: RMSpropState) -> tuple[Array, RMSpropState]:
        """Return the step for gradient g, and the state after it."""
        r = self.rho * state.r + (1 - self.rho) * g**2
        return -self.lr * g / np.sqrt(self.delta + r), RMSpropState(r)
