"""Student text stays text: visible, on its line, and no longer than can be read."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.reports.quoting import plain, plain_lines

DANGEROUS = {
    "an escape sequence": ("\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m"),
    "a title for the window": ("\x1b]0;owned\x07", "\\x1b]0;owned\\x07"),
    "an escape of eight bits": ("\x9b31m", "\\x9b31m"),
    "a carriage return": ("100 %\rwrong", "100 %\\x0dwrong"),
    "a backspace": ("wrong\x08\x08", "wrong\\x08\\x08"),
    "a null": ("a\x00b", "a\\x00b"),
    "a tab": ("a\tb", "a\\x09b"),
    "a line feed": ("a\nb", "a\\x0ab"),
    "a line separator": ("a\u2028b\u2029c\x85d", "a\\u2028b\\u2029c\\x85d"),
    "text that runs backwards": ("\u202ecba\u202c", "\\u202ecba\\u202c"),
    "isolated directions": ("\u2066a\u2069", "\\u2066a\\u2069"),
    "zero width": ("a\u200bb\u200dc\ufeff", "a\\u200bb\\u200dc\\ufeff"),
    "a soft hyphen": ("a\xadb", "a\\xadb"),
    "half a pair": ("\ud83d", "\\ud83d"),
    "private use": ("\ue000", "\\ue000"),
    "a hyperlink": ("[link=file:///etc]x[/link]", "[link=file:///etc]x[/link]"),
    "markup": ("[bold]x[/bold]", "[bold]x[/bold]"),
}
LEFT_ALONE = ["", "Grüße", "x = β·v", "漢字", "e\u0301", "🙂", "\\x1b", " a  b "]


@pytest.mark.parametrize("what", DANGEROUS)
def test_what_is_not_visible_is_spelled_out(what: str) -> None:
    text, spelled = DANGEROUS[what]

    assert plain(text) == spelled


def test_what_is_beyond_sixteen_bits_is_spelled_as_python_does() -> None:
    assert plain("\U000e0041") == "\\U000e0041"


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert plain(text) == text


@given(st.text(st.characters()))
def test_no_text_at_all_keeps_a_character_that_acts(text: str) -> None:
    shown = plain(text)

    assert not {unicodedata.category(each) for each in shown} & {"Cc", "Cf", "Cs", "Cn"}
    shown.encode("utf-8")


def test_lines_stay_lines_and_tabs_become_spaces() -> None:
    assert plain_lines("a\tb\n\n  c\r\n\n\n") == ["a   b", "", "  c\\x0d"]


@pytest.mark.parametrize("text", ["", "\n", " \n\t\n"])
def test_blank_text_has_no_lines(text: str) -> None:
    assert plain_lines(text) == []


def test_the_middle_of_many_lines_is_left_out_with_their_number() -> None:
    lines = plain_lines("\n".join(map(str, range(100))), most=6)

    assert lines == ["0", "1", "2", "… 94 lines are left out …", "97", "98", "99"]


def test_as_many_lines_as_fit_are_all_shown() -> None:
    assert len(plain_lines("x\n" * 30)) == 30


def test_a_line_without_end_is_cut() -> None:
    (line,) = plain_lines("x" * 100_000)

    assert len(line) <= 2_000


def test_a_cut_line_says_so() -> None:
    (line,) = plain_lines("x" * 5_000)

    assert line.endswith("…")


def test_addresses_are_left_out_of_lines() -> None:
    text = "<Net object at 0x7f3a5c0012d0> <f at 0x55d0c0ffee00>"

    assert plain_lines(text) == ["<Net object at 0x…> <f at 0x…>"]


def test_addresses_are_left_out_of_messages_too() -> None:
    assert plain("<Net object at 0x7f3a5c0012d0>") == "<Net object at 0x…>"
