"""A known mistake is known however it is written."""

import pytest

from tests.diagnosis import adaptive_rewritten, descent_rewritten, momentum_rewritten
from tests.diagnosis.graded import (
    ADAPTIVE,
    DESCENT,
    MOMENTUM,
    Body,
    graded,
    twin,
)

Case = tuple[str, str, str, Body]

REWRITTEN: list[Case] = [
    *((DESCENT, *each) for each in descent_rewritten.REWRITTEN),
    *((MOMENTUM, *each) for each in momentum_rewritten.REWRITTEN),
    *((ADAPTIVE, *each) for each in adaptive_rewritten.REWRITTEN),
]
RUNNING_AWAY: list[Case] = [
    *((DESCENT, *each) for each in descent_rewritten.RUNNING_AWAY),
    *((MOMENTUM, *each) for each in momentum_rewritten.RUNNING_AWAY),
]
OTHER_STEP: list[Case] = [(DESCENT, *each) for each in descent_rewritten.OTHER_STEP]


def labels(cases: list[Case]) -> list[str]:
    return [f"{case[0][:2]}-{case[2]}-{case[3].__name__}" for case in cases]


def assert_named(name: str, exercise: str, mistake: str, body: Body) -> None:
    found = graded(name, exercise, body).diagnosis

    assert found is not None
    assert found.names in ((mistake,), (twin(name, mistake),))
    assert found.evidence


@pytest.mark.parametrize(
    ("name", "exercise", "mistake", "body"), REWRITTEN, ids=labels(REWRITTEN)
)
def test_a_mistake_written_differently_is_named(
    name: str, exercise: str, mistake: str, body: Body
) -> None:
    assert_named(name, exercise, mistake, body)


@pytest.mark.parametrize(
    ("name", "exercise", "mistake", "body"), RUNNING_AWAY, ids=labels(RUNNING_AWAY)
)
def test_a_mistake_that_runs_away_is_named_wherever_it_overflows(
    name: str, exercise: str, mistake: str, body: Body
) -> None:
    assert_named(name, exercise, mistake, body)


@pytest.mark.xfail(
    strict=True, reason="another step h gives other digits than the listed mistake's"
)
@pytest.mark.parametrize(
    ("name", "exercise", "mistake", "body"), OTHER_STEP, ids=labels(OTHER_STEP)
)
def test_a_wrong_difference_is_named_whatever_its_step(
    name: str, exercise: str, mistake: str, body: Body
) -> None:
    assert_named(name, exercise, mistake, body)


def test_thirty_different_mistakes_are_written_differently() -> None:
    assert len({(name, mistake) for name, _, mistake, _ in REWRITTEN}) >= 60
    assert sum("single" in body.__name__ for *_, body in REWRITTEN) >= 4
