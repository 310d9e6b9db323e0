"""What `grader report` costs for a class of 20,000, in one run.

    python bench/report.py [HAND-INS]

Time is a ratio to `python -c "import numpy"`, memory the most that was resident. Prints
each figure with its bound and exits with 1 if one is missed.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from grader.gradebook import Entry, Gradebook, Late, Person, Run, RunStatus
from grader.model import (
    CheckResult,
    Diagnosis,
    ExerciseResult,
    Finding,
    Outcome,
    Report,
)

HAND_INS = 20_000
EXERCISES = ("momentum", "nesterov")
CHECKS = ("one_step", "path", "shape")
MISTAKES = ("twice", "sign", "no_memory", "late_update")
TIMES = 5
MEBIBYTE = 2**20
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made there
BEGAN = datetime(2026, 10, 1, 12, tzinfo=UTC)


def report_of(rng: random.Random) -> Report:
    """Return what came of one hand-in: two exercises of six checks each."""
    ability = rng.random()
    exercises = []
    for name in EXERCISES:
        checks = tuple(_checks(name, ability, rng))
        is_wrong = any(each.credit < 1 for each in checks)
        mistake = rng.choice(MISTAKES)
        diagnosis = Diagnosis(f"It is {mistake}.", "Look.", "it fits", (mistake,))
        exercises.append(
            ExerciseResult(
                name, name.title(), checks, diagnosis=diagnosis if is_wrong else None
            )
        )
    return Report("04-momentum", "Momentum", "solution.py", tuple(exercises))


def _checks(exercise: str, ability: float, rng: random.Random) -> Iterator[CheckResult]:
    for name in CHECKS:
        for is_hidden in (False, True):
            credit = float(rng.random() < ability)
            outcome = Outcome.PASSED if credit else Outcome.WRONG
            yield CheckResult(
                name,
                exercise,
                "A line that students read.",
                2.0,
                outcome,
                credit,
                (Finding(outcome, "What was seen.", credit=credit),),
                is_hidden=is_hidden,
            )


def fill(path: Path, count: int) -> None:
    """Make a gradebook with this many hand-ins."""
    rng = random.Random(1)  # noqa: S311 - no secrets here
    reports = [report_of(rng) for _ in range(200)]
    possible = 2.0 * 2 * len(CHECKS)
    with Gradebook.open(path, create=True) as book:
        batch = book.begin_batch("generated", now=BEGAN)
        book.set_assignment(
            "04-momentum",
            title="Momentum",
            exercises=[(name, name.title(), possible) for name in EXERCISES],
            late=Late(due=BEGAN, per_day=0.1),
            behaviour="b",
            content="c",
        )
        for at in range(count):
            name = f"student-{at:05}"
            person = Person(name, f"Student {at}", f"{name}@example.org", str(at))
            entry = Entry(
                assignment="04-momentum",
                key=name,
                people=(person,),
                attempt=1,
                submitted_at=BEGAN + timedelta(minutes=rng.randrange(-3000, 300)),
                is_late=None,
                files=(("solution.py", f"x = {at}\n".encode()),),
            )
            run = Run(
                work=f"{at:08x}",
                status=RunStatus.GRADED if at % 50 else RunStatus.BROKEN,
                report=rng.choice(reports) if at % 50 else None,
                problem="" if at % 50 else "The archive holds no Python file.",
                started_at=BEGAN,
                seconds=1.0,
                versions=(),
                limits=(),
                isolation="e",
            )
            book.record(batch, entry, run)


def measure(command: Sequence[str]) -> tuple[float, float]:
    """Return the time of a command, and the most memory it took, in MiB."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603
    _, status, usage = os.wait4(process.pid, 0)
    taken = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return taken, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / MEBIBYTE


def main() -> int:
    """Measure, print and judge."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else HAND_INS
    # In memory where that is possible: filling a book waits for the disk each time.
    fast = MEMORY if MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(dir=fast) as folder:
        path = Path(folder) / "class.db"
        fill(path, count)
        python = [sys.executable, "-c", "import numpy"]
        report = [sys.executable, "-m", "grader", "report", str(path)]
        bases: list[float] = []
        plain: list[float] = []
        named: list[float] = []
        memory = 0.0
        for _ in range(TIMES):
            # Next to each other, so that other work on the machine slows both.
            base = median(measure(python)[0] for _ in range(TIMES))
            bases.append(base)
            for command, ratios in ((report, plain), ([*report, "--anonymous"], named)):
                taken, most = measure(command)
                ratios.append(taken / base)
                memory = max(memory, most)
    rows = [
        ("report of a class / import numpy", median(plain), 40.0),
        ("... with pseudonyms / import numpy", median(named), 40.0),
        ("memory of a report, MiB", memory, 200.0),
    ]
    print(f'{count} hand-ins; python -c "import numpy": {median(bases) * 1e3:.0f} ms\n')
    for what, figure, bound in rows:
        mark = "ok  " if figure <= bound else "MISS"
        print(f"{mark} {what:<42} {figure:6.1f}   at most {bound:.0f}")
    return any(figure > bound for _, figure, bound in rows)


if __name__ == "__main__":
    sys.exit(main())
