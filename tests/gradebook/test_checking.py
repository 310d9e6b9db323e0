"""`verify` finds what another program did to a book, and says what it is."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from grader.gradebook import Damaged, Gradebook
from tests.gradebook.made import NAME, NOON, entry, new_book, report, run


def book_of_one(folder: Path) -> Path:
    """Write a book with one run."""
    book, batch = new_book(folder)
    with book:
        book.record(batch, entry(), run(report(0.5)))
        book.override(NAME, "ada", "shift", 1, reason="r", by="b", now=NOON)
        assert book.verify() == []
    return folder / "class.db"


def tamper(path: Path, table: str, sql: str) -> None:
    """Change rows of a table as somebody would who removes its triggers first."""
    with closing(sqlite3.connect(path)) as database:
        made = database.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' "
            "AND tbl_name = ?",
            (table,),
        ).fetchall()
        for name, _ in made:
            database.execute(f"DROP TRIGGER {name}")
        database.execute(sql)
        for _, text in made:
            database.execute(text)
        database.commit()


@pytest.mark.parametrize(
    ("table", "sql", "want"),
    [
        (
            "results",
            "UPDATE results SET credit = 1",
            "Run 1: its results are not those of its report.",
        ),
        (
            "mistakes",
            "DELETE FROM mistakes",
            "Run 1: its mistakes are not those of its report.",
        ),
        (
            "submissions",
            "UPDATE submissions SET attempt = 7",
            "Submission 1 is not what was handed in.",
        ),
        (
            "files",
            "UPDATE files SET name = 'other.py'",
            "Submission 1 is not what was handed in.",
        ),
        (
            "authors",
            "DELETE FROM authors",
            "Submission 1 is not what was handed in.",
        ),
        (
            "runs",
            "UPDATE runs SET report = x'7878'",
            (
                "Run 1: it cannot be read (Error -3 while decompressing data: "
                "incorrect header check)."
            ),
        ),
        (
            "runs",
            "UPDATE runs SET report = substr(report, 1, 100)",
            "Run 1: it cannot be read (its report is cut off).",
        ),
        (
            "runs",
            "UPDATE runs SET started_at = 'noon'",
            "Run 1: 'noon' is no time.",
        ),
        (
            "runs",
            "UPDATE runs SET limits = '['",
            "Run 1: '[' cannot be read (Input data was truncated).",
        ),
        (
            "batches",
            "UPDATE batches SET id = 9",
            "Row 1 of runs belongs to a row of batches that is not there.",
        ),
    ],
)
def test_changed_rows_are_found(
    table: str, sql: str, want: str, tmp_path: Path
) -> None:
    path = book_of_one(tmp_path)
    tamper(path, table, sql)

    with Gradebook.open(path) as book:
        assert want in book.verify()


def test_changed_content_is_found(tmp_path: Path) -> None:
    path = book_of_one(tmp_path)
    tamper(path, "content", "UPDATE content SET packed = x'7878'")

    with Gradebook.open(path) as book:
        first, second = book.verify()

    assert "is not what was handed in: it cannot be decompressed" in first
    assert second.startswith("Submission 1 cannot be read: it cannot be decompressed")


@pytest.mark.parametrize(
    ("sql", "want"),
    [
        (
            "DROP TRIGGER runs_no_update",
            "The trigger runs_no_update is missing: something removed it.",
        ),
        (
            (
                "CREATE TRIGGER more AFTER INSERT ON runs "
                "BEGIN SELECT RAISE(IGNORE); END"
            ),
            "The trigger more is not of the grader.",
        ),
        ("CREATE TABLE more (id)", "The table more is not of the grader."),
        (
            "ALTER TABLE facts ADD COLUMN more TEXT",
            "The table facts is not as the grader made it.",
        ),
    ],
)
def test_a_changed_schema_is_found(sql: str, want: str, tmp_path: Path) -> None:
    path = book_of_one(tmp_path)
    with closing(sqlite3.connect(path)) as database:
        database.execute(sql)

    with Gradebook.open(path) as book:
        assert book.verify() == [want]


def test_a_table_that_is_gone_is_said_and_the_rest_is_looked_at(
    tmp_path: Path,
) -> None:
    path = book_of_one(tmp_path)
    with closing(sqlite3.connect(path)) as database:
        database.execute("DROP TABLE mistakes")

    with Gradebook.open(path) as book:
        found = book.verify()

    assert "The table mistakes is missing: something removed it." in found
    assert found[-1].endswith("(no such table: mistakes). Go back to a copy of it.")


def test_what_is_damaged_says_where_when_it_is_read(tmp_path: Path) -> None:
    path = book_of_one(tmp_path)
    tamper(path, "runs", "UPDATE runs SET report = x'7878'")
    tamper(path, "content", "UPDATE content SET packed = x'7878'")

    with Gradebook.open(path) as book:
        for read, what in (
            (lambda: book.report(1), "run 1"),
            (lambda: book.run(1), "run 1"),
            (lambda: list(book.entries()), "submission 1"),
        ):
            with pytest.raises(Damaged) as damage:
                read()
            assert str(damage.value).startswith(f"{path}: {what}: it")


def overwrite(path: Path, at: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)


def test_a_page_of_rubbish_is_found(tmp_path: Path) -> None:
    path = book_of_one(tmp_path)
    overwrite(path, path.stat().st_size // 4096 // 2 * 4096, b"\xaa" * 4096)

    with Gradebook.open(path) as book:
        assert book.verify()


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
def test_a_book_that_everybody_may_read_is_found(tmp_path: Path) -> None:
    path = book_of_one(tmp_path)
    path.chmod(0o644)

    with Gradebook.open(path) as book:
        (sentence,) = book.verify()

    assert sentence == (
        f"{path} can be used by everybody on this machine (-rw-r--r--); it should be "
        "-rw-------."
    )


def test_of_one_kind_only_some_are_listed(tmp_path: Path) -> None:
    book, batch = new_book(tmp_path)
    with book:
        for number in range(25):
            book.record(batch, entry(attempt=number, source=bytes([number])), run())
    tamper(tmp_path / "class.db", "results", "UPDATE results SET credit = 0.25")

    with Gradebook.open(tmp_path / "class.db") as book:
        found = book.verify()

    assert len(found) == 21
    assert found[-1] == "There is more of this kind."
