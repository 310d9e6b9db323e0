"""Objects of a student's and of ours: what they cannot do is the student's fault."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from grader.checks.thing import Thing
from grader.errors import RaisedError, StudentFault, TimedOut
from grader.sandbox.reply import Reply


class Notes:
    """Remembers what calls gave."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, Reply | StudentFault]] = []

    def record(self, name: str, reply: Reply | StudentFault) -> None:
        self.calls.append((name, reply))


class Counter:
    """An object of a student's."""

    def __init__(self) -> None:
        self.count = 0

    def add(self, steps: Any) -> Any:
        self.count += steps
        return self.count

    def late(self) -> None:
        raise TimedOut("Counter.late", 2, "CPU time")


def thing(target: Any) -> tuple[Any, Notes]:
    notes = Notes()
    return Thing(target, "Counter", notes), notes


def test_methods_and_attributes_are_the_objects() -> None:
    counter, notes = thing(Counter())

    assert counter.add(2) == 2
    assert counter.add((1, 2)).tolist() == [3.0, 4.0]
    assert counter.count.tolist() == [3.0, 4.0]
    assert [name for name, _ in notes.calls] == [
        "Counter.add",
        "Counter.add",
        "Counter.count",
    ]


@pytest.mark.parametrize(
    ("act", "want"),
    [
        (lambda x: x + 1, 1.5),
        (lambda x: 1 + x, 1.5),
        (lambda x: x - 1, -0.5),
        (lambda x: 1 - x, 0.5),
        (lambda x: x * 3, 1.5),
        (lambda x: 3 * x, 1.5),
        (lambda x: x / 2, 0.25),
        (lambda x: 2 / x, 4.0),
        (lambda x: x**2, 0.25),
        (lambda x: -x, -0.5),
        (lambda x: x + x, 1.0),
    ],
)
def test_arithmetic_is_the_objects(act: Callable[[Any], Any], want: float) -> None:
    half, _ = thing(Fraction(1, 2))

    assert float(act(half)._target) == want


def test_a_chain_does_all_its_steps_in_order() -> None:
    half, _ = thing(Fraction(1, 2))
    third, _ = thing(Fraction(1, 3))

    # 1/2, 3/2, 1/2, 3/2, 1/2
    end = half.chained([("sub", 2, None), ("mul", None, third)], 2)

    assert end._target == Fraction(1, 2)


def test_a_chain_that_breaks_is_the_students_fault() -> None:
    nothing, notes = thing(None)

    with pytest.raises(RaisedError, match=r"^a chain raised TypeError"):
        nothing.chained([("add", None, 1)], 3)
    assert len(notes.calls) == 1


def test_items_are_the_objects() -> None:
    rows, _ = thing({"W": np.ones(2)})

    assert rows["W"].tolist() == [1.0, 1.0]


def test_what_an_object_cannot_do_is_the_students_fault() -> None:
    nothing, notes = thing(None)

    with pytest.raises(
        RaisedError,
        match=r"^Counter.step raised AttributeError: 'NoneType' object has no",
    ):
        nothing.step(1)
    with pytest.raises(RaisedError, match=r"^the sum raised TypeError"):
        nothing + 1
    with pytest.raises(RaisedError, match=r"^Counter\['W'\] raised TypeError"):
        nothing["W"]
    assert all(isinstance(reply, RaisedError) for _, reply in notes.calls)
    assert len(notes.calls) == 3


def test_a_fault_keeps_its_own_words() -> None:
    counter, notes = thing(Counter())

    with pytest.raises(TimedOut):
        counter.late()
    assert isinstance(notes.calls[-1][1], TimedOut)


def test_private_names_are_nobodys_business() -> None:
    counter, notes = thing(Counter())

    with pytest.raises(AttributeError):
        _ = counter._count
    assert notes.calls == []
