"""YAML that lies: read as events, bounded, and nothing is built from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.intake import limits
from grader.intake.metadata import Unreadable, parse
from tests.intake.classes import METADATA

LAUGHS = "a0: &a0 [x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 60)
)


def test_ruby_symbols_are_plain_keys_and_everything_is_text() -> None:
    got = parse(METADATA.encode())["submission_123456"]

    assert isinstance(got, dict)
    assert got["created_at"] == "2024-09-23 21:00:00.123456000 -07:00"
    assert got["score"] == "3.5"
    assert got["results"]["tests"][1]["name"] == "a"


def test_a_billion_laughs_are_one_value_each() -> None:
    assert len(parse(LAUGHS.encode())) == 60


def test_tags_build_nothing() -> None:
    got = parse(b"a: !!python/object/apply:os.system ['echo']\nb: !ruby/object:X {}\n")

    assert got == {"a": ["echo"], "b": {}}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a: [", "no YAML at line"),
        ("- a", "not a map"),
        ("", "not a map"),
        ("a: *b", "alias"),
        ("? [a]\n: b", "no text"),
        ("a: " + "[" * 100 + "]" * 100, "levels"),
        ("a: " + "[" * 20_000, "levels"),
        ("a: \x00", "no YAML"),
    ],
)
def test_what_cannot_be_used_is_said(text: str, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        parse(text.encode())


def test_many_values_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_METADATA_EVENTS", 100)

    with pytest.raises(Unreadable, match="more than 100 values"):
        parse(b"a: [" + b"x, " * 200 + b"x]")


@given(
    st.binary(max_size=60) | st.text(":-&*[]{}|>'\"!a \n", max_size=40).map(str.encode)
)
def test_any_bytes_are_a_map_or_a_reason(data: bytes) -> None:
    try:
        assert isinstance(parse(data), dict)
    except Unreadable as error:
        assert str(error)  # noqa: PT017  # both are fine
