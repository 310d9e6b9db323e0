"""A report as JSON, in a documented form with a version."""

import math
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import StrEnum
from itertools import takewhile
from typing import Any, Literal

import msgspec

from grader.model import (
    CheckResult,
    Counterexample,
    Curve,
    Diagnosis,
    ExerciseResult,
    Report,
)
from grader.reports.audience import Audience, for_audience
from grader.reports.quoting import escaped, speakable
from grader.scoring import Score, exercise_score, total

VERSION: Literal["grader-report/1"] = "grader-report/1"
"""Changes when a reader of the old form would misunderstand the new one."""


@dataclass(frozen=True, slots=True)
class Points:
    """Points earned out of points that can be had."""

    earned: float
    possible: float
    provisional: bool


@dataclass(frozen=True, slots=True)
class ExerciseDocument:
    """One exercise."""

    name: str
    title: str
    place: str
    score: Points
    diagnosis: Diagnosis | None
    counterexample: Counterexample | None
    checks: tuple[CheckResult, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report."""

    schema: Literal["grader-report/1"]
    audience: Audience
    assignment: str
    title: str
    submission: str
    isolation: str
    versions: dict[str, str]
    score: Points
    notes: tuple[str, ...]
    exercises: tuple[ExerciseDocument, ...]


def document(report: Report, audience: Audience) -> Document:
    """Return a report in the form that is written."""
    shown = _cleaned(for_audience(report, audience))
    return Document(
        schema=VERSION,
        audience=audience,
        assignment=shown.assignment,
        title=shown.title,
        submission=shown.submission,
        isolation=shown.isolation,
        versions=dict(shown.versions),
        score=_points(total(shown)),
        notes=shown.notes,
        exercises=tuple(_exercise(each) for each in shown.exercises),
    )


def render(report: Report, audience: Audience) -> bytes:
    """Return a report as JSON."""
    encoded = msgspec.json.encode(document(report, audience))
    text = msgspec.json.format(encoded, indent=2).decode()
    return f"{escaped(text)}\n".encode()


def schema() -> bytes:
    """Return the JSON Schema of what `render` writes."""
    return msgspec.json.format(
        msgspec.json.encode(msgspec.json.schema(Document)), indent=2
    )


def _cleaned(value: Any) -> Any:
    """Return a value whose texts can be encoded, and are the same every time."""
    if isinstance(value, StrEnum):
        return value
    if isinstance(value, str):
        return speakable(value)
    if isinstance(value, Curve):
        # JSON has no infinity and no nan: a curve ends where it leaves the numbers.
        got, want = (
            tuple(takewhile(math.isfinite, each)) for each in (value.got, value.want)
        )
        return Curve(speakable(value.title), got, want)
    if isinstance(value, tuple):
        return tuple(map(_cleaned, value))
    if is_dataclass(value) and not isinstance(value, type):
        parts = {each.name: getattr(value, each.name) for each in fields(value)}
        return replace(value, **{name: _cleaned(part) for name, part in parts.items()})
    return value


def _exercise(each: ExerciseResult) -> ExerciseDocument:
    return ExerciseDocument(
        name=each.name,
        title=each.title,
        place=each.place,
        score=_points(exercise_score(each)),
        diagnosis=each.diagnosis,
        counterexample=each.counterexample,
        checks=each.checks,
    )


def _points(score: Score) -> Points:
    return Points(score.earned, score.possible, score.is_provisional)
