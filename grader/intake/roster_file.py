"""A class list as CSV, from whichever system wrote it."""

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

from grader.errors import AssignmentFault
from grader.intake import limits
from grader.intake.names import one_line, shown
from grader.intake.roster import Roster, Row

_COLUMNS: dict[str, tuple[str, ...]] = {
    "id": ("id", "identity", "identifier", "user id", "canvas id", "student"),
    "sid": (
        "sid",
        "student id",
        "student number",
        "sis user id",
        "sis id",
        "id number",
        "matriculation number",
    ),
    "login": ("login", "login id", "sis login id", "username", "user name", "github"),
    "email": ("email", "e mail", "email address", "mail"),
    "name": ("name", "full name", "student name", "student"),
    "first": ("first name", "firstname", "given name"),
    "last": ("last name", "lastname", "surname", "family name"),
}
"""What a column is -> what it may be called, the likeliest first."""
_FIELD = 10_000
"""Characters of one field."""
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")


def read_roster(path: Path) -> Roster:
    """Return the class in a CSV; AssignmentFault says what is wrong with it."""
    rows = _rows(path)
    if not rows:
        raise AssignmentFault(f"{path}: the roster is empty.")
    header = [_plain(each) for each in rows[0]]
    columns = _columns(header, rows[0])
    if not columns:
        raise AssignmentFault(
            f"{path}: the roster's first line names no column that is known; found "
            f"{shown(', '.join(rows[0]))}, expected some of id, sid, login, email, "
            "name, first name, last name."
        )
    people = []
    for fields in rows[1:]:
        row = _row(fields, columns)
        if row.key and not _is_filler(row):
            people.append(row)
    return Roster(tuple(people))


def _rows(path: Path) -> list[list[str]]:
    try:
        with path.open("rb") as file:
            data = file.read(limits.MAX_TABLE_BYTES + 1)
    except OSError as error:
        raise AssignmentFault(
            f"{path}: the roster cannot be read: {error.strerror}."
        ) from error
    if len(data) > limits.MAX_TABLE_BYTES:
        raise AssignmentFault(
            f"{path}: the roster has more than {limits.MAX_TABLE_BYTES // 2**20} MiB."
        )
    text = _text(data)
    if "\0" in text:
        raise AssignmentFault(
            f"{path}: the roster is not text; export it as CSV in UTF-8."
        )
    head = text.partition("\n")[0]
    mark = max(",;\t", key=head.count)
    table = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    rows: list[list[str]] = []
    try:
        for row in table:
            if len(rows) > limits.MAX_TABLE_ROWS or any(
                len(each) > _FIELD for each in row
            ):
                raise AssignmentFault(
                    f"{path}: line {table.line_num} of the roster is too long, or "
                    f"there are more than {limits.MAX_TABLE_ROWS}."
                )
            rows.append([one_line(each) for each in row])
    except csv.Error as error:
        raise AssignmentFault(
            f"{path}: the roster is no CSV: line {table.line_num}: {error}."
        ) from error
    return [row for row in rows if any(row)]


def _text(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")  # what Excel saves in the West


def _columns(header: list[str], titles: Sequence[str]) -> dict[str, int]:
    """Return where each kind of column stands."""
    found: dict[str, int] = {}
    for kind, names in _COLUMNS.items():
        for name in names:
            if name in header and header.index(name) not in found.values():
                found[kind] = header.index(name)
                break
    # Canvas calls the name `Student`; elsewhere that is a key.
    if (
        "id" in found
        and "name" not in found
        and _plain(titles[found["id"]]) == ("student")
    ):
        found["name"] = found["id"]
    return found


def _row(fields: list[str], columns: dict[str, int]) -> Row:
    def at(kind: str) -> str:
        place = columns.get(kind, len(fields))
        return fields[place] if place < len(fields) else ""

    full = f"{at('first')} {at('last')}".strip()
    ident = at("id")
    # Moodle's worksheet writes `Participant 12345` for what folders call 12345.
    if ident.lower().startswith("participant "):
        ident = ident.partition(" ")[2]
    return Row(
        ident=ident,
        sid=at("sid"),
        login=at("login"),
        email=at("email"),
        name=at("name") or full,
    )


def _is_filler(row: Row) -> bool:
    """Tell whether Canvas put this line in: points possible, the test student."""
    return row.name.lower().strip() in {
        "points possible",
        "student, test",
        "test student",
    } and not (row.email or row.sid)


def _plain(title: str) -> str:
    return _NOT_A_LETTER.sub(" ", title.lower()).strip()
