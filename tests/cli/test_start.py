"""`grader start`: a starter to fill in, as a file or as a notebook."""

import ast
from pathlib import Path

import nbformat
import pytest

from tests.assignment.written import FILES, STARTER, write
from tests.cli.conftest import CommandLine
from tests.cli.test_check import said


def test_the_starter_is_written_and_said_where(
    run: CommandLine, tmp_path: Path
) -> None:
    done = run("start", "1", cwd=tmp_path)

    assert (done.code, done.err) == (0, "")
    assert (tmp_path / "small.py").read_text("utf-8") == STARTER
    assert done.out.splitlines() == [
        f"Wrote small.py. The task: {run.assignments / '01-small' / 'handout.md'}",
        "Check it with: grader check small.py",
    ]


def test_a_notebook_is_valid_and_gets_the_starters_marks(
    run: CommandLine, tmp_path: Path
) -> None:
    done = run("start", "01-small", "--notebook", cwd=tmp_path)

    notebook = nbformat.read(tmp_path / "small.ipynb", as_version=4)
    nbformat.validate(notebook)
    assert done.code == 0
    assert notebook.cells[0].source == FILES["handout.md"]
    for cell in notebook.cells:
        if cell.cell_type == "code":
            ast.parse(cell.source)
    checked = run("check", tmp_path / "small.ipynb")
    assert checked.code == 1
    assert "known by the line 'grader assignment:' in the file" in checked.out
    assert "double is not written yet" in checked.out
    assert "Total 0/6" in checked.out


def test_work_that_is_there_is_never_replaced(run: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "small.py").write_text("my work", "utf-8")

    done = run("start", "1", cwd=tmp_path)

    assert done.code == 2
    assert said(done) == "'small.py' exists already; name another file with -o."
    assert (tmp_path / "small.py").read_text("utf-8") == "my work"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["momentum"],
            "There is no assignment 'momentum'; there are 01-small.",
        ),
        (
            ["1", "-o", "no/a.py"],
            "'no/a.py' cannot be written: No such file or directory.",
        ),
    ],
)
def test_what_cannot_be_started_is_said(
    arguments: list[str], sentence: str, run: CommandLine
) -> None:
    done = run("start", *arguments)

    assert done.code == 2
    assert said(done) == sentence


def test_an_assignment_without_a_starter_is_said(
    run: CommandLine, tmp_path: Path
) -> None:
    folder = write(tmp_path, starter=None)

    done = run("start", "1", "--assignments", folder.parent, cwd=tmp_path)

    assert done.code == 2
    assert "starter.py" in said(done)


def test_the_suffix_and_the_form_agree(run: CommandLine, tmp_path: Path) -> None:
    done = run("start", "1", "-o", "a.ipynb", cwd=tmp_path)

    if done.code == 0:
        text = (tmp_path / "a.ipynb").read_text("utf-8")
        assert text.startswith("{"), "not a notebook"
    else:
        assert done.code == 2
        assert not (tmp_path / "a.ipynb").exists()
