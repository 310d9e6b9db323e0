"""The in-process twin of a worker: for code that is trusted, with the same interface.

The same session runs in a thread of this process and talks in the same frames. Nothing
is confined and nothing can be killed: what comes of it is a self-check, not a grade.
"""

import io
import queue
import sys
import tempfile
import threading
from pathlib import Path
from typing import TextIO

from grader.sandbox.limits import Limits
from grader.sandbox.processes import End
from grader.sandbox.queued import Item, QueuedLink
from grader.wire.messages import PREFIX, FromJudge, from_judge, sizes
from grader.worker.channel import END_OF_OUTPUT
from grader.worker.session import Session


class _Channel:
    """The session's end: queues instead of pipes."""

    def __init__(self) -> None:
        self.requests: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self.replies: queue.SimpleQueue[Item] = queue.SimpleQueue()
        self.printed: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    def send(self, frame: bytes) -> None:
        """Send one frame."""
        self.replies.put(frame)

    def receive(self) -> tuple[FromJudge, memoryview]:
        """Wait for the next message."""
        frame = memoryview(self.requests.get())
        if not frame:
            raise EOFError
        header, _ = sizes(bytes(frame[: PREFIX.size]), upload=True)
        message = from_judge(frame[PREFIX.size : PREFIX.size + header])
        return message, frame[PREFIX.size + header :]

    def end_of_output(self) -> None:
        """Mark the end of a call's output."""
        self.printed.put(END_OF_OUTPUT)


class _Stream(io.TextIOBase):
    """A standard stream that takes what one thread prints and passes on the rest."""

    def __init__(self, original: TextIO, printed: "queue.SimpleQueue[bytes]") -> None:
        self.original = original
        self.thread = 0
        self._printed = printed

    def write(self, text: str) -> int:
        """Write, or take in."""
        if threading.get_ident() != self.thread:
            return self.original.write(text)
        self._printed.put(text.encode("utf-8", "backslashreplace"))
        return len(text)

    def flush(self) -> None:
        """Flush the original stream."""
        self.original.flush()


def open_twin(limits: Limits) -> QueuedLink:
    """Return a link to a session in a thread of this process."""
    channel = _Channel()
    box = tempfile.TemporaryDirectory(prefix="descent-box-", ignore_cleanup_errors=True)
    session = Session(channel, Path(box.name).resolve(), flush=lambda: None)
    before = (list(sys.path), set(sys.modules))
    streams = [_Stream(each, channel.printed) for each in (sys.stdout, sys.stderr)]
    sys.stdout, sys.stderr = streams
    thread = threading.Thread(target=session.serve, daemon=True)
    thread.start()
    for stream in streams:
        stream.thread = thread.ident or 0

    def end() -> End:
        channel.requests.put(b"")
        thread.join(timeout=1.0)  # a thread that hangs cannot be ended
        if [sys.stdout, sys.stderr] == streams:
            sys.stdout, sys.stderr = (each.original for each in streams)
        sys.path[:] = before[0]
        for name in set(sys.modules) - before[1]:
            if str(getattr(sys.modules[name], "__file__", "")).startswith(box.name):
                del sys.modules[name]
        box.cleanup()
        return End(signal=None, code=0, cpu_seconds=0.0, peak_kib=0)

    return QueuedLink(
        channel.requests.put, channel.replies, channel.printed, end, limits
    )
