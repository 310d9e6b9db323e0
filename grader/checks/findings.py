"""Findings, the way every kind of check words them."""

from typing import Any

from grader.checks.comparing import Mismatch
from grader.errors import StudentFault
from grader.model import MAX_EVIDENCE, Curve, Finding, Outcome


def passed(message: str, **numbers: Any) -> Finding:
    """Return a finding that costs nothing."""
    return Finding(Outcome.PASSED, message, **numbers)


def wrong(message: str, *, credit: float = 0.0, **numbers: Any) -> Finding:
    """Return a finding that costs points."""
    return Finding(Outcome.WRONG, message, credit=credit, **numbers)


def failed_to_run(fault: StudentFault, where: str = "") -> Finding:
    """Return the finding that a fault of the student's code means."""
    return Finding(
        Outcome.COULD_NOT_RUN,
        fault.sentence,
        where=where,
        credit=0.0,
        traceback=fault.traceback,
    )


def mismatch(difference: Mismatch, where: str) -> Finding:
    """Return the finding that a difference means."""
    return wrong(
        f"{difference.message[:1].upper()}{difference.message[1:]}.",
        where=f"{where}{difference.where}",
        got=difference.got,
        want=difference.want,
        tolerance=difference.tolerance,
    )


def curve(title: str, got: Any, want: Any) -> Curve:
    """Return numbers to draw, thinned out to what a check may keep."""
    got, want = [float(x) for x in got], [float(x) for x in want]
    stride = -(-2 * max(len(got), len(want)) // MAX_EVIDENCE) or 1
    return Curve(title, tuple(got[::stride]), tuple(want[::stride]))
