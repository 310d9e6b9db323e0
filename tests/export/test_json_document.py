"""A gradebook's points as JSON: one documented form, valid whatever is in it."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from grader.export import diff_document
from grader.export.json_document import (
    BEGINNINGS,
    VERSION,
    GradebookDocument,
    render,
    schema,
    student,
)
from grader.gradebook import ExerciseScore, Person, Standing
from grader.reports.changes import Change, Changes, ExerciseChange, Standpoint
from tests.reports.class_sample import CLASS, NAME, standing
from tests.reports.test_quoting import DANGEROUS

STANDINGS = [each.standing for each in CLASS]


def written(*standings: Standing, **terms: Any) -> bytes:
    return b"".join(render([(NAME, standings)], **terms))


def students(*standings: Standing, **terms: Any) -> dict[str, Any]:
    data = json.loads(written(*standings, **terms), parse_constant=pytest.fail)
    return {
        each["person"]["identity"]: each for each in data["assignments"][0]["students"]
    }


def full_of(text: str) -> Standing:
    person = Person(text, text, text, text)
    score = ExerciseScore(text, text, 1, 1)
    return replace(
        standing("x", (1, 1), person=person),
        partners=(person,),
        exercises=(score,),
        manual=(score,),
        notes=(text,),
    )


def test_it_says_which_form_it_has() -> None:
    data = json.loads(written(*STANDINGS))

    assert data["schema"] == VERSION == "grader-gradebook/1"
    assert written(*STANDINGS).startswith(BEGINNINGS)


def test_what_is_written_in_pieces_is_one_document() -> None:
    data = b"".join(render([("a", STANDINGS), ("b", []), ("c", STANDINGS[:1])]))

    got = msgspec.json.decode(data, type=GradebookDocument)
    assert [each.name for each in got.assignments] == ["a", "b", "c"]
    assert got.assignments[0].students == tuple(map(student, STANDINGS))
    assert json.loads(data) == json.loads(msgspec.json.encode(got))


def test_a_book_without_assignments_is_a_document_too() -> None:
    data = b"".join(render([]))

    assert msgspec.json.decode(data, type=GradebookDocument).assignments == ()


def test_what_may_change_is_null_unless_asked_for() -> None:
    fay = students(*STANDINGS)["fay"]

    assert fay["raw"] is fay["penalty"] is fay["total"] is None
    assert [each["earned"] for each in fay["exercises"]] == [None, None]
    assert students(*STANDINGS, provisional=True)["fay"]["total"] == 2.0


def test_who_is_excused_has_no_total_at_all() -> None:
    ivy = students(*STANDINGS, provisional=True)["ivy"]

    assert (ivy["total"], ivy["possible"], ivy["status"]) == (None, None, "excused")


def test_points_are_not_rounded() -> None:
    assert students(standing("ada", (1 / 3, 0)))["ada"]["total"] == 1 / 3


def test_times_have_their_zone() -> None:
    ada = replace(
        standing("ada", (1, 1)), submitted_at=datetime(2026, 10, 1, 12, tzinfo=UTC)
    )

    assert students(ada)["ada"]["submitted_at"] == "2026-10-01T12:00:00Z"


@pytest.mark.parametrize("what", sorted(DANGEROUS.keys() - {"half a pair"}))
def test_any_text_comes_back_as_it_was(what: str) -> None:
    text, _ = DANGEROUS[what]

    got = students(full_of(text))[text]

    assert got["exercises"][0]["name"] == got["notes"][0] == text
    assert got["partners"][0]["name"] == text


@pytest.mark.parametrize("text", ["\x9b31m", "\u202ecba", "\x7f", "\u2028", "\ud83d"])
def test_what_acts_in_a_terminal_is_escaped(text: str) -> None:
    data = b"".join(render([(text, [full_of(text)])])).decode()

    assert text[0] not in data
    assert json.loads(data)


def test_the_schema_names_every_part() -> None:
    definitions = json.loads(schema())["$defs"]

    got = students(*STANDINGS)["ada"]
    assert set(definitions["StudentDocument"]["properties"]) == set(got)
    assert set(definitions["ScoreDocument"]["properties"]) == set(got["exercises"][0])


def test_a_diff_has_a_documented_form_too() -> None:
    before, after = Standpoint("graded", 1.0, 2.0), Standpoint("graded", 2.0, 2.0)
    moved = ExerciseChange("momentum", False, 1.0, 2.0, ("path: wrong → passed",))
    change = Change("ada\u202e", "Ada", before, after, (moved,), ("graded again",))
    changes = Changes(NAME, 3, ("bob",), (change,))

    data = diff_document.render(1, 2, [changes])

    assert data.startswith(diff_document.BEGINNINGS)
    assert "\u202e" not in data.decode()
    got = msgspec.json.decode(data, type=diff_document.DiffDocument)
    assert got == diff_document.DiffDocument("grader-diff/1", 1, 2, (changes,))
    parts = json.loads(diff_document.schema())["$defs"]
    assert set(parts) >= {"Change", "Changes", "DiffDocument", "ExerciseChange"}
