"""`grader list`: the assignments, with their points."""

import argparse
import sys

from grader.cli import places
from grader.cli.exit_codes import ExitCode
from grader.errors import AssignmentFault


def add_parser(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    """Register the command."""
    parser = subparsers.add_parser("list", help=__doc__)
    parser.add_argument(
        "--verbose", action="store_true", help="show the exercises, too"
    )
    places.add_argument(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print a line for each assignment; one that is broken does not hide the others."""
    # Imported here: `grader --help` needs no numpy.
    from grader.assignment import folders, load  # noqa: PLC0415
    from grader.scoring import points  # noqa: PLC0415

    found = folders(arguments.assignments)
    width = max(len(each.name) for each in found)
    code = ExitCode.DONE
    for folder in found:
        try:
            assignment = load(folder)
        except AssignmentFault as fault:
            print(f"grader: {fault}", file=sys.stderr)
            code = ExitCode.USAGE
            continue
        outline = assignment.outline
        worth = sum(each.points for each in assignment.checks if not each.is_extra)
        count = len(outline.exercises)
        noun = "exercise" if count == 1 else "exercises"
        amount = f"{points(worth):>4} points  {count:>2} {noun:<9}"
        print(f"{outline.name:<{width}}  {amount}  {outline.summary}")
        if arguments.verbose:
            for exercise in outline.exercises:
                checks = assignment.of(exercise.name)
                worth = sum(each.points for each in checks)
                extra = "  (extra)" if all(e.is_extra for e in checks) else ""
                print(f"{'':<{width}}  {points(worth):>4}  {exercise.signature}{extra}")
    return code
