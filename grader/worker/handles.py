"""Objects that cannot travel stay here; the judge knows them by number."""

import operator
from collections.abc import Callable, Sequence
from typing import Any

_MAX_LISTED = 100_000


def chained(start: Any, steps: Sequence[Sequence[Any]], times: int) -> Any:
    """Return what comes of operations in a row, each on the result of the last one.

    Args:
        start: what the first one is done to.
        steps: for each the operator's name and its operands; the operand None stands
            for the last result.
        times: how often all steps are gone through.
    """
    value = start
    for _ in range(times):
        for name, *operands in steps:
            given = [value if each is None else each for each in operands]
            value = OPERATORS[name](*given)
    return value


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
    "chain": chained,
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
