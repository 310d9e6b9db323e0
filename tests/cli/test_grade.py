"""A class is graded into a gradebook, whatever it looks like and whatever happens."""

import json
import os
import random
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from grader.gradebook import Gradebook
from tests.assignment.written import NAME, RIGHT
from tests.cli.conftest import CommandLine, marks
from tests.intake.classes import CODE, LAID_OUT, build

HALF = "def double(x):\n    return x * x\n\n\ndef shift(x, by):\n    return x + by\n"
HANGS = "def double(x):\n    while True:\n        pass\n"
CLASS: Mapping[str, str] = {
    "ada/solution.py": RIGHT,
    "bob/solution.py": HALF,
    "cyd/notes.txt": "I had no time",
    "dan/solution.py": "def double(x:\n",
    "eve/doubling.py": "def double(x):\n    return 2 * x\n",
    "eve/shifting.py": "from .doubling import double\ndef shift(x, by):\n"
    "    return double(x) / 2 + by\n",
}
NOTEBOOK = json.dumps(
    {
        "cells": [{"cell_type": "code", "source": RIGHT, "metadata": {}}],
        "metadata": {},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
)
POINTS = {"ada": 6.0, "bob": 2.0, "cyd": 0.0, "dan": 0.0, "eve": 6.0}


def grade(run: CommandLine, source: Path, book: Path, *more: str) -> list[str]:
    """Return the command that grades a source into a book."""
    assignments = ("--assignments", str(run.assignments))
    return ["grade", str(source), "-o", str(book), *assignments, *more]


def points(book: Path, name: str = NAME) -> dict[str, float]:
    with Gradebook.open(book) as opened:
        return {s.person.identity: s.total for s in opened.standings(name)}


def test_a_class_in_a_folder_is_graded(run: CommandLine, tmp_path: Path) -> None:
    source, book = build(tmp_path, CLASS), tmp_path / "class.db"

    done = run(*grade(run, source, book, "-a", NAME))

    assert done.code == 0, done
    assert "5 submissions of 5 students" in done.out
    assert "Graded 5 submissions" in done.out
    assert "cyd: Nothing here is a .py or .ipynb file" in done.out
    assert f"Next: `grader report {book}`." in done.out
    assert points(book) == POINTS
    assert book.stat().st_mode & 0o777 == 0o600


def test_what_is_unchanged_is_not_graded_twice(
    run: CommandLine, tmp_path: Path
) -> None:
    source, book = build(tmp_path, CLASS), tmp_path / "class.db"
    command = grade(run, source, book, "-a", NAME)
    run(*command)
    (source / "bob" / "solution.py").write_text(RIGHT, "utf-8")

    done = run(*command)

    assert "Graded 1 submission " in done.out
    assert "4 unchanged" in done.out
    assert points(book) == {**POINTS, "bob": 6.0}


def test_the_assignment_is_found_from_the_files(
    run: CommandLine, tmp_path: Path
) -> None:
    files = {"ada/a.py": RIGHT, "bob/b.py": HALF, "fay/f.py": "x = 1\n"}
    source, book = build(tmp_path, files), tmp_path / "class.db"

    done = run(*grade(run, source, book))

    assert done.code == 2
    assert "No assignment is known for (1):" in done.out
    assert "fay: The submission defines no function of any assignment" in done.out
    assert points(book) == {"ada": 6.0, "bob": 2.0}


@pytest.mark.parametrize(
    ("layout", "kind"),
    [(name, ("zip", "folder", "tar.gz")[at % 3]) for at, name in enumerate(LAID_OUT)],
)
def test_each_layout_is_recognised_and_graded(
    run: CommandLine, tmp_path: Path, layout: str, kind: str
) -> None:
    files = {
        name.replace("04-momentum", NAME).replace("01-gradient-descent", NAME): (
            {CODE: RIGHT, "{}": NOTEBOOK}.get(str(content), content)
        )
        for name, content in LAID_OUT[layout].items()
    }
    source, book = build(tmp_path, files, kind), tmp_path / "class.db"

    done = run(*grade(run, source, book, "-a", NAME))

    assert done.code in (0, 3), done  # 3 where there is a text and no file
    assert f"{layout!r}" in done.out.splitlines()[0]
    assert set(points(book).values()) <= {6.0, 0.0}
    assert 6.0 in points(book).values()
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted(
        [source.name, "class.db"]
    )


def test_who_hangs_delays_nobody_by_more_than_the_deadline(
    run: CommandLine, tmp_path: Path
) -> None:
    files = {"ada/a.py": RIGHT, "hal/h.py": HANGS, "bob/b.py": HALF}
    source, book = build(tmp_path, files), tmp_path / "class.db"

    done = run(*grade(run, source, book, "-a", NAME, "--seconds", "0.5"))

    assert done.code == 0, done
    assert points(book) == {"ada": 6.0, "bob": 2.0, "hal": 0.0}


def test_a_gradebook_of_something_else_is_left_alone(
    run: CommandLine, tmp_path: Path
) -> None:
    source, book = build(tmp_path, CLASS), tmp_path / "thesis.txt"
    book.write_text("my thesis", "utf-8")

    done = run(*grade(run, source, book, "-a", NAME))

    assert done.code == 2
    assert book.read_text("utf-8") == "my thesis"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--layout", "blackbord"), "There is no layout 'blackbord'"),
        (("-j", "-1"), "--jobs is -1"),
        (("--seconds", "0"), "--seconds is 0"),
        (("-a", "99-nothing"), "There is no assignment '99-nothing'"),
        (("--roster", "nobody.csv"), "nobody.csv"),
    ],
)
def test_a_wrong_command_line_is_told_what_is_wrong(
    run: CommandLine, tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    source = build(tmp_path, CLASS)

    done = run(*grade(run, source, tmp_path / "class.db", *arguments))

    assert done.code == 2
    assert sentence in done.err


def test_nothing_of_a_hostile_folder_is_imported(
    run: CommandLine, poisoned: Path, tmp_path: Path
) -> None:
    done = run(*grade(run, poisoned, tmp_path / "class.db", "-a", NAME), cwd=poisoned)

    assert "Graded" in done.out, done
    assert marks(poisoned) == []


def test_a_roster_says_who_is_missing(run: CommandLine, tmp_path: Path) -> None:
    source, book = build(tmp_path, CLASS), tmp_path / "class.db"
    roster = tmp_path / "roster.csv"
    roster.write_text("SID,Name\nada,Ada L\nzoe,Zoë Z\n", "utf-8")

    done = run(*grade(run, source, book, "-a", NAME, "--roster", str(roster)))

    assert done.code == 0, done
    with Gradebook.open(book) as opened:
        missing = [
            s.person.name for s in opened.standings(NAME) if s.status == "missing"
        ]
    assert missing == ["Zoë Z"]


def many(tmp_path: Path, count: int) -> Path:
    files = {
        f"s{number:03}/solution.py": (HALF if number % 3 else RIGHT) + f"# {number}\n"
        for number in range(count)
    }
    return build(tmp_path, files)


def killed(run: CommandLine, command: list[str], seconds: float) -> None:
    """Start a command and kill its whole group after a while."""
    process = subprocess.Popen(  # noqa: S603 - our own command, no shell
        run.command(*command),
        cwd=run.assignments,
        env=dict(run.environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.mark.parametrize("kills", [3, pytest.param(20, marks=pytest.mark.long)])
def test_a_batch_that_is_killed_goes_on_where_it_was(
    run: CommandLine, tmp_path: Path, kills: int
) -> None:
    source = many(tmp_path, 8 * kills)
    calm, torn = tmp_path / "calm.db", tmp_path / "torn.db"
    begun = time.monotonic()
    run(*grade(run, source, calm, "-a", NAME))
    whole = time.monotonic() - begun
    moments = random.Random(7)  # noqa: S311 - any moments will do

    for _ in range(kills):
        killed(run, grade(run, source, torn, "-a", NAME), moments.uniform(0.3, whole))
    done = run(*grade(run, source, torn, "-a", NAME))

    assert done.code == 0, done
    assert points(torn) == points(calm)
    with Gradebook.open(torn) as opened:
        assert opened.verify() == []


def test_ctrl_c_finishes_what_is_running_and_says_how_to_go_on(
    run: CommandLine, tmp_path: Path
) -> None:
    source, book = many(tmp_path, 60), tmp_path / "class.db"
    command = grade(run, source, book, "-a", NAME)
    process = subprocess.Popen(  # noqa: S603 - our own command, no shell
        run.command(*command),
        cwd=run.assignments,
        env=dict(run.environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    )
    _wait_for_a_result(book, process)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all of them
    out, err = process.communicate(timeout=60)

    assert process.returncode == 130, (out, err)
    assert "finishing what is running" in err
    assert "Stopped. What was graded is saved; the same command goes on." in out
    assert "Traceback" not in err
    assert 0 < len(points(book)) < 60
    again = run(*command)
    assert again.code == 0
    assert len(points(book)) == 60


def _wait_for_a_result(book: Path, process: "subprocess.Popen[str]") -> None:
    while process.poll() is None:
        time.sleep(0.02)
        if book.exists() and _has_results(book):
            return


def _has_results(book: Path) -> bool:
    try:
        return len(points(book)) > 0
    except Exception:  # noqa: BLE001 - it is just being made
        return False
