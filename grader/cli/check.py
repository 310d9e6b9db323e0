"""`grader check FILE`: one submission, a report, and what to look at next."""

import argparse
import sys
from pathlib import Path

from grader.cli import places
from grader.cli.exit_codes import ExitCode
from grader.errors import StudentFault


def add_parser(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    """Register the command."""
    parser = subparsers.add_parser("check", help=__doc__)
    parser.add_argument("file", metavar="FILE", type=Path, help="a .py or .ipynb file")
    parser.add_argument(
        "-a",
        "--assignment",
        metavar="NAME",
        help="the assignment (default: found from the file)",
    )
    parser.add_argument(
        "--only",
        metavar="EXERCISE",
        action="append",
        default=[],
        help="check this exercise only; may be repeated",
    )
    parser.add_argument(
        "--json",
        metavar="OUT",
        type=Path,
        help="write the report as JSON, too ('-': to standard output, instead)",
    )
    parser.add_argument(
        "--verbose", action="store_true", help="show what passed, and the numbers"
    )
    parser.add_argument(
        "--staff",
        action="store_true",
        help="show what students may not see: hidden inputs, the grader's own errors",
    )
    parser.add_argument(
        "--require-isolation",
        metavar="LEVEL",
        choices=["e", "f", "g"],
        help="refuse to run with less than this (see `grader doctor`)",
    )
    places.add_argument(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check one file."""
    # Imported here: `grader --help` needs neither numpy nor a sandbox.
    from grader.cli.checking import check  # noqa: PLC0415

    try:
        return check(arguments)
    except StudentFault as fault:
        from grader.reports.quoting import plain  # noqa: PLC0415

        print(f"grader: {plain(fault.sentence)}", file=sys.stderr)
        return ExitCode.LOST_POINTS
