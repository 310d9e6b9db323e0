"""What is known about a call, and about what was asked on the way."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Asked:
    """One evaluation that the student's code asked for."""

    name: str
    """The function's name."""
    args: tuple[Any, ...]
    """Where it was evaluated; arrays are copies."""
    value: Any
    """What the judge answered; None if it refused."""


@dataclass(frozen=True, slots=True)
class Reply:
    """Everything that is known about one call that returned."""

    value: Any
    """What it returned."""
    output: str = ""
    """What it printed."""
    asked: tuple[Asked, ...] = ()
    """Where it evaluated the functions among its arguments, in order."""
    arguments: tuple[Any, ...] = ()
    """The arguments as they were afterwards, if asked for."""
