"""Whose points changed between two gradings, and why."""

import io
import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from rich.cells import cell_len

from grader.gradebook import ExerciseScore, Person, Standing
from grader.model import CheckResult, ExerciseResult, Outcome, Report
from grader.reports import changes_terminal
from grader.reports.changes import Changes, compare
from tests.reports.class_sample import NAME, standing
from tests.reports.test_class_terminal import HOSTILE
from tests.reports.test_terminal import ESCAPE, Encoded, Terminal

Check = tuple[str, bool, float, float]
"""Name, whether it is hidden, points and credit."""


def report(*checks: Check, exercise: str = "momentum") -> Report:
    """Return a report of one exercise."""
    results = tuple(
        CheckResult(
            name,
            exercise,
            "T.",
            worth,
            Outcome.PASSED if credit == 1 else Outcome.WRONG,
            credit,
            is_hidden=is_hidden,
        )
        for name, is_hidden, worth, credit in checks
    )
    return Report(NAME, "M", "s.py", (ExerciseResult(exercise, "M", results),))


def between(
    before: Standing | None, after: Standing, *reports: Report | None
) -> Changes:
    """Compare one student; the reports are those of runs 1 and 2."""
    old = [] if before is None else [before]
    return compare(NAME, old, [after], lambda run: reports[run - 1])


def shown(changes: Changes, *, width: int = 80, verbose: bool = False) -> str:
    file = io.StringIO()
    changes_terminal.show(changes, file, width=width, verbose=verbose)
    return file.getvalue()


def why(changes: Changes) -> tuple[Sequence[str], Sequence[str]]:
    """Return why the one student's points changed: at all, and in the one exercise."""
    (change,) = changes.changes
    (exercise,) = change.exercises
    return change.why, exercise.why


def test_the_same_points_are_no_change() -> None:
    got = between(standing("ada", (6, 4)), standing("ada", (6, 4), run=2), None, None)

    assert got == Changes(NAME, 1, (), ())
    assert shown(got).splitlines()[1:] == ["0 of 1 changed."]


def test_rounding_is_no_change() -> None:
    got = between(standing("ada", (0.3, 4)), standing("ada", (0.1 + 0.2, 4)))

    assert got.changes == ()


def test_who_was_not_there_before_is_new_and_not_changed() -> None:
    got = between(None, standing("ada", (6, 4)))

    assert (got.compared, got.new, got.changes) == (0, ("ada",), ())
    assert "0 of 0 changed; 1 new." in shown(got)


def test_checks_with_another_outcome_are_the_reason() -> None:
    got = between(
        standing("ada", (2, 4)),
        standing("ada", (6, 4), run=2),
        report(("one_step", False, 2, 1), ("path", True, 4, 0)),
        report(("one_step", False, 2, 1), ("path", True, 4, 1)),
    )

    assert why(got) == (("graded again",), ("path (hidden): wrong → passed",))
    assert got.changes[0].difference == 4


def test_other_shares_points_and_checks_are_reasons_too() -> None:
    got = between(
        standing("ada", (2, 4)),
        standing("ada", (5, 4), run=2),
        report(("a", False, 2, 0.25), ("b", False, 1, 1), ("gone", False, 1, 1)),
        report(("a", False, 2, 0.5), ("b", False, 3, 1), ("fresh", False, 1, 0)),
    )

    assert why(got)[1] == (
        "a: 25% → 50% of its points",
        "b: worth 1 → 3",
        "gone: no longer checked",
        "fresh: new, wrong",
    )


def test_the_checks_of_other_exercises_are_not_named() -> None:
    got = between(
        standing("ada", (2, 4)),
        standing("ada", (6, 4), run=2),
        report(("path", False, 4, 0), exercise="nesterov"),
        report(("path", False, 4, 1), exercise="nesterov"),
    )

    assert why(got)[1] == ()


def test_points_set_by_hand_are_the_reason_and_so_is_lifting_them() -> None:
    graded = standing("ada", (2, 4))
    by_hand = replace(graded.exercises[0], earned=5, is_overridden=True)
    decided = replace(graded, exercises=(by_hand, graded.exercises[1]), raw=9, total=9)

    assert why(between(graded, decided)) == ((), ("set by hand",))
    assert why(between(decided, graded)) == ((), ("no longer set by hand",))


def test_another_attempt_is_the_reason() -> None:
    second = replace(standing("ada", (6, 4), run=2), attempt=2, entry_key="ada-2")

    got = between(standing("ada", (2, 4)), second, None, None)

    assert why(got) == (("attempt 2 counts, not 1",), ())


