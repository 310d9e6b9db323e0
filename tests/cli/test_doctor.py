"""`grader doctor`: what this machine can hold, in words and as an exit code."""

import re
from pathlib import Path

from tests.cli.conftest import CommandLine, marks


def test_the_doctor_says_which_level_holds_wherever_it_runs(
    run: CommandLine, poisoned: Path
) -> None:
    shown = re.search(r"isolation: (\w+)", run.first[0].out)
    assert shown is not None
    here = shown[1]

    done = run("doctor", cwd=poisoned)

    if here == "portable":
        assert done.code == 1
    else:
        assert done.code == 0
        assert f"This machine grades strangers' code at level {here}." in done.out
    assert done.err == ""
    assert ("To raise it:" in done.out) is (here in {"f", "g"})
    assert marks(poisoned) == []
