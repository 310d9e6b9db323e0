"""`grader report BOOK`: how a class did, and which checks to look at."""

import argparse
import sys

from grader.cli import arguments as shared
from grader.cli.exit_codes import ExitCode


def add_parser(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    """Register the command."""
    parser = subparsers.add_parser("report", help=__doc__)
    shared.add_book(parser)
    shared.add_assignment(parser, required=False, default="all")
    parser.add_argument(
        "--anonymous",
        action="store_true",
        help="call students by pseudonyms, the same in each report of this gradebook",
    )
    parser.add_argument(
        "--verbose", action="store_true", help="show lists to their ends"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print a summary of each assignment."""
    # Imported here: `grader --help` needs no database.
    from grader.cli.books import chosen_or_all  # noqa: PLC0415
    from grader.gradebook import Gradebook  # noqa: PLC0415
    from grader.reports import class_terminal  # noqa: PLC0415
    from grader.reports.class_summary import Source, summarise  # noqa: PLC0415

    look = class_terminal.ClassLook(verbose=arguments.verbose)
    with Gradebook.open(arguments.book) as book:
        names = chosen_or_all(book, arguments.book, arguments.assignment)
        for name in names:
            source = Source.of(book, name, is_anonymous=arguments.anonymous)
            class_terminal.show(summarise(source), sys.stdout, look)
            print(flush=True)  # somebody may be waiting for a class of thousands
    if not names:
        print("Nothing has been graded into this gradebook yet.")
        return ExitCode.DONE
    class_terminal.show_next(str(arguments.book), sys.stdout)
    return ExitCode.DONE
