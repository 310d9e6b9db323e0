"""`grader doctor`: how well this machine can hold a stranger's code, and why."""

import argparse


def add_parser(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    """Register the command."""
    parser = subparsers.add_parser("doctor", help=__doc__)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Examine this machine."""
    # Imported here: `grader --help` needs no sandbox.
    from grader.cli.machine import examine  # noqa: PLC0415

    del arguments
    return examine()
