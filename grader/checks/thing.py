"""An object that an exercise made, whoever made it: methods, attributes, arithmetic.

What it cannot do is the student's fault and never an error of ours.
"""

import copy
from collections.abc import Callable, Sequence
from typing import Any, Protocol

import numpy as np

from grader.errors import RaisedError, StudentFault
from grader.sandbox.remote import RemoteObject, chain
from grader.sandbox.reply import Reply
from grader.wire.spoiling import spoil

_DATA = (
    str,
    bytes,
    bool,
    int,
    float,
    complex,
    list,
    tuple,
    dict,
    np.ndarray,
    np.generic,
)


class Notebook(Protocol):
    """Whoever remembers what calls gave."""

    def record(self, name: str, reply: Reply | StudentFault) -> None:
        """Remember what came back."""
        ...


class Thing:
    """An object of a student's, of the reference's or of a known mistake's."""

    def __init__(self, target: Any, name: str, notebook: Notebook) -> None:
        self._target = target
        self._name = name
        self._notebook = notebook

    def __getattr__(self, attribute: str) -> Any:
        """Fetch an attribute: plain data, or another thing."""
        if attribute.startswith("_"):
            raise AttributeError(attribute)
        return self._do(
            f"{self._name}.{attribute}", lambda: getattr(self._target, attribute)
        )

    def __call__(self, *args: Any) -> Any:
        """Call it; tuples of numbers become float arrays."""
        given = [_bare(each) for each in args]
        return self._do(self._name, lambda: self._target(*given))

    def reply_echoing(self, *args: Any) -> Reply:
        """Call it; return its answer, and the arguments as it left them.

        Then the arrays that were sent are overwritten where they lie.
        """
        if isinstance(self._target, RemoteObject):
            return self._echoed(args)
        given = copy.deepcopy([_bare(each) for each in args])
        value = self._do(self._name, lambda: self._target(*given))
        reply = Reply(value, arguments=tuple(copy.deepcopy(given)))
        for each in given:
            spoil(each)
        return reply

    def _echoed(self, args: Sequence[Any]) -> Reply:
        try:
            reply: Reply = self._target.reply_echoing(*(_bare(each) for each in args))
        except StudentFault as fault:
            self._notebook.record(self._name, fault)
            raise
        self._notebook.record(self._name, reply)
        return reply

    def __getitem__(self, key: Any) -> Any:
        """Take one of its items."""
        return self._do(f"{self._name}[{key!r}]", lambda: self._target[key])

    def __add__(self, other: Any) -> Any:
        """Add on the left."""
        return self._do("the sum", lambda: self._target + _bare(other))

    def __radd__(self, other: Any) -> Any:
        """Add on the right."""
        return self._do("the sum", lambda: _bare(other) + self._target)

    def __sub__(self, other: Any) -> Any:
        """Subtract from it."""
        return self._do("the difference", lambda: self._target - _bare(other))

    def __rsub__(self, other: Any) -> Any:
        """Subtract it."""
        return self._do("the difference", lambda: _bare(other) - self._target)

    def __mul__(self, other: Any) -> Any:
        """Multiply on the left."""
        return self._do("the product", lambda: self._target * _bare(other))

    def __rmul__(self, other: Any) -> Any:
        """Multiply on the right."""
        return self._do("the product", lambda: _bare(other) * self._target)

    def __truediv__(self, other: Any) -> Any:
        """Divide it."""
        return self._do("the quotient", lambda: self._target / _bare(other))

    def __rtruediv__(self, other: Any) -> Any:
        """Divide by it."""
        return self._do("the quotient", lambda: _bare(other) / self._target)

    def __pow__(self, other: Any) -> Any:
        """Raise it to a power."""
        return self._do("the power", lambda: self._target ** _bare(other))

    def __neg__(self) -> Any:
        """Negate it."""
        return self._do("the negative", lambda: -self._target)

    def chained(self, steps: Sequence[Sequence[Any]], times: int) -> Any:
        """Do operations in a row, each on the result of the last one, all at once.

        Example::

            # 2,500 times: last = 2 - last, last = last * y
            x.chained([("sub", 2.0, None), ("mul", None, y)], 2_500)
        """
        given = [[_bare(each) for each in step] for step in steps]
        return self._do("a chain", lambda: chain(self._target, given, times))

    def _do(self, name: str, action: Callable[[], Any]) -> Any:
        try:
            with np.errstate(all="ignore"):
                value = action()
        except StudentFault as fault:
            self._notebook.record(name, fault)
            raise
        except Exception as error:
            # An object of ours that plays the student, or plain data where an object
            # was due: None has no step.
            kind = type(error).__name__
            raised = RaisedError(name, kind, str(error), traceback="", output="")
            self._notebook.record(name, raised)
            raise raised from error
        if is_plain(value):
            # A copy: an object of ours may go on using its buffers.
            value = copy.deepcopy(value)
            self._notebook.record(name, Reply(value))
            return value
        return Thing(value, name, self._notebook)


def is_plain(value: Any) -> bool:
    """Tell whether a value is data and not an object to be used."""
    return value is None or isinstance(value, _DATA)


def _bare(value: Any) -> Any:
    """Return what is sent: the object behind a thing, an array for a tuple."""
    if isinstance(value, Thing):
        return value._target  # noqa: SLF001 - same class
    if isinstance(value, tuple):
        return np.array(value, dtype=np.float64)
    return value
