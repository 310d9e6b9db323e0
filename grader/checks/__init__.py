"""What "right" means: one kind of comparison a file, for authors of assignments.

A check is a function of `student`, `truth` and `rng` under `@check`. It calls one of
the kinds and returns what that found. A new kind is a new file here and its line below.
"""

import importlib
from typing import TYPE_CHECKING, Any

from grader.checks.budget import budget
from grader.checks.calling import observed
from grader.checks.check import Check, check
from grader.checks.converges import converges
from grader.checks.cycles import cycles
from grader.checks.descends import descends
from grader.checks.distribution import distribution, frequencies, mean
from grader.checks.diverges import diverges
from grader.checks.epoch_order import epoch_order
from grader.checks.findings import passed, wrong
from grader.checks.invariant import (
    INTEGERS,
    LISTS,
    REPEATABLE,
    SINGLES,
    UNCHANGED,
    invariant,
)
from grader.checks.quiet import quiet
from grader.checks.rate import rate
from grader.checks.source import source
from grader.checks.stateful import stateful
from grader.checks.trajectory import trajectory
from grader.checks.values import values
from grader.sandbox.callbacks import Callback
from grader.sandbox.remote import Seeded

if TYPE_CHECKING:
    from grader.checks.gradient_check import Task, gradient
    from grader.checks.jacobian_check import jacobian

__all__ = [
    "INTEGERS",
    "LISTS",
    "REPEATABLE",
    "SINGLES",
    "UNCHANGED",
    "Callback",
    "Check",
    "Seeded",
    "Task",
    "budget",
    "check",
    "converges",
    "cycles",
    "descends",
    "distribution",
    "diverges",
    "epoch_order",
    "frequencies",
    "gradient",
    "invariant",
    "jacobian",
    "mean",
    "observed",
    "passed",
    "quiet",
    "rate",
    "source",
    "stateful",
    "trajectory",
    "values",
    "wrong",
]

_LATER = {
    "Task": "gradient_check",
    "gradient": "gradient_check",
    "jacobian": "jacobian_check",
}
"""What brings the gradient checker along, which most assignments do without."""


def __getattr__(name: str) -> Any:
    """Import a kind of check when it is first asked for."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_LATER[name]}"), name)
    globals()[name] = value
    return value
