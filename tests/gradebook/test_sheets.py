"""What counts and what it comes from, read in one pass or in several."""

from pathlib import Path

from grader.gradebook import Person
from tests.gradebook.made import (
    ADA,
    BOB,
    NAME,
    NOON,
    days,
    entry,
    new_book,
    report,
    run,
    set_assignment,
)


def test_a_sheet_is_what_the_three_streams_say(tmp_path: Path) -> None:
    book, batch = new_book(tmp_path)
    with book:
        book.enrol(NAME, [Person("cy")])
        book.record(batch, entry(ADA, BOB), run(report(0.5, 1.0)))

        sheets = tuple(book.sheets(NAME))

        assert tuple(each.standing for each in sheets) == tuple(book.standings(NAME))
        assert [row for each in sheets for row in each.results] == list(
            book.results(NAME)
        )
        assert [row for each in sheets for row in each.mistakes] == list(
            book.mistakes(NAME)
        )
        assert [len(each.results) for each in sheets] == [3, 3, 0]


def test_a_book_knows_which_assignments_it_had_at_some_batch(tmp_path: Path) -> None:
    book, first = new_book(tmp_path)
    with book:
        second = book.begin_batch("another", now=NOON + days(1))
        set_assignment(book, content="c2")
        third = book.begin_batch("a third", now=NOON + days(2))
        book.set_assignment(
            "02-other",
            title="Other",
            exercises=[("f", "F", 1.0)],
            late=book.late(NAME),
            behaviour="b",
            content="c",
        )

        assert book.assignments(until_batch=first - 1) == ()
        assert book.assignments(until_batch=second) == (NAME,)
        assert book.assignments(until_batch=third) == (NAME, "02-other")
        assert book.assignments() == (NAME, "02-other")
