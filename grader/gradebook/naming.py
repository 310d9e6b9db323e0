"""Finds what somebody means by a name, or says what there is."""

import difflib
from collections.abc import Iterable, Mapping

from grader.errors import AssignmentFault
from grader.gradebook.records import Person

_MOST = 5
"""Names that a sentence lists."""


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


def find_person(people: Mapping[str, Person], text: str) -> Person:
    """Return who is meant by an identity, a student number, an address or a name."""
    if text in people:
        return people[text]
    wanted = _folded(text)
    for field in ("sid", "email", "name"):
        found = [
            each for each in people.values() if wanted == _folded(getattr(each, field))
        ]
        if wanted and len(found) > 1:
            those = ", ".join(repr(each.identity) for each in found[:_MOST])
            raise AssignmentFault(
                f"{text!r} is the {_WORDS[field]} of {len(found)} people; say which by "
                f"identity: {those}."
            )
        if wanted and found:
            return found[0]
    every = {
        value
        for each in people.values()
        for value in (each.identity, each.name, each.email, each.sid)
        if value
    }
    raise AssignmentFault(
        f"There is nobody with the identity, student number, address or name "
        f"{text!r}.{_guess(text, sorted(every))}"
    )


_WORDS = {"sid": "student number", "email": "address", "name": "name"}


def _guess(got: str, known: list[str]) -> str:
    near = difflib.get_close_matches(got, known, n=3)
    if not near:
        folded = {each.casefold(): each for each in known}
        close = difflib.get_close_matches(got.casefold(), folded, n=3)
        near = [folded[each] for each in close]
    return f" Did you mean {' or '.join(map(repr, near))}?" if near else ""


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
