from itertools import count
from typing import Any

import numpy as np
import pytest

from grader import objectives
from grader.checks import (
    INTEGERS,
    LISTS,
    REPEATABLE,
    SINGLES,
    UNCHANGED,
    invariant,
)
from grader.model import Finding, Outcome
from tests.checks.subjects import passes, returning, student, truth

ALL = (UNCHANGED, REPEATABLE, INTEGERS, SINGLES, LISTS)
CASE = ((4.0, -2.0), 0.25)
WHERE = "with x=(4, -2), lr=0.25"


def shrink(x: Any, lr: float) -> Any:
    return np.asarray(x, dtype=float) * (1 - lr)


def found(body: Any, *of: str, **kwargs: Any) -> list[Finding]:
    return [*invariant(student(body), truth(shrink), CASE, of=of or ALL, **kwargs)]


def test_a_right_function_keeps_every_invariant() -> None:
    plain = "shrink(x=(4, -2), lr=0.25)"
    array = "shrink(x=[4, -2], lr=0.25)"

    assert found(shrink) == [
        Finding(Outcome.PASSED, "The arguments stay as they were.", where=plain),
        Finding(
            Outcome.PASSED, "The same call gives the same answer again.", where=plain
        ),
        Finding(
            Outcome.PASSED,
            "Integers are read as floats.",
            where=f"{array} with integers",
        ),
        Finding(
            Outcome.PASSED,
            "Single precision is read as numbers.",
            where=f"{array} with single precision",
        ),
        Finding(
            Outcome.PASSED, "Lists are read as arrays.", where=f"{array} with lists"
        ),
    ]


def test_what_every_handout_promises_is_the_default() -> None:
    kinds = [*invariant(student(shrink), truth(shrink), CASE)]

    assert len(kinds) == 3
    assert passes(kinds)


def test_an_argument_that_is_changed_is_named_before_and_after() -> None:
    def greedy(x: Any, lr: float) -> Any:
        x *= 1 - lr
        return x

    assert found(greedy, UNCHANGED) == [
        Finding(
            Outcome.WRONG,
            "The argument x is changed by the call; work on a copy.",
            where="greedy(x=(4, -2), lr=0.25)",
            got="x = [3, -1.5] afterwards",
            want="x = [4, -2] as before",
            credit=0.0,
        )
    ]


def test_the_least_change_is_a_change() -> None:
    def careless(x: Any, lr: float) -> Any:
        y = shrink(x, lr)
        x[1] = np.nextafter(x[1], 0)
        return y

    (wrong,) = found(careless, UNCHANGED)

    assert wrong.message == "The argument x is changed by the call; work on a copy."


def test_memory_from_one_call_to_the_next_is_found() -> None:
    calls = count()

    def remembering(x: Any, lr: float) -> Any:
        return shrink(x, lr) + next(calls)

    (wrong,) = found(remembering, REPEATABLE)

    assert wrong == Finding(
        Outcome.WRONG,
        "The second of two equal calls gives something else: what does the function "
        "keep from one call to the next?",
        where="remembering(x=(4, -2), lr=0.25)[0]",
        got="5",
        want="3",
        credit=0.0,
    )


def test_a_call_in_between_leaves_the_traces_that_are_looked_for() -> None:
    factors = [1.0]

    def spoiled(x: Any, lr: float) -> Any:
        factors[0] *= 1.0 if x[0] == 4 else 2.0
        return shrink(x, lr) * factors[0]

    assert passes(found(spoiled, REPEATABLE))
    assert not passes(found(spoiled, REPEATABLE, other=((8.0, 8.0), 0.25)))


def test_integers_that_truncate_are_found() -> None:
    def truncating(x: Any, lr: float) -> Any:
        y = np.zeros_like(x)
        y[:] = x * (1 - lr)
        return y

    (wrong,) = found(truncating, INTEGERS)

    assert wrong == Finding(
        Outcome.WRONG,
        "1 of 2 entries differ, the first at [1].",
        where="truncating(x=[4, -2], lr=0.25) with integers[1]",
        got="-1",
        want="-1.5",
        tolerance="3e-07: 1e-07 of the largest number expected",
        credit=0.0,
    )


def test_an_integer_that_stands_alone_is_a_python_integer() -> None:
    kinds: list[Any] = []

    def noting(x: Any, lr: float) -> Any:
        kinds.append(x)
        return shrink(x, lr)

    result = invariant(
        student(noting), truth(shrink), (4.0, 0.25), of=[INTEGERS, LISTS]
    )

    assert passes(result)
    assert [type(each) for each in kinds] == [int, float]


def test_lists_that_are_repeated_instead_of_multiplied_are_found() -> None:
    def no_array(x: Any, lr: float) -> Any:
        return shrink(x, lr) if isinstance(x, np.ndarray) else list(x) * 2

    (wrong,) = found(no_array, LISTS)

    assert wrong.message == "It has another shape."
    assert wrong.where == "no_array(x=[4, -2], lr=0.25) with lists"


def test_single_precision_that_is_refused_is_found() -> None:
    def picky(x: Any, lr: float) -> Any:
        return shrink(x, lr) if x.dtype != np.float32 else None

    (wrong,) = found(picky, SINGLES)

    assert wrong.message == "Nothing came back; is a return missing?"
    assert (wrong.got, wrong.want) == ("None", "an array of shape (2,)")


@pytest.mark.parametrize("kind", ALL)
def test_a_function_that_returns_nothing_keeps_no_invariant(kind: str) -> None:
    (wrong,) = invariant(returning(None, "x", "lr"), truth(shrink), CASE, of=[kind])

    assert wrong.outcome is Outcome.WRONG
    assert wrong.message == "Nothing came back; is a return missing?"


def test_functions_among_the_arguments_are_not_compared() -> None:
    def step(grad: Any, x: Any, lr: float) -> Any:
        return x - lr * grad(x)

    result = invariant(
        student(step),
        truth(step),
        (objectives.bowl().gradient, (4.0, 1.0), 0.25),
        of=[UNCHANGED, REPEATABLE, INTEGERS],
        cast=(1,),
    )

    assert passes(result)


@pytest.mark.xfail(
    strict=True, raises=TypeError, reason="it has no accept=, as trajectory has"
)
def test_an_accepted_convention_keeps_the_invariants_too() -> None:
    def halved(x: Any, lr: float) -> Any:
        return shrink(x, lr) / 2

    assert passes(found(halved, accept=[halved]))
