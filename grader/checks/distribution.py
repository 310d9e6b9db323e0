"""Statistical checks whose chance to blame a right answer is known beforehand."""

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from grader.checks.comparing import as_numbers
from grader.checks.findings import passed, wrong
from grader.checks.numbers import brief, short
from grader.model import Finding

FALSE_ALARM = 1e-7
"""The chance that a right answer fails, per finding."""


def distribution(
    samples: ArrayLike,
    cdf: Callable[[float], float],
    *,
    what: str,
    where: str = "",
    p: float = FALSE_ALARM,
) -> Finding:
    """Compare independent samples with a continuous distribution.

    By the inequality of Dvoretzky, Kiefer, Wolfowitz and Massart the empirical
    distribution of n samples is nowhere farther from the true one than √(ln(2/p)/2n),
    but with probability p.

    Args:
        samples: independent numbers.
        cdf: the distribution function they should have.
        what: its name.
        where: the call.
        p: the chance that a right answer fails.

    Example::

        distribution(student.glorot_uniform(80, 70, Seeded(1)),
                     lambda x: min(max((x / b + 1) / 2, 0), 1), what=f"U[-{b}, {b}]")
    """
    numbers_ = as_numbers(samples)
    if numbers_ is None or numbers_.dtype.kind == "c":
        return _no_numbers(samples, where)
    ordered = np.sort(numbers_.astype(np.float64).ravel())
    n = len(ordered)
    allowed = math.sqrt(math.log(2 / p) / (2 * n)) if n else 0.0
    want = np.array([cdf(float(x)) for x in ordered])
    above = np.arange(1, n + 1) / n - want
    below = want - np.arange(n) / n
    gap = float(np.max(np.maximum(above, below), initial=0.0))
    numbers: dict[str, Any] = {
        "where": where,
        "got": f"a gap of {short(gap)} between the distributions of {n} numbers",
        "want": what,
        "tolerance": f"{short(allowed)}: a right answer fails once in {short(1 / p)}",
    }
    # With so few numbers that any would pass, none do.
    tells = n > 0 and allowed < 0.5  # noqa: PLR2004 - half of the largest gap
    if tells and np.isfinite(ordered).all() and gap <= allowed:
        return passed(f"The numbers are distributed like {what}.", **numbers)
    return wrong(f"The numbers are not distributed like {what}.", **numbers)


def mean(
    samples: ArrayLike,
    *,
    expect: float,
    low: float,
    high: float,
    what: str,
    where: str = "",
    p: float = FALSE_ALARM,
) -> Finding:
    """Compare the mean of independent bounded numbers with its expectation.

    By Hoeffding's inequality it is off by more than (high - low) √(ln(2/p)/2n) only
    with probability p.

    Args:
        samples: independent numbers in [low, high].
        expect: their expectation.
        low: the least a sample can be.
        high: the largest a sample can be.
        what: what the mean is of.
        where: the call.
        p: the chance that a right answer fails.

    Example::

        mean(gradients, expect=0.0, low=-1, high=1, what="the mini-batch gradients")
    """
    read = as_numbers(samples)
    if read is None or read.dtype.kind == "c":
        return _no_numbers(samples, where)
    numbers_ = read.astype(np.float64).ravel()
    n = len(numbers_)
    allowed = (high - low) * math.sqrt(math.log(2 / p) / (2 * n)) if n else 0.0
    got = float(numbers_.mean()) if n else math.nan
    inside = bool(((numbers_ >= low) & (numbers_ <= high)).all())
    numbers: dict[str, Any] = {
        "where": where,
        "got": f"{short(got)}, over {n} numbers in [{short(low)}, {short(high)}]"
        if inside
        else f"numbers outside of [{short(low)}, {short(high)}]",
        "want": short(expect),
        "tolerance": f"{short(allowed)}: a right answer fails once in {short(1 / p)}",
    }
    if inside and abs(got - expect) <= allowed:
        return passed(f"The mean of {what} is as expected.", **numbers)
    return wrong(f"The mean of {what} is not as expected.", **numbers)


def frequencies(
    counts: Sequence[int],
    probabilities: Sequence[float],
    *,
    what: str,
    where: str = "",
    p: float = FALSE_ALARM,
) -> Finding:
    """Compare how often each of some outcomes came up with its probability.

    Hoeffding's inequality for each outcome, the chance p shared among them.

    Args:
        counts: how often each outcome came up in independent draws.
        probabilities: how likely each is.
        what: what was drawn.
        where: the call.
        p: the chance that a right answer fails.

    Example::

        frequencies(first_examples, [1 / 12] * 12, what="the first example")
    """
    draws = sum(counts)
    share = p / len(counts)
    allowed = math.sqrt(math.log(2 / share) / (2 * draws)) if draws else 0.0
    shares = [count / max(draws, 1) for count in counts]
    off = [abs(s - q) for s, q in zip(shares, probabilities, strict=True)]
    worst = int(np.argmax(off)) if off else 0
    numbers: dict[str, Any] = {
        "where": where,
        "got": f"outcome {worst} in {counts[worst]} of {draws} draws",
        "want": f"{short(probabilities[worst] * draws)} on average",
        "tolerance": f"{short(allowed * draws)}: a right answer fails once in "
        f"{short(1 / p)}",
    }
    if draws and off[worst] <= allowed:
        return passed(f"The frequencies of {what} are as expected.", **numbers)
    return wrong(f"The frequencies of {what} are not as expected.", **numbers)


def _no_numbers(samples: Any, where: str) -> Finding:
    return wrong(
        "It returned something else.", where=where, got=brief(samples), want="numbers"
    )
