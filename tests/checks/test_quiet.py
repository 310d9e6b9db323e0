import warnings
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from grader.checks import quiet
from grader.checks.subject import Exercises
from grader.model import Finding, Outcome
from grader.sandbox.levels import Sandbox, choose
from grader.sandbox.proxy import Student
from grader.sandbox.submission import Submission
from tests.checks.subjects import passes, student, truth

CASES = (((-1000.0, 0.25, 1000.0),), (2.0,))
OVERFLOWS = Finding(
    Outcome.WRONG,
    "The value is right, but numpy warns on the way to it.",
    where="falling(x=(-1000, 0.25, 1000))",
    got="RuntimeWarning: overflow encountered in exp",
    want="no warning: no intermediate value overflows",
    credit=0.0,
)


def falling(x: Any) -> Any:
    """Return 1 / (1 + e^x) as it should be computed."""
    return (1 - np.tanh(np.asarray(x) / 2)) / 2


def found(body: Any) -> list[Finding]:
    return [*quiet(student(body), truth(falling), CASES)]


def test_a_right_answer_without_a_warning_passes() -> None:
    assert found(falling)[1] == Finding(
        Outcome.PASSED,
        "falling(x=2) is 0.119203, without a warning.",
        where="falling(x=2)",
    )
    assert passes(found(falling))


def test_a_right_answer_with_a_warning_is_wrong_where_it_warned() -> None:
    body = _named("falling", lambda x: 1 / (1 + np.exp(np.asarray(x))))

    assert found(body)[0] == OVERFLOWS
    assert found(body)[1].outcome is Outcome.PASSED


def test_a_wrong_value_is_called_wrong_whether_it_warned_or_not() -> None:
    body = _named("falling", lambda x: np.exp(-x) / (1 + np.exp(-x)))

    first = found(body)[0]

    assert first.message == "1 of 3 entries differ, the first at [0]."
    assert (first.got, first.want) == ("nan", "1")


def test_what_was_silenced_is_no_warning() -> None:
    def body(x: Any) -> Any:
        with np.errstate(over="ignore"):
            return 1 / (1 + np.exp(np.asarray(x)))

    assert passes(found(_named("falling", body)))


@pytest.mark.parametrize("told", ["divide by zero encountered in log", "careful"])
def test_only_overflow_and_invalid_values_count(told: str) -> None:
    def body(x: Any) -> Any:
        warnings.warn(told, RuntimeWarning, stacklevel=1)
        return falling(x)

    assert passes(found(_named("falling", body)))


def test_an_exception_could_not_run() -> None:
    def body(x: Any) -> Any:
        raise OverflowError(f"math range error: {x}")

    assert {each.outcome for each in found(_named("falling", body))} == {
        Outcome.COULD_NOT_RUN
    }


SOURCE = """
import warnings
import numpy as np
{before}
def falling(x):
    print("busy")
    return 1 / (1 + np.exp(x))

falling(np.array([1000.0]))
"""


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    level, trials = choose()
    assert level, trials
    with Sandbox(level) as sandbox:
        yield sandbox


def in_a_worker(sandbox: Sandbox, source: str, times: int) -> list[list[Finding]]:
    submission = Submission.of_source(source)
    with Student(submission, sandbox.open_link) as subject:
        exercise = Exercises(subject, {"falling": ("x",)}).falling
        return [[*quiet(exercise, truth(falling), CASES)] for _ in range(times)]


def test_a_worker_tells_of_each_call_anew(sandbox: Sandbox) -> None:
    rounds = in_a_worker(sandbox, SOURCE.format(before=""), 2)

    for each in rounds:
        assert each[0] == OVERFLOWS
        assert each[1].outcome is Outcome.PASSED


def test_a_submission_may_silence_warnings_in_a_worker(sandbox: Sandbox) -> None:
    source = SOURCE.format(before='warnings.filterwarnings("ignore")')

    assert passes(in_a_worker(sandbox, source, 1)[0])


def _named(name: str, body: Any) -> Any:
    """Return a function of one argument under another name."""

    def function(x: Any) -> Any:
        return body(x)

    function.__name__ = name
    return function
