"""AdaGrad: each coordinate's rate shrinks with the gradients it has seen."""

from dataclasses import dataclass

import numpy as np

from reference.arguments import require_non_negative
from reference.arrays import Array


@dataclass(frozen=True, slots=True)
class AdagradState:
    """What AdaGrad remembers."""

    r: Array
    """The sum of all squared gradients so far, for each coordinate."""


@dataclass(frozen=True, slots=True)
class Adagrad:
    """Adaptive subgradient descent.

    Update, with r_0 = 0 and t counting from 1::

        r_t = r_{t-1} + g_t²,  where g_t = ∇f(x_{t-1})
        x_t = x_{t-1} - lr g_t / (δ + √r_t)

    Convention:
        Squares, root and division are taken entry by entry, and the squares are summed
        for ever, neither averaged nor forgotten. δ is added outside the root (Algorithm
        8.4, PyTorch); optax puts it inside and starts r at 0.1, TensorFlow also starts
        it at 0.1. The current gradient is in the sum before it is used. S1 and S2 have
        no δ, which is delta = 0.

    Source:
        S3, Algorithm 8.4; S2, slide "Parameter dependent learning rate". Duchi, Hazan &
        Singer, "Adaptive Subgradient Methods for Online Learning and Stochastic
        Optimization", 2011, equation (1).  https://jmlr.org/papers/v12/duchi11a.html

    By hand:
        S2's gradients 0.1 and 0.2 leave the second step the rate lr/0.22, since
        0.1² + 0.2² = 0.05 and √0.05 = 0.2236:

        >>> rule = Adagrad(lr=1, delta=0)
        >>> step, state = rule.update(np.array([0.1]), rule.init(np.zeros(1)))
        >>> step, state = rule.update(np.array([0.2]), state)
        >>> (-step / 0.2).round(3), (1 / np.sqrt([0.05])).round(3)
        (array([4.472]), array([4.472]))

    """

    lr: float
    """Learning rate: the length of each coordinate's first step."""
    delta: float = 1e-7
    """Keeps the denominator away from 0."""

    def __post_init__(self) -> None:
        """Refuse a negative rate or δ."""
        require_non_negative(lr=self.lr, delta=self.delta)

    def init(self, x: Array) -> AdagradState:
        """Return the state before the first update at x."""
        return AdagradState(r=np.zeros_like(x))

    def update(self, g: Array, state: AdagradState) -> tuple[Array, AdagradState]:
        """Return the step for gradient g, and the state after it."""
        r = state.r + g**2
        return -self.lr * g / (self.delta + np.sqrt(r)), AdagradState(r)
