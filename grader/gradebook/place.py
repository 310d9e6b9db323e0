"""Where a gradebook lies: its file, and how its journal can be kept there."""

import os
from pathlib import Path

from grader.errors import AssignmentFault

_MOUNTS = Path("/proc/self/mountinfo")
# The shared memory of a write-ahead log does not reach other machines.
_NETWORK = (
    "nfs",
    "cifs",
    "smb",
    "afs",
    "ceph",
    "lustre",
    "gpfs",
    "beegfs",
    "9p",
    "fuse.",
)
_OCTAL = 8


def make(path: Path) -> None:
    """Make an empty file that nobody else can read, unless there is one already."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0)
    try:
        descriptor = os.open(path, flags, 0o600)
    except FileExistsError:
        if path.is_file() and path.stat().st_size == 0:
            path.chmod(0o600)
        return
    except OSError as error:
        raise AssignmentFault(
            f"{path}: the gradebook cannot be made there: {error.strerror}."
        ) from error
    os.fsync(descriptor)
    os.close(descriptor)
    _sync_folder(path.absolute().parent)


def _sync_folder(folder: Path) -> None:
    """Make sure that the name of a new file survives a crash."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def mode(path: Path) -> str:
    """Return how the file can be opened: what cannot be written to is only read."""
    if os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK):
        return "mode=rw"
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        return "mode=ro"
    # Without this SQLite wants to put its shared memory beside the file.
    return "mode=ro&immutable=1"


def journal(path: Path, mounts: str | None = None) -> str:
    """Return how the journal is kept: a write-ahead log, but not across a network.

    Args:
        path: the gradebook.
        mounts: the table of mounted file systems, in the form that Linux gives it.
    """
    if mounts is None:
        mounts = _MOUNTS.read_text("utf-8", "replace") if _MOUNTS.is_file() else ""
    kind, deepest = "", -1
    for line in mounts.splitlines():
        left, _, right = line.partition(" - ")
        fields, kinds = left.split(" "), right.split(" ")
        point = Path(_unescaped(fields[4])) if len(fields) > 4 else None  # noqa: PLR2004 - man proc
        if point is None or not path.resolve().is_relative_to(point):
            continue
        if len(point.parts) >= deepest:  # of two in one place the later one is seen
            kind, deepest = kinds[0], len(point.parts)
    return "delete" if kind.startswith(_NETWORK) else "wal"


def _unescaped(text: str) -> str:
    """Return a path in which spaces are written as octal numbers."""
    head, *parts = text.split("\\")
    return head + "".join(chr(int(each[:3], _OCTAL)) + each[3:] for each in parts)
