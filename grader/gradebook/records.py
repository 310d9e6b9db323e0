"""What a gradebook holds, as plain data."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum, unique
from itertools import chain

from grader.model import Outcome, Report

_DIGEST_BYTES = 20


@dataclass(frozen=True, slots=True)
class Person:
    """A student, or a group whose members nobody named."""

    identity: str
    """A stable key."""
    name: str = ""
    email: str = ""
    sid: str = ""
    """The student number."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What was handed in at one time."""

    assignment: str
    key: str
    """Where it stood in the source."""
    people: tuple[Person, ...]
    """Several for a group."""
    attempt: int
    """1 is the first attempt of these people at this assignment."""
    submitted_at: datetime | None
    """With its zone, where it is known."""
    is_late: bool | None
    """As the learning platform says it, where it does."""
    files: tuple[tuple[str, bytes], ...]
    """Names and contents."""
    main: str = ""
    """The file that is graded, if it was chosen."""
    notes: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """Return what tells these files from all others."""
        pairs = ((_encoded(name), data) for name, data in self.files)
        return digest_of([_encoded(self.main), *chain.from_iterable(pairs)])


@unique
class RunStatus(StrEnum):
    """How the grading of an entry ended."""

    GRADED = "graded"
    BROKEN = "broken"
    """Nothing of it could be read: no points, with the reason."""
    FAILED = "failed"
    """The grader failed: ungraded, whatever the entry is worth."""


@dataclass(frozen=True, slots=True)
class Run:
    """One grading of one entry."""

    work: str
    """Hex: what the result depends on, beside the entry."""
    status: RunStatus
    report: Report | None
    """None if there was none before it broke or failed."""
    problem: str
    """One sentence if it broke or failed."""
    started_at: datetime
    seconds: float
    versions: tuple[tuple[str, str], ...]
    limits: tuple[tuple[str, float], ...]
    isolation: str


@dataclass(frozen=True, slots=True)
class Late:
    """When an assignment is due, and what comes off afterwards."""

    due: datetime | None = None
    """With its zone."""
    grace_seconds: float = 0.0
    per_day: float = 0.0
    """The share of the earned points for each begun day, from 0 to 1."""
    cap: float = 1.0
    """The largest share that is taken away, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Batch:
    """One grading of a class."""

    id: int
    started_at: datetime
    note: str
    """What was graded, from where."""
    attempts: str
    """Which attempt of a person counts: last, best or all."""


@dataclass(frozen=True, slots=True)
class ExerciseScore:
    """The points of one person in one exercise, or in one question marked by hand."""

    name: str
    title: str
    earned: float
    possible: float
    """Without extra credit."""
    is_provisional: bool = False
    """Whether a check of it is ungraded."""
    is_overridden: bool = False
    """Whether somebody set the points."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What counts for one person in one assignment."""

    assignment: str
    person: Person
    partners: tuple[Person, ...]
    """Who handed in the same entry."""
    status: str
    """graded, provisional, broken, failed, missing or excused."""
    run_id: int | None
    entry_key: str
    attempt: int
    """0 if there is none."""
    submitted_at: datetime | None
    """In UTC."""
    late_days: int
    """Begun days after the due date and its grace."""
    is_late: bool
    exercises: tuple[ExerciseScore, ...]
    manual: tuple[ExerciseScore, ...]
    """Questions marked by hand."""
    raw: float
    """The sum of the parts."""
    penalty: float
    """What lateness takes away."""
    total: float
    possible: float
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultRow:
    """What came of one check for one person."""

    identity: str
    run_id: int
    exercise: str
    check: str
    title: str
    is_hidden: bool
    is_extra: bool
    points: float
    outcome: Outcome
    credit: float


@dataclass(frozen=True, slots=True)
class MistakeRow:
    """A known mistake that explains an exercise of one person."""

    identity: str
    run_id: int
    exercise: str
    name: str
    """Empty where only the numbers were looked at."""
    statement: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What counts for one person, and what it comes from."""

    standing: Standing
    results: tuple[ResultRow, ...]
    mistakes: tuple[MistakeRow, ...]


@dataclass(frozen=True, slots=True)
class Ruling:
    """What somebody decided about one person in one assignment."""

    what: str
    """override, mark, extension or excuse."""
    about: str
    """The exercise or question, where it is about one."""
    value: str
    """Points, or a date; empty if an earlier decision was lifted."""
    reason: str
    by: str
    at: datetime


def digest_of(parts: Iterable[bytes]) -> str:
    """Return what tells a list of bytes from all others, wherever they are cut."""
    blake = hashlib.blake2b(digest_size=_DIGEST_BYTES)
    for part in parts:
        blake.update(len(part).to_bytes(8, "big"))
        blake.update(part)
    return blake.hexdigest()


def entry_id(entry: Entry) -> str:
    """Return what tells an entry from all others: whose, which attempt, which bytes."""
    people = sorted({person.identity for person in entry.people})
    texts = [entry.assignment, str(entry.attempt), entry.digest, *people]
    return digest_of(_encoded(text) for text in texts)


def _encoded(text: str) -> bytes:
    # Names may come from file systems that know no Unicode.
    return text.encode("utf-8", "backslashreplace")
