"""Every command is at home in a folder full of a student's files."""

from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine, marks


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--version"], 0),
        (["check", "right.py"], 0),
        (["check", "random.py", "-a", "1", "--json", "-"], 1),
        (["list"], 0),
        (["start", "1", "--notebook"], 0),
    ],
)
def test_nothing_is_imported_from_where_a_command_runs(
    arguments: list[str], code: int, poisoned: Path, run: CommandLine
) -> None:
    done = run(*arguments, cwd=poisoned)

    assert marks(poisoned) == []
    assert done.code == code
    assert "Traceback" not in done.err
    assert "poisoned" not in done.err
