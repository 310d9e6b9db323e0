"""Reads what a gradebook holds of one assignment, up to some batch."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from grader.errors import AssignmentFault
from grader.gradebook import people
from grader.gradebook.connection import Connection
from grader.gradebook.content import from_json, time_of
from grader.gradebook.records import Late, Person
from grader.gradebook.rulings import Rulings, rulings_of
from grader.model import Outcome

ALWAYS = 2**62
"""A batch after all others."""
_LONG_AGO = ""
"""Before every time, as they are stored."""


@dataclass(frozen=True, slots=True)
class Version:
    """An assignment as it was at some time."""

    id: int
    late: Late
    behaviour: str
    content: str
    exercises: tuple[tuple[str, str, float], ...]
    """Name, title and possible points of each."""


@dataclass(frozen=True, slots=True)
class Graded:
    """The run of an attempt that counts."""

    id: int
    status: str
    problem: str
    version: Version
    scores: dict[str, tuple[float, bool]]
    """For each exercise its points, and whether some of it is ungraded."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What was handed in at one time, as far as it counts."""

    key: str
    number: int
    submitted_at: datetime | None
    is_late: bool | None
    notes: tuple[str, ...]
    people: tuple[Person, ...]
    order: tuple[int, str, int]
    """Its number, its time, and when it was seen last."""
    graded: Graded | None
    """None if it was not graded yet."""
    is_unsettled: bool
    """Whether the grader failed in it since."""


@dataclass(frozen=True, slots=True)
class History:
    """All there is of an assignment."""

    assignment: str
    version: Version
    """The newest."""
    policy: str
    """Which attempt counts."""
    people: dict[str, Person]
    """Everybody whom it concerns."""
    attempts: dict[str, list[Attempt]]
    """Of each person, oldest first."""
    rulings: dict[str, Rulings]
    """What was decided about each person."""


def history(connection: Connection, assignment: str, until: int | None) -> History:
    """Return all there is of an assignment up to a batch, or up to now."""
    reader = _Reader(connection, assignment, ALWAYS if until is None else until)
    newest = reader.newest_version()
    attempts = reader.attempts()
    rulings = rulings_of(connection, assignment, reader.until)
    everybody = people.all_known(connection)
    concerned = {*reader.enrolled(), *attempts, *rulings}
    return History(
        assignment=assignment,
        version=newest,
        policy=reader.policy(),
        people={
            identity: everybody.get(identity, Person(identity))
            for identity in sorted(concerned)
        },
        attempts=attempts,
        rulings=rulings,
    )


Row = tuple[Any, ...]


class _Known(NamedTuple):
    """What there is of each submission of an assignment."""

    people: dict[int, list[Person]]
    runs: dict[int, list[Row]]
    """Id, status, problem and version of each."""
    seen: dict[int, int]
    """When it was seen last, as a number that grows."""


