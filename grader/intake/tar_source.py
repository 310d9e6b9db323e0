"""A tar as a source, compressed or not: members are read as bytes, in place.

tarfile parses the headers; it is kept from reading headers of any size, from going
backwards, and from ending silently in the middle of a damaged archive.
"""

import tarfile
from typing import IO, Protocol, cast

from grader.errors import NotLoaded
from grader.intake import limits
from grader.intake.listing import DEVICE, LINK, Entry, Listing, Unopened
from grader.intake.names import shown

_BLOCK = 512
_DAMAGED = "It is a damaged tar, cut or with headers that make no sense."


class Stream(Protocol):
    """What a tar is read from."""

    def read(self, size: int, /) -> bytes:
        """Return bytes from here on."""

    def seek(self, position: int, /) -> int:
        """Go to a place."""

    def tell(self) -> int:
        """Return the place."""

    def close(self) -> None:
        """Let go of the file."""


class _Headers:
    """A stream for tarfile that gives headers and nothing as big as a bomb."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self.seek = stream.seek
        self.tell = stream.tell

    def read(self, size: int) -> bytes:
        if not 0 <= size <= limits.MAX_TAR_HEADER_BYTES:
            raise Unopened(_DAMAGED)
        return self._stream.read(size)


class TarStore:
    """The members of a tar.

    Args:
        stream: its bytes without compression; it belongs to the store from now on.
        most: how many members it may have.
        keep: whether going back is slow, so that small members are kept.
    """

    def __init__(
        self, stream: Stream, most: int = limits.MAX_MEMBERS, *, keep: bool = False
    ) -> None:
        self._stream = stream
        self._spans: list[tuple[int, int]] = []
        self._kept: dict[int, bytes] = {}
        self._room = limits.MAX_CACHED_BYTES if keep else 0
        self.listing = Listing(most)
        self._list()

    def read(self, entry: Entry, most: int) -> bytes:
        """Return a member's bytes."""
        kept = self._kept.get(entry.place)
        if kept is not None:
            return kept
        start, size = self._spans[entry.place]
        if size > most:
            raise NotLoaded(f"{shown(entry.name)} is bigger than allowed.")
        try:
            self._stream.seek(start)
            data = self._stream.read(size)
        except (OSError, Unopened) as error:
            raise NotLoaded(f"{shown(entry.name)} cannot be read: {error}") from error
        if len(data) != size:
            raise NotLoaded(f"{shown(entry.name)} is cut: the archive ends before.")
        return data

    def close(self) -> None:
        """Close the archive."""
        self._stream.close()

    def _list(self) -> None:
        try:
            end = self._list_members()
            self._stream.seek(end)
            last = self._stream.read(_BLOCK)
        except (
            tarfile.TarError,
            RecursionError,
            OSError,
            ValueError,
            KeyError,
            IndexError,
        ) as error:
            raise Unopened(_DAMAGED) from error
        # tarfile takes a header that makes no sense, and a cut one, for the end.
        if last != bytes(_BLOCK):
            count = self.listing.seen
            raise Unopened(
                f"It is a tar that is damaged or cut after {count} members: download "
                "it again."
            )

    def _list_members(self) -> int:
        """List all members; return where the last one ends."""
        headers = cast("IO[bytes]", _Headers(self._stream))
        with tarfile.TarFile(fileobj=headers, mode="r") as tar:
            before = -1
            while (member := tar.next()) is not None:
                if tar.offset <= before or member.size < 0:
                    raise Unopened(_DAMAGED)
                before = tar.offset
                self._add(member)
                tar.members.clear()  # type: ignore[attr-defined]  # they would pile up
            return tar.offset

    def _add(self, member: tarfile.TarInfo) -> None:
        if member.isdir():
            self.listing.add_folder(f"{member.name}/")
            return
        why = "" if member.isreg() else DEVICE
        if member.issym() or member.islnk():
            why = LINK
        elif member.issparse():
            why = "It is stored with holes, which is not read; ask for an ordinary tar."
        place = len(self._spans)
        self._spans.append((member.offset_data, member.size))
        self.listing.add(member.name, member.size, place, why)
        if not why and member.size <= min(limits.MAX_CACHED_FILE_BYTES, self._room):
            self._room -= member.size
            self._stream.seek(member.offset_data)
            self._kept[place] = self._stream.read(member.size)
