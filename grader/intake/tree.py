"""What a source holds, as a tree that layouts look at."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from grader.intake.archive import is_archive
from grader.intake.listing import Entry, Listing, sorted_entries
from grader.intake.names import is_code


@dataclass(frozen=True)
class Tree:
    """A folder of a source."""

    name: str
    """What the folder or archive is called."""
    entries: tuple[Entry, ...]
    """Every file below, by name."""
    folders: frozenset[tuple[str, ...]]
    """Every folder below, empty ones too."""
    clones: frozenset[tuple[str, ...]]
    """The folders that hold a `.git`, which itself is left out."""

    @classmethod
    def of(cls, listing: Listing, name: str) -> "Tree":
        """Return the tree of a source."""
        environments = {
            entry.path[:-1]
            for entry in listing.entries
            if entry.path[-1] == "pyvenv.cfg" and len(entry.path) > 1
        }
        entries = listing.entries
        if environments:
            entries = [each for each in entries if not _within(each.path, environments)]
        return cls(
            name,
            sorted_entries(entries),
            frozenset(listing.folders - environments),
            frozenset(listing.clones),
        )

    @cached_property
    def loose(self) -> tuple[Entry, ...]:
        """The files at the top."""
        return tuple(entry for entry in self.entries if len(entry.path) == 1)

    @cached_property
    def submissions(self) -> tuple[Entry, ...]:
        """The files at the top that may be somebody's work."""
        return tuple(
            each
            for each in self.loose
            if is_code(each.path[0]) or is_archive(each.path[0])
        )

    @cached_property
    def tops(self) -> dict[str, "Tree"]:
        """The folders at the top, by name."""
        entries: dict[str, list[Entry]] = defaultdict(list)
        folders: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for entry in self.entries:
            if len(entry.path) > 1:
                entries[entry.path[0]].append(replace(entry, path=entry.path[1:]))
        for folder in self.folders:
            if len(folder) > 1:
                folders[folder[0]].add(folder[1:])
        clones: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for clone in self.clones:
            if clone:
                clones[clone[0]].add(clone[1:])
        names = sorted(each[0] for each in self.folders if len(each) == 1)
        return {
            name: Tree(
                name,
                tuple(entries[name]),
                frozenset(folders[name]),
                frozenset(clones[name]),
            )
            for name in names
        }

    def wrapped(self) -> Iterator["Tree"]:
        """Return this tree, and those in it that are alone in their folder."""
        tree = self
        while True:
            yield tree
            if len(tree.tops) != 1 or tree.submissions:
                return
            tree = next(iter(tree.tops.values()))


def _within(path: tuple[str, ...], folders: set[tuple[str, ...]]) -> bool:
    return any(path[:depth] in folders for depth in range(1, len(path)))
