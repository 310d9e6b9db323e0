"""The process that workers are forked from: numpy loaded, nothing secret ever seen."""

import gc
import importlib
import os
import socket
import sys
from importlib.machinery import BuiltinImporter, FrozenImporter, PathFinder

import numpy as np

from grader.sandbox import libc, mounts, namespaces, view
from grader.sandbox.settings import WorkerSettings, ZygoteSettings
from grader.sandbox.supervisor import Supervisor

# Loaded lazily by numpy or by nearly every homework; once here is never again.
_PRELOADED = (
    "numpy.fft",
    "numpy.linalg",
    "numpy.ma",
    "numpy.polynomial",
    "numpy.random",
    "copy",
    "dataclasses",
    "itertools",
    "math",
    "time",
    "typing",
)
_MESSAGE = 65_536


class Zygote:
    """Serves one judge over a socket: each message with three pipes is a worker."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control

    def serve(self) -> None:
        """Confine this process and fork workers until the judge is gone."""
        data = self._control.recv(_MESSAGE)
        if not data:
            return
        settings = ZygoteSettings.from_json(data)
        for name in _PRELOADED:
            importlib.import_module(name)
        _exercise_numpy()
        visible = view.of_this_interpreter()
        _forget_paths(visible)
        threads = len(os.listdir("/proc/self/task"))
        proc = os.open("/proc", os.O_PATH | os.O_CLOEXEC)
        libc.prctl(libc.PR_SET_DUMPABLE, 0)
        defences = frozenset(settings.defences)
        try:
            if "namespaces" in defences:
                _enter_private_world(settings.base, visible, proc)
        except OSError as error:
            self._control.send(f"failed: {error}".encode())
            return
        gc.collect()
        gc.freeze()
        gc.disable()
        # A fork copies one thread only; a lock that another one holds stays locked.
        ready = b"ready" if threads == 1 else b"failed: numpy started %d threads"
        self._control.send(ready if threads == 1 else ready % threads)
        self._fork_on_request(defences, visible, proc, settings.base)

    def _fork_on_request(
        self, defences: frozenset[str], visible: view.View, proc: int, base: str
    ) -> None:
        while True:
            data, pipes, _, _ = socket.recv_fds(self._control, _MESSAGE, 4)
            if not data:
                return
            _reap()
            worker = WorkerSettings.from_json(data)
            *streams, status = pipes
            if os.fork() == 0:
                self._control.close()
                try:
                    supervisor = Supervisor(worker, defences, visible, proc, base)
                    supervisor.run(streams, socket.socket(fileno=status))
                except OSError as error:
                    os.write(status, f"failed: {error}".encode())
                finally:
                    os._exit(1)
            for pipe in pipes:
                os.close(pipe)


def _enter_private_world(base: str, visible: view.View, proc: int) -> None:
    if os.geteuid() != 0:
        namespaces.enter_user_namespace(proc)
    libc.unshare(namespaces.ZYGOTE)
    mounts.enter_private_root(base, visible)


def _exercise_numpy() -> None:
    """Call what numpy loads on first use, so that no worker pays for it."""
    rng = np.random.default_rng(0)
    matrix = rng.normal(size=(3, 3))
    np.linalg.solve(matrix, matrix)
    repr(np.einsum("ij,jk->ik", matrix, matrix))


def _forget_paths(visible: view.View) -> None:
    """Leave only the standard library and the named packages to be imported."""
    allowed = (*visible.folders, *visible.site_packages)
    sys.path[:] = [
        path
        for path in sys.path
        if any(path == each or path.startswith(f"{each}/") for each in allowed)
    ]
    sys.meta_path[:] = [BuiltinImporter, FrozenImporter, PathFinder]
    sys.path_importer_cache.clear()


def _reap() -> None:
    """Collect supervisors that have ended."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            continue
    except ChildProcessError:
        return
