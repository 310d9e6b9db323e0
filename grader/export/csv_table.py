"""Points as a table: one row for each student in each assignment."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from grader.export.cells import text
from grader.gradebook import ExerciseScore, Standing
from grader.scoring import points

BOM = b"\xef\xbb\xbf"
"""Excel takes a file for UTF-8 if it begins with this."""
_PERSON = ("identity", "name", "email", "sid")
_SUMS = ("late days", "penalty", "total", "possible", "status")
_OPEN = {"provisional", "failed"}

_NAMES = ",".join(_PERSON).encode()
BEGINNINGS = tuple(
    bom + first + _NAMES for bom in (b"", BOM) for first in (b"", b"assignment,")
)
"""What every table begins with."""


def render(
    assignments: Iterable[Iterable[Standing]],
    *,
    is_one: bool,
    provisional: bool = False,
    bom: bool = False,
) -> Iterator[bytes]:
    """Return the lines of a table.

    Args:
        assignments: the standings of each.
        is_one: whether there is one assignment only, which needs no column.
        provisional: whether points are said that may still change.
        bom: whether the first thing in the file says that it is UTF-8.
    """
    columns, rows = _Columns(), []
    for standings in assignments:
        for standing in standings:
            columns.take(standing)
            rows.append(_Row(standing, provisional))
    if bom:
        yield BOM
    first = () if is_one else ("assignment",)
    yield _line(map(text, (*first, *_PERSON, *columns.titles(), *_SUMS)))
    for row in rows:
        name = () if is_one else (text(row.standing.assignment),)
        yield _line((*name, *row.cells(columns)))


class _Columns:
    """The exercises, then the questions that are marked by hand, in order."""

    def __init__(self) -> None:
        self.exercises: dict[str, None] = {}
        self.manual: dict[str, None] = {}

    def take(self, standing: Standing) -> None:
        """Make room for what one student has points in."""
        self.exercises.update((each.name, None) for each in standing.exercises)
        self.manual.update((each.name, None) for each in standing.manual)

    def titles(self) -> tuple[str, ...]:
        """Return the heads; an exercise may be called like another column."""
        return (
            *(f"exercise: {name}" for name in self.exercises),
            *(f"by hand: {name}" for name in self.manual),
        )


class _Row:
    """One student in one assignment."""

    __slots__ = ("_provisional", "standing")

    def __init__(self, standing: Standing, provisional: bool) -> None:
        self.standing = standing
        self._provisional = provisional

    def cells(self, columns: _Columns) -> tuple[str, ...]:
        standing = self.standing
        person = standing.person
        is_excused = standing.status == "excused"
        is_open = standing.status in _OPEN and not self._provisional
        hides = is_excused or is_open
        return (
            *map(text, (person.identity, person.name, person.email, person.sid)),
            *self._scores(columns.exercises, standing.exercises),
            *self._scores(columns.manual, standing.manual),
            "" if is_excused else str(standing.late_days),
            "" if hides else points(standing.penalty),
            "" if hides else points(standing.total),
            "" if is_excused else points(standing.possible),
            text(standing.status),
        )

    def _scores(
        self, names: Iterable[str], scores: Sequence[ExerciseScore]
    ) -> Iterator[str]:
        by_name = {each.name: each for each in scores}
        for name in names:
            each = by_name.get(name)
            if each is None or (each.is_provisional and not self._provisional):
                yield ""
            else:
                yield points(each.earned)


def _line(cells: Iterable[str]) -> bytes:
    line = io.StringIO(newline="")
    csv.writer(line).writerow(cells)
    return line.getvalue().encode()
