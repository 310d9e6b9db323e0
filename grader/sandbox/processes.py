"""The judge's view of zygotes and workers: start them, see their end, end them."""

import contextlib
import math
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from grader.errors import HarnessFault
from grader.sandbox.limits import Limits
from grader.sandbox.settings import CLEAN, END, WorkerSettings, ZygoteSettings
from grader.sandbox.users import number_of, reserve

_BOOTSTRAP = Path(__file__).with_name("bootstrap.py")
_START_SECONDS = 60.0
# The judge keeps the deadlines and a dead judge ends its workers; this is for a judge
# that lives on and has forgotten one. Its own work counts too, so it is long.
_ABANDONED_SECONDS = 6 * 3600
_MOST_ENTRIES, _DEEPEST = 4_000, 40  # of a scratch folder


@dataclass(frozen=True, slots=True)
class End:
    """How a worker ended."""

    signal: int | None
    """The signal that killed it, if one did."""
    code: int
    cpu_seconds: float
    peak_kib: int


class WorkerProcess:
    """A running worker: three pipe ends, a pidfd, and a socket that tells its end."""

    def __init__(
        self,
        pidfd: int,
        pipes: tuple[int, int, int],
        status: socket.socket,
        scratch: Path | None,
    ) -> None:
        self.requests, self.replies, self.output = pipes
        self.pidfd = pidfd
        self._scratch = scratch
        self._status = status
        self._clock = _cpu_clock(pidfd)

    def cpu_seconds(self) -> float:
        """Return the CPU time that the worker has used; 0 when it is gone."""
        try:
            return time.clock_gettime(self._clock)
        except OSError:
            return 0.0

    def box_bytes(self) -> float:
        """Return the size of the files in a scratch folder; a private box has a cap."""
        return _tree_size(self._scratch) if self._scratch else 0

    def kill(self) -> None:
        """End the worker and whatever lives in its pid namespace."""
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.pidfd, signal.SIGKILL)

    def close(self) -> End:
        """End the worker, wait for its end and close everything."""
        self.kill()
        try:
            return self._wait()
        finally:
            for descriptor in (self.requests, self.replies, self.output, self.pidfd):
                os.close(descriptor)
            self._status.close()
            if self._scratch and self._scratch.exists():
                _remove_if_possible(self._scratch)

    def _wait(self) -> End:
        self._status.settimeout(_START_SECONDS)
        data = self._status.recv(200)
        if data.startswith(b"failed: "):
            problem = data.decode(errors="replace")
            raise HarnessFault(f"a worker could not confine itself: {problem}")
        if len(data) != END.size:  # the supervisor was killed before it could tell
            return End(signal=int(signal.SIGKILL), code=0, cpu_seconds=0.0, peak_kib=0)
        code, user, system, peak = END.unpack(data)
        killed = os.WTERMSIG(code) if os.WIFSIGNALED(code) else None
        done = os.WEXITSTATUS(code) if os.WIFEXITED(code) else 0
        return End(killed, done, user + system, peak)


