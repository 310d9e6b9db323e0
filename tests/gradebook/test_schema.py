"""The file: whose it is, how old, who may read it, and that nothing in it changes."""

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from grader.errors import AssignmentFault
from grader.gradebook import Damaged, Gradebook, Late, connection, place
from grader.gradebook.schema import APPLICATION_ID, NEWEST, STEPS
from tests.gradebook.made import ADA, NAME, NOON, entry, new_book, report, run

on_posix = pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")


@pytest.fixture
def raw(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A book with one of everything, opened by another program."""
    book, batch = new_book(tmp_path, late=Late(due=NOON))
    with book:
        book.enrol(NAME, [ADA])
        book.record(batch, entry(), run(report(0.5)))
        book.override(NAME, "ada", "double", 1, reason="r", by="b", now=NOON)
        book.mark(NAME, "ada", "essay", 1, 2, by="b", now=NOON)
        book.excuse(NAME, "ada", reason="r", by="b", now=NOON)
        book.set_due(NAME, "ada", NOON, reason="r", by="b", now=NOON)
    with closing(sqlite3.connect(tmp_path / "class.db")) as database:
        yield database


TABLES = sorted(
    match[1]
    for step in STEPS
    for statement in step
    if (match := re.match(r"CREATE TABLE (\w+)", statement))
)


@pytest.mark.parametrize("table", TABLES)
def test_no_program_changes_or_deletes_a_row(
    table: str, raw: sqlite3.Connection
) -> None:
    (row,) = raw.execute(f"SELECT * FROM {table} LIMIT 1")  # noqa: S608 - a test
    columns = [each[1] for each in raw.execute(f"PRAGMA table_info({table})")]
    marks = ", ".join("?" * len(row))

    for sql, values in (
        (f"UPDATE {table} SET {columns[-1]} = {columns[-1]}", ()),  # noqa: S608
        (f"DELETE FROM {table}", ()),  # noqa: S608
        (f"REPLACE INTO {table} VALUES ({marks})", row),  # noqa: S608
    ):
        with pytest.raises(sqlite3.IntegrityError, match=f"{table} is append-only"):
            raw.execute(sql, values)
        raw.rollback()


def test_every_table_is_strict(raw: sqlite3.Connection) -> None:
    tables = raw.execute("SELECT name, strict FROM pragma_table_list").fetchall()

    assert {name for name, strict in tables if strict} == set(TABLES)


def test_the_header_says_whose_file_it_is_and_of_which_version(
    raw: sqlite3.Connection,
) -> None:
    assert raw.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert raw.execute("PRAGMA user_version").fetchone() == (NEWEST,)
    assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_commit_is_on_disk_before_it_is_reported(tmp_path: Path) -> None:
    book, _ = new_book(tmp_path)
    with book:
        full, on = 2, 1
        assert book._connection.value("PRAGMA synchronous") == full
        assert book._connection.value("PRAGMA foreign_keys") == on
        assert book._connection.value("PRAGMA recursive_triggers") == on


def first_version(path: Path) -> None:
    """Write a file as the first version did, with one run."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("BEGIN")
        for statement in STEPS[0]:
            database.execute(statement)
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute("PRAGMA user_version = 1")
        rows: dict[str, tuple[object, ...]] = {
            "facts": ("secret", bytes(32)),
            "batches": (1, "2026-10-01T12:00:00+00:00", "homework", "last"),
            "versions": (1, NAME, "Small", None, 0.0, 0.0, 1.0, "b", "c", 1),
            "exercises": (1, 0, "double", "Twice as much", 6.0),
            "people": (1, "ada", "Ada", "", ""),
            "enrolments": (NAME, "ada", 1),
        }
        for table, row in rows.items():
            marks = ", ".join("?" * len(row))
            database.execute(f"INSERT INTO {table} VALUES ({marks})", row)  # noqa: S608
        database.commit()


def test_a_book_of_the_first_version_takes_the_steps_that_it_lacks(
    tmp_path: Path,
) -> None:
    path = tmp_path / "class.db"
    first_version(path)

    with Gradebook.open(path) as book:
        book.override(NAME, "ada", "double", 4, reason="r", by="b", now=NOON)
        (standing,) = book.standings(NAME)

        assert (standing.person.name, standing.total) == ("Ada", 4)
        assert book.secret == bytes(32)
        assert [each for each in book.verify() if "everybody" not in each] == []
        assert book._connection.value("PRAGMA user_version") == NEWEST


def test_a_step_that_fails_leaves_the_old_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "class.db"
    first_version(path)
    broken = (STEPS[0], (*STEPS[1], "CREATE TABLE batches (id)"))
    with monkeypatch.context() as patch:
        patch.setattr(connection, "STEPS", broken)
        with pytest.raises(Exception, match="already exists"):
            Gradebook.open(path)

    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (1,)
        tables = database.execute("SELECT name FROM sqlite_schema").fetchall()
    assert ("overrides",) not in tables
    Gradebook.open(path).close()


def test_a_book_of_a_newer_grader_is_left_alone(
    tmp_path: Path, raw: sqlite3.Connection
) -> None:
    raw.execute(f"PRAGMA user_version = {NEWEST + 1}")
    raw.commit()

    with pytest.raises(AssignmentFault, match="was written by a newer grader"):
        Gradebook.open(tmp_path / "class.db")


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE photos (id)")
    before = path.read_bytes()

    with pytest.raises(AssignmentFault, match="database of another program"):
        Gradebook.open(path, create=True)

    assert path.read_bytes() == before


def test_what_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "essay.txt"
    path.write_text("To whom it may concern, " * 100, "utf-8")

    with pytest.raises(Damaged, match="the gradebook is damaged"):
        Gradebook.open(path, create=True)

    assert path.read_text("utf-8").startswith("To whom")


def test_a_folder_is_no_gradebook(tmp_path: Path) -> None:
    with pytest.raises(AssignmentFault, match="is no file"):
        Gradebook.open(tmp_path)


def test_an_empty_file_becomes_a_gradebook_only_if_one_is_made(tmp_path: Path) -> None:
    path = tmp_path / "class.db"
    path.touch(0o644)

    with pytest.raises(AssignmentFault, match="is empty"):
        Gradebook.open(path)
    with Gradebook.open(path, create=True) as book:
        assert book.verify() == []


def test_a_gradebook_cannot_be_made_where_there_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(AssignmentFault, match="cannot be made there: No such file"):
        Gradebook.open(tmp_path / "no" / "class.db", create=True)


@on_posix
def test_nobody_else_can_read_any_file_of_it_at_any_time(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        place.make(tmp_path / "class.db")
        first = (tmp_path / "class.db").stat().st_mode
        book, batch = new_book(tmp_path)
        with book:
            book.record(batch, entry(), run())
            modes = {each.name: each.stat().st_mode for each in tmp_path.iterdir()}
    finally:
        os.umask(old)

    assert first & 0o777 == 0o600
    assert set(modes) == {"class.db", "class.db-wal", "class.db-shm"}
    assert {mode & 0o777 for mode in modes.values()} == {0o600}


def test_the_secret_is_made_once(tmp_path: Path) -> None:
    with Gradebook.open(tmp_path / "class.db", create=True) as book:
        first = book.secret
    with Gradebook.open(tmp_path / "class.db", create=True) as book:
        again = book.secret
    with Gradebook.open(tmp_path / "other.db", create=True) as book:
        other = book.secret

    assert len(first) == 32
    assert first == again
    assert first != other


MOUNTS = r"""
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
40 22 0:40 / /home rw,relatime shared:2 - nfs4 server:/home rw,vers=4.2
41 40 0:41 / /home/local\040disk rw - ext4 /dev/vdb rw
42 22 0:42 / /mnt/share rw - fuse.sshfs me@host: rw
"""


@pytest.mark.parametrize(
    ("path", "want"),
    [
        ("/tmp/class.db", "wal"),  # noqa: S108 - only a name
        ("/home/ada/class.db", "delete"),
        ("/home/local disk/class.db", "wal"),
        ("/mnt/share/class.db", "delete"),
        ("/mnt/share2/class.db", "wal"),
    ],
)
@on_posix
def test_there_is_no_shared_memory_across_a_network(path: str, want: str) -> None:
    assert place.journal(Path(path), MOUNTS) == want


def test_a_book_on_a_network_has_a_rollback_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "journal", lambda _: "delete")
    book, batch = new_book(tmp_path)
    with book:
        book.record(batch, entry(), run())

        extra = 3
        assert book._connection.value("PRAGMA journal_mode") == "delete"
        assert book._connection.value("PRAGMA synchronous") == extra
        assert book.verify() == []
    monkeypatch.undo()
    with Gradebook.open(tmp_path / "class.db") as book:
        assert book._connection.value("PRAGMA journal_mode") == "wal"
