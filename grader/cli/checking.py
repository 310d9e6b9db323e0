"""The work behind `grader check`, in the order that wastes no time.

The zygote is started first: it imports numpy while this process does.
"""

import argparse
import gc
import sys
from pathlib import Path

from grader.cli import places
from grader.errors import AssignmentFault
from grader.sandbox.processes import ZygoteProcess
from grader.sandbox.remembered import remembered
from grader.sandbox.settings import CONFINED, DEFENCES, Level

_LARGEST = 200 * 2**20


def check(arguments: argparse.Namespace) -> int:
    """Check one file and return the exit code."""
    _require_file(arguments.file)
    _require_target(arguments.json)
    # One short run: what is not collected now goes with the process.
    gc.disable()
    try:
        return _check(arguments)
    finally:
        gc.enable()


def _check(arguments: argparse.Namespace) -> int:
    known = remembered(places.cache_file())
    zygote = ZygoteProcess(DEFENCES[known]) if known else None
    try:
        # What follows needs numpy, msgspec and the assignment: some tenths of a second.
        from grader.cli.single import Single  # noqa: PLC0415

        single = Single(arguments, _level(arguments, known), zygote)
    except BaseException:
        if zygote:
            zygote.close()
        raise
    return single.run()


def _require_file(path: Path) -> None:
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise AssignmentFault(f"{str(path)!r} is no file; `check` takes one file.")
        with path.open("rb"):
            pass
    except OSError as error:
        raise AssignmentFault(
            f"{str(path)!r} cannot be read: {error.strerror}."
        ) from error
    if path.suffix not in (".py", ".ipynb"):
        raise AssignmentFault(
            f"{str(path)!r} is neither a .py nor an .ipynb file; hand in one of these."
        )
    if size > _LARGEST:
        raise AssignmentFault(
            f"{str(path)!r} has {size / 2**20:.0f} MiB; at most "
            f"{_LARGEST // 2**20} MiB are read."
        )


def _require_target(path: Path | None) -> None:
    """Refuse, before anything is graded, what could not be written or must not be."""
    if path is None or str(path) == "-":
        return
    if path.suffix in (".py", ".ipynb"):
        raise AssignmentFault(
            f"{str(path)!r} looks like homework; the report would be written over it."
        )
    if path.is_dir() or not path.parent.is_dir():
        raise AssignmentFault(f"{str(path)!r} cannot be written: no such folder.")


def _level(arguments: argparse.Namespace, known: Level | None) -> Level:
    """Return the isolation to use: the strongest here, or enough of it."""
    level = known
    if level is None:
        from grader.sandbox.levels import choose  # noqa: PLC0415

        print("grader: trying how well this machine isolates code …", file=sys.stderr)
        level, _ = choose(places.cache_file())
    level = level or Level.PORTABLE
    wanted = arguments.require_isolation
    if wanted and (level not in CONFINED or level > wanted):
        raise AssignmentFault(
            f"This machine gives isolation {level}, less than the required {wanted}; "
            "`grader doctor` says why."
        )
    return level
