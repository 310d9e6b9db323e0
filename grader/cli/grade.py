"""`grader grade SOURCE`: a class, in whatever form it was handed in."""

import argparse
from pathlib import Path

from grader.cli import places

_BOOK = Path("class.db")


def add_parser(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    """Register the command."""
    parser = subparsers.add_parser("grade", help=__doc__)
    parser.add_argument(
        "source",
        metavar="SOURCE",
        type=Path,
        help="a folder, zip or tar with everybody's submissions",
    )
    parser.add_argument(
        "-a",
        "--assignment",
        metavar="NAME",
        help="the assignment (default: found from folders and files)",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="BOOK",
        type=Path,
        default=_BOOK,
        help=f"the gradebook (default: {_BOOK}); one that exists is continued",
    )
    parser.add_argument(
        "--layout", metavar="NAME", help="how SOURCE is laid out (default: recognised)"
    )
    parser.add_argument(
        "--roster", metavar="CSV", type=Path, help="who is in the class"
    )
    parser.add_argument(
        "--attempts",
        choices=["last", "best", "all"],
        default="last",
        help="which of several attempts count (default: last)",
    )
    parser.add_argument(
        "--again", action="store_true", help="grade unchanged work once more, too"
    )
    add_engine(parser)
    places.add_argument(parser)
    parser.set_defaults(run=run)


def add_engine(parser: argparse.ArgumentParser) -> None:
    """Let a command choose where and under what terms submissions are graded."""
    parser.add_argument(
        "-j",
        "--jobs",
        metavar="N",
        type=int,
        default=0,
        help="how many are graded at a time (default: one for each core)",
    )
    parser.add_argument(
        "--seconds",
        metavar="S",
        type=float,
        help="CPU time for a submission (default: what its assignment says)",
    )
    parser.add_argument(
        "--require-isolation",
        metavar="LEVEL",
        choices=["e", "f", "g"],
        help="refuse to run with less than this (see `grader doctor`)",
    )
    parser.add_argument(
        "--cluster",
        metavar="ADDRESS",
        help="grade on a Dask cluster, such as tls://host:8786 (docs/cluster.md)",
    )
    for name, what in (("ca", "authority"), ("cert", "certificate"), ("key", "key")):
        parser.add_argument(
            f"--tls-{name}",
            metavar="FILE",
            type=Path,
            help=f"our {what} for that cluster (default: Dask's settings)",
        )
    parser.add_argument(
        "--trusted",
        action="store_true",
        help="grade even where nothing confines: only what you would run yourself",
    )


def run(arguments: argparse.Namespace) -> int:
    """Grade a class and return the exit code."""
    # Imported here: `grader --help` needs neither numpy nor a sandbox.
    from grader.cli.grading import grade_class  # noqa: PLC0415

    return grade_class(arguments)
