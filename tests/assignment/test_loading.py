"""A broken assignment says all that is wrong with it, with file, name and line."""

import re
import sys
from pathlib import Path
from typing import Any

import pytest

from grader.assignment import defined_twice, known, load
from grader.errors import AssignmentFault
from tests.assignment.written import CHECKS, MANIFEST, MISCONCEPTIONS, NAME, write


def problems(folder: Path) -> list[str]:
    """Return the sentences in which loading complains, without the folder's name."""
    with pytest.raises(AssignmentFault) as fault:
        load(folder)
    return [
        line.removeprefix(f"{folder.name}/") for line in str(fault.value).split("\n")
    ]


def known_problems(folder: Path) -> list[str]:
    """Return the same for the known mistakes."""
    assignment = load(folder)
    with pytest.raises(AssignmentFault) as fault:
        known(assignment)
    return [
        line.removeprefix(f"{folder.name}/") for line in str(fault.value).split("\n")
    ]


def checks_of(head: str, arguments: str = "student, truth, rng", doc: str = "x") -> str:
    """Return the checks with one more under a decorator of one's choice."""
    return (
        f"{CHECKS}\n\n@check({head})\ndef added({arguments}):\n"
        f"    {'' if not doc else repr(doc)}\n    return []\n"
    )


def test_a_sound_assignment_has_its_checks_in_order_public_ones_first(
    tmp_path: Path,
) -> None:
    assignment = load(write(tmp_path))

    names = [(each.name, each.is_hidden) for each in assignment.checks]
    assert assignment.name == NAME
    assert names == [
        ("small_numbers", False),
        ("one_step", False),
        ("small_numbers", True),
        ("one_step", True),
    ]
    assert [each.name for each in assignment.of("shift")] == ["one_step", "one_step"]
    assert assignment.truth.functions["double"](4) == 8


def test_the_known_mistakes_are_loaded_with_their_docstring(tmp_path: Path) -> None:
    (square,) = known(load(write(tmp_path))).mistakes

    assert square.statement == "The number is squared."
    assert square.hint == "What is twice one?"


def test_hidden_checks_may_be_left_out_altogether(tmp_path: Path) -> None:
    assignment = load(write(tmp_path, hidden_checks=None))

    assert not any(each.is_hidden for each in assignment.checks)


def test_every_problem_is_said_at_once(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        assignment=MANIFEST.replace("summary =", "sumary =").replace(
            "double(x)", "double(z)"
        ),
        checks=CHECKS.replace('"shift", points=1', '"shit", points=-1'),
        hidden_checks=CHECKS.replace("points=2", "points=1"),
        handout=None,
        starter=None,
    )

    assert problems(folder) == [
        (
            "assignment.toml: key 'sumary' is not one of title, summary, due, "
            "late, limits, exercise. Did you mean 'summary'?"
        ),
        "assignment.toml: summary has to be text; it is None.",
        "handout.md: the file is missing; every assignment has one.",
        "starter.py: the file is missing; every assignment has one.",
        (
            "hidden_checks.py: check 'small_numbers' has no hidden twin of that name "
            "worth at least 2."
        ),
        (
            "checks.py: exercise of check 'one_step', 'shit' is not one of double, "
            "shift. Did you mean 'shift'?"
        ),
        "checks.py: check 'one_step' is worth -1 points, not > 0.",
        "checks.py: exercise 'shift' has no check.",
        "assignment.toml: signature 'double(z)': the reference takes (x).",
    ]


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        (
            {"checks": None},
            "checks.py: the file is missing; every assignment has one.",
        ),
        (
            {"checks": "x = 1\n\ndef broken(:\n"},
            "checks.py: SyntaxError in line 3: invalid syntax (checks.py, line 3)",
        ),
        (
            {"checks": f"{CHECKS}\n1 / 0\n"},
            "checks.py: ZeroDivisionError in line 15: division by zero",
        ),
        (
            {"hidden_checks": "import math\n\nmath.sqrt(\n    -1\n)\n"},
            "hidden_checks.py: ValueError in line 3: math domain error",
        ),
        (
            {"checks": "from grader.checks import chekc\n"},
            (
                "checks.py: ImportError in line 1: cannot import name 'chekc' from "
                "'grader.checks'"
            ),
        ),
        (
            {"checks": checks_of('"double", points=1', doc="")},
            (
                "checks.py: check 'added' has no docstring; it is the line that the "
                "student reads."
            ),
        ),
        (
            {"checks": checks_of('"double", points=1', arguments="pupil, truth")},
            (
                "checks.py: check 'added' takes (pupil, truth); a check takes "
                "(student, truth, rng), and reading if it looks at the source."
            ),
        ),
        (
            {"checks": checks_of('"double", points=0')},
            "checks.py: check 'added' is worth 0 points, not > 0.",
        ),
        (
            {"checks": checks_of('"double", points=1, needs=["one_stop"]')},
            (
                "checks.py: need of check 'added', which has to stand above it, "
                "'one_stop' is not one of small_numbers, one_step. Did you mean "
                "'one_step'?"
            ),
        ),
        (
            {"checks": f"{CHECKS}\n\nsecond = one_step\n"},
            "checks.py: 'one_step' is stored as 'second'.",
        ),
        (
            {"assignment": MANIFEST.replace("shift(x, by)", "shuft(x, by)")},
            "assignment.toml: the reference has no function 'shuft'.",
        ),
        (
            {"assignment": MANIFEST.replace("shift(x, by)", "shift(by, x)")},
            "assignment.toml: signature 'shift(by, x)': the reference takes (x, by).",
        ),
    ],
)
def test_a_problem_names_its_file_and_what_is_there(
    files: dict[str, Any], sentence: str, tmp_path: Path
) -> None:
    said = problems(write(tmp_path, **files))

    assert any(each.startswith(sentence) for each in said), said


