"""A zip as a source: members are read as bytes, in place.

What zipfile leaves to its caller is done here: the number of members is counted before
the list is built, members that share bytes are refused, and bytes are counted as they
are unpacked.
"""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from grader.errors import NotLoaded
from grader.intake import limits
from grader.intake.listing import DEVICE, LINK, Entry, Listing, Unopened
from grader.intake.names import shown

_ENCRYPTED = 0x1
_UTF8 = 0x800
_LOCAL_HEADER = 30
_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_64 = 20
_MEMBER = struct.Struct("<4s6H3L5H2L")
_NAME, _EXTRA, _COMMENT = 10, 11, 12
_MAX_COMMENT = 2**16
_CHUNK = 2**16
_PLAIN = {0, stat.S_IFREG, stat.S_IFDIR}
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


class ZipStore:
    """The members of a zip.

    Args:
        file: the archive, open; it belongs to the store from now on.
        most: how many members it may have.
    """

    def __init__(self, file: IO[bytes], most: int = limits.MAX_MEMBERS) -> None:
        self._file = file
        _check_directory(file, most)
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise Unopened("It is a damaged zip: its list of contents is cut.") from (
                error
            )
        self._members = self._zip.infolist()
        self.listing = Listing(most)
        shared = _sharing(self._members)
        for place, member in enumerate(self._members):
            name = _name(member)
            if name.endswith("/"):
                self.listing.add_folder(name)
                continue
            why = _trouble(member) or ("" if place not in shared else _SHARED)
            self.listing.add(name, member.file_size, place, why)

    def read(self, entry: Entry, most: int) -> bytes:
        """Return a member's bytes, checked against its checksum."""
        try:
            with self._zip.open(self._members[entry.place]) as member:
                chunks = []
                while chunk := member.read(_CHUNK):
                    chunks.append(chunk)
                    most -= len(chunk)
                    if most < 0:
                        raise NotLoaded(f"{shown(entry.name)} is bigger than allowed.")
        # What zipfile raises for members that lie about themselves.
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
            ValueError,
            struct.error,
        ) as error:
            raise NotLoaded(
                f"{shown(entry.name)} is damaged in the archive; ask for it again."
            ) from error
        return b"".join(chunks)

    def close(self) -> None:
        """Close the archive."""
        self._zip.close()
        self._file.close()


_SHARED = "It shares bytes with another file of the archive, as zip bombs do."


def _name(member: zipfile.ZipInfo) -> str:
    """Return a member's name as its writer meant it."""
    # orig_filename still holds what follows a NUL, which filename hides.
    name = member.orig_filename
    if not member.flag_bits & _UTF8:
        try:
            name = name.encode("cp437").decode()  # many write UTF-8 and do not say so
        except UnicodeError:
            name = member.orig_filename
    if "/" not in name:
        name = name.replace("\\", "/")  # old Windows programs separate folders so
    return name


def _trouble(member: zipfile.ZipInfo) -> str:
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return LINK
    if kind not in _PLAIN:
        return DEVICE
    if member.flag_bits & _ENCRYPTED:
        return "It is encrypted; ask for it without a password."
    if member.compress_type not in _METHODS:
        return "It is compressed in a way that is not read; ask for an ordinary zip."
    size, packed = member.file_size, max(member.compress_size, 1)
    if size > limits.RATIO_COUNTS_FROM and size > limits.MAX_RATIO * packed:
        return f"It unpacks to {size // packed} times its size, as zip bombs do."
    return ""


def _sharing(members: list[zipfile.ZipInfo]) -> set[int]:
    """Return which members overlap: in an honest archive each has bytes of its own."""
    order = sorted(range(len(members)), key=lambda each: members[each].header_offset)
    found = set()
    last, end = -1, 0
    for each in order:
        member = members[each]
        if last >= 0 and member.header_offset < end:
            found |= {last, each}
        mine = member.header_offset + _LOCAL_HEADER + member.compress_size
        if mine > end:
            last, end = each, mine
    return found


def _check_directory(file: IO[bytes], most: int) -> None:
    """Count the members before zipfile makes an object of each."""
    start, size = _directory(file)
    if size > limits.MAX_DIRECTORY_BYTES:
        raise Unopened(f"It holds more than {most} files and folders.")
    file.seek(start)
    for count, _ in enumerate(_records(file.read(size))):
        if count >= most:
            raise Unopened(f"It holds more than {most} files and folders.")


def _records(directory: bytes) -> Iterator[int]:
    at = 0
    while at + _MEMBER.size <= len(directory):
        yield at
        fields = _MEMBER.unpack_from(directory, at)
        at += _MEMBER.size + fields[_NAME] + fields[_EXTRA] + fields[_COMMENT]


def _directory(file: IO[bytes]) -> tuple[int, int]:
    """Return where the list of contents begins and its size, as zipfile finds it."""
    length = file.seek(0, 2)
    back = min(length, _END.size + _MAX_COMMENT)
    file.seek(length - back)
    tail = file.read(back)
    # zipfile tries the very end first, an archive without a comment.
    at = back - _END.size
    if at < 0 or tail[at : at + 4] != b"PK\x05\x06" or tail[-2:] != b"\0\0":
        at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + _END.size > back:
        raise Unopened(
            "It is a zip that ends too early, as after an interrupted download: "
            "download it again."
        )
    size = _END.unpack_from(tail, at)[5]
    end = length - back + at
    first = end - _LOCATOR_64 - _END_64.size
    if first >= 0:
        file.seek(first)
        bigger = file.read(_END_64.size + 4)
        if bigger.startswith(b"PK\x06\x06") and bigger.endswith(b"PK\x06\x07"):
            size, end = _END_64.unpack_from(bigger)[8], first
    if size > end:
        raise Unopened("It is a damaged zip: its list of contents is cut.")
    return end - size, size
