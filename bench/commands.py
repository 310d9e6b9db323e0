"""What `grader check` costs, as ratios to `python -c "import numpy"`, in one run.

    python bench/commands.py

Prints each figure with its bound and exits with 1 if one is missed.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from grader.assignment import load
from grader.judge import Terms, judge
from grader.sandbox.levels import Sandbox, choose
from grader.sandbox.reading import read
from grader.sandbox.submission import Submission

TREE = Path(__file__).resolve().parent.parent
TIMES = 7
RIGHT = TREE / "submissions" / "01-gradient-descent"
WRONG = ("04-momentum", "05-adaptive", "08-mlp")


def seconds(commands: Sequence[Sequence[str]]) -> list[float]:
    """Return the median time of each command, taking turns."""
    taken: list[list[float]] = [[] for _ in commands]
    for _ in range(TIMES):
        for command, times in zip(commands, taken, strict=True):
            begun = time.perf_counter()
            subprocess.run(command, check=False, capture_output=True)  # noqa: S603
            times.append(time.perf_counter() - begun)
    return [median(times) for times in taken]


def first_right(folder: Path) -> Path:
    """Return a submission of one .py file that gets full marks."""
    for expectation in sorted(folder.glob("*/expect.toml")):
        text = expectation.read_text("utf-8")
        path = expectation.parent / "solution.py"
        if "[exercises]" not in text and path.exists():
            return path
    raise SystemExit(f"no right submission in {folder}")


def explaining(folder: Path) -> float:
    """Return the time of judging wrong work with explanations, over without."""
    level, _ = choose()
    if level is None:
        raise SystemExit("no level holds here: see `grader doctor`")
    assignment = load(TREE / "assignments" / folder.name)
    ratios = []
    with Sandbox(level) as sandbox:
        for expectation in sorted(folder.glob("*/expect.toml")):
            path = expectation.parent / "solution.py"
            if "[mistakes]" not in expectation.read_text("utf-8") or not path.exists():
                continue
            reading = read(Submission.read(path), sandbox.open_link)
            times = []
            for explains in (False, True):
                terms = Terms(explains=explains)
                begun = time.perf_counter()
                judge(assignment, reading, sandbox.open_link, terms)
                times.append(time.perf_counter() - begun)
            ratios.append(times[1] / times[0])
    return median(ratios)


def main() -> int:
    """Measure, print and judge."""
    python = [sys.executable, "-c", "import numpy"]
    grader = [sys.executable, "-m", "grader", "check"]
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "empty.py"
        empty.touch()
        os.environ["XDG_CACHE_HOME"] = folder
        finished = [*grader, str(first_right(RIGHT))]
        nothing = [*grader, str(empty), "-a", RIGHT.name]
        seconds([nothing])  # remembers the isolation
        base, whole, bare = seconds([python, finished, nothing])
    rows = [
        ("check of a finished submission", whole / base, 12.0),
        ("check of an empty submission", bare / base, 4.5),
    ]
    for name in WRONG:
        ratio = explaining(TREE / "submissions" / name)
        rows.append((f"judging with explanations / without, {name[:2]}", ratio, 2.0))
    print(f'python -c "import numpy": {base * 1e3:.0f} ms\n')
    for what, ratio, bound in rows:
        mark = "ok  " if ratio <= bound else "MISS"
        print(f"{mark} {what:<42} {ratio:6.2f}   at most {bound:.2f}")
    return any(ratio > bound for _, ratio, bound in rows)


if __name__ == "__main__":
    sys.exit(main())
