import json
import platform
from collections.abc import Iterator

import pytest

from grader.errors import RaisedError
from grader.sandbox.levels import Sandbox, choose
from grader.sandbox.proxy import Student
from grader.sandbox.reading import read
from grader.sandbox.settings import Level
from grader.sandbox.submission import Submission
from tests.worker.messy_notebooks import DOUBLE, NOTEBOOKS, cell, notebook


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    level, _ = choose()
    if platform.system() != "Linux":
        level = Level.PORTABLE
    assert level is not None, "no level holds here: run `grader doctor`"
    with Sandbox(level) as sandbox:
        yield sandbox


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_messy_notebook_loads_and_its_function_can_be_called(
    name: str, sandbox: Sandbox
) -> None:
    reading = read(Submission.of_source(NOTEBOOKS[name], "hw.ipynb"), sandbox.open_link)

    with Student(reading.submission, sandbox.open_link) as student:
        assert student.double(21) == 42


def test_what_was_skipped_is_noted_with_its_cell(sandbox: Sandbox) -> None:
    source = NOTEBOOKS["broken cells among good ones"]

    with Student(
        Submission.of_source(source, "hw.ipynb"), sandbox.open_link
    ) as student:
        notes = dict(student.notes)

    assert list(notes) == [
        "cell 1",
        "cell 2, line 1",
        "cell 3, line 1",
        "cell 4, line 1",
        "cell 6, line 1",
    ]
    assert notes["cell 6, line 1"].startswith("ZeroDivisionError: division by zero")


def test_an_absent_package_complains_only_when_a_graded_call_uses_it(
    sandbox: Sandbox,
) -> None:
    source = "import torch\nt = torch.zeros(3)\ndef f():\n    return torch.ones(2)\n"

    with (
        Student(Submission.of_source(source), sandbox.open_link) as student,
        pytest.raises(RaisedError, match=r"No module named 'torch' here: torch\.ones"),
    ):
        student.f()


def test_an_import_that_a_student_guards_fails_as_they_expect(
    sandbox: Sandbox,
) -> None:
    source = (
        "try:\n    import torch\nexcept ImportError:\n    torch = None\n"
        "def f(): return torch is None\n"
    )

    with Student(Submission.of_source(source), sandbox.open_link) as student:
        assert student.f() is True


def test_packages_with_relative_imports_load(sandbox: Sandbox) -> None:
    main = (
        b"from .tools import two\nfrom . import tools\nimport more\n"
        b"def double(x): return two() * x * tools.ONE * more.ONE\n"
    )
    files = (
        ("hw/solution.py", main),
        ("hw/tools.py", b"ONE = 1\ndef two(): return 2\n"),
        ("hw/more.py", b"ONE = 1\n"),
    )

    with Student(Submission("hw/solution.py", files), sandbox.open_link) as student:
        assert student.double(4) == 8


@pytest.mark.parametrize(
    "source",
    [
        b"\xef\xbb\xbfdef f(): return 'x'\r\n",
        "def f(): return 'Grüße'\n".encode("cp1252"),
        "# -*- coding: latin-1 -*-\ndef f(): return 'é'\n".encode("latin-1"),
        b"from __future__ import annotations\ndef f(x: undefined = 1): return 'x'\n",
    ],
)
def test_odd_encodings_load(source: bytes, sandbox: Sandbox) -> None:
    with Student(Submission.of_source(source), sandbox.open_link) as student:
        assert isinstance(student.f(), str)


@pytest.mark.parametrize(
    "source",
    [b"", b"def f(:\n", b"\0\0\0", b"if 1:\n  x = 1\n\ty = 2\n", b"{" * 10_000],
)
def test_what_is_no_python_defines_nothing(source: bytes, sandbox: Sandbox) -> None:
    with Student(Submission.of_source(source), sandbox.open_link) as student:
        assert not student.has("f")


@pytest.mark.parametrize("source", [b"", b"[]", b"{}", b"\xff\xfe", b'{"cells": 5}'])
def test_what_is_no_notebook_defines_nothing(source: bytes, sandbox: Sandbox) -> None:
    submission = Submission.of_source(source, "hw.ipynb")

    with Student(submission, sandbox.open_link) as student:
        assert not student.has("f")
    assert read(submission, sandbox.open_link).problems


def test_the_reader_tells_facts_without_executing(sandbox: Sandbox) -> None:
    source = notebook(
        cell(
            "# grader assignment: 04-momentum\nimport numpy as np\nfrom os import path"
        ),
        cell(DOUBLE + "\n\nclass Adam:\n    def step(self): ..."),
        cell("while True: pass"),
        cell("def broken(:"),
    )

    reading = read(Submission.of_source(source, "hw.ipynb"), sandbox.open_link)

    assert reading.marker == "04-momentum"
    assert [(each.place, each.module) for each in reading.imports] == [
        ("cell 1", "numpy"),
        ("cell 1", "os"),
    ]
    assert ("cell 2", "double", 1, 2) in [
        (each.place, each.name, each.first_line, each.last_line)
        for each in reading.definitions
    ]
    assert reading.problems == (("cell 4", 1, "invalid syntax"),)


def test_outputs_of_a_big_notebook_are_dropped_by_the_reader(sandbox: Sandbox) -> None:
    document = json.loads(notebook(cell(DOUBLE)))
    plot = {"output_type": "display_data", "data": {"image/png": "A" * 20_000_000}}
    document["cells"][0]["outputs"] = [plot, plot]
    submission = Submission.of_source(json.dumps(document).encode(), "hw.ipynb")

    reading = read(submission, sandbox.open_link)

    assert submission.size > 40_000_000
    assert reading.submission.size < 1_000
    with Student(reading.submission, sandbox.open_link) as student:
        assert student.double(1) == 2
