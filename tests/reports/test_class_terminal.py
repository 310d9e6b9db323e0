"""The summary of a class: its numbers, its text, and what student text cannot do."""

import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from grader.gradebook import ExerciseScore, MistakeRow, Person, Sheet
from grader.reports import class_terminal
from grader.reports.class_summary import Source, summarise
from grader.reports.pseudonyms import by_identity, pseudonyms, without_names
from tests.reports.class_sample import (
    CLASS,
    NAME,
    SECRET,
    answers,
    mistake,
    report,
    source,
    standing,
)
from tests.reports.test_quoting import DANGEROUS
from tests.reports.test_terminal import ESCAPE, Encoded, Terminal

FOLDER = Path(__file__).parent
HOSTILE = {
    **DANGEROUS,
    "html": ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    "a formula": ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
}


def anonymous() -> Source:
    return replace(source(), naming=pseudonyms(SECRET), is_anonymous=True)


def shown(of: Source, **look: Any) -> str:
    """Return what goes into a file."""
    file = io.StringIO()
    look.setdefault("width", 80)
    class_terminal.show(summarise(of), file, class_terminal.ClassLook(**look))
    return file.getvalue()


def full_of(text: str) -> Source:
    """Return a class with a text wherever somebody's text can stand."""
    person = Person(text, text, text, text)
    broken = standing("x", None, status="broken", run=7, notes=(text,), person=person)
    broken = replace(broken, exercises=(ExerciseScore(text, text, 0, 1),))
    rows = tuple(
        replace(row, identity=text, exercise=text, check=text, title=text)
        for row in answers("x", 7, (1, 0, 1, 0))
    )
    mistakes = (MistakeRow(text, 7, text, text, text),)
    return Source(text, (Sheet(broken, rows, mistakes),), report)


@pytest.mark.parametrize(
    ("file", "of", "look"),
    [
        ("golden_class.txt", source(), {}),
        ("golden_class_anonymous.txt", anonymous(), {"verbose": True}),
    ],
)
def test_the_summary_is_the_golden_one(
    file: str, of: Source, look: dict[str, Any]
) -> None:
    assert shown(of, **look) == (FOLDER / file).read_text("utf-8")


def test_the_numbers_by_hand() -> None:
    got = summarise(source())

    assert got.students == 9
    assert list(got.statuses.values()) == [4, 1, 1, 1, 1, 1]
    # 10, 6 less a tenth, 1, 0 and, broken, 0.
    assert got.totals is not None
    assert got.totals.count == 5
    assert got.totals.mean == pytest.approx((10 + 5.4 + 1 + 0 + 0) / 5)
    assert (got.totals.median, got.full, got.late) == (1.0, 1, 1)
    momentum, nesterov = got.exercises
    assert (momentum.count, momentum.full) == (5, 1)
    assert momentum.share == pytest.approx((6 + 2 + 0 + 0 + 0) / 6 / 5)
    assert nesterov.full == 2


def test_an_exercise_that_is_settled_counts_though_the_total_is_not() -> None:
    open_one = standing("fay", (2, 3), status="provisional")
    settled = replace(open_one.exercises[1], is_provisional=False)
    open_one = replace(open_one, exercises=(open_one.exercises[0], settled))

    got = summarise(source([Sheet(open_one, (), ())]))

    assert [each.count for each in got.exercises] == [0, 1]
    assert got.totals is None
    assert "No total is settled yet." in shown(source([Sheet(open_one, (), ())]))


def test_questions_marked_by_hand_have_a_line() -> None:
    marked = replace(
        standing("ada", (6, 4)), manual=(ExerciseScore("essay", "essay", 1.5, 3.0),)
    )

    text = shown(source([Sheet(marked, (), ())]))

    assert re.search(r"^  essay \(by hand\) +essay +3 +1 +50 % +0$", text, re.MULTILINE)


def test_a_pair_is_two_students_but_one_hand_in() -> None:
    rows = answers("ada", 1, (1, 1, 0, 0))
    pair = [
        Sheet(standing(each, (6, 0)), rows, (mistake(each, 1),)) for each in ("a", "b")
    ]

    got = summarise(source(pair))

    assert got.students == 2
    assert {each.count for each in got.items} == {1}
    assert got.misconceptions[0].who == ("a", "b")


def test_misconceptions_are_counted_by_student_the_most_common_first() -> None:
    got = summarise(source()).misconceptions

    assert [(each.name, each.who) for each in got] == [
        ("twice", ("bob", "cy")),
        ("sign", ("cy",)),
    ]