@pytest.mark.parametrize("points", ["True", '"2"', "float('nan')", "float('inf')"])
def test_points_have_to_be_a_finite_number(points: str, tmp_path: Path) -> None:
    folder = write(
        tmp_path, checks=checks_of(f'"double", points={points}'), hidden_checks=None
    )

    said = problems(folder)

    assert any("added" in each and "points" in each for each in said)


def test_a_need_has_to_stand_above(tmp_path: Path) -> None:
    early = CHECKS.replace("points=2", 'points=2, needs=["one_step"]')

    said = problems(write(tmp_path, checks=early, hidden_checks=None))

    assert len(said) == 1
    assert said[0].startswith(
        "checks.py: need of check 'small_numbers', which has to stand above it, "
        "'one_step' is not one of "
    )


def test_a_sentence_does_not_list_nothing(tmp_path: Path) -> None:
    early = CHECKS.replace("points=2", 'points=2, needs=["one_step"]')

    said = problems(write(tmp_path, checks=early, hidden_checks=None))

    assert not any("not one of ." in each for each in said)


def test_a_need_in_an_exercise_that_comes_later_is_refused(tmp_path: Path) -> None:
    # It stands above in the file, yet runs afterwards, so that the check that needs it
    # would be skipped for everybody.
    head, double, shift = re.split(r"\n\n\n(?=@check)", CHECKS)
    double = double.replace("points=2", 'points=2, needs=["one_step"]')
    turned = "\n\n\n".join([head, shift.rstrip("\n"), double]) + "\n"

    said = problems(write(tmp_path, checks=turned, hidden_checks=None))

    assert any("one_step" in each for each in said)


def test_two_checks_of_one_name_are_noticed(tmp_path: Path) -> None:
    second = checks_of('"double", points=1').replace("def added", "def one_step")

    found = defined_twice(write(tmp_path, checks=second, hidden_checks=None))

    assert found == ["one_step in checks.py"]


def test_checks_and_hidden_checks_share_a_module(tmp_path: Path) -> None:
    shared = CHECKS.replace("[(1.0,), (-2.0,)]", "CASES")
    shared = f"from .grounds import CASES\n{shared}"
    folder = write(tmp_path, checks=shared, hidden_checks=shared)
    (folder / "grounds.py").write_text("CASES = [(1.0,)]\n", "utf-8")

    first = load(folder)
    (folder / "grounds.py").write_text("CASES = 1 / 0\n", "utf-8")

    assert {each.is_hidden for each in first.checks} == {False, True}
    assert "ZeroDivisionError" in problems(folder)[0]


def test_the_line_is_found_in_a_relative_folder_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path, checks=f"{CHECKS}\n1 / 0\n")
    monkeypatch.chdir(tmp_path)

    said = problems(folder.relative_to(tmp_path))

    assert said[0].startswith("checks.py: ZeroDivisionError in line 15:")


