"""Nothing that a worker may say brings the judge down, fills its memory or holds it."""

import datetime
import json
import random
import struct
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import msgspec
import pytest

from grader.errors import Garbled, Killed, SaidTooMuch, StudentFault
from grader.sandbox.limits import Limits
from grader.sandbox.proxy import Student
from grader.sandbox.submission import Submission
from grader.wire.limits import MAX_BODY, MAX_DEPTH, MAX_HEADER, MAX_ITEMS, WireError
from grader.wire.messages import PREFIX, Returned, from_worker, sizes
from grader.wire.values import Decoder
from tests.sandbox.scripted_worker import opening
from tests.sandbox.wire_mutants import CALL, LOADED, mutant

_TREE = Path(__file__).parent.parent.parent
_MOST_MIB = 400
_LIMITS = Limits(load_seconds=5.0, call_seconds=5.0, replacements=0)


def _fuzz(seed: int, count: int, seconds: float) -> dict[str, Any]:
    done = subprocess.run(  # noqa: S603 - our own interpreter, no shell
        [sys.executable, "-m", "tests.sandbox.wire_fuzzer", str(seed), str(count)],
        cwd=_TREE,
        capture_output=True,
        timeout=seconds,
        check=True,
    )
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def _expect_calm(report: dict[str, Any]) -> None:
    assert report["escapes"] == []
    assert report["peak_mib"] < _MOST_MIB
    assert report["slowest"] < 10.0
    # A fuzzer whose mutants all fail at the first byte tests the first byte.
    assert report["accepted"] > report["mutants"] / 20
    assert report["refused"] > report["mutants"] / 4


def test_two_thousand_mutants_meet_a_calm_judge() -> None:
    _expect_calm(_fuzz(seed=1, count=2_000, seconds=120.0))


@pytest.mark.long
def test_a_hundred_thousand_mutants_meet_a_calm_judge() -> None:
    for seed in range(2, 12):
        _expect_calm(_fuzz(seed, count=10_000, seconds=900.0))


def _decode(frame: bytes) -> None:
    """Decode a frame as the judge does, piece by piece."""

    def refuse(tag: str, fields: list[Any]) -> Any:
        if tag in "oh" and fields:
            return tag
        raise WireError("no such value")

    header, _ = sizes(frame[: PREFIX.size].ljust(PREFIX.size, b"\0"))
    at = PREFIX.size + header
    message = from_worker(memoryview(frame)[PREFIX.size : at])
    if isinstance(message, Returned):
        decoder = Decoder(memoryview(frame)[at:], refuse)
        decoder.value(message.value)
        decoder.value(message.echo)
        decoder.finish()


def test_decoding_raises_wire_errors_only() -> None:
    rng = random.Random(7)  # noqa: S311 - mutations, not secrets

    for _ in range(2_000):
        try:
            _decode(mutant(rng))
        except WireError:
            continue


_encode = msgspec.msgpack.encode


def _returned(*fields: Any) -> bytes:
    return _encode(["returned", CALL, 0, *fields])


def _around(value: bytes) -> bytes:
    """Return the header of a reply with an encoded value as it stands."""
    return b"\x95" + _returned()[1:] + value + b"\xc0"


HEADERS = {
    "nothing": b"",
    "empty_lists": b"\xdd" + struct.pack(">I", 200_000) + b"\x90" * 200_000,
    "claimed_items": _around(b"\xdd" + struct.pack(">I", 30_000_000)),
    "claimed_4_billion_items": _around(b"\xdd\xff\xff\xff\xff"),
    "one_item_too_many": _around(
        b"\xdd" + struct.pack(">I", MAX_ITEMS) + b"\xc0" * MAX_ITEMS
    ),
    "nested_100000": _around(b"\x91" * 100_000 + b"\xc0"),
    "one_too_deep": _around(b"\x91" * MAX_DEPTH + b"\xc0"),
    "map": _around(b"\x81\x01\x02"),
    "map_16": _around(b"\xde\x00\x01\x01\x02"),
    "map_32": _around(b"\xdf\xff\xff\xff\xff"),
    "extension": _around(b"\xd4\x05x"),
    "extension_8": _around(b"\xc7\x03\x05xyz"),
    "timestamp": _returned(datetime.datetime.now(datetime.UTC), None),
    "float32": _around(b"\xca\0\0\0\0"),
    "reserved": _around(b"\xc1"),
    "invalid_utf8": _around(b"\xa2\xff\xfe"),
    "surrogate": _around(b"\xa3\xed\xa0\x80"),
    "trailing_bytes": _returned(1, None) + b"\xc0",
    "text_that_ends_early": _around(b"\xdb\x00\x00\xff\xff"),
    "bytes_beyond_the_end": _around(b"\xc6\xff\xff\xff\xff"),
    "cut_length": _returned()[:-1] + b"\xdc\x00",
    "unknown_tag": _encode(["verdict", 1]),
    "no_tag": _encode([]),
    "not_a_message": _encode("returned"),
    "text_for_a_number": _encode(["returned", "1", 0, 1, None]),
    "float_for_a_number": _encode(["returned", 1.5, 0, 1, None]),
    "too_few_fields": _encode(["returned", 1]),
    "number_for_text": _encode(["raised", 1, 0, 5, "", ""]),
    "names_that_are_no_pairs": _encode(["loaded", [["a"]], []]),
}


