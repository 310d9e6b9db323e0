"""`invariant`: what must hold around a right answer, whatever the numbers are.

The arguments stay as they were, the same call gives the same answer again, nothing is
remembered from one call to the next, and arguments of other types are read as numbers.
Every answer is compared with the reference as well, so that a function that returns
nothing keeps no invariant.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from grader.checks.comparing import Tolerance, compare
from grader.checks.findings import mismatch, passed, wrong
from grader.checks.numbers import brief
from grader.checks.subject import Function
from grader.checks.values import call_text
from grader.model import Finding

UNCHANGED, REPEATABLE = "unchanged", "repeatable"
INTEGERS, SINGLES, LISTS = "integers", "single precision", "lists"
ALL = (UNCHANGED, REPEATABLE, INTEGERS)
"""What every handout promises; single precision and lists only some do."""

_CASTS: dict[str, Callable[[np.ndarray], Any]] = {
    INTEGERS: lambda x: x.astype(np.int64),
    SINGLES: lambda x: x.astype(np.float32),
    LISTS: lambda x: x.tolist(),
}
_READ_AS = {
    INTEGERS: "integers are read as floats",
    SINGLES: "single precision is read as numbers",
    LISTS: "lists are read as arrays",
}


def invariant(
    function: Function,
    truth: Function,
    case: Sequence[Any],
    *,
    of: Sequence[str] = ALL,
    other: Sequence[Any] | None = None,
    cast: Sequence[int] = (0,),
) -> Iterator[Finding]:
    """Check what must hold around a right answer.

    Args:
        function: the student's.
        truth: the reference's.
        case: an argument list; the numbers in `cast` are whole, so that they can be
            given as integers.
        of: which invariants: of UNCHANGED, REPEATABLE, INTEGERS, SINGLES, LISTS.
        other: a second argument list, called in between, that would leave its traces.
        cast: the positions of the arguments that are given in other types.

    Example::

        invariant(student.momentum, truth.momentum,
                  (objectives.parabola().gradient, 1.0, 0.1, 0.9, 5),
                  cast=(1,))
    """
    for each in of:
        match each:
            case "unchanged":
                yield _unchanged(function, truth, case)
            case "repeatable":
                yield _repeatable(function, truth, case, other or case)
            case _:
                yield _cast(function, truth, case, cast, each)


def _unchanged(function: Function, truth: Function, case: Sequence[Any]) -> Finding:
    where = call_text(function, case)
    reply = function.reply_echoing(*case)
    difference = compare(reply.value, truth.reply(*case).value, Tolerance())
    if difference:
        return mismatch(difference, where)
    before = function.in_order(case, {})
    for name, was, now in zip(
        function.parameters, before, reply.arguments, strict=True
    ):
        if not isinstance(was, np.ndarray | list | dict):
            continue
        exactly = Tolerance(0.0, 0.0)
        if compare(now, was, exactly):
            return wrong(
                f"The argument {name} is changed by the call; work on a copy.",
                where=where,
                got=f"{name} = {brief(now)} afterwards",
                want=f"{name} = {brief(was)} as before",
            )
    return passed("The arguments stay as they were.", where=where)


def _repeatable(
    function: Function, truth: Function, case: Sequence[Any], other: Sequence[Any]
) -> Finding:
    where = call_text(function, case)
    want = truth.reply(*case).value
    for nth in ("first", "second"):
        reply = function.reply(*case)
        difference = compare(reply.value, want, Tolerance())
        if difference and nth == "first":
            return mismatch(difference, where)
        if difference:
            return wrong(
                "The second of two equal calls gives something else: what does the "
                "function keep from one call to the next?",
                where=f"{where}{difference.where}",
                got=difference.got,
                want=difference.want,
            )
        function.reply(*other)
    return passed("The same call gives the same answer again.", where=where)


def _cast(
    function: Function,
    truth: Function,
    case: Sequence[Any],
    positions: Sequence[int],
    kind: str,
) -> Finding:
    args = function.in_order(case, {})
    for position in positions:
        cast = _CASTS[kind](np.asarray(args[position]))
        is_number = isinstance(cast, np.ndarray) and cast.ndim == 0
        args[position] = cast.item() if is_number and kind == INTEGERS else cast
    where = f"{call_text(function, args)} with {kind}"
    reply = function.reply(*args)
    difference = compare(reply.value, truth.reply(*case).value, Tolerance())
    if difference:
        return mismatch(difference, where)
    return passed(f"{_READ_AS[kind].capitalize()}.", where=where)
