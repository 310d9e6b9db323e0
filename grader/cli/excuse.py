"""`grader excuse BOOK STUDENT -a NAME`: somebody need not hand in an assignment."""

import argparse

from grader.cli import arguments as shared
from grader.cli.exit_codes import ExitCode


def add_parser(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    """Register the command."""
    parser = subparsers.add_parser("excuse", help=__doc__)
    shared.add_book(parser)
    shared.add_student(parser)
    shared.add_assignment(parser, required=True)
    shared.add_reason(parser)
    shared.add_author(parser)
    shared.add_lift(parser, "excuse them no longer")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Excuse somebody."""
    # Imported here: `grader --help` needs no gradebook.
    from grader.cli import books  # noqa: PLC0415
    from grader.gradebook import Gradebook  # noqa: PLC0415

    with Gradebook.open(arguments.book) as book:
        person = books.find(book, arguments.student)
        name = books.chosen(book, arguments.book, arguments.assignment)
        book.excuse(
            name,
            person.identity,
            reason=arguments.reason,
            by=arguments.by,
            now=books.now(),
            lift=arguments.lift,
        )
        print(books.told(book.standing(name, person.identity)))
    return ExitCode.DONE