def test_a_module_that_exits_is_a_problem_of_the_assignment(tmp_path: Path) -> None:
    folder = write(tmp_path, checks="raise SystemExit(0)\n")
    try:
        said = problems(folder)
    except SystemExit as exit_:
        pytest.fail(f"the grader would end with exit code {exit_.code}")

    assert said[0].startswith("checks.py: SystemExit in line 1")


def test_a_tree_without_a_reference_is_an_assignments_fault(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (tmp_path / "reference" / "__init__.py").unlink()

    assert problems(folder) == [f"There is no reference at {tmp_path / 'reference'}."]


def test_a_missing_reference_does_not_hide_other_problems(tmp_path: Path) -> None:
    folder = write(tmp_path, handout=None)
    (tmp_path / "reference" / "__init__.py").unlink()

    assert len(problems(folder)) == 2


@pytest.mark.parametrize(
    "text", ["def double(x):\n", "double = 3\nshift = print\n", "1 / 0\n"]
)
def test_a_broken_reference_is_an_assignments_fault(text: str, tmp_path: Path) -> None:
    folder = write(tmp_path, reference=text)
    said = []
    try:
        said = problems(folder)
    except Exception as error:  # noqa: BLE001 - that is what must not get out
        pytest.fail(f"not an AssignmentFault: {error!r}")

    assert said


def test_every_problem_of_the_known_mistakes_is_said_at_once(tmp_path: Path) -> None:
    broken = f"""{MISCONCEPTIONS}

@misconception("duoble", hint="", same_as="sqare: the same")
def cube(x):
    return x**3
"""

    assert known_problems(write(tmp_path, misconceptions=broken)) == [
        (
            "misconceptions.py: exercise 'duoble' is not one of double, shift. Did you "
            "mean 'double'?"
        ),
        "misconceptions.py: 'cube' has no statement.",
        "misconceptions.py: 'cube' has no hint.",
        (
            "misconceptions.py: same_as of 'cube', 'sqare' is not one of square, cube. "
            "Did you mean 'square'?"
        ),
    ]


def test_the_simple_inputs_are_loaded_and_have_to_fit(tmp_path: Path) -> None:
    good = f"{MISCONCEPTIONS}\n\nEXAMPLES = {{'double': [(1.0,), (2.0,)]}}\n"
    bad = f"{MISCONCEPTIONS}\n\nEXAMPLES = {{'duble': [], 'shift': [(1.0,)]}}\n"

    assert known(load(write(tmp_path / "good", misconceptions=good))).examples == {
        "double": [(1.0,), (2.0,)]
    }
    sys.modules.pop("reference")
    assert known_problems(write(tmp_path / "bad", misconceptions=bad)) == [
        (
            "misconceptions.py: exercise of EXAMPLES 'duble' is not one of double, "
            "shift. Did you mean 'double'?"
        ),
        "misconceptions.py: an example of 'shift' does not fit ('x', 'by').",
    ]


@pytest.mark.parametrize(
    "examples", ["[1]", "{'double': 3}", "{'double': [1.0]}", "{'double': [None]}"]
)
def test_simple_inputs_of_another_form_are_an_assignments_fault(
    examples: str, tmp_path: Path
) -> None:
    broken = f"{MISCONCEPTIONS}\n\nEXAMPLES = {examples}\n"
    said = []
    try:
        said = known_problems(write(tmp_path, misconceptions=broken))
    except (AttributeError, TypeError) as error:
        pytest.fail(f"not an AssignmentFault: {error!r}")

    assert "EXAMPLES" in said[0]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (None, "misconceptions.py: the file is missing; every assignment has one."),
        (
            "def broken(:\n",
            (
                "misconceptions.py: SyntaxError in line 1: invalid syntax "
                "(misconceptions.py, line 1)"
            ),
        ),
        (
            "import math\nmath.pie\n",
            (
                "misconceptions.py: AttributeError in line 2: module 'math' has no "
                "attribute 'pie'"
            ),
        ),
    ],
)
def test_known_mistakes_that_cannot_be_executed_say_why(
    text: str | None, sentence: str, tmp_path: Path
) -> None:
    assert known_problems(write(tmp_path, misconceptions=text)) == [sentence]
