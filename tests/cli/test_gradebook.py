"""The commands on a gradebook: what is decided, what it says, what it refuses."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from grader.cli import main
from grader.gradebook import Gradebook, Late, Person, RunStatus
from tests.cli.conftest import CommandLine, marks
from tests.gradebook.made import (
    ADA,
    BOB,
    NAME,
    NOON,
    days,
    ended,
    entry,
    new_book,
    report,
)
from tests.gradebook.made import (
    run as graded,
)

WHY = ("--reason", "checked by hand", "--by", "TA")


@pytest.fixture
def book(tmp_path: Path) -> str:
    """A gradebook of a pair, half a day late, and of one who is missing."""
    made, batch = new_book(tmp_path, late=Late(due=NOON - days(0.5), per_day=0.5))
    with made:
        made.enrol(NAME, [ADA, BOB, Person("eve", "Eve \x1b[2J", "eve@example.org")])
        made.record(batch, entry(ADA, BOB), graded(report(0.5)))
    return str(tmp_path / "class.db")


def total(book: str, identity: str = "ada") -> float:
    """Return the total that counts."""
    with Gradebook.open(Path(book)) as opened:
        standing = opened.standing(NAME, identity)
    assert standing is not None
    return standing.total


def said(capsys: pytest.CaptureFixture[str]) -> str:
    """Return what was printed, of errors, too."""
    printed = capsys.readouterr()
    return printed.out + printed.err


def test_an_override_is_recorded_with_its_reason(
    book: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["override", book, "1815", "double", "6", *WHY])

    assert code == 0
    assert said(capsys) == "Ada Lovelace (ada) now has 5/10 in 01-small (graded).\n"
    with Gradebook.open(Path(book)) as opened:
        (ruling,) = opened.rulings(NAME, "ada")
    assert (ruling.value, ruling.reason, ruling.by) == ("6", "checked by hand", "TA")

    assert main(["override", book, "ada", "double", "--lift", *WHY]) == 0
    assert total(book) == 3.5


@pytest.mark.parametrize(
    ("words", "want"),
    [
        (
            ["override", "Ada", "double", "1"],
            (
                "There is nobody with the identity, student number, address or name "
                "'Ada'. Did you mean 'ada'?"
            ),
        ),
        (
            ["override", "ada", "duoble", "1"],
            "has no exercise 'duoble'; it has double, shift. Did you mean 'double'?",
        ),
        (
            ["override", "ada", "double", "1", "-a", "02-big"],
            "has no assignment '02-big'; it has 01-small.",
        ),
        (
            ["override", "ada", "double", "6.5"],
            "6.5 points are more than the 6 that double is worth; --extra allows it.",
        ),
        (
            ["override", "ada", "double", "-1"],
            "Points of double have to be a number from 0 to 1,000,000; got -1.0.",
        ),
        (["override", "ada", "double", "nan"], "a number from 0 to 1,000,000; got nan"),
        (["override", "ada", "double"], "Give either the points or --lift."),
        (["extend", "ada", "-a", NAME], "Give either --due or --lift."),
        (
            ["extend", "ada", "-a", NAME, "--due", "2026-10-01T12:00:00"],
            (
                "--due has to be a date with a time and its offset to UTC, such as "
                "2026-10-01T23:59:00+02:00; got '2026-10-01T12:00:00'."
            ),
        ),
        (["extend", "ada", "-a", NAME, "--due", "soon"], "got 'soon'."),
        (["excuse", "ada", "-a", "9"], "has no assignment '9'; it has 01-small."),
    ],
)
def test_what_cannot_be_decided_is_said_and_nothing_is_recorded(
    words: list[str], want: str, book: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main([words[0], book, *words[1:], *WHY])

    assert code == 2
    assert want in said(capsys)
    with Gradebook.open(Path(book)) as opened:
        assert opened.rulings(NAME, "ada") == ()


def test_more_points_than_are_possible_can_be_allowed(book: str) -> None:
    assert main(["override", book, "ada", "double", "8", "--extra", *WHY]) == 0
    assert total(book) == 6


def test_an_exercise_of_two_assignments_has_to_be_chosen(
    book: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with Gradebook.open(Path(book)) as opened:
        opened.set_assignment(
            "02-big",
            title="Big",
            exercises=[("double", "Twice", 8.0)],
            late=Late(),
            behaviour="b",
            content="c",
        )

    assert main(["override", book, "ada", "double", "1", *WHY]) == 2
    assert "'double' is an exercise of 01-small and 02-big; choose with -a." in said(
        capsys
    )
    assert main(["override", book, "ada", "double", "8", "-a", "02-big", *WHY]) == 0


def test_somebody_is_excused_and_no_longer(
    book: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["excuse", book, "ada", "-a", NAME, *WHY]) == 0
    assert said(capsys) == "Ada Lovelace (ada) is excused from 01-small.\n"
    assert main(["excuse", book, "ada", "-a", NAME, "--lift", *WHY]) == 0
    assert total(book) == 3.5


def test_somebody_has_more_time_and_no_longer(book: str) -> None:
    due = "2026-10-01T14:00:00+02:00"

    assert main(["extend", book, "ada", "-a", NAME, "--due", due, *WHY]) == 0
    assert (total(book), total(book, "bob")) == (7, 3.5)
    assert main(["extend", book, "ada", "-a", NAME, "--lift", *WHY]) == 0
    assert total(book) == 3.5


def test_marks_are_recorded_all_or_none(
    book: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "marks.csv"
    command = ["mark", book, "--csv", str(table), "-a", NAME, "--by", "TA"]
    text = "student,question,points,possible\nada,essay,3,5\nnobody,essay,1,5\n"
    table.write_text(text, "utf-8")
    assert main(command) == 2
    assert "line 3: There is nobody with" in said(capsys)
    assert total(book) == 3.5

    table.write_text(text.replace("nobody", "bob"), "utf-8")
    assert main(command) == 0
    assert said(capsys) == (
        "Recorded in 01-small: 2 marks (people: 2, questions: 1).\n"
    )
    assert (total(book), total(book, "bob")) == (5, 4)

    assert main([*command, "--lift"]) == 0
    assert total(book) == 3.5


def test_a_sound_book_is_said_to_be(
    book: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", book]) == 0
    assert said(capsys) == f"{book}: nothing is wrong.\n"


def test_what_is_wrong_with_a_book_is_said_in_sentences(
    book: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(book).chmod(0o604)
    assert main(["verify", book]) == 1
    assert "can be used by everybody on this machine" in said(capsys)

    Path(book).write_bytes(b"x" * 5000)
    assert main(["verify", book]) == 1
    assert "the gradebook is damaged (file is not a database)" in said(capsys)

    assert main(["verify", f"{book}.none"]) == 2


def test_a_student_is_told_what_counts_and_why(
    book: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["override", book, "ada", "shift", "3", *WHY])
    said(capsys)

    code = main(["explain", book, "Ada Lovelace"])

    assert code == 0
    printed = said(capsys)
    assert printed.startswith("Small functions: solution.py ─")
    assert "Seen: It is squared." in printed
    assert "hidden check: " not in printed
    assert printed.endswith(
        """
