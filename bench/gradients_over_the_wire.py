"""What a gradient check costs when loss and gradient live in a worker.

    python bench/gradients_over_the_wire.py

The same functions of the same submission, once in this process and once in a confined
one, as a ratio. Exits with 1 if the wire costs more than half as much again.
"""

import importlib.util
import os
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from grader.checks import Task, gradient
from grader.checks.local import Local
from grader.checks.subject import Exercises, Subject
from grader.sandbox.exchange import Link
from grader.sandbox.levels import Sandbox, choose
from grader.sandbox.limits import Limits
from grader.sandbox.proxy import Student
from grader.sandbox.submission import Submission

TREE = Path(__file__).resolve().parent.parent
SOLUTION = TREE / "submissions" / "08-mlp" / "amina" / "solution.py"
ARGUMENTS = ("params", "X", "y", "l2", "l1")
PARAMETERS = {"loss": ARGUMENTS, "backward": ARGUMENTS}
SIZES = (8, 12, 4)
BOUND = 1.5
TIMES = 15


def in_process() -> Local:
    """Return the submission's functions, trusted for once."""
    spec = importlib.util.spec_from_file_location("solution", SOLUTION)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{SOLUTION} is no module")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return Local({name: getattr(module, name) for name in PARAMETERS})


def case() -> tuple[Any, ...]:
    """Return what both functions are called with."""
    rng = np.random.default_rng(0)
    params = [
        (0.7 * rng.normal(size=(a, b)), 0.7 * rng.normal(size=b))
        for a, b in pairwise(SIZES)
    ]
    X = rng.normal(size=(32, SIZES[0]))  # noqa: N806 - as the handout names it
    y = rng.integers(SIZES[-1], size=32)
    return params, X, y, 0.013, 0.002


def check(subject: Subject, local: Local) -> None:
    """Check the gradient of a subject, its own loss included."""
    student = Exercises(subject, PARAMETERS)
    truth = Exercises(local, PARAMETERS, is_truth=True)
    task = Task(student.backward, truth.backward, student.loss, truth.loss, case())
    wrong = [each.message for each in gradient(task) if each.credit < 1]
    if wrong:
        raise SystemExit(f"the submission should be right: {wrong}")


def seconds(action: Callable[[], None]) -> float:
    """Return the time of an action."""
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


def main() -> int:
    """Measure, print and judge."""
    level, _ = choose()
    if level is None:
        raise SystemExit("no level holds here: see `grader doctor`")
    local = in_process()
    submission = Submission.of_source(SOLUTION.read_bytes())
    core = min(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {core})

    def open_link(limits: Limits) -> Link:
        return sandbox.open_link(limits, core)

    with (
        Sandbox(level) as sandbox,
        Student(submission, open_link, parameters=PARAMETERS) as student,
    ):

        def over_the_wire() -> None:
            student.begin_check(0, 1_000)
            check(student, local)

        over_the_wire()
        # In turns: the machine may change its speed between two of them.
        pairs = [
            (seconds(lambda: check(local, local)), seconds(over_the_wire))
            for _ in range(TIMES)
        ]
    near, far = (median(each) for each in zip(*pairs, strict=True))
    count = sum(a * b + b for a, b in pairwise(SIZES))
    ratio = median(far / near for near, far in pairs)
    mark = "ok  " if ratio <= BOUND else "MISS"
    print(f"{count} parameters: {near * 1e3:.0f} ms here, {far * 1e3:.0f} ms there")
    print(f"{mark} over the wire / in process {ratio:6.2f}   at most {BOUND:.2f}")
    return ratio > BOUND


if __name__ == "__main__":
    sys.exit(main())
