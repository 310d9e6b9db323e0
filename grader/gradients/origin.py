"""The point itself: loss and gradient there, each asked for twice."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.gradients.layout import Array, Layout, StructureMismatch
from grader.gradients.protocol import Caller, Gradient, NotANumber, Raised
from grader.gradients.rendering import MESSAGE_LENGTH, entry_name, harmless, number
from grader.gradients.verdict import Verdict


@dataclass(frozen=True, slots=True, eq=False)
class Origin:
    """What loss and gradient are at the point."""

    f0: float
    """The loss."""
    gradient: Array
    """The gradient, flat."""
    single: bool
    """Whether the gradient came in single precision."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is nothing to check."""

    verdict: Verdict
    """The verdict that this is."""
    message: str
    """The reason in a sentence."""
    f0: float = float("nan")
    """The loss, if it has one."""


def look_at(caller: Caller, g: Gradient, x: Array) -> Origin | Refusal:
    """Return loss and gradient at x, or why there are none."""
    first, second = caller.loss(x), caller.loss(x)
    for value in (first, second):
        refusal = _refuse_loss(value)
        if refusal is not None:
            return refusal
    assert isinstance(first, float)  # noqa: S101 - anything else was refused
    if first != second:
        return Refusal(
            Verdict.NONDETERMINISTIC,
            f"The loss of one point is {first!r} and then {second!r}: "
            "fix the seed inside the loss.",
            first,
        )
    return _look_at_gradient(caller, g, x, first)


def _refuse_loss(value: float | Raised | NotANumber) -> Refusal | None:
    if isinstance(value, Raised):
        message = harmless(str(value), MESSAGE_LENGTH)
        return Refusal(Verdict.LOSS_RAISES, f"The loss raises {message}")
    if isinstance(value, NotANumber):
        return Refusal(
            Verdict.LOSS_NOT_A_NUMBER,
            f"The loss must be one real number; got {harmless(value.what)}.",
        )
    if not np.isfinite(value):
        return Refusal(
            Verdict.LOSS_NOT_FINITE, f"The loss is {value} at the point.", value
        )
    return None


def _look_at_gradient(
    caller: Caller, g: Gradient, x: Array, f0: float
) -> Origin | Refusal:
    layout = caller.layout
    read: list[tuple[Array, bool]] = []
    for _ in range(2):
        answer: Any = caller.gradient(g, x)
        if isinstance(answer, Raised):
            message = harmless(str(answer), MESSAGE_LENGTH)
            verdict = Verdict.GRADIENT_RAISES
            return Refusal(verdict, f"The gradient raises {message}", f0)
        try:
            read.append(layout.flatten_gradient(answer))
        except StructureMismatch as error:
            message = harmless(str(error), 3 * MESSAGE_LENGTH)
            return Refusal(Verdict.WRONG_SHAPE, message, f0)
    (first, single), (second, _) = read
    bad = np.flatnonzero(~np.isfinite(first))
    if bad.size:
        where = _name(layout, int(bad[0]))
        message = f"The gradient is {first[bad[0]]} at {where}, one of {bad.size} such."
        return Refusal(Verdict.GRADIENT_NOT_FINITE, message, f0)
    if not np.array_equal(first, second):
        at = int(np.flatnonzero(first != second)[0])
        message = (
            f"The gradient of one point differs from call to call: at "
            f"{_name(layout, at)} {number(first[at])}, then {number(second[at])}."
        )
        return Refusal(Verdict.NONDETERMINISTIC, message, f0)
    return Origin(f0, first, single)


def _name(layout: Layout, position: int) -> str:
    slot = next(slot for slot in layout.slots if position < slot.stop)
    return entry_name(slot.name, slot.index(position))
