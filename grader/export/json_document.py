"""A gradebook's points as JSON, in a documented form with a version."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import msgspec

from grader.gradebook import ExerciseScore, Person, Standing
from grader.reports.quoting import escaped, speakable

VERSION: Literal["grader-gradebook/1"] = "grader-gradebook/1"
"""Changes when a reader of the old form would misunderstand the new one."""
Status = Literal["graded", "provisional", "broken", "failed", "missing", "excused"]
_OPEN = {"provisional", "failed"}

_FIRST = f'{{\n  "schema": "{VERSION}",\n  "assignments": ['
BEGINNINGS = (b'{\n  "schema": "grader-gradebook/',)
"""What every document begins with, those of other versions, too."""


@dataclass(frozen=True, slots=True)
class PersonDocument:
    """A student; what is not known is empty."""

    identity: str
    name: str
    email: str
    sid: str


@dataclass(frozen=True, slots=True)
class ScoreDocument:
    """Points in one exercise, or in one question that is marked by hand."""

    name: str
    title: str
    earned: float | None
    """Null if it may still change, unless provisional points were asked for."""
    possible: float
    provisional: bool
    """Whether the grader failed in a check of it."""
    overridden: bool
    """Whether somebody set the points."""


@dataclass(frozen=True, slots=True)
class StudentDocument:
    """What counts for one student in one assignment."""

    person: PersonDocument
    partners: tuple[PersonDocument, ...]
    """Who handed in the same work."""
    status: Status
    attempt: int
    """Which attempt counts; 0 if there is none."""
    submitted_at: datetime | None
    late_days: int
    exercises: tuple[ScoreDocument, ...]
    by_hand: tuple[ScoreDocument, ...]
    raw: float | None
    """The sum of the points, before lateness."""
    penalty: float | None
    """What lateness takes away."""
    total: float | None
    """Null for who is excused, and where it may still change, unless provisional points
    were asked for."""
    possible: float | None
    """Null for who is excused."""
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AssignmentDocument:
    """One assignment, students sorted by identity."""

    name: str
    students: tuple[StudentDocument, ...]


@dataclass(frozen=True, slots=True)
class GradebookDocument:
    """The points of a class."""

    schema: Literal["grader-gradebook/1"]
    assignments: tuple[AssignmentDocument, ...]


def student(standing: Standing, *, provisional: bool = False) -> StudentDocument:
    """Return one student in the form that is written."""
    is_excused = standing.status == "excused"
    hides = is_excused or (standing.status in _OPEN and not provisional)

    def scores(them: tuple[ExerciseScore, ...]) -> tuple[ScoreDocument, ...]:
        return tuple(_score(each, provisional) for each in them)

    return StudentDocument(
        person=_person(standing.person),
        partners=tuple(map(_person, standing.partners)),
        status=msgspec.convert(standing.status, Status),
        attempt=standing.attempt,
        submitted_at=standing.submitted_at,
        late_days=standing.late_days,
        exercises=scores(standing.exercises),
        by_hand=scores(standing.manual),
        raw=None if hides else standing.raw,
        penalty=None if hides else standing.penalty,
        total=None if hides else standing.total,
        possible=None if is_excused else standing.possible,
        notes=tuple(map(speakable, standing.notes)),
    )


def render(
    assignments: Iterable[tuple[str, Iterable[Standing]]], *, provisional: bool = False
) -> Iterator[bytes]:
    """Return a document in pieces, one student at a time."""
    yield _FIRST.encode()
    comma = ""
    for name, standings in assignments:
        title = escaped(msgspec.json.encode(speakable(name)).decode())
        yield f'{comma}\n    {{\n      "name": {title},\n      "students": ['.encode()
        comma = ","
        between = ""
        for standing in standings:
            text = _indented(student(standing, provisional=provisional))
            yield f"{between}\n{text}".encode()
            between = ","
        yield b"\n      ]\n    }"
    yield b"\n  ]\n}\n"


def schema() -> bytes:
    """Return the JSON Schema of what `render` writes."""
    return msgspec.json.format(
        msgspec.json.encode(msgspec.json.schema(GradebookDocument)), indent=2
    )


def _indented(value: StudentDocument) -> str:
    text = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    # Texts have no line ends of their own: JSON writes them as \n.
    return "\n".join(f"        {line}" for line in escaped(text).split("\n"))


def _person(person: Person) -> PersonDocument:
    return PersonDocument(
        identity=speakable(person.identity),
        name=speakable(person.name),
        email=speakable(person.email),
        sid=speakable(person.sid),
    )


def _score(each: ExerciseScore, provisional: bool) -> ScoreDocument:
    return ScoreDocument(
        name=speakable(each.name),
        title=speakable(each.title),
        earned=None if each.is_provisional and not provisional else each.earned,
        possible=each.possible,
        provisional=each.is_provisional,
        overridden=each.is_overridden,
    )
