"""The list of what a folder or an archive holds, the same for each kind of source."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from grader.errors import GraderError
from grader.intake import limits
from grader.intake.attempt import Refused
from grader.intake.names import UnsafeName, clean, is_left_out, shown

LINK = "It is a link, and links are not followed."
DEVICE = "It is a device, a pipe or a socket, and those are not opened."


class Unopened(GraderError):
    """An archive that cannot be opened at all: a sentence that begins with 'It'."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file in a source."""

    path: tuple[str, ...]
    """The parts of its name, relative to where one looks from."""
    size: int
    """Bytes, as declared."""
    place: int
    """Where its store finds it."""
    why: str = ""
    """Why it cannot be read, if so."""

    @property
    def name(self) -> str:
        """The path with forward slashes."""
        return "/".join(self.path)


class Store(Protocol):
    """An open folder or archive; nothing in it is ever written anywhere."""

    @property
    def listing(self) -> "Listing":
        """What it holds."""

    def read(self, entry: Entry, most: int) -> bytes:
        """Return a file's bytes; NotLoaded if they cannot be read or are more."""

    def close(self) -> None:
        """Let go of the files."""


@dataclass(slots=True)
class Listing:
    """Collects entries; every name passes through here.

    Args:
        most: how many members are listed before the source is refused.
    """

    most: int
    entries: list[Entry] = field(default_factory=list)
    folders: set[tuple[str, ...]] = field(default_factory=set)
    clones: set[tuple[str, ...]] = field(default_factory=set)
    refused: list[Refused] = field(default_factory=list)
    seen: int = 0
    unsafe: int = 0

    def add(self, raw: str, size: int, place: int, why: str = "") -> None:
        """Add a file, or what stands in its stead with a reason."""
        parts = self._checked(raw)
        if not parts or is_left_out(parts):
            return
        self._add_parents(parts)
        if not why and size > limits.MAX_FILE_BYTES:
            why = (
                f"It has {size / 2**20:.0f} MiB; a file may have "
                f"{limits.MAX_FILE_BYTES // 2**20}."
            )
        self.entries.append(Entry(parts, size, place, why))

    def add_folder(self, raw: str) -> None:
        """Add a folder, which may be empty."""
        parts = self._checked(raw)
        if parts and not is_left_out(parts):
            self._add_parents((*parts, ""))

    def _checked(self, raw: str) -> tuple[str, ...]:
        self.seen += 1
        if self.seen > self.most:
            raise Unopened(f"It holds more than {self.most} files and folders.")
        if raw.rstrip("/") in {"", "."} and raw:
            return ()  # the archive's own top
        try:
            parts = clean(raw)
        except UnsafeName as error:
            self.unsafe += 1
            if len(self.refused) < limits.MAX_REFUSED:
                self.refused.append(Refused(shown(raw), str(error)))
            return ()
        if ".git" in parts:
            self.clones.add(parts[: parts.index(".git")])
        return parts

    def _add_parents(self, parts: tuple[str, ...]) -> None:
        folder = parts[:-1]
        while folder and folder not in self.folders:
            self.folders.add(folder)
            folder = folder[:-1]


def sorted_entries(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return entries by name, whatever the order in which they were found."""
    return tuple(sorted(entries, key=lambda entry: (entry.path, entry.place)))
