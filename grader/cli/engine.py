"""Where and under what terms a batch is graded, as the command line says it."""

import argparse
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from grader.assignment import folders
from grader.batch import AHEAD, Done, Job, Setting, local_pool, run
from grader.cli import places
from grader.errors import AssignmentFault
from grader.sandbox.levels import choose
from grader.sandbox.settings import CONFINED, Level


@dataclass(slots=True)
class _Stop:
    """Whether somebody pressed Ctrl-C."""

    wanted: bool = False

    def ask(self, _signal: int, _frame: FrameType | None) -> None:
        """Take note; the second time, end at once."""
        if self.wanted:
            raise KeyboardInterrupt
        self.wanted = True
        print(
            "grader: finishing what is running (Ctrl-C again to drop it) …",
            file=sys.stderr,
        )


@dataclass(frozen=True, slots=True)
class Engine:
    """An isolation, a number of processes, and limits."""

    level: str
    is_confined: bool
    jobs: int
    seconds: float | None
    cluster: str = ""
    """The address of a scheduler; empty: this machine."""
    tls: tuple[Path, ...] = ()
    """Authority, certificate and key for it."""
    _stop: _Stop = field(default_factory=_Stop)

    @classmethod
    def of(cls, arguments: argparse.Namespace) -> "Engine":
        """Return what the command line asks for, or say why it cannot be had."""
        if arguments.jobs < 0:
            raise AssignmentFault(
                f"--jobs is {arguments.jobs}; it has to be 1 or more."
            )
        if arguments.seconds is not None and not arguments.seconds > 0:
            raise AssignmentFault(
                f"--seconds is {arguments.seconds:g}; it has to be > 0."
            )
        wanted = arguments.require_isolation
        if arguments.cluster:  # what holds here says nothing about the workers
            level: Level | None = Level(wanted or Level.F)
        else:
            level, _ = choose(places.cache_file())
        is_confined = level in CONFINED
        found = level or Level.PORTABLE
        if wanted and (not is_confined or found > wanted):
            raise AssignmentFault(
                f"This machine gives isolation {found}, less than the required "
                f"{wanted}; `grader doctor` says why."
            )
        if not is_confined and not arguments.trusted:
            raise AssignmentFault(
                "Nothing confines student code on this machine (`grader doctor` says "
                "why); --trusted grades all the same, if you would run it yourself."
            )
        return cls(
            found,
            is_confined,
            arguments.jobs or cores(),
            arguments.seconds,
            arguments.cluster or "",
            _tls(arguments),
        )

    @property
    def terms(self) -> tuple[str, ...]:
        """What results depend on, as text."""
        return (self.level, f"{self.seconds}")

    def run(self, jobs: Iterator[Job], setting: Setting) -> Iterator[Done]:
        """Yield what comes of each job; Ctrl-C lets those that run end."""
        before = signal.signal(signal.SIGINT, self._stop.ask)
        try:
            if self.cluster:
                yield from self._run_elsewhere(jobs, setting)
                return
            with starting_safely():
                yield from run(
                    jobs,
                    setting,
                    local_pool(self.jobs),
                    AHEAD * self.jobs,
                    self._should_stop,
                )
        finally:
            signal.signal(signal.SIGINT, before)

    def _run_elsewhere(self, jobs: Iterator[Job], setting: Setting) -> Iterator[Done]:
        # Imported here: who grades on one machine needs no cluster.
        from grader.bundle import pack  # noqa: PLC0415 - as said
        from grader.cluster import TlsFiles, open_cluster  # noqa: PLC0415 - as said

        place = Path(setting.assignments)
        bundle = pack(place, [each.name for each in folders(place)])
        tls = TlsFiles(*self.tls) if self.tls else None
        level = Level(self.level)
        with open_cluster(self.cluster, bundle=bundle, level=level, tls=tls) as workers:
            yield from run(
                jobs,
                setting,
                workers.start,
                workers.ahead,
                self._should_stop,
                workers.grade,
            )

    def _should_stop(self) -> bool:
        return self._stop.wanted


def _tls(arguments: argparse.Namespace) -> tuple[Path, ...]:
    """Return authority, certificate and key: all of them or none."""
    files = [arguments.tls_ca, arguments.tls_cert, arguments.tls_key]
    given = [each for each in files if each is not None]
    if len(given) not in (0, len(files)):
        raise AssignmentFault(
            "--tls-ca, --tls-cert and --tls-key belong together; give all or none."
        )
    return tuple(given)


@contextmanager
def starting_safely() -> Iterator[None]:
    """Start processes without the current folder on their path.

    Python puts it there, and it may be a student's.
    """
    before = os.environ.get("PYTHONSAFEPATH")
    os.environ["PYTHONSAFEPATH"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["PYTHONSAFEPATH"]
        else:
            os.environ["PYTHONSAFEPATH"] = before


def cores() -> int:
    """Return how many cores there are for us."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
