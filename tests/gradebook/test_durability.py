"""What was reported as recorded is there, whatever ends the process or the disk."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from grader.errors import AssignmentFault
from grader.gradebook import Gradebook, Person
from tests.gradebook.made import NAME, NOON, entry, new_book, run

ROOT = Path(__file__).parent.parent.parent
on_posix = pytest.mark.skipif(os.name != "posix", reason="kills as POSIX does")


def recorder(path: Path, first: int, *limit: int) -> subprocess.Popen[str]:
    """Start a process that records until it is killed."""
    words = [str(path), str(first), *map(str, limit)]
    return subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "tests.gradebook.recorder", *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def reported(lines: list[str]) -> dict[int, str]:
    """Return the whole lines of a recorder: ids of runs and keys of entries."""
    whole = [line for line in lines if line.endswith("\n")]
    return {
        int(made): key for made, _, key in (e.strip().partition(" ") for e in whole)
    }


def recorded(path: Path) -> dict[int, str]:
    """Return what a book holds, after looking for anything that is wrong with it."""
    with Gradebook.open(path) as book:
        assert book.verify() == []
        keys = {number: each.key for number, each in book.entries()}
    database = sqlite3.connect(path)
    runs = database.execute("SELECT id, submission FROM runs").fetchall()
    database.close()
    assert {submission for _, submission in runs} == set(keys)  # no half of a record
    return {number: keys[submission] for number, submission in runs}


@on_posix
def test_a_kill_at_any_moment_loses_nothing_that_was_reported(tmp_path: Path) -> None:
    path, rng = tmp_path / "class.db", random.Random(20261001)  # noqa: S311 - only moments
    said: dict[int, str] = {}
    for moment in range(17):
        child = recorder(path, first=1_000 * moment)
        assert child.stdout is not None
        lines = [child.stdout.readline() for _ in range(rng.randrange(1, 5))]
        for _ in range(rng.randrange(60_000)):
            pass  # somewhere within the next record, without asking a clock
        child.send_signal(signal.SIGKILL)
        lines += child.stdout.readlines()
        assert child.wait() == -signal.SIGKILL
        child.stdout.close()
        said |= reported(lines)

        have = recorded(path)

        assert said.items() <= have.items()
        # Only what was being reported may be there without having been.
        assert len(have) - len(said) <= moment + 1


@pytest.mark.skipif(sys.platform != "linux", reason="limits files as Linux does")
@pytest.mark.parametrize("extra", [3_000, 20_001, 61_234])
def test_a_kill_within_a_commit_leaves_the_record_out(
    extra: int, tmp_path: Path
) -> None:
    path = tmp_path / "class.db"
    with Gradebook.open(path, create=True):
        pass

    child = recorder(path, 0, path.stat().st_size + extra)
    assert child.stdout is not None
    lines = child.stdout.readlines()
    code = child.wait()
    child.stdout.close()

    assert code == -signal.SIGXFSZ
    log = path.with_name("class.db-wal")
    # The write was cut off where the limit was.
    assert path.stat().st_size < log.stat().st_size == path.stat().st_size + extra or (
        log.stat().st_size % 4096
    )
    assert reported(lines) == recorded(path)


@pytest.mark.skipif(sys.platform != "linux", reason="limits files as Linux does")
@pytest.mark.parametrize("most", [1, 4_097, 30_000, 90_001])
def test_a_kill_while_a_book_is_made_leaves_one_that_can_be_made(
    most: int, tmp_path: Path
) -> None:
    path = tmp_path / "class.db"

    child = recorder(path, 0, most)

    assert child.communicate()[0] == ""
    assert child.returncode == -signal.SIGXFSZ
    assert path.stat().st_mode & 0o777 == 0o600
    with Gradebook.open(path, create=True) as book:
        assert book.batches() == ()
        assert book.verify() == []


def test_readers_see_whole_records_while_somebody_writes(tmp_path: Path) -> None:
    writer, batch = new_book(tmp_path)
    done = Event()

    def read() -> list[int]:
        counts = []
        with Gradebook.open(tmp_path / "class.db") as book:
            while True:
                is_last = done.is_set()
                standings = list(book.standings(NAME))
                assert all(each.total == 10 for each in standings)
                counts.append(len(standings))
                if is_last:
                    return counts

    with writer, ThreadPoolExecutor(2) as pool:
        readers = [pool.submit(read) for _ in range(2)]
        for number in range(30):
            person = Person(f"student {number:02}")
            writer.record(batch, entry(person, key=person.identity), run())
        done.set()
        counts = [each.result() for each in readers]

    for each in counts:
        assert each == sorted(each)
        assert each[-1] == 30


def test_a_second_writer_is_told_to_wait(tmp_path: Path) -> None:
    book, batch = new_book(tmp_path)
    with book, Gradebook.open(tmp_path / "class.db", patience=0) as second:
        book._connection.run("BEGIN IMMEDIATE")
        with pytest.raises(AssignmentFault, match=r"class\.db: another process is wri"):
            second.record(batch, entry(), run())
        book._connection.run("ROLLBACK")

        assert second.record(batch, entry(), run()) == 1


def test_several_that_make_a_book_at_once_make_one(tmp_path: Path) -> None:
    path = tmp_path / "class.db"

    def make(number: int) -> bytes:
        with Gradebook.open(path, create=True) as book:
            book.begin_batch(f"{number}", now=NOON)
            return book.secret

    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(make, range(8)))

    assert len(secrets) == 1
    with Gradebook.open(path) as book:
        assert {each.note for each in book.batches()} == set("01234567")
        assert book.verify() == []


def test_two_writers_take_turns(tmp_path: Path) -> None:
    first, batch = new_book(tmp_path)
    with first, Gradebook.open(tmp_path / "class.db") as second:
        for number in range(10):
            book = (first, second)[number % 2]
            book.record(batch, entry(Person(f"{number}"), key=f"{number}"), run())

        assert len(list(first.standings(NAME))) == 10
        assert list(first.standings(NAME)) == list(second.standings(NAME))


def fill(book: Gradebook, batch: int, most: int) -> int:
    """Record until there is no more room; return how many were recorded."""
    for number in range(most):
        source = random.Random(number).randbytes(9_000)  # noqa: S311 - only bytes
        try:
            book.record(batch, entry(key=f"{number}", source=source), run())
        except AssignmentFault as fault:
            assert "the disk is full" in str(fault)  # noqa: PT017 - and where
            assert "make room and start again" in str(fault)  # noqa: PT017 - as above
            return number
    raise AssertionError


def test_a_file_that_may_not_grow_keeps_what_it_has(tmp_path: Path) -> None:
    book, batch = new_book(tmp_path)
    with book:
        pages = int(book._connection.value("PRAGMA page_count"))
        book._connection.run(f"PRAGMA max_page_count = {pages + 40}")

        number = fill(book, batch, 100)

        assert number > 5
        assert len(list(book.entries())) == number
        assert book.verify() == []
        book._connection.run("PRAGMA max_page_count = 100000")
        book.record(batch, entry(key="more"), run())
    assert len(recorded(tmp_path / "class.db")) == number + 1


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, of one megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if sys.platform != "linux" or not mounted("-t", "tmpfs", "-o", "size=1m", folder):
        pytest.skip("only root on Linux can make a file system")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)  # noqa: S603, S607


def mounted(*words: str | Path) -> bool:
    """Mount something, and return whether that worked."""
    try:
        command = ["mount", *words[:-1], "tmpfs", words[-1]]
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    except OSError:
        return False
    return done.returncode == 0


def test_a_full_disk_keeps_what_it_has(small_disk: Path) -> None:
    book, batch = new_book(small_disk)
    with book:
        number = fill(book, batch, 500)

        assert number > 5
        assert len(list(book.entries())) == number
    assert len(recorded(small_disk / "class.db")) == number


def test_a_disk_that_became_read_only_can_still_be_read(small_disk: Path) -> None:
    book, batch = new_book(small_disk)
    with book:
        book.record(batch, entry(), run())
    assert mounted("-o", "remount,ro", small_disk)

    with Gradebook.open(small_disk / "class.db") as book:
        (standing,) = book.standings(NAME)
        with pytest.raises(AssignmentFault, match="it cannot be written to"):
            book.begin_batch("more", now=NOON)

        assert standing.total == 10
        assert book.verify() == []
