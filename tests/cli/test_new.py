"""`grader new`: a skeleton that proves itself, and touches nothing that is there."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from grader.cli import main

RUFF = Path(sys.executable).with_name("ruff")


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "grader", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )


def refused(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    """Return the sentence with which a command is refused."""
    code = main([str(each) for each in ("new", *arguments)])

    assert code == 2
    said = capsys.readouterr()
    assert said.out == ""
    return said.err.removeprefix("grader: ").rstrip()


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_a_new_assignment_validates_as_it_stands(tmp_path: Path) -> None:
    made = run("new", "07-line-search", cwd=tmp_path)
    proved = run(
        "validate", "07-line-search", "--assignments", "assignments", cwd=tmp_path
    )

    assert (made.returncode, made.stderr) == (0, "")
    assert "grader validate 07-line-search --assignments assignments\n" in made.stdout
    assert (proved.returncode, proved.stderr) == (0, "")
    assert proved.stdout.split()[-5:] == ["8", "full", "15/15", "3/3", "6/6"]
    assert (tmp_path / "reference" / "line_search.py").is_file()


def test_a_drafted_exercise_stands_everywhere_but_counts_nowhere(
    tmp_path: Path,
) -> None:
    signature = " secant( df,x0,\n x1, steps ) # mine"
    made = run("new", "12-secant", "--exercise", signature, cwd=tmp_path)
    proved = run("validate", "12", "--assignments", "assignments", cwd=tmp_path)

    folder = tmp_path / "assignments" / "12-secant"
    assert made.returncode == 0
    for file in ("handout.md", "starter.py", "assignment.toml"):
        assert "secant(df, x0, x1, steps)" in (folder / file).read_text("utf-8")
    assert proved.returncode == 0
    assert " 3/3 " in proved.stdout


def test_the_draft_becomes_an_exercise_by_its_lines(tmp_path: Path) -> None:
    run("new", "12-secant", "--exercise", "secant(df, x0)", cwd=tmp_path)
    manifest = tmp_path / "assignments" / "12-secant" / "assignment.toml"
    text = manifest.read_text("utf-8")
    for line in ("[[exercise]]", "signature", "title"):
        text = text.replace(f"# {line}", line)
    manifest.write_text(text, "utf-8")

    proved = run("validate", "12", "--assignments", "assignments", cwd=tmp_path)

    assert proved.returncode == 2
    assert proved.stderr == (
        "grader: 12-secant/checks.py: exercise 'secant' has no check.\n"
    )


def test_what_is_written_is_clean_python(tmp_path: Path) -> None:
    main(["new", "12-secant", "--exercise", "secant(df, x0)", "--into", str(tmp_path)])

    for path in tmp_path.rglob("*.py"):
        text = path.read_text("utf-8")
        ast.parse(text)
        assert max(map(len, text.splitlines())) <= 88
    if RUFF.is_file():
        done = subprocess.run(  # noqa: S603 - our own formatter
            [str(RUFF), "format", "--isolated", "--check", str(tmp_path)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout


def test_hidden_checks_have_other_numbers_throughout(tmp_path: Path) -> None:
    main(["new", "12-secant", "--into", str(tmp_path)])
    folder = tmp_path / "assignments" / "12-secant"

    public, hidden = (
        [
            line.strip()
            for line in (folder / file).read_text("utf-8").splitlines()
            if any(word in line for word in ("cases = ", "case = ", "VALLEY = "))
        ]
        for file in ("checks.py", "hidden_checks.py")
    )

    assert len(public) == len(hidden) == 4
    assert not set(public) & set(hidden)


def test_a_second_assignment_says_which_line_to_add(tmp_path: Path) -> None:
    run("new", "01-first", cwd=tmp_path)
    exports = tmp_path / "reference" / "__init__.py"
    before = exports.read_bytes()

    made = run("new", "02-second", "--exercise", "bisect(df, a, b)", cwd=tmp_path)

    assert made.returncode == 0
    assert exports.read_bytes() == before
    line = "from reference.second import bisect, gradient_step"
    assert (
        f"Add this line to {Path('reference', '__init__.py')}:\n  {line}" in made.stdout
    )
    exports.write_text(f"{before.decode()}{line}\n", "utf-8")
    assert run("validate", "--assignments", "assignments", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("12_Secant", " Did you mean '12-secant'?"),
        ("secant", " Did you mean '01-secant'?"),
        ("7-Line search", " Did you mean '07-line-search'?"),
        ("12", ""),
        ("../12-secant", " Did you mean '12-secant'?"),
        ("", ""),
    ],
)
def test_a_name_of_another_form_is_refused_with_the_nearest(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, near: str
) -> None:
    assert refused(capsys, name, "--into", tmp_path) == (
        f"{name!r} names no assignment: a name is two digits and words of small "
        f"letters, such as '12-secant'.{near}"
    )
    assert files(tmp_path) == {}


def test_what_exists_is_left_alone(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    main(["new", "12-secant", "--into", str(tmp_path)])
    capsys.readouterr()
    place = tmp_path / "assignments"
    before = files(tmp_path)

    assert refused(capsys, "12-secant", "--into", tmp_path) == (
        f"{place / '12-secant'} exists already; take another name, or move it away."
    )
    assert refused(capsys, "12-newton", "--into", tmp_path) == (
        f"'12-newton': the number 12 belongs to '12-secant' in {place}. Did you mean "
        "'01-newton'?"
    )
    assert refused(capsys, "13-secant", "--into", tmp_path) == (
        f"{tmp_path / 'reference' / 'secant.py'} exists already, and would hold the "
        "answers of '13-secant'; take another name."
    )
    assert files(tmp_path) == before


def test_a_name_that_python_cannot_import_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for name, module in (("12-lambda", "lambda"), ("12-2nd-order", "2nd_order")):
        assert refused(capsys, name, "--into", tmp_path) == (
            f"{name!r}: the answers would stand in {module}.py, which Python cannot "
            "import; take another name."
        )


@pytest.mark.parametrize(
    ("signature", "why"),
    [
        ("secant", "is not of the form 'name(first, second)' with plain names."),
        ("f(x=1)", "is not of the form 'name(first, second)' with plain names."),
        ("f(x, y, x)", "has the parameter 'x' more than once."),
        ("_f(x)", ": the name of an exercise does not begin with an underscore."),
        (
            "gradient_step(x)",
            (
                "has the name of the example that a new assignment comes with; take "
                "another one, or leave --exercise out."
            ),
        ),
    ],
)
def test_a_signature_that_is_none_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, signature: str, why: str
) -> None:
    said = refused(capsys, "12-new", "--exercise", signature, "--into", tmp_path)

    assert said == f"--exercise {signature!r} {why}".replace(" :", ":")
    assert files(tmp_path) == {}


@pytest.mark.skipif(os.name != "posix", reason="a file where a folder is due")
def test_a_place_that_is_no_folder_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "course").write_text("mine", "utf-8")

    said = refused(capsys, "12-secant", "--into", tmp_path / "course")

    assert said == (
        f"{tmp_path / 'course' / 'assignments' / '12-secant'} cannot be written: Not a "
        "directory."
    )
    assert (tmp_path / "course").read_text("utf-8") == "mine"
