"""An assignment that is not ready for students says why."""

# ruff: noqa: ARG001 - a check takes three arguments, used or not
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from grader.assignment import Assignment, Exercise, Outline
from grader.checks import Check, check, passed, values, wrong
from grader.checks.local import Local
from grader.model import Finding
from grader.sandbox.limits import Limits
from grader.validation import Case, validate

KNOWN = """\
from grader.diagnosis import misconception

EXAMPLES = {"double": [(1.0,), (3.0,)]}


@misconception("double", hint="What is twice one?")
def treble(x):
    "The number is trebled."
    return 3 * x


@misconception("shift", hint="Which way?")
def back(x, by):
    "It is shifted backwards."
    return x - by
"""
STARTER = """\
def double(x):
    raise NotImplementedError


def shift(x, by):
    raise NotImplementedError
"""
TRUTH: Mapping[str, Callable[..., Any]] = {
    "double": lambda x: 2 * x,
    "shift": lambda x, by: x + by,
}


@check("double", points=2)
def doubles(student: Any, truth: Any, rng: Any) -> Iterator[Finding]:
    """Numbers are doubled."""
    return values(student.double, truth.double, [(1.5,), (-2.25,)])


@check("shift", points=1)
def shifts(student: Any, truth: Any, rng: Any) -> Iterator[Finding]:
    """Numbers are shifted."""
    return values(student.shift, truth.shift, [(1.5, 0.5)])


@check("shift", points=1)
def gullible(student: Any, truth: Any, rng: Any) -> Finding:
    """Anything that is a number passes."""
    return passed("x") if student.shift(1.0, 1.0) is not None else wrong("y")


@check("shift", points=1)
def mistaken(student: Any, truth: Any, rng: Any) -> Finding:
    """The reference is held to be wrong."""
    got = student.shift(1.0, 1.0)
    return wrong("That is 2.") if got == 2 else wrong("Something else.")


@check("shift", points=1)
def fragile(student: Any, truth: Any, rng: Any) -> Finding:
    """Breaks on anything but a number."""
    return passed("x") if student.shift(1.0, 1.0) + 0 == 2 else wrong("y")


@check("shift", points=1)
def leaning(student: Any, truth: Any, rng: Any) -> Iterator[Finding]:
    """Looks at the other exercise, too."""
    return values(student.double, truth.double, [(7.0,)])


def proofs(
    folder: Path, *checks: Check, known: str = KNOWN, starter: str = STARTER
) -> dict[str, Case]:
    """Return what validation says of an assignment with these checks, by name."""
    (folder / "misconceptions.py").write_text(known, "utf-8")
    (folder / "starter.py").write_text(starter, "utf-8")
    exercises = (
        Exercise("double", "double(x)", ("x",), "Twice"),
        Exercise("shift", "shift(x, by)", ("x", "by"), "Further"),
    )
    outline = Outline("01-small", folder, "Small", "", exercises, Limits())
    cases = validate(Assignment(outline, checks, Local(TRUTH)))
    return {each.name: each for each in cases}


def unproved(cases: Mapping[str, Case]) -> dict[str, tuple[str, ...]]:
    """Return the problems of those cases that have any."""
    return {each.name: each.problems for each in cases.values() if each.problems}


def test_a_sound_assignment_is_proved(tmp_path: Path) -> None:
    cases = proofs(tmp_path, doubles, shifts)

    assert unproved(cases) == {}
    assert {each.kind for each in cases.values()} == {
        "reference",
        "nothing done",
        "mistake",
        "check",
    }
    assert {"an empty file", "the starter", "returns None"} <= cases.keys()
    assert cases["treble"].failing == ("doubles",)
    assert cases["back"].exercise == "shift"


def test_each_case_is_told_when_it_begins(tmp_path: Path) -> None:
    (tmp_path / "misconceptions.py").write_text(KNOWN, "utf-8")
    (tmp_path / "starter.py").write_text(STARTER, "utf-8")
    exercise = Exercise("double", "double(x)", ("x",), "Twice")
    known = KNOWN[: KNOWN.index('@misconception("shift"')]
    (tmp_path / "misconceptions.py").write_text(known, "utf-8")
    outline = Outline("01-small", tmp_path, "Small", "", (exercise,), Limits())
    told: list[str] = []

    validate(Assignment(outline, (doubles,), Local(TRUTH)), told.append)

    assert told[:2] == ["an empty file", "the starter"]
    assert told[-1] == "treble"


