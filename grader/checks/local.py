"""A subject in this process: for the reference and for known mistakes, never students'.

It answers as a worker does: arguments are fresh copies, functions among them are
observed, exceptions become faults.
"""

import copy
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from grader.checks.thing import is_plain
from grader.errors import Missing, RaisedError, StudentFault
from grader.sandbox.remote import Seeded
from grader.sandbox.reply import Asked, Reply
from grader.wire.spoiling import spoil

_NUMPYS_OWN: dict[str, Any] = {
    "divide": "warn",
    "over": "warn",
    "invalid": "warn",
    "under": "ignore",
}
"""Of what numpy warns if nobody has told it otherwise."""


class Local:
    """Functions of ours, by name."""

    def __init__(self, functions: Mapping[str, Callable[..., Any]]) -> None:
        self.functions = dict(functions)

    def batch(
        self,
        name: str,
        items: Sequence[Sequence[Any]],
        *,
        echo: bool = False,
        bulk: bool = False,
    ) -> list[Reply | StudentFault]:
        """Call a function once for each item; many at once are nothing special here."""
        del bulk
        replies: list[Reply | StudentFault] = []
        for item in items:
            try:
                replies.append(self._call(name, item, echo=echo))
            except StudentFault as fault:
                replies.append(fault)
        return replies

    def has(self, name: str) -> bool:
        """Tell whether a name is defined."""
        return name in self.functions

    def _call(self, name: str, args: Sequence[Any], *, echo: bool) -> Reply:
        if name not in self.functions:
            raise Missing(name)
        asked: list[Asked] = []
        prepared = [_prepared(arg, asked) for arg in args]
        with np.errstate(**_NUMPYS_OWN), warnings.catch_warnings(record=True) as heard:
            warnings.simplefilter("default")  # once for each line, as in a worker
            try:
                value = self.functions[name](*prepared)
            except StudentFault:
                raise
            except Exception as error:  # it plays the student
                raise RaisedError(
                    name, type(error).__name__, str(error), traceback="", output=""
                ) from error
        if is_plain(value):
            value = copy.deepcopy(value)  # the function may go on using its buffers
        arguments = tuple(map(_left, prepared)) if echo else ()
        for each in prepared if echo else ():
            spoil(each)
        return Reply(value, _printed(heard), tuple(asked), arguments)


def _prepared(arg: Any, asked: list[Asked]) -> Any:
    """Return an argument as a worker would get it."""
    if isinstance(arg, Seeded):
        return np.random.default_rng(arg.seed)
    if callable(arg):
        return _observed(arg, asked)
    if isinstance(arg, list | tuple):
        return type(arg)(_prepared(each, asked) for each in arg)
    return copy.deepcopy(arg)


def _printed(heard: Iterable[warnings.WarningMessage]) -> str:
    """Return what a worker would have printed of numpy's warnings."""
    told = [each.message for each in heard if each.category is RuntimeWarning]
    return "".join(f"RuntimeWarning: {each}\n" for each in told)


def _left(arg: Any) -> Any:
    """Return an argument as a call left it."""
    return copy.deepcopy(arg) if is_plain(arg) else arg


def _observed(function: Callable[..., Any], asked: list[Asked]) -> Callable[..., Any]:
    name = getattr(function, "name", getattr(function, "__name__", "function"))

    def observed(*args: Any) -> Any:
        # Copies: the function is free to reuse the array that it passed.
        seen = tuple(np.array(x)[()] if _is_array(x) else x for x in args)
        value = function(*args)
        asked.append(Asked(name, seen, value))
        return value

    return observed


def _is_array(value: Any) -> bool:
    return isinstance(value, np.ndarray | list | tuple)
