"""Who is who: people matched with the class; nobody is guessed."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from grader.intake.names import shown
from grader.intake.person import Person

_NOT_A_WORD = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Row:
    """One student of a roster; what it does not say is empty."""

    ident: str
    """The LMS's own number."""
    sid: str
    """The student number."""
    login: str
    """What they sign in with."""
    email: str
    """Their address."""
    name: str
    """As `First Last` or `Last, First`."""

    @property
    def key(self) -> str:
        """What identifies the student."""
        return self.ident or self.sid or self.login or self.email or self.name

    @property
    def person(self) -> Person:
        """The student for others."""
        return Person(self.key, self.name, self.email, self.sid)


@dataclass(frozen=True)
class Roster:
    """The students of a class."""

    rows: tuple[Row, ...]
    """In the order of the file."""

    @cached_property
    def _by_key(self) -> dict[tuple[str, str], set[int]]:
        found: dict[tuple[str, str], set[int]] = defaultdict(set)
        for place, row in enumerate(self.rows):
            for kind in ("ident", "sid", "login", "email"):
                if value := getattr(row, kind):
                    found[kind, value.casefold()].add(place)
            for form in _forms(row.name):
                found["name", form].add(place)
        return found

    def by_key(self, person: Person) -> set[int]:
        """Return the rows with this id, student number, login or address."""
        given = (
            # What the layout calls a student number or an address is one.
            ("sid", person.sid),
            ("email", person.email),
            ("ident", person.identity),
            ("sid", person.identity),
            ("login", person.identity),
            ("email", person.identity),
        )
        for kind, value in given:
            rows = self._by_key.get((kind, value.casefold())) if value else None
            if rows:
                return rows
        return set()

    def by_name(self, person: Person) -> set[int]:
        """Return the rows of exactly this name."""
        return {
            row
            for form in _forms(person.name)
            for row in self._by_key.get(("name", form), set())
        }


@dataclass(slots=True)
class Match:
    """People as the roster knows them."""

    people: list[tuple[Person, ...]]
    """In the order of what was given."""
    notes: list[str] = field(default_factory=list)
    """Who could not be matched."""
    missing: tuple[Person, ...] = ()
    """Who is on the roster and handed nothing in."""


def match(groups: Sequence[tuple[Person, ...]], roster: Roster | None) -> Match:
    """Return each group with its people as the roster has them."""
    if roster is None:
        return Match(list(groups))
    everybody = {person: None for group in groups for person in group}
    rows, notes = _rows(everybody, roster)
    seen = set(rows.values())
    return Match(
        people=[
            tuple(
                _merged(roster.rows[rows[each]], each) if each in rows else each
                for each in group
            )
            for group in groups
        ],
        notes=notes,
        missing=tuple(
            row.person for place, row in enumerate(roster.rows) if place not in seen
        ),
    )


def _rows(
    people: Iterable[Person], roster: Roster
) -> tuple[dict[Person, int], list[str]]:
    """Return each person's row, and a note for each that has none for certain."""
    found: dict[Person, int] = {}
    notes: dict[Person, str] = {}
    named: dict[int, list[Person]] = defaultdict(list)
    for person in people:
        keyed, same = roster.by_key(person), roster.by_name(person)
        if len(keyed) > 1 or (not keyed and len(same) > 1):
            notes[person] = "fits several lines of the roster"
        elif keyed and same and not keyed & same:
            notes[person] = "has one student's number and another's name"
        elif keyed:
            found[person] = next(iter(keyed))
        elif same:
            named[next(iter(same))].append(person)
        else:
            notes[person] = "is not on the roster"
    taken = set(found.values())
    for row, claimants in named.items():
        if len(claimants) == 1 and row not in taken:
            found[claimants[0]] = row
        else:
            for person in claimants:
                notes[person] = "has the name of another one in the source"
    sentences = [
        f"{shown(person.name or person.identity)} ({shown(person.identity)}) {why}."
        for person, why in notes.items()
    ]
    return found, sentences


def _merged(row: Row, person: Person) -> Person:
    return Person(
        identity=row.key,
        name=row.name or person.name,
        email=row.email or person.email,
        sid=row.sid or person.sid,
    )


def _forms(name: str) -> set[str]:
    """Return how a name may be spelled: in both orders, and squeezed as Canvas does."""
    plain = unicodedata.normalize("NFC", " ".join(name.split())).casefold()
    if not plain:
        return set()
    forms = {plain}
    last, comma, first = plain.partition(",")
    if comma:
        forms |= {f"{first.strip()} {last.strip()}"}
    # Canvas writes `Last, First` without what is no letter: `lastfirst`.
    else:
        first, _, last = plain.rpartition(" ")
    forms.add(_NOT_A_WORD.sub("", f"{last}{first}"))
    return forms
