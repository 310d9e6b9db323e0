"""Findings, the way every kind of check words them."""

import math
from itertools import takewhile
from typing import Any

from grader.checks.comparing import Mismatch
from grader.errors import RaisedError, StudentFault
from grader.model import MAX_EVIDENCE, Curve, Finding, Outcome


def passed(message: str, **numbers: Any) -> Finding:
    """Return a finding that costs nothing."""
    return Finding(Outcome.PASSED, message, **numbers)


def wrong(message: str, *, credit: float = 0.0, **numbers: Any) -> Finding:
    """Return a finding that costs points."""
    return Finding(Outcome.WRONG, message, credit=credit, **numbers)


def failed_to_run(fault: StudentFault, where: str = "") -> Finding:
    """Return the finding that a fault of the student's code means."""
    sentence = fault.sentence
    if isinstance(fault, RaisedError) and fault.kind == "NotImplementedError":
        sentence = f"{sentence.split(' ')[0]} is not written yet."
    return Finding(
        Outcome.COULD_NOT_RUN,
        sentence,
        where=where,
        credit=0.0,
        traceback=fault.traceback,
    )


def mismatch(difference: Mismatch, where: str) -> Finding:
    """Return the finding that a difference means."""
    return wrong(
        _sentence(difference.message),
        where=f"{where}{difference.where}",
        got=difference.got,
        want=difference.want,
        tolerance=difference.tolerance,
    )


def curve(title: str, got: Any, want: Any) -> Curve:
    """Return numbers to draw: the finite ones, thinned out to what may be kept."""
    got = [*takewhile(math.isfinite, map(float, got))]
    want = [*takewhile(math.isfinite, map(float, want))]
    stride = -(-2 * max(len(got), len(want)) // MAX_EVIDENCE) or 1
    return Curve(title, tuple(got[::stride]), tuple(want[::stride]))


def _sentence(text: str) -> str:
    end = "" if text.endswith("?") else "."
    return f"{text[:1].upper()}{text[1:]}{end}"
