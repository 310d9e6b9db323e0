"""Marks given by hand, as CSV: student, question, points, possible."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from grader.errors import AssignmentFault
from grader.gradebook.decisions import MOST_POINTS
from grader.gradebook.naming import Directory
from grader.scoring import points as written

COLUMNS = ("student", "question", "points", "possible")
_MOST_BYTES = 16 * 2**20
_MOST_ROWS = 100_000
_MOST_PROBLEMS = 50
_LONGEST_QUESTION = 200


class Mark(NamedTuple):
    """The points of one person in one question."""

    identity: str
    question: str
    points: float
    possible: float


class _Problem(Exception):
    """What is wrong with a row, as a sentence."""


def read_marks(
    path: Path, directory: Directory, exercises: Sequence[str], *, extra: bool = False
) -> list[Mark]:
    """Return the marks in a file; all of its problems are raised at once.

    Args:
        path: the file.
        directory: who there is.
        exercises: names that are taken.
        extra: whether points may be above the possible ones.
    """
    rows, decimal = _rows(path)
    header = [each.strip().casefold() for each in rows[0][1]] if rows else []
    if missing := [each for each in COLUMNS if header.count(each) != 1]:
        raise AssignmentFault(
            f"{path}: the first line has to name the columns {', '.join(COLUMNS)}, "
            f"each once; {', '.join(missing)} is not there, or more than once."
        )
    places = [header.index(each) for each in COLUMNS]
    problems: list[str] = []
    marks: dict[tuple[str, str], Mark] = {}
    for line, fields in rows[1:]:
        try:
            texts = [_field(fields, place) for place in places]
            mark = _mark(texts, directory, exercises, decimal, extra=extra)
            _add(marks, mark)
        except (_Problem, AssignmentFault) as problem:
            problems.append(f"{path}: line {line}: {problem}")
        if len(problems) == _MOST_PROBLEMS:
            problems.append(f"{path}: there may be more; nothing after that was read.")
            break
    if problems:
        raise AssignmentFault("\n".join(problems))
    if not marks:
        raise AssignmentFault(f"{path}: there is no mark in it.")
    return list(marks.values())


def _add(marks: dict[tuple[str, str], Mark], mark: Mark) -> None:
    key = mark.identity, mark.question
    if key in marks:
        raise _Problem(f"{mark.identity!r} has a mark for {mark.question!r} already.")
    marks[key] = mark


def _mark(
    texts: Sequence[str],
    directory: Directory,
    exercises: Sequence[str],
    decimal: str,
    *,
    extra: bool,
) -> Mark:
    student, question, points, possible = texts
    identity = directory.find(student).identity
    if not question or len(question) > _LONGEST_QUESTION or not question.isprintable():
        raise _Problem(
            f"the question has to be 1 to {_LONGEST_QUESTION} visible characters; got "
            f"{question[:_LONGEST_QUESTION]!r}."
        )
    if question in exercises:
        raise _Problem(
            f"{question!r} is an exercise; `grader override` sets its points."
        )
    mark = Mark(
        identity,
        question,
        _number("points", points, decimal),
        _number("possible", possible, decimal),
    )
    if mark.points > mark.possible and not extra:
        raise _Problem(
            f"{written(mark.points)} points are more than the {written(mark.possible)} "
            "that are possible; --extra allows it."
        )
    return mark


def _number(column: str, text: str, decimal: str) -> float:
    try:
        number = float(text.replace(decimal, "."))
    except ValueError:
        number = -1.0
    # Python takes 1_000 for a number, and nan is above nothing.
    if "_" in text or not 0 <= number <= MOST_POINTS:
        raise _Problem(
            f"{column} has to be a number from 0 to {MOST_POINTS:,.0f}; got "
            f"{text[:40]!r}."
        )
    return number


def _field(fields: Sequence[str], place: int) -> str:
    return fields[place].strip() if place < len(fields) else ""


def _rows(path: Path) -> tuple[list[tuple[int, list[str]]], str]:
    """Return the rows with their lines, and what stands before decimals."""
    text = _text(path)
    head = text.partition("\n")[0]
    mark = max(",;\t", key=head.count)
    table = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    rows = []
    try:
        for row in table:
            if any(each.strip() for each in row):
                rows.append((table.line_num, row))
            if len(rows) > _MOST_ROWS:
                raise AssignmentFault(f"{path}: it has more than {_MOST_ROWS} rows.")
    except csv.Error as error:
        raise AssignmentFault(
            f"{path}: it is no CSV: line {table.line_num}: {error}."
        ) from error
    # Where columns are cut by semicolons, numbers have a decimal comma.
    return rows, "." if mark == "," else ","


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise AssignmentFault(
            f"{path}: it cannot be read: {error.strerror}."
        ) from error
    if len(data) > _MOST_BYTES:
        raise AssignmentFault(f"{path}: it has more than {_MOST_BYTES // 2**20} MiB.")
    text = _decoded(data)
    if "\0" in text:
        raise AssignmentFault(f"{path}: it is not text; save it as CSV in UTF-8.")
    return text


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")  # what Excel saves in the West
