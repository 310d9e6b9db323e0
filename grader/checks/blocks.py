"""Nested lists of arrays, such as [(W1, b1), (W2, b2)], as named blocks and back."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.checks.comparing import as_numbers, shape_text
from grader.checks.numbers import brief

Blocks = dict[str, NDArray[np.float64]]


def blocks_of(value: Any, name: str = "") -> Blocks:
    """Return the arrays of a nested value of ours, by name.

    A list of pairs is read as layers: W1, b1, W2, b2 and so on.
    """
    if isinstance(value, dict):
        return _joined(
            {f"{name}{_dot(name)}{key}": each for key, each in value.items()}
        )
    if isinstance(value, list) and value and all(map(_is_layer, value)):
        return _joined(
            {
                f"{name}{letter}{number}": each
                for number, layer in enumerate(value, start=1)
                for letter, each in zip("Wb", layer, strict=True)
            }
        )
    if isinstance(value, list | tuple) and as_numbers(value) is None:
        return _joined({f"{name}[{i}]": each for i, each in enumerate(value)})
    return {name or "x": np.asarray(value, dtype=np.float64)}


class Unmoved:
    """Finds the blocks of a point that are still those of the first one.

    A step along one entry leaves all other blocks as they are. The same array travels
    once, however many points it belongs to.

    Args:
        blocks: of the first point.
    """

    def __init__(self, blocks: Blocks) -> None:
        self._blocks = {name: (a, a.dtype, a.tobytes()) for name, a in blocks.items()}

    def reused(self, point: Mapping[str, Any]) -> dict[str, Any]:
        """Return a point that shares its unmoved blocks with the first one."""
        return {name: self._reused(name, array) for name, array in point.items()}

    def _reused(self, name: str, array: Any) -> Any:
        first, dtype, data = self._blocks[name]
        is_same = array.dtype == dtype and array.tobytes() == data
        return first if is_same else array


def like(pattern: Any, blocks: Mapping[str, Any]) -> Any:
    """Return a value of the same nesting with arrays taken from blocks, in order."""
    values = iter(blocks.values())
    return _filled(pattern, values)


def structured(got: Any, pattern: Any, where: str = "") -> Blocks | str:
    """Return a student's answer as blocks, or what is wrong with its structure.

    Args:
        got: the answer.
        pattern: the structure it should have: the same nesting, the same shapes.
        where: what the answer is called.
    """
    names = list(blocks_of(pattern))
    arrays: list[NDArray[Any]] = []
    problem = _collect(got, pattern, where or "the gradient", arrays)
    if problem:
        return problem
    return {
        name: array.astype(np.float64)
        for name, array in zip(names, arrays, strict=True)
    }


def _collect(
    got: Any, pattern: Any, where: str, arrays: list[NDArray[Any]]
) -> str | None:
    if isinstance(pattern, dict):
        if not isinstance(got, dict) or set(got) != set(pattern):
            return f"{where} is {brief(got)}, expected a dict of {brief(list(pattern))}"
        parts = [(got[key], each, f"{where}[{key!r}]") for key, each in pattern.items()]
    elif isinstance(pattern, list | tuple) and as_numbers(pattern) is None:
        if not isinstance(got, list | tuple) or len(got) != len(pattern):
            kind = type(pattern).__name__
            return f"{where} is {brief(got)}, expected a {kind} of {len(pattern)}"
        parts = [
            (one, other, f"{where}[{i}]")
            for i, (one, other) in enumerate(zip(got, pattern, strict=True))
        ]
    else:
        array, want = as_numbers(got), np.asarray(pattern)
        if array is None or array.dtype.kind == "c":
            return f"{where} is {brief(got)}, expected {shape_text(want)}"
        if array.shape != want.shape:
            return f"{where} has {shape_text(array)}, expected {shape_text(want)}"
        arrays.append(array)
        return None
    problems = (_collect(*part, arrays) for part in parts)
    return next((each for each in problems if each), None)


def _joined(parts: Mapping[str, Any]) -> Blocks:
    joined: Blocks = {}
    for name, each in parts.items():
        joined.update(blocks_of(each, name))
    return joined


def _is_layer(value: Any) -> bool:
    return (
        isinstance(value, tuple)
        and len(value) == 2  # noqa: PLR2004 - W and b
        and all(isinstance(each, np.ndarray) for each in value)
    )


def _dot(name: str) -> str:
    return "." if name else ""


def _filled(pattern: Any, values: Any) -> Any:
    if isinstance(pattern, dict):
        return {key: _filled(each, values) for key, each in pattern.items()}
    if isinstance(pattern, list | tuple) and as_numbers(pattern) is None:
        return type(pattern)(_filled(each, values) for each in pattern)
    return next(values)
