"""`gradient`: a gradient belongs to its loss, by differences that know their own error.

The loss is the student's where it agrees with the reference at the point, else the
reference's, so that a wrong loss costs the loss's points alone. What differences cannot
decide is settled against the reference's gradient at the same point.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.checks.blocks import Blocks, Unmoved, blocks_of, like, structured
from grader.checks.comparing import SINGLE_RTOL, Tolerance, compare, is_single
from grader.checks.findings import passed, wrong
from grader.checks.numbers import short
from grader.checks.subject import Function
from grader.checks.values import call_text
from grader.errors import StudentFault
from grader.gradients import (
    Block,
    Entry,
    Severity,
    Verdict,
    check_gradient,
    diagnose,
    severity_of,
)
from grader.model import Finding

CREDIT = {
    Severity.NONE: 1.0,
    Severity.NEGLIGIBLE: 1.0,
    Severity.SLIGHT: 1.0,
    Severity.MINOR: 0.5,
}
"""What a wrong gradient still earns: everything if it is off by less than 1e-4."""
_RTOL = 1e-6
_ATOL = 1e-9


@dataclass(frozen=True, slots=True)
class Task:
    """Which gradient is checked, and where."""

    gradient: Function
    """The student's."""
    truth: Function
    """The reference's gradient."""
    loss: Function | None
    """The student's loss; None where only the gradient is theirs."""
    truth_loss: Function
    """The reference's loss."""
    args: tuple[Any, ...]
    """What the gradient takes."""
    at: int = 0
    """The position of the argument that it is the gradient in."""


def gradient(
    task: Task,
    *,
    quantities: Mapping[str, float] | None = None,
    simpler: Mapping[str, Sequence[Any]] | None = None,
    pick: Callable[[Any], Any] = lambda answer: answer,
    value: Callable[[Any], Any] = lambda answer: answer,
) -> Iterator[Finding]:
    """Check a gradient, block by block.

    Args:
        task: which gradient is checked, and where.
        quantities: numbers that a factor may consist of, such as N, C and lambda.
        simpler: arguments at which many mistakes vanish, by what is simpler there,
            "with one example"; if the gradient is right there, the report says so.
        pick: takes the gradient out of what the gradient function returns.
        value: takes the loss out of what the loss function returns.

    Example::

        task = Task(student.backward, truth.backward, student.loss, truth.loss,
                    (params, X, y, 0.013, 0.002))
        gradient(task, quantities={"N": 7, "C": 3, "lambda": 0.013})
    """
    where = call_text(task.gradient, task.args)
    point = blocks_of(task.args[task.at])
    reply = task.gradient.reply(*task.args)
    blocks = structured(pick(reply.value), task.args[task.at])
    if isinstance(blocks, str):
        yield wrong(f"The gradient has another form: {blocks}.", where=where)
        return
    want = blocks_of(pick(task.truth.reply(*task.args).value))
    want = dict(zip(point, want.values(), strict=True))
    losses, whose = _losses(task, value)
    check = check_gradient(
        None, lambda _: blocks, point, many=losses, propagate=(StudentFault,)
    )
    if not check.blocks:  # the loss refuses: noise, nan
        yield from _against_reference(blocks, want, where, "; ".join(check.notes))
        return
    said = _explanations(blocks, want, point, quantities)
    for block in check.blocks:
        yield _finding(block, want[block.name], said.get(block.name, ""), where, whose)
    if check.verdict is Verdict.FAIL:
        yield from _simpler(task, simpler or {}, pick, said.get("", ""))


def _losses(
    task: Task, value: Callable[[Any], Any]
) -> tuple[Callable[[Sequence[Any]], list[float]], str]:
    """Return the loss at many points, and whose it is."""
    anchor = float(value(task.truth_loss.reply(*task.args).value))
    chosen, whose = task.truth_loss, "the"
    if task.loss is not None:
        (own,) = task.loss.replies([task.args])
        if not isinstance(own, StudentFault) and _is_near(own.value, anchor, value):
            chosen, whose = task.loss, "your"

    args = chosen.in_order(task.args, {})
    before, after = args[: task.at], args[task.at + 1 :]
    known = Unmoved(blocks_of(task.args[task.at]))

    def losses(points: Sequence[Any]) -> list[float]:
        items = [
            [*before, like(task.args[task.at], known.reused(each)), *after]
            for each in points
        ]
        return [_number(reply, value) for reply in chosen.evaluations(items)]

    return losses, whose


