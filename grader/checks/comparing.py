"""Compare what came back with what should have: structure first, numbers last.

Numbers agree when they differ by no more than a share of the largest number expected
beside them. Work done in single precision is held to what single precision can do.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.checks.numbers import brief, pair, short

RTOL = 1e-7
"""Share of the largest expected number; rounding alone stays far below."""
SINGLE_RTOL = 64 * float(np.finfo(np.float32).eps)
"""The same for results in single precision, about 8e-6."""

_COUNT = 0.25
"""What a whole number may be off by: nothing, but for rounding."""

_TEXT_OF = {
    str: "text",
    bool: "True or False",
    np.ndarray: "an array",
    dict: "a dict",
    list: "a list",
    tuple: "a tuple",
}


@dataclass(frozen=True, slots=True)
class Mismatch:
    """The first place where two values differ."""

    message: str
    where: str
    got: str
    want: str
    tolerance: str = ""


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far numbers may be apart.

    Single precision is recognised by its numbers: all of them are floats of 32 bits.
    """

    rtol: float = RTOL
    single_rtol: float = SINGLE_RTOL
    atol: float = 0.0

    def allowed(self, got: NDArray[Any], want: NDArray[Any]) -> tuple[float, str]:
        """Return the largest difference that is allowed, and why."""
        finite = np.abs(want[np.isfinite(want)])
        scale = float(finite.max(initial=0.0))
        if is_single(got):
            rtol, why = max(self.rtol, self.single_rtol), " in single precision"
        else:
            rtol, why = self.rtol, ""
        allowed = rtol * scale + self.atol
        if want.dtype.kind in "biu":
            allowed = min(allowed, max(self.atol, _COUNT))
        return (
            allowed,
            f"{short(allowed)}: {short(rtol)} of the largest number expected{why}",
        )


def is_single(values: NDArray[Any]) -> bool:
    """Tell whether numbers were computed in single precision."""
    if values.dtype.kind != "f":
        return False
    if values.dtype != np.float64:
        return True
    with np.errstate(all="ignore"):
        rounded = values.astype(np.float32).astype(np.float64)
        # Small whole numbers and halves are floats of 32 bits by chance.
        telling = np.isfinite(values) & (values * 1024 != np.round(values * 1024))
    exact = (rounded == values) | np.isnan(values)
    return bool(exact.all() and telling.any())


def compare(
    got: Any, want: Any, tolerance: Tolerance | None = None, where: str = ""
) -> Mismatch | None:
    """Return the first difference between two values, or None."""
    return next(_differences(got, want, tolerance or Tolerance(), where), None)


def as_numbers(got: Any) -> NDArray[Any] | None:
    """Return an array, number or nested list of numbers as an array, else None."""
    if isinstance(got, bool | int | float | complex | np.generic | np.ndarray):
        array = np.asarray(got)
    elif isinstance(got, list | tuple):
        if _holds_text(got):
            return None  # numpy would make every text as long as the longest
        try:
            array = np.array(got)
        except (ValueError, OverflowError, TypeError):
            return None  # ragged: no array at all
    else:
        return None
    if array.dtype.kind not in "biufc":
        return None
    return array


def _holds_text(got: Any) -> bool:
    if isinstance(got, list | tuple):
        return any(_holds_text(each) for each in got)
    return isinstance(got, str | bytes)


def _differences(
    got: Any, want: Any, tolerance: Tolerance, where: str
) -> Iterator[Mismatch]:
    match want:
        case None | str() | bool() | np.bool_():
            yield from _exactly(got, want, where)
        case dict():
            yield from _dicts(got, want, tolerance, where)
        case int() if as_numbers(want) is None:
            yield from _exactly(got, want, where)
        case tuple():
            yield from _sequences(got, want, tolerance, where)
        case list() if as_numbers(want) is None or not want:
            yield from _sequences(got, want, tolerance, where)
        case _ if (numbers := as_numbers(want)) is not None:
            yield from _numbers(got, numbers, tolerance, where)
        case _:
            yield _other_kind(got, brief(want), where)


