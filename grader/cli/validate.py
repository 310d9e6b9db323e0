"""`grader validate [NAME ...]`: assignments prove themselves."""

import argparse
import sys
from pathlib import Path

from grader.cli import places
from grader.cli.exit_codes import ExitCode


def add_parser(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    """Register the command."""
    parser = subparsers.add_parser("validate", help=__doc__)
    parser.add_argument(
        "names",
        metavar="NAME",
        nargs="*",
        help="assignments, or their numbers (default: all)",
    )
    parser.add_argument(
        "--verbose",
        action="store_true",
        help="show which checks notice which mistake",
    )
    parser.add_argument(
        "--twice",
        action="store_true",
        help="prove everything twice and compare the two, byte for byte",
    )
    parser.add_argument(
        "--junit", metavar="FILE", type=Path, help="write the cases as JUnit XML, too"
    )
    places.add_argument(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Validate assignments and print a table; 1 if something is not proved."""
    # Imported here: `grader --help` needs no numpy.
    from grader.cli.proving import Proof  # noqa: PLC0415

    proof = Proof.of(arguments)
    print(proof.text(verbose=arguments.verbose))
    if arguments.junit:
        arguments.junit.write_bytes(proof.junit())
    if arguments.twice:
        again = Proof.of(arguments)
        if (again.text(verbose=True), again.junit()) != (
            proof.text(verbose=True),
            proof.junit(),
        ):
            print("grader: a second run gave something else.", file=sys.stderr)
            return ExitCode.LOST_POINTS
        print("A second run gave the same, byte for byte.")
    return ExitCode.LOST_POINTS if proof.problems else ExitCode.DONE