class ZygoteProcess:
    """A zygote that belongs to this judge.

    Args:
        defences: what it should confine itself and its workers with.
        python: the interpreter to run; this one by default.
    """

    def __init__(self, defences: Iterable[str], python: str | None = None) -> None:
        self._count = 0
        self._block, self._reservation = reserve()
        self._base = tempfile.mkdtemp(prefix="descent-")
        self._process: subprocess.Popen[bytes] | None = None
        self._settings = ZygoteSettings(tuple(sorted(defences)), self._base)
        self._python = python or sys.executable
        self._is_ready = False
        self._control = self._start()

    def _start(self) -> socket.socket:
        """Start it; it imports numpy while the judge goes on with its own business."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        # Workers of other users pass through to their own folders; none can list it.
        os.chmod(self._base, 0o711)  # noqa: S103 - execute only
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own file, no shell
                # Isolated but for -E: the environment is ours, and orders hashing.
                [self._python, "-P", "-s", "-B", str(_BOOTSTRAP)],
                env=CLEAN,
                cwd="/",
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
            ours.settimeout(_START_SECONDS)
            ours.send(self._settings.to_json())
        except OSError as error:
            ours.close()
            raise self._failure(str(error)) from error
        finally:
            theirs.close()
        return ours

    def _await_ready(self) -> None:
        """Wait until it can fork."""
        try:
            answer = self._control.recv(4096).decode(errors="replace")
        except OSError as error:
            answer = str(error)
        if answer != "ready":
            self._control.close()
            raise self._failure(answer)
        self._is_ready = True

    def _failure(self, answer: str) -> HarnessFault:
        stderr = self._finish()
        return HarnessFault(f"the zygote did not start: {answer} {stderr}".strip())

    def fork(self, limits: Limits, core: int | None = None) -> WorkerProcess:
        """Return a new, confined worker."""
        if not self._is_ready:
            self._await_ready()
        self._count += 1
        settings = WorkerSettings(
            number=self._count,
            user=number_of(self._block, self._count),
            memory_mib=limits.memory_mib,
            box_mib=limits.box_mib,
            cpu_seconds=int(limits.submission_seconds) + 5,
            wall_seconds=_ABANDONED_SECONDS,
            core=core,
        )
        ends = [*os.pipe(), *os.pipe(), *os.pipe()]
        theirs, ours = [ends[0], ends[3], ends[5]], [ends[1], ends[2], ends[4]]
        status, their_status = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with contextlib.ExitStack() as on_failure:
            on_failure.callback(status.close)
            for descriptor in ours:
                on_failure.callback(os.close, descriptor)
            word, pidfds = self._ask_for(settings, theirs, status, their_status)
            if not pidfds:
                reason = word.decode(errors="replace") or "it ended before it began"
                raise HarnessFault(f"a worker did not start: {reason}")
            for descriptor in ours:
                os.set_blocking(descriptor, False)
            on_failure.pop_all()
        pipes = (ours[0], ours[1], ours[2])
        return WorkerProcess(pidfds[0], pipes, status, self._scratch(self._count))

    def _ask_for(
        self,
        settings: WorkerSettings,
        theirs: list[int],
        status: socket.socket,
        their_status: socket.socket,
    ) -> tuple[bytes, list[int]]:
        """Send the zygote a request; return what the supervisor says, and the pidfd."""
        given = [*theirs, their_status.fileno()]
        try:
            socket.send_fds(self._control, [settings.to_json()], given)
        except OSError as error:
            raise HarnessFault(f"the zygote is gone: {error}") from error
        finally:
            for descriptor in theirs:
                os.close(descriptor)
            their_status.close()
        status.settimeout(_START_SECONDS)
        try:
            word, pidfds, _, _ = socket.recv_fds(status, 4096, 1)
        except OSError as error:
            raise HarnessFault(f"a worker did not start: {error}") from error
        return word, pidfds

    def _scratch(self, number: int) -> Path | None:
        if "namespaces" in self._settings.defences:
            return None
        return Path(self._base) / f"box{number}"

    @property
    def is_alive(self) -> bool:
        """Whether the zygote runs."""
        assert self._process is not None  # noqa: S101 - set in _start
        try:
            # Sockets close a moment before a killed process can be waited for.
            self._process.wait(timeout=0.5)
        except subprocess.TimeoutExpired:
            return True
        return False

    @property
    def pid(self) -> int:
        """The zygote's process id."""
        assert self._process is not None  # noqa: S101 - set in _start
        return self._process.pid

    def close(self) -> None:
        """End the zygote, and with it all its workers."""
        self._control.close()
        self._finish()

    def _finish(self) -> str:
        """Wait for the end, clean up, and return what was said on stderr."""
        stderr = b""
        if self._process and self._process.stderr and not self._process.stderr.closed:
            try:
                _, stderr = self._process.communicate(timeout=5)
            except subprocess.TimeoutExpired:
                self._process.kill()
                _, stderr = self._process.communicate()
        _remove_if_possible(Path(self._base))
        if self._reservation:
            self._reservation.close()
        return stderr.decode(errors="replace")[-2000:]


def _cpu_clock(pidfd: int) -> int:
    """Return the clock of a process's CPU time, exact across pid namespaces."""
    text = Path(f"/proc/self/fdinfo/{pidfd}").read_text("ascii")
    pid = next(int(line[4:]) for line in text.splitlines() if line.startswith("Pid:"))
    return (~pid << 3) | 2


def _tree_size(folder: Path) -> float:
    """Return the bytes below a folder; links are never followed, files never opened.

    What is too deep, too much or too private to be counted is infinite.
    """
    total = 0
    entries = 0
    waiting = [(str(folder), 0)]
    while waiting:
        path, depth = waiting.pop()
        try:
            with os.scandir(path) as listing:
                for entry in listing:
                    entries += 1
                    if entries > _MOST_ENTRIES or depth > _DEEPEST:
                        return math.inf
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append((entry.path, depth + 1))
                    else:
                        total += entry.stat(follow_symlinks=False).st_size
        except FileNotFoundError:  # the student removes it while we look
            continue
        except OSError:
            return math.inf
    return total


def _remove_if_possible(top: Path) -> None:
    """Remove a folder; what cannot be removed stays in the temporary folder.

    A worker that is only just being killed may still write, and a grade must not
    depend on litter.
    """
    for _ in range(3):
        try:
            remove_tree(top)
        except OSError:
            continue
        return


def remove_tree(top: Path) -> None:
    """Remove a folder that a student filled, however deep and however protected.

    Folders found below are moved up to the top first, so that no path grows too long
    and nothing recurses. Links are removed, never followed.
    """
    unused = secrets.token_hex(8)  # a student cannot have taken such a name
    moved = 0
    waiting = [top]
    while waiting:
        folder = waiting[-1]
        folder.chmod(0o700)
        deeper = []
        with os.scandir(folder) as listing:
            entries = list(listing)
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                os.unlink(entry.path)
            elif folder == top:
                deeper.append(Path(entry.path))
            else:
                moved += 1
                os.chmod(entry.path, 0o700)  # moving a folder changes its ..
                os.rename(entry.path, top / f"{unused} {moved}")
        if folder != top:
            folder.rmdir()
            waiting.pop()
        elif deeper:
            waiting += deeper
        else:
            top.rmdir()
            waiting.pop()
