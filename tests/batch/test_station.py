"""A station judges submissions of several files, and says whose fault it is if not."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.batch.job import Done, Job, Setting, packed, unpacked
from grader.batch.station import Station
from grader.sandbox.levels import choose
from grader.scoring import total

ROOT = Path(__file__).parent.parent.parent
SAMPLES = ROOT / "submissions" / "01-gradient-descent"
STEP = b"def gradient_descent(grad, x0, lr, steps):\n    return 0\n"


@pytest.fixture(scope="module")
def station() -> Iterator[Station]:
    level, trials = choose()
    assert level, trials
    station = Station(Setting(str(ROOT / "assignments"), level, b"secret"))
    yield station
    station.close()


def job(*files: tuple[str, bytes], assignment: str = "01-gradient-descent") -> Job:
    return Job(1, files, assignment)


def graded(station: Station, given: Job) -> Done:
    return unpacked(packed(station.grade(given)))


def test_a_right_sample_gets_full_marks_and_travels(station: Station) -> None:
    source = (SAMPLES / "amara" / "solution.py").read_bytes()

    done = graded(station, job(("solution.py", source), assignment=""))

    assert done.assignment == "01-gradient-descent"
    assert done.report
    assert total(done.report).is_full
    assert done.report.notes[0].startswith("Assignment 01-gradient-descent, known by")


def test_exercises_may_be_spread_over_files(station: Station) -> None:
    one = b"from .tools import halved\n\ndef values_along(f, path):\n"
    one += b"    return [f(x) for x in path]\n"
    two = b"def gradient_check(f, grad, x):\n    return 1.0\n\n"
    two += b"def best_of_starts(f, df, starts, lr, steps):\n    return 1\n"
    tools = b"def halved(x):\n    return x / 2\n"

    done = graded(
        station, job(("week1.py", one), ("week2.py", two), ("tools.py", tools))
    )

    assert done.report
    places = {each.name: each.place for each in done.report.exercises}
    assert done.main == "week2.py"  # it answers most
    assert places["values_along"].startswith("week1.py, ")
    assert places["gradient_check"].startswith("week2.py, ")
    along = next(e for e in done.report.exercises if e.name == "values_along")
    assert any(check.earned for check in along.checks)


def test_of_two_definitions_it_is_said_which_counts(station: Station) -> None:
    done = graded(station, job(("a.py", STEP), ("old.py", STEP)))

    assert done.report
    note = "gradient_descent is defined in a.py and old.py; the one in a.py counts."
    assert note in done.report.notes


def test_nothing_to_execute_is_the_submissions_own_doing(station: Station) -> None:
    done = graded(station, job(("essay.pdf", b"%PDF")))

    assert done.broken == (
        "Nothing here is a .py or .ipynb file: the files are essay.pdf."
    )
    assert not done.report


def test_what_answers_no_assignment_is_said_to(station: Station) -> None:
    done = graded(station, job(("a.py", b"x = 1\n"), assignment=""))

    assert not done.assignment
    assert "defines no function of any assignment" in done.broken
