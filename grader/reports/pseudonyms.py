"""Names under which students can be spoken of without saying who they are."""

import hashlib
import re
from collections.abc import Callable, Iterable

from grader.gradebook import Person

Naming = Callable[[str], str]
"""What an identity is called."""

_PURPOSE = b"pseudonym"
_SHORTEST, _LONG = 2, 5
"""Letters of a name that is looked for as a word of its own, and inside of words."""
_QUOTED = re.compile(r"(?<!\w)'[^']*'|\"[^\"]*\"|“[^”]*”")
_FILE = re.compile(r"\S+\.(?:py|ipynb|txt|zip|tgz|gz|tar)\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")


def by_identity(identity: str) -> str:
    """Return an identity as it is."""
    return identity


def pseudonyms(secret: bytes) -> Naming:
    """Return what gives pseudonyms that only the holder of a secret can compute.

    A pseudonym depends on nothing but secret and identity: it is the same in every
    report of a gradebook, whoever enrols later. Two of 1,000 students share one in
    1 of 200 books.
    """

    def named(identity: str) -> str:
        digest = hashlib.blake2b(
            identity.encode("utf-8", "backslashreplace"),
            key=secret,
            person=_PURPOSE,
            digest_size=16,
        ).digest()
        number = int.from_bytes(digest) % 10**8
        return f"student {number // 10**4:04}-{number % 10**4:04}"

    return named


def without_names(text: str, people: Iterable[Person]) -> str:
    """Return a text in which nothing says who wrote what it is about.

    Texts in quotes and names of files are left out: students choose them.
    """
    text = _FILE.sub("…", _QUOTED.sub("…", text))
    known = {
        name
        for person in people
        for each in (person.identity, person.name, person.email, person.sid)
        for name in (each, *_WORD.findall(each))
        if len(name) >= _SHORTEST
    }
    for name in sorted(known, key=lambda name: (-len(name), name)):
        found = re.escape(name)
        if len(name) < _LONG:
            found = rf"(?<![^\W_]){found}(?![^\W_])"
        text = re.sub(found, "…", text, flags=re.IGNORECASE)
    return text
