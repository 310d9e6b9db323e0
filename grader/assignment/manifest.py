"""assignment.toml: title, exercises with their signatures, limits, due date."""

import ast
import dataclasses
import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grader.assignment.lateness import Lateness, lateness
from grader.assignment.problems import Problems
from grader.errors import AssignmentFault
from grader.sandbox.limits import Limits

FILE = "assignment.toml"
_KEYS = ("title", "summary", "due", "late", "limits", "exercise")
_EXERCISE_KEYS = ("signature", "title")
_LIMITS: dict[str, type] = {
    each.name: type(each.default) for each in dataclasses.fields(Limits)
}


@dataclass(frozen=True, slots=True)
class Exercise:
    """One function or class that the student writes."""

    name: str
    signature: str
    """As the handout gives it: `momentum(grad, x0, lr, beta, steps)`."""
    parameters: tuple[str, ...]
    title: str


@dataclass(frozen=True, slots=True)
class Outline:
    """What stands in assignment.toml."""

    name: str
    folder: Path
    title: str
    summary: str
    exercises: tuple[Exercise, ...]
    limits: Limits
    lateness: Lateness = field(default_factory=Lateness)

    @property
    def parameters(self) -> dict[str, tuple[str, ...]]:
        """Return the parameters of each exercise."""
        return {each.name: each.parameters for each in self.exercises}


def outline(folder: Path) -> Outline:
    """Read assignment.toml; all of its problems are raised at once."""
    problems = Problems(folder.name)
    result = read(folder, problems)
    problems.raise_any()
    return result


def read(folder: Path, problems: Problems) -> Outline:
    """Read assignment.toml and add its problems to others."""
    try:
        table = tomllib.loads((folder / FILE).read_text("utf-8"))
    except FileNotFoundError:
        raise AssignmentFault(
            f"{folder.name}/{FILE} is missing; every assignment has one."
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise AssignmentFault(f"{folder.name}/{FILE}: {error}.") from error
    for key in table:
        if key not in _KEYS:
            problems.unknown(FILE, "key", key, _KEYS)
    return Outline(
        name=folder.name,
        folder=folder,
        title=_text(table, "title", problems) or folder.name,
        summary=_text(table, "summary", problems),
        exercises=_exercises(table.get("exercise"), problems),
        limits=_limits(table.get("limits", {}), problems),
        lateness=lateness(table, FILE, problems),
    )


def _text(table: Mapping[str, Any], key: str, problems: Problems) -> str:
    value = table.get(key)
    if isinstance(value, str) and value.strip():
        return value.strip()
    problems.add(FILE, f"{key} has to be text; it is {value!r}.")
    return ""


def _exercises(rows: Any, problems: Problems) -> tuple[Exercise, ...]:
    if not isinstance(rows, list) or not rows:
        problems.add(FILE, "there is no [[exercise]]; at least one is needed.")
        return ()
    exercises = [each for row in rows if (each := _exercise(row, problems))]
    names = [each.name for each in exercises]
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        problems.add(FILE, f"exercise {name!r} is there {names.count(name)} times.")
    return tuple(exercises)


def _exercise(row: Any, problems: Problems) -> Exercise | None:
    if not isinstance(row, dict):
        problems.add(FILE, f"an [[exercise]] is a table; one of them is {row!r}.")
        return None
    for key in row:
        if key not in _EXERCISE_KEYS:
            problems.unknown(FILE, "key", f"exercise.{key}", _EXERCISE_KEYS)
    text = row.get("signature")
    if not isinstance(text, str) or not text.strip():
        which = row.get("title", "without a title")
        problems.add(FILE, f"exercise {which!r} has to have a signature, as text.")
        return None
    call = read_signature(text)
    if call is None:
        problems.add(
            FILE,
            f"signature {text!r} is not of the form 'name(first, second)' with plain "
            "names.",
        )
        return None
    name, parameters = call
    return Exercise(name, text, parameters, _text(row, "title", problems) or name)


def read_signature(text: str) -> tuple[str, tuple[str, ...]] | None:
    """Return name and parameters of a signature, or None if it is none."""
    try:
        node = ast.parse(text, mode="eval").body
    except SyntaxError:
        return None
    match node:
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if all(
            isinstance(each, ast.Name) for each in args
        ):
            return name, tuple(each.id for each in args if isinstance(each, ast.Name))
    return None


def _is_limit(value: Any, kind: type) -> bool:
    return (
        type(value) in (int, float)
        and 0 < value < math.inf
        and (kind is not int or value == int(value))
    )


def _limits(table: Any, problems: Problems) -> Limits:
    if not isinstance(table, dict):
        problems.add(FILE, f"limits is a table; it is {table!r}.")
        return Limits()
    good: dict[str, Any] = {}
    for key, value in table.items():
        if key not in _LIMITS:
            problems.unknown(FILE, "key", f"limits.{key}", _LIMITS)
        elif not _is_limit(value, _LIMITS[key]):
            kind = "a whole number" if _LIMITS[key] is int else "a number"
            problems.add(FILE, f"limits.{key} has to be {kind} > 0; got {value!r}.")
        else:
            good[key] = _LIMITS[key](value)
    return Limits(**good)
