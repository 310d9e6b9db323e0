"""What numbers alone tell where no known mistake fits: a factor, a shift, a transpose.

A pattern is only stated if all of the numbers follow it.
"""

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.checks.comparing import as_numbers
from grader.checks.numbers import short
from grader.model import Diagnosis

RESIDUAL = 1e-6
"""What a pattern may leave unexplained, as a share of the numbers."""

NEARLY = 1e-3
"""Answers that are nearer than this differ by no factor, but in something small."""

_NAMES = {
    -1.0: "the opposite",
    2.0: "twice",
    0.5: "half",
    -2.0: "minus twice",
    -0.5: "minus half",
}


def pattern(got: Any, want: Any, *, is_path: bool) -> Diagnosis | None:
    """Return the first pattern that explains how an answer differs, or None.

    Args:
        got: the student's answer.
        want: the expected one.
        is_path: whether rows are points of a path, beginning at the start.
    """
    one, other = as_numbers(got), as_numbers(want)
    if one is None or other is None or other.size < 2:  # noqa: PLR2004 - two numbers
        return None
    one, other = one.astype(np.float64), other.astype(np.float64)
    if not np.isfinite(other).all():
        return None
    return next(_patterns(one, other, is_path=is_path), None)


def _patterns(
    got: NDArray[np.float64], want: NDArray[np.float64], *, is_path: bool
) -> Iterator[Diagnosis]:
    if not np.isfinite(got).all():
        return
    if got.shape != want.shape:
        if got.T.shape == want.shape and _near(got.T, want):
            yield _transposed(got)
        return
    if _near(got, want):
        return  # this answer is right; another one is not
    apart = float(np.max(np.abs(got - want))) / float(np.max(np.abs(want)) or 1.0)
    if apart < NEARLY:
        digits = math.floor(-math.log10(apart))
        yield Diagnosis(
            f"The numbers are nearly right: they agree to {digits} digits.",
            "Where does your formula round, cut off, or add something small?",
            f"{got.size} numbers",
        )
    elif not got.any():
        yield Diagnosis(
            "All numbers are 0.",
            "Is something multiplied by 0, or never filled in?",
            f"{got.size} numbers",
        )
    elif got.ndim > 1 and got.T.shape == got.shape and _near(got.T, want):
        yield _transposed(got)
    elif is_path:
        yield from _of_path(got, want)
    else:
        yield from _of_values(got, want)


def _of_values(
    got: NDArray[np.float64], want: NDArray[np.float64]
) -> Iterator[Diagnosis]:
    factor = _factor(got, want)
    if factor is not None:
        yield Diagnosis(
            f"Every number is {_times(factor)} what is expected.",
            "Which factor of the formula is missing, or there twice?",
            f"{got.size} numbers, all by the same factor",
        )
    elif _near(np.sort(got, axis=None), np.sort(want, axis=None)):
        yield Diagnosis(
            "The numbers are right, but in another order.",
            "In which order does the handout want them?",
            f"{got.size} numbers",
        )


def _of_path(
    got: NDArray[np.float64], want: NDArray[np.float64]
) -> Iterator[Diagnosis]:
    steps, right = np.diff(got, axis=0), np.diff(want, axis=0)
    if not _near(got[0], want[0]) or not right[0].any():
        return
    if not steps.any():
        yield Diagnosis(
            "All points of the path are the same.",
            "Does the point ever change, and is each entry of the path its own copy?",
            f"{len(got)} points",
        )
        return
    factor = _factor(steps[0], right[0])
    if factor is not None and abs(factor - 1) > RESIDUAL:
        yield Diagnosis(
            f"The first step is {_times(factor)} what is expected, in the same line.",
            "Write down the first update with numbers: which factor is too much?",
            "the first update alone",
        )
    elif _near(steps[0], right[0]):
        wrong = next(
            t for t in range(len(steps)) if not _near(steps[t], right[t], np.max(want))
        )
        yield Diagnosis(
            f"The first {wrong} update{'s are' * (wrong > 1) or ' is'} right; update "
            f"{wrong + 1} is not.",
            "What is carried over from one update to the next, and where is the "
            "gradient taken?",
            f"{wrong} of {len(steps)} updates agree",
        )


def _transposed(got: NDArray[np.float64]) -> Diagnosis:
    return Diagnosis(
        "The numbers are right, but rows and columns are swapped.",
        "Which index counts the rows in the handout?",
        f"the transpose agrees in all {got.size} numbers",
    )


def _factor(got: NDArray[np.float64], want: NDArray[np.float64]) -> float | None:
    """Return the c with got = c·want, if there is one."""
    square = float(np.sum(want * want))
    if not square:
        return None
    factor = float(np.sum(got * want)) / square
    return factor if factor and _near(got, factor * want) else None


def _near(
    got: NDArray[np.float64], want: NDArray[np.float64], scale: float = 0.0
) -> bool:
    largest = max(float(np.max(np.abs(want), initial=0.0)), abs(scale))
    return bool(np.all(np.abs(got - want) <= RESIDUAL * largest))


def _times(factor: float) -> str:
    for value, name in _NAMES.items():
        if abs(factor - value) <= RESIDUAL * abs(value):
            return f"{name} of" if "opposite" in name else name
    return f"{short(factor)} times"
