"""`grader report`, `grader export` and `grader diff` on a gradebook of two gradings."""

import csv
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.cli import main
from grader.export.csv_table import BOM
from grader.gradebook import Gradebook, Late, Person, RunStatus
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
    run,
    set_assignment,
)

EVIL = Person("=1+1", "\x1b[31m[bold]<script>\u202e\n=2", "@evil", "+1")
Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A gradebook in which a second grading gave Ada more and Bob less."""
    opened, first = new_book(tmp_path, late=Late(due=NOON - days(0.5), per_day=0.1))
    with opened as made:
        cy = Person("cy", "Cy")
        made.enrol(NAME, [ADA, BOB, cy, Person("dan")])
        made.record(first, entry(ADA, source=b"a"), run(report(0.5, 1.0)))
        made.record(first, entry(BOB, source=b"b", key="bob"), run(work="0b"))
        failed = ended(RunStatus.FAILED, "The worker was lost.")
        made.record(first, entry(cy, source=b"c", key="cy"), failed)
        broken = ended(RunStatus.BROKEN, "evil.zip holds no Python file.")
        made.record(first, entry(EVIL, source=b"e", key="evil"), broken)
        second = made.begin_batch("again\x1b[31m", now=NOON + days(1))
        set_assignment(made, late=Late(due=NOON - days(0.5), per_day=0.1))
        made.record(second, entry(ADA, source=b"a"), run(work="1a"))
        made.record(
            second, entry(BOB, source=b"b", key="bob"), run(report(1, 0.5), work="1b")
        )
    return tmp_path / "class.db"


@pytest.fixture
def grader(capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command in this process."""

    def command(*words: str | Path) -> tuple[int, str, str]:
        code = main([str(each) for each in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


def rows(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {each["identity"]: each for each in csv.DictReader(file, strict=True)}


def test_a_report_says_how_the_class_did(book: Path, grader: Command) -> None:
    code, out, err = grader("report", book)

    assert (code, err) == (0, "")
    assert out.startswith(f"{NAME} ──")
    counts = "2 graded, 0 provisional, 1 broken, 1 failed, 1 missing, 0 excused"
    assert f"5 students: {counts}" in out
    assert "mean 5.4   median 7.2" in out  # 9, 7.2 and 0
    assert re.search(r"cy +failed +The worker was lost\.", out)
    assert "=1+1  broken  evil.zip holds no Python file." in out
    assert f"grader export {book} --csv FILE" in out


def test_a_report_needs_neither_numpy_nor_the_assignment(book: Path) -> None:
    code = (
        "import sys; from grader.cli import main; main(sys.argv[1:]); "
        "assert not {'numpy', 'nbformat', 'yaml'} & set(sys.modules)"
    )
    for words in (["report"], ["export", "--csv", "-"], ["diff"]):
        command = [sys.executable, "-c", code, words[0], str(book), *words[1:]]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        assert done.returncode == 0, done.stderr


def test_anonymous_reports_name_nobody(book: Path, grader: Command) -> None:
    _, out, _ = grader("report", book, "--anonymous", "--verbose")
    _, again, _ = grader("report", book, "--anonymous", "--verbose")

    assert out == again
    assert "student " in out
    for name in ("ada", "bob", "cy", "1+1"):
        assert not re.search(
            rf"(?<!\w){re.escape(name)}(?!\w)", out.partition("Next")[0]
        )


def test_pseudonyms_differ_from_book_to_book(
    tmp_path: Path, book: Path, grader: Command
) -> None:
    (tmp_path / "other").mkdir()
    made, batch = new_book(tmp_path / "other")
    with made:
        made.record(batch, entry(ADA), ended(RunStatus.FAILED, "Lost."))
    found = [
        set(
            re.findall(r"student \d{4}-\d{4}", grader("report", each, "--anonymous")[1])
        )
        for each in (book, tmp_path / "other" / "class.db")
    ]

    assert all(found)
    assert not found[0] & found[1]


def test_one_assignment_can_be_chosen_and_others_are_refused(
    book: Path, grader: Command
) -> None:
    assert grader("report", book, "-a", NAME)[0] == 0
    for command in (["report"], ["diff"], ["export", "--csv", "-"]):
        code, _, err = grader(command[0], book, *command[1:], "-a", "01-smal")
        assert code == 2
        assert f"it has {NAME}. Did you mean '{NAME}'?" in err


def test_a_book_without_anything_is_no_trouble(tmp_path: Path, grader: Command) -> None:
    path = tmp_path / "new.db"
    Gradebook.open(path, create=True).close()

    assert grader("report", path)[:2] == (
        0,
        "Nothing has been graded into this gradebook yet.\n",
    )
    assert grader("export", path, "--csv", "-")[0] == 0
    code, _, err = grader("diff", path)
    assert code == 2
    assert "This gradebook has 0 gradings; it takes two to compare." in err


@pytest.mark.parametrize("command", [["report"], ["export", "--csv", "-"], ["diff"]])
def test_what_is_no_gradebook_is_said(
    tmp_path: Path, grader: Command, command: list[str]
) -> None:
    (tmp_path / "solution.py").write_text("x = 1\n", "utf-8")

    for name in ("missing.db", "solution.py"):
        code, _, err = grader(command[0], tmp_path / name, *command[1:])
        assert code == 2
        assert err.startswith("grader: ")
    assert not (tmp_path / "missing.db").exists()


def test_a_table_has_a_row_for_each_student(
    book: Path, grader: Command, tmp_path: Path
) -> None:
    path = tmp_path / "points.csv"

    code, out, err = grader("export", book, "--csv", path)

    assert (code, out) == (0, "")
    assert f"Wrote {path}: 5 rows." in err
    assert "1 without a final total, left empty" in err
    got = rows(path)
    assert got["ada"]["total"] == "9"
    assert got["ada"]["penalty"] == "1"
    assert (got["cy"]["total"], got["cy"]["status"]) == ("", "failed")
    assert got["dan"]["status"] == "missing"
    evil = got["'=1+1"]
    assert evil["email"] == "'@evil"
    assert evil["sid"] == "'+1"
    assert evil["name"] == "\\x1b[31m[bold]<script>\\u202e\\x0a=2"
    assert path.stat().st_mode & 0o777 == 0o600


def test_provisional_points_are_written_if_asked_for(
    book: Path, grader: Command, tmp_path: Path
) -> None:
    path = tmp_path / "points.csv"

    _, _, err = grader("export", book, "--csv", path, "--provisional", "--bom")

    assert path.read_bytes().startswith(BOM)
    assert rows(path)["cy"]["total"] == "0"
    assert "written all the same" in err


def test_both_forms_can_be_written_at_once_and_again(
    book: Path, grader: Command, tmp_path: Path
) -> None:
    paths = tmp_path / "points.csv", tmp_path / "points.json"

    for _ in range(2):
        assert grader("export", book, "--csv", paths[0], "--json", paths[1])[0] == 0

    data = json.loads(paths[1].read_bytes())
    students = data["assignments"][0]["students"]
    assert [each["person"]["identity"] for each in students] == sorted(
        ["=1+1", "ada", "bob", "cy", "dan"]
    )


@pytest.mark.parametrize("form", ["--csv", "--json"])
def test_an_export_leaves_other_files_alone(
    book: Path, grader: Command, tmp_path: Path, form: str
) -> None:
    work = tmp_path / "solution.py"
    work.write_text("def f(): ...\n", "utf-8")
    link = tmp_path / "link"
    link.symlink_to(book)
    before = book.read_bytes()

    for path in (book, link, work):
        code, _, err = grader("export", book, form, path)
        assert code == 2
        assert "it is left alone" in err

    assert book.read_bytes() == before
    assert work.read_text("utf-8") == "def f(): ...\n"


def test_nothing_is_written_if_one_of_two_files_may_not_be(
    book: Path, grader: Command, tmp_path: Path
) -> None:
    assert grader("export", book, "--csv", tmp_path / "new.csv", "--json", book)[0] == 2
    assert not (tmp_path / "new.csv").exists()


def test_an_export_has_to_know_what_to_write(book: Path, grader: Command) -> None:
    assert "--csv FILE, --json FILE" in grader("export", book)[2]
    code, _, err = grader("export", book, "--csv", "x", "--json", "x")
    assert (code, "name the same file" in err) == (2, True)


def test_a_diff_says_whose_points_changed_and_why(book: Path, grader: Command) -> None:
    code, out, _ = grader("diff", book)

    assert code == 0
    assert "Grading 2  2026-10-02 12:00  again\\x1b[31m" in out
    assert "2 of 5 changed: 1 up (+2.7), 1 down (-1.8)." in out
    ada = out.partition("ada  Ada Lovelace  6.3/10 → 9/10")[2].split()
    assert " ".join(ada) == (
        "graded again late: 1 day, -0.7 → 1 day, -1 "
        "double 3 → 6 small: wrong → passed; small (hidden): wrong → passed"
    )
    assert "bob  Bob  9/10 → 7.2/10" in out
    assert "step: wrong" not in out


def test_a_diff_goes_backwards_too(book: Path, grader: Command) -> None:
    _, out, _ = grader("diff", book, "2", "1")

    assert "1 up (+1.8), 1 down (-2.7)" in out


def test_a_grading_with_itself_has_no_difference(book: Path, grader: Command) -> None:
    assert "0 of 5 changed." in grader("diff", book, "1", "1")[1]


def test_a_diff_as_json(book: Path, grader: Command, tmp_path: Path) -> None:
    _, out, _ = grader("diff", book, "--json", "-")
    code, shown, _ = grader("diff", book, "--json", tmp_path / "d.json")

    data = json.loads(out)
    assert (data["schema"], data["before"], data["after"]) == ("grader-diff/1", 1, 2)
    assert [e["identity"] for e in data["assignments"][0]["changes"]] == ["bob", "ada"]
    assert code == 0
    assert "2 of 5 changed" in shown
    assert (tmp_path / "d.json").read_text("utf-8") == out
    assert grader("diff", book, "--json", book)[0] == 2


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (["1", "7"], "has no grading 7; it has 1, 2."),
        (["1"], "Name two gradings, or none for the last two."),
        (["1", "2", "1"], "Name two gradings, or none for the last two."),
    ],
)
def test_gradings_that_cannot_be_compared_are_said(
    book: Path, grader: Command, asked: list[str], sentence: str
) -> None:
    code, _, err = grader("diff", book, *asked)

    assert code == 2
    assert sentence in err


def test_an_assignment_that_came_later_is_new_to_everybody(
    book: Path, grader: Command
) -> None:
    with Gradebook.open(book) as opened:
        opened.begin_batch("another", now=NOON + days(2))
        opened.set_assignment(
            "02-other",
            title="Other",
            exercises=[("f", "F", 1.0)],
            late=Late(),
            behaviour="b",
            content="c",
        )
        opened.enrol("02-other", [ADA])

    assert "02-other" not in grader("diff", book, "1", "2")[1]
    assert "0 of 0 changed; 1 new." in grader("diff", book)[1]


def test_a_book_that_nobody_may_write_to_can_be_read(
    book: Path, grader: Command
) -> None:
    os.chmod(book, 0o400)  # noqa: PTH101 - as a TA would

    assert grader("report", book)[0] == 0
    assert grader("export", book, "--csv", "-")[0] == 0
