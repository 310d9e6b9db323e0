"""`grader extend BOOK STUDENT -a NAME --due TIME`: a due date of somebody's own."""

import argparse

from grader.cli import arguments as shared
from grader.cli.exit_codes import ExitCode


def add_parser(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    """Register the command."""
    parser = subparsers.add_parser("extend", help=__doc__)
    shared.add_book(parser)
    shared.add_student(parser)
    shared.add_assignment(parser, required=True)
    parser.add_argument(
        "--due", metavar="TIME", help="such as 2026-10-01T23:59:00+02:00"
    )
    shared.add_reason(parser)
    shared.add_author(parser)
    shared.add_lift(parser, "let the date of the assignment hold again")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Set somebody's due date."""
    # Imported here: `grader --help` needs no gradebook.
    from grader.cli import books  # noqa: PLC0415
    from grader.errors import AssignmentFault  # noqa: PLC0415
    from grader.gradebook import Gradebook  # noqa: PLC0415

    if (arguments.due is None) is not arguments.lift:
        raise AssignmentFault("Give either --due or --lift.")
    due = None if arguments.due is None else books.moment(arguments.due)
    with Gradebook.open(arguments.book) as book:
        person = books.find(book, arguments.student)
        name = books.chosen(book, arguments.book, arguments.assignment)
        book.set_due(
            name,
            person.identity,
            due,
            reason=arguments.reason,
            by=arguments.by,
            now=books.now(),
        )
        print(books.told(book.standing(name, person.identity)))
    return ExitCode.DONE
