"""`python -m tests.sandbox.matrix`: the attacks at every level, as root and as a user.

Started as root it also runs them as an ordinary user (number 12345), and levels f and g
as root, with the interpreter that DESCENT_USER_PYTHON names: one that everybody can
read, with numpy, msgspec and pytest. What cannot be run here is said, with the reason.
"""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from grader.sandbox.settings import Level

_TREE = Path(__file__).parent.parent.parent
_USER = 12345
_TESTS = ("test_attacks", "test_ablations", "test_benign", "test_lifetimes")
_SECONDS = 1800.0
_TRY = (
    "import sys; from grader.sandbox.levels import try_level, Level; "
    "trial = try_level(Level(sys.argv[1])); "
    "print(trial.problem or ', '.join(trial.open_points))"
)


@dataclass(frozen=True, slots=True)
class Row:
    """A level, for a user, and what came of it."""

    level: Level
    user: str
    passed: int = 0
    skipped: int = 0
    failed: tuple[str, ...] = ()
    problem: str = ""
    """Why it is not possible here."""

    def __str__(self) -> str:
        """Return a line of the table."""
        start = f"{self.level:<6} {self.user:<6}"
        if self.problem:
            return f"{start} not possible here: {self.problem}"
        counts = f"{self.passed:>7} {self.skipped:>8} {len(self.failed):>7}"
        return "\n".join(
            [f"{start} {counts}", *(f"    {each}" for each in self.failed)]
        )


HEADER = "level  user    passed  skipped  failed"


@dataclass(frozen=True, slots=True)
class _Runner:
    """Runs Python as one of the users, in a copy of the tree."""

    python: str
    tree: Path
    user: int | None
    """The user to become; None to stay who we are."""

    def run(self, *arguments: str, level: Level) -> "subprocess.CompletedProcess[str]":
        """Run the interpreter."""
        environment = {
            "PATH": os.environ.get("PATH", ""),
            "HOME": str(self.tree.parent / "home"),
            "PYTHONPATH": str(self.tree),
            "PYTHONDONTWRITEBYTECODE": "1",
            "DESCENT_LEVEL": level.value,
        }
        return subprocess.run(  # noqa: S603 - an interpreter that we were given
            [self.python, *arguments],
            cwd=self.tree,
            env=environment,
            user=self.user,
            group=self.user,
            extra_groups=None if self.user is None else [],
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )


@contextlib.contextmanager
def _copy(mode: int) -> Iterator[Path]:
    """Copy the tree to where only its own mode hides it."""
    top = Path(tempfile.mkdtemp(prefix="descent-matrix-"))
    top.chmod(0o755)
    tree = top / "tree"
    try:
        for name in ("grader", "tests"):
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(_TREE / name, tree / name, ignore=ignored)
        shutil.copy(_TREE / "pyproject.toml", tree)
        for path in tree.rglob("*"):
            path.chmod(0o755 if path.is_dir() else 0o644)
        tree.chmod(mode)
        for name in ("home", "report"):
            (top / name).mkdir()
            (top / name).chmod(0o777)
        yield tree
    finally:
        shutil.rmtree(top)


def measure(level: Level, user: str) -> Row:
    """Run all tests of one cell of the matrix."""
    is_root = os.geteuid() == 0
    shared = os.environ.get("DESCENT_USER_PYTHON")
    if user == "root" and not is_root:
        return Row(level, user, problem="this process is not root")
    if is_root and not shared and (user, level) != ("root", Level.E):
        return Row(level, user, problem="DESCENT_USER_PYTHON names no interpreter")
    python = shared if is_root and shared else sys.executable
    with _copy(0o700 if level is Level.G and user == "root" else 0o755) as tree:
        number = _USER if is_root and user == "user" else None
        return _measure(_Runner(python, tree, number), level, user)


def _measure(runner: _Runner, level: Level, user: str) -> Row:
    tried = runner.run("-c", _TRY, level.value, level=level)
    problem = tried.stdout.strip() or tried.stderr.strip()[-300:]
    if problem:
        return Row(level, user, problem=problem)
    report = runner.tree.parent / "report" / "report.xml"
    tests = [f"tests/sandbox/{name}.py" for name in _TESTS]
    # In one process: the user's interpreter may have pytest and no plugin.
    plain = "addopts=--import-mode=importlib --strict-markers"
    options = ("-q", "-o", plain, "-p", "no:cacheprovider", f"--junitxml={report}")
    done = runner.run("-m", "pytest", *options, *tests, level=level)
    if not report.exists():
        return Row(level, user, problem=(done.stdout + done.stderr)[-300:])
    suite = ET.parse(report).getroot()  # noqa: S314 - our own report
    cases = list(suite.iter("testcase"))
    bad = [each for each in cases if _has(each, "failure", "error")]
    skipped = [each for each in cases if _has(each, "skipped")]
    return Row(
        level,
        user,
        passed=len(cases) - len(bad) - len(skipped),
        skipped=len(skipped),
        failed=tuple(str(each.get("name")) for each in bad),
    )


def _has(case: ET.Element, *names: str) -> bool:
    return any(case.find(name) is not None for name in names)


def main(levels: Sequence[str]) -> int:
    """Print the matrix; 0 if nothing failed."""
    chosen = [Level(each) for each in levels] or [Level.E, Level.F, Level.G]
    sys.stdout.write(f"{HEADER}\n")
    failed = 0
    for level in chosen:
        for user in ("root", "user"):
            row = measure(level, user)
            failed += len(row.failed)
            sys.stdout.write(f"{row}\n")
            sys.stdout.flush()
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
