"""Which kind of archive some bytes are, told by how they begin and never by a name."""

from pathlib import Path
from typing import IO

from grader.intake import limits
from grader.intake.folder_source import FolderStore
from grader.intake.listing import Store, Unopened
from grader.intake.tar_source import TarStore
from grader.intake.unpacking import KINDS, Unpacked
from grader.intake.zip_source import ZipStore

SUFFIXES = (
    ".zip",
    ".tar",
    ".tar.gz",
    ".tgz",
    ".tar.bz2",
    ".tbz2",
    ".tbz",
    ".tar.xz",
    ".txz",
)
"""What an archive is called."""
FOREIGN = (".rar", ".7z", ".zipx", ".cab", ".ace")
"""What archives are called that are not opened."""
_TAR_MAGIC = slice(257, 262)
_HEAD = 512
_CHECKSUM = slice(148, 156)
_STRANGERS = {
    b"Rar!": "It is a RAR archive",
    b"7z\xbc\xaf": "It is a 7-Zip archive",
    b"<": "It is a web page, perhaps one that asks to sign in",
    b"%PDF": "It is a PDF",
    b"{": "It is JSON, perhaps a notebook",
}


def is_archive(name: str) -> bool:
    """Tell whether a file is called like an archive."""
    return name.lower().endswith(SUFFIXES)


def stem(name: str) -> str:
    """Return a file's name without what says its kind."""
    for suffix in sorted(SUFFIXES, key=len, reverse=True):
        if name.lower().endswith(suffix):
            return name[: -len(suffix)] or name
    head, dot, _ = name.rpartition(".")
    return head if dot and head else name


def open_path(path: Path) -> Store:
    """Return what a folder or an archive holds; Unopened says what else it is."""
    if path.is_dir():
        return FolderStore(path)
    return open_archive(
        path.open("rb"),
        most=limits.MAX_MEMBERS,
        unpacked=limits.MAX_UNPACKED_BYTES,
    )


def open_archive(file: IO[bytes], *, most: int, unpacked: int) -> Store:
    """Return what an archive holds; the file is closed if it is none."""
    try:
        return _opened(file, most, unpacked)
    except BaseException:
        file.close()
        raise


def _opened(file: IO[bytes], most: int, unpacked: int) -> Store:
    head = file.read(_HEAD)
    file.seek(0)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return ZipStore(file, most)
    for magic, (name, new) in KINDS.items():
        if head.startswith(magic):
            stream = Unpacked(file, new, unpacked)
            if not _is_tar(stream.read(_HEAD)):
                raise Unopened(f"It is compressed with {name}, but holds no tar.")
            stream.seek(0)
            return TarStore(stream, most, keep=True)
    if _is_tar(head):
        return TarStore(file, most)
    if not head:
        raise Unopened("It is an empty file.")
    for magic, sentence in _STRANGERS.items():
        if head.lstrip().startswith(magic):
            raise Unopened(f"{sentence}; a zip, a tar or a folder can be read.")
    raise Unopened("It is no archive: a zip, a tar or a folder can be read.")


def _is_tar(head: bytes) -> bool:
    if len(head) < _HEAD:
        return False
    if head[_TAR_MAGIC] == b"ustar" or head == bytes(_HEAD):
        return True
    field = head[_CHECKSUM].strip(b" \0")
    total = sum(head) - sum(head[_CHECKSUM]) + 8 * ord(" ")
    return field.isdigit() and int(field, 10) == int(f"{total:o}", 10)
