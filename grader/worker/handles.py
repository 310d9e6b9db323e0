"""Objects that cannot travel stay here; the judge knows them by number."""

import operator
from collections.abc import Callable
from typing import Any

_MAX_LISTED = 100_000

OPERATORS: dict[str, Callable[..., Any]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "truediv": operator.truediv,
    "pow": operator.pow,
    "neg": operator.neg,
    "matmul": operator.matmul,
    "getitem": operator.getitem,
    "len": len,
    "float": float,
}
"""What the judge may do with handles besides calling and reading attributes."""


class Handles:
    """Numbered objects of the student's, alive as long as the worker is."""

    def __init__(self) -> None:
        self._objects: list[Any] = []

    def keep(self, thing: Any) -> int:
        """Keep an object and return its number."""
        self._objects.append(thing)
        return len(self._objects) - 1

    def __getitem__(self, number: int) -> Any:
        """Return the object of a number."""
        return self._objects[number]


def listed(iterable: Any) -> list[Any]:
    """Return the items of a student's iterable as a list, not endlessly."""
    items = []
    for item in iterable:
        items.append(item)
        if len(items) > _MAX_LISTED:
            raise ValueError(f"it gives more than {_MAX_LISTED} items")
    return items