@pytest.mark.parametrize("name", HEADERS)
def test_a_bad_header_is_a_wire_error(name: str) -> None:
    with pytest.raises(WireError):
        from_worker(HEADERS[name])


PREFIXES = {
    "header_of_4_gib": struct.pack("<4sIQ", b"dgw1", 2**32 - 1, 0),
    "header_of_28_mb": struct.pack("<4sIQ", b"dgw1", 28_000_000, 0),
    "one_byte_too_many": struct.pack("<4sIQ", b"dgw1", MAX_HEADER + 1, 0),
    "body_of_2_to_60": struct.pack("<4sIQ", b"dgw1", 1, 2**60),
    "body_of_2_to_64": struct.pack("<4sIQ", b"dgw1", 1, 2**64 - 1),
    "body_one_byte_too_long": struct.pack("<4sIQ", b"dgw1", 1, MAX_BODY + 1),
    "other_magic": struct.pack("<4sIQ", b"DGW1", 1, 0),
    "pickle": b"\x80\x04\x95" + bytes(13),
}


@pytest.mark.parametrize("name", PREFIXES)
def test_a_bad_prefix_is_a_wire_error(name: str) -> None:
    with pytest.raises(WireError):
        sizes(PREFIXES[name])


TREES = {
    "shape_2_to_40_squared": (["a", "f8", [2**40, 2**40]], 64),
    "shape_that_wraps": (["a", "f8", [2**32, 2**32]], 0),
    "0_times_2_to_63": (["a", "f8", [0, 2**63]], 0),
    "2_to_63_times_0": (["a", "f8", [2**63, 0]], 0),
    "empty_but_beyond_numpy": (["a", "f8", [0, 2**26, 2**26, 2**26]], 0),
    "negative_side": (["a", "f8", [-1]], 8),
    "boolean_side": (["a", "f8", [True]], 8),
    "float_side": (["a", "f8", [1.0]], 8),
    "text_side": (["a", "f8", ["1"]], 8),
    "33_dimensions": (["a", "f8", [1] * 33], 8),
    "object_dtype": (["a", "O", [1]], 8),
    "structured_dtype": (["a", "f8,f8", [1]], 16),
    "no_shape": (["a", "f8"], 8),
    "short_body": (["a", "f8", [2]], 15),
    "long_body": (["a", "f8", [2]], 17),
    "body_of_nothing": (1, 8),
    "two_arrays_one_body": (["l", ["a", "f8", [1]], ["a", "f8", [1]]], 8),
    "list_of_minus_one": (["L", -1], 0),
    "list_of_true": (["L", True], 8),
    "list_of_2_to_63": (["L", 2**63], 8),
    "scalar_without_bytes": (["s", "f8"], 0),
    "scalar_of_text": (["s", "U5"], 20),
    "integer_of_1025_bytes": (["i", b"\x7f" * 1025], 0),
    "integer_of_text": (["i", "5"], 0),
    "complex_of_integers": (["c", 1, 2], 0),
    "dict_without_value": (["d", 1], 0),
    "dict_with_a_list_as_key": (["d", [], 1], 0),
    "dict_with_bytes_as_key": (["d", b"", 1], 0),
    "handle_with_negative_number": (["h", -1, "X"], 0),
    "handle_without_name": (["h", 1], 0),
    "function_of_ours": (["f", 0, "f"], 0),
    "generator_of_ours": (["g", 1], 0),
    "opaque_without_name": (["o"], 0),
    "unknown_tag": (["z", 1], 0),
    "an_array_once_more": (["l", ["a", "f8", [1]], ["=", 0]], 8),
    "no_tag": ([1, 2], 0),
    "empty": ([], 0),
}


