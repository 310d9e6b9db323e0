"""`student.<name>(…)`: call a submission's functions as if they were here.

Every failure is a StudentFault that says what happened; only what goes wrong on our own
side is anything else.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from grader.errors import Garbled, Killed, Missing, StudentFault
from grader.sandbox.conversation import Conversation, Request
from grader.sandbox.exchange import Link
from grader.sandbox.keeper import Keeper, Loss, Worker
from grader.sandbox.limits import Limits
from grader.sandbox.reply import Reply
from grader.sandbox.submission import Submission

_FIELDS = 3  # of a parameter: name, kind, has a default
_BATCH = 500
"""Items that travel in one message."""


class Student:
    """A submission whose functions can be called.

    Args:
        submission: its files.
        open_link: starts a fresh, confined worker.
        limits: time, memory and output.
        parameters: for each name the parameters in the handout's order, so that
            arguments given by name reach a student who named them otherwise.
    """

    def __init__(
        self,
        submission: Submission,
        open_link: Callable[[Limits], Link],
        limits: Limits | None = None,
        parameters: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._keeper = Keeper(submission, open_link, limits or Limits())
        self._parameters = parameters or {}
        self._requests = 0
        self._seed = 0
        self._gathers = True
        """Whether replies may come in groups: not any more once a group was lost."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Return a function that calls the student's of this name."""
        if name.startswith("_"):
            raise AttributeError(name)

        def function(*args: Any, **kwargs: Any) -> Any:
            return self.call(name, *args, **kwargs).value

        function.__name__ = name
        return function

    @property
    def lost(self) -> int:
        """The workers that the submission has ended so far."""
        return self._keeper.lost

    @property
    def notes(self) -> tuple[tuple[str, str], ...]:
        """Statements that were skipped while loading: where, and why."""
        if not self._keeper.was_loaded:
            self._keeper.ready()
        return self._keeper.notes

    def begin_check(self, seed: int, seconds: float | None = None) -> None:
        """Start a check: its seed holds for its calls, its time limit begins anew.

        Args:
            seed: of `random` and `numpy.random`, before each call.
            seconds: a time limit of its own.
        """
        self._seed = seed
        self._keeper.begin_check(seconds)

    def call(self, name: str, *args: Any, **kwargs: Any) -> Reply:
        """Call a function and return all that is known of the call."""
        return _only(self.batch(name, [self._in_order(name, args, kwargs)]))

    def call_echoing(self, name: str, *args: Any, **kwargs: Any) -> Reply:
        """Call a function and have its arguments sent back as it left them."""
        item = self._in_order(name, args, kwargs)
        return _only(self.batch(name, [item], echo=True))

    def batch(
        self,
        name: str,
        items: Sequence[Sequence[Any]],
        *,
        echo: bool = False,
        bulk: bool = False,
    ) -> list[Reply | StudentFault]:
        """Call a function once for each item; a bad item loses itself only.

        Args:
            name: of the function.
            items: the arguments of each call.
            echo: whether the arguments come back as the calls left them.
            bulk: whether there are many cheap ones, whose output need not be told
                apart; this takes a fraction of the time.
        """
        target = ["n", name]
        return self._perform(name, "call", target, items, echo=echo, bulk=bulk)

    def has(self, name: str) -> bool:
        """Tell whether the submission defines a name."""
        return name in self._keeper.ready().names

    def kind(self, name: str) -> str | None:
        """Return the type's name of what a name stands for; None if undefined."""
        return self._keeper.ready().names.get(name)

    def signature(self, name: str) -> list[tuple[str, str, bool]]:
        """Return (name, kind, has a default) for each parameter of a function."""
        rows = self.request("signature", ["n", name], ())
        if type(rows) is not list or not all(map(_is_parameter, rows)):
            raise Garbled(name, "a signature has no such form")
        return [(each, kind, default == "yes") for each, kind, default in rows]

    def request(self, verb: str, target: list[Any], args: Sequence[Any]) -> Any:
        """Do something in the worker and return its value (for remote objects)."""
        what = str(target[1]) if target[0] == "n" else "your object"
        return _only(self._perform(what, verb, target, [args])).value

    def request_echoing(self, target: list[Any], args: Sequence[Any]) -> Reply:
        """Call an object and have its arguments back as it left them."""
        return _only(self._perform("your object", "call", target, [args], echo=True))

    def renew(self) -> None:
        """Let the next call find a worker that remembers none of the calls so far."""
        self._keeper.close()

    def close(self) -> None:
        """End the worker."""
        self._keeper.close()

    def __enter__(self) -> Self:
        """Use it in a `with` block, which ends the worker."""
        return self

    def __exit__(self, *problem: object) -> None:
        """End the worker."""
        self.close()

    def _in_order(
        self, name: str, args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> list[Any]:
        """Return the arguments in the order of the handout."""
        if not kwargs:
            return list(args)
        order = self._parameters.get(name)
        if order is None:
            raise TypeError(f"the parameters of {name} are not known: give positions")
        named = [*order[len(args) :]]
        if set(named) != set(kwargs):
            raise TypeError(f"{name} takes {', '.join(order)}; got {sorted(kwargs)}")
        return [*args, *(kwargs[each] for each in named)]

    def _perform(
        self,
        what: str,
        verb: str,
        target: list[Any],
        items: Sequence[Sequence[Any]],
        *,
        echo: bool = False,
        bulk: bool = False,
    ) -> list[Reply | StudentFault]:
        """Carry out a request for each item, on a new worker after a loss."""
        done: list[Reply | StudentFault] = []
        tried_again = -1
        while len(done) < len(items):
            self._requests += 1
            names = tuple(self._parameters.get(what, ()))
            request = Request(
                self._requests,
                what,
                verb,
                target,
                names,
                self._seed,
                echo,
                bulk=bulk and self._gathers,
            )
            try:
                worker = self._keeper.ready()
                if target[0] == "n" and target[1] not in worker.names:
                    raise Missing(what)
                outcomes = self._converse(worker, request, items[len(done) :][:_BATCH])
            except StudentFault as fault:
                return done + [fault] * (len(items) - len(done))
            for outcome in outcomes:
                if not isinstance(outcome, Loss):
                    done.append(outcome)
                elif outcome.is_vague:
                    # One by one from here on: then it is known which item it was.
                    self._gathers = False
                    self._keeper.forgive()
                elif outcome.is_certain or target[0] == "h" or tried_again == len(done):
                    done.append(outcome.fault)
                else:
                    # The clock alone may be a busy neighbour's fault: once more.
                    tried_again = len(done)
                    self._keeper.forgive()
        return done

    def _converse(
        self, worker: Worker, request: Request, items: Sequence[Sequence[Any]]
    ) -> list[Reply | StudentFault | Loss]:
        owner = _Owner(self, worker.generation)
        return Conversation(self._keeper, worker, request, owner).run(items)

    def _still_has(self, generation: int) -> bool:
        return self._keeper.has(generation)


@dataclass(frozen=True, slots=True)
class _Owner:
    """The worker in which an object lives: with it the object is gone."""

    student: Student
    generation: int

    def request(self, verb: str, target: list[Any], args: Sequence[Any]) -> Any:
        """Do something with the object."""
        self._require()
        return self.student.request(verb, target, args)

    def request_echoing(self, target: list[Any], args: Sequence[Any]) -> Reply:
        """Call the object and have its arguments back as it left them."""
        self._require()
        return self.student.request_echoing(target, args)

    def _require(self) -> None:
        if not self.student._still_has(self.generation):  # noqa: SLF001 - same file
            raise Killed("Your object", "it was lost with the process it lived in")


def _is_parameter(row: Any) -> bool:
    return (
        type(row) is list and len(row) == _FIELDS and all(type(x) is str for x in row)
    )


def _only(replies: list[Reply | StudentFault]) -> Reply:
    (reply,) = replies
    if isinstance(reply, StudentFault):
        raise reply
    return reply
