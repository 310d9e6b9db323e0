"""Momentum, the heavy ball: a decaying sum of gradients."""

from dataclasses import dataclass

import numpy as np

from reference.arguments import require_decay, require_non_negative
from reference.arrays import Array


@dataclass(frozen=True, slots=True)
class HeavyBallState:
    """What momentum remembers."""

    v: Array
    """The decaying sum of all gradients so far."""


@dataclass(frozen=True, slots=True)
class HeavyBall:
    """Momentum: gradient descent along a decaying sum of gradients.

    Update, with v_0 = 0 and t counting from 1::

        v_t = β v_{t-1} + g_t,  where g_t = ∇f(x_{t-1})
        x_t = x_{t-1} - lr v_t

    Convention:
        The rate multiplies the velocity (PyTorch, optax), not the gradient inside it
        (`momentum_velocity`): the paths are the same while the rate is constant and
        differ as soon as it changes. The new gradient enters undamped, without the
        factor 1 - β of an average, which would make every step shorter by 1 - β. S1
        calls v a running mean; it is a sum, up to 1/(1 - β) times as long.

    Source:
        Polyak, "Some methods of speeding up the convergence of iteration methods",
        1964, equation (9). S0, slide "Adding Momentum"; S1, slide "Momentum update"
        (whose code adds the step that its formula subtracts).

    By hand:
        With β = 0.5 and the gradient 1 twice, v is 1 and then 1.5:

        >>> rule = HeavyBall(lr=0.1, beta=0.5)
        >>> step, state = rule.update(np.array([1.0]), rule.init(np.array([0.0])))
        >>> step, state = rule.update(np.array([1.0]), state)
        >>> step, state.v
        (array([-0.15]), array([1.5]))

    """

    lr: float
    """Learning rate."""
    beta: float = 0.9
    """Momentum: the share of the velocity that survives a step."""

    def __post_init__(self) -> None:
        """Refuse a negative rate and a momentum outside [0, 1)."""
        require_non_negative(lr=self.lr)
        require_decay(beta=self.beta)

    def init(self, x: Array) -> HeavyBallState:
        """Return the state before the first update at x."""
        return HeavyBallState(v=np.zeros_like(x))

    def update(self, g: Array, state: HeavyBallState) -> tuple[Array, HeavyBallState]:
        """Return the step for gradient g, and the state after it."""
        v = self.beta * state.v + g
        return -self.lr * v, HeavyBallState(v=v)
