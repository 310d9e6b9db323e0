"""assignment.toml: what is missing, misspelt or of the wrong kind is all named."""

from pathlib import Path

import pytest

from grader.assignment import outline
from grader.errors import AssignmentFault
from grader.sandbox.limits import Limits
from tests.assignment.written import MANIFEST, write

HEAD = 'title = "T"\nsummary = "S"\n'
ONE = '[[exercise]]\nsignature = "double(x)"\ntitle = "D"\n'


def complaint(root: Path, text: str) -> list[str]:
    """Return the sentences in which the outline complains, without their prefix."""
    with pytest.raises(AssignmentFault) as fault:
        outline(write(root, assignment=text))
    prefix = "01-small/assignment.toml: "
    lines = str(fault.value).split("\n")
    assert all(line.startswith(prefix) for line in lines)
    return [line.removeprefix(prefix) for line in lines]


def test_a_sound_manifest_is_read(tmp_path: Path) -> None:
    text = f"{MANIFEST}\n[limits]\ncall_seconds = 1\nmemory_mib = 256\n"

    result = outline(write(tmp_path, assignment=text))

    assert result.title == "Small functions"
    assert result.parameters == {"double": ("x",), "shift": ("x", "by")}
    assert [each.title for each in result.exercises] == [
        "Twice as much",
        "A bit further",
    ]
    assert result.limits == Limits(call_seconds=1.0, memory_mib=256)


def test_every_problem_is_said_at_once(tmp_path: Path) -> None:
    text = f"""titel = "T"
summary = ""
{ONE}
weight = 3

[[exercise]]
signature = "double(x)"
title = 7

[[exercise]]
signature = "shift(x, by=1)"
title = "S"

[limits]
call_secs = 1.0
memory_mib = "much"
box_mib = -1
replacements = true
"""

    assert complaint(tmp_path, text) == [
        (
            "key 'titel' is not one of title, summary, due, late, limits, exercise. "
            "Did you mean 'title'?"
        ),
        "title has to be text; it is None.",
        "summary has to be text; it is ''.",
        "key 'exercise.weight' is not one of signature, title.",
        "title has to be text; it is 7.",
        (
            "signature 'shift(x, by=1)' is not of the form 'name(first, second)' with "
            "plain names."
        ),
        "exercise 'double' is there 2 times.",
        (
            "key 'limits.call_secs' is not one of load_seconds, call_seconds, "
            "check_seconds, submission_seconds, wall_factor, memory_mib, box_mib, "
            "output_bytes, flood_bytes, replacements. Did you mean 'call_seconds'?"
        ),
        "limits.memory_mib has to be a whole number > 0; got 'much'.",
        "limits.box_mib has to be a whole number > 0; got -1.",
        "limits.replacements has to be a whole number > 0; got True.",
    ]


def test_a_misspelt_key_of_an_exercise_gets_its_nearest_match(tmp_path: Path) -> None:
    (said,) = complaint(tmp_path, f"{HEAD}{ONE}titel = 'Twice'\n")

    assert said.endswith("Did you mean 'title'?")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (HEAD, "there is no [[exercise]]; at least one is needed."),
        (f"{HEAD}exercise = 3\n", "there is no [[exercise]]; at least one is needed."),
        (f"{HEAD}exercise = [3]\n", "an [[exercise]] is a table; one of them is 3."),
        (f"{HEAD}limits = 5\n{ONE}", "limits is a table; it is 5."),
        *(
            (
                f'{HEAD}[[exercise]]\nsignature = "{signature}"\ntitle = "D"\n',
                (
                    f"signature '{signature}' is not of the form 'name(first, second)' "
                    "with plain names."
                ),
            )
            for signature in ("double", "double(x", "a.b(x)", "f(*x)", "f(1)", "x = 1")
        ),
    ],
)
def test_a_problem_says_what_stands_there(
    text: str, sentence: str, tmp_path: Path
) -> None:
    assert complaint(tmp_path, text) == [sentence]


def test_text_that_is_no_toml_is_said_with_its_line(tmp_path: Path) -> None:
    assert complaint(tmp_path, 'title = "T"\nsummary = [\n') == [
        "Invalid value (at end of document)."
    ]
    (tmp_path / "assignments" / "01-small").rename(tmp_path / "moved")
    assert complaint(tmp_path, 'title = "T"\nsummary "S"\n') == [
        "Expected '=' after a key in a key/value pair (at line 2, column 9)."
    ]


def test_bytes_that_are_no_utf8_are_an_assignments_fault(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "assignment.toml").write_bytes(b'title = "\xff"\n')

    with pytest.raises(AssignmentFault, match=r"01-small/assignment\.toml: 'utf-8'"):
        outline(folder)


def test_a_missing_manifest_is_said_as_such(tmp_path: Path) -> None:
    folder = write(tmp_path, assignment=None)

    with pytest.raises(AssignmentFault) as fault:
        outline(folder)

    assert str(fault.value) == (
        "01-small/assignment.toml is missing; every assignment has one."
    )


def test_an_exercise_without_a_signature_can_be_found(tmp_path: Path) -> None:
    text = f'{HEAD}{ONE}\n[[exercise]]\ntitle = "Further"\n'

    (said,) = complaint(tmp_path, text)

    assert "Further" in said or "2" in said


@pytest.mark.parametrize(
    "line", ["call_seconds = nan", "call_seconds = inf", "memory_mib = 0.5"]
)
def test_a_limit_that_limits_nothing_or_everything_is_refused(
    line: str, tmp_path: Path
) -> None:
    said = complaint(tmp_path, f"{HEAD}{ONE}[limits]\n{line}\n")

    assert line.partition(" ")[0] in said[0]
