"""One request to a worker, and all that is said until its last reply."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from grader.errors import (
    HarnessFault,
    OutOfMemory,
    RaisedError,
    SaidTooMuch,
    StudentFault,
)
from grader.sandbox.callbacks import Refused, Registry
from grader.sandbox.deadline import Deadline
from grader.sandbox.keeper import BREAKDOWNS, Keeper, Loss, Worker
from grader.sandbox.output import cut
from grader.sandbox.remote import Caller, Opaque, RemoteObject, Seeded, handle_of
from grader.sandbox.reply import Reply
from grader.wire.limits import MAX_ASKS, TooBig, WireError
from grader.wire.messages import (
    Answer,
    Ask,
    Call,
    Gathered,
    Raised,
    Refusal,
    Returned,
    pack,
)
from grader.wire.values import Decoder, Encoder, Tree

_NO_MEMORY = "[Errno 12]"  # how mmap says it
_TOO_BIG = "~too big"


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be done in the worker."""

    number: int
    what: str
    """What a student knows it as."""
    verb: str
    target: list[Any]
    names: tuple[str, ...]
    """The handout's names of the arguments, as far as they are known."""
    seed: int
    echo: bool
    bulk: bool = False
    """Whether the items are many and cheap: replies come in groups, with the output of
    a group at its last reply, and a loss does not tell which item caused it."""


