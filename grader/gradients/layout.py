"""Where the numbers of a point lie: a structure of blocks as one flat vector."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, unique
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array: TypeAlias = NDArray[np.float64]
"""A float64 array."""

Point: TypeAlias = Any
"""A point as the function gets it: a float, an array, a list or a dict of arrays."""


class StructureMismatch(ValueError):
    """A gradient whose structure or shape is not that of the point."""


@unique
class Kind(StrEnum):
    """What holds the blocks of a point."""

    NUMBER = "number"
    ARRAY = "array"
    LIST = "list"
    DICT = "dict"


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of one block in the flat vector."""

    name: str
    """What the block is called in messages; any text."""
    key: Any
    """Its key or index in the structure."""
    shape: tuple[int, ...]
    """The shape of the block."""
    dtype: np.dtype[Any]
    """float32 where the block was given so, else float64."""
    start: int
    """Where it starts in the flat vector."""
    stop: int
    """Where it ends."""

    @property
    def size(self) -> int:
        """Return how many entries the block has."""
        return self.stop - self.start

    def index(self, position: int) -> tuple[int, ...]:
        """Return the index of an entry, given its position in the flat vector."""
        where = np.unravel_index(position - self.start, self.shape)
        return tuple(int(axis) for axis in where)


@dataclass(frozen=True, slots=True)
class Layout:
    """The structure of a point."""

    kind: Kind
    """What holds the blocks."""
    slots: tuple[Slot, ...]
    """The blocks, in their order."""

    @property
    def size(self) -> int:
        """Return how many numbers a point has."""
        return self.slots[-1].stop

    @property
    def single(self) -> bool:
        """Say whether any block is in single precision."""
        return any(slot.dtype == np.float32 for slot in self.slots)

    def build(self, flat: Array) -> Point:
        """Return a fresh point with these numbers."""
        if self.kind is Kind.NUMBER:
            return float(flat[0])
        blocks = {
            slot.key: np.array(
                flat[slot.start : slot.stop].reshape(slot.shape), dtype=slot.dtype
            )
            for slot in self.slots
        }
        match self.kind:
            case Kind.ARRAY:
                return next(iter(blocks.values()))
            case Kind.LIST:
                return list(blocks.values())
            case _:
                return blocks

    def flatten_gradient(self, gradient: Any) -> tuple[Array, bool]:
        """Return a copy of a gradient as one vector, and whether it is in float32.

        Whatever has another structure or shape than the point is refused: broadcasting
        would hide it.
        """
        parts = self._parts(gradient)
        arrays = [
            _numbers(slot, part) for slot, part in zip(self.slots, parts, strict=True)
        ]
        flat = np.concatenate([a.ravel().astype(np.float64) for a in arrays])
        return flat, any(a.dtype.itemsize < 8 and a.dtype.kind == "f" for a in arrays)

    def _parts(self, gradient: Any) -> list[Any]:
        if self.kind in {Kind.NUMBER, Kind.ARRAY}:
            return [gradient]
        if self.kind is Kind.LIST:
            if not isinstance(gradient, list | tuple):
                raise StructureMismatch(
                    f"The gradient must be a list of {len(self.slots)} arrays, as the "
                    f"point is; got {type(gradient).__name__}."
                )
            if len(gradient) != len(self.slots):
                raise StructureMismatch(
                    f"The gradient must have {len(self.slots)} arrays, one for each "
                    f"of the point; got {len(gradient)}."
                )
            return list(gradient)
        if not isinstance(gradient, Mapping):
            raise StructureMismatch(
                f"The gradient must be a dict with the keys of the point; "
                f"got {type(gradient).__name__}."
            )
        self._compare_keys(gradient)
        return [gradient[slot.key] for slot in self.slots]

    def _compare_keys(self, gradient: Mapping[Any, Any]) -> None:
        known = {slot.key for slot in self.slots}
        missing = [slot.name for slot in self.slots if slot.key not in gradient]
        extra = [str(key) for key in gradient if key not in known]
        if missing or extra:
            raise StructureMismatch(
                "The gradient must have the keys of the point; "
                f"missing: {', '.join(map(repr, missing)) or 'none'}, "
                f"not expected: {', '.join(map(repr, extra)) or 'none'}."
            )


def read_point(x: Any) -> tuple[Layout, Array]:
    """Return the layout of a point and its numbers as one float64 vector.

    Integers become float64: an integer array would cut off every small step.
    """
    if isinstance(x, bool | int | float):
        kind, items = Kind.NUMBER, [("x", 0, x)]
    elif isinstance(x, Mapping):
        kind, items = Kind.DICT, [(str(key), key, x[key]) for key in x]
    elif isinstance(x, list | tuple) and not _all_numbers(x):
        kind, items = Kind.LIST, [(f"x[{i}]", i, part) for i, part in enumerate(x)]
    else:
        kind, items = Kind.ARRAY, [("x", 0, x)]
    slots: list[Slot] = []
    numbers: list[Array] = []
    start = 0
    for name, key, value in items:
        array = _block(name, value)
        if array.size:
            numbers.append(array.ravel().astype(np.float64))
            single = array.dtype == np.float32
            dtype = np.dtype(np.float32 if single else np.float64)
            stop = start + array.size
            slots.append(Slot(name, key, array.shape, dtype, start, stop))
            start = stop
        else:
            raise ValueError(f"Block {name!r} must have entries; it has none.")
    if not slots:
        raise ValueError("The point must have at least one block; it has none.")
    return Layout(kind, tuple(slots)), np.concatenate(numbers)


def _all_numbers(x: list[Any] | tuple[Any, ...]) -> bool:
    return bool(x) and all(isinstance(v, bool | int | float) for v in x)


def _block(name: str, value: ArrayLike) -> NDArray[Any]:
    array = np.asarray(value)
    if array.dtype.kind not in "biuf":
        raise ValueError(
            f"Block {name!r} must hold real numbers; got dtype {array.dtype}."
        )
    if not bool(np.all(np.isfinite(array))):
        raise ValueError(f"Block {name!r} must be finite; it has inf or nan.")
    return array


def _numbers(slot: Slot, value: Any) -> NDArray[Any]:
    try:
        array = np.asarray(value)
    except ValueError as error:
        raise StructureMismatch(
            f"The gradient of {slot.name!r} is not an array."
        ) from error
    if array.dtype.kind not in "biuf":
        raise StructureMismatch(
            f"The gradient of {slot.name!r} must hold real numbers; "
            f"got {type(value).__name__} of dtype {array.dtype}."
        )
    if array.shape != slot.shape:
        raise StructureMismatch(_explain_shape(slot, array.shape))
    # The caller may hand out the same buffer at every call.
    return np.array(array, copy=True)


def _explain_shape(slot: Slot, got: tuple[int, ...]) -> str:
    sentence = (
        f"The gradient of {slot.name!r} has shape {got}; the parameter has {slot.shape}"
    )
    try:
        together = np.broadcast_shapes(got, slot.shape)
    except ValueError:
        return f"{sentence}."
    return (
        f"{sentence}. In x - lr * g numpy would stretch the two to {together} "
        f"without an error: return shape {slot.shape}."
    )
