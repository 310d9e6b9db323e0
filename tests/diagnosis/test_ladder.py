"""Inputs that a student can redo by hand, simplest first."""

import re
from typing import Any

import numpy as np
import pytest

from grader.diagnosis.ladder import Rung, ladder
from tests.diagnosis.graded import ADAPTIVE, DESCENT, MOMENTUM, assignment, facts

EXERCISES = [
    (name, exercise)
    for name in (DESCENT, MOMENTUM, ADAPTIVE)
    for exercise in assignment(name).outline.parameters
]
METHODS = [
    (name, exercise)
    for name, exercise in EXERCISES
    if "x0" in assignment(name).outline.parameters[exercise]
    and exercise not in facts(name).examples
]


def rungs(name: str, exercise: str) -> tuple[Rung, ...]:
    listed = facts(name).examples.get(exercise)
    return ladder(assignment(name).outline.parameters[exercise], listed)


def labels(cases: list[tuple[str, str]]) -> list[str]:
    return [f"{name[:2]}-{exercise}" for name, exercise in cases]


def value(name: str, exercise: str, rung: Rung, *parameters: str) -> Any:
    """Return the first of some arguments that the exercise has."""
    named = dict(
        zip(assignment(name).outline.parameters[exercise], rung.args, strict=True)
    )
    return next(named[each] for each in parameters if each in named)


@pytest.mark.parametrize(("name", "exercise"), EXERCISES, ids=labels(EXERCISES))
def test_a_ladder_has_at_most_thirty_rungs_no_two_alike(
    name: str, exercise: str
) -> None:
    texts = [each.text for each in rungs(name, exercise)]

    assert len(texts) <= 30
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize(("name", "exercise"), EXERCISES, ids=labels(EXERCISES))
def test_a_text_says_the_function_and_then_each_number_by_name(
    name: str, exercise: str
) -> None:
    parameters = assignment(name).outline.parameters[exercise]
    for rung in rungs(name, exercise):
        pairs = zip(parameters, rung.args, strict=True)
        numbers = [each for each, given in pairs if not callable(given)]

        assert len(rung.text) <= 140
        assert re.findall(r"(?:^|, )(\w+) = ", rung.text.split("A = ")[-1]) == numbers
        has_function = len(numbers) < len(parameters)
        assert rung.text.startswith("f(x) = " if has_function else f"{numbers[0]} = ")
        assert "array of shape" not in rung.text


@pytest.mark.parametrize(("name", "exercise"), METHODS, ids=labels(METHODS))
def test_a_method_begins_with_one_update_of_a_number(name: str, exercise: str) -> None:
    first = rungs(name, exercise)[0]

    assert first.text.startswith("f(x) = x², x0 = 1, ")
    assert np.ndim(value(name, exercise, first, "x0")) == 0
    assert np.size(value(name, exercise, first, "steps", "max_steps", "lrs")) == 1
    assert value(name, exercise, first, "steps", "max_steps", "lrs") in (1, [0.1])


@pytest.mark.parametrize(("name", "exercise"), METHODS, ids=labels(METHODS))
def test_a_ladder_has_one_update_before_two_and_numbers_before_planes(
    name: str, exercise: str
) -> None:
    order = []
    for each in rungs(name, exercise):
        length = value(name, exercise, each, "steps", "max_steps", "lrs")
        updates = len(length) if np.ndim(length) else length
        order.append((updates, np.ndim(value(name, exercise, each, "x0"))))

    assert order == sorted(order)
    assert {1, 2, 3} == {updates for updates, _ in order}


@pytest.mark.parametrize(("name", "exercise"), METHODS, ids=labels(METHODS))
def test_numbers_of_a_first_example_are_round(name: str, exercise: str) -> None:
    text = rungs(name, exercise)[0].text

    assert all(len(each) <= 2 for each in re.findall(r"\.(\d+)", text))


@pytest.mark.parametrize(("name", "exercise"), METHODS, ids=labels(METHODS))
def test_numbers_of_all_examples_are_round(name: str, exercise: str) -> None:
    text = " ".join(each.text for each in rungs(name, exercise))

    assert all(len(each) <= 2 for each in re.findall(r"\.(\d+)", text))


@pytest.mark.parametrize("decay", ["alpha", "rho"])
def test_a_decay_is_not_its_own_complement(decay: str) -> None:
    (first, *_) = ladder(("grad", "x0", decay, "steps"), None)

    assert first.args[2] != 1 - first.args[2]


def test_what_nobody_knows_has_no_ladder() -> None:
    assert ladder(("lr", "beta1", "beta2", "eps"), None) == ()
    assert ladder(("grad", "theta", "lr", "steps"), None) == ()
    assert ladder(("grad", "x0", "lr", "steps", "colour"), None) == ()
    assert ladder(("x0", "lr", "steps"), None) == ()
    assert ladder(("grad", "lr", "steps"), None) == ()
    assert ladder((), None) == ()


def test_listed_examples_come_as_they_are_and_end_after_the_thirtieth() -> None:
    listed = [(float(x), x) for x in range(40)]

    found = ladder(("x", "n"), listed)

    assert [each.args for each in found] == listed[:30]
    assert found[2].text == "x = 2, n = 2"


def test_listed_examples_come_instead_of_made_ones() -> None:
    (only,) = ladder(("x0", "lr", "steps"), [((1.0, 2.0), 0.1, 3)])

    assert only.text == "x0 = (1, 2), lr = 0.1, steps = 3"


def test_an_empty_list_says_that_no_answer_is_the_right_one() -> None:
    assert ladder(("grad", "x0", "steps"), None)
    assert ladder(("grad", "x0", "steps"), []) == ()
