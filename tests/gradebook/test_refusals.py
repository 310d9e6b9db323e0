"""What a gradebook refuses, each in a sentence; nothing of it is recorded."""

import doctest
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from grader.errors import AssignmentFault, GraderError, HarnessFault
from grader.gradebook import (
    Gradebook,
    Late,
    Person,
    RunStatus,
    connection,
    entry_id,
    policy,
)
from grader.gradebook.content import time_of, time_text
from tests.gradebook.made import (
    ADA,
    NAME,
    NOON,
    ended,
    entry,
    new_book,
    report,
    run,
    set_assignment,
)

WHO = {"reason": "r", "by": "b"}
LOCAL = datetime(2026, 10, 1, 12)  # noqa: DTZ001 - what is refused


@pytest.mark.parametrize(
    ("act", "kind", "want"),
    [
        (
            lambda book: book.override(NAME, "eve", "double", 1, now=NOON, **WHO),
            AssignmentFault,
            "has nobody with the identity 'eve'.",
        ),
        (
            lambda book: book.override("02", "ada", "double", 1, now=NOON, **WHO),
            AssignmentFault,
            "class.db has no assignment '02'; it has 01-small.",
        ),
        (
            lambda book: book.override(NAME, "ada", "dbl", 1, now=NOON, **WHO),
            AssignmentFault,
            "01-small has no exercise 'dbl'; it has double, shift.",
        ),
        (
            lambda book: book.mark(NAME, "ada", "shift", 1, 2, by="b", now=NOON),
            AssignmentFault,
            "'shift' is an exercise of 01-small; override its points, or give",
        ),
        (
            lambda book: book.mark(NAME, "ada", "essay", 1, 1e9, by="b", now=NOON),
            AssignmentFault,
            "Possible points of essay have to be a number from 0 to 1,000,000; got 1",
        ),
        (
            lambda book: book.set_due(NAME, "ada", LOCAL, now=NOON, **WHO),
            HarnessFault,
            "The time 2026-10-01 12:00:00 has no zone.",
        ),
        (
            lambda book: book.begin_batch("x", attempts="first", now=NOON),
            AssignmentFault,
            "Attempts are counted by last, best, all, not by 'first'.",
        ),
        (
            lambda book: book.record(1, replace(entry(), people=()), run()),
            HarnessFault,
            "Nobody handed in 'ada'.",
        ),
        (
            lambda book: book.record(1, replace(entry(), assignment="02"), run()),
            HarnessFault,
            "the assignment '02' was not set before a run of it.",
        ),
        (
            lambda book: book.record(7, entry(), run()),
            HarnessFault,
            "the gradebook refused: FOREIGN KEY constraint failed.",
        ),
        (
            lambda book: book.record(1, entry(), run(report(float("nan")))),
            HarnessFault,
            "the gradebook refused: NOT NULL constraint failed: results.credit.",
        ),
        (
            lambda book: book.rescore(1, 7, {}, work="0b", now=NOON),
            AssignmentFault,
            "class.db has no run 7.",
        ),
        (lambda book: book.report(7), AssignmentFault, "class.db has no run 7."),
        (lambda book: book.report(1), AssignmentFault, "run 1 came to no report: No."),
        (
            lambda book: list(book.standings("02")),
            AssignmentFault,
            "class.db has nothing of an assignment '02'; it has 01-small.",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    act: Callable[[Gradebook], object],
    kind: type[GraderError],
    want: str,
    tmp_path: Path,
) -> None:
    book, batch = new_book(tmp_path)
    with book:
        book.record(batch, entry(), ended(RunStatus.BROKEN, "No."))
        before = list(book._connection._database.iterdump())

        with pytest.raises(kind) as fault:
            act(book)

        assert want in str(fault.value)
        assert list(book._connection._database.iterdump()) == before


def test_an_old_sqlite_is_said_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "_OLDEST_SQLITE", (99, 0))

    with pytest.raises(AssignmentFault, match=r"a gradebook needs 3\.37 or newer"):
        Gradebook.open(tmp_path / "class.db", create=True)


def test_a_journal_that_is_in_use_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "class.db"
    Gradebook.open(path, create=True).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA journal_mode = delete")
    other.execute("BEGIN")
    other.execute("SELECT * FROM batches").fetchall()

    with Gradebook.open(path, patience=0) as book:
        assert book.batches() == ()
    other.close()


def test_times_at_the_ends_of_the_calendar_can_be_stored() -> None:
    for text in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"):
        stored = time_text(datetime.fromisoformat(text))

        assert stored is not None
        assert (time_of(stored) or NOON).utcoffset() == NOON.utcoffset()


def test_an_assignment_that_did_not_change_is_one_version(tmp_path: Path) -> None:
    book, _ = new_book(tmp_path)
    with book:
        for late in (Late(), Late(due=NOON), Late(due=NOON.astimezone(UTC))):
            set_assignment(book, late=late)

        assert book._connection.value("SELECT count(*) FROM versions") == 2
        assert book.late(NAME) == Late(due=NOON)
        assert [name for name, _, _ in book.exercises(NAME)] == ["double", "shift"]


def test_somebody_named_twice_is_one_person(tmp_path: Path) -> None:
    book, batch = new_book(tmp_path)
    twice = replace(entry(), people=(ADA, Person("ada", "Ada L."), ADA))
    with book:
        book.record(batch, twice, run())

        (standing,) = book.standings(NAME)
        assert standing.partners == ()
        assert (entry_id(twice), "0a") in book.works()
        assert book.verify() == []


def test_points_for_an_exercise_that_came_later_are_kept(tmp_path: Path) -> None:
    book, batch = new_book(tmp_path)
    with book:
        book.record(batch, entry(), run())
        more = (*(("double", "D", 6.0), ("shift", "S", 4.0)), ("halve", "H", 5.0))
        set_assignment(book, content="c2", exercises=more)
        book.override(NAME, "ada", "halve", 5, now=NOON, **WHO)

        (standing,) = book.standings(NAME)
        assert (standing.total, standing.possible) == (15, 15)


def test_what_was_handed_in_but_not_graded_is_no_zero(tmp_path: Path) -> None:
    book, batch = new_book(tmp_path)
    with book:
        book.hand_in(batch, entry())

        (standing,) = book.standings(NAME)
        assert (standing.status, standing.run_id) == ("failed", None)
        assert standing.notes[0] == "It has not been graded yet."


def test_the_examples_of_the_policy_are_right() -> None:
    results = doctest.testmod(policy)

    assert results.attempted > 4
    assert results.failed == 0
