"""A class's submissions, opened: who, when, which files; contents on demand."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

from grader.errors import AssignmentFault, HarnessFault, NotLoaded
from grader.intake import limits
from grader.intake.archive import open_path, stem
from grader.intake.attempt import Attempt, Refused, recency
from grader.intake.contents import Contents, look_into, read_pieces
from grader.intake.draft import Draft, Surroundings
from grader.intake.listing import Store, Unopened
from grader.intake.names import is_code
from grader.intake.person import Person
from grader.intake.recognition import forced, recognise
from grader.intake.roster import Roster, match
from grader.intake.roster_file import read_roster
from grader.intake.tree import Tree


class Intake:
    """An open source; a context manager.

    Args:
        store: the folder or archive, closed with the intake.
        layout: the layout's name.
        sentence: what was recognised, and why.
        drafts: the attempts as the layout names them.
        refused: what the source and the layout refused.
        notes: what the layout has to say.
        roster: the class, if it is known.
    """

    def __init__(
        self,
        store: Store,
        *,
        layout: str,
        reason: str,
        drafts: Collection[Draft],
        refused: Collection[Refused],
        notes: Collection[str],
        roster: Roster | None,
    ) -> None:
        self._store = store
        self._lock = Lock()
        self._open = True
        self.layout = layout
        # In the order of the source, so that a compressed one is read once.
        order = sorted(drafts, key=_first_place)
        self._contents = {each.key: look_into(each.files, store) for each in order}
        matched = match([each.people for each in drafts], roster)
        self.missing: tuple[Person, ...] = matched.missing
        self.attempts = _numbered(
            self._attempt(draft, people)
            for draft, people in zip(drafts, matched.people, strict=True)
        )
        self.refused = _limited([*refused, *self._refused_within()])
        self.notes = (*notes, *matched.notes)
        self.sentence = self._sentence(reason)

    def read(self, attempt: Attempt) -> tuple[tuple[str, bytes], ...]:
        """Return the files of an attempt; NotLoaded says why they cannot be read."""
        contents = self._contents[attempt.key]
        if contents.too_much:
            raise NotLoaded(contents.too_much)
        with self._lock:
            if not self._open:
                raise HarnessFault("The source was closed before it was read.")
            return tuple(read_pieces(contents.pieces, self._store))

    def close(self) -> None:
        """Let go of the source; attempts cannot be read any more."""
        with self._lock:
            self._open = False
            self._store.close()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the source."""
        self.close()

    def _attempt(self, draft: Draft, people: tuple[Person, ...]) -> Attempt:
        contents = self._contents[draft.key]
        return Attempt(
            key=draft.key,
            people=people,
            number=draft.number,
            assignment=draft.assignment,
            submitted_at=draft.submitted_at,
            is_late=draft.is_late,
            members=contents.members,
            notes=(*draft.notes, *_notes(contents)),
        )

    def _refused_within(self) -> list[Refused]:
        found = []
        for key in sorted(self._contents):
            contents = self._contents[key]
            found += [
                Refused(f"{key}: {each.name}", each.why) for each in contents.refused
            ]
            if contents.too_much:
                found.append(Refused(key, contents.too_much))
        return found

    def _sentence(self, reason: str) -> str:
        people = {who.identity for each in self.attempts for who in each.people}
        return (
            f"Recognised the layout {self.layout!r}: {reason}; "
            f"{_count(len(self.attempts), 'submission')} of "
            f"{_count(len(people), 'student or group', 'students or groups')}."
        )


def open_source(
    path: Path,
    *,
    layout: str | None = None,
    assignments: Collection[str] = (),
    roster: Path | None = None,
) -> Intake:
    """Open a folder, zip or tar that holds the submissions of a class.

    Args:
        path: the folder or archive.
        layout: one of LAYOUTS, instead of recognising it.
        assignments: the names of the known assignments.
        roster: a CSV of the class.
    """
    students = read_roster(roster) if roster is not None else None
    store = _open(path)
    try:
        return _intake(path, store, layout, assignments, students)
    except BaseException:
        store.close()
        raise


def _intake(
    path: Path,
    store: Store,
    layout: str | None,
    assignments: Collection[str],
    roster: Roster | None,
) -> Intake:
    name = path.resolve().name
    tree = Tree.of(store.listing, name if path.is_dir() else stem(name))
    if not tree.entries and not tree.folders:
        raise AssignmentFault(f"{path}: {_nothing(store)}")
    around = Surroundings(tuple(assignments), store.read, forced=layout is not None)
    if layout is None:
        layout, kind, start, reason = recognise(tree, around)
    else:
        layout, kind, start, reason = forced(layout, tree, around)
    found = kind.gather(start, around)
    if not found.drafts:
        raise AssignmentFault(
            f"{path}: it is laid out like {layout!r}, but holds no submission."
        )
    return Intake(
        store,
        layout=layout,
        reason=reason,
        drafts=sorted(found.drafts, key=lambda draft: draft.key),
        refused=[*store.listing.refused, *found.refused],
        notes=found.notes,
        roster=roster,
    )


def _open(path: Path) -> Store:
    if not path.exists():
        raise AssignmentFault(
            f"{path}: there is no such file or folder. Name the folder, zip or tar "
            "that holds the submissions."
        )
    if not path.is_dir() and not path.is_file():
        raise AssignmentFault(f"{path}: it is neither a folder nor a plain file.")
    if path.is_file() and is_code(path.name):
        raise AssignmentFault(
            f"{path}: it is one submission, not a class: use `grader check`."
        )
    try:
        return open_path(path)
    except Unopened as error:
        raise AssignmentFault(f"{path}: {error}") from error
    except OSError as error:
        raise AssignmentFault(f"{path}: it cannot be read: {error.strerror}.") from (
            error
        )


def _nothing(store: Store) -> str:
    if store.listing.refused:
        first = store.listing.refused[0]
        return f"nothing in it can be read; the first is {first.name}: {first.why}"
    return "there is nothing in it. It should hold a folder or a file per student."


def _first_place(draft: Draft) -> int:
    return min((entry.place for entry in draft.files), default=-1)


def _notes(contents: Contents) -> list[str]:
    if contents.too_much:
        return [contents.too_much]
    notes = [f"{each.name}: {each.why}" for each in contents.refused]
    if not contents.pieces:
        notes.append("There is no file in it that can be read.")
    return notes


def _numbered(attempts: Iterable[Attempt]) -> tuple[Attempt, ...]:
    """Return attempts with different numbers where the same people have several."""
    groups: dict[tuple[frozenset[str], str | None], list[Attempt]] = defaultdict(list)
    for attempt in attempts:
        whose = frozenset(person.identity for person in attempt.people)
        groups[whose, attempt.assignment].append(attempt)
    done = []
    for group in groups.values():
        group.sort(key=recency)
        if len({attempt.number for attempt in group}) == len(group):
            done += group
        else:
            done += [replace(each, number=n) for n, each in enumerate(group, start=1)]
    return tuple(sorted(done, key=lambda attempt: attempt.key))


def _limited(refused: list[Refused]) -> tuple[Refused, ...]:
    """Return sentences that a person can read through."""
    extra = len(refused) - limits.MAX_REFUSED
    if extra <= 0:
        return tuple(refused)
    last = Refused("…", f"{extra} more are refused and not listed.")
    return (*refused[: limits.MAX_REFUSED], last)


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
