"""The portable level: a fresh process and deadlines, on any system, confining nothing.

For a student's own, trusted code on macOS and Windows, and wherever nothing stronger
holds. Pipes are read by threads, because a grandchild that keeps a pipe open would make
a blocking read wait for its whole life.
"""

import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO

from grader.sandbox.exchange import Died
from grader.sandbox.limits import Limits
from grader.sandbox.processes import End
from grader.sandbox.queued import Item, QueuedLink
from grader.sandbox.settings import CLEAN
from grader.wire.limits import WireError
from grader.wire.messages import PREFIX, sizes

_ENTRY = Path(__file__).with_name("portable_worker.py")
_ON_WINDOWS = os.name == "nt"


def open_portable(limits: Limits) -> QueuedLink:
    """Return a link to a worker in a fresh process."""
    box = tempfile.TemporaryDirectory(prefix="descent-box-", ignore_cleanup_errors=True)
    folder = os.path.realpath(box.name)
    process = subprocess.Popen(  # noqa: S603 - our own file, no shell
        [sys.executable, "-P", "-s", "-B", str(_ENTRY), folder],
        env=_environment(folder),
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=not _ON_WINDOWS,
    )
    assert process.stdin and process.stdout and process.stderr  # noqa: S101, PT018
    frames: queue.SimpleQueue[Item] = queue.SimpleQueue()
    printed: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    requests: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threads = [
        _start(_read_frames, process.stdout, frames),
        _start(_read_output, process.stderr, printed),
        _start(_write_requests, process.stdin, requests),
    ]

    def end() -> End:
        _kill(process)
        requests.put(b"")
        code = process.wait()
        for thread, pipe in zip(
            threads, (process.stdout, process.stderr, process.stdin), strict=True
        ):
            # A grandchild may keep a pipe open: then its thread is left behind.
            thread.join(timeout=1.0)
            if pipe and not thread.is_alive():
                pipe.close()
        box.cleanup()
        return End(
            signal=-code if code < 0 else None,
            code=max(code, 0),
            cpu_seconds=0.0,
            peak_kib=0,
        )

    return QueuedLink(requests.put, frames, printed, end, limits)


def _environment(folder: str) -> dict[str, str]:
    kept = ("SYSTEMROOT", "PATH") if _ON_WINDOWS else ()
    extra = {name: os.environ[name] for name in kept if name in os.environ}
    return {**CLEAN, **extra, "HOME": folder, "TMPDIR": folder}


def _kill(process: "subprocess.Popen[bytes]") -> None:
    if _ON_WINDOWS:
        process.kill()
        return
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        process.kill()


def _start(function: Callable[..., None], *args: object) -> threading.Thread:
    thread = threading.Thread(target=function, args=args, daemon=True)
    thread.start()
    return thread


def _read_frames(pipe: IO[bytes], frames: "queue.SimpleQueue[Item]") -> None:
    try:
        while True:
            prefix = _exactly(pipe, PREFIX.size)
            frames.put(prefix + _exactly(pipe, sum(sizes(prefix))))
    except (Died, WireError) as problem:
        frames.put(problem)
    except (OSError, ValueError):  # closed under our feet
        frames.put(Died())


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    data = pipe.read(size)
    if len(data) < size:
        raise Died
    return data


def _read_output(pipe: IO[bytes], printed: "queue.SimpleQueue[bytes]") -> None:
    try:
        while chunk := os.read(pipe.fileno(), 1 << 16):
            printed.put(chunk)
    except (OSError, ValueError):  # closed under our feet
        return


def _write_requests(pipe: IO[bytes], requests: "queue.SimpleQueue[bytes]") -> None:
    try:
        while frame := requests.get():
            pipe.write(frame)
            pipe.flush()
    except (OSError, ValueError):  # the worker is gone: the reading thread tells
        return
