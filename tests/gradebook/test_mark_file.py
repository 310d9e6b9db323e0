"""Marks by hand as CSV: as spreadsheets write them, and nothing of it is believed."""

from pathlib import Path

import pytest

from grader.errors import AssignmentFault
from grader.gradebook import Directory, Mark, Person, read_marks

DIRECTORY = Directory(
    {
        "ada": Person("ada", "Ada Lovelace", "ada@example.org", "1815"),
        "bob": Person("bob", "Bob", "bob@example.org", "1900"),
    }
)
HEADER = "student,question,points,possible\n"


def marks(folder: Path, data: str | bytes, *, extra: bool = False) -> list[Mark]:
    """Return the marks in a file with these contents."""
    path = folder / "marks.csv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_marks(path, DIRECTORY, ["double"], extra=extra)


def complaint(folder: Path, data: str | bytes) -> list[str]:
    """Return the sentences in which a file is refused, without its name."""
    with pytest.raises(AssignmentFault) as fault:
        marks(folder, data)
    prefix = f"{folder / 'marks.csv'}: "
    return [line.removeprefix(prefix) for line in str(fault.value).splitlines()]


ESSAYS = [Mark("ada", "essay", 2.5, 5.0), Mark("bob", "essay", 0.0, 5.0)]


@pytest.mark.parametrize(
    "data",
    [
        f"{HEADER}ada,essay,2.5,5\nbob,essay,0,5\n",
        f"\ufeff{HEADER}1815,essay,2.5,5\r\nBob,essay,0,5\r\n\r\n",
        "Possible;Points;Question;Student\n5;2,5;essay;ada\n5;0;essay;bob\n",
        "student\tquestion\tpoints\tpossible\nada\tessay\t2.5\t5\nbob\tessay\t0\t5",
        f"{HEADER}ada,essay,2.5,5\nbob,essay,0,5\n".encode("utf-16"),
        f'remark,{HEADER}"a, b",ada,"essay",2.5,5\n,bob,essay, 0 ,5\n',
    ],
)
def test_a_table_is_read_as_any_spreadsheet_writes_it(
    data: str | bytes, tmp_path: Path
) -> None:
    assert marks(tmp_path, data) == ESSAYS


def test_every_problem_is_said_at_once_with_its_line(tmp_path: Path) -> None:
    found = complaint(
        tmp_path,
        f"{HEADER}adda,essay,1,5\nada,essay,six,5\nada,essay,6,5\nada,,1,5\n"
        "ada,double,1,5\nada,essay,nan,5\nada,essay,1_0,50\nada,essay,-1,5\nada\n"
        "bob,essay,1,5\nbob,essay,2,5\nada,a\x1b[2Jb,1,5\n",
    )

    assert found == [
        (
            "line 2: There is nobody with the identity, student number, address or "
            "name 'adda'. Did you mean 'ada'?"
        ),
        "line 3: points has to be a number from 0 to 1,000,000; got 'six'.",
        ("line 4: 6 points are more than the 5 that are possible; --extra allows it."),
        "line 5: the question has to be 1 to 200 visible characters; got ''.",
        "line 6: 'double' is an exercise; `grader override` sets its points.",
        "line 7: points has to be a number from 0 to 1,000,000; got 'nan'.",
        "line 8: points has to be a number from 0 to 1,000,000; got '1_0'.",
        "line 9: points has to be a number from 0 to 1,000,000; got '-1'.",
        "line 10: the question has to be 1 to 200 visible characters; got ''.",
        "line 12: 'bob' has a mark for 'essay' already.",
        (
            "line 13: the question has to be 1 to 200 visible characters; got "
            "'a\\x1b[2Jb'."
        ),
    ]


def test_more_than_is_possible_can_be_allowed(tmp_path: Path) -> None:
    assert marks(tmp_path, f"{HEADER}ada,essay,6,5\n", extra=True) == [
        Mark("ada", "essay", 6.0, 5.0)
    ]


@pytest.mark.parametrize(
    ("data", "want"),
    [
        ("", "the first line has to name the columns"),
        ("student,points\n", "question, possible is not there, or more than once."),
        (HEADER.replace("question", "student"), "student, question is not there"),
        (HEADER, "there is no mark in it."),
        (f"{HEADER}ada,\0,1,1\n", "it is not text; save it as CSV in UTF-8."),
        (
            f'{HEADER}"{"a" * 200_000}",essay,1,5\n',
            "it is no CSV: line 2: field larger",
        ),
        (f"{HEADER}{'ada,essay,1,5' * 2**20}{' ' * 2**22}", "it has more than 16 MiB."),
        (f"{HEADER}{'x' + chr(10)}" * 60_000, "it has more than 100000 rows."),
    ],
)
def test_a_hostile_table_is_refused_in_a_sentence(
    data: str, want: str, tmp_path: Path
) -> None:
    (sentence,) = complaint(tmp_path, data)

    assert want in sentence


def test_problems_end_after_fifty(tmp_path: Path) -> None:
    found = complaint(tmp_path, HEADER + "nobody,essay,1,5\n" * 1_000)

    assert len(found) == 51
    assert found[-1] == "there may be more; nothing after that was read."


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(AssignmentFault, match="it cannot be read: No such file"):
        read_marks(tmp_path / "none.csv", DIRECTORY, [])
