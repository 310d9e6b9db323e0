"""Writes what was handed in and what came of it: rows, within a transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from grader.errors import HarnessFault
from grader.gradebook import people
from grader.gradebook.connection import Connection
from grader.gradebook.content import (
    as_json,
    clean,
    content_digest,
    pack,
    pack_report,
    time_text,
)
from grader.gradebook.records import Entry, Late, Person, Run, entry_id
from grader.model import ExerciseResult, Report


class Place(NamedTuple):
    """What a run belongs to."""

    batch: int
    submission: int
    version: int
    counts: bool
    rescored: int | None = None
    """The run whose results it has, with other points."""


def add_submission(connection: Connection, batch: int, entry: Entry) -> int:
    """Return the row of an entry, new if anything of it is."""
    if not entry.people:
        raise HarnessFault(f"Nobody handed in {entry.key!r}.")
    entry = _deduplicated(entry)
    identity = entry_id(entry)
    facts = {
        "key": entry.key,
        "submitted_at": time_text(entry.submitted_at),
        "is_late": None if entry.is_late is None else int(entry.is_late),
        "notes": as_json(entry.notes),
    }
    same = connection.value(
        "SELECT max(id) FROM submissions WHERE entry = ? AND key = ? "
        "AND submitted_at IS ? AND is_late IS ? AND notes = ?",
        *(identity, *facts.values()),
    )
    if same is not None:
        return int(same)
    submission = connection.add(
        "submissions",
        batch=batch,
        entry=identity,
        assignment=entry.assignment,
        attempt=entry.attempt,
        main=entry.main,
        digest=entry.digest,
        **facts,
    )
    for position, (name, data) in enumerate(entry.files):
        connection.add(
            "files",
            submission=submission,
            position=position,
            name=name,
            digest=_add_content(connection, data),
        )
    for position, person in enumerate(entry.people):
        row = people.note(connection, person)
        connection.add("authors", submission=submission, position=position, person=row)
    see(connection, batch, submission)
    return submission


def see(connection: Connection, batch: int, submission: int) -> None:
    """Note that a source held this entry, after those that it held before it."""
    connection.add("sightings", batch=batch, submission=submission)


def add_run(connection: Connection, place: Place, run: Run) -> int:
    """Add a run with its results and return its id."""
    row = connection.add(
        "runs",
        batch=place.batch,
        submission=place.submission,
        version=place.version,
        work=run.work,
        status=run.status.value,
        counts=int(place.counts),
        report=None if run.report is None else pack_report(run.report),
        problem=run.problem,
        started_at=time_text(run.started_at),
        seconds=run.seconds,
        versions=as_json(run.versions),
        limits=as_json(run.limits),
        isolation=run.isolation,
        rescored=place.rescored,
    )
    if run.report is not None:
        for table, rows in (
            ("results", result_rows(run.report)),
            ("mistakes", mistake_rows(run.report)),
        ):
            for position, columns in enumerate(rows):
                connection.add(table, run=row, position=position, **columns)
    return row


def result_rows(report: Report) -> list[dict[str, object]]:
    """Return what is stored of each check of a report, for statistics."""
    return [
        {
            "exercise": exercise.name,
            "name": check.name,
            "title": check.title,
            "is_hidden": int(check.is_hidden),
            "is_extra": int(check.is_extra),
            "points": float(check.points),
            "outcome": check.outcome.value,
            "credit": float(check.credit),
        }
        for exercise in report.exercises
        for check in exercise.checks
    ]


def mistake_rows(report: Report) -> list[dict[str, object]]:
    """Return the mistakes that a report names, for statistics."""
    return [
        {"exercise": exercise.name, "name": name, "statement": statement}
        for exercise in report.exercises
        for name, statement in _mistakes(exercise)
    ]


def current_version(connection: Connection, assignment: str) -> int:
    """Return the row of an assignment as it is now."""
    version = connection.value(
        "SELECT max(id) FROM versions WHERE assignment = ?", assignment
    )
    if version is None:
        raise HarnessFault(
            f"{connection.path}: the assignment {assignment!r} was not set before a "
            "run of it."
        )
    return int(version)


def newest_batch(connection: Connection) -> int:
    """Return the batch that began last, or 0."""
    return int(connection.value("SELECT coalesce(max(id), 0) FROM batches"))


def set_version(
    connection: Connection,
    columns: Mapping[str, object],
    exercises: Sequence[tuple[str, str, float]],
) -> None:
    """Add an assignment if anything of it is new; the newest batch goes by it."""
    batch = newest_batch(connection)
    version = _same_version(connection, columns, exercises)
    if version is None:
        version = connection.add("versions", batch=batch, **columns)
        for position, (name, title, possible) in enumerate(exercises):
            connection.add(
                "exercises",
                version=version,
                position=position,
                name=name,
                title=title,
                possible=float(possible),
            )
    sitting = "SELECT 1 FROM sittings WHERE batch = ? AND version = ?"
    if connection.row(sitting, batch, version) is None:
        connection.add("sittings", batch=batch, version=version)


def late_columns(late: Late) -> dict[str, object]:
    """Return a policy of lateness as it is stored."""
    return {
        "due": time_text(late.due),
        "grace_seconds": float(late.grace_seconds),
        "per_day": float(late.per_day),
        "cap": float(late.cap),
    }


def enrol(connection: Connection, assignment: str, whom: Iterable[Person]) -> None:
    """Add who takes an assignment."""
    batch = newest_batch(connection)
    enrolled = "SELECT 1 FROM enrolments WHERE assignment = ? AND identity = ?"
    for person in whom:
        people.note(connection, person)
        if connection.row(enrolled, assignment, person.identity) is None:
            connection.add(
                "enrolments",
                assignment=assignment,
                identity=person.identity,
                batch=batch,
            )


def _same_version(
    connection: Connection,
    columns: Mapping[str, object],
    exercises: Sequence[tuple[str, str, float]],
) -> int | None:
    """Return the newest version of an assignment if nothing of it has changed."""
    names = ", ".join(columns)
    row = connection.row(
        f"SELECT id, {names} FROM versions WHERE assignment = ? "  # noqa: S608 - ours
        "ORDER BY id DESC LIMIT 1",
        columns["assignment"],
    )
    if row is None or row[1:] != tuple(map(_cleaned, columns.values())):
        return None
    have = connection.rows(
        "SELECT name, title, possible FROM exercises WHERE version = ? "
        "ORDER BY position",
        row[0],
    )
    want = [(clean(name), clean(title), points) for name, title, points in exercises]
    return int(row[0]) if have == want else None


def _cleaned(value: object) -> object:
    return clean(value) if isinstance(value, str) else value


def _deduplicated(entry: Entry) -> Entry:
    """Return an entry that names each of its people once."""
    once = {person.identity: person for person in reversed(entry.people)}
    return replace(entry, people=tuple(reversed(once.values())))


def _add_content(connection: Connection, data: bytes) -> str:
    digest = content_digest(data)
    if connection.row("SELECT 1 FROM content WHERE digest = ?", digest) is None:
        connection.add("content", digest=digest, size=len(data), packed=pack(data))
    return digest


def _mistakes(exercise: ExerciseResult) -> list[tuple[str, str]]:
    found = exercise.diagnosis
    if found is None:
        return []
    return [(name, found.statement) for name in found.names or ("",)]
