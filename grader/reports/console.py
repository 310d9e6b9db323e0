"""Where reports are shown: a terminal, or a file that is read like one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TextIO

from rich.console import Console, RenderableType

NARROWEST, WIDEST = 60, 200
_PLAIN_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Page:
    """A file that a report is written to."""

    file: TextIO
    width: int
    """Characters in a line, from 60 to 200."""
    unicode: bool
    """Whether it takes more than ASCII."""
    console: Console

    def write(self, parts: Iterable[RenderableType]) -> None:
        """Write what is to be shown, without spaces at the ends of lines."""
        with self.console.capture() as capture:
            for part in parts:
                self.console.print(part)
        lines = capture.get().split("\n")
        text = "\n".join(line.rstrip() for line in lines)
        # What an encoding cannot say is written as it would be in Python.
        encoding = _encoding(self.file)
        self.file.write(text.encode(encoding, "backslashreplace").decode(encoding))


def page(file: TextIO, width: int | None = None, *, color: bool = True) -> Page:
    """Return where to write: plain if it is no terminal.

    Args:
        file: where it goes.
        width: characters in a line; the terminal's if not given.
        color: whether a terminal gets colours.
    """
    console = Console(file=file, no_color=not color or None, highlight=False)
    wanted = width or (console.width if console.is_terminal else _PLAIN_WIDTH)
    console.width = max(NARROWEST, min(WIDEST, wanted))
    unicode = _encoding(file).lower().startswith("utf")
    return Page(file, console.width, unicode, console)


def _encoding(file: TextIO) -> str:
    return getattr(file, "encoding", None) or "utf-8"
