"""Small exercises, checks of them, and what is said of a student who fails them."""

# ruff: noqa: ARG001 - a check takes three arguments, used or not
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from grader.checks import Check, check, invariant, passed, stateful, values, wrong
from grader.checks.comparing import compare
from grader.checks.findings import mismatch
from grader.checks.local import Local
from grader.checks.running import Bench
from grader.diagnosis import Detective, Misconception, Run, misconception
from grader.model import Diagnosis, Finding
from grader.sandbox.callbacks import Callback
from grader.sandbox.reply import Reply

PARAMETERS = {
    "double": ("x",),
    "shift": ("x", "by"),
    "Counter": ("step",),
    "times": ("factor",),
    "ask": ("f", "x"),
}


class Counter:
    """What counts in steps."""

    def __init__(self, step: float, start: float = 0.0) -> None:
        self.total, self.by = start, step

    def add(self, x: Any) -> Any:
        self.total = self.total + self.by * x
        return self.total


class Restarting(Counter):
    """What begins anew in every call."""

    def add(self, x: Any) -> Any:
        self.total = 0.0
        return super().add(x)


TRUTH: dict[str, Callable[..., Any]] = {
    "double": lambda x: 2 * x,
    "shift": lambda x, by: x + by,
    "Counter": Counter,
    "times": lambda factor: lambda x: factor * x,
    "ask": lambda f, x: f(x),
}


@check("double", points=1)
def doubles(student: Any, truth: Any, rng: Any) -> Iterator[Finding]:
    """Numbers are doubled."""
    return values(student.double, truth.double, [(1.5,), (-2.25,)])


@check("double", points=1)
def doubles_rows(student: Any, truth: Any, rng: Any) -> Iterator[Finding]:
    """Rows are doubled."""
    return values(student.double, truth.double, [((1.5, -2.0, 0.25),)])


@check("double", points=1)
def doubles_zero(student: Any, truth: Any, rng: Any) -> Iterator[Finding]:
    """Nothing is doubled."""
    return values(student.double, truth.double, [(0.0,)])


@check("double", points=1)
def doubles_quietly(student: Any, truth: Any, rng: Any) -> Iterator[Finding]:
    """The argument stays as it was."""
    return invariant(student.double, truth.double, ((1.0, 2.0),), of=("unchanged",))


@check("Counter", points=1)
def counts(student: Any, truth: Any, rng: Any) -> Iterator[Finding]:
    """It goes on counting."""
    calls = [[np.array([1.0, 2.0])], [np.array([3.0, -1.0])]]
    return stateful(student.Counter, truth.Counter, [(0.5,)], calls, method="add")


@check("times", points=1)
def multiplies(student: Any, truth: Any, rng: Any) -> Iterator[Finding]:
    """What comes back multiplies."""
    for factor in (3.0, 5.0):
        mine, right = student.times.make(factor), truth.times.make(factor)
        got, want = mine(2.0), right(2.0)
        difference = compare(got, want)
        yield mismatch(difference, "times") if difference else passed("It does.")


@check("ask", points=1)
def asks(student: Any, truth: Any, rng: Any) -> Finding:
    """The function that is given is asked."""
    reply = student.ask.reply(square, 3.0)
    return passed("It is.") if reply.asked else wrong("It never is.")


@check("double", points=1)
def doubles_and_shifts(student: Any, truth: Any, rng: Any) -> Iterator[Finding]:
    """Numbers are doubled and shifted."""
    yield from values(student.double, truth.double, [(1.5,)])
    yield from values(student.shift, truth.shift, [(1.0, 0.5)])


@check("double", points=1)
def doubles_in_sign(student: Any, truth: Any, rng: Any) -> Finding:
    """The sign stays, and only the sign is kept of an answer."""
    sign = float(np.sign(student.double(1.5)))
    student.journal.calls[:] = [("sign", Reply(sign))]
    return passed("It stays.") if sign > 0 else wrong("It does not stay.")


def mistake(
    name: str, function: Callable[..., Any], exercise: str = "double", **more: Any
) -> Misconception:
    """Return a known mistake whose statement and hint are made of its name."""

    def body(*args: Any) -> Any:
        return function(*args)

    body.__name__, body.__doc__ = name, f"This is {name}."
    hint = more.pop("hint", f"Is it {name}?")
    return misconception(exercise, hint=hint, **more)(body)


def treble(x: Any) -> Any:
    return 3 * x


def squared(x: Any) -> Any:
    return x * x


square = Callback(squared, "f")


def observe(
    body: Callable[..., Any], checks: Sequence[Check], exercise: str = "double"
) -> tuple[Bench, list[Run]]:
    """Return what is observed of a student."""
    bench = Bench(Local(TRUTH), PARAMETERS)
    subject = Local({**TRUTH, exercise: body})
    return bench, [Run(each, 1, bench.run(each, subject, 1)) for each in checks]


def explained(
    body: Callable[..., Any],
    mistakes: Sequence[Misconception],
    *checks: Check,
    exercise: str = "double",
) -> Diagnosis | None:
    bench, runs = observe(body, checks or (doubles,), exercise)
    return Detective(bench, mistakes).explain(runs)


def named(
    body: Callable[..., Any],
    mistakes: Sequence[Misconception],
    *checks: Check,
    exercise: str = "double",
) -> tuple[str, ...]:
    found = explained(body, mistakes, *checks, exercise=exercise)
    return found.names if found else ()


class Counted:
    """A function that knows how often it was called."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function, self.calls = function, 0

    def __call__(self, *args: Any) -> Any:
        self.calls += 1
        return self.function(*args)
