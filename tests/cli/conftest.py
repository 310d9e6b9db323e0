"""Runs the command line as people do: in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.assignment.written import RIGHT, write

ROOT = Path(__file__).parent.parent.parent
_POISONED = (
    *("argparse", "ast", "conftest", "difflib", "inspect", "json", "msgspec"),
    *("nbformat", "numpy", "random", "reference", "rich", "signal", "sitecustomize"),
    *("socket", "struct", "subprocess", "tempfile", "tomllib", "typing", "traceback"),
    "usercustomize",
)


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a command."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class CommandLine:
    """Runs commands with the small assignment's tree."""

    assignments: Path
    environment: Mapping[str, str]
    first: list[Done] = field(default_factory=list)
    """What came of the check of a right answer, which was run already."""

    def command(self, *arguments: str | Path) -> list[str]:
        """Return a whole command."""
        words = [str(each) for each in arguments]
        if {*words[:1]} & {"check", "list", "start"} and "--assignments" not in words:
            words += ["--assignments", str(self.assignments)]
        return [sys.executable, "-m", "grader", *words]

    def __call__(
        self, *arguments: str | Path, cwd: Path | None = None, **environment: str
    ) -> Done:
        """Run a command to its end, in the folder of the small assignments."""
        done = subprocess.run(  # noqa: S603 - our own command, no shell
            self.command(*arguments),
            cwd=cwd or self.assignments,
            env={**self.environment, **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=120,
            check=False,
        )
        encoding = environment.get("PYTHONIOENCODING", "utf-8")
        return Done(
            done.returncode,
            done.stdout.decode(encoding),
            done.stderr.decode("utf-8", "replace"),
        )


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """The command line; how this machine isolates code is tried once a session."""
    folder = tmp_path_factory.mktemp("commands")
    write(folder)
    kept = {"PATH", "LANG", "SYSTEMROOT", "TMPDIR"}
    environment = {name: os.environ[name] for name in kept & os.environ.keys()}
    environment |= {
        "HOME": str(folder / "home"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
    }
    line = CommandLine(folder / "assignments", environment)
    (folder / "home").mkdir()
    (folder / "right.py").write_text(RIGHT, "utf-8")
    line("check", folder / "right.py")  # tries how well this machine isolates code
    line.first.append(line("check", folder / "right.py"))
    return line


@pytest.fixture
def right(tmp_path: Path) -> Path:
    """A submission that gets full marks."""
    path = tmp_path / "right.py"
    path.write_text(RIGHT, "utf-8")
    return path


@pytest.fixture
def poisoned(tmp_path: Path) -> Path:
    """A folder whose modules leave a mark when they are imported."""
    folder = tmp_path / "submission"
    folder.mkdir()
    (tmp_path / "marks").mkdir()
    for name in _POISONED:
        mark = str(tmp_path / "marks" / name)
        text = f"open({mark!r}, 'w').close()\nraise SystemExit('poisoned')\n"
        (folder / f"{name}.py").write_text(text, "utf-8")
    for name in ("assignment.toml", "checks.py", ".env", "pyproject.toml", "setup.cfg"):
        (folder / name).write_text("raise SystemExit(\n", "utf-8")
    (folder / "right.py").write_text(f"import random, json\n{RIGHT}", "utf-8")
    return folder


def marks(poisoned: Path) -> list[str]:
    """Return which modules of a folder were imported."""
    return sorted(each.name for each in (poisoned.parent / "marks").iterdir())
