"""Whoever grades inside of a student's folder runs nothing that lies in it."""

import subprocess
import sys
from pathlib import Path

import pytest

from grader.sandbox.settings import Level

_POISONED = (
    *("argparse", "asyncio", "conftest", "json", "msgspec", "numpy", "random", "rich"),
    *("sitecustomize", "socket", "subprocess", "tempfile", "typing", "usercustomize"),
)
_GRADER = Path(sys.executable).with_name("grader")
_TREE = Path(__file__).parent.parent.parent

_GRADE = f"""
import sys
sys.path.append({str(_TREE)!r})
from grader.sandbox.levels import Level, Sandbox
from grader.sandbox.proxy import Student
from grader.sandbox.submission import Submission

source = "import random, json\\nimport numpy as np\\ndef double(x): return 2 * x\\n"
with Sandbox(Level(sys.argv[1])) as sandbox:
    with Student(Submission.of_source(source), sandbox.open_link) as student:
        assert student.double(2.0) == 4.0
        assert student.notes == ()
print("graded")
"""


@pytest.fixture
def poisoned(tmp_path: Path) -> Path:
    """A folder full of modules that leave a mark when they are imported."""
    folder = tmp_path / "submission"
    folder.mkdir()
    marks = tmp_path / "marks"
    marks.mkdir()
    for name in _POISONED:
        mark = str(marks / name)
        text = f"open({mark!r}, 'w').close()\nraise SystemExit('poisoned')\n"
        (folder / f"{name}.py").write_text(text, "utf-8")
    (folder / "assignment.toml").write_text("title = [", "utf-8")
    (folder / ".env").write_text("PYTHONPATH=.\n", "utf-8")
    (folder / "pyproject.toml").write_text("[tool.pytest", "utf-8")
    return folder


def _run(folder: Path, *command: str) -> str:
    done = subprocess.run(  # noqa: S603 - our own commands, no shell
        command, cwd=folder, capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout


def _marks(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder.parent / "marks").iterdir())


@pytest.mark.skipif(not _GRADER.exists(), reason="the command is not installed here")
@pytest.mark.parametrize("argument", ["--version", "--help"])
def test_the_command_imports_nothing_from_where_it_runs(
    argument: str, poisoned: Path
) -> None:
    assert _run(poisoned, str(_GRADER), argument)

    assert _marks(poisoned) == []


@pytest.mark.skipif(not _GRADER.exists(), reason="the grader is not installed here")
@pytest.mark.parametrize("isolated", ["-I", "-P"])
def test_the_module_imports_nothing_when_python_is_told_so(
    isolated: str, poisoned: Path
) -> None:
    assert _run(poisoned, sys.executable, isolated, "-m", "grader", "--version")

    assert _marks(poisoned) == []


def test_a_plain_python_dash_m_cannot_be_promised(poisoned: Path) -> None:
    # Python puts the current folder first, and imports from it before our first
    # line: `python -m grader` is for folders that one trusts.
    (poisoned / "grader.py").write_text("print('not ours')\n", "utf-8")

    assert _run(poisoned, sys.executable, "-m", "grader", "--version") == "not ours\n"


@pytest.mark.parametrize("level", ["strongest", Level.PORTABLE])
def test_workers_import_nothing_from_where_the_judge_runs(
    level: str, poisoned: Path, strongest: Level
) -> None:
    chosen = strongest if level == "strongest" else Level.PORTABLE
    script = poisoned.parent / "script.py"
    script.write_text(_GRADE, "utf-8")

    assert _run(poisoned, sys.executable, "-I", str(script), chosen) == "graded\n"

    assert _marks(poisoned) == []
