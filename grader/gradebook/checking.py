"""Looks for what is wrong with a gradebook: the file, its tables, what they hold."""

import sqlite3
import stat
from collections.abc import Callable, Iterator

from grader.errors import GraderError
from grader.gradebook import reading
from grader.gradebook.connection import Connection
from grader.gradebook.content import content_digest, unpack
from grader.gradebook.recording import mistake_rows, result_rows
from grader.gradebook.records import entry_id
from grader.gradebook.schema import STEPS
from grader.gradebook.trouble import Damaged

_MOST = 20
"""Sentences of one kind."""


def verify(connection: Connection) -> list[str]:
    """Return what is wrong with a book, in sentences."""
    sentences: list[str] = []
    for examine in (_mode, _pages, _schema, _references, _content, _entries, _runs):
        sentences += _collected(connection, examine)
    return sentences


def _collected(
    connection: Connection, examine: Callable[[Connection], Iterator[str]]
) -> list[str]:
    found: list[str] = []
    try:
        for sentence in examine(connection):
            if len(found) == _MOST:
                return [*found, "There is more of this kind."]
            found.append(sentence)
    except GraderError as fault:
        found.append(str(fault))
    return found


def _mode(connection: Connection) -> Iterator[str]:
    mode = connection.path.stat().st_mode
    if mode & stat.S_IRWXO:
        yield (
            f"{connection.path} can be used by everybody on this machine "
            f"({stat.filemode(mode)}); it should be -rw-------."
        )


def _pages(connection: Connection) -> Iterator[str]:
    for (line,) in connection.rows("PRAGMA integrity_check"):
        if line != "ok":
            yield f"The file is damaged: {line}."


def _schema(connection: Connection) -> Iterator[str]:
    have = _made(connection.rows("SELECT type, name, sql FROM sqlite_schema"))
    want = _expected()
    for key in sorted({*have, *want}):
        kind, name = key
        if key not in have:
            yield f"The {kind} {name} is missing: something removed it."
        elif key not in want:
            yield f"The {kind} {name} is not of the grader."
        elif have[key] != want[key]:
            yield f"The {kind} {name} is not as the grader made it."


def _references(connection: Connection) -> Iterator[str]:
    for table, row, parent, _ in connection.rows("PRAGMA foreign_key_check"):
        yield f"Row {row} of {table} belongs to a row of {parent} that is not there."


def _content(connection: Connection) -> Iterator[str]:
    for (digest,) in connection.rows("SELECT digest FROM content"):
        row = connection.row(
            "SELECT size, packed FROM content WHERE digest = ?", digest
        )
        size, packed = row or (0, b"")
        try:
            if content_digest(unpack(packed, size)) == digest:
                continue
            problem = "it has another hash"
        except Damaged as damage:
            problem = str(damage)
        yield f"The file stored as {digest} is not what was handed in: {problem}."


def _entries(connection: Connection) -> Iterator[str]:
    for submission, digest, identity in connection.rows(
        "SELECT id, digest, entry FROM submissions"
    ):
        try:
            entry = reading.entry(connection, submission)
        except Damaged as damage:
            yield f"Submission {submission} cannot be read: {damage}."
            continue
        if (entry.digest, entry_id(entry)) != (digest, identity):
            yield f"Submission {submission} is not what was handed in."


def _runs(connection: Connection) -> Iterator[str]:
    for (run,) in connection.rows("SELECT id FROM runs ORDER BY id"):
        try:
            _, back = reading.run(connection, run)
        except Damaged as damage:
            yield f"Run {run}: {damage}."
            continue
        results = result_rows(back.report) if back.report else []
        mistakes = mistake_rows(back.report) if back.report else []
        for table, rows in (("results", results), ("mistakes", mistakes)):
            if _stored(connection, table, run) != rows:
                yield f"Run {run}: its {table} are not those of its report."


def _stored(connection: Connection, table: str, run: int) -> list[dict[str, object]]:
    columns = (
        "exercise, name, title, is_hidden, is_extra, points, outcome, credit"
        if table == "results"
        else "exercise, name, statement"
    )
    names = columns.split(", ")
    sql = f"SELECT {columns} FROM {table} WHERE run = ? ORDER BY position"  # noqa: S608 - ours
    return [dict(zip(names, row, strict=True)) for row in connection.rows(sql, run)]


def _expected() -> dict[tuple[str, str], str]:
    """Return what the schema of a new book is."""
    memory = sqlite3.connect(":memory:")
    try:
        for step in STEPS:
            for statement in step:
                memory.execute(statement)
        return _made(
            memory.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()
        )
    finally:
        memory.close()


def _made(rows: list[tuple[str, str, str | None]]) -> dict[tuple[str, str], str]:
    return {(kind, name): sql or "" for kind, name, sql in rows}
