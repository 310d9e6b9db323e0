from typing import Any

import numpy as np
import pytest

from grader.checks import values
from grader.checks.values import call_text
from grader.model import Finding, Outcome
from grader.sandbox.remote import Opaque
from tests.checks.subjects import passes, returning, student, truth


def scaled(x: Any, factor: float) -> Any:
    return factor * np.asarray(x, dtype=float)


CASES = (((1.0, 2.0, 3.0), 0.5), (4, 2.0))


def found(body: Any, **kwargs: Any) -> list[Finding]:
    """Return what is found in a function that should scale."""
    return [*values(student(body), truth(scaled), CASES, **kwargs)]


def test_a_right_answer_passes_case_by_case_with_the_call_and_its_value() -> None:
    assert found(scaled) == [
        Finding(
            Outcome.PASSED,
            "scaled(x=(1, 2, 3), factor=0.5) is [0.5, 1, 1.5].",
            where="scaled(x=(1, 2, 3), factor=0.5)",
        ),
        Finding(
            Outcome.PASSED,
            "scaled(x=4, factor=2) is 8.",
            where="scaled(x=4, factor=2)",
        ),
    ]


@pytest.mark.parametrize(
    "clothes",
    [
        np.ndarray.tolist,
        np.float32,
        lambda x: [*x] if x.ndim else np.array(x),
        lambda x: x * (1 + 5e-8),
        lambda x: np.float64(np.float32(x * 1.1) / np.float32(1.1)),
    ],
)
def test_a_right_answer_in_other_clothes_passes(clothes: Any) -> None:
    def dressed(x: Any, factor: float) -> Any:
        return clothes(np.asarray(scaled(x, factor)))

    assert passes(found(dressed))


def test_each_wrong_answer_is_a_finding_of_its_own() -> None:
    def added(x: Any, factor: float) -> Any:
        return np.asarray(x) + factor

    assert found(added) == [
        Finding(
            Outcome.WRONG,
            "3 of 3 entries differ, the first at [0].",
            where="added(x=(1, 2, 3), factor=0.5)[0]",
            got="1.5",
            want="0.5",
            tolerance="1.5e-07: 1e-07 of the largest number expected",
            credit=0.0,
        ),
        Finding(
            Outcome.WRONG,
            "The value differs.",
            where="added(x=4, factor=2)",
            got="6",
            want="8",
            tolerance="8e-07: 1e-07 of the largest number expected",
            credit=0.0,
        ),
    ]


def test_a_message_keeps_the_case_of_a_key() -> None:
    def right() -> Any:
        return {"W": np.ones(2)}

    (wrong,) = values(returning({"W": np.zeros(2)}), truth(right), [()])

    assert wrong.message == "2 of 2 entries differ, the first at ['W'][0]."


def test_a_case_that_fails_to_run_costs_that_case_only() -> None:
    def fragile(x: Any, factor: float) -> Any:
        if factor == 2.0:
            raise ZeroDivisionError("factor is 2")
        return scaled(x, factor)

    right, broken = found(fragile)

    assert right.outcome is Outcome.PASSED
    assert broken == Finding(
        Outcome.COULD_NOT_RUN,
        "fragile raised ZeroDivisionError: factor is 2",
        where="fragile(x=4, factor=2)",
        credit=0.0,
    )


def test_tolerances_are_the_authors() -> None:
    def nearly(x: Any, factor: float) -> Any:
        return scaled(x, factor) + 1e-5

    def coarsely(x: Any, factor: float) -> Any:
        return np.float32(scaled(x, factor) + 1e-3 / 3)

    assert not passes(found(nearly))
    assert passes(found(nearly, rtol=1e-5))
    assert passes(found(nearly, atol=1e-5))
    assert not passes(found(coarsely))
    assert passes(found(coarsely, single_rtol=1e-3))


def test_another_convention_that_is_accepted_passes_and_is_told_so() -> None:
    def halved(x: Any, factor: float) -> Any:
        return scaled(x, factor) / 2

    def negative(x: Any, factor: float) -> Any:
        return -scaled(x, factor)

    kinds = found(halved, accept=[negative, halved])

    assert passes(kinds)
    assert [each.message for each in kinds] == [
        "halved(x=(1, 2, 3), factor=0.5) follows another accepted convention.",
        "halved(x=4, factor=2) follows another accepted convention.",
    ]
    assert not passes(found(halved))
    assert not passes(found(halved, accept=[negative]))


def test_an_accepted_convention_gets_arrays_as_the_student_does() -> None:
    def halved(x: Any, factor: float) -> Any:
        return x * factor / 2

    assert passes(found(halved, accept=[halved]))


@pytest.mark.parametrize("value", [None, "x", Opaque("Value"), {}, [], [[1], 2]])
def test_whatever_comes_back_is_compared(value: Any) -> None:
    kinds = [*values(returning(value, "x", "factor"), truth(scaled), CASES)]

    assert [each.outcome for each in kinds] == [Outcome.WRONG] * 2


def test_a_call_is_shown_without_the_functions_in_it() -> None:
    def exercise(grad: Any, x0: Any, name: str) -> None:
        """Take something."""

    text = call_text(student(exercise), (abs, np.zeros(20), "fast"))

    assert text == "exercise(…, x0=an array of shape (20,), name='fast')"
