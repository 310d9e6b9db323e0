import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.checks.numbers import brief, pair, short
from grader.sandbox.callbacks import Callback
from grader.sandbox.remote import Opaque, Seeded

DIGITS = re.compile(r"\d")


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0.1 + 0.2, "0.3"),
        (1 / 3, "0.333333"),
        (-1234567.0, "-1.23457e+06"),
        (1e-300, "1e-300"),
        (float("inf"), "inf"),
        (float("nan"), "nan"),
        (-0.0, "-0"),
        (7, "7"),
        (123456789012, "123456789012"),
        (1234567890123, "1.23457e+12"),
        (True, "True"),
        (np.bool_(False), "False"),
        (np.float32(0.1), "0.1"),
        (np.int8(-5), "-5"),
        (np.uint64(2**64 - 1), "1.84467e+19"),
        (1 / 3 + 2j, "0.333333+2j"),
        (np.complex64(1 - 0.5j), "1-0.5j"),
    ],
)
def test_a_number_has_at_most_six_digits(number: object, text: str) -> None:
    assert short(number) == text


@given(number=st.floats())
def test_the_text_of_a_float_is_short_and_near_it(number: float) -> None:
    text = short(number)

    mantissa = text.split("e")[0].lstrip("-").lstrip("0.")
    assert len(DIGITS.findall(mantissa)) <= 6
    assert float(text) == pytest.approx(number, rel=1e-5, nan_ok=True)


def test_the_largest_whole_number_that_travels_has_a_text() -> None:
    assert len(brief(2 ** (8 * 1024 - 2))) <= 60


@given(
    want=st.floats(-1e300, 1e300),
    off=st.floats(-1e-9, 1e-9),
)
def test_two_numbers_that_differ_have_texts_that_differ(
    want: float, off: float
) -> None:
    got = want + off * abs(want)

    texts = pair(got, want)

    assert texts[1] == short(want)
    assert texts[0] != texts[1] or got == want


def test_numbers_that_print_the_same_say_how_far_off_they_are() -> None:
    assert pair(1.0 + 1e-9, 1.0) == ("1 (1e-09 off)", "1")
    assert pair(1.1, 1.0) == ("1.1", "1")
    assert pair(float("nan"), float("nan")) == ("nan", "nan")
    assert pair(float("inf"), float("inf")) == ("inf", "inf")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "None"),
        ("creeps", "'creeps'"),
        ("x" * 80, "'" + "x" * 59 + "…"),
        ([1, 2.5, "a", None], "[1, 2.5, 'a', None]"),
        ((1, (2, [3])), "(1, (2, [3]))"),
        ([], "[]"),
        (list(range(8)), "[0, 1, 2, 3, 4, 5, 6, 7]"),
        (list(range(9)), "a list of 9"),
        (tuple(range(1000)), "a tuple of 1000"),
        (["x" * 50] * 3, "a list of 3"),
        ({"W": np.zeros((2, 2)), "b": 1}, "{'W': [[0, 0], [0, 0]], 'b': 1}"),
        (dict.fromkeys(range(3), "x" * 50), "a dict of 3"),
        (
            dict.fromkeys(range(100), 0),
            "{" + ", ".join(f"{i}: 0" for i in range(9)) + "}",
        ),
        (np.array(0.5), "0.5"),
        (np.array([[1.0, np.nan], [np.inf, -2.0]]), "[[1, nan], [inf, -2]]"),
        (np.array([True, False]), "[True, False]"),
        (np.array([1j, 2]), "[0+1j, 2+0j]"),
        (np.zeros(8), "[0, 0, 0, 0, 0, 0, 0, 0]"),
        (np.zeros(9), "an array of shape (9,)"),
        (np.zeros((0, 3)), "[]"),
        (np.array(["a"]), "an array of shape (1,)"),
        (b"abc", "an object of type bytes"),
        (Opaque("Value"), "an object of type Value"),
        (Seeded(7), "default_rng(7)"),
        (object(), "an object of type object"),
    ],
)
def test_a_value_fits_on_a_line(value: object, text: str) -> None:
    assert brief(value) == text


def test_a_function_is_shown_as_what_it_computes() -> None:
    square = Callback(lambda u: u**2, "f", text="u²")

    assert brief([square, square]) == "[u², u²]"
    assert brief(Callback(abs, "f")) == "an object of type Callback"
