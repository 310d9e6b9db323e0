"""Choose how strong the box is, by building each and trying to get out of it."""

import os
import platform
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import grader
from grader.errors import GraderError, HarnessFault
from grader.sandbox.exchange import Link, PipeLink
from grader.sandbox.limits import Limits
from grader.sandbox.portable import open_portable
from grader.sandbox.probe import POINTS, PROGRAM
from grader.sandbox.processes import ZygoteProcess
from grader.sandbox.proxy import Student
from grader.sandbox.remembered import remember, remembered
from grader.sandbox.settings import CONFINED, DEFENCES, Level
from grader.sandbox.submission import Submission


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of building and probing one level."""

    level: Level
    open_points: tuple[str, ...]
    """What the probe could do and must not."""
    problem: str = ""
    """Why the level could not be built at all."""

    @property
    def holds(self) -> bool:
        """Whether nothing got out."""
        return not self.open_points and not self.problem


class Sandbox:
    """Opens workers at one level; starts another zygote when one is gone.

    Args:
        level: how strong the box is.
        without: defences to leave out, for tests that show what each is good for.
        python: the interpreter of the workers.
        zygote: one of this level that has been started already.
    """

    def __init__(
        self,
        level: Level,
        *,
        without: Iterable[str] = (),
        python: str | None = None,
        zygote: ZygoteProcess | None = None,
    ) -> None:
        self.level = level
        self._defences = DEFENCES.get(level, frozenset()) - set(without)
        self._python = python
        self._zygote = zygote
        self.restarts = 0
        """How often a zygote was gone and another one had to be started."""

    def open_link(self, limits: Limits, core: int | None = None) -> Link:
        """Start a worker."""
        if self.level is Level.PORTABLE:
            return open_portable(limits)
        for _ in range(2):
            if self._zygote is None:
                self._zygote = ZygoteProcess(self._defences, self._python)
            try:
                return PipeLink(self._zygote.fork(limits, core), limits)
            except HarnessFault:
                if self._zygote.is_alive:
                    raise
                self._zygote.close()
                self._zygote = None
                self.restarts += 1
        raise HarnessFault("the zygote ended twice in a row before it could fork")

    @property
    def zygote_pid(self) -> int | None:
        """The process id of the zygote, if there is one."""
        return self._zygote.pid if self._zygote else None

    def close(self) -> None:
        """End the zygote and all workers."""
        if self._zygote:
            self._zygote.close()
            self._zygote = None

    def __enter__(self) -> Self:
        """Use it in a `with` block, which ends all processes."""
        return self

    def __exit__(self, *problem: object) -> None:
        """End all processes."""
        self.close()


def try_level(level: Level, python: str | None = None) -> Trial:
    """Build a level, run the probe in it and tell what it could do."""
    with tempfile.TemporaryDirectory(prefix="descent-probe-") as folder:
        secret = Path(folder) / "secret.txt"
        secret.write_text("nobody's business", "utf-8")
        arguments = (str(secret), grader.__file__, os.getpid())
        try:
            with (
                Sandbox(level, python=python) as sandbox,
                Student(Submission.of_source(PROGRAM), sandbox.open_link) as student,
            ):
                answers = student.tries(*arguments)
        except (GraderError, OSError) as error:
            return Trial(level, (), problem=str(error))
    if not isinstance(answers, list) or len(answers) != len(POINTS):
        return Trial(level, (), problem="the probe did not report")
    found = [point for point, is_open in zip(POINTS, answers, strict=True) if is_open]
    return Trial(level, tuple(found))


def choose(
    cache: Path | None = None, try_: Callable[[Level], Trial] = try_level
) -> tuple[Level | None, list[Trial]]:
    """Return the strongest level that holds, and the trials that led there.

    Args:
        cache: remembers the choice for this machine, kernel and interpreter.
        try_: builds and probes a level.
    """
    if platform.system() != "Linux":
        return None, []
    known = remembered(cache)
    if known:
        return known, []
    trials = []
    for level in CONFINED:
        trials.append(try_(level))
        if trials[-1].holds:
            remember(cache, level)
            return level, trials
    return None, trials
