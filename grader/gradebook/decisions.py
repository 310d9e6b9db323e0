"""Writes what somebody decides about a person, within a transaction."""

import math
from dataclasses import dataclass
from datetime import datetime

from grader.errors import AssignmentFault
from grader.gradebook import people
from grader.gradebook.connection import Connection
from grader.gradebook.content import time_of, time_text
from grader.gradebook.history import read_version
from grader.gradebook.naming import one_of
from grader.gradebook.records import Ruling
from grader.scoring import points as written

MOST_POINTS = 1_000_000.0
"""Whatever is above was mistyped."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decides about whom, and why."""

    connection: Connection
    assignment: str
    identity: str
    reason: str
    by: str
    now: datetime

    def override(self, exercise: str, points: float | None) -> None:
        """Set the points of an exercise, or lift what was set."""
        names = self._exercises()
        one_of(exercise, names, f"{self.assignment} has no exercise")
        if points is not None:
            _require_points(f"Points of {exercise}", points)
        self._add("overrides", exercise=exercise, points=points)

    def excuse(self, *, is_excused: bool) -> None:
        """Excuse the person, or take that back."""
        self._add("excuses", is_excused=int(is_excused))

    def extend(self, due: datetime | None) -> None:
        """Give the person another due date, or take it back."""
        self._add("extensions", due=time_text(due))

    def mark(self, question: str, points: float | None, possible: float) -> None:
        """Mark a question by hand, or withdraw it."""
        _require_points(f"Possible points of {question}", possible)
        if points is not None:
            _require_points(f"Points of {question}", points)
        if question in self._exercises():
            raise AssignmentFault(
                f"{question!r} is an exercise of {self.assignment}; override its "
                "points, or give the question another name."
            )
        self._add("marks", question=question, points=points, possible=float(possible))

    def _add(self, table: str, **columns: object) -> None:
        self._exercises()  # AssignmentFault if there is no such assignment
        if people.known(self.connection, self.identity) is None:
            raise AssignmentFault(
                f"{self.connection.path} has nobody with the identity "
                f"{self.identity!r}."
            )
        newest = self.connection.value("SELECT coalesce(max(id), 0) FROM batches")
        self.connection.add(
            table,
            batch=newest,
            assignment=self.assignment,
            identity=self.identity,
            reason=self.reason,
            by_whom=self.by,
            at=time_text(self.now),
            **columns,
        )

    def _exercises(self) -> list[str]:
        version = self.connection.value(
            "SELECT max(id) FROM versions WHERE assignment = ?", self.assignment
        )
        if version is None:
            known = self.connection.rows("SELECT DISTINCT assignment FROM versions")
            names = sorted(name for (name,) in known)
            one_of(self.assignment, names, f"{self.connection.path} has no assignment")
        return [name for name, _, _ in read_version(self.connection, version).exercises]


def decided(
    connection: Connection, assignment: str, identity: str
) -> tuple[Ruling, ...]:
    """Return all that was decided about a person, oldest first."""
    found = []
    for what, table, about, value in (
        ("override", "overrides", "exercise", "points"),
        ("mark", "marks", "question", "points"),
        ("extension", "extensions", "''", "due"),
        ("excuse", "excuses", "''", "is_excused"),
    ):
        for about_, value_, reason, by, at in connection.rows(
            f"SELECT {about}, {value}, reason, by_whom, at FROM {table} "  # noqa: S608 - ours
            "WHERE assignment = ? AND identity = ? ORDER BY id",
            *(assignment, identity),
        ):
            time = time_of(at)
            if time is not None:
                found.append(Ruling(what, about_, _said(value_), reason, by, time))
    return tuple(sorted(found, key=lambda each: each.at))


def _said(value: object) -> str:
    if isinstance(value, float):
        return written(value)
    if isinstance(value, int):
        return "excused" if value else ""
    return str(value or "")


def _require_points(what: str, points: float) -> None:
    if not 0 <= points <= MOST_POINTS or not math.isfinite(points):
        raise AssignmentFault(
            f"{what} have to be a number from 0 to {MOST_POINTS:,.0f}; got {points!r}."
        )
