"""All files of a submission that answer something, executed one after another."""

import sys
from collections import ChainMap
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from grader.worker.loading import Submission
from grader.worker.stand_ins import Absence


class Program:
    """The main file and those that define what it does not.

    Args:
        box: the folder that holds the files.
        main: the file to execute first, relative to the box.
        also: the files to execute after it.
        absence: the stand-ins for modules that are not here.
    """

    def __init__(
        self, box: Path, main: str, also: Sequence[str], absence: Absence
    ) -> None:
        self._box = box
        self._also = also
        self._absence = absence
        self._first = Submission(box, main, absence)
        self.modules = [self._first.module.__name__]
        """The names of the modules that the files became."""
        self.names: ChainMap[str, Any] = ChainMap(self._first.names)
        """What they define; earlier files count before later ones."""
        self.notes: list[tuple[str, str]] = []
        """Statements that were skipped: where, and why."""

    def execute(self, *, definitions_only: bool = False) -> None:
        """Run all statements, or only those that define something."""
        self._first.execute(definitions_only=definitions_only)
        self.notes += self._first.notes
        for name in self._also:
            module = _imported(self._box / name)
            if module is not None:  # by a file before it
                self.names.maps.append(vars(module))
                self.modules.append(module.__name__)
                continue
            other = Submission(self._box, name, self._absence)
            self.names.maps.append(other.names)
            self.modules.append(other.module.__name__)
            other.execute(definitions_only=definitions_only)
            self.notes += [(_told(name, place), why) for place, why in other.notes]


def _imported(path: Path) -> Any:
    """Return the module that a file was imported as, if it was."""
    found = (
        each
        for each in list(sys.modules.values())
        if getattr(each, "__file__", None) == str(path)
    )
    return next(found, None)


def _told(name: str, place: str) -> str:
    return f"{name} {place}" if place.startswith("cell ") else place
