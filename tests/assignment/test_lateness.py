"""`due` and `[late]` in assignment.toml: read whole, or refused with a sentence."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from grader.assignment import outline
from grader.assignment.lateness import Lateness
from grader.errors import AssignmentFault
from tests.assignment.written import MANIFEST, write

DUE = "due = 2026-10-01T23:59:00+02:00\n"
LATE = "\n[late]\ngrace_minutes = 15\nper_day = 0.1\ncap = 0.5\n"


def complaint(root: Path, head: str, tail: str = "") -> list[str]:
    """Return the sentences in which the outline complains, without their prefix."""
    with pytest.raises(AssignmentFault) as fault:
        outline(write(root, assignment=f"{head}{MANIFEST}{tail}"))
    prefix = "01-small/assignment.toml: "
    return [line.removeprefix(prefix) for line in str(fault.value).split("\n")]


def test_a_due_date_and_what_lateness_costs_are_read(tmp_path: Path) -> None:
    result = outline(write(tmp_path, assignment=f"{DUE}{MANIFEST}{LATE}")).lateness

    assert result == Lateness(datetime(2026, 10, 1, 21, 59, tzinfo=UTC), 15, 0.1, 0.5)


def test_without_a_due_date_nothing_is_late(tmp_path: Path) -> None:
    assert outline(write(tmp_path)).lateness == Lateness(None, 0, 0, 1)


@pytest.mark.parametrize(
    ("due", "want"),
    [
        (
            "2026-10-01T23:59:00",
            (
                "due = 2026-10-01T23:59:00 does not say in which zone; add its offset "
                "to UTC: due = 2026-10-01T23:59:00+02:00."
            ),
        ),
        (
            "2026-10-01",
            (
                "due = 2026-10-01 is not a date with a time; write both, with the "
                "offset to UTC: due = 2026-10-01T23:59:00+02:00."
            ),
        ),
        (
            "23:59:00",
            (
                "due = 23:59:00 is not a date with a time; write both, with the offset "
                "to UTC: due = 2026-10-01T23:59:00+02:00."
            ),
        ),
        (
            '"tomorrow"',
            (
                "due has to be a date with a time and its offset to UTC, without "
                "quotes: due = 2026-10-01T23:59:00+02:00; got 'tomorrow'."
            ),
        ),
    ],
)
def test_a_due_date_without_a_zone_is_refused(
    tmp_path: Path, due: str, want: str
) -> None:
    assert complaint(tmp_path, f"due = {due}\n") == [want]


def test_every_problem_of_lateness_is_said_at_once(tmp_path: Path) -> None:
    tail = "\n[late]\ngrace_minute = 3\nper_day = 10\ncap = true\n"

    assert complaint(tmp_path, "", tail) == [
        "[late] says what lateness costs, but there is no due; write it first.",
        (
            "key 'late.grace_minute' is not one of grace_minutes, per_day, cap. Did "
            "you mean 'grace_minutes'?"
        ),
        (
            "late.per_day has to be a share of the earned points from 0 to 1: a tenth "
            "a day is 0.1; got 10."
        ),
        (
            "late.cap has to be the largest share that is taken away, from 0 to 1; got "
            "True."
        ),
    ]


@pytest.mark.parametrize("value", ["-1", "nan", "inf", '"much"', "1e9"])
def test_a_grace_is_a_number_of_minutes(tmp_path: Path, value: str) -> None:
    found = complaint(tmp_path, DUE, f"\n[late]\ngrace_minutes = {value}\n")

    assert len(found) == 1
    assert found[0].startswith(
        "late.grace_minutes has to be minutes, from 0 to a year; got "
    )


def test_late_is_a_table(tmp_path: Path) -> None:
    assert complaint(tmp_path, f"{DUE}late = 3\n") == ["late is a table; it is 3."]
