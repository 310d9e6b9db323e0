"""What one student or group handed in at one time: names only, contents on demand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from grader.intake.names import is_code
from grader.intake.person import Person

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an attempt."""

    name: str
    """Relative to the attempt, with forward slashes, in Unicode NFC."""
    size: int
    """Bytes, as the source declares them."""

    @property
    def is_code(self) -> bool:
        """Whether this is Python or a notebook."""
        return is_code(self.name)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One submission of these people."""

    key: str
    """Unique and stable within a source."""
    people: tuple[Person, ...]
    """Several for a group."""
    number: int
    """1 is the first attempt of these people at this assignment."""
    assignment: str | None
    """As the layout says it, where it does."""
    submitted_at: datetime | None
    """With its zone, where the layout says it."""
    is_late: bool | None
    """Where the LMS itself says it."""
    members: tuple[Member, ...]
    """The files, by name."""
    notes: tuple[str, ...] = ()
    """What a reader should know: left out files, assumed zones."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Something in a source that is not read."""

    name: str
    """Its name, made fit to print."""
    why: str
    """One sentence."""


def last_attempts(attempts: Iterable[Attempt]) -> tuple[Attempt, ...]:
    """Return the last attempt of each set of people at each assignment."""
    last: dict[tuple[frozenset[str], str | None], Attempt] = {}
    for attempt in attempts:
        whose = frozenset(person.identity for person in attempt.people)
        have = last.get((whose, attempt.assignment))
        if have is None or recency(have) < recency(attempt):
            last[whose, attempt.assignment] = attempt
    return tuple(sorted(last.values(), key=lambda attempt: attempt.key))


def recency(attempt: Attempt) -> tuple[int, datetime, str]:
    """Return what orders the attempts of the same people."""
    return attempt.number, attempt.submitted_at or _LONG_AGO, attempt.key
