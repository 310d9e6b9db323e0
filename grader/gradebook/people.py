"""Who is in a gradebook: the newest of what is known of each person."""

from collections.abc import Iterable
from dataclasses import replace

from grader.gradebook.connection import Connection
from grader.gradebook.records import Person

_FIELDS = ("name", "email", "sid")


def known(connection: Connection, identity: str) -> Person | None:
    """Return what is known of a person."""
    rows = connection.rows(
        "SELECT identity, name, email, sid FROM people WHERE identity = ? ORDER BY id",
        identity,
    )
    return _merged(Person(*row) for row in rows) if rows else None


def all_known(connection: Connection) -> dict[str, Person]:
    """Return what is known of everybody, by identity."""
    found: dict[str, list[Person]] = {}
    for row in connection.rows(
        "SELECT identity, name, email, sid FROM people ORDER BY id"
    ):
        found.setdefault(row[0], []).append(Person(*row))
    return {identity: _merged(rows) for identity, rows in found.items()}


def note(connection: Connection, person: Person) -> int:
    """Make sure that a person is there as they are now, and return the row."""
    have = known(connection, person.identity)
    if have is not None and _merged((have, person)) == have:
        row = connection.value(
            "SELECT max(id) FROM people "
            "WHERE identity = ? AND name = ? AND email = ? AND sid = ?",
            *(person.identity, person.name, person.email, person.sid),
        )
        if row is not None:
            return int(row)
    return connection.add(
        "people",
        identity=person.identity,
        name=person.name,
        email=person.email,
        sid=person.sid,
    )


def _merged(rows: Iterable[Person]) -> Person:
    """Return the newest of each field; not knowing it now does not wipe it out."""
    merged, *others = rows
    for each in others:
        new = {field: value for field in _FIELDS if (value := getattr(each, field))}
        merged = replace(merged, **new)
    return merged
