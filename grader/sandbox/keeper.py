"""Keeps one worker running for a submission, within its limits.

The worker is started when it is first needed and replaced when it died or hung: a fresh
fork, the submission loaded again (definitions only, once loading itself had failed), up
to `Limits.replacements` times.
"""

import signal
from collections.abc import Callable
from dataclasses import dataclass, field

from grader.errors import (
    BudgetSpent,
    Garbled,
    Killed,
    NotLoaded,
    SaidTooMuch,
    StudentFault,
    TimedOut,
)
from grader.sandbox.deadline import Deadline, Expired
from grader.sandbox.exchange import Died, Flooded, Link
from grader.sandbox.limits import Limits
from grader.sandbox.output import cut
from grader.sandbox.processes import End
from grader.sandbox.submission import Submission
from grader.wire.limits import TooBig, WireError
from grader.wire.messages import Load, Loaded, pack

_MOST_OF_A_MIB = 0.9 * 2**20  # the rest is the file system's own, and the student's

BREAKDOWNS = (Died, Flooded, Expired, WireError)
"""What ends a worker in the middle of an exchange."""


@dataclass(slots=True)
class Worker:
    """A worker that has loaded the submission."""

    link: Link
    generation: int
    """Counts the workers of a submission; objects live in one of them."""
    names: dict[str, str] = field(default_factory=dict)
    """What the submission defines: name and type."""


@dataclass(frozen=True, slots=True)
class Loss:
    """A worker that was lost in the middle of an exchange."""

    fault: StudentFault
    """What the student is told."""
    is_certain: bool
    """Whether no busy neighbour can have caused it."""
    is_vague: bool = False
    """Whether it may have been another item than the first without a reply."""


