"""Each simplest counterexample, worked out again from the handout's formula alone."""

import math
from functools import cache
from typing import Any

import numpy as np
import pytest

from grader.checks.local import Local
from grader.checks.numbers import brief
from grader.diagnosis import Detective
from grader.diagnosis.ladder import Rung, ladder
from grader.diagnosis.misconception import Misconception
from grader.errors import RaisedError, StudentFault
from grader.model import Counterexample
from tests.diagnosis.graded import (
    ADAPTIVE,
    MOMENTUM,
    assignment,
    bench,
    facts,
    graded,
)
from tests.diagnosis.worked_by_hand import BY_HAND, SLOPES

MISTAKES = [
    (name, each)
    for name in (MOMENTUM, ADAPTIVE)
    for each in facts(name).mistakes
    if facts(name).examples.get(each.exercise) != []  # no one answer is the right one
]
LISTS = ("grads", "path")
"""Arguments that are lists of points."""


@cache
def detective(name: str) -> Detective:
    return Detective(bench(name), facts(name).mistakes, facts(name).examples)


def parameters(name: str, exercise: str) -> tuple[str, ...]:
    return tuple(assignment(name).outline.parameters[exercise])


def rungs(name: str, exercise: str) -> tuple[Rung, ...]:
    listed = facts(name).examples.get(exercise)
    return ladder(parameters(name, exercise), listed)


@cache
def example(name: str, mistake: Misconception) -> Counterexample | None:
    subject = Local(
        {**assignment(name).truth.functions, mistake.exercise: mistake.function}
    )
    return detective(name).example(mistake.exercise, subject)


def worked_out(name: str, exercise: str, args: tuple[Any, ...]) -> str:
    """Return the right answer as text, by hand."""
    plane = False
    given: list[Any] = []
    for parameter, value in zip(parameters(name, exercise), args, strict=True):
        if parameter == "grad":
            given.append(SLOPES[value.text])
        elif parameter == "x0":
            plane = plane or np.ndim(value) > 0
            given.append([float(each) for each in np.ravel(value)])
        elif parameter in LISTS:
            plane = plane or np.ndim(value) > 1
            given.append([[float(each) for each in np.ravel(row)] for row in value])
        else:
            given.append(value)
    answer = BY_HAND[exercise](*given)
    if isinstance(answer, float | dict) or isinstance(answer[0], str):
        return brief(answer)
    points = np.array(answer)
    return brief(points if plane else points[..., 0])


def answered(mistake: Misconception, args: tuple[Any, ...]) -> str:
    """Return what a mistake answers, as text."""
    given = [
        np.array(each, float) if isinstance(each, tuple) else each for each in args
    ]
    (reply,) = Local({"it": mistake.function}).batch("it", [given])
    if isinstance(reply, StudentFault):
        assert isinstance(reply, RaisedError)
        return reply.kind
    return brief(reply.value)


@pytest.mark.parametrize(
    ("name", "mistake"), MISTAKES, ids=[mistake.name for _, mistake in MISTAKES]
)
def test_a_counterexample_can_be_redone_by_hand(
    name: str, mistake: Misconception
) -> None:
    shown = example(name, mistake)
    if shown is None:
        return  # how many there are is counted below
    (rung,) = (
        each for each in rungs(name, mistake.exercise) if each.text == shown.call
    )

    assert shown.want == worked_out(name, mistake.exercise, rung.args)
    assert shown.got == answered(mistake, rung.args)
    assert shown.got != shown.want


def test_nearly_every_mistake_has_a_counterexample() -> None:
    found = [example(name, mistake) is not None for name, mistake in MISTAKES]

    assert sum(found) >= 0.85 * len(found)


def test_four_of_five_mistakes_have_a_counterexample() -> None:
    found = [example(name, mistake) is not None for name, mistake in MISTAKES]

    assert sum(found) >= 0.8 * len(found)


@pytest.mark.parametrize(
    "mistake",
    [
        "rmsprop_weights_swapped",
        "sigma_weights_swapped",
        "adadelta_weights_swapped",
    ],
)
def test_swapped_weights_have_a_counterexample(mistake: str) -> None:
    (swapped,) = (each for each in facts(ADAPTIVE).mistakes if each.name == mistake)

    assert example(ADAPTIVE, swapped) is not None


@pytest.mark.parametrize(
    ("name", "mistake"), MISTAKES[::30], ids=[each.name for _, each in MISTAKES[::30]]
)
def test_a_report_shows_the_same_counterexample(
    name: str, mistake: Misconception
) -> None:
    result = graded(name, mistake.exercise, mistake.function)

    assert result.counterexample == example(name, mistake)


def test_numbers_by_hand_are_those_of_the_handouts() -> None:
    slope = SLOPES["f(x) = x²"]

    assert BY_HAND["momentum"](slope, [1.0], 0.25, 0.5, 3) == [[1], [0.5], [0], [-0.25]]
    assert BY_HAND["momentum_velocity"](slope, [1.0], [0.25, 0.5], 0.5) == [
        [1],
        [0.5],
        [-0.25],
    ]
    assert BY_HAND["nesterov"](slope, [1.0], 0.25, 0.5, 2) == [[1], [0.5], [0.125]]
    assert BY_HAND["velocity_as_sum"]([[1.0], [2.0]], 0.1, 0.5) == [-0.25]
    assert BY_HAND["largest_stable_lr"](4, 0.5) == 0.75
    assert BY_HAND["steps_on_valley"](slope, [1.0], 0.25, 0.5, 0.2, 9) == {
        "gd": 3,
        "momentum": 2,
        "nesterov": 2,
    }
    assert BY_HAND["axis_behaviour"]([[4, 1], [3, -1], [2, 1], [1, -1]]) == [
        "creeps",
        "jitters",
    ]


@pytest.mark.parametrize(
    ("exercise", "settings", "slopes", "moves"),
    [
        ("adagrad_norm", (1.2, 11), ([3, 4], [0, 8]), ([-0.6, -0.8], [0, -0.96])),
        ("adagrad", (1, 1), ([3], [4]), ([-0.75], [-2 / 3])),
        ("rmsprop", (0.2, 0.75, 7), ([6], [2]), ([-0.3], [-0.4 / math.sqrt(14.75)])),
        ("rmsprop_sigma", (0.1, 0.75), ([-2], [4]), ([0.1], [-0.4 / math.sqrt(7)])),
        ("adadelta", (0.25, 1), ([2], [3.5]), ([-1], [-1.4])),
        ("adam", (0.1, 0.8, 0.96, 1), ([4], [2]), ([-0.08], [-0.0697])),
        ("adam_uncorrected", (0.1, 0.8, 0.96, 3), ([5], [10]), ([-0.05], [-0.0992])),
        ("nadam", (0.5, 0.5, 0.75, 1), ([3], [2]), ([-0.5], [-0.3354])),
    ],
)
def test_steps_by_hand_are_those_of_the_handout(
    exercise: str, settings: tuple[float, ...], slopes: Any, moves: Any
) -> None:
    given = iter(slopes)

    path = BY_HAND[exercise](
        lambda _: next(given), [0.0] * len(slopes[0]), *settings, 2
    )

    steps = np.diff(np.array(path), axis=0)
    np.testing.assert_allclose(steps, np.array(moves), atol=5e-5)
