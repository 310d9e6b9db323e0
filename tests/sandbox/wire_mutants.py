"""Frames of every kind, and what may go wrong with them."""

import random
import struct
from collections.abc import Callable
from typing import Any

import msgspec
import numpy as np

from grader.wire.messages import (
    PREFIX,
    Answer,
    Ask,
    Facts,
    Gathered,
    Loaded,
    Raised,
    Refusal,
    Returned,
    pack,
)
from grader.wire.values import Encoder

CALL = 1
"""The number of a student's first request."""

LOADED = pack(Loaded([("f", "function"), ("g", "Net")], [("line 1", "skipped")]))
"""What every scripted worker says first."""

_VALUES: tuple[Any, ...] = (
    None,
    True,
    -1,
    2**63 - 1,
    10**30,
    0.5,
    float("nan"),
    1 + 2j,
    "text",
    b"bytes",
    [1.0] * 20,
    [[1, "a"], (2.0, None)],
    {"a": {"b": [1]}, 3: np.float32(0.5)},
    np.arange(12.0).reshape(3, 4),
    np.array(5, dtype=np.int16),
    np.zeros((0, 3), dtype=np.complex64),
    [np.ones(3), {"w": np.ones((2, 2), dtype=bool)}],
)


def _returned(value: Any, item: int = 0, *, echo: bool = False) -> bytes:
    encoder = Encoder(lambda thing: ["h", 3, type(thing).__name__])
    tree = encoder.tree(value)
    trees = [encoder.tree(np.ones(2))] if echo else None
    return pack(Returned(CALL, item, tree, trees), encoder.body)


def _ask(value: Any, *names: str) -> bytes:
    encoder = Encoder(lambda thing: ["h", 3, type(thing).__name__])
    trees = [encoder.tree(value)]
    return pack(Ask(CALL, 0, 1, 0, trees, list(names) or [""]), encoder.body)


FRAMES: tuple[bytes, ...] = (
    LOADED,
    *(_returned(value) for value in _VALUES),
    *(_returned(value, echo=True) for value in _VALUES[::4]),
    _returned([["x", "POSITIONAL_OR_KEYWORD", "no"], ["y", "KEYWORD_ONLY", "yes"]]),
    _returned(object()),
    _returned({1, 2}, item=1),
    *(_ask(value) for value in _VALUES[::3]),
    _ask(np.ones(2), "x"),
    pack(Gathered(CALL, 0, [1.0, 2.0])),
    pack(Gathered(CALL, 0, [["a", "f8", [2]]]), [bytes(16)]),
    pack(Raised(CALL, 0, "ValueError", "no", 'File "solution.py", line 1\n')),
    pack(Raised(CALL, 0, "~too big", "a message of 10 bytes", "")),
    pack(Raised(CALL, 1, "MemoryError", "", "")),
    pack(
        Facts(
            "04-momentum",
            [("solution.py", "numpy", 1)],
            [("solution.py", "f", 1, 2)],
            [("cell 2", 1, "invalid syntax")],
            "solution.py",
            [("solution.py", 5), ("data.txt", 3)],
        ),
        [b"x = 1", b"abc"],
    ),
    pack(Answer(1, 0.5)),
    pack(Refusal(1, "no")),
)

_INTERESTING: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 127, 128, 255, 256, 2**31, 2**32, 2**63, 2**64 - 1),
    *(-(2**63), 0.0, -0.0, float("inf"), float("nan"), 1e308, "", "x", "x" * 300, b""),
    *(b"\0" * 8, b"x" * 2000, [], [[]], [[[]]], ["a"], ["a", "f8", []], ["L", 1]),
    *(
        ["L", True],
        ["s", "f8"],
        ["i", b"\xff" * 1024],
        ["i", b"\xff" * 1025],
        ["c", 1.0],
    ),
    *(
        ["d", 1],
        ["d", [], 1],
        ["d", None, 1],
        ["h", 0, "X"],
        ["h", -1, "X"],
        ["o", "X"],
    ),
    *(["f", 0, "f"], ["g", 1], ["a", "O", [1]], ["a", "f8", [2**40, 2**40]]),
    *(["a", "f8", [0, 2**26, 2**26, 2**26]], ["a", "f8", [0, 2**63]], ["t"], ["l"]),
    *(
        ["a", "b1", [True]],
        ["a", "f8", [-1]],
        ["a", "f8", [1] * 40],
        ["?"],
        [5],
        [None],
    ),
    *("returned", "loaded", "ask", "raised", "facts", "call", {"a": 1}, {}, "\x1b[2J"),
)


def mutant(rng: random.Random) -> bytes:
    """Return a frame that was one of ours."""
    frame = rng.choice(FRAMES)
    mutations = rng.choices(_MUTATIONS, weights=_WEIGHTS, k=rng.choice((1, 1, 1, 2, 3)))
    for mutate in mutations:
        frame = mutate(frame, rng)
    return frame


