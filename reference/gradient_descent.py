"""Assignment 01: gradient descent, and what its learning rate and start decide."""

from typing import SupportsIndex

import numpy as np
from numpy.typing import ArrayLike

from reference.arguments import require_count, require_non_negative
from reference.arrays import Array, Function, Gradient, norm, number, real
from reference.optimizers.gradient_descent import GradientDescent
from reference.optimizers.path import iterate


def gradient_descent(
    grad: Gradient, x0: ArrayLike, lr: float, steps: SupportsIndex
) -> Array:
    """Return the path of gradient descent.

    Rule: GradientDescent

    Edge cases:
        A number x0 gives shape (steps+1,), x0 of shape (D,) gives (steps+1, D). With
        steps = 0 the path is x0 alone, with lr = 0 it stays there. A path that
        diverges runs into inf and nan without a warning.

    By hand:
        On x² with lr = 0.1 each step leaves 0.8 of x:

        >>> gradient_descent(lambda x: 2 * x, x0=1, lr=0.1, steps=3).round(3)
        array([1.   , 0.8  , 0.64 , 0.512])

    """
    return iterate(GradientDescent(lr=lr), grad, x0, steps)


def gradient_descent_1d(
    df: Gradient, x0: float, lr: float, eps: float, max_steps: SupportsIndex
) -> Array:
    """Return the path of gradient descent in one dimension, until the slope is small.

    Update, with t counting from 1::

        stop at x_{t-1}  if |f'(x_{t-1})| < ε  or  t > max_steps
        x_t = x_{t-1} - lr f'(x_{t-1})

    Edge cases:
        The path includes x0 and the first point with |f'| < eps. A start with a small
        slope is the whole path. At most max_steps updates are made, so the path has
        at most max_steps + 1 points. A slope of nan is never small, and with eps = 0
        no slope is. A path that diverges runs into inf and nan without a warning.

    Source:
        S0, slide "Gradient Descent in 1D".

    By hand:
        On x² with lr = 0.25 x halves; from 1, |2x| < 0.6 first holds at 0.25:

        >>> gradient_descent_1d(lambda x: 2 * x, x0=1, lr=0.25, eps=0.6, max_steps=9)
        array([1.  , 0.5 , 0.25])

    """
    require_non_negative(eps=eps)
    require_count(max_steps=max_steps)
    rule = GradientDescent(lr=lr)
    # Written so that a slope of nan, which compares false, goes on to max_steps.
    return iterate(rule, df, x0, max_steps, until=lambda g: bool(abs(g) < eps))


def values_along(f: Function, path: ArrayLike) -> Array:
    """Return the value of f at each point of a path.

    Formula::

        f_t = f(x_t),  t = 0 … T

    Edge cases:
        A path of shape (T+1,) is a path of numbers, one of shape (T+1, D) a path of
        vectors; the result has shape (T+1,) for both. A path of no points has no
        values. The path is not changed. On a path that diverged the values may be inf
        or nan, without a warning.

    Source:
        S0, slide "Exercise": print the value of the function along gradient descent.

    By hand:
        On x² the points 1, 1/2 and 1/4 have the values 1, 1/4 and 1/16:

        >>> values_along(lambda x: x**2, [1.0, 0.5, 0.25])
        array([1.    , 0.25  , 0.0625])

    """
    with np.errstate(over="ignore", invalid="ignore"):
        return np.array([number(f(x)) for x in real(path)], dtype=np.float64)


