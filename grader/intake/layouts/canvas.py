"""What Canvas's "Download Submissions" gives: flat files with a person in each name."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from grader.intake.draft import Draft, Gathered, Surroundings, are_most
from grader.intake.listing import Entry
from grader.intake.person import Person
from grader.intake.tree import Tree

_NAME = re.compile(
    r"(?:(?P<name>.+?)_)??(?:(?P<late>LATE)_)?(?P<user>[0-9]+|anon_[A-Za-z0-9]+)"
    r"_(?P<attachment>[0-9]+)_(?P<file>.+)"
)
_TEXT = re.compile(
    r"(?:(?P<name>.+?)_)??(?:(?P<late>LATE)_)?(?P<user>[0-9]+|anon_[A-Za-z0-9]+)"
    r"_(?P<kind>text|link)\.html"
)
_AGAIN = re.compile(r"(?P<stem>.+)-(?P<again>[0-9]{1,3})(?P<suffix>(?:\.\w+)+)")
_STRANGE = "It is not called as Canvas calls files: <name>_<id>_<id>_<file>."
_ENTRY = {
    "text": "It is text typed into Canvas, which is not graded.",
    "link": "It is a link typed into Canvas, which is not followed.",
}


@dataclass(frozen=True, slots=True)
class _Upload:
    """A file with what its name says."""

    entry: Entry
    name: str
    late: bool
    user: str
    attachment: int
    file: str
    kind: str


def recognise(tree: Tree, around: Surroundings, /) -> str:
    """Take a tree without folders whose files are called as Canvas calls them."""
    named = sum(_upload(each) is not None for each in tree.loose)
    if (tree.tops and not around.forced) or not are_most(
        named, len(tree.loose), around
    ):
        return ""
    return (
        f"{named} of {len(tree.loose)} files are called "
        "<name>_<id>_<id>_<file> as Canvas does"
    )


def gather(tree: Tree, _: Surroundings, /) -> Gathered:
    """Return one attempt for all files of a person."""
    found = Gathered(notes=["Canvas marks what is late, and gives no time stamps."])
    uploads: dict[str, list[_Upload]] = defaultdict(list)
    for entry in tree.entries:
        if len(entry.path) == 1 and (upload := _upload(entry)):
            uploads[upload.user].append(upload)
        else:
            found.refuse(entry.name, entry.why or _STRANGE)
    for user, theirs in sorted(uploads.items()):
        found.drafts.append(_draft(user, theirs))
    return found


def _draft(user: str, uploads: Sequence[_Upload]) -> Draft:
    notes = [_ENTRY[each.kind] for each in uploads if each.kind]
    files, more = _latest([each for each in uploads if not each.kind])
    name = next((each.name for each in uploads if each.name), "")
    return Draft(
        user,
        (Person(user, name),),
        tuple(files),
        is_late=any(each.late for each in uploads),
        notes=(*notes, *more),
    )


def _latest(uploads: Sequence[_Upload]) -> tuple[list[Entry], list[str]]:
    """Return the files without the -1, -2 that Canvas adds to later uploads."""
    bare = {each.file for each in uploads}
    forms: dict[str, list[tuple[int, int, _Upload]]] = defaultdict(list)
    again: dict[str, int] = defaultdict(int)
    for each in uploads:
        match = _AGAIN.fullmatch(each.file)
        if match:
            again[match["stem"] + match["suffix"]] += 1
    for each in uploads:
        match = _AGAIN.fullmatch(each.file)
        name, number = each.file, 0
        if match:
            plain = match["stem"] + match["suffix"]
            # part-1.py beside part-2.py are names; Canvas's come with the first one.
            if plain in bare or again[plain] == 1:
                name, number = plain, int(match["again"])
        forms[name].append((number, each.attachment, each))
    files, notes = [], []
    for name, same in sorted(forms.items()):
        *older, (_, _, last) = sorted(same, key=lambda form: form[:2])
        files.append(replace(last.entry, path=(name,)))
        notes += [
            f"{each.file} is an older upload of {last.file} and is left out."
            for _, _, each in older
        ]
        if last.file != name:
            notes.append(f"{last.file} is read as {name}: Canvas numbers uploads.")
    return files, notes


def _upload(entry: Entry) -> _Upload | None:
    text = _TEXT.fullmatch(entry.path[-1])
    match = text or _NAME.fullmatch(entry.path[-1])
    if not match:
        return None
    groups = match.groupdict()
    return _Upload(
        entry,
        name=groups["name"] or "",
        late=bool(groups["late"]),
        user=groups["user"],
        attachment=int((groups.get("attachment") or "0")[:20]),
        file=groups.get("file") or "",
        kind=groups.get("kind") or "",
    )
