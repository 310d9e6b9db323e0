"""What a student's code prints: cut to length, and assigned to its call."""

import re

from grader.worker.channel import END_OF_OUTPUT

_ADDRESS = re.compile(r"\b0x[0-9a-f]{6,16}\b")
_WORD = re.compile(r"[^\s\"':]+")
_BOX = re.compile(r"/box\d*/")
_CUT = "\n… (more was printed and left out)\n"


class OutputTap:
    """Splits the stream of printed bytes at the marks between calls.

    Args:
        kept: how many bytes of a call's output are kept.
    """

    def __init__(self, kept: int) -> None:
        self._kept = kept
        self._head = b""
        self._pending = b""  # may hold the beginning of a mark
        self._is_cut = False
        self._done: list[str] = []
        self.total = 0
        """Bytes since the counter was last reset by the caller."""

    def feed(self, data: bytes) -> None:
        """Take in what was read from the pipe."""
        self.total += len(data)
        *ended, rest = (self._pending + data).split(END_OF_OUTPUT)
        for piece in ended:
            self._keep(piece)
            self._done.append(self._text())
        spare = len(END_OF_OUTPUT) - 1
        self._keep(rest[:-spare])
        self._pending = rest[-spare:]

    @property
    def waiting(self) -> int:
        """How many whole calls' outputs are waiting to be taken."""
        return len(self._done)

    def forget(self) -> None:
        """Drop output that belongs to nothing: a call is about to begin."""
        self._done.clear()
        self._head, self._pending, self._is_cut = b"", b"", False

    def take(self) -> str:
        """Return the output that belongs to the reply just received."""
        return self._done.pop(0) if self._done else self.rest()

    def rest(self) -> str:
        """Return what came since the last mark: the output of a call that died."""
        self._keep(self._pending)
        self._pending = b""
        return self._text()

    def _keep(self, data: bytes) -> None:
        room = self._kept - len(self._head)
        self._is_cut = self._is_cut or len(data) > room
        self._head += data[:room]

    def _text(self) -> str:
        text = normalised(self._head.decode("utf-8", "replace"))
        text += _CUT if self._is_cut else ""
        self._head, self._is_cut = b"", False
        return text


def normalised(text: str) -> str:
    """Return text without what differs from run to run: addresses and box paths."""
    text = _ADDRESS.sub("0x…", text)
    # Word by word: one pattern for path and prefix would backtrack without end.
    return _WORD.sub(_outside_box, text) if "/box" in text else text


def _outside_box(word: re.Match[str]) -> str:
    text = word[0]
    return _BOX.split(text)[-1] if text.startswith("/") else text


def cut(text: str, length: int) -> str:
    """Return text that is no longer than this, normalised."""
    text = normalised(text[:length])
    return text if len(text) < length else f"{text[: length - 1]}…"
