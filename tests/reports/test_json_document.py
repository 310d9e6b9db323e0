"""The report as JSON: one documented form, valid whatever is in it."""

import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from grader.model import CheckResult, Curve, ExerciseResult, Outcome, Report
from grader.reports.audience import Audience
from grader.reports.json_document import (
    VERSION,
    Document,
    document,
    render,
    schema,
)
from tests.reports.sample import REPORT, WRONG
from tests.reports.test_quoting import DANGEROUS

GOLDEN = Path(__file__).with_name("golden.json")


def with_finding(**changes: Any) -> Report:
    """Return a report with one finding, parts of it replaced."""
    finding = replace(WRONG, **changes)
    check = CheckResult("c", "descent", "T.", 1, Outcome.WRONG, 0.0, (finding,))
    exercise = ExerciseResult("descent", "Descent", (check,))
    return replace(REPORT, exercises=(exercise,))


def test_the_report_is_the_golden_one() -> None:
    assert render(REPORT, Audience.STUDENT).decode() == GOLDEN.read_text("utf-8")


def test_it_says_which_form_it_has_and_for_whom() -> None:
    for audience in Audience:
        data = json.loads(render(REPORT, audience))
        assert data["schema"] == VERSION == "grader-report/1"
        assert data["audience"] == audience.value


def test_points_are_computed() -> None:
    data = json.loads(render(REPORT, Audience.STUDENT))

    assert data["score"] == {"earned": 4.0, "possible": 12, "provisional": True}
    assert [each["score"]["earned"] for each in data["exercises"]] == [2.0, 1.0, 1.0]


@pytest.mark.parametrize("audience", Audience)
def test_what_is_written_can_be_read_back(audience: Audience) -> None:
    written = render(REPORT, audience)

    assert msgspec.json.decode(written, type=Document) == document(REPORT, audience)


def test_the_schema_is_json_and_names_every_part() -> None:
    described = json.loads(schema())

    definitions = described["$defs"]
    written = json.loads(render(REPORT, Audience.STUDENT))
    assert set(definitions["Document"]["properties"]) == set(written)
    assert set(definitions["CheckResult"]["properties"]) == set(
        written["exercises"][0]["checks"][0]
    )
    assert definitions["Outcome"]["enum"] == sorted(Outcome)


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_a_curve_ends_where_it_leaves_the_numbers(number: float) -> None:
    report = with_finding(curve=Curve("x", (1.0, number), (1.0, 2.0)))

    data = json.loads(render(report, Audience.STUDENT), parse_constant=pytest.fail)

    (finding,) = data["exercises"][0]["checks"][0]["findings"]
    assert finding["curve"]["got"] == [1.0]


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_curves_that_leave_the_numbers_fit_the_form_too(number: float) -> None:
    report = with_finding(curve=Curve("x", (1.0, number), (1.0, 2.0)))
    try:
        msgspec.json.decode(render(report, Audience.STUDENT), type=Document)
    except msgspec.ValidationError as error:
        pytest.fail(str(error))


@pytest.mark.parametrize("what", sorted(DANGEROUS.keys() - {"half a pair"}))
def test_any_text_comes_back_as_it_was(what: str) -> None:
    text, _ = DANGEROUS[what]
    report = with_finding(message=text, got=text, traceback=text)

    data = json.loads(render(report, Audience.STUDENT))

    (finding,) = data["exercises"][0]["checks"][0]["findings"]
    assert finding["message"] == finding["got"] == finding["traceback"] == text


def test_half_a_pair_of_surrogates_does_not_lose_the_report() -> None:
    try:
        written = render(with_finding(message="\ud83d"), Audience.STUDENT)
    except UnicodeEncodeError as error:
        pytest.fail(f"no report at all: {error}")

    assert json.loads(written)


@pytest.mark.parametrize("text", ["\x9b31m", "\u202ecba", "\x7f", "\u2028"])
def test_what_acts_in_a_terminal_is_escaped(text: str) -> None:
    # `--json -` writes to a terminal as well.
    written = render(with_finding(got=text), Audience.STUDENT).decode()

    assert text not in written
    assert text[0] not in written


def test_addresses_do_not_make_two_reports_differ() -> None:
    one, other = (
        render(with_finding(message=f"<Net object at {place}>"), Audience.STUDENT)
        for place in ("0x7f3a5c0012d0", "0x7f3a5c0099f0")
    )

    assert one == other
