"""What grading a class costs beside the bare work.

    python bench/batch.py              300 submissions of 05-adaptive
    python bench/batch.py --count 60   fewer

The bare work of a submission is a forked process that executes it and makes the same
calls with the same arguments, with no judge, no box, no pipes and nothing written down.
The class is graded by the real command, cache off, with the isolation of this machine,
into a gradebook. Both use the same number of processes, in one run; exits with 1 if
grading costs more than twice the bare work on all cores, or three times on one.
"""

import argparse
import copy
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from grader.assignment import load
from grader.checks.local import Local
from grader.checks.running import Bench
from grader.errors import StudentFault
from grader.judge import seed_of
from grader.sandbox.remote import Seeded
from grader.sandbox.reply import Reply

TREE = Path(__file__).resolve().parent.parent
NAME = "05-adaptive"
SAMPLES = TREE / "submissions" / NAME
BOUNDS = {1: 3.0, 2: 2.0}
"""Processes -> how many times the bare work grading may cost."""

Call = tuple[str, list[Any]]


class Recorder:
    """A subject that notes what it is asked.

    Args:
        local: who answers.
    """

    def __init__(self, local: Local) -> None:
        self._local = local
        self.calls: list[Call] = []

    def batch(
        self,
        name: str,
        items: Sequence[Sequence[Any]],
        *,
        echo: bool = False,
        bulk: bool = False,
    ) -> list[Reply | StudentFault]:
        """Note the calls and answer them."""
        self.calls += [(name, list(item)) for item in items]
        return self._local.batch(name, items, echo=echo, bulk=bulk)

    def has(self, name: str) -> bool:
        """Tell whether a name is defined."""
        return self._local.has(name)


def calls() -> list[Call]:
    """Return what the judge asks a right submission, but for methods of objects."""
    assignment = load(TREE / "assignments" / NAME)
    recorder = Recorder(assignment.truth)
    bench = Bench(assignment.truth, assignment.outline.parameters)
    for check in assignment.checks:
        bench.run(check, recorder, seed_of(NAME, check, b""))
    return recorder.calls


def bare(source: str, asked: Sequence[Call]) -> None:
    """Do the work of one submission in a forked process."""
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    try:
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        space: dict[str, Any] = {"__name__": "solution"}
        exec(compile(source, "solution.py", "exec"), space)  # noqa: S102 - our samples
        for name, args in asked:
            prepared = [_prepared(each) for each in args]
            try:
                space[name](*prepared)
            except Exception:  # noqa: BLE001, S112 - some samples are wrong
                continue
    finally:
        os._exit(0)


def _prepared(value: Any) -> Any:
    if isinstance(value, Seeded):
        return np.random.default_rng(value.seed)
    return value if callable(value) else copy.deepcopy(value)


def in_processes(jobs: int, work: Sequence[Callable[[], None]]) -> float:
    """Return the seconds that work takes in some processes."""
    begun = time.perf_counter()
    children = []
    for number in range(jobs):
        child = os.fork()
        if not child:
            for each in work[number::jobs]:
                each()
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    return time.perf_counter() - begun


def sources() -> list[Path]:
    """Return the samples of one file that end by themselves."""
    return [
        path
        for path in sorted(SAMPLES.glob("*/solution.py"))
        if len(list(path.parent.glob("*.py"))) == 1
        and "slow" not in (path.parent / "expect.toml").read_text("utf-8")
    ]


def lay_out(folder: Path, count: int) -> list[Path]:
    """Write a class of this size and return its files."""
    samples = sources()
    files = []
    for number in range(count):
        home = folder / f"student{number:04}"
        home.mkdir(parents=True)
        data = samples[number % len(samples)].read_bytes()
        # Nobody's bytes are somebody else's: nothing could be remembered.
        (home / "solution.py").write_bytes(data + b"\n# " + str(number).encode())
        files.append(home / "solution.py")
    return files


def grade(folder: Path, book: Path, jobs: int) -> float:
    """Return the seconds that the real command takes."""
    command = [sys.executable, "-m", "grader", "grade", str(folder), "-a", NAME]
    begun = time.perf_counter()
    done = subprocess.run(  # noqa: S603 - our own interpreter, no shell
        [*command, "-o", str(book), "-j", str(jobs), "--again"],
        cwd=TREE,
        stdout=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"grading ended with {done.returncode}")
    return time.perf_counter() - begun


def main() -> int:
    """Measure, print and judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    count = parser.parse_args().count
    asked = calls()
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    missed = False
    scratch = Path(tempfile.mkdtemp(prefix="bench-batch-"))
    try:
        files = lay_out(scratch / "class", count)
        texts = [each.read_text("utf-8") for each in files]
        work = [lambda text=text: bare(text, asked) for text in texts]
        for jobs, bound in sorted(BOUNDS.items(), reverse=True):
            floor = in_processes(jobs, work)
            took = grade(scratch / "class", scratch / f"{jobs}.db", jobs)
            ratio = took / floor
            missed = missed or ratio > bound
            mark = "MISS" if ratio > bound else "ok  "
            print(f"{mark} -j{jobs}: ratio {ratio:6.2f}   at most {bound:.2f}")
            print(f"     {count} in {took:.1f} s, {count / took:.1f} a second")
            print(f"     the bare work takes {floor:.1f} s")
    finally:
        shutil.rmtree(scratch)
    return missed


if __name__ == "__main__":
    sys.exit(main())
