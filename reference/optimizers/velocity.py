"""Momentum with the rate inside the velocity: the form for rates that change."""

from dataclasses import dataclass

import numpy as np

from reference.arguments import require_decay, require_non_negative
from reference.arrays import Array


@dataclass(frozen=True, slots=True)
class VelocityState:
    """What momentum in the velocity form remembers."""

    v: Array
    """The velocity: the last step."""
    t: int
    """Updates made so far."""


@dataclass(frozen=True, slots=True)
class Velocity:
    """Momentum as a velocity that the gradient pushes, with one rate per update.

    Update, with v_0 = 0 and t counting from 1::

        v_t = α v_{t-1} - lr_t g_t,  where g_t = ∇f(x_{t-1}) and lr_t = lrs[t-1]
        x_t = x_{t-1} + v_t

    Convention:
        The rate multiplies the gradient on its way into the velocity (Sutskever,
        Goodfellow, Keras, scikit-learn), so a gradient keeps for ever the rate of its
        own update. In `HeavyBall` (PyTorch, optax) the rate of the day multiplies the
        whole sum. The paths are the same while the rate is constant; with rates that
        change they part at the second update. The new gradient enters without the
        factor 1 - α of an average: S3 calls v a moving average, it is a sum.

    Source:
        Sutskever, Martens, Dahl & Hinton, "On the importance of initialization and
        momentum in deep learning", 2013, equations (1) and (2).
        https://proceedings.mlr.press/v28/sutskever13.html
        S2, slide "Movement: movement of last step minus gradient at present". S3,
        slide "Momentum", Algorithm 8.2.

    By hand:
        With α = 0.5, rates 0.1 and 0.2 and the gradient 1 twice, v is -0.1 and then
        0.5 · (-0.1) - 0.2 · 1 = -0.25:

        >>> rule = Velocity(lrs=(0.1, 0.2), alpha=0.5)
        >>> step, state = rule.update(np.array([1.0]), rule.init(np.array([0.0])))
        >>> step, state = rule.update(np.array([1.0]), state)
        >>> step, state.t
        (array([-0.25]), 2)

    """

    lrs: tuple[float, ...]
    """Learning rates, one per update: lrs[0] is that of the first."""
    alpha: float = 0.9
    """Momentum: the share of the velocity that survives a step."""

    def __post_init__(self) -> None:
        """Refuse negative rates and a momentum outside [0, 1)."""
        require_non_negative(**{f"lrs[{i}]": lr for i, lr in enumerate(self.lrs)})
        require_decay(alpha=self.alpha)

    def init(self, x: Array) -> VelocityState:
        """Return the state before the first update at x."""
        return VelocityState(v=np.zeros_like(x), t=0)

    def update(self, g: Array, state: VelocityState) -> tuple[Array, VelocityState]:
        """Return the step for gradient g, and the state after it."""
        t = state.t + 1
        v = self.alpha * state.v - self.lrs[t - 1] * g
        return v, VelocityState(v=v, t=t)
