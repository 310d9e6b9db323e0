"""What Blackboard's "Assignment File Download" gives: flat files, several attempts."""

import re
from collections.abc import Sequence
from dataclasses import replace

from grader.errors import NotLoaded
from grader.intake import limits
from grader.intake.draft import Draft, Gathered, Surroundings, are_most, grouped
from grader.intake.listing import Entry
from grader.intake.names import one_line
from grader.intake.person import Person
from grader.intake.times import moment
from grader.intake.tree import Tree

_NAME = re.compile(
    r"(?P<prefix>.+?)_attempt_"
    r"(?P<time>[0-9]{4}(?:-[0-9]{2}){5})(?:_(?P<file>.+)|(?P<manifest>\.txt))"
)
_WHO = re.compile(
    r"^Name:[ \t]*(?P<name>[^\r\n()]*)(?:\((?P<login>[^()\r\n]*)\))?\s*$", re.MULTILINE
)
_STRANGE = (
    "It is not called as Blackboard calls files: "
    "<assignment>_<user>_attempt_<time>_<file>."
)
_NO_ZONE = (
    "Blackboard writes times without a zone: they are taken for UTC. Compare with the "
    "due date in Blackboard before anybody is called late."
)


def recognise(tree: Tree, around: Surroundings, /) -> str:
    """Take a tree with files whose names hold `_attempt_` and a time."""
    named = sum(bool(_NAME.fullmatch(each.path[0])) for each in tree.loose)
    if not are_most(named, len(tree.loose), around):
        return ""
    return (
        f"{named} of {len(tree.loose)} files are called "
        "<assignment>_<user>_attempt_<time>_<file> as Blackboard does"
    )


def gather(tree: Tree, around: Surroundings, /) -> Gathered:
    """Return an attempt for each time at which a user handed in."""
    found = Gathered(notes=[_NO_ZONE])
    named = [each for each in tree.loose if _NAME.fullmatch(each.path[0])]
    taken = set(named)
    found.refuse_all((each for each in tree.entries if each not in taken), _STRANGE)
    earlier: dict[str, int] = {}
    for key, entries in grouped(named, _key).items():
        prefix = key.rpartition("/")[0]
        earlier[prefix] = earlier.get(prefix, 0) + 1  # keys are in the order of time
        draft = _draft(key, entries, around)
        found.drafts.append(replace(draft, number=earlier[prefix]))
    return found


def _key(entry: Entry) -> str:
    match = _match(entry)
    return f"{match['prefix']}/{match['time']}"


def _match(entry: Entry) -> re.Match[str]:
    match = _NAME.fullmatch(entry.path[0])
    assert match is not None, "only files that match are grouped"  # noqa: S101
    return match


def _draft(key: str, entries: Sequence[Entry], around: Surroundings) -> Draft:
    match = _match(entries[0])
    day, clock = match["time"][:10], match["time"][11:].replace("-", ":")
    when = moment(f"{day} {clock} UTC")
    files, name, login = [], "", ""
    for entry in entries:
        each = _match(entry)
        if each["manifest"]:
            name, login = _who(entry, around)
        else:
            files.append(replace(entry, path=(each["file"],)))
    assignment, _, user = match["prefix"].rpartition("_")
    # A login may hold what separates it; the manifest tells.
    if login and match["prefix"].endswith(f"_{login}"):
        assignment, user = match["prefix"][: -len(login) - 1], login
    return Draft(
        key,
        (Person(user, name),),
        tuple(files),
        assignment=assignment or None,
        submitted_at=when.at,
        notes=(when.note,) if when.note else (),
    )


def _who(entry: Entry, around: Surroundings) -> tuple[str, str]:
    """Return the full name and the login that the manifest gives, if it can be read."""
    try:
        text = around.read(entry, limits.MAX_NOTE_BYTES).decode("utf-8-sig", "replace")
    except NotLoaded:
        return "", ""
    match = _WHO.search(text)
    if not match:
        return "", ""
    return one_line(match["name"]), one_line(match["login"] or "")
