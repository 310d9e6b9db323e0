"""What the commands on a gradebook share: whom and what their arguments mean."""

from datetime import UTC, datetime
from pathlib import Path

from grader.errors import AssignmentFault
from grader.gradebook import Directory, Gradebook, Person, Standing, one_of
from grader.reports.quoting import plain
from grader.scoring import points


def now() -> datetime:
    """Return the time; nothing below the command line asks a clock."""
    return datetime.now(UTC)


def find(book: Gradebook, student: str) -> Person:
    """Return who is meant."""
    return Directory(book.people()).find(student)


def chosen(book: Gradebook, path: Path, name: str) -> str:
    """Return an assignment of a book, by its name or its number alone."""
    names = book.assignments()
    numbers = {each.partition("-")[0]: each for each in names}
    meant = numbers.get(name, numbers.get(name.zfill(2), name))
    return one_of(meant, names, f"{path} has no assignment")


def chosen_or_all(book: Gradebook, path: Path, name: str | None) -> tuple[str, ...]:
    """Return an assignment of a book; all of them if none is named."""
    return book.assignments() if name is None else (chosen(book, path, name),)


def with_exercise(book: Gradebook, path: Path, exercise: str) -> str:
    """Return the one assignment that has an exercise."""
    exercises = {
        name: [each for each, _, _ in book.exercises(name)]
        for name in book.assignments()
    }
    having = [name for name, names in exercises.items() if exercise in names]
    if len(having) == 1:
        return having[0]
    if having:
        raise AssignmentFault(
            f"{exercise!r} is an exercise of {' and '.join(having)}; choose with -a."
        )
    every = [each for names in exercises.values() for each in names]
    one_of(exercise, every, f"{path} has no exercise")
    raise AssertionError  # it has none, so that was raised


def moment(text: str) -> datetime:
    """Return a time with its offset to UTC."""
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        time = None
    if time is None or time.utcoffset() is None:
        raise AssignmentFault(
            "--due has to be a date with a time and its offset to UTC, such as "
            f"2026-10-01T23:59:00+02:00; got {text!r}."
        )
    return time


def said(person: Person) -> str:
    """Return a person for a terminal."""
    name = plain(person.name)
    identity = plain(person.identity)
    return f"{name} ({identity})" if name and name != identity else identity


def told(standing: Standing | None) -> str:
    """Return in one line what counts now."""
    if standing is None:
        return "Nothing counts yet."
    if standing.status == "excused":
        return f"{said(standing.person)} is excused from {plain(standing.assignment)}."
    total = f"{points(standing.total)}/{points(standing.possible)}"
    return (
        f"{said(standing.person)} now has {total} in {plain(standing.assignment)} "
        f"({standing.status})."
    )
