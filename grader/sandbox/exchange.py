"""Frames to and from one worker over pipes, never longer than a deadline."""

import os
import select
import time
from typing import Protocol

from grader.sandbox.deadline import Deadline
from grader.sandbox.limits import Limits
from grader.sandbox.output import OutputTap
from grader.sandbox.processes import End, WorkerProcess
from grader.wire.limits import MAX_EXCHANGE, TooBig
from grader.wire.messages import PREFIX, FromWorker, from_worker, sizes

_SLICE_MS = 25.0
_CHUNK = 1 << 20
_MOST_WAITING = 5_000  # far more than the items of a batch


class Died(Exception):
    """The worker's end of the pipe is closed."""


class Flooded(Exception):
    """The worker printed, or wrote to its box, more than it may."""


class Link(Protocol):
    """What joins the judge to one worker, whatever kind of process that is."""

    def deadline(self, cpu_seconds: float, wall_seconds: float) -> Deadline:
        """Return a deadline that starts now."""
        ...

    def send(self, frame: bytes, deadline: Deadline) -> None:
        """Send a frame, or raise Died, Flooded or Expired."""
        ...

    def receive(self, deadline: Deadline) -> tuple[FromWorker, memoryview]:
        """Return the next message, or raise; WireError if it is not one of ours."""
        ...

    def begin(self) -> None:
        """Begin an exchange: count anew, drop what was printed outside of any call."""
        ...

    def take_output(self) -> str:
        """Return what was printed for the reply just received."""
        ...

    def rest_of_output(self) -> str:
        """Return what was printed since, by a call that did not end."""
        ...

    def close(self) -> End:
        """End the worker and tell how it ended."""
        ...


class PipeLink:
    """A link to a worker that a zygote forked."""

    def __init__(self, process: WorkerProcess, limits: Limits) -> None:
        self._process = process
        self._limits = limits
        self._tap = OutputTap(limits.output_bytes)
        self._buffer = bytearray()
        self._received = 0
        self._next_measure = 0.0
        self._reading, self._writing = select.poll(), select.poll()
        self._reading.register(process.replies, select.POLLIN)
        self._writing.register(process.requests, select.POLLOUT)
        for poll in (self._reading, self._writing):
            poll.register(process.output, select.POLLIN)

    def deadline(self, cpu_seconds: float, wall_seconds: float) -> Deadline:
        """Return a deadline that starts now."""
        self._tap.total = 0
        return Deadline(cpu_seconds, wall_seconds, self._process.cpu_seconds)

    def send(self, frame: bytes, deadline: Deadline) -> None:
        """Send a frame."""
        view = memoryview(frame)
        while view:
            try:
                view = view[os.write(self._process.requests, view) :]
            except BlockingIOError:
                self._wait(self._writing, deadline)
            except BrokenPipeError:
                raise Died from None

    def receive(self, deadline: Deadline) -> tuple[FromWorker, memoryview]:
        """Return the next message."""
        # Here as well, or a stream of messages that never pauses would have no end.
        deadline.check()
        self._fill(PREFIX.size, deadline)
        header, body = sizes(self._buffer[: PREFIX.size])
        size = PREFIX.size + header + body
        self._received += size
        if self._received > MAX_EXCHANGE:
            raise TooBig(f"more than {MAX_EXCHANGE} bytes in one exchange")
        self._fill(size, deadline)
        frame = memoryview(self._take(size))
        message = from_worker(frame[PREFIX.size : PREFIX.size + header])
        return message, frame[PREFIX.size + header :]

    def begin(self) -> None:
        """Begin an exchange: count anew, drop what was printed outside of any call."""
        self._received = 0
        self._drain_output()
        self._tap.forget()

    def _take(self, size: int) -> bytearray:
        """Return the first bytes of the buffer; a big frame is not copied."""
        if len(self._buffer) == size:
            taken, self._buffer = self._buffer, bytearray()
            return taken
        taken = self._buffer[:size]
        del self._buffer[:size]
        return taken

    def take_output(self) -> str:
        """Return what was printed for the reply just received."""
        self._drain_output()
        return self._tap.take()

    def rest_of_output(self) -> str:
        """Return what was printed since, by a call that did not end."""
        self._drain_output()
        return self._tap.rest()

    def close(self) -> End:
        """End the worker and tell how it ended."""
        return self._process.close()

    def _fill(self, size: int, deadline: Deadline) -> None:
        """Read until the buffer holds this many bytes."""
        while len(self._buffer) < size:
            try:
                chunk = os.read(self._process.replies, _CHUNK)
            except BlockingIOError:
                self._wait(self._reading, deadline)
                continue
            if not chunk:
                raise Died
            self._buffer += chunk

    def _wait(self, poll: select.poll, deadline: Deadline) -> None:
        """Sleep until a pipe is ready or a slice of time is over; keep the limits."""
        left = deadline.check()
        ready = poll.poll(min(_SLICE_MS, left * 1000))
        if any(descriptor == self._process.output for descriptor, _ in ready):
            self._drain_output()
        self._measure_box()

    def _measure_box(self) -> None:
        """Keep the limit of a scratch folder, without spending our time on it."""
        begun = time.monotonic()
        if begun < self._next_measure:
            return
        if self._process.box_bytes() > self._limits.box_mib * 2**20:
            raise Flooded(f"it wrote more than {self._limits.box_mib} MiB of files")
        now = time.monotonic()
        # Looking at thousands of files is slow, and holds up whoever writes them.
        self._next_measure = now + max(_SLICE_MS / 1000, 20 * (now - begun))

    def _drain_output(self) -> None:
        while True:
            try:
                chunk = os.read(self._process.output, _CHUNK)
            except BlockingIOError:
                return
            if not chunk:  # the worker closed it: polling it would spin
                self._stop_watching_output()
                return
            self._tap.feed(chunk)
            if self._tap.total > self._limits.flood_bytes:
                mebibytes = self._limits.flood_bytes // 2**20
                raise Flooded(f"it printed more than {mebibytes} MiB")
            if self._tap.waiting > _MOST_WAITING:
                raise Flooded("it marked the end of calls that were never made")

    def _stop_watching_output(self) -> None:
        try:
            for poll in (self._reading, self._writing):
                poll.unregister(self._process.output)
        except KeyError:
            return
