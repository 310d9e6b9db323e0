"""Gradient descent with a rate of its own for every update."""

from dataclasses import dataclass

from reference.arguments import require_non_negative
from reference.arrays import Array


@dataclass(frozen=True, slots=True)
class ScheduledState:
    """What scheduled gradient descent remembers."""

    t: int
    """Updates made so far."""


@dataclass(frozen=True, slots=True)
class ScheduledGradientDescent:
    """Gradient descent whose learning rate is given for each update.

    Update, with t counting from 1::

        x_t = x_{t-1} - lr_t g_t,  where g_t = ∇f(x_{t-1}) and lr_t = lrs[t-1]

    Convention:
        One rate per update and none per epoch: t runs on through the epochs. Each
        rate is used as given, not multiplied into the one before.

    Source:
        Goodfellow, Bengio & Courville, "Deep Learning", 2016, Algorithm 8.1, which
        S3 reproduces.  https://www.deeplearningbook.org

    By hand:
        Rates 0.1 and 0.05 on the gradient 2 twice step by -0.2 and then by -0.1:

        >>> import numpy as np
        >>> rule = ScheduledGradientDescent(lrs=(0.1, 0.05))
        >>> first, state = rule.update(np.array([2.0]), rule.init(np.array([0.0])))
        >>> second, state = rule.update(np.array([2.0]), state)
        >>> first, second, state.t
        (array([-0.2]), array([-0.1]), 2)

    """

    lrs: tuple[float, ...]
    """Learning rates, one per update: lrs[0] is that of the first."""

    def __post_init__(self) -> None:
        """Refuse learning rates that are negative or not finite."""
        require_non_negative(**{f"lrs[{i}]": lr for i, lr in enumerate(self.lrs)})

    def init(self, x: Array) -> ScheduledState:
        """Return the state before the first update at x."""
        del x
        return ScheduledState(t=0)

    def update(self, g: Array, state: ScheduledState) -> tuple[Array, ScheduledState]:
        """Return the step for gradient g, and the state after it."""
        t = state.t + 1
        return -self.lrs[t - 1] * g, ScheduledState(t=t)
