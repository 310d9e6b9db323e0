"""`grader export BOOK`: points as a table for a spreadsheet, or as JSON."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from grader.cli import arguments as shared
from grader.cli.exit_codes import ExitCode
from grader.errors import AssignmentFault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from grader.gradebook import Standing


def add_parser(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    """Register the command."""
    parser = subparsers.add_parser("export", help=__doc__)
    shared.add_book(parser)
    shared.add_assignment(parser, required=False, default="all")
    parser.add_argument(
        "--csv",
        metavar="FILE",
        type=Path,
        help="write a table ('-': to standard output)",
    )
    parser.add_argument(
        "--bom",
        action="store_true",
        help="say in the table's first bytes that it is UTF-8, as Excel wants it",
    )
    parser.add_argument(
        "--json",
        metavar="FILE",
        type=Path,
        help="write JSON, see docs/gradebook.schema.json ('-': to standard output)",
    )
    parser.add_argument(
        "--provisional",
        action="store_true",
        help="write points that may still change, too",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write what was asked for, and say what is still open."""
    if not (arguments.csv or arguments.json):
        raise AssignmentFault("Say what to write: --csv FILE, --json FILE, or both.")
    if arguments.csv and arguments.csv == arguments.json:
        raise AssignmentFault("--csv and --json name the same file.")
    # Imported here: `grader --help` needs no database.
    from grader.cli.books import chosen_or_all  # noqa: PLC0415
    from grader.export import csv_table, json_document  # noqa: PLC0415
    from grader.export.file import Target  # noqa: PLC0415
    from grader.gradebook import Gradebook  # noqa: PLC0415

    csv = Target(arguments.csv or Path("-"), csv_table.BEGINNINGS)
    json = Target(arguments.json or Path("-"), json_document.BEGINNINGS)
    csv.check()
    json.check()
    with Gradebook.open(arguments.book) as book:
        names = chosen_or_all(book, arguments.book, arguments.assignment)
        counting = _Counting()
        if arguments.csv:
            table = csv_table.render(
                (counting.of(book.standings(name)) for name in names),
                is_one=len(names) == 1,
                provisional=arguments.provisional,
                bom=arguments.bom,
            )
            csv.write(table)
        if arguments.json:
            counting = _Counting()
            document = json_document.render(
                ((name, counting.of(book.standings(name))) for name in names),
                provisional=arguments.provisional,
            )
            json.write(document)
    _tell(counting, arguments)
    return ExitCode.DONE


class _Counting:
    """Counts students on their way into a file."""

    def __init__(self) -> None:
        self.rows = self.open = 0

    def of(self, standings: "Iterable[Standing]") -> "Iterator[Standing]":
        """Return the same, counted."""
        for standing in standings:
            self.rows += 1
            self.open += standing.status in {"provisional", "failed"}
            yield standing


def _tell(counting: _Counting, arguments: argparse.Namespace) -> None:
    """Say what was written, apart from what may be on standard output."""
    from grader.reports.quoting import plain  # noqa: PLC0415 - rarely needed

    paths = [str(path) for path in (arguments.csv, arguments.json) if path]
    files = " and ".join(plain(path) for path in paths if path != "-")
    if files:
        unit = "row" if counting.rows == 1 else "rows"
        print(f"Wrote {files}: {counting.rows} {unit}.", file=sys.stderr)
    if counting.open:
        said = "written all the same" if arguments.provisional else "left empty"
        print(
            f"grader: {counting.open} without a final total, {said}: the grader "
            "failed there. `grader report` says where.",
            file=sys.stderr,
        )