def _parts(frame: bytes) -> tuple[bytes, bytes]:
    """Return header and body as far as they are there."""
    if len(frame) < PREFIX.size:
        return frame, b""
    _, size, _ = PREFIX.unpack(frame[: PREFIX.size])
    at = PREFIX.size + size
    return frame[PREFIX.size : at], frame[at:]


def _whole(header: bytes, body: bytes) -> bytes:
    return PREFIX.pack(b"dgw1", len(header), len(body)) + header + body


def _flip_bits(frame: bytes, rng: random.Random) -> bytes:
    changed = bytearray(frame)
    for _ in range(rng.choice((1, 1, 2, 8))):
        if changed:
            changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def _flip_bits_of_header(frame: bytes, rng: random.Random) -> bytes:
    header, body = _parts(frame)
    return _whole(_flip_bits(header, rng), body)


def _cut(frame: bytes, rng: random.Random) -> bytes:
    return frame[: rng.randrange(len(frame) + 1)]


def _drop(frame: bytes, rng: random.Random) -> bytes:
    header, body = _parts(frame)
    start = rng.randrange(len(header) + 1)
    return _whole(header[:start] + header[start + rng.randrange(1, 9) :], body)


def _insert(frame: bytes, rng: random.Random) -> bytes:
    header, body = _parts(frame)
    start = rng.randrange(len(header) + 1)
    return _whole(
        header[:start] + rng.randbytes(rng.randrange(9)) + header[start:], body
    )


def _splice(frame: bytes, rng: random.Random) -> bytes:
    header, body = _parts(frame)
    other, other_body = _parts(rng.choice(FRAMES))
    kept = header[: rng.randrange(len(header) + 1)] + other[rng.randrange(len(other)) :]
    return _whole(kept, rng.choice((body, other_body, body + other_body)))


def _lie_about_sizes(frame: bytes, rng: random.Random) -> bytes:
    header, body = _parts(frame)
    lies = (0, 1, len(header) - 1, len(header) + 1, 2**18, 2**18 + 1, 2**32 - 1)
    sizes = (0, len(body) + 1, max(0, len(body) - 1), 2**26, 2**60, 2**64 - 1)
    claimed = rng.choice((len(header), max(0, rng.choice(lies))))
    return struct.pack("<4sIQ", b"dgw1", claimed, rng.choice(sizes)) + header + body


def _change_body(frame: bytes, rng: random.Random) -> bytes:
    header, body = _parts(frame)
    return _whole(header, body[: rng.randrange(len(body) + 1)] + rng.randbytes(3))


def _repeat(frame: bytes, rng: random.Random) -> bytes:
    return frame * rng.randrange(2, 5)


def _noise(frame: bytes, rng: random.Random) -> bytes:
    del frame
    return rng.choice((b"", b"dgw1")) + rng.randbytes(rng.randrange(200))


def _nest(frame: bytes, rng: random.Random) -> bytes:
    del frame
    depth = rng.choice((20, 22, 23, 24, 25, 100, 10_000))
    return _whole(b"\x95\xa8returned\x01\x00" + b"\x91" * depth + b"\xc0\xc0", b"")


def _change_a_node(frame: bytes, rng: random.Random) -> bytes:
    """Replace, remove, double or swap some part of the decoded header."""
    header, body = _parts(frame)
    try:
        tree = msgspec.msgpack.decode(header)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return frame
    lists = _lists(tree)
    if not lists:
        return frame
    chosen = rng.choice(lists)
    at = rng.randrange(len(chosen) + 1)
    match rng.randrange(4):
        case 0:
            chosen[at : at + 1] = [rng.choice(_INTERESTING)]
        case 1:
            chosen[at : at + 1] = []
        case 2:
            chosen[at:at] = [rng.choice(_INTERESTING)] * rng.choice((1, 2, 50))
        case _:
            rng.shuffle(chosen)
    try:
        return _whole(msgspec.msgpack.encode(tree), body)
    except (TypeError, OverflowError, RecursionError):
        return frame


def _lists(tree: Any) -> list[list[Any]]:
    """Return every list in a tree that holds something, outermost first."""
    if not isinstance(tree, list) or not tree:
        return []
    return [tree, *(each for item in tree for each in _lists(item))]


_WEIGHTED: tuple[tuple[int, Callable[[bytes, random.Random], bytes]], ...] = (
    (8, _change_a_node),
    (4, _flip_bits_of_header),
    (2, _flip_bits),
    (1, _cut),
    (1, _drop),
    (1, _insert),
    (2, _splice),
    (2, _lie_about_sizes),
    (1, _change_body),
    (1, _repeat),
    (1, _noise),
    (1, _nest),
)
_WEIGHTS = [weight for weight, _ in _WEIGHTED]
_MUTATIONS = [mutate for _, mutate in _WEIGHTED]
