"""Assignment 03: learning rates that change with time, and with the batch."""

import math

from reference.arguments import (
    require_at_least,
    require_count,
    require_finite,
    require_non_negative,
    require_positive,
)


def inverse_sqrt(lr: float, t: float) -> float:
    """Return the learning rate at time t, decaying with the root of time.

    Formula::

        lr_t = lr / √(t + 1)

    Convention:
        t is used as given: t = 0 has the rate lr. S2 prints this formula under the
        name "1/t decay", which it is not (that is `hyperbolic`).

    Edge cases:
        t is a number >= 0, whole or not; lr is finite and >= 0; else ValueError. The
        result is a float. Arrays of t are not taken.

    Source:
        S2, slide "Adaptive Learning Rate", "1/t decay".

    By hand:
        At t = 3 the root is 2:

        >>> inverse_sqrt(0.5, 3)
        0.25

    """
    require_non_negative(lr=lr, t=t)
    return lr / math.sqrt(t + 1)


def hyperbolic(lr: float, t: float, delta: float) -> float:
    """Return the learning rate at time t, decaying like 1/t in the end.

    Formula::

        lr_t = lr / (1 + δ t)

    Convention:
        Always from the first rate lr. Multiplying the rate before by 1/(1 + δ t)
        again and again is another, much faster decay.

    Edge cases:
        t is a number >= 0, whole or not; t = 0 or delta = 0 gives lr. lr and delta are
        finite and >= 0; else ValueError. The result is a float. Arrays of t are not
        taken.

    Source:
        S4, slide "Gradient descent: convergence conditions, decrease constant".

    By hand:
        δ = 0.5 and t = 6 divide by 4:

        >>> hyperbolic(1, 6, delta=0.5)
        0.25

    """
    require_non_negative(lr=lr, t=t, delta=delta)
    return lr / (1 + delta * t)


def power(lr: float, t: float, delta: float) -> float:
    """Return the learning rate at time t, decaying with a power of time.

    Formula, with t counting from 1::

        lr_t = lr / t^δ

    Convention:
        The first update is t = 1 and has the rate lr; for the other schedules here
        that is t = 0.

    Edge cases:
        t is a number >= 1, whole or not; delta = 0 gives lr. lr and delta are finite
        and >= 0; else ValueError. The result is a float. Arrays of t are not taken.
        Every δ >= 0 is taken; whether SGD converges with it, `satisfies_robbins_monro`
        tells (S4: 0.5 < δ <= 1).

    Source:
        S4, slide "Gradient descent: convergence conditions, decrease constant".

    By hand:
        δ = 0.5 and t = 16 divide by 4:

        >>> power(1, 16, delta=0.5)
        0.25

    """
    require_non_negative(lr=lr, delta=delta)
    require_at_least(1, t=t)
    return lr / math.pow(t, delta)


def fixed_then_power(lr: float, t: float, fixed: float, delta: float) -> float:
    """Return the learning rate at time t, fixed at first and a power of time later.

    Formula::

        lr_t = lr                        if t <= fixed
        lr_t = lr / (t - fixed + 1)^δ    else

    Convention:
        The power starts over where the fixed rate ends, at 1, so that there is no
        jump: S4 leaves the transition open.

    Edge cases:
        At t = fixed the rate is still lr; both formulas agree there. t and fixed are
        numbers >= 0, whole or not; delta = 0 gives lr. lr and delta are finite and
        >= 0; else ValueError. The result is a float. Arrays of t are not taken.

    Source:
        S4, slide "Gradient descent: convergence conditions, decrease constant":
        "Better to use a fixed learning rate for the first few updates".

    By hand:
        After 10 fixed updates, t = 13 has t - fixed + 1 = 4 and δ = 0.5 halves:

        >>> fixed_then_power(0.5, 10, fixed=10, delta=0.5)
        0.5
        >>> fixed_then_power(0.5, 13, fixed=10, delta=0.5)
        0.25

    """
    require_non_negative(lr=lr, t=t, fixed=fixed, delta=delta)
    if t <= fixed:
        return float(lr)
    return lr / math.pow(t - fixed + 1, delta)


