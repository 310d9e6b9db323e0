"""The closed set of messages, and how each is packed into and out of a frame."""

import struct
from collections.abc import Iterable
from typing import Any, TypeAlias

import msgspec

from grader.wire.limits import MAX_BODY, MAX_HEADER, MAX_UPLOAD, TooBig, WireError
from grader.wire.scan import scan
from grader.wire.values import Tree

PREFIX = struct.Struct("<4sIQ")
_MAGIC = b"dgw1"


class Load(msgspec.Struct, tag="load", array_like=True, frozen=True):
    """Judge: write these files into the box and execute the main one, then others."""

    main: str
    also: list[str]
    """Files whose names count where those before define none."""
    files: list[tuple[str, int]]
    definitions_only: bool
    seed: int
    """The files' bytes are in the body, in this order."""


class Read(msgspec.Struct, tag="read", array_like=True, frozen=True):
    """Judge: say what these files contain, and execute nothing."""

    main: str
    files: list[tuple[str, int]]
    marker: str


class Call(msgspec.Struct, tag="call", array_like=True, frozen=True):
    """Judge: do this once for each of the items, and reply to each."""

    id: int
    verb: str
    target: Tree
    names: list[str]
    items: list[list[Tree]]
    seed: int
    echo: bool
    bulk: bool
    """Whether replies may be gathered, and output need not be told apart."""


class Answer(msgspec.Struct, tag="answer", array_like=True, frozen=True):
    """Judge: the value of a function that was asked for."""

    ask: int
    value: Tree


class Refusal(msgspec.Struct, tag="refusal", array_like=True, frozen=True):
    """Judge: why a function cannot be evaluated there."""

    ask: int
    reason: str


class Loaded(msgspec.Struct, tag="loaded", array_like=True, frozen=True):
    """Worker: what the submission defines, and what was skipped while loading."""

    names: list[tuple[str, str]]
    notes: list[tuple[str, str]]


class Facts(msgspec.Struct, tag="facts", array_like=True, frozen=True):
    """Reader: what stands in the submission's text."""

    marker: str | None
    imports: list[tuple[str, str, int]]
    functions: list[tuple[str, str, int, int]]
    problems: list[tuple[str, int, str]]
    main: str
    sources: list[tuple[str, int]]
    """The files' bytes, a notebook's without its outputs, are in the body."""


class Returned(msgspec.Struct, tag="returned", array_like=True, frozen=True):
    """Worker: an item's value and, if asked for, its arguments afterwards."""

    id: int
    item: int
    value: Tree
    echo: Tree


class Gathered(msgspec.Struct, tag="gathered", array_like=True, frozen=True):
    """Worker: the values of several items in a row."""

    id: int
    item: int
    """The first of them."""
    values: list[Tree]


class Raised(msgspec.Struct, tag="raised", array_like=True, frozen=True):
    """Worker: an item ended with an exception of the student's."""

    id: int
    item: int
    kind: str
    message: str
    traceback: str


class Ask(msgspec.Struct, tag="ask", array_like=True, frozen=True):
    """Worker: the student's code calls a function that lives in the judge."""

    id: int
    item: int
    ask: int
    function: int
    args: list[Tree]
    names: list[str]


FromJudge: TypeAlias = Load | Read | Call | Answer | Refusal
FromWorker: TypeAlias = Loaded | Facts | Returned | Gathered | Raised | Ask

_encode = msgspec.msgpack.Encoder().encode
_decode_judge = msgspec.msgpack.Decoder(FromJudge).decode
_decode_worker = msgspec.msgpack.Decoder(FromWorker).decode


def pack(message: Any, body: Iterable[bytes | memoryview] = ()) -> bytes:
    """Return the frame of a message."""
    header = _encode(message)
    if len(header) > MAX_HEADER:
        raise TooBig(f"a message with a header of {len(header)} bytes")
    raw = b"".join(body)
    return b"".join((PREFIX.pack(_MAGIC, len(header), len(raw)), header, raw))


def sizes(prefix: bytes | bytearray, *, upload: bool = False) -> tuple[int, int]:
    """Return the sizes of header and body that a prefix announces."""
    magic, header, body = PREFIX.unpack(prefix)
    if magic != _MAGIC:
        raise WireError("a frame does not begin like one of ours")
    if header > MAX_HEADER:
        raise TooBig(f"a message with a header of {header} bytes")
    if body > (MAX_UPLOAD if upload else MAX_BODY):
        raise TooBig(f"a message of {body} bytes")
    return header, body


def from_worker(header: bytes | memoryview) -> FromWorker:
    """Return the message of a header that the untrusted side sent."""
    scan(header)
    try:
        message: FromWorker = _decode_worker(header)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise WireError(f"a message does not decode ({error})") from error
    return message


def from_judge(header: bytes | memoryview) -> FromJudge:
    """Return the message of a header that the judge sent."""
    message: FromJudge = _decode_judge(header)
    return message
