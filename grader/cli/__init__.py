"""The command line: one subcommand a file."""

import argparse
import io
import os
import sys
import traceback
from collections.abc import Sequence

from grader import __version__
from grader.cli import (
    check,
    diff,
    doctor,
    excuse,
    explain,
    export,
    extend,
    grade,
    listing,
    mark,
    new,
    override,
    regrade,
    report,
    start,
    validate,
    verify,
)
from grader.cli.exit_codes import ExitCode
from grader.errors import GraderError, HarnessFault

_COMMANDS = (
    *(check, listing, start),
    *(grade, report, explain, export, regrade, diff),
    *(override, excuse, extend, mark, verify),
    *(new, validate, doctor),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that cannot show a character shows its number.
            stream.reconfigure(errors="backslashreplace")
    parser = _parser()
    chosen = parser.parse_args(arguments)
    if "run" not in chosen:
        parser.print_help()
        return ExitCode.DONE
    try:
        code = int(chosen.run(chosen))
        sys.stdout.flush()
    except (GraderError, OSError) as error:
        return _failed(error)
    except KeyboardInterrupt:
        print("grader: interrupted.", file=sys.stderr)
        return ExitCode.INTERRUPTED
    except Exception:  # noqa: BLE001 - the outermost frame
        traceback.print_exc()
        print("grader: the grader itself failed; please report this.", file=sys.stderr)
        return ExitCode.GRADER_FAILED
    return code


def _parser() -> argparse.ArgumentParser:
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
    return parser


def _failed(error: GraderError | OSError) -> ExitCode:
    """Say what went wrong, and return whose fault it is."""
    match error:
        case HarnessFault():
            print(_said(f"the grader itself failed: {error}"), file=sys.stderr)
            return ExitCode.GRADER_FAILED
        case BrokenPipeError():
            # Whoever read our output has had enough; Python would complain at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return ExitCode.DONE
        case OSError():
            print(_said(f"{error}."), file=sys.stderr)
        case _:
            print(_said(error), file=sys.stderr)
    return ExitCode.USAGE


def _said(what: object) -> str:
    """Return what is wrong as text for a terminal; names in it may be anybody's."""
    from grader.reports.quoting import plain  # noqa: PLC0415 - rarely needed

    return "\n".join(f"grader: {plain(line)}" for line in str(what).splitlines())
