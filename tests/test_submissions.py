"""The corpus: every sample submission gets what its expect.toml says, in a real box."""

import functools
import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.assignment import Assignment, load
from grader.judge import judge
from grader.model import Outcome, Report
from grader.sandbox.exchange import Link
from grader.sandbox.levels import Sandbox, choose
from grader.sandbox.limits import Limits
from grader.sandbox.reading import read
from grader.sandbox.submission import Submission
from grader.scoring import exercise_score, total

ROOT = Path(__file__).parent.parent
SAMPLES = sorted(each.parent for each in (ROOT / "submissions").glob("*/*/expect.toml"))
MAINS = ("solution.py", "solution.ipynb")


def expectation(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / "expect.toml").read_text("utf-8"))


def marked(folder: Path) -> Any:
    """Return a parameter: what waits for the ends of hangs is for long runs."""
    marks = [pytest.mark.long] if expectation(folder).get("slow") else []
    name = f"{folder.parent.name}/{folder.name}"
    return pytest.param(folder, id=name, marks=marks)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """Yield a sandbox, this process on one core: answers come in half the time."""
    level, trials = choose()
    assert level, trials
    cores = os.sched_getaffinity(0)
    with Sandbox(level) as sandbox:
        os.sched_setaffinity(0, {min(cores)})
        yield sandbox
    os.sched_setaffinity(0, cores)


@functools.cache
def assignment(name: str) -> Assignment:
    return load(ROOT / "assignments" / name)


def graded(folder: Path, sandbox: Sandbox) -> Report:
    (main,) = (each for each in MAINS if (folder / each).exists())

    def open_link(limits: Limits) -> Link:
        return sandbox.open_link(limits, min(os.sched_getaffinity(0)))

    reading = read(Submission.read_folder(folder, main), open_link)
    return judge(assignment(folder.parent.name), reading, open_link)


@pytest.mark.parametrize("folder", [marked(each) for each in SAMPLES])
def test_a_sample_gets_what_it_deserves(folder: Path, sandbox: Sandbox) -> None:
    want = expectation(folder)

    report = graded(folder, sandbox)

    scores = {each.name: exercise_score(each) for each in report.exercises}
    lost = {name: each.earned for name, each in scores.items() if not each.is_full}
    assert (total(report).earned, lost) == (want["earned"], want.get("exercises", {}))
    assert not any(
        check.outcome is Outcome.UNGRADED
        for each in report.exercises
        for check in each.checks
    )
    named = {each.name: each.diagnosis for each in report.exercises}
    mistakes = want.get("mistakes", {})
    for exercise, mistake in mistakes.items():
        diagnosis = named[exercise]
        assert diagnosis
        assert mistake in diagnosis.names
    for exercise, diagnosis in named.items():
        # One in extra credit is named and costs nothing.
        if exercise not in lost and exercise not in mistakes:
            assert diagnosis is None


def test_every_sample_says_what_is_expected() -> None:
    folders = {each for each in (ROOT / "submissions").glob("*/*") if each.is_dir()}

    assert folders == set(SAMPLES)


@pytest.mark.parametrize("name", sorted({each.parent.name for each in SAMPLES}))
def test_an_assignment_has_samples_of_every_kind(name: str) -> None:
    folders = [each for each in SAMPLES if each.parent.name == name]
    wrong = [each for each in folders if expectation(each).get("mistakes")]
    right = [each for each in folders if "exercises" not in expectation(each)]

    assert len(wrong) >= 3
    assert len(right) >= 10
    assert any((each / "solution.ipynb").exists() for each in right)
