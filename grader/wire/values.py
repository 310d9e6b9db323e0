"""Values as trees of plain lists, arrays apart: what may travel, and exactly how.

    nil, booleans, floats, text, bytes, integers of 64 bits   themselves
    ["i", bytes]                    an integer of more than 64 bits
    ["c", real, imaginary]          a complex number
    ["l", item, …]  ["t", item, …]  a list, a tuple
    ["L", n]                        a list of n floats; its bytes are in the body
    ["d", key, value, …]            a dict with plain keys
    ["a", code, shape]              an array; its bytes are in the body
    ["=", n]                        array number n of the message once more, a copy
    ["s", code]                     a numpy scalar; its bytes are in the body
    ["f", number, name]             a function that lives in the judge
    ["g", seed]                     a numpy Generator of this seed
    ["h", number, type name]        an object that lives in the worker
    ["o", type name]                something that cannot travel, by name

Exact types only: a subclass of list or ndarray is an object of the student's, but for
named tuples that are nothing more; these are tuples. Only the
judge may say that an array comes once more: a worker could let one grow to terabytes.
"""

import math
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from grader.wire.limits import MAX_BODY, MAX_INT_BYTES, TooBig, WireError

if TYPE_CHECKING:
    from numpy.typing import NDArray

Tree: TypeAlias = Any
"""A value as it stands in a header."""

_NAMES = "b1 i1 i2 i4 i8 u1 u2 u4 u8 f2 f4 f8 c8 c16"
CODES = {code: np.dtype(code) for code in _NAMES.split()}
_LITTLE = {code: dtype.newbyteorder("<") for code, dtype in CODES.items()}
_CODE_OF = {dtype: code for code, dtype in CODES.items()}
_SCALARS = {dtype.type: code for code, dtype in CODES.items()} | {
    np.longlong: "i8",
    np.ulonglong: "u8",
}
_DEPTH = 20
_MAX_PACKED = 1_000_000  # as Python floats it takes four times the bytes
_PACKED = 8  # from this length on a list of floats travels as raw bytes
_MAX_NAME = 200
_MAX_TEXTS = 10_000
_MAX_NDIM = 32


class Encoder:
    """Builds trees and collects the array bytes that belong to them.

    Args:
        special: tells how to write a value that is not plain: its tree, or None.
        shares: whether an array that comes twice travels once. All values have to
            stay alive and unchanged until the message is sent.
    """

    def __init__(
        self, special: Callable[[Any], Tree | None], *, shares: bool = False
    ) -> None:
        self._special = special
        self._shares = shares
        self._numbers: dict[int, int] = {}
        self.body: list[bytes | memoryview] = []
        self.size = 0

    def tree(self, value: Any, depth: int = 0) -> Tree:
        """Return the tree of a value."""
        kind = type(value)
        if value is None or kind is bool or kind is float:
            return value
        if kind is int:
            return _integer(value)
        if kind is np.ndarray:
            return self._shared(value) if self._shares else self._array(value)
        if (
            kind is list
            and _PACKED <= len(value) <= _MAX_PACKED
            and all(type(item) is float for item in value)
        ):
            self._append(np.array(value, dtype="<f8"))
            return ["L", len(value)]
        if kind is list or kind is tuple:
            return self._sequence("l" if kind is list else "t", value, depth)
        if kind is str:
            return _text(value)
        if kind is bytes:
            self._spend(len(value))
            return value
        if kind is dict:
            return self._dict(value, depth)
        if kind is complex:
            return ["c", value.real, value.imag]
        if kind in _SCALARS:
            self._append(np.asarray(value))
            return ["s", _SCALARS[kind]]
        if kind is np.str_:
            return _text(str(value))
        if _is_record(kind):
            return self._sequence("t", tuple(tuple.__iter__(value)), depth)
        special = self._special(value)
        return opaque(value) if special is None else special

    def _sequence(self, tag: str, value: Sequence[Any], depth: int) -> Tree:
        if depth >= _DEPTH:
            return ["o", f"{type(value).__name__} nested more than {_DEPTH} deep"]
        return [tag, *(self.tree(item, depth + 1) for item in value)]

    def _dict(self, value: dict[Any, Any], depth: int) -> Tree:
        if depth >= _DEPTH:
            return ["o", f"dict nested more than {_DEPTH} deep"]
        pairs: list[Tree] = ["d"]
        for key, item in value.items():
            if type(key) not in {str, int, float, bool}:
                return ["o", f"dict with a key of type {_name(key)}"]
            pairs += [self.tree(key), self.tree(item, depth + 1)]
        return pairs

    def _shared(self, value: Any) -> Tree:
        number = self._numbers.get(id(value))
        if number is not None:
            return ["=", number]
        tree = self._array(value)
        if tree[0] == "a":
            self._numbers[id(value)] = len(self._numbers)
        return tree

    def _array(self, value: Any) -> Tree:
        code = _CODE_OF.get(value.dtype)
        if code is not None and sys.byteorder == "little":
            self._spend(value.nbytes)
            self.body.append(value.tobytes())
            return ["a", code, list(value.shape)]
        code = _CODE_OF.get(value.dtype.newbyteorder("="))
        if value.dtype.kind == "U" and value.size <= _MAX_TEXTS:
            return self.tree(value.tolist())  # words travel as a list
        if code is None:
            return ["o", f"array of dtype {str(value.dtype)[:_MAX_NAME]}"]
        self._append(value)
        return ["a", code, list(value.shape)]

    def _append(self, array: Any) -> None:
        self._spend(array.nbytes)
        little = array.dtype.newbyteorder("<")
        # Not ascontiguousarray, which would turn an array of no dimensions into 1-D.
        packed = np.asarray(array, dtype=little, order="C")
        self.body.append(packed.tobytes())

    def _spend(self, size: int) -> None:
        self.size += size
        if self.size > MAX_BODY:
            raise TooBig(f"a message of more than {MAX_BODY} bytes")


