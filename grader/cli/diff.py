"""`grader diff BOOK [RUN1 RUN2]`: whose points a grading changed, and why."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from grader.cli import arguments as shared
from grader.cli.exit_codes import ExitCode
from grader.errors import AssignmentFault

if TYPE_CHECKING:
    from collections.abc import Iterable

    from grader.gradebook import Batch, Gradebook, Standing
    from grader.reports.changes import Changes

_TWO = 2
_MANY = 20


def add_parser(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    """Register the command."""
    parser = subparsers.add_parser("diff", help=__doc__)
    shared.add_book(parser)
    parser.add_argument(
        "runs",
        metavar="RUN",
        type=int,
        nargs="*",
        help="two gradings, by number (default: the last two)",
    )
    shared.add_assignment(parser, required=False, default="all")
    parser.add_argument(
        "--json",
        metavar="FILE",
        type=Path,
        help="write JSON, too, see docs/diff.schema.json ('-': to standard output, "
        "instead)",
    )
    parser.add_argument(
        "--verbose", action="store_true", help="show everybody, however many"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print what changed in each assignment."""
    # Imported here: `grader --help` needs no database.
    from grader.cli.books import chosen_or_all  # noqa: PLC0415
    from grader.export import diff_document  # noqa: PLC0415
    from grader.export.file import Target  # noqa: PLC0415
    from grader.gradebook import Gradebook  # noqa: PLC0415
    from grader.reports.changes import compare  # noqa: PLC0415

    target = Target(arguments.json or Path("-"), diff_document.BEGINNINGS)
    target.check()
    with Gradebook.open(arguments.book) as book:
        runs = _runs(book, arguments.runs)
        found = []
        for name in chosen_or_all(book, arguments.book, arguments.assignment):
            before, after = (_standings(book, name, number) for number in runs)
            changes = compare(name, before, after, lambda run: book.run(run).report)
            if changes.compared or changes.new:
                found.append(changes)
        titles = [_title(each) for each in book.batches() if each.id in runs]
    if str(arguments.json) != "-":
        _show(found, titles, verbose=arguments.verbose)
    if arguments.json:
        target.write([diff_document.render(*runs, found)])
    return ExitCode.DONE


def _standings(book: "Gradebook", name: str, batch: int) -> "Iterable[Standing]":
    """Return what counted then; nothing if the assignment was not there yet."""
    if name not in book.assignments(until_batch=batch):
        return ()
    return book.standings(name, until_batch=batch)


def _title(batch: "Batch") -> str:
    return f"{batch.id}  {batch.started_at:%Y-%m-%d %H:%M}  {batch.note}"


def _show(found: "list[Changes]", titles: list[str], *, verbose: bool) -> None:
    from grader.reports import changes_terminal  # noqa: PLC0415 - not for JSON
    from grader.reports.quoting import plain  # noqa: PLC0415

    for title in titles:
        print(f"Grading {plain(title)}")
    for changes in found:
        print()
        changes_terminal.show(changes, sys.stdout, verbose=verbose)


def _runs(book: "Gradebook", asked: list[int]) -> tuple[int, int]:
    """Return the numbers of two gradings."""
    known = [each.id for each in book.batches()]
    for number in asked:
        if number not in known:
            has = f"it has {_listed(known)}" if known else "it has none"
            raise AssignmentFault(f"This gradebook has no grading {number}; {has}.")
    if len(asked) == _TWO:
        return asked[0], asked[1]
    if asked:
        raise AssignmentFault("Name two gradings, or none for the last two.")
    if len(known) < _TWO:
        raise AssignmentFault(
            f"This gradebook has {len(known)} grading{'' if known else 's'}; it takes "
            "two to compare."
        )
    return known[-2], known[-1]


def _listed(numbers: list[int]) -> str:
    return (
        ", ".join(map(str, numbers)) if len(numbers) < _MANY else f"1 to {numbers[-1]}"
    )
