"""The whole matrix of levels and users, as far as this machine can show it."""

import pytest

from grader.sandbox.settings import CONFINED, Level
from tests.sandbox.matrix import HEADER, measure


@pytest.mark.long
@pytest.mark.parametrize("user", ["root", "user"])
@pytest.mark.parametrize("level", CONFINED)
def test_no_attack_succeeds_at_any_level(
    level: Level, user: str, capsys: pytest.CaptureFixture[str]
) -> None:
    row = measure(level, user)

    with capsys.disabled():
        print(f"\n{HEADER}\n{row}")  # noqa: T201 - the table is the point
    if row.problem:
        pytest.skip(f"not possible here: {row.problem}")
    assert row.passed
    assert row.failed == ()