class Conversation:
    """Carries out one request.

    Args:
        keeper: keeps the limits.
        worker: the worker to talk to.
        request: what is to be done.
        owner: whom the objects belong to that live in this worker.
    """

    def __init__(
        self,
        keeper: Keeper,
        worker: Worker,
        request: Request,
        owner: Caller,
    ) -> None:
        self._keeper = keeper
        self._link = worker.link
        self._request = request
        self._owner = owner
        self._registry = Registry()
        self._sizes: list[int] = []
        self._asks = 0

    def run(self, items: Sequence[Sequence[Any]]) -> list[Reply | StudentFault | Loss]:
        """Return a reply or a fault for each item; a loss, if there is one, is last."""
        request, link = self._request, self._link
        self._sizes = [len(item) for item in items]
        encoder = Encoder(self._special, shares=True)
        trees = [[_tree(encoder, each) for each in item] for item in items]
        count = max(self._sizes, default=0)
        call = Call(
            id=request.number,
            verb=request.verb,
            target=request.target,
            names=[*request.names, *[""] * count][:count],
            items=trees,
            seed=request.seed,
            echo=request.echo,
            bulk=request.bulk,
        )
        done: list[Reply | StudentFault | Loss] = []
        frame = _frame(call, encoder.body)
        deadline = self._keeper.deadline(link)
        try:
            # What a leftover thread prints between two calls may be too much already.
            link.begin()
            link.send(frame, deadline)
            with np.errstate(all="ignore"):  # once: it costs as much as an answer
                while len(done) < len(items):
                    done += self._next(len(done), deadline)
                    self._keeper.spend(deadline)
                    deadline = self._keeper.deadline(link)
        except BREAKDOWNS as problem:
            self._keeper.spend(deadline)
            loss = self._keeper.lose(request.what, problem)
            done.append(replace(loss, is_vague=request.bulk))
        except BaseException:
            # An error of ours, in a callback: the worker still waits for its answer,
            # and the next call must not be blamed for what it says then.
            self._keeper.drop()
            raise
        return done

    def _next(self, at: int, deadline: Deadline) -> list[Reply | StudentFault]:
        """Serve asks until the reply to an item comes, perhaps to more at once."""
        self._registry.asked = []
        expected = (self._request.number, at)
        while True:
            message, body = self._link.receive(deadline)
            match message:
                case Ask(id=id_, item=item) if (id_, item) == expected:
                    self._asks += 1
                    if self._asks > MAX_ASKS:
                        raise TooBig(f"it asked for more than {MAX_ASKS} evaluations")
                    self._answer(message, body, deadline)
                case Returned(id=id_, item=item) if (id_, item) == expected:
                    return [self._returned(message, body)]
                case Gathered(id=id_, item=item) if (id_, item) == expected:
                    return self._gathered(message, body)
                case Raised(id=id_, item=item) if (id_, item) == expected:
                    return [self._raised(message)]
                case _:
                    raise WireError(f"{type(message).__name__} out of turn")

    def _answer(self, ask: Ask, body: memoryview, deadline: Deadline) -> None:
        decoder = Decoder(body, self._build)
        args = [decoder.value(tree) for tree in ask.args]
        decoder.finish()
        encoder = Encoder(self._special)
        reply: Answer | Refusal
        begun = time.monotonic()
        try:
            value = self._registry.answer(ask.function, args, ask.names)
            reply = Answer(ask.ask, _tree(encoder, value))
        except Refused as reason:
            reply = Refusal(ask.ask, str(reason)[:2_000])
        deadline.excuse(time.monotonic() - begun)
        self._link.send(_frame(reply, encoder.body), deadline)

    def _returned(self, message: Returned, body: memoryview) -> Reply:
        decoder = Decoder(body, self._build)
        value = decoder.value(message.value)
        echo = message.echo if isinstance(message.echo, list) else []
        if len(echo) != (self._sizes[message.item] if self._request.echo else 0):
            raise WireError("the arguments did not come back as they were sent")
        arguments = tuple(decoder.value(tree) for tree in echo)
        decoder.finish()
        output = self._link.take_output()
        return Reply(value, output, tuple(self._registry.asked), arguments)

    def _gathered(
        self, message: Gathered, body: memoryview
    ) -> list[Reply | StudentFault]:
        left = len(self._sizes) - message.item
        if not self._request.bulk or not 0 < len(message.values) <= left:
            raise WireError("replies came together that should not")
        decoder = Decoder(body, self._build)
        *values, last = [decoder.value(tree) for tree in message.values]
        decoder.finish()
        asked = tuple(self._registry.asked)
        output = self._link.take_output()
        return [*map(Reply, values), Reply(last, output, asked)]

    def _raised(self, message: Raised) -> StudentFault:
        what, output = self._request.what, self._link.take_output()
        traceback = cut(message.traceback, 8_000)
        if message.kind == _TOO_BIG:
            return SaidTooMuch(what, f"it returned {cut(message.message, 200)}", output)
        if message.kind == "MemoryError" or message.message.startswith(_NO_MEMORY):
            limit = self._keeper.limits.memory_mib
            return OutOfMemory(what, limit, traceback=traceback, output=output)
        return RaisedError(
            what,
            cut(message.kind, 200),
            cut(message.message, 2_000),
            traceback=traceback,
            output=output,
        )

    def _special(self, value: Any) -> Tree:
        """Write what is not plain data: functions, generators, remote objects."""
        if isinstance(value, RemoteObject):
            return handle_of(value, self._owner)
        if isinstance(value, Seeded):
            return ["g", value.seed]
        if callable(value):
            return ["f", *self._registry.add(value)]
        raise TypeError(f"an argument of type {type(value).__name__} cannot be sent")

    def _build(self, tag: str, fields: list[Tree]) -> Any:
        match tag, fields:
            case "o", [str(name)]:
                return Opaque(name)
            case "h", [int(number), str(name)] if number >= 0:
                return RemoteObject(self._owner, number, name)
        raise WireError(f"a value has an unknown tag {tag[:20]!r}")


def _tree(encoder: Encoder, value: Any) -> Tree:
    """Return the tree of a value of ours, which is never the student's fault."""
    try:
        return encoder.tree(value)
    except TooBig as error:
        raise HarnessFault(f"the check sends {error}") from error


def _frame(message: Any, body: list[bytes | memoryview]) -> bytes:
    """Return the frame of a message of ours."""
    try:
        return pack(message, body)
    except TooBig as error:
        raise HarnessFault(f"the check sends {error}") from error
