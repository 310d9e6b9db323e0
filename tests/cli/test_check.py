"""`grader check`: exit codes, sentences, and files of every kind."""

import json
import os
import pty
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.assignment.written import CHECKS, RIGHT, write
from tests.cli.conftest import CommandLine, Done

WRONG = RIGHT.replace("x + x", "x * x")
BEFORE_LONG = 30 * 2**20


def said(done: Done) -> str:
    """Return the one sentence in which a command refuses, checked for its form."""
    assert done.out == ""
    assert "Traceback" not in done.err
    (line,) = done.err.splitlines()
    assert line.startswith("grader: ")
    assert line.endswith((".", "?"))
    return line.removeprefix("grader: ")


def notebook(*sources: str, output: str = "") -> str:
    cells = [
        {
            "cell_type": "code",
            "source": source,
            "metadata": {},
            "execution_count": 1,
            "outputs": [{"output_type": "stream", "name": "stdout", "text": output}],
        }
        for source in sources
    ]
    return json.dumps(
        {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    )


def test_full_marks_exit_with_0(run: CommandLine) -> None:
    (done,) = run.first

    assert (done.code, done.err) == (0, "")
    assert "Total 6/6" in done.out
    assert "known by the line 'grader assignment:' in the file" in done.out


def test_lost_points_exit_with_1_and_say_what_is_wrong(
    run: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "wrong.py").write_text(WRONG, "utf-8")

    done = run("check", tmp_path / "wrong.py")

    assert (done.code, done.err) == (1, "")
    assert "The number is squared." in done.out
    assert "Hint: What is twice one?" in done.out
    assert "Total 2/6" in done.out


def test_a_check_of_ours_that_fails_exits_with_3(
    tmp_path: Path, run: CommandLine
) -> None:
    broken = CHECKS.replace(
        '"""Small numbers are doubled."""', '"""Broken."""\n    1 / 0'
    )
    folder = write(tmp_path, checks=broken)
    (tmp_path / "right.py").write_text(RIGHT, "utf-8")

    done = run("check", tmp_path / "right.py", "--assignments", folder.parent)

    assert done.code == 3
    assert "Total 4/4 (provisional)" in done.out
    assert "ZeroDivisionError" not in done.out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["no.py"], "'no.py' cannot be read: No such file or directory."),
        (["."], "'.' is no file; `check` takes one file."),
        (
            ["01-small/handout.md"],
            (
                "'01-small/handout.md' is neither a .py nor an .ipynb file; hand in "
                "one of these."
            ),
        ),
        (["loop.py"], "'loop.py' cannot be read: Too many levels of symbolic links."),
        (
            ["01-small/starter.py", "-a", "01-smal"],
            (
                "There is no assignment '01-smal'; there are 01-small. Did you mean "
                "'01-small'?"
            ),
        ),
        (
            ["01-small/starter.py", "--assignments", "nowhere"],
            "There is no folder of assignments at nowhere.",
        ),
        (
            ["01-small/starter.py", "--only", "duble"],
            (
                "01-small has no exercise 'duble'; it has double, shift. "
                "Did you mean 'double'?"
            ),
        ),
    ],
)
def test_what_cannot_be_done_exits_with_2_and_one_sentence(
    arguments: list[str], sentence: str, run: CommandLine
) -> None:
    loop = run.assignments / "loop.py"
    if not loop.is_symlink():
        loop.symlink_to("loop.py")

    done = run("check", *arguments)

    assert done.code == 2
    assert said(done) == sentence


def test_a_misspelt_exercise_gets_its_nearest_match(run: CommandLine) -> None:
    done = run("check", "01-small/starter.py", "--only", "duble")

    assert "Did you mean 'double'?" in said(done)


def test_a_name_that_is_too_long_is_said_as_such(run: CommandLine) -> None:
    done = run("check", f"{'x' * 300}.py")

    assert done.code == 2
    assert "cannot be read" in said(done)


