"""Assignment 03: a few examples at a time, and what their mean is worth."""

import math
from collections.abc import Callable, Iterable
from typing import SupportsIndex, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from reference.arguments import require_count, require_non_negative
from reference.arrays import Array, Labels, real

ExampleGradient: TypeAlias = Callable[[Array, int], ArrayLike]
"""The gradient of one example's loss: a point and an index in, a gradient out."""


def minibatches(
    n: SupportsIndex, batch_size: SupportsIndex, rng: np.random.Generator
) -> list[Labels]:
    """Return the indices 0 … n-1 in random order, cut into batches.

    Formula, with B = batch_size::

        π   = rng.permutation(n)
        B_k = π[k B], π[k B + 1], …, π[min((k+1) B, n) - 1],  k = 0 … ⌈n/B⌉ - 1

    Convention:
        Without replacement, so that every example comes once (others draw each batch
        anew, and some examples never come). The last batch may be short and is kept;
        PyTorch keeps it too, unless drop_last is set.

    Edge cases:
        The batches are int64 arrays of shape (B,), the last of shape (n mod B,) unless
        B divides n; their order is that of the permutation, which is the one thing
        drawn from rng. A batch_size of n or more gives one batch, n = 0 an empty list.
        n is a whole number >= 0, batch_size one >= 1, else ValueError. Any random
        permutation is accepted, however it was drawn.

    Source:
        S0, slide "Stochastic Gradient Descent"; S3, slide on the mini-batch.

    By hand:
        Seven examples in batches of three leave one for the last:

        >>> batches = minibatches(7, 3, np.random.default_rng(0))
        >>> [len(batch) for batch in batches], sorted(np.concatenate(batches).tolist())
        ([3, 3, 1], [0, 1, 2, 3, 4, 5, 6])

    """
    require_count(n=n)
    require_count(1, batch_size=batch_size)
    n, size = int(n), int(batch_size)
    order = rng.permutation(n).astype(np.int64)
    return [order[start : start + size] for start in range(0, n, size)]


def minibatch_gradient(
    grad_i: ExampleGradient, theta: ArrayLike, indices: Iterable[SupportsIndex]
) -> Array:
    """Return the mean of the examples' gradients over a batch.

    Formula, with m the length of the batch::

        ĝ = (1/m) Σ_{i in indices} grad_i(θ, i)

    Convention:
        A mean over the examples that are there, so that the rate need not change with
        the batch size; a short last batch is divided by its own length. On average
        over all batches it is the full gradient, by linearity of the mean (S3 gives
        the central limit theorem as the reason, which is about its distribution).

    Edge cases:
        theta is a number or has shape (D,), and so have grad_i and the result. grad_i
        is called with i as an int. An index that comes twice counts twice. No indices:
        ValueError. Neither theta nor indices is changed.

    Source:
        S2, slide with the gradient of the batch risk as a mean over B; S3, Algorithm
        8.1, "Compute gradient estimate".

    By hand:
        For the losses ½(θ - i)² at θ = 1 the gradients are θ - i; of examples 0, 2
        and 5 they are 1, -1 and -4, and their mean is -4/3:

        >>> round(float(minibatch_gradient(lambda w, i: w - i, 1, [0, 2, 5])), 6)
        -1.333333

    """
    gradients = [real(grad_i(real(theta), int(i))) for i in indices]
    if not gradients:
        raise ValueError("indices must name at least one example; got none.")
    return real(np.mean(gradients, axis=0))


def standard_error(sigma: float, n: SupportsIndex) -> float:
    """Return the standard deviation of the mean of n independent examples.

    Formula::

        σ / √n

    Convention:
        σ is the standard deviation of one example, not its variance.

    Edge cases:
        The result is a float. n = 1 gives σ. sigma is a finite number >= 0, n a whole
        number >= 1, else ValueError.

    Source:
        S3, slide "The standard error of mean".

    By hand:
        100 times the work makes the estimate 10 times as exact (S3):

        >>> standard_error(2, 100), standard_error(2, 10_000)
        (0.2, 0.02)

    """
    require_non_negative(sigma=sigma)
    require_count(1, n=n)
    return sigma / math.sqrt(n)
