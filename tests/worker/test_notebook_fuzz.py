"""Whatever became of a notebook, reading and loading it end in facts or a fault."""

import platform
import random
from collections.abc import Iterator

import pytest

from grader.errors import NotLoaded, StudentFault
from grader.sandbox.levels import Sandbox, choose
from grader.sandbox.limits import Limits
from grader.sandbox.proxy import Student
from grader.sandbox.reading import Reading, read
from grader.sandbox.settings import Level
from grader.sandbox.submission import Submission
from tests.worker.notebook_mutants import mutant

_LIMITS = Limits(load_seconds=3.0, call_seconds=1.0, replacements=0)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    level, _ = choose()
    if platform.system() != "Linux":
        level = Level.PORTABLE
    assert level is not None, "no level holds here: run `grader doctor`"
    with Sandbox(level) as sandbox:
        yield sandbox


def _try(data: bytes, sandbox: Sandbox) -> bool:
    """Read and load a notebook; tell whether its function could be called."""
    submission = Submission.of_source(data, "hw.ipynb")
    try:
        reading = read(submission, sandbox.open_link, _LIMITS)
    except NotLoaded:
        reading = None
    if reading:
        _expect_plain(reading)
        submission = reading.submission
    with Student(submission, sandbox.open_link, _LIMITS) as student:
        try:
            student.double(21)
        except StudentFault as fault:
            assert len(str(fault)) < 5_000  # noqa: PT017 - one of two good ends
            return False
    return True


def _expect_plain(reading: Reading) -> None:
    assert reading.marker is None or len(reading.marker) <= 200
    assert all(isinstance(each.module, str) for each in reading.imports)
    assert all(each.first_line <= each.last_line for each in reading.definitions)
    assert all(len(why) <= 500 for _, _, why in reading.problems)


def _fuzz(seed: int, count: int, sandbox: Sandbox) -> None:
    rng = random.Random(seed)  # noqa: S311 - mutations, not secrets
    zygote = None

    loaded = 0
    for _ in range(count):
        loaded += _try(mutant(rng), sandbox)
        zygote = zygote or sandbox.zygote_pid

    assert loaded > count / 10
    assert (sandbox.zygote_pid, sandbox.restarts) == (zygote, 0)


def test_three_hundred_mutants_end_in_facts_or_faults(sandbox: Sandbox) -> None:
    _fuzz(1, 300, sandbox)


@pytest.mark.long
def test_five_thousand_mutants_end_in_facts_or_faults(sandbox: Sandbox) -> None:
    _fuzz(2, 5_000, sandbox)
