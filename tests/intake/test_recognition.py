"""No student can choose for the class how it is read."""

from pathlib import Path

import pytest

from grader.intake import open_source
from tests.intake.classes import (
    ASSIGNMENTS,
    CANVAS,
    CODE,
    FLAT,
    FOLDERS,
    MOODLE,
    build,
)


@pytest.mark.parametrize(
    "name",
    [
        "x_assignsubmission_file_y.py",
        "x_y_attempt_2024-01-30-15-00-00_z.py",
        "submission_metadata.yml",
    ],
)
def test_a_file_in_canvas_does_not_look_like_another_system(
    name: str, tmp_path: Path
) -> None:
    path = build(tmp_path, {**CANVAS, f"evilmallory_666_9999_{name}": CODE})

    with open_source(path) as intake:
        assert intake.layout == "canvas"


def test_a_folder_of_a_student_does_not_look_like_a_course(tmp_path: Path) -> None:
    hostile = {
        "eve/ps1/timestamp.txt": "2015-02-02 14:58:23 UTC",
        "bob/ps1/s.py": CODE,
        "eve/submitted/ada/ps1/s.py": CODE,
        "eve/submission_metadata.yml": "",
        "eve/.git/HEAD": "",
    }

    with open_source(build(tmp_path, {**FOLDERS, **hostile})) as intake:
        assert intake.layout == "folders"
        assert [each.key for each in intake.attempts] == ["ada", "bob", "eve", "zoë"]


def test_a_flat_class_with_one_odd_name_stays_flat(tmp_path: Path) -> None:
    with open_source(build(tmp_path, {**FLAT, "team_1_2_x.py": CODE})) as intake:
        assert intake.layout == "flat"


def test_strangers_beside_moodles_folders_are_refused(tmp_path: Path) -> None:
    files = {
        **MOODLE,
        "stray/hw1.py": CODE,
        "stray.py": CODE,
        "Eve_10019166_assignsubmission_file/hw1.py": CODE,
    }

    with open_source(build(tmp_path, files)) as intake:
        assert {each.name for each in intake.refused} == {"stray", "stray.py"}
        identities = [each.people[0].identity for each in intake.attempts]
        assert len(set(identities)) == len(identities)


def test_clones_without_git_are_known_by_their_assignment(tmp_path: Path) -> None:
    files = {"04-momentum-ada/s.py": CODE, "04-momentum-bob/s.py": CODE}

    with open_source(build(tmp_path, files), assignments=ASSIGNMENTS) as intake:
        assert intake.layout == "github"
        assert [each.people[0].name for each in intake.attempts] == ["ada", "bob"]


def test_submitted_is_known_by_its_assignments(tmp_path: Path) -> None:
    files = {
        "ada/04-momentum/s.py": CODE,
        "bob/04-momentum/s.py": CODE,
        "bob/notes.txt": "",
    }
    path = build(tmp_path, files, "zip")

    with open_source(path, assignments=ASSIGNMENTS) as intake:
        assert intake.layout == "nbgrader"
        assert [each.name for each in intake.refused] == ["bob/notes.txt"]
        assert intake.notes == ("No time stamp was found: nothing can be late.",)


def test_a_course_that_is_asked_for_needs_no_names(tmp_path: Path) -> None:
    files = {"hw1/ada/s.py": CODE, "hw2/ada/s.py": CODE, "hw2/stray.py": CODE}

    with open_source(build(tmp_path, files), layout="course") as intake:
        assert [each.assignment for each in intake.attempts] == ["hw1", "hw2"]
        assert [each.name for each in intake.refused] == ["hw2/stray.py"]


def test_gradescopes_folders_are_known_without_metadata(tmp_path: Path) -> None:
    files = {"submission_1/s.py": CODE, "submission_2/s.py": CODE}

    with open_source(build(tmp_path, files)) as intake:
        assert intake.layout == "gradescope"
        assert "There is no submission_metadata.yml" in intake.notes[0]


@pytest.mark.parametrize(
    "record",
    ["{}", "{:submitters: x}", "{:submitters: [x, {}], :history: [x, {}]}", "~", "[]"],
)
def test_odd_metadata_leave_a_submission_its_folders_name(
    record: str, tmp_path: Path
) -> None:
    files = {
        "submission_metadata.yml": f"submission_1: {record}\n",
        "submission_1/s.py": CODE,
    }

    with open_source(build(tmp_path, files)) as intake:
        assert intake.attempts[0].people[0].identity == "submission_1"
