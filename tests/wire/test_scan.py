"""A header is walked before it is decoded: bombs cost their bytes and no more."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.wire.limits import MAX_DEPTH, MAX_HEADER, MAX_ITEMS, TooBig, WireError
from grader.wire.messages import PREFIX, from_worker, sizes
from grader.wire.scan import scan

encode = msgspec.msgpack.encode
PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats()
    | st.text(max_size=300)
    | st.binary(max_size=300),
    lambda inner: st.lists(inner, max_size=20),
    max_leaves=40,
)


def nested(depth: int) -> Any:
    value: Any = 0
    for _ in range(depth):
        value = [value]
    return value


@given(value=PLAIN)
def test_what_we_send_passes(value: Any) -> None:
    scan(encode([value]))


@given(value=PLAIN, data=st.data())
def test_what_is_cut_short_or_goes_on_is_refused(
    value: Any, data: st.DataObject
) -> None:
    header = encode([value])
    cut = data.draw(st.integers(0, len(header) - 1))

    with pytest.raises(WireError):
        scan(header[:cut])
    with pytest.raises(WireError):
        scan(header + b"\0")


def test_depth_is_bounded() -> None:
    scan(encode(nested(MAX_DEPTH)))

    with pytest.raises(
        WireError, match=f"^the header is nested deeper than {MAX_DEPTH}"
    ):
        scan(encode(nested(MAX_DEPTH + 1)))


def test_items_are_bounded() -> None:
    scan(encode([0] * (MAX_ITEMS - 1)))

    with pytest.raises(
        WireError, match=f"^the header holds more than {MAX_ITEMS} items"
    ):
        scan(encode([0] * MAX_ITEMS))


@pytest.mark.parametrize(
    "header",
    [
        b"",
        b"\xdd\xff\xff\xff\xff",  # an array that claims 2^32 - 1 items
        b"\xdb\xff\xff\xff\xffabc",  # a text that claims 4 GB
        b"\x80",  # an empty map
        b"\xde\x00\x01\xa1k\x00",  # a map
        b"\xd6\xff\x00\x00\x00\x00",  # a timestamp
        b"\xc7\x01\x05\x00",  # an extension
        b"\xca\x00\x00\x00\x00",  # a float32
        b"\xc1",  # never used
        b"\x91" * 100_000,  # nesting
        b"\x90" * 1_000,  # one after another
    ],
)
def test_what_no_message_of_ours_holds_is_refused(header: bytes) -> None:
    with pytest.raises(WireError):
        scan(header)
    with pytest.raises(WireError):
        from_worker(header)


@given(header=st.binary(max_size=400))
def test_noise_is_refused_and_nothing_else_happens(header: bytes) -> None:
    with pytest.raises(WireError):
        from_worker(header)


@given(prefix=st.binary(min_size=PREFIX.size, max_size=PREFIX.size))
def test_a_noisy_prefix_is_refused(prefix: bytes) -> None:
    with pytest.raises(WireError):
        sizes(prefix)


def test_a_prefix_that_announces_too_much_is_refused_before_it_is_read() -> None:
    with pytest.raises(TooBig, match="header of 262145 bytes"):
        sizes(PREFIX.pack(b"dgw1", MAX_HEADER + 1, 0))
    with pytest.raises(TooBig, match=f"message of {2**60} bytes"):
        sizes(PREFIX.pack(b"dgw1", 1, 2**60))
