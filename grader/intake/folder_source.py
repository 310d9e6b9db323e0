"""A folder as a source: walked without following links, opening plain files only."""

import os
import stat
from pathlib import Path

from grader.errors import NotLoaded
from grader.intake import limits
from grader.intake.attempt import Refused
from grader.intake.listing import DEVICE, LINK, Entry, Listing
from grader.intake.names import LEFT_OUT_FOLDERS, shown

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # a pipe put in a file's place must not block us
    | getattr(os, "O_BINARY", 0)
)


class FolderStore:
    """The files in a folder."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self._paths: list[Path] = []
        self.listing = Listing(limits.MAX_MEMBERS)
        self._walk()

    def read(self, entry: Entry, most: int) -> bytes:
        """Return a file's bytes, if it is still the plain file that was listed."""
        path = self._paths[entry.place]
        try:
            if path.resolve() != path:  # a folder above it has become a link
                raise NotLoaded(f"{shown(entry.name)} has become a link.")
            with os.fdopen(os.open(path, _FLAGS), "rb") as file:
                if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                    raise NotLoaded(f"{shown(entry.name)} is no plain file any more.")
                data = file.read(most + 1)
        except OSError as error:
            raise NotLoaded(
                f"{shown(entry.name)} cannot be read: {error.strerror}."
            ) from error
        if len(data) > most:
            raise NotLoaded(f"{shown(entry.name)} has more than {most} bytes.")
        return data

    def close(self) -> None:
        """Nothing is kept open."""

    def _walk(self) -> None:
        waiting = [self._root]
        while waiting:
            folder = waiting.pop()
            try:
                found = sorted(os.scandir(folder), key=lambda each: each.name)
            except OSError as error:
                self._refuse(folder, f"The folder cannot be read: {error.strerror}.")
                continue
            waiting.extend(Path(each.path) for each in found if self._add(each))

    def _add(self, found: os.DirEntry[str]) -> bool:
        """List what a folder holds; tell whether one has to look into it."""
        name = Path(found.path).relative_to(self._root).as_posix()
        try:
            mode = found.stat(follow_symlinks=False)
        except OSError as error:
            self._refuse(Path(found.path), f"It cannot be read: {error.strerror}.")
            return False
        if stat.S_ISDIR(mode.st_mode):
            self.listing.add_folder(name)
            return found.name not in LEFT_OUT_FOLDERS
        why = "" if stat.S_ISREG(mode.st_mode) else DEVICE
        if stat.S_ISLNK(mode.st_mode) or _is_junction(found):
            why = LINK
        self.listing.add(name, mode.st_size, len(self._paths), why)
        self._paths.append(Path(found.path))
        return False

    def _refuse(self, path: Path, why: str) -> None:
        name = path.relative_to(self._root).as_posix()
        self.listing.refused.append(Refused(shown(name), why))


def _is_junction(found: os.DirEntry[str]) -> bool:
    """Tell whether this is what Windows has in place of links (Python 3.12)."""
    return bool(getattr(found, "is_junction", bool)())
