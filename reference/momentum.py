"""Assignment 04: gradient descent that remembers where it was going."""

from typing import SupportsIndex

import numpy as np
from numpy.typing import ArrayLike

from reference.arguments import (
    require_decay,
    require_non_negative,
    require_positive,
)
from reference.arrays import Array, Gradient, norm, real
from reference.gradient_descent import gradient_descent
from reference.optimizers.momentum import HeavyBall
from reference.optimizers.nesterov import Nesterov
from reference.optimizers.path import iterate
from reference.optimizers.velocity import Velocity


def momentum(
    grad: Gradient, x0: ArrayLike, lr: float, beta: float, steps: SupportsIndex
) -> Array:
    """Return the path of gradient descent with momentum.

    Rule: HeavyBall

    Edge cases:
        A number x0 gives shape (steps+1,), x0 of shape (D,) gives (steps+1, D). With
        beta = 0 it is gradient descent. A path that diverges runs into inf and nan
        without a warning.

    By hand:
        On x² from 1 with lr = 0.25 and β = 0.5: v = 2, x = 0.5; v = 2, x = 0;
        v = 1, x = -0.25:

        >>> momentum(lambda x: 2 * x, x0=1, lr=0.25, beta=0.5, steps=3)
        array([ 1.  ,  0.5 ,  0.  , -0.25])

    """
    return iterate(HeavyBall(lr=lr, beta=beta), grad, x0, steps)


def momentum_velocity(
    grad: Gradient, x0: ArrayLike, lrs: ArrayLike, alpha: float
) -> Array:
    """Return the path of momentum with the rate inside the velocity.

    Rule: Velocity

    Edge cases:
        lrs has one rate for each update, lrs[0] for the first. A number x0 gives shape
        (len(lrs)+1,), x0 of shape (D,) gives (len(lrs)+1, D); without rates the path
        is x0 alone. With alpha = 0 it is gradient descent. A path that diverges runs
        into inf and nan without a warning.

    By hand:
        On x² from 1 with rates 0.25, 0.5 and α = 0.5: v = -0.5, x = 0.5; v = -0.25 -
        0.5, x = -0.25:

        >>> momentum_velocity(lambda x: 2 * x, x0=1, lrs=[0.25, 0.5], alpha=0.5)
        array([ 1.  ,  0.5 , -0.25])

    """
    rule = Velocity(lrs=tuple(real(lrs).tolist()), alpha=alpha)
    return iterate(rule, grad, x0, len(rule.lrs))


def nesterov(
    grad: Gradient, x0: ArrayLike, lr: float, mu: float, steps: SupportsIndex
) -> Array:
    """Return the path of Nesterov's momentum.

    Rule: Nesterov

    Edge cases:
        The path is that of the points x_t, not of the look-ahead points. A number x0
        gives shape (steps+1,), x0 of shape (D,) gives (steps+1, D). With mu = 0 it is
        gradient descent. A path that diverges runs into inf and nan without a warning.

    By hand:
        On x² from 1 with lr = 0.25 and μ = 0.5: v = -0.5, x = 0.5; look ahead to 0.25,
        slope 0.5, v = -0.25 - 0.125, x = 0.125:

        >>> nesterov(lambda x: 2 * x, x0=1, lr=0.25, mu=0.5, steps=2)
        array([1.   , 0.5  , 0.125])

    """
    rule = Nesterov(lr=lr, mu=mu)
    return iterate(rule, grad, x0, steps, at=rule.look_ahead)


def velocity_as_sum(grads: ArrayLike, lr: float, beta: float) -> Array:
    """Return the velocity after the given gradients, written as one sum.

    Formula, with k = len(grads)::

        v_k = -lr Σ_{j=0}^{k-1} β^(k-1-j) grads[j]

    Edge cases:
        Gradients are numbers, shape (k,), or rows, shape (k, D), the oldest first; the
        result is a number or has shape (D,). No gradients give a velocity of 0, and
        beta = 0 gives -lr times the last gradient.

    Source:
        S2, slide "v is actually the weighted sum of all the previous gradient".

    By hand:
        Gradients 1 and 2 with lr = 0.1 and β = 0.5 give -0.1 (0.5 · 1 + 2) = -0.25:

        >>> float(velocity_as_sum([1.0, 2.0], lr=0.1, beta=0.5))
        -0.25

    """
    require_non_negative(lr=lr)
    require_decay(beta=beta)
    rows = real(grads)
    weights = beta ** np.arange(len(rows) - 1, -1, -1, dtype=np.float64)
    v: Array = -lr * np.tensordot(weights, rows, axes=1)
    return v


