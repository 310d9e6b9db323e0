"""nbgrader's course: submitted/<student>/<assignment>/ with a time stamp in each."""

from grader.errors import NotLoaded
from grader.intake import limits
from grader.intake.draft import Draft, Gathered, Surroundings, are_most
from grader.intake.listing import Entry
from grader.intake.person import Person
from grader.intake.times import Moment, moment
from grader.intake.tree import Tree

_SUBMITTED = "submitted"
_STAMP = "timestamp.txt"
_LOOSE = "It lies beside the assignments' folders of its student."


def recognise(tree: Tree, around: Surroundings, /) -> str:
    """Take a course, or its folder `submitted`."""
    inner = tree.tops.get(_SUBMITTED)
    if inner is not None and any(each.tops for each in inner.tops.values()):
        return "there is a folder 'submitted' with students and assignments"
    works = [work for student in tree.tops.values() for work in student.tops.values()]
    stamped = sum(_stamp(work) is not None for work in works)
    if are_most(stamped, len(works), around):
        return f"{stamped} of {len(works)} assignments' folders hold timestamp.txt"
    if works and all(work.name in around.assignments for work in works):
        return "the folders in the students' are called like assignments"
    if works and tree.name == _SUBMITTED:
        return "the folder is called 'submitted' and holds folders of folders"
    return ""


def gather(tree: Tree, around: Surroundings, /) -> Gathered:
    """Return an attempt for each student and assignment."""
    found = Gathered()
    submitted = tree.tops.get(_SUBMITTED, tree)
    for student, folder in submitted.tops.items():
        for name, work in folder.tops.items():
            found.drafts.append(_draft(student, name, work, around))
        for entry in folder.loose:
            found.refuse(f"{student}/{entry.name}", entry.why or _LOOSE)
    found.refuse_all(submitted.submissions, "It lies beside the students' folders.")
    if all(draft.submitted_at is None for draft in found.drafts):
        found.notes.append("No time stamp was found: nothing can be late.")
    return found


def _draft(student: str, name: str, work: Tree, around: Surroundings) -> Draft:
    stamp = _stamp(work)
    when = _when(stamp, around) if stamp else Moment(None)
    return Draft(
        f"{name}/{student}",
        (Person(student, student),),
        tuple(entry for entry in work.entries if entry is not stamp),
        assignment=name,
        submitted_at=when.at,
        notes=(when.note,) if when.note else (),
    )


def _stamp(work: Tree) -> Entry | None:
    return next((each for each in work.loose if each.path[0] == _STAMP), None)


def _when(stamp: Entry, around: Surroundings) -> Moment:
    try:
        data = around.read(stamp, limits.MAX_NOTE_BYTES)
    except NotLoaded as error:
        return Moment(None, error.sentence)
    return moment(data.decode("utf-8-sig", "replace"))
