"""`grader explain BOOK STUDENT`: what counts for somebody, and why."""

import argparse

from grader.cli import arguments as shared


def add_parser(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    """Register the command."""
    parser = subparsers.add_parser("explain", help=__doc__)
    shared.add_book(parser)
    shared.add_student(parser)
    shared.add_assignment(parser, required=False, default="all")
    parser.add_argument(
        "--staff",
        action="store_true",
        help="show what students may not see: hidden inputs, who decided what",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Show it."""
    # Imported here: `grader --help` needs no gradebook.
    from grader.cli.explaining import explain  # noqa: PLC0415

    return explain(arguments)
