"""A link whose frames come through a queue, filled by a thread that reads them."""

import queue
import time
from collections.abc import Callable

from grader.sandbox.deadline import Deadline
from grader.sandbox.exchange import Died, Flooded
from grader.sandbox.limits import Limits
from grader.sandbox.output import OutputTap
from grader.sandbox.processes import End
from grader.wire.limits import MAX_EXCHANGE, TooBig
from grader.wire.messages import PREFIX, FromWorker, from_worker, sizes

Item = bytes | Exception
"""What the reading thread found: a frame, or why there will be no more."""


class QueuedLink:
    """A link for workers that cannot be polled: a thread's, or another system's.

    Args:
        write: sends bytes to the worker.
        frames: whole frames, or the problem that ended them.
        printed: pieces of output, with the marks between them.
        end: ends the worker and tells how it ended.
        limits: time, memory and output.
    """

    def __init__(
        self,
        write: Callable[[bytes], None],
        frames: "queue.SimpleQueue[Item]",
        printed: "queue.SimpleQueue[bytes]",
        end: Callable[[], End],
        limits: Limits,
    ) -> None:
        self._write = write
        self._frames = frames
        self._printed = printed
        self._end = end
        self._limits = limits
        self._tap = OutputTap(limits.output_bytes)
        self._received = 0

    def deadline(self, cpu_seconds: float, wall_seconds: float) -> Deadline:
        """Return a deadline that starts now; CPU time is not known here."""
        self._tap.total = 0
        return Deadline(cpu_seconds, wall_seconds, None)

    def send(self, frame: bytes, deadline: Deadline) -> None:
        """Send a frame."""
        deadline.check()
        try:
            self._write(frame)
        except OSError:
            raise Died from None

    def receive(self, deadline: Deadline) -> tuple[FromWorker, memoryview]:
        """Return the next message."""
        frame = self._next(deadline)
        self._received += len(frame)
        if self._received > MAX_EXCHANGE:
            raise TooBig(f"more than {MAX_EXCHANGE} bytes in one exchange")
        header, _ = sizes(frame[: PREFIX.size])
        view = memoryview(frame)
        message = from_worker(view[PREFIX.size : PREFIX.size + header])
        return message, view[PREFIX.size + header :]

    def _next(self, deadline: Deadline) -> bytes:
        while True:
            left = deadline.check()
            self._drain_output()
            try:
                item = self._frames.get(timeout=min(left, 0.1))
            except queue.Empty:
                continue
            if isinstance(item, Exception):
                raise item
            return item

    def begin(self) -> None:
        """Begin an exchange: count anew, drop what was printed outside of any call."""
        self._received = 0
        self._drain_output()
        self._tap.forget()

    def take_output(self) -> str:
        """Return what was printed for the reply just received."""
        # The mark may still be on its way through the other thread.
        patience = time.monotonic() + 1.0
        self._drain_output()
        while not self._tap.waiting and time.monotonic() < patience:
            try:
                self._feed(self._printed.get(timeout=0.05))
            except queue.Empty:
                continue
        return self._tap.take()

    def rest_of_output(self) -> str:
        """Return what was printed since, by a call that did not end."""
        self._drain_output()
        return self._tap.rest()

    def close(self) -> End:
        """End the worker and tell how it ended."""
        return self._end()

    def _drain_output(self) -> None:
        while True:
            try:
                self._feed(self._printed.get_nowait())
            except queue.Empty:
                return

    def _feed(self, data: bytes) -> None:
        self._tap.feed(data)
        if self._tap.total > self._limits.flood_bytes:
            mebibytes = self._limits.flood_bytes // 2**20
            raise Flooded(f"it printed more than {mebibytes} MiB")
