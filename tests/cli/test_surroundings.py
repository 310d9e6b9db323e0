"""Every command is at home in a folder full of a student's files."""

from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine, marks
from tests.gradebook.made import NOON, entry, new_book
from tests.gradebook.made import run as graded


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--version"], 0),
        (["check", "right.py"], 0),
        (["check", "random.py", "-a", "1", "--json", "-"], 1),
        (["list"], 0),
        (["start", "1", "--notebook"], 0),
        (["report", "class.db", "--anonymous"], 0),
        (["export", "class.db", "--csv", "class.csv", "--json", "-"], 0),
        (["diff", "class.db", "--json", "-"], 0),
    ],
)
def test_nothing_is_imported_from_where_a_command_runs(
    arguments: list[str], code: int, poisoned: Path, run: CommandLine
) -> None:
    made, batch = new_book(poisoned)
    with made:
        made.record(batch, entry(), graded())
        made.begin_batch("again", now=NOON)

    done = run(*arguments, cwd=poisoned)

    assert marks(poisoned) == []
    assert done.code == code
    assert "Traceback" not in done.err
    assert "poisoned" not in done.err
