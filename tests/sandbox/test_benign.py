"""What honest homework does works in the box."""

import importlib.util
import sys

import pytest

from grader.errors import RaisedError
from grader.sandbox.levels import Sandbox
from grader.sandbox.proxy import Student
from grader.sandbox.submission import Submission
from tests.sandbox.attacks.benign import AMPLE, NUMERICAL, Benign
from tests.sandbox.attacks.benign_library import LIBRARY


@pytest.mark.parametrize(
    "program", [*NUMERICAL, *LIBRARY], ids=lambda program: program.name
)
def test_an_honest_program_works(program: Benign, hostile: Sandbox) -> None:
    if program.needs and importlib.util.find_spec(program.needs) is None:
        pytest.skip(f"{program.needs} is not installed for {sys.executable}")
    submission = Submission.of_source(program.source)

    with Student(submission, hostile.open_link, AMPLE) as student:
        assert student.notes == ()
        if program.refused:
            with pytest.raises(RaisedError):
                student.work()
        else:
            assert student.work() is True
