"""What happens on a worker: it is looked at, gets the assignments, and grades."""

import asyncio
import dataclasses
import os
import shutil
import stat
import sys
import traceback
from pathlib import Path

from distributed import Worker, WorkerPlugin, get_worker

from grader.batch import Job, Setting
from grader.batch.job import packed
from grader.batch.station import Station
from grader.bundle import Bundle
from grader.cluster.address import is_loopback
from grader.cluster.facts import differences, facts
from grader.errors import HarnessFault
from grader.sandbox.levels import try_level
from grader.sandbox.settings import CONFINED, Level

REFUSED = b"!"
"""What a reply begins with that is no result; JSON does not."""
_CLEARING = 5.0


class Preparation(WorkerPlugin):  # type: ignore[misc] # Dask is not looked into
    """Prepares every worker of a cluster, those too that join later.

    A worker that was there when the cluster was opened only says what is wrong with
    it; one that joins later, and does not fit, leaves.
    """

    def __init__(
        self,
        name: str,
        bundle: Bundle,
        level: Level,
        ours: dict[str, str],
        known: frozenset[str],
    ) -> None:
        self.name = name
        self.problem = "it was not prepared."
        self._bundle = bundle
        self._level = level
        self._ours = ours
        self._known = known
        self._folder = Path()
        self._assignments = Path()
        self._held: tuple[Setting, Station] | None = None

    async def setup(self, worker: Worker) -> None:
        """Look at a worker and unpack the assignments on it."""
        self._folder = Path(worker.local_directory) / self.name
        try:
            self.problem = await asyncio.to_thread(self._problem_of, worker)
        except Exception:  # noqa: BLE001 - the one who opens the cluster says it
            self.problem = f"it could not be prepared:\n{traceback.format_exc()}"
        if self.problem and worker.address not in self._known:
            reason = f"descent-grader: {self.problem}"
            worker.loop.add_callback(
                worker.close_gracefully, restart=False, reason=reason
            )

    async def teardown(self, worker: Worker) -> None:  # noqa: ARG002 - Dask passes it
        """Leave nothing behind, once the job that may be running has ended."""
        self.problem = "its run has ended."
        await asyncio.wait(
            {asyncio.create_task(asyncio.to_thread(self._clear))}, timeout=_CLEARING
        )

    def grade(self, setting: Setting, job: Job) -> bytes:
        """Do a job; the result is a `Done`, packed."""
        if self.problem:
            raise HarnessFault(self.problem)
        if setting.level != self._level:
            raise HarnessFault(f"isolation {setting.level} was not tried here")
        here = dataclasses.replace(setting, assignments=str(self._assignments))
        return packed(self._station(here).grade(job))

    def _problem_of(self, worker: Worker) -> str:
        """Return why a worker cannot be used, or nothing."""
        if worker.state.nthreads != 1:
            return (
                f"it runs {worker.state.nthreads} tasks at a time, and one judge can "
                "do one: start it with --nthreads 1."
            )
        if worker.address.startswith("tcp:") and not is_loopback(worker.address):
            return "it is reached without encryption from other machines: use tls."
        different = differences(facts(), self._ours)
        if different:
            return f"its versions differ: {different}."
        if self._level in CONFINED:
            trial = try_level(self._level)
            if not trial.holds:
                why = trial.problem or f"open: {', '.join(trial.open_points)}"
                return f"isolation {self._level} does not hold on it ({why})."
            if not is_private(self._folder.parent):
                return (
                    f"others may exchange what is in {self._folder.parent}: give it a "
                    "--local-directory of its user's own."
                )
        self._assignments = self._bundle.unpack(self._folder)
        return ""

    def _station(self, setting: Setting) -> Station:
        """Return this process's station; it judges by this reference and no other."""
        mine = self._assignments.parent / "reference" / "__init__.py"
        loaded = sys.modules.get("reference")
        if loaded is not None and Path(loaded.__file__ or "") != mine:
            # Another run's, on the same workers: its stations notice it like this one.
            self._let_go()
            for name in [each for each in sys.modules if _is_reference(each)]:
                del sys.modules[name]
        if self._held is None or self._held[0] != setting:
            self._let_go()
            self._held = (setting, Station(setting))
        return self._held[1]

    def _clear(self) -> None:
        self._let_go()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _let_go(self) -> None:
        if self._held is not None:
            self._held[1].close()
            self._held = None


def is_private(folder: Path) -> bool:
    """Tell whether nobody else can put something else in a folder's place."""
    return all(
        state.st_uid in {0, os.getuid()}
        and not (state.st_mode & stat.S_IWOTH and not state.st_mode & stat.S_ISVTX)
        for state in (each.stat() for each in (folder, *folder.resolve().parents))
    )


def graded(name: str, setting: Setting, job: Job) -> bytes:
    """Do a job on the worker that this is called on."""
    try:
        plugin: Preparation = get_worker().plugins[name]
        return plugin.grade(setting, job)
    # An exception would travel as a pickle.
    except Exception:  # noqa: BLE001 - as said
        return REFUSED + traceback.format_exc().encode("utf-8", "replace")


def problem_of(name: str, dask_worker: Worker) -> str:
    """Return why the worker that this is called on cannot be used, or nothing."""
    plugin = dask_worker.plugins.get(name)
    return plugin.problem if isinstance(plugin, Preparation) else "it has just joined."


def _is_reference(module: str) -> bool:
    return module == "reference" or module.startswith("reference.")
