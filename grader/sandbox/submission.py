"""A submission as it travels: names and bytes, nothing opened, nothing parsed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from grader.errors import NotLoaded

_MAX_FILES = 500
_MAX_BYTES = 256 * 2**20
_LEFT_OUT = {"__pycache__", "__MACOSX", ".git", ".ipynb_checkpoints", ".venv"}
_PLAIN_NAME = re.compile(r"[^\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class Submission:
    """The files of one submission."""

    main: str
    """The file that is executed, relative to the others."""
    files: tuple[tuple[str, bytes], ...]
    """Relative names, with forward slashes, and contents."""
    also: tuple[str, ...] = ()
    """Files that are executed after it: what it does not define is looked for there."""

    def __post_init__(self) -> None:
        """Refuse names that point out of the box; spell all of them in UTF-8."""
        # Archives made elsewhere hold names in other encodings.
        files = tuple((_spelled(name), data) for name, data in self.files)
        object.__setattr__(self, "files", files)
        object.__setattr__(self, "main", _spelled(self.main))
        object.__setattr__(self, "also", tuple(map(_spelled, self.also)))
        for name, _ in self.files:
            parts = PurePosixPath(name).parts
            if not parts or ".." in parts or name.startswith("/"):
                raise NotLoaded(f"A file name points out of its folder: {name!r}.")
            if not _PLAIN_NAME.fullmatch(name):
                raise NotLoaded(f"A file name holds control characters: {name!r}.")
        names = dict(self.files)
        for name in (self.main, *self.also):
            if name not in names:
                raise NotLoaded(f"{name!r} is not among the submitted files.")

    @property
    def size(self) -> int:
        """Bytes in all files together."""
        return sum(len(data) for _, data in self.files)

    @classmethod
    def of_source(cls, source: str | bytes, name: str = "solution.py") -> "Submission":
        """Return a submission of one file."""
        data = source.encode() if isinstance(source, str) else source
        return cls(main=name, files=((name, data),))

    @classmethod
    def read(cls, path: Path) -> "Submission":
        """Return the submission at a path: a file alone, without its neighbours."""
        return cls(main=path.name, files=((path.name, path.read_bytes()),))

    @classmethod
    def read_folder(cls, folder: Path, main: str) -> "Submission":
        """Return the submission in a folder: every regular file in it."""
        files = tuple(_regular_files(folder))
        if len(files) > _MAX_FILES or sum(len(data) for _, data in files) > _MAX_BYTES:
            raise NotLoaded(
                f"{folder.name!r} holds more than {_MAX_FILES} files or "
                f"{_MAX_BYTES // 2**20} MiB."
            )
        return cls(main=main, files=files)


def _spelled(name: str) -> str:
    return name.encode("utf-8", "replace").decode("utf-8")


def _regular_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if path.is_symlink() or not path.is_file():
            continue
        if any(part in _LEFT_OUT for part in relative.parts):
            continue
        yield relative.as_posix(), path.read_bytes()