def test_mistakes_without_a_name_are_told_apart_by_what_they_say() -> None:
    rows = [
        MistakeRow("ada", 1, "momentum", "", said)
        for said in ("Off by 2.", "Off by 3.")
    ]

    got = summarise(source([Sheet(CLASS[0].standing, (), tuple(rows))])).misconceptions

    assert [each.statement for each in got] == ["Off by 2.", "Off by 3."]


def test_ten_misconceptions_are_shown_and_eight_people_of_each() -> None:
    sheets = [
        Sheet(
            standing(f"s{at:02}", (0, 0), run=at),
            (),
            tuple(mistake(f"s{at:02}", at, f"m{which:02}") for which in range(12)),
        )
        for at in range(10)
    ]

    text = shown(source(sheets))

    assert "(m09)" in text
    assert "(m10)" not in text
    assert "2 more mistakes with --verbose." in text
    assert "s07 and 2 more" in text
    everything = shown(source(sheets), verbose=True)
    assert "(m11)" in everything
    assert "s09" in everything


def test_all_suspicious_checks_are_shown_however_many() -> None:
    row = answers("ada", 1, (0, 0, 0, 0))[0]
    rows = tuple(replace(row, check=f"c{at:02}") for at in range(15))

    text = shown(source([Sheet(standing("ada", (0, 0)), rows, ())]))

    assert all(f"momentum.c{at:02}" in text for at in range(15))
    assert "15 of 15 suspicious" in text


def test_who_could_not_run_is_listed_with_the_reason() -> None:
    got = {each.who: each.reason for each in summarise(source()).stuck}

    assert got == {
        "dee": "Dee's file could not be read: 'dee_2.py', line 3",
        "eve": "eve.zip holds no Python file.",
        "hal": "The worker was lost.",
    }


def test_a_class_of_nobody_can_be_shown() -> None:
    text = shown(source([]))

    assert "0 students" in text
    assert "No total is settled yet." in text


def test_anonymous_nobody_is_named() -> None:
    text = shown(anonymous(), verbose=True).lower()

    for sheet in CLASS:
        assert not re.search(rf"\b{sheet.standing.person.identity}\b", text)
    assert len(set(re.findall(r"student \d{4}-\d{4}", text))) == 5


def test_pseudonyms_hang_on_secret_and_identity_alone() -> None:
    naming = pseudonyms(SECRET)

    assert naming("ada") == pseudonyms(SECRET)("ada")
    assert naming("ada") != naming("bob")
    assert naming("ada") != pseudonyms(bytes(32))("ada")
    assert re.fullmatch(r"student \d{4}-\d{4}", naming("\udcff="))
    assert by_identity("ada") == "ada"


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("lovelaceada_12.zip is no archive.", "… is no archive."),
        ("Lovelace's archive is empty", "…'s archive is empty"),
        ("no module named 'ada_things'", "no module named …"),
        ("Ada could not be read; nevada could.", "… could not be read; nevada could."),
        ("Student 1815 at ada@example.org", "Student … at …"),
    ],
)
def test_reasons_do_not_name_who_they_are_about(text: str, want: str) -> None:
    person = Person("ada", "Ada Lovelace", "ada@example.org", "1815")

    assert without_names(text, [person]) == want


@pytest.mark.parametrize("width", [60, 80, 132, 200])
@pytest.mark.parametrize("text", ["word ", "x", "漢字", "🙂"])
def test_no_line_is_wider_than_it_may_be(width: int, text: str) -> None:
    got = shown(full_of(text * (300 // len(text))), width=width, verbose=True)

    assert max(map(cell_len, got.splitlines())) <= width


@pytest.mark.parametrize("what", HOSTILE)
def test_nothing_of_a_students_acts_in_a_terminal(
    what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    text, spelled = HOSTILE[what]

    file = Terminal()
    look = class_terminal.ClassLook(verbose=True, width=120)
    class_terminal.show(summarise(full_of(text)), file, look)
    got = ESCAPE.sub("", file.getvalue())

    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e]", got)
    assert not re.search("[\u2066-\u2069\ufeff]", got)
    assert spelled in got


def test_an_encoding_without_the_signs_gets_others() -> None:
    file = Encoded("ascii")

    class_terminal.show(summarise(source()), file)

    file.flush()
    buffer = file.buffer
    assert isinstance(buffer, io.BytesIO)
    assert b"####" in buffer.getvalue()


def test_where_to_look_next_quotes_the_path_for_a_shell() -> None:
    file = io.StringIO()

    class_terminal.show_next("my class.db", file)

    assert "grader export 'my class.db' --csv FILE" in file.getvalue()


def test_the_name_is_on_the_rule() -> None:
    assert shown(source()).startswith(f"{NAME} ──")
