"""`grader mark BOOK --csv FILE -a NAME`: questions that people marked by hand."""

import argparse
from pathlib import Path

from grader.cli import arguments as shared
from grader.cli.exit_codes import ExitCode


def add_parser(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    """Register the command."""
    parser = subparsers.add_parser("mark", help=__doc__)
    shared.add_book(parser)
    parser.add_argument(
        "--csv",
        metavar="FILE",
        type=Path,
        required=True,
        help=f"columns student ({shared.STUDENT}), question, points, possible",
    )
    shared.add_assignment(parser, required=True)
    shared.add_author(parser)
    parser.add_argument(
        "--extra", action="store_true", help="allow more points than are possible"
    )
    shared.add_lift(parser, "withdraw the marks of these students and questions")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Record the marks: all of them, or none."""
    # Imported here: `grader --help` needs no gradebook.
    from grader.cli import books  # noqa: PLC0415
    from grader.gradebook import Directory, Gradebook, read_marks  # noqa: PLC0415
    from grader.reports.quoting import plain  # noqa: PLC0415

    with Gradebook.open(arguments.book) as book:
        name = books.chosen(book, arguments.book, arguments.assignment)
        marks = read_marks(
            arguments.csv,
            Directory(book.people()),
            [each for each, _, _ in book.exercises(name)],
            extra=arguments.extra,
        )
        book.mark_all(
            name,
            [
                (each.identity, each.question, points, each.possible)
                for each in marks
                for points in (None if arguments.lift else each.points,)
            ],
            arguments.by,
            books.now(),
        )
    people = len({each.identity for each in marks})
    questions = len({each.question for each in marks})
    done = "Withdrawn" if arguments.lift else "Recorded"
    print(
        f"{done} in {plain(name)}: {len(marks)} marks (people: {people}, "
        f"questions: {questions})."
    )
    return ExitCode.DONE
