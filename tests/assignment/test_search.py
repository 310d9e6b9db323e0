"""Which assignment a submission answers: by marker, by number, by what it defines."""

from pathlib import Path

import pytest

from grader.assignment import find, folders, named
from grader.errors import AssignmentFault
from grader.sandbox.reading import Definition, Reading
from grader.sandbox.submission import Submission
from tests.assignment.written import write


def reading(*defined: str, marker: str | None = None) -> Reading:
    definitions = tuple(Definition("a.py", each, 1, 2) for each in defined)
    submission = Submission.of_source("", "a.py")
    return Reading(submission, marker, (), definitions, ())


FUNCTIONS = {
    "01-descent": ("step", "path", "rate"),
    "04-momentum": ("momentum", "nesterov", "path"),
    "12-adam": ("adam", "path"),
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a folder of three assignments, of which only the manifests are written."""
    for name, functions in FUNCTIONS.items():
        folder = tmp_path / name
        folder.mkdir()
        exercises = "".join(
            f'[[exercise]]\nsignature = "{each}()"\ntitle = "{each}"\n'
            for each in functions
        )
        text = f'title = "{name}"\nsummary = "{name}"\n{exercises}'
        (folder / "assignment.toml").write_text(text, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("04-momentum", "04-momentum"),
        ("04", "04-momentum"),
        ("4", "04-momentum"),
        ("1", "01-descent"),
        ("12", "12-adam"),
    ],
)
def test_an_assignment_is_known_by_name_and_by_number(
    typed: str, found: str, place: Path
) -> None:
    assert named(place, typed).name == found


def test_an_unknown_name_gets_the_nearest(place: Path) -> None:
    with pytest.raises(AssignmentFault) as fault:
        named(place, "04-momentun")

    assert str(fault.value) == (
        "There is no assignment '04-momentun'; there are 01-descent, 04-momentum, "
        "12-adam. Did you mean '04-momentum'?"
    )


def test_the_marker_counts_more_than_what_is_defined(place: Path) -> None:
    found, why = find(place, reading("momentum", "nesterov", marker="12-adam"))

    assert found.name == "12-adam"
    assert why == "the line 'grader assignment:' in the file"


def test_most_functions_decide_without_a_marker(place: Path) -> None:
    found, why = find(place, reading("momentum", "path", "nesterov"))

    assert found.name == "04-momentum"
    assert why == "3 functions that it defines"


def test_a_marker_that_names_nothing_is_quoted_safely(place: Path) -> None:
    with pytest.raises(AssignmentFault) as fault:
        find(place, reading(marker="\x1b[31m\u202e99"))

    assert "\\x1b[31m\\u202e99" in str(fault.value)
    assert "\x1b" not in str(fault.value)


@pytest.mark.parametrize(
    ("defined", "sentence"),
    [
        (
            ("mine",),
            (
                "The submission defines no function of any assignment; name the "
                "assignment with -a NAME."
            ),
        ),
        (
            ("path",),
            (
                "The submission fits several assignments (01-descent, 04-momentum, "
                "12-adam); name one with -a NAME."
            ),
        ),
    ],
)
def test_what_cannot_be_told_is_asked_for(
    defined: tuple[str, ...], sentence: str, place: Path
) -> None:
    with pytest.raises(AssignmentFault) as fault:
        find(place, reading(*defined))

    assert str(fault.value) == sentence


def test_folders_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("10-b", "02-c", "01-a"):
        write(tmp_path, name)
    (tmp_path / "assignments" / "notes").mkdir()

    found = folders(tmp_path / "assignments")

    assert [each.name for each in found] == ["01-a", "02-c", "10-b"]


def test_a_folder_without_assignments_is_said(tmp_path: Path) -> None:
    with pytest.raises(AssignmentFault, match="There is no folder of assignments at "):
        folders(tmp_path / "nowhere")
    with pytest.raises(AssignmentFault, match="holds no assignment "):
        folders(tmp_path)


def test_a_broken_manifest_hides_no_other_assignment(place: Path) -> None:
    (place / "02-broken").mkdir()
    (place / "02-broken" / "assignment.toml").write_text("title =", "utf-8")

    assert named(place, "12").name == "12-adam"
    assert find(place, reading("momentum"))[0].name == "04-momentum"


def test_all_broken_manifests_are_said_where_none_fits(tmp_path: Path) -> None:
    write(tmp_path, "01-a", assignment="title =\n")
    write(tmp_path, "02-b", assignment="titel = 1\n")

    with pytest.raises(AssignmentFault) as fault:
        find(tmp_path / "assignments", reading("double"))

    assert "01-a/" in str(fault.value)
    assert "02-b/" in str(fault.value)