def test_lateness_changes_a_total_without_an_exercise() -> None:
    got = between(standing("ada", (6, 4), late_days=2), standing("ada", (6, 4)))

    (change,) = got.changes
    assert change.why == ("late: 2 days, -2 → in time",)
    assert change.exercises == ()
    assert change.difference == pytest.approx(2)


def test_another_status_is_a_change_whatever_the_points() -> None:
    missing = standing("ada", (0, 0), status="missing", run=None)

    got = between(missing, standing("ada", (0, 0)), None)

    assert got.changes[0].why == ("missing → graded",)
    assert "1 with the same total" in shown(got)


def test_marks_by_hand_can_come_and_change() -> None:
    def marked(points: float) -> Standing:
        mark = ExerciseScore("essay", "essay", points, 3)
        return replace(standing("ada", (6, 4)), manual=(mark,), total=10 + points)

    assert why(between(standing("ada", (6, 4)), marked(2)))[1] == ("marked by hand",)
    assert why(between(marked(2), marked(3)))[1] == ("marked again",)
    assert why(between(marked(2), standing("ada", (6, 4))))[1] == ("no longer there",)
    assert "essay (by hand)  2 → 3  marked again" in shown(
        between(marked(2), marked(3))
    )


def test_who_loses_most_comes_first() -> None:
    before = [standing(each, (4, 4), run=None) for each in ("a", "b", "c", "d")]
    after = [
        standing(name, points, run=None)
        for name, points in (("a", (6, 4)), ("b", (3, 4)), ("c", (0, 4)), ("d", (3, 4)))
    ]

    got = compare(NAME, before, after, lambda _: None)

    assert [each.identity for each in got.changes] == ["c", "b", "d", "a"]
    text = shown(got)
    assert "4 of 4 changed: 1 up (+2), 3 down (-6)." in text
    assert re.search(r"^  momentum +1 +3 +-4$", text, re.MULTILINE)


def test_the_whole_page() -> None:
    got = between(
        standing("ada", (2, 4), late_days=1),
        standing("ada", (6, 4), run=2, late_days=1),
        report(("one_step", False, 2, 1), ("path", True, 4, 0)),
        report(("one_step", False, 2, 1), ("path", True, 4, 1)),
    )

    assert shown(got, width=60).splitlines()[1:] == [
        "1 of 1 changed: 1 up (+3.6), 0 down (-0).",
        "",
        "  exercise  up  down  points",
        "  momentum   1     0      +4",
        "",
        "ada  Ada  5.4/10 → 9/10",
        "  graded again",
        "  late: 1 day, -0.6 → 1 day, -1",
        "  momentum  2 → 6  path (hidden): wrong → passed",
    ]


def many() -> Changes:
    names = [f"s{at:02}" for at in range(30)]
    return compare(
        NAME,
        [standing(each, (1, 1), run=None) for each in names],
        [standing(each, (2, 1), run=None) for each in names],
        lambda _: None,
    )


def test_of_many_the_first_are_shown_unless_all_are_asked_for() -> None:
    assert "5 more with --verbose." in shown(many())
    assert "s29" not in shown(many())
    assert "s29" in shown(many(), verbose=True)


def full_of(text: str) -> Changes:
    person = Person(text, text, text, text)
    before, after = (
        replace(
            standing("x", (1, 1), person=person, run=run),
            exercises=(ExerciseScore(text, text, points, 1),),
            total=points,
        )
        for run, points in ((1, 0.0), (2, 1.0))
    )
    reports = [report((text, False, 1, each), exercise=text) for each in (0.0, 1.0)]
    return compare(text, [before], [after], lambda run: reports[run - 1])


@pytest.mark.parametrize("what", HOSTILE)
def test_nothing_of_a_students_acts_in_a_terminal(
    what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    text, spelled = HOSTILE[what]

    file = Terminal()
    changes_terminal.show(full_of(text), file, width=120)
    got = ESCAPE.sub("", file.getvalue())

    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e]", got)
    assert not re.search("[\u2066-\u2069\ufeff]", got)
    assert spelled in got


@pytest.mark.parametrize("width", [60, 80, 200])
@pytest.mark.parametrize("text", ["word ", "x", "漢字", "🙂"])
def test_no_line_is_wider_than_it_may_be(width: int, text: str) -> None:
    got = shown(full_of(text * (300 // len(text))), width=width)

    assert max(map(cell_len, got.splitlines())) <= width


def test_an_encoding_without_arrows_gets_others() -> None:
    file = Encoded("ascii")

    changes_terminal.show(many(), file)

    file.flush()
    buffer = file.buffer
    assert isinstance(buffer, io.BytesIO)
    assert b"s00  S00  2/10 -> 3/10" in buffer.getvalue()
