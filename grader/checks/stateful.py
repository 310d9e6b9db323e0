"""`stateful`: an object does the right thing call after call, and touches nothing else.

After each call its arguments are compared with what was sent, and overwritten with nan
where they lie: an object that kept a reference to them is wrong from the next call on.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from grader.checks.comparing import Tolerance, compare
from grader.checks.findings import mismatch, passed, wrong
from grader.checks.numbers import brief
from grader.checks.subject import Function
from grader.model import Finding

NEAR = Tolerance(rtol=1e-5)
"""Wide enough for a state in single precision that meets arguments in double."""
EXACTLY = Tolerance(rtol=0.0, single_rtol=0.0)


def stateful(
    function: Function,
    truth: Function,
    settings: Sequence[Sequence[Any]],
    stream: Sequence[Sequence[Any]],
    *,
    method: str,
    start: Any = None,
    tolerance: Tolerance = NEAR,
) -> Iterator[Finding]:
    """Compare objects with the reference's, call by call, in turn if there are several.

    After each call the arguments are compared with what was sent, and then overwritten:
    an object that kept a reference to them is wrong from the next call on.

    Args:
        function: the student's class, or function that makes an object.
        truth: the reference's.
        settings: the arguments for each object to make; two of them tell whether they
            know of each other.
        stream: the arguments of each call of the method.
        method: its name.
        start: what the first argument is in the first call, where each call goes on
            from the answer to the one before it; then the stream holds the others.
        tolerance: how far numbers may be apart.

    Example::

        stateful(student.Adam, truth.Adam, [(0.1, 0.7, 0.9, 0.05)],
                 [[{"W": g}] for g in gradients], method="step", start={"W": w})
    """
    pairs = [(function.make(*each), truth.make(*each)) for each in settings]
    last = [start] * len(pairs)
    for nth, others in enumerate(stream, start=1):
        for at, (mine, right) in enumerate(pairs):
            args = list(others) if start is None else [last[at], *others]
            where = _where(function, settings[at], method, nth, len(pairs))
            want = getattr(right, method)(*args)
            finding = _one(getattr(mine, method), args, want, where, tolerance)
            if finding:
                yield finding
                return
            last[at] = want
    yield passed(
        f"All {len(stream)} calls of {method} agree.",
        where=", ".join(f"{function.name}{tuple(each)}" for each in settings),
    )


def _one(
    step: Any, args: Sequence[Any], want: Any, where: str, tolerance: Tolerance
) -> Finding | None:
    """Return what is wrong with one call, or None."""
    if not callable(step):
        return wrong(
            "There is no such method: is it an attribute as well?",
            where=where,
            got=brief(step),
            want="a method",
        )
    reply = step.reply_echoing(*args)
    difference = compare(reply.value, want, tolerance)
    if difference:
        return mismatch(difference, f"{where}, ")
    for number, (was, now) in enumerate(zip(args, reply.arguments, strict=True), 1):
        change = compare(now, was, EXACTLY)
        if change:
            return wrong(
                f"The call changes its argument number {number}; work on a copy.",
                where=f"{where}, {change.where}",
                got=f"{change.got} afterwards",
                want=f"{change.want} as before",
            )
    return None


def _where(
    function: Function, settings: Sequence[Any], method: str, nth: int, objects: int
) -> str:
    turn = f", {objects} objects in turn" if objects > 1 else ""
    return f"{function.name}{tuple(settings)}{turn}, call {nth} of {method}"
