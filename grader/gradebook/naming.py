"""Finds what somebody means by a name, or says what there is."""

import difflib
from collections.abc import Iterable, Mapping

from grader.errors import AssignmentFault
from grader.gradebook.records import Person

_MOST = 5
"""Names that a sentence lists."""
_WORDS = {"sid": "student number", "email": "address", "name": "name"}
"""How else a person can be meant than by identity, and what that is called."""


def one_of(got: str, known: Iterable[str], complaint: str) -> str:
    """Return a name that is known; AssignmentFault with the nearest if it is not.

    Args:
        got: the name.
        known: those that there are.
        complaint: how the sentence begins: `a.db has no assignment`.
    """
    known = list(known)
    if got in known:
        return got
    those = ", ".join(known) or "none"
    raise AssignmentFault(f"{complaint} {got!r}; it has {those}.{_guess(got, known)}")


class Directory:
    """Finds people by identity, student number, address or exact name.

    Args:
        people: by identity.
    """

    def __init__(self, people: Mapping[str, Person]) -> None:
        self._people = people
        self._found: dict[str, dict[str, list[Person]]] = {
            field: {} for field in _WORDS
        }
        for each in people.values():
            for field, found in self._found.items():
                if key := _folded(getattr(each, field)):
                    found.setdefault(key, []).append(each)

    def find(self, text: str) -> Person:
        """Return who is meant; AssignmentFault with the nearest if nobody is."""
        if text in self._people:
            return self._people[text]
        for field, word in _WORDS.items():
            found = self._found[field].get(_folded(text), [])
            if len(found) == 1:
                return found[0]
            if found:
                those = ", ".join(repr(each.identity) for each in found[:_MOST])
                more = ", …" if len(found) > _MOST else ""
                raise AssignmentFault(
                    f"{text!r} is the {word} of {len(found)} people; say by identity "
                    f"who is meant: {those}{more}."
                )
        every = {
            value
            for each in self._people.values()
            for value in (each.identity, each.name, each.email, each.sid)
            if value
        }
        raise AssignmentFault(
            "There is nobody with the identity, student number, address or name "
            f"{text!r}.{_guess(text, sorted(every))}"
        )


def _guess(got: str, known: list[str]) -> str:
    near = difflib.get_close_matches(got, known, n=3)
    if not near:
        folded = {each.casefold(): each for each in known}
        close = difflib.get_close_matches(got.casefold(), folded, n=3)
        near = [folded[each] for each in close]
    return f" Did you mean {' or '.join(map(repr, near))}?" if near else ""


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
