from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.model import CheckResult, ExerciseResult, Finding, Outcome, Report
from grader.scoring import Score, exercise_score, points, score, settle, total

GOOD = Finding(Outcome.PASSED, "right")
BAD = Finding(Outcome.WRONG, "wrong", credit=0.0)
NEARLY = Finding(Outcome.WRONG, "nearly right", credit=0.5)
BROKEN = Finding(Outcome.COULD_NOT_RUN, "broken", credit=0.0)


def result(
    worth: float,
    credit: float = 1.0,
    outcome: Outcome = Outcome.PASSED,
    *,
    is_extra: bool = False,
) -> CheckResult:
    return CheckResult(
        name="check",
        exercise="adam",
        title="It is right.",
        points=worth,
        outcome=outcome,
        credit=credit,
        is_extra=is_extra,
    )


@pytest.mark.parametrize(
    ("findings", "partial", "settled"),
    [
        ([GOOD], False, (Outcome.PASSED, 1.0)),
        ([GOOD, GOOD, GOOD], True, (Outcome.PASSED, 1.0)),
        ([GOOD, BAD], False, (Outcome.WRONG, 0.0)),
        ([GOOD, BAD], True, (Outcome.WRONG, 0.5)),
        ([GOOD, NEARLY], False, (Outcome.WRONG, 0.5)),
        ([GOOD, NEARLY], True, (Outcome.WRONG, 0.75)),
        ([GOOD, BROKEN], False, (Outcome.COULD_NOT_RUN, 0.0)),
        ([GOOD, BROKEN], True, (Outcome.WRONG, 0.5)),
        ([BAD, BROKEN], False, (Outcome.COULD_NOT_RUN, 0.0)),
        ([BAD, BROKEN], True, (Outcome.COULD_NOT_RUN, 0.0)),
        ([BROKEN], True, (Outcome.COULD_NOT_RUN, 0.0)),
    ],
)
def test_a_check_is_settled_by_its_worst_finding_or_by_shares(
    findings: list[Finding], partial: bool, settled: tuple[Outcome, float]
) -> None:
    assert settle(findings, partial=partial) == settled
    assert settle(iter(findings), partial=partial) == settled


@given(n=st.integers(1, 300))
def test_shares_of_a_check_in_which_all_is_right_are_exactly_one(n: int) -> None:
    assert settle([GOOD] * n, partial=True) == (Outcome.PASSED, 1.0)
    assert settle([GOOD] * n, partial=False) == (Outcome.PASSED, 1.0)


def test_points_are_earned_by_share() -> None:
    checks = [result(4), result(3, 0.5, Outcome.WRONG), result(2, 0.0, Outcome.SKIPPED)]

    assert score(checks) == Score(earned=5.5, possible=9.0, lost=3.5)
    assert str(score(checks)) == "5.5/9"
    assert not score(checks).is_full


def test_extra_points_come_on_top() -> None:
    checks = [result(2), result(1, is_extra=True)]

    assert score(checks) == Score(earned=3.0, possible=2.0, extra=1.0, extra_earned=1.0)
    assert str(score(checks)) == "3/2"
    assert score(checks).is_full


def test_missed_extra_points_cost_nothing() -> None:
    got = score([result(2), result(1, 0.0, Outcome.WRONG, is_extra=True)])

    assert got == Score(earned=2.0, possible=2.0, extra=1.0)
    assert got.is_full


def test_an_exercise_that_is_all_extra_says_so() -> None:
    done, missed = result(2, is_extra=True), result(1, 0.0, is_extra=True)

    assert str(score([done, missed])) == "2 of 3 extra"
    assert score([missed]).is_full


def test_a_check_left_ungraded_counts_for_nobody_and_makes_the_score_provisional() -> (
    None
):
    got = score([result(2), result(3, 0.0, Outcome.UNGRADED)])

    assert got == Score(earned=2.0, possible=2.0, is_provisional=True)
    assert str(got) == "2/2 (provisional)"
    assert not got.is_full


@pytest.mark.parametrize(
    "worths", [[1 / 3] * 3, [0.1] * 10, [1 / 3, 2, 0.7, 1e-9, 1 / 7]]
)
def test_full_marks_survive_rounding(worths: list[float]) -> None:
    full = [result(worth) for worth in worths]

    assert score(full).is_full
    for at, worth in enumerate(worths):
        lost = [*full]
        lost[at] = result(worth, 0.99, Outcome.WRONG)
        assert not score(lost).is_full


@given(
    checks=st.lists(
        st.tuples(st.floats(0.01, 10), st.booleans(), st.booleans()), max_size=20
    )
)
def test_marks_are_full_when_nothing_that_counts_was_lost(
    checks: list[tuple[float, bool, bool]],
) -> None:
    results = [
        result(worth, is_extra=is_extra)
        if is_right or not is_extra
        else result(worth, 0.0, Outcome.WRONG, is_extra=is_extra)
        for worth, is_extra, is_right in checks
    ]

    assert score(results).is_full


@given(
    worths=st.lists(st.floats(0.01, 10), min_size=1, max_size=20),
    credit=st.floats(0, 0.999),
)
def test_marks_are_not_full_when_something_was_lost(
    worths: list[float], credit: float
) -> None:
    results = [result(each) for each in worths]
    results[0] = result(worths[0], credit, Outcome.WRONG)

    assert not score(results).is_full


def test_extra_points_do_not_hide_that_something_was_lost() -> None:
    checks = [result(2, 0.5, Outcome.WRONG), result(1, is_extra=True)]

    assert not score(checks).is_full


def test_no_checks_have_no_points() -> None:
    assert score([]) == Score(earned=0, possible=0)
    assert str(score([])) == "0/0"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (3.0, "3"),
        (2.5, "2.5"),
        (1 / 3, "0.33"),
        (2 / 3 * 3, "2"),
        (0.1 + 0.2, "0.3"),
        (1234.5, "1234.5"),
        (-0.25, "-0.25"),
    ],
)
def test_points_are_printed_with_two_decimals_at_most(number: Any, text: str) -> None:
    assert points(number) == text


def test_many_points_are_printed_in_full() -> None:
    assert points(12_345.67) == "12345.67"


def test_points_that_are_not_all_are_not_printed_as_all() -> None:
    got = score([result(10, 0.9999, Outcome.WRONG)])

    assert not got.is_full
    assert str(got) != "10/10"


def test_the_scores_of_exercises_add_up_to_the_total() -> None:
    exercises = (
        ExerciseResult("adam", "Adam", (result(2), result(1, 0.5, Outcome.WRONG))),
        ExerciseResult("nadam", "Nadam", (result(3, 0.0, Outcome.UNGRADED),)),
        ExerciseResult("sgd", "SGD", (result(1, is_extra=True),)),
    )
    report = Report("05-adaptive", "Adaptive", "solution.py", exercises)

    scores = [exercise_score(each) for each in exercises]

    assert scores == [
        Score(2.5, 3.0, lost=0.5),
        Score(0, 0, is_provisional=True),
        Score(1.0, 0, extra=1.0, extra_earned=1.0),
    ]
    assert total(report) == Score(
        3.5, 3.0, lost=0.5, is_provisional=True, extra=1.0, extra_earned=1.0
    )
