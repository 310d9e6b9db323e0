"""Assignments with their reference as one archive that is the same bytes everywhere."""

import hashlib
import io
import os
import stat
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from grader.assignment import folders
from grader.errors import AssignmentFault

_ASSIGNMENTS, _REFERENCE = "assignments", "reference"
_MAX_FILES = 5_000
_MAX_BYTES = 64 * 2**20
_LEFT_OUT = {"__pycache__"}  # and whatever begins with a dot
_THEN = (1980, 1, 1, 0, 0, 0)  # the first time that a zip can name
_UNIX, _MODE = 3, stat.S_IFREG | 0o644
_ENCRYPTED = 0x1  # a flag of an entry
_NOWHERE = frozenset({*map(chr, range(32)), chr(127), "\\", ":"})
"""Letters that some file system does not take, or takes for something else."""
_READ_ONLY = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


@dataclass(frozen=True, slots=True)
class Bundle:
    """Assignments as they travel."""

    data: bytes
    """A zip archive: `assignments/<name>/…` and `reference/…`."""
    digest: str
    """The SHA-256 of the data, in hexadecimal."""

    def unpack(self, folder: Path) -> Path:
        """Write the files into a new folder; return the folder of the assignments.

        Nothing is written unless the whole archive is as `pack` makes it.
        """
        found = hashlib.sha256(self.data).hexdigest()
        if found != self.digest:
            raise AssignmentFault(
                f"The bundle was changed on its way: its SHA-256 is {found}, not "
                f"{self.digest}."
            )
        files = _contents(self.data)
        folder.mkdir(mode=0o700, parents=True)
        for name, data in files.items():
            path = folder / name
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.write_bytes(data)
        return folder / _ASSIGNMENTS


def pack(assignments: Path, names: Iterable[str]) -> Bundle:
    """Return some assignments and the reference beside their folder.

    Args:
        assignments: the folder of all assignments.
        names: the folders in it to take.
    """
    known = {each.name: each for each in folders(assignments)}
    places = {_REFERENCE: assignments.absolute().parent / _REFERENCE}
    for name in names:
        if name not in known:
            raise AssignmentFault(
                f"There is no assignment {name!r}; there are {', '.join(known)}."
            )
        places[f"{_ASSIGNMENTS}/{name}"] = known[name]
    if not places[_REFERENCE].is_dir():
        raise AssignmentFault(f"There is no reference at {places[_REFERENCE]}.")
    files: dict[str, bytes] = {}
    size = 0
    for prefix, place in places.items():
        for path in _paths(place):
            name = f"{prefix}/{path.relative_to(place).as_posix()}"
            if not _is_plain(name):
                raise AssignmentFault(
                    f"The name {name!r} cannot be written on every machine; rename it "
                    "without control characters, backslashes and colons."
                )
            files[name] = _bytes_of(path)
            size += len(files[name])
            _bound(len(files), size)
    data = _archive(files)
    return Bundle(data, hashlib.sha256(data).hexdigest())


def _paths(folder: Path) -> Iterator[Path]:
    """Return everything in a folder that is no folder, in no particular order."""
    for path in folder.iterdir():
        if path.name in _LEFT_OUT or path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _paths(path)
        else:
            yield path


def _bytes_of(path: Path) -> bytes:
    if not stat.S_ISREG(path.lstat().st_mode):
        raise AssignmentFault(
            f"{path} is no regular file; a bundle holds nothing else: replace it by "
            "what it stands for, or move it away."
        )
    with os.fdopen(os.open(path, _READ_ONLY), "rb") as file:
        return file.read(_MAX_BYTES + 1)


def _bound(count: int, size: int) -> None:
    if count > _MAX_FILES or size > _MAX_BYTES:
        raise AssignmentFault(
            f"A bundle holds at most {_MAX_FILES:,} files and {_MAX_BYTES // 2**20} "
            "MiB; these assignments and their reference are larger."
        )


def _archive(files: dict[str, bytes]) -> bytes:
    """Return a zip whose bytes depend on names and contents alone."""
    kept = io.BytesIO()
    # Stored: what a compressor writes depends on its version.
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _THEN)
            entry.create_system = _UNIX
            entry.external_attr = _MODE << 16
            archive.writestr(entry, files[name])
    return kept.getvalue()


def _contents(data: bytes) -> dict[str, bytes]:
    """Return the files of an archive; refuse what `pack` would not have made."""
    files: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _bound(len(entries), sum(entry.file_size for entry in entries))
            for entry in entries:
                if entry.filename in files or not _may_be(entry):
                    raise AssignmentFault(
                        f"The bundle holds {entry.filename!r}, which is no plain file "
                        f"of {_ASSIGNMENTS} or {_REFERENCE}."
                    )
                files[entry.filename] = archive.read(entry)
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as error:
        raise AssignmentFault(f"The bundle is no archive of ours: {error}.") from error
    return files


def _may_be(entry: zipfile.ZipInfo) -> bool:
    """Tell whether an entry is a regular file as we write it."""
    return (
        _is_plain(entry.filename)
        and entry.external_attr >> 16 == _MODE
        and entry.compress_type == zipfile.ZIP_STORED
        and entry.compress_size == entry.file_size
        and not entry.flag_bits & _ENCRYPTED
    )


def _is_plain(name: str) -> bool:
    """Tell whether a name stays in its folder and can be written everywhere."""
    parts = PurePosixPath(name).parts
    return (
        len(parts) > 1
        and parts[0] in {_ASSIGNMENTS, _REFERENCE}
        and ".." not in parts
        and name == "/".join(parts)
        and not _NOWHERE & set(name)
        and name.encode("utf-8", "replace").decode() == name
    )
