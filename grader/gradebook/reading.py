"""Reads rows of a gradebook back into what they were made from."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from grader.errors import AssignmentFault
from grader.gradebook.connection import Connection
from grader.gradebook.content import from_json, time_of, unpack, unpack_report
from grader.gradebook.history import ALWAYS, authors
from grader.gradebook.records import (
    Batch,
    Entry,
    MistakeRow,
    ResultRow,
    Run,
    RunStatus,
    Sheet,
    Standing,
)
from grader.gradebook.trouble import Damaged, about
from grader.model import Outcome, Report

_OUTCOMES = {each.value: each for each in Outcome}


class RunPlace(NamedTuple):
    """What a run belongs to."""

    assignment: str
    submission: int
    counts: bool


def secret(connection: Connection) -> bytes:
    """Return what keys the seeds of hidden checks."""
    found = connection.value("SELECT value FROM facts WHERE name = 'secret'")
    if not isinstance(found, bytes):
        raise Damaged(f"{connection.path}: the gradebook has lost its secret.")
    return found


def works(connection: Connection, *, provisional: bool) -> frozenset[tuple[str, str]]:
    """Return entry and work of all runs in which the grader did not fail."""
    sql = (
        "SELECT entry, work FROM runs JOIN submissions ON submission = submissions.id "
        "WHERE status != 'failed'"
    )
    if not provisional:
        sql += (
            " AND NOT EXISTS (SELECT 1 FROM results WHERE run = runs.id "
            "AND outcome = 'ungraded')"
        )
    return frozenset((entry, work) for entry, work in connection.rows(sql))


def entries(
    connection: Connection, assignment: str | None
) -> Iterator[tuple[int, Entry]]:
    """Return what was handed in, by the newest of what is known of each entry."""
    sql = "SELECT max(id) FROM submissions {} GROUP BY entry ORDER BY 1"
    if assignment is None:
        rows = connection.rows(sql.format(""))
    else:
        rows = connection.rows(sql.format("WHERE assignment = ?"), assignment)
    for (submission,) in rows:
        with about(connection.path, f"submission {submission}"):
            found = entry(connection, submission)
        yield submission, found


def entry(connection: Connection, submission: int) -> Entry:
    """Return what was handed in, with contents."""
    rows = connection.rows(
        "SELECT assignment, key, attempt, submitted_at, is_late, main, notes "
        "FROM submissions WHERE id = ?",
        submission,
    )
    assignment, key, attempt, submitted_at, is_late, main, notes = rows[0]
    return Entry(
        assignment=assignment,
        key=key,
        people=authors(connection, submission),
        attempt=attempt,
        submitted_at=time_of(submitted_at),
        is_late=None if is_late is None else bool(is_late),
        files=tuple(
            (name, unpack(packed, size))
            for name, packed, size in connection.rows(
                "SELECT name, packed, size FROM files JOIN content USING (digest) "
                "WHERE submission = ? ORDER BY position",
                submission,
            )
        ),
        main=main,
        notes=from_json(notes, tuple[str, ...]),
    )


def assignments(connection: Connection, until: int | None) -> tuple[str, ...]:
    """Return the names of the assignments that there were at a batch."""
    sql = "SELECT DISTINCT assignment FROM versions WHERE batch <= ? ORDER BY 1"
    last = ALWAYS if until is None else until
    return tuple(name for (name,) in connection.rows(sql, last))


def batches(connection: Connection) -> tuple[Batch, ...]:
    """Return all gradings, oldest first."""
    return tuple(
        Batch(batch, _time(started_at), note, attempts)
        for batch, started_at, note, attempts in connection.rows(
            "SELECT id, started_at, note, attempts FROM batches ORDER BY id"
        )
    )


def results(
    connection: Connection, standings: Iterable[Standing]
) -> Iterator[ResultRow]:
    """Return what came of each check in the runs that count."""
    for each in standings:
        yield from _results(connection, each)


def mistakes(
    connection: Connection, standings: Iterable[Standing]
) -> Iterator[MistakeRow]:
    """Return the known mistakes in the runs that count."""
    for each in standings:
        yield from _mistakes(connection, each)


def sheets(connection: Connection, standings: Iterable[Standing]) -> Iterator[Sheet]:
    """Return standings, each with what it comes from."""
    for each in standings:
        yield Sheet(
            standing=each,
            results=tuple(_results(connection, each)),
            mistakes=tuple(_mistakes(connection, each)),
        )


def _results(connection: Connection, standing: Standing) -> Iterator[ResultRow]:
    """Return what came of each check in one run."""
    for row in connection.rows(
        "SELECT run, exercise, name, title, is_hidden, is_extra, points, outcome, "
        "credit FROM results WHERE run = ? ORDER BY position",
        standing.run_id,
    ):
        run_id, exercise, check, title, is_hidden, is_extra, points, outcome, credit = (
            row
        )
        yield ResultRow(
            identity=standing.person.identity,
            run_id=run_id,
            exercise=exercise,
            check=check,
            title=title,
            is_hidden=bool(is_hidden),
            is_extra=bool(is_extra),
            points=points,
            outcome=_OUTCOMES[outcome],
            credit=credit,
        )


def _mistakes(connection: Connection, standing: Standing) -> Iterator[MistakeRow]:
    """Return the known mistakes in one run."""
    for row in connection.rows(
        "SELECT run, exercise, name, statement FROM mistakes WHERE run = ? "
        "ORDER BY position",
        standing.run_id,
    ):
        yield MistakeRow(standing.person.identity, *row)


def report(connection: Connection, run_id: int) -> Report:
    """Return the report of a run; AssignmentFault if there is none."""
    row = connection.row("SELECT report, problem FROM runs WHERE id = ?", run_id)
    if row is None:
        raise AssignmentFault(f"{connection.path} has no run {run_id}.")
    if row[0] is None:
        raise AssignmentFault(
            f"{connection.path}: run {run_id} came to no report: {row[1]}"
        )
    return unpack_report(row[0])


def run(connection: Connection, run_id: int) -> tuple[RunPlace, Run]:
    """Return a run and what it belongs to."""
    row = connection.row(
        "SELECT assignment, submission, counts, work, status, report, problem, "
        "started_at, seconds, versions, limits, isolation "
        "FROM runs JOIN submissions ON submission = submissions.id WHERE runs.id = ?",
        run_id,
    )
    if row is None:
        raise AssignmentFault(f"{connection.path} has no run {run_id}.")
    assignment, submission, counts, work, status, packed, problem, *rest = row
    started_at, seconds, versions, limits, isolation = rest
    return RunPlace(assignment, submission, bool(counts)), Run(
        work=work,
        status=RunStatus(status),
        report=None if packed is None else unpack_report(packed),
        problem=problem,
        started_at=_time(started_at),
        seconds=seconds,
        versions=from_json(versions, tuple[tuple[str, str], ...]),
        limits=from_json(limits, tuple[tuple[str, float], ...]),
        isolation=isolation,
    )


def _time(text: str) -> datetime:
    time = time_of(text)
    if time is None:
        raise Damaged("there is no time where one should be")
    return time
