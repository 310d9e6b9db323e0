"""`grader regrade BOOK`: grade again what a change of assignment or grader concerns."""

import argparse
from pathlib import Path

from grader.cli import places
from grader.cli.grade import add_engine


def add_parser(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    """Register the command."""
    parser = subparsers.add_parser("regrade", help=__doc__)
    parser.add_argument("book", metavar="BOOK", type=Path, help="the gradebook")
    parser.add_argument(
        "-a", "--assignment", metavar="NAME", help="only this assignment"
    )
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help="say whose points would change and why, and change nothing",
    )
    parser.add_argument(
        "--never-lower",
        action="store_true",
        help="keep the points of those who would get fewer",
    )
    add_engine(parser)
    places.add_argument(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Regrade and return the exit code."""
    # Imported here: `grader --help` needs neither numpy nor a sandbox.
    from grader.cli.regrading import regrade  # noqa: PLC0415

    return regrade(arguments)
