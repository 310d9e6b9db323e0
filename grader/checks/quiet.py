"""`quiet`: right answers, found without an overflow or an invalid value on the way.

numpy's warnings are read where they are printed, on standard error. Nobody gains by
printing there; whoever silences a warning has none.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from grader.checks.comparing import RTOL, SINGLE_RTOL, Tolerance, compare
from grader.checks.findings import failed_to_run, mismatch, passed, wrong
from grader.checks.numbers import brief
from grader.checks.subject import Function
from grader.checks.values import call_text
from grader.errors import StudentFault
from grader.model import Finding

_WARNING = re.compile(
    r"RuntimeWarning: ((?:overflow|invalid value) encountered in \w{1,40})"
)


def quiet(
    function: Function,
    truth: Function,
    cases: Sequence[Sequence[Any]],
    *,
    rtol: float = RTOL,
    single_rtol: float = SINGLE_RTOL,
    atol: float = 0.0,
) -> Iterator[Finding]:
    """Compare answers with the reference's, and see to it that numpy did not warn.

    Args:
        function: the student's.
        truth: the reference's.
        cases: argument lists, in the handout's order; tuples of numbers become
            float arrays.
        rtol: share of the largest expected number that a difference may have.
        single_rtol: the same for results in single precision.
        atol: what a difference may have anyway.

    Example::

        quiet(student.sigmoid, truth.sigmoid, [((-1000.0, 0.5, 1000.0),)])
    """
    tolerance = Tolerance(rtol, single_rtol, atol)
    replies = function.replies(cases)
    for case, reply in zip(cases, replies, strict=True):
        where = call_text(function, case)
        if isinstance(reply, StudentFault):
            yield failed_to_run(reply, where)
            continue
        answer = truth.reply(*case).value
        difference = compare(reply.value, answer, tolerance)
        warning = _WARNING.search(reply.output)
        if difference:
            yield mismatch(difference, where)
        elif warning:
            yield wrong(
                "The value is right, but numpy warns on the way to it.",
                where=where,
                got=f"RuntimeWarning: {warning[1]}",
                want="no warning: no intermediate value overflows",
            )
        else:
            yield passed(f"{where} is {brief(answer)}, without a warning.", where=where)