def study_learning_rates(
    df: Gradient, x0: ArrayLike, lrs: ArrayLike, steps: SupportsIndex
) -> list[str]:
    """Return what gradient descent does at each of the learning rates, in a word.

    Formula, on the path x_0 … x_T of T = steps updates, with g_t = f'(x_t)::

        "diverges"   if x_T or g_T is not finite, else
        "converges"  if |g_T| ≤ 10⁻³ |g_0|, else
        "cycles"     if |x_T - x_{T-2}| ≤ 10⁻⁶ |x_T - x_{T-1}|, else
        "diverges"   if |g_T| > |g_0|, else
        "slow"

    Edge cases:
        The first line that holds decides. The words come in the order of the rates;
        no rates give an empty list. x0 is a number or has shape (D,), where |v| is
        the Euclidean norm. No warning when a path overflows. steps < 2 is refused,
        since there is no x_{T-2}. A start with slope 0 "converges". A rate of 0 and a
        path that has come to rest by rounding are called "cycles" by the letter of
        the rules, but neither is ever tested.

    Source:
        S0, slide "Exercise": x² with the rates 0.1, 0.01, 1, 100 and 1000.

    By hand:
        On x² the rate lr multiplies x, and with it the slope 2x, by 1 - 2 lr: here by
        0.8, 0.98, -1, -199 and -1999. 0.8^40 is 1.3 · 10⁻⁴, but 0.98^40 is 0.45:

        >>> study_learning_rates(lambda x: 2 * x, 1, [0.1, 0.01, 1, 100, 1000], 40)
        ['converges', 'slow', 'cycles', 'diverges', 'diverges']

    """
    require_count(least=2, steps=steps)
    return [
        _behaviour(df, gradient_descent(df, x0, lr, steps)) for lr in real(lrs).tolist()
    ]


def _behaviour(df: Gradient, path: Array) -> str:
    with np.errstate(over="ignore", invalid="ignore"):
        g_0, g_T = df(path[0]), df(path[-1])
    if not (np.isfinite(path[-1]).all() and np.isfinite(g_T).all()):
        return "diverges"
    if norm(g_T) <= 1e-3 * norm(g_0):
        return "converges"
    # Halved, because the difference of two points near the largest float is inf.
    x_T, x_before, x_two_before = path[-1] / 2, path[-2] / 2, path[-3] / 2
    if norm(x_T - x_two_before) <= 1e-6 * norm(x_T - x_before):
        return "cycles"
    return "diverges" if norm(g_T) > norm(g_0) else "slow"


def best_of_starts(
    f: Function, df: Gradient, starts: ArrayLike, lr: float, steps: SupportsIndex
) -> tuple[Array, float]:
    """Return the best end of gradient descent from several starts, and f there.

    Formula, with x_T(s) the end of the path of T = steps updates from s::

        x = x_T(s) for the s in starts with the least f(x_T(s))
        return x, f(x)

    Edge cases:
        Starts are numbers, shape (K,), or rows, shape (K, D); x is a number or has
        shape (D,). Of equal values the one of the earlier start wins. An end that is
        not finite is passed over and f is not asked there; one with a value that is
        not finite, -inf included, is passed over too. If nothing is left (in
        particular without starts) a ValueError says so. Only ends are compared: a
        lower point on the way does not count. A start at a point of slope 0, a saddle
        or a maximum, stays there and takes part with its value.

    Source:
        S0, slides "When Gradient descent is suboptimal"; S1, slides "Local Minima" and
        "Saddle Points"; S3, slide "Gradient Descent: Approximate Minimization".

    By hand:
        f = (x² - 1)² / 4 + x / 8 has the slope x³ - x + 1/8. One update with lr = 1
        takes 1 to 1 - 1/8, where f = 0.123, and -1 to -1 - 1/8, where f = -0.123:

        >>> x, value = best_of_starts(
        ...     lambda x: (x**2 - 1) ** 2 / 4 + x / 8,
        ...     lambda x: x**3 - x + 1 / 8,
        ...     starts=[1, -1], lr=1, steps=1,
        ... )
        >>> float(x), round(value, 3)
        (-1.125, -0.123)

    """
    ends = [gradient_descent(df, x0, lr, steps)[-1] for x0 in real(starts)]
    finite = [x for x in ends if np.isfinite(x).all()]
    values = values_along(f, finite)
    values[~np.isfinite(values)] = np.inf
    if not (values < np.inf).any():
        raise ValueError(
            "starts must hold one from which the path ends at a finite point with a "
            f"finite value; got {real(starts).tolist()}."
        )
    best = np.argmin(values)
    return finite[best], float(values[best])
