"""What a layout makes of a source, before archives are opened and people matched."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from grader.intake.attempt import Refused
from grader.intake.listing import Entry
from grader.intake.names import shown
from grader.intake.person import Person
from grader.intake.tree import Tree


@dataclass(frozen=True, slots=True)
class Draft:
    """An attempt whose files are not looked into yet."""

    key: str
    """Unique within the source."""
    people: tuple[Person, ...]
    """As the layout names them."""
    files: tuple[Entry, ...]
    """With paths relative to the attempt."""
    number: int = 1
    """As the layout counts."""
    assignment: str | None = None
    """As the layout says."""
    submitted_at: datetime | None = None
    """As the layout says."""
    is_late: bool | None = None
    """As the layout says."""
    notes: tuple[str, ...] = ()
    """What a reader should know."""


@dataclass(slots=True)
class Gathered:
    """Everything that a layout found."""

    drafts: list[Draft] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def refuse(self, name: str, why: str) -> None:
        """Leave something out, with a sentence."""
        self.refused.append(Refused(shown(name), why))

    def refuse_all(self, entries: Iterable[Entry], why: str) -> None:
        """Leave several files out with the same sentence, or a better one of theirs."""
        for entry in entries:
            self.refuse(entry.name, entry.why or why)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What layouts may know beside the tree."""

    assignments: tuple[str, ...]
    """The names of the known assignments."""
    read: Callable[[Entry, int], bytes]
    """Reads a file of at most so many bytes; raises NotLoaded."""
    forced: bool = False
    """Whether the user named the layout."""


def grouped(
    entries: Iterable[Entry], key: Callable[[Entry], str]
) -> dict[str, tuple[Entry, ...]]:
    """Return entries by what a function makes of them."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(key(entry), []).append(entry)
    return {name: tuple(groups[name]) for name in sorted(groups)}


class Layout(Protocol):
    """One way to lay out a class: a module of `layouts`."""

    def recognise(self, tree: Tree, around: Surroundings, /) -> str:
        """Return the reason for taking a tree for this layout, or nothing."""

    def gather(self, tree: Tree, around: Surroundings, /) -> Gathered:
        """Return the attempts in a tree of this layout."""


def are_most(marked: int, whole: int, around: Surroundings) -> bool:
    """Tell whether enough names fit; one student's file must not decide for a class."""
    return marked > 0 and (around.forced or 2 * marked > whole)


NO_TIMES = "This layout has no time stamps: nothing can be late."
"""The note of most layouts."""
