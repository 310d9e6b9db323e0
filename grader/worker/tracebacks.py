"""A student's exception as text: from their first frame on, without our paths."""

import linecache
import os
import traceback
from types import TracebackType

_MAX_FRAMES = 12
_MAX_LINE = 400
_MAX_TEXT = 8_000
_STDLIB = os.__file__.removesuffix("os.py")
_OURS = ("/grader/worker/", "/grader/wire/", "\\grader\\worker\\", "\\grader\\wire\\")


class ExceptionText:
    """What may be said of an exception, cut to length.

    The exception is the student's own object and may lie, raise or loop when it is
    asked for its text; a loop ends with the deadline of the call.
    """

    def __init__(self, error: BaseException, box: str) -> None:
        self.type = _cut(str(getattr(type(error), "__name__", "exception")), 200)
        self.message = _cut(_message(error), 2_000)
        self.traceback = _cut(_traceback(error, box), _MAX_TEXT)


def _message(error: BaseException) -> str:
    try:
        return str(error)
    except BaseException:  # noqa: BLE001 - the student's own __str__ may raise anything
        return "(its text cannot be shown: __str__ raised)"


def _traceback(error: BaseException, box: str) -> str:
    try:
        frames = _frames(error.__traceback__, box)
        lines = traceback.format_list(frames)
        if isinstance(error, SyntaxError):
            lines.append(f"  {_place(error, box)}\n")
        return "".join(line[:_MAX_LINE] for line in lines)
    except BaseException:  # noqa: BLE001 - frames belong to the student as well
        return ""


def _place(error: SyntaxError, box: str) -> str:
    where = _short(error.filename or "?", box)
    return f'File "{where}", line {error.lineno}: {(error.text or "").strip()}'


def _frames(start: TracebackType | None, box: str) -> list[traceback.FrameSummary]:
    frames: list[traceback.FrameSummary] = []
    for frame, line in traceback.walk_tb(start):
        name = frame.f_code.co_filename
        if any(part in name for part in _OURS) or name.startswith("<frozen"):
            continue
        if not frames and not name.startswith((box, "cell ")):
            continue  # the parser's own frames, before anything of the student's
        frames.append(
            traceback.FrameSummary(
                _short(name, box),
                line,
                frame.f_code.co_name,
                lookup_line=False,
                line=linecache.getline(name, line).strip(),
            )
        )
    return frames[:2] + frames[2:][-_MAX_FRAMES:]


def _short(path: str, box: str) -> str:
    for root in (f"{box}/", "site-packages/", _STDLIB):
        if root in path:
            return path.rpartition(root)[2]
    return path


def _cut(text: str, length: int) -> str:
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return text if len(text) <= length else text[: length - 1] + "…"
