"""Nothing of a hidden check reaches a student, in whatever form."""

import io
from dataclasses import replace

import pytest

from grader.model import CheckResult, ExerciseResult, Outcome, Report
from grader.reports import json_document, terminal
from grader.reports.audience import Audience, for_audience
from tests.reports.sample import CANARY, REPORT, SECRET

FORMS = ["terminal", "verbose", "json"]


def rendered(report: Report, audience: Audience, form: str) -> str:
    if form == "json":
        return json_document.render(report, audience).decode()
    file = io.StringIO()
    look = terminal.Look(audience, verbose=form == "verbose", width=200)
    terminal.show(report, file, look)
    return file.getvalue()


def only_hidden(outcome: Outcome, credit: float) -> Report:
    """Return a report with one hidden check, full of canaries."""
    secret = replace(SECRET, outcome=outcome, credit=credit)
    check = CheckResult(
        "path",
        "descent",
        "The path follows the rule.",
        4,
        outcome,
        credit,
        (secret, secret),
        is_hidden=True,
        output=CANARY,
        problem=CANARY if outcome is Outcome.UNGRADED else "",
    )
    exercise = ExerciseResult("descent", "Descent", (check,))
    return replace(REPORT, exercises=(exercise,))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("outcome", "credit"),
    [
        (Outcome.PASSED, 1.0),
        (Outcome.WRONG, 0.25),
        (Outcome.WRONG, 0.0),
        (Outcome.COULD_NOT_RUN, 0.0),
    ],
)
def test_a_hidden_check_shows_a_student_only_how_it_ended(
    outcome: Outcome, credit: float, form: str
) -> None:
    report = only_hidden(outcome, credit)

    assert CANARY not in rendered(report, Audience.STUDENT, form)
    if form != "terminal":
        assert CANARY in rendered(report, Audience.STAFF, form)


@pytest.mark.parametrize("form", FORMS)
def test_a_whole_report_holds_no_secret_for_a_student(form: str) -> None:
    shown = rendered(REPORT, Audience.STUDENT, form)

    assert CANARY not in shown
    assert "1.5" not in shown
    assert "ValueError" not in shown


def test_staff_see_all_of_it() -> None:
    assert for_audience(REPORT, Audience.STAFF) is REPORT
    shown = rendered(REPORT, Audience.STAFF, "verbose")
    for text in (SECRET.where, SECRET.got, SECRET.want, SECRET.tolerance):
        assert text in shown
    assert f"printed {CANARY}" in shown
    assert f"ValueError: {CANARY}" in shown


def test_points_and_kind_of_failure_stay() -> None:
    shown = for_audience(only_hidden(Outcome.WRONG, 0.25), Audience.STUDENT)

    (check,) = shown.exercises[0].checks
    assert check.earned == 1
    assert [each.message for each in check.findings] == ["An answer is wrong."]


def test_the_graders_own_error_is_for_staff_even_in_a_public_check() -> None:
    public = replace(REPORT.exercises[0].checks[-1], is_hidden=False)
    exercise = replace(REPORT.exercises[0], checks=(public,))
    report = replace(REPORT, exercises=(exercise,))

    for form in FORMS:
        assert CANARY not in rendered(report, Audience.STUDENT, form)


def test_an_ungraded_hidden_check_with_findings_can_be_shown() -> None:
    try:
        shown = rendered(only_hidden(Outcome.UNGRADED, 0.0), Audience.STUDENT, "json")
    except KeyError as error:
        pytest.fail(f"no sentence for {error}")

    assert CANARY not in shown


def test_a_report_for_students_can_be_made_twice() -> None:
    once = for_audience(REPORT, Audience.STUDENT)

    assert for_audience(once, Audience.STUDENT) == once
