"""What is written to a frame is what is read from it."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from grader.wire.limits import MAX_BODY, TooBig, WireError
from grader.wire.messages import PREFIX, Returned, from_worker, pack, sizes
from grader.wire.values import CODES, Decoder, Encoder

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**200), 2**200)
    | st.floats()
    | st.complex_numbers()
    | st.text()
    | st.binary()
)
TREES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=12)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text() | st.integers(-5, 5), inner, max_size=4)
        | st.lists(st.floats(), min_size=8, max_size=20)
    ),
    max_leaves=20,
)
ARRAYS = st.sampled_from(sorted(CODES)).flatmap(
    lambda code: arrays.arrays(CODES[code], arrays.array_shapes(min_dims=0, min_side=0))
)


def nothing(*_: Any) -> None:
    """Refuse everything that is not plain."""


def there_and_back(value: Any) -> Any:
    encoder = Encoder(nothing)
    frame = pack(Returned(1, 0, encoder.tree(value), None), encoder.body)
    header, body = sizes(frame[: PREFIX.size])
    message = from_worker(frame[PREFIX.size : PREFIX.size + header])
    assert isinstance(message, Returned)
    assert len(frame) == PREFIX.size + header + body
    decoder = Decoder(memoryview(frame)[PREFIX.size + header :], nothing)
    result = decoder.value(message.value)
    decoder.finish()
    return result


def same(got: Any, want: Any) -> bool:
    """Compare exactly: types, nan, and the sign of zero."""
    if type(got) is not type(want):
        return False
    match want:
        case float():
            return repr(got) == repr(want)
        case complex():
            return same(got.real, want.real) and same(got.imag, want.imag)
        case list() | tuple():
            return len(got) == len(want) and all(map(same, got, want))
        case dict():
            return list(got) == list(want) and all(same(got[k], want[k]) for k in want)
    return bool(got == want)


@given(value=TREES)
def test_plain_values_survive_exactly(value: Any) -> None:
    assert same(there_and_back(value), value)


@given(array=ARRAYS)
def test_arrays_survive_bit_by_bit(array: Any) -> None:
    got = there_and_back(array)

    assert got.dtype == array.dtype
    assert got.shape == array.shape
    assert got.tobytes() == array.tobytes()
    assert got.flags.writeable


def test_arrays_in_a_tree_keep_their_places() -> None:
    value = {"a": [np.arange(3), (np.float32(2), np.eye(2))], "b": [0.5] * 9}

    got = there_and_back(value)

    assert got["a"][0].tolist() == [0, 1, 2]
    assert got["a"][1][0] == 2
    assert got["a"][1][1].tolist() == [[1, 0], [0, 1]]
    assert got["b"] == [0.5] * 9


def test_an_integer_beyond_bounds_is_named() -> None:
    encoder = Encoder(nothing)

    assert encoder.tree(1 << 9_000) == ["o", "int of 9001 bits"]


def test_deep_nesting_is_named_and_not_followed() -> None:
    value: Any = []
    for _ in range(50):
        value = [value]

    tree = Encoder(nothing).tree(value)

    while tree[0] == "l":
        tree = tree[1]
    assert tree == ["o", "list nested more than 20 deep"]


def test_a_list_that_holds_itself_is_named() -> None:
    value: list[Any] = []
    value.append(value)

    assert "nested more than 20 deep" in str(Encoder(nothing).tree(value))


def test_more_than_the_cap_is_not_even_collected() -> None:
    encoder = Encoder(nothing)
    half = np.zeros(MAX_BODY // 16 + 1)
    encoder.tree(half)

    with pytest.raises(TooBig, match=f"^a message of more than {MAX_BODY} bytes$"):
        encoder.tree(half)


@pytest.mark.parametrize(
    "tree",
    [
        ["a", "f8", [2**40, 2**40]],
        ["a", "f8", [0, 2**63]],
        ["a", "f8", [0, 2**26, 2**26, 2**26]],
        ["a", "f8", [-1]],
        ["a", "f8", [1.5]],
        ["a", "f8", [True]],
        ["a", "f8", [1] * 40],
        ["a", "O", [1]],
        ["a", "f8"],
        ["L", True],
        ["L", -1],
        ["L", 10**7],
        ["s", "V8"],
        ["i", b"\x01" * 2_000],
        ["c", 1, 2],
        ["d", "key"],
        ["d", [], 1],
        [],
        [1],
        [["l"]],
    ],
)
def test_a_lying_tree_is_refused_before_numpy_sees_it(tree: Any) -> None:
    def refuse(tag: str, fields: list[Any]) -> Any:
        raise WireError(f"{tag} {fields}")

    with pytest.raises(WireError):
        Decoder(memoryview(b"\0" * 64), refuse).value(tree)


def test_bytes_that_belong_to_nothing_are_refused() -> None:
    decoder = Decoder(memoryview(b"\0" * 16), nothing)
    assert decoder.value(["a", "f8", [1]]).tolist() == [0.0]

    with pytest.raises(WireError, match=r"^8 bytes belong to no array$"):
        decoder.finish()


@given(sides=st.lists(st.integers(0, 2**70), min_size=1, max_size=6))
def test_no_claimed_shape_makes_anything_but_a_wire_error(sides: list[int]) -> None:
    if math.prod(sides) * 8 == 64:
        return
    with pytest.raises(WireError):
        read_all(["a", "f8", sides])


def read_all(tree: Any) -> None:
    decoder = Decoder(memoryview(b"\0" * 64), nothing)
    decoder.value(tree)
    decoder.finish()
