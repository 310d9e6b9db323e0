"""A compressed stream that can be read from any place, in bounded memory."""

import bz2
import lzma
import zlib
from collections.abc import Callable
from typing import IO, Protocol

from grader.intake import limits
from grader.intake.listing import Unopened

_CHUNK = 2**16
_MOST = 2**20
"""Bytes unpacked in one go."""


class _Unpacker(Protocol):
    """What bz2 and lzma offer; gzip is made to."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class _Gunzip:
    """zlib's object with the interface of its younger sisters."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=31)
        self._rest = b""

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        return not self._rest

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        done = self._inner.decompress(self._rest + data, max_length)
        self._rest = self._inner.unconsumed_tail
        return done


def _unxz() -> lzma.LZMADecompressor:
    return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=limits.MAX_XZ_MEMORY)


KINDS: dict[bytes, tuple[str, Callable[[], _Unpacker]]] = {
    b"\x1f\x8b": ("gzip", _Gunzip),
    b"BZh": ("bzip2", bz2.BZ2Decompressor),
    b"\xfd7zXZ\0": ("xz", _unxz),
}
"""How a compressed file begins -> its name, and what unpacks it."""


class Unpacked:
    """The bytes of a compressed file; going back starts again from the beginning.

    Args:
        file: the compressed file.
        new: makes what unpacks it.
        most: how many bytes may come out.
    """

    def __init__(
        self, file: IO[bytes], new: Callable[[], _Unpacker], most: int
    ) -> None:
        self._file = file
        self._new = new
        self._most = most
        self._rewind()

    def read(self, size: int) -> bytes:
        """Return as many bytes as asked for, fewer only at the end."""
        parts = []
        while size > 0 and self._fill():
            part = self._ready[self._at : self._at + size]
            self._at += len(part)
            self._position += len(part)
            size -= len(part)
            parts.append(part)
        return b"".join(parts)

    def seek(self, position: int) -> int:
        """Go to a place; the end of the stream if it lies before."""
        if position < self._position:
            self._rewind()
        while self._position < position and self._fill():
            step = min(position - self._position, len(self._ready) - self._at)
            self._at += step
            self._position += step
        return self._position

    def tell(self) -> int:
        """Return the place."""
        return self._position

    def close(self) -> None:
        """Close the compressed file."""
        self._file.close()

    def _rewind(self) -> None:
        self._file.seek(0)
        self._unpacker = self._new()
        self._ready = b""
        self._at = 0
        self._position = 0
        self._made = 0

    def _fill(self) -> bool:
        """Have at least one byte ready; tell whether there is one."""
        try:
            while self._at == len(self._ready):
                data = self._input()
                if data is None:
                    return False
                self._ready = self._unpacker.decompress(data, _MOST)
                self._at = 0
                self._made += len(self._ready)
        except (EOFError, OSError, ValueError, zlib.error, lzma.LZMAError) as error:
            raise Unopened(
                "It is damaged or ends too early, as after an interrupted download: "
                "download it again."
            ) from error
        if self._made > self._most:
            raise Unopened(
                f"It unpacks to more than {self._most // 2**20} MiB, as bombs do."
            )
        return True

    def _input(self) -> bytes | None:
        """Return what the unpacker needs next; None at the end."""
        if self._unpacker.eof:
            data = self._unpacker.unused_data or self._file.read(_CHUNK)
            if not data.strip(b"\0"):  # padding after the last stream
                return None
            self._unpacker = self._new()
            return data
        if not self._unpacker.needs_input:
            return b""
        data = self._file.read(_CHUNK)
        if not data:
            raise EOFError
        return data
