"""Which level holds here, remembered for this machine, kernel and interpreter.

No numpy here: the command line asks before it has imported anything heavy.
"""

import json
import os
import platform
import sys
from pathlib import Path

import grader
from grader.sandbox.settings import CONFINED, Level


def _machine() -> str:
    """Return what the choice depends on."""
    interpreter = os.stat(sys.executable)
    facts = (
        grader.__version__,
        platform.node(),
        platform.release(),
        platform.version(),
        str(os.geteuid()),
        os.path.realpath(sys.executable),
        str(interpreter.st_mtime_ns),
        grader.__file__,
    )
    return "\n".join(facts)


def remembered(cache: Path | None) -> Level | None:
    """Return the level that held when it was last tried, if that was here."""
    if cache is None or platform.system() != "Linux":
        return None
    try:
        entry = json.loads(cache.read_text("utf-8"))[_machine()]
        return Level(entry) if entry in CONFINED else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remember(cache: Path | None, level: Level) -> None:
    """Remember that a level holds here."""
    if cache is None:
        return
    try:
        cache.parent.mkdir(parents=True, exist_ok=True)
        cache.write_text(json.dumps({_machine(): level.value}), "utf-8")
    except OSError:
        return  # a home that cannot be written costs a second next time
