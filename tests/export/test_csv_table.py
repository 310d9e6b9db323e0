"""Points as a table: what is in which cell, and what is left empty."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from grader.export.csv_table import BEGINNINGS, BOM, render
from grader.gradebook import ExerciseScore, Person, Standing
from tests.export.test_cells import FORMULAS
from tests.reports.class_sample import CLASS, standing
from tests.reports.test_quoting import DANGEROUS

STANDINGS = [each.standing for each in CLASS]


def table(*assignments: Sequence[Standing], **terms: Any) -> list[dict[str, str]]:
    """Return the rows as a reader of CSV sees them."""
    terms.setdefault("is_one", len(assignments) == 1)
    data = b"".join(render(assignments, **terms))
    text = data.removeprefix(BOM).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def row(identity: str, **terms: Any) -> dict[str, str]:
    (found,) = [e for e in table(STANDINGS, **terms) if e["identity"] == identity]
    return found


def test_the_whole_line_of_a_student() -> None:
    lines = b"".join(render([STANDINGS], is_one=True)).decode().split("\r\n")

    assert lines[0] == (
        "identity,name,email,sid,exercise: momentum,exercise: nesterov,late days,"
        "penalty,total,possible,status"
    )
    assert lines[2] == "bob,Bob,bob@e.org,1,2,4,1,0.6,5.4,10,graded"
    assert lines[-1] == ""


def test_there_is_one_row_a_student_sorted_as_in_the_gradebook() -> None:
    got = table(STANDINGS)

    assert [each["identity"] for each in got] == [e.person.identity for e in STANDINGS]
    assert {each["status"] for each in got} == {
        *("graded", "provisional", "broken", "failed", "missing", "excused")
    }


def test_several_assignments_share_a_table_and_say_which() -> None:
    other = [
        replace(
            standing("ada", (1, 1)),
            assignment="05-adaptive",
            exercises=(ExerciseScore("adam", "Adam", 2.5, 3),),
        )
    ]

    got = table(STANDINGS[:1], other)

    assert [each["assignment"] for each in got] == ["04-momentum", "05-adaptive"]
    assert [each["exercise: adam"] for each in got] == ["", "2.5"]
    assert [each["exercise: momentum"] for each in got] == ["6", ""]


@pytest.mark.parametrize("identity", ["fay", "hal"])
def test_what_may_change_is_left_empty_unless_asked_for(identity: str) -> None:
    got = row(identity)

    assert got["total"] == got["penalty"] == got["exercise: momentum"] == ""
    assert got["status"] in {"provisional", "failed"}
    assert got["possible"] == "10"
    assert row(identity, provisional=True)["total"] != ""


def test_an_exercise_that_is_settled_is_said_though_the_total_is_not() -> None:
    fay = standing("fay", (2, 3), status="provisional")
    settled = replace(fay.exercises[1], is_provisional=False)
    (got,) = table([replace(fay, exercises=(fay.exercises[0], settled))])

    assert (got["exercise: momentum"], got["exercise: nesterov"]) == ("", "3")


def test_who_is_excused_has_no_points_at_all() -> None:
    got = row("ivy", provisional=True)

    assert {key for key, value in got.items() if value} == {
        *("identity", "name", "email", "sid", "status")
    }


def test_who_handed_in_nothing_has_nothing_and_so_has_broken_work() -> None:
    assert (row("gil")["total"], row("gil")["status"]) == ("0", "missing")
    assert (row("eve")["total"], row("eve")["status"]) == ("0", "broken")


def test_marks_by_hand_have_columns_of_their_own() -> None:
    marked = replace(
        standing("ada", (6, 4)), manual=(ExerciseScore("total", "total", 1.5, 3.0),)
    )

    (got,) = table([marked])

    assert got["by hand: total"] == "1.5"
    assert got["total"] == "10"


def test_numbers_stay_numbers_negative_ones_too() -> None:
    marked = replace(
        standing("ada", (6, 4)), manual=(ExerciseScore("malus", "", -1.25, 0.0),)
    )

    (got,) = table([marked])

    assert got["by hand: malus"] == "-1.25"


def test_points_are_rounded_down_as_in_reports() -> None:
    (got,) = table([replace(standing("ada", (6, 4)), total=29.999, possible=1 / 3)])

    assert (got["total"], got["possible"]) == ("29.99", "0.33")


@pytest.mark.parametrize(
    "value", [*FORMULAS, *(text for text, _ in DANGEROUS.values())]
)
def test_no_cell_is_a_formula_or_a_line_of_its_own(value: str) -> None:
    hostile = replace(
        standing("x", (1, 1), person=Person(value, value, value, value)),
        assignment=value,
        status="graded",
        exercises=(ExerciseScore(value, value, 1, 1),),
        manual=(ExerciseScore(value, value, 1, 1),),
    )
    data = b"".join(render([[hostile], [hostile]], is_one=False))

    rows = list(csv.reader(io.StringIO(data.decode(), newline=""), strict=True))
    assert [len(each) for each in rows] == [12] * 3
    assert data.count(b"\n") == 3
    for cell in (cell for each in rows for cell in each):
        assert not cell.lstrip(" \"'“\u00a0").startswith(tuple("=+-@＝\t\r")) or (
            cell.startswith("'")
        )


def test_a_name_with_commas_and_quotes_comes_back_whole() -> None:
    person = Person("x", 'Doe, "J." Jane', "", "")

    (got,) = table([standing("x", (1, 1), person=person)])

    assert got["name"] == 'Doe, "J." Jane'


@pytest.mark.parametrize("bom", [False, True])
@pytest.mark.parametrize("is_one", [False, True])
def test_every_table_begins_as_tables_do(bom: bool, is_one: bool) -> None:
    for standings in ([], STANDINGS):
        data = b"".join(render([standings], is_one=is_one, bom=bom))
        assert data.startswith(BEGINNINGS)
        assert data.startswith(BOM) is bom
