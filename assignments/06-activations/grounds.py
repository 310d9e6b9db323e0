"""What public and hidden checks share: no numbers of either."""

import math
from functools import partial

import numpy as np

from grader.checks import passed, wrong
from grader.checks.comparing import Tolerance, as_numbers, compare, is_single
from grader.checks.findings import failed_to_run, mismatch
from grader.checks.numbers import brief, pair, short
from grader.checks.values import call_text
from grader.errors import StudentFault
from grader.gradients import estimate_gradient

DIFFERENCES = 1e-6
"""Share of the largest slope that one may differ from differences of the function."""
TAIL = 1e-12
"""What a number may be off by anyway: the handout asks for no digits of tiny tails."""
_TIGHT = Tolerance(atol=TAIL)


def wave(shape, start, size=1.0):
    """Return numbers without a pattern, in an array."""
    k = np.arange(1, math.prod(shape) + 1)
    return (size * np.sin(start + 1.7 * k * k)).reshape(shape)


def first(answer):
    """Return the first item of a pair, and whatever is no pair as it is."""
    return answer[0] if _is_pair(answer) else answer


def second(answer):
    """Return the second item of a pair, and whatever is no pair as it is."""
    return answer[1] if _is_pair(answer) else answer


def _is_pair(answer):
    if isinstance(answer, np.ndarray):
        return answer.ndim > 0 and len(answer) == 2
    return isinstance(answer, list | tuple) and len(answer) == 2


def slopes(derivative, of, cases, pick=lambda answer: answer):
    """Compare derivatives with differences of their function, entry by entry.

    The sum of the function's entries has as its gradient what is asked for.
    """
    replies = derivative.replies(cases)
    for case, reply in zip(cases, replies, strict=True):
        where = call_text(derivative, case)
        if isinstance(reply, StudentFault):
            yield failed_to_run(reply, where)
            continue
        x, *parameters = case
        total = partial(_total, of, parameters)
        yield _near_differences(pick(reply.value), total, x, where, of.name)


def _total(function, parameters, x):
    """Return the sum of a function's entries."""
    return float(np.sum(function(x, *parameters)))


def _near_differences(answer, total, x, where, name):
    """Say whether an answer is the gradient of a sum, within what differences know."""
    got = as_numbers(answer)
    if got is None or got.shape != x.shape or got.dtype.kind == "c":
        return mismatch(compare(answer, np.zeros(x.shape)), where)
    estimate = estimate_gradient(total, x)
    want = np.asarray(estimate.values)
    single = is_single(got)
    share = max(DIFFERENCES, Tolerance().single_rtol if single else 0.0)
    room = share * np.max(np.abs(want)) + 4 * np.asarray(estimate.uncertainties)
    off = ~(np.abs(got.astype(np.float64) - want) <= room)
    if not off.any():
        return passed(f"It agrees with differences of {name}.", where=where)
    at = int(np.argmax(off))
    texts = pair(got[at], want[at])
    return wrong(
        f"{int(off.sum())} of {off.size} slopes are wrong, the first at [{at}].",
        where=f"{where}[{at}], where x is {short(x[at])}",
        got=texts[0],
        want=f"{texts[1]}, by differences of {name}",
        tolerance=f"{short(room[at])}: {short(share)} of the largest slope, and what "
        "the differences themselves may be off by",
    )


def part(function, truth, cases, pick):
    """Compare one part of what a function returns with the reference's."""
    replies = function.replies(cases)
    for case, reply in zip(cases, replies, strict=True):
        where = call_text(function, case)
        if isinstance(reply, StudentFault):
            yield failed_to_run(reply, where)
            continue
        want = pick(truth.reply(*case).value)
        found = compare(pick(reply.value), want, _TIGHT)
        yield (
            mismatch(found, where)
            if found
            else passed(f"This part of {where} is {brief(want)}.", where=where)
        )


def at_the_kink(function, truth, cases, pick=lambda answer: answer):
    """Accept whatever lies between the two one-sided derivatives.

    All entries of x are 0. The reference has the derivative from the left there, and
    the one from the right is that at 1: on the right all of them are straight.
    """
    replies = function.replies(cases)
    for case, reply in zip(cases, replies, strict=True):
        where = call_text(function, case)
        if isinstance(reply, StudentFault):
            yield failed_to_run(reply, where)
            continue
        sides = [
            np.asarray(pick(truth.reply(x, *case[1:]).value))
            for x in (case[0], np.ones_like(case[0]))
        ]
        yield _between(pick(reply.value), sides, where)


def _between(answer, sides, where):
    """Say whether an answer lies between two others, entry by entry."""
    got = as_numbers(answer)
    if got is None or got.shape != sides[0].shape or got.dtype.kind == "c":
        return mismatch(compare(answer, sides[0]), where)
    got = got.astype(np.float64)
    low, high = np.minimum(*sides), np.maximum(*sides)
    tolerance = Tolerance()
    rtol = tolerance.single_rtol if is_single(got) else tolerance.rtol
    room = rtol * float(np.max(np.abs(high)))
    ends = short(low.min()), short(high.max())
    bent = ends[0] != ends[1]
    outside = ~((got >= low - room) & (got <= high + room))
    if outside.any():
        return wrong(
            "The derivative at the kink is not between the two one-sided ones."
            if bent
            else "The derivative is wrong where both sides have the same.",
            where=where,
            got=short(got[outside][0]),
            want=f"anything between {ends[0]} and {ends[1]}, both included"
            if bent
            else ends[0],
        )
    values = ", ".join(dict.fromkeys(short(each) for each in got.ravel()))
    return passed(
        f"At the kink anything between the one-sided derivatives {ends[0]} and "
        f"{ends[1]} is accepted; yours is {values}."
        if bent
        else f"There is no kink: both sides have the derivative {values}.",
        where=where,
    )


def qualities(student, truth, names, keys):
    """Compare some of the qualities of some activations."""
    cases = [(name,) for name in names]
    replies = student.properties.replies(cases)
    for (name,), reply in zip(cases, replies, strict=True):
        where = f"properties({name!r})"
        if isinstance(reply, StudentFault):
            yield failed_to_run(reply, where)
            continue
        right = truth.properties(name)
        got = reply.value
        if not isinstance(got, dict) or not set(right) <= set(got):
            yield wrong(
                "The answer is no dict with the six keys.",
                where=where,
                got=brief(got),
                want=f"a dict with the keys {', '.join(right)}",
            )
            continue
        want = {key: right[key] for key in keys}
        found = compare({key: got[key] for key in keys}, want)
        if found:
            yield mismatch(found, where)
        else:
            yield passed(f"{where} has {brief(want)}.", where=where)
