"""Assignment 03: gradient descent on mini-batches, drawn anew in every epoch."""

import math
from collections.abc import Callable, Iterator
from typing import SupportsIndex, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from reference.arguments import require_count, require_non_negative
from reference.arrays import Array, Gradient, Labels, real
from reference.minibatches import ExampleGradient, minibatches
from reference.optimizers.gradient_descent import GradientDescent
from reference.optimizers.path import follow
from reference.optimizers.scheduled import ScheduledGradientDescent
from reference.optimizers.velocity import Velocity, VelocityState

BatchGradient: TypeAlias = Callable[[Array, Labels], ArrayLike]
"""A mean gradient over a batch: a point and the batch's indices in, a gradient out."""


def sgd(
    grad: BatchGradient,
    theta0: ArrayLike,
    n: SupportsIndex,
    batch_size: SupportsIndex,
    lr: float,
    epochs: SupportsIndex,
    rng: np.random.Generator,
) -> Array:
    """Return the path of stochastic gradient descent.

    Rule: GradientDescent

    Convention:
        The gradient of update t is grad(θ_{t-1}, batch t), the mean over that batch.
        Each epoch begins with a new permutation, `minibatches(n, batch_size, rng)`,
        and visits its batches in that order, the short last one included. (Others
        shuffle once, or drop the short batch, or draw with replacement.) An update is
        a batch, not an epoch.

    Edge cases:
        With T = epochs · ⌈n/batch_size⌉ updates a number theta0 gives shape (T+1,),
        theta0 of shape (D,) gives (T+1, D). From rng one permutation of n is drawn
        at the beginning of each epoch and nothing else. grad is called once per
        update, with a point of theta0's shape and an int64 array of indices. Other
        ways of drawing the permutations are as good: the path is compared with that
        of the batches which grad was called with. A batch_size of n or more is
        gradient descent on all examples; epochs = 0 or n = 0 leaves theta0 alone. A
        path that diverges runs into inf and nan without a warning. lr is finite and
        >= 0, n and epochs are whole numbers >= 0, batch_size one >= 1, else
        ValueError. theta0 is not changed.

    Source:
        S0, slide "Stochastic Gradient Descent"; S2, slide "Stochastic Gradient
        Descent: work on small batches of data"; S3, Algorithm 8.1; S4, slide
        "Gradient descent: mini-batch, momentum".

    By hand:
        Two examples that both have the loss ½(θ - 1)²: in whatever order, each step
        of rate 0.5 halves the distance to 1, and two epochs have four steps:

        >>> rng = np.random.default_rng(0)
        >>> sgd(lambda w, i: w - 1, 0, n=2, batch_size=1, lr=0.5, epochs=2, rng=rng)
        array([0.    , 0.5   , 0.75  , 0.875 , 0.9375])

    """
    rule = GradientDescent(lr=lr)
    return follow(rule, _gradients(grad, n, batch_size, epochs, rng), theta0)


def sgd_scheduled(
    grad: BatchGradient,
    theta0: ArrayLike,
    n: SupportsIndex,
    batch_size: SupportsIndex,
    lrs: ArrayLike,
    epochs: SupportsIndex,
    rng: np.random.Generator,
) -> Array:
    """Return the path of stochastic gradient descent with one rate per update.

    Rule: ScheduledGradientDescent

    Convention:
        Batches as in `sgd`. The rates run on through the epochs: an epoch does not
        begin again with lrs[0].

    Edge cases:
        Shapes and draws as in `sgd`. lrs has shape (T,), T = epochs · ⌈n/batch_size⌉:
        any other number of rates is a ValueError, and so is a rate that is negative
        or not finite. lrs is not changed.

    By hand:
        One example with the loss ½θ² from 1: the rates 1/2 and then 1/4 leave 1/2 and
        then 3/4 of θ:

        >>> rng = np.random.default_rng(0)
        >>> sgd_scheduled(lambda w, i: w, 1, 1, 1, [0.5, 0.25], epochs=2, rng=rng)
        array([1.   , 0.5  , 0.375])

    """
    updates = _updates(n, batch_size, epochs)
    rates = real(lrs)
    if rates.shape != (updates,):
        raise ValueError(
            f"lrs must hold one rate per update, {updates} in all; "
            f"got shape {rates.shape}."
        )
    rule = ScheduledGradientDescent(lrs=tuple(rates.tolist()))
    return follow(rule, _gradients(grad, n, batch_size, epochs, rng), theta0)


