"""Whoever is asked for answers: a student, the reference, a known mistake.

A check cannot tell them apart. `student.momentum` and `truth.momentum` are both a
`Function`, which is called by position or by the handout's names.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias

import numpy as np

from grader.checks.thing import Thing
from grader.errors import HarnessFault, StudentFault
from grader.sandbox.reply import Reply

Call: TypeAlias = tuple[str, Reply | StudentFault]
"""The name that was called, and what came back."""


class Subject(Protocol):
    """Something whose functions can be called by name."""

    def batch(
        self,
        name: str,
        items: Sequence[Sequence[Any]],
        *,
        echo: bool = False,
        bulk: bool = False,
    ) -> list[Reply | StudentFault]:
        """Call a function once for each item."""
        ...

    def has(self, name: str) -> bool:
        """Tell whether a name is defined."""
        ...


@dataclass(slots=True)
class Journal:
    """What came of each call of a check, in order."""

    calls: list[Call] = field(default_factory=list)


class Exercises:
    """The exercises of an assignment, as one subject answers them.

    Args:
        subject: who is asked.
        parameters: for each exercise the names of its parameters.
        is_truth: whether a failure would be ours.
    """

    def __init__(
        self,
        subject: Subject,
        parameters: Mapping[str, Sequence[str]],
        *,
        is_truth: bool = False,
    ) -> None:
        self._subject = subject
        self._parameters = parameters
        self._is_truth = is_truth
        self.journal = Journal()
        """What the calls since the check began have given."""

    def __getattr__(self, name: str) -> "Function":
        """Return one exercise."""
        if name.startswith("_"):
            raise AttributeError(name)
        if name not in self._parameters:
            known = ", ".join(self._parameters)
            raise HarnessFault(f"a check asks for {name!r}; the exercises are {known}")
        return Function(self, name, self._parameters[name])

    def perform(
        self,
        name: str,
        rows: Sequence[Sequence[Any]],
        *,
        echo: bool = False,
        bulk: bool = False,
    ) -> list[Reply | StudentFault]:
        """Call a function once for each row of arguments, and note what came back."""
        replies = self._subject.batch(name, rows, echo=echo, bulk=bulk)
        for reply in replies:
            self.record(name, reply)
        return replies

    def record(self, name: str, reply: Reply | StudentFault) -> None:
        """Note what came back; the reference is not allowed to fail."""
        self.journal.calls.append((name, reply))
        if self._is_truth and isinstance(reply, StudentFault):
            raise HarnessFault(f"the reference failed: {reply.sentence}") from reply


class Function:
    """One exercise of one subject, ready to be called."""

    def __init__(
        self, exercises: Exercises, name: str, parameters: Sequence[str]
    ) -> None:
        self.name = name
        self.parameters = tuple(parameters)
        """As the handout names them."""
        self._exercises = exercises

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Return the value of a call."""
        return self.reply(*args, **kwargs).value

    def make(self, *args: Any, **kwargs: Any) -> Thing:
        """Return the object that a call makes, for exercises that are classes.

        Whatever comes back can be used like one: that None has no such method is then
        the student's fault, as it should be.
        """
        value = self.reply(*args, **kwargs).value
        return Thing(value, self.name, self._exercises)

    def reply(self, *args: Any, **kwargs: Any) -> Reply:
        """Return all that is known of a call, but for its arguments afterwards."""
        return self._one(self.in_order(args, kwargs), echo=False)

    def reply_echoing(self, *args: Any, **kwargs: Any) -> Reply:
        """Return all that is known of a call, with the arguments as it left them."""
        return self._one(self.in_order(args, kwargs), echo=True)

    def replies(self, items: Sequence[Sequence[Any]]) -> list[Reply | StudentFault]:
        """Return what came of one call for each item, asked in one message."""
        rows = [self.in_order(item, {}) for item in items]
        return self._exercises.perform(self.name, rows)

    def evaluations(self, items: Sequence[Sequence[Any]]) -> list[Reply | StudentFault]:
        """Return what came of many cheap calls; what each printed is not told apart."""
        rows = [self.in_order(item, {}) for item in items]
        return self._exercises.perform(self.name, rows, bulk=True)

    def in_order(self, args: Sequence[Any], kwargs: Mapping[str, Any]) -> list[Any]:
        """Return arguments in the handout's order; tuples become float arrays."""
        missing = self.parameters[len(args) :]
        if len(args) > len(self.parameters) or set(missing) != set(kwargs):
            wanted = ", ".join(self.parameters)
            raise HarnessFault(
                f"a check calls {self.name} with {len(args)} positions and "
                f"{sorted(kwargs)}; it takes {wanted}"
            )
        values = [*args, *(kwargs[name] for name in missing)]
        return [
            np.array(x, dtype=np.float64) if isinstance(x, tuple) else x for x in values
        ]

    def _one(self, args: Sequence[Any], *, echo: bool) -> Reply:
        (reply,) = self._exercises.perform(self.name, [args], echo=echo)
        if isinstance(reply, StudentFault):
            raise reply
        return reply
