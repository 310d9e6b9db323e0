"""`grader new NAME`: an assignment of your own, which validates as it stands."""

import argparse
import shlex
from pathlib import Path

from grader.cli import places
from grader.cli.exit_codes import ExitCode


def add_parser(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    """Register the command."""
    parser = subparsers.add_parser("new", help=__doc__)
    parser.add_argument("name", metavar="NAME", help="such as 12-secant")
    parser.add_argument(
        "--exercise",
        metavar="SIGNATURE",
        default="",
        help='an exercise to draft, such as "secant(df, x0, x1, steps)"',
    )
    parser.add_argument(
        "--into",
        metavar="FOLDER",
        type=Path,
        default=Path(),
        help="gets assignments/NAME and reference/ (default: this folder)",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the skeleton; nothing that exists is touched."""
    # Imported here: `grader --help` needs no numpy.
    from grader.assignment.skeleton import Skeleton, write  # noqa: PLC0415

    skeleton = Skeleton.of(arguments.name, arguments.exercise)
    written = write(skeleton, arguments.into)
    place = written.folder.parent
    print(f"Wrote {written.folder}: {', '.join(skeleton.folder())}.")
    if written.is_exported:
        print(f"Wrote {written.answers} and {written.exports}.")
    else:
        print(f"Wrote {written.answers}. Add this line to {written.exports}:")
        print(f"  {skeleton.export.strip()}")
    if skeleton.exercise:
        print(
            f"{skeleton.exercise} is drafted in the handout, the starter and the "
            "reference,"
        )
        print("and becomes an exercise by its lines in assignment.toml.")
    command = f"grader validate {skeleton.name}"
    if place.resolve() != places.TREE / "assignments":
        command += f" --assignments {shlex.quote(str(place))}"
    print(f"Its small exercise, gradient_step, is complete: {command}")
    return ExitCode.DONE
