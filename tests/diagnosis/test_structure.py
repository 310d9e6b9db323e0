"""What numbers alone tell: stated only where all of them follow it."""

from typing import Any

import numpy as np
import pytest

from grader.diagnosis.structure import pattern
from tests.diagnosis.graded import DESCENT, graded, names
from tests.diagnosis.unknown_mistakes import earlier_or_later

VALUES = np.array([[1.0, -2.0, 3.0], [0.5, 4.0, -1.0]])
SQUARE = np.array([[1.0, 2.0], [3.0, 4.0]])
PATH = np.array([[1.0, 1.0], [0.8, 0.6], [0.64, 0.36], [0.512, 0.216]])


def statement(got: Any, want: Any, *, is_path: bool = False) -> str:
    found = pattern(got, want, is_path=is_path)
    return found.statement if found else ""


def from_first(factor: float) -> Any:
    """Return a path whose steps are all by a factor off."""
    return PATH[0] + factor * (PATH - PATH[0])


@pytest.mark.parametrize(
    ("factor", "text"),
    [
        (-1.0, "the opposite of"),
        (2.0, "twice"),
        (0.5, "half"),
        (-2.0, "minus twice"),
        (-0.5, "minus half"),
        (3.0, "3 times"),
        (0.001, "0.001 times"),
        (1 / 3, "0.333333 times"),
    ],
)
def test_a_constant_factor_is_named(factor: float, text: str) -> None:
    want = f"Every number is {text} what is expected."

    assert statement(factor * VALUES, VALUES) == want
    assert statement((factor * VALUES).tolist(), VALUES.tolist()) == want


def test_a_factor_of_all_numbers_but_one_is_not_stated() -> None:
    got = 2 * VALUES
    got[1, 2] *= 1.001

    assert statement(got, VALUES) == ""


def test_a_factor_is_evidence_by_the_count_of_numbers() -> None:
    found = pattern(2 * VALUES, VALUES, is_path=False)

    assert found is not None
    assert found.evidence == "6 numbers, all by the same factor"
    assert found.names == ()
    assert found.hint.endswith("?")


def test_swapped_rows_and_columns_are_named() -> None:
    want = "The numbers are right, but rows and columns are swapped."

    assert statement(VALUES.T, VALUES) == want
    assert statement(SQUARE.T, SQUARE) == want
    assert statement(PATH.T, PATH, is_path=True) == want


def test_another_shape_that_is_no_transpose_is_not_explained() -> None:
    assert statement(VALUES.reshape(3, 2), VALUES) == ""
    assert statement(VALUES[:1], VALUES) == ""


def test_another_order_is_named() -> None:
    want = "The numbers are right, but in another order."

    assert statement(np.array([3.0, 1.0, 2.0]), np.array([1.0, 2.0, 3.0])) == want


def test_numbers_of_which_one_is_missing_are_not_in_another_order() -> None:
    assert statement(np.array([3.0, 1.0, 1.0]), np.array([1.0, 2.0, 3.0])) == ""


@pytest.mark.parametrize("is_path", [False, True])
def test_nothing_but_zeros_is_named(is_path: bool) -> None:
    assert statement(np.zeros((4, 2)), PATH, is_path=is_path) == "All numbers are 0."


@pytest.mark.parametrize(
    ("factor", "text"),
    [(-1.0, "the opposite of"), (0.1, "0.1 times"), (2.0, "twice"), (0.5, "half")],
)
def test_the_first_step_of_a_path_is_compared(factor: float, text: str) -> None:
    want = f"The first step is {text} what is expected, in the same line."

    assert statement(from_first(factor), PATH, is_path=True) == want


def test_a_first_step_by_a_factor_tells_even_if_later_ones_differ() -> None:
    got = from_first(2.0)
    got[2:] += 7.0

    assert statement(got, PATH, is_path=True).startswith("The first step is twice")


def test_a_first_step_in_another_line_is_not_explained() -> None:
    got = PATH.copy()
    got[1:, 0] += 0.1

    assert statement(got, PATH, is_path=True) == ""


def test_a_path_from_another_start_is_not_explained() -> None:
    assert statement(PATH + 1.0, PATH, is_path=True) == ""


@pytest.mark.parametrize(
    ("right", "text"),
    [
        (1, "The first 1 update is right; update 2 is not."),
        (2, "The first 2 updates are right; update 3 is not."),
    ],
)
def test_a_path_that_drifts_off_is_right_up_to_there(right: int, text: str) -> None:
    got = PATH.copy()
    got[right + 1 :] += 0.01

    found = pattern(got, PATH, is_path=True)

    assert found is not None
    assert found.statement == text
    assert found.evidence == f"{right} of 3 updates agree"


def test_a_path_that_stands_still_is_named() -> None:
    got = np.repeat(PATH[:1], 4, axis=0)

    assert statement(got, PATH, is_path=True) == "All points of the path are the same."


@pytest.mark.parametrize("is_path", [False, True])
@pytest.mark.parametrize("spoilt", [np.nan, np.inf])
def test_numbers_that_are_not_finite_are_not_explained(
    spoilt: float, is_path: bool
) -> None:
    got = 2 * PATH
    got[3, 1] = spoilt

    assert statement(got, PATH, is_path=is_path) == ""
    assert statement(PATH, got, is_path=is_path) == ""


@pytest.mark.parametrize("got", [None, "a word", ["a", "b"], {"a": 1}, [[1.0], [1, 2]]])
def test_what_is_no_number_is_not_explained(got: Any) -> None:
    assert statement(got, VALUES) == ""
    assert statement(VALUES, got) == ""


def test_a_single_number_tells_no_pattern() -> None:
    assert statement(2.0, 1.0) == ""
    assert statement(np.array([2.0]), np.array([1.0])) == ""


def test_noise_tells_no_pattern() -> None:
    noise = np.random.default_rng(0).standard_normal((4, 2))

    assert statement(noise, PATH) == ""
    assert statement(noise, PATH, is_path=True) == ""


def test_right_numbers_have_no_pattern() -> None:
    assert statement(VALUES, VALUES) == ""


def test_a_right_path_has_no_pattern() -> None:
    assert statement(PATH, PATH, is_path=True) == ""


def test_a_path_that_is_wrong_in_one_call_of_two_is_explained() -> None:
    # The grader must not fail over its explanation, which `graded` asserts.
    result = graded(DESCENT, "gradient_descent_1d", earlier_or_later(0.9))

    assert names(result.diagnosis) == ()


def test_what_is_nearly_right_is_off_by_no_factor() -> None:
    want = np.array([2.0, -3.0, 5.0])

    found = pattern(want * (1 + 3e-6), want, is_path=False)

    assert found
    assert found.statement == "The numbers are nearly right: they agree to 5 digits."
