"""`values`: the same answers as the reference, on a few inputs."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from grader.checks.comparing import RTOL, SINGLE_RTOL, Tolerance, compare
from grader.checks.findings import failed_to_run, mismatch, passed
from grader.checks.numbers import brief
from grader.checks.subject import Function
from grader.errors import StudentFault
from grader.model import Finding


def values(
    function: Function,
    truth: Function,
    cases: Sequence[Sequence[Any]],
    *,
    rtol: float = RTOL,
    single_rtol: float = SINGLE_RTOL,
    atol: float = 0.0,
    accept: Sequence[Callable[..., Any]] = (),
) -> Iterator[Finding]:
    """Compare what a function returns with the reference, case by case.

    Args:
        function: the student's.
        truth: the reference's.
        cases: argument lists, in the handout's order; tuples of numbers become
            float arrays.
        rtol: share of the largest expected number that a difference may have.
        single_rtol: the same for results in single precision.
        atol: what a difference may have anyway.
        accept: other answers that are right, as functions of the same arguments.

    Example::

        values(student.largest_stable_lr, truth.largest_stable_lr, [(2.0, 0.9)])
    """
    tolerance = Tolerance(rtol, single_rtol, atol)
    replies = function.replies(cases)
    answers = [each.value for each in _answers(truth, cases)]
    for case, reply, answer in zip(cases, replies, answers, strict=True):
        where = call_text(function, case)
        if isinstance(reply, StudentFault):
            yield failed_to_run(reply, where)
            continue
        difference = compare(reply.value, answer, tolerance)
        if difference is None:
            yield passed(f"{where} is {brief(answer)}.", where=where)
        elif _follows(accept, function.in_order(case, {}), reply.value, tolerance):
            yield passed(f"{where} follows another accepted convention.", where=where)
        else:
            yield mismatch(difference, where)


def call_text(function: Function, case: Sequence[Any]) -> str:
    """Return a call as a student would write it, functions left out."""
    named = zip(function.parameters, case, strict=True)
    shown = [f"{name}={brief(value)}" for name, value in named if not callable(value)]
    if len(shown) < len(case):
        shown.insert(0, "…")
    return f"{function.name}({', '.join(shown)})"


def _answers(truth: Function, cases: Sequence[Sequence[Any]]) -> list[Any]:
    replies = truth.replies(cases)
    return [each for each in replies if not isinstance(each, StudentFault)]


def _follows(
    accept: Sequence[Callable[..., Any]],
    args: Sequence[Any],
    got: Any,
    tolerance: Tolerance,
) -> bool:
    """Tell whether an answer is that of another accepted convention."""
    return any(compare(got, other(*args), tolerance) is None for other in accept)
