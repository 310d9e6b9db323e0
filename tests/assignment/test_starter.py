"""A starter in percent format becomes a notebook that Jupyter can open."""

import json

import nbformat
import pytest

from grader.assignment.starter import as_notebook, split
from tests.assignment.written import STARTER


def test_every_cell_keeps_its_kind_and_its_text() -> None:
    cells = list(split(STARTER))

    assert [is_markdown for is_markdown, _ in cells] == [False, True, False, False]
    assert cells[0][1] == "# grader assignment: 01-small"
    assert cells[1][1] == "# Small functions\nFill in both."
    assert cells[2][1].startswith("def double(x):")
    assert cells[3][1].endswith("raise NotImplementedError")


@pytest.mark.parametrize(
    ("source", "cells"),
    [
        ("", []),
        ("\n\n", []),
        ("x = 1\n", [(False, "x = 1")]),
        ("# %%\n\n# %% a title\nx = 1", [(False, "x = 1")]),
        ("# %% [markdown]\n# one\n#\n# two\n", [(True, "one\n\ntwo")]),
        ("x = '# %%'\n", [(False, "x = '# %%'")]),
    ],
)
def test_unusual_starters_are_split(source: str, cells: list[tuple[bool, str]]) -> None:
    assert list(split(source)) == cells


def test_the_notebook_is_valid_and_the_same_every_time() -> None:
    text = as_notebook(STARTER, "# The task\n")

    notebook = nbformat.reads(text, as_version=4)
    nbformat.validate(notebook)
    kinds = [each.cell_type for each in notebook.cells]
    assert kinds == ["markdown", "code", "markdown", "code", "code"]
    assert notebook.cells[0].source == "# The task\n"
    assert text == as_notebook(STARTER, "# The task\n")
    assert text.endswith("}\n")
    assert json.loads(text)["metadata"]["kernelspec"]["name"] == "python3"
