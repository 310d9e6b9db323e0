"""Dask as a `concurrent.futures.Executor`, whose failures are ours by name."""

import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future, InvalidStateError
from contextlib import suppress
from typing import Any
from uuid import uuid4

import dask
import distributed

from grader.batch import Lost
from grader.cluster.preparation import REFUSED
from grader.errors import AssignmentFault

_QUIET = {"distributed.admin.large-graph-warning-threshold": "1TB"}
"""A submission travels with its job: elsewhere it would be lost with a machine."""

_CUT_OFF = "scheduler-connection-lost"  # what a cancelled future says


class DaskExecutor(Executor):
    """Runs calls that return bytes; a call that did not come back is `Lost`.

    Dask itself tries a call again whose worker ended, on another worker.
    """

    def __init__(self, client: distributed.Client) -> None:
        self._client = client
        self._lock = threading.Lock()
        self._running: dict[Future[Any], distributed.Future[Any] | None] = {}
        self._end: AssignmentFault | None = None
        self.is_cut_off = False
        """Whether tasks were lost with the connection to the scheduler."""

    def submit(
        self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any
    ) -> Future[Any]:
        """Send a call on its way."""
        ours: Future[Any] = Future()
        ours.set_running_or_notify_cancel()
        task = None
        if self._client.status == "running":
            with dask.config.set(_QUIET):
                task = self._client.submit(
                    fn, *args, **kwargs, key=f"grade-{uuid4().hex}", pure=False
                )
        else:
            self.is_cut_off = True
        with self._lock:
            self._running[ours] = task
            end = self._end
        if end:
            self._give(ours, end)
        if task:
            task.add_done_callback(lambda task: self._take(ours, task))
        return ours

    def give_up(self, end: AssignmentFault) -> None:
        """End every call: none will come back."""
        with self._lock:
            self._end = end
            running = list(self._running)
        for ours in running:
            self._give(ours, end)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002 - whoever is done with us has no use for what still runs
        """Take back what is still on its way."""
        with self._lock:
            running, self._running = self._running, {}
        tasks = [task for task in running.values() if task is not None]
        if tasks and self._client.status == "running":
            with suppress(OSError, TimeoutError, CancelledError):
                self._client.cancel(tasks)

    def _take(self, ours: Future[Any], task: "distributed.Future[Any]") -> None:
        """Take what came of a task."""
        outcome = _outcome(task)
        if isinstance(outcome, Lost):
            why = getattr(outcome.__cause__, "reason", "")
            if why == _CUT_OFF or self._client.status != "running":
                self.is_cut_off = True
                return  # every other task went with it: see `give_up`
        self._give(ours, outcome)

    def _give(self, ours: Future[Any], outcome: bytes | Exception) -> None:
        """Hand over what came of a call; what comes first counts."""
        with self._lock:
            self._running.pop(ours, None)
        with suppress(InvalidStateError):
            if isinstance(outcome, Exception):
                ours.set_exception(outcome)
            else:
                ours.set_result(outcome)


def _outcome(task: "distributed.Future[Any]") -> bytes | Exception:
    """Return what came of a task: a result, or that it is lost."""
    try:
        reply = task.result()
    # Whatever Dask raises (KilledWorker, CancelledError, …): there is no result.
    except Exception as error:  # noqa: BLE001 - as said
        lost = Lost(f"{type(error).__name__}: {error}")
        lost.__cause__ = error
        return lost
    if type(reply) is not bytes:
        return Lost(f"A worker sent {type(reply).__name__}, not bytes.")
    if reply.startswith(REFUSED):
        return Lost(reply.removeprefix(REFUSED).decode("utf-8", "replace"))
    return reply