def step_decay(lr: float, t: float, drop: float, every: int) -> float:
    """Return the learning rate at time t, multiplied by `drop` every so often.

    Formula::

        lr_t = lr · drop^⌊t/every⌋

    Convention:
        drop is the factor that is left, 0.1 for a tenth (PyTorch's gamma), not the
        share that is lost. The first drop is at t = every, not after it.

    Edge cases:
        t is a number >= 0, whole or not, in any unit (updates, epochs) that is also
        that of every, a whole number >= 1. t < every gives lr, drop = 1 always does. lr
        is finite and >= 0, drop finite and > 0; else ValueError. The result is a float.
        Arrays of t are not taken.

    Source:
        S2, slide on adapting the learning rate, "Step, cosine, exp".

    By hand:
        A half every 10: one drop at 10, still one at 19, two at 20:

        >>> [step_decay(1, t, drop=0.5, every=10) for t in (9, 10, 19, 20)]
        [1.0, 0.5, 0.5, 0.25]

    """
    require_non_negative(lr=lr, t=t)
    require_positive(drop=drop)
    require_count(1, every=every)
    return lr * math.pow(drop, t // every)


def cosine(lr: float, t: float, total: float) -> float:
    """Return the learning rate at time t, falling to 0 along half a cosine.

    Formula::

        lr_t = ½ (1 + cos(π min(t, total) / total)) lr

    Convention:
        The end t = total is reached and has the rate 0 (others stop one update short
        of it), and later times stay there: no warm restart.

    Edge cases:
        t = 0 gives lr, t >= total gives 0. t is a number >= 0 and total one > 0, whole
        or not; lr is finite and >= 0; else ValueError. The result is a float. Arrays
        of t are not taken.

    Source:
        S2, slide on adapting the learning rate, "Step, cosine, exp". Loshchilov &
        Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts", 2017, equation
        (5) with η_min = 0.  https://arxiv.org/abs/1608.03983

    By hand:
        A third of the way the angle is 60° with the cosine ½, so ¾ of the rate is left:

        >>> round(cosine(1, 10, total=30), 6), cosine(1, 30, total=30)
        (0.75, 0.0)

    """
    require_non_negative(lr=lr, t=t)
    require_positive(total=total)
    return 0.5 * (1 + math.cos(math.pi * min(t, total) / total)) * lr


def exponential(lr: float, t: float, k: float) -> float:
    """Return the learning rate at time t, decaying exponentially.

    Formula::

        lr_t = lr e^(-k t)

    Convention:
        Base e. PyTorch's ExponentialLR has lr · gamma^t, the same for gamma = e^(-k).

    Edge cases:
        t is a number >= 0, whole or not; t = 0 or k = 0 gives lr. lr and k are finite
        and >= 0; else ValueError. The result is a float, 0 when k t is very large.
        Arrays of t are not taken.

    Source:
        S2, slide on adapting the learning rate, "Step, cosine, exp".

    By hand:
        With k = log 2 the rate halves at each t, so at t = 3 an eighth is left:

        >>> round(exponential(1, 3, k=math.log(2)), 6)
        0.125

    """
    require_non_negative(lr=lr, t=t, k=k)
    return lr * math.exp(-k * t)


def satisfies_robbins_monro(p: float) -> bool:
    """Return whether the rates 1/t^p meet the conditions for SGD to converge.

    Formula, with lr_t = 1/t^p for t = 1, 2, …::

        Σ lr_t = ∞ and Σ lr_t² < ∞,  that is  p <= 1 and 2p > 1

    Convention:
        The harmonic series diverges, so p = 1 qualifies for the first sum and p = ½
        fails the second. The conditions are sufficient (S3), not necessary.

    Edge cases:
        p is any finite number, else ValueError; constant rates, p = 0, and growing
        ones, p < 0, give False. The result is a bool.

    Source:
        S3, slide "Sufficient condition for convergence"; S4, slide "Gradient descent:
        convergence conditions, decrease constant". Goodfellow, Bengio & Courville,
        "Deep Learning", 2016, equations (8.12) and (8.13), after Robbins & Monro, "A
        stochastic approximation method", 1951.  https://www.deeplearningbook.org

    By hand:
        1/√t has the squares 1/t, whose sum is infinite; 1/t has both:

        >>> satisfies_robbins_monro(0.5), satisfies_robbins_monro(1)
        (False, True)

    """
    require_finite(p=p)
    return bool(0.5 < p <= 1)


def scale_lr_for_batch(lr: float, factor: float, kind: str) -> float:
    """Return the learning rate for batches that are `factor` times as large.

    Formula::

        lr · factor     for kind "sgd"
        lr · √factor    for kind "adaptive" (Adam and its relatives)

    Convention:
        For adaptive methods S2 calls it "less clear" and names both factors: ours is
        the root, and lr · factor is accepted too.

    Edge cases:
        factor is finite and > 0, and below 1 for smaller batches; 1 leaves lr. lr is
        finite and >= 0. kind is "sgd" or "adaptive". Else ValueError. The result is a
        float.

    Source:
        S2, slide on small and large batches. Goyal et al., "Accurate, Large Minibatch
        SGD", 2017, section 2.1.  https://arxiv.org/abs/1706.02677  Malladi et al., "On
        the SDEs and Scaling Rules for Adaptive Gradient Algorithms", 2022, for the
        root.  https://arxiv.org/abs/2205.10287

    By hand:
        Batches 16 times as large:

        >>> scale_lr_for_batch(0.5, 16, "sgd"), scale_lr_for_batch(0.5, 16, "adaptive")
        (8.0, 2.0)

    """
    require_non_negative(lr=lr)
    require_positive(factor=factor)
    if kind == "sgd":
        return float(lr * factor)
    if kind == "adaptive":
        return lr * math.sqrt(factor)
    raise ValueError(f"kind must be 'sgd' or 'adaptive'; got {kind!r}.")
