"""Where things are: the assignments of this tree, and what is remembered.

The command line is the only part that reads the environment, and nothing is looked for
in or above a submission.
"""

import argparse
import os
from pathlib import Path

import grader

TREE = Path(grader.__file__).resolve().parent.parent


def add_argument(parser: argparse.ArgumentParser) -> None:
    """Let a command take the folder of assignments."""
    parser.add_argument(
        "--assignments",
        metavar="FOLDER",
        type=Path,
        default=TREE / "assignments",
        help="where the assignments are (default: those that came with the grader)",
    )


def cache_file() -> Path:
    """Return the file that remembers which isolation holds on this machine."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    folder = Path(base) if Path(base).is_absolute() else Path.home() / ".cache"
    return folder / "descent-grader" / "levels.json"
