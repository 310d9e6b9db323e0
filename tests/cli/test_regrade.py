"""An assignment changes in the middle of a term: who moves is said first, then done."""

from pathlib import Path

import pytest

from grader.gradebook import Gradebook
from tests.assignment.written import CHECKS, NAME, RIGHT, write
from tests.cli.conftest import CommandLine, Done
from tests.intake.classes import build

SHIFT = "\n\ndef shift(x, by):\n    return x + by\n"
NEARLY = f"def double(x):\n    return 2 * x + 1e-4\n{SHIFT}"
SHIFTS = f"def double(x):\n    return 0\n{SHIFT}"
CLASS = {"ada/a.py": RIGHT, "nea/n.py": NEARLY, "shi/s.py": SHIFTS}
BEFORE = {"ada": 6.0, "nea": 2.0, "shi": 2.0}


class Term:
    """A class that has been graded, and what can be done to it."""

    def __init__(self, run: CommandLine, folder: Path) -> None:
        self._run = run
        self.checks = write(folder) / "checks.py"
        self.book = folder / "class.db"
        self._assignments = ("--assignments", str(folder / "assignments"))
        source = str(build(folder, CLASS))
        done = self("grade", source, "-o", str(self.book), "-a", NAME)
        assert done.code == 0, done

    def __call__(self, *arguments: str) -> Done:
        return self._run(*arguments, *self._assignments)

    def regrade(self, *more: str) -> Done:
        done = self("regrade", str(self.book), *more)
        assert done.code == 0, done
        return done

    def change(self, before: str, after: str) -> None:
        text = self.checks.read_text("utf-8")
        assert before in text
        self.checks.write_text(text.replace(before, after), "utf-8")

    @property
    def points(self) -> dict[str, float]:
        with Gradebook.open(self.book) as opened:
            assert opened.verify() == []
            return {s.person.identity: s.total for s in opened.standings(NAME)}

    @property
    def runs(self) -> list[int | None]:
        with Gradebook.open(self.book) as opened:
            return [s.run_id for s in opened.standings(NAME)]


@pytest.fixture
def term(run: CommandLine, tmp_path: Path) -> Term:
    return Term(run, tmp_path)


def test_nothing_changes_where_nothing_changed(term: Term) -> None:
    runs = term.runs

    done = term.regrade()

    assert "the points of 0 changed" in done.out
    assert "3 not concerned" in done.out
    assert term.points == BEFORE
    assert term.runs == runs


def test_points_of_a_check_move_exactly_those_who_earned_them(term: Term) -> None:
    term.change('@check("double", points=2)', '@check("double", points=1.5)')

    dry = term.regrade("--dry-run")

    assert "the points of 1 would change (0 up, 1 down, 0 kept)" in dry.out
    assert "  ada: 6 -> 5.5\n" in dry.out
    assert "double, small_numbers: worth 2 -> 1.5" in dry.out
    assert "nea" not in dry.out
    assert term.points == BEFORE

    term.regrade()

    assert term.points == {**BEFORE, "ada": 5.5}


def test_other_points_need_no_code_to_run(term: Term) -> None:
    term.change('@check("shift", points=1)', '@check("shift", points=0.5)')

    done = term.regrade("--trusted")
    with Gradebook.open(term.book) as opened:
        seconds = [
            opened.run(s.run_id).seconds for s in opened.standings(NAME) if s.run_id
        ]

    assert "the points of 3 changed (0 up, 3 down, 0 kept)" in done.out
    assert seconds == [0.0, 0.0, 0.0]


def test_a_tolerance_moves_who_is_within_it(term: Term) -> None:
    wide = CHECKS.replace("(-2.0,)])", "(-2.0,)], rtol=1e-3)")
    hidden = term.checks.with_name("hidden_checks.py")
    hidden.write_text(wide.replace("(-2.0,)", "(-7.5,)"), "utf-8")
    term.checks.write_text(wide, "utf-8")

    dry = term.regrade("--dry-run")

    assert "  nea: 2 -> 6\n" in dry.out
    assert "double, small_numbers: wrong -> passed" in dry.out
    assert "the points of 1 would change (1 up, 0 down, 0 kept)" in dry.out
    assert "2 graded again with the same points" in dry.out
    assert term.points == BEFORE

    term.regrade()

    assert term.points == {**BEFORE, "nea": 6.0}


def test_never_lower_keeps_who_would_get_less(term: Term) -> None:
    term.change('@check("double", points=2)', '@check("double", points=1)')

    done = term.regrade("--never-lower")

    assert "  ada: 6 -> 5 (kept: --never-lower)\n" in done.out
    assert term.points == BEFORE


def test_a_book_of_unknown_assignments_is_told(term: Term, run: CommandLine) -> None:
    done = run("regrade", str(term.book), "--assignments", str(term.book.parent))

    assert done.code == 2
    assert "which is not among the assignments" in done.err
