"""The worker's end of the pipes: whole frames, blocking."""

import os
from typing import Protocol

from grader.wire.messages import PREFIX, FromJudge, from_judge, sizes


class Channel(Protocol):
    """How a session talks to its judge."""

    def send(self, frame: bytes) -> None:
        """Send one frame."""
        ...

    def receive(self) -> tuple[FromJudge, memoryview]:
        """Wait for the next message; EOFError when there will be none."""
        ...

    def end_of_output(self) -> None:
        """Mark that whatever was printed so far belongs to the reply that follows."""
        ...


END_OF_OUTPUT = b"\0end of output\0"
"""Stands between the outputs of two calls in the output pipe."""


_AHEAD = 4096


class PipeChannel:
    """A channel over three file descriptors."""

    def __init__(self, requests: int, replies: int, output: int) -> None:
        self._requests = requests
        self._replies = replies
        self._output = output
        self._read_ahead = b""

    def send(self, frame: bytes) -> None:
        """Send one frame."""
        write_all(self._replies, frame)

    def receive(self) -> tuple[FromJudge, memoryview]:
        """Wait for the next message; EOFError when there will be none."""
        header_size, body_size = sizes(self._read(PREFIX.size), upload=True)
        header = self._read(header_size)
        body = self._read(body_size) if body_size else b""
        return from_judge(header), memoryview(body)

    def end_of_output(self) -> None:
        """Mark that whatever was printed so far belongs to the reply that follows."""
        write_all(self._output, END_OF_OUTPUT)

    def _read(self, size: int) -> bytes:
        # A whole answer is one read: this is what a student's loop waits for.
        chunks = [self._read_ahead]
        missing = size - len(self._read_ahead)
        while missing > 0:
            chunk = os.read(self._requests, max(missing, _AHEAD))
            if not chunk:
                raise EOFError
            chunks.append(chunk)
            missing -= len(chunk)
        data = b"".join(chunks) if len(chunks) > 1 else chunks[0]
        self._read_ahead = data[size:]
        return data[:size]


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of data to a blocking descriptor."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
