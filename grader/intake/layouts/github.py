"""GitHub Classroom's clones: one repository per student, <assignment>-<login>."""

import os

from grader.intake.draft import NO_TIMES, Draft, Gathered, Surroundings, are_most
from grader.intake.person import Person
from grader.intake.tree import Tree

_FEW = 2
_NO_BORDER = (
    "The folder's name does not show where the assignment ends and the login begins; "
    "all of it is taken for the login."
)


def recognise(tree: Tree, around: Surroundings, /) -> str:
    """Take a tree whose folders are clones, or begin with a known assignment's name."""
    names = list(tree.tops)
    cloned = sum((name,) in tree.clones for name in names)
    if are_most(cloned, len(names), around):
        return f"{cloned} of {len(names)} folders are clones (they hold .git)"
    begun = sum(bool(_assignment(name, around)) for name in names)
    if are_most(begun, len(names), around):
        return f"{begun} of {len(names)} folders are called <assignment>-<login>"
    return "the folders are taken for clones" if around.forced and names else ""


def gather(tree: Tree, around: Surroundings, /) -> Gathered:
    """Return one attempt a clone."""
    found = Gathered(notes=[NO_TIMES])
    common = _common(list(tree.tops))
    for name, folder in tree.tops.items():
        assignment = _assignment(name, around) or common
        login = name[len(assignment) + 1 :] if assignment else name
        notes = () if assignment else (_NO_BORDER,)
        person = Person(login, login)
        found.drafts.append(
            Draft(
                name, (person,), folder.entries,
                assignment=assignment or None, notes=notes,
            )
        )  # fmt: skip
    found.refuse_all(tree.submissions, "It lies beside the students' repositories.")
    return found


def _assignment(name: str, around: Surroundings) -> str:
    """Return the longest known assignment that a repository's name begins with."""
    fitting = [
        each
        for each in around.assignments
        if name.startswith(f"{each}-") and len(name) > len(each) + 1
    ]
    return max(fitting, key=len, default="")


def _common(names: list[str]) -> str:
    """Return what all names begin with, up to a hyphen."""
    if len(names) < _FEW:
        return ""
    return os.path.commonprefix(names).rpartition("-")[0]
