"""`grader verify BOOK`: whether a gradebook still is what was recorded."""

import argparse

from grader.cli import arguments as shared
from grader.cli.exit_codes import ExitCode


def add_parser(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    """Register the command."""
    parser = subparsers.add_parser("verify", help=__doc__)
    shared.add_book(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Look for what is wrong."""
    # Imported here: `grader --help` needs no gradebook.
    from grader.gradebook import Damaged, Gradebook  # noqa: PLC0415
    from grader.reports.quoting import plain  # noqa: PLC0415

    try:
        with Gradebook.open(arguments.book) as book:
            sentences = book.verify()
    except Damaged as damage:
        sentences = [str(damage)]
    for sentence in sentences:
        print(plain(sentence))
    if sentences:
        return ExitCode.LOST_POINTS
    print(f"{plain(str(arguments.book))}: nothing is wrong.")
    return ExitCode.DONE
