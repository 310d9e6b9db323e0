"""`grader start NAME`: the starter of an assignment, as a .py file or a notebook."""

import argparse
from pathlib import Path

from grader.cli import places
from grader.cli.exit_codes import ExitCode
from grader.errors import AssignmentFault


def add_parser(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    """Register the command."""
    parser = subparsers.add_parser("start", help=__doc__)
    parser.add_argument("name", metavar="NAME", help="the assignment, or its number")
    parser.add_argument(
        "--notebook", action="store_true", help="as a notebook instead of a .py file"
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=Path,
        help="where to write it (default: NAME.py or NAME.ipynb, here)",
    )
    places.add_argument(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the starter; a file that exists is left alone."""
    # Imported here: `grader --help` needs no numpy.
    from grader.assignment import named  # noqa: PLC0415
    from grader.assignment.starter import as_notebook  # noqa: PLC0415

    outline = named(arguments.assignments, arguments.name)
    path = arguments.output
    if path is None:
        stem = outline.name.partition("-")[2].replace("-", "_") or outline.name
        path = Path(f"{stem}{'.ipynb' if arguments.notebook else '.py'}")
    text = (outline.folder / "starter.py").read_text("utf-8")
    if arguments.notebook or path.suffix == ".ipynb":
        handout = (outline.folder / "handout.md").read_text("utf-8")
        text = as_notebook(text, handout)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise AssignmentFault(
            f"{str(path)!r} exists already; name another file with -o."
        ) from None
    except OSError as error:
        raise AssignmentFault(
            f"{str(path)!r} cannot be written: {error.strerror}."
        ) from error
    print(f"Wrote {path}. The task: {outline.folder / 'handout.md'}")
    print(f"Check it with: grader check {path}")
    return ExitCode.DONE
