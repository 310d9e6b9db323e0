"""A connection to the file of a gradebook: settings, transactions, migrations."""

import secrets
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from grader.errors import AssignmentFault
from grader.gradebook import place
from grader.gradebook.content import clean
from grader.gradebook.schema import APPLICATION_ID, NEWEST, STEPS
from grader.gradebook.trouble import is_busy, translated

_OLDEST_SQLITE = (3, 37)  # STRICT tables
_SECRET_BYTES = 32
_SETTINGS = (
    "foreign_keys = ON",
    "recursive_triggers = ON",  # so that REPLACE fires the triggers of DELETE
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "synchronous = FULL",
    "fullfsync = ON",  # macOS: through the disk's own cache
    "checkpoint_fullfsync = ON",
)


class Connection:
    """SQL in, rows out; every error of SQLite becomes a sentence.

    Args:
        path: the file.
        patience: seconds to wait for another process that writes.
    """

    def __init__(self, path: Path, patience: float) -> None:
        if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
            raise AssignmentFault(
                f"This Python has SQLite {sqlite3.sqlite_version}; a gradebook needs "
                "3.37 or newer."
            )
        self.path = path
        with translated(path):
            mode = place.mode(path)
            self._is_writable = mode == "mode=rw"
            self._database = sqlite3.connect(
                f"{path.absolute().as_uri()}?{mode}",
                timeout=patience,
                isolation_level=None,
                uri=True,
            )
            self._database.text_factory = _text
            for setting in _SETTINGS:
                self._database.execute(f"PRAGMA {setting}")

    def close(self) -> None:
        """Close the file."""
        with translated(self.path):
            self._database.close()

    def run(self, sql: str, *values: Any) -> int:
        """Run a statement and return the id of the row that it added, if it did."""
        with translated(self.path):
            return self._database.execute(sql, _bound(values)).lastrowid or 0

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Return all rows of a query."""
        with translated(self.path):
            return self._database.execute(sql, _bound(values)).fetchall()

    def row(self, sql: str, *values: Any) -> tuple[Any, ...] | None:
        """Return the first row of a query."""
        return next(iter(self.rows(sql, *values)), None)

    def value(self, sql: str, *values: Any) -> Any:
        """Return the first value of a query, or None."""
        return (self.row(sql, *values) or (None,))[0]

    def add(self, table: str, **columns: Any) -> int:
        """Add a row and return its id."""
        names, marks = ", ".join(columns), ", ".join("?" * len(columns))
        sql = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - names are ours
        return self.run(sql, *columns.values())

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Make everything in the block one transaction, on disk when it ends."""
        self.run("BEGIN IMMEDIATE")
        with self._ending("COMMIT"):
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """See one state of the book throughout the block, whoever writes."""
        self.run("BEGIN")
        with self._ending("ROLLBACK"):
            yield

    @contextmanager
    def _ending(self, end: str) -> Iterator[None]:
        try:
            yield
            self.run(end)
        finally:
            # SQLite itself rolls back after some errors, such as a full disk.
            if self._database.in_transaction:
                self.run("ROLLBACK")

    def prepare(self, *, create: bool) -> None:
        """Make or migrate the tables; AssignmentFault if this is no gradebook."""
        version = self._version(create=create)
        self._choose_journal()
        if self.value("PRAGMA journal_mode") != "wal":
            # Else a rollback journal may come back after a power failure.
            self.run("PRAGMA synchronous = EXTRA")
        if version == NEWEST:
            return
        with self.writing():
            # Somebody else may have been faster.
            version = self._version(create=create)
            for statement in _statements(version):
                self.run(statement)
            if version == 0:
                self.run(f"PRAGMA application_id = {APPLICATION_ID}")
                secret = secrets.token_bytes(_SECRET_BYTES)
                self.add("facts", name="secret", value=secret)
            self.run(f"PRAGMA user_version = {NEWEST}")

    def _version(self, *, create: bool) -> int:
        # In one statement: another process may be making the tables just now.
        ((version, owner, tables),) = self.rows(
            "SELECT user_version, application_id, (SELECT count(*) FROM sqlite_schema) "
            "FROM pragma_user_version, pragma_application_id"
        )
        if version == owner == tables == 0:
            if create:
                return 0
            raise AssignmentFault(f"{self.path} is empty; it is no gradebook.")
        if owner != APPLICATION_ID:
            raise AssignmentFault(
                f"{self.path} is a database of another program, not a gradebook."
            )
        if version > NEWEST:
            raise AssignmentFault(
                f"{self.path} was written by a newer grader (version {version} of its "
                f"tables; this grader knows {NEWEST}). Update the grader."
            )
        return int(version)

    def _choose_journal(self) -> None:
        want = place.journal(self.path)
        if not self._is_writable or self.value("PRAGMA journal_mode") == want:
            return
        # Another process may be using it; what it has chosen is as safe.
        with translated(self.path):
            try:
                self._database.execute(f"PRAGMA journal_mode = {want}")
            except sqlite3.OperationalError as error:
                if not is_busy(error):
                    raise


def opened(path: Path, *, create: bool, patience: float) -> Connection:
    """Open a file and bring its tables up to date."""
    if create:
        place.make(path)
    elif not path.exists():
        raise AssignmentFault(
            f"There is no gradebook {path}; `grader grade` makes one."
        )
    if not path.is_file():
        raise AssignmentFault(f"{path} is no file, so it is no gradebook.")
    connection = Connection(path, patience)
    try:
        connection.prepare(create=create)
    except BaseException:
        connection.close()
        raise
    return connection


def _statements(version: int) -> Iterable[str]:
    return (statement for step in STEPS[version:] for statement in step)


def _bound(values: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(clean(each) if isinstance(each, str) else each for each in values)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")
