"""The command line: one subcommand a file."""

import argparse
from collections.abc import Sequence

from grader import __version__
from grader.cli import check, doctor

_COMMANDS = (check, doctor)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="grader",
        description="Grade deep-learning optimisation homework.",
    )
    parser.add_argument("--version", action="version", version=__version__)
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND")
    for command in _COMMANDS:
        command.add_parser(subparsers)
    chosen = parser.parse_args(arguments)
    if "run" not in chosen:
        parser.print_help()
        return 0
    return int(chosen.run(chosen))
