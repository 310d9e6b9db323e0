"""Numbers and arguments as text: short, the same every time, at most 6 digits."""

from typing import Any

import numpy as np

from grader.sandbox.callbacks import Callback
from grader.sandbox.remote import Seeded

_MAX_ENTRIES = 8
_MAX_TEXT = 60
_MAX_DIGITS = 12  # of a whole number


def short(number: Any) -> str:
    """Return a number with at most 6 significant digits."""
    if isinstance(number, bool | np.bool_):
        return str(bool(number))
    if isinstance(number, complex | np.complexfloating):
        return f"{number:.6g}"
    if isinstance(number, int | np.integer):
        if abs(int(number)) < 10**_MAX_DIGITS:
            return str(int(number))
        try:
            return f"{float(number):.6g}"
        except OverflowError:
            return f"a whole number of {int(number).bit_length()} bits"
    return f"{float(number):.6g}"


def pair(got: float, want: float) -> tuple[str, str]:
    """Return two numbers as text that differs where the numbers do."""
    texts = (short(got), short(want))
    if texts[0] != texts[1] or got == want or got != got:  # noqa: PLR0124 - nan
        return texts
    return f"{texts[0]} ({short(got - want)} off)", texts[1]


def brief(value: Any) -> str:  # noqa: PLR0911 - one line a type
    """Return a value as text that fits on a line."""
    match value:
        case None | str():
            text = repr(value)
            return text if len(text) <= _MAX_TEXT else f"{text[:_MAX_TEXT]}…"
        case bool() | int() | float() | complex() | np.generic():
            return short(value)
        case np.ndarray():
            if value.size <= _MAX_ENTRIES and value.dtype.kind in "biufc":
                return _nested(value.tolist())
            return f"an array of shape {value.shape}"
        case list() | tuple():
            left, right = "[]" if isinstance(value, list) else "()"
            text = f"{left}{', '.join(brief(each) for each in value[:9])}{right}"
            if len(value) <= _MAX_ENTRIES and len(text) <= 2 * _MAX_TEXT:
                return text
            return f"a {type(value).__name__} of {len(value)}"
        case Callback(text=str(text)) if text:
            return text
        case dict():
            items = [f"{brief(k)}: {brief(v)}" for k, v in list(value.items())[:9]]
            text = f"{{{', '.join(items)}}}"
            return text if len(text) <= 2 * _MAX_TEXT else f"a dict of {len(value)}"
        case Seeded():
            return f"default_rng({value.seed})"
    return f"an object of type {getattr(value, 'type_name', type(value).__name__)}"


def _nested(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_nested(each) for each in value)}]"
    return short(value)
