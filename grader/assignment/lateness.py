"""When an assignment is due, and what comes off afterwards: `due` and `[late]`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from grader.assignment.problems import Problems

_MOST_MINUTES = 366 * 24 * 60
"""A grace of more than a year was mistyped."""
_KEYS: dict[str, tuple[float, str]] = {
    "grace_minutes": (_MOST_MINUTES, "minutes, from 0 to a year"),
    "per_day": (1, "a share of the earned points from 0 to 1: a tenth a day is 0.1"),
    "cap": (1, "the largest share that is taken away, from 0 to 1"),
}
"""Of each key the largest value, and what it is."""


@dataclass(frozen=True, slots=True)
class Lateness:
    """When something is due, and what lateness costs."""

    due: datetime | None = None
    """With its zone."""
    grace_minutes: float = 0.0
    per_day: float = 0.0
    """The share of the earned points for each day that begins after due and grace."""
    cap: float = 1.0
    """The largest share that is taken away."""


def lateness(table: Mapping[str, Any], file: str, problems: Problems) -> Lateness:
    """Read `due` and `[late]`, and add their problems to others."""
    due = _due(table.get("due"), file, problems)
    late = table.get("late", {})
    if not isinstance(late, dict):
        problems.add(file, f"late is a table; it is {late!r}.")
        return Lateness(due)
    if late and "due" not in table:
        problems.add(
            file,
            "[late] says what lateness costs, but there is no due; write it first.",
        )
    good: dict[str, float] = {}
    for key, value in late.items():
        if key not in _KEYS:
            problems.unknown(file, "key", f"late.{key}", _KEYS)
            continue
        most, kind = _KEYS[key]
        if type(value) in (int, float) and 0 <= value <= most:
            good[key] = float(value)
        else:
            problems.add(file, f"late.{key} has to be {kind}; got {value!r}.")
    return Lateness(due, **good)


def _due(value: Any, file: str, problems: Problems) -> datetime | None:
    example = "2026-10-01T23:59:00+02:00"
    match value:
        case None:
            return None
        case datetime() if value.utcoffset() is not None:
            return value
        case datetime():
            problems.add(
                file,
                f"due = {value.isoformat()} does not say in which zone; add its "
                f"offset to UTC: due = {example}.",
            )
        case date() | time():
            problems.add(
                file,
                f"due = {value.isoformat()} is not a date with a time; write both, "
                f"with the offset to UTC: due = {example}.",
            )
        case _:
            problems.add(
                file,
                "due has to be a date with a time and its offset to UTC, without "
                f"quotes: due = {example}; got {value!r}.",
            )
    return None