@dataclass(slots=True)
class _Reader:
    """Queries about one assignment."""

    connection: Connection
    assignment: str
    until: int
    _versions: dict[int, Version] = field(default_factory=dict)

    def newest_version(self) -> Version:
        row = self.connection.value(
            "SELECT max(id) FROM versions WHERE assignment = ? AND batch <= ?",
            *(self.assignment, self.until),
        )
        if row is None:
            known = self.connection.rows("SELECT DISTINCT assignment FROM versions")
            those = ", ".join(sorted(name for (name,) in known)) or "none"
            raise AssignmentFault(
                f"{self.connection.path} has nothing of an assignment "
                f"{self.assignment!r}; it has {those}."
            )
        return self._version(int(row))

    def policy(self) -> str:
        """Return the policy of the newest batch that set or graded the assignment."""
        name, until = self.assignment, self.until
        found = self.connection.value(
            "SELECT attempts FROM batches WHERE id = (SELECT max(batch) FROM ("
            "SELECT sittings.batch FROM sittings JOIN versions "
            "ON version = versions.id WHERE assignment = ? AND sittings.batch <= ? "
            "UNION ALL SELECT runs.batch FROM runs JOIN submissions "
            "ON submission = submissions.id WHERE assignment = ? "
            "AND runs.batch <= ? AND rescored IS NULL))",
            *(name, until, name, until),
        )
        return str(found or "last")

    def enrolled(self) -> list[str]:
        return [
            identity
            for (identity,) in self.connection.rows(
                "SELECT identity FROM enrolments WHERE assignment = ? AND batch <= ?",
                *(self.assignment, self.until),
            )
        ]

    def attempts(self) -> dict[str, list[Attempt]]:
        """Return the attempts of each person; a class is read in a few queries."""
        entries: dict[str, list[Row]] = {}
        for row in self._of_submissions(
            "SELECT id, entry, key, attempt, submitted_at, is_late, notes "
            "FROM submissions WHERE assignment = ? AND batch <= ? ORDER BY id"
        ):
            entries.setdefault(row[1], []).append(row)
        known = self._known()
        found: dict[str, list[Attempt]] = {}
        for submissions in entries.values():
            attempt = self._attempt(submissions, known)
            for person in attempt.people:
                found.setdefault(person.identity, []).append(attempt)
        return {identity: _in_order(each) for identity, each in found.items()}

    def _of_submissions(self, sql: str) -> list[Row]:
        return self.connection.rows(sql, self.assignment, self.until)

    def _known(self) -> _Known:
        people: dict[int, list[Person]] = {}
        for submission, *fields in self._of_submissions(
            "SELECT submission, identity, name, email, sid FROM authors "
            "JOIN people ON person = people.id "
            "JOIN submissions ON submission = submissions.id "
            "WHERE assignment = ? AND submissions.batch <= ? "
            "ORDER BY submission, position"
        ):
            people.setdefault(submission, []).append(Person(*fields))
        runs: dict[int, list[Row]] = {}
        for submission, *run in self._of_submissions(
            "SELECT submission, runs.id, status, problem, version FROM runs "
            "JOIN submissions ON submission = submissions.id "
            "WHERE assignment = ? AND runs.batch <= ? AND counts ORDER BY runs.id"
        ):
            runs.setdefault(submission, []).append(tuple(run))
        seen = self._of_submissions(
            "SELECT submission, max(sightings.id) FROM sightings "
            "JOIN submissions ON submission = submissions.id "
            "WHERE assignment = ? AND sightings.batch <= ? GROUP BY submission"
        )
        return _Known(people, runs, dict(seen))

    def _attempt(self, submissions: list[Row], known: _Known) -> Attempt:
        """Return an entry, by the newest of what is known of it."""
        newest, _, key, number, submitted_at, is_late, notes = submissions[-1]
        ids = [each[0] for each in submissions]
        runs = sorted(run for each in ids for run in known.runs.get(each, ()))
        settled = [run for run in runs if run[1] != "failed"]
        seen = max(known.seen.get(each, 0) for each in ids)
        return Attempt(
            key=key,
            number=number,
            submitted_at=time_of(submitted_at),
            is_late=None if is_late is None else bool(is_late),
            notes=from_json(notes, tuple[str, ...]),
            people=tuple(known.people.get(newest, ())),
            order=(number, submitted_at or _LONG_AGO, seen),
            graded=self._graded((settled or runs)[-1]) if runs else None,
            is_unsettled=bool(runs) and runs[-1][1] == "failed",
        )

    def _graded(self, row: Row) -> Graded:
        run, status, problem, version = row
        scores = {
            exercise: (earned, bool(is_open))
            for exercise, earned, is_open in self.connection.rows(
                "SELECT exercise, total(iif(outcome = ?, 0.0, points * credit)), "
                "max(outcome = ?) FROM results WHERE run = ? GROUP BY exercise",
                *(Outcome.UNGRADED.value, Outcome.UNGRADED.value, run),
            )
        }
        return Graded(run, status, problem, self._version(version), scores)

    def _version(self, row: int) -> Version:
        if row not in self._versions:
            self._versions[row] = read_version(self.connection, row)
        return self._versions[row]


def read_version(connection: Connection, row: int) -> Version:
    """Return an assignment as it was."""
    rows = connection.rows(
        "SELECT due, grace_seconds, per_day, cap, behaviour, content "
        "FROM versions WHERE id = ?",
        row,
    )
    due, grace, per_day, cap, behaviour, content = rows[0]
    exercises = connection.rows(
        "SELECT name, title, possible FROM exercises WHERE version = ? "
        "ORDER BY position",
        row,
    )
    return Version(
        id=row,
        late=Late(time_of(due), grace, per_day, cap),
        behaviour=behaviour,
        content=content,
        exercises=tuple((name, title, possible) for name, title, possible in exercises),
    )


def authors(connection: Connection, submission: int) -> tuple[Person, ...]:
    """Return who handed something in."""
    return tuple(
        Person(*row)
        for row in connection.rows(
            "SELECT identity, name, email, sid FROM authors JOIN people "
            "ON person = people.id WHERE submission = ? ORDER BY position",
            submission,
        )
    )


def _in_order(attempts: list[Attempt]) -> list[Attempt]:
    """Return the attempts of a person, oldest first.

    Times decide where each has one: the numbers of two groups cannot be compared.
    """
    if all(each.submitted_at for each in attempts):
        return sorted(attempts, key=lambda each: (each.order[1], each.order))
    return sorted(attempts, key=lambda each: (each.order[0], each.order[2]))
