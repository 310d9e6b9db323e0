"""The command line: one subcommand a file."""

import argparse
from collections.abc import Sequence

from grader import __version__


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="grader",
        description="Grade deep-learning optimisation homework.",
    )
    parser.add_argument("--version", action="version", version=__version__)
    parser.parse_args(arguments)
    parser.print_help()
    return 0
