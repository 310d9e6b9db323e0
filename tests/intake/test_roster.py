"""People are matched with the class by what is certain, and never guessed."""

from pathlib import Path

import pytest

from grader.errors import AssignmentFault
from grader.intake import Intake, Person, open_source
from grader.intake.roster_file import read_roster
from tests.intake.classes import CANVAS, CODE, GRADESCOPE, MOODLE, build


def opened(at: Path, files: dict[str, str], roster: bytes | str) -> Intake:
    data = roster if isinstance(roster, bytes) else roster.encode()
    (at / "roster.csv").write_bytes(data)
    return open_source(build(at, files), roster=at / "roster.csv")


def people(intake: Intake) -> list[Person]:
    return [person for attempt in intake.attempts for person in attempt.people]


@pytest.mark.parametrize(
    "roster",
    [
        "Student ID,Full Name,Email\n77,Ada Lovelace,ada@x.edu\n",
        "\ufeffstudent id;name;E-Mail\r\n77;Ada Lovelace;ada@x.edu\r\n",
        "First Name,Last Name,SID,Email\nAda,Lovelace,77,ada@x.edu\n",
        "SID\tNAME\tEMAIL\n77\tAda  Lovelace\tada@x.edu\n",
    ],
)
def test_the_usual_rosters_are_read(roster: str, tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text(roster, encoding="utf-8")

    (row,) = read_roster(tmp_path / "roster.csv").rows

    assert row.person == Person("77", "Ada Lovelace", "ada@x.edu", "77")


def test_what_excel_saves_in_the_west_is_read(tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_bytes("id;name\n1;Jörg Müller\n".encode("cp1252"))

    assert read_roster(tmp_path / "roster.csv").rows[0].name == "Jörg Müller"


@pytest.mark.parametrize("folder", ["1", "77", "ada", "ada@x.edu", "Ada Lovelace"])
def test_a_person_is_found_by_whatever_is_certain(folder: str, tmp_path: Path) -> None:
    roster = (
        "id,sid,login,email,name\n"
        "1,77,ada,ada@x.edu,Ada Lovelace\n"
        "2,78,bob,bob@x.edu,Bob\n"
    )

    with opened(tmp_path, {f"{folder}/s.py": CODE}, roster) as intake:
        assert people(intake) == [Person("1", "Ada Lovelace", "ada@x.edu", "77")]
        assert [person.identity for person in intake.missing] == ["2"]
        assert len(intake.notes) == 1


def test_the_same_name_twice_is_never_guessed(tmp_path: Path) -> None:
    roster = "id,name\n1,Ada Lovelace\n2,ada lovelace\n"

    with opened(tmp_path, {"Ada Lovelace/s.py": CODE}, roster) as intake:
        assert people(intake) == [Person("Ada Lovelace", "Ada Lovelace")]
        assert "fits several lines" in intake.notes[-1]
        assert len(intake.missing) == 2


def test_a_number_and_a_name_that_contradict_are_not_matched(tmp_path: Path) -> None:
    roster = "sid,name\n10019166,Eve\n5,Ada Lovelace\n"
    files = {"Ada Lovelace_10019166_assignsubmission_file/s.py": CODE}

    with opened(tmp_path, files, roster) as intake:
        assert people(intake)[0].identity == "10019166"
        assert people(intake)[0].name == "Ada Lovelace"
        assert "another's name" in intake.notes[-1]


def test_two_who_claim_one_name_are_not_matched(tmp_path: Path) -> None:
    files = {
        "Ada Lovelace_1_assignsubmission_file/s.py": CODE,
        "Ada Lovelace_2_assignsubmission_file/s.py": CODE,
    }

    with opened(tmp_path, files, "sid,name\n77,Ada Lovelace\n") as intake:
        assert [person.identity for person in people(intake)] == ["1", "2"]
        assert len(intake.notes) == 3


def test_who_is_not_on_the_roster_is_noted(tmp_path: Path) -> None:
    with opened(tmp_path, {"eve/s.py": CODE}, "id,name\n1,Ada\n") as intake:
        assert intake.notes[-1] == "eve (eve) is not on the roster."


def test_canvas_fits_its_own_gradebook(tmp_path: Path) -> None:
    roster = (
        "Student,ID,SIS User ID,SIS Login ID,Section,HW 1 (9)\n"
        "    Points Possible,,,,,10\n"
        '"Lovelace, Ada",999,S1,ada,A,\n'
        '"Müller, Jörg",124,S2,joerg,A,\n'
        '"Student, Test",1,,,A,\n'
    )
    files = {name: str(data) for name, data in CANVAS.items()}

    with opened(tmp_path, files, roster) as intake:
        found = {person.identity: person for person in people(intake)}

    assert found["999"].name == "Lovelace, Ada"  # by the squeezed name alone
    assert found["124"].sid == "S2"
    assert intake.missing == ()


def test_moodle_fits_its_own_worksheet(tmp_path: Path) -> None:
    roster = (
        "Identifier,Full name,ID number,Email address,Status,Grade\n"
        "Participant 10019166,Ada Lovelace,S1,ada@x.edu,Submitted,\n"
        "Participant 7,Bob,S2,bob@x.edu,Submitted,\n"
    )
    files = {name: str(data) for name, data in MOODLE.items()}

    with opened(tmp_path, files, roster) as intake:
        found = {person.identity: person for person in people(intake)}

    assert found["10019166"].sid == "S1"
    assert found["7"].name == "Bob"


def test_every_member_of_a_group_is_matched(tmp_path: Path) -> None:
    roster = "id,email,sid,name\n1,one@x.edu,,\n2,,102,\n3,solo@x.edu,100,Solo\n"
    files = {name: str(data) for name, data in GRADESCOPE.items()}

    with opened(tmp_path, files, roster) as intake:
        assert [person.identity for person in people(intake)] == ["3", "1", "2"]
        assert intake.missing == ()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"a,b\n1,2\n", "no column that is known"),
        (b"id\0,name\n", "not text"),
        (b"id,name\n1," + b"x" * 20_000 + b"\n", "too long"),
        (b"id,name\n1," + b"x" * 200_000 + b"\n", "line 2"),
        (b"id\n" + b"1\n" * 100_001, "more than 100000"),
        (b"x" * (16 * 2**20 + 1), "more than 16 MiB"),
    ],
)
def test_a_hostile_roster_is_refused(data: bytes, why: str, tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_bytes(data)

    with pytest.raises(AssignmentFault, match=why):
        read_roster(tmp_path / "roster.csv")


def test_a_roster_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(AssignmentFault, match="cannot be read"):
        open_source(build(tmp_path, {"a/s.py": CODE}), roster=tmp_path / "no.csv")