Ada Lovelace (ada) in 01-small: graded
  together with Bob (bob)
  attempt 1, handed in 2026-10-01 12:00:00 UTC
  double: 3/6
  shift: 3/4 (set by hand)
  late: -3
  total: 3/10
  Late: 1 day begun, -3.
  shift: 3 set by hand: checked by hand
  A file was left out.

"""
    )


def test_staff_are_told_who_decided(
    book: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["override", book, "ada", "shift", "3", *WHY])
    main(["override", book, "ada", "shift", "--lift", *WHY])
    with Gradebook.open(Path(book)) as opened:
        failed = ended(RunStatus.FAILED, "The pool broke.", work="0b")
        second = replace(entry(ADA, BOB, attempt=2), key="later")
        opened.record(opened.begin_batch("more", now=NOON), second, failed)
    said(capsys)

    code = main(["explain", book, "ada", "-a", NAME, "--staff"])

    assert code == 0
    printed = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC (over)", r"NOW \1", said(capsys))
    assert "Ada Lovelace (ada) in 01-small: failed\n" in printed
    assert "  double: 0/6 (provisional)\n" in printed
    assert "  The pool broke.\n" in printed
    assert "  attempt 1, run 1: graded, 3.5/10\n" in printed
    assert "  NOW override of shift: 3, by TA: checked by hand\n" in printed
    assert "  NOW override of shift lifted by TA: checked by hand\n" in printed


def test_a_hostile_name_moves_no_cursor(
    book: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", book, "eve"]) == 0
    assert main(["excuse", book, "eve", "-a", NAME, *WHY]) == 0

    printed = said(capsys)
    assert "\x1b" not in printed
    assert "Eve \\x1b[2J (eve) in 01-small: missing" in printed


def test_who_takes_no_part_has_nothing_to_explain(
    book: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with Gradebook.open(Path(book)) as opened:
        opened.enrol("02-big", [Person("zoe", "Zoe")])

    assert main(["explain", book, "zoe"]) == 2
    assert "has nothing of Zoe (zoe) in 01-small." in said(capsys)


def test_the_commands_are_at_home_in_a_students_folder(
    book: str, poisoned: Path, run: CommandLine
) -> None:
    explained = run("explain", book, "ada", cwd=poisoned)
    verified = run("verify", book, cwd=poisoned)

    assert (explained.code, verified.code) == (0, 0)
    assert (explained.err, verified.err) == ("", "")
    assert marks(poisoned) == []
