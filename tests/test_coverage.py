"""The page on the lectures says of each exercise where it comes from, and is true."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import reference
from grader.assignment import Assignment, folders, known, load

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "coverage.md").read_text("utf-8")
_QUOTED = re.compile(r"`([^`]+)`")
_EXERCISE = re.compile(r"`(\d\d) (\w+)`")
_CELLS = re.compile(r"(?<!\\)\|")


@cache
def assignments() -> dict[str, Assignment]:
    """Return the assignments by their numbers."""
    loaded = [load(folder) for folder in folders(ROOT / "assignments")]
    return {each.name[:2]: each for each in loaded}


@cache
def mistakes() -> set[tuple[str, str, str]]:
    """Return number, exercise and name of each known mistake."""
    return {
        (number, each.exercise, each.name)
        for number, assignment in assignments().items()
        for each in known(assignment).mistakes
    }


def rows(page: str, last: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Return number, exercise and the names in the last cell of a kind of table."""
    for block in page.split("\n\n"):
        head, _, *lines = [*block.splitlines(), "", ""]
        if not head.startswith("|") or _cells(head)[-1] != last:
            continue
        for line in filter(None, lines):
            *_, exercise, names = _cells(line)
            found = _EXERCISE.fullmatch(exercise)
            assert found, f"no exercise in: {line}"
            quoted = tuple(_QUOTED.findall(names))
            assert quoted, f"nothing named in: {line}"
            yield found[1], found[2], quoted


def _cells(line: str) -> list[str]:
    return [each.strip() for each in _CELLS.split(line)[1:-1]]


def unknown_checks(page: str) -> list[str]:
    """Return what the page calls a check and is none of its exercise."""
    return [
        f"{number} {exercise}: {name}"
        for number, exercise, names in rows(page, "checks")
        for name in names
        if name not in {each.name for each in assignments()[number].of(exercise)}
    ]


def without_row(page: str) -> set[str]:
    """Return the exercises that no row names."""
    named = {f"{number} {exercise}" for number, exercise, _ in rows(page, "checks")}
    return {
        f"{number} {each.name}"
        for number, assignment in assignments().items()
        for each in assignment.outline.exercises
    } - named


def test_every_exercise_of_every_assignment_comes_from_a_lecture() -> None:
    assert without_row(PAGE) == set()


def test_every_check_that_the_page_names_is_one_of_that_exercise() -> None:
    assert unknown_checks(PAGE) == []


def test_every_check_has_the_hidden_twin_that_the_page_promises() -> None:
    for assignment in assignments().values():
        public = {e.name for e in assignment.checks if not e.is_hidden}
        hidden = {e.name for e in assignment.checks if e.is_hidden}
        assert public <= hidden


def test_every_slip_is_a_known_mistake_of_that_exercise() -> None:
    slips = list(rows(PAGE, "known mistakes"))

    assert len(slips) > 20
    assert [
        (number, exercise, name)
        for number, exercise, names in slips
        for name in names
        if (number, exercise, name) not in mistakes()
    ] == []


def test_every_exercise_that_is_mentioned_anywhere_exists() -> None:
    mentioned = set(_EXERCISE.findall(PAGE))

    assert mentioned <= {
        (number, each.name)
        for number, assignment in assignments().items()
        for each in assignment.outline.exercises
    }


def test_whatever_the_reference_has_is_an_exercise() -> None:
    asked = {e.name for a in assignments().values() for e in a.outline.exercises}

    assert asked == set(reference.__all__)


def test_the_letters_of_known_mistakes_are_explained() -> None:
    explained = set(re.findall(r"^\| (S\d) \|", PAGE, re.MULTILINE))
    used = {
        letter
        for assignment in assignments().values()
        for each in known(assignment).mistakes
        for letter in re.findall(r"\bS\d\b", each.source)
    }

    assert used <= explained
    assert all(f"\n## {letter}: " in PAGE for letter in explained)


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("`momentum_rolls_on`", "`momentum_rolls_off`", ["momentum_rolls_off"]),
        ("`03 cosine`", "`03 hyperbolic`", ["down_the_cosine", "after_the_cosine"]),
    ],
)
def test_a_wrong_name_would_be_noticed(was: str, becomes: str, said: list[str]) -> None:
    found = {each.split(": ")[1] for each in unknown_checks(PAGE.replace(was, becomes))}

    assert found == set(said)


def test_an_exercise_without_a_row_would_be_noticed() -> None:
    lines = [line for line in PAGE.splitlines() if "`03 cosine`" not in line]

    assert without_row("\n".join(lines)) == {"03 cosine"}