def _is_near(got: Any, anchor: float, value: Callable[[Any], Any]) -> bool:
    try:
        return compare(value(got), anchor, Tolerance()) is None
    except (TypeError, IndexError, KeyError):
        return False  # not the form that the loss has


def _number(reply: Any, value: Callable[[Any], Any]) -> float:
    if isinstance(reply, StudentFault):
        return float("nan")
    try:
        return float(value(reply.value))
    except (TypeError, ValueError, IndexError, KeyError):
        return float("nan")


def _finding(
    block: Block, want: np.ndarray, said: str, where: str, whose: str
) -> Finding:
    """Return the finding on one block."""
    got = block.got
    known = ~np.isnan(got)
    if block.verdict is Verdict.INCONCLUSIVE:
        return _settled(block.name, got[known], want[known], where)
    if block.verdict.accepts:
        kink = " (at a kink: anything between its sides is accepted)"
        mark = kink if block.verdict is Verdict.KINK else ""
        count = f"{len(block.entries)} of {block.size} entries"
        return passed(
            f"{block.name} agrees with differences of {whose} loss in {count}{mark}.",
            where=where,
        )
    failing = block.failing
    severity = severity_of(max((e.relative_error for e in failing), default=1.0))
    what = f"{len(failing)} of {len(block.entries)} checked entries are wrong"
    message = f"{block.name}: {said or what}."
    numbers: dict[str, Any] = {"where": where}
    if failing:
        worst = failing[0]
        numbers = {
            "where": f"{_entry_name(block, worst)} of {where}",
            "got": short(worst.got),
            "want": f"{short(worst.numeric)} ± {short(worst.uncertainty)}, from "
            f"differences of {whose} loss",
            "tolerance": f"steps from {short(worst.steps[0])} down to "
            f"{short(worst.steps[1])} agree on that",
        }
    credit = CREDIT.get(severity, 0.0)
    if credit == 1:
        return passed(f"{block.name} is off by less than 1e-4: {what}.", **numbers)
    return wrong(message, credit=credit, **numbers)


def _settled(name: str, got: np.ndarray, want: np.ndarray, where: str) -> Finding:
    """Return the finding on a block that differences could not decide."""
    scale = float(np.max(np.abs(want), initial=0.0))
    rtol = SINGLE_RTOL if is_single(got) else _RTOL
    apart = np.abs(got - want)
    allowed = rtol * np.abs(want) + max(_ATOL, rtol * 1e-2) * scale
    tolerance = f"{short(rtol)} of each entry; differences of the loss are too noisy"
    if bool((apart <= allowed).all()):
        return passed(f"{name} agrees with the reference.", where=where)
    worst = int(np.argmax(apart - allowed))
    return wrong(
        f"{name} differs from the reference.",
        where=where,
        got=short(got.ravel()[worst]),
        want=short(want.ravel()[worst]),
        tolerance=tolerance,
    )


def _against_reference(
    blocks: Blocks, want: Blocks, where: str, why: str
) -> Iterator[Finding]:
    for name, got in blocks.items():
        if not np.isfinite(got).all():
            yield wrong(f"{name} is not finite. {why}".strip(), where=where)
        else:
            yield _settled(name, got, want[name], where)


def _explanations(
    blocks: Blocks,
    want: Blocks,
    point: Blocks,
    quantities: Mapping[str, float] | None,
) -> dict[str, str]:
    """Return what the numbers say about each block, and with no name about all."""
    found = diagnose(blocks, want, theta=point, quantities=quantities)
    return {each.block: each.sentence for each in found}


def _simpler(
    task: Task,
    simpler: Mapping[str, Sequence[Any]],
    pick: Callable[[Any], Any],
    across: str,
) -> Iterator[Finding]:
    """Say where the gradient is right after all; this costs nothing more."""
    if across:
        yield wrong(f"All blocks together: {across}.", credit=1.0)
    for what, args in simpler.items():
        (reply,) = task.gradient.replies([args])
        right = task.truth.reply(*args).value
        if isinstance(reply, StudentFault):
            continue
        if compare(pick(reply.value), pick(right), Tolerance(rtol=_RTOL)) is None:
            where = call_text(task.gradient, args)
            yield wrong(f"It is right {what}.", where=where, credit=1.0)


def _entry_name(block: Block, entry: Entry) -> str:
    inside = ", ".join(map(str, entry.index))
    return f"{block.name}[{inside}]" if inside else block.name
