"""What counts for one person, as text: the report, decisions, lateness, the sum."""

import argparse
import sys
from collections.abc import Iterator

from grader.cli import books
from grader.cli.exit_codes import ExitCode
from grader.errors import AssignmentFault
from grader.gradebook import ExerciseScore, Gradebook, Standing
from grader.reports import terminal
from grader.reports.audience import Audience
from grader.reports.quoting import plain
from grader.scoring import points


def explain(arguments: argparse.Namespace) -> int:
    """Show what counts for somebody in one assignment, or in all."""
    path = arguments.book
    with Gradebook.open(path) as book:
        person = books.find(book, arguments.student)
        names = (
            (books.chosen(book, path, arguments.assignment),)
            if arguments.assignment
            else book.assignments()
        )
        standings = [book.standing(name, person.identity) for name in names]
        found = [each for each in standings if each is not None]
        if not found:
            raise AssignmentFault(
                f"{path} has nothing of {books.said(person)} in {', '.join(names)}."
            )
        for each in found:
            _show(book, each, staff=arguments.staff)
    return ExitCode.DONE


def _show(book: Gradebook, standing: Standing, *, staff: bool) -> None:
    report = None if standing.run_id is None else book.run(standing.run_id).report
    if report is not None:
        look = terminal.Look(audience=Audience.STAFF if staff else Audience.STUDENT)
        terminal.show(report, sys.stdout, look)
        print()
    for line in _lines(standing):
        print(line)
    if staff:
        for line in _for_staff(book, standing):
            print(line)
    print()


def _lines(standing: Standing) -> Iterator[str]:
    whose, name = books.said(standing.person), plain(standing.assignment)
    yield f"{whose} in {name}: {standing.status}"
    if standing.partners:
        yield f"  together with {', '.join(map(books.said, standing.partners))}"
    if standing.attempt:
        when = ""
        if standing.submitted_at is not None:
            when = f", handed in {standing.submitted_at:%Y-%m-%d %H:%M:%S} UTC"
        yield f"  attempt {standing.attempt}{when}"
    if standing.status != "excused":
        for each in standing.exercises:
            yield _score(each, "set by hand" if each.is_overridden else "")
        for each in standing.manual:
            yield _score(each, "marked by hand")
        if standing.penalty:
            yield f"  late: -{points(standing.penalty)}"
        yield f"  total: {points(standing.total)}/{points(standing.possible)}"
    for note in standing.notes:
        yield f"  {plain(note)}"


def _score(each: ExerciseScore, how: str) -> str:
    marks = [how] if how else []
    if each.is_provisional:
        marks.append("provisional")
    said = f" ({', '.join(marks)})" if marks else ""
    return f"  {plain(each.name)}: {points(each.earned)}/{points(each.possible)}{said}"


def _for_staff(book: Gradebook, standing: Standing) -> Iterator[str]:
    name, identity = standing.assignment, standing.person.identity
    if standing.run_id is not None:
        run = book.run(standing.run_id)
        versions = ", ".join(f"{what} {which}" for what, which in run.versions)
        yield (
            f"  run {standing.run_id} of {run.started_at:%Y-%m-%d %H:%M} UTC, "
            f"{run.seconds:.1f} s, isolation {plain(run.isolation)}; {plain(versions)}"
        )
    for each in book.attempts(name, identity):
        if each.run_id != standing.run_id:
            score = f"{points(each.total)}/{points(each.possible)}"
            which = "not graded yet" if each.run_id is None else f"run {each.run_id}"
            yield f"  attempt {each.attempt}, {which}: {each.status}, {score}"
    for ruling in book.rulings(name, identity):
        about = f" of {ruling.about}" if ruling.about else ""
        value = f": {ruling.value}," if ruling.value else " lifted"
        why = f": {ruling.reason}" if ruling.reason else ""
        said = f"{ruling.what}{about}{value} by {ruling.by}{why}"
        yield f"  {ruling.at:%Y-%m-%d %H:%M} UTC {plain(said)}"
