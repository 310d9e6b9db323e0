"""Each layout, recognised by itself and read to the letter."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from grader.errors import AssignmentFault
from grader.intake import LAYOUTS, Person, last_attempts, open_source
from tests.intake.classes import (
    ASSIGNMENTS,
    BLACKBOARD,
    CANVAS,
    CODE,
    COURSE,
    FLAT,
    FOLDERS,
    GITHUB,
    GRADESCOPE,
    KINDS,
    LAID_OUT,
    METADATA,
    MOODLE,
    MOODLE_FLAT,
    NBGRADER,
    build,
    by_key,
    names,
)


def test_every_layout_has_its_class_here() -> None:
    assert set(LAYOUTS) == set(LAID_OUT)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_is_recognised_and_said_aloud(
    layout: str, kind: str, tmp_path: Path
) -> None:
    path = build(tmp_path, LAID_OUT[layout], kind)

    with open_source(path, assignments=ASSIGNMENTS) as intake:
        assert intake.layout == layout
        assert f"'{layout}'" in intake.sentence
        assert f"{len(intake.attempts)} submissions" in intake.sentence
        assert not intake.refused
        code = [
            data
            for attempt in intake.attempts
            for name, data in intake.read(attempt)
            if name.endswith((".py", ".ipynb"))
        ]

    assert code
    assert set(code) <= {CODE.encode(), b"{}"}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_folder_round_everything_changes_nothing(layout: str, tmp_path: Path) -> None:
    files = {f"download/{name}": data for name, data in LAID_OUT[layout].items()}
    plain = build(tmp_path, LAID_OUT[layout], "zip", "plain")
    wrapped = build(tmp_path, files, "zip", "download")

    with (
        open_source(plain, assignments=ASSIGNMENTS) as want,
        open_source(wrapped, assignments=ASSIGNMENTS) as got,
    ):
        assert got.layout == layout
        assert got.attempts == want.attempts


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_can_be_asked_for(layout: str, tmp_path: Path) -> None:
    path = build(tmp_path, LAID_OUT[layout])

    with open_source(path, layout=layout, assignments=ASSIGNMENTS) as intake:
        assert intake.layout == layout
        assert "as asked" in intake.sentence


def test_an_unknown_layout_is_answered_with_the_nearest(tmp_path: Path) -> None:
    path = build(tmp_path, FOLDERS)

    with pytest.raises(AssignmentFault, match="Did you mean 'canvas'"):
        open_source(path, layout="canvass")


def test_a_layout_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    path = build(tmp_path, FOLDERS)

    with pytest.raises(AssignmentFault, match="nothing in it is laid out like"):
        open_source(path, layout="moodle")


def test_folders_are_students(tmp_path: Path) -> None:
    path = build(tmp_path, {**FOLDERS, "loose.py": CODE, "grades.csv": ""})
    (path / "empty").mkdir()

    with open_source(path) as intake:
        attempts = by_key(intake)
        assert list(attempts) == ["ada", "bob", "empty", "zoë"]
        assert attempts["bob"].people == (Person("bob", "bob"),)
        assert names(attempts["bob"]) == ["notes.txt", "src/solution.py"]
        assert attempts["empty"].notes == ("There is no file in it that can be read.",)
        assert [each.name for each in intake.refused] == ["loose.py"]
        assert intake.notes == ("This layout has no time stamps: nothing can be late.",)


def test_flat_files_of_the_same_stem_are_one_student(tmp_path: Path) -> None:
    path = build(tmp_path, {**FLAT, "ada.ipynb": "{}", "read me.pdf": ""})

    with open_source(path) as intake:
        assert names(by_key(intake)["ada"]) == ["ada.ipynb", "ada.py"]
        assert [each.name for each in intake.refused] == ["read me.pdf"]


def test_a_course_says_the_assignment_and_refuses_strange_folders(
    tmp_path: Path,
) -> None:
    path = build(tmp_path, {**COURSE, "archive/ada/solution.py": CODE})

    with open_source(path, assignments=ASSIGNMENTS) as intake:
        assert by_key(intake)["04-momentum/bob"].assignment == "04-momentum"
        assert [each.name for each in intake.refused] == ["archive"]
        assert len(last_attempts(intake.attempts)) == 3


def test_canvas_names_people_lateness_and_uploads(tmp_path: Path) -> None:
    path = build(tmp_path, CANVAS)

    with open_source(path) as intake:
        attempts = by_key(intake)

    assert attempts["123"].people == (Person("123", "lovelaceada"),)
    assert names(attempts["123"]) == ["extra.py", "hw1.py"]
    assert attempts["123"].is_late is False
    assert attempts["124"].people[0].name == "müllerjörg"
    assert attempts["124"].is_late is True
    assert names(attempts["124"]) == ["hw1.ipynb"]
    assert attempts["anon_x7Yz"].is_late is False
    assert attempts["anon_q8"].is_late is True
    assert attempts["125"].people[0].name == "rocket team"
    assert not attempts["126"].members
    assert "typed into Canvas" in attempts["126"].notes[0]
    assert "not followed" in attempts["127"].notes[0]


def test_of_two_canvas_uploads_the_later_one_is_read(tmp_path: Path) -> None:
    path = build(
        tmp_path,
        {
            "lovelaceada_1_10_hw.py": "old",
            "lovelaceada_1_12_hw-2.py": "new",
            "lovelaceada_1_11_hw-1.py": "middle",
            "byronannabella_2_13_part-1.py": "one",
            "byronannabella_2_14_part-2.py": "two",
        },
    )

    with open_source(path) as intake:
        attempts = by_key(intake)
        assert intake.read(attempts["1"]) == (("hw.py", b"new"),)
        assert len(attempts["1"].notes) == 3
        assert names(attempts["2"]) == ["part-1.py", "part-2.py"]


def test_moodle_names_people_groups_and_participants(tmp_path: Path) -> None:
    path = build(tmp_path, MOODLE)

    with open_source(path) as intake:
        attempts = by_key(intake)

    ada = attempts["Ada Lovelace_10019166"]
    assert ada.people == (Person("10019166", "Ada Lovelace"),)
    assert names(ada) == ["hw1.py"]
    assert ada.notes == ("Text typed into Moodle (onlinetext) is not graded.",)
    assert names(attempts["Jörg Müller_10019167"]) == ["src/hw1.py"]
    assert attempts["Participant_7"].people == (Person("7", "Participant 7"),)
    assert attempts["Default group"].people[0].identity == "Default group"
    assert attempts["Rockets_12"].people == (Person("12", "Rockets"),)


def test_flat_moodle_is_moodle(tmp_path: Path) -> None:
    path = build(tmp_path, MOODLE_FLAT, "zip")

    with open_source(path) as intake:
        assert intake.layout == "moodle"
        assert names(by_key(intake)["Ada Lovelace_10019166"]) == ["hw1.py"]
        assert names(by_key(intake)["Participant_7"]) == ["hw1.py"]


def test_gradescope_names_people_groups_and_times(tmp_path: Path) -> None:
    path = build(tmp_path, GRADESCOPE, "zip")

    with open_source(path) as intake:
        attempts = by_key(intake)

    solo, pair = attempts["submission_123456"], attempts["submission_123457"]
    assert solo.people == (Person("100", "Solo Student", "solo@x.edu", "100"),)
    assert solo.submitted_at == datetime(2024, 9, 24, 4, 0, 0, 123456, UTC)
    assert solo.number == 2
    assert [person.sid for person in pair.people] == ["101", "102"]
    assert pair.notes == ("The metadata give no address for Pair Two.",)
    assert pair.submitted_at == datetime(2024, 9, 24, 10, tzinfo=UTC)


def test_gradescope_without_its_metadata_goes_by_folders(tmp_path: Path) -> None:
    files = {
        "submission_metadata.yml": "a: [",
        "submission_1/hw.py": CODE,
    }

    with open_source(build(tmp_path, files)) as intake:
        assert by_key(intake)["submission_1"].people[0].identity == "submission_1"
        assert "no YAML" in intake.notes[0]


def test_gradescope_says_where_metadata_and_folders_differ(tmp_path: Path) -> None:
    files = {"submission_metadata.yml": METADATA, "submission_1/hw.py": CODE}

    with open_source(build(tmp_path, files)) as intake:
        assert "metadata say nothing" in by_key(intake)["submission_1"].notes[0]
        assert [each.name for each in intake.refused] == [
            "submission_123456",
            "submission_123457",
        ]


def test_nbgrader_reads_submitted_alone_and_its_times(tmp_path: Path) -> None:
    path = build(tmp_path, NBGRADER)

    for source in (path, path / "submitted"):
        with open_source(source) as intake:
            attempts = by_key(intake)
            assert list(attempts) == ["ps1/bitdiddle", "ps1/hacker"]

            ben, hacker = attempts.values()
            assert ben.assignment == "ps1"
            assert names(ben) == ["problem1.ipynb"]
            assert ben.submitted_at is not None
            assert ben.submitted_at.utcoffset() == timedelta(hours=-8)
            assert hacker.submitted_at == datetime(2015, 2, 2, 14, 58, 23, tzinfo=UTC)
            assert "has no zone; UTC is assumed" in hacker.notes[0]


def test_blackboard_counts_attempts_and_reads_the_manifest(tmp_path: Path) -> None:
    path = build(tmp_path, BLACKBOARD)

    with open_source(path) as intake:
        first, second, other = intake.attempts
        assert "without a zone" in intake.notes[0]

    assert (first.number, second.number, other.number) == (1, 2, 1)
    assert second.submitted_at == datetime(2024, 1, 30, 15, tzinfo=UTC)
    assert second.people == (Person("alovelace", "Ada Lovelace"),)
    assert second.assignment == "HW 1"
    assert names(second) == ["hw1.py"]
    assert other.people == (Person("j_m", "Jörg Müller"),)
    assert last_attempts((first, second, other)) == (second, other)


def test_github_separates_assignment_and_login(tmp_path: Path) -> None:
    path = build(tmp_path, GITHUB)

    for known in (ASSIGNMENTS, ()):
        with open_source(path, assignments=known) as intake:
            attempts = by_key(intake)
            bob = attempts["04-momentum-bob-c"]
            assert bob.assignment == "04-momentum"
            assert bob.people == (Person("bob-c", "bob-c"),)
            assert names(bob) == ["solution.py"]
