"""How long an exchange may take: CPU time counts, the clock is the backstop."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Expired(Exception):
    """A deadline has passed."""

    seconds: float
    """The limit that was exceeded."""
    clock: str
    """Which one: "CPU time" or "waiting"."""

    @property
    def is_certain(self) -> bool:
        """Whether no busy neighbour can have caused it."""
        return self.clock == CPU


CPU = "CPU time"
WALL = "waiting"


_MOST_EXCUSED = 30.0


class Deadline:
    """Limits for one exchange, running from its creation.

    Args:
        cpu_seconds: how much CPU time the worker may use.
        wall_seconds: how long the judge waits.
        clock: the worker's CPU time so far; None where it cannot be known.
    """

    def __init__(
        self,
        cpu_seconds: float,
        wall_seconds: float,
        clock: Callable[[], float] | None,
    ) -> None:
        self._cpu_seconds = cpu_seconds
        self._wall_seconds = wall_seconds
        self._clock = clock
        self._cpu_start = clock() if clock else 0.0
        self._used = 0.0
        self._excuses = _MOST_EXCUSED
        self._start = time.monotonic()

    def check(self) -> float:
        """Return the seconds left on the clock, or raise Expired."""
        left = self._start + self._wall_seconds - time.monotonic()
        if self.cpu_used() > self._cpu_seconds:
            raise Expired(self._cpu_seconds, CPU)
        if left <= 0:
            raise Expired(self._wall_seconds, WALL)
        return left

    def excuse(self, seconds: float) -> None:
        """Do not count time that the judge itself spent, up to a bound.

        Evaluating an objective is the judge's work, asking for it without end is not.
        """
        self._start += min(seconds, self._excuses)
        self._excuses -= min(seconds, self._excuses)

    def wall_used(self) -> float:
        """Return the time on the clock since the start, less what is excused."""
        return time.monotonic() - self._start

    def cpu_used(self) -> float:
        """Return the CPU time used since the start."""
        if self._clock:
            # The clock of a process that has died reads nothing: keep the highest.
            self._used = max(self._used, self._clock() - self._cpu_start)
        return self._used