def sgd_momentum(
    grad: BatchGradient,
    theta0: ArrayLike,
    v0: ArrayLike,
    n: SupportsIndex,
    batch_size: SupportsIndex,
    lr: float,
    alpha: float,
    epochs: SupportsIndex,
    rng: np.random.Generator,
) -> Array:
    """Return the path of stochastic gradient descent with momentum.

    Rule: Velocity

    Convention:
        Batches as in `sgd`. The velocity begins at v0 and not at 0, and it lives on
        through the epochs. The rate multiplies the gradient inside the velocity; with
        v0 = 0 the path is also that of PyTorch, where it multiplies the velocity.

    Edge cases:
        Shapes and draws as in `sgd`; v0 has the shape of theta0. alpha = 0 forgets v0
        at once and is `sgd`. lr is finite and >= 0 and alpha in [0, 1), else
        ValueError. v0 is not changed.

    By hand:
        One example with the loss ½θ², from θ = 1 with v = 1, lr = α = ½: v = ½ - ½ = 0
        leaves θ = 1, then v = 0 - ½ moves it to ½:

        >>> rng = np.random.default_rng(0)
        >>> sgd_momentum(lambda w, i: w, 1, 1, 1, 1, 0.5, 0.5, epochs=2, rng=rng)
        array([1. , 1. , 0.5])

    """
    require_non_negative(lr=lr)
    rule = Velocity(lrs=(lr,) * _updates(n, batch_size, epochs), alpha=alpha)
    gradients = _gradients(grad, n, batch_size, epochs, rng)
    return follow(rule, gradients, theta0, state=VelocityState(v=real(v0), t=0))


def sgd_per_example(
    grad_i: ExampleGradient,
    grad_penalty: Gradient,
    theta0: ArrayLike,
    n: SupportsIndex,
    lr: float,
    lam: float,
    epochs: SupportsIndex,
    rng: np.random.Generator,
) -> Array:
    """Return the path of stochastic gradient descent with an update per example.

    Update, with a new permutation π in each epoch and t counting from 1::

        for i in π:
            g_t = grad_i(θ_{t-1}, i) + λ grad_penalty(θ_{t-1})
            θ_t = θ_{t-1} - lr g_t

    Convention:
        Every update takes the penalty's gradient in full, as S4 prints it, not
        divided by n: over an epoch it acts n times, as often as the data.

    Edge cases:
        A number theta0 gives shape (epochs · n + 1,), theta0 of shape (D,) gives
        (epochs · n + 1, D). The batches are those of `sgd` with batch_size = 1, so
        rng gives one permutation of n at the beginning of each epoch. grad_i is called
        with i as an int. lam = 0 leaves the penalty out. lr and lam are finite and
        >= 0, else ValueError; n = 0 and epochs = 0 leave theta0 alone.

    Source:
        S4, slide "Machine learning: stochastic gradient descent (SGD)", with Δ = -g.

    By hand:
        One example with the loss ½(θ - 1)² and the penalty θ², λ = ½, from θ = 2: the
        gradient is (2 - 1) + ½ · 4 = 3, so a rate of 0.1 leads to 1.7:

        >>> rng = np.random.default_rng(0)
        >>> sgd_per_example(lambda w, i: w - 1, lambda w: 2 * w, 2, 1, 0.1, 0.5, 1, rng)
        array([2. , 1.7])

    """
    require_non_negative(lam=lam)

    def grad(theta: Array, batch: Labels) -> Array:
        data = real(grad_i(theta, int(batch[0])))
        return data + lam * real(grad_penalty(theta))

    return sgd(grad, theta0, n, 1, lr, epochs, rng)


def _gradients(
    grad: BatchGradient,
    n: SupportsIndex,
    batch_size: SupportsIndex,
    epochs: SupportsIndex,
    rng: np.random.Generator,
) -> Iterator[Gradient]:
    """Return the gradient function of each update, drawing as the epochs begin."""
    _require_counts(n, batch_size, epochs)

    def on(batch: Labels) -> Gradient:
        return lambda theta: grad(theta, batch)

    draws = (minibatches(n, batch_size, rng) for _ in range(int(epochs)))
    return (on(batch) for batches in draws for batch in batches)


def _updates(n: SupportsIndex, batch_size: SupportsIndex, epochs: SupportsIndex) -> int:
    """Return how many batches all the epochs have."""
    _require_counts(n, batch_size, epochs)
    return int(epochs) * math.ceil(int(n) / int(batch_size))


def _require_counts(
    n: SupportsIndex, batch_size: SupportsIndex, epochs: SupportsIndex
) -> None:
    require_count(n=n, epochs=epochs)
    require_count(1, batch_size=batch_size)