def test_a_named_pipe_is_not_waited_for(run: CommandLine, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.py")
    process = subprocess.Popen(  # noqa: S603 - our own command, no shell
        run.command("check", tmp_path / "pipe.py"),
        env=run.environment,
        stderr=subprocess.PIPE,
    )
    try:
        _, err = process.communicate(timeout=1)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        pytest.fail("it waits")

    assert process.returncode == 2
    assert b"pipe.py" in err


def test_an_empty_file_gets_nothing(run: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "empty.py").touch()

    done = run("check", tmp_path / "empty.py", "-a", "1")

    assert done.code == 1
    assert "double is not defined in your submission." in done.out
    assert "Total 0/6" in done.out


def test_an_empty_file_alone_asks_for_the_assignment(
    run: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "empty.py").touch()

    done = run("check", tmp_path / "empty.py")

    assert done.code == 2
    assert said(done) == (
        "The submission defines no function of any assignment; name the assignment "
        "with -a NAME."
    )


@pytest.mark.parametrize(
    ("name", "text", "clue"),
    [
        ("a.py", "def double(x:\n    return 2\n", "line 1"),
        ("a.ipynb", "", "JSON"),
    ],
)
def test_what_cannot_be_read_is_said_where_no_assignment_fits(
    name: str, text: str, clue: str, run: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text, "utf-8")

    done = run("check", tmp_path / name)

    assert clue in done.err + done.out


def test_a_marker_that_names_nothing_is_quoted(
    run: CommandLine, tmp_path: Path
) -> None:
    text = "# grader assignment: 99-\x1b[31mred\n"
    (tmp_path / "a.py").write_text(text, "utf-8")

    done = run("check", tmp_path / "a.py")

    assert done.code == 2
    assert said(done) == (
        "There is no assignment '99-\\x1b[31mred'; there are 01-small."
    )


def test_a_file_that_fits_two_assignments_asks_which(
    run: CommandLine, tmp_path: Path
) -> None:
    write(tmp_path, "02-same")
    folder = write(tmp_path)
    (tmp_path / "a.py").write_text("def double(x): return x\n", "utf-8")

    done = run("check", tmp_path / "a.py", "--assignments", folder.parent)

    assert done.code == 2
    assert said(done) == (
        "The submission fits several assignments (01-small, 02-same); name one with "
        "-a NAME."
    )


def test_a_broken_assignment_says_all_that_is_wrong(
    run: CommandLine, tmp_path: Path, right: Path
) -> None:
    broken = CHECKS.replace('"shift"', '"shit"')
    folder = write(tmp_path, checks=broken, handout=None)

    done = run("check", right, "--assignments", folder.parent)

    assert done.code == 2
    assert len(done.err.splitlines()) == 3
    assert "Did you mean 'shift'?" in done.err
    assert "Traceback" not in done.err


def test_a_broken_neighbour_does_not_keep_a_good_assignment_from_use(
    run: CommandLine, tmp_path: Path, right: Path
) -> None:
    write(tmp_path, "00-broken", assignment="title =\n")
    folder = write(tmp_path)

    done = run("check", right, "-a", "01-small", "--assignments", folder.parent)

    assert done.code == 0


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("grüße 漢字 \u202e[bold].py", "grüße 漢字 \\u202e[bold].py"),
        ("-dash.py", "-dash.py"),
    ],
)
def test_unusual_file_names_are_shown_as_text(
    name: str, shown: str, run: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(RIGHT, "utf-8")

    done = run("check", tmp_path / name)

    assert done.code == 0
    assert done.out.startswith(f"Small functions: {shown} ")


def test_a_name_with_a_line_feed_is_refused(run: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "a\nb.py").write_text(RIGHT, "utf-8")

    done = run("check", tmp_path / "a\nb.py")

    assert done.code == 1
    assert said(done) == "A file name holds control characters: 'a\\nb.py'."


def test_a_name_that_is_no_utf8_does_no_harm(run: CommandLine, tmp_path: Path) -> None:
    name = os.fsdecode(b"bad\xff.py")
    (tmp_path / name).write_text(RIGHT, "utf-8")

    done = run("check", tmp_path / name)

    assert done.code == 0
    assert "bad?.py" in done.out


@pytest.mark.parametrize(
    "size",
    [BEFORE_LONG, pytest.param(100 * 2**20, marks=pytest.mark.long)],
)
def test_a_notebook_full_of_outputs_is_graded(
    size: int, run: CommandLine, tmp_path: Path
) -> None:
    text = notebook(*RIGHT.split("\n\n\n"), output="0123456789abcdef" * (size // 32))
    (tmp_path / "a.ipynb").write_text(text, "utf-8")

    done = run("check", tmp_path / "a.ipynb")

    assert done.err == ""
    assert done.code == 0


def test_one_exercise_can_be_looked_at(run: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "wrong.py").write_text(WRONG, "utf-8")

    done = run("check", tmp_path / "wrong.py", "--only", "shift")

    assert done.code == 0
    assert "Total 2/2" in done.out
    assert "double" not in done.out


def test_json_goes_to_a_file_beside_the_report_or_alone_to_the_output(
    run: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "wrong.py").write_text(WRONG, "utf-8")

    beside = run("check", tmp_path / "wrong.py", "--json", tmp_path / "a.json")
    alone = run("check", tmp_path / "wrong.py", "--verbose", "--json", "-")

    assert beside.code == alone.code == 1
    assert "Total 2/6" in beside.out
    written: dict[str, Any] = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert written == json.loads(alone.out)
    assert written["audience"] == "student"
    assert written["score"] == {"earned": 2.0, "possible": 6, "provisional": False}
    assert "-7.5" not in alone.out  # an input of a hidden check


def test_json_that_cannot_be_written_is_said(run: CommandLine, right: Path) -> None:
    done = run("check", right, "--json", "/nowhere/a.json")

    assert done.code == 2
    assert "'/nowhere/a.json' cannot be written: no such folder." in done.err
    assert "Traceback" not in done.err


def test_json_over_homework_is_refused(run: CommandLine, right: Path) -> None:
    done = run("check", right, "--json", right)

    assert done.code == 2
    assert "looks like homework" in done.err


def test_json_never_replaces_the_homework(run: CommandLine, right: Path) -> None:
    done = run("check", right, "--json", right)

    assert right.read_text("utf-8") == RIGHT
    assert done.code == 2


def test_staff_see_the_hidden_inputs_the_same_every_time(
    run: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "wrong.py").write_text(WRONG, "utf-8")

    first, second = (
        run(
            "check",
            tmp_path / "wrong.py",
            "--staff",
            "--verbose",
            TERM="xterm-256color",
        )
        for _ in range(2)
    )

    assert "x=-7.5" in first.out
    assert first == second
    assert "\x1b" not in first.out
    assert not re.search(r"[ \t]$", first.out, re.MULTILINE)


@pytest.mark.parametrize(
    "encoding",
    [
        "ascii",
        "latin-1",
    ],
)
def test_an_output_that_is_no_utf8_can_be_written_to(
    encoding: str, run: CommandLine, tmp_path: Path
) -> None:
    text = "def double(x):\n    print('β')\n    raise ValueError('漢 🙂')\n"
    (tmp_path / "a.py").write_text(text, "utf-8")

    done = run("check", tmp_path / "a.py", PYTHONIOENCODING=encoding)

    assert done.code == 1
    assert done.err == ""
    assert "Total 0/6" in done.out


def test_a_terminal_never_gets_what_a_student_wrote_as_it_is(
    run: CommandLine, tmp_path: Path
) -> None:
    text = (
        "def double(x):\n    print('\\x1b]0;owned\\x07\\x1b[2J')\n"
        "    raise ValueError('[bold]b[/bold] \\x9b31m \\u202e \\r')\n"
    )
    (tmp_path / "a.py").write_text(text, "utf-8")
    ours, theirs = pty.openpty()

    process = subprocess.Popen(  # noqa: S603 - our own command, no shell
        run.command("check", tmp_path / "a.py", "--verbose"),
        env={**run.environment, "TERM": "xterm-256color", "COLUMNS": "100"},
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    output = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        output += part
    os.close(ours)
    assert process.wait(60) == 1
    shown = output.decode("utf-8")

    assert "Total 0/6" in re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert "[bold]b[/bold]" in shown
    assert set(re.findall(r"\x1b[^a-zA-Z]*[a-zA-Z]?", shown)) <= {
        *(each for each in re.findall(r"\x1b\[[0-9;]*m", shown)),
        "\x1b[2K",
    }
    assert not {"\x9b", "\u202e", "\x07"} & set(shown)


def test_a_home_that_cannot_be_written_costs_nothing_but_time(
    run: CommandLine, right: Path
) -> None:
    done = run("check", right, XDG_CACHE_HOME="", HOME="/dev/null")

    assert done.code == 0
    assert done.err == "grader: trying how well this machine isolates code …\n"


def test_an_isolation_that_is_not_there_is_refused(
    run: CommandLine, right: Path
) -> None:
    shown = re.search(r"isolation: (\w+)", run.first[0].out)
    assert shown is not None
    here = shown[1]

    done = run("check", right, "--require-isolation", "e")

    if here == "e":
        assert done.code == 0
    else:
        assert done.code == 2
        assert said(done) == (
            f"This machine gives isolation {here}, less than the required e; "
            "`grader doctor` says why."
        )
