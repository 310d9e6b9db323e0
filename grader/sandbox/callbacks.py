"""Functions that stay in the judge while a student's code calls them."""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.errors import CannotTravel
from grader.sandbox.remote import require_plain
from grader.sandbox.reply import Asked

_NUMBERS = (bool, int, float, np.ndarray, np.generic)
_REAL_KINDS = "biuf"
_LARGEST = 2**63
_UNANSWERABLE = (
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    TypeError,
)
"""What a bare function may raise at an argument that it was not made for."""


class Refused(ValueError):
    """The student's code asked for a value that the function does not have."""


@dataclass(frozen=True, slots=True)
class Callback:
    """A function argument that says what it takes.

    A bare function works as well; then a number is a float, a list an array, and a
    ValueError that it raises goes back into the student's code.
    """

    function: Callable[..., Any]
    name: str
    shapes: tuple[tuple[int, ...] | None, ...] = ()
    """The shape of each argument; None where anything plain will do."""
    text: str = ""
    """What it computes, for people: "f(x) = x²"."""
    finite: bool = False
    """Whether infinity and nan are refused; a path that diverges asks for both."""

    def __call__(self, *args: Any) -> Any:
        """Evaluate in the judge, as the reference does."""
        return self.function(*args)


class Registry:
    """The functions that belong to one call, and what was asked of them."""

    def __init__(self) -> None:
        self._callbacks: list[Callback] = []
        self.asked: list[Asked] = []

    def add(self, function: Callable[..., Any]) -> tuple[int, str]:
        """Return the number and the name under which the worker knows it."""
        if not isinstance(function, Callback):
            name = getattr(function, "__name__", "function")
            function = Callback(function, name if name.isidentifier() else "function")
        self._callbacks.append(function)
        return len(self._callbacks) - 1, function.name

    def answer(self, number: int, args: Sequence[Any], names: Sequence[str]) -> Any:
        """Validate an ask and evaluate it; Refused if that cannot be done.

        The caller has silenced numpy: what overflows far out is a result.
        """
        if not 0 <= number < len(self._callbacks):
            raise Refused("there is no such function")
        callback = self._callbacks[number]
        if len(names) != len(args):
            raise Refused(f"{callback.name} was called with a name for nothing")
        if any(names):
            args = _in_order(callback, args, names)
        if callback.shapes and len(args) != len(callback.shapes):
            raise Refused(
                f"{callback.name} was called with {len(args)} arguments; it takes "
                f"{len(callback.shapes)}"
            )
        plain = tuple(_validated(callback, at, arg) for at, arg in enumerate(args))
        try:
            value = callback(*plain)
        except ValueError as error:
            raise Refused(str(error)) from error
        except _UNANSWERABLE as error:
            # It got the shapes that it says it takes: then it is our fault.
            is_ours = None not in callback.shapes and callback.shapes != ()
            if is_ours and not isinstance(error, ArithmeticError):
                raise
            reason = f"{type(error).__name__}: {error}"
            raise Refused(f"{callback.name} has no value there ({reason})") from error
        self.asked.append(Asked(callback.name, plain, value))
        return value


def _in_order(
    callback: Callback, args: Sequence[Any], names: Sequence[str]
) -> tuple[Any, ...]:
    """Return arguments of which some were given by name, in the function's order."""
    named = {name: arg for name, arg in zip(names, args, strict=True) if name}
    plain = [arg for name, arg in zip(names, args, strict=True) if not name]
    try:
        bound = inspect.signature(callback.function).bind(*plain, **named)
    except (TypeError, ValueError) as error:
        raise Refused(f"{callback.name}: {error}") from None
    if bound.kwargs:
        raise Refused(f"{callback.name} takes its arguments by position")
    return bound.args


def _validated(callback: Callback, at: int, given: Any) -> Any:
    """Return an argument as plain data of the right shape, or refuse it."""
    name = callback.name
    shape = callback.shapes[at] if at < len(callback.shapes) else None
    arg: Any = _as_array(name, given) if isinstance(given, list | tuple) else given
    if isinstance(arg, int) and abs(arg) >= _LARGEST:
        raise Refused(f"{name} was called with an integer of more than 63 bits")
    if isinstance(arg, float):
        # As in the reference: numpy's numbers overflow to infinity, Python's raise.
        arg = np.float64(arg)
    if not isinstance(arg, _NUMBERS):
        if shape is None and isinstance(arg, str | dict):
            return _plain(name, arg)
        kind = getattr(arg, "type_name", type(arg).__name__)
        raise Refused(f"{name} was called with an object of type {kind}")
    dtype = getattr(arg, "dtype", None)
    if dtype is not None and dtype.kind not in _REAL_KINDS:
        raise Refused(f"{name} was called with {dtype} numbers; it takes real ones")
    got: tuple[int, ...] = getattr(arg, "shape", ())
    if shape is not None and got != shape:
        takes = "a number" if shape == () else str(shape)
        raise Refused(f"{name} was called with shape {got}; it takes {takes}")
    if callback.finite and not np.all(np.isfinite(arg)):
        raise Refused(f"{name} was called with infinity or nan")
    return arg


def _plain(name: str, arg: Any) -> Any:
    try:
        return require_plain(arg, "the argument")
    except CannotTravel as error:
        raise Refused(f"{name} was called with what cannot travel: {error}") from None


def _as_array(name: str, arg: Sequence[Any]) -> Any:
    try:
        return np.array(arg, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        raise Refused(f"{name} was called with a list that is no array") from None
