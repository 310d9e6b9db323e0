"""No student can choose for the class how it is read."""

from pathlib import Path

import pytest

from grader.intake import open_source
from tests.intake.classes import CANVAS, CODE, FLAT, FOLDERS, build


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
