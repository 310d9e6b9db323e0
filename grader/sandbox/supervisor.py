"""Between zygote and worker: makes the worker's world, starts it, reports its end."""

import gc
import io
import os
import resource
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from grader.sandbox import landlock, libc, mounts, namespaces, rlimits, seccomp
from grader.sandbox.limits import MIB
from grader.sandbox.settings import CLEAN, END, WorkerSettings
from grader.sandbox.view import View
from grader.worker.channel import PipeChannel
from grader.worker.session import Session

_REQUESTS, _REPLIES, _MARKS, _PROC, _STATUS = 10, 11, 12, 13, 14


class Supervisor:
    """One fork of the zygote.

    Args:
        settings: the worker's number and limits.
        defences: which ones the zygote was told to use.
        view: what of the machine the worker may see.
        proc: a descriptor of /proc.
        base: the parent of scratch folders, where there is no private root.
    """

    def __init__(
        self,
        settings: WorkerSettings,
        defences: frozenset[str],
        view: View,
        proc: int,
        base: str,
    ) -> None:
        self._settings = settings
        self._defences = defences
        self._view = view
        self._proc = proc
        self._base = base
        self._has_own_user = "namespaces" in defences or self._changes_user

    def run(self, pipes: list[int], status: socket.socket) -> NoReturn:
        """Start the worker, wait for its end, report it and exit."""
        judge = os.getppid()
        if self._settings.core is not None:
            os.sched_setaffinity(0, {self._settings.core})
        box = self._make_box()
        self._change_user()
        if "namespaces" in self._defences:
            namespaces.enter_user_namespace(self._proc)
            libc.unshare(namespaces.WORKER)
        # Every change of credentials clears this, so it comes after the last one.
        libc.prctl(libc.PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != judge:
            os._exit(1)
        worker = os.fork()
        if worker == 0:
            self._become_worker(pipes, status, box)
        for pipe in pipes:
            os.close(pipe)
        socket.send_fds(status, [b"pid"], [os.pidfd_open(worker)])
        # The judge keeps the deadlines; this one is for a judge that does not.
        signal.signal(signal.SIGALRM, lambda *_: os.kill(worker, signal.SIGKILL))
        signal.alarm(self._settings.wall_seconds)
        _, code, usage = os.wait4(worker, 0)
        status.send(END.pack(code, usage.ru_utime, usage.ru_stime, usage.ru_maxrss))
        os._exit(0)

    def _make_box(self) -> Path:
        if "namespaces" in self._defences:
            return Path(mounts.BOX)
        box = Path(self._base) / f"box{self._settings.number}"
        box.mkdir(mode=0o700)
        if self._changes_user:
            os.chown(box, self._settings.user, self._settings.user)
        return box

    @property
    def _changes_user(self) -> bool:
        # Root in a private root needs it as well: the namespace must not map root.
        wanted = "user" in self._defences or "namespaces" in self._defences
        return wanted and os.geteuid() == 0

    def _change_user(self) -> None:
        if "user" in self._defences and os.geteuid() != 0 and not self._landlocked:
            raise PermissionError("a user of its own for each submission needs root")
        if self._changes_user:
            os.setgroups([])
            os.setresgid(self._settings.user, self._settings.user, self._settings.user)
            os.setresuid(self._settings.user, self._settings.user, self._settings.user)
        if "namespaces" not in self._defences and not os.access(os.__file__, os.R_OK):
            raise PermissionError(
                f"user {os.geteuid()} cannot read {os.__file__}: the interpreter lies "
                "in somebody's private folder"
            )

    @property
    def _landlocked(self) -> bool:
        return "landlock" in self._defences and landlock.abi() > 0

    def _become_worker(
        self, pipes: list[int], status: socket.socket, box: Path
    ) -> NoReturn:
        """Confine this process the rest of the way and serve."""
        try:
            requests, replies, output = pipes
            moved = (requests, replies, output, self._proc, status.detach())
            _arrange_descriptors(*moved)
            try:
                self._confine(box)
            except OSError as error:
                os.write(_STATUS, f"failed: {error}".encode())
                os._exit(1)
            # With it the worker could tell the judge that *we* had failed.
            os.close(_STATUS)
            gc.enable()
            serve(box)
        finally:
            os._exit(0)

    def _confine(self, box: Path) -> None:
        os.setsid()
        if "namespaces" in self._defences:
            mounts.mount_box(self._settings.box_mib)
        else:
            os.chdir(box)
        os.environ.clear()
        os.environ.update(HOME=str(box), TMPDIR=str(box), **CLEAN)
        memory = rlimits.address_space(_PROC) + self._settings.memory_mib * MIB
        os.close(_PROC)
        program = seccomp.program(
            os.getpid(), shares_files="namespaces" not in self._defences
        )
        rules = list(rights(self._view, str(box)))
        libc.drop_capabilities()
        libc.prctl(libc.PR_SET_NO_NEW_PRIVS, 1)
        libc.prctl(libc.PR_SET_DUMPABLE, 0)
        if "limits" in self._defences:
            rlimits.apply(
                memory,
                self._settings.cpu_seconds,
                self._settings.box_mib,
                has_own_user=self._has_own_user,
            )
        if self._landlocked:
            landlock.restrict(rules)
        libc.prctl(libc.PR_SET_PDEATHSIG, signal.SIGKILL)
        if "seccomp" in self._defences:
            seccomp.install(program)


def serve(box: Path) -> None:
    """Answer the judge until it is gone."""
    # Not over 1, which a student may close.
    channel = PipeChannel(_REQUESTS, _REPLIES, _MARKS)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # Who hangs is killed: what was printed before tells most about why.
        sys.stdout.reconfigure(line_buffering=True)
    Session(channel, box, flush=_flusher()).serve()


def _flusher() -> Callable[[], None]:
    """Return a function that empties the standard streams, whatever became of them."""

    def flush() -> None:
        for name in ("stdout", "stderr"):
            try:
                getattr(sys, name).flush()
            except BaseException:  # noqa: BLE001, S112 - students replace and close them
                continue

    return flush


def rights(view: View, box: str) -> list[landlock.Rule]:
    """Return the landlock rules of a worker."""
    rules = [landlock.Rule(box, landlock.WRITE)]
    for folder in view.folders:
        rules += _readable(folder, view.covered)
    rules += [landlock.Rule(path, landlock.READ) for path in view.packages]
    # The import system lists the folder; without the right it sees an empty one.
    rules += [landlock.Rule(path, landlock.LIST) for path in view.site_packages]
    rules += [
        landlock.Rule(f"/dev/{name}", landlock.DEVICE)
        for name in ("null", "zero", "random", "urandom")
    ]
    return rules


def _readable(path: str, covered: tuple[str, ...]) -> list[landlock.Rule]:
    """Return rules for all of a folder but what is covered.

    A rule grants whole hierarchies, so a folder with something covered below it gets
    none itself; its entries do.
    """
    if path in covered:
        return []
    if not any(each.startswith(f"{path}/") for each in covered):
        return [landlock.Rule(path, landlock.READ)]
    with os.scandir(path) as listing:
        entries = [entry.path for entry in listing]
    return [rule for each in entries for rule in _readable(each, covered)]


def _arrange_descriptors(
    requests: int, replies: int, output: int, proc: int, status: int
) -> None:
    """Put the pipes where the worker expects them and close all others."""
    nothing = os.open("/dev/null", os.O_RDONLY)
    # Out of the way first, so that no move overwrites one still to be moved.
    given = (requests, replies, output, output, proc, status, nothing)
    places = (_REQUESTS, _REPLIES, _MARKS, 1, _PROC, _STATUS, 0)
    for descriptor, place in zip([_high(each) for each in given], places, strict=True):
        os.dup2(descriptor, place, inheritable=False)
    os.dup2(1, 2)
    os.closerange(3, _REQUESTS)
    os.closerange(_STATUS + 1, resource.getrlimit(resource.RLIMIT_NOFILE)[0])


def _high(descriptor: int) -> int:
    import fcntl  # noqa: PLC0415 - absent on Windows, where none of this runs

    return fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 100)
