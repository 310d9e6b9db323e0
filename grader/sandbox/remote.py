"""Objects and functions of the student's, as a check sees them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from grader.errors import CannotTravel, Garbled, Killed
from grader.sandbox.reply import Reply
from grader.worker.handles import chained


@dataclass(frozen=True, slots=True)
class Opaque:
    """Something that could not travel, by the name of its type."""

    type_name: str


@dataclass(frozen=True, slots=True)
class Seeded:
    """A numpy Generator that the worker makes from this seed."""

    seed: int


class Caller(Protocol):
    """Whoever can carry out a request in the worker."""

    def request(self, verb: str, target: list[Any], args: Sequence[Any]) -> Any:
        """Do something in the worker and return its value."""
        ...

    def request_echoing(self, target: list[Any], args: Sequence[Any]) -> Reply:
        """Call something and have its arguments sent back as it left them."""
        ...


class RemoteObject:
    """An object that lives in the worker: an instance, a class, a closure, a generator.

    Attributes are fetched, calls are made and arithmetic is done over there.
    """

    def __init__(self, caller: Caller, number: int, type_name: str) -> None:
        self._caller = caller
        self._number = number
        self.type_name = type_name

    def __getattr__(self, name: str) -> Any:
        """Fetch an attribute: its value, or another remote object."""
        if name.startswith("_"):
            raise AttributeError(name)
        return self._caller.request("get", ["h", self._number, name], ())

    def __call__(self, *args: Any) -> Any:
        """Call it."""
        return self._caller.request("call", ["h", self._number], args)

    def reply_echoing(self, *args: Any) -> Reply:
        """Call it and have the arguments sent back as it left them."""
        return self._caller.request_echoing(["h", self._number], args)

    def listed(self) -> list[Any]:
        """Return the items of an iterable as a list."""
        items = self._caller.request("list", ["h", self._number], ())
        if type(items) is not list:
            raise Garbled("your object", "a list was expected")
        return items

    # Without these Python would try the items 0, 1, 2, … over the pipe, endlessly.
    __iter__ = None
    __contains__ = None

    def chained(self, steps: Sequence[Sequence[Any]], times: int) -> Any:
        """Do operations in a row over there, in one request; see `chain`."""
        return self._operate("chain", self, [list(each) for each in steps], times)

    def _operate(self, verb: str, *args: Any) -> Any:
        return self._caller.request(verb, ["h", self._number], args)

    def __add__(self, other: Any) -> Any:
        """Add on the left."""
        return self._operate("add", self, other)

    def __radd__(self, other: Any) -> Any:
        """Add on the right."""
        return self._operate("add", other, self)

    def __sub__(self, other: Any) -> Any:
        """Subtract from it."""
        return self._operate("sub", self, other)

    def __rsub__(self, other: Any) -> Any:
        """Subtract it."""
        return self._operate("sub", other, self)

    def __mul__(self, other: Any) -> Any:
        """Multiply on the left."""
        return self._operate("mul", self, other)

    def __rmul__(self, other: Any) -> Any:
        """Multiply on the right."""
        return self._operate("mul", other, self)

    def __truediv__(self, other: Any) -> Any:
        """Divide it."""
        return self._operate("truediv", self, other)

    def __rtruediv__(self, other: Any) -> Any:
        """Divide by it."""
        return self._operate("truediv", other, self)

    def __pow__(self, other: Any) -> Any:
        """Raise it to a power."""
        return self._operate("pow", self, other)

    def __neg__(self) -> Any:
        """Negate it."""
        return self._operate("neg", self)

    def __getitem__(self, key: Any) -> Any:
        """Take one of its items."""
        return self._operate("getitem", self, key)

    def __repr__(self) -> str:
        """Name it; its own __repr__ is the student's and never runs here."""
        return f"<remote {self.type_name}>"


def chain(start: Any, steps: Sequence[Sequence[Any]], times: int) -> Any:
    """Return what comes of operations in a row, done where the object lives.

    Args:
        start: an object, remote or not.
        steps: for each operation the operator's name and its operands; the operand
            None stands for the last result. ("sub", 2.0, None) is 2 - last.
        times: how often all steps are gone through.
    """
    if isinstance(start, RemoteObject):
        return start.chained(steps, times)
    return chained(start, steps, times)


def handle_of(thing: RemoteObject, owner: Caller) -> list[Any]:
    """Return the tree that stands for a remote object of this owner on the wire."""
    if thing._caller != owner:  # noqa: SLF001 - same file
        raise Killed("Your object", "it was lost with the process it lived in")
    return ["h", thing._number, thing.type_name]  # noqa: SLF001 - same file


def require_plain(value: Any, what: str) -> Any:
    """Return a value that is plain data throughout, or raise CannotTravel."""
    match value:
        case Opaque(type_name=name):
            raise CannotTravel(what, name)
        case RemoteObject():
            raise CannotTravel(what, value.type_name)
        case list() | tuple():
            for item in value:
                require_plain(item, what)
        case dict():
            for item in value.values():
                require_plain(item, what)
    return value