def _exactly(got: Any, want: Any, where: str) -> Iterator[Mismatch]:
    if isinstance(want, bool | np.bool_):
        plain = as_numbers(got)
        if plain is not None and plain.ndim == 0 and plain == want:
            return
    elif type(got) is type(want) and got == want:
        return
    yield Mismatch("it is not what was expected", where, brief(got), brief(want))


def _dicts(
    got: Any, want: dict[Any, Any], tolerance: Tolerance, where: str
) -> Iterator[Mismatch]:
    if not isinstance(got, dict):
        yield _other_kind(got, "a dict", where)
        return
    if set(got) != set(want):
        keys = "the keys of the dict differ"
        yield Mismatch(keys, where, brief(sorted(map(str, got))), brief(list(want)))
        return
    for key, value in want.items():
        yield from _differences(got[key], value, tolerance, f"{where}[{key!r}]")


def _sequences(
    got: Any, want: list[Any] | tuple[Any, ...], tolerance: Tolerance, where: str
) -> Iterator[Mismatch]:
    if isinstance(got, np.ndarray) and got.ndim:
        got = list(got)
    if not isinstance(got, list | tuple):
        yield _other_kind(got, _TEXT_OF[type(want)], where)
        return
    if len(got) != len(want):
        message = "it has another length"
        yield Mismatch(message, where, f"{len(got)} items", f"{len(want)} items")
        return
    for i, (one, other) in enumerate(zip(got, want, strict=True)):
        yield from _differences(one, other, tolerance, f"{where}[{i}]")


def _numbers(
    got: Any, want: NDArray[Any], tolerance: Tolerance, where: str
) -> Iterator[Mismatch]:
    array = as_numbers(got)
    if array is None or (array.dtype.kind == "c" and want.dtype.kind != "c"):
        kind = f"an array of shape {want.shape}" if want.ndim else "a number"
        yield _other_kind(got, kind, where)
        return
    if array.shape != want.shape:
        message = "it has another shape"
        yield Mismatch(message, where, shape_text(array), shape_text(want))
        return
    allowed, why = tolerance.allowed(array, want)
    wrong = differ(array, want, allowed)
    if not wrong.any():
        return
    first = tuple(int(i) for i in np.argwhere(wrong)[0])
    place = f"{where}[{', '.join(map(str, first))}]" if first else where
    count = int(wrong.sum())
    message = "the value differs"
    if want.size > 1:
        message = f"{count} of {want.size} entries differ, the first at {place}"
    texts = pair(array[first], want[first])
    yield Mismatch(message, place, *texts, tolerance=why)


def differ(got: NDArray[Any], want: NDArray[Any], allowed: Any) -> NDArray[np.bool_]:
    """Return which entries differ by more than is allowed; nan agrees with nan."""
    with np.errstate(invalid="ignore", over="ignore"):
        # Floats: numpy subtracts no booleans, and 64 bits do not hold |-2⁶³|.
        near = np.abs(np.subtract(got, want, dtype=_wide(got, want))) <= allowed
    same = (got == want) | (np.isnan(got) & np.isnan(want))
    differs: NDArray[np.bool_] = ~(near | same)
    return differs


def _wide(*arrays: NDArray[Any]) -> np.dtype[Any]:
    """Return the type to subtract in: a float of at least 64 bits."""
    return np.result_type(np.float64, *arrays)


def shape_text(array: NDArray[Any]) -> str:
    """Return the shape of an array as text."""
    return f"shape {array.shape}" if array.ndim else "a number"


def _other_kind(got: Any, want: str, where: str) -> Mismatch:
    if got is None:
        return Mismatch("nothing came back; is a return missing?", where, "None", want)
    return Mismatch("it is something else", where, brief(got), want)