def test_a_check_that_the_reference_fails_is_named_with_its_reason(
    tmp_path: Path,
) -> None:
    cases = proofs(tmp_path, doubles, mistaken)

    assert cases["full marks with a margin"].problems == (
        "it does not pass mistaken: That is 2.",
    )


def test_points_for_nothing_are_named(tmp_path: Path) -> None:
    found = unproved(proofs(tmp_path, doubles, shifts, gullible))

    assert found["returns 0"] == ("it earns points in gullible",)
    assert found["returns nan"] == ("it earns points in gullible",)
    assert "returns None" not in found
    assert "an empty file" not in found


def test_a_starter_that_earns_points_is_named(tmp_path: Path) -> None:
    starter = STARTER.replace("raise NotImplementedError", "return 2 * x", 1)

    found = unproved(proofs(tmp_path, doubles, shifts, starter=starter))

    assert found == {"the starter": ("it earns points in doubles",)}


def test_a_check_that_breaks_on_odd_answers_is_named(tmp_path: Path) -> None:
    found = unproved(proofs(tmp_path, doubles, shifts, fragile))

    (problem,) = found["returns None"]
    assert problem.startswith("fragile fails by itself: TypeError: ")


def test_a_mistake_that_costs_nothing_is_named(tmp_path: Path) -> None:
    harmless = KNOWN.replace("3 * x", "x + x")

    found = unproved(proofs(tmp_path, doubles, shifts, known=harmless))

    assert found == {
        "treble": ("it loses no points",),
        "doubles": ("no known mistake fails it",),
    }


def test_a_check_that_no_mistake_fails_is_named(tmp_path: Path) -> None:
    without = KNOWN[: KNOWN.index('@misconception("shift"')]

    found = unproved(proofs(tmp_path, doubles, shifts, known=without))

    assert found == {"shifts": ("no known mistake fails it",)}


def test_two_mistakes_that_cannot_be_told_apart_are_named(tmp_path: Path) -> None:
    twin = (
        KNOWN
        + """

@misconception("double", hint="What is twice one?")
def triple(x):
    "The number is tripled."
    return x * 3
"""
    )

    found = unproved(proofs(tmp_path, doubles, shifts, known=twin))

    assert found == {
        "treble": ("it is called treble or triple",),
        "triple": ("it is called treble or triple",),
    }


@pytest.mark.parametrize(
    ("same_as", "problems"),
    [
        ("treble: x * 3 is 3 * x", {}),
        (
            "treble",
            {"triple": ("it is the same as treble, but no reason is given",)},
        ),
    ],
)
def test_twins_have_to_say_why(
    same_as: str, problems: dict[str, tuple[str, ...]], tmp_path: Path
) -> None:
    twin = f"""{KNOWN}

@misconception("double", hint="What is twice one?", same_as={same_as!r})
def triple(x):
    "The number is tripled."
    return x * 3
"""

    assert unproved(proofs(tmp_path, doubles, shifts, known=twin)) == problems


def test_a_mistake_that_costs_points_elsewhere_is_named(tmp_path: Path) -> None:
    found = unproved(proofs(tmp_path, doubles, shifts, leaning))

    assert "treble" in found


def test_a_mistake_that_raises_loses_its_exercise(tmp_path: Path) -> None:
    raising = KNOWN.replace("return 3 * x", "raise ValueError(x)")

    found = unproved(proofs(tmp_path, doubles, shifts, known=raising))

    assert found.keys() <= {"treble"}
    assert "it loses no points" not in found.get("treble", ())


def test_a_reference_that_uses_up_the_tolerance_is_named(tmp_path: Path) -> None:
    @check("shift", points=1)
    def narrow(student: Any, truth: Any, rng: Any) -> Finding:
        """Hardly."""
        right = student.shift(1.0, 1.0) == 2.0
        return passed("x", strain=0.5) if right else wrong("y")

    found = unproved(proofs(tmp_path, doubles, shifts, narrow))

    assert found["full marks with a margin"] == (
        "it uses 50% of the tolerance of narrow; at most 10% leaves right answers room",
    )


def test_a_mistake_in_extra_credit_has_to_lose_some_of_it(tmp_path: Path) -> None:
    on_top = replace(shifts, is_extra=True)

    assert unproved(proofs(tmp_path, doubles, on_top)) == {}

    found = unproved(
        proofs(tmp_path, doubles, on_top, known=KNOWN.replace("x - by", "by + x"))
    )
    assert found["back"] == ("it loses no points",)
