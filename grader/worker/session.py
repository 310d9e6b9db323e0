"""The worker's loop: receive a message, do it, reply, until the judge is gone."""

import gc
import threading
import warnings
from collections.abc import Callable, Collection
from pathlib import Path
from types import FunctionType
from typing import Any

from grader.wire.limits import TooBig, WireError
from grader.wire.messages import (
    Answer,
    Ask,
    Call,
    Load,
    Loaded,
    Raised,
    Read,
    Refusal,
    Returned,
    pack,
)
from grader.wire.spoiling import spoil
from grader.wire.values import Decoder, Encoder, Tree
from grader.worker.binding import bind, keywords, signature
from grader.worker.channel import Channel
from grader.worker.gathering import Gathering
from grader.worker.handles import OPERATORS, Handles, listed
from grader.worker.program import Program
from grader.worker.randomness import Dice
from grader.worker.reader import read
from grader.worker.stand_ins import Absence
from grader.worker.tracebacks import ExceptionText

TOO_BIG = "~too big"
"""Stands for the exception's type when a reply was too big to send."""


_MAX_LISTING = 60_000


class Session:
    """Serves one submission.

    Args:
        channel: the way to the judge.
        box: the folder that is the submission's own.
        flush: empties the buffers of the standard streams.
    """

    def __init__(self, channel: Channel, box: Path, flush: Callable[[], None]) -> None:
        self._channel = channel
        self._box = box
        self._flush = flush
        self._absence = Absence()
        self._dice = Dice()
        self._handles = Handles()
        self._program: Program | None = None
        # A function of the judge's may be called only while the call that brought it
        # runs, and by one thread at a time.
        self._asking = threading.Lock()
        self._running: tuple[int, int] | None = None
        self._asks = 0
        self._gathering: Gathering | None = None

    def serve(self) -> None:
        """Answer messages until there are no more."""
        self._absence.install()
        self._dice.install()
        try:
            while True:
                message, body = self._channel.receive()
                match message:
                    case Load():
                        self._load(message, body)
                    case Read():
                        self._channel.send(pack(*read(message, body)))
                    case Call():
                        self._call(message, body)
                    case _:
                        raise WireError(f"{type(message).__name__} out of turn")
        except EOFError:
            return
        finally:
            self._dice.remove()
            self._absence.remove()

    def _load(self, message: Load, body: memoryview) -> None:
        _unpack(self._box, message.files, body)
        self._dice.seed(message.seed)
        program = Program(self._box, message.main, message.also, self._absence)
        self._program = program
        program.execute(definitions_only=message.definitions_only)
        names = _listing(program)
        gc.collect()
        self._say(Loaded(names, program.notes), [])

    def _call(self, message: Call, body: memoryview) -> None:
        decoder = Decoder(body, self._special, shares=True)
        self._gathering = Gathering(message.id) if message.bulk else None
        self._binding: tuple[Any, list[bool]] = (None, [])
        for item, trees in enumerate(message.items):
            self._running = (message.id, item)
            self._asks = 0
            self._dice.seed(message.seed)
            self._absence.is_silent = False
            _warn_again()
            try:
                args = [decoder.value(tree) for tree in trees]
                value = self._do(message, args)
                with self._asking:
                    self._running = None
                self._reply(message, item, value, args)
            except BaseException as error:  # noqa: BLE001 - round student code
                with self._asking:
                    self._running = None
                self._raised(message.id, item, error)
            finally:
                self._absence.is_silent = True
        self._hand_over()

    def _do(self, message: Call, args: list[Any]) -> Any:
        match message.verb:
            case "call":
                target = self._target(message.target)
                if self._binding[0] is not target:  # else it was looked at before
                    self._binding = target, keywords(target, message.names)
                by_position, by_name = bind(self._binding[1], message.names, args)
                return target(*by_position, **by_name)
            case "get":
                return self._target(message.target)
            case "has":
                names = self._program.names if self._program else {}
                return message.target[1] in names
            case "signature":
                return signature(self._target(message.target))
            case "list":
                return listed(self._target(message.target))
        return OPERATORS[message.verb](*args)

    def _target(self, tree: Tree) -> Any:
        """Return what `["n", name]` or `["h", number, attribute, …]` stands for."""
        kind, first, *attributes = tree
        if kind == "h":
            thing = self._handles[first]
        else:
            names = self._program.names if self._program else {}
            if first not in names:
                raise NameError(f"name {first!r} is not defined", name=first)
            thing = names[first]
        for attribute in attributes:
            thing = getattr(thing, attribute)
        return thing

    def _reply(self, message: Call, item: int, value: Any, args: list[Any]) -> None:
        encoder = Encoder(self._keep)
        tree = encoder.tree(value)
        if self._gathering:
            self._gathering.add(item, tree, encoder.body, encoder.size)
            if self._gathering.is_due:
                self._hand_over()
            return
        echo = [encoder.tree(each) for each in args] if message.echo else None
        self._say(Returned(message.id, item, tree, echo), encoder.body)
        if message.echo:
            for each in args:
                spoil(each)

    def _raised(self, call: int, item: int, error: BaseException) -> None:
        text = ExceptionText(error, str(self._box))
        kind = TOO_BIG if type(error) is TooBig else text.type
        self._hand_over()
        # The exception's frames hold the student's arrays alive.
        error.__traceback__ = None
        self._say(Raised(call, item, kind, text.message, text.traceback), [])

    def _hand_over(self) -> None:
        """Send the values that wait for each other, if there are any."""
        gathered = self._gathering.take() if self._gathering else None
        if gathered:
            self._say(*gathered)

    def _say(self, message: Any, body: list[bytes | memoryview]) -> None:
        # Packed first, which may fail and lead to another reply. Then flushed: what
        # was printed belongs to the reply that follows it.
        frame = pack(message, body)
        self._flush()
        self._channel.end_of_output()
        self._channel.send(frame)

    def _keep(self, thing: Any) -> Tree:
        return ["h", self._handles.keep(thing), _kind(thing)]

    def _special(self, tag: str, fields: list[Tree]) -> Any:
        match tag, fields:
            case "f", [int(number), str(name)]:
                return self._stand_in(number, name)
            case "g", [int(seed)]:
                return self._dice.generator(seed)
            case "h", [int(number), *_]:
                return self._handles[number]
        raise WireError(f"the judge sent an unknown value {tag!r}")

    def _stand_in(self, number: int, name: str) -> Callable[..., Any]:
        """Return a function that asks the judge for the value of one of its own."""
        mine = self._running

        def stand_in(*args: Any, **kwargs: Any) -> Any:
            with self._asking:
                if mine is None or self._running != mine:
                    raise RuntimeError(
                        f"{name} can only be called while the call that got it runs"
                    )
                return self._ask(mine, number, args, kwargs)

        stand_in.__name__ = stand_in.__qualname__ = name
        return stand_in

    def _ask(
        self,
        running: tuple[int, int],
        number: int,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> Any:
        self._hand_over()  # the judge knows which item asks by what came before
        self._asks += 1
        encoder = Encoder(self._keep)
        trees = [encoder.tree(each) for each in (*args, *kwargs.values())]
        names = [""] * len(args) + list(kwargs)
        ask = Ask(*running, self._asks, number, trees, names)
        self._channel.send(pack(ask, encoder.body))
        answer, body = self._channel.receive()
        match answer:
            case Answer(value=tree):
                return Decoder(body, self._special).value(tree)
            case Refusal(reason=reason):
                raise ValueError(reason)
        raise WireError("the judge did not answer")


def _warn_again() -> None:
    """Let a line warn that has warned before: each call prints its own warnings."""
    # Behind all other filters, so that whoever silenced warnings has silenced them.
    warnings.simplefilter("default", RuntimeWarning, append=True)


def _unpack(box: Path, files: list[tuple[str, int]], body: memoryview) -> None:
    at = 0
    for name, size in files:
        path = box / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body[at : at + size])
        at += size


def _listing(program: Program) -> list[tuple[str, str]]:
    """Return names and types of what a submission defines, its own things first.

    `from numpy import *` brings hundreds of names, and all travel in one header.
    """
    own = (None, *program.modules)
    entries = sorted(
        (_rank(thing, own), at, name[:200], _kind(thing))
        for at, (name, thing) in enumerate(program.names.items())
        if name.isidentifier() and not name.startswith("__")
    )
    listing = []
    room = _MAX_LISTING
    for _, _, name, kind in entries:
        room -= len(name) + len(kind) + 8
        if room < 0:
            break
        listing.append((name, kind))
    return listing


def _rank(thing: Any, own: Collection[str | None]) -> int:
    """Return 0 for the submission's functions, 1 for its values, 2 for imports."""
    if getattr(thing, "__module__", None) not in own:
        return 2
    return 0 if callable(thing) else 1


def _kind(thing: Any) -> str:
    if isinstance(thing, FunctionType):
        return "function"
    return str(getattr(type(thing), "__name__", "object"))[:200]
