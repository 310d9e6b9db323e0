"""Gradescope's "Export Submissions": submission_<id>/ and submission_metadata.yml."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from grader.errors import NotLoaded
from grader.intake import limits
from grader.intake.draft import Draft, Gathered, Surroundings
from grader.intake.listing import Entry
from grader.intake.metadata import Unreadable, parse
from grader.intake.names import one_line, shown
from grader.intake.person import Person
from grader.intake.times import Moment, moment
from grader.intake.tree import Tree

_METADATA = ("submission_metadata.yml", "submission_metadata.yaml")
_FOLDER = re.compile(r"submission_[0-9]+")
_UNKNOWN = "The metadata say nothing about it: it is called like its folder."
_MOST_PEOPLE = 100


@dataclass(frozen=True, slots=True)
class _Record:
    """What the metadata say of one submission."""

    people: tuple[Person, ...]
    when: Moment
    number: int


def recognise(tree: Tree, _: Surroundings, /) -> str:
    """Take a tree with the metadata, or with folders called submission_<id>."""
    if _metadata(tree):
        return "it holds submission_metadata.yml as Gradescope's exports do"
    if tree.tops and all(_FOLDER.fullmatch(name) for name in tree.tops):
        return "all folders are called submission_<id> as in Gradescope's exports"
    return ""


def gather(tree: Tree, around: Surroundings, /) -> Gathered:
    """Return one attempt a folder, its people as the metadata name them."""
    found = Gathered()
    records = _records(_metadata(tree), around, found)
    for name, folder in tree.tops.items():
        record = records.get(name)
        if record is None:
            notes = (_UNKNOWN,) if records else ()
            person = Person(name, name)
            found.drafts.append(Draft(name, (person,), folder.entries, notes=notes))
            continue
        found.drafts.append(
            Draft(
                name,
                record.people or (Person(name, name),),
                folder.entries,
                number=record.number,
                submitted_at=record.when.at,
                notes=tuple(_notes(record)),
            )
        )
    for name in records:
        if name not in tree.tops:
            found.refuse(name, "It is in the metadata, but there is no such folder.")
    found.refuse_all(tree.submissions, "It lies beside the submissions' folders.")
    return found


def _metadata(tree: Tree) -> Entry | None:
    return next((each for each in tree.loose if each.path[0] in _METADATA), None)


def _records(
    entry: Entry | None, around: Surroundings, found: Gathered
) -> dict[str, _Record]:
    """Return the records by folder; a note if there are none to be had."""
    lost = "submissions are called like their folders, and nothing can be late."
    if entry is None:
        found.notes.append(f"There is no submission_metadata.yml: {lost}")
        return {}
    try:
        metadata = parse(around.read(entry, limits.MAX_METADATA_BYTES))
    except (Unreadable, NotLoaded) as error:
        found.notes.append(f"submission_metadata.yml cannot be read ({error}): {lost}")
        return {}
    return {
        name: _record(fields)
        for name, fields in metadata.items()
        if isinstance(fields, Mapping)
    }


def _record(fields: Mapping[str, object]) -> _Record:
    created = fields.get("created_at")
    when = moment(created) if isinstance(created, str) else Moment(None)
    people = tuple(dict.fromkeys(_people(fields.get("submitters"))))
    return _Record(people, when, 1 + _earlier(fields.get("history"), when))


def _people(submitters: object) -> Iterator[Person]:
    if not isinstance(submitters, list):
        return
    for each in submitters[:_MOST_PEOPLE]:
        if not isinstance(each, Mapping):
            continue
        sid, email, name = (_text(each.get(key)) for key in ("sid", "email", "name"))
        if identity := sid or email or name:
            yield Person(identity, name, email, sid)


def _earlier(history: object, when: Moment) -> int:
    """Count the submissions before this one."""
    if not isinstance(history, list) or when.at is None:
        return 0
    count = 0
    for each in history:
        created = each.get("created_at") if isinstance(each, Mapping) else None
        before = moment(created).at if isinstance(created, str) else None
        count += before is not None and before < when.at
    return count


def _notes(record: _Record) -> Iterator[str]:
    if not record.people:
        yield "The metadata name no submitter: it is called like its folder."
    if record.when.note:
        yield record.when.note
    for person in record.people:
        if not person.email:
            yield f"The metadata give no address for {shown(person.name)}."


def _text(value: object) -> str:
    return one_line(value) if isinstance(value, str) else ""
