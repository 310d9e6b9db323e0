"""Nested values of every kind, for the fuzz tests: what travels, and what does not."""

from typing import Any, Never

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from grader.sandbox.remote import Opaque, RemoteObject


class Silent:
    """Whoever is asked anything of these objects has done wrong already."""

    def request(self, *_: Any) -> Never:
        raise AssertionError("a value was compared by asking the student's process")

    def request_echoing(self, *_: Any) -> Never:
        raise AssertionError("a value was compared by asking the student's process")


REMOTE = RemoteObject(Silent(), 1, "Adam")
"""An object that lives in the worker."""

CODES = [
    "b1",
    "i1",
    "i2",
    "i4",
    "i8",
    "u1",
    "u2",
    "u4",
    "u8",
    "f2",
    "f4",
    "f8",
    "c8",
    "c16",
]
"""The types of arrays that travel."""


def _arrays(codes: list[str]) -> st.SearchStrategy[Any]:
    return st.sampled_from(codes).flatmap(
        lambda code: arrays.arrays(
            np.dtype(code), arrays.array_shapes(min_dims=0, max_dims=3, min_side=0)
        )
    )


def _numpy_numbers(codes: list[str]) -> st.SearchStrategy[Any]:
    return st.sampled_from(codes).flatmap(
        lambda code: arrays.from_dtype(np.dtype(code))
    )


def _nested(leaves: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.recursive(
        leaves,
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.lists(inner, max_size=3).map(tuple)
            | st.dictionaries(st.text(max_size=3) | st.integers(-2, 2), inner)
        ),
        max_leaves=8,
    )


PLAIN = _nested(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats()
    | st.complex_numbers()
    | st.text(max_size=5)
    | _arrays(CODES)
    | _numpy_numbers(CODES)
)
"""What a reference may give."""

HARMLESS = _nested(
    st.none()
    | st.integers(-(2**53), 2**53)
    | st.floats()
    | st.complex_numbers()
    | st.text(max_size=5)
    | _arrays([code for code in CODES if code != "b1"])
    | _numpy_numbers([code for code in CODES if code != "b1"])
)
"""The same without what compare() is known to stumble over."""

STRANGE = st.sampled_from(
    [Opaque("Value"), Opaque("array of dtype <U7"), REMOTE, b"bytes", object()]
)
"""What a student may give beside plain data."""

GIVEN = _nested(
    st.none()
    | st.integers(-(2**100), 2**100)
    | st.floats()
    | st.complex_numbers()
    | st.text(max_size=5)
    | STRANGE
    | _arrays([code for code in CODES if code != "b1"])
    | _numpy_numbers([code for code in CODES if code != "b1"])
)
"""What a student may give."""
