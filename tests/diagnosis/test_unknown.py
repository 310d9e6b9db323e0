"""What is no known mistake is not called one, and what is right is not explained."""

import pytest

from grader.model import Outcome
from tests.diagnosis import right_variants as right
from tests.diagnosis import unknown_mistakes as unknown
from tests.diagnosis.graded import (
    ADAPTIVE,
    DESCENT,
    MOMENTUM,
    Body,
    assignment,
    graded,
    names,
)

UNKNOWN = [
    *((DESCENT, *each) for each in unknown.DESCENT_UNKNOWN),
    *((MOMENTUM, *each) for each in unknown.MOMENTUM_UNKNOWN),
    *((ADAPTIVE, *each) for each in unknown.ADAPTIVE_UNKNOWN),
]
RIGHT = [
    *((DESCENT, *each) for each in right.DESCENT_RIGHT),
    *((MOMENTUM, *each) for each in right.MOMENTUM_RIGHT),
    *((ADAPTIVE, *each) for each in right.ADAPTIVE_RIGHT),
    *(
        (name, exercise, "the reference", body)
        for name in (DESCENT, MOMENTUM, ADAPTIVE)
        for exercise, body in assignment(name).truth.functions.items()
    ),
]


def labels(cases: list[tuple[str, str, str, Body]]) -> list[str]:
    return [f"{name[:2]}-{exercise}-{label}" for name, exercise, label, _ in cases]


@pytest.mark.parametrize(
    ("name", "exercise", "label", "body"), UNKNOWN, ids=labels(UNKNOWN)
)
def test_an_unknown_mistake_is_not_called_a_known_one(
    name: str, exercise: str, label: str, body: Body
) -> None:
    result = graded(name, exercise, body)

    assert any(each.outcome is Outcome.WRONG for each in result.checks), label
    assert names(result.diagnosis) == ()


@pytest.mark.parametrize(
    ("name", "exercise", "label", "body"), RIGHT, ids=labels(RIGHT)
)
def test_a_right_answer_is_not_explained(
    name: str, exercise: str, label: str, body: Body
) -> None:
    result = graded(name, exercise, body)

    assert {each.outcome for each in result.checks} == {Outcome.PASSED}, label
    assert result.diagnosis is None
    assert result.counterexample is None


def test_a_third_is_not_called_half() -> None:
    result = graded(MOMENTUM, "axis_behaviour", unknown.a_third)

    assert names(result.diagnosis) == ()
