"""A worker that says what a test wrote for it, over real pipes to the real judge."""

import os
import threading
from collections.abc import Callable

from grader.sandbox.exchange import Link, PipeLink
from grader.sandbox.limits import Limits
from grader.sandbox.processes import End, WorkerProcess

_FITS_A_PIPE = 60_000


class ScriptedWorker(WorkerProcess):
    """Three pipes and no process.

    Args:
        replies: everything that the worker will ever say.
        output: everything that it will ever print.
    """

    def __init__(self, replies: bytes, output: bytes = b"") -> None:
        their_requests, self.requests = os.pipe()
        self.replies, their_replies = os.pipe()
        self.output, their_output = os.pipe()
        for descriptor in (self.requests, self.replies, self.output):
            os.set_blocking(descriptor, False)
        self._threads = [
            *_write(their_replies, replies),
            *_write(their_output, output),
        ]
        # Who says much is answered much, and listens; else the pipe holds it all.
        self._requests = their_requests
        self._listener = threading.Thread(target=_listen, args=(their_requests,))
        if self._threads:
            self._listener.start()

    def cpu_seconds(self) -> float:
        """Return nothing: there is no process."""
        return 0.0

    def box_bytes(self) -> float:
        """Return nothing: there are no files."""
        return 0

    def kill(self) -> None:
        """Do nothing: the pipes are closed by `close`."""

    def close(self) -> End:
        """Close the judge's ends, and wait for those who write to them."""
        for descriptor in (self.requests, self.replies, self.output):
            os.close(descriptor)
        for thread in self._threads:
            thread.join()
        if self._threads:
            self._listener.join()
        os.close(self._requests)
        return End(signal=None, code=0, cpu_seconds=0.0, peak_kib=0)


def _listen(descriptor: int) -> None:
    while os.read(descriptor, _FITS_A_PIPE):
        pass


def _write(descriptor: int, data: bytes) -> list[threading.Thread]:
    """Write all and close, in a thread if it does not fit."""

    def write() -> None:
        view = memoryview(data)
        try:
            while view:
                view = view[os.write(descriptor, view) :]
        except BrokenPipeError:
            pass  # the judge had enough
        finally:
            os.close(descriptor)

    if len(data) <= _FITS_A_PIPE:
        write()
        return []
    thread = threading.Thread(target=write)
    thread.start()
    return [thread]


def opening(replies: bytes, output: bytes = b"") -> Callable[[Limits], Link]:
    """Return what opens links to such workers."""
    return lambda limits: PipeLink(ScriptedWorker(replies, output), limits)
