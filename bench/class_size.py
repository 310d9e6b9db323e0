"""Whether ten times as many submissions cost ten times as much, and no more memory.

    python bench/class_size.py              300 and 3,000 submissions of docs/example
    python bench/class_size.py --count 30   30 and 300

The real command, cache off, into a gradebook. Exits with 1 if the larger class is
graded at less than nine tenths of the rate, or if the command needs a fifth more
memory.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

TREE = Path(__file__).resolve().parent.parent
EXAMPLE = TREE / "docs" / "example"
NAME = "12-secant"
SLOWER, LARGER = 0.9, 1.2


def lay_out(folder: Path, count: int) -> None:
    """Write a class of this size."""
    samples = sorted((EXAMPLE / "submissions").glob("*/*.py"))
    for number in range(count):
        home = folder / f"student{number:05}"
        home.mkdir(parents=True)
        data = samples[number % len(samples)].read_bytes()
        # Nobody's bytes are somebody else's: nothing could be remembered.
        (home / "solution.py").write_bytes(data + b"\n# " + str(number).encode())


def grade(folder: Path, book: Path) -> tuple[float, float]:
    """Return the seconds and the MiB that the real command takes."""
    command = [sys.executable, "-m", "grader", "grade", str(folder), "-a", NAME]
    command += ["-o", str(book), "--assignments", str(EXAMPLE / "assignments")]
    begun = time.perf_counter()
    child = os.fork()
    if not child:
        os.chdir(TREE)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.execv(sys.executable, command)  # noqa: S606 - our own interpreter
    _, status, usage = os.wait4(child, 0)
    if status:
        raise SystemExit(f"grading ended with {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - begun, usage.ru_maxrss / 1024


def main() -> int:
    """Measure, print and judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    small = parser.parse_args().count
    scratch = Path(tempfile.mkdtemp(prefix="bench-class-"))
    found = []
    try:
        for count in (small, 10 * small):
            lay_out(scratch / str(count), count)
            seconds, mebibytes = grade(scratch / str(count), scratch / f"{count}.db")
            found.append((count / seconds, mebibytes))
            print(f"{count}: {count / seconds:.1f} a second, {mebibytes:.0f} MiB")
    finally:
        shutil.rmtree(scratch)
    rate, memory = found[1][0] / found[0][0], found[1][1] / found[0][1]
    missed = rate < SLOWER or memory > LARGER
    print(
        f"{'MISS' if rate < SLOWER else 'ok  '} rate   {rate:.2f}   at least {SLOWER}"
    )
    mark = "MISS" if memory > LARGER else "ok  "
    print(f"{mark} memory {memory:.2f}   at most {LARGER}")
    return missed


if __name__ == "__main__":
    sys.exit(main())
