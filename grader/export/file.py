"""Files are written in whole or not at all, and never over somebody's work."""

import os
import sys
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from grader.errors import AssignmentFault

_LONGEST = 64
"""Bytes at the beginning of a file that tell what it is."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where an export goes: a new file, or one that an earlier export wrote.

    Args:
        path: the file; '-' is standard output.
        beginnings: what every export of this form begins with, one of these.
    """

    path: Path
    beginnings: tuple[bytes, ...]

    def check(self) -> None:
        """Refuse to write over anything but an earlier export."""
        if self._is_stream or not self._exists():
            return
        if not self.path.is_file():
            raise AssignmentFault(
                f"{str(self.path)!r} is no ordinary file; name another one."
            )
        try:
            with self.path.open("rb") as file:
                begins = file.read(_LONGEST)
        except OSError as error:
            raise self._unwritable(error) from error
        if begins and not begins.startswith(self.beginnings):
            raise AssignmentFault(
                f"{str(self.path)!r} exists and is no export of this form; it is left "
                "alone. Name another file, or remove it first."
            )

    def write(self, chunks: Iterable[bytes]) -> None:
        """Write everything, or leave what was there before.

        A new file is readable by its owner alone: it holds names and marks.
        """
        if self._is_stream:
            for chunk in chunks:
                sys.stdout.buffer.write(chunk)
            return
        self.check()
        try:
            descriptor, name = tempfile.mkstemp(
                prefix=f".{self.path.name[:40]}.", dir=self.path.parent
            )
        except OSError as error:
            raise self._unwritable(error) from error
        try:
            with os.fdopen(descriptor, "wb") as file:
                for chunk in chunks:
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(self.path)
        except OSError as error:
            raise self._unwritable(error) from error
        finally:
            # Gone already, if everything went well.
            with suppress(OSError):
                Path(name).unlink(missing_ok=True)

    @property
    def _is_stream(self) -> bool:
        return str(self.path) == "-"

    def _exists(self) -> bool:
        # A link that leads nowhere would be replaced, too.
        return self.path.exists() or self.path.is_symlink()

    def _unwritable(self, error: OSError) -> AssignmentFault:
        return AssignmentFault(
            f"{str(self.path)!r} cannot be written: {error.strerror or error}."
        )
