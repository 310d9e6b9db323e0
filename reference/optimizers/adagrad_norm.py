"""AdaGrad-Norm: one rate for all coordinates, smaller the longer the gradients were."""

from dataclasses import dataclass

import numpy as np

from reference.arguments import require_non_negative
from reference.arrays import Array


@dataclass(frozen=True, slots=True)
class AdagradNormState:
    """What AdaGrad-Norm remembers."""

    r: float
    """The sum of the squared lengths of all gradients so far: one number."""


@dataclass(frozen=True, slots=True)
class AdagradNorm:
    """Gradient descent whose one rate shrinks with the lengths of its gradients.

    Update, with r_0 = 0 and t counting from 1::

        r_t = r_{t-1} + |g_t|²,  where g_t = ∇f(x_{t-1})
        x_t = x_{t-1} - lr g_t / √(ε + r_t)

    Convention:
        The current gradient belongs to the sum, so that no step is longer than lr. S0
        prints a sum that begins with the second gradient, and a first step of
        lr/√ε · ∇f. ε stands under the root and is added to the denominator (S0 says
        numerator); Ward et al. start the sum at b_0² instead, which is the same. All
        coordinates share one rate: the rate of each its own is `adagrad`.

    Source:
        S0, slide "Adding adaptive learning rates". Ward, Wu & Bottou, "AdaGrad
        stepsizes: sharp convergence over nonconvex landscapes", 2019, Algorithm 1.
        https://arxiv.org/abs/1806.01811

    By hand:
        The gradient (3, 4) has length 5; with lr = 0.5 and ε = 0 the first step is
        0.5 against its direction (0.6, 0.8):

        >>> rule = AdagradNorm(lr=0.5, eps=0)
        >>> step, state = rule.update(np.array([3.0, 4.0]), rule.init(np.zeros(2)))
        >>> step, state.r
        (array([-0.3, -0.4]), 25.0)

    """

    lr: float
    """Learning rate: the length of the first step."""
    eps: float = 1e-8
    """Keeps the denominator away from 0."""

    def __post_init__(self) -> None:
        """Refuse a negative rate or ε."""
        require_non_negative(lr=self.lr, eps=self.eps)

    def init(self, x: Array) -> AdagradNormState:
        """Return the state before the first update at x."""
        del x
        return AdagradNormState(r=0.0)

    def update(
        self, g: Array, state: AdagradNormState
    ) -> tuple[Array, AdagradNormState]:
        """Return the step for gradient g, and the state after it."""
        r = state.r + float(np.sum(g**2))
        return -self.lr * g / np.sqrt(self.eps + r), AdagradNormState(r)
