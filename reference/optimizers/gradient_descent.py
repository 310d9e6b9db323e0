"""Gradient descent: a fixed rate against the gradient."""

from dataclasses import dataclass

from reference.arguments import require_non_negative
from reference.arrays import Array


@dataclass(frozen=True, slots=True)
class GradientDescent:
    """Gradient descent with a fixed learning rate.

    Update, with t counting from 1::

        x_t = x_{t-1} - lr g_t,  where g_t = ∇f(x_{t-1})

    Convention:
        The step is returned with its sign and the caller adds it (as in optax and
        scikit-learn; tinygrad returns the amount to subtract). The gradient of a loss
        is that of its mean over the examples.

    Source:
        Cauchy, "Méthode générale pour la résolution des systèmes d'équations
        simultanées", 1847. S0, S1 and S3, the slides named gradient descent.

    By hand:
        On f(x) = x² at x = 1 the gradient is 2, so a rate of 0.1 steps by -0.2:

        >>> import numpy as np
        >>> rule = GradientDescent(lr=0.1)
        >>> step, state = rule.update(np.array([2.0]), rule.init(np.array([1.0])))
        >>> step
        array([-0.2])

    """

    lr: float
    """Learning rate."""

    def __post_init__(self) -> None:
        """Refuse a learning rate that is negative or not finite."""
        require_non_negative(lr=self.lr)

    def init(self, x: Array) -> None:
        """Return the state before the first update: there is none to keep."""
        del x

    def update(self, g: Array, state: None) -> tuple[Array, None]:
        """Return the step for gradient g, and the state after it."""
        return -self.lr * g, state
