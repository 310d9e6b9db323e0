"""What "right" means: one kind of comparison a file, for authors of assignments.

A check is a function of `student`, `truth` and `rng` under `@check`. It calls one of
the kinds and returns what that found. A new kind is a new file here and its line below.
"""

from grader.checks.budget import budget
from grader.checks.check import Check, check
from grader.checks.converges import converges
from grader.checks.cycles import cycles
from grader.checks.descends import descends
from grader.checks.distribution import distribution, frequencies, mean
from grader.checks.diverges import diverges
from grader.checks.epoch_order import epoch_order
from grader.checks.findings import passed, wrong
from grader.checks.gradient import Task, gradient
from grader.checks.invariant import (
    INTEGERS,
    LISTS,
    REPEATABLE,
    SINGLES,
    UNCHANGED,
    invariant,
)
from grader.checks.jacobian import jacobian
from grader.checks.rate import rate
from grader.checks.source import source
from grader.checks.trajectory import trajectory
from grader.checks.values import values
from grader.sandbox.callbacks import Callback
from grader.sandbox.remote import Seeded

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
    "passed",
    "rate",
    "source",
    "trajectory",
    "values",
    "wrong",
]
