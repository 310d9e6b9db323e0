"""Calls of the functions under test, so that nothing they do can spoil the check.

Every call gets a fresh copy of its point, an argument that was written to is noticed,
and a call that fails is an outcome and not an accident.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeAlias

import numpy as np

from grader.gradients.layout import Array, Kind, Layout, Point

Loss: TypeAlias = Callable[[Point], Any]
"""The loss at a point: a number, or an array with one entry."""

Gradient: TypeAlias = Callable[[Point], Any]
"""The gradient at a point, in the structure of the point."""

Batch: TypeAlias = Callable[[Sequence[Point]], Sequence[float]]
"""The losses at many points, in order; nan where the loss has none."""

Hook: TypeAlias = Callable[[], object]
"""What is to happen before every call."""

NUMBERS_PER_BATCH = 4_000_000  # 32 MB of float64: half of what a frame may carry


@dataclass(frozen=True, slots=True)
class Raised:
    """A call that ended in an exception."""

    kind: str
    """The type of the exception."""
    message: str
    """Its text."""

    def __str__(self) -> str:
        """Return type and text, as a traceback ends."""
        return f"{self.kind}: {self.message}" if self.message else self.kind


@dataclass(frozen=True, slots=True)
class NotANumber:
    """A loss that is no single real number."""

    what: str
    """What it is instead."""


@dataclass(slots=True)
class Caller:
    """Makes the calls and keeps count of them.

    With `many`, points go out in batches to a function that may live in another
    process; what it does to its arguments cannot be seen from here.
    """

    layout: Layout
    """The structure of the points."""
    f: Loss | None = None
    """The loss; not needed where there is `many`."""
    many: Batch | None = None
    """The loss at many points at once."""
    reseed: Hook | None = None
    """Called before every call, or before every batch."""
    propagate: tuple[type[BaseException], ...] = ()
    """Exceptions that are no doing of the functions under test."""
    evaluations: int = 0
    """Evaluations of the loss so far."""
    batches: int = 0
    """Calls of `many` so far."""
    single: bool = False
    """Whether a loss came in single precision."""
    mutators: set[str] = field(default_factory=set)
    """Which of the functions wrote to their argument."""
    reacts: bool = False
    """Whether two points have ever had different losses."""
    _first: float | None = None

    def losses(self, points: Iterable[Array]) -> list[float]:
        """Return the loss at each point; nan where there is none."""
        if self.many is None:
            outcomes = [self.loss(point) for point in points]
            return [v if isinstance(v, float) else float("nan") for v in outcomes]
        values: list[float] = []
        stream = iter(points)
        size = max(1, NUMBERS_PER_BATCH // self.layout.size)
        while chunk := list(islice(stream, size)):
            values += self._batch(self.many, chunk)
        return values

    def loss(self, point: Array) -> float | Raised | NotANumber:
        """Return the loss at one point, or what is wrong with it."""
        if self.f is None or self.many is not None:
            return self.losses([point])[0]
        self.evaluations += 1
        return self._read(self._call("loss", self.f, point))

    def gradient(self, g: Gradient, point: Array) -> Any | Raised:
        """Return whatever the gradient returns at a point."""
        return self._call("gradient", g, point)

    def _batch(self, many: Batch, chunk: list[Array]) -> list[float]:
        if self.reseed is not None:
            self.reseed()
        self.evaluations += len(chunk)
        self.batches += 1
        answers = many([self.layout.build(point) for point in chunk])
        if len(answers) != len(chunk):
            raise ValueError(
                f"many must return one loss for each of the {len(chunk)} points; "
                f"got {len(answers)}."
            )
        outcomes = [self._read(answer) for answer in answers]
        return [v if isinstance(v, float) else float("nan") for v in outcomes]

    def _call(self, name: str, function: Loss, point: Array) -> Any | Raised:
        given = self.layout.build(point)
        if self.reseed is not None:
            self.reseed()
        try:
            with np.errstate(all="ignore"):
                result = function(given)
        except self.propagate:
            raise
        except Exception as error:  # noqa: BLE001 - the function under test may do anything
            return Raised(type(error).__name__, str(error))
        if self.layout.kind is not Kind.NUMBER and self._changed(given, point):
            self.mutators.add(name)
        return result

    def _changed(self, given: Point, point: Array) -> bool:
        fresh = self.layout.build(point)
        return any(
            not (isinstance(a, np.ndarray) and np.array_equal(a, b))
            for a, b in _pairs(given, fresh)
        )

    def _read(self, value: Any) -> float | Raised | NotANumber:
        if isinstance(value, Raised):
            return value
        try:
            array = np.asarray(value)
        except ValueError:
            return NotANumber(type(value).__name__)
        if array.dtype.kind not in "biuf":
            return NotANumber(type(value).__name__)
        if array.size != 1:
            return NotANumber(f"an array of shape {array.shape}")
        if array.dtype.kind == "f" and array.dtype.itemsize < 8:
            self.single = True
        number = float(array.reshape(()))
        if self._first is None:
            self._first = number
        self.reacts |= number != self._first
        return number


def _pairs(given: Point, fresh: Point) -> Iterator[tuple[Any, Any]]:
    """Yield the blocks of a used point beside those of an unused one."""
    if isinstance(fresh, dict):
        for key in fresh:
            yield given.get(key), fresh[key]
        if len(given) != len(fresh):
            yield None, None
    elif isinstance(fresh, list):
        if len(given) != len(fresh):
            yield None, None
        yield from zip(given, fresh, strict=False)
    else:
        yield given, fresh
