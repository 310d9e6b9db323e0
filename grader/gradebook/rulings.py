"""What was decided about people: points, dates, excuses, marks by hand."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from grader.gradebook.connection import Connection
from grader.gradebook.content import time_of
from grader.gradebook.records import ExerciseScore


@dataclass(slots=True)
class Rulings:
    """What holds for one person in one assignment."""

    overrides: dict[str, tuple[float, str]] = field(default_factory=dict)
    """Points and reason for exercises."""
    marks: dict[str, ExerciseScore] = field(default_factory=dict)
    due: datetime | None = None
    """Their own, if they have one."""
    excuse: str | None = None
    """Why they are excused, if they are."""


def rulings_of(
    connection: Connection, assignment: str, until: int
) -> dict[str, Rulings]:
    """Return what holds for each person: of each decision the newest."""
    found: dict[str, Rulings] = {}

    def rows(columns: str, table: str) -> list[tuple[Rulings, list[Any]]]:
        sql = (
            f"SELECT identity, {columns} FROM {table} "  # noqa: S608 - all of it is ours
            "WHERE assignment = ? AND batch <= ? ORDER BY id"
        )
        return [
            (found.setdefault(identity, Rulings()), rest)
            for identity, *rest in connection.rows(sql, assignment, until)
        ]

    for ruling, (exercise, points, reason) in rows(
        "exercise, points, reason", "overrides"
    ):
        if points is None:
            ruling.overrides.pop(exercise, None)
        else:
            ruling.overrides[exercise] = points, reason
    for ruling, (question, points, possible) in rows(
        "question, points, possible", "marks"
    ):
        if points is None:
            ruling.marks.pop(question, None)
        else:
            ruling.marks[question] = ExerciseScore(question, question, points, possible)
    for ruling, (due,) in rows("due", "extensions"):
        ruling.due = time_of(due)
    for ruling, (is_excused, reason) in rows("is_excused, reason", "excuses"):
        ruling.excuse = reason if is_excused else None
    return found
