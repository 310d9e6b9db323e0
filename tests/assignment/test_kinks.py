"""Assignment 06 accepts at a kink whatever lies between the one-sided derivatives."""

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader.assignment import Assignment, load
from grader.checks.local import Local
from grader.checks.running import Bench, Trial
from grader.model import Outcome

FOLDER = Path(__file__).parents[2] / "assignments" / "06-activations"


@functools.cache
def activations() -> Assignment:
    return load(FOLDER)


def at_the_kink(exercise: str, at_zero: Callable[..., Any]) -> Trial:
    """Return what comes of a derivative that is right but for its value at 0."""
    assignment = activations()
    right = assignment.truth.functions[exercise]

    def derivative(x: Any, *parameters: float) -> Any:
        value = right(x, *parameters)
        return np.where(np.equal(x, 0), at_zero(*parameters), value)

    (check,) = (
        each
        for each in assignment.checks
        if each.exercise == exercise
        and each.name.endswith("at_the_kink")
        and not each.is_hidden
    )
    bench = Bench(assignment.truth, assignment.outline.parameters)
    functions = {**assignment.truth.functions, exercise: derivative}
    return bench.run(check, Local(functions), seed=1)


@pytest.mark.parametrize("value", [0.0, 0.3, 0.5, 1.0])
def test_anything_from_0_to_1_is_a_slope_of_relu_and_the_report_says_so(
    value: float,
) -> None:
    trial = at_the_kink("relu_derivative", lambda: value)

    assert trial.outcome is Outcome.PASSED
    assert trial.findings[0].message == (
        "At the kink anything between the one-sided derivatives 0 and 1 is accepted; "
        f"yours is {value:g}."
    )


@pytest.mark.parametrize("value", [-0.001, 1.001, 2.0, np.nan, np.inf])
def test_what_is_not_between_the_sides_is_wrong(value: float) -> None:
    trial = at_the_kink("relu_derivative", lambda: value)

    assert trial.outcome is Outcome.WRONG
    finding = trial.findings[0]
    assert finding.message == (
        "The derivative at the kink is not between the two one-sided ones."
    )
    assert finding.got == f"{value:.6g}"
    assert finding.want == "anything between 0 and 1, both included"


@pytest.mark.parametrize("exercise", ["leaky_relu_derivative", "elu_derivative"])
@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_the_ends_are_the_parameter_and_1_whichever_is_larger(
    exercise: str, share: float
) -> None:
    trial = at_the_kink(exercise, lambda slope: share + (1 - share) * slope)

    assert trial.outcome is Outcome.PASSED


@pytest.mark.parametrize("exercise", ["leaky_relu_derivative", "elu_derivative"])
def test_neither_0_nor_the_sum_of_both_sides_is_between_them(exercise: str) -> None:
    for at_zero in (lambda _: 0.0, lambda slope: 1 + slope):
        assert at_the_kink(exercise, at_zero).outcome is Outcome.WRONG


def test_an_elu_with_alpha_1_has_no_kink() -> None:
    trial = at_the_kink("elu_derivative", lambda alpha: alpha if alpha != 1 else 0.9)

    assert [each.message for each in trial.findings if each.credit < 1] == [
        "The derivative is wrong where both sides have the same."
    ]