class Keeper:
    """The worker of one submission, and what it has used up.

    Args:
        submission: its files.
        open_link: starts a fresh, confined worker.
        limits: time, memory and output.
    """

    def __init__(
        self,
        submission: Submission,
        open_link: Callable[[Limits], Link],
        limits: Limits,
    ) -> None:
        self.limits = limits
        self.notes: tuple[tuple[str, str], ...] = ()
        """Statements that were skipped while loading: where, and why."""
        self._submission = submission
        self._open_link = open_link
        self._worker: Worker | None = None
        self._generation = 0
        self.lost = 0
        """Workers that died, hung or talked nonsense."""
        self._definitions_only = False
        self._was_loaded = False
        self._cpu_of_check = 0.0
        self._seconds_of_check = limits.check_seconds
        self._cpu_in_all = 0.0
        self._wall_in_all = 0.0
        self._tightest = "call"

    def ready(self) -> Worker:
        """Return a worker that has loaded the submission."""
        while self._worker is None:
            if self.lost > self.limits.replacements:
                raise NotLoaded(
                    f"Your submission ended {self.lost} processes; it is not started "
                    "again."
                )
            if self._generation and self._is_spent:
                # Loading it once more would take time that it no longer has.
                raise BudgetSpent("Your code", "submission")
            self._start()
        return self._worker

    @property
    def _is_spent(self) -> bool:
        """Whether the submission has used up its time, by either clock."""
        seconds = self.limits.submission_seconds
        return self._cpu_in_all >= seconds or self._wall_in_all >= self.limits.wall(
            seconds
        )

    @property
    def was_loaded(self) -> bool:
        """Whether a worker has loaded the submission, be it gone or not."""
        return self._was_loaded

    def has(self, generation: int) -> bool:
        """Tell whether the worker of this generation is still there."""
        return self._worker is not None and self._worker.generation == generation

    def begin_check(self, seconds: float | None = None) -> None:
        """Let the time limit of a check begin anew; it may have one of its own."""
        self._cpu_of_check = 0.0
        self._seconds_of_check = seconds or self.limits.check_seconds

    def deadline(self, link: Link) -> Deadline:
        """Return the deadline of one call: what call, check and submission leave it."""
        limits = self.limits
        left = {
            "call": limits.call_seconds,
            "check": self._seconds_of_check - self._cpu_of_check,
            "submission": limits.submission_seconds - self._cpu_in_all,
        }
        self._tightest = min(left, key=left.__getitem__)
        seconds = max(0.0, left[self._tightest])
        # Who sleeps uses no CPU time, and yet must not hold up others for ever.
        wall = limits.wall(limits.submission_seconds) - self._wall_in_all
        if wall < limits.wall(seconds):
            self._tightest = "submission"
        return link.deadline(seconds, max(0.0, min(wall, limits.wall(seconds))))

    def spend(self, deadline: Deadline) -> None:
        """Count the CPU time of a call."""
        used = deadline.cpu_used()
        self._cpu_of_check += used
        self._cpu_in_all += used
        self._wall_in_all += deadline.wall_used()

    def lose(self, what: str, problem: Exception) -> Loss:
        """End a worker that cannot go on."""
        worker = self.ready()
        self._worker = None
        output = ""
        if not isinstance(problem, Flooded):
            try:
                output = worker.link.rest_of_output()
            except Flooded as flood:
                problem = flood
        end = worker.link.close()
        self.lost += 1
        is_certain = not (isinstance(problem, Expired) and not problem.is_certain)
        if isinstance(problem, Expired) and self._tightest != "call":
            return Loss(BudgetSpent(what, self._tightest, output), is_certain=True)
        return Loss(_fault(what, problem, end, output), is_certain)

    def forgive(self) -> None:
        """Do not count the last loss: the call is tried once more."""
        self.lost -= 1

    def drop(self) -> None:
        """End a worker that we have left in the middle of an exchange."""
        self.close()

    def close(self) -> None:
        """End the worker."""
        if self._worker:
            self._worker.link.close()
            self._worker = None

    def _start(self) -> None:
        if self._submission.size > self.limits.box_mib * _MOST_OF_A_MIB:
            raise NotLoaded(
                f"Your files hold {self._submission.size / 2**20:.0f} MiB; there is "
                f"room for {self.limits.box_mib} MiB."
            )
        self._generation += 1
        worker = Worker(self._open_link(self.limits), self._generation)
        try:
            self._load(worker)
        except BREAKDOWNS as problem:
            end = worker.link.close()
            self.lost += 1
            if self._definitions_only:
                self.lost = self.limits.replacements + 1
                raise NotLoaded(
                    f"Your file could not be loaded: {_reason(problem, end)}."
                ) from None
            self._definitions_only = True
        except BaseException:
            worker.link.close()
            raise
        else:
            self._worker = worker

    def _load(self, worker: Worker) -> None:
        files = self._submission.files
        message = Load(
            main=self._submission.main,
            also=list(self._submission.also),
            files=[(name, len(data)) for name, data in files],
            definitions_only=self._definitions_only,
            seed=0,
        )
        seconds = self.limits.load_seconds
        deadline = worker.link.deadline(seconds, self.limits.wall(seconds))
        try:
            worker.link.send(pack(message, [data for _, data in files]), deadline)
            reply, body = worker.link.receive(deadline)
        finally:
            self._cpu_in_all += deadline.cpu_used()
            self._wall_in_all += deadline.wall_used()
        if not isinstance(reply, Loaded) or len(body):
            raise WireError("loading was not confirmed")
        worker.names = dict(reply.names)
        self._was_loaded = True
        self.notes = tuple(
            (cut(place, 200), cut(text, 10_000)) for place, text in reply.notes[:50]
        )
        worker.link.take_output()


def _fault(what: str, problem: Exception, end: End, output: str) -> StudentFault:
    """Return the fault that a lost worker means."""
    match problem:
        case Expired(seconds=seconds, clock=clock):
            return TimedOut(what, seconds, clock, output)
        case Flooded() | TooBig():
            return SaidTooMuch(what, str(problem), output)
        case WireError():
            return Garbled(what, str(problem), output)
    return Killed(what, _reason(problem, end), output)


def _reason(problem: Exception, end: End) -> str:
    if isinstance(problem, Expired):
        return f"it was stopped after {problem.seconds:g} s of {problem.clock}"
    if not isinstance(problem, Died):
        return str(problem)
    if end.signal is not None:
        names = {each.value: each.name for each in signal.Signals}
        return f"signal {names.get(end.signal, end.signal)}"
    return f"exit code {end.code}"
