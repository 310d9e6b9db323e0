"""The report in a terminal: what it says, how wide, and what student text cannot do."""

import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from grader.model import CheckResult, ExerciseResult, Finding, Outcome, Report
from grader.reports import terminal
from grader.reports.audience import Audience
from tests.reports.sample import CANARY, RAISED, REPORT, WRONG
from tests.reports.test_quoting import DANGEROUS

GOLDEN = Path(__file__).with_name("golden.txt")
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
WIDTHS = [60, 61, 80, 100, 132, 200]


class Terminal(io.StringIO):
    """A file that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


class Encoded(io.TextIOWrapper):
    """A file of some encoding, strict as standard output is."""

    def __init__(self, encoding: str) -> None:
        super().__init__(io.BytesIO(), encoding=encoding, errors="strict")


def shown(report: Report, **look: Any) -> str:
    """Return what goes into a file."""
    file = io.StringIO()
    terminal.show(report, file, terminal.Look(**look))
    return file.getvalue()


def full_of(text: str) -> Report:
    """Return a report with a text wherever student text can stand."""
    finding = replace(
        WRONG, message=text, where=text, got=text, want=text, traceback=text
    )
    check = CheckResult(
        "path", "descent", "Title.", 3, Outcome.WRONG, 0.0, (finding,), output=text
    )
    exercise = ExerciseResult("descent", "Descent", (check,), place=text)
    return replace(REPORT, submission=text, exercises=(exercise,), notes=(text,))


def test_the_report_is_the_golden_one() -> None:
    assert shown(REPORT, width=80) == GOLDEN.read_text("utf-8")


def test_there_is_a_line_for_each_exercise_and_one_for_the_total() -> None:
    text = shown(REPORT)

    assert re.search(r"^descent +\S+ +2/10 \(provisional\)$", text, re.MULTILINE)
    assert re.search(r"^rate +\S+ +1/1$", text, re.MULTILINE)
    assert re.search(r"^bound +\S+ +1/1$", text, re.MULTILINE)
    assert "\nTotal 4/12 (provisional)" in text
    assert "it costs nobody a point" in text
    assert "(isolation: e)" in text


def test_what_passed_is_shown_on_request() -> None:
    assert "The first step is right." not in shown(REPORT)
    assert "The first step is right." in shown(REPORT, verbose=True)
    assert "The bound is 2/L." in shown(REPORT, verbose=True)


def test_a_failed_check_is_shown_even_where_extra_points_make_up_for_it() -> None:
    text = shown(REPORT)

    assert "rate raised TypeError" in text


def test_a_skipped_check_names_what_it_waits_for() -> None:
    assert "Skipped, because this did not pass: path" in shown(REPORT)


def test_output_and_traceback_are_quoted() -> None:
    exercise = replace(REPORT.exercises[1], checks=REPORT.exercises[1].checks[:1])
    lines = shown(replace(REPORT, exercises=(exercise,))).splitlines()

    assert '        |   File "descent.py", line 9, in rate' in [
        line.replace("│", "|") for line in lines
    ]
    text = shown(REPORT)
    assert "Your code printed:" in text
    assert re.search(r"[│|] step 2$", text, re.MULTILINE)


def test_full_marks_are_short() -> None:
    report = replace(REPORT, exercises=REPORT.exercises[2:], notes=())

    text = shown(report)

    assert len(text.splitlines()) == 4
    assert text.splitlines()[-1].startswith("Total 1/1")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("text", ["word ", "x", "漢字", "e\u0301", "🙂", "a\tb\n"])
def test_no_line_is_wider_than_it_may_be(width: int, text: str) -> None:
    got = shown(full_of(text * (500 // len(text))), width=width, verbose=True)

    assert max(map(cell_len, got.splitlines())) <= width


@pytest.mark.parametrize(
    ("asked", "given"), [(1, 60), (60, 60), (200, 200), (999, 200)]
)
def test_the_width_is_between_60_and_200(asked: int, given: int) -> None:
    rule = shown(REPORT, width=asked).splitlines()[0]

    assert cell_len(rule) == given


def test_a_file_gets_100_columns_no_escape_codes_and_no_spaces_at_the_end() -> None:
    text = shown(REPORT, verbose=True, audience=Audience.STAFF)

    assert cell_len(text.splitlines()[0]) == 100
    assert "\x1b" not in text
    assert not re.search(r"[ \t]$", text, re.MULTILINE)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize("what", DANGEROUS)
def test_nothing_of_a_students_acts_in_a_terminal(
    what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    text, spelled = DANGEROUS[what]
    report = full_of(text)

    file = Terminal()
    terminal.show(report, file, terminal.Look(verbose=True, width=120))
    got = ESCAPE.sub("", file.getvalue())

    allowed = "\n"
    acting = [
        each
        for each in got
        if (each < " " or "\x7f" <= each < "\xa0") and each not in allowed
    ]
    assert acting == []
    assert not re.search("[\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]", got)
    assert spelled in got or what in {"a tab", "a line feed"}


def test_markup_is_shown_as_it_was_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    text = "[bold]x[/bold] [link=https://e.org]y[/link] [/] :smile: https://e.org"
    file = Terminal()

    terminal.show(full_of(text), file, terminal.Look(verbose=True, width=120))

    got = file.getvalue()
    assert ESCAPE.sub("", got).count(text) >= 6
    assert "\x1b]8" not in got


def test_a_terminal_gets_colours_unless_it_wants_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)

    def codes(**look: Any) -> set[str]:
        file = Terminal()
        terminal.show(REPORT, file, terminal.Look(**look))
        return set(re.findall(r"3[0-7]m|38;", file.getvalue()))

    assert codes()
    assert not codes(color=False)
    monkeypatch.setenv("NO_COLOR", "1")
    assert not codes()


@pytest.mark.parametrize(
    "encoding",
    [
        "ascii",
        "latin-1",
        "cp1252",
        "utf-8",
        "utf-16",
        "iso8859-1",
        "iso8859-15",
    ],
)
def test_every_encoding_can_take_the_report(encoding: str) -> None:
    file = Encoded(encoding)

    terminal.show(full_of("β 🙂 漢 \ud800 …"), file, terminal.Look(verbose=True))
    terminal.show(REPORT, file, terminal.Look(verbose=True))

    file.flush()
    assert isinstance(file.buffer, io.BytesIO)
    text = file.buffer.getvalue().decode(encoding)
    assert "Total" in text
    if encoding == "utf-8":
        assert "█" in text
        assert "β 🙂 漢" in text
    if encoding == "ascii":
        assert "\\u03b2" in text


def test_a_huge_output_is_cut() -> None:
    check = replace(
        REPORT.exercises[0].checks[1], output="y" * 200_000 + "\n" + "z\n" * 100_000
    )
    exercise = replace(REPORT.exercises[0], checks=(check,))

    text = shown(replace(REPORT, exercises=(exercise,)), width=100)

    assert "lines are left out" in text
    assert len(text) < 10_000


def test_a_report_without_exercises_can_be_shown() -> None:
    text = shown(replace(REPORT, exercises=(), notes=()))

    assert "Total 0/0" in text


def test_one_reason_for_a_whole_exercise_is_said_once() -> None:
    missing = Finding(
        Outcome.COULD_NOT_RUN, "descent is not defined in your submission.", credit=0.0
    )
    checks = tuple(
        CheckResult(
            f"c{n}", "descent", "T.", 1, Outcome.COULD_NOT_RUN, 0.0, (missing,), n > 1
        )
        for n in range(4)
    )
    exercise = ExerciseResult("descent", "Descent", checks)

    text = shown(replace(REPORT, exercises=(exercise,)))

    assert text.count("descent is not defined in your submission.") == 1
    assert "hidden" not in text


def test_a_raised_error_shows_its_place_and_its_lines() -> None:
    check = CheckResult("r", "rate", "T.", 1, Outcome.COULD_NOT_RUN, 0.0, (RAISED,))
    exercise = ExerciseResult("rate", "Rate", (check,))

    text = shown(replace(REPORT, exercises=(exercise,)))

    assert "rate raised TypeError: unsupported operand\n" in text
    assert "where  rate(lr=0.1)\n" in text
    assert "    return None + lr\n" in text


def test_staff_see_the_graders_own_error() -> None:
    assert f"ValueError: {CANARY}" in shown(REPORT, audience=Audience.STAFF)
    assert "please tell your teacher" in " ".join(shown(REPORT).split())


def test_extra_credit_is_counted_by_itself_and_said_in_the_total() -> None:
    right = CheckResult("path", "nadam", "Right.", 3, Outcome.PASSED, 1.0)
    main = replace(right, exercise="adam")
    extra = replace(right, is_extra=True)
    missed = replace(extra, outcome=Outcome.WRONG, credit=0.0, findings=(WRONG,))
    exercises = (
        ExerciseResult("adam", "Adam", (main,)),
        ExerciseResult("nadam", "Nadam", (extra, missed)),
    )

    text = shown(replace(REPORT, exercises=exercises, notes=()))

    assert re.search(r"^adam +█{20} +3/3$", text, re.MULTILINE)
    assert re.search(r"^nadam +█{10}░{10} +3 of 6 extra$", text, re.MULTILINE)
    assert "nadam  Nadam  extra credit" in text
    assert "Right.  0 of 3 extra" in text
    assert "\nTotal 6/3, 3 of them extra credit" in text


def test_extra_credit_left_alone_is_not_shown_as_wrong() -> None:
    missed = CheckResult(
        "path", "nadam", "Right.", 3, Outcome.WRONG, 0.0, (WRONG,), is_extra=True
    )
    report = replace(
        REPORT, exercises=(ExerciseResult("nadam", "Nadam", (missed,)),), notes=()
    )
    file = Terminal()

    terminal.show(report, file, terminal.Look(color=True))

    line = next(each for each in file.getvalue().splitlines() if "0 of 3" in each)
    assert "\x1b[31m" not in line
