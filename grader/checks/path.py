"""The path that a method takes, as numbers, or the reason why it is none."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.checks.calling import arguments
from grader.checks.comparing import as_numbers, compare
from grader.checks.findings import wrong
from grader.checks.numbers import brief
from grader.checks.subject import Function
from grader.model import Finding
from grader.objectives import Objective
from grader.sandbox.reply import Asked


@dataclass(frozen=True, slots=True)
class Walk:
    """A call that returned a path."""

    points: NDArray[np.float64]
    """One row a point; numbers for an objective of one number."""
    asked: tuple[Asked, ...]
    where: str
    """The call, as text."""

    def distances(self, objective: Objective) -> NDArray[np.float64]:
        """Return how far each point is from the nearest minimiser."""
        flat = self.points.reshape(len(self.points), -1)
        with np.errstate(over="ignore", invalid="ignore"):
            away = [
                np.sqrt(((flat - np.ravel(each)) ** 2).sum(axis=1))
                for each in objective.minimisers
            ]
        nearest: NDArray[np.float64] = np.min(away, axis=0)
        return nearest


def walk(
    function: Function, objective: Objective, given: Mapping[str, Any]
) -> Walk | Finding:
    """Call a method and return its path, or the finding that it returned none."""
    reply = function.reply(*arguments(function, objective, given))
    where = method_text(function, objective, given)
    points = as_numbers(reply.value)
    dimensions = len(objective.shape) + 1
    wanted = "an array of points" if objective.shape else "an array of numbers"
    if points is None or points.dtype.kind == "c":
        return wrong(
            "It returned something that is no path.",
            where=where,
            got=brief(reply.value),
            want=wanted,
        )
    if points.ndim != dimensions or points.shape[1:] != objective.shape:
        rows = ("points", *map(str, objective.shape))
        return wrong(
            "The path has another shape.",
            where=where,
            got=f"shape {points.shape}",
            want=f"shape ({', '.join(rows)}{',' if len(rows) == 1 else ''})",
        )
    if not len(points):
        return wrong("The path is empty.", where=where, got="no points", want=wanted)
    return Walk(points.astype(np.float64), reply.asked, where)


def method_text(
    function: Function, objective: Objective, given: Mapping[str, Any]
) -> str:
    """Return a call on an objective as text."""
    shown = ", ".join(f"{name}={brief(value)}" for name, value in given.items())
    return f"{function.name} on {objective.formula} with {shown}"


def point_text(t: int) -> str:
    """Return what a student calls the point with this index."""
    return f"after update {t}" if t else "at the start"


def at(where: str, t: int) -> str:
    """Return the place of a point on a path."""
    return f"{where}, {point_text(t)}"


def outrun(points: NDArray[np.float64]) -> int | None:
    """Return the index of the first point that is not finite."""
    bad = ~np.isfinite(points.reshape(len(points), -1)).all(axis=1)
    return int(np.argmax(bad)) if bad.any() else None


def misplaced(result: Walk, given: Mapping[str, Any]) -> Finding | None:
    """Return the finding that a path starts or ends elsewhere, or None."""
    if "x0" in given:
        start = np.asarray(given["x0"], dtype=np.float64)
        if compare(result.points[0], start):
            return wrong(
                "The path does not begin at the start that was given.",
                where=result.where,
                got=brief(result.points[0]),
                want=brief(start),
            )
    points = int(given["steps"]) + 1 if "steps" in given else len(result.points)
    if len(result.points) != points:
        return wrong(
            "The path has another number of points; the start is one of them.",
            where=result.where,
            got=f"{len(result.points)} points",
            want=f"{points} points",
        )
    return None


def not_finite(points: NDArray[np.float64], where: str) -> Finding | None:
    """Return the finding that a path left the numbers, or None."""
    t = outrun(points)
    if t is None:
        return None
    return wrong(
        "The path is not finite.", where=at(where, t), got=brief(points[t]), want=""
    )
