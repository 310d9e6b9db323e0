"""What comes of a function in this process, with what explains it."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from grader.assignment import Assignment, Known, known, load
from grader.checks.local import Local
from grader.checks.running import Bench
from grader.judge import Session, Terms
from grader.model import Diagnosis, ExerciseResult

ASSIGNMENTS = Path(__file__).parents[2] / "assignments"
DESCENT, MOMENTUM, ADAPTIVE = "01-gradient-descent", "04-momentum", "05-adaptive"

NOTHING: Any = 0.0
"""What a memory holds at first, whatever it becomes."""

Body: TypeAlias = Callable[..., Any]
Written: TypeAlias = tuple[str, str, Body]
"""An exercise, a name, and a function written for it."""


@cache
def assignment(name: str) -> Assignment:
    """Return an assignment, loaded once."""
    return load(ASSIGNMENTS / name)


@cache
def facts(name: str) -> Known:
    """Return what is known about going wrong in an assignment."""
    return known(assignment(name))


def bench(name: str) -> Bench:
    """Return the right answers of an assignment."""
    return Bench(assignment(name).truth, assignment(name).outline.parameters)


def graded(name: str, exercise: str, body: Body) -> ExerciseResult:
    """Return what comes of one exercise when it is written like this."""
    functions = {**assignment(name).truth.functions, exercise: body}
    terms = Terms(only=(exercise,))
    session = Session(assignment(name), Local(functions), None, terms)
    (result,) = session.run()
    assert session.problems == []
    return result


def names(diagnosis: Diagnosis | None) -> tuple[str, ...]:
    """Return the known mistakes that a diagnosis names."""
    return diagnosis.names if diagnosis else ()


def twin(name: str, mistake: str) -> str:
    """Return the mistake that no input can tell from this one, or nothing."""
    (found,) = (each for each in facts(name).mistakes if each.name == mistake)
    return found.same_as.partition(":")[0]
