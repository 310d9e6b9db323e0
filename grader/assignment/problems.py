"""Collects what is wrong with an assignment, so that all of it is said at once."""

import difflib
from collections.abc import Iterable

from grader.errors import AssignmentFault


class Problems:
    """The problems of one assignment, each with its file.

    Args:
        name: the assignment's folder.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._sentences: list[str] = []

    def add(self, file: str, sentence: str) -> None:
        """Add a problem."""
        self._sentences.append(f"{self._name}/{file}: {sentence}")

    def add_whole(self, sentence: str) -> None:
        """Add a problem that lies outside of the assignment's folder."""
        self._sentences.append(sentence)

    def unknown(self, file: str, what: str, got: str, known: Iterable[str]) -> None:
        """Add a name that does not exist, with those that do and the nearest."""
        known = list(known)
        near = difflib.get_close_matches(got.rpartition(".")[2], known, n=1)
        guess = f" Did you mean {near[0]!r}?" if near else ""
        those = ", ".join(known) or "nothing: there are none"
        self.add(file, f"{what} {got!r} is not one of {those}.{guess}")

    def raise_any(self) -> None:
        """Raise an AssignmentFault if there is any problem."""
        if self._sentences:
            raise AssignmentFault("\n".join(self._sentences))