def largest_stable_lr(lam: float, beta: float) -> float:
    """Return the rate below which momentum converges on a quadratic of curvature λ.

    Formula::

        lr_max = 2 (1 + β) / λ

    Convention:
        The bound is that of `momentum`, where the rate multiplies the sum of the
        gradients. An average of gradients, with the factor 1 - β, allows 1/(1 - β)
        times as much; Nesterov's momentum allows less, lr_max / (1 + 2μ).

    Edge cases:
        lam is a number > 0. beta = 0 gives gradient descent's bound 2/λ. At the bound
        itself the path neither dies out nor runs away, it ends up jumping between two
        points. With several curvatures the largest one decides.

    Source:
        S0, slide "Adding Momentum": momentum "allows a larger range of step-sizes".
        Goh, "Why Momentum Really Works", 2017.  https://distill.pub/2017/momentum

    By hand:
        λ = 4 and β = 0.5 give 2 · 1.5 / 4:

        >>> largest_stable_lr(4, 0.5)
        0.75

    """
    require_positive(lam=lam)
    require_decay(beta=beta)
    return 2 * (1 + beta) / lam


def steps_on_valley(
    grad: Gradient,
    x0: ArrayLike,
    lr: float,
    beta: float,
    tol: float,
    max_steps: SupportsIndex,
) -> dict[str, int]:
    """Return how many updates three methods need to come near a minimum at 0.

    Formula, for each method's path x_0, x_1, …::

        the least t with |x_t| < tol, or max_steps if there is none up to there

    Edge cases:
        The keys are "gd", "momentum" and "nesterov"; all three use the rate lr, and
        Nesterov's μ is beta. x0 is a number or has shape (D,), |x| is the Euclidean
        norm. A start within tol needs 0 updates; the first arrival counts, even if the
        path leaves again. A path that diverges has no arrival: max_steps, without a
        warning. tol = 0 is never reached.

    Source:
        S1, slide "Suppose loss function is steep vertically but shallow horizontally".

    By hand:
        On x² from 1 with lr = 0.25, β = 0.5 the paths are 1, 0.5, 0.25, 0.125; 1,
        0.5, 0, -0.25; and 1, 0.5, 0.125. The first points below 0.2 are:

        >>> steps_on_valley(lambda x: 2 * x, 1, lr=0.25, beta=0.5, tol=0.2, max_steps=9)
        {'gd': 3, 'momentum': 2, 'nesterov': 2}

    """
    require_non_negative(tol=tol)
    paths = {
        "gd": gradient_descent(grad, x0, lr, max_steps),
        "momentum": momentum(grad, x0, lr, beta, max_steps),
        "nesterov": nesterov(grad, x0, lr, beta, max_steps),
    }
    return {name: _arrival(path, tol) for name, path in paths.items()}


def _arrival(path: Array, tol: float) -> int:
    near = (t for t, x in enumerate(path) if norm(x) < tol)
    return next(near, len(path) - 1)


def axis_behaviour(path: ArrayLike) -> list[str]:
    """Return for each coordinate of a path whether it jitters or creeps.

    Formula, with the steps s_t = x_t - x_{t-1}, t = 1 … T, of one coordinate::

        "jitters"  if s_t and s_{t+1} differ in sign for more than half of the T-1 pairs
        "creeps"   otherwise

    Edge cases:
        A path of shape (T+1, D) gives D words, one of numbers, shape (T+1,), gives a
        list of one. Exactly half of the pairs is not more than half: "creeps". A path
        of fewer than two steps has no pairs and creeps. A step of 0 differs in sign
        from none, and is never tested, nor is a path that is not finite.

    Source:
        S1, slide "Suppose loss function is steep vertically but shallow horizontally":
        "very slow progress along flat direction, jitter along steep one".

    By hand:
        The first coordinate goes 4, 3, 2, 1; the second jumps from side to side:

        >>> axis_behaviour([[4, 1], [3, -1], [2, 1], [1, -1]])
        ['creeps', 'jitters']

    """
    points = real(path)
    with np.errstate(over="ignore", invalid="ignore"):
        signs = np.sign(np.diff(points.reshape(len(points), -1), axis=0))
    turns = signs[1:] * signs[:-1] < 0
    return ["jitters" if n > len(turns) / 2 else "creeps" for n in turns.sum(axis=0)]
