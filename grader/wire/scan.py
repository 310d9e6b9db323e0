"""Walk a MessagePack header without building anything, and refuse bombs."""

import re

from grader.wire.limits import MAX_DEPTH, MAX_ITEMS, WireError

# First byte -> bytes that follow it, for every type of fixed size that we use.
_FIXED = {
    0xC0: 0,  # nil
    0xC2: 0,  # false
    0xC3: 0,  # true
    0xCB: 8,  # float64
    0xCC: 1,  # unsigned integers
    0xCD: 2,
    0xCE: 4,
    0xCF: 8,
    0xD0: 1,  # signed integers
    0xD1: 2,
    0xD2: 4,
    0xD3: 8,
}
# First byte -> bytes of the length that follows it: bytes (bin) and text (str).
_SIZED = {0xC4: 1, 0xC5: 2, 0xC6: 4, 0xD9: 1, 0xDA: 2, 0xDB: 4}
# First byte -> bytes of the item count that follows it: arrays.
_COUNTED = {0xDC: 2, 0xDD: 4}


# Small integers, short arrays and texts, nil and booleans: whether such a byte begins a
# value or stands in a text, it claims nothing that could grow.
_MODEST = re.compile(rb"[\x00-\x7f\x90-\xc0\xc2\xc3\xe0-\xff]{1,200}", re.DOTALL)
_NO_ARRAYS = bytes(set(range(256)) - set(range(0x90, 0xA0)))


def scan(header: bytes | memoryview) -> None:
    """Refuse a header that is not one small, shallow, complete value.

    Maps, extensions and float32 are refused as well: no message of ours has them.
    """
    if _MODEST.fullmatch(header):
        # Most headers are: then only depth is left to ask for, and the decoder itself
        # refuses what does not end where it should.
        arrays = bytes(header).translate(None, _NO_ARRAYS)
        if len(arrays) <= MAX_DEPTH:
            return
    end = len(header)
    at = 0
    items = 0
    open_arrays: list[int] = []  # items still to come in each array around us
    while True:
        if at >= end:
            raise WireError("the header ends in the middle of a value")
        items += 1
        first = header[at]
        at += 1
        children = 0
        if first <= 0x7F or first >= 0xE0:  # small integers
            pass
        elif 0x90 <= first <= 0x9F:
            children = first & 0x0F
        elif 0xA0 <= first <= 0xBF:
            at += first & 0x1F
        elif first in _FIXED:
            at += _FIXED[first]
        elif first in _SIZED:
            width = _SIZED[first]
            at += width + int.from_bytes(header[at : at + width], "big")
        elif first in _COUNTED:
            width = _COUNTED[first]
            children = int.from_bytes(header[at : at + width], "big")
            at += width
        else:
            raise WireError(f"the header holds a type we do not use (0x{first:02x})")
        # Counted before the items are walked: a claimed 2^32 is refused at once.
        if items + children > MAX_ITEMS:
            raise WireError(f"the header holds more than {MAX_ITEMS} items")
        if children:
            open_arrays.append(children)
            if len(open_arrays) > MAX_DEPTH:
                raise WireError(f"the header is nested deeper than {MAX_DEPTH}")
            continue
        while open_arrays:
            open_arrays[-1] -= 1
            if open_arrays[-1]:
                break
            open_arrays.pop()
        if not open_arrays:
            break
    if at != end:
        raise WireError("the header does not end where its value ends")