def _judge(*replies: bytes) -> StudentFault | None:
    """Return what the judge makes of a worker that says this."""
    frames = LOADED + b"".join(replies)
    submission = Submission.of_source("")
    with Student(submission, opening(frames), _LIMITS) as student:
        try:
            student.f(1.0)
        except StudentFault as fault:
            return fault
    return None


def _frame(header: bytes, body: bytes = b"") -> bytes:
    return PREFIX.pack(b"dgw1", len(header), len(body)) + header + body


@pytest.mark.parametrize("name", TREES)
def test_a_bad_value_garbles_the_reply(name: str) -> None:
    tree, size = TREES[name]

    fault = _judge(_frame(_returned(tree, None), bytes(size)))

    assert isinstance(fault, Garbled | SaidTooMuch)


OUT_OF_TURN = {
    "wrong_call": ["returned", CALL + 1, 0, 1, None],
    "call_0": ["returned", 0, 0, 1, None],
    "wrong_item": ["returned", CALL, 1, 1, None],
    "negative_item": ["returned", CALL, -1, 1, None],
    "echo_that_was_not_asked_for": ["returned", CALL, 0, 1, [["l"]]],
    "raised_elsewhere": ["raised", CALL, 5, "ValueError", "", ""],
    "asked_elsewhere": ["ask", CALL + 1, 0, 1, 0, [1.0], [""]],
    "loaded_again": ["loaded", [], []],
    "facts": ["facts", None, [], [], [], "x.py", []],
    "call_of_ours": ["call", 1, "call", ["n", "f"], [], [], 0, False, False],
    "gathered_though_one_was_asked": ["gathered", CALL, 0, [1.0]],
    "answer_of_ours": ["answer", 1, 1.0],
}


@pytest.mark.parametrize("name", OUT_OF_TURN)
def test_a_message_out_of_turn_garbles_the_reply(name: str) -> None:
    assert isinstance(_judge(_frame(_encode(OUT_OF_TURN[name]))), Garbled)


IN_BULK = {
    "none": ["gathered", CALL, 0, []],
    "more_than_asked": ["gathered", CALL, 0, [1.0, 2.0, 3.0, 4.0]],
    "another_item": ["gathered", CALL, 1, [1.0]],
    "a_negative_item": ["gathered", CALL, -1, [1.0]],
    "another_call": ["gathered", CALL + 1, 0, [1.0]],
    "an_array_once_more": ["gathered", CALL, 0, [["=", 0]]],
    "values_that_are_no_list": ["gathered", CALL, 0, 1.0],
}


@pytest.mark.parametrize("name", IN_BULK)
def test_replies_that_do_not_fit_together_are_garbled(name: str) -> None:
    frames = LOADED + _frame(_encode(IN_BULK[name]))
    submission = Submission.of_source("")

    with Student(submission, opening(frames), _LIMITS) as student:
        replies = student.batch("f", [(1.0,), (2.0,), (3.0,)], bulk=True)

    assert all(isinstance(each, StudentFault) for each in replies)
    assert isinstance(replies[0], Garbled)


def test_a_forged_too_big_is_only_a_fault() -> None:
    forged = _encode(["raised", CALL, 0, "~too big", "x" * 200_000, "y" * 20_000])

    fault = _judge(_frame(forged))

    assert isinstance(fault, SaidTooMuch)
    assert len(str(fault)) < 1_000


def test_long_texts_are_cut() -> None:
    forged = _encode(["raised", CALL, 0, "K" * 80_000, "/box" * 20_000, "/" * 80_000])

    fault = _judge(_frame(forged))

    assert fault
    assert len(str(fault)) < 3_000
    assert len(fault.traceback) <= 8_000


def test_a_partial_frame_is_the_end_of_the_worker() -> None:
    frame = _frame(_returned(["a", "f8", [1000]], None), bytes(8000))

    for size in (1, 15, 16, 20, len(frame) - 1):
        assert isinstance(_judge(frame[:size]), Killed)


def test_asks_without_end_come_to_an_end() -> None:
    asks = _frame(_encode(["ask", CALL, 0, 1, 0, [1.0], [""]])) * 200_000

    start = time.monotonic()
    fault = _judge(asks)

    assert isinstance(fault, SaidTooMuch)
    assert time.monotonic() - start < 60.0


def test_one_exchange_is_bounded_in_bytes() -> None:
    body = bytes(60 * 2**20)
    ask = _frame(
        _encode(["ask", CALL, 0, 1, 0, [["a", "u1", [len(body)]]], [""]]), body
    )

    assert isinstance(_judge(*[ask] * 6), SaidTooMuch)
