"""Nesterov's momentum: the gradient is taken where the velocity is about to lead."""

from dataclasses import dataclass

import numpy as np

from reference.arguments import require_decay, require_non_negative
from reference.arrays import Array


@dataclass(frozen=True, slots=True)
class NesterovState:
    """What Nesterov's momentum remembers."""

    v: Array
    """The velocity: the last step."""


@dataclass(frozen=True, slots=True)
class Nesterov:
    """Momentum that looks ahead before it asks for the gradient.

    Update, with v_0 = 0 and t counting from 1::

        y_{t-1} = x_{t-1} + μ v_{t-1}
        v_t = μ v_{t-1} - lr g_t,  where g_t = ∇f(y_{t-1})
        x_t = x_{t-1} + v_t

    Convention:
        The gradient is taken at the look-ahead point y, and the path is that of the x
        (Sutskever, S1). PyTorch, optax, Keras and scikit-learn keep the y instead,
        y_t = y_{t-1} - lr (g_t + μ b_t) with b_t = μ b_{t-1} + g_t. At a constant rate
        both are one method: b_t = -v_t / lr, and their path follows from this one by
        y_0 = x_0, y_t = x_t + μ v_t = x_t + μ (x_t - x_{t-1}), and this one from
        theirs by x_t = y_{t-1} - lr ∇f(y_{t-1}). μ is constant; in Nesterov's own
        method of 1983 it grows from step to step.

    Source:
        Sutskever, Martens, Dahl & Hinton, "On the importance of initialization and
        momentum in deep learning", 2013, equations (3) and (4).
        https://proceedings.mlr.press/v28/sutskever13.html
        S1, slide "Nesterov: the only difference...".

    By hand:
        On x² from 1 with lr = 0.25 and μ = 0.5: v = -0.5, x = 0.5. The look-ahead is
        0.5 - 0.25 with slope 0.5, so v = -0.25 - 0.125 and x = 0.125:

        >>> rule = Nesterov(lr=0.25, mu=0.5)
        >>> step, state = rule.update(np.array([2.0]), rule.init(np.array([1.0])))
        >>> rule.look_ahead(np.array([0.5]), state)
        array([0.25])
        >>> step, state = rule.update(np.array([0.5]), state)
        >>> step
        array([-0.375])

    """

    lr: float
    """Learning rate."""
    mu: float = 0.9
    """Momentum: the share of the velocity that survives a step."""

    def __post_init__(self) -> None:
        """Refuse a negative rate and a momentum outside [0, 1)."""
        require_non_negative(lr=self.lr)
        require_decay(mu=self.mu)

    def init(self, x: Array) -> NesterovState:
        """Return the state before the first update at x."""
        return NesterovState(v=np.zeros_like(x))

    def look_ahead(self, x: Array, state: NesterovState) -> Array:
        """Return where the gradient of the update from x is to be taken."""
        return x + self.mu * state.v

    def update(self, g: Array, state: NesterovState) -> tuple[Array, NesterovState]:
        """Return the step for gradient g, and the state after it."""
        v = self.mu * state.v - self.lr * g
        return v, NesterovState(v=v)
