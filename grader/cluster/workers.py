"""The workers of a cluster while a class is graded on them."""

import threading
from concurrent.futures import CancelledError, Executor
from contextlib import suppress
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Self

import distributed

from grader.batch import AHEAD
from grader.cluster.executor import DaskExecutor
from grader.cluster.preparation import graded
from grader.errors import AssignmentFault

if TYPE_CHECKING:
    from grader.batch.running import Grade

_LOOK = 0.5
_ANSWER = 10.0
_AGAIN = (
    "What was graded until now is kept; the same command goes on from there when "
    "the cluster is back."
)


class Workers:
    """Workers that are ready, for `grader.batch.run`.

    Args:
        client: is connected.
        name: of the plugin that prepared the workers.
        address: of the scheduler.
        patience: seconds that there may be no worker.
    """

    def __init__(
        self, client: distributed.Client, name: str, address: str, patience: float
    ) -> None:
        self._client = client
        self._address = address
        self._patience = patience
        self._executors: list[DaskExecutor] = []
        self._end: AssignmentFault | None = None
        self._is_over = threading.Event()
        self._watch = threading.Thread(target=self._look, name="cluster", daemon=True)
        self.grade: Grade = partial(graded, name)
        """Does a job on the worker that it is sent to."""
        self.jobs = len(client.nthreads())
        """How many there are: they come and go."""

    def start(self) -> Executor:
        """Return an executor that runs calls on them."""
        executor = DaskExecutor(self._client)
        self._executors.append(executor)
        if self._end:
            executor.give_up(self._end)
        return executor

    def ahead(self) -> int:
        """Return how many jobs should be on their way at this time."""
        return AHEAD * max(self.jobs, 1)

    def _look(self) -> None:
        """Count the workers, and end all calls when they cannot come back."""
        seen = monotonic()
        while not self._is_over.wait(_LOOK):
            cut_off = any(each.is_cut_off for each in self._executors)
            # Dask connects again if it can, but without our tasks.
            if cut_off or self._client.status != "running":
                self._give_up(
                    f"The connection to the scheduler at {self._address} was lost."
                )
                return
            with suppress(OSError, TimeoutError, CancelledError, RuntimeError):
                self.jobs = len(
                    self._client.sync(
                        self._client.scheduler.ncores, callback_timeout=_ANSWER
                    )
                )
            if self.jobs:
                seen = monotonic()
            elif monotonic() - seen > self._patience:
                self._give_up(
                    f"The scheduler at {self._address} has had no worker for "
                    f"{self._patience:g} s."
                )
                return

    def _give_up(self, why: str) -> None:
        self._end = AssignmentFault(f"{why} {_AGAIN}")
        for executor in self._executors:
            executor.give_up(self._end)

    def __enter__(self) -> Self:
        """Begin to watch them."""
        self._watch.start()
        return self

    def __exit__(self, *problem: object) -> None:
        """Stop watching them."""
        self._is_over.set()
        self._watch.join(_ANSWER)
