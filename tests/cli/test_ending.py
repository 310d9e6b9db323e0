"""How a command ends when somebody stops it, or no longer listens."""

import contextlib
import ctypes
import os
import platform
import pty
import signal
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.assignment.written import MANIFEST, RIGHT, write
from tests.cli.conftest import CommandLine

_PR_SET_CHILD_SUBREAPER = 36
_PARENT = 1
"""The field of /proc/PID/stat after the name and the state."""


@pytest.fixture
def adopting() -> Iterator[None]:
    """Make processes that outlive their parents children of this one."""
    libc = ctypes.CDLL(None)
    libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    yield
    libc.prctl(_PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)


def _children() -> set[int]:
    found = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = path.read_text("utf-8").rpartition(")")[2].split()
            if int(fields[_PARENT]) == os.getpid():
                found.add(int(path.parent.name))
    return found


def _left(before: set[int]) -> set[int]:
    """Return the children that do not end by themselves within some seconds."""
    pause = threading.Event()
    left: set[int] = set()
    for _ in range(100):
        left = _children() - before
        for process in left:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(process, os.WNOHANG)
        if not left:
            return left
        pause.wait(0.05)
    return left


@pytest.mark.skipif(platform.system() != "Linux", reason="reads /proc")
@pytest.mark.usefixtures("adopting")
def test_control_c_in_the_middle_of_a_hang_ends_everything(
    run: CommandLine, tmp_path: Path
) -> None:
    before = _children()
    limits = "[limits]\ncall_seconds = 60\ncheck_seconds = 60\n"
    folder = write(tmp_path, assignment=f"{MANIFEST}\n{limits}")
    source = RIGHT.replace("return x + x", "while True: pass")
    (tmp_path / "hangs.py").write_text(source, "utf-8")
    ours, theirs = pty.openpty()
    process = subprocess.Popen(  # noqa: S603 - our own command, no shell
        run.command("check", tmp_path / "hangs.py", "--assignments", folder.parent),
        env=run.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=theirs,  # a terminal is told which check begins
        start_new_session=True,
    )
    os.close(theirs)
    seen = b""
    while b"checking double" not in seen:
        seen += os.read(ours, 4096)

    os.killpg(process.pid, signal.SIGINT)
    out, _ = process.communicate(timeout=60)
    with contextlib.suppress(OSError):  # the other end is closed
        while part := os.read(ours, 4096):
            seen += part
    os.close(ours)

    assert process.returncode == 130
    assert out == b""
    assert seen.endswith(b"grader: interrupted.\r\n")
    assert b"Traceback" not in seen
    assert _left(before) == set()


@pytest.mark.parametrize("arguments", [["list"], ["check", "right.py"]])
def test_a_reader_that_has_had_enough_is_no_error(
    arguments: list[str], run: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "right.py").write_text(RIGHT, "utf-8")
    reading, writing = os.pipe()
    os.close(reading)

    done = subprocess.run(  # noqa: S603 - our own command, no shell
        run.command(*arguments),
        env=run.environment,
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        stdout=writing,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    os.close(writing)

    assert done.stderr == b""
    assert done.returncode == 0


@pytest.mark.parametrize("where", ["/dev/full", "closed"])
@pytest.mark.xfail(strict=True, reason="a traceback, and the exit code of lost points")
def test_an_output_that_cannot_be_written_is_said(
    where: str, run: CommandLine, right: Path
) -> None:
    redirection = ">&-" if where == "closed" else f"> {where}"
    done = subprocess.run(  # noqa: S603 - our own command
        [
            "/bin/sh",
            "-c",
            f'exec "$@" {redirection}',
            "sh",
            *run.command("check", right),
        ],
        env=run.environment,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )

    assert b"Traceback" not in done.stderr
    assert done.returncode in {0, 2}
