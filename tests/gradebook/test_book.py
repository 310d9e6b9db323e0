"""A gradebook: what is recorded is there, as it was, and nothing else is."""

from pathlib import Path

import pytest

from grader.errors import AssignmentFault
from grader.gradebook import Gradebook, MistakeRow, entry_id
from tests.gradebook.made import ADA, BOB, NAME, NOON, entry, new_book, report, run


def test_what_was_recorded_is_read_back_as_it_was(tmp_path: Path) -> None:
    book, batch = new_book(tmp_path)
    given, came = entry(ADA, BOB), run(report(0.5))
    with book:
        number = book.record(batch, given, came)
    with Gradebook.open(tmp_path / "class.db") as book:
        ((_, stored),) = book.entries()
        back = book.run(number)

        assert stored == given
        assert repr(back) == repr(came)  # nan equals only its text
        assert repr(book.report(number)) == repr(came.report)
        assert book.works() == {(entry_id(given), came.work)}
        assert book.assignments() == (NAME,)
        assert [each.note for each in book.batches()] == ["homework"]
        assert book.batches()[0].started_at == NOON
        assert book.verify() == []


def test_each_person_of_a_group_has_a_standing(tmp_path: Path) -> None:
    book, batch = new_book(tmp_path)
    with book:
        number = book.record(batch, entry(ADA, BOB), run(report(0.5)))

        ada, bob = book.standings(NAME)

    assert (ada.person, ada.partners) == (ADA, (BOB,))
    assert (bob.person, bob.partners) == (BOB, (ADA,))
    for each in (ada, bob):
        assert (each.status, each.run_id) == ("graded", number)
        assert [(e.name, e.earned, e.possible) for e in each.exercises] == [
            ("double", 3.0, 6.0),
            ("shift", 4.0, 4.0),
        ]
        assert (each.raw, each.penalty, each.total, each.possible) == (7, 0, 7, 10)


def test_results_and_mistakes_are_those_of_the_runs_that_count(tmp_path: Path) -> None:
    book, batch = new_book(tmp_path)
    with book:
        book.record(batch, entry(), run(report(0.0)))
        number = book.record(batch, entry(), run(report(0.5), work="0b"))

        results = list(book.results(NAME))

        assert {each.run_id for each in results} == {number}
        assert [(each.check, each.is_hidden, each.credit) for each in results] == [
            ("small", False, 0.5),
            ("small", True, 0.5),
            ("step", False, 1.0),
        ]
        assert list(book.mistakes(NAME)) == [
            MistakeRow("ada", number, "double", "square", "It is squared.")
        ]


def test_whoever_handed_in_nothing_is_missing(tmp_path: Path) -> None:
    book, batch = new_book(tmp_path)
    with book:
        book.enrol(NAME, [ADA, BOB])
        book.record(batch, entry(ADA), run())

        ada, bob = book.standings(NAME)

    assert (ada.status, ada.total) == ("graded", 10)
    assert (bob.status, bob.total, bob.possible) == ("missing", 0, 10)


def test_a_missing_file_is_no_gradebook(tmp_path: Path) -> None:
    with pytest.raises(AssignmentFault, match="There is no gradebook"):
        Gradebook.open(tmp_path / "class.db")

    assert list(tmp_path.iterdir()) == []
