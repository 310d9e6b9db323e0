"""Errors of SQLite as sentences: what, where, and what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from grader.errors import AssignmentFault, GraderError, HarnessFault


class Damaged(AssignmentFault):
    """The file of a gradebook is not what was written."""


_SENTENCES = {
    sqlite3.SQLITE_FULL: "the disk is full, or the file may not grow. What was "
    "recorded before is safe; make room and start again.",
    sqlite3.SQLITE_BUSY: "another process is writing to it. Wait until it is done, "
    "or end it.",
    sqlite3.SQLITE_LOCKED: "another process is writing to it. Wait until it is done, "
    "or end it.",
    sqlite3.SQLITE_READONLY: "it cannot be written to. Make the file and its folder "
    "writable, or copy it.",
    sqlite3.SQLITE_PERM: "it may not be opened. Make the file readable and writable.",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened. Make the file and its folder "
    "readable and writable.",
    sqlite3.SQLITE_IOERR: "it cannot be read or written; is the disk, or your share "
    "of it, full or gone? What was recorded before is safe.",
}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_PRIMARY = 0xFF
"""Of an extended error code: what kind it is."""


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn the errors of SQLite within the block into ours."""
    try:
        yield
    except sqlite3.Error as error:
        raise _fault(path, error) from error


def is_busy(error: sqlite3.Error) -> bool:
    """Return whether another process is in the way."""
    return _kind(error) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


@contextmanager
def about(path: Path, what: str) -> Iterator[None]:
    """Say what was being read if it turns out to be damaged within the block."""
    try:
        yield
    except Damaged as damage:
        raise Damaged(f"{path}: {what}: {damage}. Go back to a copy.") from damage


def _fault(path: Path, error: sqlite3.Error) -> GraderError:
    code = _kind(error)
    if code in _DAMAGED or str(error).startswith("no such "):
        return Damaged(
            f"{path}: the gradebook is damaged ({error}). Go back to a copy of it."
        )
    if code in _SENTENCES:
        return AssignmentFault(f"{path}: {_SENTENCES[code]}")
    return HarnessFault(f"{path}: the gradebook refused: {error}.")


def _kind(error: sqlite3.Error) -> int:
    return int(getattr(error, "sqlite_errorcode", -1)) & _PRIMARY
