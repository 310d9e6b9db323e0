"""What Moodle's "Download all submissions" gives, in folders or flat."""

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace

from grader.intake.draft import NO_TIMES, Draft, Gathered, Surroundings, are_most
from grader.intake.listing import Entry
from grader.intake.person import Person
from grader.intake.tree import Tree

_NAME = re.compile(
    r"(?P<who>(?P<name>.+?)(?:_(?P<id>[0-9]+))?)_assignsubmission_"
    r"(?P<type>file|onlinetext)(?:_(?P<flat>.+)|_?)"
)
_STRANGE = (
    "It is not called as Moodle calls submissions: <name>_<id>_assignsubmission_file."
)
_TYPED = "Text typed into Moodle (onlinetext) is not graded."


@dataclass(slots=True)
class _Work:
    """What one participant or group handed in."""

    person: Person
    files: list[Entry] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def recognise(tree: Tree, around: Surroundings, /) -> str:
    """Take a tree with names that hold `_assignsubmission_`."""
    names = [*tree.tops, *(each.path[0] for each in tree.loose)]
    marked = sum(bool(_NAME.fullmatch(name)) for name in names)
    if not are_most(marked, len(names), around):
        return ""
    return f"{marked} of {len(names)} names hold '_assignsubmission_' as Moodle's do"


def gather(tree: Tree, _: Surroundings, /) -> Gathered:
    """Return one attempt for all folders or files of a participant."""
    found = Gathered(notes=[NO_TIMES])
    works: dict[str, _Work] = {}
    for name, folder in tree.tops.items():
        match = _NAME.fullmatch(name)
        if not match:
            found.refuse(name, _STRANGE)
            continue
        work = works.setdefault(match["who"], _Work(_person(match)))
        if match["type"] == "onlinetext":
            work.notes.append(_TYPED)
        else:
            work.files += folder.entries
    for entry in tree.loose:
        match = _NAME.fullmatch(entry.path[0])
        if not match or not match["flat"]:
            found.refuse(entry.name, entry.why or _STRANGE)
            continue
        work = works.setdefault(match["who"], _Work(_person(match)))
        if match["type"] == "onlinetext":
            work.notes.append(_TYPED)
        else:
            work.files.append(replace(entry, path=(match["flat"],)))
    for who, work in sorted(works.items()):
        found.drafts.append(
            Draft(who, (work.person,), tuple(work.files), notes=tuple(work.notes))
        )
    _keep_apart(found)
    return found


def _person(match: re.Match[str]) -> Person:
    name, number = match["name"], match["id"]
    if name == "Participant":  # blind marking
        return Person(number or match["who"], f"Participant {number}" if number else "")
    return Person(number or match["who"], name)


def _keep_apart(found: Gathered) -> None:
    """Keep two names with the same number apart, which Moodle never writes."""
    holders: dict[str, list[int]] = defaultdict(list)
    for place, draft in enumerate(found.drafts):
        holders[draft.people[0].identity].append(place)
    for places in holders.values():
        if len(places) == 1:
            continue
        for place in places:
            draft = found.drafts[place]
            person = replace(draft.people[0], identity=draft.key)
            found.drafts[place] = replace(draft, people=(person,))
