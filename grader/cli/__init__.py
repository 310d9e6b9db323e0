"""The command line: one subcommand a file."""

import argparse
import os
import sys
from collections.abc import Sequence

from grader import __version__
from grader.cli import check, doctor, listing, start, validate
from grader.cli.exit_codes import ExitCode
from grader.errors import AssignmentFault, HarnessFault

_COMMANDS = (check, listing, start, validate, doctor)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="grader",
        description="Grade deep-learning optimisation homework.",
        epilog="Exit codes: 0 done (check: full marks), 1 something lost points, "
        "2 the command line or an assignment is at fault, 3 the grader is.",
    )
    parser.add_argument("--version", action="version", version=__version__)
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND")
    for command in _COMMANDS:
        command.add_parser(subparsers)
    chosen = parser.parse_args(arguments)
    if "run" not in chosen:
        parser.print_help()
        return ExitCode.DONE
    try:
        return int(chosen.run(chosen))
    except AssignmentFault as fault:
        print(f"grader: {fault}", file=sys.stderr)
        return ExitCode.USAGE
    except HarnessFault as fault:
        print(f"grader: the grader itself failed: {fault}", file=sys.stderr)
        return ExitCode.GRADER_FAILED
    except KeyboardInterrupt:
        print("grader: interrupted.", file=sys.stderr)
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has had enough; Python would complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.DONE
