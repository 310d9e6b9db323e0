"""Times as the systems write them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.intake.times import moment

NOON = datetime(2024, 1, 30, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2024-01-30 12:00:00 UTC",
        "2024-01-30T12:00:00Z",
        "2024-01-30 13:00:00.000000000 +01:00",
        "2024-01-30 07:00:00 America/New_York",
        "2024-01-30 04:00:00 -0800",
        "2024-01-30 13:00 +01",
        "Tue, 30 Jan 2024 12:00:00 +0000",
        "Tuesday, January 30, 2024 12:00:00 PM UTC",
    ],
)
def test_a_time_with_a_zone_is_read_without_a_note(text: str) -> None:
    got = moment(text)

    assert got.at == NOON
    assert not got.note


@pytest.mark.parametrize(
    "text",
    [
        "2024-01-30 12:00:00",
        "2024-01-30 12:00:00 PDT",
        "Tuesday, January 30, 2024, 12:00 PM",
        "2024-01-30 12:00:00 ../../etc/passwd",
    ],
)
def test_what_is_assumed_of_a_zone_is_said(text: str) -> None:
    got = moment(text)

    assert got.at == NOON
    assert "UTC is assumed" in got.note


@pytest.mark.parametrize("text", ["", "yesterday", "2024-13-45", "9" * 500])
def test_what_is_no_time_is_said(text: str) -> None:
    got = moment(text)

    assert got.at is None
    assert "cannot be read" in got.note


def test_a_zone_of_more_than_a_day_is_not_believed() -> None:
    assert "not known" in moment("2024-01-30 12:00:00 +99:00").note


@given(st.text(max_size=80) | st.from_regex(r"\d{4}-\d\d-\d\d \d\d:\d\d .{0,9}"))
def test_any_text_is_a_time_with_a_zone_or_a_note(text: str) -> None:
    got = moment(text)

    assert got.note or got.at
    assert got.at is None or isinstance(got.at.utcoffset(), timedelta)