class Decoder:
    """Builds values from trees, taking array bytes from the body in order.

    Args:
        body: the body of the frame.
        special: builds the value of an `f`, `g`, `h` or `o` node from tag and fields.
        shares: whether an array may come more than once.
    """

    def __init__(
        self,
        body: memoryview,
        special: Callable[[str, list[Tree]], Any],
        *,
        shares: bool = False,
    ) -> None:
        self._body = body
        self._special = special
        self._shares = shares
        self._arrays: list[NDArray[Any]] = []
        self._at = 0

    def value(self, tree: Tree) -> Any:
        """Return the value of a tree."""
        if type(tree) is not list:
            return tree
        tag = tree[0] if tree else None
        if tag == "l":  # the commonest first: this is called for every value
            return [self.value(item) for item in tree[1:]]
        if tag == "t":
            return tuple([self.value(item) for item in tree[1:]])
        if tag == "=" and self._shares:
            return self._arrays[tree[1]].copy()
        match tree:
            case ["a", str(code), list(shape)]:
                return self._array(code, shape)
            case ["L", n] if type(n) is int and 0 <= n <= _MAX_PACKED:
                return self._raw("f8", [n]).tolist()
            case ["s", str(code)]:
                return self._raw(code, [])[()]
            case ["d", *items] if len(items) % 2 == 0:
                return self._dict(items)
            case ["i", bytes(digits)] if len(digits) <= MAX_INT_BYTES:
                return int.from_bytes(digits, "little", signed=True)
            case ["c", float(real), float(imaginary)]:
                return complex(real, imaginary)
            case [str(tag), *fields]:
                return self._special(tag, fields)
        raise WireError("a value has no known form")

    def finish(self) -> None:
        """Refuse a body that holds more than the trees named."""
        if self._at != len(self._body):
            raise WireError(f"{len(self._body) - self._at} bytes belong to no array")

    def _dict(self, items: list[Tree]) -> dict[Any, Any]:
        keys, values = items[::2], items[1::2]
        if any(not isinstance(key, str | int | float) for key in keys):
            raise WireError("a dict has a key that is not plain")
        return {key: self.value(item) for key, item in zip(keys, values, strict=True)}

    def _array(self, code: str, shape: list[Tree]) -> Any:
        if len(shape) > _MAX_NDIM or not all(
            type(side) is int and side >= 0 for side in shape
        ):
            raise WireError("an array has an impossible shape")
        return self._raw(code, shape, is_array=True)

    def _raw(self, code: str, shape: list[int], *, is_array: bool = False) -> Any:
        dtype = CODES.get(code)
        if dtype is None:
            raise WireError(f"an array has an unknown type {code[:_MAX_NAME]!r}")
        # In Python integers: numpy's would wrap around on a claimed 2^40 x 2^40.
        size = math.prod(shape)
        end = self._at + size * dtype.itemsize
        # An empty array may claim sides that numpy cannot multiply either.
        claimed = size or math.prod(max(1, side) for side in shape)
        if end > len(self._body) or claimed > MAX_BODY:
            raise WireError("an array is larger than the body that should hold it")
        flat = np.frombuffer(self._body[self._at : end], _LITTLE[code])
        self._at = end
        array = flat.reshape(shape).astype(dtype)
        if self._shares and is_array:
            self._arrays.append(array)
            return array.copy()
        return array


def _is_record(kind: type) -> bool:
    """Tell whether a type is a named tuple without methods of its own."""
    fields = kind.__dict__.get("_fields")
    if kind.__bases__ != (tuple,) or type(fields) is not tuple:
        return False
    return all(name in fields for name in kind.__dict__ if not name.startswith("_"))


def opaque(value: Any) -> Tree:
    """Return the tree that names what cannot travel."""
    return ["o", _name(value)]


def _name(value: Any) -> str:
    # type() and not __class__, which an object may lie about.
    return _clean(str(getattr(type(value), "__name__", "object")))[:_MAX_NAME]


def _clean(text: str) -> str:
    # Lone surrogates are legal in a Python string but not in UTF-8.
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _text(value: str) -> Tree:
    return _clean(value)


def _integer(value: int) -> Tree:
    if -(2**63) <= value < 2**63:
        return value
    size = value.bit_length() // 8 + 1
    if size > MAX_INT_BYTES:
        return ["o", f"int of {value.bit_length()} bits"]
    return ["i", value.to_bytes(size, "little", signed=True)]
