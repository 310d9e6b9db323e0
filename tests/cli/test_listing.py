"""`grader list`: a line for each assignment, broken neighbours or not."""

from pathlib import Path

from tests.assignment.written import MANIFEST, write
from tests.cli.conftest import CommandLine


def test_there_is_a_line_for_each_with_its_points(run: CommandLine) -> None:
    done = run("list", "--verbose")

    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "01-small     6 points   2 exercises  Doubling and shifting",
        "             4  double(x)",
        "             2  shift(x, by)",
    ]


def test_a_broken_assignment_does_not_hide_the_others(
    run: CommandLine, tmp_path: Path
) -> None:
    write(tmp_path, "00-broken", handout=None)
    folder = write(tmp_path)

    done = run("list", "--assignments", folder.parent)

    assert done.code == 2
    assert done.out.startswith("01-small ")
    assert done.err == (
        "grader: 00-broken/handout.md: the file is missing; every assignment has one.\n"
    )


def test_a_broken_manifest_does_not_hide_the_others(
    run: CommandLine, tmp_path: Path
) -> None:
    write(tmp_path, "00-broken", assignment="title =\n")
    folder = write(tmp_path)

    done = run("list", "--assignments", folder.parent)

    assert done.code == 2
    assert "01-small " in done.out


def test_a_summary_can_be_printed_in_any_encoding(
    run: CommandLine, tmp_path: Path
) -> None:
    folder = write(tmp_path, assignment=MANIFEST.replace("Doubling", "β → 2β"))

    done = run("list", "--assignments", folder.parent, PYTHONIOENCODING="ascii")

    assert (done.code, done.err) == (0, "")
