from typing import Any

from grader import objectives
from grader.checks import budget
from grader.model import Finding, Outcome
from tests.checks.subjects import passes, student


def backtracking(f: Any, grad: Any, x: Any, alpha: float) -> float:
    step, slope, here = 1.0, grad(x), f(x)
    while f(x - step * slope) > here - alpha * step * float(slope @ slope):
        step /= 2
    return step


GIVEN = {"x": (1, 1), "alpha": 0.5}
WHERE = "backtracking on f(x) = ½ (x₁² + 10 x₂²) with x=(1, 1), alpha=0.5"


def found(**most: int) -> Finding:
    return budget(student(backtracking), objectives.bowl(), most=most, **GIVEN)


def test_who_stays_within_the_budget_passes_with_the_counts() -> None:
    assert found(grad=1, f=6) == Finding(
        Outcome.PASSED,
        "It evaluates grad 1 times, f 6 times.",
        where=WHERE,
        want="at most grad 1 times, f 6 times",
    )
    assert passes(found(grad=1))


def test_who_asks_once_too_often_is_told_for_which_function() -> None:
    assert found(grad=1, f=5) == Finding(
        Outcome.WRONG,
        "It evaluates f more often than the handout allows.",
        where=WHERE,
        got="grad 1 times, f 6 times",
        want="at most grad 1 times, f 5 times",
        credit=0.0,
    )


def test_all_functions_that_are_over_are_named() -> None:
    assert found(grad=0, f=0).message == (
        "It evaluates grad and f more often than the handout allows."
    )


def test_a_function_that_is_never_asked_for_costs_nothing() -> None:
    assert found(hess=0).message == "It evaluates hess 0 times."
