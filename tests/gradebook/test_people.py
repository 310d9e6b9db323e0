"""People: the newest of what is known counts, and what was once known stays."""

from pathlib import Path

from grader.gradebook import Gradebook, Person, entry_id
from tests.gradebook.made import NAME, entry, new_book, run


def known(book: Gradebook) -> Person:
    """Return the one person of a book."""
    (found,) = book.people().values()
    return found


def test_what_is_not_known_later_is_not_wiped_out(tmp_path: Path) -> None:
    book, batch = new_book(tmp_path)
    with book:
        book.enrol(NAME, [Person("ada", "Ada", "ada@example.org", "1815")])
        book.record(batch, entry(Person("ada", "Ada L.")), run())

        assert known(book) == Person("ada", "Ada L.", "ada@example.org", "1815")
        (standing,) = book.standings(NAME)
        assert standing.person == known(book)


def test_a_name_can_be_changed_and_changed_back(tmp_path: Path) -> None:
    book, _ = new_book(tmp_path)
    with book:
        for name in ("Ada", "Eve", "Ada", "Ada"):
            book.enrol(NAME, [Person("ada", name)])

        assert known(book).name == "Ada"
        assert book._connection.value("SELECT count(*) FROM people") == 3


def test_names_that_are_no_unicode_are_recorded_and_recognised(tmp_path: Path) -> None:
    strange = entry(Person("ad\udc80a", "A\udc80", "\0", "1"), key="k\udcff")
    book, batch = new_book(tmp_path)
    with book:
        book.record(batch, strange, run())

        assert (entry_id(strange), "0a") in book.works()
        assert known(book) == Person("ad\\udc80a", "A\\udc80", "\0", "1")
        assert book.verify() == []
